/* What a calendar object says about somebody's time, by libical: when they are busy, and when one event is.
 *
 * Series are expanded here (RFC 5545 sections 3.3.10, 3.8.5): only FREQ=DAILY to YEARLY, for libical never comes back
 * from some others; in floating time, each occurrence made a moment by itself, for it drifts after a gap of a clock
 * change otherwise. EXDATE, RDATE and RECURRENCE-ID are respected. A zone is looked up by its name (also Windows' own)
 * and not taken from the object, whose rules are a stranger's; an unknown one, and floating time, mean
 * Europe/Amsterdam. */
#ifndef CHANNELS_FORMATS_BUSY_H
#define CHANNELS_FORMATS_BUSY_H

#include "channels/channel.h"

enum { BUSY_MOST = 4000 }; /* no more intervals are added to one array */

/* Adds what falls in [from, to), cut to it. Left out: cancelled, transparent, and what `owner` (an e-mail address, ""
 * = nobody in particular) declined. FALSE when the object can't be read or has more than BUSY_MOST: then the time is
 * not known. */
gboolean busy_read(const char *text, gsize length, const char *owner, gint64 from, gint64 to, GArray *busy);

struct busy_event {
  gint64 start, end;
  gboolean cancelled;
};
/* The event of that UID, without recurrence. FALSE when it is not in there or can't be read. */
gboolean busy_find(const char *text, gsize length, const char *uid, struct busy_event *event);
/* The same object with that event at another time and with another title: all else that its owner added stays. NULL
 * when it is not in there. Caller frees. */
struct busy_move {
  const char *uid, *summary;
  gint64 start, end, stamp;
  int sequence;
};
char *busy_moved(const char *text, gsize length, const struct busy_move *move);

#endif
