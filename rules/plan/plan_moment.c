/* One rule, one year: the gates that a moment must pass before anything is done for it. */
#include "rules/plan/plan_internal.h"

const guint8 plan_traits[POLICY_KINDS] = {
    [POLICY_OFFER] = PLAN_TRAIT_TASK | PLAN_TRAIT_CONTACT | PLAN_TRAIT_UNSURE,
    [POLICY_MESSAGE] = PLAN_TRAIT_TEXT | PLAN_TRAIT_CONTACT,
    [POLICY_CALL] = PLAN_TRAIT_TASK | PLAN_TRAIT_CONTACT,
    [POLICY_VISIT] = PLAN_TRAIT_TASK | PLAN_TRAIT_CONTACT,
    [POLICY_QUESTION] = PLAN_TRAIT_TEXT | PLAN_TRAIT_CONTACT,
    [POLICY_INVITATION] = PLAN_TRAIT_TEXT | PLAN_TRAIT_CONTACT,
    [POLICY_LETTER] = PLAN_TRAIT_TASK,
    [POLICY_DOCUMENT] = PLAN_TRAIT_TASK | PLAN_TRAIT_UNSURE,
    [POLICY_CHECK] = PLAN_TRAIT_TASK | PLAN_TRAIT_UNSURE,
    [POLICY_CLOSE] = PLAN_TRAIT_TASK | PLAN_TRAIT_CONTACT,
};

/* Offers owed at the start of a cohort are spread over this many working days, not heaped on the first. */
enum { CATCH_UP_DAYS = 10, GO_ON = PLAN_REASON_DUE };

static const guint8 closed_reasons[PROGRESS_OUTCOMES] = {
    [PROGRESS_SPOKE] = PLAN_REASON_DONE,
    [PROGRESS_USED] = PLAN_REASON_DONE,
    [PROGRESS_AGREED] = PLAN_REASON_DONE,
    [PROGRESS_DECLINED] = PLAN_REASON_DONE,
    [PROGRESS_LATER] = PLAN_REASON_DONE,
    [PROGRESS_REFUSED_CONTACT] = PLAN_REASON_DONE,
    [PROGRESS_MOVED] = PLAN_REASON_DONE,
    [PROGRESS_WRONG_NUMBER] = PLAN_REASON_DONE,
    [PROGRESS_NO_ANSWER] = PLAN_REASON_DONE,
    [PROGRESS_NOT_NEEDED] = PLAN_REASON_DONE,
    [PROGRESS_DECEASED] = PLAN_REASON_DECEASED,
    [PROGRESS_REPLIED] = PLAN_REASON_REACTED,
    [PROGRESS_NO_REACTION] = PLAN_REASON_NO_REACTION,
    [PROGRESS_SKIPPED] = PLAN_REASON_TOO_LATE,
    [PROGRESS_DONE] = PLAN_REASON_DONE,
};

static gboolean is_begun(const struct progress_moment *past) {
  return past->first != DATE_NONE || past->acts != 0;
}

static guint8 gate_date(const struct plan_run *run, const struct plan_moment *moment, date_t limit) {
  if (run->from == DATE_NONE) return PLAN_REASON_NO_DATE;
  if (moment->rule->year && moment->rule->year != plan_dates_cycle(run, moment->base)) return PLAN_REASON_WRONG_YEAR;
  if (moment->base > limit || moment->base > run->limit) return PLAN_REASON_PAST_EXPECTED;
  if (moment->base < run->from || moment->base >= run->to) return PLAN_REASON_OUTSIDE_WINDOW;
  return GO_ON;
}

static guint8 false_reason(const struct plan_run *run, struct policy_span span) {
  const struct policy_code *code = plan_condition_find(run->policy, span, POLICY_OP_OFFER_USED);
  if (!code || code->value < 1 || code->value >= PROGRESS_YEARS) return PLAN_REASON_CONDITION_FALSE;
  return run->progress->offer_used[code->value] != DATE_NONE ? PLAN_REASON_USED : PLAN_REASON_CONDITION_FALSE;
}

/* An unknown fact never takes a duty away: an offer goes on, and the question goes with it (S11). */
static guint8 gate_condition(const struct plan_run *run, struct plan_moment *moment) {
  const struct policy_rule *rule = moment->rule;
  enum tri holds = TRI_TRUE;
  if (rule->condition.length) holds = plan_condition(run->request, rule->condition, moment->base);
  if (holds == TRI_FALSE) return false_reason(run, rule->condition);
  gboolean unsure = holds == TRI_UNKNOWN || run->scope == TRI_UNKNOWN;
  if (unsure && rule->kind == POLICY_OFFER) moment->unsure = TRUE;
  if (holds == TRI_UNKNOWN && rule->kind != POLICY_OFFER) return PLAN_REASON_CONDITION_UNKNOWN;
  if (unsure && !(plan_traits[rule->kind] & PLAN_TRAIT_UNSURE)) return PLAN_REASON_CONDITION_UNKNOWN;
  return GO_ON;
}

gboolean plan_moment_superseded(const struct plan_run *run, const struct plan_moment *moment, date_t day) {
  for (guint i = moment->index + 1u; i < run->policy->n_rules && moment->rule->year; i++) {
    const struct policy_rule *rule = &run->policy->rules[i];
    date_t limit = G_MAXINT32;
    guint8 reason;
    if (rule->kind != POLICY_OFFER || rule->year != moment->rule->year || rule->when.base == POLICY_BASE_YEARLY)
      continue;
    date_t base = plan_dates_base(run, &rule->when, &limit, &reason);
    if (base == DATE_NONE || base > day || base < moment->base) continue;
    if (plan_condition(run->request, rule->condition, day) != TRI_FALSE) return TRUE;
  }
  return FALSE;
}

/* Moments before the starting day are nobody's fault and are not made up for (S21). Two are: a width that still runs
 * goes on from that day, and an offer whose legal year is still open is owed whenever the cohort starts. */
static gboolean settle_start(const struct plan_run *run, struct plan_moment *moment) {
  date_t start = run->progress->start;
  if (start == DATE_NONE || start <= moment->from) return TRUE;
  if (start < moment->to) {
    moment->from = start;
    return TRUE;
  }
  date_t end = plan_dates_cycle_end(run, moment->year);
  if (moment->rule->kind != POLICY_OFFER || start >= end || plan_moment_superseded(run, moment, start)) return FALSE;
  moment->from = start;
  moment->to = MIN(calendar_add_working(run->calendar, start, CATCH_UP_DAYS), end);
  return TRUE;
}

/* "Later" holds a contact back, but never past the day on which the law wants an offer at the latest. */
static gboolean settle_later(const struct plan_run *run, struct plan_moment *moment) {
  date_t until = run->progress->later_until;
  if (until == DATE_NONE || until <= moment->from || !(plan_traits[moment->rule->kind] & PLAN_TRAIT_CONTACT))
    return TRUE;
  if (moment->rule->kind == POLICY_OFFER && until >= plan_dates_cycle_end(run, moment->year)) return TRUE;
  if (until >= run->to) return FALSE;
  moment->from = until;
  moment->to = MAX(moment->to, MIN(plan_dates_width(run, moment->rule, until), run->to));
  moment->later = TRUE;
  return TRUE;
}

static guint8 settle(const struct plan_run *run, struct plan_moment *moment, date_t limit) {
  moment->from = moment->base;
  moment->to = MIN(plan_dates_width(run, moment->rule, moment->base), run->to);
  if (limit != G_MAXINT32) moment->to = MIN(moment->to, limit + 1);
  if (is_begun(moment->past)) return GO_ON;
  if (!settle_start(run, moment)) return PLAN_REASON_BEFORE_START;
  return settle_later(run, moment) ? GO_ON : PLAN_REASON_ASKED_LATER;
}

static void skip_before_start(struct plan_run *run, const struct plan_moment *moment) {
  plan_steps_wake(run, run->progress->start);
  if (!run->started || run->now < run->progress->start) return;
  struct plan_step *step = plan_steps_draft(run);
  step->due = moment->base;
  step->from = moment->from;
  step->to = moment->to;
  step->rule = moment->index;
  step->kind = moment->rule->kind;
  step->act = plan_traits[moment->rule->kind] & PLAN_TRAIT_TEXT ? PLAN_SEND : PLAN_TASK;
  step->year = moment->year;
  step->attempt = 1;
  step->verdict = PLAN_SKIP;
  step->reason = PLAN_REASON_BEFORE_START;
  plan_steps_add(run, step);
}

/* The question lives in slot 0 of its rule; its attempt is the year that it is about, so that each year asks once. */
static void ask(struct plan_run *run, const struct plan_moment *moment) {
  const struct progress_moment *asked = &run->progress->moment[moment->index][0];
  gboolean open = asked->outcome == PROGRESS_NONE && (asked->acts & PROGRESS_TASK_OPEN);
  if (asked->attempt >= moment->year && !open) return;
  struct plan_step *step = plan_steps_draft(run);
  step->due = open ? asked->last : calendar_next_working(run->calendar, moment->from);
  step->from = moment->from;
  step->to = moment->to;
  step->rule = moment->index;
  step->kind = POLICY_CHECK;
  step->act = PLAN_TASK;
  step->attempt = open ? asked->attempt : moment->year;
  step->verdict = open || !run->started || run->now < step->due ? PLAN_PLANNED : PLAN_DUE;
  step->hangs_on = step->verdict == PLAN_PLANNED && !open ? PLAN_IF_UNKNOWN_FACT : PLAN_IF_NOTHING;
  step->reason = PLAN_REASON_CONDITION_UNKNOWN;
  if (!open) plan_steps_wake(run, step->due);
  plan_steps_add(run, step);
}

/* While the year that the condition speaks of still runs, its outcome may change. */
static void look_ahead(struct plan_run *run, struct plan_moment *moment) {
  const struct policy_code *code = plan_condition_find(run->policy, moment->rule->condition, POLICY_OP_OFFER_USED);
  if (!code) code = plan_condition_find(run->policy, moment->rule->condition, POLICY_OP_OFFER_MADE);
  if (!code) return;
  date_t end = plan_dates_cycle_end(run, code->value == 1 ? 1 : 2);
  if (run->now >= end) return;
  moment->hangs_on = PLAN_IF_NOT_USED;
  plan_steps_wake(run, end);
}

/* An open question is decided upon too, under its year 0: it goes when the fact has become known. */
static void decide_question(struct plan_run *run, const struct plan_moment *moment) {
  const struct progress_moment *asked = &run->progress->moment[moment->index][0];
  if (asked->outcome != PROGRESS_NONE || !(asked->acts & PROGRESS_TASK_OPEN)) return;
  struct plan_moment question = *moment;
  question.year = 0;
  question.past = asked;
  question.verdict = moment->unsure ? PLAN_PLANNED : PLAN_SKIP;
  question.reason = moment->unsure ? PLAN_REASON_WAITING : PLAN_REASON_CONDITION_FALSE;
  plan_steps_decide(run, &question);
}

static guint8 gates(struct plan_run *run, struct plan_moment *moment, date_t limit) {
  guint8 reason = gate_date(run, moment, limit);
  if (reason != GO_ON) return reason;
  if (moment->past->outcome != PROGRESS_NONE) return closed_reasons[moment->past->outcome];
  if (run->veto) return run->veto;
  reason = gate_condition(run, moment);
  return reason == GO_ON ? settle(run, moment, limit) : reason;
}

static void act(struct plan_run *run, struct plan_moment *moment) {
  if (moment->unsure) ask(run, moment);
  if (moment->rule->condition.length) look_ahead(run, moment);
  if (is_begun(moment->past))
    plan_attempt_next(run, moment);
  else
    plan_attempt_first(run, moment);
}

static void evaluate(struct plan_run *run, struct plan_moment *moment, date_t limit) {
  guint8 year = plan_dates_cycle(run, moment->base);
  moment->year = moment->rule->year ? moment->rule->year : year;
  moment->past = &run->progress->moment[moment->index][moment->year];
  moment->due = moment->base;
  guint8 reason = gates(run, moment, limit);
  moment->reason = reason;
  if (reason == PLAN_REASON_BEFORE_START) skip_before_start(run, moment);
  if (reason == GO_ON)
    act(run, moment);
  else
    moment->verdict = PLAN_SKIP;
  plan_steps_decide(run, moment);
  if (run->decisions) decide_question(run, moment);
}

/* An exception that holds wins over the rule (as law is written); one that can't be told leaves the rule standing.
 * TRUE: the moment is taken away. */
static gboolean apply_exceptions(const struct plan_run *run, struct plan_moment *moment, date_t *limit) {
  for (guint i = 0; i < moment->rule->n_exceptions; i++) {
    const struct policy_exception *exception = &moment->rule->exceptions[i];
    if (plan_condition(run->request, exception->condition, moment->base) != TRI_TRUE) continue;
    if (exception->action == POLICY_EXCEPTION_SKIP) return TRUE;
    guint8 reason;
    date_t moved = exception->when.base == POLICY_BASE_YEARLY ? plan_dates_yearly(&exception->when, moment->base)
                                                              : plan_dates_base(run, &exception->when, limit, &reason);
    if (moved != DATE_NONE) moment->base = moved;
    return FALSE;
  }
  return FALSE;
}

static void refuse(struct plan_run *run, struct plan_moment *moment, enum plan_reason reason) {
  moment->year = moment->rule->year ? moment->rule->year : plan_dates_cycle(run, moment->base);
  moment->past = &run->progress->moment[moment->index][moment->year];
  moment->verdict = PLAN_SKIP;
  moment->reason = (guint8)reason;
  moment->due = moment->base;
  plan_steps_decide(run, moment);
}

static void begin(const struct plan_run *run, guint8 index, date_t base, struct plan_moment *moment) {
  *moment = (struct plan_moment){.rule = &run->policy->rules[index], .index = index, .base = base};
}

static void evaluate_at(struct plan_run *run, guint8 index, date_t base, date_t limit, gboolean guessed) {
  struct plan_moment moment;
  begin(run, index, base, &moment);
  moment.calendar_unknown = guessed;
  if (moment.rule->n_exceptions && apply_exceptions(run, &moment, &limit))
    refuse(run, &moment, PLAN_REASON_EXCEPTION);
  else
    evaluate(run, &moment, limit);
}

/* A yearly day counts from the anchor on: its window before leaving would give the first year two of them and a
 * moment is known by its year (S2). At most one a year, also where an override stretches the second year. */
static void evaluate_yearly(struct plan_run *run, guint8 index) {
  const struct policy_rule *rule = &run->policy->rules[index];
  guint8 last = 0;
  date_t day = run->from == DATE_NONE ? DATE_NONE : plan_dates_yearly(&rule->when, MAX(run->from, run->anchor));
  while (day != DATE_NONE && day < run->to) {
    guint8 year = plan_dates_cycle(run, day);
    if (year != last && (rule->year == 0 || rule->year == year)) {
      evaluate_at(run, index, day, G_MAXINT32, FALSE);
      last = year;
    }
    day = plan_dates_yearly(&rule->when, day + 1);
  }
  if (last) return;
  struct plan_moment moment;
  begin(run, index, DATE_NONE, &moment);
  refuse(run, &moment, run->from == DATE_NONE ? PLAN_REASON_NO_DATE : PLAN_REASON_OUTSIDE_WINDOW);
}

void plan_moment_rule(struct plan_run *run, guint8 index) {
  const struct policy_rule *rule = &run->policy->rules[index];
  if (rule->when.base == POLICY_BASE_YEARLY) {
    evaluate_yearly(run, index);
    return;
  }
  date_t limit = G_MAXINT32;
  guint8 reason;
  date_t base = plan_dates_base(run, &rule->when, &limit, &reason);
  gboolean guessed = FALSE;
  if (base == DATE_NONE && reason == PLAN_REASON_CALENDAR_UNKNOWN && rule->kind == POLICY_OFFER) {
    /* The holiday is not published yet, the duty stands: the plain day, until the calendar knows better. */
    struct policy_when plain = rule->when;
    plain.base = POLICY_BASE_FACT;
    base = plan_dates_base(run, &plain, &limit, &reason);
    guessed = TRUE;
  }
  if (base != DATE_NONE) {
    evaluate_at(run, index, base, limit, guessed);
    return;
  }
  struct plan_moment moment;
  begin(run, index, DATE_NONE, &moment);
  refuse(run, &moment, reason);
}
