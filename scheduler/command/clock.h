/* The one door for the clock: everything else is handed its moment. */
#ifndef SCHEDULER_COMMAND_CLOCK_H
#define SCHEDULER_COMMAND_CLOCK_H

#include <glib.h>

gint64 clock_now(void);       /* seconds since 1970-01-01T00:00Z */
gint64 clock_monotonic(void); /* microseconds, for measuring only */

#endif
