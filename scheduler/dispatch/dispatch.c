#include "scheduler/dispatch/dispatch.h"

#include "channels/registry.h"
#include "scheduler/dispatch/dispatch_carriers.h"
#include "scheduler/dispatch/dispatch_envelope.h"

#include <string.h>

enum {
  LOT = 8,             /* rows per transaction: at most so many are in doubt when the process dies */
  RUN_MAX = 100000,    /* rows looked at in one run */
  LEASE_SECONDS = 300, /* a row in `sending` for longer was left by a process that died */
  NO_ROUTE_SECONDS = 3600,
  ASKS_MAX = 100, /* providers asked after the fate of a message, in one run */
  CARRIERS_MAX = 16
};

/* How long after a doubt, and after each answer that settles nothing, the provider is asked. Not at once: what we lost
 * sight of may still be on its way in there, and "they don't have it" must be certain. */
static const gint64 ask_waits[] = {5 * 60, 15 * 60, 60 * 60};

/* A channel that is open, or why it isn't. */
struct line {
  const struct channel *channel;
  char *name; /* of its section in waakvlam.conf: two lines may have the same member */
  void *state;
  char *fault; /* NULL = it is open */
  int rate, left;
  struct dispatch_health health;
  const struct dispatch_world *world;
};

struct dispatch {
  struct store *store;
  struct dispatch_world world;
  GHashTable *lines;  /* channel's name → struct line */
  GHashTable *routes; /* setting → its array of carriers, or NULL where it doesn't read */
};

struct letter { /* one message on its way, and what became of it */
  struct store_message *message;
  struct line *line;
  struct channel_result result;
};

struct run {
  struct dispatch *dispatch;
  gint64 now;
  struct dispatch_counts *counts;
  GPtrArray *letters; /* claimed in this lot */
};

static void line_free(gpointer data) {
  struct line *line = data;
  if (line->state) line->channel->close(line->state);
  g_free(line->name);
  g_free(line->fault);
  g_free(line);
}

static void letter_free(gpointer data) {
  struct letter *letter = data;
  store_outbox_message_free(letter->message);
  channel_result_clear(&letter->result);
  g_free(letter);
}

static void carriers_free(gpointer data) {
  if (data) g_ptr_array_unref(data);
}

struct dispatch *dispatch_new(struct store *store, const struct dispatch_world *world) {
  struct dispatch *dispatch = g_new0(struct dispatch, 1);
  dispatch->store = store;
  dispatch->world = *world;
  dispatch->lines = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, line_free);
  dispatch->routes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, carriers_free);
  return dispatch;
}

void dispatch_free(struct dispatch *dispatch) {
  if (!dispatch) return;
  g_hash_table_unref(dispatch->routes);
  g_hash_table_unref(dispatch->lines);
  g_free(dispatch);
}

/* -- channels --------------------------------------------------------------------------------------------------------
 */

static const char *setting(void *user, const char *option) {
  const struct line *line = user;
  const char *value = line->world->setting ? line->world->setting(line->world->user, line->name, option) : NULL;
  for (const struct channel_option *known = line->channel->options; !value && known->name; known++)
    if (strcmp(known->name, option) == 0) value = known->fallback;
  return value;
}

static int rate_of(struct line *line) {
  const char *text = line->world->setting ? line->world->setting(line->world->user, line->name, "rate") : NULL;
  gint64 rate = 0;
  if (text && *text) g_ascii_string_to_signed(text, 10, 0, G_MAXINT, &rate, NULL);
  return (int)rate;
}

/* A demo store never opens what leaves the house, whatever its settings say (S28). */
static void open_line(struct line *line) {
  g_autoptr(GError) fault = NULL;
  if (line->world->local_only && !(line->channel->abilities & CHANNEL_IS_LOCAL)) {
    line->fault = g_strdup_printf("channel %s is not local, and this is a demo store", line->name);
    return;
  }
  line->state = line->channel->open(setting, line, &fault);
  if (!line->state)
    line->fault = g_strdup_printf("channel %s: %s", line->name, fault ? fault->message : "does not open");
}

static const struct channel *member_of(const struct dispatch *dispatch, const char *name) {
  return dispatch->world.member ? dispatch->world.member(dispatch->world.user, name) : registry_find(name);
}

static struct dispatch_health health_of(struct dispatch *dispatch, const char *name, gint64 now) {
  g_autofree char *key = g_strconcat("health ", name, NULL);
  g_autofree char *text = store_meta_get(dispatch->store, key);
  return dispatch_carriers_recall(text, now);
}

/* Kept only when it says something, for a channel that does well is the rule. */
static gboolean learn(struct run *run, struct line *line, const struct channel_result *result, GError **error) {
  double before = line->health.share;
  dispatch_carriers_learn(&line->health, run->now, result->verdict, result->took);
  if (before >= 1 && line->health.share >= 1) return TRUE;
  g_autofree char *key = g_strconcat("health ", line->name, NULL);
  g_autofree char *text = dispatch_carriers_write(&line->health);
  return store_meta_set(run->dispatch->store, key, text, error);
}

/* NULL: there is none of that name. */
static struct line *line_named(struct run *run, const char *name) {
  struct dispatch *dispatch = run->dispatch;
  struct line *line = g_hash_table_lookup(dispatch->lines, name);
  if (line) return line;
  const struct channel *channel = member_of(dispatch, name);
  if (!channel) return NULL;
  line = g_new0(struct line, 1);
  line->channel = channel;
  line->name = g_strdup(name);
  line->world = &dispatch->world;
  line->rate = line->left = rate_of(line);
  line->health = health_of(dispatch, name, run->now);
  open_line(line);
  g_hash_table_insert(dispatch->lines, line->name, line);
  return line;
}

static const GPtrArray *carriers_of(struct dispatch *dispatch, const char *setting) {
  gpointer carriers = NULL;
  if (g_hash_table_lookup_extended(dispatch->routes, setting, NULL, &carriers)) return carriers;
  carriers = dispatch_carriers_read(setting);
  g_hash_table_insert(dispatch->routes, g_strdup(setting), carriers);
  return carriers;
}

/* Of several channels: one that is open, by weight and health. After a try that surely didn't leave (nothing else is
 * queued again) it is another one's turn, unless there is no other. */
static struct line *choose(struct run *run, const struct store_message *message, const GPtrArray *carriers) {
  const char *names[CARRIERS_MAX] = {NULL};
  double weights[CARRIERS_MAX] = {0};
  struct line *lines[CARRIERS_MAX], *any = NULL, *last = NULL;
  guint n = 0;
  for (guint i = 0; i < carriers->len && n < CARRIERS_MAX; i++) {
    const struct dispatch_carrier *carrier = carriers->pdata[i];
    struct line *line = line_named(run, carrier->name);
    if (line && !any) any = line;
    if (!line || line->fault) continue;
    if (message->attempts && strcmp(message->via, carrier->name) == 0) {
      last = line;
      continue;
    }
    names[n] = carrier->name;
    lines[n] = line;
    weights[n++] = carrier->weight * dispatch_carriers_share(&line->health, run->now);
  }
  int chosen = dispatch_carriers_choose(message->key, names, weights, n);
  return chosen >= 0 ? lines[chosen] : last ? last : any;
}

/* NULL: there is no route, or none of that name. */
static struct line *line_for(struct run *run, const struct store_message *message) {
  const char *setting = run->dispatch->world.route(run->dispatch->world.user, message);
  const GPtrArray *carriers = setting ? carriers_of(run->dispatch, setting) : NULL;
  if (!carriers) return NULL;
  if (carriers->len > 1) return choose(run, message, carriers);
  return line_named(run, ((const struct dispatch_carrier *)carriers->pdata[0])->name);
}

/* Who carried it; what left before that was kept goes by the setting. */
static struct line *line_of(struct run *run, const struct store_message *message) {
  return *message->via ? line_named(run, message->via) : line_for(run, message);
}

/* What failed to open is tried again in the next run: a setting may have been mended. */
static gboolean is_closed(gpointer key, gpointer value, gpointer user) {
  (void)key;
  (void)user;
  struct line *line = value;
  line->left = line->rate;
  return line->fault != NULL;
}

/* -- verdicts --------------------------------------------------------------------------------------------------------
 */

static gboolean set_state(struct run *run, const struct store_message *message, const char *state, const char *reason,
                          const char *reference, gint64 due, GError **error) {
  gboolean changed = FALSE;
  struct dispatch *dispatch = run->dispatch;
  if (!store_outbox_set(dispatch->store, message->id, state, reason, reference, due, run->now, &changed, error))
    return FALSE;
  static const char *const tells[] = {"failed", "unknown", "withdrawn", NULL};
  if (!changed || !g_strv_contains(tells, state) || !dispatch->world.settled) return TRUE;
  return dispatch->world.settled(dispatch->world.user, run->now, message, state, reason, error);
}

static gboolean put_off(struct run *run, const struct store_message *message, gint64 until, const char *reason,
                        GError **error) {
  run->counts->later++;
  return set_state(run, message, "queued", reason, "", until, error);
}

static gboolean on_sent(struct run *run, const struct letter *letter, GError **error) {
  run->counts->sent++;
  return set_state(run, letter->message, "sent", letter->result.reason, letter->result.reference, 0, error);
}

/* A wait that would end after the message has lost its sense is the end of it. */
static gboolean on_later(struct run *run, const struct letter *letter, GError **error) {
  const struct store_message *message = letter->message;
  gint64 until = run->now + MAX(dispatch_backoff(message->attempts), (gint64)letter->result.retry_after);
  if (until < message->expires) return put_off(run, message, until, letter->result.reason, error);
  g_autofree char *reason = g_strdup_printf("expired after %d attempts: %s", message->attempts, letter->result.reason);
  run->counts->failed++;
  return set_state(run, message, "failed", reason, "", 0, error);
}

static gboolean on_never(struct run *run, const struct letter *letter, GError **error) {
  run->counts->failed++;
  return set_state(run, letter->message, "failed", letter->result.reason, letter->result.reference, 0, error);
}

static gboolean can_be_asked(const struct line *line) {
  return line && line->state && line->channel->ask;
}

/* What a program can find out is not asked of a person: the provider is, later; when it can't tell either, a person
 * decides. */
static gboolean doubt(struct run *run, const struct store_message *message, const struct line *line, const char *reason,
                      const char *reference, GError **error) {
  gboolean changed = FALSE;
  run->counts->unknown++;
  if (!can_be_asked(line)) return set_state(run, message, "unknown", reason, reference, 0, error);
  return store_outbox_set(run->dispatch->store, message->id, "unknown", reason, reference, 0, run->now, &changed,
                          error) &&
         (!changed || store_outbox_ask_at(run->dispatch->store, message->id, run->now + ask_waits[0], error));
}

static gboolean on_unknown(struct run *run, const struct letter *letter, GError **error) {
  return doubt(run, letter->message, letter->line, letter->result.reason, letter->result.reference, error);
}

static gboolean (*const verdicts[])(struct run *run, const struct letter *letter, GError **error) = {
    [CHANNEL_SENT] = on_sent, [CHANNEL_LATER] = on_later, [CHANNEL_NEVER] = on_never, [CHANNEL_UNKNOWN] = on_unknown};

/* -- one lot: claim, send, settle ---------------------------------------------------------------------------------- */

static gboolean take(struct run *run, struct store_message *message, struct line *line, gboolean *taken,
                     GError **error) {
  gboolean claimed = FALSE;
  if (!store_outbox_claim(run->dispatch->store, message->id, run->now, &claimed, error)) return FALSE;
  *taken = claimed;
  if (!claimed) return TRUE;
  if (!store_outbox_carry(run->dispatch->store, message->id, line->name, error)) return FALSE;
  message->attempts++;
  struct letter *letter = g_new0(struct letter, 1);
  letter->message = message;
  letter->line = line;
  g_ptr_array_add(run->letters, letter);
  if (line->rate) line->left--;
  return TRUE;
}

enum { ASK_SEND, ASK_WAIT, ASK_NEVER }; /* what dispatch_veto answers */

static gboolean consider(struct run *run, struct store_message *message, gboolean *taken, GError **error) {
  struct dispatch *dispatch = run->dispatch;
  g_autofree char *reason = NULL;
  gint64 until = 0;
  if (strcmp(message->state, "queued") != 0 || message->due > run->now) return TRUE;
  int answer = dispatch->world.veto(dispatch->world.user, run->now, message, &until, &reason);
  if (answer == ASK_NEVER) {
    run->counts->withdrawn++;
    return set_state(run, message, "withdrawn", reason, "", 0, error);
  }
  if (answer == ASK_WAIT) return put_off(run, message, MAX(until, run->now + 1), reason, error);
  struct line *line = line_for(run, message);
  if (!line) return put_off(run, message, run->now + NO_ROUTE_SECONDS, "no channel is set for it", error);
  if (line->fault) return put_off(run, message, run->now + NO_ROUTE_SECONDS, line->fault, error);
  if (line->rate && line->left <= 0) return TRUE; /* stays due: the next run goes on with it */
  return take(run, message, line, taken, error);
}

static gboolean claim_one(struct run *run, gint64 id, GError **error) {
  GError *own = NULL;
  struct store_message *message = store_outbox_message(run->dispatch->store, id, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!message) return TRUE;
  gboolean taken = FALSE;
  gboolean ok = consider(run, message, &taken, error);
  if (!taken) store_outbox_message_free(message);
  return ok;
}

static gboolean has_enough(const struct dispatch *dispatch) {
  return dispatch->world.enough && dispatch->world.enough(dispatch->world.user);
}

static gboolean finish(struct run *run, gboolean ok, GError **error) {
  if (ok && store_commit(run->dispatch->store, error)) return TRUE;
  store_rollback(run->dispatch->store);
  return FALSE;
}

static gboolean claim_lot(struct run *run, const gint64 *ids, guint n, GError **error) {
  if (!store_begin(run->dispatch->store, error)) return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < n; i++) ok = claim_one(run, ids[i], error);
  return finish(run, ok, error);
}

static void add_unsubscribe(const struct run *run, const struct letter *letter, struct dispatch_envelope *envelope) {
  const struct dispatch_world *world = &run->dispatch->world;
  char *url = world->unsubscribe ? world->unsubscribe(world->user, letter->message) : NULL;
  if (url) dispatch_envelope_unsubscribe(envelope, url);
}

static void send_lot(struct run *run) {
  for (guint i = 0; i < run->letters->len; i++) {
    struct letter *letter = run->letters->pdata[i];
    struct dispatch_envelope envelope;
    gboolean agenda = (letter->line->channel->abilities & CHANNEL_CAN_AGENDA) != 0; /* wants what it answered before */
    g_autofree char *previous = agenda ? dispatch_envelope_previous(run->dispatch->store, letter->message) : NULL;
    if (dispatch_envelope_fill(&envelope, letter->message)) {
      envelope.message.previous = previous;
      add_unsubscribe(run, letter, &envelope);
      letter->line->channel->send(letter->line->state, &envelope.message, &letter->result);
    } else {
      channel_result_set(&letter->result, CHANNEL_NEVER, "the invitation does not read");
    }
    dispatch_envelope_clear(&envelope);
  }
}

static gboolean settle_lot(struct run *run, GError **error) {
  if (run->letters->len == 0) return TRUE;
  if (!store_begin(run->dispatch->store, error)) return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < run->letters->len; i++) {
    const struct letter *letter = run->letters->pdata[i];
    ok = verdicts[letter->result.verdict](run, letter, error) && learn(run, letter->line, &letter->result, error);
  }
  return finish(run, ok, error);
}

static gboolean do_lot(struct run *run, const gint64 *ids, guint n, GError **error) {
  run->letters = g_ptr_array_new_with_free_func(letter_free);
  gboolean ok = claim_lot(run, ids, n, error);
  if (ok) send_lot(run);
  ok = ok && settle_lot(run, error);
  g_ptr_array_unref(run->letters);
  return ok;
}

/* -- what a dead process left ----------------------------------------------------------------------------------------
 */

static gboolean may_repeat(const struct line *line) {
  return line && (line->channel->abilities & (CHANNEL_IS_LOCAL | CHANNEL_CAN_REPEAT));
}

/* A local channel writes the same bytes to the same place, and a calendar has one appointment of one name, so once more
 * is no second time; of any other channel only a
 * person can tell whether it arrived. */
static gboolean recover_one(struct run *run, gint64 id, GError **error) {
  GError *own = NULL;
  struct store_message *message = store_outbox_message(run->dispatch->store, id, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!message) return TRUE;
  const struct line *line = line_of(run, message);
  gboolean ok = may_repeat(line)
                    ? set_state(run, message, "queued", "left by a process that ended", "", run->now, error)
                    : doubt(run, message, line, "the process ended while it was being sent", "", error);
  store_outbox_message_free(message);
  return ok;
}

static gboolean recover(struct run *run, GError **error) {
  g_autoptr(GArray) ids = store_outbox_stale(run->dispatch->store, run->now - LEASE_SECONDS, error);
  if (!ids) return FALSE;
  if (ids->len == 0) return TRUE;
  if (!store_begin(run->dispatch->store, error)) return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < ids->len; i++) ok = recover_one(run, g_array_index(ids, gint64, i), error);
  return finish(run, ok, error);
}

/* -- what became of what we lost sight of
 * ------------------------------------------------------------------------------
 */

static gboolean give_up(struct run *run, const struct store_message *message, const char *reason, GError **error) {
  const struct dispatch_world *world = &run->dispatch->world;
  return store_outbox_ask_at(run->dispatch->store, message->id, 0, error) &&
         (!world->settled || world->settled(world->user, run->now, message, "unknown", reason, error));
}

static gboolean ask_again(struct run *run, const struct letter *letter, GError **error) {
  int asks = letter->message->asks;
  if (asks >= (int)G_N_ELEMENTS(ask_waits)) return give_up(run, letter->message, letter->result.reason, error);
  return store_outbox_ask_at(run->dispatch->store, letter->message->id, run->now + ask_waits[asks], error);
}

/* What was said holds as if it had been said at once: they don't have it is "later", and it goes again. */
static gboolean settle_asked(struct run *run, const struct letter *letter, GError **error) {
  if (letter->result.verdict == CHANNEL_UNKNOWN) return ask_again(run, letter, error);
  return store_outbox_ask_at(run->dispatch->store, letter->message->id, 0, error) &&
         verdicts[letter->result.verdict](run, letter, error);
}

/* The question is asked outside the transaction: it may take as long as sending. A receipt may have come meanwhile. */
static gboolean ask_about(struct run *run, struct store_message *message, GError **error) {
  struct letter *letter = g_new0(struct letter, 1);
  *letter = (struct letter){.message = message, .line = line_named(run, message->via)};
  gboolean doubtful = strcmp(message->state, "unknown") == 0, able = can_be_asked(letter->line);
  if (doubtful && able) letter->line->channel->ask(letter->line->state, message->key, &letter->result);
  gboolean ok = store_begin(run->dispatch->store, error);
  if (!ok) {
    letter_free(letter);
    return FALSE;
  }
  if (!doubtful)
    ok = store_outbox_ask_at(run->dispatch->store, message->id, 0, error);
  else
    ok = able ? settle_asked(run, letter, error) : give_up(run, message, message->reason, error);
  letter_free(letter);
  return finish(run, ok, error);
}

static gboolean ask_all(struct run *run, GError **error) {
  g_autoptr(GArray) ids = store_outbox_to_ask(run->dispatch->store, run->now, ASKS_MAX, error);
  for (guint i = 0; ids && i < ids->len && !has_enough(run->dispatch); i++) {
    GError *own = NULL;
    struct store_message *message = store_outbox_message(run->dispatch->store, g_array_index(ids, gint64, i), &own);
    if (own) {
      g_propagate_error(error, own);
      return FALSE;
    }
    if (message && !ask_about(run, message, error)) return FALSE;
  }
  return ids != NULL;
}

/* The ids are read once: what waits for a rate, or was put off, is not met again in the same run. */
gboolean dispatch_run(struct dispatch *dispatch, gint64 now, struct dispatch_counts *counts, GError **error) {
  *counts = (struct dispatch_counts){0};
  g_hash_table_foreach_remove(dispatch->lines, is_closed, NULL);
  struct run run = {.dispatch = dispatch, .now = now, .counts = counts};
  if (!recover(&run, error) || !ask_all(&run, error)) return FALSE;
  g_autoptr(GArray) ids = store_outbox_due(dispatch->store, now, RUN_MAX, error);
  if (!ids) return FALSE;
  const gint64 *all = (const gint64 *)(const void *)ids->data;
  for (guint i = 0; i < ids->len && !has_enough(dispatch); i += LOT)
    if (!do_lot(&run, all + i, MIN((guint)LOT, ids->len - i), error)) return FALSE;
  return TRUE;
}

gboolean dispatch_busy(struct dispatch *dispatch, const char *channel, const char *owner, gint64 from, gint64 to,
                       GArray *busy, GError **error) {
  struct run run = {.dispatch = dispatch, .now = from};
  struct line *line = line_named(&run, channel);
  const char *fault = line ? line->fault : "there is no channel of that name";
  if (!fault && line->channel->busy) return line->channel->busy(line->state, owner, from, to, busy, error);
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, fault ? fault : "this channel can't tell");
  return FALSE;
}
