#include "channels/transport/reason.h"

#include <string.h>

enum { LOOKED_AT = 64 * 1024 };

/* Control characters become blanks, and several blanks one. */
static char *flatten(const char *text, gsize length) {
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
  GString *line = g_string_new(NULL);
  gboolean gap = FALSE;
  for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean blank = g_unichar_isspace(c) || !g_unichar_isprint(c);
    if (!blank && gap && line->len) g_string_append_c(line, ' ');
    if (!blank) g_string_append_unichar(line, c);
    gap = blank;
  }
  return g_string_free(line, FALSE);
}

/* -- a secret, however it is written --------------------------------------------------------------------------------
 */

/* "%2F", "%2f", or, written twice, "%252F": 3 or 5; 0 = it is not that byte. */
static gsize in_percent(const char *text, guchar byte) {
  if (*text != '%') return 0;
  gsize skip = strncmp(text, "%25", 3) == 0 && g_ascii_isxdigit(text[3]) ? 3 : 1;
  for (; skip > 0; skip -= skip > 1 ? 2 : 1) {
    int high = g_ascii_xdigit_value(text[skip]), low = high < 0 ? -1 : g_ascii_xdigit_value(text[skip + 1]);
    if (low >= 0 && high * 16 + low == byte) return skip + 2;
  }
  return 0;
}

static gsize all_in_percent(const char *text, const char *letter, gsize n) {
  gsize length = 0;
  for (gsize i = 0; i < n; i++) {
    gsize one = in_percent(text + length, (guchar)letter[i]);
    if (!one) return 0;
    length += one;
  }
  return length;
}

/* "&#38;", "&#x26;", "\\u0026" */
static gsize by_number(const char *text, gunichar letter) {
  gboolean page = g_str_has_prefix(text, "&#"), hex = page ? (text[2] | 32) == 'x' : TRUE;
  if (!page && !g_str_has_prefix(text, "\\u")) return 0;
  const char *digits = text + (page && hex ? 3 : 2);
  char *end = NULL;
  g_autofree char *number = g_strndup(digits, page ? strspn(digits, "0123456789abcdefABCDEF") : 4);
  guint64 value = *number ? g_ascii_strtoull(number, &end, hex ? 16 : 10) : 0;
  if (!end || *end || value != letter) return 0;
  return (gsize)(digits - text) + strlen(number) + (page && digits[strlen(number)] == ';');
}

static gsize in_page(const char *text, const char *letter, gsize n) {
  g_autofree char *name = *text == '&' ? g_markup_escape_text(letter, (gssize)n) : NULL;
  return name && strlen(name) > n && g_str_has_prefix(text, name) ? strlen(name) : 0;
}

enum { WAYS = 6 };

/* How long the first letter of `secret` is at `text`, each way that fits; how many do. */
static guint ways_of(const char *text, const char *secret, gsize n, gsize fitting[WAYS]) {
  gboolean bare = strncmp(text, secret, n) == 0, escaped = *text == '\\' && strncmp(text + 1, secret, n) == 0;
  const gsize ways[WAYS] = {escaped ? n + 1 : 0,
                            all_in_percent(text, secret, n),
                            in_page(text, secret, n),
                            by_number(text, g_utf8_get_char(secret)),
                            *text == '+' && *secret == ' ' ? 1 : 0,
                            bare ? n : 0};
  guint count = 0;
  for (guint i = 0; i < WAYS; i++)
    if (ways[i]) fitting[count++] = ways[i];
  return count;
}

/* Where the secret that begins at `text` ends; NULL = none does. Each letter may be as it is, or as in an address, a
 * form, a page or JSON. Where two of these fit both are tried. */
static const char *end_of(const char *text, const char *secret) {
  while (*secret) {
    gsize n = (gsize)(g_utf8_next_char(secret) - secret), fitting[WAYS];
    guint count = ways_of(text, secret, n, fitting);
    if (count == 0) return NULL;
    for (guint i = 0; i + 1 < count; i++) {
      const char *end = end_of(text + fitting[i], secret + n);
      if (end) return end;
    }
    text += fitting[count - 1];
    secret += n;
  }
  return text;
}

static void take_out_written(GString *line, const char *secret) {
  g_autofree char *before = g_strdup(line->str);
  if (!g_utf8_validate(secret, -1, NULL)) return;
  g_string_truncate(line, 0);
  for (const char *at = before; *at;) {
    const char *end = end_of(at, secret);
    g_string_append_len(line, end ? "***" : at, end ? 3 : 1);
    at = end ? end : at + 1;
  }
}

/* What of its base64 is the same whatever stands before and behind it, when `offset` bytes do (modulo 3). */
static char *middle_of_base64(const char *secret, gsize offset, gboolean of_url) {
  gsize n = offset + strlen(secret), first = (offset * 8 + 5) / 6, last = n * 8 / 6;
  g_autofree guchar *bytes = g_malloc0(n);
  memcpy(bytes + offset, secret, n - offset);
  g_autofree char *whole = g_base64_encode(bytes, n);
  if (of_url) g_strdelimit(g_strdelimit(whole, "+", '-'), "/", '_');
  return g_strndup(whole + first, last - first);
}

static gboolean is_base64(char c) {
  return g_ascii_isalnum(c) || (c && strchr("+/-_=", c));
}

/* The whole of a line of base64 goes that has it within: "Basic dXNlcjpwYXNz", AUTH PLAIN, XOAUTH2. */
static void take_out_around(GString *line, const char *middle) {
  enum { LEAST = 5 }; /* shorter is anybody's */
  if (strlen(middle) < LEAST) return;
  for (const char *found = strstr(line->str, middle); found; found = strstr(line->str, middle)) {
    gsize from = (gsize)(found - line->str), to = from + strlen(middle);
    while (from > 0 && is_base64(line->str[from - 1])) from--;
    while (is_base64(line->str[to])) to++;
    g_string_erase(line, (gssize)from, (gssize)(to - from));
    g_string_insert(line, (gssize)from, "***");
  }
}

static void take_out(GString *line, const char *secret) {
  take_out_written(line, secret);
  for (gsize offset = 0; offset < 3; offset++) {
    g_autofree char *plain = middle_of_base64(secret, offset, FALSE);
    g_autofree char *of_url = middle_of_base64(secret, offset, TRUE);
    take_out_around(line, plain);
    take_out_around(line, of_url);
  }
}

/* Of a long text the beginning is enough; where it was cut half of a secret may stand, written five times as long. */
static gsize unsafe_end(gsize length, const char *const *secrets) {
  gsize longest = 0;
  for (; length > LOOKED_AT && secrets && *secrets; secrets++) longest = MAX(longest, strlen(*secrets));
  return longest * 5;
}

char *reason_line(const char *text, gsize length, const char *const *secrets) {
  gsize unsafe = unsafe_end(length, secrets);
  g_autofree char *flat = flatten(text, MIN(length, LOOKED_AT));
  g_autoptr(GString) line = g_string_new(flat);
  /* before cutting, so that no half of a secret stays behind */
  for (; secrets && *secrets; secrets++) {
    g_autofree char *shown = flatten(*secrets, strlen(*secrets)); /* as the line shows it by now */
    if (!*shown) continue;
    take_out(line, *secrets);
    take_out(line, shown);
  }
  g_string_truncate(line, line->len - MIN(line->len, unsafe));
  if (!line->len) return g_strdup("(nothing was said)");
  g_autofree char *valid = g_utf8_make_valid(line->str, (gssize)line->len);
  return g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), REASON_CHARACTERS));
}

char **reason_secrets(const char *const *secrets, const char *address) {
  enum { LEAST = 4 }; /* "id=1" is no secret */
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  for (; *secrets; secrets++) g_ptr_array_add(all, g_strdup(*secrets));
  const char *query = strchr(address, '?');
  g_auto(GStrv) pairs = g_strsplit(query ? query + 1 : "", "&", -1);
  if (query) g_ptr_array_add(all, g_strdup(query + 1));
  for (char **pair = pairs; *pair; pair++) {
    const char *value = strchr(*pair, '=');
    if (value && strlen(value + 1) >= LEAST) g_ptr_array_add(all, g_strdup(value + 1));
  }
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}
