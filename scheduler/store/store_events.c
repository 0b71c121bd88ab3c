#include "scheduler/store/store_events.h"

#include "scheduler/store/store_sql.h"

/* The newest moment of all events stands in meta, for an index over millions of events only to answer this one would
 * cost each of them a write more. */
static gboolean read_newest(struct store *store, gint64 *newest, GError **error) {
  *newest = 0;
  return store_sql_number(store, newest, NULL, error,
                          "SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'newest_event'", NO_VALUES);
}

/* store->newest_event spares the look when nothing newer comes. */
static gboolean note_newest(struct store *store, gint64 at, GError **error) {
  gint64 known;
  if (at <= store->newest_event) return TRUE;
  if (!read_newest(store, &known, error)) return FALSE;
  if (at > known) {
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, at);
    if (!store_meta_set(store, "newest_event", text, error)) return FALSE;
  }
  store->newest_event = MAX(at, known);
  return TRUE;
}

gboolean store_events_add(struct store *store, struct store_event *event, GError **error) {
  gint64 last = 0;
  if (!store_sql_number(store, &last, NULL, error, "SELECT MAX(seq) FROM event WHERE enrolment = $1",
                        VALUES(store_sql_int(event->enrolment))))
    return FALSE;
  event->seq = (int)last + 1;
  if (!store_sql_run(store, error,
                     "INSERT INTO event (enrolment, seq, at, day, kind, rule, year, attempt, outcome, channel, until,"
                     " actor, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                     VALUES(store_sql_int(event->enrolment), store_sql_int(event->seq), store_sql_int(event->at),
                            store_sql_int(event->day), store_sql_int(event->kind), store_sql_text(event->rule),
                            store_sql_int(event->year), store_sql_int(event->attempt), store_sql_int(event->outcome),
                            store_sql_int(event->channel), store_sql_day(event->until), store_sql_text(event->actor),
                            store_sql_text(event->reason))))
    return FALSE;
  return note_newest(store, event->at, error);
}

static struct store_event read_event(const struct store_sql_rows *rows, gint64 enrolment) {
  return (struct store_event){
      .enrolment = enrolment,
      .seq = store_sql_get_int(rows, 0),
      .at = store_sql_get_long(rows, 1),
      .day = store_sql_get_day(rows, 2),
      .kind = store_sql_get_int(rows, 3),
      .rule = store_sql_get_text(rows, 4),
      .year = store_sql_get_int(rows, 5),
      .attempt = store_sql_get_int(rows, 6),
      .outcome = store_sql_get_int(rows, 7),
      .channel = store_sql_get_int(rows, 8),
      .until = store_sql_get_day(rows, 9),
      .actor = store_sql_get_text(rows, 10),
      .reason = store_sql_get_text(rows, 11),
  };
}

gboolean store_events_each(struct store *store, gint64 enrolment, gint64 as_of,
                           void (*each)(void *user, const struct store_event *event), void *user, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT seq, at, day, kind, rule, year, attempt, outcome, channel, until, actor, reason"
                       " FROM event WHERE enrolment = $1 AND at <= $2 ORDER BY seq",
                       VALUES(store_sql_int(enrolment), store_sql_int(as_of))))
    return FALSE;
  while (store_sql_next(&rows)) {
    struct store_event event = read_event(&rows, enrolment);
    each(user, &event);
  }
  return store_sql_end(&rows, error);
}

gint64 store_events_newest(struct store *store) {
  gint64 newest;
  return read_newest(store, &newest, NULL) ? newest : G_MAXINT64;
}
