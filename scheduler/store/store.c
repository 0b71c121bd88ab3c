#include "scheduler/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <unistd.h>

#include "scheduler/store/migrations.h"
#include "scheduler/store/store_fence.h"
#include "scheduler/store/store_sql.h"

enum { APPLICATION = 0x5761616b, BUSY_MS = 5000, HEAP_KEPT = 64 << 20, COPY_PAGES = 1024, COPY_PAUSE_MS = 5 };

/* trusted_schema and cell_size_check: a file from elsewhere must not be able to hurt (sqlite.org/security.html). The
 * WAL is cut back after a large import. The cache is 6 MB: an import and a tick were no faster with 16, and the page
 * cache of the kernel stands behind it. */
static const char settings[] = "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA cache_size = -6144;"
                               "PRAGMA journal_size_limit = 67108864;";

G_DEFINE_QUARK(store_error, store_error)

static void finalize(void *statement) {
  sqlite3_finalize(statement);
}

static gint64 epoch_of(struct store *store) {
  g_autofree char *text = store_meta_get(store, "epoch");
  return text ? g_ascii_strtoll(text, NULL, 10) : 0;
}

/* Ids of messages only grow (AUTOINCREMENT), also when some are erased. */
static gint64 seen_of(struct store *store) {
  gint64 seen = 0;
  store_sql_number(store, &seen, NULL, NULL, "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'", NO_VALUES);
  return seen;
}

/* So that an older backup is known even when it is written over the file itself. Only while this file is still the one
 * written down: it may have been replaced under our feet, and its successor must not be let in by us. */
static void note_seen(struct store *store) {
  if (!store->path || store->fenced || !store->commits) return;
  store_rollback(store); /* what wasn't committed wasn't seen */
  gint64 seen = seen_of(store), epoch = epoch_of(store);
  if (seen > store->seen && store_fence_holds(store->path, epoch, seen))
    store_fence_write(store->path, store->path, epoch, seen, NULL);
}

void store_close(struct store *store) {
  if (!store) return;
  note_seen(store);
  g_hash_table_unref(store->statements);
  sqlite3_close_v2(store->db);
  g_free(store->path);
  g_free(store);
}

static gboolean configure(struct store *store, GError **error) {
  static const int options[][2] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                   {SQLITE_DBCONFIG_DQS_DML, 0},
                                   {SQLITE_DBCONFIG_DQS_DDL, 0},
                                   {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                   {SQLITE_DBCONFIG_ENABLE_VIEW, 0}};
  sqlite3_extended_result_codes(store->db, 1);
  sqlite3_busy_timeout(store->db, BUSY_MS);
  for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
    if (sqlite3_db_config(store->db, options[i][0], options[i][1], NULL) != SQLITE_OK)
      return store_sql_refuse(error, "SQLite lacks an option of 2019 or before");
  return store_sql_script(store, settings, error);
}

/* SQLite frees its pages after each transaction and glibc hands them back to the kernel, only to ask for them again: an
 * empty tick took 75 µs so and 7.5 µs with the heap kept. Counting bytes under a lock at every malloc costs a sixth of
 * an import. These are settings of the process: again is harmless, and SQLite refuses its own once it runs. */
static struct store *connect_file(const char *path, int flags, GError **error) {
  mallopt(M_TRIM_THRESHOLD, HEAP_KEPT);
  mallopt(M_TOP_PAD, 1 << 20);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  gboolean memory = g_str_equal(path, ":memory:");
  struct store *store = g_new0(struct store, 1);
  store->path = memory ? NULL : g_strdup(path);
  store->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize);
  int code = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK ? configure(store, error) : store_sql_fail(store, code, error)) return store;
  store_close(store);
  return NULL;
}

static gboolean schema_of(struct store *store, gint64 *version, GError **error) {
  return store_sql_number(store, version, NULL, error, "PRAGMA user_version", NO_VALUES);
}

static gboolean damaged(struct store *store, GError **error, const char *why) {
  g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED, "%s: %s", store->path ? store->path : ":memory:", why);
  return FALSE;
}

static gboolean apply(struct store *store, const char *const *statements, GError **error) {
  for (; *statements; statements++)
    if (!store_sql_script(store, *statements, error)) return FALSE;
  return TRUE;
}

/* One finding is enough to know; the rest of a damaged file says little more. */
static void *read_finding(const struct store_sql_rows *rows) {
  return store_sql_dup_text(rows, 0);
}

gboolean store_is_sound(struct store *store, GError **error) {
  GError *own = NULL;
  g_autofree char *finding = store_sql_one(store, read_finding, &own, "PRAGMA quick_check(1)", NO_VALUES);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  return g_strcmp0(finding, "ok") == 0 || damaged(store, error, finding ? finding : "no answer");
}

/* All or nothing; another process may have done it while we waited for the lock. */
static gboolean migrate(struct store *store, GError **error) {
  guint count;
  const char *const *const *all = migrations_all(&count);
  if (!store_sql_script(store, "BEGIN IMMEDIATE", error)) return FALSE;
  gint64 version = 0;
  gboolean good = schema_of(store, &version, error);
  for (gint64 next = version; good && next < count; next++) good = apply(store, all[next], error);
  good = good && store_sql_script(store, "COMMIT", error);
  if (!good) store_sql_script(store, "ROLLBACK", NULL);
  return good;
}

static gboolean check(struct store *store, GError **error) {
  guint count;
  migrations_all(&count);
  gint64 application = 0, version = 0;
  if (!store_sql_number(store, &application, NULL, error, "PRAGMA application_id", NO_VALUES)) return FALSE;
  if (application != APPLICATION) return damaged(store, error, "not a store of Waakvlam");
  if (!schema_of(store, &version, error)) return FALSE;
  if (version > count) return damaged(store, error, "made by a newer Waakvlam; this one doesn't know its schema");
  return version == count || migrate(store, error);
}

/* Another process may queue and close between our two looks, so a "no" is looked at again. */
static gboolean holds(struct store *store) {
  for (int look = 0; look < 3; look++) {
    store->seen = seen_of(store);
    if (store_fence_holds(store->path, epoch_of(store), store->seen)) return TRUE;
  }
  return FALSE;
}

static struct store *open_memory(GError **error) {
  g_autoptr(Store) store = connect_file(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (!store || !migrate(store, error)) return NULL;
  return g_steal_pointer(&store);
}

struct store *store_open(const char *path, GError **error) {
  if (g_str_equal(path, ":memory:")) return open_memory(error);
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_ABSENT, "%s: no store there", path);
    return NULL;
  }
  g_autoptr(Store) store = connect_file(path, SQLITE_OPEN_READWRITE, error);
  if (!store || !check(store, error)) return NULL;
  store->fenced = !holds(store);
  return g_steal_pointer(&store);
}

static gboolean fill(const char *file, GError **error) {
  g_autoptr(Store) store = connect_file(file, SQLITE_OPEN_READWRITE, error);
  return store && store_sql_script(store, "PRAGMA journal_mode = WAL", error) && migrate(store, error) &&
         store_begin(store, error) && store_meta_set(store, "epoch", "1", error) && store_commit(store, error);
}

/* Readable by its owner only, which SQLite's own open wouldn't see to; the WAL takes the mode over. */
static gboolean reserve(const char *file, GError **error) {
  int descriptor = g_open(file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor >= 0) return g_close(descriptor, error);
  g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "%s: %s", file, g_strerror(errno));
  return FALSE;
}

/* Made under another name, so that whoever ends half-way leaves no store behind, and linked, so that none is lost. */
gboolean store_create(const char *path, GError **error) {
  g_autofree char *file = g_strconcat(path, ".new", NULL);
  if (g_file_test(path, G_FILE_TEST_EXISTS)) return store_sql_refuse(error, "%s is there already", path);
  g_unlink(file);
  gboolean good = reserve(file, error) && fill(file, error) && store_fence_write(path, file, 1, 0, error);
  if (good && link(file, path) != 0) {
    g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "%s: %s", path, g_strerror(errno));
    good = FALSE;
  }
  g_unlink(file);
  return good;
}

/* -- transactions ---------------------------------------------------------------------------------------------- */
/* A caller rolls back what began. What began and was then called failed (an interrupt does that) is rolled back here,
 * or no transaction would ever begin again. */
static gboolean begin(struct store *store, enum store_mode mode, const char *sql, GError **error) {
  if (store->mode != STORE_IDLE) return store_sql_refuse(error, "a transaction within a transaction");
  store->mode = STORE_WRITING;
  gboolean good = store_sql_run(store, error, sql, NO_VALUES);
  store->mode = good ? mode : STORE_IDLE;
  if (!good) store_rollback(store);
  store->newest_enrolment = 0; /* others may have written since */
  return good;
}

gboolean store_begin(struct store *store, GError **error) {
  if (!store->fenced) return begin(store, STORE_WRITING, "BEGIN IMMEDIATE", error);
  g_set_error(error, STORE_ERROR, STORE_ERROR_FENCED,
              "%s is a copy or a restored backup: it can be read, and nothing else until `fence release`", store->path);
  return FALSE;
}

gboolean store_begin_read(struct store *store, GError **error) {
  return begin(store, STORE_READING, "BEGIN", error);
}

/* What was erased must not live on in the WAL; a reader who holds it back only delays that to a later checkpoint. */
static void after_commit(struct store *store) {
  if (store->scrub) store_sql_script(store, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF", NULL);
  store->scrub = FALSE;
  store->commits++;
  if (store->hook) store->hook(store->hook_user, store->commits);
}

gboolean store_commit(struct store *store, GError **error) {
  if (store->mode == STORE_IDLE) return store_sql_refuse(error, "no transaction to commit");
  if (store->open) return store_sql_refuse(error, "a commit while rows are being read");
  if (!store_sql_run(store, error, "COMMIT", NO_VALUES)) return FALSE;
  gboolean wrote = store->mode == STORE_WRITING;
  store->mode = STORE_IDLE;
  if (wrote) after_commit(store);
  return TRUE;
}

/* SQLite rolls some failures back by itself (a full disk): then there is nothing left to do. */
void store_rollback(struct store *store) {
  if (!sqlite3_get_autocommit(store->db)) store_sql_script(store, "ROLLBACK", NULL);
  if (store->scrub) store_sql_script(store, "PRAGMA secure_delete = OFF", NULL);
  store->mode = STORE_IDLE;
  store->scrub = FALSE;
  store->newest_event = 0;
}

gboolean store_in_transaction(const struct store *store) {
  return store->mode != STORE_IDLE;
}

void store_on_commit(struct store *store, void (*hook)(void *user, guint64 commits), void *user) {
  store->hook = hook;
  store->hook_user = user;
}

/* -- fence and copies ------------------------------------------------------------------------------------------ */
gboolean store_is_fenced(const struct store *store) {
  return store->fenced;
}

gboolean store_release_fence(struct store *store, GError **error) {
  if (!store->fenced) return TRUE;
  gint64 epoch = epoch_of(store) + 1;
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, epoch);
  gboolean good = begin(store, STORE_WRITING, "BEGIN IMMEDIATE", error) &&
                  store_meta_set(store, "epoch", text, error) && store_commit(store, error);
  if (!good) store_rollback(store);
  store->fenced = !(good && store_fence_write(store->path, store->path, epoch, seen_of(store), error));
  return !store->fenced;
}

static gboolean copy(struct store *from, struct store *to, GError **error) {
  sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
  if (!backup) return store_sql_fail(to, sqlite3_errcode(to->db), error);
  int code;
  do {
    code = sqlite3_backup_step(backup, COPY_PAGES);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) g_usleep(COPY_PAUSE_MS * 1000);
  } while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  sqlite3_backup_finish(backup);
  return code == SQLITE_DONE || store_sql_fail(to, code, error);
}

gboolean store_backup(struct store *store, const char *path, GError **error) {
  if (!reserve(path, error)) return FALSE;
  g_autoptr(Store) to = connect_file(path, SQLITE_OPEN_READWRITE, error);
  gboolean good = to && copy(store, to, error);
  if (!good) g_unlink(path);
  return good;
}

struct store *store_rehearsal(struct store *store, GError **error) {
  g_autoptr(Store) to = connect_file(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (!to || !copy(store, to, error)) return NULL;
  return g_steal_pointer(&to);
}

/* -- meta -------------------------------------------------------------------------------------------------------- */
static void *read_text(const struct store_sql_rows *rows) {
  return store_sql_dup_text(rows, 0);
}

char *store_meta_get(struct store *store, const char *name) {
  return store_sql_one(store, read_text, NULL, "SELECT value FROM meta WHERE name = $1", VALUES(store_sql_text(name)));
}

gboolean store_meta_set(struct store *store, const char *name, const char *value, GError **error) {
  return store_sql_run(
      store, error,
      "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      VALUES(store_sql_text(name), store_sql_text(value)));
}
