#include "scheduler/cohorts/cohort_mapping.h"

#include <string.h>

#include "scheduler/cohorts/cohorts.h"

static gboolean fault(GError **error, const char *group, const char *key, const char *what) {
  g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL, "mapping: [%s] %s: %s", group, key, what);
  return FALSE;
}

static gboolean column_of(const char *group, const char *key, enum cohort_id *id, GError **error) {
  *id = cohort_fields_find(key);
  return *id != COHORT_FIELDS || fault(error, group, key, "no such column");
}

static gboolean read_column(struct cohort_mapping *mapping, const char *key, const char *value, GError **error) {
  enum cohort_id id;
  if (!column_of("columns", key, &id, error)) return FALSE;
  if (!*value) return fault(error, "columns", key, "empty heading");
  if (mapping->heading[id]) return fault(error, "columns", key, "given twice");
  mapping->heading[id] = g_strdup(value);
  return TRUE;
}

static gboolean read_constant(struct cohort_mapping *mapping, const char *key, const char *value, GError **error) {
  enum cohort_id id;
  if (!column_of("constants", key, &id, error)) return FALSE;
  if (id == COHORT_NUMBER) return fault(error, "constants", key, "differs for everybody");
  if (mapping->constant[id]) return fault(error, "constants", key, "given twice");
  mapping->constant[id] = g_strdup(value);
  return TRUE;
}

static gboolean read_value(struct cohort_mapping *mapping, const char *key, const char *value, GError **error) {
  const char *dot = strchr(key, '.');
  if (!dot) return fault(error, "values", key, "expected our_name.theirs = ours");
  g_autofree char *name = g_strndup(key, (gsize)(dot - key));
  enum cohort_id id;
  if (!column_of("values", name, &id, error)) return FALSE;
  if (!mapping->values[id]) mapping->values[id] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  char *folded = g_utf8_casefold(dot + 1, -1);
  if (g_hash_table_insert(mapping->values[id], folded, g_strdup(value))) return TRUE;
  return fault(error, "values", key, "given twice");
}

static gboolean read_file(struct cohort_mapping *mapping, const char *key, const char *value, GError **error) {
  if (strcmp(key, "sheet") == 0) {
    g_free(mapping->sheet);
    mapping->sheet = g_strdup(value);
    return TRUE;
  }
  if (strcmp(key, "skip_lines") == 0) {
    guint64 lines = 0;
    if (!g_ascii_string_to_unsigned(value, 10, 0, 10000, &lines, NULL))
      return fault(error, "file", key, "expected a number of lines");
    mapping->skip_lines = (guint)lines;
    return TRUE;
  }
  if (strcmp(key, "date_order") != 0) return fault(error, "file", key, "expected skip_lines, sheet or date_order");
  static const struct {
    const char *name;
    enum cohort_order order;
  } orders[] = {{"dmy", COHORT_DAY_FIRST}, {"mdy", COHORT_MONTH_FIRST}, {"ymd", COHORT_DAY_FIRST}};
  for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
    if (g_ascii_strcasecmp(orders[i].name, value) != 0) continue;
    mapping->order = orders[i].order;
    return TRUE;
  }
  return fault(error, "file", key, "expected dmy, mdy or ymd");
}

static const struct {
  const char *name;
  gboolean (*read)(struct cohort_mapping *mapping, const char *key, const char *value, GError **error);
} groups[] = {{"columns", read_column}, {"constants", read_constant}, {"values", read_value}, {"file", read_file}};

static gboolean read_group(struct cohort_mapping *mapping, GKeyFile *keys, const char *name, GError **error) {
  gsize known = 0;
  while (known < G_N_ELEMENTS(groups) && strcmp(groups[known].name, name) != 0) known++;
  if (known == G_N_ELEMENTS(groups)) return fault(error, name, "", "expected columns, constants, values or file");
  g_auto(GStrv) names = g_key_file_get_keys(keys, name, NULL, error);
  for (char **key = names; key && *key; key++) {
    g_autofree char *value = g_key_file_get_string(keys, name, *key, error);
    if (!value || !groups[known].read(mapping, *key, g_strstrip(value), error)) return FALSE;
  }
  return names != NULL;
}

struct cohort_mapping *cohort_mapping_read(const char *text, GError **error) {
  g_autoptr(CohortMapping) mapping = g_new0(struct cohort_mapping, 1);
  if (!text) return g_steal_pointer(&mapping);
  if (g_str_has_prefix(text, "\xEF\xBB\xBF")) text += 3;
  g_autoptr(GKeyFile) keys = g_key_file_new();
  g_autoptr(GError) inner = NULL;
  if (*text && !g_key_file_load_from_data(keys, text, (gsize)-1, G_KEY_FILE_NONE, &inner)) {
    g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL, "mapping: %s", inner->message);
    return NULL;
  }
  g_auto(GStrv) names = g_key_file_get_groups(keys, NULL);
  for (char **name = names; *name; name++) {
    if (read_group(mapping, keys, *name, &inner)) continue;
    g_set_error_literal(error, COHORTS_ERROR, COHORTS_ERROR_CALL, inner->message);
    return NULL;
  }
  return g_steal_pointer(&mapping);
}

void cohort_mapping_free(struct cohort_mapping *mapping) {
  if (!mapping) return;
  for (int i = 0; i < COHORT_COLUMNS; i++) {
    g_free(mapping->heading[i]);
    g_free(mapping->constant[i]);
    if (mapping->values[i]) g_hash_table_unref(mapping->values[i]);
  }
  g_free(mapping->sheet);
  g_free(mapping);
}

const char *cohort_mapping_value(const struct cohort_mapping *mapping, enum cohort_id id, const char *text) {
  if (!mapping->values[id]) return text;
  g_autofree char *folded = g_utf8_casefold(text, -1);
  const char *ours = g_hash_table_lookup(mapping->values[id], folded);
  return ours ? ours : text;
}
