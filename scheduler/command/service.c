#include "scheduler/command/service.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "scheduler/command/chance.h"
#include "scheduler/command/clock.h"
#include "scheduler/command/ears.h"
#include "scheduler/command/post_room.h"
#include "scheduler/command/tick.h"
#include "scheduler/web/web.h"

enum { URGENT_SECONDS = 2 }; /* how often is looked for what can't wait */

/* Three houses on one store: for ticks, for pages and for mail boxes, so that none waits in the middle of another. */
struct service {
  struct house *work, *pages, *mail;
  struct ears *ears; /* NULL = no mail box */
  struct dispatch *dispatch;
  struct web *web;
  GMainLoop *loop;
  guint seconds; /* between ticks */
  gint64 offset; /* --now starts the clock there; it then goes on as the real one does */
  int lock;
  gboolean stopping, ticking;
  gint64 urgent; /* the newest urgent message that a tick has seen */
};

static gint64 service_now(const struct service *service) {
  return clock_now() + service->offset;
}

static void log_line(const struct service *service, const char *level, const char *what, const char *detail) {
  g_autofree char *at = zone_format(service->work->zone, service_now(service));
  g_autofree char *valid = g_utf8_make_valid(detail, -1);
  json_t *line = json_pack("{s:s, s:s, s:s, s:s}", "at", at, "level", level, "event", what, "detail", valid);
  char *text = json_dumps(line, JSON_COMPACT);
  fprintf(stderr, "%s\n", text);
  free(text);
  json_decref(line);
}

/* What a channel's program says on standard error. */
static void channel_said(const char *domain, GLogLevelFlags level, const char *text, gpointer service) {
  (void)domain;
  (void)level;
  log_line(service, "info", "channel", text);
}

/* -- ticks --------------------------------------------------------------------------------------------------------- */

static gint64 urgent_now(const struct service *service) {
  gint64 newest = 0;
  store_outbox_urgent(service->work->store, service_now(service), &newest, NULL);
  return newest;
}

static gboolean tick(gpointer user) {
  struct service *service = user;
  if (service->ticking) return G_SOURCE_CONTINUE; /* let in between two lots: the one that runs will do */
  service->ticking = TRUE;
  service->urgent = urgent_now(service);
  g_autoptr(GError) error = NULL;
  struct tick_counts counts;
  service->work->now = service_now(service);
  cases_forget(service->work->cases); /* staff and leave may have changed by a command meanwhile */
  if (!tick_once(service->work, service->dispatch, &counts, &error)) {
    store_rollback(service->work->store);
    log_line(service, "error", "tick failed, tried again at the next", error->message);
  } else if (counts.flow.due || counts.sent.sent || counts.sent.failed || counts.sent.unknown) {
    g_autofree char *detail =
        g_strdup_printf("%u due, %u done, %u queued, %u sent, %u failed, %u unknown", counts.flow.due, counts.flow.done,
                        counts.flow.queued, counts.sent.sent, counts.sent.failed, counts.sent.unknown);
    log_line(service, "info", "tick", detail);
  }
  service->ticking = FALSE;
  return G_SOURCE_CONTINUE;
}

/* A warning about words of danger does not wait for the next tick, by whatever door they came. */
static gboolean tick_if_urgent(gpointer user) {
  struct service *service = user;
  return service->ticking || urgent_now(service) <= service->urgent ? G_SOURCE_CONTINUE : tick(service);
}

static gboolean read_seconds(struct service *service, GError **error) {
  guint64 seconds = 0;
  const char *text = config_get(service->work->config, NULL, "tick_seconds");
  if (g_ascii_string_to_unsigned(text, 10, 1, 86400, &seconds, NULL)) {
    service->seconds = (guint)seconds;
    return TRUE;
  }
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "tick_seconds = %s: write a number from 1 to 86400", text);
  return FALSE;
}

static gboolean stop(gpointer user) {
  struct service *service = user;
  service->stopping = TRUE;
  g_main_loop_quit(service->loop);
  return G_SOURCE_CONTINUE;
}

/* A round of sending may take many minutes, in which the loop hears no signal: it is let in between two lots. What is
 * urgent and came meanwhile ends the round, too; the next begins with it. */
static gboolean is_stopping(void *user) {
  const struct service *service = user;
  while (!service->stopping && g_main_context_iteration(NULL, FALSE)) continue;
  return service->stopping || urgent_now(service) > service->urgent;
}

/* -- the pages' view of the house ------------------------------------------------------------------------------------
 */

static gint64 web_now(void *user) {
  return service_now(user);
}

static void web_chance(void *user, char *out, gsize n) {
  (void)user;
  chance_text(out, n);
}

static const char *web_setting(void *user, const char *name) {
  return config_get(((struct service *)user)->pages->config, NULL, name);
}

static const struct channel *web_hearer(void *user, const char *name) {
  return house_hearer(((struct service *)user)->pages, name);
}

static gboolean web_knock(void *user, const char *name, const struct channel_post *post, enum channel_knock *verdict,
                          char **answer, GError **error) {
  return house_knock(((struct service *)user)->pages, name, post, verdict, answer, error);
}

static GBytes *web_letter(void *user, gint64 task) {
  return post_room_letter(((struct service *)user)->pages, task, NULL);
}

static void ears_log(void *user, const char *level, const char *what, const char *detail) {
  log_line(user, level, what, detail);
}

/* -- opening and closing ---------------------------------------------------------------------------------------------
 */

/* One service a store: a second one would not send twice, but its owner would wonder who does. */
static gboolean take_lock(struct service *service, const char *data, GError **error) {
  g_autofree char *path = g_build_filename(data, "lock", NULL);
  service->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (service->lock >= 0 && flock(service->lock, LOCK_EX | LOCK_NB) == 0) return TRUE;
  gboolean taken = service->lock >= 0 && errno == EWOULDBLOCK;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "%s%s", data,
              taken ? ": a service runs on it already" : "/lock can't be opened");
  return FALSE;
}

static gboolean service_open(struct service *service, const struct command_call *call, GError **error) {
  service->work = house_open(call, HOUSE_WRITES, error);
  if (!service->work || !read_seconds(service, error) || !take_lock(service, call->data, error)) return FALSE;
  service->offset = call->now ? service->work->now - clock_now() : 0;
  service->pages = house_open(call, HOUSE_READS, error);
  service->mail = service->pages ? house_open(call, HOUSE_READS, error) : NULL;
  if (!service->mail) return FALSE;
  service->work->enough = is_stopping;
  service->work->enough_user = service;
  service->dispatch = house_dispatch(service->work);
  struct web_world world = {
      .cases = service->pages->cases,
      .flow = service->pages->flow,
      .now = web_now,
      .chance = web_chance,
      .setting = web_setting,
      .hearer = web_hearer,
      .knock = web_knock,
      .letter = web_letter,
      .user = service,
  };
  service->web = web_start(&world, error);
  return service->web != NULL;
}

static void service_close(struct service *service) {
  ears_stop(service->ears);
  web_stop(service->web);
  dispatch_free(service->dispatch);
  house_free(service->mail);
  house_free(service->pages);
  house_free(service->work);
  if (service->loop) g_main_loop_unref(service->loop);
  if (service->lock >= 0) close(service->lock);
}

/* After "ready", so that a mail server that is down doesn't keep the pages waiting. */
static void open_ears(struct service *service) {
  struct ears_world world = {service->mail, web_now, ears_log, service};
  g_autoptr(GError) error = NULL;
  service->ears = ears_start(&world, &error);
  if (error) log_line(service, "error", "no mail box is listened to", error->message);
}

static void serve(struct service *service) {
  service->loop = g_main_loop_new(NULL, FALSE);
  g_unix_signal_add(SIGTERM, stop, service);
  g_unix_signal_add(SIGINT, stop, service);
  guint log = g_log_set_handler("waakvlam", G_LOG_LEVEL_MESSAGE, channel_said, service);
  g_autofree char *where = g_strdup_printf("http://127.0.0.1:%d", web_port(service->web));
  log_line(service, "info", "ready", where);
  open_ears(service);
  tick(service);
  g_timeout_add_seconds(service->seconds, tick, service);
  g_timeout_add_seconds(URGENT_SECONDS, tick_if_urgent, service);
  if (!service->stopping) g_main_loop_run(service->loop);
  g_log_remove_handler("waakvlam", log);
  log_line(service, "info", "stopped", "");
}

int service_run(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct service service = {.lock = -1};
  gboolean ok = service_open(&service, call, &error);
  if (ok) serve(&service);
  service_close(&service);
  return ok ? COMMAND_DONE : command_fail_error(&error);
}
