#include "rules/plan/plan.h"

#include "rules/plan/plan_internal.h"

const char *const plan_state_names[PLAN_STATES] = {
    [PLAN_NOT_STARTED] = "not_started",
    [PLAN_OUT_OF_SCOPE] = "out_of_scope",
    [PLAN_ACTIVE] = "active",
    [PLAN_BEFORE] = "before",
    [PLAN_USED] = "used",
    [PLAN_DECLINED] = "declined",
    [PLAN_DECEASED] = "deceased",
    [PLAN_ABROAD] = "abroad",
    [PLAN_WINDOW_CLOSED] = "window_closed",
};

const char *const plan_act_names[PLAN_ACTS] = {
    [PLAN_ANNOUNCE] = "announce", [PLAN_TASK] = "task", [PLAN_SEND] = "send",
    [PLAN_PROPOSE] = "propose",   [PLAN_NOTE] = "note", [PLAN_END] = "end",
};

const char *const plan_reason_names[PLAN_REASON_COUNT] = {
#define PLAN_REASON(code, id) [PLAN_REASON_##code] = id,
    PLAN_REASONS(PLAN_REASON)
#undef PLAN_REASON
};

/* An end needs a date that is known: an expected one may be wrong, so it closes nothing. */
static gboolean is_closed(const struct plan_run *run) {
  return run->to != DATE_NONE && run->limit == G_MAXINT32 && run->now >= run->to;
}

static gboolean was_used(const struct progress *progress) {
  for (int year = 0; year < PROGRESS_YEARS; year++)
    if (progress->offer_used[year] != DATE_NONE) return TRUE;
  return FALSE;
}

static enum plan_state state_of(const struct plan_run *run) {
  const struct progress *progress = run->progress;
  if (progress->deceased != DATE_NONE) return PLAN_DECEASED;
  if (progress->abroad != DATE_NONE) return PLAN_ABROAD;
  if (progress->declined != DATE_NONE) return PLAN_DECLINED;
  if (run->scope == TRI_FALSE) return PLAN_OUT_OF_SCOPE;
  if (!run->started) return PLAN_NOT_STARTED;
  if (is_closed(run)) return was_used(progress) ? PLAN_USED : PLAN_WINDOW_CLOSED;
  return run->from == DATE_NONE || run->now < run->from ? PLAN_BEFORE : PLAN_ACTIVE;
}

static const guint8 vetoes[PLAN_STATES] = {
    [PLAN_OUT_OF_SCOPE] = PLAN_REASON_OUT_OF_SCOPE,
    [PLAN_USED] = PLAN_REASON_ENDED,
    [PLAN_DECLINED] = PLAN_REASON_DECLINED,
    [PLAN_DECEASED] = PLAN_REASON_DECEASED,
    [PLAN_ABROAD] = PLAN_REASON_ABROAD,
    [PLAN_WINDOW_CLOSED] = PLAN_REASON_ENDED,
};

static date_t end_day(const struct plan_run *run) {
  switch (run->state) {
  case PLAN_DECEASED:
    return run->progress->deceased;
  case PLAN_ABROAD:
    return run->progress->abroad;
  case PLAN_DECLINED:
    return run->progress->declined;
  case PLAN_OUT_OF_SCOPE:
    return DATE_NONE;
  default:
    return run->limit == G_MAXINT32 ? run->to : DATE_NONE;
  }
}

/* The end of the guidance is a step like any other: said once, with its name. */
static void add_end(struct plan_run *run) {
  date_t due = end_day(run);
  if (due == DATE_NONE || run->progress->ended) return;
  struct plan_step *step = plan_steps_draft(run);
  step->due = step->from = due;
  step->to = due + 1;
  step->rule = PLAN_RULE_GUIDANCE;
  step->kind = POLICY_CLOSE;
  step->act = PLAN_END;
  step->year = plan_dates_cycle(run, due - 1); /* the day before: a guidance of one year has no second */
  step->attempt = 1;
  step->verdict = run->started && run->now >= due ? PLAN_DUE : PLAN_PLANNED;
  step->reason = run->veto ? run->veto : (guint8)PLAN_REASON_FUTURE;
  plan_steps_wake(run, due);
  plan_steps_add(run, step);
}

static void prepare(struct plan_run *run, const struct plan_request *request, struct plan_step *steps,
                    struct plan_result *result, struct plan_decision *decisions) {
  gint32 place = request->facts->value[FACT_PLACE];
  run->request = request;
  run->policy = request->policy;
  run->facts = request->facts;
  run->progress = request->progress;
  run->calendar = request->calendar;
  run->steps = steps;
  run->result = result;
  run->decisions = decisions;
  run->n_decisions = run->n_quiet = 0;
  run->now = request->now;
  run->place = place == FACT_UNKNOWN || place < 0 ? 0 : place;
  run->started = request->progress->start != DATE_NONE;
  *result = (struct plan_result){.wake = DATE_NONE};
  plan_dates_window(run);
  plan_channel_prepare(run);
  run->scope = (guint8)plan_condition(request, run->policy->condition, run->now);
  run->state = (guint8)state_of(run);
  run->veto = vetoes[run->state];
}

/* Hand-overs come last: they look at the contacts before them. */
static void evaluate(struct plan_run *run) {
  const struct policy *policy = run->policy;
  if (run->veto && !run->decisions) return; /* nothing could come of it */
  for (guint i = 0; i < policy->n_rules; i++)
    if (policy->rules[i].kind != POLICY_HANDOVER) plan_moment_rule(run, (guint8)i);
  for (guint i = 0; i < policy->n_rules; i++)
    if (policy->rules[i].kind == POLICY_HANDOVER) plan_handover_rule(run, (guint8)i);
}

static void compute(struct plan_run *run) {
  evaluate(run);
  plan_reply_all(run);
  plan_condition_wake(run, run->policy->condition);
  add_end(run);
  run->result->state = run->state;
  run->result->from = run->from;
  run->result->to = run->to;
}

void plan_compute(const struct plan_request *request, struct plan_step *steps, struct plan_result *result) {
  struct plan_run run;
  prepare(&run, request, steps, result, NULL);
  compute(&run);
}

guint plan_why(const struct plan_request *request, struct plan_decision *decisions) {
  struct plan_run run;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  prepare(&run, request, steps, &result, decisions);
  compute(&run);
  return run.n_decisions;
}
