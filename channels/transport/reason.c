#include "channels/transport/reason.h"

#include <string.h>

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

static void take_out(GString *line, const char *secret) {
  g_autofree char *escaped = g_uri_escape_string(secret, NULL, FALSE);
  g_string_replace(line, secret, "***", 0);
  g_string_replace(line, escaped, "***", 0);
}

char *reason_line(const char *text, gsize length, const char *const *secrets) {
  g_autofree char *flat = flatten(text, length);
  g_autoptr(GString) line = g_string_new(flat);
  /* before cutting, so that no half of a secret stays behind */
  for (; secrets && *secrets; secrets++)
    if (**secrets) take_out(line, *secrets);
  if (!line->len) return g_strdup("(nothing was said)");
  return g_utf8_substring(line->str, 0, MIN(g_utf8_strlen(line->str, -1), REASON_CHARACTERS));
}
