#include "scheduler/store/store_agenda.h"

#include "scheduler/store/store_sql.h"

void store_agenda_free(struct store_agenda *agenda) {
  if (!agenda) return;
  g_free(agenda->channel);
  g_free(agenda->token);
  g_free(agenda->fault);
  g_free(agenda);
}

static void *read_agenda(const struct store_sql_rows *rows) {
  struct store_agenda *agenda = g_new0(struct store_agenda, 1);
  agenda->staff = store_sql_get_long(rows, 0);
  agenda->channel = store_sql_dup_text(rows, 1);
  agenda->token = store_sql_dup_text(rows, 2);
  agenda->serial = store_sql_get_int(rows, 3);
  agenda->asked_at = store_sql_get_long(rows, 4);
  agenda->told_at = store_sql_get_long(rows, 5);
  agenda->fault = store_sql_dup_text(rows, 6);
  return agenda;
}

struct store_agenda *store_agenda_get(struct store *store, gint64 staff, GError **error) {
  g_autoptr(GError) own = NULL;
  struct store_agenda *agenda =
      store_sql_one(store, read_agenda, &own,
                    "SELECT staff, channel, token, serial, asked_at, told_at, fault FROM agenda WHERE staff = $1",
                    VALUES(store_sql_int(staff)));
  if (own) {
    g_propagate_error(error, g_steal_pointer(&own));
    return NULL;
  }
  if (agenda) return agenda;
  agenda = g_new0(struct store_agenda, 1);
  agenda->staff = staff;
  agenda->channel = g_strdup("");
  agenda->token = g_strdup("");
  agenda->fault = g_strdup("");
  return agenda;
}

gboolean store_agenda_put(struct store *store, const struct store_agenda *agenda, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO agenda (staff, channel, token, serial, asked_at, told_at, fault)"
                       " VALUES ($1, $2, $3, $4, 0, 0, '') ON CONFLICT (staff) DO UPDATE SET"
                       " channel = excluded.channel, token = excluded.token, serial = excluded.serial",
                       VALUES(store_sql_int(agenda->staff), store_sql_text(agenda->channel),
                              store_sql_text(agenda->token), store_sql_int(agenda->serial)));
}

gint64 store_agenda_of_token(struct store *store, const char *token) {
  gint64 staff = 0;
  store_sql_number(store, &staff, NULL, NULL, "SELECT staff FROM agenda WHERE token = $1 AND token <> ''",
                   VALUES(store_sql_text(token)));
  return staff;
}

static gboolean note(struct store *store, gint64 staff, gint64 now, gint64 told, const char *fault, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO agenda (staff, channel, token, serial, asked_at, told_at, fault)"
                       " VALUES ($1, '', '', 0, $2, $3, $4) ON CONFLICT (staff) DO UPDATE SET"
                       " asked_at = excluded.asked_at, fault = excluded.fault,"
                       " told_at = CASE WHEN excluded.told_at = 0 THEN agenda.told_at ELSE excluded.told_at END",
                       VALUES(store_sql_int(staff), store_sql_int(now), store_sql_int(told), store_sql_text(fault)));
}

gboolean store_agenda_set_busy(struct store *store, gint64 staff, gint64 now, const GArray *busy, GError **error) {
  if (!note(store, staff, now, now, "", error) ||
      !store_sql_run(store, error, "DELETE FROM agenda_busy WHERE staff = $1", VALUES(store_sql_int(staff))))
    return FALSE;
  for (guint i = 0; i < busy->len; i++) {
    const struct store_span *span = &g_array_index(busy, struct store_span, i);
    if (!store_sql_run(store, error,
                       "INSERT INTO agenda_busy (staff, from_at, to_at) VALUES ($1, $2, $3)"
                       " ON CONFLICT (staff, from_at, to_at) DO NOTHING",
                       VALUES(store_sql_int(staff), store_sql_int(span->from), store_sql_int(span->to))))
      return FALSE;
  }
  return TRUE;
}

gboolean store_agenda_set_fault(struct store *store, gint64 staff, gint64 now, const char *fault, GError **error) {
  return note(store, staff, now, 0, fault, error);
}

GArray *store_agenda_busy(struct store *store, gint64 staff, gint64 from, gint64 to, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT from_at, to_at FROM agenda_busy WHERE staff = $1 AND from_at < $2 AND to_at > $3"
                       " ORDER BY from_at",
                       VALUES(store_sql_int(staff), store_sql_int(to), store_sql_int(from))))
    return NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct store_span));
  while (store_sql_next(&rows)) {
    struct store_span span = {store_sql_get_long(&rows, 0), store_sql_get_long(&rows, 1)};
    g_array_append_val(all, span);
  }
  return store_sql_end(&rows, error) ? g_steal_pointer(&all) : NULL;
}
