/* The fold of the events (S6), event by event. */
#include "tests/rules/plan_support.h"

static struct progress_event event_at(enum progress_event_kind kind, int rule, int year, const char *day) {
  return support_say(kind, rule, year, support_day(day));
}

static struct progress_event outcome_at(int rule, int year, int attempt, enum progress_outcome outcome,
                                        const char *day) {
  struct progress_event event = event_at(PROGRESS_EVENT_OUTCOME, rule, year, day);
  event.attempt = (guint8)attempt;
  event.outcome = (guint8)outcome;
  return event;
}

static void test_clear(void) {
  struct progress one, other;
  memset(&one, 0xff, sizeof one);
  memset(&other, 0, sizeof other);
  progress_clear(&one);
  progress_clear(&other);
  g_assert_true(support_same(&one, &other, sizeof one));
  g_assert_cmpint(one.moment[POLICY_RULES_MAX - 1][2].closed, ==, DATE_NONE);
}

static void test_names(void) {
  for (int i = 0; i < PROGRESS_OUTCOMES; i++) g_assert_nonnull(progress_outcome_names[i]);
  for (int i = 0; i < PROGRESS_EVENT_KINDS; i++) g_assert_nonnull(progress_event_names[i]);
  g_assert_cmpstr(progress_outcome_names[PROGRESS_DECEASED], ==, "overleden");
  g_assert_cmpstr(progress_event_names[PROGRESS_EVENT_ENDED], ==, "ended");
}

static void test_year(void) {
  static const struct {
    const char *leaving, *day;
    int year;
  } rows[] = {
      {"2026-07-10", "2026-07-09", 0}, {"2026-07-10", "2026-07-10", 1}, {"2026-07-10", "2027-07-09", 1},
      {"2026-07-10", "2027-07-10", 2}, {"2026-07-10", "2029-01-01", 2}, {"2024-02-29", "2025-02-28", 1},
      {"2024-02-29", "2025-03-01", 2},
  };
  struct support *support = support_new();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    support->facts.value[FACT_LEAVING_DATE] = support_day(rows[i].leaving);
    g_assert_cmpint(progress_year(support->policy, &support->facts, support_day(rows[i].day)), ==, rows[i].year);
  }
  support->facts.value[FACT_LEAVING_DATE] = FACT_UNKNOWN;
  g_assert_cmpint(progress_year(support->policy, &support->facts, support_day("2030-01-01")), ==, 0);
  support->facts.value[FACT_EXPECTED_LEAVING_DATE] = support_day("2029-06-01");
  g_assert_cmpint(progress_year(support->policy, &support->facts, support_day("2030-01-01")), ==, 1);
  support_free(support);
}

/* Which outcomes close, react, make and use. */
static void test_outcomes(void) {
  static const struct {
    enum progress_outcome outcome;
    gboolean closes, reacts, makes, uses;
  } rows[] = {
      {PROGRESS_SPOKE, TRUE, TRUE, TRUE, FALSE},        {PROGRESS_USED, TRUE, TRUE, TRUE, TRUE},
      {PROGRESS_AGREED, TRUE, TRUE, TRUE, FALSE},       {PROGRESS_DECLINED, TRUE, TRUE, TRUE, FALSE},
      {PROGRESS_LATER, TRUE, TRUE, FALSE, FALSE},       {PROGRESS_REFUSED_CONTACT, TRUE, TRUE, FALSE, FALSE},
      {PROGRESS_MOVED, TRUE, FALSE, FALSE, FALSE},      {PROGRESS_WRONG_NUMBER, TRUE, FALSE, FALSE, FALSE},
      {PROGRESS_NO_ANSWER, FALSE, FALSE, FALSE, FALSE}, {PROGRESS_NOT_NEEDED, TRUE, FALSE, FALSE, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct support *support = support_new();
    struct progress *progress = &support->progress;
    support_event(support, event_at(PROGRESS_EVENT_TASK, SUPPORT_FIRST, 1, "2026-08-03"));
    support_event(support, outcome_at(SUPPORT_FIRST, 1, 1, rows[i].outcome, "2026-08-04"));
    const struct progress_moment *moment = &progress->moment[SUPPORT_FIRST][1];
    g_assert_cmpint(moment->outcome != PROGRESS_NONE, ==, rows[i].closes);
    g_assert_cmpint(moment->acts, ==, 0);
    g_assert_cmpint(progress->last_reaction != DATE_NONE, ==, rows[i].reacts);
    g_assert_cmpint(progress->offer_made[1] != DATE_NONE, ==, rows[i].makes);
    g_assert_cmpint(progress->offer_used[1] != DATE_NONE, ==, rows[i].uses);
    support_free(support);
  }
}

/* S18: the date of an outcome decides the year, not the task that it closes. */
static void test_year_of_use(void) {
  static const struct {
    const char *day;
    int index;
  } rows[] = {{"2026-07-09", 0}, {"2026-07-10", 1}, {"2027-07-10", 2}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct support *support = support_new();
    support_event(support, outcome_at(SUPPORT_FIRST, 1, 1, PROGRESS_USED, rows[i].day));
    for (int year = 0; year < PROGRESS_YEARS; year++) {
      g_assert_cmpint(support->progress.offer_used[year] != DATE_NONE, ==, year == rows[i].index);
      g_assert_cmpint(support->progress.offer_made[year] != DATE_NONE, ==, year == rows[i].index);
    }
    support_free(support);
  }
}

/* A check that is "spoke" is no offer, nor is the question about an unknown fact. */
static void test_no_offer(void) {
  struct support *support = support_new();
  support_event(support, outcome_at(SUPPORT_ENROLLED, 1, 1, PROGRESS_SPOKE, "2026-10-02"));
  support_event(support, outcome_at(SUPPORT_FIRST, 0, 1, PROGRESS_SPOKE, "2026-10-02"));
  g_assert_cmpint(support->progress.offer_made[1], ==, DATE_NONE);
  support_event(support, outcome_at(100, 1, 1, PROGRESS_SPOKE, "2026-10-03")); /* the call that a reply asked for */
  g_assert_cmpint(support->progress.offer_made[1], ==, support_day("2026-10-03"));
  support_free(support);
}

static void test_reaction(void) {
  struct support *support = support_new();
  struct progress *progress = &support->progress;
  support_event(support, event_at(PROGRESS_EVENT_TASK, SUPPORT_FIRST, 1, "2026-10-01"));
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-10-01"));
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_QUESTION, 1, "2026-10-01"));
  support_event(support, event_at(PROGRESS_EVENT_REACTION, -1, 0, "2026-10-02")); /* "ok, tot morgen" */
  g_assert_cmpint(progress->moment[SUPPORT_QUESTION][1].outcome, ==, PROGRESS_REPLIED);
  g_assert_cmpint(progress->moment[SUPPORT_CALL][1].outcome, ==, PROGRESS_NONE); /* it was promised */
  struct progress_event help = event_at(PROGRESS_EVENT_REACTION, -1, 0, "2026-10-02");
  help.reply = 0;
  support_event(support, help);
  g_assert_cmpint(progress->moment[SUPPORT_CALL][1].outcome, ==, PROGRESS_REPLIED);
  g_assert_cmpint(progress->moment[SUPPORT_FIRST][1].outcome, ==, PROGRESS_NONE); /* a reply is no offer (S18) */
  g_assert_cmpint(progress->reply[0].heard, ==, 1);
  g_assert_cmpint(progress->reply[0].on, ==, support_day("2026-10-02"));
  support_event(support, event_at(PROGRESS_EVENT_CALL_BACK, 0, 1, "2026-10-02"));
  g_assert_cmpint(progress->reply[0].acted, ==, 1);
  support_free(support);
}

static void test_silence(void) {
  struct support *support = support_new();
  struct progress *progress = &support->progress;
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-08-28"));
  support_event(support, event_at(PROGRESS_EVENT_NO_REACTION, SUPPORT_CALL, 1, "2026-09-15"));
  support_event(support, event_at(PROGRESS_EVENT_NO_REACTION, SUPPORT_CALL, 1, "2026-09-16")); /* counts once */
  g_assert_cmpint(progress->silent, ==, 1);
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_QUESTION, 1, "2026-12-01"));
  support_event(support, event_at(PROGRESS_EVENT_NO_REACTION, SUPPORT_QUESTION, 1, "2026-12-10"));
  g_assert_cmpint(progress->silent, ==, 2);
  g_assert_cmpint(progress->silent_from, ==, support_day("2026-08-28"));
  g_assert_cmpint(progress->silent_to, ==, support_day("2026-12-01"));
  support_event(support,
                event_at(PROGRESS_EVENT_NO_REACTION, SUPPORT_HANDOVER, 1, "2026-12-11")); /* a note, no contact */
  g_assert_cmpint(progress->silent, ==, 2);
  support_event(support, event_at(PROGRESS_EVENT_REACTION, -1, 0, "2026-12-12"));
  g_assert_cmpint(progress->silent, ==, 0);
  g_assert_cmpint(progress->silent_from, ==, DATE_NONE);
  support_free(support);
}

static void test_attempts(void) {
  struct support *support = support_new();
  const struct progress_moment *moment = &support->progress.moment[SUPPORT_CALL][1];
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-08-28"));
  support_event(support, event_at(PROGRESS_EVENT_TASK, SUPPORT_CALL, 1, "2026-08-31"));
  g_assert_cmpint(moment->acts, ==, PROGRESS_ANNOUNCED | PROGRESS_TASK_OPEN);
  support_event(support, outcome_at(SUPPORT_CALL, 1, 1, PROGRESS_NO_ANSWER, "2026-08-31"));
  g_assert_cmpint(moment->acts, ==, 0);
  struct progress_event again = event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-09-03");
  again.attempt = 2;
  support_event(support, again);
  g_assert_cmpint(moment->attempt, ==, 2);
  g_assert_cmpint(moment->first, ==, support_day("2026-08-28"));
  g_assert_cmpint(moment->last, ==, support_day("2026-09-03"));
  again.kind = PROGRESS_EVENT_WITHDRAWN;
  support_event(support, again);
  g_assert_cmpint(moment->attempt, ==, 1);
  support_event(support, event_at(PROGRESS_EVENT_WITHDRAWN, SUPPORT_CALL, 1, "2026-09-04"));
  g_assert_cmpint(moment->first, ==, DATE_NONE);
  support_free(support);
}

/* A text that could not be made takes no call with it; the plan's own skip, which names no channel, does. */
static void test_skipped(void) {
  struct support *support = support_new();
  struct progress_event skip = event_at(PROGRESS_EVENT_SKIPPED, SUPPORT_CALL, 1, "2026-08-28");
  skip.channel = POLICY_CHANNEL_SMS;
  support_event(support, skip);
  g_assert_cmpint(support->progress.moment[SUPPORT_CALL][1].acts, ==, PROGRESS_ANNOUNCED);
  skip.channel = POLICY_CHANNEL_NONE;
  support_event(support, skip);
  g_assert_cmpint(support->progress.moment[SUPPORT_CALL][1].outcome, ==, PROGRESS_SKIPPED);
  skip.rule = SUPPORT_QUESTION;
  skip.channel = POLICY_CHANNEL_SMS;
  support_event(support, skip);
  g_assert_cmpint(support->progress.moment[SUPPORT_QUESTION][1].outcome, ==, PROGRESS_SKIPPED);
  support_free(support);
}

static void test_week(void) {
  struct support *support = support_new();
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-10-02")); /* a Friday */
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_QUESTION, 1, "2026-10-04"));
  g_assert_cmpint(support->progress.week, ==, support_day("2026-09-28"));
  g_assert_cmpint(support->progress.messages, ==, 2);
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_MESSAGE, 2, "2026-10-05"));
  g_assert_cmpint(support->progress.messages, ==, 1);
  g_assert_cmpint(support->progress.moment[SUPPORT_MESSAGE][2].outcome, ==, PROGRESS_DONE); /* it waits for nothing */
  support_free(support);
}

static void test_stop(void) {
  static const struct {
    enum progress_event_kind kind;
    enum policy_channel channel;
    int stops;
  } rows[] = {
      {PROGRESS_EVENT_STOP, POLICY_CHANNEL_SMS, PROGRESS_STOP_SMS},
      {PROGRESS_EVENT_STOP, POLICY_CHANNEL_EMAIL, PROGRESS_STOP_SMS | PROGRESS_STOP_EMAIL},
      {PROGRESS_EVENT_STOP_LIFTED, POLICY_CHANNEL_SMS, PROGRESS_STOP_EMAIL},
      {PROGRESS_EVENT_STOP, POLICY_CHANNEL_NONE, PROGRESS_STOP_ALL},
      {PROGRESS_EVENT_STOP_LIFTED, POLICY_CHANNEL_NONE, 0},
  };
  struct support *support = support_new();
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct progress_event event = event_at(rows[i].kind, -1, 0, "2026-10-02");
    event.channel = (guint8)rows[i].channel;
    support_event(support, event);
    g_assert_cmpint(support->progress.stops, ==, rows[i].stops);
  }
  support_free(support);
}

static void test_imported(void) {
  struct support *support = support_new();
  struct progress_event offer = event_at(PROGRESS_EVENT_IMPORTED_OFFER, -1, 0, "2026-06-20");
  offer.until = support_day("2026-09-01");
  offer.outcome = PROGRESS_USED;
  support_event(support, offer);
  g_assert_cmpint(support->progress.offer_made[0], ==, support_day("2026-06-20"));
  g_assert_cmpint(support->progress.offer_used[1], ==, support_day("2026-09-01"));
  g_assert_cmpint(support->progress.moment[SUPPORT_FIRST][1].outcome, ==, PROGRESS_USED);
  g_assert_cmpint(support->progress.moment[SUPPORT_AGAIN][2].outcome, ==, PROGRESS_NONE);
  support_free(support);
}

/* Events that make no sense change nothing, whatever their numbers. */
static void test_total(void) {
  struct support *support = support_new();
  struct progress before = support->progress;
  struct progress_event nonsense[] = {
      event_at(PROGRESS_EVENT_OUTCOME, 120, 1, "2026-10-01"),
      event_at(PROGRESS_EVENT_TASK, 39, 1, "2026-10-01"),
      event_at(PROGRESS_EVENT_SKIPPED, -1, 7, "2026-10-01"),
      event_at(PROGRESS_EVENT_KINDS, 0, 1, "2026-10-01"),
      event_at(PROGRESS_EVENT_TASK, SUPPORT_FIRST, 3, "2026-10-01"),
      event_at(PROGRESS_EVENT_CALL_BACK, -1, 1, "2026-10-01"),
      event_at(PROGRESS_EVENT_WITHDRAWN, SUPPORT_CALL, 1, "2026-10-01"),
  };
  for (gsize i = 0; i < G_N_ELEMENTS(nonsense); i++) support_event(support, nonsense[i]);
  g_assert_true(support_same(&before, &support->progress, sizeof before));
  support_event(support, event_at(PROGRESS_EVENT_SKIPPED, SUPPORT_CALL, 1, "2026-10-01"));
  before = support->progress;
  support_event(support, event_at(PROGRESS_EVENT_ACT, SUPPORT_CALL, 1, "2026-10-01")); /* closed stays closed */
  g_assert_true(support_same(before.moment, support->progress.moment, sizeof before.moment));
  support_free(support);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/progress/clear", test_clear);
  g_test_add_func("/progress/names", test_names);
  g_test_add_func("/progress/year", test_year);
  g_test_add_func("/progress/outcomes", test_outcomes);
  g_test_add_func("/progress/year-of-use", test_year_of_use);
  g_test_add_func("/progress/no-offer", test_no_offer);
  g_test_add_func("/progress/reaction", test_reaction);
  g_test_add_func("/progress/silence", test_silence);
  g_test_add_func("/progress/attempts", test_attempts);
  g_test_add_func("/progress/skipped", test_skipped);
  g_test_add_func("/progress/week", test_week);
  g_test_add_func("/progress/stop", test_stop);
  g_test_add_func("/progress/imported", test_imported);
  g_test_add_func("/progress/total", test_total);
  return g_test_run();
}
