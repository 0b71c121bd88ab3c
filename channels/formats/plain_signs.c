#include "channels/formats/plain_signs.h"

#include <string.h>

static gboolean is_invisible(gunichar c) {
  return c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

static gboolean is_dash(gunichar c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xb7 || c == 0x2022 || c == 0xfe58 || c == 0xfe63;
}

int plain_signs_of(gunichar c) {
  if (c < 0x80) return (int)c;
  if (is_invisible(c)) return '\0';
  if (is_dash(c)) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0xb4) return '\'';
  int digit = g_unichar_digit_value(c);
  if (digit >= 0 && g_unichar_type(c) == G_UNICODE_DECIMAL_NUMBER) return '0' + digit;
  if (c >= 0xff01 && c <= 0xff5e) return (int)(c - 0xfee0); /* full-width ASCII */
  return g_unichar_isspace(c) ? ' ' : -1;
}

gboolean plain_signs_fold(const char *text, char *out, gsize size) {
  gsize length = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char_validated(p, -1);
    int sign = c == (gunichar)-1 || c == (gunichar)-2 ? -1 : plain_signs_of(c);
    if (sign < 0 || length + 1 >= size) return FALSE;
    if (sign) out[length++] = (char)sign;
  }
  out[length] = '\0';
  g_strstrip(out);
  return TRUE;
}
