#include "channels/formats/phone.h"

#include <string.h>
#include "tests/channels/sample.h"

struct good {
  const char *text, *want;
  enum phone_kind kind;
};
static const struct good good_table[] = {
    {"0612345678", "+31612345678", PHONE_MOBILE},
    {"06-12345678", "+31612345678", PHONE_MOBILE},
    {"06 - 12 34 56 78", "+31612345678", PHONE_MOBILE},
    {"06.12.34.56.78", "+31612345678", PHONE_MOBILE},
    {"06/12345678", "+31612345678", PHONE_MOBILE},
    {"(06) 1234 5678", "+31612345678", PHONE_MOBILE},
    {"[06]12345678", "+31612345678", PHONE_MOBILE},
    {"  0612345678\t", "+31612345678", PHONE_MOBILE},
    {"612345678", "+31612345678", PHONE_MOBILE},
    {"6 12 34 56 78", "+31612345678", PHONE_MOBILE},
    {"6-12345678", "+31612345678", PHONE_MOBILE},
    {"+31612345678", "+31612345678", PHONE_MOBILE},
    {"+31 6 12345678", "+31612345678", PHONE_MOBILE},
    {"+31 (0)6 12345678", "+31612345678", PHONE_MOBILE},
    {"+31(0)612345678", "+31612345678", PHONE_MOBILE},
    {"+31-(0)-6-12345678", "+31612345678", PHONE_MOBILE},
    {"+31 06 12345678", "+31612345678", PHONE_MOBILE},
    {"(+31) 6 12345678", "+31612345678", PHONE_MOBILE},
    {"0031612345678", "+31612345678", PHONE_MOBILE},
    {"0031 (0)6-12345678", "+31612345678", PHONE_MOBILE},
    {"00 31 6 12 34 56 78", "+31612345678", PHONE_MOBILE},
    {"+0031612345678", "+31612345678", PHONE_MOBILE},
    {"31612345678", "+31612345678", PHONE_MOBILE},
    {"31 6 12345678", "+31612345678", PHONE_MOBILE},
    {"31(0)612345678", "+31612345678", PHONE_MOBILE},
    {"310612345678", "+31612345678", PHONE_MOBILE},
    {"tel:+31-6-12345678", "+31612345678", PHONE_MOBILE},
    {"TEL: 06 12345678", "+31612345678", PHONE_MOBILE},
    {"'0612345678", "+31612345678", PHONE_MOBILE},
    {"=\"0612345678\"", "+31612345678", PHONE_MOBILE},
    {"612345678.0", "+31612345678", PHONE_MOBILE},
    {"31612345678,00", "+31612345678", PHONE_MOBILE},
    {"06\xc2\xa0"
     "12345678",
     "+31612345678", PHONE_MOBILE},
    {"\xef\xbb\xbf"
     "0612345678",
     "+31612345678", PHONE_MOBILE},
    {"\xe2\x80\xaa+31 6 12345678\xe2\x80\xac", "+31612345678", PHONE_MOBILE}, /* Windows' contact list */
    {"06\xe2\x80\x93"
     "12345678",
     "+31612345678", PHONE_MOBILE},
    {"06\xe2\x80\x91"
     "1234\xe2\x80\xaf"
     "5678",
     "+31612345678", PHONE_MOBILE},
    {"\xef\xbc\x8b\xef\xbc\x93\xef\xbc\x91\xef\xbc\x96"
     "12345678",
     "+31612345678", PHONE_MOBILE}, /* full-width */
    {"\xd9\xa0\xd9\xa6\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xa6\xd9\xa7\xd9\xa8", "+31612345678",
     PHONE_MOBILE}, /* Arabic */
    {"06 81234567", "+31681234567", PHONE_MOBILE},
    {"0031 6 12 34 56 78", "+31612345678", PHONE_MOBILE},
    {"00316-12345678", "+31612345678", PHONE_MOBILE},
    {"06 123 456 78", "+31612345678", PHONE_MOBILE},
    {"06-12.34.56.78", "+31612345678", PHONE_MOBILE},
    {"+31 6 1234 5678 ", "+31612345678", PHONE_MOBILE},
    {"(0031)612345678", "+31612345678", PHONE_MOBILE},
    {"+31 (0) 6 - 12345678", "+31612345678", PHONE_MOBILE},
    {"036-1234567", "+31361234567", PHONE_LANDLINE},
    {"0592 123456", "+31592123456", PHONE_LANDLINE},
    {"0800 0113", "+318000113", PHONE_SERVICE},
    {"+36 20 123 4567", "+36201234567", PHONE_FOREIGN},
    {"+36 1 123 4567", "+3611234567", PHONE_FOREIGN},
    {"0651234567", "+31651234567", PHONE_MOBILE},
    {"020-1234567", "+31201234567", PHONE_LANDLINE},
    {"(020) 123 45 67", "+31201234567", PHONE_LANDLINE},
    {"0113-123456", "+31113123456", PHONE_LANDLINE},
    {"+31 (0)58 123 4567", "+31581234567", PHONE_LANDLINE},
    {"070/1234567", "+31701234567", PHONE_LANDLINE},
    {"0800-1234", "+318001234", PHONE_SERVICE},
    {"0900 1234567", "+319001234567", PHONE_SERVICE},
    {"088-1234567", "+31881234567", PHONE_OTHER},
    {"085 1234567", "+31851234567", PHONE_OTHER},
    {"084-1234567", "+31841234567", PHONE_OTHER},
    {"0661234567", "+31661234567", PHONE_SERVICE},
    {"0670123456", "+31670123456", PHONE_SERVICE},
    {"097012345678", "+3197012345678", PHONE_SERVICE},
    {"14020", "+3114020", PHONE_SERVICE},
    {"14 0113", "+31140113", PHONE_SERVICE},
    {"+32 470 12 34 56", "+32470123456", PHONE_FOREIGN},
    {"+32 (0)470 12 34 56", "+32470123456", PHONE_FOREIGN},
    {"0032470123456", "+32470123456", PHONE_FOREIGN},
    {"+49 (0) 171 1234567", "+491711234567", PHONE_FOREIGN},
    {"0049 1512 3456789", "+4915123456789", PHONE_FOREIGN},
    {"+48 601 234 567", "+48601234567", PHONE_FOREIGN},
    {"+90 (532) 123 45 67", "+905321234567", PHONE_FOREIGN},
    {"+90 0532 123 45 67", "+905321234567", PHONE_FOREIGN},
    {"+597 8123456", "+5978123456", PHONE_FOREIGN},
    {"+5999 512 3456", "+59995123456", PHONE_FOREIGN},
    {"+297 560 1234", "+2975601234", PHONE_FOREIGN},
    {"+40 712 345 678", "+40712345678", PHONE_FOREIGN},
    {"+359 88 123 4567", "+359881234567", PHONE_FOREIGN},
    {"+44 (0)7700 900123", "+447700900123", PHONE_FOREIGN},
    {"+39 06 1234567", "+39061234567", PHONE_FOREIGN},
    {"+1 (202) 555-0123", "+12025550123", PHONE_FOREIGN},
    {"+212 612-345678", "+212612345678", PHONE_FOREIGN},
    {"00963 944 123 456", "+963944123456", PHONE_FOREIGN},
    {"+380 50 123 45 67", "+380501234567", PHONE_FOREIGN},
    {"+291 7 123456", "+2917123456", PHONE_FOREIGN},
    {"mob: 06-12345678", "+31612345678", PHONE_MOBILE},
    {"6.12345678E8", "+31612345678", PHONE_MOBILE},
    {"6,12345678E+08", "+31612345678", PHONE_MOBILE},
    {"3.1612345678E10", "+31612345678", PHONE_MOBILE},
};

struct bad {
  const char *text;
  enum phone_problem want;
};
static const struct bad bad_table[] = {
    {"", PHONE_EMPTY},
    {"   ", PHONE_EMPTY},
    {"-", PHONE_EMPTY},
    {"geen", PHONE_LETTERS},
    {"n.v.t.", PHONE_LETTERS},
    {"onbekend", PHONE_LETTERS},
    {"06-12345678 (moeder)", PHONE_WORDS},
    {"06 123 456 78 (moeder)", PHONE_WORDS},
    {"020-1234567 tst 12", PHONE_WORDS},
    {"020-1234567 ext. 12", PHONE_WORDS},
    {"201234567", PHONE_NO_PREFIX}, /* Amsterdam without its 0, or abroad */
    {"501 234 567", PHONE_NO_PREFIX},
    {"3,16123E+10", PHONE_ROUNDED},
    {"6.1234567E8", PHONE_ROUNDED},
    {"moeder 0612345678", PHONE_WORDS},
    {"O612345678", PHONE_WORDS},
    {"#REF!", PHONE_LETTERS},
    {"O6-12345678", PHONE_WORDS},
    {"06-1234567B", PHONE_WORDS},
    {"3.16E+10", PHONE_ROUNDED},
    {"06-12345678?", PHONE_WORDS},
    {"jan@voorbeeld.example", PHONE_LETTERS},
    {"06 1234\xff"
     "5678",
     PHONE_WORDS},
    {"0", PHONE_TOO_SHORT},
    {"06", PHONE_TOO_SHORT},
    {"06-1234567", PHONE_TOO_SHORT},
    {"061234567", PHONE_TOO_SHORT},
    {"12345678", PHONE_TOO_SHORT},
    {"112", PHONE_TOO_SHORT},
    {"+31 6 1234567", PHONE_TOO_SHORT},
    {"+31", PHONE_TOO_SHORT},
    {"+", PHONE_EMPTY},
    {"020-123456", PHONE_TOO_SHORT},
    {"06-123456789", PHONE_TOO_LONG},
    {"+31 6 123456789", PHONE_TOO_LONG},
    {"020-12345678", PHONE_TOO_LONG},
    {"0612345678901234567890123456789", PHONE_TOO_LONG},
    {"020-1234567/8", PHONE_TOO_LONG},
    {"+32 470 12 34 567", PHONE_TOO_LONG},
    {"+48 601 234 56", PHONE_TOO_SHORT},
    {"+36 20 123 456", PHONE_TOO_SHORT}, /* as long as a number in Budapest */
    {"+32 470 12 34 5", PHONE_TOO_SHORT},
    {"+963 944 123 45", PHONE_TOO_SHORT},
    {"+49 1512 345678", PHONE_TOO_SHORT},
    {"+44 7700 90012", PHONE_TOO_SHORT},
    {"+359 88 123 456", PHONE_TOO_SHORT},
    {"+92 300 123456", PHONE_TOO_SHORT},
    {"0600000000", PHONE_NO_SUCH},
    {"0691234567", PHONE_NO_SUCH},
    {"0000000000", PHONE_NO_SUCH},
    {"0121234567", PHONE_NO_SUCH},
    {"0470123456", PHONE_NO_SUCH}, /* a Belgian mobile without its country */
    {"32470123456", PHONE_NO_PREFIX},
    {"1234567890", PHONE_NO_PREFIX},
    {"6123456789", PHONE_NO_PREFIX},
    {"+210 123456789", PHONE_NO_SUCH},
    {"+999 123456789", PHONE_NO_SUCH},
    {"+0 612345678", PHONE_NO_SUCH},
    {"06-12345678 / 06-87654321", PHONE_TWO_NUMBERS},
    {"06-12345678/06-87654321", PHONE_TWO_NUMBERS},
    {"0612345678 0687654321", PHONE_TWO_NUMBERS},
    {"0612345678 of 0687654321", PHONE_TWO_NUMBERS},
    {"0612345678, 020-1234567", PHONE_TWO_NUMBERS},
    {"0612345678;0687654321", PHONE_TWO_NUMBERS},
    {"0612345678\n0687654321", PHONE_TWO_NUMBERS},
    {"+31612345678 +31687654321", PHONE_TWO_NUMBERS},
    {"0612345678 (thuis 0113-123456)", PHONE_TWO_NUMBERS},
    {"+31612345678+31687654321", PHONE_TWO_NUMBERS},
};

static void test_good(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(good_table); i++) {
    char out[PHONE_SIZE] = "";
    enum phone_kind kind = 99;
    enum phone_problem problem = phone_normalise(good_table[i].text, out, &kind);
    g_test_message("%s -> %s", good_table[i].text, out);
    g_assert_cmpint(problem, ==, PHONE_OK);
    g_assert_cmpstr(out, ==, good_table[i].want);
    g_assert_cmpint(kind, ==, good_table[i].kind);
  }
}

static void test_bad(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(bad_table); i++) {
    char out[PHONE_SIZE] = "as it was";
    enum phone_kind kind = PHONE_FOREIGN;
    g_test_message("%s", bad_table[i].text);
    g_assert_cmpint(phone_normalise(bad_table[i].text, out, &kind), ==, bad_table[i].want);
    g_assert_cmpstr(out, ==, "as it was");
    g_assert_cmpint(kind, ==, PHONE_FOREIGN);
  }
}

/* The normal form is its own normal form. */
static void test_again(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(good_table); i++) {
    char once[PHONE_SIZE], twice[PHONE_SIZE];
    enum phone_kind kind, again;
    g_assert_cmpint(phone_normalise(good_table[i].text, once, &kind), ==, PHONE_OK);
    g_assert_cmpint(phone_normalise(once, twice, &again), ==, PHONE_OK);
    g_assert_cmpstr(once, ==, twice);
    g_assert_cmpint(kind, ==, again);
  }
}

/* Every mobile number in every usual dress comes to the same. */
static void test_dresses(void) {
  static const char *const dresses[] = {"06%s",      "06-%s", "6%s",      "+316%s", "00316%s", "316%s",
                                        "+31(0)6%s", "06 %s", "+31 6 %s", "06%s.",  "(06)%s"};
  guint32 seed = g_test_rand_int_range(1, G_MAXINT32) & 0x7fffffff;
  g_test_message("seed %u", seed);
  g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
  for (int i = 0; i < 2000; i++) {
    char digits[9], want[PHONE_SIZE], text[32], out[PHONE_SIZE];
    g_snprintf(digits, sizeof digits, "%d%07d", g_rand_int_range(chance, 1, 6), g_rand_int_range(chance, 0, 10000000));
    g_snprintf(want, sizeof want, "+316%s", digits);
    const char *dress = dresses[g_rand_int_range(chance, 0, G_N_ELEMENTS(dresses))];
    g_autofree char *place = g_strdup(strstr(dress, "%s") + 2);
    g_snprintf(text, sizeof text, "%.*s%s%s", (int)(strstr(dress, "%s") - dress), dress, digits, place);
    enum phone_kind kind;
    g_assert_cmpint(phone_normalise(text, out, &kind), ==, PHONE_OK);
    g_assert_cmpstr(out, ==, want);
    g_assert_cmpint(kind, ==, PHONE_MOBILE);
  }
}

/* -- the collection: tests/channels/numbers.txt, one want and one cell a line -------------------------------------- */

static const char *const kinds[] = {"mobile", "landline", "foreign", "other", "service"};
static const char *const problems[] = {"",         "empty",   "letters",   "words",   "too_short",
                                       "too_long", "no_such", "no_prefix", "rounded", "two"};

static char *outcome(const char *text) {
  char out[PHONE_SIZE];
  enum phone_kind kind;
  enum phone_problem problem = phone_normalise(text, out, &kind);
  return problem ? g_strdup(problems[problem]) : g_strconcat(kinds[kind], " ", out, NULL);
}

static void test_collection(void) {
  g_auto(GStrv) lines = sample_lines("numbers.txt");
  int count = 0;
  for (char **line = lines; *line; line++) {
    char *bar = strstr(*line, " | ");
    if (**line == '#' || !bar) continue;
    *bar = '\0';
    g_autofree char *text = g_strcompress(bar + 3), *got = outcome(text);
    if (strcmp(got, *line) != 0)
      g_error("line %d, \"%s\": got %s, want %s", (int)(line - lines) + 1, bar + 3, got, *line);
    count++;
  }
  g_assert_cmpint(count, >, 400);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/phone/good", test_good);
  g_test_add_func("/phone/bad", test_bad);
  g_test_add_func("/phone/again", test_again);
  g_test_add_func("/phone/dresses", test_dresses);
  g_test_add_func("/phone/collection", test_collection);
  return g_test_run();
}
