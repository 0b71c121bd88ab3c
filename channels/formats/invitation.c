#include "channels/formats/invitation.h"

#include "channels/formats/address.h"

#include <libical/ical.h>
#include <string.h>

static const char zone_name[] = "Europe/Amsterdam";

/* Replies are a few kilobytes; some carry the whole description back. Nesting is bounded because libical frees a tree
 * by recursion: a file of nothing but BEGIN lines would run it out of stack. */
enum { TEXT_MOST = 1 << 20, DEPTH_MOST = 8 };

/* --- out --- */

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

/* --- in --- */

/* What RFC 5546 lets an attendee say by himself; DELEGATED brings in somebody else, which a person must judge. */
static const char *const plain_answers[] = {"ACCEPTED",     "DECLINED",  "TENTATIVE",
                                            "NEEDS-ACTION", "COMPLETED", "IN-PROCESS"};

static gboolean is_plain_answer(const char *partstat) {
  for (size_t i = 0; i < G_N_ELEMENTS(plain_answers); i++)
    if (g_str_equal(plain_answers[i], partstat)) return TRUE;
  return FALSE;
}

/* NULs are dropped: to libical the rest would not exist, while another reader sees it. */
static char *bounded_text(const char *text, gsize length) {
  GString *out = g_string_sized_new(MIN(length, TEXT_MOST));
  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) text += 3, length -= 3;
  for (gsize i = 0; i < length && i < TEXT_MOST; i++)
    if (text[i]) g_string_append_c(out, text[i]);
  return g_string_free(out, FALSE);
}

static gboolean starts_with(const char *line, const char *word) {
  return g_ascii_strncasecmp(line, word, strlen(word)) == 0;
}

static const char *next_line(const char *line) {
  const char *end = strpbrk(line, "\r\n");
  return end ? end + 1 : line + strlen(line);
}

static gboolean is_property(const char *line, const char *name) {
  char after = starts_with(line, name) ? line[strlen(name)] : 'x';
  return !g_ascii_isalnum(after) && after != '-';
}

/* Not too deep, and no END before a BEGIN, of which libical complains on standard error. */
static gboolean is_parsable(const char *text) {
  int depth = 0;
  for (const char *line = text; *line; line = next_line(line)) {
    while (*line == ' ' || *line == '\t') line++; /* libical forgives blanks before a name */
    if (is_property(line, "BEGIN") && ++depth > DEPTH_MOST) return FALSE;
    if (is_property(line, "END") && --depth < 0) return FALSE;
  }
  return TRUE;
}

/* Does a text that libical could not read say that it is an answer? Then a person must see it. */
static gboolean claims_answer(const char *text) {
  for (const char *line = text; *line; line = next_line(line))
    if (starts_with(line, "METHOD:REPLY") || starts_with(line, "METHOD:COUNTER") || starts_with(line, "METHOD:REFRESH"))
      return TRUE;
  return FALSE;
}

static char *clean_copy(const char *text) {
  char *copy = g_utf8_make_valid(text ? text : "", -1);
  return g_strstrip(copy);
}

static void set_string(char **field, char *value) {
  g_free(*field);
  *field = value;
}

/* The value of a parameter in upper case, by its text: libical's own getter turns a lower-case value into X-. */
static char *parameter_text(icalproperty *property, icalparameter_kind kind) {
  icalparameter *parameter = icalproperty_get_first_parameter(property, kind);
  if (!parameter) return g_strdup("");
  char *whole = icalparameter_as_ical_string_r(parameter);
  const char *value = whole ? strchr(whole, '=') : NULL;
  char *text = clean_copy(value ? value + 1 : "");
  if (whole) icalmemory_free_buffer(whole);
  gsize size = strlen(text);
  if (size >= 2 && text[0] == '"' && text[size - 1] == '"') {
    text[size - 1] = '\0';
    memmove(text, text + 1, size - 1);
  }
  return text;
}

static char *partstat_of(icalproperty *attendee) {
  g_autofree char *text = parameter_text(attendee, ICAL_PARTSTAT_PARAMETER);
  return *text ? g_ascii_strup(text, -1) : g_strdup("NEEDS-ACTION"); /* RFC 5545 section 3.2.12: the default */
}

/* The calendar address, or the EMAIL parameter where the address is an Exchange or urn: name (RFC 7986 section 6.2). */
static char *address_of(icalproperty *attendee) {
  char out[ADDRESS_SIZE] = "";
  g_autofree char *value = clean_copy(icalproperty_get_attendee(attendee));
  if (address_normalise(value, out) == ADDRESS_OK) return g_strdup(out);
  g_autofree char *email = parameter_text(attendee, ICAL_EMAIL_PARAMETER);
  return g_strdup(address_normalise(email, out) == ADDRESS_OK ? out : "");
}

/* Google and CalDAV servers put the words into a parameter of the attendee. */
static char *response_comment(icalproperty *attendee) {
  for (icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_X_PARAMETER); p;
       p = icalproperty_get_next_parameter(attendee, ICAL_X_PARAMETER)) {
    const char *name = icalparameter_get_xname(p);
    if (name && g_str_has_suffix(name, "RESPONSE-COMMENT")) return clean_copy(icalparameter_get_xvalue(p));
  }
  return g_strdup("");
}

/* RFC 5546 section 3.2.3 has one attendee in a reply; some clients send the whole list back. Then the answer is that of
 * the only one who gave one. NULL = can't be told. */
static icalproperty *answering_attendee(icalcomponent *event) {
  icalproperty *first = NULL, *answered = NULL;
  int all = 0, answers = 0;
  for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
    g_autofree char *partstat = partstat_of(p);
    if (all++ == 0) first = p;
    if (!g_str_equal(partstat, "NEEDS-ACTION")) answered = p, answers++;
  }
  if (all == 1) return first;
  return answers == 1 ? answered : NULL;
}

static gint64 stamp_of(icalcomponent *event) {
  icalproperty *property = icalcomponent_get_first_property(event, ICAL_DTSTAMP_PROPERTY);
  if (!property) return 0;
  struct icaltimetype at = icalproperty_get_dtstamp(property);
  if (icaltime_is_null_time(at) || at.year < 1970 || at.year > 2199 || at.is_date) return 0;
  return MAX(0, (gint64)icaltime_as_timet_with_zone(at, icaltimezone_get_utc_timezone()));
}

static char *comment_of(icalcomponent *event) {
  GString *all = g_string_new(NULL);
  for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_COMMENT_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_COMMENT_PROPERTY)) {
    g_autofree char *text = clean_copy(icalproperty_get_comment(p));
    if (*text && all->len) g_string_append_c(all, '\n');
    g_string_append(all, text);
  }
  return g_string_free(all, FALSE);
}

static void read_event(icalcomponent *event, struct invitation_reply *reply) {
  icalproperty *uid = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);
  icalproperty *sequence = icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);
  if (uid) set_string(&reply->uid, clean_copy(icalproperty_get_uid(uid)));
  if (sequence) reply->sequence = MAX(-1, icalproperty_get_sequence(sequence));
  reply->stamp = stamp_of(event);
  set_string(&reply->comment, comment_of(event));
  icalproperty *attendee = answering_attendee(event);
  if (!attendee) return;
  set_string(&reply->attendee, address_of(attendee));
  set_string(&reply->partstat, partstat_of(attendee));
  if (!*reply->comment) set_string(&reply->comment, response_comment(attendee));
}

/* A reply about several moments of one series counts only when all say the same. */
static gboolean says_one_thing(icalcomponent *calendar, const struct invitation_reply *reply) {
  for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    icalproperty *attendee = answering_attendee(event);
    icalproperty *uid = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);
    g_autofree char *partstat = attendee ? partstat_of(attendee) : g_strdup("");
    g_autofree char *name = clean_copy(uid ? icalproperty_get_uid(uid) : "");
    if (!g_str_equal(partstat, reply->partstat) || !g_str_equal(name, reply->uid)) return FALSE;
  }
  return TRUE;
}

static void read_calendar(icalcomponent *calendar, struct invitation_reply *reply) {
  icalproperty_method method = icalcomponent_get_method(calendar);
  if (method != ICAL_METHOD_REPLY && method != ICAL_METHOD_COUNTER && method != ICAL_METHOD_REFRESH) return;
  icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  if (!event) {
    gboolean other = icalcomponent_get_first_component(calendar, ICAL_VFREEBUSY_COMPONENT) != NULL;
    reply->answer = other ? INVITATION_NONE : INVITATION_QUESTION;
    return;
  }
  read_event(event, reply);
  gboolean plain =
      method == ICAL_METHOD_REPLY && *reply->uid && is_plain_answer(reply->partstat) && says_one_thing(calendar, reply);
  reply->answer = plain ? INVITATION_REPLY : INVITATION_QUESTION;
}

static icalcomponent *calendar_in(icalcomponent *root) {
  if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) return root;
  return icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
}

void invitation_read(const char *text, gsize length, struct invitation_reply *reply) {
  *reply = (struct invitation_reply){
      .sequence = -1, .uid = g_strdup(""), .attendee = g_strdup(""), .partstat = g_strdup(""), .comment = g_strdup("")};
  g_autofree char *copy = bounded_text(text, length);
  icalcomponent *root = is_parsable(copy) ? icalparser_parse_string(copy) : NULL;
  icalcomponent *calendar = root ? calendar_in(root) : NULL;
  if (calendar)
    read_calendar(calendar, reply);
  else if (claims_answer(copy))
    reply->answer = INVITATION_QUESTION;
  if (root) icalcomponent_free(root);
}

void invitation_reply_clear(struct invitation_reply *reply) {
  g_clear_pointer(&reply->uid, g_free);
  g_clear_pointer(&reply->attendee, g_free);
  g_clear_pointer(&reply->partstat, g_free);
  g_clear_pointer(&reply->comment, g_free);
}
