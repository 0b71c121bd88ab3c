/* Names as schools write them: cleaned, and the tussenvoegsel found where it stands. */
#include "scheduler/cohorts/person_name.h"

#include <string.h>

static const struct {
  const char *text, *want;
} cleaned[] = {
    {"Noor", "Noor"},
    {"  Jan\t Piet \n", "Jan Piet"},
    {"Zoe\xCC\x88", "Zo\xC3\xAB"},      /* e and a combining diaeresis */
    {"O\xE2\x80\x99Neil", "O'Neil"},    /* a typographic apostrophe */
    {"\xC2\xB4t Hart", "'t Hart"},      /* an accent used for one */
    {"An\xC2\xADna", "Anna"},           /* a soft hyphen */
    {"Jan\xC2\xA0Piet", "Jan Piet"},    /* a no-break blank */
    {"Y\xC4\xB1lmaz", "Y\xC4\xB1lmaz"}, /* a dotless i stays one */
    {"\xC3\x85", "\xC3\x85"},
    {"", ""},
};

static void test_clean(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cleaned); i++) {
    char out[PERSON_NAME_SIZE];
    g_assert_true(person_name_clean(cleaned[i].text, out));
    g_assert_cmpstr(out, ==, cleaned[i].want);
  }
}

static void test_refused(void) {
  char out[PERSON_NAME_SIZE], longest[PERSON_NAME_SIZE + 8];
  static const char *const refused[] = {"a\x01", "a\x7F", "\xEF\xBF\xBD", "\xEE\x80\x80", "\xE2\x80\xA8"};
  for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
    g_assert_false(person_name_clean(refused[i], out) && out[1] == '\0');
  memset(longest, 'x', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  g_assert_false(person_name_clean(longest, out));
}

static const struct {
  const char *surname, *given, *prefix, *rest;
} split[] = {
    {"Jansen", "", "", "Jansen"},
    {"van den Berg", "", "van den", "Berg"},
    {"Berg, van den", "", "van den", "Berg"},
    {"Berg ,van den", "", "van den", "Berg"},
    {"Van den Berg", "", "Van den", "Berg"},
    {"de Vries-van Dijk", "", "de", "Vries-van Dijk"},
    {"in 't Veld", "", "in 't", "Veld"},
    {"'t Hart", "", "'t", "Hart"},
    {"d'Hondt", "", "d'", "Hondt"},
    {"d'", "", "", "d'"},
    {"van 't Hof", "", "van 't", "Hof"},
    {"O'Neil", "", "", "O'Neil"},
    {"Ng", "", "", "Ng"},
    {"Y", "", "", "Y"},
    {"De", "", "", "De"},
    {"van", "", "", "van"},
    {"Vandenberg", "", "", "Vandenberg"},
    {"Dekker", "", "", "Dekker"},
    {"El Amrani", "", "", "El Amrani"},
    {"Ben Ali", "", "", "Ben Ali"},
    {"Jansen de Boer", "", "", "Jansen de Boer"},
    {"Berg", "van den", "van den", "Berg"},
    {"van den Berg", "van den", "van den", "Berg"},
    {"Berg, van den", "van den", "van den", "Berg"},
    {"de Boer", "van", "van", "de Boer"},
};

static void test_split(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(split); i++) {
    char prefix[PERSON_NAME_SIZE], rest[PERSON_NAME_SIZE];
    g_strlcpy(prefix, split[i].given, sizeof prefix);
    g_assert_true(person_name_split(split[i].surname, prefix, rest));
    g_assert_cmpstr(prefix, ==, split[i].prefix);
    g_assert_cmpstr(rest, ==, split[i].rest);
  }
}

static void test_comma(void) {
  static const struct {
    const char *surname, *given;
  } wrong[] = {{"Jansen, Piet", ""}, {", van", ""}, {"Berg, van", "den"}, {"Berg,", ""}};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    char prefix[PERSON_NAME_SIZE], rest[PERSON_NAME_SIZE];
    g_strlcpy(prefix, wrong[i].given, sizeof prefix);
    g_assert_false(person_name_split(wrong[i].surname, prefix, rest));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/person-name/clean", test_clean);
  g_test_add_func("/person-name/refused", test_refused);
  g_test_add_func("/person-name/split", test_split);
  g_test_add_func("/person-name/comma", test_comma);
  return g_test_run();
}
