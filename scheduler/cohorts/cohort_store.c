#include "scheduler/cohorts/cohort_store.h"

#include <string.h>

#include "rules/calendar/date.h"
#include "scheduler/cohorts/cohort_checks.h"
#include "scheduler/cohorts/cohort_work.h"
#include "scheduler/cohorts/person_name.h"
#include "scheduler/store/store_addresses.h"
#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_staff.h"

/* What a corrected date may differ at most; another programme with a date further on is another leaving (S1). */
enum { CORRECTION_DAYS = 183 };

struct cohort_store {
  struct flow *flow;
  struct store *store;
  const struct flow_act *act;
  const struct cohorts_import *import;
  gint64 cohort;
  date_t today;
  gboolean tombstones; /* are there any at all? */
  GHashTable *staff;   /* address → id, in a gint64 of its own */
  GPtrArray *new_staff;
  GHashTable *names; /* name → enum cohort_id, of what is stored as a fact */
  GArray *lines;     /* guint32 by person id: the line that had it. Four bytes a person, whatever a row is */
  GString *body;
  struct store_addresses_batch *addresses;
  char known[COHORT_FIELDS][COHORT_VALUE_SIZE]; /* of the enrolment at hand */
};

struct cohort_store *cohort_store_new(struct flow *flow, struct cases *cases, const struct flow_act *act,
                                      const struct cohorts_import *import, GError **error) {
  g_autoptr(CohortStore) store = g_new0(struct cohort_store, 1);
  *store = (struct cohort_store){
      .flow = flow, .store = cases_store(cases), .act = act, .import = import, .today = DATE_NONE};
  date_parse_iso(import->today, &store->today);
  store->tombstones = store_people_any_tombstone(store->store);
  store->staff = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  store->new_staff = g_ptr_array_new_with_free_func(g_free);
  store->names = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < COHORT_FIELDS; i++)
    g_hash_table_insert(store->names, (char *)cohort_fields[i].name, GINT_TO_POINTER(i));
  store->lines = g_array_new(FALSE, TRUE, sizeof(guint32));
  store->body = g_string_sized_new(1024);
  store->addresses = store_addresses_batch_new(store->store);
  store->cohort = store_cohorts_for(store->store, import->organisation, import->cohort, error);
  return store->cohort ? g_steal_pointer(&store) : NULL;
}

void cohort_store_free(struct cohort_store *store) {
  if (!store) return;
  g_hash_table_unref(store->staff);
  g_hash_table_unref(store->names);
  g_ptr_array_unref(store->new_staff);
  g_array_unref(store->lines);
  g_string_free(store->body, TRUE);
  store_addresses_batch_free(store->addresses);
  g_free(store);
}

const GPtrArray *cohort_store_new_counsellors(const struct cohort_store *store) {
  return store->new_staff;
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
  if (!store_staff_add(store->store, &staff, store->act->now, error)) return 0;
  g_ptr_array_add(store->new_staff, g_strdup(email));
  return staff.id;
}

/* A counsellor may work for two schools of one board; who reads hand-overs is nobody's counsellor. */
static gboolean is_counsellor(const struct store_staff *staff) {
  return strcmp(staff->role, "municipality") != 0 && strcmp(staff->role, "doorstroompunt") != 0;
}

/* 0 without an error: somebody of a gemeente or a Doorstroompunt, which is an error of the row. */
static gint64 find_staff(struct cohort_store *store, const char *email, GError **error) {
  gint64 *known = g_hash_table_lookup(store->staff, email);
  if (known) return *known;
  GError *own = NULL;
  struct store_staff *staff = store_staff_by_email(store->store, email, &own);
  gint64 id = 0;
  if (staff)
    id = is_counsellor(staff) ? staff->id : 0;
  else if (!own)
    id = make_staff(store, email, &own);
  store_staff_free(staff);
  if (own) {
    g_propagate_error(error, own);
    return 0;
  }
  g_hash_table_insert(store->staff, g_strdup(email), g_memdup2(&id, sizeof id));
  return id;
}

/* -- facts
 * --------------------------------------------------------------------------------------------------------------- */

static gboolean is_fact(int id) {
  return id != COHORT_NUMBER && id != COHORT_COUNSELLOR;
}

static gboolean same_or_empty(const struct cohort_store *store, const struct cohort_row *row, enum cohort_id id) {
  return !*row->value[id] || strcmp(row->value[id], store->known[id]) == 0;
}

/* A gemeente that a person confirmed is not presumed again from the same address (S23). */
static gboolean confirmed(const struct cohort_store *store, const struct cohort_row *row) {
  return strcmp(store->known[COHORT_GEMEENTE_SOURCE], "bevestigd") == 0 &&
         strcmp(row->value[COHORT_GEMEENTE_SOURCE], "vermoed") == 0 && same_or_empty(store, row, COHORT_POSTCODE) &&
         same_or_empty(store, row, COHORT_PLACE);
}

/* Lines for what is in the row and differs from what is known. An empty cell takes nothing away: a later file may have
 * fewer columns, or not know any more. */
static void changed_facts(struct cohort_store *store, const struct cohort_row *row) {
  gboolean settled = confirmed(store, row);
  g_string_truncate(store->body, 0);
  for (int i = 0; i < COHORT_FIELDS; i++) {
    const char *value = row->value[i];
    if (settled && (i == COHORT_GEMEENTE || i == COHORT_GEMEENTE_SOURCE)) continue;
    if (!*value || !is_fact(i) || strcmp(value, store->known[i]) == 0) continue;
    g_string_append(store->body, cohort_fields[i].name);
    g_string_append_c(store->body, '=');
    g_string_append(store->body, value);
    g_string_append_c(store->body, '\n');
  }
}

/* What the row's own words make untrue: without a diploma there is no diploma date, and a number or address that the
 * import set apart is no longer in its old place. */
static void withdrawn_facts(struct cohort_store *store, const struct cohort_row *row) {
  static const struct {
    enum cohort_id when;
    const char *is;
    enum cohort_id gone;
  } rules[] = {{COHORT_DIPLOMA, "nee", COHORT_GRADUATION},
               {COHORT_LANDLINE, NULL, COHORT_MOBILE},
               {COHORT_SCHOOL_EMAIL, NULL, COHORT_EMAIL}};
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
    const char *value = row->value[rules[i].when], *gone = row->value[rules[i].gone];
    gboolean applies = *value && (!rules[i].is || strcmp(value, rules[i].is) == 0);
    if (applies && !*gone && *store->known[rules[i].gone])
      g_string_append_printf(store->body, "%s=\n", cohort_fields[rules[i].gone].name);
  }
}

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
        !store_addresses_batch_own(store->addresses, value, person, error))
      return FALSE;
  }
  return TRUE;
}

/* -- enrolments
 * ------------------------------------------------------------------------------------------------------------ */

static gboolean fill_enrolment(struct cohort_store *store, struct cohort_row *row, gint64 person, gint64 enrolment,
                               GError **error) {
  forget_known(store);
  changed_facts(store, row);
  /* Not through flow_correct, which wakes: who comes in new is started by `cohort start` (S21), in a running cohort by
   * the same verb said again. */
  return store_facts_begin(store->store, enrolment, store->act->now, store->today, "import", store->body->str, error) &&
         own_addresses(store, row, person, error) &&
         cohort_work_enter(store->flow, store->act, enrolment, row, (const char(*)[COHORT_VALUE_SIZE])store->known,
                           error);
}

static gboolean another(struct cohort_store *store, struct cohort_row *row, const struct store_enrolment *latest,
                        gint64 counsellor, GError **error) {
  gint64 enrolment = 0;
  return store_people_add_enrolment(store->store, latest->person, latest->ordinal + 1, store->cohort, counsellor,
                                    &enrolment, error) &&
         fill_enrolment(store, row, latest->person, enrolment, error);
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
  changed_facts(store, row);
  withdrawn_facts(store, row);
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

static gboolean existing(struct cohort_store *store, struct cohort_row *row, gint64 person, gint64 counsellor,
                         enum cohort_status *status, GError **error) {
  g_autoptr(GPtrArray) all = store_people_enrolments(store->store, person, error);
  if (!all) return FALSE;
  *status = COHORT_NEW;
  const struct store_enrolment *latest = all->pdata[all->len - 1];
  forget_known(store);
  if (!store_facts_each(store->store, latest->id, G_MAXINT64, keep_known, store, error)) return FALSE;
  enum relation relation = relate(store, row);
  if (relation == ANOTHER) return another(store, row, latest, counsellor, error);
  if (relation == SAME) return update_enrolment(store, row, latest, counsellor, status, error);
  const char *date =
      store->known[strcmp(store->known[COHORT_EDUCATION], "mbo") == 0 ? COHORT_GRADUATION : COHORT_LEAVING];
  cohort_row_error(row, COHORTS_DOUBT, COHORT_EDUCATION, row->value[COHORT_FIRST_NAME], date);
  *status = COHORT_FAULTY;
  return TRUE;
}

/* -- rows
 * ---------------------------------------------------------------------------------------------------------------------
 */

/* TRUE when this person's number stood on an earlier line of the file: then the row has its error. */
static gboolean came_before(struct cohort_store *store, struct cohort_row *row, gint64 person) {
  guint at = (guint)person;
  if (at >= store->lines->len) g_array_set_size(store->lines, MAX(at + 1, store->lines->len * 2));
  guint32 *line = &g_array_index(store->lines, guint32, at);
  if (*line == 0) {
    *line = row->line;
    return FALSE;
  }
  char text[16];
  g_snprintf(text, sizeof text, "%u", *line);
  cohort_row_error(row, COHORTS_DUPLICATE, COHORT_NUMBER, row->value[COHORT_NUMBER], text);
  return TRUE;
}

gboolean cohort_store_seen(struct cohort_store *store, struct cohort_row *row, GError **error) {
  gint64 person = 0;
  gboolean is_new = FALSE;
  if (!*row->value[COHORT_NUMBER]) return TRUE;
  if (!store_people_enter(store->store, store->import->organisation, row->value[COHORT_NUMBER], store->cohort, 0,
                          &person, &is_new, error))
    return FALSE;
  came_before(store, row, person);
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

gboolean cohort_store_row(struct cohort_store *store, struct cohort_row *row, enum cohort_status *status,
                          gint64 *person, GError **error) {
  const char *number = row->value[COHORT_NUMBER];
  *person = 0;
  *status = COHORT_ERASED;
  if (was_erased(store, row)) return TRUE;
  *status = COHORT_FAULTY;
  GError *own = NULL;
  gint64 counsellor = find_staff(store, row->value[COHORT_COUNSELLOR], &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!counsellor)
    cohort_row_error(row, COHORTS_OTHER_ORGANISATION, COHORT_COUNSELLOR, row->value[COHORT_COUNSELLOR], NULL);
  if (!counsellor) return TRUE;
  gboolean is_new = FALSE;
  if (!store_people_enter(store->store, store->import->organisation, number, store->cohort, counsellor, person, &is_new,
                          error))
    return FALSE;
  if (came_before(store, row, *person)) return TRUE;
  if (!is_new) return existing(store, row, *person, counsellor, status, error);
  *status = COHORT_NEW;
  return fill_enrolment(store, row, *person, *person, error);
}

gboolean cohort_store_finish(struct cohort_store *store, GError **error) {
  return store_addresses_batch_write(store->addresses, error);
}
