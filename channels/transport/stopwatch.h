/* How long something takes. Channels ask no clock: what they write and decide hangs on nothing but what they are
 * handed. But that a far side has been silent for thirty seconds, or that a token is half an hour old, is no moment in
 * anybody's history; it is only ever compared with another reading of the same watch. */
#ifndef CHANNELS_TRANSPORT_STOPWATCH_H
#define CHANNELS_TRANSPORT_STOPWATCH_H

#include <glib.h>

/* Milliseconds since some moment that means nothing. */
gint64 stopwatch_read(void);

#endif
