/* A process that writes is killed at a random moment, again and again: each transaction is there whole or not at all,
 * what was reported as committed is there, and the next process goes on where it ended. */
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_record.h"
#include "scheduler/store/store_tasks.h"
#include "tests/scheduler/store_sample.h"

enum { ROUNDS = 25, WORKING_US = 60000, CREATING_US = 40000, PATIENCE_MS = 30000 };

/* -- the child ------------------------------------------------------------------------------------------------- */
/* One verb: number n of everything, and the counter. */
static gboolean write_all(struct store *store, gint64 enrolment, gint64 n, GError **error) {
  g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT, n);
  struct store_event event = {.enrolment = enrolment, .at = n, .until = DATE_NONE, .actor = "system"};
  struct store_message message = {.key = key, .enrolment = enrolment, .due = n, .queued_at = n};
  struct store_task task = {.key = key, .enrolment = enrolment, .until = DATE_NONE};
  gboolean added;
  return store_begin(store, error) && store_events_add(store, &event, error) &&
         store_outbox_add(store, &message, &added, error) && store_tasks_add(store, &task, &added, error) &&
         store_people_set_wake(store, enrolment, n, error) &&
         store_record_add(store, "roc", n, "system", "tick", enrolment, key, key, error) &&
         store_meta_set(store, "done", key, error) && store_commit(store, error);
}

static gint64 done(struct store *store) {
  g_autofree char *text = store_meta_get(store, "done");
  return text ? g_ascii_strtoll(text, NULL, 10) : 0;
}

/* Ends by being killed only; every other end is a failure that the parent sees. */
static void work(const char *path, gint64 enrolment, int report) {
  struct store *store = store_open(path, NULL);
  if (!store) _exit(1);
  for (gint64 n = done(store) + 1;; n++) {
    if (!write_all(store, enrolment, n, NULL)) _exit(2);
    if (write(report, &n, sizeof n) != sizeof n) _exit(3);
  }
}

/* -- the parent ------------------------------------------------------------------------------------------------ */
static void kill_and_wait(pid_t child) {
  int status;
  kill(child, SIGKILL);
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  if (WIFEXITED(status)) g_error("the child ended by itself with %d", WEXITSTATUS(status));
  if (WTERMSIG(status) != SIGKILL) g_error("the child ended by signal %d", WTERMSIG(status));
}

static gint64 last_report(int report) {
  gint64 last = 0, next;
  while (read(report, &next, sizeof next) == sizeof next) last = next;
  return last;
}

/* `working`: not before it has written something, however slow the machine is. */
static gint64 run_and_kill(const char *path, gint64 enrolment, gboolean working) {
  int ends[2];
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t child = fork();
  if (child == 0) work(path, enrolment, ends[1]);
  close(ends[1]);
  struct pollfd first = {.fd = ends[0], .events = POLLIN};
  if (working) g_assert_cmpint(poll(&first, 1, PATIENCE_MS), ==, 1);
  g_usleep((gulong)g_test_rand_int_range(0, WORKING_US));
  kill_and_wait(child);
  gint64 reported = last_report(ends[0]);
  close(ends[0]);
  return reported;
}

static void expect_number(const char *path, const char *sql, gint64 want) {
  g_autofree char *got = sample_text(path, sql);
  g_assert_cmpint(got ? g_ascii_strtoll(got, NULL, 10) : 0, ==, want);
}

static void check_whole(const char *path, gint64 reported) {
  struct store *store = store_open(path, NULL);
  g_assert_nonnull(store);
  g_assert_false(store_is_fenced(store));
  gint64 n = done(store);
  g_assert_cmpint(n, >=, reported);
  static const char *const counts[] = {"SELECT COUNT(*) FROM event",
                                       "SELECT MAX(seq) FROM event",
                                       "SELECT COUNT(*) FROM outbox",
                                       "SELECT COUNT(*) FROM outbox_text",
                                       "SELECT COUNT(*) FROM waiting_message",
                                       "SELECT COUNT(*) FROM task",
                                       "SELECT COUNT(*) FROM record",
                                       "SELECT COUNT(*) FROM record_content",
                                       "SELECT wake FROM enrolment",
                                       "SELECT due FROM waiting_person",
                                       "SELECT value FROM meta WHERE name = 'newest_event'"};
  for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) expect_number(path, counts[i], n);
  expect_number(path, "SELECT COUNT(*) FROM waiting_person", n > 0);
  struct store_record_check check;
  g_assert_true(store_record_verify(store, &check, NULL));
  g_assert_cmpstr(check.first_bad, ==, "");
  g_free(check.first_bad);
  store_close(store);
  g_autofree char *integrity = sample_text(path, "PRAGMA integrity_check");
  g_assert_cmpstr(integrity, ==, "ok");
}

static void test_killed_while_writing(void) {
  struct sample sample = sample_open();
  store_close(g_steal_pointer(&sample.store)); /* SQLite doesn't survive a fork */
  gint64 reported = 0;
  for (int round = 0; round < ROUNDS; round++) {
    gint64 last = run_and_kill(sample.path, sample.enrolment, round % 2);
    reported = MAX(reported, last); /* a macro: it would run a life twice */
    check_whole(sample.path, reported);
  }
  g_test_message("%" G_GINT64_FORMAT " transactions over %d lives", reported, ROUNDS);
  g_assert_cmpint(reported, >, 0);
  sample_close(&sample);
}

static void test_killed_while_creating(void) {
  int whole = 0;
  for (int round = 0; round < ROUNDS; round++) {
    g_autofree char *path = sample_path();
    pid_t child = fork();
    if (child == 0) {
      store_create(path, NULL);
      pause();
    }
    g_usleep((gulong)g_test_rand_int_range(0, CREATING_US));
    kill_and_wait(child);
    gboolean there = g_file_test(path, G_FILE_TEST_EXISTS);
    whole += there;
    if (!there) g_assert_true(store_create(path, NULL));
    struct store *store = store_open(path, NULL);
    g_assert_nonnull(store);
    g_assert_false(store_is_fenced(store));
    store_close(store);
    sample_remove(path);
  }
  g_test_message("%d of %d were whole", whole, ROUNDS);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store/crash/writing", test_killed_while_writing);
  g_test_add_func("/store/crash/creating", test_killed_while_creating);
  return g_test_run();
}
