/* Whatever is read well is written and read again as the same: shipped policies with lines moved, conditions at random.
 */
#include "tests/rules/language_support.h"

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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/property", test_property);
  g_test_add_func("/language/conditions", test_conditions);
  return g_test_run();
}
