#include "scheduler/command/ears.h"

#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#include "scheduler/command/collect.h"

enum { WAIT_SECONDS = 300, BREATH_MS = 1000 };

struct ear {
  struct ears *ears;
  char *name;
  GThread *thread;
};

struct ears {
  struct ears_world world;
  struct collect_world boxes;
  GMutex mutex;
  GPtrArray *all; /* struct ear */
  int stop[2];    /* a pipe: with its other end closed, everybody who waits for it wakes up */
};

static void say(const struct ear *ear, const char *level, const char *what, const char *text) {
  const struct ears_world *world = &ear->ears->world;
  g_autofree char *detail = g_strdup_printf("%s: %s", ear->name, text);
  world->log(world->user, level, what, detail);
}

/* FALSE when it is time to stop. */
static gboolean rest(const struct ear *ear, int milliseconds) {
  struct pollfd stop = {.fd = ear->ears->stop[0], .events = POLLIN};
  return poll(&stop, 1, milliseconds) <= 0;
}

static int pause_after(guint failures) {
  static const int seconds[] = {5, 15, 60, 300, 900};
  return seconds[MIN(failures, G_N_ELEMENTS(seconds)) - 1] * 1000;
}

/* Collects, and waits for more. */
static gboolean listen_once(struct ear *ear, struct collect *collect, GError **error) {
  guint kept = 0;
  int stop = ear->ears->stop[0];
  gboolean fine = collect_once(collect, stop, &kept, error);
  g_autofree char *count = g_strdup_printf("%u", kept);
  if (kept) say(ear, "info", "mail collected", count);
  /* a far side that always says "there is more" must not keep a processor busy */
  return fine && rest(ear, BREATH_MS) && collect_wait(collect, WAIT_SECONDS, stop, error);
}

static gpointer ear_run(gpointer data) {
  struct ear *ear = data;
  struct collect *collect = NULL;
  guint failures = 0;
  while (rest(ear, failures ? pause_after(failures) : 0)) {
    g_autoptr(GError) error = NULL;
    if (!collect) {
      g_mutex_lock(&ear->ears->mutex);
      collect = collect_open(&ear->ears->boxes, ear->name, &error);
      g_mutex_unlock(&ear->ears->mutex);
    }
    gboolean fine = collect && listen_once(ear, collect, &error);
    failures = fine ? 0 : failures + 1;
    if (error && rest(ear, 0)) say(ear, "error", "mail box failed, tried again", error->message);
  }
  collect_close(collect);
  return NULL;
}

/* -- all of them ------------------------------------------------------------------------------------------------------
 */

static gint64 now(void *user) {
  struct ears *ears = user;
  return ears->world.now(ears->world.user);
}

static void tell(void *user, const char *name, const char *text) {
  struct ears *ears = user;
  g_autofree char *detail = g_strdup_printf("%s: %s", name, text);
  ears->world.log(ears->world.user, "info", "mail box", detail);
}

static void ear_free(gpointer data) {
  struct ear *ear = data;
  g_thread_join(ear->thread);
  g_free(ear->name);
  g_free(ear);
}

static void ear_start(struct ears *ears, const char *name) {
  struct ear *ear = g_new0(struct ear, 1);
  ear->ears = ears;
  ear->name = g_strdup(name);
  ear->thread = g_thread_new("ear", ear_run, ear);
  g_ptr_array_add(ears->all, ear);
}

struct ears *ears_start(const struct ears_world *world, GError **error) {
  g_autoptr(GPtrArray) names = collect_names(world->house, error);
  if (!names || names->len == 0) return NULL;
  struct ears *ears = g_new0(struct ears, 1);
  if (!g_unix_open_pipe(ears->stop, FD_CLOEXEC, error)) {
    g_free(ears);
    return NULL;
  }
  ears->world = *world;
  ears->boxes = (struct collect_world){world->house, &ears->mutex, now, tell, ears};
  g_mutex_init(&ears->mutex);
  ears->all = g_ptr_array_new_with_free_func(ear_free);
  for (guint i = 0; i < names->len; i++) ear_start(ears, names->pdata[i]);
  return ears;
}

void ears_stop(struct ears *ears) {
  if (!ears) return;
  close(ears->stop[1]);
  g_ptr_array_unref(ears->all);
  close(ears->stop[0]);
  g_mutex_clear(&ears->mutex);
  g_free(ears);
}
