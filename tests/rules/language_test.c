/* The rule language: golden files, the round trip, the shipped policies and messages.
 *
 * UPDATE_GOLDEN=1 writes the golden files anew; look at the difference before it is kept. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/language/language.h"

#include <pcre2.h>
#include <string.h>

#include "rules/language/language_words_nl.h"
#include "rules/language/suggest.h"
#include "rules/plan/plan.h"
#include "rules/template/template.h"

static const struct language_world nothing = {.user = NULL};
static const char *const shipped[] = {"mbo", "mbo-breed", "pro", "vso"};

static char *in_tree(const char *path) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  return g_build_filename(root ? root : ".", path, NULL);
}

static char *read_file(const char *path) {
  g_autofree char *name = in_tree(path);
  char *text;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(name, &text, NULL, &error)) g_error("%s", error->message);
  return text;
}

static gboolean file_exists(const char *path) {
  g_autofree char *name = in_tree(path);
  return g_file_test(name, G_FILE_TEST_EXISTS);
}

static gboolean shipped_template(void *user, const char *name, enum policy_channel channel) {
  (void)user;
  g_autofree char *path = g_strdup_printf("rules/messages/%s.%s.bericht", name, policy_channel_names[channel]);
  return file_exists(path);
}

/* A stand-in for the measure of an SMS: a text named "duur" has an ï, one named "lang" has four parts. */
static int fake_parts(void *user, const char *name, const char **encoding, char **culprits) {
  (void)user;
  *encoding = strcmp(name, "duur") == 0 ? "UCS-2" : "GSM-7";
  if (strcmp(name, "duur") == 0) *culprits = g_strdup("ï");
  return strcmp(name, "lang") == 0 ? 4 : 2;
}

static gboolean fake_template(void *user, const char *name, enum policy_channel channel) {
  (void)user;
  return strcmp(name, "weg") != 0 && !(strcmp(name, "alleen-sms") == 0 && channel == POLICY_CHANNEL_EMAIL);
}

struct calendars {
  struct language_world world;
};

static void calendars_open(struct calendars *calendars) {
  *calendars = (struct calendars){0};
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    calendars->world.calendars[region] = calendar_new((enum calendar_region)region, 0, NULL, 0);
}

static void calendars_close(struct calendars *calendars) {
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    calendar_free((struct calendar *)calendars->world.calendars[region]);
}

static char *findings_text(const GPtrArray *findings) {
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *text = language_finding_format(findings->pdata[i]);
    g_string_append(all, text);
  }
  return g_string_free(all, FALSE);
}

static Policy *read_good(const char *name, const char *text, const struct language_world *world) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  Policy *policy = language_read(name, text, strlen(text), world, findings);
  g_autofree char *said = findings_text(findings);
  if (!policy) g_error("%s", said);
  g_assert_false(language_has_error(findings));
  return policy;
}

/* ---- two policies that say the same ---- */

static gboolean same_span(const Policy *a, struct policy_span x, const Policy *b, struct policy_span y) {
  if (x.length != y.length) return FALSE;
  for (guint i = 0; i < x.length; i++) {
    struct policy_code p = a->code[x.start + i], q = b->code[y.start + i];
    if (p.op != q.op || p.fact != q.fact || p.months != q.months || p.value != q.value) return FALSE;
  }
  return TRUE;
}

static gboolean same_when(struct policy_when a, struct policy_when b) {
  return a.base == b.base && a.fact == b.fact && a.day == b.day && a.month == b.month && a.months == b.months &&
         a.days == b.days && a.working == b.working;
}

static gboolean same_exceptions(const Policy *a, const struct policy_rule *x, const Policy *b,
                                const struct policy_rule *y) {
  if (x->n_exceptions != y->n_exceptions) return FALSE;
  for (guint i = 0; i < x->n_exceptions; i++) {
    const struct policy_exception *p = &x->exceptions[i], *q = &y->exceptions[i];
    if (p->action != q->action || !same_when(p->when, q->when) || !same_span(a, p->condition, b, q->condition))
      return FALSE;
  }
  return TRUE;
}

static gboolean same_numbers(const struct policy_rule *x, const struct policy_rule *y) {
  return x->kind == y->kind && x->year == y->year && x->personal == y->personal && x->width.unit == y->width.unit &&
         x->width.holiday == y->width.holiday && x->width.amount == y->width.amount &&
         x->call_within == y->call_within && x->attempts == y->attempts && x->spacing == y->spacing &&
         x->no_reaction == y->no_reaction && x->other_channel == y->other_channel && x->other_half == y->other_half &&
         x->late.within == y->late.within && x->late.otherwise == y->late.otherwise &&
         memcmp(x->channels, y->channels, sizeof x->channels) == 0;
}

static gboolean same_rule(const Policy *a, const struct policy_rule *x, const Policy *b, const struct policy_rule *y) {
  return g_strcmp0(x->name, y->name) == 0 && g_strcmp0(x->formerly, y->formerly) == 0 &&
         g_strcmp0(x->ground, y->ground) == 0 && g_strcmp0(x->title, y->title) == 0 &&
         g_strcmp0(x->announce, y->announce) == 0 && g_strcmp0(x->otherwise_note, y->otherwise_note) == 0 &&
         same_numbers(x, y) && same_when(x->when, y->when) && same_span(a, x->condition, b, y->condition) &&
         same_span(a, x->doorstroompunt, b, y->doorstroompunt) && same_exceptions(a, x, b, y);
}

static gboolean same_reply(const struct policy_reply *x, const struct policy_reply *y) {
  return strcmp(x->pattern, y->pattern) == 0 && x->intent == y->intent && x->call_within == y->call_within;
}

static gboolean same_policy(const Policy *a, const Policy *b) {
  if (a->n_rules != b->n_rules || a->n_replies != b->n_replies || a->cap_per_week != b->cap_per_week) return FALSE;
  if (g_strcmp0(a->name, b->name) != 0 || g_strcmp0(a->version, b->version) != 0) return FALSE;
  if (g_strcmp0(a->guidance, b->guidance) != 0 || g_strcmp0(a->ground, b->ground) != 0) return FALSE;
  if (a->valid_from != b->valid_from || memcmp(a->windows, b->windows, sizeof a->windows) != 0) return FALSE;
  if (!same_when(a->from, b->from) || !same_when(a->to, b->to) || !same_span(a, a->condition, b, b->condition))
    return FALSE;
  for (guint i = 0; i < a->n_rules; i++)
    if (!same_rule(a, &a->rules[i], b, &b->rules[i])) return FALSE;
  for (guint i = 0; i < a->n_replies; i++)
    if (!same_reply(&a->replies[i], &b->replies[i])) return FALSE;
  return TRUE;
}

static void assert_round_trip(const Policy *policy) {
  g_autofree char *text = language_write(policy);
  g_autoptr(Policy) again = read_good("again", text, &nothing);
  g_autofree char *twice = language_write(again);
  g_assert_cmpstr(text, ==, twice);
  g_assert_true(same_policy(policy, again));
}

/* ---- golden files ---- */

static void assert_golden(const char *path, const char *got) {
  g_autofree char *name = in_tree(path);
  if (g_getenv("UPDATE_GOLDEN")) {
    g_assert_true(g_file_set_contents(name, got, -1, NULL));
    return;
  }
  g_autofree char *want = read_file(path);
  g_test_message("%s", path);
  g_assert_cmpstr(got, ==, want);
}

static GPtrArray *names_in(const char *folder) {
  g_autofree char *path = in_tree(folder);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_assert_nonnull(dir);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
    if (g_str_has_suffix(name, ".beleid")) g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".beleid")));
  g_assert_cmpuint(names->len, >, 0);
  return names;
}

static void test_good(void) {
  g_autoptr(GPtrArray) names = names_in("tests/rules/language/good");
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *source = g_strdup_printf("tests/rules/language/good/%s.beleid", name),
                    *canonical = g_strdup_printf("tests/rules/language/good/%s.canonical", name),
                    *explained = g_strdup_printf("tests/rules/language/good/%s.explained", name),
                    *text = read_file(source);
    g_autoptr(Policy) policy = read_good(name, text, &nothing);
    g_autofree char *written = language_write(policy), *explanation = language_explain(policy);
    assert_golden(canonical, written);
    assert_golden(explained, explanation);
    assert_round_trip(policy);
  }
}

/* Files whose name begins with "calendar" are held against the calendar, "template" against the texts above. */
static void test_bad(void) {
  g_autoptr(GPtrArray) names = names_in("tests/rules/language/bad");
  struct calendars calendars;
  calendars_open(&calendars);
  const struct language_world texts = {.has_template = fake_template, .sms_parts = fake_parts};
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *source = g_strdup_printf("tests/rules/language/bad/%s.beleid", name),
                    *file = g_strdup_printf("%s.beleid", name),
                    *golden = g_strdup_printf("tests/rules/language/bad/%s.findings", name), *text = read_file(source);
    g_autoptr(GPtrArray) findings = language_findings_new();
    const struct language_world *world = g_str_has_prefix(name, "calendar")   ? &calendars.world
                                         : g_str_has_prefix(name, "template") ? &texts
                                                                              : &nothing;
    g_autoptr(Policy) policy = language_read(file, text, strlen(text), world, findings);
    g_autofree char *said = findings_text(findings);
    g_assert_cmpuint(findings->len, >, 0);
    g_assert_cmpint(policy == NULL, ==, language_has_error(findings));
    assert_golden(golden, said);
  }
  calendars_close(&calendars);
}

/* ---- what isn't text, or too much of it ---- */

static void assert_code(const char *text, gsize length, const char *code) {
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autoptr(Policy) policy = language_read("x", text, length, NULL, findings);
  g_assert_null(policy);
  gboolean found = FALSE;
  for (guint i = 0; i < findings->len; i++)
    found = found || strcmp(((struct language_finding *)findings->pdata[i])->code, code) == 0;
  g_test_message("%s", code);
  g_assert_true(found);
}

static void test_limits(void) {
  g_autofree char *long_text = g_strnfill(300 * 1024, 'a'), *many = g_strnfill(100 * 1024, '(');
  g_autoptr(GString) deep = g_string_new("beleid \"x\" versie 1\n  geldig vanaf 1-1-2026\nbegeleiding x\n  voor ");
  for (guint i = 0; i < 30; i++) g_string_append(deep, "(niet ");
  assert_code("\xff\xfe", 2, "not-text");
  assert_code("a\0b", 3, "not-text");
  assert_code("", 0, "no-guidance");
  assert_code(long_text, strlen(long_text), "too-long");
  assert_code(many, strlen(many), "too-long");
  assert_code(deep->str, deep->len, "too-deep");
}

/* All findings are in the order of their places, and there is an end to them. */
static void test_many(void) {
  g_autoptr(GString) text = g_string_new("beleid \"x\" versie 1\n");
  for (guint i = 0; i < 500; i++) g_string_append(text, "  kapot kapot\n");
  g_autoptr(GPtrArray) findings = language_findings_new();
  g_autoptr(Policy) policy = language_read("x", text->str, text->len, NULL, findings);
  g_assert_null(policy);
  g_assert_cmpuint(findings->len, <=, 201);
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpint(((struct language_finding *)findings->pdata[i - 1])->line, <=,
                    ((struct language_finding *)findings->pdata[i])->line);
}

static void test_hash(void) {
  g_autofree char *text = read_file("rules/policies/pro.beleid");
  g_autofree char *want = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  g_autoptr(Policy) policy = read_good("pro", text, &nothing);
  g_assert_cmpstr(policy->hash, ==, want);
}

/* ---- the property: whatever is read well is written and read again as the same ---- */

/* A line taken away, doubled, or put elsewhere: some of these texts are policies, and most are not. */
static char *mutate(GRand *random, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  gint32 count = (gint32)g_strv_length(lines);
  for (gint32 n = g_rand_int_range(random, 1, 4); n > 0; n--) {
    gint32 a = g_rand_int_range(random, 0, count), b = g_rand_int_range(random, 0, count);
    char *line = a == b ? g_strdup("  te laat: alsnog") : g_strdup(g_rand_boolean(random) ? "" : lines[b]);
    g_free(lines[a]);
    lines[a] = line;
  }
  return g_strjoinv("\n", lines);
}

static void test_property(void) {
  enum { TRIES = 1500 };
  guint32 seed = (guint32)g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  guint good = 0;
  g_test_message("seed %u", seed);
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[i % G_N_ELEMENTS(shipped)]);
    g_autofree char *text = read_file(path), *mutant = mutate(random, text);
    g_autoptr(GPtrArray) findings = language_findings_new();
    g_autoptr(Policy) policy = language_read("mutant", mutant, strlen(mutant), NULL, findings);
    g_assert_cmpint(policy == NULL, ==, language_has_error(findings));
    if (!policy) continue;
    good++;
    assert_round_trip(policy);
  }
  g_assert_cmpuint(good, >, TRIES / 20);
  g_assert_cmpuint(good, <, TRIES);
}

/* A condition at random, with brackets round every part, so that its code is known without the reader's precedence. */
static void random_condition(GRand *random, guint depth, GString *out) {
  static const char *const atoms[] = {"leerweg = bol",
                                      "niveau < 3",
                                      "leeftijd >= 18",
                                      "diploma",
                                      "geen email",
                                      "crebo onbekend",
                                      "bestemming = werk of onbekend",
                                      "aanbod in jaar 1 niet gebruikt",
                                      "altijd",
                                      "twee contacten na elkaar, ten minste 3 maanden uiteen, zonder reactie",
                                      "uitstroomdatum valt van 10 augustus tot en met 31 mei",
                                      "diplomadatum <= 1-8-2026"};
  if (depth == 0 || g_rand_int_range(random, 0, 4) == 0) {
    g_string_append(out, atoms[g_rand_int_range(random, 0, G_N_ELEMENTS(atoms))]);
    return;
  }
  gint32 form = g_rand_int_range(random, 0, 3);
  g_string_append(out, form == 2 ? "niet (" : "(");
  random_condition(random, depth - 1, out);
  g_string_append(out, ")");
  if (form == 2) return;
  g_string_append(out, form == 0 ? " en (" : " of (");
  random_condition(random, depth - 1, out);
  g_string_append(out, ")");
}

static void test_conditions(void) {
  guint32 seed = (guint32)g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  g_test_message("seed %u", seed);
  for (guint i = 0; i < 500; i++) {
    g_autoptr(GString) text = g_string_new("beleid \"x\" versie 1\n  geldig vanaf 1-1-2026\nbegeleiding x\n  voor ");
    random_condition(random, 4, text);
    g_string_append(text, "\n  van uitstroomdatum tot en met uitstroomdatum + 1 jaar\n");
    g_autoptr(Policy) policy = read_good("x", text->str, &nothing);
    assert_round_trip(policy);
  }
}

/* ---- the shipped policies ---- */

static void test_shipped(void) {
  struct calendars calendars;
  calendars_open(&calendars);
  calendars.world.has_template = shipped_template;
  for (guint i = 0; i < G_N_ELEMENTS(shipped); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[i]), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(shipped[i], text, &calendars.world);
    g_assert_cmpstr(policy->guidance, ==, shipped[i]);
    assert_round_trip(policy);
    for (guint rule = 0; rule < policy->n_rules; rule++) {
      const char *ground = policy->rules[rule].ground;
      g_test_message("%s %s: %s", shipped[i], policy->rules[rule].name, ground);
      g_assert_true(strstr(ground, "art. ") || g_str_has_prefix(ground, "beleidskeuze:"));
      if (policy->rules[rule].kind == POLICY_OFFER) g_assert_true(policy->rules[rule].personal);
    }
  }
  calendars_close(&calendars);
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
static void test_law(void) {
  static const struct {
    const char *policy, *rule; /* rule NULL: `voor` */
    gint32 pairs[12];
    int used_year;
    enum tri want;
  } cases[] = {
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
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", cases[i].policy), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(cases[i].policy, text, &nothing);
    struct facts facts = person(cases[i].pairs);
    int rule = cases[i].rule ? policy_rule_index(policy, cases[i].rule) : 0;
    g_test_message("case %u: %s %s", i, cases[i].policy, cases[i].rule ? cases[i].rule : "voor");
    g_assert_cmpint(rule, >=, 0);
    struct policy_span span = cases[i].rule ? policy->rules[rule].condition : policy->condition;
    g_assert_cmpint(asks(policy, span, &facts, cases[i].used_year), ==, cases[i].want);
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
static void test_planned(void) {
  static const struct {
    const char *policy;
    gint32 pairs[14];
    guint offers, questions, calls, closes, documents;
  } cases[] = {
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
       {FACT_EDUCATION, FACT_EDUCATION_VSO, FACT_HAS_MOBILE, FACT_YES, FACT_EXIT_PROFILE, FACT_PROFILE_LABOUR_MARKET,
        -1},
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
  struct calendars calendars;
  calendars_open(&calendars);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", cases[i].policy), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(cases[i].policy, text, &nothing);
    gint32 pairs[18];
    guint n = 0;
    for (; cases[i].pairs[n] >= 0; n++) pairs[n] = cases[i].pairs[n];
    pairs[n] = policy->to.fact, pairs[n + 1] = date_from_civil(2026, 7, 10), pairs[n + 2] = -1;
    struct planned planned = plan_for(policy, calendars.world.calendars[CALENDAR_MIDDLE], pairs);
    g_test_message("case %u: %s", i, cases[i].policy);
    g_assert_cmpuint(planned.steps[POLICY_OFFER], ==, cases[i].offers);
    g_assert_cmpuint(planned.steps[POLICY_QUESTION], ==, cases[i].questions);
    g_assert_cmpuint(planned.steps[POLICY_CALL], ==, cases[i].calls);
    g_assert_cmpuint(planned.steps[POLICY_CLOSE], ==, cases[i].closes);
    g_assert_cmpuint(planned.steps[POLICY_DOCUMENT], ==, cases[i].documents);
    if (cases[i].offers < 3) continue; /* after the summer holiday of 2027, before the autumn holiday */
    g_assert_cmpint(planned.again, >=, date_from_civil(2027, 8, 30));
    g_assert_cmpint(planned.again, <, date_from_civil(2027, 10, 16));
  }
  calendars_close(&calendars);
}

/* The new offer lies in the second year for every leaving date of a year, in every region. */
static void test_again(void) {
  struct calendars calendars;
  calendars_open(&calendars);
  g_autofree char *text = read_file("rules/policies/pro.beleid");
  g_autoptr(Policy) policy = read_good("pro", text, &nothing);
  for (guint region = 0; region < CALENDAR_REGIONS; region++)
    for (date_t left = date_from_civil(2026, 7, 1); left < date_from_civil(2027, 7, 1); left += 3) {
      const gint32 pairs[] = {
          FACT_EDUCATION, FACT_EDUCATION_PRO, FACT_HAS_MOBILE, FACT_YES, FACT_LEAVING_DATE, left, -1};
      struct planned planned = plan_for(policy, calendars.world.calendars[region], pairs);
      g_test_message("region %u, left on day %d", region, left);
      g_assert_cmpint(planned.again, >=, date_add_months(left, 12, NULL));
      g_assert_cmpint(planned.again, <, date_add_months(left, 24, NULL));
    }
  calendars_close(&calendars);
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
static void test_replies(void) {
  static const struct {
    const char *said;
    int want;
  } cases[] = {
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
  for (guint p = 0; p < G_N_ELEMENTS(shipped); p++) {
    g_autofree char *path = g_strdup_printf("rules/policies/%s.beleid", shipped[p]), *text = read_file(path);
    g_autoptr(Policy) policy = read_good(shipped[p], text, &nothing);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
      g_test_message("%s: %s", shipped[p], cases[i].said);
      g_assert_cmpint(intent_of(policy, cases[i].said), ==, cases[i].want);
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

/* ---- the shipped messages ---- */

static const struct {
  const char *name, *value;
} values[] = {{"roepnaam", "Noor-Annabel"},
              {"begeleider", "Marieke van den Berg"},
              {"begeleider_telefoon", "+31612345678"},
              {"school", "Praktijkschool De Horizon"},
              {"dag", "woensdagmiddag 26 augustus"},
              {"begeleider_email", "m.vandenberg@horizon.example"},
              {"vandaag", "20 augustus 2026"},
              {"antwoordnummer", "+3197012345678"}};

static void check_message(const char *path) {
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_file(path);
  g_autoptr(TemplateMessage) message = template_message_read(text, NULL, NULL, &error);
  g_test_message("%s: %s", path, error ? error->message : "read");
  g_assert_no_error(error);
  g_autofree char *want = g_strdup_printf("%s.%s.bericht", message->name, message->channel),
                  *base = g_path_get_basename(path);
  g_assert_cmpstr(base, ==, want);
  g_autoptr(TemplateValues) given = template_values_new();
  for (guint i = 0; i < G_N_ELEMENTS(values); i++) template_values_set(given, values[i].name, values[i].value);
  g_autoptr(GString) out = g_string_new(NULL);
  g_assert_true(template_render(message->body, given, out, &error));
  g_assert_nonnull(strstr(out->str, "Noor-Annabel"));
  g_assert_nonnull(strstr(out->str, "Marieke van den Berg"));
  if (strcmp(message->channel, "sms") == 0) {
    g_assert_cmpuint(out->len, <=, 306);     /* two parts of GSM-7 */
    g_assert_true(g_str_is_ascii(out->str)); /* no letter that turns the text into UCS-2 */
    g_assert_nonnull(strstr(out->str, "De Horizon"));
  }
  gboolean is_answered = strcmp(message->channel, "letter") != 0 && strcmp(message->name, "stop-bevestiging") != 0;
  if (is_answered) g_assert_nonnull(strstr(out->str, "STOP"));
}

static void test_messages(void) {
  g_autofree char *folder = in_tree("rules/messages");
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  guint count = 0;
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
    if (!g_str_has_suffix(name, ".bericht")) continue;
    g_autofree char *path = g_strdup_printf("rules/messages/%s", name);
    check_message(path);
    count++;
  }
  g_assert_cmpuint(count, >=, 14);
}

/* ---- words ---- */

static void test_reasons(void) {
  for (int i = 0; i < PLAN_REASON_COUNT; i++) {
    g_assert_cmpstr(language_words_reason_id(i), ==, plan_reason_names[i]);
    g_assert_cmpstr(language_reason(i), !=, "");
  }
  g_assert_null(language_words_reason_id(PLAN_REASON_COUNT));
  g_assert_cmpstr(language_reason(-1), ==, "");
  for (guint kind = 0; kind < POLICY_KINDS; kind++) g_assert_nonnull(language_kind((enum policy_kind)kind));
}

static void test_phrases(void) {
  static const char text[] =
      "beleid \"x\" versie 1\n geldig vanaf 1-1-2026\nbegeleiding x\n"
      " voor leerweg = bol en niet diploma\n van uitstroomdatum - 8 weken tot uitstroomdatum + 1 jaar\n";
  g_autoptr(Policy) policy = read_good("x", text, &nothing);
  struct facts facts;
  facts_clear(&facts);
  facts.value[FACT_PATHWAY] = FACT_PATHWAY_BBL;
  g_autofree char *plain = language_condition(policy, policy->condition, NULL),
                  *told = language_condition(policy, policy->condition, &facts),
                  *from = language_when(policy, &policy->from), *to = language_when(policy, &policy->to);
  g_assert_cmpstr(plain, ==, "leerweg = bol en niet diploma = ja");
  g_assert_cmpstr(told, ==, "leerweg = bol (is: bbl) en niet diploma = ja (is: onbekend)");
  g_assert_cmpstr(from, ==, "8 weken voor de uitstroomdatum");
  g_assert_cmpstr(to, ==, "1 jaar na de uitstroomdatum");
}

static void test_suggest(void) {
  static const struct {
    const char *a, *b;
    guint want;
  } cases[] = {{"", "", 0},
               {"leerweg", "leerweg", 0},
               {"leerwge", "leerweg", 1},
               {"leeweg", "leerweg", 1},
               {"lleerweg", "leerweg", 1},
               {"abc", "", 3},
               {"kat", "hond", 4}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_cmpuint(suggest_distance(cases[i].a, cases[i].b), ==, cases[i].want);
    g_assert_cmpuint(suggest_distance(cases[i].b, cases[i].a), ==, cases[i].want);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/good", test_good);
  g_test_add_func("/language/bad", test_bad);
  g_test_add_func("/language/limits", test_limits);
  g_test_add_func("/language/many", test_many);
  g_test_add_func("/language/hash", test_hash);
  g_test_add_func("/language/property", test_property);
  g_test_add_func("/language/conditions", test_conditions);
  g_test_add_func("/language/shipped", test_shipped);
  g_test_add_func("/language/law", test_law);
  g_test_add_func("/language/planned", test_planned);
  g_test_add_func("/language/again", test_again);
  g_test_add_func("/language/replies", test_replies);
  g_test_add_func("/language/choices", test_choices);
  g_test_add_func("/language/messages", test_messages);
  g_test_add_func("/language/reasons", test_reasons);
  g_test_add_func("/language/phrases", test_phrases);
  g_test_add_func("/language/suggest", test_suggest);
  return g_test_run();
}
