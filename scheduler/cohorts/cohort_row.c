#include "scheduler/cohorts/cohort_row.h"

#include <string.h>

#include "scheduler/cohorts/cohorts.h"
#include "scheduler/cohorts/person_name.h"
#include "scheduler/store/fact_names.h"

enum { READ_MAX = 80 }; /* characters of a wrong cell that a message repeats */

/* -- the header -----------------------------------------------------------------------------------------------------
 */

static char *found_list(const struct cohort_header *header) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < header->headings->len; i++)
    g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)header->headings->pdata[i]);
  return g_string_free(text, FALSE);
}

static gboolean file_fault(GError **error, const struct cohort_header *header, enum cohorts_words_file word,
                           const char *what) {
  g_autofree char *found = found_list(header);
  if (what)
    g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_FILE, cohorts_words_nl_file(word), what, found);
  else
    g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_FILE, cohorts_words_nl_file(word), found);
  return FALSE;
}

/* The mapping's heading is asked first, and replaces our own: it may give one of our names another meaning. */
static enum cohort_id which(const char *heading, const struct cohort_mapping *mapping) {
  g_autofree char *folded = cohort_fields_fold(heading);
  for (int i = 0; i < COHORT_COLUMNS; i++) {
    if (!mapping->heading[i]) continue;
    g_autofree char *theirs = cohort_fields_fold(mapping->heading[i]);
    if (strcmp(theirs, folded) == 0) return (enum cohort_id)i;
  }
  enum cohort_id own = cohort_fields_find(heading);
  return own != COHORT_FIELDS && mapping->heading[own] ? COHORT_FIELDS : own;
}

static gboolean place_column(struct cohort_header *header, guint column, const struct cohort_mapping *mapping,
                             GError **error) {
  const char *heading = header->headings->pdata[column];
  enum cohort_id id = *heading ? which(heading, mapping) : COHORT_FIELDS;
  header->field_of[column] = (guint8)COHORT_FIELDS;
  if (cohort_fields_forbidden(heading)) {
    g_ptr_array_add(header->forbidden, (char *)heading);
    if (id == COHORT_FIELDS) return TRUE;
    g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_FILE, cohorts_words_nl_file(COHORTS_WORDS_BSN),
                cohort_fields[id].name);
    return FALSE;
  }
  if (id == COHORT_FIELDS) {
    if (*heading) g_ptr_array_add(header->dropped, (char *)heading);
    return TRUE;
  }
  for (guint i = 0; i < column; i++) {
    if (header->field_of[i] != id) continue;
    g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_FILE, cohorts_words_nl_file(COHORTS_WORDS_TWICE),
                cohort_fields[id].name, (const char *)header->headings->pdata[i], heading);
    return FALSE;
  }
  header->field_of[column] = (guint8)id;
  header->present[id] = TRUE;
  return TRUE;
}

static gboolean place_constants(struct cohort_header *header, const struct cohort_mapping *mapping, GError **error) {
  for (int i = 0; i < COHORT_FIELDS; i++) header->start[i] = "";
  for (int i = 0; i < COHORT_COLUMNS; i++) {
    const char *text = mapping->constant[i];
    if (!text || !*text) continue;
    const char *value = "";
    enum cohorts_code code =
        cohort_cells_read((enum cohort_id)i, mapping->order, text, strlen(text), header->constant[i], &value);
    if (code != COHORTS_OK) {
      g_autofree char *choices = cohort_fields_choices(&cohort_fields[i]);
      g_autofree char *message = cohorts_words_nl_message(code, cohort_fields[i].name, text, choices);
      g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL, cohorts_words_nl_file(COHORTS_WORDS_CONSTANT),
                  cohort_fields[i].name, message);
      return FALSE;
    }
    header->start[i] = value;
    header->present[i] = TRUE;
  }
  return TRUE;
}

static gboolean complete(const struct cohort_header *header, const struct cohort_mapping *mapping, GError **error) {
  for (int i = 0; i < COHORT_COLUMNS; i++) {
    if (mapping->heading[i] && !header->present[i])
      return file_fault(error, header, COHORTS_WORDS_ABSENT, mapping->heading[i]);
    if (cohort_fields[i].required && !header->present[i])
      return file_fault(error, header, COHORTS_WORDS_MISSING, cohort_fields[i].name);
  }
  const gboolean *present = header->present;
  if (present[COHORT_MOBILE] || present[COHORT_EMAIL] || present[COHORT_CONTACT_MOBILE]) return TRUE;
  return file_fault(error, header, COHORTS_WORDS_REACH, NULL);
}

struct cohort_header *cohort_row_header(const struct csv_row *first, const struct cohort_mapping *mapping,
                                        GError **error) {
  g_autoptr(CohortHeader) header = g_new0(struct cohort_header, 1);
  header->count = first->count;
  header->headings = g_ptr_array_new_with_free_func(g_free);
  header->dropped = g_ptr_array_new();
  header->forbidden = g_ptr_array_new();
  for (guint i = 0; i < first->count; i++) g_ptr_array_add(header->headings, g_strdup(first->cells[i].text));
  for (int i = 0; i < COHORT_FIELDS; i++) header->character[i] = fact_names_short(cohort_fields[i].name);
  for (guint i = 0; i < first->count; i++)
    if (!place_column(header, i, mapping, error)) return NULL;
  if (!place_constants(header, mapping, error) || !complete(header, mapping, error)) return NULL;
  return g_steal_pointer(&header);
}

void cohort_row_header_free(struct cohort_header *header) {
  if (!header) return;
  g_ptr_array_unref(header->dropped);
  g_ptr_array_unref(header->forbidden);
  g_ptr_array_unref(header->headings);
  g_free(header);
}

/* -- a row ----------------------------------------------------------------------------------------------------------
 */

static void clear_fault(gpointer data) {
  struct cohort_fault *fault = data;
  g_free(fault->read);
  g_free(fault->more);
}

struct cohort_row *cohort_row_new(void) {
  struct cohort_row *row = g_new0(struct cohort_row, 1);
  row->errors = g_array_new(FALSE, FALSE, sizeof(struct cohort_fault));
  row->warnings = g_array_new(FALSE, FALSE, sizeof(struct cohort_fault));
  g_array_set_clear_func(row->errors, clear_fault);
  g_array_set_clear_func(row->warnings, clear_fault);
  return row;
}

void cohort_row_free(struct cohort_row *row) {
  if (!row) return;
  g_array_unref(row->errors);
  g_array_unref(row->warnings);
  g_free(row);
}

static void add_fault(GArray *list, enum cohorts_code code, enum cohort_id column, const char *read, const char *more) {
  const char *shown = read ? read : "";
  gboolean cut = g_utf8_strlen(shown, -1) > READ_MAX;
  g_autofree char *begin = cut ? g_utf8_substring(shown, 0, READ_MAX) : NULL;
  struct cohort_fault fault = {code, column, cut ? g_strconcat(begin, "…", NULL) : g_strdup(shown),
                               g_strdup(more ? more : "")};
  g_array_append_val(list, fault);
}

void cohort_row_error(struct cohort_row *row, enum cohorts_code code, enum cohort_id column, const char *read,
                      const char *more) {
  add_fault(row->errors, code, column, read, more);
}

void cohort_row_warning(struct cohort_row *row, enum cohorts_code code, enum cohort_id column, const char *read,
                        const char *more) {
  add_fault(row->warnings, code, column, read, more);
}

gboolean cohort_row_faulty(const struct cohort_row *row, enum cohort_id column) {
  for (guint i = 0; i < row->errors->len; i++)
    if (g_array_index(row->errors, struct cohort_fault, i).column == column) return TRUE;
  return FALSE;
}

void cohort_row_set(struct cohort_row *row, enum cohort_id id, const char *value) {
  char *text = row->text->value[id];
  if (value != text) g_strlcpy(text, value, COHORT_VALUE_SIZE);
  row->value[id] = text;
}

/* Excel's way to keep leading zeros: ="0612345678". */
static void take_formula_off(struct csv_cell *cell) {
  if (cell->length < 3 || cell->text[0] != '=' || cell->text[1] != '"' || cell->text[cell->length - 1] != '"') return;
  cell->text += 2;
  cell->length -= 3;
  cell->text[cell->length] = '\0';
}

static void read_cell(struct cohort_row *row, enum cohort_id id, const struct cohort_mapping *mapping,
                      struct csv_cell *cell) {
  if (cell->text[0] == '=') take_formula_off(cell);
  const char *text = cell->text;
  gsize length = cell->length;
  if (mapping->values[id]) {
    text = cohort_mapping_value(mapping, id, text);
    length = strlen(text);
  }
  if (length == 0) return;
  const char *value = "";
  enum cohorts_code code = cohort_cells_read(id, mapping->order, text, length, row->text->value[id], &value);
  if (code == COHORTS_OK || code == COHORTS_LANDLINE) row->value[id] = value;
  if (code == COHORTS_LANDLINE) cohort_row_warning(row, code, id, text, NULL);
  if (code == COHORTS_OK || code == COHORTS_LANDLINE) return;
  row->value[id] = "";
  g_autofree char *choices = code == COHORTS_NOT_A_CHOICE ? cohort_fields_choices(&cohort_fields[id]) : NULL;
  cohort_row_error(row, code, id, text, choices);
}

/* A landline is kept to be called and is no mobile number. */
static void set_landline_apart(struct cohort_row *row) {
  for (guint i = 0; i < row->warnings->len; i++) {
    if (g_array_index(row->warnings, struct cohort_fault, i).column != COHORT_MOBILE) continue;
    cohort_row_set(row, COHORT_LANDLINE, row->value[COHORT_MOBILE]);
    row->value[COHORT_MOBILE] = "";
  }
}

static void split_surname(struct cohort_row *row) {
  const char *surname = row->value[COHORT_SURNAME];
  if (!strpbrk(surname, " ,'")) return;
  char prefix[PERSON_NAME_SIZE], rest[PERSON_NAME_SIZE];
  g_strlcpy(prefix, row->value[COHORT_PREFIX], sizeof prefix);
  if (!person_name_split(surname, prefix, rest)) {
    cohort_row_error(row, COHORTS_NO_PREFIX, COHORT_SURNAME, surname, NULL);
    return;
  }
  cohort_row_set(row, COHORT_SURNAME, rest);
  cohort_row_set(row, COHORT_PREFIX, prefix);
}

static void check_shape(struct cohort_row *row, const struct csv_row *cells, const struct cohort_header *header) {
  if (cells->bad_quote >= 0) {
    enum cohort_id id = cells->bad_quote < (int)header->count ? header->field_of[cells->bad_quote] : COHORT_FIELDS;
    cohort_row_error(row, COHORTS_BAD_QUOTE, id, NULL, NULL);
  }
  for (guint i = header->count; i < cells->count; i++) {
    if (!cells->cells[i].length) continue;
    cohort_row_error(row, COHORTS_TOO_MANY_CELLS, COHORT_FIELDS, NULL, NULL);
    return;
  }
}

void cohort_row_read(struct cohort_row *row, struct cohort_row_text *text, const struct csv_row *cells,
                     const struct cohort_header *header, const struct cohort_mapping *mapping) {
  row->text = text;
  if (row->errors->len) g_array_set_size(row->errors, 0);
  if (row->warnings->len) g_array_set_size(row->warnings, 0);
  row->line = cells->line;
  memcpy(row->value, header->start, sizeof row->value);
  check_shape(row, cells, header);
  guint count = MIN(cells->count, header->count);
  for (guint i = 0; i < count; i++)
    if (cells->cells[i].length && header->field_of[i] < COHORT_COLUMNS)
      read_cell(row, header->field_of[i], mapping, &cells->cells[i]);
  if (row->warnings->len) set_landline_apart(row);
  split_surname(row);
}
