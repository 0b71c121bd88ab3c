#include "scheduler/store/store_texts.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS "SELECT id, recorded_at, organisation, kind, name, hash, body, mode FROM publication "

void store_texts_free(struct store_text *text) {
  if (!text) return;
  g_free(text->organisation);
  g_free(text->kind);
  g_free(text->name);
  g_free(text->hash);
  g_free(text->body);
  g_free(text->mode);
  g_free(text);
}

static void *read_publication(const struct store_sql_rows *rows) {
  struct store_text *text = g_new0(struct store_text, 1);
  text->id = store_sql_get_long(rows, 0);
  text->recorded_at = store_sql_get_long(rows, 1);
  text->organisation = store_sql_dup_text(rows, 2);
  text->kind = store_sql_dup_text(rows, 3);
  text->name = store_sql_dup_text(rows, 4);
  text->hash = store_sql_dup_text(rows, 5);
  text->body = store_sql_dup_text(rows, 6);
  text->mode = store_sql_dup_text(rows, 7);
  return text;
}

gboolean store_texts_publish(struct store *store, struct store_text *text, gint64 now, GError **error) {
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->body, -1);
  g_autoptr(GError) problem = NULL;
  struct store_text *newest =
      store_texts_newest(store, text->organisation, text->kind, text->name, G_MAXINT64, &problem);
  gboolean same = newest && g_str_equal(newest->hash, hash);
  if (same) text->id = newest->id;
  store_texts_free(newest);
  if (problem) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  return same || store_sql_insert(store, &text->id, NULL, error,
                                  "INSERT INTO publication (organisation, kind, name, hash, body, mode, recorded_at)"
                                  " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                                  VALUES(store_sql_text(text->organisation), store_sql_text(text->kind),
                                         store_sql_text(text->name), store_sql_text(hash), store_sql_text(text->body),
                                         store_sql_text(text->mode), store_sql_int(now)));
}

struct store_text *store_texts_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_publication, error, COLUMNS "WHERE id = $1", VALUES(store_sql_int(id)));
}

struct store_text *store_texts_by_hash(struct store *store, const char *hash, GError **error) {
  return store_sql_one(store, read_publication, error, COLUMNS "WHERE hash = $1 ORDER BY id DESC LIMIT 1",
                       VALUES(store_sql_text(hash)));
}

struct store_text *store_texts_newest(struct store *store, const char *organisation, const char *kind, const char *name,
                                      gint64 as_of, GError **error) {
  return store_sql_one(
      store, read_publication, error,
      COLUMNS "WHERE organisation = $1 AND kind = $2 AND name = $3 AND recorded_at <= $4"
              " ORDER BY id DESC LIMIT 1",
      VALUES(store_sql_text(organisation), store_sql_text(kind), store_sql_text(name), store_sql_int(as_of)));
}

GPtrArray *store_texts_all(struct store *store, const char *organisation, const char *kind, GError **error) {
  return store_sql_all(store, read_publication, (GDestroyNotify)store_texts_free, error,
                       COLUMNS "WHERE id IN (SELECT MAX(id) FROM publication WHERE organisation = $1 AND kind = $2"
                               " GROUP BY name) ORDER BY name",
                       VALUES(store_sql_text(organisation), store_sql_text(kind)));
}
