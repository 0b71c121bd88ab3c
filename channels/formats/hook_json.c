#include "channels/formats/hook_json.h"

#include <string.h>

#define REPLACEMENT "\\ufffd"

enum { ESCAPE = 6 }; /* \uXXXX */

static int escaped_unit(const char *p, const char *end) {
  int unit = 0;
  if (end - p < ESCAPE || p[0] != '\\' || p[1] != 'u') return -1;
  for (int i = 2; i < ESCAPE; i++) {
    if (!g_ascii_isxdigit(p[i])) return -1;
    unit = unit * 16 + g_ascii_xdigit_value(p[i]);
  }
  return unit;
}

static gboolean is_high(int unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}

static gboolean is_low(int unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Copies the escape at `p`; returns what comes after it. */
static const char *copy_escape(GString *out, const char *p, const char *end) {
  int unit = escaped_unit(p, end);
  gsize size = (gsize)MIN(end - p, unit < 0 ? 2 : ESCAPE);
  if (is_high(unit) && is_low(escaped_unit(p + ESCAPE, end)))
    g_string_append_len(out, p, (gssize)(size += ESCAPE));
  else if (unit == 0 || is_high(unit) || is_low(unit))
    g_string_append(out, REPLACEMENT);
  else
    g_string_append_len(out, p, (gssize)size);
  return p + size;
}

/* `text` is valid UTF-8. */
static GString *mended(const char *text, gsize length) {
  GString *out = g_string_sized_new(length + ESCAPE);
  gboolean inside = FALSE;
  const char *end = text + length;
  for (const char *p = text; p < end;) {
    if (inside && *p == '\\') {
      p = copy_escape(out, p, end);
      continue;
    }
    if (*p == '"') inside = !inside;
    if (inside && *p >= 0 && *p < ' ')
      g_string_append_printf(out, "\\u%04x", (unsigned)*p);
    else
      g_string_append_c(out, *p);
    p++;
  }
  return out;
}

json_t *hook_json_read(const void *bytes, gsize length) {
  json_t *json = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
  if (json) return json;
  g_autofree char *valid = g_utf8_make_valid(length ? bytes : "", (gssize)length);
  gsize skip = g_str_has_prefix(valid, "\xef\xbb\xbf") ? 3 : 0;
  g_autoptr(GString) text = mended(valid + skip, strlen(valid + skip));
  return json_loadb(text->str, text->len, JSON_REJECT_DUPLICATES, NULL);
}
