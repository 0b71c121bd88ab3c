/* Words of danger, other languages, a death: what people get to do at once, what goes back, and what waits. */
#include "scheduler/intake/intake.h"

#include "tests/scheduler/flow_world.h"

#include <jansson.h>

#define NUMBER "+31612345678"

/* Noor's announcement stands queued on 28 August, ten o'clock. */
static void care_open(struct base *base, const char *facts) {
  base_open(base, facts, "2026-08-28");
  g_autoptr(CasesFile) file = base_file(base);
  static const char *const addresses[] = {NUMBER, "noor@home.example", "+31687654321"};
  g_assert_true(store_begin(base->world.store, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(addresses); i++)
    g_assert_true(store_addresses_own(base->world.store, addresses[i], file->enrolment->person, NULL));
  g_assert_true(store_commit(base->world.store, NULL));
}

static json_t *said(struct base *base, const char *from, const char *text, const char *at) {
  g_autoptr(GError) error = NULL;
  Intake *intake = intake_new(base->world.flow, base->world.cases);
  json_t *sms = json_pack("{s:s, s:s, s:s}", "from", from, "text", text, "at", at);
  char *dump = json_dumps(sms, 0);
  g_autoptr(GBytes) raw = g_bytes_new(dump, strlen(dump));
  g_autofree char *answer = intake_message(intake, "sms", raw, world_at(&base->world, at), &error);
  g_assert_no_error(error);
  g_test_message("%s", answer);
  free(dump);
  json_decref(sms);
  intake_free(intake);
  return json_loads(answer, 0, NULL);
}

static void says(struct base *base, const char *from, const char *text, const char *at, gboolean urgent) {
  json_t *answer = said(base, from, text, at);
  g_assert_cmpint(json_is_true(json_object_get(answer, "urgent")), ==, urgent);
  json_decref(answer);
}

static guint count_acts(struct base *base, gint64 enrolment, const char *act) {
  guint count = 0;
  g_autoptr(GPtrArray) messages = store_outbox_of(base->world.store, enrolment, NULL);
  for (guint i = 0; i < messages->len; i++)
    count += strcmp(((struct store_message *)messages->pdata[i])->act, act) == 0;
  return count;
}

static struct store_message *newest_act(struct base *base, const char *act) {
  g_autoptr(GPtrArray) messages = store_outbox_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    if (strcmp(message->act, act) == 0) return store_outbox_message(base->world.store, message->id, NULL);
  }
  g_assert_not_reached();
}

static enum flow_veto ask(struct base *base, const char *act, const char *at) {
  gint64 until = 0;
  g_autofree char *why = NULL;
  struct store_message *message = newest_act(base, act);
  enum flow_veto answer = flow_may_send(base->world.flow, world_at(&base->world, at), message, &until, &why);
  g_test_message("%s: %s", act, why);
  store_outbox_message_free(message);
  return answer;
}

static guint count_urgent(struct base *base, const char *state) {
  guint count = 0;
  g_autoptr(GPtrArray) tasks = store_tasks_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    count += task->urgent && strcmp(task->state, state) == 0;
  }
  return count;
}

static gint64 urgent_of(struct base *base, gint64 owner) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    if (task->urgent && task->owner == owner && strcmp(task->state, "open") == 0) return task->id;
  }
  return 0;
}

static void close_urgent(struct base *base, enum progress_outcome outcome, const char *day) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, day, "staff:1");
  struct flow_outcome said_so = {.outcome = outcome, .until = DATE_NONE};
  flow_task_done(base->world.flow, &act, urgent_of(base, base->world.counsellor), &said_so, &error);
  g_assert_no_error(error);
}

/* -- danger ---------------------------------------------------------------------------------------------------------
 */

static void test_at_once(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "kmoet er nie meer zijn", "2026-08-28T23:30+02:00", TRUE);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2); /* the counsellor, and the coordinator: nobody is on duty */
  g_assert_cmpint(urgent_of(&base, base.world.coordinator), !=, 0);
  g_autoptr(GPtrArray) list = store_tasks_list(base.world.store, "school", 0, FALSE, NULL);
  g_assert_cmpint(((struct store_task *)list->pdata[0])->urgent, ==, 1); /* first on the list */
  g_assert_cmpuint(count_acts(&base, base.noor, "alert"), ==, 2);        /* SMS and e-mail */
  struct store_message *alert = newest_act(&base, "alert"), *help = newest_act(&base, "help");
  g_assert_null(strstr(alert->body, "Noor"));
  g_assert_null(strstr(alert->body, "zijn"));
  g_assert_cmpstr(help->address, ==, NUMBER);
  g_assert_nonnull(strstr(help->body, "112"));
  g_assert_nonnull(strstr(help->body, "0800-0113"));
  g_assert_nonnull(strstr(help->body, "113.nl"));
  g_assert_cmpint(help->due, ==, world_at(&base.world, "2026-08-28T23:30+02:00"));
  store_outbox_message_free(alert);
  store_outbox_message_free(help);
  g_assert_cmpint(ask(&base, "help", "2026-08-29T03:00+02:00"), ==, FLOW_MAY_SEND); /* at night, at once */
  g_assert_cmpint(ask(&base, "alert", "2026-08-29T03:00+02:00"), ==, FLOW_MAY_SEND);
  g_assert_cmpint(ask(&base, "announce", "2026-08-28T23:40+02:00"), ==, FLOW_WAIT); /* a person decides first */
  world_close(&base.world);
}

/* It answers no moment and is no silence either: nothing is planned while it stands. */
static void test_never_counted(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "zelfmoord", "2026-08-28T11:00+02:00", TRUE);
  guint tasks = world_count_tasks(&base.world, base.noor, NULL, NULL);
  guint messages = world_count_messages(&base.world, base.noor, NULL);
  world_days(&base.world, "2026-08-29", "2026-12-01");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, NULL), ==, tasks);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, messages);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.last_reaction, ==, DATE_NONE);
  g_assert_cmpint(file->progress.silent, ==, 0);
  close_urgent(&base, PROGRESS_SPOKE, "2026-12-01");
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 0); /* the colleague's went with it */
  world_days(&base.world, "2026-12-02", "2027-03-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), >, messages); /* the follow-up goes on */
  g_autoptr(CasesFile) after = base_file(&base);
  g_assert_cmpint(after->progress.last_reaction, !=, DATE_NONE);
  world_close(&base.world);
}

static void test_once_a_day(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "ik wil dood", "2026-08-28T11:00+02:00", TRUE);
  says(&base, NUMBER, "ik wil echt dood", "2026-08-28T11:05+02:00", TRUE);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 1);
  g_assert_cmpuint(count_acts(&base, base.noor, "alert"), ==, 4); /* people are told each time */
  says(&base, NUMBER, "niemand luistert ik wil dood", "2026-08-29T11:00+02:00", TRUE);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 2);
  world_close(&base.world);
}

/* Both are heard: no follow-up any more, and the help lines all the same. */
static void test_with_stop(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "geen berichten meer, ik wil dood", "2026-08-28T11:00+02:00", TRUE);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.stops & PROGRESS_STOP_SMS, !=, 0);
  g_assert_cmpint(ask(&base, "help", "2026-08-28T11:01+02:00"), ==, FLOW_MAY_SEND);
  g_assert_cmpint(ask(&base, "announce", "2026-08-28T11:01+02:00"), ==, FLOW_NEVER);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2);
  says(&base, NUMBER, "hij slaat me", "2026-08-30T11:00+02:00", TRUE); /* and after an earlier STOP */
  g_assert_cmpint(ask(&base, "help", "2026-08-30T11:01+02:00"), ==, FLOW_MAY_SEND);
  world_close(&base.world);
}

static void set(struct base *base, const char *name, const char *value) {
  g_hash_table_insert(base->world.settings, (gpointer)name, (gpointer)value);
}

static void test_duty(void) {
  struct base base;
  care_open(&base, PRO);
  g_assert_true(store_begin(base.world.store, NULL));
  gint64 lin = world_staff(&base.world, "counsellor", "lin@school.example", "Lin", "+31612300003");
  g_assert_true(store_commit(base.world.store, NULL));
  set(&base, "duty", "lin@school.example");
  set(&base, "duty_sms", "+31612300009");
  set(&base, "duty_hours", "ma-vr 8:30-17:00, za 10-12");
  says(&base, NUMBER, "ik wil dood", "2026-08-28T11:00+02:00", TRUE); /* a Friday: somebody is there */
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 0);
  g_assert_cmpuint(count_acts(&base, base.noor, "alert"), ==, 3);
  g_assert_cmpint(urgent_of(&base, lin), !=, 0);
  g_assert_cmpint(urgent_of(&base, base.world.coordinator), ==, 0);
  says(&base, NUMBER, "ik wil dood!", "2026-08-28T17:00+02:00", TRUE);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 1);
  set(&base, "duty_text", "always");
  says(&base, NUMBER, "ik wil dood!!", "2026-08-31T11:00+02:00", TRUE);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 2);
  world_close(&base.world);
}

static void test_hours(void) {
  static const struct {
    const char *hours;
    int day, minute;
    gboolean reads, within;
  } cases[] = {{"ma-vr 8:30-17:00", 0, 510, TRUE, TRUE},
               {"ma-vr 8:30-17:00", 0, 509, TRUE, FALSE},
               {"ma-vr 8:30-17:00", 4, 1020, TRUE, FALSE},
               {"ma-vr 8.30-17", 5, 600, TRUE, FALSE},
               {"ma-vr 9-17, za 10-12", 5, 600, TRUE, TRUE},
               {"zo 0-24", 6, 1439, TRUE, TRUE},
               {"", 0, 600, TRUE, FALSE},
               {"altijd", 0, 600, FALSE, FALSE},
               {"vr-ma 9-17", 0, 600, FALSE, FALSE},
               {"ma 17-9", 0, 600, FALSE, FALSE},
               {"ma-vr 9-17, dag en nacht", 0, 600, FALSE, FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    gboolean within = FALSE;
    g_test_message("%s", cases[i].hours);
    g_assert_cmpint(flow_duty_within(cases[i].hours, cases[i].day, cases[i].minute, &within), ==, cases[i].reads);
    g_assert_cmpint(within, ==, cases[i].within);
  }
}

/* Where others read along nothing goes back; people are told all the same. */
static void test_unsafe(void) {
  struct base base;
  care_open(&base, PRO "veilig_contact=geen-sms\n");
  says(&base, NUMBER, "mijn vader slaat me", "2026-08-28T23:00+02:00", TRUE);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 0);
  g_assert_cmpuint(count_acts(&base, base.noor, "alert"), ==, 2);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2);
  world_close(&base.world);
}

static void test_not_reached(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "ik wil dood", "2026-08-28T11:00+02:00", TRUE);
  close_urgent(&base, PROGRESS_NO_ANSWER, "2026-08-29");
  g_assert_cmpint(urgent_of(&base, base.world.counsellor), !=, 0); /* it isn't over */
  g_assert_cmpint(ask(&base, "announce", "2026-08-28T23:40+02:00"), ==, FLOW_WAIT);
  world_close(&base.world);
}

/* A person says that it was nothing: then it is an answer as any other. */
static void test_false_alarm(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "haha ik schrik me dood, bel me maar", "2026-08-28T11:00+02:00", TRUE);
  close_urgent(&base, PROGRESS_NOT_NEEDED, "2026-08-29");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.last_reaction, !=, DATE_NONE);
  world_days(&base.world, "2026-08-29", "2026-09-01");
  struct store_task *call = world_open_task(&base.world, base.noor, "call");
  g_assert_nonnull(call);
  store_tasks_free(call);
  world_close(&base.world);
}

static void test_by_others(void) {
  struct base base;
  care_open(&base, PRO "contactpersoon_mobiel=+31687654321\n");
  says(&base, "+31687654321", "mijn dochter wil niet meer leven", "2026-08-28T23:00+02:00", TRUE);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.last_reaction, ==, DATE_NONE);
  says(&base, "+31644444444", "ik wil dood", "2026-08-28T23:10+02:00", TRUE); /* nobody knows whose number that is */
  g_assert_cmpuint(count_acts(&base, 0, "alert"), ==, 2);
  g_assert_cmpuint(count_acts(&base, 0, "help"), ==, 1);
  world_close(&base.world);
}

/* Two share a telephone: both counsellors hear, one text goes, and not where it is unsafe for one of them. */
static void test_shared(void) {
  struct base base;
  care_open(&base, PRO);
  gint64 sam = world_person(&base.world, "200", PRO "veilig_contact=geen-sms\n");
  g_assert_true(store_begin(base.world.store, NULL));
  g_assert_true(store_addresses_own(base.world.store, NUMBER, sam, NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  says(&base, NUMBER, "ik wil dood", "2026-08-28T23:00+02:00", TRUE);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2);
  gboolean urgent = FALSE;
  g_assert_true(store_tasks_urgent(base.world.store, sam, &urgent, NULL));
  g_assert_true(urgent);
  g_assert_cmpuint(count_acts(&base, base.noor, "help") + count_acts(&base, sam, "help"), ==, 0);
  g_assert_cmpuint(count_acts(&base, base.noor, "alert") + count_acts(&base, sam, "alert"), ==, 2);
  world_close(&base.world);
}

/* The warning that did not arrive is a task for people, and marks no address of the young person's. */
static void test_alert_failed(void) {
  struct base base;
  care_open(&base, PRO);
  says(&base, NUMBER, "ik wil dood", "2026-08-28T11:00+02:00", TRUE);
  guint before = count_urgent(&base, "open");
  struct store_message *alert = newest_act(&base, "alert");
  struct flow_act act = base_act(&base, "2026-08-29", "system");
  g_assert_true(store_begin(base.world.store, NULL));
  g_assert_true(flow_settled(base.world.flow, &act, alert, "failed", "5.1.1", NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  g_assert_cmpuint(count_urgent(&base, "open"), ==, before + 2);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->facts.value[FACT_HAS_EMAIL], ==, FACT_YES);
  store_outbox_message_free(alert);
  world_close(&base.world);
}

/* -- a death --------------------------------------------------------------------------------------------------------
 */

static void test_parent_says(void) {
  struct base base;
  care_open(&base, PRO "contactpersoon_mobiel=+31687654321\n");
  says(&base, "+31687654321", "Mijn zoon is overleden", "2026-08-28T11:00+02:00", TRUE);
  g_assert_cmpuint(count_urgent(&base, "open"), ==, 2);
  g_assert_cmpuint(count_acts(&base, base.noor, "help"), ==, 0); /* no help lines to who mourns */
  g_assert_cmpuint(count_acts(&base, base.noor, "alert"), ==, 0);
  g_assert_cmpint(ask(&base, "announce", "2026-08-28T23:40+02:00"), ==, FLOW_WAIT);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.deceased, ==, DATE_NONE); /* a person decides */
  world_close(&base.world);
}

/* Everything, at once, for every enrolment, and nothing ever after. */
static void test_deceased(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 second = 0, handover = 0;
  care_open(&base, PRO);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(store_people_add_enrolment(base.world.store, file->enrolment->person, 2, base.world.cohort,
                                           base.world.counsellor, &second, &error));
  struct flow_act act = base_act(&base, "2026-08-28", "staff:1");
  g_assert_true(flow_judge(base.world.flow, &act, second, 0, "iets", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor,
                                      &(struct flow_proposal){"municipality", "niet bereikt", 0, FALSE}, &handover,
                                      &error));
  says(&base, NUMBER, "ik wil dood", "2026-08-28T11:00+02:00", TRUE);
  act = base_act(&base, "2026-08-29", "staff:1");
  struct flow_outcome outcome = {.outcome = PROGRESS_DECEASED, .until = DATE_NONE};
  flow_contact(base.world.flow, &act, base.noor, &outcome, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "held"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, "open"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, second, NULL, "open"), ==, 0);
  struct store_handover *row = store_handovers_get(base.world.store, handover, NULL);
  g_assert_cmpstr(row->state, ==, "withdrawn");
  store_handovers_free(row);
  guint messages = world_count_messages(&base.world, base.noor, NULL);
  guint tasks = world_count_tasks(&base.world, base.noor, NULL, NULL);
  world_days(&base.world, "2026-08-30", "2028-09-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, messages);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, NULL), ==, tasks);
  g_assert_cmpuint(count_acts(&base, second, "help"), ==, 1);
  g_autoptr(GPtrArray) last = store_outbox_of(base.world.store, second, NULL);
  for (guint i = 0; i < last->len; i++)
    g_assert_cmpstr(((struct store_message *)last->pdata[i])->state, ==, "withdrawn");
  world_close(&base.world);
}

/* -- languages ------------------------------------------------------------------------------------------------------
 */

static char *newest_why(struct base *base) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(base->world.store, base->noor, NULL);
  return g_strdup(((struct store_task *)tasks->pdata[tasks->len - 1])->why);
}

static void test_languages(void) {
  static const char *const cases[][2] = {{"Tak, mam już pracę", "Pools"},
                                         {"I don't need any help, thank you", "Engels"}, /* \bhelp is a Dutch pattern */
                                         {"شكرا، لدي عمل الآن", "Arabisch"},
                                         {"Спасибо, я уже работаю", "Russisch"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct base base;
    care_open(&base, PRO);
    json_t *answer = said(&base, NUMBER, cases[i][0], "2026-08-28T11:00+02:00");
    g_assert_true(json_is_null(json_object_get(answer, "intent")));
    g_autofree char *why = newest_why(&base);
    g_assert_nonnull(strstr(why, cases[i][1]));
    json_decref(answer);
    world_close(&base.world);
  }
}

static void test_stop_in_polish(void) {
  struct base base;
  care_open(&base, PRO);
  json_t *answer = said(&base, NUMBER, "Przestań!", "2026-08-28T11:00+02:00");
  g_assert_cmpstr(json_string_value(json_object_get(answer, "kind")), ==, "opt_out");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.stops & PROGRESS_STOP_SMS, !=, 0);
  json_decref(answer);
  world_close(&base.world);
}

/* -- whose is it? ---------------------------------------------------------------------------------------------------
 */

static void test_assign(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  care_open(&base, PRO);
  says(&base, "+31644444444", "ik ben het, heb een nieuw nummer. bel me", "2026-08-28T11:00+02:00", FALSE);
  says(&base, "+31655555555", "koop nu", "2026-08-28T11:01+02:00", FALSE);
  g_autoptr(GPtrArray) list = store_inbound_nobodys(base.world.store, &error);
  g_assert_cmpuint(list->len, ==, 2);
  Intake *intake = intake_new(base.world.flow, base.world.cases);
  struct flow_act act = base_act(&base, "2026-08-29", "staff:1");
  const struct store_inbound *first = list->pdata[0], *second = list->pdata[1];
  g_autofree char *answer = intake_assign(intake, &act, first->id, base.noor, &error);
  g_assert_no_error(error);
  g_assert_nonnull(strstr(answer, "\"intent\":\"bel-mij\""));
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.last_reaction, !=, DATE_NONE);
  g_assert_null(intake_assign(intake, &act, first->id, base.noor, &error)); /* once */
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_CALL);
  g_clear_error(&error);
  g_autofree char *closed = intake_assign(intake, &act, second->id, 0, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) none = store_inbound_nobodys(base.world.store, NULL);
  g_assert_cmpuint(none->len, ==, 0);
  intake_free(intake);
  world_close(&base.world);
}

/* Of one of two who share a number: the other's counsellor need not look any more. */
static void test_assign_shared(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  care_open(&base, PRO);
  gint64 sam = world_person(&base.world, "200", PRO);
  g_assert_true(store_begin(base.world.store, NULL));
  g_assert_true(store_addresses_own(base.world.store, NUMBER, sam, NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  says(&base, NUMBER, "heb werk", "2026-08-28T11:00+02:00", FALSE);
  g_assert_cmpuint(world_count_tasks(&base.world, sam, "judge", "open"), ==, 1);
  g_autoptr(GPtrArray) list = store_inbound_nobodys(base.world.store, NULL);
  g_assert_cmpuint(list->len, ==, 1);
  Intake *intake = intake_new(base.world.flow, base.world.cases);
  struct flow_act act = base_act(&base, "2026-08-29", "staff:1");
  g_autofree char *answer =
      intake_assign(intake, &act, ((struct store_inbound *)list->pdata[0])->id, base.noor, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(world_count_tasks(&base.world, sam, "judge", "open"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "judge", "open"), ==, 0);
  intake_free(intake);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/care/at_once", test_at_once);
  g_test_add_func("/care/never_counted", test_never_counted);
  g_test_add_func("/care/once_a_day", test_once_a_day);
  g_test_add_func("/care/with_stop", test_with_stop);
  g_test_add_func("/care/duty", test_duty);
  g_test_add_func("/care/hours", test_hours);
  g_test_add_func("/care/unsafe", test_unsafe);
  g_test_add_func("/care/not_reached", test_not_reached);
  g_test_add_func("/care/false_alarm", test_false_alarm);
  g_test_add_func("/care/by_others", test_by_others);
  g_test_add_func("/care/shared", test_shared);
  g_test_add_func("/care/alert_failed", test_alert_failed);
  g_test_add_func("/care/parent_says", test_parent_says);
  g_test_add_func("/care/deceased", test_deceased);
  g_test_add_func("/care/languages", test_languages);
  g_test_add_func("/care/stop_in_polish", test_stop_in_polish);
  g_test_add_func("/care/assign", test_assign);
  g_test_add_func("/care/assign_shared", test_assign_shared);
  return g_test_run();
}
