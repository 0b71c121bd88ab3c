#include "channels/formats/invitation.h"

#include <libical/ical.h>
#include <string.h>

static const char zone_name[] = "Europe/Amsterdam";

static gboolean is_clean(const char *text, gboolean lines, const char *what, GError **error) {
  const char *bad = g_utf8_validate(text, -1, NULL) ? NULL : text;
  for (const char *p = text; !bad && *p; p++)
    if (((unsigned char)*p < ' ' && !(lines && strchr("\n\r\t", *p))) || *p == 0x7f) bad = p;
  if (bad)
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT,
                "the %s of an invitation holds a control character or is not UTF-8", what);
  return !bad;
}

static gboolean is_writable(const struct channel_invitation *in, GError **error) {
  return is_clean(in->uid, FALSE, "uid", error) && is_clean(in->summary, TRUE, "summary", error) &&
         is_clean(in->location, TRUE, "location", error) && is_clean(in->description, TRUE, "description", error) &&
         is_clean(in->organizer_name, FALSE, "organizer's name", error) &&
         is_clean(in->organizer_address, FALSE, "organizer's address", error) &&
         is_clean(in->sent_by ? in->sent_by : "", FALSE, "sender's address", error) &&
         is_clean(in->attendee_name, FALSE, "attendee's name", error) &&
         is_clean(in->attendee_address, FALSE, "attendee's address", error);
}

/* Line ends of any sort become LF, which libical writes as \n. */
static char *text_value(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    if (*p == '\r' && p[1] == '\n') continue;
    g_string_append_c(out, *p == '\r' ? '\n' : *p);
  }
  return g_string_free(out, FALSE);
}

/* RFC 5545 section 3.1: a quoted parameter can't hold a quotation mark; RFC 6868's ^' is unknown to Outlook. */
static icalparameter *cn_parameter(const char *name) {
  g_autofree char *quoted = g_strdelimit(g_strdup(name), "\"", '\'');
  return icalparameter_new_cn(quoted);
}

static char *mailto(const char *address) {
  return g_strconcat("mailto:", address, NULL);
}

static icalproperty *organizer_property(const struct channel_invitation *in) {
  g_autofree char *address = mailto(in->organizer_address);
  icalproperty *property = icalproperty_new_organizer(address);
  if (*in->organizer_name) icalproperty_add_parameter(property, cn_parameter(in->organizer_name));
  if (in->sent_by && *in->sent_by) {
    g_autofree char *sender = mailto(in->sent_by);
    icalproperty_add_parameter(property, icalparameter_new_sentby(sender));
  }
  return property;
}

static icalproperty *attendee_property(const struct channel_invitation *in) {
  g_autofree char *address = mailto(in->attendee_address);
  icalproperty *property = icalproperty_new_attendee(address);
  if (*in->attendee_name) icalproperty_add_parameter(property, cn_parameter(in->attendee_name));
  icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
  icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  if (in->method == CHANNEL_CANCEL) return property;
  icalproperty_add_parameter(property, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
  icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
  return property;
}

static struct icaltimetype utc_time(gint64 at) {
  return icaltime_from_timet_with_zone((time_t)at, 0, icaltimezone_get_utc_timezone());
}

static icalproperty *with_zone(icalproperty *property) {
  icalproperty_add_parameter(property, icalparameter_new_tzid(zone_name));
  return property;
}

static struct icaltimetype local_time(gint64 at, icaltimezone *zone) {
  return icaltime_convert_to_zone(utc_time(at), zone);
}

/* libical's own component goes back to 1835 and calls itself after its former home: cut it to the day before the start,
 * and give it the name that every calendar knows. */
static icalcomponent *zone_component(gint64 start, icaltimezone *zone) {
  icalcomponent *component = icalcomponent_new_clone(icaltimezone_get_component(zone));
  icalproperty *tzid = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY);
  if (tzid) icalproperty_set_tzid(tzid, zone_name);
  icaltimezone_truncate_vtimezone(component, utc_time(start - 24 * 60 * 60), icaltime_null_time(), 1);
  return component;
}

static void add_text(icalcomponent *event, icalproperty *(*make)(const char *), const char *text) {
  if (!*text) return;
  g_autofree char *value = text_value(text);
  icalcomponent_add_property(event, make(value));
}

static icalcomponent *event_component(const struct channel_invitation *in, icaltimezone *zone) {
  icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  icalcomponent_add_property(event, icalproperty_new_uid(in->uid));
  icalcomponent_add_property(event, icalproperty_new_dtstamp(utc_time(in->stamp)));
  icalcomponent_add_property(event, icalproperty_new_sequence(in->sequence));
  icalcomponent_add_property(event, with_zone(icalproperty_new_dtstart(local_time(in->start, zone))));
  icalcomponent_add_property(event, with_zone(icalproperty_new_dtend(local_time(in->end, zone))));
  add_text(event, icalproperty_new_summary, in->summary);
  add_text(event, icalproperty_new_location, in->location);
  add_text(event, icalproperty_new_description, in->description);
  icalcomponent_add_property(event, organizer_property(in));
  icalcomponent_add_property(event, attendee_property(in));
  icalcomponent_add_property(
      event, icalproperty_new_status(in->method == CHANNEL_CANCEL ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  if (in->method == CHANNEL_REQUEST) icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
  return event;
}

static icalcomponent *calendar_component(const struct channel_invitation *in, icaltimezone *zone) {
  icalcomponent *calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
  icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Waakvlam//Waakvlam//NL"));
  icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
  icalcomponent_add_property(
      calendar, icalproperty_new_method(in->method == CHANNEL_CANCEL ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST));
  icalcomponent_add_component(calendar, zone_component(in->start, zone));
  icalcomponent_add_component(calendar, event_component(in, zone));
  return calendar;
}

char *invitation_write(const struct channel_invitation *invitation, GError **error) {
  if (!is_writable(invitation, error)) return NULL;
  icaltimezone *zone = icaltimezone_get_builtin_timezone(zone_name);
  if (!zone || !icaltimezone_get_component(zone)) {
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "the time zone %s is missing: install tzdata", zone_name);
    return NULL;
  }
  icalcomponent *calendar = calendar_component(invitation, zone);
  char *text = icalcomponent_as_ical_string_r(calendar);
  char *own = g_strdup(text); /* libical's allocator need not be GLib's */
  icalmemory_free_buffer(text);
  icalcomponent_free(calendar);
  return own;
}
