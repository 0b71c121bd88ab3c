/* Templates come from people's files: any bytes compile or are refused in words, and what compiles renders or says what
 * it lacks. The text serves as its own partial, too, which makes circles. */
#include <stdint.h>
#include <string.h>

#include "rules/template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *itself(void *user, const char *name) {
  return name[0] == 'p' ? user : NULL;
}

/* Every name is given: the odd ones as text, the others as a list of two. */
static struct template_values *values_for(const char *const *names) {
  struct template_values *values = template_values_new();
  for (gsize i = 0; names[i]; i++) {
    if (i % 2) {
      template_values_set(values, names[i], "<waarde> & \"meer\"");
      continue;
    }
    template_values_set(template_values_add(values, names[i]), ".", "a");
    template_values_set(template_values_add(values, names[i]), names[i], "b");
  }
  return values;
}

/* Sections in each other multiply: cut what would only take long. */
static gboolean is_small(const char *text) {
  int sections = 0;
  for (const char *p = text; (p = strstr(p, "{{#")); p += 3) sections++;
  return sections <= 8;
}

static void render(const struct template *template) {
  g_autoptr(TemplateValues) given = values_for(template_names(template));
  g_autoptr(TemplateValues) nothing = template_values_new();
  g_autoptr(GString) out = g_string_new("x");
  g_autoptr(GError) error = NULL;
  if (!template_render(template, given, out, &error)) g_assert_true(error && out->len == 1);
  g_assert_cmpuint(strlen(out->str), ==, out->len);
  g_clear_error(&error);
  if (!template_render(template, nothing, out, &error)) g_assert_nonnull(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 4096) return 0;
  g_autofree char *text = g_strndup((const char *)data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(Template) template = template_compile(text, TEMPLATE_HTML, itself, text, &error);
  g_assert_true((template == NULL) == (error != NULL));
  if (error) g_assert_true(g_utf8_validate(error->message, -1, NULL));
  if (template && is_small(text)) render(template);
  g_clear_error(&error);
  g_autoptr(TemplateMessage) message = template_message_read(text, itself, text, &error);
  g_assert_true((message == NULL) == (error != NULL));
  if (error) g_assert_true(g_utf8_validate(error->message, -1, NULL));
  return 0;
}
