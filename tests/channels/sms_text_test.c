#include "channels/formats/sms_text.h"

#include <string.h>

struct row {
  const char *piece; /* `times` copies of it, and then `tail` */
  int times;
  const char *tail;
  enum sms_text_encoding encoding;
  int characters, units, parts;
};
static const struct row table[] = {
    {"", 0, "", SMS_TEXT_GSM7, 0, 0, 0},
    {"a", 1, "", SMS_TEXT_GSM7, 1, 1, 1},
    {"a", 160, "", SMS_TEXT_GSM7, 160, 160, 1},
    {"a", 161, "", SMS_TEXT_GSM7, 161, 161, 2},
    {"a", 306, "", SMS_TEXT_GSM7, 306, 306, 2},
    {"a", 307, "", SMS_TEXT_GSM7, 307, 307, 3},
    {"a", 159, "\xe2\x82\xac", SMS_TEXT_GSM7, 160, 161, 2},
    {"a", 158, "\xe2\x82\xac", SMS_TEXT_GSM7, 159, 160, 1},
    {"a", 152, "{aaaaaaaaaa", SMS_TEXT_GSM7, 163, 164, 2},
    {"{", 80, "", SMS_TEXT_GSM7, 80, 160, 1},
    {"{", 153, "", SMS_TEXT_GSM7, 153, 306, 3}, /* 76 pairs a part, for none is split */
    {"a", 1, "\xc3\xa9\xc3\xa8\xc3\xb9\xc3\xac\xc3\xb2\xc3\x87\xc3\x98\xc3\xb8\xc3\x85\xc3\xa5", SMS_TEXT_GSM7, 11, 11,
     1},
    {"\n\r", 1, "@$_!\"#%&'()*+,-./:;<=>?", SMS_TEXT_GSM7, 25, 25, 1},
    {"\xce\x94\xce\xa6\xce\x93\xce\x9b\xce\xa9\xce\xa0\xce\xa8\xce\xa3\xce\x98\xce\x9e", 1, "", SMS_TEXT_GSM7, 10, 10,
     1},
    {"\xc3\xab", 1, "", SMS_TEXT_UCS2, 1, 1, 1}, /* ë: the Dutch trap */
    {"\xc3\xaf", 70, "", SMS_TEXT_UCS2, 70, 70, 1},
    {"\xc3\xaf", 71, "", SMS_TEXT_UCS2, 71, 71, 2},
    {"\xc3\xaf", 134, "", SMS_TEXT_UCS2, 134, 134, 2},
    {"\xc3\xaf", 135, "", SMS_TEXT_UCS2, 135, 135, 3},
    {"\xf0\x9f\x98\x80", 35, "", SMS_TEXT_UCS2, 35, 70, 1},
    {"\xf0\x9f\x98\x80", 36, "", SMS_TEXT_UCS2, 36, 72, 2},
    {"\xf0\x9f\x98\x80", 66, "", SMS_TEXT_UCS2, 66, 132, 2},
    {"\xf0\x9f\x98\x80", 67, "", SMS_TEXT_UCS2, 67, 134, 3}, /* 33 pairs a part */
    {"`", 1, "", SMS_TEXT_UCS2, 1, 1, 1},
    {"\xc3\xa7", 1, "", SMS_TEXT_UCS2, 1, 1, 1},
    {"\xe2\x80\x99", 1, "", SMS_TEXT_UCS2, 1, 1, 1},
};

static void test_measure(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (int j = 0; j < table[i].times; j++) g_string_append(text, table[i].piece);
    g_string_append(text, table[i].tail);
    struct sms_text_measure got = sms_text_measure(text->str);
    g_test_message("row %zu", i);
    g_assert_cmpint(got.encoding, ==, table[i].encoding);
    g_assert_cmpint(got.characters, ==, table[i].characters);
    g_assert_cmpint(got.units, ==, table[i].units);
    g_assert_cmpint(got.parts, ==, table[i].parts);
  }
}

static void test_culprits(void) {
  static const char *const rows[][2] = {
      {"Hoi Jan, bel je me? \xe2\x82\xac 5", ""},
      {"co\xc3\xab"
       "rdinator \xe2\x80\x98nu\xe2\x80\x99 co\xc3\xab",
       "\xc3\xab\xe2\x80\x98\xe2\x80\x99"},
      {"\xf0\x9f\x98\x80\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
      {"", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = sms_text_culprits(rows[i][0]);
    g_assert_cmpstr(got, ==, rows[i][1]);
  }
}

/* All 128 code points and the ten of the extension table, written out as the standard's tables have them. */
static void test_alphabet(void) {
  static const char basic[] =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
      "abcdefghijklmnopqrstuvwxyzäöñüà";
  static const char extension[] = "\f^{}\\[~]|€";
  struct sms_text_measure all = sms_text_measure(basic), more = sms_text_measure(extension);
  g_assert_cmpint(all.encoding, ==, SMS_TEXT_GSM7);
  g_assert_cmpint(all.characters, ==, 127); /* 128 with the escape itself */
  g_assert_cmpint(all.units, ==, 127);
  g_assert_cmpint(more.encoding, ==, SMS_TEXT_GSM7);
  g_assert_cmpint(more.units, ==, 20);
  int in = 0;
  for (gunichar c = 1; c < 0x3000; c++) {
    char text[8] = "";
    g_unichar_to_utf8(c, text);
    if (sms_text_measure(text).encoding == SMS_TEXT_GSM7) in++;
  }
  g_assert_cmpint(in, ==, 127 + 10);
  g_assert_cmpstr(sms_text_encoding_name(SMS_TEXT_GSM7), ==, "GSM-7");
  g_assert_cmpstr(sms_text_encoding_name(SMS_TEXT_UCS2), ==, "UCS-2");
}

/* -- a second counter, slow and obvious, against ours
 * ------------------------------------------------------------------
 *
 * It writes the parts out one by one: what a part holds is a list of units, and the next unit goes into the last part
 * or begins a new one. */

static const char slow_basic[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà";
static const char slow_extension[] = "\f^{}\\[~]|€";

static gboolean in(const char *alphabet, gunichar c) {
  return g_utf8_strchr(alphabet, -1, c) != NULL;
}

static int slow_parts(const GArray *sizes, int alone, int each) {
  int total = 0, parts = 1, room = each;
  for (guint i = 0; i < sizes->len; i++) total += g_array_index(sizes, int, i);
  if (total <= alone) return total > 0;
  for (guint i = 0; i < sizes->len; i++) {
    if (g_array_index(sizes, int, i) > room) parts++, room = each;
    room -= g_array_index(sizes, int, i);
  }
  return parts;
}

static void compare(const char *text) {
  struct sms_text_measure got = sms_text_measure(text);
  gboolean gsm = TRUE;
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    gsm = gsm && (in(slow_basic, g_utf8_get_char(p)) || in(slow_extension, g_utf8_get_char(p)));
  int units = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    int size = gsm ? (in(slow_extension, c) ? 2 : 1) : (c > 0xffff ? 2 : 1);
    units += size;
    g_array_append_val(sizes, size);
  }
  int parts = gsm ? slow_parts(sizes, 160, 153) : slow_parts(sizes, 70, 67);
  if (got.encoding != (gsm ? SMS_TEXT_GSM7 : SMS_TEXT_UCS2) || got.units != units ||
      got.characters != (int)sizes->len || got.parts != parts)
    g_error("%d units in %d parts, not %d in %d: %s", units, parts, got.units, got.parts, text);
}

/* Texts as counsellors, templates and names make them. */
static const char *const said[] = {
    "Hoi Daniël, ik ben Marjolein van De Linde. Ik bel je morgen tussen 9 en 12. Liever appen? Stuur 1. Stuur STOP.",
    "Hoi Sanne, ik ben Marjolein van De Linde. Ik bel je morgen tussen 9 en 12. Liever appen? Stuur 1. Stuur STOP.",
    "café één",
    "scène",
    "enquête",
    "Loïs",
    "vóór",
    "José Márquez",
    "Özil Çelik",
    "François",
    "Müller Straße",
    "Nuñez",
    "Åse Ødegård Ærø",
    "¿Qué? ¡Sí!",
    "£¥¤§",
    "“hoi”",
    "‘s avonds zo’n",
    "Nou…",
    "10–12 uur",
    "• een",
    "06\u00a012345678",
    "5\u202f%",
    "lang\u00adwoord",
    "a\u200bb",
    "\ufeffhoi",
    "e\u0301e\u0301n",
    "Zoe\u0308",
    "İstanbul ışık ğ ş",
    "Łukasz Żółć",
    "Ștefan",
    "ĳs",
    "Привет",
    "مرحبا كيف حالك",
    "ሰላም ከመይ ኣለኻ",
    "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ",
    "你好",
    "שלום",
    "Hoi 👋",
    "👨‍👩‍👧‍👦",
    "🇳🇱 hoi",
    "👍🏽",
    "1️⃣ ja 2️⃣ nee",
    "𝒜",
    "a\tb",
    "a\r\nb",
    "a\fb",
    "a`b",
    "naam@voorbeeld.nl",
    "$5 & 10% #1",
    "{{naam}} } { }}",
    "C:\\map",
    "Het kost €5",
    "Α",
    "δ",
    "ΔΦΓΛΩΠΨΣΘΞ",
};

/* Each text, and each repeated until it fills several parts, with one character of another size at every edge. */
static void test_second_counter(void) {
  static const char *const edges[] = {"", "a", "€", "ë", "👋", "{{"};
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
    compare(said[i]);
    g_autoptr(GString) text = g_string_new(NULL);
    while (g_utf8_strlen(text->str, -1) < 320) g_string_append(text, said[i]), compare(text->str);
    for (size_t e = 0; e < G_N_ELEMENTS(edges); e++) {
      for (int length = 64; length < 72; length++) {
        g_autofree char *start = g_utf8_substring(text->str, 0, length);
        g_autofree char *edge = g_strconcat(start, edges[e], text->str, NULL);
        compare(edge);
      }
      for (int length = 150; length < 162; length++) {
        g_autofree char *start = g_utf8_substring(text->str, 0, length);
        g_autofree char *edge = g_strconcat(start, edges[e], text->str, edges[e], NULL);
        compare(edge);
      }
    }
  }
}

static void test_chance(void) {
  static const gunichar signs[] = {'a', 'Z', ' ', '\n', '{', '|', 0x20ac, 0xe9, 0xeb, 0x1f44b, 0x301, 0x3a9};
  guint32 seed = g_test_rand_int_range(1, G_MAXINT32) & 0x7fffffff;
  g_test_message("seed %u", seed);
  g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
  for (int i = 0; i < 3000; i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    int kinds = g_rand_int_range(chance, 1, G_N_ELEMENTS(signs) + 1), length = g_rand_int_range(chance, 0, 500);
    for (int j = 0; j < length; j++) g_string_append_unichar(text, signs[g_rand_int_range(chance, 0, kinds)]);
    compare(text->str);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sms_text/measure", test_measure);
  g_test_add_func("/sms_text/culprits", test_culprits);
  g_test_add_func("/sms_text/alphabet", test_alphabet);
  g_test_add_func("/sms_text/second_counter", test_second_counter);
  g_test_add_func("/sms_text/chance", test_chance);
  return g_test_run();
}
