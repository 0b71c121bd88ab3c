/* The policies that ship: they read, hold what the law asks, plan what is meant and understand answers. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rules/plan/plan.h"
#include "tests/rules/language_support.h"

static gboolean file_exists(const char *path) {
  g_autofree char *name = in_tree(path);
  return g_file_test(name, G_FILE_TEST_EXISTS);
}

static gboolean shipped_template(void *user, const char *name, enum policy_channel channel) {
  (void)user;
  g_autofree char *path = g_strdup_printf("rules/messages/%s.%s.bericht", name, policy_channel_names[channel]);
  return file_exists(path);
}

/* ---- the shipped policies ---- */

static void test_shipped(void) {
  struct language_world known;
  known_open(&known);
  known.has_template = shipped_template;
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[i]), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(shipped[i], text, &known);
    g_assert_cmpstr(policy->guidance, ==, shipped[i]);
    assert_round_trip(policy);
    for (guint rule = 0; rule < policy->n_rules; rule++) {
      const char *ground = policy->rules[rule].ground;
      g_test_message("%s %s: %s", shipped[i], policy->rules[rule].name, ground);
      g_assert_true(strstr(ground, "art. ") || g_str_has_prefix(ground, "beleidskeuze:"));
      if (policy->rules[rule].kind == POLICY_OFFER) g_assert_true(policy->rules[rule].personal);
    }
  }
  known_close(&known);
}

static struct facts person(const gint32 *pairs) {
  struct facts facts;
  facts_clear(&facts);
  for (; pairs[0] >= 0; pairs += 2) facts.value[pairs[0]] = pairs[1];
  facts_derive(&facts);
  return facts;
}

static enum tri asks(const Policy *policy, struct policy_span span, const struct facts *facts, int used_year) {
  struct progress progress;
  progress_clear(&progress);
  if (used_year) progress.offer_used[used_year] = date_from_civil(2026, 10, 14);
  const struct plan_request request = {.policy = policy, .facts = facts, .progress = &progress};
  return plan_condition(&request, span, date_from_civil(2027, 9, 1));
}

/* The cases T2 to T9 that follow from the text of the law, at the level of conditions. */
static const struct {
  const char *policy, *rule; /* rule NULL: `voor` */
  gint32 pairs[12];
  int used_year;
  enum tri want;
} of_law[] = {
    {"mbo", NULL, {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_YES, FACT_LEVEL, 1, -1}, 0, TRI_TRUE},
    {"mbo",
     NULL,
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_YES, FACT_LEVEL, 2, FACT_PATHWAY, FACT_PATHWAY_BOL, -1},
     0,
     TRI_TRUE},
    {"mbo",
     NULL,
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_YES, FACT_LEVEL, 2, FACT_PATHWAY, FACT_PATHWAY_BBL, -1},
     0,
     TRI_FALSE},
    {"mbo",
     NULL,
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_YES, FACT_LEVEL, 4, FACT_PATHWAY, FACT_PATHWAY_BOL, -1},
     0,
     TRI_FALSE},
    {"mbo", NULL, {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_NO, FACT_LEVEL, 1, -1}, 0, TRI_FALSE},
    {"mbo", NULL, {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_LEVEL, 1, -1}, 0, TRI_UNKNOWN},
    {"mbo-breed",
     NULL,
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_DIPLOMA, FACT_YES, FACT_LEVEL, 4, FACT_PATHWAY, FACT_PATHWAY_BOL, -1},
     0,
     TRI_TRUE},
    /* T2: enrolled on: no offer. Registered or unknown is not enrolled. */
    {"mbo", "eerste", {FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, -1}, 0, TRI_FALSE},
    {"mbo", "eerste", {FACT_FOLLOW_ON, FACT_FOLLOW_ON_REGISTERED, -1}, 0, TRI_TRUE},
    {"mbo", "eerste", {-1}, 0, TRI_TRUE},
    /* T6 and T7: the new offer of year 2. */
    {"pro", "opnieuw", {FACT_EDUCATION, FACT_EDUCATION_PRO, -1}, 0, TRI_TRUE},
    {"pro", "opnieuw", {FACT_EDUCATION, FACT_EDUCATION_PRO, -1}, 1, TRI_FALSE},
    {"pro", "opnieuw", {FACT_EDUCATION, FACT_EDUCATION_PRO, -1}, 2, TRI_TRUE},
    /* T8: who started is asked about in February. */
    {"pro", "eerste", {FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, -1}, 0, TRI_FALSE},
    {"pro", "nog-op-school", {FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, -1}, 0, TRI_TRUE},
    {"pro", "nog-op-school", {-1}, 0, TRI_FALSE},
    {"pro", "inschrijving", {-1}, 0, TRI_TRUE},
    {"pro", "inschrijving", {FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, -1}, 0, TRI_FALSE},
    /* T9: day activities: the document, and nothing outbound. */
    {"vso", "overgang-dagbesteding", {FACT_EXIT_PROFILE, FACT_PROFILE_DAY_ACTIVITIES, -1}, 0, TRI_TRUE},
    {"vso", "eerste", {FACT_EXIT_PROFILE, FACT_PROFILE_DAY_ACTIVITIES, -1}, 0, TRI_FALSE},
    {"vso", "zes-weken", {FACT_EXIT_PROFILE, FACT_PROFILE_DAY_ACTIVITIES, -1}, 0, TRI_FALSE},
    {"vso", "opnieuw", {FACT_EXIT_PROFILE, FACT_PROFILE_FURTHER_EDUCATION, -1}, 0, TRI_FALSE},
    {"vso", "overgang-arbeid", {FACT_EXIT_PROFILE, FACT_PROFILE_LABOUR_MARKET, -1}, 0, TRI_TRUE},
    {"vso", "eerste", {FACT_EXIT_PROFILE, FACT_PROFILE_LABOUR_MARKET, -1}, 0, TRI_TRUE},
    {"vso", "eerste", {-1}, 0, TRI_UNKNOWN},
};

static void test_law(void) {
  for (guint i = 0; i < G_N_ELEMENTS(of_law); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", of_law[i].policy), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(of_law[i].policy, text, &nothing);
    struct facts facts = person(of_law[i].pairs);
    int rule = of_law[i].rule ? policy_rule_index(policy, of_law[i].rule) : 0;
    g_test_message("case %u: %s %s", i, of_law[i].policy, of_law[i].rule ? of_law[i].rule : "voor");
    g_assert_cmpint(rule, >=, 0);
    struct policy_span span = of_law[i].rule ? policy->rules[rule].condition : policy->condition;
    g_assert_cmpint(asks(policy, span, &facts, of_law[i].used_year), ==, of_law[i].want);
  }
}

/* ---- the shipped policies as they are planned ---- */

struct planned {
  guint steps[POLICY_KINDS]; /* first attempts only */
  date_t again;              /* the new offer of year 2 */
};

static struct planned plan_for(const Policy *policy, const struct calendar *calendar, const gint32 *pairs) {
  static struct plan_step steps[PLAN_STEPS_MAX];
  struct facts facts = person(pairs);
  struct progress progress;
  progress_clear(&progress);
  progress.start = date_from_civil(2026, 5, 1);
  struct plan_request request = {.policy = policy,
                                 .facts = &facts,
                                 .progress = &progress,
                                 .calendar = calendar,
                                 .since = DATE_NONE,
                                 .now = date_from_civil(2026, 5, 1)};
  struct plan_result result;
  struct planned planned = {.again = DATE_NONE};
  plan_compute(&request, steps, &result);
  for (guint i = 0; i < result.n_steps; i++) {
    if (steps[i].act == PLAN_END || steps[i].act == PLAN_NOTE || steps[i].attempt > 1) continue;
    planned.steps[steps[i].kind]++;
    if (steps[i].kind == POLICY_OFFER && steps[i].year == 2) planned.again = steps[i].due;
  }
  return planned;
}

/* A leaver of 10 July 2026 in region Middle, as each policy sees that person. */
static const struct {
  const char *policy;
  gint32 pairs[14];
  guint offers, questions, calls, closes, documents;
} as_planned[] = {
    {"pro", {FACT_EDUCATION, FACT_EDUCATION_PRO, FACT_HAS_MOBILE, FACT_YES, -1}, 3, 5, 1, 1, 0},
    {"pro",
     {FACT_EDUCATION, FACT_EDUCATION_PRO, FACT_HAS_MOBILE, FACT_YES, FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, -1},
     0,
     0,
     0,
     0,
     0},
    {"vso",
     {FACT_EDUCATION, FACT_EDUCATION_VSO, FACT_HAS_MOBILE, FACT_YES, FACT_EXIT_PROFILE, FACT_PROFILE_DAY_ACTIVITIES,
      -1},
     0,
     0,
     0,
     0,
     1},
    {"vso",
     {FACT_EDUCATION, FACT_EDUCATION_VSO, FACT_HAS_MOBILE, FACT_YES, FACT_EXIT_PROFILE, FACT_PROFILE_LABOUR_MARKET, -1},
     3,
     5,
     1,
     1,
     1},
    {"mbo",
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_HAS_MOBILE, FACT_YES, FACT_LEVEL, 1, FACT_DIPLOMA, FACT_YES, -1},
     2,
     3,
     1,
     1,
     0},
    {"mbo",
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_HAS_MOBILE, FACT_YES, FACT_LEVEL, 4, FACT_DIPLOMA, FACT_YES, -1},
     0,
     0,
     0,
     0,
     0},
    {"mbo-breed",
     {FACT_EDUCATION, FACT_EDUCATION_MBO, FACT_HAS_MOBILE, FACT_YES, FACT_LEVEL, 4, FACT_DIPLOMA, FACT_YES, -1},
     2,
     3,
     1,
     1,
     0},
};

static void test_planned(void) {
  struct language_world known;
  known_open(&known);
  for (guint i = 0; i < G_N_ELEMENTS(as_planned); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", as_planned[i].policy), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(as_planned[i].policy, text, &nothing);
    gint32 pairs[18];
    guint n = 0;
    for (; as_planned[i].pairs[n] >= 0; n++) pairs[n] = as_planned[i].pairs[n];
    pairs[n] = policy->to.fact, pairs[n + 1] = date_from_civil(2026, 7, 10), pairs[n + 2] = -1;
    struct planned planned = plan_for(policy, known.calendars[CALENDAR_MIDDLE], pairs);
    g_test_message("case %u: %s", i, as_planned[i].policy);
    g_assert_cmpuint(planned.steps[POLICY_OFFER], ==, as_planned[i].offers);
    g_assert_cmpuint(planned.steps[POLICY_QUESTION], ==, as_planned[i].questions);
    g_assert_cmpuint(planned.steps[POLICY_CALL], ==, as_planned[i].calls);
    g_assert_cmpuint(planned.steps[POLICY_CLOSE], ==, as_planned[i].closes);
    g_assert_cmpuint(planned.steps[POLICY_DOCUMENT], ==, as_planned[i].documents);
    if (as_planned[i].offers < 3) continue; /* after the summer holiday of 2027, before the autumn holiday */
    g_assert_cmpint(planned.again, >=, date_from_civil(2027, 8, 30));
    g_assert_cmpint(planned.again, <, date_from_civil(2027, 10, 16));
  }
  known_close(&known);
}

/* The new offer lies in the second year for every leaving date of a year, in every region. */
static void test_again(void) {
  struct language_world known;
  known_open(&known);
  g_autofree char *text = read_file("rules/policies/pro.beleid");
  g_autoptr(Policy) policy = read_good("pro", text, &nothing);
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    for (date_t left = date_from_civil(2026, 7, 1); left < date_from_civil(2027, 7, 1); left += 3) {
      const gint32 pairs[] = {
          FACT_EDUCATION, FACT_EDUCATION_PRO, FACT_HAS_MOBILE, FACT_YES, FACT_LEAVING_DATE, left, -1};
      struct planned planned = plan_for(policy, known.calendars[region], pairs);
      g_test_message("region %u, left on day %d", region, left);
      g_assert_cmpint(planned.again, >=, date_add_months(left, 12, NULL));
      g_assert_cmpint(planned.again, <, date_add_months(left, 24, NULL));
    }
  known_close(&known);
}

static int intent_of(const Policy *policy, const char *said) {
  for (guint i = 0; i < policy->n_replies; i++) {
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)policy->replies[i].pattern, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_CASELESS, &error, &offset, NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int found = pcre2_match(code, (PCRE2_SPTR)said, PCRE2_ZERO_TERMINATED, 0, 0, data, NULL);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    if (found >= 0) return policy->replies[i].intent;
  }
  return -1;
}

/* What young people write, and what it must be taken for; -1 goes to a person. */
static const struct {
  const char *said;
  int want;
} answers[] = {
    {"STOP", POLICY_INTENT_STOP},
    {"stop aub", POLICY_INTENT_STOP},
    {"stop met mijn opleiding", POLICY_INTENT_EDUCATION},
    {"Stop.", POLICY_INTENT_STOP},
    {"geen berichten meer aub", POLICY_INTENT_STOP},
    {"ik ben gestopt met school", POLICY_INTENT_HELP},
    {"ff bellen? bel me", POLICY_INTENT_CALL_ME},
    {"kan je me bellen", POLICY_INTENT_CALL_ME},
    {"BEL", POLICY_INTENT_CALL_ME},
    {"bel me nooit meer", POLICY_INTENT_NEVER},
    {"laat me met rust", POLICY_INTENT_NEVER},
    {"heb werk gevonden bij de jumbo", POLICY_INTENT_WORK},
    {"1", POLICY_INTENT_WORK},
    {"2", POLICY_INTENT_EDUCATION},
    {"3", POLICY_INTENT_SEARCHING},
    {"4", POLICY_INTENT_OTHER},
    {" 1.", POLICY_INTENT_WORK},
    {"1!", POLICY_INTENT_WORK},
    {"1 graag", POLICY_INTENT_WORK},
    {"Een", POLICY_INTENT_WORK},
    {"één", POLICY_INTENT_WORK},
    {"optie 1", POLICY_INTENT_WORK},
    {"1 = werk", POLICY_INTENT_WORK},
    {"1\xef\xb8\x8f\xe2\x83\xa3", POLICY_INTENT_WORK}, /* the digit on a key */
    {"(2)", POLICY_INTENT_EDUCATION},
    {"twee aub", POLICY_INTENT_EDUCATION},
    {"2 = school", POLICY_INTENT_EDUCATION},
    {"nr 3", POLICY_INTENT_SEARCHING},
    {"Drie.", POLICY_INTENT_SEARCHING},
    {"3 = ik zoek werk", POLICY_INTENT_SEARCHING},
    {"vier", POLICY_INTENT_OTHER},
    {"4 = iets anders", POLICY_INTENT_OTHER},
    {"iets anders", POLICY_INTENT_OTHER},
    {"5", -1},
    {"12", -1},
    {"1 of 2", -1},
    {"1 2", -1},
    {"geen 1", -1},
    {"ik heb geen werk", POLICY_INTENT_HELP},
    {"ben ontslagen", POLICY_INTENT_HELP},
    {"ik zoek werk", POLICY_INTENT_SEARCHING},
    {"doe nu een mbo opleiding", POLICY_INTENT_EDUCATION},
    {"nee hoor dankje", POLICY_INTENT_NOT_NOW},
    {"heb geen hulp nodig", POLICY_INTENT_NOT_NOW},
    {"ik red me wel", POLICY_INTENT_NOT_NOW},
    {"wil wel hulp", POLICY_INTENT_HELP},
    {"verkeerd nummer", POLICY_INTENT_WRONG_PERSON},
    {"wie is dit??", POLICY_INTENT_WRONG_PERSON},
    {"ben verhuisd naar almere", POLICY_INTENT_MOVED},
    {"ik wil niet meer leven", POLICY_INTENT_URGENT},
    {"word mishandeld thuis", POLICY_INTENT_URGENT},
    {"heb geen zin meer in het leven", POLICY_INTENT_URGENT},
    {"ben dakloos nu", POLICY_INTENT_URGENT},
    {"ik ben niet blij", -1},
    {"ik zoek geen werk", -1},
    {"ben me werk kwijt", POLICY_INTENT_HELP},
    {"kan het niet meer aan", POLICY_INTENT_HELP},
    {"solliciteer nu bij de hema", POLICY_INTENT_SEARCHING},
    {"mn werk is leuk", -1},
    {"hallo", -1},
    {"ja", -1},
};

static void test_replies(void) {
  for (guint p = 0; p < G_N_ELEMENTS(shipped); p++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[p]), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(shipped[p], text, &nothing);
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
      g_test_message("%s: %s", shipped[p], answers[i].said);
      g_assert_cmpint(intent_of(policy, answers[i].said), ==, answers[i].want);
    }
  }
}

/* A question by SMS can be answered with one press: the text names each choice by its digit, and what is sent back
 * means something in every policy. */
static void test_choices(void) {
  g_autofree char *question = read_file("rules/messages/vraag-werk.sms.bericht");
  for (guint p = 0; p < G_N_ELEMENTS(shipped); p++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[p]), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(shipped[p], text, &nothing);
    int seen[5] = {-1, -1, -1, -1, -1};
    for (int digit = 1; digit <= 4; digit++) {
      g_autofree char *choice = g_strdup_printf("%d = ", digit), *answer = g_strdup_printf("%d", digit);
      g_assert_nonnull(strstr(question, choice));
      seen[digit] = intent_of(policy, answer);
      g_assert_cmpint(seen[digit], >=, 0);
      for (int before = 1; before < digit; before++) g_assert_cmpint(seen[digit], !=, seen[before]);
    }
    g_assert_null(strstr(question, "5 = "));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/shipped", test_shipped);
  g_test_add_func("/language/law", test_law);
  g_test_add_func("/language/planned", test_planned);
  g_test_add_func("/language/again", test_again);
  g_test_add_func("/language/replies", test_replies);
  g_test_add_func("/language/choices", test_choices);
  return g_test_run();
}
