#include "channels/formats/appointment.h"

#include "channels/channel.h"

#include <string.h>

static const char zone_name[] = "Europe/Amsterdam";

/* What the Netherlands have done since 1996; appointments are never older. */
static const char zone_lines[] = "BEGIN:VTIMEZONE\r\n"
                                 "TZID:Europe/Amsterdam\r\n"
                                 "BEGIN:DAYLIGHT\r\n"
                                 "DTSTART:19960331T020000\r\n"
                                 "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                 "TZNAME:CEST\r\n"
                                 "TZOFFSETFROM:+0100\r\n"
                                 "TZOFFSETTO:+0200\r\n"
                                 "END:DAYLIGHT\r\n"
                                 "BEGIN:STANDARD\r\n"
                                 "DTSTART:19961027T030000\r\n"
                                 "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                 "TZNAME:CET\r\n"
                                 "TZOFFSETFROM:+0200\r\n"
                                 "TZOFFSETTO:+0100\r\n"
                                 "END:STANDARD\r\n"
                                 "END:VTIMEZONE\r\n";

/* -- lines ----------------------------------------------------------------------------------------------------------
 */

enum { LINE_OCTETS = 75 };

/* RFC 5545 section 3.1: a longer line goes on after CR LF and a blank, never within a character. */
static void put(GString *out, const char *name, const char *value) {
  g_autofree char *line = g_strconcat(name, ":", value, NULL);
  gsize used = 0;
  for (const char *p = line; *p; p = g_utf8_next_char(p)) {
    gsize size = (gsize)(g_utf8_next_char(p) - p);
    if (used + size > LINE_OCTETS) {
      g_string_append(out, "\r\n ");
      used = 1;
    }
    g_string_append_len(out, p, (gssize)size);
    used += size;
  }
  g_string_append(out, "\r\n");
}

/* RFC 5545 section 3.3.11. Line ends of any sort become \n. */
static void put_text(GString *out, const char *name, const char *text) {
  g_autoptr(GString) value = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    if (*p == '\r' && p[1] == '\n') continue;
    if (*p == '\n' || *p == '\r') {
      g_string_append(value, "\\n");
      continue;
    }
    if (strchr("\\;,", *p)) g_string_append_c(value, '\\');
    g_string_append_c(value, *p);
  }
  if (value->len) put(out, name, value->str);
}

static void put_moment(GString *out, const char *name, gint64 at, GTimeZone *zone) {
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
  g_autoptr(GDateTime) local = zone ? g_date_time_to_timezone(utc, zone) : g_date_time_ref(utc);
  g_autofree char *text = g_date_time_format(local, zone ? "%Y%m%dT%H%M%S" : "%Y%m%dT%H%M%SZ");
  g_autofree char *full = zone ? g_strdup_printf("%s;TZID=%s", name, zone_name) : g_strdup(name);
  put(out, full, text);
}

/* -- what may be written --------------------------------------------------------------------------------------------
 */

static gboolean is_clean(const char *text, gboolean lines) {
  if (!g_utf8_validate(text, -1, NULL)) return FALSE;
  for (const char *p = text; *p; p++)
    if (((guchar)*p < ' ' && !(lines && strchr("\n\r\t", *p))) || *p == 0x7f) return FALSE;
  return TRUE;
}

static gboolean is_moment(gint64 at) {
  return at > 0 && at < G_GINT64_CONSTANT(7258118400); /* 2200 */
}

static gboolean is_writable(const struct appointment *a) {
  return is_clean(a->uid, FALSE) && *a->uid && is_clean(a->summary, TRUE) && is_clean(a->location, TRUE) &&
         is_clean(a->description, TRUE) && is_moment(a->start) && is_moment(a->end) && is_moment(a->stamp) &&
         a->end > a->start;
}

/* -- the whole ------------------------------------------------------------------------------------------------------
 */

static void put_event(GString *out, const struct appointment *a, const char *organizer, GTimeZone *zone) {
  g_autofree char *sequence = g_strdup_printf("%d", a->sequence);
  put(out, "BEGIN", "VEVENT");
  put(out, "UID", a->uid);
  put_moment(out, "DTSTAMP", a->stamp, NULL);
  put_moment(out, "LAST-MODIFIED", a->stamp, NULL);
  put(out, "SEQUENCE", sequence);
  put_moment(out, "DTSTART", a->start, zone);
  put_moment(out, "DTEND", a->end, zone);
  put_text(out, "SUMMARY", a->summary);
  put_text(out, "LOCATION", a->location);
  put_text(out, "DESCRIPTION", a->description);
  g_autofree char *address = g_strconcat("mailto:", organizer, NULL);
  if (*organizer) put(out, "ORGANIZER", address);
  put(out, "STATUS", a->cancelled ? "CANCELLED" : "CONFIRMED");
  put(out, "TRANSP", a->cancelled ? "TRANSPARENT" : "OPAQUE");
  put(out, "END", "VEVENT");
}

static GString *begin(void) {
  return g_string_new("BEGIN:VCALENDAR\r\n"
                      "VERSION:2.0\r\n"
                      "PRODID:-//Waakvlam//Waakvlam//NL\r\n"
                      "CALSCALE:GREGORIAN\r\n");
}

static GTimeZone *zone_load(void) {
  GTimeZone *zone = g_time_zone_new_identifier(zone_name);
  return zone ? zone : g_time_zone_new_utc();
}

char *appointment_object(const struct appointment *appointment, GError **error) {
  if (!is_writable(appointment)) {
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT,
                "the appointment has no end after its start, or holds a control character or what is not UTF-8");
    return NULL;
  }
  g_autoptr(GTimeZone) zone = zone_load();
  GString *out = begin();
  g_string_append(out, zone_lines);
  put_event(out, appointment, "", zone);
  g_string_append(out, "END:VCALENDAR\r\n");
  return g_string_free(out, FALSE);
}

/* How often to look again: RFC 7986 section 5.7, and the property that Outlook and Apple knew before it. */
char *appointment_feed(const char *name, const char *organizer, const struct appointment *all, gsize n) {
  g_autoptr(GTimeZone) zone = zone_load();
  GString *out = begin();
  if (!is_clean(organizer, FALSE)) organizer = "";
  put(out, "METHOD", "PUBLISH");
  put_text(out, "NAME", name);
  put_text(out, "X-WR-CALNAME", name);
  put(out, "X-WR-TIMEZONE", zone_name);
  put(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
  put(out, "X-PUBLISHED-TTL", "PT1H");
  g_string_append(out, zone_lines);
  for (gsize i = 0; i < n; i++)
    if (is_writable(&all[i])) put_event(out, &all[i], organizer, zone);
  g_string_append(out, "END:VCALENDAR\r\n");
  return g_string_free(out, FALSE);
}
