#include "channels/formats/calendar_zone.h"

#include <string.h>

static const char home[] = "Europe/Amsterdam";

/* Windows zone names of Europe, and of where Dutch families have theirs; from the Unicode CLDR's table windowsZones
 * (territory 001), 2024. Also the cities in Outlook's display names: "(UTC+01:00) Amsterdam, Berlin, …". */
static const struct {
  const char *name, *zone;
} windows[] = {
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"Romance Standard Time", "Europe/Paris"},
    {"Central Europe Standard Time", "Europe/Budapest"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"GMT Standard Time", "Europe/London"},
    {"Greenwich Standard Time", "Atlantic/Reykjavik"},
    {"E. Europe Standard Time", "Europe/Chisinau"},
    {"FLE Standard Time", "Europe/Kiev"},
    {"GTB Standard Time", "Europe/Bucharest"},
    {"Russian Standard Time", "Europe/Moscow"},
    {"Turkey Standard Time", "Europe/Istanbul"},
    {"Morocco Standard Time", "Africa/Casablanca"},
    {"W. Central Africa Standard Time", "Africa/Lagos"},
    {"South Africa Standard Time", "Africa/Johannesburg"},
    {"Egypt Standard Time", "Africa/Cairo"},
    {"Israel Standard Time", "Asia/Jerusalem"},
    {"Syria Standard Time", "Asia/Damascus"},
    {"India Standard Time", "Asia/Calcutta"},
    {"China Standard Time", "Asia/Shanghai"},
    {"SE Asia Standard Time", "Asia/Bangkok"},
    {"SA Western Standard Time", "America/Curacao"},
    {"SA Eastern Standard Time", "America/Cayenne"},
    {"Eastern Standard Time", "America/New_York"},
    {"Central Standard Time", "America/Chicago"},
    {"Mountain Standard Time", "America/Denver"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"UTC", "Etc/UTC"},
    {"Coordinated Universal Time", "Etc/UTC"},
    {"West-Europa (standaardtijd)", "Europe/Berlin"},
    {"Amsterdam, Berlin", "Europe/Berlin"},
    {"Amsterdam, Berlijn", "Europe/Berlin"},
    {"Brussels, Copenhagen", "Europe/Paris"},
    {"Brussel, Kopenhagen", "Europe/Paris"},
};

static gboolean names(const char *text, const char *name) {
  if (!strchr(name, ',')) return g_ascii_strcasecmp(text, name) == 0;
  return strstr(text, name) != NULL; /* a part of a display name */
}

/* "/mozilla.org/20070129_1/Europe/Berlin", "/freeassociation.sourceforge.net/Europe/Amsterdam". */
static icaltimezone *behind_prefix(const char *name) {
  for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
    icaltimezone *zone = slash[1] ? icaltimezone_get_builtin_timezone(slash + 1) : NULL;
    if (zone) return zone;
  }
  return NULL;
}

icaltimezone *calendar_zone_find(const char *name) {
  if (!name || !*name || strlen(name) > 200 || strstr(name, "..")) return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(windows); i++)
    if (names(name, windows[i].name)) return icaltimezone_get_builtin_timezone(windows[i].zone);
  icaltimezone *zone = icaltimezone_get_builtin_timezone(name);
  return zone ? zone : behind_prefix(name);
}

static char *tzid_of(icalproperty *property) {
  icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char *text = parameter ? icalparameter_get_tzid(parameter) : NULL;
  g_autofree char *copy = g_strdup(text ? text : "");
  return g_strdup(g_strstrip(g_strdelimit(copy, "\"", ' ')));
}

/* --- zones that a foreign object defines --- */

static gboolean has_most(const short *list, int most) {
  return list[most] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* Once a year, on one day that may be named by a week of dates. */
static gboolean is_tame_rule(icalproperty *property) {
  struct icalrecurrencetype rule = icalproperty_get_rrule(property);
  return rule.freq == ICAL_YEARLY_RECURRENCE && has_most(rule.by_second, 0) && has_most(rule.by_minute, 0) &&
         has_most(rule.by_hour, 0) && has_most(rule.by_year_day, 0) && has_most(rule.by_week_no, 0) &&
         has_most(rule.by_set_pos, 0) && has_most(rule.by_month, 1) && has_most(rule.by_day, 1) &&
         has_most(rule.by_month_day, 7);
}

static gboolean is_tame_part(icalcomponent *part) {
  enum { FIRST_YEAR = 1600 }; /* Windows counts from 1601 */
  icalproperty *start = icalcomponent_get_first_property(part, ICAL_DTSTART_PROPERTY);
  int rules = 0;
  for (icalproperty *p = icalcomponent_get_first_property(part, ICAL_RRULE_PROPERTY); p;
       p = icalcomponent_get_next_property(part, ICAL_RRULE_PROPERTY))
    if (++rules > 1 || !is_tame_rule(p)) return FALSE;
  return start && icalproperty_get_dtstart(start).year >= FIRST_YEAR;
}

/* libical reckons a zone out from its first change to the moment asked for: a rule that repeats by the second keeps it
 * busy for days. Real zones change twice a year, and have had some dozens of rules since 1900. */
static gboolean is_tame(icaltimezone *zone) {
  enum { PARTS_MOST = 50 };
  icalcomponent *component = icaltimezone_get_component(zone);
  int parts = 0;
  for (icalcomponent *part = component ? icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT) : NULL; part;
       part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
    if (++parts > PARTS_MOST || !is_tame_part(part)) return FALSE;
  return parts > 0;
}

/* What the object itself defines goes before what its name says elsewhere. */
static icaltimezone *zone_of(icalcomponent *component, const char *tzid) {
  icalcomponent *calendar = icalcomponent_get_parent(component);
  icaltimezone *zone = calendar && *tzid ? icalcomponent_get_timezone(calendar, tzid) : NULL;
  return zone && is_tame(zone) ? zone : calendar_zone_find(*tzid ? tzid : home);
}

gint64 calendar_zone_utc(icalcomponent *component, icalproperty_kind kind) {
  icalproperty *property = icalcomponent_get_first_property(component, kind);
  icalvalue *value = property ? icalproperty_get_value(property) : NULL;
  icalvalue_kind is = value ? icalvalue_isa(value) : ICAL_NO_VALUE;
  if (is != ICAL_DATETIME_VALUE) return 0; /* a whole day is no time to meet */
  struct icaltimetype at = icalvalue_get_datetime(value);
  if (icaltime_is_null_time(at) || at.year < 1970 || at.year > 2199) return 0;
  g_autofree char *tzid = tzid_of(property);
  icaltimezone *zone = icaltime_is_utc(at) ? icaltimezone_get_utc_timezone() : zone_of(component, tzid);
  return zone ? MAX(0, (gint64)icaltime_as_timet_with_zone(at, zone)) : 0;
}
