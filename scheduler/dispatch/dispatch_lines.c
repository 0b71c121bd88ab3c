#include "scheduler/dispatch/dispatch_lines.h"

#include "channels/registry.h"

#include <string.h>

enum { CARRIERS_MAX = 16 };

struct dispatch_lines {
  struct store *store;
  const struct dispatch_world *world;
  GHashTable *open;   /* channel's name → struct dispatch_line */
  GHashTable *routes; /* setting → its array of carriers, or NULL where it doesn't read */
};

static void line_free(gpointer data) {
  struct dispatch_line *line = data;
  if (line->state) line->channel->close(line->state);
  g_free(line->name);
  g_free(line->fault);
  g_free(line);
}

static void carriers_free(gpointer data) {
  if (data) g_ptr_array_unref(data);
}

struct dispatch_lines *dispatch_lines_new(struct store *store, const struct dispatch_world *world) {
  struct dispatch_lines *lines = g_new(struct dispatch_lines, 1);
  *lines = (struct dispatch_lines){store, world, g_hash_table_new_full(g_str_hash, g_str_equal, NULL, line_free),
                                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, carriers_free)};
  return lines;
}

void dispatch_lines_free(struct dispatch_lines *lines) {
  g_hash_table_unref(lines->routes);
  g_hash_table_unref(lines->open);
  g_free(lines);
}

static const char *setting(void *user, const char *option) {
  const struct dispatch_line *line = user;
  const char *value = line->world->setting ? line->world->setting(line->world->user, line->name, option) : NULL;
  for (const struct channel_option *known = line->channel->options; !value && known->name; known++)
    if (strcmp(known->name, option) == 0) value = known->fallback;
  return value;
}

static int rate_of(struct dispatch_line *line) {
  const char *text = line->world->setting ? line->world->setting(line->world->user, line->name, "rate") : NULL;
  gint64 rate = 0;
  if (text && *text) g_ascii_string_to_signed(text, 10, 0, G_MAXINT, &rate, NULL);
  return (int)rate;
}

/* A demo store never opens what leaves the house, whatever its settings say (S28). */
static void open_line(struct dispatch_line *line) {
  g_autoptr(GError) fault = NULL;
  if (line->world->local_only && !(line->channel->abilities & CHANNEL_IS_LOCAL)) {
    line->fault = g_strdup_printf("channel %s is not local, and this is a demo store", line->name);
    return;
  }
  line->state = line->channel->open(setting, line, &fault);
  if (!line->state)
    line->fault = g_strdup_printf("channel %s: %s", line->name, fault ? fault->message : "does not open");
}

static const struct channel *member_of(const struct dispatch_lines *lines, const char *name) {
  return lines->world->member ? lines->world->member(lines->world->user, name) : registry_find(name);
}

static struct dispatch_health health_of(struct dispatch_lines *lines, const char *name, gint64 now) {
  g_autofree char *key = g_strconcat("health ", name, NULL);
  g_autofree char *text = store_meta_get(lines->store, key);
  return dispatch_carriers_recall(text, now);
}

/* Kept only when it says something, for a channel that does well is the rule. */
gboolean dispatch_lines_learn(struct dispatch_lines *lines, struct dispatch_line *line, gint64 now,
                              const struct channel_result *result, GError **error) {
  double before = line->health.share;
  dispatch_carriers_learn(&line->health, now, result->verdict, result->took);
  if (before >= 1 && line->health.share >= 1) return TRUE;
  g_autofree char *key = g_strconcat("health ", line->name, NULL);
  g_autofree char *text = dispatch_carriers_write(&line->health);
  return store_meta_set(lines->store, key, text, error);
}

struct dispatch_line *dispatch_lines_named(struct dispatch_lines *lines, const char *name, gint64 now) {
  struct dispatch_line *line = g_hash_table_lookup(lines->open, name);
  if (line) return line;
  const struct channel *channel = member_of(lines, name);
  if (!channel) return NULL;
  line = g_new0(struct dispatch_line, 1);
  line->channel = channel;
  line->name = g_strdup(name);
  line->world = lines->world;
  line->rate = line->left = rate_of(line);
  line->health = health_of(lines, name, now);
  open_line(line);
  g_hash_table_insert(lines->open, line->name, line);
  return line;
}

static const GPtrArray *carriers_of(struct dispatch_lines *lines, const char *setting) {
  gpointer carriers = NULL;
  if (g_hash_table_lookup_extended(lines->routes, setting, NULL, &carriers)) return carriers;
  carriers = dispatch_carriers_read(setting);
  g_hash_table_insert(lines->routes, g_strdup(setting), carriers);
  return carriers;
}

/* Of several channels: one that is open, by weight and health. After a try that surely didn't leave (nothing else is
 * queued again) it is another one's turn, unless there is no other. */
static struct dispatch_line *choose(struct dispatch_lines *lines, const struct store_message *message,
                                    const GPtrArray *carriers, gint64 now) {
  const char *names[CARRIERS_MAX] = {NULL};
  double weights[CARRIERS_MAX] = {0};
  struct dispatch_line *found[CARRIERS_MAX] = {NULL}, *any = NULL, *last = NULL;
  guint n = 0;
  for (guint i = 0; i < carriers->len && n < CARRIERS_MAX; i++) {
    const struct dispatch_carrier *carrier = carriers->pdata[i];
    struct dispatch_line *line = dispatch_lines_named(lines, carrier->name, now);
    if (line && !any) any = line;
    if (!line || line->fault) continue;
    if (message->attempts && strcmp(message->via, carrier->name) == 0) {
      last = line;
      continue;
    }
    names[n] = carrier->name;
    found[n] = line;
    weights[n++] = carrier->weight * dispatch_carriers_share(&line->health, now);
  }
  int chosen = dispatch_carriers_choose(message->key, names, weights, n);
  return chosen >= 0 ? found[chosen] : last ? last : any;
}

struct dispatch_line *dispatch_lines_for(struct dispatch_lines *lines, const struct store_message *message,
                                         gint64 now) {
  const char *setting = lines->world->route(lines->world->user, message);
  const GPtrArray *carriers = setting ? carriers_of(lines, setting) : NULL;
  if (!carriers) return NULL;
  if (carriers->len > 1) return choose(lines, message, carriers, now);
  return dispatch_lines_named(lines, ((const struct dispatch_carrier *)carriers->pdata[0])->name, now);
}

struct dispatch_line *dispatch_lines_of(struct dispatch_lines *lines, const struct store_message *message, gint64 now) {
  return *message->via ? dispatch_lines_named(lines, message->via, now) : dispatch_lines_for(lines, message, now);
}

/* What failed to open is tried again in the next run: a setting may have been mended. */
static gboolean is_closed(gpointer key, gpointer value, gpointer user) {
  (void)key;
  (void)user;
  struct dispatch_line *line = value;
  line->left = line->rate;
  return line->fault != NULL;
}

void dispatch_lines_begin(struct dispatch_lines *lines) {
  g_hash_table_foreach_remove(lines->open, is_closed, NULL);
}
