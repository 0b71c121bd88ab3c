/* Which of several channels carries a message: a setting "kannel 3, cm 1", and what each of them did lately.
 *
 * The choice hangs on the message's key and the weights alone (weighted rendezvous hashing: each channel draws a number
 * from the key and its own name, and the lowest for its weight wins). So the same message goes the same way while
 * nothing changes, and when one channel loses weight, no message moves but from that one. Pure. */
#ifndef SCHEDULER_DISPATCH_DISPATCH_CARRIERS_H
#define SCHEDULER_DISPATCH_DISPATCH_CARRIERS_H

#include <glib.h>

#include "channels/channel.h"

struct dispatch_carrier {
  char *name;
  int weight; /* as it is set, 1 to 1000 */
};
/* struct dispatch_carrier in the setting's order; a name without a number weighs 1. NULL when the setting doesn't read:
 * no name, a number that is none, a name twice. Free with g_ptr_array_unref. */
GPtrArray *dispatch_carriers_read(const char *setting);

/* -1 when n is 0 or every weight is 0. `names` and `weights` go together. */
int dispatch_carriers_choose(const char *key, const char *const *names, const double *weights, guint n);

/* -- how a channel does ----------------------------------------------------------------------------------------------
 * From 1 (all is well) down to 0; what multiplies its weight is never less than DISPATCH_CARRIERS_LEAST, so that a
 * few messages find out when it is mended. */
#define DISPATCH_CARRIERS_LEAST 0.02

struct dispatch_health {
  double share;
  gint64 at; /* seconds UTC: when it was so */
};
/* As it is by `now`: half of what was lost comes back every hour. */
double dispatch_carriers_share(const struct dispatch_health *health, gint64 now);
/* After one verdict that took so many milliseconds. `never` is the message's fault and no sign of ill health. */
void dispatch_carriers_learn(struct dispatch_health *health, gint64 now, enum channel_verdict verdict,
                             int milliseconds);
/* As text, and back; what doesn't read is full health. Caller frees. */
char *dispatch_carriers_write(const struct dispatch_health *health);
struct dispatch_health dispatch_carriers_recall(const char *text, gint64 now);

#endif
