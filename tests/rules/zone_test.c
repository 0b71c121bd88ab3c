/* The zone against GLib's own conversion and against the rule of the European Union, every half hour of 2020 to 2040;
 * the two nights on which the clock is moved; reading and writing. */
#include <string.h>

#include "rules/calendar/zone.h"

enum { HOUR = 3600, DAY = 86400 };

static struct zone *amsterdam(void) {
  GError *error = NULL;
  struct zone *zone = zone_load("Europe/Amsterdam", &error);
  g_assert_no_error(error);
  return zone;
}

static gint64 midnight(int year, int month, int day) {
  return (gint64)date_from_civil(year, month, day) * DAY;
}

/* Directive 2000/84/EC: summer time from 01:00 UTC on the last Sunday of March to that of October. */
static gint64 last_sunday(int year, int month) {
  date_t day = date_from_civil(year, month, 31);
  return (gint64)(day - date_weekday(day) % 7) * DAY + HOUR;
}

static int rule_offset(gint64 utc) {
  int year, month, day;
  date_to_civil((date_t)(utc / DAY), &year, &month, &day);
  return utc >= last_sunday(year, 3) && utc < last_sunday(year, 10) ? 2 * HOUR : HOUR;
}

static void test_to_local(void) {
  g_autoptr(Zone) zone = amsterdam();
  g_autoptr(GTimeZone) tz = g_time_zone_new_identifier("Europe/Amsterdam");
  for (gint64 utc = midnight(2020, 1, 1); utc < midnight(2041, 1, 1); utc += HOUR / 2) {
    g_autoptr(GDateTime) there = g_date_time_new_from_unix_utc(utc);
    g_autoptr(GDateTime) here = g_date_time_to_timezone(there, tz);
    struct zone_local local = zone_to_local(zone, utc);
    int year, month, day;
    date_to_civil(local.day, &year, &month, &day);
    g_assert_cmpint(year, ==, g_date_time_get_year(here));
    g_assert_cmpint(month, ==, g_date_time_get_month(here));
    g_assert_cmpint(day, ==, g_date_time_get_day_of_month(here));
    g_assert_cmpint(local.minute, ==, g_date_time_get_hour(here) * 60 + g_date_time_get_minute(here));
    g_assert_cmpint(zone_offset(zone, utc), ==, rule_offset(utc));
  }
}

/* What RFC 5545 asks for, said slowly: the earliest moment that shows this local time, else as if the clock had not
 * been moved yet. */
static gint64 slow_to_utc(const struct zone *zone, struct zone_local local) {
  gint64 wall = (gint64)local.day * DAY + local.minute * 60;
  for (int offset = 2 * HOUR; offset >= HOUR; offset -= HOUR) {
    struct zone_local shown = zone_to_local(zone, wall - offset);
    if (shown.day == local.day && shown.minute == local.minute) return wall - offset;
  }
  return wall - HOUR;
}

static void test_to_utc(void) {
  g_autoptr(Zone) zone = amsterdam();
  int gaps = 0, overlaps = 0;
  for (gint64 wall = midnight(2020, 1, 1); wall < midnight(2041, 1, 1); wall += HOUR / 2) {
    struct zone_local local = {(date_t)(wall / DAY), (int)(wall % DAY / 60)};
    gint64 utc = zone_to_utc(zone, local);
    g_assert_cmpint(utc, ==, slow_to_utc(zone, local));
    struct zone_local back = zone_to_local(zone, utc), later = zone_to_local(zone, utc + HOUR);
    gaps += back.day != local.day || back.minute != local.minute;
    overlaps += later.day == local.day && later.minute == local.minute;
  }
  g_assert_cmpint(gaps, ==, 21 * 2);
  g_assert_cmpint(overlaps, ==, 21 * 2);
}

/* To the second on either side of every move of the clock, over the whole span. */
static void test_shifts(void) {
  g_autoptr(Zone) zone = amsterdam();
  for (int year = 2000; year <= 2060; year++) {
    gint64 spring = last_sunday(year, 3), autumn = last_sunday(year, 10);
    g_assert_cmpint(zone_offset(zone, spring - 1), ==, HOUR);
    g_assert_cmpint(zone_offset(zone, spring), ==, 2 * HOUR);
    g_assert_cmpint(zone_offset(zone, autumn - 1), ==, 2 * HOUR);
    g_assert_cmpint(zone_offset(zone, autumn), ==, HOUR);
  }
  g_assert_cmpint(zone_offset(zone, G_MAXINT64), ==, HOUR);
  g_assert_cmpint(zone_offset(zone, G_MININT64), ==, HOUR);
}

static const struct {
  const char *local, *utc, *shown;
} nights[] = {
    {"2026-03-29 01:59", "2026-03-29T00:59:00Z", "2026-03-29T01:59:00+01:00"},
    {"2026-03-29 02:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"},
    {"2026-03-29 02:30", "2026-03-29T01:30:00Z", "2026-03-29T03:30:00+02:00"},
    {"2026-03-29 03:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"},
    {"2026-10-25 01:59", "2026-10-24T23:59:00Z", "2026-10-25T01:59:00+02:00"},
    {"2026-10-25 02:00", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00+02:00"},
    {"2026-10-25 02:59", "2026-10-25T00:59:00Z", "2026-10-25T02:59:00+02:00"},
    {"2026-10-25 03:00", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00+01:00"},
    {"2026-08-21 00:00", "2026-08-20T22:00:00Z", "2026-08-21T00:00:00+02:00"},
    {"2026-12-31 23:59", "2026-12-31T22:59:00Z", "2026-12-31T23:59:00+01:00"},
};

static void test_nights(void) {
  g_autoptr(Zone) zone = amsterdam();
  for (gsize i = 0; i < G_N_ELEMENTS(nights); i++) {
    char iso[11];
    g_strlcpy(iso, nights[i].local, sizeof iso);
    struct zone_local local;
    g_assert_true(date_parse_iso(iso, &local.day));
    const char *clock = nights[i].local + 11;
    local.minute = ((clock[0] - '0') * 10 + clock[1] - '0') * 60 + (clock[3] - '0') * 10 + clock[4] - '0';
    gint64 want;
    g_assert_true(zone_parse(zone, nights[i].utc, &want));
    g_assert_cmpint(zone_to_utc(zone, local), ==, want);
    g_autofree char *shown = zone_format(zone, want);
    g_assert_cmpstr(shown, ==, nights[i].shown);
  }
}

static const struct {
  const char *text, *shown; /* NULL: is to be refused */
} texts[] = {
    {"2026-08-21T10:00+02:00", "2026-08-21T10:00:00+02:00"},
    {"2026-08-21T10:00:30Z", "2026-08-21T12:00:30+02:00"},
    {"2026-08-21T10:00Z", "2026-08-21T12:00:00+02:00"},
    {"2026-08-21", "2026-08-21T00:00:00+02:00"},
    {"2026-01-21", "2026-01-21T00:00:00+01:00"},
    {"2026-01-01T00:30:00+05:45", "2025-12-31T19:45:00+01:00"},
    {"2026-01-01T20:00:00-05:00", "2026-01-02T02:00:00+01:00"},
    {"1969-12-31T23:59:59Z", "1970-01-01T00:59:59+01:00"},
    {"", NULL},
    {"2026-08", NULL},
    {"2026-02-30", NULL},
    {"2026-08-21T", NULL},
    {"2026-08-21T10", NULL},
    {"2026-08-21T10:00", NULL},
    {"2026-08-21T10:00:00", NULL},
    {"2026-08-21 10:00Z", NULL},
    {"2026-08-21t10:00Z", NULL},
    {"2026-08-21T10:00z", NULL},
    {"2026-08-21T24:00Z", NULL},
    {"2026-08-21T10:60Z", NULL},
    {"2026-08-21T10:00:60Z", NULL},
    {"2026-08-21T10:00:5Z", NULL},
    {"2026-08-21T10:00+0200", NULL},
    {"2026-08-21T10:00+02", NULL},
    {"2026-08-21T10:00+24:00", NULL},
    {"2026-08-21T10:00+02:00 ", NULL},
    {"2026-08-21T10:00ZZ", NULL},
    {"2026-08-21Z", NULL},
    {" 2026-08-21", NULL},
};

static void test_texts(void) {
  g_autoptr(Zone) zone = amsterdam();
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    gint64 utc = 42;
    gboolean read = zone_parse(zone, texts[i].text, &utc);
    if (read != (texts[i].shown != NULL)) g_error("'%s' was %s", texts[i].text, read ? "read" : "refused");
    if (!read) g_assert_cmpint(utc, ==, 42);
    g_autofree char *shown = read ? zone_format(zone, utc) : NULL;
    g_assert_cmpstr(shown, ==, texts[i].shown);
  }
  gint64 utc;
  g_assert_false(zone_parse(zone, NULL, &utc));
}

static void test_never(void) {
  g_autoptr(Zone) zone = amsterdam();
  g_assert_cmpint(zone_to_utc(zone, (struct zone_local){DATE_NONE, 600}), ==, ZONE_NEVER);
  g_assert_cmpint(zone_to_local(zone, ZONE_NEVER).day, ==, DATE_NONE);
  g_autofree char *none = zone_format(zone, ZONE_NEVER), *far = zone_format(zone, G_MAXINT64);
  g_assert_cmpstr(none, ==, "");
  g_assert_cmpstr(far, ==, "2199-12-31T00:59:59+01:00");
}

/* Other zones work as well; a name that isn't there is an error with the name in it. */
static void test_others(void) {
  g_autoptr(Zone) utc = zone_load("UTC", NULL);
  g_assert_cmpint(zone_offset(utc, midnight(2026, 7, 1)), ==, 0);
  g_autoptr(Zone) curacao = zone_load("America/Curacao", NULL);
  g_autofree char *there = zone_format(curacao, midnight(2026, 7, 1));
  g_assert_cmpstr(there, ==, "2026-06-30T20:00:00-04:00");
  g_autoptr(GError) error = NULL;
  g_assert_null(zone_load("Europe/Nergens", &error));
  g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull(strstr(error->message, "Europe/Nergens"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/zone/to-local", test_to_local);
  g_test_add_func("/zone/to-utc", test_to_utc);
  g_test_add_func("/zone/shifts", test_shifts);
  g_test_add_func("/zone/nights", test_nights);
  g_test_add_func("/zone/texts", test_texts);
  g_test_add_func("/zone/never", test_never);
  g_test_add_func("/zone/others", test_others);
  return g_test_run();
}
