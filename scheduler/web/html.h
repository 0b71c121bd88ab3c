/* HTML into a GString: escaping is the short name, and raw text can only be a literal. */
#ifndef SCHEDULER_WEB_HTML_H
#define SCHEDULER_WEB_HTML_H

#include <glib.h>

/* Text between tags or inside a quoted attribute: & < > " ' are escaped; bytes that are no UTF-8 become U+FFFD. */
void html_text(GString *out, const char *text);
/* Appends a literal as it is; "" literal "" does not compile with anything else. */
#define html_raw(out, literal) g_string_append((out), "" literal "")
/* <tag>text</tag>, with a class or NULL. `tag` and `class` come from the code, never from outside. */
void html_element(GString *out, const char *tag, const char *class, const char *text);
/* For a path segment or query value in a URL: percent-encoded. */
void html_url(GString *out, const char *text);

#endif
