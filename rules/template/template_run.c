#include <string.h>

#include "rules/template/template_ops.h"

/* A section that is running: over the sets of a list, or once for a text. */
struct frame {
  const struct template_value *value;
  const struct template_values *set; /* NULL for a text */
  guint at;                          /* item of the list */
};

struct run {
  const struct template *template;
  GString *out;
  const struct template_value *root[TEMPLATE_NAMES_MAX]; /* values of the outermost set by slot */
  struct frame frames[TEMPLATE_SECTIONS_MAX];
  int n_frames;
};

/* GLib's append is a call that checks for overlap; most pieces are short and fit. */
static inline void put(GString *out, const char *text, gsize length) {
  if (out->len + length >= out->allocated_len) {
    g_string_append_len(out, text, (gssize)length);
    return;
  }
  memcpy(out->str + out->len, text, length);
  out->len += length;
}

/* The apostrophe as well: a value may stand in an attribute between those. */
static const char *const entities[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

/* Copies runs that need nothing in one go. */
static void put_html(GString *out, const char *text, gsize length) {
  const char *end = text + length, *run = text;
  for (const char *p = text; p < end; p++) {
    const char *entity = entities[(guchar)*p];
    if (G_LIKELY(!entity)) continue;
    put(out, run, (gsize)(p - run));
    put(out, entity, strlen(entity));
    run = p + 1;
  }
  put(out, run, (gsize)(end - run));
}

/* How often a section over that value runs. */
static guint count(const struct template_value *value) {
  return value->items ? value->items->len : value->length > 0;
}

static const struct template_values *item(const struct template_value *value, guint i) {
  return value->items ? g_ptr_array_index(value->items, i) : NULL;
}

/* Names mean the innermost set that has them; {{.}} the innermost item and nothing further out. */
static inline const struct template_value *look_up(const struct run *run, guint32 slot) {
  if (slot == TEMPLATE_DOT) {
    const struct frame *frame = &run->frames[run->n_frames - 1];
    return frame->set ? template_values_find(frame->set, ".", g_str_hash(".")) : frame->value;
  }
  const struct template_name *name = &run->template->names[slot];
  for (int i = run->n_frames - 1; i >= 0; i--) {
    if (!run->frames[i].set) continue;
    const struct template_value *value = template_values_find(run->frames[i].set, name->name, name->hash);
    if (value) return value;
  }
  return run->root[slot];
}

static gboolean fail(const struct run *run, guint32 slot, enum template_nl_text text, GError **error) {
  const char *name = slot == TEMPLATE_DOT ? "." : run->template->names[slot].name;
  const struct template_place *place = slot == TEMPLATE_DOT ? NULL : &run->template->names[slot].place;
  template_nl_error(error, TEMPLATE_ERROR_MISSING, place, text, name, NULL);
  return FALSE;
}

static gboolean put_value(struct run *run, const struct template_op *op, GError **error) {
  const struct template_value *value = look_up(run, op->a);
  if (!value) return fail(run, op->a, TEMPLATE_NL_MISSING, error);
  if (!value->text) return fail(run, op->a, TEMPLATE_NL_IS_LIST, error);
  if (op->code == TEMPLATE_OP_HTML)
    put_html(run->out, value->text, value->length);
  else
    put(run->out, value->text, value->length);
  return TRUE;
}

/* Begins a section, or passes over it when there is nothing; `*next` is the op to go on with. */
static gboolean enter(struct run *run, const struct template_op *op, guint *next, GError **error) {
  const struct template_value *value = look_up(run, op->a);
  if (!value) return fail(run, op->a, TEMPLATE_NL_MISSING, error);
  gboolean something = count(value) > 0;
  if (op->code == TEMPLATE_OP_INVERTED) {
    if (something) *next = op->b;
    return TRUE;
  }
  if (something)
    run->frames[run->n_frames++] = (struct frame){value, item(value, 0), 0};
  else
    *next = op->b + 1;
  return TRUE;
}

/* At the end of a section: its next item, or out of it. */
static void leave(struct run *run, const struct template_op *op, guint *next) {
  struct frame *frame = &run->frames[run->n_frames - 1];
  if (frame->set && ++frame->at < count(frame->value)) {
    frame->set = item(frame->value, frame->at);
    *next = op->b + 1;
  } else {
    run->n_frames--;
  }
}

static gboolean step(struct run *run, const struct template_op *op, guint *next, GError **error) {
  switch (op->code) {
  case TEMPLATE_OP_TEXT:
    put(run->out, run->template->text + op->a, op->b);
    return TRUE;
  case TEMPLATE_OP_RAW:
  case TEMPLATE_OP_HTML:
    return put_value(run, op, error);
  case TEMPLATE_OP_SECTION:
  case TEMPLATE_OP_INVERTED:
    return enter(run, op, next, error);
  case TEMPLATE_OP_END:
    leave(run, op, next);
    return TRUE;
  case TEMPLATE_OP_DONE:
    return TRUE;
  }
  return TRUE;
}

gboolean template_run(const struct template *template, const struct template_values *values, GString *out,
                      GError **error) {
  struct run run; /* not cleared: only the slots in use are, and that is most of the cost of a short message */
  run.template = template;
  run.out = out;
  run.n_frames = 0;
  template_values_resolve(values, template->names, template->n_names, run.root);
  const struct template_op *ops = template->ops;
  for (guint at = 0; ops[at].code != TEMPLATE_OP_DONE;) {
    guint next = at + 1;
    if (!step(&run, &ops[at], &next, error)) return FALSE;
    at = next;
  }
  out->str[out->len] = '\0';
  return TRUE;
}
