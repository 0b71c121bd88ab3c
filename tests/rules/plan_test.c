/* The plan, case by case, on the small policy of plan_support.h. */
#include "tests/rules/plan_support.h"

static void assert_day(date_t got, const char *want) {
  char text[11];
  date_format_iso(got, text);
  g_assert_cmpstr(text, ==, want);
}

static const struct plan_step *want_step(const struct support *support, int rule, int year, enum plan_act act,
                                         int attempt, const char *due) {
  const struct plan_step *step = support_find(support, rule, year, act, attempt);
  if (!step) support_print(support);
  g_assert_nonnull(step);
  assert_day(step->due, due);
  return step;
}

static void close_task(struct support *support, int rule, int year, enum progress_outcome outcome, const char *day) {
  struct progress_event event = support_say(PROGRESS_EVENT_OUTCOME, rule, year, support_day(day));
  event.outcome = (guint8)outcome;
  support_event(support, event);
}

static void happen(struct support *support, enum progress_event_kind kind, const char *day) {
  support_event(support, support_say(kind, -1, 0, support_day(day)));
}

static void plan_on(struct support *support, const char *day) {
  support_plan(support, support_day(day));
}

static guint8 reason_of(struct support *support, const char *day, int rule) {
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  struct plan_request request = support_request(support, DATE_NONE, support_day(day));
  guint n = plan_why(&request, decisions);
  for (guint i = 0; i < n; i++)
    if (decisions[i].rule == rule) return decisions[i].reason;
  return PLAN_REASON_COUNT;
}

static void test_names(void) {
  for (int i = 0; i < PLAN_STATES; i++) g_assert_nonnull(plan_state_names[i]);
  for (int i = 0; i < PLAN_ACTS; i++) g_assert_nonnull(plan_act_names[i]);
  for (int i = 0; i < PLAN_REASON_COUNT; i++) g_assert_nonnull(plan_reason_names[i]);
}

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
  g_test_add_func("/plan/not-started", test_not_started);
  g_test_add_func("/plan/window", test_window);
  g_test_add_func("/plan/expected", test_expected);
  g_test_add_func("/plan/spreading", test_spreading);
  g_test_add_func("/plan/attempts", test_attempts);
  g_test_add_func("/plan/promise", test_promise);
  g_test_add_func("/plan/no-slot", test_no_slot);
  g_test_add_func("/plan/lateness", test_lateness);
  g_test_add_func("/plan/before-start", test_before_start);
  g_test_add_func("/plan/before-start-imported", test_before_start_imported);
  g_test_add_func("/plan/offer-again", test_offer_again);
  g_test_add_func("/plan/stop", test_stop);
  g_test_add_func("/plan/channels", test_channels);
  g_test_add_func("/plan/unknown-scope", test_unknown_scope);
  g_test_add_func("/plan/scope", test_scope);
  g_test_add_func("/plan/reply", test_reply);
  g_test_add_func("/plan/handover", test_handover);
  g_test_add_func("/plan/handover-open", test_handover_open);
  g_test_add_func("/plan/no-reaction", test_no_reaction);
  g_test_add_func("/plan/later", test_later);
  g_test_add_func("/plan/ends", test_ends);
  g_test_add_func("/plan/window-closed", test_window_closed);
  g_test_add_func("/plan/unpublished", test_unpublished);
  g_test_add_func("/plan/exception", test_exception);
  g_test_add_func("/plan/why", test_why);
  g_test_add_func("/plan/why-reasons", test_why_reasons);
  g_test_add_func("/plan/assume", test_assume);
  g_test_add_func("/plan/full", test_full);
  g_test_add_func("/plan/cap", test_cap);
  g_test_add_func("/plan/cap/past-calendar", test_cap_past_calendar);
  g_test_add_func("/plan/conditions", test_conditions);
  g_test_add_func("/plan/age", test_age);
  return g_test_run();
}
