#include "scheduler/cohorts/cohort_answer.h"

#include <string.h>

#include "scheduler/cohorts/cohort_checks.h"
#include "scheduler/cohorts/cohort_spool.h"
#include "scheduler/store/store_people.h"

enum { LISTED = 500 }; /* warnings and unreachable people of a large file: enough to see what it is about */

struct cohort_answer {
  gboolean quiet, stored;
  guint counts[COHORT_STATUSES];
  guint warned, lost, unplaced, presumed;
  struct cohort_spool *lists[COHORT_LISTS]; /* of JSON texts */
  json_t *head, *forbidden;                 /* forbidden: warnings that go before the others */
  GString *text;
};

const char *const cohort_answer_lists[COHORT_LISTS] = {"warnings", "new_counsellors", "unreachable", "rows"};
static const char *const status_names[COHORT_STATUSES] = {"new", "changed", "unchanged", "erased", "error"};

struct cohort_answer *cohort_answer_new(gboolean quiet, const char *folder) {
  struct cohort_answer *answer = g_new0(struct cohort_answer, 1);
  answer->quiet = quiet;
  answer->text = g_string_new(NULL);
  for (int i = 0; i < COHORT_LISTS; i++) answer->lists[i] = cohort_spool_new(folder);
  return answer;
}

void cohort_answer_free(struct cohort_answer *answer) {
  if (!answer) return;
  for (int i = 0; i < COHORT_LISTS; i++) cohort_spool_free(answer->lists[i]);
  json_decref(answer->head);
  json_decref(answer->forbidden);
  g_string_free(answer->text, TRUE);
  g_free(answer);
}

/* Takes the reference. */
static gboolean put(struct cohort_answer *answer, enum cohort_list list, json_t *item, GError **error) {
  char *text = json_dumps(item, JSON_COMPACT | JSON_ENCODE_ANY);
  json_decref(item);
  gboolean good = cohort_spool_add(answer->lists[list], text, error);
  free(text);
  return good;
}

/* -- rows -------------------------------------------------------------------------------------------------------- */

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

static json_t *faults_json(const GArray *faults, const struct cohort_header *header) {
  json_t *list = json_array();
  for (guint i = 0; i < faults->len; i++)
    json_array_append_new(list, fault_json(&g_array_index(faults, struct cohort_fault, i), header));
  return list;
}

char *cohort_answer_tail(const struct cohort_row *row, const struct cohort_header *header, gboolean silent) {
  json_t *both = json_pack("{s:o, s:o}", "values", silent ? json_object() : values_json(row), "errors",
                           faults_json(row->errors, header));
  if (row->warnings->len) json_object_set_new(both, "warnings", faults_json(row->warnings, header));
  char *text = json_dumps(both, JSON_COMPACT);
  json_decref(both);
  return text;
}

/* The tail that was made ahead serves unless the store added a fault, or says that there is nothing to show. */
static gboolean list_row(struct cohort_answer *answer, const struct cohort_row *row, const struct cohort_header *header,
                         const struct cohort_told *told, GError **error) {
  gboolean silent = told->status == COHORT_ERASED || answer->quiet;
  gboolean fresh = told->tail && told->tail_errors == row->errors->len && (answer->quiet || !silent);
  char *own = fresh ? NULL : cohort_answer_tail(row, header, silent);
  g_autofree char *id = told->person ? store_people_person_id(told->person) : NULL;
  const char *quote = id ? "\"" : "";
  g_string_printf(answer->text, "{\"line\":%u,\"status\":\"%s\",\"leaver\":%s%s%s,%s", row->line,
                  status_names[told->status], quote, id ? id : "null", quote, (fresh ? told->tail : own) + 1);
  free(own);
  return cohort_spool_add(answer->lists[COHORT_ROWS], answer->text->str, error);
}

static gboolean list_warnings(struct cohort_answer *answer, const struct cohort_row *row,
                              const struct cohort_header *header, GError **error) {
  for (guint i = 0; i < row->warnings->len; i++) {
    if (answer->quiet && answer->warned >= LISTED) break;
    json_t *item = fault_json(&g_array_index(row->warnings, struct cohort_fault, i), header);
    json_object_set_new(item, "line", json_integer(row->line));
    answer->warned++;
    if (!put(answer, COHORT_WARNINGS, item, error)) return FALSE;
  }
  return TRUE;
}

static gboolean list_unreachable(struct cohort_answer *answer, const struct cohort_row *row, GError **error) {
  answer->lost++;
  if (answer->quiet && answer->lost > LISTED) return TRUE;
  const char *number = row->value[COHORT_NUMBER];
  g_autofree char *message = cohorts_words_nl_unreachable(row->line, number);
  return put(answer, COHORT_UNREACHABLE,
             json_pack("{s:i, s:s, s:s}", "line", (int)row->line, "leerlingnummer", number, "message", message), error);
}

gboolean cohort_answer_row(struct cohort_answer *answer, const struct cohort_row *row,
                           const struct cohort_header *header, const struct cohort_told *told, GError **error) {
  answer->counts[told->status]++;
  gboolean listed = !answer->quiet || told->status == COHORT_FAULTY;
  if (listed && !list_row(answer, row, header, told, error)) return FALSE;
  if (told->status == COHORT_FAULTY || told->status == COHORT_ERASED) return TRUE;
  if (!*row->value[COHORT_GEMEENTE])
    answer->unplaced++;
  else if (*row->value[COHORT_GEMEENTE_SOURCE] == 'v')
    answer->presumed++;
  if (row->warnings->len && !list_warnings(answer, row, header, error)) return FALSE;
  return !cohort_checks_unreachable(row) || list_unreachable(answer, row, error);
}

gboolean cohort_answer_counsellor(struct cohort_answer *answer, const char *email, GError **error) {
  return put(answer, COHORT_NEW_COUNSELLORS, json_string(email), error);
}

guint cohort_answer_count(const struct cohort_answer *answer, enum cohort_status status) {
  return answer->counts[status];
}

/* -- the end ---------------------------------------------------------------------------------------------------------
 */

static json_t *strings(const GPtrArray *texts) {
  json_t *list = json_array();
  for (guint i = 0; i < texts->len; i++) json_array_append_new(list, json_string(texts->pdata[i]));
  return list;
}

/* Of columns: dropped ones are only listed, a BSN is a warning by itself. */
static json_t *forbidden(const struct cohort_header *header) {
  json_t *list = json_array();
  for (guint i = 0; i < header->forbidden->len; i++) {
    const char *heading = header->forbidden->pdata[i];
    g_autofree char *message = cohorts_words_nl_message(COHORTS_BSN_DROPPED, heading, heading, NULL);
    json_array_append_new(list, json_pack("{s:i, s:s, s:s, s:s}", "line", 1, "column", heading, "code",
                                          cohorts_words_nl_code(COHORTS_BSN_DROPPED), "message", message));
  }
  return list;
}

void cohort_answer_finish(struct cohort_answer *answer, const struct cohort_header *header, gboolean stored,
                          gboolean rejected_all) {
  const guint *counts = answer->counts;
  json_t *json = json_object();
  json_object_set_new(json, "accepted", json_integer(rejected_all ? 0 : counts[COHORT_NEW] + counts[COHORT_CHANGED]));
  json_object_set_new(json, "rejected", json_integer(counts[COHORT_FAULTY]));
  for (int i = COHORT_NEW; i <= COHORT_ERASED; i++) json_object_set_new(json, status_names[i], json_integer(counts[i]));
  json_object_set_new(json, "stored", json_boolean(stored));
  json_object_set_new(json, "dropped", strings(header->dropped));
  json_object_set_new(json, "unreachable_count", json_integer(answer->lost));
  json_object_set_new(json, "without_gemeente", json_integer(answer->unplaced));
  json_object_set_new(json, "presumed_gemeente", json_integer(answer->presumed));
  answer->stored = stored;
  answer->head = json;
  answer->forbidden = forbidden(header);
}

/* -- reading back ------------------------------------------------------------------------------------------------ */

const json_t *cohort_answer_head(const struct cohort_answer *answer) {
  return answer->head;
}

struct reading_back {
  const struct cohort_answer *answer;
  enum cohort_list list;
  gboolean (*each)(void *user, const json_t *item);
  void *user;
  gboolean enough;
};

/* Ids of people who were made and unmade again would lead to nobody. */
static void take_new_id_off(json_t *row) {
  const char *status = json_string_value(json_object_get(row, "status"));
  if (g_strcmp0(status, status_names[COHORT_NEW]) == 0 || g_strcmp0(status, status_names[COHORT_FAULTY]) == 0)
    json_object_set_new(row, "leaver", json_null());
}

static gboolean read_item(void *user, const char *text, GError **error) {
  struct reading_back *back = user;
  json_t *item = json_loads(text, JSON_DECODE_ANY, NULL);
  if (!item) {
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO, "temporary file: not what was written to it");
    return FALSE;
  }
  if (back->list == COHORT_ROWS && !back->answer->stored) take_new_id_off(item);
  back->enough = !back->each(back->user, item);
  json_decref(item);
  return !back->enough;
}

gboolean cohort_answer_each(struct cohort_answer *answer, enum cohort_list list,
                            gboolean (*each)(void *user, const json_t *item), void *user, GError **error) {
  struct reading_back back = {answer, list, each, user, FALSE};
  for (size_t i = 0; list == COHORT_WARNINGS && i < json_array_size(answer->forbidden); i++)
    if (!each(user, json_array_get(answer->forbidden, i))) return TRUE;
  return cohort_spool_each(answer->lists[list], read_item, &back, error) || back.enough;
}

static gboolean append(void *list, const json_t *item) {
  json_array_append(list, (json_t *)item);
  return TRUE;
}

json_t *cohort_answer_whole(struct cohort_answer *answer, GError **error) {
  json_t *whole = json_copy(answer->head);
  for (int i = 0; i < COHORT_LISTS; i++) {
    json_t *list = json_array();
    json_object_set_new(whole, cohort_answer_lists[i], list);
    if (cohort_answer_each(answer, (enum cohort_list)i, append, list, error)) continue;
    json_decref(whole);
    return NULL;
  }
  return whole;
}
