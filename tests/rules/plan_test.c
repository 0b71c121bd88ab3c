/* When: windows, spreading, announced calls, lateness, the start, the cap. */
#include "tests/rules/plan_checks.h"

/* Everything is listed before the start, nothing is due, not even what has passed. */
static void test_not_started(void) {
  struct support *support = support_new();
  plan_on(support, "2026-12-01");
  g_assert_cmpint(support->result.state, ==, PLAN_NOT_STARTED);
  for (guint i = 0; i < support->result.n_steps; i++) g_assert_cmpint(support->steps[i].verdict, ==, PLAN_PLANNED);
  want_step(support, SUPPORT_FIRST, 1, PLAN_TASK, 1, "2026-06-12");
  want_step(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1, "2026-08-28");
  assert_day(support->result.from, "2026-05-15");
  assert_day(support->result.to, "2028-07-10");
  support_free(support);
}

/* S12: the end is excluded, clamped windows end after the clamped day (T15). */
static void test_window(void) {
  static const struct {
    const char *leaving, *expected, *override, *from, *to;
  } rows[] = {
      {"2026-07-10", NULL, NULL, "2026-05-15", "2028-07-10"},
      {"2024-02-29", NULL, NULL, "2024-01-04", "2026-03-01"},
      {"2026-07-10", NULL, "2028-12-31", "2026-05-15", "2028-12-31"},
      {NULL, "2026-07-10", NULL, "2026-05-15", "2028-07-10"},
      {NULL, NULL, NULL, "", ""},
      {NULL, NULL, "2028-12-31", "", ""},
  };
  struct support *support = support_new();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    gint32 *value = support->facts.value;
    value[FACT_LEAVING_DATE] = rows[i].leaving ? support_day(rows[i].leaving) : FACT_UNKNOWN;
    value[FACT_EXPECTED_LEAVING_DATE] = rows[i].expected ? support_day(rows[i].expected) : FACT_UNKNOWN;
    value[FACT_WINDOW_END] = rows[i].override ? support_day(rows[i].override) : FACT_UNKNOWN;
    plan_on(support, "2026-01-01");
    assert_day(support->result.from, rows[i].from);
    assert_day(support->result.to, rows[i].to);
  }
  support_free(support);
}

/* Steps on an expected date never run past it, and it ends nothing. */
static void test_expected(void) {
  struct support *support = support_new();
  support->facts.value[FACT_EXPECTED_LEAVING_DATE] = support->facts.value[FACT_LEAVING_DATE];
  support->facts.value[FACT_LEAVING_DATE] = FACT_UNKNOWN;
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  g_assert_cmpuint(support->result.n_steps, ==, 1);
  want_step(support, SUPPORT_FIRST, 1, PLAN_TASK, 1, "2026-06-12");
  plan_on(support, "2029-01-01");
  g_assert_cmpint(support->result.state, ==, PLAN_ACTIVE);
  g_assert_null(support_find(support, PLAN_RULE_GUIDANCE, 2, PLAN_END, 1));
  support_free(support);
}

static date_t slow_place(const struct calendar *calendar, date_t from, date_t to, int place) {
  date_t days[400];
  int n = 0;
  for (date_t day = from; day < to; day++)
    if (calendar_owner_halves(calendar, day)) days[n++] = day;
  return n ? days[place % n] : DATE_NONE;
}

/* S8 by the long way round; texts go out on the working day before the call and never before the moment. */
static void test_spreading(void) {
  struct support *support = support_new();
  calendar_free(support->calendar);
  support->calendar = calendar_new(CALENDAR_SOUTH, (calendar_halfdays)(3 << 2 | 2 << 6), NULL, 0);
  date_t base = support_day("2026-07-10") - 28, call = support_day("2026-07-10") + 42;
  for (int place = 0; place < 40; place++) {
    support->facts.value[FACT_PLACE] = place;
    plan_on(support, "2026-05-01");
    const struct plan_step *offer = support_find(support, SUPPORT_FIRST, 1, PLAN_TASK, 1);
    g_assert_cmpint(offer->due, ==, slow_place(support->calendar, base, base + 28, place));
    const struct plan_step *text = support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1);
    const struct plan_step *task = support_find(support, SUPPORT_CALL, 1, PLAN_TASK, 1);
    date_t first = calendar_next_working(support->calendar, call);
    g_assert_cmpint(task->due, ==,
                    slow_place(support->calendar, calendar_add_working(support->calendar, first, 1),
                               calendar_add_working(support->calendar, first, 10), place));
    g_assert_cmpint(text->due, ==, calendar_add_working(support->calendar, task->due, -1));
    g_assert_cmpint(text->due, >=, call);
    g_assert_cmpint(text->call_day, ==, task->due);
    g_assert_cmpint(text->half, ==, task->half);
    g_assert_true(calendar_owner_halves(support->calendar, task->due) & task->half);
  }
  support_free(support);
}

/* What the announcement promised is what the task says, also when the text went out late. */
static void test_promise(void) {
  static const char *const days[] = {"2026-08-28", "2026-09-01", "2026-09-03"};
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
    struct support *support = support_new();
    support->facts.value[FACT_PLACE] = (gint32)i * 10;
    support_start(support, "2026-05-01");
    close_task(support, SUPPORT_FIRST, 1, PROGRESS_SPOKE, "2026-06-12");
    plan_on(support, days[i]);
    const struct plan_step *text = support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1);
    g_assert_cmpint(text->verdict, ==, PLAN_DUE);
    struct plan_step promised = *text;
    g_assert_cmpint(promised.call_day, >, support_day(days[i]));
    support_act(support, &promised, support_day(days[i]));
    plan_on(support, days[i]);
    const struct plan_step *call = support_find(support, SUPPORT_CALL, 1, PLAN_TASK, 1);
    g_assert_cmpint(call->due, ==, promised.call_day);
    g_assert_cmpint(call->half, ==, promised.half);
    support_free(support);
  }
}

static void test_no_slot(void) {
  struct support *support = support_new();
  struct calendar_leave leave = {support_day("2026-08-01"), support_day("2026-12-31")};
  calendar_free(support->calendar);
  support->calendar = calendar_new(CALENDAR_MIDDLE, 0, &leave, 1);
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1)); /* nothing is promised */
  g_assert_cmpint(want_step(support, SUPPORT_CALL, 1, PLAN_TASK, 1, "2026-08-21")->reason, ==, PLAN_REASON_NO_SLOT);
  support_free(support);
}

/* The announced call, base Friday 21 August, width to 4 September, late within 10 working days, then to a person. */
static void test_lateness(void) {
  static const struct {
    const char *day;
    int rule;
    enum plan_act act;
    enum plan_verdict verdict;
    enum plan_reason reason;
  } rows[] = {
      {"2026-08-27", SUPPORT_CALL, PLAN_ANNOUNCE, PLAN_PLANNED, PLAN_REASON_FUTURE},
      {"2026-08-28", SUPPORT_CALL, PLAN_ANNOUNCE, PLAN_DUE, PLAN_REASON_DUE},
      {"2026-09-03", SUPPORT_CALL, PLAN_ANNOUNCE, PLAN_DUE, PLAN_REASON_DUE},
      {"2026-09-04", SUPPORT_CALL, PLAN_ANNOUNCE, PLAN_LATE, PLAN_REASON_DUE},
      {"2026-09-17", SUPPORT_CALL, PLAN_ANNOUNCE, PLAN_LATE, PLAN_REASON_DUE},
      {"2026-09-18", SUPPORT_CALL, PLAN_TASK, PLAN_LATE, PLAN_REASON_TOO_LATE},
      {"2026-10-12", SUPPORT_QUESTION, PLAN_SEND, PLAN_DUE, PLAN_REASON_DUE},
      {"2026-10-26", SUPPORT_QUESTION, PLAN_SEND, PLAN_LATE, PLAN_REASON_DUE},
      {"2026-11-09", SUPPORT_QUESTION, PLAN_SEND, PLAN_SKIP, PLAN_REASON_TOO_LATE},
      {"2026-07-09", SUPPORT_FIRST, PLAN_TASK, PLAN_DUE, PLAN_REASON_DUE},
      {"2027-05-03", SUPPORT_FIRST, PLAN_TASK, PLAN_LATE, PLAN_REASON_TOO_LATE}, /* an offer stays owed */
  };
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    plan_on(support, rows[i].day);
    const struct plan_step *step = support_find(support, rows[i].rule, 1, rows[i].act, 1);
    g_test_message("row %" G_GSIZE_FORMAT, i);
    g_assert_nonnull(step);
    g_assert_cmpint(step->verdict, ==, rows[i].verdict);
    g_assert_cmpint(step->reason, ==, rows[i].reason);
  }
  support_free(support);
}

/* S21: what lies before the starting day is said so, never late; the offer of a year that still runs is owed. */
static void test_before_start(void) {
  struct support *support = support_new();
  support_start(support, "2027-04-01");
  plan_on(support, "2027-04-01");
  const struct plan_step *offer = want_step(support, SUPPORT_FIRST, 1, PLAN_TASK, 1, "2027-04-01");
  g_assert_cmpint(offer->verdict, ==, PLAN_DUE);
  g_assert_cmpint(support_find(support, SUPPORT_CALL, 1, PLAN_TASK, 1)->reason, ==, PLAN_REASON_BEFORE_START);
  g_assert_cmpint(support_find(support, SUPPORT_QUESTION, 1, PLAN_SEND, 1)->verdict, ==, PLAN_SKIP);
  support_tick(support, support_day("2027-04-01"));
  plan_on(support, "2027-04-02");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_TASK, 1)); /* said once */
  g_assert_cmpint(support_find(support, SUPPORT_FIRST, 1, PLAN_TASK, 1)->reason, ==, PLAN_REASON_WAITING);
  support_free(support);
}

static void test_before_start_imported(void) {
  struct support *support = support_new();
  happen(support, PROGRESS_EVENT_IMPORTED_OFFER, "2026-06-15");
  support_start(support, "2027-08-01"); /* in year 2: the first offer is nobody's any more, the second is */
  plan_on(support, "2027-08-01");
  g_assert_null(support_find(support, SUPPORT_FIRST, 1, PLAN_TASK, 1));
  want_step(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1, "2027-08-30");
  support_free(support);
}

static void test_window_closed(void) {
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  plan_on(support, "2028-07-09");
  g_assert_cmpint(support->result.state, ==, PLAN_ACTIVE);
  plan_on(support, "2028-07-10");
  g_assert_cmpint(support->result.state, ==, PLAN_WINDOW_CLOSED);
  close_task(support, SUPPORT_FIRST, 1, PROGRESS_USED, "2026-10-10");
  plan_on(support, "2028-07-10");
  g_assert_cmpint(support->result.state, ==, PLAN_USED);
  support_free(support);
}

/* A summer holiday that is not published yet: the plain day stands in, and the duty stays. */
static void test_unpublished(void) {
  struct support *support = support_new();
  support->facts.value[FACT_LEAVING_DATE] = support_day("2041-07-10");
  support_start(support, "2041-05-01");
  plan_on(support, "2041-05-01");
  const struct plan_step *again = support_find(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1);
  g_assert_nonnull(again);
  g_assert_cmpint(again->reason, ==, PLAN_REASON_CALENDAR_UNKNOWN);
  g_assert_cmpint(again->due, >=, support_day("2042-07-10"));
  support_free(support);
}

/* A policy of forty announced calls: the list is full of attempts, and still no certain act is missing. */
static void test_full(void) {
  struct support *support = support_new();
  while (support->policy->n_rules < POLICY_RULES_MAX) {
    struct policy_rule copy = support->policy->rules[SUPPORT_CALL];
    *support_rule(support->policy, "nog-een", POLICY_CALL) = copy;
  }
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  g_assert_cmpuint(support->result.n_steps, <=, PLAN_STEPS_MAX);
  for (int rule = SUPPORT_RULES; rule < POLICY_RULES_MAX; rule++) {
    g_assert_nonnull(support_find(support, rule, 1, PLAN_ANNOUNCE, 1));
    g_assert_nonnull(support_find(support, rule, 1, PLAN_TASK, 1));
  }
  want_step(support, PLAN_RULE_GUIDANCE, 2, PLAN_END, 1, "2028-07-10");
  support_free(support);
}

/* S9: two enrolments, one text a week: appointment before question; the loser moves to the next week. */
static void test_cap(void) {
  struct support *one = support_new(), *other = support_new();
  one->policy->cap_per_week = 1;
  support_start(one, "2026-05-01");
  support_start(other, "2026-05-01");
  other->facts.value[FACT_LEAVING_DATE] = support_day("2026-05-22"); /* its question falls in the week of the call */
  close_task(one, SUPPORT_FIRST, 1, PROGRESS_SPOKE, "2026-06-12");
  close_task(other, SUPPORT_FIRST, 1, PROGRESS_SPOKE, "2026-06-12");
  struct plan_request requests[2] = {support_request(one, DATE_NONE, support_day("2026-08-24")),
                                     support_request(other, DATE_NONE, support_day("2026-08-24"))};
  struct plan_step *steps[2] = {one->steps, other->steps};
  struct plan_result results[2];
  requests[0].assume = requests[1].assume = PLAN_ASSUME_CERTAIN;
  for (int i = 0; i < 2; i++) plan_compute(&requests[i], steps[i], &results[i]);
  one->result = results[0], other->result = results[1];
  want_step(one, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1, "2026-08-28");
  want_step(other, SUPPORT_QUESTION, 1, PLAN_SEND, 1, "2026-08-24");
  plan_cap(requests, steps, results, 2);
  one->result = results[0], other->result = results[1];
  want_step(one, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1, "2026-08-28");
  g_assert_cmpint(want_step(other, SUPPORT_QUESTION, 1, PLAN_SEND, 1, "2026-08-31")->reason, ==, PLAN_REASON_CAP);
  assert_day(other->result.wake, "2026-08-31");
  for (date_t week = support_day("2026-08-24"); week < support_day("2028-07-01"); week += 7) {
    guint texts = 0;
    for (int i = 0; i < 2; i++)
      for (guint k = 0; k < results[i].n_steps; k++) {
        const struct plan_step *step = &steps[i][k];
        date_t day = MAX(step->due, support_day("2026-08-24"));
        texts += (step->act == PLAN_SEND || step->act == PLAN_ANNOUNCE) && day >= week && day < week + 7;
      }
    g_assert_cmpuint(texts, <=, 1);
  }
  support_free(one);
  support_free(other);
}

/* A leaving date of 2045 runs past the calendar: what must give way goes on to plain Mondays, and it ends. */
static void test_cap_past_calendar(void) {
  struct support *support = support_new();
  support->policy->cap_per_week = 1;
  support_start(support, "2045-05-01");
  support->facts.value[FACT_LEAVING_DATE] = support_day("2045-09-10");
  struct plan_request request = support_request(support, DATE_NONE, support_day("2046-06-01"));
  struct plan_step *steps[1] = {support->steps};
  plan_compute(&request, support->steps, &support->result);
  g_assert_cmpuint(support->result.n_steps, >, 1);
  for (guint k = 0; k < support->result.n_steps; k++)
    support->steps[k].act = PLAN_SEND, support->steps[k].verdict = PLAN_DUE,
    support->steps[k].hangs_on = PLAN_IF_NOTHING;
  plan_cap(&request, steps, &support->result, 1);
  for (guint k = 1; k < support->result.n_steps; k++)
    g_assert_cmpint(support->steps[k].due, >=, support->steps[k - 1].due + 7);
  support_free(support);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/not-started", test_not_started);
  g_test_add_func("/plan/window", test_window);
  g_test_add_func("/plan/expected", test_expected);
  g_test_add_func("/plan/spreading", test_spreading);
  g_test_add_func("/plan/promise", test_promise);
  g_test_add_func("/plan/no-slot", test_no_slot);
  g_test_add_func("/plan/lateness", test_lateness);
  g_test_add_func("/plan/before-start", test_before_start);
  g_test_add_func("/plan/before-start-imported", test_before_start_imported);
  g_test_add_func("/plan/window-closed", test_window_closed);
  g_test_add_func("/plan/unpublished", test_unpublished);
  g_test_add_func("/plan/full", test_full);
  g_test_add_func("/plan/cap", test_cap);
  g_test_add_func("/plan/cap/past-calendar", test_cap_past_calendar);
  return g_test_run();
}
