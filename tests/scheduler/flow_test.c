/* The verbs: starting, what people did and answered, STOP, the veto, hand-over, erasing. */
#include "tests/scheduler/flow_world.h"

#include "scheduler/store/store_inbound.h"

struct base {
  struct world world;
  gint64 noor;
};

/* Noor, pro, leaves on 10 July; her announcement for the call of six weeks stands queued on 28 August. */
static void open_at(struct base *base, const char *facts, const char *until) {
  world_open(&base->world, ":memory:");
  world_fill(&base->world);
  base->noor = world_person(&base->world, "100", facts);
  world_start(&base->world, "2026-05-01");
  if (until) world_days(&base->world, "2026-05-01", until);
}

static struct flow_act at(const struct base *base, const char *day, const char *actor) {
  return (struct flow_act){world_ten(&base->world, day), actor};
}

static struct cases_file *file_of(struct base *base) {
  g_autoptr(GError) error = NULL;
  struct cases_file *file = cases_load(base->world.cases, base->noor, G_MAXINT64, &error);
  g_assert_no_error(error);
  return file;
}

/* -- starting ------------------------------------------------------------------------------------------------------ */

static void test_four_eyes(void) {
  static const struct { const char *as, *by; gint code; } cases[] = {
      {"omar@school.example", NULL, FLOW_ERROR_CALL},
      {"omar@school.example", "omar@school.example", FLOW_ERROR_CALL},
      {"omar@school.example", "niemand@school.example", FLOW_ERROR_CALL},
      {NULL, "sanne@school.example", FLOW_ERROR_CALL},
      {"omar@school.example", "post@school.example", FLOW_ERROR_REFUSED},
  };
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  g_assert_true(store_begin(world.store, NULL));
  world_staff(&world, "postroom", "post@school.example", "Post", "");
  g_assert_true(store_commit(world.store, NULL));
  world_person(&world, "100", PRO);
  struct flow_act act = {world_ten(&world, "2026-05-01"), "staff:2"};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    struct flow_start start;
    g_assert_false(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 5, 1), cases[i].as, cases[i].by, &start, &error));
    g_assert_error(error, FLOW_ERROR, cases[i].code);
    g_free(start.policy);
  }
  g_assert_cmpuint(world_tick(&world, world_ten(&world, "2026-09-01")).due, ==, 0);
  world_close(&world);
}

static void test_start(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 ids[3];
  for (int i = 0; i < 3; i++) {
    g_autofree char *number = g_strdup_printf("%d", i);
    ids[i] = world_person(&world, number, PRO);
  }
  struct flow_act act = {world_ten(&world, "2026-11-01"), "staff:2"};
  struct flow_start start;
  g_assert_true(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 11, 1), "2", "1", &start, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(start.leavers, ==, 3);
  g_assert_cmpuint(start.before_start, >=, 3);
  g_assert_cmpstr(start.policy, ==, "Loopbaanbegeleiding praktijkonderwijs 2026.1");
  g_free(start.policy);
  for (int i = 0; i < 3; i++) {
    g_autoptr(CasesFile) file = cases_load(world.cases, ids[i], G_MAXINT64, NULL);
    g_assert_cmpint(file->facts.value[FACT_PLACE], ==, i);
    g_assert_cmpint(file->enrolment->policy, >, 0);
    g_assert_cmpint(file->progress.start, ==, date_from_civil(2026, 11, 1));
  }
  g_assert_false(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 11, 1), "2", "1", &start, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_CALL);
  g_free(start.policy);
  world_close(&world);
}

/* -- tasks --------------------------------------------------------------------------------------------------------- */

static void done(struct base *base, const char *kind, enum progress_outcome outcome, const char *day) {
  g_autoptr(GError) error = NULL;
  struct store_task *task = world_open_task(&base->world, base->noor, kind);
  g_assert_nonnull(task);
  struct flow_act act = at(base, day, "staff:1");
  struct flow_outcome said = {.outcome = outcome, .with_whom = "jongere", .note = "", .minutes = 15, .until = DATE_NONE};
  flow_task_done(base->world.flow, &act, task->id, &said, &error);
  g_assert_no_error(error);
  store_tasks_free(task);
}

static void test_used(void) {
  struct base base;
  open_at(&base, PRO, "2026-05-20");
  done(&base, "offer", PROGRESS_USED, "2026-05-20");
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->progress.offer_used[0], ==, date_from_civil(2026, 5, 20));
  world_close(&base.world);
}

static void test_not_an_outcome(void) {
  static const enum progress_outcome no[] = {PROGRESS_NONE, PROGRESS_REPLIED, PROGRESS_NO_REACTION, PROGRESS_SKIPPED, PROGRESS_DONE, PROGRESS_OUTCOMES};
  struct base base;
  open_at(&base, PRO, "2026-05-20");
  struct store_task *task = world_open_task(&base.world, base.noor, "offer");
  struct flow_act act = at(&base, "2026-05-20", "staff:1");
  for (guint i = 0; i < G_N_ELEMENTS(no); i++) {
    g_autoptr(GError) error = NULL;
    struct flow_outcome said = {.outcome = no[i], .until = DATE_NONE};
    g_assert_false(flow_task_done(base.world.flow, &act, task->id, &said, &error));
    g_assert_error(error, FLOW_ERROR, FLOW_ERROR_CALL);
  }
  g_autoptr(GError) error = NULL;
  struct flow_outcome said = {.outcome = PROGRESS_SPOKE, .until = DATE_NONE};
  g_assert_false(flow_task_done(base.world.flow, &act, 4711, &said, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT);
  store_tasks_free(task);
  world_close(&base.world);
}

/* After a death nothing at all: nothing open, nothing queued, nothing planned, and no verb makes anything. */
static void test_deceased(void) {
  struct base base;
  open_at(&base, PRO, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 1);
  done(&base, "offer", PROGRESS_DECEASED, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, "open"), ==, 0);
  guint tasks = world_count_tasks(&base.world, base.noor, NULL, NULL);
  world_days(&base.world, "2026-08-28", "2028-08-01");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, NULL), ==, tasks);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 1);
  g_autoptr(GError) error = NULL;
  struct flow_act act = at(&base, "2028-08-01", "staff:1");
  gint64 id = 0;
  g_assert_false(flow_handover_propose(base.world.flow, &act, base.noor, "municipality", "x", &id, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED);
  world_close(&base.world);
}

static void test_refused_contact(void) {
  struct base base;
  open_at(&base, PRO, "2026-08-28");
  done(&base, "offer", PROGRESS_REFUSED_CONTACT, "2026-08-28");
  world_days(&base.world, "2026-08-28", "2027-12-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, "open"), ==, 0);
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->enrolment->state, ==, PLAN_DECLINED);
  world_close(&base.world);
}

static void test_wrong_number(void) {
  struct base base;
  open_at(&base, PRO, "2026-05-20");
  done(&base, "offer", PROGRESS_WRONG_NUMBER, "2026-05-20");
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->facts.value[FACT_HAS_MOBILE], ==, FACT_NO);
  g_assert_cmpint(file->facts.value[FACT_HAS_EMAIL], ==, FACT_YES);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  world_close(&base.world);
}

/* -- answers ------------------------------------------------------------------------------------------------------- */

struct said {
  const char *text;
  int intent;         /* -1 = not understood */
  const char *task;   /* made at once, NULL = none */
  gboolean reaction;
};

static const struct said answers[] = {
    {"ik heb werk gevonden!", POLICY_INTENT_WORK, NULL, TRUE},
    {"Kunt u mij bellen? bel me", POLICY_INTENT_CALL_ME, NULL, TRUE},
    {"laat me met rust, nooit meer", POLICY_INTENT_NEVER, "judge", TRUE},
    {"wie is dit", POLICY_INTENT_WRONG_PERSON, "repair", FALSE},
    {"ik wil dood", POLICY_INTENT_URGENT, "call", TRUE},
    {"ik ben verhuisd", POLICY_INTENT_MOVED, "repair", TRUE},
    {"🙂", -1, "judge", TRUE},
    {"\xff\xfe", -1, "judge", TRUE},
};

static void test_answer(gconstpointer data) {
  const struct said *said = data;
  struct base base;
  g_autoptr(GError) error = NULL;
  open_at(&base, PRO, "2026-08-28");
  guint before = said->task ? world_count_tasks(&base.world, base.noor, said->task, "open") : 0;
  struct flow_act act = at(&base, "2026-08-28", "person");
  int intent = -2;
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_answer(base.world.flow, &act, base.noor, "sms", said->text, 0, &intent, &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_no_error(error);
  g_assert_cmpint(intent, ==, said->intent);
  if (said->task) g_assert_cmpuint(world_count_tasks(&base.world, base.noor, said->task, "open"), >, before);
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->progress.last_reaction != DATE_NONE, ==, said->reaction);
  g_assert_cmpint(file->progress.declined, ==, DATE_NONE);
  world_close(&base.world);
}

/* An answer that is understood takes back what waits; "bel me" becomes a call within a working day. */
static void answer_and_tick(struct base *base, const char *text, const char *day) {
  int intent = -1;
  struct flow_act act = at(base, day, "person");
  g_assert_true(store_begin(base->world.store, NULL));
  g_assert_true(flow_answer(base->world.flow, &act, base->noor, "sms", text, 0, &intent, NULL));
  g_assert_true(store_commit(base->world.store, NULL));
  g_assert_cmpuint(world_count_messages(&base->world, base->noor, "queued"), ==, 0);
  world_tick(&base->world, act.now);
}

static void test_call_me(void) {
  struct base base;
  open_at(&base, PRO, "2026-08-28");
  answer_and_tick(&base, "bel me", "2026-09-02");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 1);
  done(&base, "call", PROGRESS_NO_ANSWER, "2026-09-02");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 0);
  answer_and_tick(&base, "bel me", "2026-09-04"); /* asked again: that is another call */
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 1);
  done(&base, "call", PROGRESS_USED, "2026-09-04");
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->progress.offer_used[1], ==, date_from_civil(2026, 9, 4));
  world_close(&base.world);
}

/* -- stop and the veto --------------------------------------------------------------------------------------------- */

static gint64 stop_by(struct base *base, const char *channel, const char *scope, const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) raw = g_bytes_new_static("STOP", 4);
  gboolean is_new = FALSE;
  gint64 inbound = 0;
  struct flow_act act = at(base, day, "person");
  g_autoptr(CasesFile) file = file_of(base);
  g_assert_true(store_begin(base->world.store, &error));
  g_assert_true(store_inbound_keep(base->world.store, channel, raw, act.now, &inbound, &is_new, &error));
  flow_stop(base->world.flow, &act, file->enrolment->person, scope, inbound, &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(base->world.store, &error));
  return inbound;
}

static struct store_message *newest(struct base *base) {
  g_autoptr(GPtrArray) messages = store_outbox_of(base->world.store, base->noor, NULL);
  g_assert_cmpuint(messages->len, >, 0);
  return store_outbox_message(base->world.store, ((struct store_message *)messages->pdata[0])->id, NULL);
}

static enum flow_veto ask(struct base *base, const struct store_message *message, gint64 now, char **why, gint64 *until) {
  gint64 when = 0;
  enum flow_veto answer = flow_may_send(base->world.flow, now, message, until ? until : &when, why);
  g_assert_nonnull(*why);
  g_assert_cmpstr(*why, !=, "");
  return answer;
}

static void test_stop(void) {
  struct base base;
  open_at(&base, PRO, "2026-08-28");
  stop_by(&base, "sms", NULL, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 1);
  struct store_message *confirmation = newest(&base);
  g_assert_cmpstr(confirmation->act, ==, "stopped");
  g_assert_nonnull(strstr(confirmation->body, "geen berichten meer van De Brug"));
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, confirmation, world_ten(&base.world, "2026-08-28"), &why, NULL), ==, FLOW_MAY_SEND);
  store_outbox_message_free(confirmation);
  stop_by(&base, "sms", NULL, "2026-08-28"); /* the same again: no second confirmation */
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 2);
  world_days(&base.world, "2026-08-29", "2028-08-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 2); /* no message ever again */
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "offer", NULL), ==, 3); /* but a person's offer in year 2 */
  world_close(&base.world);
}

/* One channel: the other one goes on. */
static void test_stop_one(void) {
  struct base base;
  open_at(&base, PRO, "2026-08-28");
  stop_by(&base, "sms", "sms", "2026-08-28");
  world_days(&base.world, "2026-08-29", "2026-12-01");
  g_autoptr(GPtrArray) messages = store_outbox_of(base.world.store, base.noor, NULL);
  guint mails = 0;
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    if (strcmp(message->channel, "email") == 0) mails++;
    else g_assert_true(strcmp(message->state, "withdrawn") == 0 || strcmp(message->act, "stopped") == 0);
  }
  g_assert_cmpuint(mails, >, 0);
  world_close(&base.world);
}

static void test_veto(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  open_at(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  g_autofree char *ok = NULL, *early = NULL, *late = NULL, *sunday = NULL, *held = NULL, *bounced = NULL;
  gint64 until = 0;
  g_assert_cmpint(ask(&base, message, world_ten(&base.world, "2026-08-28"), &ok, NULL), ==, FLOW_MAY_SEND);
  g_assert_cmpint(ask(&base, message, world_at(&base.world, "2026-08-28T08:59:59+02:00"), &early, &until), ==, FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-28T09:00:00+02:00"));
  g_assert_cmpint(ask(&base, message, world_at(&base.world, "2026-08-30T12:00:00+02:00"), &sunday, &until), ==, FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-31T09:00:00+02:00"));
  g_assert_cmpint(ask(&base, message, message->expires, &late, NULL), ==, FLOW_NEVER);
  g_assert_cmpstr(late, ==, "expired");
  struct flow_act act = at(&base, "2026-08-28", "staff:2");
  g_assert_true(flow_hold_cohort(base.world.flow, &act, "2026", TRUE, &error));
  g_assert_cmpint(ask(&base, message, act.now, &held, &until), ==, FLOW_WAIT);
  g_assert_true(flow_hold_cohort(base.world.flow, &act, "2026", FALSE, &error));
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "sms", "+31612345678", "5.1.1", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpint(ask(&base, message, act.now, &bounced, NULL), ==, FLOW_NEVER);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* STOP is said by a person, not by a number: a new number is no way around it. */
static void test_veto_stop(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  open_at(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  stop_by(&base, "sms", "sms", "2026-08-28");
  struct flow_act act = at(&base, "2026-08-28", "import");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_correct(base.world.flow, &act, base.noor, date_from_civil(2026, 8, 28), "import", "mobiel=+31687654321\n", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_free(message->address);
  message->address = g_strdup("+31687654321");
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, message, act.now, &why, NULL), ==, FLOW_NEVER);
  g_assert_cmpstr(why, ==, "stopped");
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* Two messages left this week: the third waits for Monday, whenever it was queued. */
static void test_veto_cap(void) {
  struct base base;
  gint64 until = 0;
  open_at(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  gint64 now = world_at(&base.world, "2026-08-28T10:30:00+02:00");
  for (int i = 0; i < 2; i++) {
    g_autofree char *key = g_strdup_printf("extra-%d", i), *why = NULL;
    gboolean done = FALSE;
    struct store_message extra = *message;
    extra.key = key;
    extra.state = NULL;
    g_assert_cmpint(ask(&base, message, now, &why, NULL), ==, FLOW_MAY_SEND);
    g_assert_true(store_begin(base.world.store, NULL));
    g_assert_true(store_outbox_add(base.world.store, &extra, &done, NULL));
    g_assert_true(store_outbox_claim(base.world.store, extra.id, now, &done, NULL));
    g_assert_true(store_outbox_set(base.world.store, extra.id, "sent", "ok", "", 0, now, &done, NULL));
    g_assert_true(store_commit(base.world.store, NULL));
  }
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, message, now, &why, &until), ==, FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-31"));
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* The last address failed: a person is asked to find another. */
static void test_address_failed(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  open_at(&base, PRO, "2026-05-20");
  struct flow_act act = at(&base, "2026-05-20", "system");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "sms", "+31612345678", "no such number", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 0);
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "email", "noor@home.example", "5.1.1", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  world_close(&base.world);
}

/* -- hand-over ----------------------------------------------------------------------------------------------------- */

struct handing {
  const char *facts, *receiver, *kind, *ground, *actor;
  int code; /* -1 = approved */
};

#define CHOSEN "bij_onbereikbaar=doorgeven\n"
#define AGREED "instemming_overdracht_op=2026-05-02\ninstemming_overdracht_door=vertegenwoordiger\n"
#define ALONE "instemming_overdracht_op=2026-05-02\ninstemming_overdracht_door=jongere\n"
#define KNOWN "gemeentecode=GM0363\ngemeente_bron=bevestigd\n"
#define PRESUMED "gemeentecode=GM0363\ngemeente_bron=vermoed\n"

static const struct handing handings[] = {
    {PRO CHOSEN KNOWN, "municipality", "involve", "afspraak", "staff:1", -1},
    {PRO CHOSEN KNOWN, "municipality", "involve", "afspraak", "system", FLOW_ERROR_REFUSED},    /* no timer decides */
    {PRO CHOSEN KNOWN, "municipality", "involve", "", "staff:1", FLOW_ERROR_REFUSED},           /* no ground */
    {PRO CHOSEN PRESUMED, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED}, /* S23 */
    {PRO CHOSEN, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},
    {PRO KNOWN, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},          /* no choice (S22) */
    {PRO CHOSEN KNOWN, "municipality", "continue", "afspraak", "staff:1", FLOW_ERROR_REFUSED},  /* no agreement (N-51) */
    {PRO AGREED KNOWN, "municipality", "continue", "afspraak", "staff:1", -1},
    {PRO ALONE KNOWN, "municipality", "continue", "afspraak", "staff:1", FLOW_ERROR_REFUSED},   /* 17: the parents */
    {PRO, "doorstroompunt", "answer", "WEB 9.2.5 lid 5", "staff:1", -1},                        /* they asked */
    {PRO, "doorstroompunt", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},
    {PRO CHOSEN, "doorstroompunt", "involve", "afspraak", "staff:1", -1},
    {PRO CHOSEN KNOWN, "municipality", "answer", "afspraak", "staff:1", FLOW_ERROR_CALL},
    {PRO CHOSEN KNOWN, "municipality", "elsewhere", "afspraak", "staff:1", FLOW_ERROR_CALL},
};

static void test_handover(gconstpointer data) {
  const struct handing *handing = data;
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  open_at(&base, handing->facts, NULL);
  struct flow_act act = at(&base, "2026-05-03", "staff:1");
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor, handing->receiver, "niet bereikt", &id, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 1);
  act.actor = handing->actor;
  gboolean ok = flow_handover_decide(base.world.flow, &act, id, TRUE, handing->kind, handing->ground, "besproken", &error);
  struct store_handover *handover = store_handovers_get(base.world.store, id, NULL);
  if (handing->code < 0) {
    g_assert_no_error(error);
    g_assert_cmpstr(handover->state, ==, "approved");
    g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 0);
  } else {
    g_assert_false(ok);
    g_assert_error(error, FLOW_ERROR, handing->code);
    g_assert_cmpstr(handover->state, ==, "proposed");
    g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 1);
  }
  store_handovers_free(handover);
  world_close(&base.world);
}

static void test_handover_refuse(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  open_at(&base, PRO, NULL);
  struct flow_act act = at(&base, "2026-05-03", "staff:1");
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor, "doorstroompunt", "niet bereikt", &id, &error));
  g_assert_false(flow_handover_move(base.world.flow, &act, id, "accepted", "", NULL));
  g_assert_true(flow_handover_decide(base.world.flow, &act, id, FALSE, NULL, NULL, "wil zij niet", &error));
  g_assert_false(flow_handover_decide(base.world.flow, &act, id, TRUE, "answer", "x", "toch", NULL));
  g_autoptr(CasesFile) file = file_of(&base);
  g_assert_cmpint(file->progress.handed_over, ==, 0);
  world_close(&base.world);
}

/* -- erasing ------------------------------------------------------------------------------------------------------- */

static void test_erase(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  char person[FLOW_KEY_SIZE], address[FLOW_KEY_SIZE];
  open_at(&base, PRO, "2026-08-28");
  stop_by(&base, "sms", "sms", "2026-08-28");
  g_autoptr(CasesFile) file = file_of(&base);
  struct flow_act act = at(&base, "2026-08-29", "staff:2");
  flow_erase(base.world.flow, &act, file->enrolment->person, &error);
  g_assert_no_error(error);
  g_assert_null(store_people_enrolment(base.world.store, base.noor, NULL));
  flow_tombstone_person(base.world.flow, "school", "100", person);
  flow_tombstone_address(base.world.flow, "+31612345678", address);
  g_assert_true(store_people_has_tombstone(base.world.store, person));
  g_assert_true(store_people_has_tombstone(base.world.store, address));
  flow_tombstone_address(base.world.flow, "noor@home.example", address);
  g_assert_false(store_people_has_tombstone(base.world.store, address));
  struct store_record_check check;
  g_assert_true(store_record_verify(base.world.store, &check, NULL));
  g_assert_true(check.intact);
  g_free(check.first_bad);
  g_assert_false(flow_erase(base.world.flow, &act, 4711, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow/four_eyes", test_four_eyes);
  g_test_add_func("/flow/start", test_start);
  g_test_add_func("/flow/used", test_used);
  g_test_add_func("/flow/not_an_outcome", test_not_an_outcome);
  g_test_add_func("/flow/deceased", test_deceased);
  g_test_add_func("/flow/refused_contact", test_refused_contact);
  g_test_add_func("/flow/wrong_number", test_wrong_number);
  for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
    g_autofree char *name = g_strdup_printf("/flow/answer/%u", i);
    g_test_add_data_func(name, &answers[i], test_answer);
  }
  g_test_add_func("/flow/call_me", test_call_me);
  g_test_add_func("/flow/stop", test_stop);
  g_test_add_func("/flow/stop_one", test_stop_one);
  g_test_add_func("/flow/veto", test_veto);
  g_test_add_func("/flow/veto_stop", test_veto_stop);
  g_test_add_func("/flow/veto_cap", test_veto_cap);
  g_test_add_func("/flow/address_failed", test_address_failed);
  for (guint i = 0; i < G_N_ELEMENTS(handings); i++) {
    g_autofree char *name = g_strdup_printf("/flow/handover/%u", i);
    g_test_add_data_func(name, &handings[i], test_handover);
  }
  g_test_add_func("/flow/handover_refuse", test_handover_refuse);
  g_test_add_func("/flow/erase", test_erase);
  return g_test_run();
}
