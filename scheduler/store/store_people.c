#include "scheduler/store/store_people.h"

#include <string.h>

#include "scheduler/store/store_sql.h"

#define COLUMNS                                                                                                        \
  "SELECT e.id, e.person, e.cohort, e.counsellor, e.policy, e.ordinal, e.state, e.wake, e.organisation, e.number "

void store_people_enrolment_free(struct store_enrolment *enrolment) {
  if (!enrolment) return;
  g_free(enrolment->organisation);
  g_free(enrolment->number);
  g_free(enrolment);
}

static void *read_enrolment(const struct store_sql_rows *rows) {
  struct store_enrolment *enrolment = g_new0(struct store_enrolment, 1);
  enrolment->id = store_sql_get_long(rows, 0);
  enrolment->person = store_sql_get_long(rows, 1);
  enrolment->cohort = store_sql_get_long(rows, 2);
  enrolment->counsellor = store_sql_get_long(rows, 3);
  enrolment->policy = store_sql_get_long(rows, 4);
  enrolment->ordinal = store_sql_get_int(rows, 5);
  enrolment->state = store_sql_get_int(rows, 6);
  enrolment->wake = store_sql_get_long(rows, 7);
  enrolment->organisation = store_sql_dup_text(rows, 8);
  enrolment->number = store_sql_dup_text(rows, 9);
  return enrolment;
}

/* -- finding --------------------------------------------------------------------------------------------------- */
static gint64 find_id(struct store *store, gint64 id, GError **error) {
  gint64 person = 0;
  store_sql_number(store, &person, NULL, error, "SELECT id FROM enrolment WHERE id = $1 AND ordinal = 1",
                   VALUES(store_sql_int(id)));
  return person;
}

static gint64 find_number(struct store *store, const char *organisation, const char *number, GError **error) {
  gint64 person = 0;
  store_sql_number(store, &person, NULL, error,
                   "SELECT id FROM enrolment WHERE organisation = $1 AND number = $2 AND ordinal = 1",
                   VALUES(store_sql_text(organisation), store_sql_text(number)));
  return person;
}

gint64 store_people_find_person(struct store *store, const char *id, GError **error) {
  gint64 number = 0;
  if (id[0] == 'L' && g_ascii_string_to_signed(id + 1, 10, 1, G_MAXINT64, &number, NULL))
    return find_id(store, number, error);
  const char *slash = strchr(id, '/');
  if (!slash) return 0;
  g_autofree char *organisation = g_strndup(id, (gsize)(slash - id));
  return find_number(store, organisation, slash + 1, error);
}

char *store_people_person_id(gint64 person) {
  return g_strdup_printf("L%" G_GINT64_FORMAT, person);
}

struct store_enrolment *store_people_enrolment(struct store *store, gint64 enrolment, GError **error) {
  return store_sql_one(store, read_enrolment, error, COLUMNS "FROM enrolment e WHERE e.id = $1",
                       VALUES(store_sql_int(enrolment)));
}

GPtrArray *store_people_enrolments(struct store *store, gint64 person, GError **error) {
  return store_sql_all(store, read_enrolment, (GDestroyNotify)store_people_enrolment_free, error,
                       COLUMNS STORE_SQL_OF_PERSON " ORDER BY e.ordinal", VALUES(store_sql_int(person)));
}

GArray *store_people_enrolments_in(struct store *store, gint64 cohort, GError **error) {
  return store_sql_numbers(store, error,
                           "SELECT id FROM enrolment WHERE cohort = $1"
                           " AND organisation = (SELECT organisation FROM cohort WHERE id = $1) ORDER BY id",
                           VALUES(store_sql_int(cohort)));
}

GArray *store_people_enrolments_of(struct store *store, const char *organisation, GError **error) {
  if (!organisation) return store_sql_numbers(store, error, "SELECT id FROM enrolment ORDER BY id", NO_VALUES);
  return store_sql_numbers(store, error, "SELECT id FROM enrolment WHERE organisation = $1 ORDER BY id",
                           VALUES(store_sql_text(organisation)));
}

/* -- import ---------------------------------------------------------------------------------------------------- */
/* The newest id that was ever given away: that of the newest enrolment, or of an erased one. Rows that are rolled back
 * take their ids with them, which nobody saw. */
static gboolean newest_enrolment(struct store *store, gint64 *newest, GError **error) {
  gint64 gone = 0;
  *newest = store->newest_enrolment;
  if (*newest) return TRUE;
  if (!store_sql_number(store, newest, NULL, error, "SELECT MAX(id) FROM enrolment", NO_VALUES) ||
      !store_sql_number(store, &gone, NULL, error,
                        "SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'newest_enrolment'", NO_VALUES))
    return FALSE;
  *newest = MAX(*newest, gone);
  store->newest_enrolment = *newest;
  return TRUE;
}

/* Trying the insert first: a new file is all new people, and it costs one look at the index less than asking first. */
gboolean store_people_enter(struct store *store, const char *organisation, const char *number, gint64 cohort,
                            gint64 counsellor, gint64 *person, gboolean *is_new, GError **error) {
  gint64 newest;
  if (!newest_enrolment(store, &newest, error) ||
      !store_sql_insert(store, person, is_new, error,
                        "INSERT INTO enrolment (id, person, organisation, number, ordinal, cohort, counsellor, state)"
                        " VALUES ($1, $1, $2, $3, 1, $4, $5, 0) ON CONFLICT (organisation, number, ordinal) DO NOTHING",
                        VALUES(store_sql_int(newest + 1), store_sql_text(organisation), store_sql_text(number),
                               store_sql_int(cohort), store_sql_int(counsellor))))
    return FALSE;
  store->newest_enrolment = *is_new ? *person : newest;
  if (!*is_new) *person = find_number(store, organisation, number, error);
  return *person != 0;
}

/* -- an import's lots -------------------------------------------------------------------------------------------- */
/* Rows a statement: starting one costs as much as inserting a row. */
enum { GROUP = 32 };

#define FIRST                        "($1, $1, $2, $3, 1, $4, $5, 0)"
#define NEXT(id, number, counsellor) ", ($" #id ", $" #id ", $2, $" #number ", 1, $4, $" #counsellor ", 0)"

/* clang-format off */
static const char enter_group[] =
  "INSERT INTO enrolment (id, person, organisation, number, ordinal, cohort, counsellor, state) VALUES " FIRST
  NEXT(6, 7, 8) NEXT(9, 10, 11) NEXT(12, 13, 14) NEXT(15, 16, 17) NEXT(18, 19, 20) NEXT(21, 22, 23)
  NEXT(24, 25, 26) NEXT(27, 28, 29) NEXT(30, 31, 32) NEXT(33, 34, 35) NEXT(36, 37, 38) NEXT(39, 40, 41)
  NEXT(42, 43, 44) NEXT(45, 46, 47) NEXT(48, 49, 50) NEXT(51, 52, 53) NEXT(54, 55, 56) NEXT(57, 58, 59)
  NEXT(60, 61, 62) NEXT(63, 64, 65) NEXT(66, 67, 68) NEXT(69, 70, 71) NEXT(72, 73, 74) NEXT(75, 76, 77)
  NEXT(78, 79, 80) NEXT(81, 82, 83) NEXT(84, 85, 86) NEXT(87, 88, 89) NEXT(90, 91, 92) NEXT(93, 94, 95)
  NEXT(96, 97, 98)
  " ON CONFLICT (organisation, number, ordinal) DO NOTHING";
/* clang-format on */

/* The statement passed some over: who has the id that was meant for them is new. */
static gboolean tell_apart(struct store *store, const char *organisation, struct store_people_entry *entries,
                           gint64 newest, GError **error) {
  for (guint i = 0; i < GROUP; i++) {
    entries[i].person = find_number(store, organisation, entries[i].number, error);
    if (!entries[i].person) return FALSE;
    entries[i].is_new = entries[i].person == newest + 1 + i;
    if (entries[i].is_new) store->newest_enrolment = entries[i].person;
  }
  return TRUE;
}

static gboolean enter_many(struct store *store, const char *organisation, gint64 cohort,
                           struct store_people_entry *entries, GError **error) {
  struct store_sql_value values[3 * GROUP + 3] = {{STORE_SQL_END, 0, NULL}};
  gint64 newest;
  int changed = 0;
  if (!newest_enrolment(store, &newest, error)) return FALSE;
  for (guint i = 0, at = 0; i < GROUP; i++) {
    values[at++] = store_sql_int(newest + 1 + i);
    if (i == 0) values[at++] = store_sql_text(organisation);
    values[at++] = store_sql_text(entries[i].number);
    if (i == 0) values[at++] = store_sql_int(cohort);
    values[at++] = store_sql_int(entries[i].counsellor);
    entries[i].person = newest + 1 + i;
    entries[i].is_new = TRUE;
  }
  if (!store_sql_change(store, &changed, error, enter_group, values)) return FALSE;
  if (changed < GROUP) return tell_apart(store, organisation, entries, newest, error);
  store->newest_enrolment = newest + GROUP;
  return TRUE;
}

gboolean store_people_enter_lot(struct store *store, const char *organisation, gint64 cohort,
                                struct store_people_entry *entries, guint count, GError **error) {
  guint i = 0;
  for (; i + GROUP <= count; i += GROUP)
    if (!enter_many(store, organisation, cohort, entries + i, error)) return FALSE;
  for (; i < count; i++)
    if (!store_people_enter(store, organisation, entries[i].number, cohort, entries[i].counsellor, &entries[i].person,
                            &entries[i].is_new, error))
      return FALSE;
  return TRUE;
}

gboolean store_people_add_enrolment(struct store *store, gint64 person, int ordinal, gint64 cohort, gint64 counsellor,
                                    gint64 *enrolment, GError **error) {
  gint64 newest;
  gboolean added = FALSE;
  if (!newest_enrolment(store, &newest, error) ||
      !store_sql_insert(store, enrolment, &added, error,
                        "INSERT INTO enrolment (id, person, organisation, number, ordinal, cohort, counsellor, state)"
                        " SELECT $1, id, organisation, number, $2, $3, $4, 0 FROM enrolment"
                        " WHERE id = $5 AND ordinal = 1",
                        VALUES(store_sql_int(newest + 1), store_sql_int(ordinal), store_sql_int(cohort),
                               store_sql_int(counsellor), store_sql_int(person))))
    return FALSE;
  if (!added) return store_sql_refuse(error, "no person %" G_GINT64_FORMAT, person);
  store->newest_enrolment = *enrolment;
  return TRUE;
}

gboolean store_people_set_enrolment(struct store *store, gint64 enrolment, gint64 policy, int state, GError **error) {
  return store_sql_run(store, error, "UPDATE enrolment SET policy = $1, state = $2 WHERE id = $3",
                       VALUES(store_sql_id(policy), store_sql_int(state), store_sql_int(enrolment)));
}

gboolean store_people_set_counsellor(struct store *store, gint64 enrolment, gint64 counsellor, GError **error) {
  return store_sql_run(store, error, "UPDATE enrolment SET counsellor = $1 WHERE id = $2",
                       VALUES(store_sql_int(counsellor), store_sql_int(enrolment)));
}

/* -- waking ---------------------------------------------------------------------------------------------------- */
static gboolean leave_queue(struct store *store, gint64 enrolment, gint64 wake, GError **error) {
  return store_sql_run(store, error, "DELETE FROM waiting_person WHERE due = $1 AND enrolment = $2",
                       VALUES(store_sql_int(wake), store_sql_int(enrolment)));
}

static gboolean join_queue(struct store *store, gint64 enrolment, gint64 wake, GError **error) {
  return store_sql_run(store, error, "INSERT INTO waiting_person (due, enrolment) VALUES ($1, $2)",
                       VALUES(store_sql_int(wake), store_sql_int(enrolment)));
}

gboolean store_people_set_wake(struct store *store, gint64 enrolment, gint64 wake, GError **error) {
  gint64 old = 0;
  if (!store_sql_number(store, &old, NULL, error, "SELECT wake FROM enrolment WHERE id = $1",
                        VALUES(store_sql_int(enrolment))))
    return FALSE;
  if (old == wake) return TRUE;
  int changed = 0;
  if (!store_sql_change(store, &changed, error, "UPDATE enrolment SET wake = $1 WHERE id = $2",
                        VALUES(store_sql_id(wake), store_sql_int(enrolment))))
    return FALSE;
  if (changed != 1) return store_sql_refuse(error, "no enrolment %" G_GINT64_FORMAT, enrolment);
  if (old && !leave_queue(store, enrolment, old, error)) return FALSE;
  return wake == 0 || join_queue(store, enrolment, wake, error);
}

GArray *store_people_due(struct store *store, gint64 now, guint max, GError **error) {
  return store_sql_numbers(store, error,
                           "SELECT enrolment FROM waiting_person WHERE due <= $1 ORDER BY due, enrolment LIMIT $2",
                           VALUES(store_sql_int(now), store_sql_int(max)));
}

/* -- erasing ----------------------------------------------------------------------------------------------------- */
gboolean store_people_add_tombstone(struct store *store, const char *hash, gint64 now, GError **error) {
  return store_sql_run(store, error, "INSERT INTO tombstone (hash, at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
                       VALUES(store_sql_text(hash), store_sql_int(now)));
}

gboolean store_people_has_tombstone(struct store *store, const char *hash) {
  gint64 at = 0;
  gboolean found = FALSE;
  return !store_sql_number(store, &at, &found, NULL, "SELECT at FROM tombstone WHERE hash = $1",
                           VALUES(store_sql_text(hash))) ||
         found;
}

gboolean store_people_any_tombstone(struct store *store) {
  gint64 at = 0;
  gboolean found = FALSE;
  return !store_sql_number(store, &at, &found, NULL, "SELECT at FROM tombstone LIMIT 1", NO_VALUES) || found;
}

#define ENROLMENTS "(SELECT e.id " STORE_SQL_OF_PERSON ")"
#define MESSAGES   "(SELECT id FROM outbox WHERE enrolment IN " ENROLMENTS ")"

/* In this order: what hangs on a row goes before it. Every table that knows a person or an enrolment is here; a test
 * holds this list against the schema. */
static const char *const erasures[] = {
    "DELETE FROM inbound WHERE enrolment IN " ENROLMENTS " OR message IN " MESSAGES,
    /* what came from an address that was shared, and is nobody's: it goes with the last who has that address */
    "DELETE FROM inbound WHERE enrolment IS NULL AND EXISTS (SELECT 1 FROM address_owner a WHERE a.person = $1"
    " AND NOT EXISTS (SELECT 1 FROM address_owner b WHERE b.address = a.address AND b.person <> a.person)"
    " AND lower(inbound.answer) LIKE '%\"from\":\"' || replace(a.address, '_', '!_') || '\"%' ESCAPE '!')",
    "DELETE FROM waiting_message WHERE (due, id) IN (SELECT due, id FROM outbox WHERE enrolment IN " ENROLMENTS ")",
    "DELETE FROM outbox_text WHERE id IN " MESSAGES,
    "DELETE FROM outbox WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM appointment WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM task WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM handover WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM event WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM fact WHERE id IN (SELECT f.id FROM (SELECT e.id AS enrolment " STORE_SQL_OF_PERSON ") o"
    " JOIN fact f ON f.id > o.enrolment * 1048576 AND f.id < (o.enrolment + 1) * 1048576)",
    "DELETE FROM waiting_person WHERE (due, enrolment) IN (SELECT e.wake, e.id " STORE_SQL_OF_PERSON ")",
    "DELETE FROM record_content WHERE enrolment IN " ENROLMENTS,
    "DELETE FROM address_event WHERE person = $1",
    "DELETE FROM address_owner WHERE person = $1",
    "DELETE FROM enrolment WHERE id IN " ENROLMENTS,
};

static gboolean keep_newest(struct store *store, GError **error) {
  gint64 newest;
  if (!newest_enrolment(store, &newest, error)) return FALSE;
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, newest);
  return store_meta_set(store, "newest_enrolment", text, error);
}

/* secure_delete writes zeros over what goes; only here, since queues delete rows all day. */
gboolean store_people_erase(struct store *store, gint64 person, GError **error) {
  if (!store_sql_script(store, "PRAGMA secure_delete = ON", error)) return FALSE;
  store->scrub = TRUE;
  if (!keep_newest(store, error)) return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(erasures); i++)
    if (!store_sql_run(store, error, erasures[i], VALUES(store_sql_int(person)))) return FALSE;
  return TRUE;
}
