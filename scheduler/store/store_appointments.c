#include "scheduler/store/store_appointments.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS                                                                                                        \
  "SELECT id, enrolment, message, start_at, end_at, answered_at, changed_at, year, attempt, sequence, uid, rule,"      \
  " summary, state, partstat FROM appointment "

void store_appointments_free(struct store_appointment *appointment) {
  if (!appointment) return;
  char *const texts[] = {appointment->uid, appointment->rule, appointment->summary, appointment->state,
                         appointment->partstat};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(appointment);
}

static void *read_appointment(const struct store_sql_rows *rows) {
  struct store_appointment *one = g_new0(struct store_appointment, 1);
  gint64 *const longs[] = {&one->id,  &one->enrolment,   &one->message,   &one->start,
                           &one->end, &one->answered_at, &one->changed_at};
  for (int i = 0; i < (int)G_N_ELEMENTS(longs); i++) *longs[i] = store_sql_get_long(rows, i);
  one->year = store_sql_get_int(rows, 7);
  one->attempt = store_sql_get_int(rows, 8);
  one->sequence = store_sql_get_int(rows, 9);
  char **const texts[] = {&one->uid, &one->rule, &one->summary, &one->state, &one->partstat};
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++) *texts[i] = store_sql_dup_text(rows, 10 + i);
  return one;
}

static gboolean add(struct store *store, struct store_appointment *one, gboolean *added, GError **error) {
  return store_sql_insert(
      store, &one->id, added, error,
      "INSERT INTO appointment (uid, enrolment, rule, year, attempt, message, sequence, start_at, end_at, summary,"
      " state, partstat, answered_at, changed_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (uid) DO NOTHING",
      VALUES(store_sql_text(one->uid), store_sql_int(one->enrolment), store_sql_text(one->rule),
             store_sql_int(one->year), store_sql_int(one->attempt), store_sql_int(one->message),
             store_sql_int(one->sequence), store_sql_int(one->start), store_sql_int(one->end),
             store_sql_text(one->summary), store_sql_text(one->state), store_sql_text(one->partstat),
             store_sql_int(one->answered_at), store_sql_int(one->changed_at)));
}

static gboolean change(struct store *store, const struct store_appointment *one, GError **error) {
  return store_sql_run(store, error,
                       "UPDATE appointment SET message = $1, sequence = $2, start_at = $3, end_at = $4, summary = $5,"
                       " state = $6, partstat = $7, answered_at = $8, changed_at = $9 WHERE uid = $10",
                       VALUES(store_sql_int(one->message), store_sql_int(one->sequence), store_sql_int(one->start),
                              store_sql_int(one->end), store_sql_text(one->summary), store_sql_text(one->state),
                              store_sql_text(one->partstat), store_sql_int(one->answered_at),
                              store_sql_int(one->changed_at), store_sql_text(one->uid)));
}

gboolean store_appointments_put(struct store *store, struct store_appointment *appointment, GError **error) {
  gboolean added = FALSE;
  if (!add(store, appointment, &added, error)) return FALSE;
  return added || (store_sql_number(store, &appointment->id, NULL, error, "SELECT id FROM appointment WHERE uid = $1",
                                    VALUES(store_sql_text(appointment->uid))) &&
                   change(store, appointment, error));
}

struct store_appointment *store_appointments_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_appointment, error, COLUMNS "WHERE id = $1", VALUES(store_sql_int(id)));
}

/* Ours are written in lower case, host and all. */
struct store_appointment *store_appointments_by_uid(struct store *store, const char *uid, GError **error) {
  g_autofree char *lower = g_ascii_strdown(uid, -1);
  return store_sql_one(store, read_appointment, error, COLUMNS "WHERE uid = $1", VALUES(store_sql_text(lower)));
}

GPtrArray *store_appointments_open(struct store *store, gint64 enrolment, gint64 after, GError **error) {
  return store_sql_all(store, read_appointment, (GDestroyNotify)store_appointments_free, error,
                       COLUMNS "WHERE enrolment = $1 AND state = 'open' AND start_at > $2 ORDER BY id",
                       VALUES(store_sql_int(enrolment), store_sql_int(after)));
}

GPtrArray *store_appointments_list(struct store *store, gint64 person, gint64 after, gboolean closed, GError **error) {
  struct store_sql_value all = store_sql_int(closed), from = store_sql_int(after);
  GDestroyNotify free_row = (GDestroyNotify)store_appointments_free;
  if (!person)
    return store_sql_all(store, read_appointment, free_row, error,
                         COLUMNS "WHERE ($1 = 1 OR state = 'open') AND end_at > $2 ORDER BY start_at, id",
                         VALUES(all, from));
  return store_sql_all(store, read_appointment, free_row, error,
                       COLUMNS "WHERE enrolment IN (SELECT e.id " STORE_SQL_OF_PERSON ")"
                               " AND ($2 = 1 OR state = 'open') AND end_at > $3 ORDER BY start_at, id",
                       VALUES(store_sql_int(person), all, from));
}

/* From the newest on, along the index on the start: a year of them lies behind what is asked for. */
GPtrArray *store_appointments_of_staff(struct store *store, gint64 staff, gint64 after, GError **error) {
  return store_sql_all(store, read_appointment, (GDestroyNotify)store_appointments_free, error,
                       "SELECT a.id, a.enrolment, a.message, a.start_at, a.end_at, a.answered_at, a.changed_at, a.year,"
                       " a.attempt, a.sequence, a.uid, a.rule, a.summary, a.state, a.partstat FROM appointment a"
                       " JOIN enrolment e ON e.id = a.enrolment WHERE a.start_at > $1 AND e.counsellor = $2"
                       " AND a.state <> 'withdrawn' ORDER BY a.start_at, a.id",
                       VALUES(store_sql_int(after), store_sql_int(staff)));
}
