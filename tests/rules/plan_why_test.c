/* Who is in, who is not, and the reason that the plan gives. */
#include "tests/rules/plan_checks.h"

static void test_names(void) {
  for (int i = 0; i < PLAN_STATES; i++) g_assert_nonnull(plan_state_names[i]);
  for (int i = 0; i < PLAN_ACTS; i++) g_assert_nonnull(plan_act_names[i]);
  for (int i = 0; i < PLAN_REASON_COUNT; i++) g_assert_nonnull(plan_reason_names[i]);
}

/* S11: unknown in `voor` keeps the person in for offers, asks once a year, and sends nothing. */
static void test_unknown_scope(void) {
  struct support *support = support_new();
  support->facts.value[FACT_FOLLOW_ON] = FACT_UNKNOWN;
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  g_assert_cmpint(support->result.state, ==, PLAN_BEFORE);
  want_step(support, SUPPORT_FIRST, 1, PLAN_TASK, 1, "2026-06-12");
  const struct plan_step *question = want_step(support, SUPPORT_FIRST, 0, PLAN_TASK, 1, "2026-06-12");
  g_assert_cmpint(question->kind, ==, POLICY_CHECK);
  g_assert_cmpint(question->hangs_on, ==, PLAN_IF_UNKNOWN_FACT);
  want_step(support, SUPPORT_ENROLLED, 1, PLAN_TASK, 1, "2026-10-01");
  want_step(support, SUPPORT_AGAIN, 0, PLAN_TASK, 2, "2027-08-30");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_TASK, 1));
  g_assert_null(support_find(support, SUPPORT_QUESTION, 1, PLAN_SEND, 1));
  support_tick(support, support_day("2026-06-12"));
  close_task(support, SUPPORT_FIRST, 0, PROGRESS_NOT_NEEDED, "2026-06-15");
  plan_on(support, "2026-06-15");
  g_assert_null(support_find(support, SUPPORT_FIRST, 0, PLAN_TASK, 1)); /* asked once */
  g_assert_cmpint(support_find(support, SUPPORT_FIRST, 1, PLAN_TASK, 1)->reason, ==, PLAN_REASON_WAITING);
  support_free(support);
}

static void test_scope(void) {
  struct support *support = support_new();
  support->facts.value[FACT_FOLLOW_ON] = FACT_FOLLOW_ON_YES;
  support_start(support, "2026-05-01");
  plan_on(support, "2026-08-31");
  g_assert_cmpint(support->result.state, ==, PLAN_OUT_OF_SCOPE);
  g_assert_cmpuint(support->result.n_steps, ==, 0);
  struct progress_event help = support_say(PROGRESS_EVENT_REACTION, -1, 0, support_day("2026-12-01"));
  help.reply = 0;
  support_event(support, help); /* T8, N-32: whoever asks is answered */
  plan_on(support, "2026-12-01");
  want_step(support, PLAN_RULE_REPLY, 1, PLAN_TASK, 1, "2026-12-01");
  support_free(support);
}

static void test_exception(void) {
  struct support *support = support_new();
  struct support_code code = support_begin(support->policy);
  support_op(&code, POLICY_OP_AGE_LESS, 0, 19, 0);
  struct policy_rule *rule = &support->policy->rules[SUPPORT_CALL];
  rule->exceptions[0].condition = support_end(&code);
  rule->n_exceptions = 1;
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1));
  rule->exceptions[0].action = POLICY_EXCEPTION_MOVE;
  rule->exceptions[0].when = support_when(POLICY_BASE_FACT, 2, 0);
  plan_on(support, "2026-05-01");
  want_step(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1, "2026-09-10");
  support->facts.value[FACT_BIRTH_DATE] = FACT_UNKNOWN; /* an exception that can't be told leaves the rule standing */
  plan_on(support, "2026-05-01");
  want_step(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1, "2026-08-28");
  support_free(support);
}

/* Twice a year is once a year too much, and each rule answers once for each year it could act in. */
static void test_why(void) {
  static const char *const days[] = {"2026-05-01", "2026-08-28", "2027-09-01", "2028-07-10", "2030-01-01"};
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
    struct support *support = support_new();
    support->facts.value[FACT_FOLLOW_ON] = FACT_FOLLOW_ON_REGISTERED;
    support_start(support, "2026-05-01");
    struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
    struct plan_request request = support_request(support, DATE_NONE, support_day(days[i]));
    guint n = plan_why(&request, decisions);
    guint seen[SUPPORT_RULES][PROGRESS_YEARS] = {{0}};
    for (guint k = 0; k < n; k++) seen[decisions[k].rule][decisions[k].year]++;
    guint yearly = seen[SUPPORT_ENROLLED][1] + seen[SUPPORT_ENROLLED][2];
    g_assert_cmpuint(yearly, ==, 2);
    g_assert_cmpuint(n, ==, SUPPORT_RULES + 1);
    for (guint rule = 0; rule < SUPPORT_RULES; rule++)
      for (guint year = 0; year < PROGRESS_YEARS; year++) g_assert_cmpuint(seen[rule][year], <=, 1);
    support_free(support);
  }
}

static void test_why_reasons(void) {
  struct support *support = support_new();
  g_assert_cmpint(reason_of(support, "2026-05-01", SUPPORT_CALL), ==, PLAN_REASON_NOT_STARTED);
  support_start(support, "2026-05-01");
  g_assert_cmpint(reason_of(support, "2026-05-01", SUPPORT_CALL), ==, PLAN_REASON_FUTURE);
  g_assert_cmpint(reason_of(support, "2026-08-28", SUPPORT_CALL), ==, PLAN_REASON_DUE);
  g_assert_cmpint(reason_of(support, "2026-08-28", SUPPORT_ENROLLED), ==, PLAN_REASON_CONDITION_FALSE);
  support->policy->rules[SUPPORT_CALL].year = 2;
  g_assert_cmpint(reason_of(support, "2026-08-28", SUPPORT_CALL), ==, PLAN_REASON_WRONG_YEAR);
  support->policy->rules[SUPPORT_CALL].year = 0;
  close_task(support, SUPPORT_FIRST, 1, PROGRESS_USED, "2026-10-01");
  g_assert_cmpint(reason_of(support, "2026-10-01", SUPPORT_FIRST), ==, PLAN_REASON_DONE);
  g_assert_cmpint(reason_of(support, "2026-10-01", SUPPORT_AGAIN), ==, PLAN_REASON_USED);
  support->facts.value[FACT_FOLLOW_ON] = FACT_FOLLOW_ON_YES;
  g_assert_cmpint(reason_of(support, "2026-10-01", SUPPORT_AGAIN), ==, PLAN_REASON_OUT_OF_SCOPE);
  support->facts.value[FACT_LEAVING_DATE] = FACT_UNKNOWN;
  g_assert_cmpint(reason_of(support, "2026-10-01", SUPPORT_CALL), ==, PLAN_REASON_NO_DATE);
  support_free(support);
}

static void test_conditions(void) {
  static const guint8 and[3][3] = {{0, 0, 0}, {0, 1, 2}, {0, 2, 2}}, or [3][3] = {{0, 1, 2}, {1, 1, 1}, {2, 1, 2}};
  static const gint32 diploma[] = {FACT_NO, FACT_YES, FACT_UNKNOWN};
  struct support *support = support_new();
  for (guint op = 0; op < 2; op++) {
    struct support_code code = support_begin(support->policy);
    support_op(&code, POLICY_OP_EQUAL, FACT_DIPLOMA, FACT_YES, 0);
    support_op(&code, POLICY_OP_EQUAL, FACT_LEGALLY_COMPETENT, FACT_YES, 0);
    support_op(&code, op ? POLICY_OP_OR : POLICY_OP_AND, 0, 0, 0);
    for (int a = 0; a < 3; a++)
      for (int b = 0; b < 3; b++) {
        support->facts.value[FACT_DIPLOMA] = diploma[a];
        support->facts.value[FACT_LEGALLY_COMPETENT] = diploma[b];
        struct plan_request request = support_request(support, DATE_NONE, 0);
        g_assert_cmpint(plan_condition(&request, support_end(&code), 0), ==, (op ? or : and)[a][b]);
      }
  }
  support_free(support);
}

/* Code that no checker would let through is unknown, whatever it does to the stack. */
static void test_broken_conditions(void) {
  static const struct {
    guint leaves;
    enum policy_op last;
  } broken[] = {{0, POLICY_OP_NOT}, {0, POLICY_OP_AND}, {1, POLICY_OP_OR}, {1, POLICY_OP_TRUE}, {33, POLICY_OP_AND}};
  struct support *support = support_new();
  for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
    struct support_code code = support_begin(support->policy);
    for (guint n = 0; n < broken[i].leaves; n++) support_op(&code, POLICY_OP_TRUE, 0, 0, 0);
    support_op(&code, broken[i].last, 0, 0, 0);
    struct plan_request request = support_request(support, DATE_NONE, 0);
    g_test_message("case %u", i);
    g_assert_cmpint(plan_condition(&request, support_end(&code), 0), ==, TRI_UNKNOWN);
  }
  support_free(support);
}

static void test_age(void) {
  static const struct {
    const char *born, *day;
    enum tri under18;
  } rows[] = {{"2008-03-14", "2026-03-13", TRI_TRUE},
              {"2008-03-14", "2026-03-14", TRI_FALSE},
              {"2008-02-29", "2026-02-28", TRI_TRUE},
              {"2008-02-29", "2026-03-01", TRI_FALSE},
              {NULL, "2026-03-01", TRI_UNKNOWN}};
  struct support *support = support_new();
  struct support_code code = support_begin(support->policy);
  support_op(&code, POLICY_OP_AGE_LESS, 0, 18, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    support->facts.value[FACT_BIRTH_DATE] = rows[i].born ? support_day(rows[i].born) : FACT_UNKNOWN;
    struct plan_request request = support_request(support, DATE_NONE, 0);
    g_assert_cmpint(plan_condition(&request, support_end(&code), support_day(rows[i].day)), ==, rows[i].under18);
  }
  support->policy->condition = support_end(&code); /* looked at today: the birthday wakes */
  support->facts.value[FACT_BIRTH_DATE] = support_day("2008-05-04");
  support_start(support, "2026-05-01");
  plan_on(support, "2026-05-01");
  assert_day(support->result.wake, "2026-05-04");
  support_free(support);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/names", test_names);
  g_test_add_func("/plan/unknown-scope", test_unknown_scope);
  g_test_add_func("/plan/scope", test_scope);
  g_test_add_func("/plan/exception", test_exception);
  g_test_add_func("/plan/why", test_why);
  g_test_add_func("/plan/why-reasons", test_why_reasons);
  g_test_add_func("/plan/conditions", test_conditions);
  g_test_add_func("/plan/conditions/broken", test_broken_conditions);
  g_test_add_func("/plan/age", test_age);
  return g_test_run();
}
