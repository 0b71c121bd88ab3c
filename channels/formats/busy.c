#include "channels/formats/busy.h"

#include <libical/ical.h>
#include <string.h>

/* Nesting is bounded because libical frees a tree by recursion. A rule's own length bounds its BY lists, and the steps
 * bound a rule that never hits: 20,000 days are 55 years of every day. */
enum { TEXT_MOST = 1 << 20, DEPTH_MOST = 8, RULE_MOST = 400, STEPS_MOST = 20000, DAY = 24 * 60 * 60 };

/* -- parsing ------------------------------------------------------------------------------------------------------- */

static gboolean is_word(const char *line, const char *word) {
  return g_ascii_strncasecmp(line, word, strlen(word)) == 0 && !g_ascii_isalnum(line[strlen(word)]);
}

/* Not too deep, and no END before a BEGIN, of which libical complains on standard error. */
static gboolean is_parsable(const char *text) {
  int depth = 0;
  for (const char *line = text; *line;) {
    while (*line == ' ' || *line == '\t') line++;
    if (is_word(line, "BEGIN") && ++depth > DEPTH_MOST) return FALSE;
    if (is_word(line, "END") && --depth < 0) return FALSE;
    const char *end = strchr(line, '\n'); /* to libical a CR by itself ends nothing */
    line = end ? end + 1 : line + strlen(line);
  }
  return TRUE;
}

/* RFC 5545 section 3.1; so that what is looked at here is what libical will see. */
static char *unfolded(const char *text, gsize length) {
  GString *out = g_string_sized_new(length);
  for (gsize i = 0; i < length; i++) {
    gsize end = i + (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n');
    gboolean folded = text[end] == '\n' && end + 1 < length && strchr(" \t", text[end + 1]);
    if (folded)
      i = end + 1;
    else
      g_string_append_c(out, text[i]);
  }
  return g_string_free(out, FALSE);
}

static icalcomponent *parse(const char *text, gsize length) {
  if (length > TEXT_MOST || memchr(text, '\0', length)) return NULL;
  g_autofree char *copy = unfolded(text, length);
  if (!g_utf8_validate(copy, -1, NULL) || !is_parsable(copy)) return NULL;
  icalcomponent *calendar = icalparser_parse_string(copy);
  if (!calendar || icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT) return calendar;
  icalcomponent_free(calendar);
  return NULL;
}

/* -- zones and moments --------------------------------------------------------------------------------------------- */

static const char *const windows_names[][2] = {{"W. Europe Standard Time", "Europe/Amsterdam"},
                                               {"Romance Standard Time", "Europe/Paris"},
                                               {"Central Europe Standard Time", "Europe/Prague"},
                                               {"Central European Standard Time", "Europe/Warsaw"},
                                               {"GMT Standard Time", "Europe/London"},
                                               {"E. Europe Standard Time", "Europe/Chisinau"},
                                               {"FLE Standard Time", "Europe/Helsinki"},
                                               {"GTB Standard Time", "Europe/Athens"},
                                               {"Greenwich Standard Time", "UTC"},
                                               {"UTC", "UTC"}};

/* Of "/freeassociation.sourceforge.net/Europe/Amsterdam" and its like the last two words are the name. */
static const char *olson_part(const char *tzid) {
  if (*tzid != '/') return tzid;
  const char *last = strrchr(tzid, '/');
  while (last > tzid && last[-1] != '/') last--;
  return last;
}

static GTimeZone *zone_named(const char *tzid) {
  const char *name = tzid ? olson_part(tzid) : "Europe/Amsterdam";
  for (gsize i = 0; i < G_N_ELEMENTS(windows_names); i++)
    if (tzid && g_ascii_strcasecmp(tzid, windows_names[i][0]) == 0) name = windows_names[i][1];
  gboolean plain = strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/_+-") == strlen(name) && !strstr(name, "..");
  GTimeZone *zone = plain && *name != '/' ? g_time_zone_new_identifier(name) : NULL;
  if (!zone) zone = g_time_zone_new_identifier("Europe/Amsterdam");
  return zone ? zone : g_time_zone_new_utc();
}

static gint64 days_of(struct icaltimetype t) {
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  gint64 y = t.year - 1, leap = (t.year % 4 == 0 && t.year % 100 != 0) || t.year % 400 == 0;
  return y * 365 + y / 4 - y / 100 + y / 400 + before[CLAMP(t.month, 1, 12) - 1] + (t.month > 2 ? leap : 0) + t.day -
         1 - 719162;
}

/* The clock on the wall as seconds, as if it were UTC. */
static gint64 wall_of(struct icaltimetype t) {
  gint64 seconds = days_of(t) * DAY;
  return t.is_date ? seconds : seconds + t.hour * 3600 + t.minute * 60 + MIN(t.second, 59);
}

/* RFC 5545 section 3.3.5: a time that comes twice means the first, one in a gap counts with the offset before it. */
static gint64 moment_of_wall(GTimeZone *zone, gint64 wall) {
  int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_DAYLIGHT, wall);
  if (interval < 0) interval = g_time_zone_find_interval(zone, G_TIME_TYPE_STANDARD, wall - DAY);
  return wall - (interval < 0 ? 0 : g_time_zone_get_offset(zone, interval));
}

static gint64 wall_of_moment(GTimeZone *zone, gint64 at) {
  int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, at);
  return at + (interval < 0 ? 0 : g_time_zone_get_offset(zone, interval));
}

static gboolean is_sane(struct icaltimetype t) {
  return !icaltime_is_null_time(t) && t.year >= 1900 && t.year <= 2199 && t.month >= 1 && t.month <= 12 && t.day >= 1 &&
         t.day <= 31 && t.hour >= 0 && t.hour <= 24 && t.minute >= 0 && t.minute <= 60 && t.second >= 0;
}

static const char *tzid_of(icalproperty *property) {
  icalparameter *parameter = property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : NULL;
  return parameter ? icalparameter_get_tzid(parameter) : NULL;
}

static struct icaltimetype time_of(icalproperty *property) {
  icalvalue *value = property ? icalproperty_get_value(property) : NULL;
  icalvalue_kind kind = value ? icalvalue_isa(value) : ICAL_NO_VALUE;
  if (kind == ICAL_DATE_VALUE) return icalvalue_get_date(value);
  if (kind == ICAL_DATETIME_VALUE) return icalvalue_get_datetime(value);
  if (kind == ICAL_DATETIMEPERIOD_VALUE) return icalvalue_get_datetimeperiod(value).time;
  return icaltime_null_time();
}

static gint64 moment_in(struct icaltimetype t, GTimeZone *zone) {
  return icaltime_is_utc(t) && !t.is_date ? wall_of(t) : moment_of_wall(zone, wall_of(t));
}

static gint64 moment_of(icalproperty *property) {
  g_autoptr(GTimeZone) zone = zone_named(tzid_of(property));
  return moment_in(time_of(property), zone);
}

/* -- one event ------------------------------------------------------------------------------------------------------
 */

static icalproperty *first(icalcomponent *event, icalproperty_kind kind) {
  return icalcomponent_get_first_property(event, kind);
}

struct span { /* an event, its zone, and how long it takes on the wall or, with a DURATION, by the clock */
  struct icaltimetype start;
  GTimeZone *zone;
  gint64 length;
  gboolean by_wall; /* a day is a day, also one of 23 hours */
};

static gboolean length_of(icalcomponent *event, struct span *span) {
  icalproperty *end = first(event, ICAL_DTEND_PROPERTY), *duration = first(event, ICAL_DURATION_PROPERTY);
  span->by_wall = span->start.is_date;
  if (end) {
    struct icaltimetype t = time_of(end);
    if (!is_sane(t)) return FALSE;
    span->length =
        span->by_wall ? wall_of(t) - wall_of(span->start) : moment_of(end) - moment_in(span->start, span->zone);
  } else if (duration) {
    span->length = icaldurationtype_as_int(icalproperty_get_duration(duration));
  } else {
    span->length = span->by_wall ? DAY : 0; /* RFC 5545 section 3.6.1 */
  }
  return span->length >= 0 && span->length <= (gint64)DAY * 3660;
}

/* FALSE when it has no time that can be read; the zone is the caller's to unref. */
static gboolean span_of(icalcomponent *event, struct span *span) {
  icalproperty *start = first(event, ICAL_DTSTART_PROPERTY);
  *span = (struct span){.start = time_of(start)};
  if (!is_sane(span->start)) return FALSE;
  span->zone = icaltime_is_utc(span->start) ? g_time_zone_new_utc() : zone_named(tzid_of(start));
  if (length_of(event, span)) return TRUE;
  g_clear_pointer(&span->zone, g_time_zone_unref);
  return FALSE;
}

static gint64 end_of(const struct span *span, gint64 wall, gint64 start) {
  return span->by_wall ? moment_of_wall(span->zone, wall + span->length) : start + span->length;
}

static gboolean says(icalproperty *property, const char *word) {
  const char *text = property ? icalproperty_get_value_as_string(property) : NULL;
  return text && g_ascii_strcasecmp(text, word) == 0;
}

static gboolean is_marked_free(icalcomponent *event) {
  for (icalproperty *p = first(event, ICAL_X_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
    const char *name = icalproperty_get_x_name(p);
    if (name && g_ascii_strcasecmp(name, "X-MICROSOFT-CDO-BUSYSTATUS") == 0 && says(p, "FREE")) return TRUE;
  }
  return FALSE;
}

static gboolean is_declined_by(icalcomponent *event, const char *owner) {
  if (!*owner) return FALSE;
  for (icalproperty *p = first(event, ICAL_ATTENDEE_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
    const char *address = icalproperty_get_attendee(p);
    icalparameter *partstat = icalproperty_get_first_parameter(p, ICAL_PARTSTAT_PARAMETER);
    if (!address || !partstat || icalparameter_get_partstat(partstat) != ICAL_PARTSTAT_DECLINED) continue;
    if (g_ascii_strncasecmp(address, "mailto:", 7) == 0 && g_ascii_strcasecmp(address + 7, owner) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean is_cancelled(icalcomponent *event) {
  return says(first(event, ICAL_STATUS_PROPERTY), "CANCELLED");
}

static gboolean takes_time(icalcomponent *event, const char *owner) {
  return !is_cancelled(event) && !says(first(event, ICAL_TRANSP_PROPERTY), "TRANSPARENT") && !is_marked_free(event) &&
         !is_declined_by(event, owner);
}

/* -- series ----------------------------------------------------------------------------------------------------------
 */

struct look {
  icalcomponent *calendar;
  const char *owner;
  gint64 from, to;
  GArray *busy;
  int steps; /* of all its series together */
  gboolean overflow;
};

static void add(struct look *look, gint64 start, gint64 end) {
  struct channel_busy busy = {MAX(start, look->from), MIN(end, look->to)};
  if (busy.from >= busy.to) return;
  if (look->busy->len >= BUSY_MOST)
    look->overflow = TRUE;
  else
    g_array_append_val(look->busy, busy);
}

static const char *uid_of(icalcomponent *event) {
  icalproperty *property = first(event, ICAL_UID_PROPERTY);
  const char *uid = property ? icalproperty_get_uid(property) : NULL;
  return uid ? uid : "";
}

/* Occurrences that stand apart, or were taken out: moments, or whole days of the wall for a DATE. */
struct except {
  GHashTable *moments, *days;
};

static void except_add(GHashTable *table, gint64 number) {
  g_hash_table_add(table, g_memdup2(&number, sizeof number));
}

static void except_property(struct except *except, icalproperty *property) {
  struct icaltimetype t = time_of(property);
  if (!is_sane(t)) return;
  if (t.is_date)
    except_add(except->days, days_of(t));
  else
    except_add(except->moments, moment_of(property));
}

static void except_fill(struct except *except, const struct look *look, icalcomponent *master) {
  for (icalproperty *p = first(master, ICAL_EXDATE_PROPERTY); p;
       p = icalcomponent_get_next_property(master, ICAL_EXDATE_PROPERTY))
    except_property(except, p);
  g_autofree char *uid = g_strdup(uid_of(master));
  icalcompiter i = icalcomponent_begin_component(look->calendar, ICAL_VEVENT_COMPONENT);
  for (icalcomponent *c = icalcompiter_deref(&i); c; c = icalcompiter_next(&i)) {
    icalproperty *instead = first(c, ICAL_RECURRENCEID_PROPERTY);
    if (instead && g_str_equal(uid_of(c), uid)) except_property(except, instead);
  }
}

static gboolean is_excepted(const struct except *except, gint64 wall, gint64 at) {
  gint64 day = wall >= 0 ? wall / DAY : (wall - DAY + 1) / DAY;
  return g_hash_table_contains(except->moments, &at) || g_hash_table_contains(except->days, &day);
}

/* A rule that libical may be trusted with; its UNTIL in the wall's time, as the series is counted there. */
static gboolean rule_of(icalproperty *property, const struct span *span, struct icalrecurrencetype *rule) {
  const char *text = icalproperty_get_value_as_string(property);
  if (!text || strlen(text) > RULE_MOST) return FALSE;
  *rule = icalproperty_get_rrule(property);
  if (rule->freq < ICAL_DAILY_RECURRENCE || rule->freq > ICAL_YEARLY_RECURRENCE || rule->interval < 1) return FALSE;
  if (icaltime_is_null_time(rule->until)) return TRUE;
  if (!is_sane(rule->until)) return FALSE;
  if (icaltime_is_utc(rule->until) && !rule->until.is_date) {
    gint64 wall = wall_of_moment(span->zone, wall_of(rule->until));
    rule->until = icaltime_from_timet_with_zone((time_t)wall, 0, NULL);
  }
  rule->until.zone = NULL;
  return TRUE;
}

static void expand_rule(struct look *look, icalproperty *property, const struct span *span,
                        const struct except *except) {
  struct icalrecurrencetype rule;
  if (!rule_of(property, span, &rule)) {
    gint64 wall = wall_of(span->start), at = moment_in(span->start, span->zone);
    add(look, at, end_of(span, wall, at)); /* only its first time is certain */
    return;
  }
  struct icaltimetype floating = span->start;
  floating.zone = NULL;
  icalrecur_iterator *i = icalrecur_iterator_new(rule, floating);
  if (!i) return;
  while (!look->overflow && look->steps++ < STEPS_MOST) {
    struct icaltimetype next = icalrecur_iterator_next(i);
    if (!is_sane(next)) break;
    gint64 wall = wall_of(next), at = moment_of_wall(span->zone, wall);
    if (at >= look->to) break;
    if (!is_excepted(except, wall, at)) add(look, at, end_of(span, wall, at));
  }
  if (look->steps > STEPS_MOST) look->overflow = TRUE; /* what comes after is not known */
  icalrecur_iterator_free(i);
}

static void expand_dates(struct look *look, icalcomponent *event, const struct span *span,
                         const struct except *except) {
  for (icalproperty *p = first(event, ICAL_RDATE_PROPERTY); p && !look->overflow;
       p = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
    struct icaldatetimeperiodtype value = icalproperty_get_rdate(p);
    struct icaltimetype t = icaltime_is_null_time(value.time) ? value.period.start : value.time;
    if (!is_sane(t)) continue;
    g_autoptr(GTimeZone) zone = zone_named(tzid_of(p));
    gint64 at = moment_in(t, zone), wall = wall_of_moment(span->zone, at);
    if (!is_excepted(except, wall, at)) add(look, at, end_of(span, wall, at));
  }
}

static void expand(struct look *look, icalcomponent *event, const struct span *span) {
  struct except except = {g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                          g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)};
  icalproperty *rule = first(event, ICAL_RRULE_PROPERTY);
  gint64 wall = wall_of(span->start), at = moment_in(span->start, span->zone);
  if (!first(event, ICAL_RECURRENCEID_PROPERTY)) except_fill(&except, look, event);
  if (rule)
    expand_rule(look, rule, span, &except);
  else if (!is_excepted(&except, wall, at))
    add(look, at, end_of(span, wall, at));
  expand_dates(look, event, span, &except);
  g_hash_table_unref(except.moments);
  g_hash_table_unref(except.days);
}

/* -- the whole -------------------------------------------------------------------------------------------------------
 */

static gboolean read_event(struct look *look, icalcomponent *event) {
  struct span span;
  if (!takes_time(event, look->owner)) return TRUE;
  if (!span_of(event, &span)) return FALSE;
  expand(look, event, &span);
  g_time_zone_unref(span.zone);
  return !look->overflow;
}

gboolean busy_read(const char *text, gsize length, const char *owner, gint64 from, gint64 to, GArray *busy) {
  icalcomponent *calendar = parse(text, length);
  if (!calendar) return FALSE;
  struct look look = {.calendar = calendar, .owner = owner, .from = from, .to = to, .busy = busy};
  gboolean ok = TRUE;
  icalcompiter i = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
  for (icalcomponent *c = icalcompiter_deref(&i); ok && c; c = icalcompiter_next(&i)) ok = read_event(&look, c);
  icalcomponent_free(calendar);
  return ok;
}

static icalcomponent *event_of(icalcomponent *calendar, const char *uid) {
  icalcompiter i = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
  for (icalcomponent *c = icalcompiter_deref(&i); c; c = icalcompiter_next(&i))
    if (g_ascii_strcasecmp(uid_of(c), uid) == 0 && !first(c, ICAL_RECURRENCEID_PROPERTY)) return c;
  return NULL;
}

gboolean busy_find(const char *text, gsize length, const char *uid, struct busy_event *event) {
  icalcomponent *calendar = parse(text, length), *found = calendar ? event_of(calendar, uid) : NULL;
  struct span span;
  gboolean ok = found && span_of(found, &span);
  if (ok) {
    gint64 start = moment_in(span.start, span.zone);
    *event = (struct busy_event){start, end_of(&span, wall_of(span.start), start), is_cancelled(found)};
    g_time_zone_unref(span.zone);
  }
  if (calendar) icalcomponent_free(calendar);
  return ok;
}

static void replace(icalcomponent *event, icalproperty_kind kind, icalproperty *with) {
  for (icalproperty *p = first(event, kind); p; p = first(event, kind)) {
    icalcomponent_remove_property(event, p);
    icalproperty_free(p);
  }
  if (with) icalcomponent_add_property(event, with);
}

static struct icaltimetype utc(gint64 at) {
  return icaltime_from_timet_with_zone((time_t)at, 0, icaltimezone_get_utc_timezone());
}

char *busy_moved(const char *text, gsize length, const struct busy_move *move) {
  icalcomponent *calendar = parse(text, length), *event = calendar ? event_of(calendar, move->uid) : NULL;
  char *out = NULL;
  if (event) {
    replace(event, ICAL_DTSTART_PROPERTY, icalproperty_new_dtstart(utc(move->start)));
    replace(event, ICAL_DTEND_PROPERTY, icalproperty_new_dtend(utc(move->end)));
    replace(event, ICAL_DURATION_PROPERTY, NULL);
    replace(event, ICAL_SEQUENCE_PROPERTY, icalproperty_new_sequence(move->sequence));
    replace(event, ICAL_DTSTAMP_PROPERTY, icalproperty_new_dtstamp(utc(move->stamp)));
    replace(event, ICAL_SUMMARY_PROPERTY, icalproperty_new_summary(move->summary));
    char *whole = icalcomponent_as_ical_string_r(calendar);
    out = g_strdup(whole); /* libical's allocator need not be GLib's */
    icalmemory_free_buffer(whole);
  }
  if (calendar) icalcomponent_free(calendar);
  return out;
}
