#include "scheduler/dispatch/dispatch.h"

#include "scheduler/dispatch/dispatch_envelope.h"
#include "scheduler/dispatch/dispatch_lines.h"

#include <string.h>

enum {
  LOT = 8,             /* rows per transaction: at most so many are in doubt when the process dies */
  RUN_MAX = 100000,    /* rows looked at in one run */
  LEASE_SECONDS = 300, /* a row in `sending` for longer was left by a process that died */
  NO_ROUTE_SECONDS = 3600,
  PATIENCE = 12, /* times that a store which is held (five seconds each) is waited for, once something has left */
  ASKS_MAX = 100 /* providers asked after the fate of a message, in one run */
};

/* How long after a doubt, and after each answer that settles nothing, the provider is asked. Not at once: what we lost
 * sight of may still be on its way in there, and "they don't have it" must be certain. */
static const gint64 ask_waits[] = {5 * 60, 15 * 60, 60 * 60};

struct dispatch {
  struct store *store;
  struct dispatch_world world;
  struct dispatch_lines *lines;
};

struct letter { /* one message on its way, and what became of it */
  struct store_message *message;
  struct dispatch_line *line;
  struct channel_result result;
};

struct run {
  struct dispatch *dispatch;
  gint64 now;
  struct dispatch_counts *counts;
  GPtrArray *letters; /* claimed in this lot */
};

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
  dispatch->lines = dispatch_lines_new(store, &dispatch->world);
  return dispatch;
}

void dispatch_free(struct dispatch *dispatch) {
  if (!dispatch) return;
  dispatch_lines_free(dispatch->lines);
  g_free(dispatch);
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

static gboolean can_be_asked(const struct dispatch_line *line) {
  return line && line->state && line->channel->ask;
}

/* What a program can find out is not asked of a person: the provider is, later; when it can't tell either, a person
 * decides. */
static gboolean doubt(struct run *run, const struct store_message *message, const struct dispatch_line *line,
                      const char *reason, const char *reference, GError **error) {
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

static gboolean take(struct run *run, struct store_message *message, struct dispatch_line *line, gboolean *taken,
                     GError **error) {
  gboolean claimed = FALSE;
  if (!store_outbox_claim(run->dispatch->store, message->id, run->now, &claimed, error)) return FALSE;
  if (!claimed) return TRUE;
  if (!store_outbox_carry(run->dispatch->store, message->id, line->name, error)) return FALSE;
  message->attempts++;
  struct letter *letter = g_new0(struct letter, 1);
  letter->message = message;
  letter->line = line;
  g_ptr_array_add(run->letters, letter);
  *taken = TRUE;
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
  struct dispatch_line *line = dispatch_lines_for(run->dispatch->lines, message, run->now);
  if (!line) return put_off(run, message, run->now + NO_ROUTE_SECONDS, "no channel is set for it", error);
  if (line->fault) return put_off(run, message, run->now + NO_ROUTE_SECONDS, line->fault, error);
  if (line->rate && line->left <= 0) return TRUE; /* stays due: the next run goes on with it */
  return take(run, message, line, taken, error);
}

/* FALSE with an error: it can't be read. TRUE without a message: it is gone. */
static gboolean fetch(const struct run *run, gint64 id, struct store_message **message, GError **error) {
  GError *own = NULL;
  *message = store_outbox_message(run->dispatch->store, id, &own);
  if (own) g_propagate_error(error, own);
  return !own;
}

static gboolean claim_one(struct run *run, gint64 id, GError **error) {
  struct store_message *message = NULL;
  if (!fetch(run, id, &message, error)) return FALSE;
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

/* What left can't be taken back, and what came of it is known nowhere else: whoever holds the store is waited for. */
static gboolean begin_at_last(struct store *store, GError **error) {
  for (int tries = 1; tries < PATIENCE; tries++) {
    g_autoptr(GError) busy = NULL;
    if (store_begin(store, &busy)) return TRUE;
    if (!g_error_matches(busy, STORE_ERROR, STORE_ERROR_BUSY)) break;
  }
  return store_begin(store, error);
}

static gboolean settle_lot(struct run *run, GError **error) {
  if (run->letters->len == 0) return TRUE;
  if (!begin_at_last(run->dispatch->store, error)) return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < run->letters->len; i++) {
    const struct letter *letter = run->letters->pdata[i];
    ok = verdicts[letter->result.verdict](run, letter, error) &&
         dispatch_lines_learn(run->dispatch->lines, letter->line, run->now, &letter->result, error);
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

static gboolean may_repeat(const struct dispatch_line *line) {
  return line && (line->channel->abilities & (CHANNEL_IS_LOCAL | CHANNEL_CAN_REPEAT));
}

/* A local channel writes the same bytes to the same place, and a calendar has one appointment of one name, so once more
 * is no second time; of any other channel only the provider or a person can tell whether it arrived. */
static gboolean recover_one(struct run *run, gint64 id, GError **error) {
  struct store_message *message = NULL;
  if (!fetch(run, id, &message, error)) return FALSE;
  if (!message) return TRUE;
  const struct dispatch_line *line = dispatch_lines_of(run->dispatch->lines, message, run->now);
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

/* -- what we lost sight of -------------------------------------------------------------------------------------------
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

static void ask_channel(struct letter *letter) {
  const struct channel_message message = {.key = letter->message->key,
                                          .channel = letter->message->channel,
                                          .to = letter->message->address,
                                          .queued = letter->message->queued_at};
  letter->line->channel->ask(letter->line->state, &message, &letter->result);
}

/* The question is asked outside the transaction: it may take as long as sending. A receipt may have come meanwhile. */
static gboolean ask_about(struct run *run, struct store_message *message, GError **error) {
  struct letter *letter = g_new0(struct letter, 1);
  *letter =
      (struct letter){.message = message, .line = dispatch_lines_named(run->dispatch->lines, message->via, run->now)};
  gboolean doubtful = strcmp(message->state, "unknown") == 0, able = can_be_asked(letter->line);
  if (doubtful && able) ask_channel(letter);
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
    struct store_message *message = NULL;
    if (!fetch(run, g_array_index(ids, gint64, i), &message, error)) return FALSE;
    if (message && !ask_about(run, message, error)) return FALSE;
  }
  return ids != NULL;
}

static gboolean do_all(struct run *run, const GArray *ids, GError **error) {
  const gint64 *all = (const gint64 *)(const void *)ids->data;
  for (guint i = 0; i < ids->len && !has_enough(run->dispatch); i += LOT)
    if (!do_lot(run, all + i, MIN((guint)LOT, ids->len - i), error)) return FALSE;
  return TRUE;
}

gboolean dispatch_these(struct dispatch *dispatch, gint64 now, const GArray *ids, struct dispatch_counts *counts,
                        GError **error) {
  *counts = (struct dispatch_counts){0};
  dispatch_lines_begin(dispatch->lines);
  struct run run = {.dispatch = dispatch, .now = now, .counts = counts};
  return do_all(&run, ids, error);
}

/* The ids are read once: what waits for a rate, or was put off, is not met again in the same run. */
gboolean dispatch_run(struct dispatch *dispatch, gint64 now, struct dispatch_counts *counts, GError **error) {
  *counts = (struct dispatch_counts){0};
  dispatch_lines_begin(dispatch->lines);
  struct run run = {.dispatch = dispatch, .now = now, .counts = counts};
  if (!recover(&run, error) || !ask_all(&run, error)) return FALSE;
  g_autoptr(GArray) ids = store_outbox_due(dispatch->store, now, RUN_MAX, error);
  return ids && do_all(&run, ids, error);
}
