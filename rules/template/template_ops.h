/* What a template is compiled to: one row of operations, partials already inside. Internal to this folder.
 *
 * A section runs from its op to the END that `jump` names; an inverted section has no END, its jump is where to go on
 * when there is something. Values are looked up by slot, the index of the name in `names`. */
#ifndef RULES_TEMPLATE_TEMPLATE_OPS_H
#define RULES_TEMPLATE_TEMPLATE_OPS_H

#include "rules/template/template_nl.h"

enum {
  TEMPLATE_NAMES_MAX = 128,
  TEMPLATE_SECTIONS_MAX = 16,    /* in each other */
  TEMPLATE_PARTIALS_MAX = 8,     /* in each other */
  TEMPLATE_BYTES_MAX = 256 << 10 /* of the text with all its partials: a partial named ten times counts ten times */
};
#define TEMPLATE_DOT G_MAXUINT32 /* the slot of {{.}} */

enum template_op_code {
  TEMPLATE_OP_TEXT,     /* a = offset in `text`, b = length */
  TEMPLATE_OP_RAW,      /* a = slot */
  TEMPLATE_OP_HTML,     /* a = slot */
  TEMPLATE_OP_SECTION,  /* a = slot, b = its END */
  TEMPLATE_OP_END,      /* b = its SECTION */
  TEMPLATE_OP_INVERTED, /* a = slot, b = the first op after it */
  TEMPLATE_OP_DONE
};

struct template_op {
  enum template_op_code code;
  guint32 a, b;
};

struct template_name {
  char *name;
  guint hash;                  /* g_str_hash */
  struct template_place place; /* of its first use */
};

struct template {
  struct template_op *ops;
  char *text;
  struct template_name *names;
  guint n_names;
  const char **sorted; /* template_names */
};

/* As template_compile; line and column are those of the text's first character in its file. */
struct template *template_build(const char *text, enum template_escape escape, template_partial partial, void *user,
                                int line, int column, GError **error);

/* Text, or a list of sets (`items`); never both. Open here so that a look-up costs no call. */
struct template_value {
  char *name;
  guint hash;
  gsize length;
  char *text; /* NULL for a list */
  GPtrArray *items;
};

/* The value of that name, or NULL when the set has none. */
const struct template_value *template_values_find(const struct template_values *values, const char *name, guint hash);
/* The same for a row of names, into found[n]. */
void template_values_resolve(const struct template_values *values, const struct template_name *names, guint n,
                             const struct template_value **found);

gboolean template_run(const struct template *template, const struct template_values *values, GString *out,
                      GError **error);

#endif
