/* How long to wait between two tries. */
#include "scheduler/dispatch/dispatch.h"

static const gint64 waits[] = {60, 5 * 60, 15 * 60, 60 * 60};
enum { LAST_WAIT = 4 * 3600 };

gint64 dispatch_backoff(int attempts) {
  if (attempts < 1) attempts = 1;
  return (guint)attempts <= G_N_ELEMENTS(waits) ? waits[attempts - 1] : LAST_WAIT;
}
