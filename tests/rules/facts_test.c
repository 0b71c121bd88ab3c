/* Facts: their names, their values in and out, and what follows from them. */
#include "rules/policy/facts.h"

#include "rules/policy/policy.h"

static void test_names(void) {
  for (guint i = 0; i < FACT_COUNT; i++) {
    g_assert_nonnull(facts_fields[i].name);
    g_assert_cmpint(facts_find(facts_fields[i].name), ==, i);
  }
  g_assert_cmpint(facts_find("aansluitende inschrijving"), ==, FACT_FOLLOW_ON);
  g_assert_cmpint(facts_find("bij-onbereikbaar"), ==, FACT_IF_UNREACHABLE);
  g_assert_cmpint(facts_find("Leerweg"), ==, FACT_PATHWAY);
  g_assert_cmpint(facts_find("leerwegen"), ==, FACT_COUNT);
  g_assert_cmpint(facts_find("leer"), ==, FACT_COUNT);
  g_assert_cmpint(facts_find(""), ==, FACT_COUNT);
}

static void test_values(void) {
  static const struct {
    enum fact fact;
    const char *text, *back; /* back NULL: refused */
    gint32 value;
  } cases[] = {
      {FACT_EDUCATION, "mbo", "mbo", FACT_EDUCATION_MBO},
      {FACT_EDUCATION, "vso", "vso", FACT_EDUCATION_VSO},
      {FACT_EDUCATION, "havo", NULL, 0},
      {FACT_LEVEL, "entree", "entree", 1},
      {FACT_LEVEL, "1", "entree", 1},
      {FACT_LEVEL, "4", "4", 4},
      {FACT_LEVEL, "5", NULL, 0},
      {FACT_LEVEL, "0", NULL, 0},
      {FACT_LEVEL, "-1", NULL, 0},
      {FACT_LEVEL, "2x", NULL, 0},
      {FACT_PATHWAY, "bbl", "bbl", FACT_PATHWAY_BBL},
      {FACT_EXIT_PROFILE, "dagbesteding", "dagbesteding", FACT_PROFILE_DAY_ACTIVITIES},
      {FACT_DIPLOMA, "ja", "ja", FACT_YES},
      {FACT_DIPLOMA, "nee", "nee", FACT_NO},
      {FACT_FOLLOW_ON, "aangemeld", "aangemeld", FACT_FOLLOW_ON_REGISTERED},
      {FACT_FOLLOW_ON, "ja", "ja", FACT_FOLLOW_ON_YES},
      {FACT_IF_UNREACHABLE, "doorgeven", "doorgeven", FACT_UNREACHABLE_PASS_ON},
      {FACT_PREFERRED_CHANNEL, "bellen", "bellen", FACT_PREFERS_CALL},
      {FACT_LEAVING_DATE, "2026-07-10", "2026-07-10", 20644},
      {FACT_LEAVING_DATE, "10-7-2026", NULL, 0},
      {FACT_LEAVING_DATE, "2026-02-30", NULL, 0},
      {FACT_CREBO, "25655", "25655", 25655},
      {FACT_CREBO, "+5", NULL, 0},
      {FACT_CREBO, "99999999999", NULL, 0},
      {FACT_PLACE, "0", "0", 0},
      {FACT_DIPLOMA, "onbekend", "onbekend", FACT_UNKNOWN},
      {FACT_LEVEL, "", "onbekend", FACT_UNKNOWN},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    gint32 value = 77;
    gboolean read = facts_parse(cases[i].fact, cases[i].text, &value);
    g_test_message("%s = %s", facts_fields[cases[i].fact].name, cases[i].text);
    g_assert_cmpint(read, ==, cases[i].back != NULL);
    if (!read) continue;
    g_assert_cmpint(value, ==, cases[i].value);
    g_autofree char *back = facts_format(cases[i].fact, value);
    g_assert_cmpstr(back, ==, cases[i].back);
  }
}

/* Every choice of every field survives the way there and back. */
static void test_choices(void) {
  for (guint fact = 0; fact < FACT_COUNT; fact++)
    for (gint32 i = 0; facts_fields[fact].choices && facts_fields[fact].choices[i]; i++) {
      gint32 value;
      g_autofree char *text = facts_format((enum fact)fact, i);
      g_assert_true(facts_parse((enum fact)fact, text, &value));
      g_assert_cmpint(value, ==, i);
    }
  g_autofree char *beyond = facts_format(FACT_PATHWAY, 9);
  g_assert_cmpstr(beyond, ==, "onbekend");
}

static void test_derive(void) {
  static const struct {
    gint32 education, level, profile, diploma, given, want;
  } cases[] = {
      {FACT_EDUCATION_MBO, 2, FACT_UNKNOWN, FACT_YES, FACT_UNKNOWN, FACT_YES},
      {FACT_EDUCATION_MBO, 4, FACT_UNKNOWN, FACT_YES, FACT_UNKNOWN, FACT_YES},
      {FACT_EDUCATION_MBO, 1, FACT_UNKNOWN, FACT_YES, FACT_UNKNOWN, FACT_NO},
      {FACT_EDUCATION_MBO, 2, FACT_UNKNOWN, FACT_NO, FACT_UNKNOWN, FACT_UNKNOWN},
      {FACT_EDUCATION_MBO, 2, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN},
      {FACT_EDUCATION_MBO, FACT_UNKNOWN, FACT_UNKNOWN, FACT_YES, FACT_UNKNOWN, FACT_UNKNOWN},
      {FACT_EDUCATION_MBO, 1, FACT_UNKNOWN, FACT_YES, FACT_YES, FACT_YES}, /* has a havo diploma */
      {FACT_EDUCATION_PRO, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_NO},
      {FACT_EDUCATION_VSO, FACT_UNKNOWN, FACT_PROFILE_LABOUR_MARKET, FACT_UNKNOWN, FACT_UNKNOWN, FACT_NO},
      {FACT_EDUCATION_VSO, FACT_UNKNOWN, FACT_PROFILE_FURTHER_EDUCATION, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN},
      {FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN, FACT_UNKNOWN},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct facts facts;
    facts_clear(&facts);
    facts.value[FACT_EDUCATION] = cases[i].education;
    facts.value[FACT_LEVEL] = cases[i].level;
    facts.value[FACT_EXIT_PROFILE] = cases[i].profile;
    facts.value[FACT_DIPLOMA] = cases[i].diploma;
    facts.value[FACT_BASIC_QUALIFICATION] = cases[i].given;
    facts_derive(&facts);
    g_test_message("case %u", i);
    g_assert_cmpint(facts.value[FACT_BASIC_QUALIFICATION], ==, cases[i].want);
  }
}

static void test_season(void) {
  static const struct {
    int from_month, from_day, to_month, to_day;
    const char *date;
    enum tri want;
  } cases[] = {
      {6, 1, 8, 9, "2026-06-01", TRI_TRUE},    {6, 1, 8, 9, "2026-08-09", TRI_TRUE},
      {6, 1, 8, 9, "2026-05-31", TRI_FALSE},   {6, 1, 8, 9, "2026-08-10", TRI_FALSE},
      {8, 10, 5, 31, "2026-12-31", TRI_TRUE},  {8, 10, 5, 31, "2027-01-01", TRI_TRUE},
      {8, 10, 5, 31, "2026-08-10", TRI_TRUE},  {8, 10, 5, 31, "2026-05-31", TRI_TRUE},
      {8, 10, 5, 31, "2026-06-01", TRI_FALSE}, {8, 10, 5, 31, "2026-08-09", TRI_FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    date_t date;
    gint32 season = policy_season(cases[i].from_month, cases[i].from_day, cases[i].to_month, cases[i].to_day);
    g_assert_true(date_parse_iso(cases[i].date, &date));
    g_test_message("%s", cases[i].date);
    g_assert_cmpint(policy_season_holds(season, date), ==, cases[i].want);
    g_assert_cmpint(policy_season_holds(season, DATE_NONE), ==, TRI_UNKNOWN);
  }
}

/* S3: by its name of now, or else by the one before. */
static void test_rule_index(void) {
  g_autoptr(Policy) policy = policy_new();
  policy->rules = g_new0(struct policy_rule, 3);
  policy->n_rules = 3;
  policy->rules[0].name = "nieuw", policy->rules[0].formerly = "oud";
  policy->rules[1].name = "los";
  policy->rules[2].name = "oud";
  g_assert_cmpint(policy_rule_index(policy, "nieuw"), ==, 0);
  g_assert_cmpint(policy_rule_index(policy, "oud"), ==, 2);
  policy->n_rules = 2;
  g_assert_cmpint(policy_rule_index(policy, "oud"), ==, 0);
  g_assert_cmpint(policy_rule_index(policy, "weg"), ==, -1);
  policy_free(NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/facts/names", test_names);
  g_test_add_func("/facts/values", test_values);
  g_test_add_func("/facts/choices", test_choices);
  g_test_add_func("/facts/derive", test_derive);
  g_test_add_func("/policy/season", test_season);
  g_test_add_func("/policy/rule-index", test_rule_index);
  return g_test_run();
}
