/* A process that ends right after any commit, or in the middle of a transaction, leaves what a later run completes: the
 * same events, tasks, messages and files as if nothing had happened. Only attempts, the due time of what was tried
 * again and the salts of the record differ. So does a process that lives on after the store failed it, at whatever
 * statement. */
#include "scheduler/store/store_sql.h"
#include "tests/scheduler/flow_world.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  PEOPLE = 40,
  EXIT_CRASHED = 9,
  INSTRUCTIONS = 100,
  FAULTS = 24
}; /* more people than one lot of dispatch holds */

/* One day for everyone, so that a tick and a round of sending take more than one lot's work. */
static const char policy[] =
    "beleid \"Test\" versie 1\n  geldig vanaf 1-1-2026\n\n"
    "begeleiding pro\n  grondslag \"WVO 2020 art. 2.31a lid 2\"\n  voor onderwijs = pro\n"
    "  van uitstroomdatum - 8 weken tot uitstroomdatum + 2 jaar\n\n"
    "vraag hoe-gaat-het\n  grondslag \"beleidskeuze\"\n  omschrijving \"Vraag hoe het gaat\"\n  door systeem\n"
    "  op uitstroomdatum + 8 weken\n  stuur sms of email \"vraag\"\n"
    "  bij geen reactie na 5 werkdagen opnieuw via ander kanaal, ten hoogste 2 keer, ten minste 5 werkdagen uiteen\n"
    "  te laat: alsnog binnen 5 werkdagen, anders naar begeleider\n\n"
    "aanbod na-vertrek in jaar 1\n  grondslag \"WVO 2020 art. 2.31a lid 3\"\n  omschrijving \"Doe het aanbod\"\n"
    "  door begeleider, persoonlijk\n  op uitstroomdatum + 8 weken\n  te laat: alsnog, anders naar begeleider\n\n"
    "verzendtijden\n  ma-vr 9:00-20:00\n  za dicht\n  zo dicht\n  feestdagen dicht\n  ten hoogste 2 berichten per "
    "week\n";

struct scene {
  struct world world;
  struct dispatch *dispatch;
  char *folder, *path, *box;
  guint64 exit_at_commit, exit_at_veto, vetoes; /* 0 = never */
  guint64 fail_at, steps;                       /* a step is INSTRUCTIONS of SQLite's machine */
  gboolean judging, doubted;                    /* the veto was asked; and was failed while it was */
  guint failed;
};

static int scene_veto(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason) {
  struct scene *scene = user;
  if (++scene->vetoes == scene->exit_at_veto) _exit(EXIT_CRASHED);
  scene->judging = TRUE;
  int answer = (int)flow_may_send(scene->world.flow, now, message, until, reason);
  scene->judging = FALSE;
  return answer;
}

static const char *scene_route(void *user, const struct store_message *message) {
  (void)user;
  (void)message;
  return "postbox";
}

static const char *scene_setting(void *user, const char *channel, const char *option) {
  (void)channel;
  return strcmp(option, "folder") == 0 ? ((struct scene *)user)->box : NULL;
}

static gboolean scene_settled(void *user, gint64 now, const struct store_message *message, const char *state,
                              const char *reason, GError **error) {
  struct flow_act act = {now, "system"};
  return flow_settled(((struct scene *)user)->world.flow, &act, message, state, reason, error);
}

/* The statement that runs at that step fails (SQLITE_INTERRUPT), and none after it. */
static int on_step(void *user) {
  struct scene *scene = user;
  if (++scene->steps != scene->fail_at) return 0;
  scene->doubted = scene->judging;
  return 1;
}

static void on_commit(void *user, guint64 commits) {
  if (commits == ((struct scene *)user)->exit_at_commit) _exit(EXIT_CRASHED);
}

static void scene_open(struct scene *scene) {
  world_open(&scene->world, scene->path);
  struct dispatch_world outside = {.veto = scene_veto,
                                   .route = scene_route,
                                   .setting = scene_setting,
                                   .settled = scene_settled,
                                   .user = scene,
                                   .local_only = TRUE};
  scene->dispatch = dispatch_new(scene->world.store, &outside);
}

static void scene_shut(struct scene *scene) {
  dispatch_free(scene->dispatch);
  world_close(&scene->world);
}

/* Started, and ticked up to the day before the first announcements. */
static void scene_make(struct scene *scene) {
  g_autoptr(GError) error = NULL;
  *scene = (struct scene){.folder = g_dir_make_tmp("crash-XXXXXX", &error)};
  g_assert_no_error(error);
  scene->path = g_build_filename(scene->folder, "waakvlam.db", NULL);
  scene->box = g_build_filename(scene->folder, "postbox", NULL);
  g_assert_true(store_create(scene->path, &error));
  scene_open(scene);
  world_fill_with(&scene->world, policy);
  for (int i = 0; i < PEOPLE; i++) {
    g_autofree char *number = g_strdup_printf("%d", i);
    world_person(&scene->world, number, i % 3 ? PRO : "uitstroomdatum=2026-07-10\nemail=noor@home.example\n");
  }
  world_start(&scene->world, "2026-08-01");
  world_tick(&scene->world, world_ten(&scene->world, "2026-08-01"));
  scene_shut(scene);
}

static void remove_all(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    remove_all(inner);
  }
  g_remove(path);
}

static void scene_drop(struct scene *scene) {
  remove_all(scene->folder);
  g_free(scene->folder);
  g_free(scene->path);
  g_free(scene->box);
}

/* After ten minutes goes what a dead process had in hand, after an hour what could not be judged. */
static const char *const moments[] = {
    "2026-09-04T10:00:00+02:00", "2026-09-04T10:10:00+02:00", "2026-09-04T11:10:00+02:00",
    "2026-09-11T10:00:00+02:00", "2026-09-11T10:10:00+02:00", "2026-09-11T11:10:00+02:00",
    "2026-09-18T10:00:00+02:00", "2026-09-18T10:10:00+02:00", "2026-09-18T11:10:00+02:00"};

/* What a service does: tick, send. What the store refused once is done at the next try, in the same process. */
static void do_twice(struct scene *scene, gint64 now,
                     gboolean (*work)(struct scene *scene, gint64 now, GError **error)) {
  g_autoptr(GError) first = NULL, second = NULL;
  if (work(scene, now, &first)) return;
  scene->failed++;
  g_assert_nonnull(first);
  g_assert_cmpuint(scene->fail_at, !=, 0);
  g_assert_false(store_in_transaction(scene->world.store));
  work(scene, now, &second);
  g_assert_no_error(second);
}

static gboolean tick(struct scene *scene, gint64 now, GError **error) {
  struct flow_act act = {now, "system"};
  struct flow_counts counts;
  return flow_due(scene->world.flow, &act, &counts, error);
}

static gboolean post(struct scene *scene, gint64 now, GError **error) {
  struct dispatch_counts counts;
  return dispatch_run(scene->dispatch, now, &counts, error);
}

/* A run after a crash goes on with the moment of the newest event. */
static void scene_play(struct scene *scene) {
  gint64 newest = store_events_newest(scene->world.store);
  for (guint i = 0; i < G_N_ELEMENTS(moments); i++) {
    gint64 now = world_at(&scene->world, moments[i]);
    if (now < newest) continue;
    do_twice(scene, now, tick);
    do_twice(scene, now, post);
  }
}

static void dump_event(void *user, const struct store_event *event) {
  g_string_append_printf(user, "event %" G_GINT64_FORMAT " %d %d %s/%d/%d %d %d %s\n", event->enrolment, event->day,
                         event->kind, event->rule, event->year, event->attempt, event->outcome, event->channel,
                         event->reason);
}

static void dump_enrolment(struct scene *scene, gint64 id, GString *out) {
  struct store *store = scene->world.store;
  g_assert_true(store_events_each(store, id, G_MAXINT64, dump_event, out, NULL));
  g_autoptr(GPtrArray) tasks = store_tasks_of(store, id, NULL);
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    g_string_append_printf(out, "task %s %s %s %d %s\n", task->key, task->kind, task->state, task->due, task->why);
  }
  g_autoptr(GPtrArray) messages = store_outbox_of(store, id, NULL);
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    g_string_append_printf(out, "message %s %s %s %s %s\n", message->key, message->state, message->channel,
                           message->reference, message->body);
  }
  struct store_enrolment *row = store_people_enrolment(store, id, NULL);
  g_string_append_printf(out, "enrolment %d %" G_GINT64_FORMAT "\n", row->state, row->wake);
  store_people_enrolment_free(row);
}

static int by_text(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void dump_files(const char *folder, GString *out) {
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_text);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    g_string_append_printf(out, "file %s %s\n", (char *)names->pdata[i], hash);
  }
}

static char *scene_dump(struct scene *scene) {
  GString *out = g_string_new(NULL);
  g_autoptr(GArray) all = store_people_enrolments_of(scene->world.store, "school", NULL);
  for (guint i = 0; i < all->len; i++) dump_enrolment(scene, g_array_index(all, gint64, i), out);
  dump_files(scene->box, out);
  struct store_record_check check;
  g_assert_true(store_record_verify(scene->world.store, &check, NULL));
  g_assert_true(check.intact);
  g_string_append_printf(out, "record %" G_GINT64_FORMAT "\n", check.entries);
  g_free(check.first_bad);
  return g_string_free(out, FALSE);
}

/* In a child, so that the end is as sudden as that of a machine. TRUE: it came to its end undisturbed. */
static gboolean play_in_child(struct scene *scene) {
  pid_t child = fork();
  g_assert_cmpint(child, >=, 0);
  if (child == 0) {
    scene_open(scene);
    store_on_commit(scene->world.store, on_commit, scene);
    scene_play(scene);
    _exit(0);
  }
  int status = 0;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFEXITED(status));
  g_assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == EXIT_CRASHED);
  return WEXITSTATUS(status) == 0;
}

static char *play_on(struct scene *scene) {
  scene_open(scene);
  scene_play(scene);
  char *dump = scene_dump(scene);
  scene_shut(scene);
  return dump;
}

static char *undisturbed(void) {
  struct scene scene;
  scene_make(&scene);
  char *dump = play_on(&scene);
  scene_drop(&scene);
  return dump;
}

/* Every key of a message or task is one act, done once. */
static void check_keys(const char *dump) {
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
  guint sent = 0;
  for (guint i = 0; lines[i]; i++) {
    if (!g_str_has_prefix(lines[i], "message ") && !g_str_has_prefix(lines[i], "task ")) continue;
    g_auto(GStrv) words = g_strsplit(lines[i], " ", 4);
    g_assert_true(g_hash_table_add(seen, g_strconcat(words[0], words[1], NULL)));
    if (strcmp(words[2], "sent") == 0) sent++;
  }
  g_assert_cmpuint(sent, >, 32);
}

/* The first line that differs; the whole would fill screens. */
static void check_same(const char *got, const char *want) {
  g_auto(GStrv) left = g_strsplit(got, "\n", -1);
  g_auto(GStrv) right = g_strsplit(want, "\n", -1);
  for (guint i = 0; left[i] && right[i]; i++) g_assert_cmpstr(left[i], ==, right[i]);
  g_assert_cmpuint(g_strv_length(left), ==, g_strv_length(right));
}

static guint try_all(gboolean at_veto, guint step) {
  g_autofree char *want = undisturbed();
  check_keys(want);
  for (guint n = 1;; n += step) {
    struct scene scene;
    scene_make(&scene);
    *(at_veto ? &scene.exit_at_veto : &scene.exit_at_commit) = n;
    gboolean over = play_in_child(&scene);
    scene.exit_at_veto = 0;
    g_autofree char *got = play_on(&scene);
    if (strcmp(got, want) != 0) g_test_message("ended at %s %u", at_veto ? "veto" : "commit", n);
    check_same(got, want);
    scene_drop(&scene);
    if (over) return n;
  }
}

/* Plays in this process with a store that fails at that step; 0 = never. Returns how many steps there were. */
static guint64 play_with_fault(guint64 at, const char *want) {
  struct scene scene;
  scene_make(&scene);
  scene.fail_at = at;
  scene_open(&scene);
  sqlite3_progress_handler(scene.world.store->db, INSTRUCTIONS, on_step, &scene);
  scene_play(&scene);
  sqlite3_progress_handler(scene.world.store->db, 0, NULL, NULL);
  g_autofree char *got = scene_dump(&scene);
  g_test_message("failed at step %" G_GUINT64_FORMAT, at);
  gboolean fell = at && scene.steps >= at; /* salts are random, and so the last steps may not be reached */
  g_assert_cmpuint(scene.failed, ==, fell && !scene.doubted ? 1 : 0);
  check_same(got, want);
  scene_shut(&scene);
  scene_drop(&scene);
  return scene.steps;
}

static void test_faults(void) {
  g_autofree char *want = undisturbed();
  guint64 steps = play_with_fault(0, want);
  g_assert_cmpuint(steps, >, FAULTS);
  for (guint64 at = 1; at <= steps; at += steps / FAULTS + 1) play_with_fault(at, want);
}

static void test_commits(void) {
  g_assert_cmpuint(try_all(FALSE, 1), >, 6);
}

static void test_in_transaction(void) {
  g_assert_cmpuint(try_all(TRUE, 13), >, 30);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crash/after_each_commit", test_commits);
  g_test_add_func("/crash/inside_a_transaction", test_in_transaction);
  g_test_add_func("/crash/a_statement_fails", test_faults);
  return g_test_run();
}
