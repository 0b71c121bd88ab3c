#include <string.h>

#include "rules/template/template_ops.h"

/* A message has a handful of values: a row that is walked comparing hashes is quicker than a hash table. */
struct template_values {
  GArray *fields;
};

static void clear_field(void *field) {
  struct template_value *value = field;
  g_free(value->name);
  g_free(value->text);
  if (value->items) g_ptr_array_unref(value->items);
}

struct template_values *template_values_new(void) {
  struct template_values *values = g_new0(struct template_values, 1);
  values->fields = g_array_new(FALSE, TRUE, sizeof(struct template_value));
  g_array_set_clear_func(values->fields, clear_field);
  return values;
}

void template_values_free(struct template_values *values) {
  if (!values) return;
  g_array_unref(values->fields);
  g_free(values);
}

const struct template_value *template_values_find(const struct template_values *values, const char *name, guint hash) {
  const struct template_value *fields = (const struct template_value *)(const void *)values->fields->data;
  for (guint i = 0; i < values->fields->len; i++)
    if (fields[i].hash == hash && strcmp(fields[i].name, name) == 0) return &fields[i];
  return NULL;
}

/* Callers mostly set values in the order of the text, so the search for a name goes on behind the one found before. */
void template_values_resolve(const struct template_values *values, const struct template_name *names, guint n,
                             const struct template_value **found) {
  const struct template_value *fields = (const struct template_value *)(const void *)values->fields->data;
  guint n_fields = values->fields->len, at = 0;
  for (guint i = 0; i < n; i++) {
    found[i] = NULL;
    for (guint tried = 0; tried < n_fields && !found[i]; tried++) {
      const struct template_value *field = &fields[at];
      if (field->hash == names[i].hash && strcmp(field->name, names[i].name) == 0) found[i] = field;
      at = at + 1 == n_fields ? 0 : at + 1;
    }
  }
}

/* The value of that name, made if need be. */
static struct template_value *field_of(struct template_values *values, const char *name) {
  guint hash = g_str_hash(name);
  const struct template_value *found = template_values_find(values, name, hash);
  if (found) return (struct template_value *)found;
  struct template_value fresh = {.name = g_strdup(name), .hash = hash};
  g_array_append_val(values->fields, fresh);
  return &g_array_index(values->fields, struct template_value, values->fields->len - 1);
}

static void free_item(void *item) {
  template_values_free(item);
}

static GPtrArray *list_of(struct template_value *field) {
  g_clear_pointer(&field->text, g_free);
  if (!field->items) field->items = g_ptr_array_new_with_free_func(free_item);
  return field->items;
}

void template_values_set(struct template_values *values, const char *name, const char *text) {
  struct template_value *field = field_of(values, name);
  char *copy = g_strdup(text ? text : "");
  g_clear_pointer(&field->items, g_ptr_array_unref);
  g_free(field->text);
  field->text = copy;
  field->length = strlen(copy);
}

struct template_values *template_values_add(struct template_values *values, const char *name) {
  struct template_values *item = template_values_new();
  g_ptr_array_add(list_of(field_of(values, name)), item);
  return item;
}

void template_values_set_empty(struct template_values *values, const char *name) {
  g_ptr_array_set_size(list_of(field_of(values, name)), 0);
}
