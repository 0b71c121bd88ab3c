/* Appointments in Google Calendar (API v3). The event's id is our key in the digits that Google takes (base32hex), so
 * that a second insert is refused with 409, also after the answer to the first was lost. Changes carry If-Match. */
#include "channels/calendar/calendar_web.h"
#include "channels/calendar/cloud_busy.h"
#include "channels/calendar/google_token.h"
#include "channels/options.h"
#include "channels/registry.h"

#include <string.h>

struct google {
  struct calendar_web web;
  struct google_token *token;
  char *calendar;
};

static const struct channel_option options[] = {
    {"service_account", "", FALSE, "path of a service account's key file (JSON)"},
    {"impersonate", "no", FALSE, "yes: the service account acts as the calendar's owner (domain-wide delegation)"},
    {"client_id", "", FALSE, "instead of a service account: of the application"},
    {"client_secret", "", TRUE, "of the application"},
    {"refresh_token", "", TRUE, "that a user gave to the application"},
    {"calendar", "{address}", FALSE, "the calendar's id; {address} stands for its owner's e-mail address"},
    {"url", "https://www.googleapis.com/calendar/v3", FALSE, "address of the API"},
    {"token_url", "", FALSE, "address where tokens are given; empty: as the key file says"},
    {"timeout", "20", FALSE, "seconds for one question, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

static const char *google_get(void *user, const char *owner, GError **error) {
  return google_token_get(((struct google *)user)->token, owner, error);
}

static void google_forget(void *user, const char *owner) {
  google_token_forget(((struct google *)user)->token, owner);
}

static void google_close(void *state) {
  struct google *google = state;
  google_token_free(google->token);
  http_free(google->web.http);
  g_free(google->web.base);
  g_free(google->calendar);
  g_free(google);
}

static void *google_open(channel_setting setting, void *user, GError **error) {
  static const char *const answers[] = {"yes", "no", NULL};
  int timeout = options_number(setting, user, "timeout", 1, 600, error);
  const char *url = options_text(setting, user, "url");
  if (timeout < 0 || !options_one_of(setting, user, "impersonate", answers, error) ||
      !calendar_web_is_address("url", url, error))
    return NULL;
  const struct google_token_settings settings = {.url = options_text(setting, user, "token_url"),
                                                 .service_account = options_text(setting, user, "service_account"),
                                                 .impersonate =
                                                     g_str_equal(options_text(setting, user, "impersonate"), "yes"),
                                                 .client_id = options_text(setting, user, "client_id"),
                                                 .client_secret = options_text(setting, user, "client_secret"),
                                                 .refresh_token = options_text(setting, user, "refresh_token"),
                                                 .timeout = timeout};
  struct google *google = g_new0(struct google, 1);
  google->calendar = g_strdup(options_text(setting, user, "calendar"));
  google->token = google_token_new(&settings, error);
  google->web = (struct calendar_web){.http = http_new(),
                                      .base = g_strdup(url),
                                      .timeout = timeout,
                                      .token = google_get,
                                      .forget = google_forget,
                                      .user = google};
  if (google->token) return google;
  google_close(google);
  return NULL;
}

/* -- events
 * ------------------------------------------------------------------------------------------------------------- */

static char *calendar_of(const struct google *google, const char *owner) {
  g_autoptr(GString) calendar = g_string_new(google->calendar);
  g_string_replace(calendar, "{address}", owner, 0);
  return g_strdup(calendar->str);
}

/* a-z2-7 becomes 0-9a-v, digit for digit (RFC 4648 sections 6 and 7). */
static char *id_of(const struct channel_message *message) {
  static const char ours[] = "abcdefghijklmnopqrstuvwxyz234567", theirs[] = "0123456789abcdefghijklmnopqrstuv";
  char *id = calendar_copy_key(message);
  for (char *c = id; *c; c++) *c = theirs[strchr(ours, *c) - ours];
  return id;
}

static char *path_of(const struct google *google, const struct channel_message *message, gboolean whole) {
  g_autofree char *calendar = calendar_of(google, message->to), *escaped = calendar_web_escaped(calendar);
  g_autofree char *id = id_of(message);
  return g_strdup_printf("/calendars/%s/events%s%s%s", escaped, whole ? "/" : "", whole ? id : "",
                         whole ? "" : "?sendUpdates=none");
}

static gboolean take(const json_t *document, struct calendar_copy_event *event) {
  const char *id = calendar_web_text(document, "id"), *tag = calendar_web_text(document, "etag");
  const char *status = calendar_web_text(document, "status");
  event->cancelled = g_strcmp0(status, "cancelled") == 0;
  event->start = calendar_web_moment(json_object_get(document, "start"));
  event->end = calendar_web_moment(json_object_get(document, "end"));
  g_free(event->id);
  g_free(event->etag);
  event->id = g_strdup(id);
  event->etag = tag && !strpbrk(tag, "\r\n") ? g_strdup(tag) : NULL;
  return id && ((event->start && event->end) || event->cancelled);
}

static json_t *when(gint64 at) {
  g_autofree char *text = calendar_web_time(at);
  return json_pack("{s:s, s:s}", "dateTime", text, "timeZone", "Europe/Amsterdam");
}

static json_t *content_of(const struct channel_message *message) {
  const struct channel_invitation *in = message->invitation;
  return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:s}", "status", "confirmed", "summary", in->summary, "description",
                   in->description, "location", in->location, "start", when(in->start), "end", when(in->end),
                   "transparency", "opaque");
}

static enum calendar_copy_word finish(enum calendar_copy_word word, json_t *document, struct calendar_copy_event *event,
                                      struct channel_result *result) {
  if (word == CALENDAR_COPY_DONE && !take(document, event)) {
    channel_result_set(result, CHANNEL_LATER, "an answer that is not Google's");
    word = CALENDAR_COPY_FAILED;
  }
  json_decref(document);
  return word;
}

static enum calendar_copy_word google_read(void *state, const struct channel_message *message,
                                           struct calendar_copy_event *event, struct channel_result *result) {
  struct google *google = state;
  struct calendar_web_question question = {
      .method = "GET", .owner = message->to, .path = path_of(google, message, TRUE)};
  json_t *document = NULL;
  enum calendar_copy_word word = calendar_web_ask(&google->web, &question, CALENDAR_COPY_FAILED, &document, result);
  return finish(word, document, event, result);
}

static enum calendar_copy_word google_create(void *state, const struct channel_message *message,
                                             struct calendar_copy_event *event, struct channel_result *result) {
  struct google *google = state;
  g_autofree char *id = id_of(message);
  json_t *body = content_of(message), *document = NULL;
  json_object_set_new(body, "id", json_string(id));
  struct calendar_web_question question = {
      .method = "POST", .owner = message->to, .path = path_of(google, message, FALSE), .body = body};
  enum calendar_copy_word word = calendar_web_ask(&google->web, &question, CALENDAR_COPY_THERE, &document, result);
  if (word != CALENDAR_COPY_GONE) return finish(word, document, event, result);
  channel_result_set(result, CHANNEL_LATER, "there is no such calendar, or it isn't shared with this account");
  return CALENDAR_COPY_FAILED;
}

static enum calendar_copy_word google_update(void *state, const struct channel_message *message,
                                             struct calendar_copy_event *event, struct channel_result *result) {
  struct google *google = state;
  g_autofree char *condition = g_strdup_printf("If-Match: %s", event->etag);
  struct calendar_web_question question = {.method = "PATCH",
                                           .owner = message->to,
                                           .path = path_of(google, message, TRUE),
                                           .body = content_of(message),
                                           .more = {event->etag ? condition : NULL}};
  json_t *document = NULL;
  enum calendar_copy_word word = calendar_web_ask(&google->web, &question, CALENDAR_COPY_OTHER, &document, result);
  return finish(word, document, event, result);
}

static enum calendar_copy_word google_drop(void *state, const struct channel_message *message,
                                           const struct calendar_copy_event *event, struct channel_result *result) {
  struct google *google = state;
  g_autofree char *condition = g_strdup_printf("If-Match: %s", event->etag);
  struct calendar_web_question question = {.method = "DELETE",
                                           .owner = message->to,
                                           .path = path_of(google, message, TRUE),
                                           .more = {event->etag ? condition : NULL}};
  return calendar_web_ask(&google->web, &question, CALENDAR_COPY_OTHER, NULL, result);
}

static const struct calendar_copy_ways ways = {
    .read = google_read, .create = google_create, .update = google_update, .drop = google_drop, .keeps_deleted = TRUE};

static void google_send(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_send(&ways, state, message, result);
}

static void google_look(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_look(&ways, state, message, result);
}

/* -- free hours
 * ---------------------------------------------------------------------------------------------------------- */

static gboolean google_busy(void *state, const char *owner, gint64 from, gint64 to, GArray *busy, GError **error) {
  struct google *google = state;
  g_autofree char *calendar = calendar_of(google, owner), *first = calendar_web_time(from);
  g_autofree char *last = calendar_web_time(to);
  struct calendar_web_question question = {.method = "POST", .owner = owner, .path = g_strdup("/freeBusy")};
  question.body = json_pack("{s:s, s:s, s:[{s:s}]}", "timeMin", first, "timeMax", last, "items", "id", calendar);
  struct channel_result result = {0};
  json_t *document = NULL;
  enum calendar_copy_word word = calendar_web_ask(&google->web, &question, CALENDAR_COPY_FAILED, &document, &result);
  const json_t *told = json_object_get(json_object_get(document, "calendars"), calendar);
  gboolean ok = word == CALENDAR_COPY_DONE && cloud_busy_google(told, from, to, busy);
  if (!ok)
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "the calendar does not tell: %s",
                result.reason ? result.reason : "it isn't shared with this account");
  json_decref(document);
  channel_result_clear(&result);
  return ok;
}

/* Somebody has to be asked for: with impersonation only a counsellor's own calendar shows more. */
static gboolean google_check(void *state, GError **error) {
  struct google *google = state;
  return google_token_get(google->token, "", error) != NULL;
}

const struct channel channel_google = {
    .name = "google",
    .version = 1,
    .abilities = CHANNEL_CAN_AGENDA | CHANNEL_CAN_REPEAT,
    .kinds = "agenda",
    .options = options,
    .open = google_open,
    .send = google_send,
    .check = google_check,
    .close = google_close,
    .look = google_look,
    .busy = google_busy,
};
