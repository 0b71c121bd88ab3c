/* The store as a file: opening, transactions, fence, copies, and how its statements find their rows. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "scheduler/store/migrations.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_sql.h"
#include "scheduler/store/store_tasks.h"
#include "tests/scheduler/store_sample.h"

/* -- opening --------------------------------------------------------------------------------------------------- */
static void test_absent(void) {
  g_autofree char *path = sample_path();
  g_autoptr(GError) error = NULL;
  g_assert_null(store_open(path, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_ABSENT);
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  sample_remove(path);
}

static void test_create_refuses(void) {
  g_autofree char *path = sample_path();
  g_autoptr(GError) error = NULL;
  g_assert_true(store_create(path, NULL));
  g_assert_false(store_create(path, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_REFUSED);
  GStatBuf found;
  g_assert_cmpint(g_stat(path, &found), ==, 0);
  g_assert_cmpuint(found.st_mode & 0777, ==, 0600);
  sample_remove(path);
}

static void test_not_ours(gconstpointer data) {
  g_autofree char *path = sample_path();
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_set_contents(path, data, -1, NULL));
  g_assert_null(store_open(path, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_DAMAGED);
  sample_remove(path);
}

static void test_other_schema(void) {
  static const char *const changes[] = {"PRAGMA user_version = 9999", "PRAGMA application_id = 5"};
  for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
    g_autofree char *path = sample_path();
    g_autoptr(GError) error = NULL;
    g_assert_true(store_create(path, NULL));
    sample_raw(path, changes[i]);
    g_assert_null(store_open(path, &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_DAMAGED);
    sample_remove(path);
  }
}

/* A store of the first version is brought up to date when it is opened; what was in it stays. */
static void test_older_schema(void) {
  g_autofree char *path = sample_path();
  guint count = 0;
  for (const char *const *first = migrations_all(&count)[0]; *first; first++) sample_raw(path, *first);
  sample_raw(path, "INSERT INTO fact VALUES (1048577, 5, 1, 'import', 'roepnaam=Noor')");
  struct store *store = store_open(path, NULL);
  g_assert_nonnull(store);
  gint64 version = 0;
  g_assert_true(store_sql_number(store, &version, NULL, NULL, "PRAGMA user_version", NO_VALUES));
  g_assert_cmpint(version, ==, count);
  g_autoptr(GHashTable) facts = store_facts_read(store, 1, 5, NULL);
  g_assert_cmpstr(g_hash_table_lookup(facts, "roepnaam"), ==, "Noor");
  store_close(store);
  sample_remove(path);
}

static void test_settings(void) {
  static const struct {
    const char *pragma;
    gint64 want;
  } table[] = {{"PRAGMA synchronous", 2}, {"PRAGMA foreign_keys", 1}, {"PRAGMA trusted_schema", 0}};
  struct sample sample = sample_open();
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    gint64 got = -1;
    g_assert_true(store_sql_number(sample.store, &got, NULL, NULL, table[i].pragma, NO_VALUES));
    g_assert_cmpint(got, ==, table[i].want);
  }
  g_autofree char *mode = sample_text(sample.path, "PRAGMA journal_mode");
  g_assert_cmpstr(mode, ==, "wal");
  sample_close(&sample);
}

/* -- transactions ---------------------------------------------------------------------------------------------- */
static void count_commits(void *user, guint64 commits) {
  *(guint64 *)user = commits;
}

static void test_transactions(void) {
  g_autoptr(Store) store = store_open(":memory:", NULL);
  g_autoptr(GError) error = NULL;
  guint64 commits = 0;
  store_on_commit(store, count_commits, &commits);
  store_rollback(store);
  g_assert_false(store_commit(store, NULL));
  g_assert_false(store_meta_set(store, "a", "1", &error)); /* nothing commits by itself */
  g_assert_error(error, STORE_ERROR, STORE_ERROR_REFUSED);
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_in_transaction(store));
  g_assert_false(store_begin(store, NULL));
  g_assert_true(store_meta_set(store, "a", "1", NULL));
  store_rollback(store);
  g_assert_null(store_meta_get(store, "a"));
  g_assert_true(store_begin(store, NULL) && store_meta_set(store, "a", "1", NULL) &&
                store_meta_set(store, "a", "2", NULL) && store_commit(store, NULL));
  g_assert_cmpuint(commits, ==, 1);
  g_assert_true(store_begin_read(store, NULL));
  g_assert_false(store_meta_set(store, "a", "3", NULL));
  g_assert_true(store_commit(store, NULL));
  g_assert_cmpuint(commits, ==, 1);
  g_autofree char *value = store_meta_get(store, "a");
  g_assert_cmpstr(value, ==, "2");
}

static void commit_inside(void *user, const struct store_event *event) {
  struct sample *sample = user;
  (void)event;
  g_assert_false(store_commit(sample->store, NULL));
}

static void test_commit_with_open_rows(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  sample_event(&sample, 100);
  g_assert_true(store_events_each(sample.store, sample.enrolment, G_MAXINT64, commit_inside, &sample, NULL));
  g_assert_true(store_commit(sample.store, NULL));
  sample_close(&sample);
}

/* Looking takes no lock and a second writer waits for none to read. */
static void test_look_while_locked(void) {
  struct sample sample = sample_open();
  g_autoptr(Store) other = store_open(sample.path, NULL);
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_set_wake(sample.store, sample.enrolment, 50, NULL));
  g_autoptr(GArray) due = store_people_due(other, 100, 10, NULL), messages = store_outbox_due(other, 100, 10, NULL);
  g_assert_cmpuint(due->len, ==, 0); /* not committed yet */
  g_assert_cmpuint(messages->len, ==, 0);
  g_assert_true(store_commit(sample.store, NULL));
  g_autoptr(GArray) after = store_people_due(other, 100, 10, NULL);
  g_assert_cmpuint(after->len, ==, 1);
  sample_close(&sample);
}

static void test_busy(void) {
  struct sample sample = sample_open();
  g_autoptr(Store) other = store_open(sample.path, NULL);
  g_autoptr(GError) error = NULL;
  sqlite3_busy_timeout(other->db, 10);
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_false(store_begin(other, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_BUSY);
  store_rollback(sample.store);
  g_assert_true(store_begin(other, NULL));
  store_rollback(other);
  sample_close(&sample);
}

/* What the compiler can't see in a literal is refused when it first runs. */
static void test_statements(void) {
  static const char *const bad[] = {
      "SELECT name FROM meta WHERE name = $2 AND value = $1", /* PostgreSQL would take them the other way round */
      "SELECT name FROM meta WHERE name = ?1 AND value = ?2", "SELECT name FROM meta WHERE name = $1",
      "SELECT \"nme\" FROM meta WHERE name = $1 AND value = $2", /* double quotes are no text */
  };
  g_autoptr(Store) store = store_open(":memory:", NULL);
  for (int again = 0; again < 2; again++)
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
      g_assert_false(store_sql_run(store, NULL, bad[i], VALUES(store_sql_text("a"), store_sql_text("b"))));
  g_assert_true(store_sql_run(store, NULL, "SELECT name FROM meta WHERE name = $1 AND value = $2",
                              VALUES(store_sql_text("a"), store_sql_text("b"))));
}

/* -- fence and copies ------------------------------------------------------------------------------------------ */
static void test_fence(void) {
  struct sample sample = sample_open();
  g_autofree char *path = sample_path();
  g_autoptr(GError) error = NULL;
  g_assert_false(store_is_fenced(sample.store));
  g_assert_true(store_backup(sample.store, path, NULL));
  g_assert_false(store_backup(sample.store, path, NULL)); /* never over something */

  struct store *copy = store_open(path, NULL);
  g_assert_true(store_is_fenced(copy));
  g_assert_cmpint(store_people_find_person(copy, "roc/100", NULL), ==, sample.person);
  g_assert_false(store_begin(copy, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_FENCED);
  g_assert_true(store_release_fence(copy, NULL));
  g_assert_true(store_begin(copy, NULL));
  store_close(copy);

  copy = store_open(path, NULL);
  g_assert_false(store_is_fenced(copy));
  g_autofree char *epoch = store_meta_get(copy, "epoch");
  g_assert_cmpstr(epoch, ==, "2");
  store_close(copy);
  sample_remove(path);
  sample_close(&sample);
}

/* A whole folder copied, and a backup put back in place of the file that was running. */
static void test_fence_of_copies(void) {
  struct sample sample = sample_open();
  g_autofree char *elsewhere = sample_path(), *from = sample_side(sample.path), *to = sample_side(elsewhere);
  g_assert_true(store_backup(sample.store, elsewhere, NULL));
  sample_copy(from, to);
  struct store *copy = store_open(elsewhere, NULL);
  g_assert_true(store_is_fenced(copy));
  store_close(copy);
  store_close(g_steal_pointer(&sample.store));

  g_assert_cmpint(g_rename(elsewhere, sample.path), ==, 0);
  sample.store = store_open(sample.path, NULL);
  g_assert_true(store_is_fenced(sample.store));
  sample_remove(elsewhere);
  sample_close(&sample);
}

static void queue_one(struct store *store, const char *key) {
  struct store_message message = {.key = (char *)key, .enrolment = 1, .due = 1};
  gboolean added;
  g_assert_true(store_begin(store, NULL) && store_outbox_add(store, &message, &added, NULL) &&
                store_commit(store, NULL));
}

/* The file stays the same file; only what it has seen tells. */
static void test_fence_of_overwriting(void) {
  struct sample sample = sample_open();
  g_autofree char *backup = sample_path();
  queue_one(sample.store, "a");
  g_assert_true(store_backup(sample.store, backup, NULL));
  queue_one(sample.store, "b");
  g_assert_true(store_begin(sample.store, NULL)); /* not committed: must not count */
  struct store_message late = {.key = (char *)"c", .enrolment = 1};
  gboolean added;
  g_assert_true(store_outbox_add(sample.store, &late, &added, NULL));
  store_close(sample.store);
  sample.store = store_open(sample.path, NULL);
  g_assert_false(store_is_fenced(sample.store));
  store_close(g_steal_pointer(&sample.store));

  g_autofree char *bytes = NULL;
  gsize size;
  g_assert_true(g_file_get_contents(backup, &bytes, &size, NULL));
  FILE *file = fopen(sample.path, "r+");
  g_assert_cmpuint(fwrite(bytes, 1, size, file), ==, size);
  fclose(file);
  sample.store = store_open(sample.path, NULL);
  g_assert_true(store_is_fenced(sample.store));
  g_assert_true(store_release_fence(sample.store, NULL));
  store_close(sample.store);
  sample.store = store_open(sample.path, NULL);
  g_assert_false(store_is_fenced(sample.store));
  sample_remove(backup);
  sample_close(&sample);
}

/* A backup moved in place while the old file was still open: closing that one must not let the backup in. */
static void test_fence_of_replacing_while_open(void) {
  struct sample sample = sample_open();
  g_autofree char *backup = sample_path();
  g_assert_true(store_backup(sample.store, backup, NULL));
  queue_one(sample.store, "a");
  g_assert_cmpint(g_rename(backup, sample.path), ==, 0);
  store_close(sample.store);
  sample.store = store_open(sample.path, NULL);
  if (sample.store) g_assert_true(store_is_fenced(sample.store));
  sample_remove(backup);
  sample_close(&sample);
}

static void test_rehearsal(void) {
  struct sample sample = sample_open();
  g_autoptr(Store) copy = store_rehearsal(sample.store, NULL);
  g_assert_nonnull(copy);
  g_assert_false(store_is_fenced(copy));
  g_assert_true(store_begin(copy, NULL) && store_meta_set(copy, "only", "here", NULL) && store_commit(copy, NULL));
  g_assert_null(store_meta_get(sample.store, "only"));
  sample_close(&sample);
}

/* -- look-ups by key -------------------------------------------------------------------------------------------- */
/* Every row of SQLite's plan for the statement, joined by lines. */
static char *plan_of(struct store *store, sqlite3_stmt *statement) {
  g_autofree char *sql = g_strconcat("EXPLAIN QUERY PLAN ", sqlite3_sql(statement), NULL);
  g_autoptr(GString) plan = g_string_new(NULL);
  sqlite3_stmt *explain = NULL;
  g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &explain, NULL), ==, SQLITE_OK);
  while (sqlite3_step(explain) == SQLITE_ROW)
    g_string_append_printf(plan, "%s\n", (const char *)sqlite3_column_text(explain, 3));
  sqlite3_finalize(explain);
  return g_string_free(g_steal_pointer(&plan), FALSE);
}

static void ask_all(struct sample *sample) {
  struct store *store = sample->store;
  gboolean changed;
  g_array_unref(store_people_due(store, 5, 10, NULL));
  g_array_unref(store_outbox_due(store, 5, 10, NULL));
  g_array_unref(store_outbox_stale(store, 5, NULL));
  g_array_unref(store_outbox_to_ask(store, 5, 10, NULL));
  g_assert_true(store_outbox_carry(store, 1, "kannel", NULL) && store_outbox_ask_at(store, 1, 0, NULL));
  store_outbox_message_free(store_outbox_by_key(store, "k", NULL));
  store_outbox_message_free(store_outbox_by_reference(store, "x", NULL));
  g_ptr_array_unref(store_outbox_of(store, sample->enrolment, NULL));
  g_ptr_array_unref(store_outbox_list(store, sample->person, NULL, 10, NULL));
  g_ptr_array_unref(store_tasks_list(store, NULL, sample->staff, FALSE, NULL));
  g_ptr_array_unref(store_tasks_of(store, sample->enrolment, NULL));
  g_ptr_array_unref(store_people_enrolments(store, sample->person, NULL));
  g_array_unref(store_people_enrolments_in(store, sample->cohort, NULL));
  g_array_unref(store_people_enrolments_of(store, "roc", NULL));
  g_hash_table_unref(store_facts_read(store, sample->enrolment, 5, NULL));
  g_ptr_array_unref(store_inbound_of(store, sample->enrolment, NULL));
  g_assert_true(store_outbox_claim(store, 1, 5, &changed, NULL));
  g_assert_true(store_people_set_wake(store, sample->enrolment, 5, NULL));
  g_assert_cmpint(store_outbox_withdraw(store, sample->enrolment, NULL, 0, "", 5, NULL), ==, 0);
  g_assert_cmpint(store_outbox_count(store, sample->person, 0, 2000), ==, 0);
  g_assert_true(store_people_erase(store, sample->person, NULL));
}

/* The last has a row a table. */
static gboolean may_walk(const char *sql) {
  static const char *const rare[] = {"DELETE FROM inbound", "DELETE FROM address_owner",
                                     "SELECT seq FROM sqlite_sequence"};
  for (gsize i = 0; i < G_N_ELEMENTS(rare); i++)
    if (g_str_has_prefix(sql, rare[i])) return TRUE;
  return FALSE;
}

/* S27: what a tick asks must come from the clustered queue, and nothing that is asked per person or per message may
 * walk through everybody. These are the statements that the store really ran. What came in is sought by the message it
 * answers, and an address by its owner, only when someone is erased: an index for that would cost every import. */
static void test_query_plans(void) {
  static const char *const queues[] = {"SEARCH waiting_person USING PRIMARY KEY (due<?)\n",
                                       "SEARCH waiting_message USING PRIMARY KEY (due<?)\n"};
  struct sample sample = sample_open();
  guint seen[G_N_ELEMENTS(queues)] = {0};
  g_assert_true(store_begin(sample.store, NULL));
  ask_all(&sample);
  GHashTableIter iter;
  void *sql, *statement;
  g_hash_table_iter_init(&iter, sample.store->statements);
  while (g_hash_table_iter_next(&iter, &sql, &statement)) {
    g_autofree char *plan = plan_of(sample.store, statement);
    if (strstr(plan, "SCAN") && !may_walk(sql)) g_error("%s\n%s", (char *)sql, plan);
    for (gsize i = 0; i < G_N_ELEMENTS(queues); i++) seen[i] += g_str_equal(plan, queues[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(queues); i++) g_assert_cmpuint(seen[i], ==, 1);
  store_rollback(sample.store);
  sample_close(&sample);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store/open/absent", test_absent);
  g_test_add_func("/store/open/create-refuses", test_create_refuses);
  g_test_add_data_func("/store/open/empty", "", test_not_ours);
  g_test_add_data_func("/store/open/text",
                       "Dit is geen database, maar een brief van honderd tekens of meer. Dit is "
                       "geen database, maar een brief van honderd tekens of meer.",
                       test_not_ours);
  g_test_add_func("/store/open/other-schema", test_other_schema);
  g_test_add_func("/store/open/older-schema", test_older_schema);
  g_test_add_func("/store/open/settings", test_settings);
  g_test_add_func("/store/transactions/rules", test_transactions);
  g_test_add_func("/store/transactions/open-rows", test_commit_with_open_rows);
  g_test_add_func("/store/transactions/look-while-locked", test_look_while_locked);
  g_test_add_func("/store/transactions/busy", test_busy);
  g_test_add_func("/store/statements", test_statements);
  g_test_add_func("/store/fence/backup", test_fence);
  g_test_add_func("/store/fence/copies", test_fence_of_copies);
  g_test_add_func("/store/fence/overwriting", test_fence_of_overwriting);
  g_test_add_func("/store/fence/replacing-while-open", test_fence_of_replacing_while_open);
  g_test_add_func("/store/fence/rehearsal", test_rehearsal);
  g_test_add_func("/store/query-plans", test_query_plans);
  return g_test_run();
}
