/* Moments of foreign calendars: a time with a TZID that says more, less or something else than RFC 5545 asks.
 *
 * Exchange names zones as Windows does ("W. Europe Standard Time") and often leaves the VTIMEZONE out; libical makes a
 * time without a zone of that, silently. */
#ifndef CHANNELS_FORMATS_CALENDAR_ZONE_H
#define CHANNELS_FORMATS_CALENDAR_ZONE_H

#include <glib.h>
#include <libical/ical.h>

/* Seconds UTC of a DTSTART, DTEND or the like of `component`; 0 when it is no time, or in a zone that nobody knows. A
 * time without a zone is one of Europe/Amsterdam. */
gint64 calendar_zone_utc(icalcomponent *component, icalproperty_kind kind);

/* The zone behind a Windows name, an IANA name, or a display name with a city in it; NULL = unknown. Borrowed. */
icaltimezone *calendar_zone_find(const char *name);

#endif
