/* What the tests of the plan ask of it: a step, a day, a reason. */
#ifndef TESTS_RULES_PLAN_CHECKS_H
#define TESTS_RULES_PLAN_CHECKS_H

#include "tests/rules/plan_support.h"

static inline void assert_day(date_t got, const char *want) {
  char text[11];
  date_format_iso(got, text);
  g_assert_cmpstr(text, ==, want);
}

static inline const struct plan_step *want_step(const struct support *support, int rule, int year, enum plan_act act,
                                                int attempt, const char *due) {
  const struct plan_step *step = support_find(support, rule, year, act, attempt);
  if (!step) support_print(support);
  g_assert_nonnull(step);
  assert_day(step->due, due);
  return step;
}

static inline void close_task(struct support *support, int rule, int year, enum progress_outcome outcome,
                              const char *day) {
  struct progress_event event = support_say(PROGRESS_EVENT_OUTCOME, rule, year, support_day(day));
  event.outcome = (guint8)outcome;
  support_event(support, event);
}

static inline void happen(struct support *support, enum progress_event_kind kind, const char *day) {
  support_event(support, support_say(kind, -1, 0, support_day(day)));
}

static inline void plan_on(struct support *support, const char *day) {
  support_plan(support, support_day(day));
}

static inline guint8 reason_of(struct support *support, const char *day, int rule) {
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  struct plan_request request = support_request(support, DATE_NONE, support_day(day));
  guint n = plan_why(&request, decisions);
  for (guint i = 0; i < n; i++)
    if (decisions[i].rule == rule) return decisions[i].reason;
  return PLAN_REASON_COUNT;
}

#endif
