/* The list of steps, kept in order while it grows: lists are short and nearly sorted, so no sort is called. */
#include "rules/plan/plan_internal.h"

#include <string.h>

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

void plan_steps_add(struct plan_run *run, const struct plan_step *step) {
  if (left_out(run, step) || run->result->n_steps >= PLAN_STEPS_MAX) return;
  guint at = run->result->n_steps++;
  while (at > 0 && before(step, &run->steps[at - 1])) {
    run->steps[at] = run->steps[at - 1];
    at--;
  }
  memcpy(&run->steps[at], step, sizeof *step); /* with its padding: the result is compared byte for byte */
  run->steps[at].hangs_on = assumed(run, step->hangs_on);
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
