/* What becomes of a moment: attempts, silence, an answer, STOP, a hand-over, an end. */
#include "tests/rules/plan_checks.h"

/* Other channel, other half of the day, at least three working days on. */
static void test_attempts(void) {
  struct support *support = support_new();
  plan_on(support, "2026-05-01");
  const struct plan_step *before = NULL;
  for (int attempt = 1; attempt <= 3; attempt++) {
    const struct plan_step *text = support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, attempt);
    const struct plan_step *call = support_find(support, SUPPORT_CALL, 1, PLAN_TASK, attempt);
    g_assert_nonnull(text);
    g_assert_cmpint(text->channel, ==, attempt == 2 ? POLICY_CHANNEL_EMAIL : POLICY_CHANNEL_SMS);
    g_assert_cmpint(text->kind, ==, POLICY_MESSAGE);
    g_assert_cmpint(call->kind, ==, POLICY_CALL);
    g_assert_cmpint(text->hangs_on, ==, attempt == 1 ? PLAN_IF_NOTHING : PLAN_IF_NO_ANSWER);
    if (before) {
      g_assert_cmpint(call->half, ==, CALENDAR_MORNING + CALENDAR_AFTERNOON - before->half);
      g_assert_cmpint(calendar_working_between(support->calendar, before->due, text->due), >=, 3);
    }
    before = call;
  }
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 4));
  support_free(support);
}

/* N-22: used in year 1 takes the new offer away; used before leaving, a refusal, a reply and STOP do not. */
static void test_offer_again(void) {
  static const struct {
    enum progress_outcome outcome;
    const char *day;
    gboolean owed;
  } rows[] = {
      {PROGRESS_USED, "2026-10-05", FALSE},  {PROGRESS_USED, "2026-06-20", TRUE},
      {PROGRESS_SPOKE, "2026-10-05", TRUE},  {PROGRESS_DECLINED, "2026-10-05", TRUE},
      {PROGRESS_AGREED, "2026-10-05", TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct support *support = support_new();
    support_start(support, "2026-05-01");
    close_task(support, SUPPORT_FIRST, 1, rows[i].outcome, rows[i].day);
    happen(support, PROGRESS_EVENT_STOP, "2026-11-01");
    plan_on(support, "2026-11-01");
    const struct plan_step *again = support_find(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1);
    g_assert_cmpint(again != NULL, ==, rows[i].owed);
    if (again) g_assert_cmpint(again->hangs_on, ==, PLAN_IF_NOT_USED);
    plan_on(support, "2027-07-10");
    again = support_find(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1);
    if (again) g_assert_cmpint(again->hangs_on, ==, PLAN_IF_NOTHING);
    support_free(support);
  }
}

static void test_stop(void) {
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  happen(support, PROGRESS_EVENT_STOP, "2026-07-20");
  plan_on(support, "2026-07-20");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1));
  want_step(support, SUPPORT_CALL, 1, PLAN_TASK, 1, "2026-08-31"); /* a person may still ring */
  g_assert_null(support_find(support, SUPPORT_QUESTION, 1, PLAN_SEND, 1));
  plan_on(support, "2026-10-12");
  const struct plan_step *skip = support_find(support, SUPPORT_QUESTION, 1, PLAN_SEND, 1);
  g_assert_cmpint(skip->verdict, ==, PLAN_SKIP);
  g_assert_cmpint(skip->reason, ==, PLAN_REASON_STOPPED);
  support_free(support);
}

static void test_channels(void) {
  static const struct {
    gint32 mobile, email, no_sms, prefers;
    int stops, channel;
  } rows[] = {
      {FACT_YES, FACT_YES, FACT_UNKNOWN, FACT_UNKNOWN, 0, POLICY_CHANNEL_SMS},
      {FACT_YES, FACT_YES, FACT_YES, FACT_UNKNOWN, 0, POLICY_CHANNEL_EMAIL},
      {FACT_UNKNOWN, FACT_YES, FACT_UNKNOWN, FACT_UNKNOWN, 0, POLICY_CHANNEL_EMAIL},
      {FACT_YES, FACT_YES, FACT_NO, FACT_PREFERS_EMAIL, 0, POLICY_CHANNEL_EMAIL},
      {FACT_YES, FACT_NO, FACT_NO, FACT_PREFERS_EMAIL, 0, POLICY_CHANNEL_SMS},
      {FACT_YES, FACT_YES, FACT_NO, FACT_PREFERS_CALL, PROGRESS_STOP_SMS, POLICY_CHANNEL_EMAIL},
      {FACT_NO, FACT_NO, FACT_NO, FACT_UNKNOWN, 0, POLICY_CHANNEL_NONE},
  };
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    support->facts.value[FACT_HAS_MOBILE] = rows[i].mobile;
    support->facts.value[FACT_HAS_EMAIL] = rows[i].email;
    support->facts.value[FACT_NO_SMS] = rows[i].no_sms;
    support->facts.value[FACT_PREFERRED_CHANNEL] = rows[i].prefers;
    support->progress.stops = (guint8)rows[i].stops;
    plan_on(support, "2026-10-12");
    const struct plan_step *step = support_find(support, SUPPORT_QUESTION, 1, PLAN_SEND, 1);
    g_assert_cmpint(step->channel, ==, rows[i].channel);
    g_assert_cmpint(step->verdict, ==, rows[i].channel ? PLAN_DUE : PLAN_SKIP);
    if (!rows[i].channel) g_assert_cmpint(step->reason, ==, PLAN_REASON_NO_CHANNEL);
  }
  support_free(support);
}

static void test_reply(void) {
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  struct progress_event help = support_say(PROGRESS_EVENT_REACTION, -1, 0, support_day("2026-10-03")); /* Saturday */
  help.reply = 0;
  support_event(support, help);
  plan_on(support, "2026-10-05");
  const struct plan_step *call = want_step(support, PLAN_RULE_REPLY, 1, PLAN_TASK, 1, "2026-10-05");
  g_assert_cmpint(call->verdict, ==, PLAN_DUE);
  g_assert_cmpint(call->reason, ==, PLAN_REASON_REPLY);
  plan_on(support, "2026-10-06");
  g_assert_cmpint(support_find(support, PLAN_RULE_REPLY, 1, PLAN_TASK, 1)->verdict, ==, PLAN_LATE);
  support_tick(support, support_day("2026-10-06"));
  plan_on(support, "2026-10-06");
  g_assert_null(support_find(support, PLAN_RULE_REPLY, 1, PLAN_TASK, 1));
  help.reply = 1; /* "werk": no call is promised */
  support_event(support, help);
  plan_on(support, "2026-10-06");
  g_assert_null(support_find(support, PLAN_RULE_REPLY + 1, 1, PLAN_TASK, 1));
  support_free(support);
}

static void silence(struct support *support, int rule, const char *first, const char *noted) {
  support_event(support, support_say(PROGRESS_EVENT_ACT, rule, 1, support_day(first)));
  support_event(support, support_say(PROGRESS_EVENT_NO_REACTION, rule, 1, support_day(noted)));
}

/* S22: proposed on the person's choice only; without it the silence is noted and the guidance goes on. */
static void test_handover(void) {
  static const struct {
    gint32 choice;
    const char *second;
    int act; /* -1 = nothing */
  } rows[] = {
      {FACT_UNREACHABLE_PASS_ON, "2026-12-01", PLAN_PROPOSE},
      {FACT_UNREACHABLE_NO, "2026-12-01", PLAN_NOTE},
      {FACT_UNREACHABLE_REPRESENTATIVE, "2026-12-01", PLAN_NOTE},
      {FACT_UNKNOWN, "2026-12-01", PLAN_NOTE},
      {FACT_UNREACHABLE_PASS_ON, "2026-10-30", -1}, /* not three months apart */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct support *support = support_new();
    support->facts.value[FACT_IF_UNREACHABLE] = rows[i].choice;
    support_start(support, "2026-05-01");
    close_task(support, SUPPORT_FIRST, 1, PROGRESS_SPOKE, "2026-06-12");
    silence(support, SUPPORT_CALL, "2026-08-28", "2026-09-15");
    silence(support, SUPPORT_QUESTION, rows[i].second, "2026-12-10");
    plan_on(support, "2026-12-11");
    const struct plan_step *propose = support_find(support, SUPPORT_HANDOVER, 1, PLAN_PROPOSE, 1);
    const struct plan_step *note = support_find(support, SUPPORT_HANDOVER, 1, PLAN_NOTE, 1);
    g_assert_cmpint(propose && propose->verdict == PLAN_DUE, ==, rows[i].act == PLAN_PROPOSE);
    g_assert_cmpint(note && note->verdict == PLAN_DUE, ==, rows[i].act == PLAN_NOTE);
    support_tick(support, support_day("2026-12-11"));
    g_assert_cmpuint(support_tick(support, support_day("2026-12-12")), ==, 0); /* once */
    support_plan(support, support_day("2026-12-12"));
    want_step(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1, "2027-08-30"); /* and year 2 stands */
    support_free(support);
  }
}

/* While one hand-over is open no second is proposed; later, new silence proposes anew. */
static void test_handover_open(void) {
  struct support *support = support_new();
  support->facts.value[FACT_IF_UNREACHABLE] = FACT_UNREACHABLE_PASS_ON;
  support_start(support, "2026-05-01");
  silence(support, SUPPORT_CALL, "2026-08-28", "2026-09-15");
  silence(support, SUPPORT_QUESTION, "2026-12-01", "2026-12-10");
  support_tick(support, support_day("2026-12-11"));
  support_event(support, support_say(PROGRESS_EVENT_TASK, SUPPORT_AGAIN, 2, support_day("2027-09-01")));
  support_event(support, support_say(PROGRESS_EVENT_NO_REACTION, SUPPORT_AGAIN, 2, support_day("2027-09-06")));
  plan_on(support, "2027-09-07");
  g_assert_null(support_find(support, SUPPORT_HANDOVER, 2, PLAN_PROPOSE, 1));
  g_assert_cmpint(reason_of(support, "2027-09-07", SUPPORT_HANDOVER), ==, PLAN_REASON_HANDED_OVER);
  happen(support, PROGRESS_EVENT_HANDOVER_CLOSED, "2027-09-08");
  plan_on(support, "2027-09-08");
  g_assert_nonnull(support_find(support, SUPPORT_HANDOVER, 2, PLAN_PROPOSE, 1));
  support_free(support);
}

static void test_no_reaction(void) {
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  close_task(support, SUPPORT_FIRST, 1, PROGRESS_SPOKE, "2026-06-12");
  support_run(support, "2026-06-12", "2026-08-31");
  close_task(support, SUPPORT_CALL, 1, PROGRESS_SPOKE, "2026-08-31");
  support_run(support, "2026-08-31", "2026-10-12");
  plan_on(support, "2026-10-13");
  const struct plan_step *second = want_step(support, SUPPORT_QUESTION, 1, PLAN_SEND, 2, "2026-10-19");
  g_assert_cmpint(second->channel, ==, POLICY_CHANNEL_EMAIL);
  support_run(support, "2026-10-13", "2026-10-25");
  plan_on(support, "2026-10-26");
  g_assert_cmpint(want_step(support, SUPPORT_QUESTION, 1, PLAN_NOTE, 2, "2026-10-26")->reason, ==,
                  PLAN_REASON_NO_REACTION);
  support_tick(support, support_day("2026-10-26"));
  g_assert_cmpint(support->progress.moment[SUPPORT_QUESTION][1].outcome, ==, PROGRESS_NO_REACTION);
  support_free(support);
}

/* "Later" holds contacts back, but no offer past the year in which the law wants it. */
static void test_later(void) {
  struct support *support = support_new();
  support_start(support, "2026-05-01");
  struct progress_event later = support_say(PROGRESS_EVENT_LATER, -1, 0, support_day("2026-08-01"));
  later.until = support_day("2026-10-01");
  support_event(support, later);
  plan_on(support, "2026-08-01");
  const struct plan_step *call = support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1);
  g_assert_cmpint(call->due, >=, later.until);
  g_assert_cmpint(call->reason, ==, PLAN_REASON_ASKED_LATER);
  later.until = support_day("2028-07-10");
  support_event(support, later);
  plan_on(support, "2026-08-01");
  g_assert_null(support_find(support, SUPPORT_CALL, 1, PLAN_ANNOUNCE, 1));
  want_step(support, SUPPORT_AGAIN, 2, PLAN_TASK, 1, "2027-08-30");
  support_free(support);
}

static void test_ends(void) {
  static const struct {
    enum progress_event_kind kind;
    enum plan_state state;
    enum plan_reason reason;
  } rows[] = {
      {PROGRESS_EVENT_DECLINED, PLAN_DECLINED, PLAN_REASON_DECLINED},
      {PROGRESS_EVENT_DECEASED, PLAN_DECEASED, PLAN_REASON_DECEASED},
      {PROGRESS_EVENT_ABROAD, PLAN_ABROAD, PLAN_REASON_ABROAD},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct support *support = support_new();
    support_start(support, "2026-05-01");
    support_run(support, "2026-05-01", "2026-09-01");
    happen(support, rows[i].kind, "2026-09-02");
    plan_on(support, "2026-09-02");
    g_assert_cmpint(support->result.state, ==, rows[i].state);
    g_assert_cmpuint(support->result.n_steps, ==, 1);
    g_assert_cmpint(want_step(support, PLAN_RULE_GUIDANCE, 1, PLAN_END, 1, "2026-09-02")->reason, ==, rows[i].reason);
    support_tick(support, support_day("2026-09-02"));
    plan_on(support, "2026-09-03");
    g_assert_cmpuint(support->result.n_steps, ==, 0);
    g_assert_cmpint(support->result.wake, ==, DATE_NONE);
    support_free(support);
  }
}

/* S13: what hangs on an answer can be taken as given, or left out. */
static void test_assume(void) {
  struct support *support = support_new();
  struct plan_request request = support_request(support, DATE_NONE, support_day("2026-05-01"));
  static const guint all[] = {0, PLAN_ASSUME_NO_REACTION, PLAN_ASSUME_RESPONSE, PLAN_ASSUME_CERTAIN};
  guint n[G_N_ELEMENTS(all)], conditional[G_N_ELEMENTS(all)];
  support_start(support, "2026-05-01");
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
    request.assume = all[i];
    plan_compute(&request, support->steps, &support->result);
    n[i] = support->result.n_steps;
    conditional[i] = 0;
    for (guint k = 0; k < n[i]; k++) conditional[i] += support->steps[k].hangs_on != PLAN_IF_NOTHING;
  }
  g_assert_cmpuint(conditional[0], ==, 7); /* four acts of attempts 2 and 3, the second question, the note, year 2 */
  g_assert_cmpuint(n[1], ==, n[0]);
  g_assert_cmpuint(conditional[1], ==, 0);
  g_assert_cmpuint(n[2], ==, n[0] - 6);
  g_assert_cmpuint(conditional[2], ==, 1);
  g_assert_cmpuint(n[3], ==, n[0] - 6);
  support_free(support);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/attempts", test_attempts);
  g_test_add_func("/plan/offer-again", test_offer_again);
  g_test_add_func("/plan/stop", test_stop);
  g_test_add_func("/plan/channels", test_channels);
  g_test_add_func("/plan/reply", test_reply);
  g_test_add_func("/plan/handover", test_handover);
  g_test_add_func("/plan/handover-open", test_handover_open);
  g_test_add_func("/plan/no-reaction", test_no_reaction);
  g_test_add_func("/plan/later", test_later);
  g_test_add_func("/plan/ends", test_ends);
  g_test_add_func("/plan/assume", test_assume);
  return g_test_run();
}
