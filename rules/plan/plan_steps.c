/* The list of steps, kept in order while it grows: lists are short and nearly sorted, so no sort is called. */
#include "rules/plan/plan_internal.h"

void plan_steps_wake(struct plan_run *run, date_t day) {
  if (day == DATE_NONE || day <= run->now) return;
  if (run->result->wake == DATE_NONE || day < run->result->wake) run->result->wake = day;
}

static gboolean before(const struct plan_step *a, const struct plan_step *b) {
  if (a->due != b->due) return a->due < b->due;
  if (a->rule != b->rule) return a->rule < b->rule;
  if (a->attempt != b->attempt) return a->attempt < b->attempt;
  return a->act < b->act;
}

enum hang_on { HANGS_ON_SILENCE = 1, HANGS_ON_USE = 2 };
static const guint8 hangs[] = {
    [PLAN_IF_NO_REACTION] = HANGS_ON_SILENCE,
    [PLAN_IF_NO_ANSWER] = HANGS_ON_SILENCE,
    [PLAN_IF_SILENT] = HANGS_ON_SILENCE,
    [PLAN_IF_NOT_USED] = HANGS_ON_USE,
    [PLAN_IF_UNKNOWN_FACT] = 0,
};

/* Whoever never reacts makes no use of an offer either; whoever does react may still not have used it. */
static guint8 assumed(const struct plan_run *run, guint8 hangs_on) {
  return (run->request->assume & PLAN_ASSUME_NO_REACTION) && hangs[hangs_on] ? PLAN_IF_NOTHING : hangs_on;
}

static gboolean left_out(const struct plan_run *run, const struct plan_step *step) {
  return (run->request->assume & PLAN_ASSUME_RESPONSE) && step->verdict == PLAN_PLANNED &&
         hangs[step->hangs_on] == HANGS_ON_SILENCE;
}

struct plan_step *plan_steps_draft(struct plan_run *run) {
  guint n = run->result->n_steps;
  struct plan_step *draft = n < PLAN_STEPS_MAX ? &run->steps[n] : &run->spare;
  *draft = (struct plan_step){.call_day = DATE_NONE};
  return draft;
}

/* The last step of the list goes to its place among the others. */
static void sink(struct plan_step *steps, guint last) {
  struct plan_step step = steps[last];
  guint at = last;
  for (; at > 0 && before(&step, &steps[at - 1]); at--) steps[at] = steps[at - 1];
  steps[at] = step;
}

void plan_steps_add(struct plan_run *run, struct plan_step *draft) {
  if (left_out(run, draft) || draft == &run->spare) return;
  if (draft->hangs_on != PLAN_IF_NOTHING) draft->hangs_on = assumed(run, draft->hangs_on);
  guint last = run->result->n_steps++;
  if (last > 0 && before(draft, draft - 1)) sink(run->steps, last);
}

static gboolean acted(const struct plan_run *run, const struct plan_moment *moment) {
  if (moment->verdict == PLAN_DUE || moment->verdict == PLAN_LATE) return TRUE;
  date_t last = moment->past ? moment->past->last : DATE_NONE;
  if (last == DATE_NONE || last > run->now) return FALSE;
  return last == run->now || (run->request->since != DATE_NONE && last > run->request->since);
}

void plan_steps_decide(struct plan_run *run, const struct plan_moment *moment) {
  if (!run->decisions) return;
  run->decisions[run->n_decisions++] = (struct plan_decision){
      .rule = moment->index,
      .year = moment->year,
      .verdict = moment->verdict,
      .reason = moment->reason,
      .acted = acted(run, moment),
      .due = moment->due,
  };
}
