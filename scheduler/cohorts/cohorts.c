#include "scheduler/cohorts/cohorts.h"

#include <string.h>

#include "scheduler/cohorts/cohort_lots.h"
#include "scheduler/cohorts/cohort_store.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_organisations.h"

G_DEFINE_QUARK(cohorts_error, cohorts_error)

struct reading {
  const struct cohorts_import *import;
  struct cohort_sheet *sheet;
  struct cohort_mapping *mapping;
  struct cohort_header *header;
  struct cohort_lots *lots;
  struct cohort_store *store;
  struct cohort_answer *answer;
  struct cohort_checks checks;
};

static void clear_reading(struct reading *reading) {
  cohort_lots_free(reading->lots); /* first: its thread reads what the others are */
  cohort_answer_free(reading->answer);
  cohort_store_free(reading->store);
  cohort_row_header_free(reading->header);
  cohort_sheet_close(reading->sheet);
  cohort_mapping_free(reading->mapping);
}

/* What the reader says of a file becomes ours: the caller has one domain to look at. */
static gboolean file_error(GError **error, GError *from) {
  if (from) g_set_error_literal(error, COHORTS_ERROR, COHORTS_ERROR_FILE, from->message);
  g_clear_error(&from);
  return FALSE;
}

static gboolean organisation_exists(struct cases *cases, const char *id, GError **error) {
  g_autoptr(GPtrArray) all = store_organisations_all(cases_store(cases), error);
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (strcmp(((struct store_organisation *)all->pdata[i])->id, id) == 0) return TRUE;
  g_set_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL, "there is no organisation %s", id);
  return FALSE;
}

static gboolean check_call(const struct cohorts_import *import, GError **error) {
  date_t today;
  const char *wrong = NULL;
  if (!import->organisation || !*import->organisation)
    wrong = "an organisation is needed";
  else if (!import->cohort || !*import->cohort)
    wrong = "a cohort needs a name";
  else if (!import->today || !date_parse_iso(import->today, &today))
    wrong = "the day of the import is no date";
  if (wrong) g_set_error_literal(error, COHORTS_ERROR, COHORTS_ERROR_CALL, wrong);
  return wrong == NULL;
}

/* S17: what is recorded earlier than what is known would change the past. A dry run records nothing. */
static gboolean check_time(struct store *store, const struct flow_act *act, const struct cohorts_import *import,
                           GError **error) {
  if (import->dry_run || act->now >= store_events_newest(store)) return TRUE;
  g_set_error_literal(error, COHORTS_ERROR, COHORTS_ERROR_CALL, "the time lies before the newest event");
  return FALSE;
}

/* A sheet without any row has no error of its own. */
static gboolean no_rows(GError **error, GError *from) {
  if (from) return file_error(error, from);
  g_set_error_literal(error, COHORTS_ERROR, COHORTS_ERROR_FILE, cohorts_words_nl_file(COHORTS_WORDS_EMPTY));
  return FALSE;
}

static gboolean open_file(struct reading *reading, int file, GError **error) {
  GError *own = NULL;
  reading->mapping = cohort_mapping_read(reading->import->mapping, error);
  if (!reading->mapping) return FALSE;
  reading->sheet = cohort_sheet_open(file, reading->mapping, &own);
  struct csv_row first;
  if (!reading->sheet || !cohort_sheet_next(reading->sheet, &first, &own)) return no_rows(error, own);
  reading->header = cohort_row_header(&first, reading->mapping, error);
  return reading->header != NULL;
}

static gboolean all_rows(struct reading *reading, GError **error) {
  struct cohort_outcome outcomes[COHORT_LOTS_ROWS];
  GError *own = NULL;
  for (struct cohort_lot *lot; (lot = cohort_lots_next(reading->lots, &own));) {
    if (!cohort_store_lot(reading->store, lot, outcomes, error)) return FALSE;
    for (guint i = 0; i < lot->count; i++) {
      const struct cohort_told told = {outcomes[i].status, outcomes[i].person, lot->tails[i], lot->tail_errors[i]};
      if (!cohort_answer_row(reading->answer, lot->rows[i], reading->header, &told, error)) return FALSE;
    }
  }
  return !own || file_error(error, own);
}

/* One line in the record; an import that changed nothing leaves none, so that the same file twice changes nothing. */
static gboolean keep(struct reading *reading, struct flow *flow, const struct flow_act *act, GError **error) {
  guint made = cohort_answer_count(reading->answer, COHORT_NEW),
        changed = cohort_answer_count(reading->answer, COHORT_CHANGED);
  if (made + changed == 0) return TRUE;
  g_autofree char *content = g_strdup_printf(
      "cohort %s: %u new, %u changed, %u unchanged, %u rejected, %u erased", reading->import->cohort, made, changed,
      cohort_answer_count(reading->answer, COHORT_UNCHANGED), cohort_answer_count(reading->answer, COHORT_FAULTY),
      cohort_answer_count(reading->answer, COHORT_ERASED));
  return flow_record(flow, act, reading->import->organisation, "import", 0, content, error);
}

static gboolean carry_out(struct reading *reading, struct flow *flow, struct cases *cases, const struct flow_act *act,
                          gboolean *rejected, GError **error) {
  reading->store = cohort_store_new(flow, cases, act, reading->import, reading->answer, error);
  if (!reading->store || !all_rows(reading, error)) return FALSE;
  *rejected = cohort_answer_count(reading->answer, COHORT_FAULTY) > 0 && !reading->import->accept_valid;
  return *rejected || (cohort_store_finish(reading->store, error) && keep(reading, flow, act, error));
}

static gboolean begin(struct reading *reading, struct cases *cases, int file, GError **error) {
  const struct cohorts_import *import = reading->import;
  if (!check_call(import, error) || !organisation_exists(cases, import->organisation, error) ||
      !open_file(reading, file, error))
    return FALSE;
  date_parse_iso(import->today, &reading->checks.today);
  const struct cohort_lots_source source = {reading->sheet, reading->header, reading->mapping, &reading->checks,
                                            import->quiet};
  reading->lots = cohort_lots_new(&source, import->threads ? import->threads : g_get_num_processors());
  reading->answer = cohort_answer_new(import->quiet, import->folder);
  return TRUE;
}

struct cohort_answer *cohorts_import(struct flow *flow, struct cases *cases, const struct flow_act *act, int file,
                                     const struct cohorts_import *import, GError **error) {
  struct reading reading = {.import = import};
  struct cohort_answer *answer = NULL;
  gboolean rejected = FALSE;
  struct store *store = cases_store(cases);
  g_auto(GStrv) domains = g_strsplit_set(import->school_domains ? import->school_domains : "", " ,;", -1);
  reading.checks.school_domains = (const char *const *)domains;
  if (!begin(&reading, cases, file, error)) goto out;
  if (!store_begin(store, error) || !check_time(store, act, import, error)) goto out;
  if (!carry_out(&reading, flow, cases, act, &rejected, error)) goto out;
  gboolean stored = !rejected && !import->dry_run;
  if (stored && !store_commit(store, error)) goto out;
  if (!stored) store_rollback(store);
  cohort_answer_finish(reading.answer, reading.header, stored, rejected);
  answer = g_steal_pointer(&reading.answer);
out:
  if (!answer && store_in_transaction(store)) store_rollback(store);
  clear_reading(&reading);
  return answer;
}
