#include "channels/formats/letters.h"

#include <string.h>

enum { TIMES = 20000, PIECES_MOST = 12 };

/* Whole characters of all sizes, some that grow when they are folded, and bytes that are none. */
static const char *const pieces[] = {"A",
                                     "z",
                                     "Hallo, IK ben ",
                                     "\n",
                                     "*",
                                     "Z\xc3\x8b",
                                     "\xc3\x9f",
                                     "\xc4\xb0",
                                     "\xe1\xba\x9e",
                                     "\xd0\x9f\xd0\x98",
                                     "\xf0\x9f\x98\x80",
                                     "\xef\xac\x81",
                                     "@[`{",
                                     "\x7f",
                                     "\xff",
                                     "\xc3",
                                     "\xed\xa0\x80"};
enum { WHOLE = 14 };

static char *some_text(GRand *rand, int most) {
  GString *text = g_string_new(NULL);
  for (int left = g_rand_int_range(rand, 0, PIECES_MOST); left > 0; left--)
    g_string_append(text, pieces[g_rand_int_range(rand, 0, most)]);
  return g_string_free(text, FALSE);
}

static void test_folded_as_glib(void) {
  guint32 seed = (guint32)g_test_rand_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < TIMES; i++) {
    g_autofree char *text = some_text(rand, WHOLE), *got = letters_folded(text), *want = g_utf8_casefold(text, -1);
    if (!g_str_equal(got, want)) g_test_message("seed %u, text \"%s\"", seed, text);
    g_assert_cmpstr(got, ==, want);
  }
}

static void test_valid_as_glib(void) {
  guint32 seed = (guint32)g_test_rand_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < TIMES; i++) {
    g_autofree char *text = some_text(rand, G_N_ELEMENTS(pieces));
    gsize most = (gsize)g_rand_int_range(rand, 0, 40), size = MIN(most, strlen(text));
    g_autofree char *got = letters_valid(text, most), *want = g_utf8_make_valid(text, (gssize)size);
    if (!g_str_equal(got, want)) g_test_message("seed %u, most %zu, text \"%s\"", seed, most, text);
    g_assert_cmpstr(got, ==, want);
  }
}

/* One byte of another kind, at every place of every length about a word's. */
static void test_ascii_everywhere(void) {
  for (gsize size = 0; size <= 40; size++) {
    g_autofree char *text = g_strnfill(size, 'a');
    g_assert_true(letters_are_ascii(text, size));
    for (gsize at = 0; at < size; at++) {
      text[at] = (char)0x80;
      g_assert_false(letters_are_ascii(text, size));
      g_assert_true(letters_are_ascii(text, at));
      text[at] = 'a';
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/letters/folded-as-glib", test_folded_as_glib);
  g_test_add_func("/letters/valid-as-glib", test_valid_as_glib);
  g_test_add_func("/letters/ascii-everywhere", test_ascii_everywhere);
  return g_test_run();
}
