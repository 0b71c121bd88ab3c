/* Hand-over: proposed here, decided by a person; never done by a timer (S22). */
#include "rules/plan/plan_internal.h"

static struct plan_step *draft(struct plan_run *run, guint8 index, guint8 year, date_t due) {
  struct plan_step *step = plan_steps_draft(run);
  step->due = step->from = due;
  step->to = run->to;
  step->rule = index;
  step->kind = POLICY_HANDOVER;
  step->year = year;
  step->attempt = 1;
  return step;
}

/* A proposal or note of the first year is not repeated in the second over the same silence: it takes a new one. */
static gboolean is_answered(const struct plan_run *run, const struct plan_moment *moment) {
  const struct progress_moment *before = &run->progress->moment[moment->index][1];
  if (moment->past->outcome != PROGRESS_NONE) return TRUE;
  if (moment->year != 2 || before->outcome == PROGRESS_NONE) return FALSE;
  return plan_condition_find(run->policy, moment->rule->condition, POLICY_OP_SILENT) &&
         (run->progress->silent_to == DATE_NONE || run->progress->silent_to <= before->closed);
}

static enum plan_reason gate(const struct plan_run *run, const struct plan_moment *moment) {
  if (run->from == DATE_NONE) return PLAN_REASON_NO_DATE;
  if (run->veto) return (enum plan_reason)run->veto;
  if (run->limit != G_MAXINT32) return PLAN_REASON_PAST_EXPECTED;
  if (run->now < run->from) return PLAN_REASON_OUTSIDE_WINDOW;
  if (moment->year != plan_dates_cycle(run, run->now)) return PLAN_REASON_WRONG_YEAR;
  if (run->progress->handed_over) return PLAN_REASON_HANDED_OVER;
  if (is_answered(run, moment)) return PLAN_REASON_DONE;
  if (!run->started) return PLAN_REASON_NOT_STARTED;
  return run->scope == TRI_UNKNOWN ? PLAN_REASON_CONDITION_UNKNOWN : PLAN_REASON_DUE;
}

/* The same silence without the rest of the ground: noted, and the guidance goes on. */
static gboolean is_silence_only(const struct plan_run *run, const struct policy_rule *rule) {
  const struct policy_code *code = plan_condition_find(run->policy, rule->condition, POLICY_OP_SILENT);
  if (!code || !rule->otherwise_note) return FALSE;
  struct policy_span only = {(guint16)(code - run->policy->code), 1};
  return plan_condition(run->request, only, run->now) == TRI_TRUE;
}

/* The day on which so many contacts in a row, so far apart, would have stayed without reaction. */
static date_t silence_reached(const struct plan_run *run, const struct policy_code *code) {
  int silent = run->progress->silent;
  date_t from = run->progress->silent_from;
  for (guint i = 0; i < run->n_quiet; i++) {
    if (from == DATE_NONE) from = run->quiet[i].first;
    silent++;
    date_t apart = date_add_months(from, code->months, NULL);
    if (silent >= code->value && run->quiet[i].first >= apart) return run->quiet[i].noted;
  }
  return DATE_NONE;
}

static void sort_quiet(struct plan_run *run) {
  for (guint i = 1; i < run->n_quiet; i++)
    for (guint j = i; j > 0 && run->quiet[j].first < run->quiet[j - 1].first; j--) {
      struct plan_quiet swap = run->quiet[j];
      run->quiet[j] = run->quiet[j - 1];
      run->quiet[j - 1] = swap;
    }
}

static void foresee(struct plan_run *run, const struct policy_rule *rule, guint8 index) {
  const struct policy_code *code = plan_condition_find(run->policy, rule->condition, POLICY_OP_SILENT);
  if (!code || run->n_quiet == 0) return;
  sort_quiet(run);
  date_t due = silence_reached(run, code);
  if (due == DATE_NONE || due <= run->now || due >= run->to) return;
  enum tri holds = plan_condition_assuming(run->request, rule->condition, due, TRUE);
  if (holds != TRI_TRUE && !rule->otherwise_note) return;
  struct plan_step *step = draft(run, index, plan_dates_cycle(run, due), due);
  step->act = holds == TRI_TRUE ? PLAN_PROPOSE : PLAN_NOTE;
  step->hangs_on = PLAN_IF_SILENT;
  step->reason = PLAN_REASON_FUTURE;
  plan_steps_add(run, step);
}

static void propose(struct plan_run *run, struct plan_moment *moment, enum plan_act act, enum plan_reason reason) {
  struct plan_step *step = draft(run, moment->index, moment->year, run->now);
  step->act = (guint8)act;
  step->verdict = PLAN_DUE;
  step->reason = (guint8)reason;
  moment->verdict = PLAN_DUE;
  moment->reason = step->reason;
  plan_steps_add(run, step);
}

/* A hand-over with a day of its own waits for it. */
static gboolean is_before(struct plan_run *run, const struct policy_rule *rule) {
  if (rule->when.base == POLICY_BASE_ANY_DAY) return FALSE;
  date_t limit = G_MAXINT32;
  guint8 reason;
  date_t day = rule->when.base == POLICY_BASE_YEARLY ? plan_dates_yearly(&rule->when, MAX(run->from, run->anchor))
                                                     : plan_dates_base(run, &rule->when, &limit, &reason);
  if (day == DATE_NONE) return TRUE;
  plan_steps_wake(run, day);
  return run->now < day;
}

static void decide(struct plan_run *run, struct plan_moment *moment) {
  const struct policy_rule *rule = moment->rule;
  enum tri holds = plan_condition(run->request, rule->condition, run->now);
  plan_condition_wake(run, rule->condition);
  if (is_before(run, rule))
    moment->reason = PLAN_REASON_FUTURE;
  else if (holds == TRI_TRUE)
    propose(run, moment, PLAN_PROPOSE, PLAN_REASON_DUE);
  else if (is_silence_only(run, rule))
    propose(run, moment, PLAN_NOTE, PLAN_REASON_NO_REACTION);
  else
    moment->reason = holds == TRI_FALSE ? PLAN_REASON_CONDITION_FALSE : PLAN_REASON_CONDITION_UNKNOWN;
}

void plan_handover_rule(struct plan_run *run, guint8 index) {
  const struct policy_rule *rule = &run->policy->rules[index];
  struct plan_moment moment = {.rule = rule, .index = index, .base = run->now, .due = run->now};
  moment.year = rule->year ? rule->year : plan_dates_cycle(run, run->now);
  moment.past = &run->progress->moment[index][moment.year];
  moment.verdict = PLAN_SKIP;
  enum plan_reason reason = gate(run, &moment);
  moment.reason = (guint8)reason;
  if (reason == PLAN_REASON_DUE) decide(run, &moment);
  plan_steps_wake(run, run->from);
  gboolean foreseeable = !run->veto && run->scope == TRI_TRUE && run->from != DATE_NONE && !run->progress->handed_over;
  if (foreseeable && moment.verdict != PLAN_DUE && moment.past->outcome == PROGRESS_NONE) foresee(run, rule, index);
  plan_steps_decide(run, &moment);
}
