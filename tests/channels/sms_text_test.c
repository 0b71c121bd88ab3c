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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sms_text/measure", test_measure);
  g_test_add_func("/sms_text/culprits", test_culprits);
  g_test_add_func("/sms_text/alphabet", test_alphabet);
  return g_test_run();
}
