/* Published policies and templates: append-only, by hash (S5, S10). */
#ifndef SCHEDULER_STORE_STORE_TEXTS_H
#define SCHEDULER_STORE_STORE_TEXTS_H

#include <glib.h>

#include "scheduler/store/store.h"

struct store_text {
  gint64 id, recorded_at;
  char *organisation, *kind, *name, *hash, *body, *mode;
};
void store_texts_free(struct store_text *text);

/* Fills text->id; the hash is made here, whatever text->hash says; the same body as the newest of that name gives the
 * id of that one and adds nothing. */
gboolean store_texts_publish(struct store *store, struct store_text *text, gint64 now, GError **error);
struct store_text *store_texts_get(struct store *store, gint64 id, GError **error);
struct store_text *store_texts_by_hash(struct store *store, const char *hash, GError **error);
/* The newest recorded by `as_of`. */
struct store_text *store_texts_newest(struct store *store, const char *organisation, const char *kind, const char *name,
                                      gint64 as_of, GError **error);
GPtrArray *store_texts_all(struct store *store, const char *organisation, const char *kind,
                           GError **error); /* newest of each name */

#endif
