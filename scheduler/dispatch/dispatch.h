/* Outbox → channel → verdict. Never renders, never decides; asks the veto function that it was handed.
 *
 * `sending` is committed before the first byte, verdicts are committed in groups. A row found in `sending` by a later
 * run was left by a process that died: it becomes `unknown`, a person's business, unless its channel is local and
 * writes the same bytes to the same place. Retry: 1, 5, 15, 60 minutes, then every 4 hours, until the message expires.
 *
 * Where a channel can ask its provider, what is unknown is asked after 5, 15 and 60 minutes first: only then a person
 * hears of it. Of several channels for one kind each message has one, by its key, their weights and their health
 * (dispatch_carriers.h); another one gets it at the next try only when it certainly didn't leave by the first. */
#ifndef SCHEDULER_DISPATCH_DISPATCH_H
#define SCHEDULER_DISPATCH_DISPATCH_H

#include <glib.h>

#include "channels/channel.h"
#include "scheduler/store/store.h"
#include "scheduler/store/store_outbox.h"

/* 0 = send, 1 = wait until *until, 2 = never; *reason is set and owned by the caller. */
typedef int (*dispatch_veto)(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason);

/* Which channel carries a message of that kind for that organisation, by the name of its section in waakvlam.conf
 * ("postbox", "smtp", "my-gateway" …), or several with their weights ("kannel 3, cm 1"): NULL = none is set. */
typedef const char *(*dispatch_route)(void *user, const struct store_message *message);

struct dispatch_world {
  dispatch_veto veto;
  dispatch_route route;
  /* A setting of [channel NAME]. */
  const char *(*setting)(void *user, const char *channel, const char *option);
  /* Called after verdicts that flow must know: failed for good (state failed), unknown, or
   * withdrawn by the veto. Inside the transaction. */
  gboolean (*settled)(void *user, gint64 now, const struct store_message *message, const char *state,
                      const char *reason, GError **error);
  void *user;
  gboolean local_only; /* a demo store: only channels with CHANNEL_IS_LOCAL (S28) */
  gboolean (*enough)(
      void *user); /* NULL = never: TRUE when asked between two lots ends the run; the rest stays queued */
  /* The member that a channel's name stands for; NULL = there is none. Without it a name is a member's own. */
  const struct channel *(*member)(void *user, const char *name);
  /* NULL, or: where such mail can be turned off. NULL = it can't, for it is owed; "" = at no web address. Caller frees.
   */
  char *(*unsubscribe)(void *user, const struct store_message *message);
};

struct dispatch;
typedef struct dispatch Dispatch; /* the name that g_autoptr wants */
struct dispatch *dispatch_new(struct store *store, const struct dispatch_world *world); /* world is copied */
void dispatch_free(struct dispatch *dispatch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)

struct dispatch_counts {
  guint sent, failed, unknown, later, withdrawn;
};
/* Sends what is due at `now`, within the rate of each channel (messages per run; setting `rate` a minute, 0 = free). */
gboolean dispatch_run(struct dispatch *dispatch, gint64 now, struct dispatch_counts *counts, GError **error);

/* Only these, of which some may not be due: what a person waits for at this moment. */
gboolean dispatch_these(struct dispatch *dispatch, gint64 now, const GArray *ids, struct dispatch_counts *counts,
                        GError **error);

/* Seconds to wait after that many attempts. */
gint64 dispatch_backoff(int attempts);

#endif
