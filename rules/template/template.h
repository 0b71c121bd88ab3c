/* Message templates: Mustache (S26) without lambdas and without change of delimiters.
 *
 * Variables, sections, inverted sections, comments, partials by name. Every name that a template uses, also inside a
 * section, must be declared in its head and be given when it is rendered: a missing one is an error, never an empty
 * string, so that an unknown placeholder means no message. Escaping is HTML's for html bodies and none for text.
 *
 * Names are ASCII letters, digits, - and _, at most 64; {{.}} is the item of the innermost section. Also from the
 * specification: a tag that shows nothing takes its line along when it stands there alone, and such a partial's lines
 * get its indentation. At most 256 kB with all partials, 128 names, 16 sections in each other.
 *
 * A template file has a head and a body; a body that is an sms loses the blanks and line ends at its end:
 *     naam: aankondiging
 *     kanaal: email                           (sms, whatsapp, email, agenda or brief: "calendar" and "letter" in the
 * struct) onderwerp: Ik bel je {{dag}}            (not for sms and whatsapp, where there is none; is itself a template)
 *     velden: roepnaam begeleider dag         (may be empty)
 *     ---
 *     Hoi {{roepnaam}}, …
 */
#ifndef RULES_TEMPLATE_TEMPLATE_H
#define RULES_TEMPLATE_TEMPLATE_H

#include <glib.h>

struct template;

enum template_escape { TEMPLATE_PLAIN, TEMPLATE_HTML };

#define TEMPLATE_ERROR template_error_quark()
GQuark template_error_quark(void);
/* MISSING is also a list where text is needed. */
enum template_error { TEMPLATE_ERROR_SYNTAX, TEMPLATE_ERROR_UNDECLARED, TEMPLATE_ERROR_MISSING };

/* Looks a partial up by name; NULL = there is none. The text is borrowed. */
typedef const char *(*template_partial)(void *user, const char *name);

/* A bare Mustache body; partials are resolved now (depth at most 8). Errors are Dutch and begin with line and column:
 * "regel 3, kolom 12: …", columns in characters; in a partial, which has lines of its own, with its name before. */
struct template *template_compile(const char *text, enum template_escape escape, template_partial partial, void *user,
                                  GError **error);
void template_free(struct template *template);
typedef struct template Template; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/* The names it needs, {{.}} aside, sorted, without doubles; owned by the template, NULL-terminated. */
const char *const *template_names(const struct template *template);

/* One set of values. A value is text, or a list of such sets for a section; the empty list and the text "" are false.
 */
struct template_values;
struct template_values *template_values_new(void);
void template_values_free(struct template_values *values);
typedef struct template_values TemplateValues; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateValues, template_values_free)
void template_values_set(struct template_values *values, const char *name, const char *text);
struct template_values *template_values_add(struct template_values *values, const char *name); /* appends to a list */
void template_values_set_empty(struct template_values *values, const char *name);              /* an empty list */

/* Appends to `out`; on error `out` is as it was. */
gboolean template_render(const struct template *template, const struct template_values *values, GString *out,
                         GError **error);

/* A whole message template as described above, its body and subject plain text. Plain data, owned by the struct.
 * UNDECLARED names the first undeclared name and the declared one that looks most like it. */
struct template_message {
  char *name;
  char *channel;            /* "sms", "email", "calendar", "letter" */
  char **fields;            /* declared names */
  struct template *subject; /* NULL for sms */
  struct template *body;
};
struct template_message *template_message_read(const char *text, template_partial partial, void *user, GError **error);
void template_message_free(struct template_message *message);
typedef struct template_message TemplateMessage; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateMessage, template_message_free)

#endif
