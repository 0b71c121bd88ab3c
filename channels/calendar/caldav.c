/* Appointments in a calendar on a CalDAV server (RFC 4791), and the hours that are free in it.
 *
 * An appointment is KEY.ics, KEY being the step's: a second PUT is no second appointment. It is made with
 * If-None-Match: * and changed with If-Match, and never otherwise: a status tells nothing (Radicale says 201 to an
 * overwrite, too). Free hours come by calendar-query and are worked out here: not every server can do
 * free-busy-query. */
#include "channels/calendar/caldav_find.h"
#include "channels/formats/appointment.h"
#include "channels/formats/busy.h"
#include "channels/formats/dav.h"
#include "channels/options.h"
#include "channels/registry.h"

#include <string.h>

struct caldav {
  struct caldav_door door;
  char *url, *wanted, *password, *token;
  GHashTable *found; /* owner → address of their calendar */
};

static const struct channel_option options[] = {
    {"url", NULL, FALSE, "the calendar's address, or the server's; {address} stands for its owner's e-mail address"},
    {"user", NULL, FALSE, "who signs in: the owner, or who may write in their calendar"},
    {"password", NULL, TRUE, "of that user, best one for this program alone"},
    {"calendar", "", FALSE, "which one, where the server has several: the last part of its address, or its name"},
    {"timeout", "20", FALSE, "seconds for one question, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

static void caldav_close(void *state) {
  struct caldav *caldav = state;
  http_free(caldav->door.http);
  g_hash_table_unref(caldav->found);
  g_free(caldav->door.authorization);
  g_free(caldav->url);
  g_free(caldav->wanted);
  g_free(caldav->password);
  g_free(caldav->token);
  g_free(caldav);
}

static gboolean is_address(const char *url, GError **error) {
  g_autofree char *sample = g_strdup(url);
  g_strdelimit(sample, "{}", '_');
  g_autoptr(GUri) uri = g_uri_parse(sample, G_URI_FLAGS_NONE, NULL);
  gboolean http = uri && (g_str_equal(g_uri_get_scheme(uri), "http") || g_str_equal(g_uri_get_scheme(uri), "https"));
  if (http && g_uri_get_host(uri) && !g_uri_get_userinfo(uri) && !g_uri_get_query(uri) && !g_uri_get_fragment(uri))
    return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING,
                      "url: must be an http or https address without user, query or fragment");
  return FALSE;
}

static void *caldav_open(channel_setting setting, void *user, GError **error) {
  const char *const required[] = {"url", "user", "password"};
  for (gsize i = 0; i < G_N_ELEMENTS(required); i++)
    if (!options_required(setting, user, required[i], error)) return NULL;
  int timeout = options_number(setting, user, "timeout", 1, 600, error);
  if (timeout < 0 || !is_address(options_text(setting, user, "url"), error)) return NULL;
  struct caldav *caldav = g_new0(struct caldav, 1);
  caldav->url = g_strdup(options_text(setting, user, "url"));
  caldav->wanted = g_strdup(options_text(setting, user, "calendar"));
  caldav->password = g_strdup(options_text(setting, user, "password"));
  g_autofree char *pair = g_strdup_printf("%s:%s", options_text(setting, user, "user"), caldav->password);
  caldav->token = g_base64_encode((const guchar *)pair, strlen(pair));
  caldav->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  caldav->door = (struct caldav_door){.http = http_new(), .timeout = timeout};
  caldav->door.authorization = g_strdup_printf("Authorization: Basic %s", caldav->token);
  caldav->door.secrets[0] = caldav->password;
  caldav->door.secrets[1] = caldav->token;
  return caldav;
}

/* -- where ----------------------------------------------------------------------------------------------------------
 */

/* Found once for each owner; a calendar that moves is found anew by the next run. */
static const char *calendar_of(struct caldav *caldav, const char *owner, GError **error) {
  const char *known = g_hash_table_lookup(caldav->found, owner);
  if (known) return known;
  g_autofree char *escaped = g_uri_escape_string(owner, "@", FALSE);
  g_autoptr(GString) url = g_string_new(caldav->url);
  g_string_replace(url, "{address}", escaped, 0);
  char *found = caldav_find(&caldav->door, url->str, caldav->wanted, error);
  if (found) g_hash_table_insert(caldav->found, g_strdup(owner), found);
  return found;
}

static char *object_of(struct caldav *caldav, const struct channel_message *message, struct channel_result *result) {
  g_autoptr(GError) error = NULL;
  const char *calendar = calendar_of(caldav, message->to, &error);
  if (!calendar) {
    channel_result_set(result, CHANNEL_LATER, "%s", error->message);
    return NULL;
  }
  g_autofree char *key = calendar_copy_key(message);
  return g_strdup_printf("%s%s.ics", calendar, key);
}

/* -- the four ways --------------------------------------------------------------------------------------------------
 */

static char *content_of(const struct channel_message *message, const char *whole, struct channel_result *result) {
  const struct channel_invitation *in = message->invitation;
  if (whole) {
    const struct busy_move move = {in->uid, in->summary, in->start, in->end, in->stamp, in->sequence};
    char *moved = busy_moved(whole, strlen(whole), &move);
    if (moved) return moved;
  }
  const struct appointment appointment = {in->uid,     in->sequence, in->start,       in->end, in->stamp,
                                          in->summary, in->location, in->description, FALSE};
  g_autoptr(GError) error = NULL;
  char *content = appointment_object(&appointment, &error);
  if (!content) channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
  return content;
}

/* A tag that is not in the answer, or a weak one, is no tag to rely on (RFC 9110 section 13.1.1). */
static char *tag_of(const struct http_answer *answer) {
  char *tag = http_answer_header(answer, "ETag");
  return tag && *tag == '"' ? tag : (g_free(tag), NULL);
}

static enum calendar_copy_word put(struct caldav *caldav, const struct channel_message *message,
                                   struct calendar_copy_event *event, const char *condition,
                                   struct channel_result *result) {
  g_autofree char *url = object_of(caldav, message, result);
  g_autofree char *content = url ? content_of(message, event->whole, result) : NULL;
  if (!content) return CALENDAR_COPY_FAILED;
  struct http_answer answer;
  caldav_find_ask(&caldav->door, "PUT", url, NULL, condition, content, &answer);
  enum calendar_copy_word word = calendar_copy_meaning(&answer, CALENDAR_COPY_FAILED, caldav->door.secrets, result);
  if (word == CALENDAR_COPY_DONE) {
    g_free(event->etag);
    event->etag = tag_of(&answer);
  }
  /* RFC 9110 has 201 and 204 for what is written; a guest network's welcome page has 200 and no tag */
  if (word == CALENDAR_COPY_DONE && answer.status == 200 && !event->etag) {
    channel_result_set(result, CHANNEL_LATER, "an answer that no calendar gives");
    word = CALENDAR_COPY_FAILED;
  }
  http_answer_clear(&answer);
  return word;
}

static enum calendar_copy_word caldav_create(void *state, const struct channel_message *message,
                                             struct calendar_copy_event *event, struct channel_result *result) {
  enum calendar_copy_word word = put(state, message, event, "If-None-Match: *", result);
  if (word != CALENDAR_COPY_GONE) return word;
  struct caldav *caldav = state;
  g_hash_table_remove(caldav->found, message->to);
  channel_result_set(result, CHANNEL_LATER, "there is no calendar at that address; see url");
  return CALENDAR_COPY_FAILED;
}

static enum calendar_copy_word caldav_update(void *state, const struct channel_message *message,
                                             struct calendar_copy_event *event, struct channel_result *result) {
  if (!event->etag) {
    channel_result_set(result, CHANNEL_NEVER, "the server gives no tags, so it can't be changed safely");
    return CALENDAR_COPY_FAILED;
  }
  g_autofree char *condition = g_strdup_printf("If-Match: %s", event->etag);
  return put(state, message, event, condition, result);
}

static enum calendar_copy_word caldav_read(void *state, const struct channel_message *message,
                                           struct calendar_copy_event *event, struct channel_result *result) {
  struct caldav *caldav = state;
  g_autofree char *url = object_of(caldav, message, result);
  if (!url) return CALENDAR_COPY_FAILED;
  struct http_answer answer;
  caldav_find_ask(&caldav->door, "GET", url, NULL, NULL, NULL, &answer);
  enum calendar_copy_word word = calendar_copy_meaning(&answer, CALENDAR_COPY_FAILED, caldav->door.secrets, result);
  struct busy_event seen = {0};
  if (word == CALENDAR_COPY_DONE && !busy_find(answer.body->str, answer.body->len, message->invitation->uid, &seen)) {
    channel_result_set(result, CHANNEL_NEVER, CALENDAR_COPY_CHANGED "; what stands there can't be read");
    word = CALENDAR_COPY_FAILED;
  } else if (word == CALENDAR_COPY_DONE) {
    *event = (struct calendar_copy_event){.start = seen.start, .end = seen.end, .cancelled = seen.cancelled};
    event->etag = tag_of(&answer);
    event->whole = g_strdup(answer.body->str);
  }
  http_answer_clear(&answer);
  return word;
}

static enum calendar_copy_word caldav_drop(void *state, const struct channel_message *message,
                                           const struct calendar_copy_event *event, struct channel_result *result) {
  struct caldav *caldav = state;
  g_autofree char *url = object_of(caldav, message, result);
  g_autofree char *condition = event->etag ? g_strdup_printf("If-Match: %s", event->etag) : NULL;
  if (!url) return CALENDAR_COPY_FAILED;
  struct http_answer answer;
  caldav_find_ask(&caldav->door, "DELETE", url, NULL, condition, NULL, &answer);
  enum calendar_copy_word word = calendar_copy_meaning(&answer, CALENDAR_COPY_FAILED, caldav->door.secrets, result);
  http_answer_clear(&answer);
  return word;
}

static const struct calendar_copy_ways ways = {
    .read = caldav_read, .create = caldav_create, .update = caldav_update, .drop = caldav_drop};

static void caldav_send(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_send(&ways, state, message, result);
}

static void caldav_look(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_look(&ways, state, message, result);
}

/* -- free hours -----------------------------------------------------------------------------------------------------
 */

static char *query_of(gint64 from, gint64 to) {
  g_autoptr(GDateTime) first = g_date_time_new_from_unix_utc(from);
  g_autoptr(GDateTime) last = g_date_time_new_from_unix_utc(to);
  g_autofree char *start = g_date_time_format(first, "%Y%m%dT%H%M%SZ");
  g_autofree char *end = g_date_time_format(last, "%Y%m%dT%H%M%SZ");
  return g_strdup_printf(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:prop><D:getetag/>"
      "<C:calendar-data/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">"
      "<C:time-range start=\"%s\" end=\"%s\"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>\n",
      start, end);
}

static gboolean read_busy(const struct http_answer *answer, const char *owner, gint64 from, gint64 to, GArray *busy,
                          GError **error) {
  g_autoptr(GPtrArray) all = dav_read(answer->body->str, answer->body->len, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct dav_resource *resource = all->pdata[i];
    if (!*resource->data || busy_read(resource->data, strlen(resource->data), owner, from, to, busy)) continue;
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "an event in the calendar can't be read");
    return FALSE;
  }
  return all != NULL;
}

static gboolean caldav_busy(void *state, const char *owner, gint64 from, gint64 to, GArray *busy, GError **error) {
  struct caldav *caldav = state;
  const char *calendar = calendar_of(caldav, owner, error);
  if (!calendar) return FALSE;
  g_autofree char *query = query_of(from, to);
  struct http_answer answer;
  caldav_find_ask(&caldav->door, "REPORT", calendar, "1", NULL, query, &answer);
  gboolean ok = answer.status == 207 && read_busy(&answer, owner, from, to, busy, error);
  if (answer.status != 207) {
    g_autofree char *said = calendar_copy_said(&answer, caldav->door.secrets);
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "the calendar does not tell: %s", said);
  }
  http_answer_clear(&answer);
  return ok;
}

/* With {address} in the url there are as many calendars as owners, and any of them may be wrong: then only that the
 * server is there and takes the password is looked at. */
static gboolean caldav_check(void *state, GError **error) {
  struct caldav *caldav = state;
  if (!strstr(caldav->url, "{address}")) return calendar_of(caldav, "", error) != NULL;
  g_autoptr(GUri) uri = g_uri_parse(caldav->url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *root = uri ? g_uri_join(G_URI_FLAGS_NONE, g_uri_get_scheme(uri), NULL, g_uri_get_host(uri),
                                           g_uri_get_port(uri), "/", NULL, NULL)
                              : g_strdup(caldav->url);
  struct http_answer answer;
  caldav_find_ask(&caldav->door, "OPTIONS", root, NULL, NULL, NULL, &answer);
  gboolean fine = answer.status / 100 == 2 || answer.status / 100 == 3 || answer.status == 404;
  if (!fine) {
    g_autofree char *said = calendar_copy_said(&answer, caldav->door.secrets);
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "url: %s", said);
  }
  http_answer_clear(&answer);
  return fine;
}

const struct channel channel_caldav = {
    .name = "caldav",
    .version = 1,
    .abilities = CHANNEL_CAN_AGENDA | CHANNEL_CAN_REPEAT,
    .kinds = "agenda",
    .options = options,
    .open = caldav_open,
    .send = caldav_send,
    .check = caldav_check,
    .close = caldav_close,
    .look = caldav_look,
    .busy = caldav_busy,
};
