#include "scheduler/dispatch/dispatch.h"

#include "channels/registry.h"
#include "scheduler/dispatch/dispatch_envelope.h"

#include <string.h>

enum {
  LOT = 8,             /* rows per transaction: at most so many are in doubt when the process dies */
  RUN_MAX = 100000,    /* rows looked at in one run */
  LEASE_SECONDS = 300, /* a row in `sending` for longer was left by a process that died */
  NO_ROUTE_SECONDS = 3600
};

static const gint64 waits[] = {60, 5 * 60, 15 * 60, 60 * 60};
enum { LAST_WAIT = 4 * 3600 };

gint64 dispatch_backoff(int attempts) {
  if (attempts < 1) attempts = 1;
  return (guint)attempts <= G_N_ELEMENTS(waits) ? waits[attempts - 1] : LAST_WAIT;
}

/* A channel that is open, or why it isn't. */
struct line {
  const struct channel *channel;
  char *name; /* of its section in waakvlam.conf: two lines may have the same member */
  void *state;
  char *fault; /* NULL = it is open */
  int rate, left;
  const struct dispatch_world *world;
};

struct dispatch {
  struct store *store;
  struct dispatch_world world;
  GHashTable *lines; /* channel's name → struct line */
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

struct dispatch *dispatch_new(struct store *store, const struct dispatch_world *world) {
  struct dispatch *dispatch = g_new0(struct dispatch, 1);
  dispatch->store = store;
  dispatch->world = *world;
  dispatch->lines = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, line_free);
  return dispatch;
}

void dispatch_free(struct dispatch *dispatch) {
  if (!dispatch) return;
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

/* NULL: there is none of that name. */
static struct line *line_named(struct dispatch *dispatch, const char *name) {
  struct line *line = g_hash_table_lookup(dispatch->lines, name);
  if (line) return line;
  const struct channel *channel = member_of(dispatch, name);
  if (!channel) return NULL;
  line = g_new0(struct line, 1);
  line->channel = channel;
  line->name = g_strdup(name);
  line->world = &dispatch->world;
  line->rate = line->left = rate_of(line);
  open_line(line);
  g_hash_table_insert(dispatch->lines, line->name, line);
  return line;
}

/* NULL: there is no route, or none of that name. */
static struct line *line_for(struct dispatch *dispatch, const struct store_message *message) {
  const char *name = dispatch->world.route(dispatch->world.user, message);
  return name ? line_named(dispatch, name) : NULL;
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

static gboolean on_unknown(struct run *run, const struct letter *letter, GError **error) {
  run->counts->unknown++;
  return set_state(run, letter->message, "unknown", letter->result.reason, letter->result.reference, 0, error);
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
  struct line *line = line_for(dispatch, message);
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

static void send_lot(struct run *run) {
  for (guint i = 0; i < run->letters->len; i++) {
    struct letter *letter = run->letters->pdata[i];
    struct dispatch_envelope envelope;
    if (dispatch_envelope_fill(&envelope, letter->message)) {
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
    ok = verdicts[letter->result.verdict](run, letter, error);
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

static gboolean is_local(struct dispatch *dispatch, const struct store_message *message) {
  const struct line *line = line_for(dispatch, message);
  return line && (line->channel->abilities & CHANNEL_IS_LOCAL);
}

/* A local channel writes the same bytes to the same place, so once more is no second time; of any other channel only a
 * person can tell whether it arrived. */
static gboolean recover_one(struct run *run, gint64 id, GError **error) {
  GError *own = NULL;
  struct store_message *message = store_outbox_message(run->dispatch->store, id, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!message) return TRUE;
  gboolean ok;
  if (is_local(run->dispatch, message)) {
    ok = set_state(run, message, "queued", "left by a process that ended", "", run->now, error);
  } else {
    run->counts->unknown++;
    ok = set_state(run, message, "unknown", "the process ended while it was being sent", "", 0, error);
  }
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

static gboolean has_enough(const struct dispatch *dispatch) {
  return dispatch->world.enough && dispatch->world.enough(dispatch->world.user);
}

/* The ids are read once: what waits for a rate, or was put off, is not met again in the same run. */
gboolean dispatch_run(struct dispatch *dispatch, gint64 now, struct dispatch_counts *counts, GError **error) {
  *counts = (struct dispatch_counts){0};
  g_hash_table_foreach_remove(dispatch->lines, is_closed, NULL);
  struct run run = {.dispatch = dispatch, .now = now, .counts = counts};
  if (!recover(&run, error)) return FALSE;
  g_autoptr(GArray) ids = store_outbox_due(dispatch->store, now, RUN_MAX, error);
  if (!ids) return FALSE;
  const gint64 *all = (const gint64 *)(const void *)ids->data;
  for (guint i = 0; i < ids->len && !has_enough(dispatch); i += LOT)
    if (!do_lot(&run, all + i, MIN((guint)LOT, ids->len - i), error)) return FALSE;
  return TRUE;
}
