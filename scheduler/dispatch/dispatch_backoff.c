/* How long to wait between two tries. */
#include "scheduler/dispatch/dispatch.h"

static const gint64 waits[] = {60, 5 * 60, 15 * 60, 60 * 60};
enum { LAST_WAIT = 4 * 3600 };
/* How long after a doubt, and after each answer that settles nothing, the provider is asked. Not at once: what we lost
 * sight of may still be on its way in there, and "they don't have it" must be certain. */
static const gint64 ask_waits[] = {5 * 60, 15 * 60, 60 * 60};

gint64 dispatch_backoff(int attempts) {
  if (attempts < 1) attempts = 1;
  return (guint)attempts <= G_N_ELEMENTS(waits) ? waits[attempts - 1] : LAST_WAIT;
}
