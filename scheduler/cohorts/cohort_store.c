#include "scheduler/cohorts/cohort_store.h"

#include <string.h>

#include "rules/calendar/date.h"
#include "scheduler/cohorts/cohort_addresses.h"
#include "scheduler/cohorts/cohort_checks.h"
#include "scheduler/cohorts/cohort_facts.h"
#include "scheduler/cohorts/cohort_lines.h"
#include "scheduler/cohorts/cohort_work.h"
#include "scheduler/cohorts/person_name.h"

/* What a corrected date may differ at most; another programme with a date further on is another leaving (S1). */
enum { CORRECTION_DAYS = 183 };
/* Counsellors that are kept by heart: a school has some hundreds, and a file in which a wrong column was mapped one a
 * row. */
enum { STAFF_KEPT = 4096 };

/* A lot on its way: what goes into the store with one statement. */
struct batch {
  guint count, fresh;
  struct store_people_entry entries[COHORT_LOTS_ROWS];
  guint row_of[COHORT_LOTS_ROWS];                  /* of an entry */
  struct store_facts_body facts[COHORT_LOTS_ROWS]; /* of who is new */
  guint new_row[COHORT_LOTS_ROWS];
};

struct cohort_store {
  struct flow *flow;
  struct store *store;
  const struct flow_act *act;
  const struct cohorts_import *import;
  struct cohort_answer *answer;
  gint64 cohort;
  date_t today;
  struct store_facts_act facts;
  gboolean tombstones; /* are there any at all? */
  GHashTable *staff;   /* address → id, in a gint64 of its own */
  GHashTable *names;   /* name → enum cohort_id, of what is stored as a fact */
  struct cohort_lines *lines;
  GString *body;
  struct cohort_addresses *addresses;
  char known[COHORT_FIELDS][COHORT_VALUE_SIZE]; /* of the enrolment at hand */
  struct batch batch;
};

struct cohort_store *cohort_store_new(struct flow *flow, struct cases *cases, const struct flow_act *act,
                                      const struct cohorts_import *import, struct cohort_answer *answer,
                                      GError **error) {
  g_autoptr(CohortStore) store = g_new0(struct cohort_store, 1);
  store->flow = flow;
  store->store = cases_store(cases);
  store->act = act;
  store->import = import;
  store->answer = answer;
  store->today = DATE_NONE;
  date_parse_iso(import->today, &store->today);
  store->facts = (struct store_facts_act){act->now, store->today, "import"};
  store->tombstones = store_people_any_tombstone(store->store);
  store->staff = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  store->names = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < COHORT_FIELDS; i++)
    g_hash_table_insert(store->names, (char *)cohort_fields[i].name, GINT_TO_POINTER(i));
  store->lines = cohort_lines_new(import->folder);
  store->body = g_string_sized_new(1024);
  store->addresses = cohort_addresses_new(import->folder);
  store->cohort = store_cohorts_for(store->store, import->organisation, import->cohort, error);
  return store->cohort ? g_steal_pointer(&store) : NULL;
}

void cohort_store_free(struct cohort_store *store) {
  if (!store) return;
  g_hash_table_unref(store->staff);
  g_hash_table_unref(store->names);
  cohort_lines_free(store->lines);
  g_string_free(store->body, TRUE);
  cohort_addresses_free(store->addresses);
  g_free(store);
}

/* -- the counsellor ---------------------------------------------------------------------------------------------------
 */

/* Messages are signed with the name: what the address tells is better than nothing until `user add` fills it in. */
static gint64 make_staff(struct cohort_store *store, const char *email, GError **error) {
  g_autofree char *name = person_name_of_address(email);
  struct store_staff staff = {.organisation = (char *)store->import->organisation,
                              .role = (char *)"counsellor",
                              .email = (char *)email,
                              .name = name,
                              .phone = (char *)"",
                              .password = (char *)"",
                              .halfdays = CALENDAR_FULL_WEEK};
  gboolean good = store_staff_add(store->store, &staff, store->act->now, error) &&
                  cohort_answer_counsellor(store->answer, email, error);
  return good ? staff.id : 0;
}

/* A counsellor may work for two schools of one board; who reads hand-overs is nobody's counsellor. */
static gboolean is_counsellor(const struct store_staff *staff) {
  return strcmp(staff->role, "municipality") != 0 && strcmp(staff->role, "doorstroompunt") != 0;
}

/* *id 0: somebody of a gemeente or a Doorstroompunt, which is an error of the row. FALSE: the store refused. */
static gboolean find_staff(struct cohort_store *store, const char *email, gint64 *id, GError **error) {
  const gint64 *known = g_hash_table_lookup(store->staff, email);
  *id = known ? *known : 0;
  if (known) return TRUE;
  GError *own = NULL;
  struct store_staff *staff = store_staff_by_email(store->store, email, &own);
  if (staff)
    *id = is_counsellor(staff) ? staff->id : 0;
  else if (!own)
    *id = make_staff(store, email, &own);
  store_staff_free(staff);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (g_hash_table_size(store->staff) == STAFF_KEPT) g_hash_table_remove_all(store->staff);
  g_hash_table_insert(store->staff, g_strdup(email), g_memdup2(id, sizeof *id));
  return TRUE;
}

/* -- facts
 * --------------------------------------------------------------------------------------------------------------- */

static void keep_known(void *user, const char *name, const char *value, gint64 recorded_at) {
  (void)recorded_at;
  struct cohort_store *store = user;
  gpointer id = NULL;
  if (g_hash_table_lookup_extended(store->names, name, NULL, &id))
    g_strlcpy(store->known[GPOINTER_TO_INT(id)], value, COHORT_VALUE_SIZE);
}

static void forget_known(struct cohort_store *store) {
  for (int i = 0; i < COHORT_FIELDS; i++) store->known[i][0] = '\0';
}

static gboolean own_addresses(struct cohort_store *store, const struct cohort_row *row, gint64 person, GError **error) {
  static const enum cohort_id addresses[] = {COHORT_MOBILE,       COHORT_LANDLINE,       COHORT_EMAIL,
                                             COHORT_SCHOOL_EMAIL, COHORT_CONTACT_MOBILE, COHORT_CONTACT_EMAIL};
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
    const char *value = row->value[addresses[i]];
    if (*value && strcmp(value, store->known[addresses[i]]) != 0 &&
        !cohort_addresses_add(store->addresses, value, person, error))
      return FALSE;
  }
  return TRUE;
}

/* -- enrolments
 * ------------------------------------------------------------------------------------------------------------ */

/* What goes with the first facts of an enrolment; `known` is empty. */
static gboolean fill_enrolment(struct cohort_store *store, const struct cohort_row *row, gint64 person,
                               gint64 enrolment, GError **error) {
  return own_addresses(store, row, person, error) &&
         cohort_work_enter(store->flow, store->act, enrolment, row, (const char(*)[COHORT_VALUE_SIZE])store->known,
                           error);
}

static gboolean another(struct cohort_store *store, const struct cohort_row *row, const char *facts,
                        const struct store_enrolment *latest, gint64 counsellor, GError **error) {
  struct store_facts_body first = {0, facts};
  forget_known(store);
  return store_people_add_enrolment(store->store, latest->person, latest->ordinal + 1, store->cohort, counsellor,
                                    &first.enrolment, error) &&
         store_facts_begin(store->store, &store->facts, &first, 1, error) &&
         fill_enrolment(store, row, latest->person, first.enrolment, error);
}

static gboolean differs(const struct cohort_store *store, const struct cohort_row *row, enum cohort_id id) {
  return *row->value[id] && *store->known[id] && strcmp(row->value[id], store->known[id]) != 0;
}

enum relation { SAME, ANOTHER, DOUBTFUL };

/* S1: a corrected date keeps the enrolment; another crebo, niveau or onderwijs with a new date opens the next. */
static enum relation relate(const struct cohort_store *store, const struct cohort_row *row) {
  if (!differs(store, row, COHORT_CREBO) && !differs(store, row, COHORT_LEVEL) &&
      !differs(store, row, COHORT_EDUCATION))
    return SAME;
  const char *known[COHORT_FIELDS];
  for (int i = 0; i < COHORT_FIELDS; i++) known[i] = store->known[i];
  date_t before = cohort_checks_anchor(known), after = cohort_checks_anchor(row->value);
  if (after == DATE_NONE || after == before) return SAME;
  if (before == DATE_NONE || after < before + CORRECTION_DAYS) return DOUBTFUL;
  return ANOTHER;
}

static gboolean update_enrolment(struct cohort_store *store, const struct cohort_row *row,
                                 const struct store_enrolment *enrolment, gint64 counsellor, enum cohort_status *status,
                                 GError **error) {
  g_string_truncate(store->body, 0);
  cohort_facts_changed(store->body, row, (const char(*)[COHORT_VALUE_SIZE])store->known);
  gboolean facts = store->body->len > 0, moved = enrolment->counsellor != counsellor;
  *status = facts || moved ? COHORT_CHANGED : COHORT_UNCHANGED;
  if (facts && !flow_correct(store->flow, store->act, enrolment->id, store->today, "import", store->body->str, error))
    return FALSE;
  if (moved && (!store_people_set_counsellor(store->store, enrolment->id, counsellor, error) ||
                !flow_wake(store->flow, store->act, enrolment->id, error)))
    return FALSE;
  return !facts || (own_addresses(store, row, enrolment->person, error) &&
                    cohort_work_enter(store->flow, store->act, enrolment->id, row,
                                      (const char(*)[COHORT_VALUE_SIZE])store->known, error));
}

static gboolean existing(struct cohort_store *store, struct cohort_row *row, const char *facts, gint64 counsellor,
                         struct cohort_outcome *outcome, GError **error) {
  g_autoptr(GPtrArray) all = store_people_enrolments(store->store, outcome->person, error);
  if (!all) return FALSE;
  outcome->status = COHORT_NEW;
  const struct store_enrolment *latest = all->pdata[all->len - 1];
  forget_known(store);
  if (!store_facts_each(store->store, latest->id, G_MAXINT64, keep_known, store, error)) return FALSE;
  enum relation relation = relate(store, row);
  if (relation == ANOTHER) return another(store, row, facts, latest, counsellor, error);
  if (relation == SAME) return update_enrolment(store, row, latest, counsellor, &outcome->status, error);
  const char *date =
      store->known[strcmp(store->known[COHORT_EDUCATION], "mbo") == 0 ? COHORT_GRADUATION : COHORT_LEAVING];
  cohort_row_error(row, COHORTS_DOUBT, COHORT_EDUCATION, row->value[COHORT_FIRST_NAME], date);
  outcome->status = COHORT_FAULTY;
  return TRUE;
}

/* -- rows ------------------------------------------------------------------------------------------------------------
 */

/* *before: this person's number stood on an earlier line of the file; then the row has its error. */
static gboolean came_before(struct cohort_store *store, struct cohort_row *row, gint64 person, gboolean *before,
                            GError **error) {
  guint line = 0;
  if (!cohort_lines_meet(store->lines, person, row->line, &line, error)) return FALSE;
  *before = line != 0;
  if (!line) return TRUE;
  char text[16];
  g_snprintf(text, sizeof text, "%u", line);
  cohort_row_error(row, COHORTS_DUPLICATE, COHORT_NUMBER, row->value[COHORT_NUMBER], text);
  return TRUE;
}

/* S24: of the person, or of an address that somebody stopped before being erased. */
static gboolean was_erased(const struct cohort_store *store, const struct cohort_row *row) {
  static const enum cohort_id addresses[] = {COHORT_MOBILE, COHORT_EMAIL, COHORT_SCHOOL_EMAIL};
  char key[FLOW_KEY_SIZE];
  if (!store->tombstones) return FALSE;
  flow_tombstone_person(store->flow, store->import->organisation, row->value[COHORT_NUMBER], key);
  if (store_people_has_tombstone(store->store, key)) return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
    if (!*row->value[addresses[i]]) continue;
    flow_tombstone_address(store->flow, row->value[addresses[i]], key);
    if (store_people_has_tombstone(store->store, key)) return TRUE;
  }
  return FALSE;
}

static void add_entry(struct batch *batch, const struct cohort_row *row, guint at, gint64 counsellor) {
  batch->entries[batch->count] =
      (struct store_people_entry){.number = row->value[COHORT_NUMBER], .counsellor = counsellor};
  batch->row_of[batch->count++] = at;
}

/* Whose number is to be looked up, and who is to be made: the batch's entries. */
static gboolean sort_out(struct cohort_store *store, struct cohort_row *row, guint at, struct cohort_outcome *outcome,
                         GError **error) {
  *outcome = (struct cohort_outcome){COHORT_FAULTY, 0};
  if (row->errors->len) {
    if (!store->import->accept_valid && *row->value[COHORT_NUMBER]) add_entry(&store->batch, row, at, 0);
    return TRUE;
  }
  if (was_erased(store, row)) {
    outcome->status = COHORT_ERASED;
    return TRUE;
  }
  gint64 counsellor;
  if (!find_staff(store, row->value[COHORT_COUNSELLOR], &counsellor, error)) return FALSE;
  if (counsellor)
    add_entry(&store->batch, row, at, counsellor);
  else
    cohort_row_error(row, COHORTS_OTHER_ORGANISATION, COHORT_COUNSELLOR, row->value[COHORT_COUNSELLOR], NULL);
  return TRUE;
}

/* A row with faults of its own was entered only to know whether its number came before. */
static gboolean settle(struct cohort_store *store, const struct cohort_lot *lot, const struct store_people_entry *entry,
                       guint at, struct cohort_outcome *outcome, GError **error) {
  struct cohort_row *row = lot->rows[at];
  struct batch *batch = &store->batch;
  gboolean faulty = row->errors->len > 0, before = FALSE;
  if (!came_before(store, row, entry->person, &before, error)) return FALSE;
  if (faulty) return TRUE;
  outcome->person = entry->person;
  if (before) return TRUE;
  if (!entry->is_new) return existing(store, row, lot->facts[at], entry->counsellor, outcome, error);
  outcome->status = COHORT_NEW;
  batch->facts[batch->fresh] = (struct store_facts_body){entry->person, lot->facts[at]};
  batch->new_row[batch->fresh++] = at;
  return TRUE;
}

/* Not through flow_correct, which wakes: who comes in new is started by `cohort start` (S21), in a running cohort by
 * the same verb said again. */
static gboolean fill_new(struct cohort_store *store, const struct cohort_lot *lot, GError **error) {
  const struct batch *batch = &store->batch;
  forget_known(store);
  if (!store_facts_begin(store->store, &store->facts, batch->facts, batch->fresh, error)) return FALSE;
  for (guint i = 0; i < batch->fresh; i++) {
    gint64 person = batch->facts[i].enrolment;
    if (!fill_enrolment(store, lot->rows[batch->new_row[i]], person, person, error)) return FALSE;
  }
  return TRUE;
}

gboolean cohort_store_lot(struct cohort_store *store, const struct cohort_lot *lot,
                          struct cohort_outcome outcomes[COHORT_LOTS_ROWS], GError **error) {
  struct batch *batch = &store->batch;
  batch->count = batch->fresh = 0;
  for (guint i = 0; i < lot->count; i++)
    if (!sort_out(store, lot->rows[i], i, &outcomes[i], error)) return FALSE;
  if (!store_people_enter_lot(store->store, store->import->organisation, store->cohort, batch->entries, batch->count,
                              error))
    return FALSE;
  for (guint i = 0; i < batch->count; i++) {
    guint at = batch->row_of[i];
    if (!settle(store, lot, &batch->entries[i], at, &outcomes[at], error)) return FALSE;
  }
  return fill_new(store, lot, error);
}

gboolean cohort_store_finish(struct cohort_store *store, GError **error) {
  return cohort_addresses_write(store->addresses, store->store, error);
}
