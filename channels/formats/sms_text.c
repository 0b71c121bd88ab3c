#include "channels/formats/sms_text.h"

#include <string.h>

/* TS 23.038 section 6.2.1 and 6.2.1.1, beyond what ASCII has in common with it. National language shift tables
 * (6.2.1.2) are left out: gateways here don't negotiate them. Note Ç without ç. */
static const gunichar basic_table[] = {
    0xa1, 0xa3, 0xa4, 0xa5,  0xa7,  0xbf,  0xc4,  0xc5,  0xc6,  0xc7,  0xc9,  0xd1,  0xd6,
    0xd8, 0xdc, 0xdf, 0xe0,  0xe4,  0xe5,  0xe6,  0xe8,  0xe9,  0xec,  0xf1,  0xf2,  0xf6,
    0xf8, 0xf9, 0xfc, 0x393, 0x394, 0x398, 0x39b, 0x39e, 0x3a0, 0x3a3, 0x3a6, 0x3a8, 0x3a9,
};

struct limits {
  int alone, each;
};
static const struct limits part_limits[] = {[SMS_TEXT_GSM7] = {160, 153}, [SMS_TEXT_UCS2] = {70, 67}};
static const char *const encoding_names[] = {[SMS_TEXT_GSM7] = "GSM-7", [SMS_TEXT_UCS2] = "UCS-2"};

static int ascii_septets(gunichar c) {
  if (c == '\n' || c == '\r') return 1;
  if (c == '\f') return 2;
  if (c < ' ' || c == '`' || c == 0x7f) return 0;
  return strchr("^{}\\[~]|", (int)c) ? 2 : 1;
}

/* 0 = not in the alphabet, 2 = by the extension table. */
static int septets(gunichar c) {
  if (c < 0x80) return ascii_septets(c);
  if (c == 0x20ac) return 2;
  for (size_t i = 0; i < G_N_ELEMENTS(basic_table); i++)
    if (basic_table[i] == c) return 1;
  return 0;
}

static enum sms_text_encoding encoding_of(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (septets(g_utf8_get_char(p)) == 0) return SMS_TEXT_UCS2;
  return SMS_TEXT_GSM7;
}

static int units_of(gunichar c, enum sms_text_encoding encoding) {
  if (encoding == SMS_TEXT_GSM7) return septets(c);
  return c > 0xffff ? 2 : 1;
}

struct sms_text_measure sms_text_measure(const char *text) {
  struct sms_text_measure measure = {.encoding = encoding_of(text)};
  const struct limits *limits = &part_limits[measure.encoding];
  int parts = 0, used = limits->each;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    int units = units_of(g_utf8_get_char(p), measure.encoding);
    measure.characters++;
    measure.units += units;
    if (used + units > limits->each) parts++, used = 0; /* a pair moves to the next part whole */
    used += units;
  }
  measure.parts = measure.units > limits->alone ? parts : measure.units > 0;
  return measure;
}

char *sms_text_culprits(const char *text) {
  GString *found = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (septets(c) == 0 && !g_utf8_strchr(found->str, -1, c)) g_string_append_unichar(found, c);
  }
  return g_string_free(found, FALSE);
}

const char *sms_text_encoding_name(enum sms_text_encoding encoding) {
  return encoding_names[encoding];
}
