#include "scheduler/cohorts/cohort_answer.h"

#include "scheduler/cohorts/cohort_checks.h"

enum { LISTED = 500 }; /* warnings and unreachable people of a large file: enough to see what it is about */

struct cohort_answer {
  gboolean quiet;
  guint counts[COHORT_STATUSES];
  guint warned, lost, unplaced, presumed;
  json_t *rows, *warnings, *unreachable;
  json_t
      *no_values; /* one for all rows without: of a large file only the faulty rows take memory, so they stay small */
};

static const char *const status_names[COHORT_STATUSES] = {"new", "changed", "unchanged", "erased", "error"};

struct cohort_answer *cohort_answer_new(gboolean quiet) {
  struct cohort_answer *answer = g_new0(struct cohort_answer, 1);
  answer->quiet = quiet;
  answer->rows = json_array();
  answer->warnings = json_array();
  answer->unreachable = json_array();
  answer->no_values = json_object();
  return answer;
}

void cohort_answer_free(struct cohort_answer *answer) {
  if (!answer) return;
  json_decref(answer->rows);
  json_decref(answer->warnings);
  json_decref(answer->unreachable);
  json_decref(answer->no_values);
  g_free(answer);
}

/* The heading that the school used, so that they find the cell; our name when the value was no column of theirs. */
static const char *heading_of(const struct cohort_header *header, enum cohort_id id) {
  if (id == COHORT_FIELDS) return "";
  for (guint i = 0; i < header->count; i++)
    if (header->field_of[i] == id) return header->headings->pdata[i];
  return cohort_fields[id].name;
}

static json_t *fault_json(const struct cohort_fault *fault, const struct cohort_header *header) {
  g_autofree char *message =
      cohorts_words_nl_message(fault->code, heading_of(header, fault->column), fault->read, fault->more);
  const char *column = fault->column == COHORT_FIELDS ? "" : cohort_fields[fault->column].name;
  return json_pack("{s:s, s:s, s:s}", "column", column, "code", cohorts_words_nl_code(fault->code), "message", message);
}

static json_t *values_json(const struct cohort_row *row) {
  json_t *values = json_object();
  for (int i = 0; i < COHORT_FIELDS; i++)
    if (*row->value[i]) json_object_set_new(values, cohort_fields[i].name, json_string(row->value[i]));
  return values;
}

static void list_row(struct cohort_answer *answer, const struct cohort_row *row, const struct cohort_header *header,
                     enum cohort_status status, gint64 person) {
  json_t *errors = json_array();
  for (guint i = 0; i < row->errors->len; i++)
    json_array_append_new(errors, fault_json(&g_array_index(row->errors, struct cohort_fault, i), header));
  g_autofree char *id = person ? store_people_person_id(person) : NULL;
  json_t *item = json_object();
  json_object_set_new(item, "line", json_integer(row->line));
  json_object_set_new(item, "status", json_string(status_names[status]));
  json_object_set_new(item, "leaver", id ? json_string(id) : json_null());
  gboolean silent = status == COHORT_ERASED || answer->quiet;
  json_object_set_new(item, "values", silent ? json_incref(answer->no_values) : values_json(row));
  json_object_set_new(item, "errors", errors);
  json_array_append_new(answer->rows, item);
}

static void list_warnings(struct cohort_answer *answer, const struct cohort_row *row,
                          const struct cohort_header *header) {
  for (guint i = 0; i < row->warnings->len; i++) {
    if (answer->quiet && answer->warned >= LISTED) break;
    json_t *item = fault_json(&g_array_index(row->warnings, struct cohort_fault, i), header);
    json_object_set_new(item, "line", json_integer(row->line));
    json_array_append_new(answer->warnings, item);
    answer->warned++;
  }
}

static void list_unreachable(struct cohort_answer *answer, const struct cohort_row *row) {
  answer->lost++;
  if (answer->quiet && answer->lost > LISTED) return;
  const char *number = row->value[COHORT_NUMBER];
  g_autofree char *message = cohorts_words_nl_unreachable(row->line, number);
  json_array_append_new(answer->unreachable, json_pack("{s:i, s:s, s:s}", "line", (int)row->line, "leerlingnummer",
                                                       number, "message", message));
}

void cohort_answer_row(struct cohort_answer *answer, const struct cohort_row *row, const struct cohort_header *header,
                       enum cohort_status status, gint64 person) {
  answer->counts[status]++;
  if (!answer->quiet || status == COHORT_FAULTY) list_row(answer, row, header, status, person);
  if (status == COHORT_FAULTY || status == COHORT_ERASED) return;
  if (row->warnings->len) list_warnings(answer, row, header);
  if (cohort_checks_unreachable(row)) list_unreachable(answer, row);
  if (!*row->value[COHORT_GEMEENTE])
    answer->unplaced++;
  else if (*row->value[COHORT_GEMEENTE_SOURCE] == 'v')
    answer->presumed++;
}

guint cohort_answer_count(const struct cohort_answer *answer, enum cohort_status status) {
  return answer->counts[status];
}

static json_t *strings(const GPtrArray *texts) {
  json_t *list = json_array();
  for (guint i = 0; texts && i < texts->len; i++) json_array_append_new(list, json_string(texts->pdata[i]));
  return list;
}

/* Of columns: dropped ones are only listed, a BSN is a warning by itself. */
static void warn_forbidden(struct cohort_answer *answer, const struct cohort_header *header) {
  for (guint i = 0; i < header->forbidden->len; i++) {
    const char *heading = header->forbidden->pdata[i];
    g_autofree char *message = cohorts_words_nl_message(COHORTS_BSN_DROPPED, heading, heading, NULL);
    json_array_insert_new(answer->warnings, i,
                          json_pack("{s:i, s:s, s:s, s:s}", "line", 1, "column", heading, "code",
                                    cohorts_words_nl_code(COHORTS_BSN_DROPPED), "message", message));
  }
}

/* Ids of people who were made and unmade again would lead to nobody. */
static void take_new_ids_off(struct cohort_answer *answer) {
  for (size_t i = 0; i < json_array_size(answer->rows); i++) {
    json_t *row = json_array_get(answer->rows, i);
    const char *status = json_string_value(json_object_get(row, "status"));
    if (g_strcmp0(status, "new") == 0 || g_strcmp0(status, "error") == 0)
      json_object_set_new(row, "leaver", json_null());
  }
}

json_t *cohort_answer_finish(struct cohort_answer *answer, const struct cohort_header *header,
                             const GPtrArray *counsellors, gboolean stored, gboolean rejected_all) {
  const guint *counts = answer->counts;
  warn_forbidden(answer, header);
  if (!stored) take_new_ids_off(answer);
  json_t *json = json_object();
  json_object_set_new(json, "accepted", json_integer(rejected_all ? 0 : counts[COHORT_NEW] + counts[COHORT_CHANGED]));
  json_object_set_new(json, "rejected", json_integer(counts[COHORT_FAULTY]));
  for (int i = COHORT_NEW; i <= COHORT_ERASED; i++) json_object_set_new(json, status_names[i], json_integer(counts[i]));
  json_object_set_new(json, "stored", json_boolean(stored));
  json_object_set(json, "warnings", answer->warnings);
  json_object_set_new(json, "dropped", strings(header->dropped));
  json_object_set_new(json, "new_counsellors", strings(counsellors));
  json_object_set(json, "unreachable", answer->unreachable);
  json_object_set_new(json, "unreachable_count", json_integer(answer->lost));
  json_object_set_new(json, "without_gemeente", json_integer(answer->unplaced));
  json_object_set_new(json, "presumed_gemeente", json_integer(answer->presumed));
  json_object_set(json, "rows", answer->rows);
  return json;
}
