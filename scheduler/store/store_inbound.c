#include "scheduler/store/store_inbound.h"

#include "scheduler/store/store_sql.h"

void store_inbound_free(struct store_inbound *inbound) {
  if (!inbound) return;
  g_free(inbound->way);
  g_free(inbound->channel);
  g_free(inbound->hash);
  g_free(inbound->state);
  g_free(inbound->kind);
  g_free(inbound->answer);
  if (inbound->raw) g_bytes_unref(inbound->raw);
  g_free(inbound);
}

/* '0' follows '/' in ASCII, so that the index finds a hash and all its later namesakes. */
static gboolean newest_of(struct store *store, const char *channel, const char *hash, gint64 *id, gint64 *at,
                          GError **error) {
  g_autofree char *end = g_strconcat(hash, "0", NULL);
  struct store_sql_rows rows;
  *id = 0;
  if (!store_sql_start(&rows, store, error,
                       "SELECT id, at FROM inbound WHERE channel = $1 AND hash >= $2 AND hash < $3"
                       " ORDER BY id DESC LIMIT 1",
                       VALUES(store_sql_text(channel), store_sql_text(hash), store_sql_text(end))))
    return FALSE;
  if (store_sql_next(&rows)) *id = store_sql_get_long(&rows, 0), *at = store_sql_get_long(&rows, 1);
  return store_sql_end(&rows, error);
}

gboolean store_inbound_keep_as(struct store *store, const char *channel, const char *hash, GBytes *raw, gint64 at,
                               gint64 since, gint64 *id, gboolean *is_new, GError **error) {
  gsize size;
  const void *bytes = g_bytes_get_data(raw, &size);
  gint64 before = 0;
  if (!newest_of(store, channel, hash, id, &before, error)) return FALSE;
  *is_new = !*id || before < since;
  if (!*is_new) return TRUE;
  g_autofree char *name = *id ? g_strdup_printf("%s/%" G_GINT64_FORMAT, hash, at) : g_strdup(hash);
  return store_sql_insert(store, id, is_new, error,
                          "INSERT INTO inbound (at, channel, hash, raw, state, kind, answer)"
                          " VALUES ($1, $2, $3, $4, 'new', '', '')",
                          VALUES(store_sql_int(at), store_sql_text(channel), store_sql_text(name),
                                 store_sql_blob(bytes ? bytes : "", size)));
}

gboolean store_inbound_keep_since(struct store *store, const char *channel, GBytes *raw, gint64 at, gint64 since,
                                  gint64 *id, gboolean *is_new, GError **error) {
  g_autofree char *hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, raw);
  return store_inbound_keep_as(store, channel, hash, raw, at, since, id, is_new, error);
}

gboolean store_inbound_keep(struct store *store, const char *channel, GBytes *raw, gint64 at, gint64 *id,
                            gboolean *is_new, GError **error) {
  return store_inbound_keep_since(store, channel, raw, at, G_MININT64, id, is_new, error);
}

static void *read_outline(const struct store_sql_rows *rows) {
  struct store_inbound *inbound = g_new0(struct store_inbound, 1);
  inbound->id = store_sql_get_long(rows, 0);
  inbound->at = store_sql_get_long(rows, 1);
  inbound->enrolment = store_sql_get_long(rows, 2);
  inbound->message = store_sql_get_long(rows, 3);
  inbound->channel = store_sql_dup_text(rows, 4);
  inbound->hash = store_sql_dup_text(rows, 5);
  inbound->state = store_sql_dup_text(rows, 6);
  inbound->kind = store_sql_dup_text(rows, 7);
  inbound->answer = store_sql_dup_text(rows, 8);
  inbound->way = store_sql_dup_text(rows, 9);
  if (*inbound->way) return inbound;
  g_free(inbound->way);
  inbound->way = g_strdup(inbound->channel);
  return inbound;
}

static void *read_whole(const struct store_sql_rows *rows) {
  struct store_inbound *inbound = read_outline(rows);
  inbound->raw = store_sql_dup_blob(rows, 10);
  return inbound;
}

struct store_inbound *store_inbound_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_whole, error,
                       "SELECT id, at, enrolment, message, channel, hash, state, kind, answer, way, raw FROM inbound"
                       " WHERE id = $1",
                       VALUES(store_sql_int(id)));
}

struct store_inbound *store_inbound_outline(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_outline, error,
                       "SELECT id, at, enrolment, message, channel, hash, state, kind, answer, way FROM inbound"
                       " WHERE id = $1",
                       VALUES(store_sql_int(id)));
}

gboolean store_inbound_set_way(struct store *store, gint64 id, const char *way, GError **error) {
  return store_sql_run(store, error, "UPDATE inbound SET way = $1 WHERE id = $2",
                       VALUES(store_sql_text(way), store_sql_int(id)));
}

gboolean store_inbound_done(struct store *store, gint64 id, const char *kind, gint64 enrolment, gint64 message,
                            const char *answer, GError **error) {
  int changed = 0;
  if (!store_sql_change(store, &changed, error,
                        "UPDATE inbound SET state = 'done', kind = $1, enrolment = $2, message = $3, answer = $4"
                        " WHERE id = $5",
                        VALUES(store_sql_text(kind), store_sql_id(enrolment), store_sql_id(message),
                               store_sql_text(answer), store_sql_int(id))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "nothing came in as %" G_GINT64_FORMAT, id);
}

gboolean store_inbound_find(struct store *store, const char *channel, const char *identity, gint64 since, gint64 *id,
                            GError **error) {
  gint64 at = 0;
  if (!newest_of(store, channel, identity, id, &at, error)) return FALSE;
  if (at < since) *id = 0;
  return TRUE;
}

gboolean store_inbound_split(struct store *store, gint64 id, const GArray *pieces, GError **error) {
  g_autoptr(GString) ids = g_string_new(NULL);
  for (guint i = 0; i < pieces->len; i++)
    g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i ? " " : "", g_array_index(pieces, gint64, i));
  return store_sql_run(store, error, "UPDATE inbound SET state = 'done', kind = 'split', raw = $1 WHERE id = $2",
                       VALUES(store_sql_blob(ids->str, ids->len), store_sql_int(id)));
}

static gboolean add_known(struct store *store, const char *written, GArray *ids, GError **error) {
  gint64 id = 0;
  if (!g_ascii_string_to_signed(written, 10, 1, G_MAXINT64, &id, NULL)) return TRUE;
  g_autoptr(GArray) found =
      store_sql_numbers(store, error, "SELECT id FROM inbound WHERE id = $1", VALUES(store_sql_int(id)));
  if (found) g_array_append_vals(ids, found->data, found->len);
  return found != NULL;
}

GArray *store_inbound_pieces(struct store *store, gint64 id, GError **error) {
  struct store_inbound *whole = store_inbound_get(store, id, error);
  if (!whole) return NULL;
  gsize size;
  const char *bytes = g_bytes_get_data(whole->raw, &size);
  g_autofree char *text = g_strndup(bytes ? bytes : "", size);
  g_auto(GStrv) written = g_strsplit(text, " ", -1);
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  gboolean fine = TRUE;
  for (char **one = written; *one && fine; one++) fine = add_known(store, *one, ids, error);
  store_inbound_free(whole);
  return fine ? g_steal_pointer(&ids) : NULL;
}

gboolean store_inbound_close(struct store *store, gint64 id, GError **error) {
  int changed = 0;
  if (!store_sql_change(store, &changed, error,
                        "UPDATE inbound SET state = 'closed' WHERE id = $1 AND state = 'done' AND enrolment IS NULL",
                        VALUES(store_sql_int(id))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "what came in as %" G_GINT64_FORMAT " waits for nobody", id);
}

GPtrArray *store_inbound_nobodys(struct store *store, GError **error) {
  return store_sql_all(store, read_outline, (GDestroyNotify)store_inbound_free, error,
                       "SELECT id, at, enrolment, message, channel, hash, state, kind, answer, way FROM inbound"
                       " WHERE state = 'done' AND enrolment IS NULL"
                       " AND kind IN ('reply', 'opt_out', 'unreadable', 'calendar_reply', 'calendar_question')"
                       " AND channel <> 'unsubscribe' ORDER BY id",
                       NO_VALUES);
}

GArray *store_inbound_new(struct store *store, GError **error) {
  return store_sql_numbers(store, error, "SELECT id FROM inbound WHERE state = 'new' ORDER BY id", NO_VALUES);
}

GPtrArray *store_inbound_of(struct store *store, gint64 enrolment, GError **error) {
  return store_sql_all(store, read_outline, (GDestroyNotify)store_inbound_free, error,
                       "SELECT id, at, enrolment, message, channel, hash, state, kind, answer, way FROM inbound"
                       " WHERE enrolment = $1 ORDER BY id",
                       VALUES(store_sql_int(enrolment)));
}
