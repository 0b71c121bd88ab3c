/* Europe/Amsterdam between local time and seconds since 1970-01-01T00:00Z.
 *
 * Read once from the system's tzdata and then plain data, so that the plan, which gets it inside its calendar,
 * stays a function. Ambiguous local times (the last Sunday of October) mean the first of the two; local times in
 * the gap (the last Sunday of March) mean the same distance after the gap: RFC 5545 section 3.3.5. */
#ifndef RULES_CALENDAR_ZONE_H
#define RULES_CALENDAR_ZONE_H

#include <glib.h>

#include "rules/calendar/date.h"

struct zone;

/* A moment as people read it: a civil day and the minute of that day (0 to 1439). */
struct zone_local {
  date_t day;
  int minute;
};

/* Covers 2000 to 2060. NULL and an error when tzdata has no such zone. Free with zone_free (NULL is fine). */
struct zone *zone_load(const char *name, GError **error);
void zone_free(struct zone *zone);
typedef struct zone Zone; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Zone, zone_free)

/* "No moment": what zone_to_utc makes of DATE_NONE, and the other way round; zone_format writes "". */
#define ZONE_NEVER G_MININT64

/* Outside 2000 to 2060 the nearest known offset goes on; a moment outside 1900-01-02 to 2199-12-30 means the nearest
 * end. */
gint64 zone_to_utc(const struct zone *zone, struct zone_local local);
struct zone_local zone_to_local(const struct zone *zone, gint64 utc);
/* Seconds east of Greenwich at that moment. */
int zone_offset(const struct zone *zone, gint64 utc);

/* "2026-08-21T10:00+02:00", "…T10:00:30Z", or a date (its midnight here). FALSE on anything else. */
gboolean zone_parse(const struct zone *zone, const char *text, gint64 *utc);
/* ISO 8601 with seconds and offset: "2026-08-21T10:00:00+02:00". Caller frees. */
char *zone_format(const struct zone *zone, gint64 utc);

#endif
