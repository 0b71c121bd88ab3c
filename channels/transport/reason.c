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

/* As it is, as in a path, as in a form, and as in a page. */
static void take_out(GString *line, const char *secret) {
  g_autofree char *path = g_uri_escape_string(secret, NULL, FALSE);
  g_autofree char *page = g_markup_escape_text(secret, -1);
  g_autoptr(GString) form = g_string_new(path);
  g_string_replace(form, "%20", "+", 0);
  const char *const forms[] = {secret, path, form->str, page};
  for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) g_string_replace(line, forms[i], "***", 0);
}

char *reason_line(const char *text, gsize length, const char *const *secrets) {
  g_autofree char *flat = flatten(text, length);
  g_autoptr(GString) line = g_string_new(flat);
  /* before cutting, so that no half of a secret stays behind */
  for (; secrets && *secrets; secrets++) {
    g_autofree char *shown = flatten(*secrets, strlen(*secrets)); /* as the line shows it by now */
    if (*shown) {
      take_out(line, *secrets);
      take_out(line, shown);
    }
  }
  if (!line->len) return g_strdup("(nothing was said)");
  return g_utf8_substring(line->str, 0, MIN(g_utf8_strlen(line->str, -1), REASON_CHARACTERS));
}
