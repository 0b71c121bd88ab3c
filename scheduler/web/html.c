#include "scheduler/web/html.h"

static const char *escape_of(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

void html_text(GString *out, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
  for (const char *c = valid; *c; c++) {
    const char *escape = escape_of(*c);
    if (escape)
      g_string_append(out, escape);
    else
      g_string_append_c(out, *c);
  }
}

void html_element(GString *out, const char *tag, const char *class, const char *text) {
  g_string_append_printf(out, "<%s", tag);
  if (class) g_string_append_printf(out, " class=\"%s\"", class);
  g_string_append_c(out, '>');
  html_text(out, text);
  g_string_append_printf(out, "</%s>", tag);
}

void html_url(GString *out, const char *text) {
  g_autofree char *escaped = g_uri_escape_string(text ? text : "", NULL, FALSE);
  g_string_append(out, escaped);
}
