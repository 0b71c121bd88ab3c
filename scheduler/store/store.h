/* The store: the only room with SQL. SQLite in WAL mode with synchronous=FULL; one writer at a time.
 *
 * This header has the connection, transactions and errors; store_people.h, store_events.h, store_outbox.h,
 * store_tasks.h, store_texts.h, store_inbound.h, store_record.h, store_handovers.h have the nouns. All DML is in the
 * subset that PostgreSQL 15 also takes ($1-style parameters, ON CONFLICT, RETURNING). A failing call leaves the
 * transaction to be rolled back by the caller; nothing commits by itself. */
#ifndef SCHEDULER_STORE_STORE_H
#define SCHEDULER_STORE_STORE_H

#include <glib.h>

struct store;
typedef struct store Store; /* the name that g_autoptr wants */

#define STORE_ERROR store_error_quark()
GQuark store_error_quark(void);
enum store_error {
  STORE_ERROR_ABSENT,  /* no such file: run init (exit 3) */
  STORE_ERROR_DAMAGED, /* not ours, corrupt, or a newer schema (exit 4) */
  STORE_ERROR_BUSY,    /* another writer held on too long (exit 4) */
  STORE_ERROR_FENCED,  /* its epoch is not the one it had: a copy or a restored backup (exit 4) */
  STORE_ERROR_REFUSED, /* a constraint: the caller's fault */
  STORE_ERROR_IO
};

/* Makes the file and applies all migrations; refuses a file that exists. */
gboolean store_create(const char *path, GError **error);
/* Opens, checks the schema, applies missing migrations. `path` may be ":memory:" (created empty, for tests). */
struct store *store_open(const char *path, GError **error);
void store_close(struct store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* BEGIN IMMEDIATE / BEGIN; they do not nest. store_rollback is safe without a transaction and never fails. */
gboolean store_begin(struct store *store, GError **error);
gboolean store_begin_read(struct store *store, GError **error); /* the driver refuses writes until it ends */
gboolean store_commit(struct store *store, GError **error);
void store_rollback(struct store *store);
gboolean store_in_transaction(const struct store *store);

/* Called after each commit that succeeded, with how many there were: tests end the process there. */
void store_on_commit(struct store *store, void (*hook)(void *user, guint64 commits), void *user);

/* meta: NULL when not there. Caller frees. */
char *store_meta_get(struct store *store, const char *name);
gboolean store_meta_set(struct store *store, const char *name, const char *value, GError **error);

#endif
