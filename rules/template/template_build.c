#include <string.h>

#include "rules/template/template_ops.h"
#include "rules/template/template_scan.h"

/* A section that is not closed yet. */
struct open {
  guint op, slot;
  gboolean inverted;
  const char *at;
};

/* Grows while the text and its partials are read. */
struct build {
  enum template_escape escape;
  template_partial partial;
  void *user;
  GArray *ops, *names;
  GString *text;
  struct open open[TEMPLATE_SECTIONS_MAX];
  int n_open, n_items; /* sections, and how many of them have an item for {{.}} */
  int depth;           /* of partials */
  gsize bytes;
  GError **error;
};

/* A text that is being read: the template's own or a partial's. */
struct source {
  const char *text, *partial;
  int line, column; /* of its first character */
  int indent;       /* that was put before each of its lines and is not to be counted */
};

static struct template_place place_of(const struct source *source, const char *at) {
  struct template_place place = {.partial = (char *)source->partial};
  template_scan_place(source->text, at, &place.line, &place.column);
  if (place.line == 1) place.column += source->column - 1;
  place.line += source->line - 1;
  place.column = MAX(place.column - source->indent, 1);
  return place;
}

static gboolean fail(struct build *build, const struct source *source, const char *at, enum template_nl_text text,
                     const char *first, const char *second) {
  struct template_place place = place_of(source, at);
  template_nl_error(build->error, TEMPLATE_ERROR_SYNTAX, &place, text, first, second);
  return FALSE;
}

static guint add_op(struct build *build, enum template_op_code code, guint32 a, guint32 b) {
  struct template_op op = {code, a, b};
  g_array_append_val(build->ops, op);
  return build->ops->len - 1;
}

static struct template_op *op_at(struct build *build, guint i) {
  return &g_array_index(build->ops, struct template_op, i);
}

static void add_text(struct build *build, const char *text, gsize length) {
  if (length == 0) return;
  add_op(build, TEMPLATE_OP_TEXT, (guint32)build->text->len, (guint32)length);
  g_string_append_len(build->text, text, (gssize)length);
}

static struct template_name *name_at(struct build *build, guint i) {
  return &g_array_index(build->names, struct template_name, i);
}

static gboolean find_slot(struct build *build, const struct source *source, const struct template_token *token,
                          guint *slot) {
  if (g_str_equal(token->name, ".")) {
    *slot = TEMPLATE_DOT;
    return build->n_items > 0 || fail(build, source, token->at, TEMPLATE_NL_DOT_OUTSIDE, NULL, NULL);
  }
  for (*slot = 0; *slot < build->names->len; ++*slot)
    if (g_str_equal(name_at(build, *slot)->name, token->name)) return TRUE;
  if (*slot == TEMPLATE_NAMES_MAX) return fail(build, source, token->at, TEMPLATE_NL_NAMES_MANY, NULL, NULL);
  struct template_name name = {g_strdup(token->name), g_str_hash(token->name), place_of(source, token->at)};
  name.place.partial = g_strdup(name.place.partial);
  g_array_append_val(build->names, name);
  return TRUE;
}

static gboolean add_variable(struct build *build, const struct source *source, const struct template_token *token) {
  guint slot;
  if (!find_slot(build, source, token, &slot)) return FALSE;
  gboolean html = token->tag == TEMPLATE_TAG_VARIABLE && build->escape == TEMPLATE_HTML;
  add_op(build, html ? TEMPLATE_OP_HTML : TEMPLATE_OP_RAW, slot, 0);
  return TRUE;
}

static gboolean open_section(struct build *build, const struct source *source, const struct template_token *token) {
  guint slot;
  if (!find_slot(build, source, token, &slot)) return FALSE;
  if (build->n_open == TEMPLATE_SECTIONS_MAX)
    return fail(build, source, token->at, TEMPLATE_NL_SECTION_DEEP, NULL, NULL);
  gboolean inverted = token->tag == TEMPLATE_TAG_INVERTED;
  guint op = add_op(build, inverted ? TEMPLATE_OP_INVERTED : TEMPLATE_OP_SECTION, slot, 0);
  build->open[build->n_open++] = (struct open){op, slot, inverted, token->at};
  build->n_items += !inverted;
  return TRUE;
}

/* `base` sections were open when this source began: they are not its own to close. */
static gboolean close_section(struct build *build, const struct source *source, const struct template_token *token,
                              int base) {
  if (build->n_open == base) return fail(build, source, token->at, TEMPLATE_NL_SECTION_NONE, token->name, NULL);
  struct open open = build->open[build->n_open - 1];
  const char *name = name_at(build, open.slot)->name;
  if (!g_str_equal(name, token->name))
    return fail(build, source, token->at, TEMPLATE_NL_SECTION_OTHER, token->name, name);
  build->n_open--;
  build->n_items -= !open.inverted;
  guint after = open.inverted ? build->ops->len : add_op(build, TEMPLATE_OP_END, 0, open.op);
  op_at(build, open.op)->b = after;
  return TRUE;
}

static gboolean build_source(struct build *build, const struct source *source);

/* The indentation of a partial's tag goes before each of its lines that has something on it. Stops once the text is too
 * large anyway: a wide indentation times many lines is soon more than any memory. */
static char *indent_lines(const char *text, const char *indent, gsize n_indent) {
  GString *out = g_string_new(NULL);
  gboolean starts = TRUE;
  for (const char *p = text; *p && out->len <= TEMPLATE_BYTES_MAX; p++) {
    if (starts && *p != '\n' && *p != '\r') g_string_append_len(out, indent, (gssize)n_indent);
    g_string_append_c(out, *p);
    starts = *p == '\n';
  }
  return g_string_free(out, FALSE);
}

static gboolean add_partial(struct build *build, const struct source *source, const struct template_token *token) {
  if (build->depth == TEMPLATE_PARTIALS_MAX)
    return fail(build, source, token->at, TEMPLATE_NL_PARTIAL_DEEP, token->name, NULL);
  const char *found = build->partial ? build->partial(build->user, token->name) : NULL;
  if (!found) return fail(build, source, token->at, TEMPLATE_NL_PARTIAL_NONE, token->name, NULL);
  g_autofree char *text = indent_lines(found, token->indent, token->n_indent);
  struct source inner = {text, token->name, 1, 1, (int)token->n_indent};
  build->depth++;
  gboolean built = build_source(build, &inner);
  build->depth--;
  return built;
}

static gboolean add_tag(struct build *build, const struct source *source, const struct template_token *token,
                        int base) {
  switch (token->tag) {
  case TEMPLATE_TAG_VARIABLE:
  case TEMPLATE_TAG_RAW:
    return add_variable(build, source, token);
  case TEMPLATE_TAG_SECTION:
  case TEMPLATE_TAG_INVERTED:
    return open_section(build, source, token);
  case TEMPLATE_TAG_CLOSE:
    return close_section(build, source, token, base);
  case TEMPLATE_TAG_PARTIAL:
    return add_partial(build, source, token);
  case TEMPLATE_TAG_COMMENT:
  case TEMPLATE_TAG_END:
    return TRUE;
  }
  return TRUE;
}

static gboolean fail_tag(struct build *build, const struct source *source, const struct template_token *token,
                         enum template_nl_text fault) {
  if (fault != TEMPLATE_NL_TAG_OPEN) return fail(build, source, token->at, fault, token->name, NULL);
  gboolean triple = token->at[2] == '{';
  return fail(build, source, token->at, fault, triple ? "{{{" : "{{", triple ? "}}}" : "}}");
}

static gboolean build_source(struct build *build, const struct source *source) {
  build->bytes += strlen(source->text) + 1; /* an empty partial costs work, too */
  if (build->bytes > TEMPLATE_BYTES_MAX) return fail(build, source, source->text, TEMPLATE_NL_TOO_LARGE, NULL, NULL);
  const char *bad;
  if (!g_utf8_validate(source->text, -1, &bad)) return fail(build, source, bad, TEMPLATE_NL_NOT_UTF8, NULL, NULL);
  struct template_scan scan;
  struct template_token token;
  enum template_nl_text fault;
  int base = build->n_open;
  template_scan_start(&scan, source->text);
  do {
    if (!template_scan_next(&scan, &token, &fault)) return fail_tag(build, source, &token, fault);
    add_text(build, token.text, token.n_text);
    if (!add_tag(build, source, &token, base)) return FALSE;
  } while (token.tag != TEMPLATE_TAG_END);
  if (build->n_open == base) return TRUE;
  struct open open = build->open[build->n_open - 1];
  const char *name = name_at(build, open.slot)->name;
  return fail(build, source, open.at, TEMPLATE_NL_SECTION_OPEN, name, name);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **sort_names(const struct template *template) {
  const char **sorted = g_new0(const char *, template->n_names + 1);
  for (guint i = 0; i < template->n_names; i++) sorted[i] = template->names[i].name;
  if (template->n_names) qsort(sorted, template->n_names, sizeof *sorted, by_name);
  return sorted;
}

struct template *template_build(const char *text, enum template_escape escape, template_partial partial, void *user,
                                int line, int column, GError **error) {
  struct build build = {.escape = escape, .partial = partial, .user = user, .error = error};
  build.ops = g_array_new(FALSE, FALSE, sizeof(struct template_op));
  build.names = g_array_new(FALSE, FALSE, sizeof(struct template_name));
  build.text = g_string_new(NULL);
  struct source source = {text, NULL, line, column, 0};
  gboolean built = build_source(&build, &source);
  add_op(&build, TEMPLATE_OP_DONE, 0, 0);
  struct template *template = g_new0(struct template, 1);
  template->n_names = build.names->len;
  template->names = (struct template_name *)(void *)g_array_free(build.names, FALSE);
  template->ops = (struct template_op *)(void *)g_array_free(build.ops, FALSE);
  template->text = g_string_free(build.text, FALSE);
  template->sorted = sort_names(template);
  if (built) return template;
  template_free(template);
  return NULL;
}
