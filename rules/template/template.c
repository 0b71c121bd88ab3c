#include "rules/template/template_ops.h"

G_DEFINE_QUARK(template_error, template_error)

struct template *template_compile(const char *text, enum template_escape escape, template_partial partial, void *user,
                                  GError **error) {
  return template_build(text, escape, partial, user, 1, 1, error);
}

void template_free(struct template *template) {
  if (!template) return;
  for (guint i = 0; i < template->n_names; i++) {
    g_free(template->names[i].name);
    g_free(template->names[i].place.partial);
  }
  g_free(template->names);
  g_free(template->ops);
  g_free(template->text);
  g_free(template->sorted);
  g_free(template);
}

const char *const *template_names(const struct template *template) {
  return template->sorted;
}

gboolean template_render(const struct template *template, const struct template_values *values, GString *out,
                         GError **error) {
  gsize before = out->len;
  if (template_run(template, values, out, error)) return TRUE;
  g_string_truncate(out, before);
  return FALSE;
}
