#include "rules/contact/spelling.h"

static const struct {
  gunichar from;
  const char *to;
} alike[] = {
    {0x0131, "i"}, {0x0142, "l"}, {0x00f8, "o"}, {0x0111, "d"}, {0x00f0, "d"}, {0x00e6, "ae"}, {0x0153, "oe"},
    {0x0259, "a"}, {0x0491, "г"}, {0x0649, "ي"}, {0x06cc, "ي"}, {0x0629, "ه"}, {0x06a9, "ك"},  {0x0640, ""},
    {0x200b, ""},  {0x200c, ""},  {0x200d, ""},  {0x00ad, ""},  {0xfeff, ""},  {0x0671, "ا"},
};

static const char *plain_of(gunichar c) {
  for (gsize i = 0; i < G_N_ELEMENTS(alike); i++)
    if (alike[i].from == c) return alike[i].to;
  return NULL;
}

char *spelling_fold(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_autofree char *small = g_utf8_casefold(valid, -1);
  g_autofree char *apart = g_utf8_normalize(small, -1, G_NORMALIZE_ALL);
  GString *out = g_string_sized_new(64);
  for (const char *p = apart; p && *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    const char *plain = plain_of(c);
    if (plain)
      g_string_append(out, plain);
    else if (!g_unichar_ismark(c))
      g_string_append_unichar(out, g_unichar_tolower(c));
  }
  return g_string_free(out, FALSE);
}
