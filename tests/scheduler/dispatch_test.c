/* Claim, send, verdict: the post box as far side, and rows that a dead process left. */
#include "tests/scheduler/flow_world.h"

#include "channels/registry.h"

#include <glib/gstdio.h>

struct post {
  struct world world;
  struct dispatch *dispatch;
  char *folder;
  const char *route; /* NULL = none */
  const char *rate;
  int veto; /* what the veto answers, when not the real one */
  gboolean own_veto;
  GString *told; /* what `settled` heard */
  gint64 ids[8];
};

static int post_veto(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason) {
  struct post *post = user;
  if (!post->own_veto) return (int)flow_may_send(post->world.flow, now, message, until, reason);
  *until = now + 600;
  *reason = g_strdup("because");
  return post->veto;
}

static const char *post_route(void *user, const struct store_message *message) {
  (void)message;
  return ((struct post *)user)->route;
}

static const char *post_setting(void *user, const char *channel, const char *option) {
  struct post *post = user;
  if (strcmp(option, "rate") == 0) return post->rate;
  if (strcmp(channel, "smtp") != 0 && strcmp(option, "folder") == 0) return post->folder;
  return strcmp(option, "host") == 0 ? "mail.invalid" : NULL;
}

static gboolean post_settled(void *user, gint64 now, const struct store_message *message, const char *state,
                             const char *reason, GError **error) {
  struct post *post = user;
  struct flow_act act = {now, "system"};
  g_string_append_printf(post->told, "%s;", state);
  return flow_settled(post->world.flow, &act, message, state, reason, error);
}

static void post_open(struct post *post, const char *path) {
  g_autoptr(GError) error = NULL;
  *post = (struct post){.route = "postbox", .told = g_string_new(NULL)};
  world_open(&post->world, path);
  post->folder = g_dir_make_tmp("postbox-XXXXXX", &error);
  g_assert_no_error(error);
  struct dispatch_world world = {.veto = post_veto,
                                 .route = post_route,
                                 .setting = post_setting,
                                 .settled = post_settled,
                                 .user = post,
                                 .local_only = TRUE};
  post->dispatch = dispatch_new(post->world.store, &world);
}

static guint files_in(const char *folder) {
  guint count = 0;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) return 0;
  while (g_dir_read_name(dir)) count++;
  return count;
}

static void remove_folder(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

static void post_close(struct post *post) {
  dispatch_free(post->dispatch);
  world_close(&post->world);
  remove_folder(post->folder);
  g_free(post->folder);
  g_string_free(post->told, TRUE);
}

/* `n` messages of as many people, due at ten o'clock on 1 September. */
static void post_fill(struct post *post, guint n) {
  g_autoptr(GError) error = NULL;
  world_fill(&post->world);
  for (guint i = 0; i < n; i++) {
    g_autofree char *number = g_strdup_printf("%u", i);
    post->ids[i] = world_person(&post->world, number, PRO);
  }
  world_start(&post->world, "2026-08-01");
  g_assert_true(store_begin(post->world.store, &error));
  for (guint i = 0; i < n; i++) {
    g_autofree char *key = g_strdup_printf("key%023u", i);
    struct store_message message = {.enrolment = post->ids[i],
                                    .key = key,
                                    .channel = "sms",
                                    .rule = "zes-weken",
                                    .act = "announce",
                                    .year = 1,
                                    .attempt = 1,
                                    .reason = "due",
                                    .due = world_ten(&post->world, "2026-09-01"),
                                    .queued_at = world_ten(&post->world, "2026-09-01"),
                                    .expires = world_ten(&post->world, "2026-09-03"),
                                    .address = "+31612345678",
                                    .to_name = "Noor",
                                    .sender = "+3197010000000",
                                    .sender_name = "Sanne",
                                    .reply_to = "",
                                    .copy_to = "",
                                    .subject = "",
                                    .body = "Hoi Noor",
                                    .template = "",
                                    .invitation = ""};
    gboolean added = FALSE;
    g_assert_true(store_outbox_add(post->world.store, &message, &added, &error));
    g_assert_true(added);
  }
  g_assert_true(store_commit(post->world.store, &error));
}

static struct dispatch_counts post_run(struct post *post, gint64 now) {
  g_autoptr(GError) error = NULL;
  struct dispatch_counts counts;
  dispatch_run(post->dispatch, now, &counts, &error);
  g_assert_no_error(error);
  return counts;
}

static guint in_state(struct post *post, const char *state) {
  g_autoptr(GPtrArray) messages = store_outbox_list(post->world.store, 0, state, 100, NULL);
  return messages->len;
}

static void test_sent(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 3);
  gint64 now = world_ten(&post.world, "2026-09-01");
  g_assert_cmpuint(post_run(&post, now - 1).sent, ==, 0); /* not due */
  struct dispatch_counts counts = post_run(&post, now);
  g_assert_cmpuint(counts.sent, ==, 3);
  g_assert_cmpuint(in_state(&post, "sent"), ==, 3);
  g_assert_cmpuint(files_in(post.folder), ==, 3);
  g_assert_cmpuint(post_run(&post, now).sent, ==, 0); /* once */
  post_close(&post);
}

static void test_quiet_hours(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  gint64 night = world_at(&post.world, "2026-09-01T21:00:00+02:00");
  g_assert_cmpuint(post_run(&post, night).later, ==, 1);
  g_assert_cmpuint(files_in(post.folder), ==, 0);
  g_assert_cmpuint(post_run(&post, world_at(&post.world, "2026-09-02T08:59:00+02:00")).sent, ==, 0);
  g_assert_cmpuint(post_run(&post, world_at(&post.world, "2026-09-02T09:00:00+02:00")).sent, ==, 1);
  post_close(&post);
}

static void test_veto(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 2);
  gint64 now = world_ten(&post.world, "2026-09-01");
  post.own_veto = TRUE;
  post.veto = 1;
  g_assert_cmpuint(post_run(&post, now).later, ==, 2);
  g_assert_cmpuint(post_run(&post, now + 599).later, ==, 0);
  post.veto = 2;
  g_assert_cmpuint(post_run(&post, now + 600).withdrawn, ==, 2);
  g_assert_cmpuint(in_state(&post, "withdrawn"), ==, 2);
  g_assert_cmpstr(post.told->str, ==, "withdrawn;withdrawn;");
  g_assert_cmpuint(files_in(post.folder), ==, 0);
  post_close(&post);
}

static void test_expired(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  g_assert_cmpuint(post_run(&post, world_ten(&post.world, "2026-09-03")).withdrawn, ==, 1);
  post_close(&post);
}

static void test_no_route(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  post.route = NULL;
  gint64 now = world_ten(&post.world, "2026-09-01");
  g_assert_cmpuint(post_run(&post, now).later, ==, 1);
  post.route = "smtp"; /* a demo store opens nothing that leaves the house (S28) */
  g_assert_cmpuint(post_run(&post, now + 3600).later, ==, 1);
  g_assert_cmpuint(in_state(&post, "queued"), ==, 1);
  post.route = "postbox";
  g_assert_cmpuint(post_run(&post, now + 7200).sent, ==, 1);
  post_close(&post);
}

/* A rate of two a run: the rest stays due and goes with the next runs. */
static void test_rate(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 5);
  post.rate = "2";
  gint64 now = world_ten(&post.world, "2026-09-01");
  static const guint want[] = {2, 2, 1, 0};
  for (guint i = 0; i < G_N_ELEMENTS(want); i++) g_assert_cmpuint(post_run(&post, now + 60 * i).sent, ==, want[i]);
  post_close(&post);
}

static const struct channel *named_member(void *user, const char *name) {
  (void)user;
  return g_str_equal(name, "tweede") ? registry_find("postbox") : NULL;
}

/* A channel's name is what the settings call it; a member's own name is nobody when they say so. */
static void test_named(void) {
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  struct dispatch_world world = {.veto = post_veto,
                                 .route = post_route,
                                 .setting = post_setting,
                                 .settled = post_settled,
                                 .user = &post,
                                 .local_only = TRUE,
                                 .member = named_member};
  dispatch_free(post.dispatch);
  post.dispatch = dispatch_new(post.world.store, &world);
  gint64 now = world_ten(&post.world, "2026-09-01");
  g_assert_cmpuint(post_run(&post, now).later, ==, 1); /* "postbox" is not a name of theirs */
  post.route = "tweede";
  g_assert_cmpuint(post_run(&post, now + 3600).sent, ==, 1);
  g_assert_cmpuint(files_in(post.folder), ==, 1);
  post_close(&post);
}

/* A folder that can't be written is "later": tried again after 1, 5, 15, 60 minutes, then every four hours, until it
 * makes no sense any more; then it has failed, and a person is told. */
static void test_backoff(void) {
  static const gint64 want[] = {60, 300, 900, 3600, 14400, 14400};
  struct post post;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  post.own_veto = TRUE;
  remove_folder(post.folder);
  g_assert_true(g_file_set_contents(post.folder, "in the way", -1, NULL));
  gint64 now = world_ten(&post.world, "2026-09-01");
  for (guint i = 0; i < G_N_ELEMENTS(want); i++) {
    g_assert_cmpint(dispatch_backoff((int)i + 1), ==, want[i]);
    g_assert_cmpuint(post_run(&post, now).later, ==, 1);
    g_assert_cmpuint(post_run(&post, now + want[i] - 1).later, ==, 0);
    now += want[i];
  }
  g_assert_cmpuint(post_run(&post, world_ten(&post.world, "2026-09-03") - 60).failed, ==, 1);
  g_assert_cmpstr(post.told->str, ==, "failed;");
  g_assert_cmpuint(world_count_tasks(&post.world, post.ids[0], "judge", "open"), ==, 1);
  g_unlink(post.folder);
  post_close(&post);
}

/* Left in `sending` by a process that died: the post box is asked again, anything else is a person's business. */
static void test_stale(gconstpointer data) {
  gboolean local = GPOINTER_TO_INT(data);
  struct post post;
  gboolean claimed = FALSE;
  post_open(&post, ":memory:");
  post_fill(&post, 1);
  gint64 now = world_ten(&post.world, "2026-09-01");
  g_autoptr(GArray) due = store_outbox_due(post.world.store, now, 10, NULL);
  g_assert_true(store_begin(post.world.store, NULL));
  g_assert_true(store_outbox_claim(post.world.store, g_array_index(due, gint64, 0), now, &claimed, NULL));
  g_assert_true(store_commit(post.world.store, NULL));
  post.route = local ? "postbox" : "smtp";
  g_assert_cmpuint(in_state(&post, "sending"), ==, 1);
  g_assert_cmpuint(post_run(&post, now + 60).unknown, ==, 0); /* it may be at work still */
  g_assert_cmpuint(in_state(&post, "sending"), ==, 1);
  struct dispatch_counts counts = post_run(&post, now + 3600);
  g_assert_cmpuint(counts.sent, ==, local ? 1 : 0);
  g_assert_cmpuint(counts.unknown, ==, local ? 0 : 1);
  g_assert_cmpuint(world_count_tasks(&post.world, post.ids[0], "judge", "open"), ==, local ? 0 : 1);
  g_assert_cmpuint(post_run(&post, now + 7200).sent, ==, 0);
  post_close(&post);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dispatch/sent", test_sent);
  g_test_add_func("/dispatch/quiet_hours", test_quiet_hours);
  g_test_add_func("/dispatch/veto", test_veto);
  g_test_add_func("/dispatch/expired", test_expired);
  g_test_add_func("/dispatch/no_route", test_no_route);
  g_test_add_func("/dispatch/rate", test_rate);
  g_test_add_func("/dispatch/named", test_named);
  g_test_add_func("/dispatch/backoff", test_backoff);
  g_test_add_data_func("/dispatch/stale/local", GINT_TO_POINTER(1), test_stale);
  g_test_add_data_func("/dispatch/stale/far", GINT_TO_POINTER(0), test_stale);
  return g_test_run();
}
