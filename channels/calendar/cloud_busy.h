/* What Microsoft Graph and Google Calendar say about somebody's hours, read from their JSON. */
#ifndef CHANNELS_CALENDAR_CLOUD_BUSY_H
#define CHANNELS_CALENDAR_CLOUD_BUSY_H

#include <glib.h>
#include <jansson.h>

enum { CLOUD_BUSY_MOST = 4000 }; /* no more intervals are added to one array */

/* One page of a calendarView. Adds struct channel_busy, cut to [from, to); what is free, cancelled or declined is left
 * out. FALSE when it is no such page or has too much: then the hours are not known. */
gboolean cloud_busy_graph(const json_t *page, gint64 from, gint64 to, GArray *busy);
/* One calendar of a freeBusy answer; the same. */
gboolean cloud_busy_google(const json_t *calendar, gint64 from, gint64 to, GArray *busy);

#endif
