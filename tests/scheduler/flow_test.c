/* The verbs: starting, what people did and answered, another policy, erasing. */
#include "tests/scheduler/flow_world.h"

/* -- starting ------------------------------------------------------------------------------------------------------ */

static void test_four_eyes(void) {
  static const struct {
    const char *as, *by;
    gint code;
  } cases[] = {
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
    g_assert_false(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 5, 1), cases[i].as, cases[i].by,
                                     &start, &error));
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

/* A school of one person: nobody to confirm, so it waits a day, in which it can still be held. */
static void test_delay(void) {
  struct world world;
  struct flow_start start;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  g_hash_table_insert(world.settings, (gpointer) "four_eyes", (gpointer) "no");
  g_hash_table_insert(world.settings, (gpointer) "delay", (gpointer) "48");
  gint64 noor = world_person(&world, "100", PRO);
  struct flow_act act = {world_ten(&world, "2026-06-01"), "staff:1"};
  g_assert_true(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 6, 1), "1", NULL, &start, &error));
  g_assert_no_error(error);
  g_free(start.policy);
  world_tick(&world, world_ten(&world, "2026-06-02"));
  g_assert_cmpuint(world_count_tasks(&world, noor, NULL, NULL), ==, 0);
  world_tick(&world, world_ten(&world, "2026-06-03"));
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "open"), ==, 1);
  world_close(&world);
}

/* Who came in after the start is started by the same verb; the others are left alone. */
static void test_late_comer(void) {
  struct world world;
  struct flow_start start;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  gint64 later = world_person(&world, "101", PRO);
  world_days(&world, "2026-05-01", "2026-05-20");
  g_assert_cmpuint(world_count_tasks(&world, later, NULL, NULL), ==, 0);
  struct flow_act act = {world_ten(&world, "2026-05-21"), "staff:2"};
  g_assert_true(flow_start_cohort(world.flow, &act, "2026", date_from_civil(2026, 5, 21), "2", "1", &start, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(start.leavers, ==, 1);
  g_free(start.policy);
  world_days(&world, "2026-05-21", "2026-06-30");
  g_assert_cmpuint(world_count_tasks(&world, later, "offer", "open"), ==, 1);
  world_close(&world);
}

/* Places are given anew, from 0 on for each counsellor and week; whoever keeps a place is not woken. */
static void test_rebalance(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  guint moved = 0;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 first = world_person(&world, "100", PRO "plaats=0\n"), second = world_person(&world, "101", PRO "plaats=7\n");
  world_start(&world, "2026-05-01");
  struct flow_act act = {world_ten(&world, "2026-05-02"), "staff:2"};
  g_assert_true(flow_rebalance(world.flow, &act, "2026", &moved, &error));
  g_assert_cmpuint(moved, ==, 1);
  g_autoptr(CasesFile) one = cases_load(world.cases, first, G_MAXINT64, NULL);
  g_autoptr(CasesFile) other = cases_load(world.cases, second, G_MAXINT64, NULL);
  g_assert_cmpint(one->facts.value[FACT_PLACE], ==, 0);
  g_assert_cmpint(other->facts.value[FACT_PLACE], ==, 1);
  g_assert_true(flow_rebalance(world.flow, &act, "2026", &moved, &error));
  g_assert_cmpuint(moved, ==, 0);
  world_close(&world);
}

/* -- tasks --------------------------------------------------------------------------------------------------------- */

static void done(struct base *base, const char *kind, enum progress_outcome outcome, const char *day) {
  g_autoptr(GError) error = NULL;
  struct store_task *task = world_open_task(&base->world, base->noor, kind);
  g_assert_nonnull(task);
  struct flow_act act = base_act(base, day, "staff:1");
  struct flow_outcome said = {
      .outcome = outcome, .with_whom = "jongere", .note = "", .minutes = 15, .until = DATE_NONE};
  flow_task_done(base->world.flow, &act, task->id, &said, &error);
  g_assert_no_error(error);
  store_tasks_free(task);
}

static void test_used(void) {
  struct base base;
  base_open(&base, PRO, "2026-05-20");
  done(&base, "offer", PROGRESS_USED, "2026-05-20");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.offer_used[0], ==, date_from_civil(2026, 5, 20));
  world_close(&base.world);
}

static void test_not_an_outcome(void) {
  static const enum progress_outcome no[] = {PROGRESS_NONE,    PROGRESS_REPLIED, PROGRESS_NO_REACTION,
                                             PROGRESS_SKIPPED, PROGRESS_DONE,    PROGRESS_OUTCOMES};
  struct base base;
  base_open(&base, PRO, "2026-05-20");
  struct store_task *task = world_open_task(&base.world, base.noor, "offer");
  struct flow_act act = base_act(&base, "2026-05-20", "staff:1");
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
  base_open(&base, PRO, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 1);
  done(&base, "offer", PROGRESS_DECEASED, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, "open"), ==, 0);
  guint tasks = world_count_tasks(&base.world, base.noor, NULL, NULL);
  world_days(&base.world, "2026-08-28", "2028-08-01");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, NULL), ==, tasks);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 1);
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(&base, "2028-08-01", "staff:1");
  gint64 id = 0;
  g_assert_false(flow_handover_propose(base.world.flow, &act, base.noor,
                                       &(struct flow_proposal){"municipality", "x", 0, FALSE}, &id, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED);
  world_close(&base.world);
}

static void test_refused_contact(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  done(&base, "offer", PROGRESS_REFUSED_CONTACT, "2026-08-28");
  world_days(&base.world, "2026-08-28", "2027-12-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, NULL, "open"), ==, 0);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->enrolment->state, ==, PLAN_DECLINED);
  world_close(&base.world);
}

static void test_wrong_number(void) {
  struct base base;
  base_open(&base, PRO, "2026-05-20");
  done(&base, "offer", PROGRESS_WRONG_NUMBER, "2026-05-20");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->facts.value[FACT_HAS_MOBILE], ==, FACT_NO);
  g_assert_cmpint(file->facts.value[FACT_HAS_EMAIL], ==, FACT_YES);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  world_close(&base.world);
}

/* -- answers ------------------------------------------------------------------------------------------------------- */

struct said {
  const char *text;
  int intent;       /* -1 = not understood */
  const char *task; /* made at once, NULL = none */
  gboolean reaction;
};

static const struct said answers[] = {
    {"ik heb werk gevonden!", POLICY_INTENT_WORK, NULL, TRUE},
    {"Kunt u mij bellen? bel me", POLICY_INTENT_CALL_ME, NULL, TRUE},
    {"laat me met rust, nooit meer", POLICY_INTENT_NEVER, "judge", TRUE},
    {"wie is dit", POLICY_INTENT_WRONG_PERSON, "repair", FALSE},
    {"ik wil dood", POLICY_INTENT_URGENT, "judge", FALSE},
    {"ik ben verhuisd", POLICY_INTENT_MOVED, "repair", TRUE},
    {"🙂", -1, "judge", TRUE},
    {"\xff\xfe", -1, "judge", TRUE},
};

static void test_answer(gconstpointer data) {
  const struct said *said = data;
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-08-28");
  guint before = said->task ? world_count_tasks(&base.world, base.noor, said->task, "open") : 0;
  struct flow_act act = base_act(&base, "2026-08-28", "person");
  int intent = -2;
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_answer(base.world.flow, &act, base.noor, "sms", said->text, 0, &intent, &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_no_error(error);
  g_assert_cmpint(intent, ==, said->intent);
  if (said->task) g_assert_cmpuint(world_count_tasks(&base.world, base.noor, said->task, "open"), >, before);
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.last_reaction != DATE_NONE, ==, said->reaction);
  g_assert_cmpint(file->progress.declined, ==, DATE_NONE);
  world_close(&base.world);
}

/* An answer that is understood takes back what waits; "bel me" becomes a call within a working day. */
static void answer_and_tick(struct base *base, const char *text, const char *day) {
  int intent = -1;
  struct flow_act act = base_act(base, day, "person");
  g_assert_true(store_begin(base->world.store, NULL));
  g_assert_true(flow_answer(base->world.flow, &act, base->noor, "sms", text, 0, &intent, NULL));
  g_assert_true(store_commit(base->world.store, NULL));
  g_assert_cmpuint(world_count_messages(&base->world, base->noor, "queued"), ==, 0);
  world_tick(&base->world, act.now);
}

static void test_call_me(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  answer_and_tick(&base, "bel me", "2026-09-02");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 1);
  done(&base, "call", PROGRESS_NO_ANSWER, "2026-09-02");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 0);
  answer_and_tick(&base, "bel me", "2026-09-04"); /* asked again: that is another call */
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 1);
  done(&base, "call", PROGRESS_USED, "2026-09-04");
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.offer_used[1], ==, date_from_civil(2026, 9, 4));
  world_close(&base.world);
}

/* -- another policy ------------------------------------------------------------------------------------------------ */

/* S10: keep is the rule; recompute takes those along who are pinned, and nobody else. */
static void test_recompute(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  guint changed = 0;
  base_open(&base, PRO, "2026-05-20");
  g_autofree char *text = world_read("rules/policies/pro.beleid");
  g_autofree char *second = g_strdup_printf("# nieuw\n%s", text);
  struct flow_act act = base_act(&base, "2026-05-20", "staff:2");
  g_assert_true(store_begin(base.world.store, &error));
  world_publish(&base.world, "policy", "pro", second);
  gint64 newest_policy = cases_newest_policy(base.world.cases, "school", "pro", G_MAXINT64, &error);
  g_assert_true(flow_recompute(base.world.flow, &act, "school", "mbo", newest_policy, &changed, &error));
  g_assert_cmpuint(changed, ==, 0);
  g_assert_true(flow_recompute(base.world.flow, &act, "school", "pro", newest_policy, &changed, &error));
  g_assert_cmpuint(changed, ==, 1);
  g_assert_true(store_commit(base.world.store, &error));
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->enrolment->policy, ==, newest_policy);
  g_assert_cmpuint(world_tick(&base.world, act.now).due, ==, 0); /* the same rules: nothing is done again */
  world_close(&base.world);
}

/* -- erasing ------------------------------------------------------------------------------------------------------- */

static void test_erase(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  char person[FLOW_KEY_SIZE], address[FLOW_KEY_SIZE];
  base_open(&base, PRO, "2026-08-28");
  base_stop(&base, "sms", "sms", "2026-08-28");
  g_autoptr(CasesFile) file = base_file(&base);
  struct flow_act act = base_act(&base, "2026-08-29", "staff:2");
  /* a report that comes behind the STOP does not undo it */
  g_assert_true(store_begin(base.world.store, NULL));
  g_assert_true(store_addresses_mark(base.world.store, file->enrolment->person, "sms", "+31612345678", "delivered",
                                     act.now, NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  flow_erase(base.world.flow, &act, file->enrolment->person, NULL, &error);
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
  g_assert_false(flow_erase(base.world.flow, &act, 4711, NULL, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow/four_eyes", test_four_eyes);
  g_test_add_func("/flow/start", test_start);
  g_test_add_func("/flow/delay", test_delay);
  g_test_add_func("/flow/late_comer", test_late_comer);
  g_test_add_func("/flow/rebalance", test_rebalance);
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
  g_test_add_func("/flow/recompute", test_recompute);
  g_test_add_func("/flow/erase", test_erase);
  return g_test_run();
}
