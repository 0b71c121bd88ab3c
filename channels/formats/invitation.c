#include "channels/formats/invitation.h"

#include "channels/formats/address.h"
#include "channels/formats/calendar_zone.h"

#include <libical/ical.h>
#include <string.h>

/* Replies are a few kilobytes; some carry the whole description back. Nesting is bounded because libical frees a tree
 * by recursion: a file of nothing but BEGIN lines would run it out of stack. */
enum { TEXT_MOST = 1 << 20, DEPTH_MOST = 8, CALENDARS_MOST = 16 };

/* --- the text, before libical sees it --- */

/* NULs are dropped: to libical the rest would not exist, while another reader sees it. Any line end is one LF, also
 * where a gateway doubled them; no empty line is left, of which there are none in iCalendar. */
static char *bounded_text(const char *text, gsize length) {
  GString *out = g_string_sized_new(MIN(length, TEXT_MOST));
  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) text += 3, length -= 3;
  for (gsize i = 0; i < length && i < TEXT_MOST; i++) {
    char c = text[i] == '\r' ? '\n' : text[i];
    gboolean again = c == '\n' && (out->len == 0 || out->str[out->len - 1] == '\n');
    if (c && !again) g_string_append_c(out, c);
  }
  return g_string_free(out, FALSE);
}

static gboolean starts_with(const char *line, const char *word) {
  return g_ascii_strncasecmp(line, word, strlen(word)) == 0;
}

static const char *next_line(const char *line) {
  const char *end = strchr(line, '\n');
  return end ? end + 1 : line + strlen(line);
}

static gboolean is_property(const char *line, const char *name) {
  char after = starts_with(line, name) ? line[strlen(name)] : 'x';
  return !g_ascii_isalnum(after) && after != '-';
}

/* What stands around the object (a mailing list's footer, a scanner's banner) is cut off; `text` is changed. NULL when
 * there is no object. */
static char *object_in(char *text) {
  char *first = NULL, *end = NULL;
  for (const char *line = text; *line; line = next_line(line)) {
    if (!first && starts_with(line, "BEGIN:VCALENDAR")) first = text + (line - text);
    if (first && starts_with(line, "END:VCALENDAR")) end = text + (next_line(line) - text);
  }
  if (end) *end = '\0';
  return first;
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

static gboolean is_answer(const char *method) {
  return g_str_equal(method, "REPLY") || g_str_equal(method, "COUNTER") || g_str_equal(method, "REFRESH");
}

/* Does a text that libical could not read say that it is an answer, wherever the word stands? Then a person must see
 * it. */
static gboolean claims_answer(const char *text) {
  static const char *const claims[] = {"METHOD:REPLY", "METHOD:COUNTER", "METHOD:REFRESH"};
  g_autofree char *upper = g_ascii_strup(text, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(claims); i++)
    if (strstr(upper, claims[i])) return TRUE;
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

/* --- the attendee --- */

/* The value of a parameter by its text: libical's own getter turns a lower-case value into X-. */
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
  return g_strstrip(text);
}

/* Said twice it says nothing; the table of what an answer may be has no such word. */
static char *partstat_of(icalproperty *attendee) {
  if (icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER) &&
      icalproperty_get_next_parameter(attendee, ICAL_PARTSTAT_PARAMETER))
    return g_strdup("");
  g_autofree char *text = parameter_text(attendee, ICAL_PARTSTAT_PARAMETER);
  return *text ? g_ascii_strup(text, -1) : g_strdup("NEEDS-ACTION"); /* RFC 5545 section 3.2.12: the default */
}

/* Without the marks that some put around an address; `text` is changed. */
static char *unquoted(char *text) {
  char *bare = g_strstrip(text);
  for (gsize size = strlen(bare); size > 1 && strchr("\"'", bare[0]) && bare[size - 1] == bare[0];
       size = strlen(bare)) {
    bare[size - 1] = '\0';
    bare = g_strstrip(bare + 1);
  }
  return bare;
}

/* "mailto:" in any case, with blanks, in marks or before them, or once too often. Behind it stands a URI, of which the
 * percent signs are not meant (RFC 6068 section 2). */
static gboolean read_address(const char *text, char out[ADDRESS_SIZE]) {
  g_autofree char *copy = g_strdup(text);
  char *bare = unquoted(copy);
  gboolean uri = starts_with(bare, "mailto:");
  while (starts_with(bare, "mailto:")) bare = unquoted(bare + strlen("mailto:"));
  bare[strcspn(bare, "?")] = '\0';
  g_autofree char *plain = uri && strchr(bare, '%') ? g_uri_unescape_string(bare, NULL) : NULL;
  return address_normalise(plain ? plain : bare, out) == ADDRESS_OK;
}

/* The calendar address, or the EMAIL parameter where the address is an Exchange or urn: name (RFC 7986 section 6.2). */
static char *address_of(icalproperty *attendee) {
  char out[ADDRESS_SIZE] = "";
  g_autofree char *value = clean_copy(icalproperty_get_attendee(attendee));
  if (read_address(value, out)) return g_strdup(out);
  g_autofree char *email = parameter_text(attendee, ICAL_EMAIL_PARAMETER);
  return g_strdup(read_address(email, out) ? out : "");
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

static char *organizer_of(icalcomponent *event) {
  icalproperty *property = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
  char out[ADDRESS_SIZE] = "";
  g_autofree char *value = clean_copy(property ? icalproperty_get_organizer(property) : "");
  return g_strdup(read_address(value, out) ? out : "");
}

static gboolean is_same(const char *address, const char *other) {
  return other && *other && g_ascii_strcasecmp(address, other) == 0;
}

/* RFC 5546 section 3.2.3 has one attendee in a reply; some clients send the whole list back, the organizer's own yes
 * with it. Then it is the sender's own line, else the only one that answers, the organizer's left aside. NULL = can't
 * be told. The organizer is looked for first: libical has one place for where it is in a component. */
static icalproperty *answering_attendee(icalcomponent *event, const char *sender) {
  g_autofree char *organizer = organizer_of(event);
  icalproperty *first = NULL, *answered = NULL, *own = NULL;
  int all = 0, answers = 0, owns = 0;
  for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
    if (all++ == 0) first = p;
    g_autofree char *partstat = partstat_of(p), *address = address_of(p);
    if (g_str_equal(partstat, "NEEDS-ACTION")) continue;
    if (is_same(address, sender)) own = p, owns++;
    if (!is_same(address, organizer)) answered = p, answers++;
  }
  if (all == 1) return first;
  if (owns) return owns == 1 ? own : NULL;
  return answers == 1 ? answered : NULL;
}

/* --- the event --- */

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

static gint64 end_of(icalcomponent *event, gint64 start) {
  gint64 end = calendar_zone_utc(event, ICAL_DTEND_PROPERTY);
  icalproperty *duration = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
  if (end || !duration || !start) return MAX(end, start);
  int seconds = icaldurationtype_as_int(icalproperty_get_duration(duration));
  return start + CLAMP(seconds, 0, 7 * 24 * 3600);
}

static gboolean is_partial(icalcomponent *event) {
  return icalcomponent_isa(event) == ICAL_VTODO_COMPONENT ||
         icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
}

static void read_event(icalcomponent *event, const struct invitation_hint *hint, struct invitation_reply *reply) {
  icalproperty *uid = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);
  icalproperty *sequence = icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);
  if (uid) set_string(&reply->uid, clean_copy(icalproperty_get_uid(uid)));
  if (sequence) reply->sequence = MAX(-1, icalproperty_get_sequence(sequence));
  reply->stamp = stamp_of(event);
  reply->partial = is_partial(event);
  set_string(&reply->comment, comment_of(event));
  set_string(&reply->summary, clean_copy(icalcomponent_get_summary(event)));
  if (g_str_equal(reply->method, "COUNTER") && !(hint && hint->untimed)) {
    reply->start = calendar_zone_utc(event, ICAL_DTSTART_PROPERTY);
    reply->end = end_of(event, reply->start);
  }
  icalproperty *attendee = answering_attendee(event, hint ? hint->sender : NULL);
  if (!attendee) return;
  set_string(&reply->attendee, address_of(attendee));
  set_string(&reply->partstat, partstat_of(attendee));
  set_string(&reply->name, parameter_text(attendee, ICAL_CN_PARAMETER));
  if (!*reply->comment) set_string(&reply->comment, response_comment(attendee));
}

/* --- is it plain? --- */

/* What an attendee may say of himself; DELEGATED brings in somebody else, which a person must judge. The last two are
 * said of a to-do only (RFC 5545 section 3.2.12). */
static gboolean is_plain_answer(icalcomponent *event, const char *partstat) {
  static const char *const answers[] = {"ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION", "COMPLETED", "IN-PROCESS"};
  size_t count = icalcomponent_isa(event) == ICAL_VTODO_COMPONENT ? G_N_ELEMENTS(answers) : G_N_ELEMENTS(answers) - 2;
  for (size_t i = 0; i < count; i++)
    if (g_str_equal(answers[i], partstat)) return TRUE;
  return FALSE;
}

/* RFC 5546 section 3.6: 2.x is well, 3.x and up say that the attendee's side could not do it. */
static gboolean has_trouble(icalcomponent *event) {
  for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_REQUESTSTATUS_PROPERTY); p;
       p = icalcomponent_get_next_property(event, ICAL_REQUESTSTATUS_PROPERTY)) {
    struct icalreqstattype status = icalproperty_get_requeststatus(p);
    if (icalenum_reqstat_major(status.code) >= 3) return TRUE;
  }
  return FALSE;
}

static gboolean is_delegate(icalproperty *attendee) {
  return icalproperty_get_first_parameter(attendee, ICAL_DELEGATEDFROM_PARAMETER) != NULL ||
         icalproperty_get_first_parameter(attendee, ICAL_DELEGATEDTO_PARAMETER) != NULL;
}

static gboolean is_event(icalcomponent *component) {
  return icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT || icalcomponent_isa(component) == ICAL_VTODO_COMPONENT;
}

static icalcomponent *next_event(icalcomponent *calendar, icalcomponent *after) {
  icalcomponent *one = after ? icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)
                             : icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
  while (one && !is_event(one)) one = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT);
  return one;
}

/* A reply about several moments of one series counts only when all say the same of the same. */
static gboolean says_one_thing(icalcomponent *calendar, const char *sender, struct invitation_reply *reply) {
  for (icalcomponent *event = next_event(calendar, NULL); event; event = next_event(calendar, event)) {
    icalproperty *attendee = answering_attendee(event, sender);
    icalproperty *uid = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);
    g_autofree char *partstat = attendee ? partstat_of(attendee) : g_strdup("");
    g_autofree char *name = clean_copy(uid ? icalproperty_get_uid(uid) : "");
    if (!g_str_equal(partstat, reply->partstat) || !g_str_equal(name, reply->uid)) return FALSE;
    reply->partial = reply->partial || is_partial(event);
    if (!attendee || is_delegate(attendee) || has_trouble(event) || !is_plain_answer(event, partstat)) return FALSE;
  }
  return TRUE;
}

/* --- the method --- */

/* By its text, for the same reason as parameters: "reply", "REPLY " and the like are no method to libical. */
static char *method_in(icalcomponent *component) {
  icalproperty *property = icalcomponent_get_first_property(component, ICAL_METHOD_PROPERTY);
  char *value = property ? icalproperty_get_value_as_string_r(property) : NULL;
  g_autofree char *text = clean_copy(value);
  if (value) icalmemory_free_buffer(value);
  return g_ascii_strup(text, -1);
}

/* Of the object, else of an event in it, where some put it, else of the part it came in. */
static char *method_of(icalcomponent *calendar, const char *said) {
  char *method = method_in(calendar);
  for (icalcomponent *event = next_event(calendar, NULL); event && !*method; event = next_event(calendar, event))
    set_string(&method, method_in(event));
  if (!*method) set_string(&method, g_ascii_strup(said, -1));
  return method;
}

static void read_calendar(icalcomponent *calendar, const struct invitation_hint *hint, struct invitation_reply *reply) {
  const char *said = hint && hint->method ? hint->method : "", *sender = hint ? hint->sender : NULL;
  g_autofree char *upper = g_ascii_strup(said, -1);
  set_string(&reply->method, method_of(calendar, said));
  icalcomponent *event = next_event(calendar, NULL);
  gboolean busy = icalcomponent_get_first_component(calendar, ICAL_VFREEBUSY_COMPONENT) != NULL;
  reply->answer = INVITATION_FOREIGN;
  if (!is_answer(reply->method) && !is_answer(upper)) return;
  if (!event) {
    reply->answer = busy ? INVITATION_FOREIGN : INVITATION_QUESTION;
    return;
  }
  read_event(event, hint, reply);
  gboolean plain =
      g_str_equal(reply->method, "REPLY") && *reply->uid && *reply->attendee && says_one_thing(calendar, sender, reply);
  reply->answer = plain ? INVITATION_REPLY : INVITATION_QUESTION;
}

/* --- one text --- */

static struct invitation_reply nothing(void) {
  return (struct invitation_reply){.sequence = -1,
                                   .method = g_strdup(""),
                                   .uid = g_strdup(""),
                                   .attendee = g_strdup(""),
                                   .partstat = g_strdup(""),
                                   .comment = g_strdup(""),
                                   .name = g_strdup(""),
                                   .summary = g_strdup("")};
}

static gboolean is_answered(const struct invitation_reply *reply) {
  return reply->answer == INVITATION_REPLY || reply->answer == INVITATION_QUESTION;
}

/* Two objects in one part: the first that answers counts, unless another says something else. */
static void merge(struct invitation_reply *reply, struct invitation_reply *other) {
  if (!is_answered(reply)) {
    struct invitation_reply old = *reply;
    *reply = *other;
    *other = old;
  } else if (is_answered(other) &&
             (!g_str_equal(reply->uid, other->uid) || !g_str_equal(reply->partstat, other->partstat))) {
    reply->answer = INVITATION_QUESTION;
  }
  invitation_reply_clear(other);
}

static void read_root(icalcomponent *root, const struct invitation_hint *hint, struct invitation_reply *reply) {
  if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
    read_calendar(root, hint, reply);
    return;
  }
  int count = 0;
  for (icalcomponent *c = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
       c && count < CALENDARS_MOST; c = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT), count++) {
    struct invitation_reply one = nothing();
    struct invitation_hint known = hint ? *hint : (struct invitation_hint){.untimed = FALSE};
    known.untimed = known.untimed || is_answered(reply);
    read_calendar(c, &known, &one);
    merge(reply, &one);
  }
}

void invitation_read(const char *text, gsize length, const struct invitation_hint *hint,
                     struct invitation_reply *reply) {
  *reply = nothing();
  g_autofree char *copy = bounded_text(text, length);
  const char *object = object_in(copy);
  icalcomponent *root = object && is_parsable(object) ? icalparser_parse_string(object) : NULL;
  if (root) read_root(root, hint, reply);
  if (reply->answer == INVITATION_NONE && claims_answer(copy)) reply->answer = INVITATION_QUESTION;
  if (root) icalcomponent_free(root);
}

void invitation_reply_clear(struct invitation_reply *reply) {
  g_clear_pointer(&reply->method, g_free);
  g_clear_pointer(&reply->uid, g_free);
  g_clear_pointer(&reply->attendee, g_free);
  g_clear_pointer(&reply->partstat, g_free);
  g_clear_pointer(&reply->comment, g_free);
  g_clear_pointer(&reply->name, g_free);
  g_clear_pointer(&reply->summary, g_free);
}
