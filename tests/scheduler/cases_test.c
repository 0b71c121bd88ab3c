/* From the store to a plan: facts, addresses, answers, policies, as of a moment. */
#include "tests/scheduler/flow_world.h"

static void test_facts(void) {
  struct facts facts;
  g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
  static const char *const pairs[][2] = {
      {"onderwijs", "mbo"},       {"niveau", "2"}, {"leerweg", "bol"}, {"diplomadatum", "2026-07-01"},
      {"mobiel", "+31612345678"}, {"email", ""},   {"plaats", "3"},    {"geen_sms", "ja"},
      {"leerlingnummer", "x"}};
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    g_hash_table_insert(texts, (gpointer)pairs[i][0], (gpointer)pairs[i][1]);
  cases_facts(texts, &facts);
  g_assert_cmpint(facts.value[FACT_EDUCATION], ==, FACT_EDUCATION_MBO);
  g_assert_cmpint(facts.value[FACT_LEVEL], ==, 2);
  g_assert_cmpint(facts.value[FACT_GRADUATION_DATE], ==, date_from_civil(2026, 7, 1));
  g_assert_cmpint(facts.value[FACT_HAS_MOBILE], ==, FACT_YES);
  g_assert_cmpint(facts.value[FACT_HAS_EMAIL], ==, FACT_NO);
  g_assert_cmpint(facts.value[FACT_NO_SMS], ==, FACT_YES);
  g_assert_cmpint(facts.value[FACT_PLACE], ==, 3);
  g_assert_cmpint(facts.value[FACT_LEAVING_DATE], ==, FACT_UNKNOWN);
}

struct mark {
  const char *mark;
  gint32 has;
  guint8 stops;
};
static const struct mark marks[] = {{"", FACT_YES, 0},
                                    {"delivered", FACT_YES, 0},
                                    {"bounced", FACT_NO, 0},
                                    {"wrong", FACT_NO, 0},
                                    {"stopped", FACT_YES, PROGRESS_STOP_SMS}};

static void test_mark(gconstpointer data) {
  const struct mark *mark = data;
  struct world world;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  g_autoptr(CasesFile) before = cases_load(world.cases, noor, G_MAXINT64, &error);
  if (*mark->mark) {
    g_assert_true(store_begin(world.store, &error));
    g_assert_true(
        store_addresses_mark(world.store, before->enrolment->person, "sms", "+31612345678", mark->mark, 1, &error));
    g_assert_true(store_commit(world.store, &error));
  }
  g_autoptr(CasesFile) file = cases_load(world.cases, noor, G_MAXINT64, &error);
  g_assert_no_error(error);
  g_assert_cmpint(file->facts.value[FACT_HAS_MOBILE], ==, mark->has);
  g_assert_cmpint(file->facts.value[FACT_HAS_EMAIL], ==, FACT_YES);
  g_assert_cmpint(file->progress.stops, ==, mark->stops);
  world_close(&world);
}

static void test_only_sms_is_safe(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO "veilig_contact=geen-ouder, alleen-sms\n");
  g_autoptr(CasesFile) file = cases_load(world.cases, noor, G_MAXINT64, NULL);
  g_assert_cmpint(file->facts.value[FACT_HAS_EMAIL], ==, FACT_NO);
  g_assert_cmpint(file->facts.value[FACT_HAS_MOBILE], ==, FACT_YES);
  world_close(&world);
}

/* Every rule and every reply rule has a name that leads back to it; a moved reply rule is found by its intent. */
static void test_names(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  g_autoptr(CasesFile) file = cases_load(world.cases, noor, G_MAXINT64, NULL);
  const struct policy *policy = file->policy;
  g_assert_nonnull(policy);
  for (guint i = 0; i < policy->n_rules; i++) {
    g_autofree char *name = cases_rule_name(policy, (int)i);
    g_assert_cmpint(cases_rule(policy, name), ==, (int)i);
  }
  for (guint i = 0; i < policy->n_replies; i++) {
    g_autofree char *name = cases_rule_name(policy, PLAN_RULE_REPLY + (int)i);
    g_assert_cmpint(cases_rule(policy, name), ==, PLAN_RULE_REPLY + (int)i);
  }
  g_autofree char *none = cases_rule_name(policy, -1);
  g_assert_cmpstr(none, ==, "");
  int moved = cases_rule(policy, "reply/bel-mij/1");
  g_assert_cmpint(moved, >=, PLAN_RULE_REPLY);
  g_assert_cmpint(policy->replies[moved - PLAN_RULE_REPLY].intent, ==, POLICY_INTENT_CALL_ME);
  static const char *const nonsense[] = {
      "", "no-such-rule", "reply/", "reply/bel-mij", "reply/bel-mij/0", "reply/bel-mij/x", "reply/no-such/1"};
  for (guint i = 0; i < G_N_ELEMENTS(nonsense); i++) g_assert_cmpint(cases_rule(policy, nonsense[i]), ==, -1);
  world_close(&world);
}

/* Before the start the newest policy counts; after it the pinned one. As of a moment, what was recorded by then. */
static void test_policies(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  g_autofree char *text = world_read("rules/policies/pro.beleid");
  g_autofree char *second = g_strdup_printf("# nieuw\n%s", text);
  world_start(&world, "2026-05-01");
  g_autoptr(CasesFile) pinned = cases_load(world.cases, noor, G_MAXINT64, &error);
  g_assert_true(store_begin(world.store, NULL));
  world_publish(&world, "policy", "pro", second);
  g_assert_true(store_commit(world.store, NULL));
  gint64 newest = cases_newest_policy(world.cases, "school", "pro", G_MAXINT64, &error);
  g_assert_cmpint(newest, !=, pinned->enrolment->policy);
  g_autoptr(CasesFile) still = cases_load(world.cases, noor, G_MAXINT64, &error);
  g_assert_true(still->policy == pinned->policy);
  gint64 later = world_person(&world, "101", PRO);
  g_autoptr(CasesFile) fresh = cases_load(world.cases, later, G_MAXINT64, &error);
  g_assert_true(fresh->policy != pinned->policy);
  g_autoptr(CasesFile) then = cases_load(world.cases, noor, world_at(&world, "2026-04-01"), &error);
  g_assert_cmpint(then->progress.start, ==, DATE_NONE);
  g_assert_cmpstr(cases_text(then, "roepnaam"), ==, "Noor");
  g_autoptr(CasesFile) before = cases_load(world.cases, noor, world_at(&world, "2025-01-01"), &error);
  g_assert_cmpstr(cases_text(before, "roepnaam"), ==, "");
  g_assert_null(cases_load(world.cases, 4711, G_MAXINT64, &error));
  g_assert_no_error(error);
  world_close(&world);
}

/* No policy for that kind of education: nothing is planned, nothing breaks. */
static void test_no_policy(void) {
  struct world world;
  struct plan_request request;
  struct plan_result result;
  struct plan_step steps[PLAN_STEPS_MAX];
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO "onderwijs=mbo\n");
  g_autoptr(CasesFile) file = cases_load(world.cases, noor, G_MAXINT64, NULL);
  g_assert_null(file->policy);
  cases_plan(file, DATE_NONE, date_from_civil(2026, 8, 1), 0, &request, steps, &result);
  g_assert_cmpuint(result.n_steps, ==, 0);
  g_assert_cmpint(result.wake, ==, DATE_NONE);
  world_close(&world);
}

static void test_templates(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  const char *hash = NULL, *other = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  const struct template_message *first = cases_template(world.cases, "school", "aankondiging", "sms", &hash, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(first->name, ==, "aankondiging");
  g_assert_true(cases_template(world.cases, "school", "aankondiging", "sms", &other, &error) == first);
  g_assert_cmpstr(hash, ==, other);
  g_assert_null(cases_template(world.cases, "school", "no-such", "sms", &hash, &error));
  g_assert_error(error, CASES_ERROR, CASES_ERROR_TEXT);
  world_close(&world);
}

/* Two texts on one Monday and a cap of one: what is foreseen is what the ticks then do (S9). */
static void test_foresee(void) {
  static const char policy[] =
      "beleid \"Test\" versie 1\n  geldig vanaf 1-1-2026\n\n"
      "begeleiding pro\n  grondslag \"WVO 2020 art. 2.31a lid 2\"\n  voor onderwijs = pro\n"
      "  van uitstroomdatum - 8 weken tot uitstroomdatum + 2 jaar\n\n"
      "vraag hoe-gaat-het\n  grondslag \"beleidskeuze\"\n  door systeem\n  op uitstroomdatum + 8 weken\n"
      "  stuur sms \"vraag\"\n  te laat: alsnog, anders naar begeleider\n\n"
      "bericht groet\n  grondslag \"beleidskeuze\"\n  door systeem\n  op uitstroomdatum + 8 weken\n"
      "  stuur sms \"groet\"\n  te laat: alsnog, anders naar begeleider\n\n"
      "verzendtijden\n  ma-vr 9:00-20:00\n  za dicht\n  zo dicht\n  feestdagen dicht\n"
      "  ten hoogste 1 bericht per week\n";
  struct world world;
  world_open(&world, ":memory:");
  world_fill_with(&world, policy);
  gint64 noor = world_person(&world, "100", PRO);
  world_start(&world, "2026-08-01");
  g_autoptr(CasesFile) file = cases_load(world.cases, noor, G_MAXINT64, NULL);
  struct plan_request request;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  cases_foresee(file, date_from_civil(2026, 8, 1), 0, &request, steps, &result);
  guint texts = 0;
  for (guint i = 0; i < result.n_steps; i++) {
    if (steps[i].act != PLAN_SEND) continue;
    g_assert_cmpint(steps[i].due, ==, date_from_civil(2026, 9, texts++ ? 7 : 4));
  }
  g_assert_cmpuint(texts, ==, 2);
  world_days(&world, "2026-08-02", "2026-09-06");
  g_assert_cmpuint(world_count_messages(&world, noor, NULL), ==, 1);
  world_days(&world, "2026-09-07", "2026-09-07");
  g_assert_cmpuint(world_count_messages(&world, noor, NULL), ==, 2);
  world_close(&world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cases/facts", test_facts);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    g_autofree char *name = g_strdup_printf("/cases/mark/%s", *marks[i].mark ? marks[i].mark : "none");
    g_test_add_data_func(name, &marks[i], test_mark);
  }
  g_test_add_func("/cases/only_sms_is_safe", test_only_sms_is_safe);
  g_test_add_func("/cases/names", test_names);
  g_test_add_func("/cases/policies", test_policies);
  g_test_add_func("/cases/no_policy", test_no_policy);
  g_test_add_func("/cases/templates", test_templates);
  g_test_add_func("/cases/foresee", test_foresee);
  return g_test_run();
}
