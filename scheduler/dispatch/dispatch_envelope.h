/* A row of the outbox as a channel wants it. */
#ifndef SCHEDULER_DISPATCH_DISPATCH_ENVELOPE_H
#define SCHEDULER_DISPATCH_DISPATCH_ENVELOPE_H

#include "channels/channel.h"
#include "scheduler/store/store_outbox.h"

/* Points into the row, but for what is parsed from its invitation. */
struct dispatch_envelope {
  struct channel_message message;
  struct channel_invitation invitation;
  char *uid, *summary, *unsubscribe;
};

/* The invitation is {"method","uid","sequence","start","end","summary"}, times in seconds UTC, written by flow. FALSE
 * when it does not read; clear in any case. */
gboolean dispatch_envelope_fill(struct dispatch_envelope *envelope, const struct store_message *message);
/* Mail that may be turned off: at `url` (taken over; "" = none), and at the address that answers go to. */
void dispatch_envelope_unsubscribe(struct dispatch_envelope *envelope, char *url);
void dispatch_envelope_clear(struct dispatch_envelope *envelope);

/* The reference that the newest message before this one got, about the same UID to the same address; NULL = none.
 * Caller frees. */
char *dispatch_envelope_previous(struct store *store, const struct store_message *message);

#endif
