/* The rule language: golden files of policies that read and that don't, its limits and its words.
 *
 * UPDATE_GOLDEN=1 writes the golden files anew; look at the difference before it is kept. */
#include "rules/language/language_words_nl.h"
#include "rules/language/suggest.h"
#include "rules/plan/plan.h"
#include "tests/rules/language_support.h"

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
  struct language_world known;
  known_open(&known);
  const struct language_world texts = {.has_template = fake_template, .sms_parts = fake_parts};
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *source = g_strdup_printf("tests/rules/language/bad/%s.beleid", name),
                    *file = g_strdup_printf("%s.beleid", name),
                    *golden = g_strdup_printf("tests/rules/language/bad/%s.findings", name), *text = read_file(source);
    g_autoptr(GPtrArray) findings = language_findings_new();
    const struct language_world *world = g_str_has_prefix(name, "calendar")   ? &known
                                         : g_str_has_prefix(name, "template") ? &texts
                                                                              : &nothing;
    g_autoptr(Policy) policy = language_read(file, text, strlen(text), world, findings);
    g_autofree char *said = findings_text(findings);
    g_assert_cmpuint(findings->len, >, 0);
    g_assert_cmpint(policy == NULL, ==, language_has_error(findings));
    assert_golden(golden, said);
  }
  known_close(&known);
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
  g_test_add_func("/language/reasons", test_reasons);
  g_test_add_func("/language/phrases", test_phrases);
  g_test_add_func("/language/suggest", test_suggest);
  return g_test_run();
}
