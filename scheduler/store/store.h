/* The store: the only room with SQL. SQLite in WAL mode with synchronous=FULL; one writer at a time.
 *
 * This header has the connection, transactions and errors; the nouns have a header each: store_people.h (which brings
 * organisations, staff, cohorts, facts and addresses along), store_events.h, store_outbox.h, store_tasks.h,
 * store_texts.h, store_inbound.h, store_record.h, store_handovers.h. All DML is in the subset that PostgreSQL 15 also
 * takes.
 *
 * Every change needs a transaction (store_begin), else it is refused: nothing commits by itself. Reading needs none. A
 * failing call leaves the transaction to be rolled back by the caller. One thread at a time may use a store; several
 * threads or processes open one each. */
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
/* Opens, checks the schema, applies missing migrations. `path` may be ":memory:" (created empty, for tests). A fenced
 * store opens, too, but only to be read. */
struct store *store_open(const char *path, GError **error);
void store_close(struct store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* The store knows its own epoch, and the file `epoch` beside it says which file has that epoch. A copy or a restored
 * backup is another file: it is fenced, and store_begin fails with STORE_ERROR_FENCED until a person has said that
 * this is the one to go on with (store_release_fence, which begins a new epoch). A store in memory is never fenced. */
gboolean store_is_fenced(const struct store *store);
gboolean store_release_fence(struct store *store, GError **error);

/* Are the pages of the file sound? Reads all of it (a second for a gigabyte or two). STORE_ERROR_DAMAGED tells what is
 * not. */
gboolean store_is_sound(struct store *store, GError **error);

/* A consistent copy while others go on writing: into a new file (a backup: fenced wherever it is opened), or into
 * memory (a rehearsal). */
gboolean store_backup(struct store *store, const char *path, GError **error);
struct store *store_rehearsal(struct store *store, GError **error);

/* BEGIN IMMEDIATE / BEGIN; they do not nest. store_rollback is safe without a transaction and never fails. Committing
 * while rows are being read (from inside an `each`) is refused: an open cursor keeps the WAL from being reset. */
gboolean store_begin(struct store *store, GError **error);
gboolean store_begin_read(struct store *store, GError **error); /* changes are refused until it ends */
gboolean store_commit(struct store *store, GError **error);
void store_rollback(struct store *store);
gboolean store_in_transaction(const struct store *store);

/* Called after each commit of a change that succeeded, with how many there were: tests end the process there. */
void store_on_commit(struct store *store, void (*hook)(void *user, guint64 commits), void *user);

/* meta: NULL when not there. Caller frees. */
char *store_meta_get(struct store *store, const char *name);
gboolean store_meta_set(struct store *store, const char *name, const char *value, GError **error);

#endif
