#include "scheduler/command/collect.h"

#include <glib-unix.h>
#include <poll.h>
#include <string.h>

enum { ASK_SECONDS = 60 }; /* between two questions where nothing tells that there is more */

struct collect {
  const struct collect_world *world;
  const struct channel *member;
  void *state;
  char *name;
  guint kept;
};

/* -- which ------------------------------------------------------------------------------------------------------------
 */

static void add_names(GPtrArray *names, const char *text) {
  g_auto(GStrv) words = g_strsplit_set(text ? text : "", " ,\t", -1);
  for (char **word = words; *word; word++)
    if (**word && !g_ptr_array_find_with_equal_func(names, *word, g_str_equal, NULL))
      g_ptr_array_add(names, g_strdup(*word));
}

/* Who sends and brings back what came of it is asked without being named; a mail box is looked into only when a school
 * says so. In a demo store neither (S28). */
static void add_senders(GPtrArray *names, const struct house *house) {
  g_auto(GStrv) all = config_channels(house->config);
  for (char **name = all; *name && !house->demo; name++) {
    const struct channel *member = config_member(house->config, *name);
    if (member->collect && *member->kinds) add_names(names, *name);
  }
}

GPtrArray *collect_names(struct house *house, GError **error) {
  g_autoptr(GPtrArray) all = store_organisations_all(house->store, error);
  if (!all) return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  add_names(names, config_get(house->config, NULL, "mailbox"));
  for (guint i = 0; i < all->len; i++)
    add_names(names, config_get(house->config, ((struct store_organisation *)all->pdata[i])->id, "mailbox"));
  add_senders(names, house);
  return names;
}

/* -- one box ----------------------------------------------------------------------------------------------------------
 */

struct collect *collect_open(const struct collect_world *world, const char *name, GError **error) {
  struct house *house = world->house;
  const struct channel *member = house_member(house, name);
  const char *problem = member && !member->collect ? "it brings nothing in by itself"
                        : member && house->demo && !(member->abilities & CHANNEL_IS_LOCAL) ? "this is a demo store"
                                                                                           : NULL;
  if (problem) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "%s can't be collected from: %s", name, problem);
    return NULL;
  }
  void *state = house_open_channel(house, name, &member, error);
  if (!state) return NULL;
  struct collect *collect = g_new0(struct collect, 1);
  *collect = (struct collect){world, member, state, g_strdup(name), 0};
  return collect;
}

void collect_close(struct collect *collect) {
  if (!collect) return;
  collect->member->close(collect->state);
  g_free(collect->name);
  g_free(collect);
}

static void lock(const struct collect *collect) {
  if (collect->world->mutex) g_mutex_lock(collect->world->mutex);
}

static void unlock(const struct collect *collect) {
  if (collect->world->mutex) g_mutex_unlock(collect->world->mutex);
}

static void tell(void *user, const char *text) {
  const struct collect *collect = user;
  collect->world->tell(collect->world->user, collect->name, text);
}

/* What is kept but can't be told to flow is read at a later tick: it must not hold up the mails behind it. */
static gboolean keep_and_read(struct collect *collect, const char *name, GBytes *raw) {
  struct house *house = collect->world->house;
  g_autoptr(Intake) intake = intake_new(house->flow, house->cases);
  g_autoptr(GError) error = NULL;
  gint64 now = collect->world->now(collect->world->user);
  if (!intake_keep(intake, name, raw, now, &error)) {
    tell(collect, error->message);
    return FALSE;
  }
  g_autofree char *said = intake_message(intake, name, raw, now, &error);
  if (!said) tell(collect, error->message);
  return TRUE;
}

static gboolean keep(void *user, const char *name, const void *bytes, gsize length) {
  struct collect *collect = user;
  g_autoptr(GBytes) raw = g_bytes_new(bytes, length);
  lock(collect);
  gboolean kept = keep_and_read(collect, name, raw);
  unlock(collect);
  collect->kept += kept ? 1 : 0;
  return kept;
}

static char *note_name(const struct collect *collect) {
  return g_strdup_printf("collect %s", collect->name);
}

static char *recall(void *user) {
  struct collect *collect = user;
  g_autofree char *name = note_name(collect);
  lock(collect);
  char *text = store_meta_get(collect->world->house->store, name);
  unlock(collect);
  return text;
}

static gboolean note(void *user, const char *text) {
  struct collect *collect = user;
  struct store *store = collect->world->house->store;
  g_autofree char *name = note_name(collect);
  g_autoptr(GError) error = NULL;
  lock(collect);
  g_autofree char *before = store_meta_get(store, name);
  gboolean same = g_strcmp0(before, text) == 0; /* a quiet box must not make the disk busy */
  gboolean fine =
      same || (store_begin(store, &error) && store_meta_set(store, name, text, &error) && store_commit(store, &error));
  if (!fine) store_rollback(store);
  unlock(collect);
  if (!fine) tell(collect, error->message);
  return fine;
}

gboolean collect_once(struct collect *collect, int stop, guint *kept, GError **error) {
  const struct collect_world *world = collect->world;
  const struct channel_collecting with = {.now = world->now(world->user),
                                          .stop = stop,
                                          .keep = keep,
                                          .recall = recall,
                                          .note = note,
                                          .tell = tell,
                                          .user = collect};
  lock(collect);
  cases_forget(world->house->cases); /* staff and leave may have changed by a command meanwhile */
  unlock(collect);
  collect->kept = 0;
  gboolean fine = collect->member->collect(collect->state, &with, error);
  *kept = collect->kept;
  return fine;
}

gboolean collect_wait(struct collect *collect, int seconds, int stop, GError **error) {
  struct pollfd fd = {.fd = stop, .events = POLLIN};
  if (collect->member->wait) return collect->member->wait(collect->state, seconds, stop, error);
  poll(&fd, stop >= 0 ? 1 : 0, MIN(seconds, ASK_SECONDS) * 1000);
  return TRUE;
}

/* -- all boxes, once
 * --------------------------------------------------------------------------------------------------- */

static gint64 house_now(void *user) {
  return ((struct house *)user)->now;
}

static void tell_stderr(void *user, const char *name, const char *text) {
  (void)user;
  g_printerr("waakvlam: %s: %s\n", name, text);
}

static void once(const struct collect_world *world, const char *name, guint *kept, GError **error) {
  struct collect *collect = collect_open(world, name, error);
  *kept = 0;
  if (collect) collect_once(collect, -1, kept, error);
  collect_close(collect);
}

gboolean collect_all(struct house *house, const char *only,
                     void (*result)(void *user, const char *name, guint kept, const GError *error), void *user,
                     GError **error) {
  const struct collect_world world = {house, NULL, house_now, tell_stderr, house};
  g_autoptr(GPtrArray) names = only ? g_ptr_array_new_with_free_func(g_free) : collect_names(house, error);
  if (!names) return FALSE;
  if (only) add_names(names, only);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr(GError) problem = NULL;
    guint kept = 0;
    once(&world, names->pdata[i], &kept, &problem);
    if (problem) tell_stderr(NULL, names->pdata[i], problem->message);
    if (result) result(user, names->pdata[i], kept, problem);
  }
  return TRUE;
}
