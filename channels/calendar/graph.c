/* Appointments in a mailbox of Microsoft 365 by Microsoft Graph v1.0, as an application (client credentials, permission
 * Calendars.ReadWrite, which an administrator can limit to the counsellors' mailboxes).
 *
 * The event carries the act's key as transactionId, so that a second POST makes no second event, and the step's as an
 * extended property, by which it is found again when its id is not known. Whether an event is still as we wrote it is
 * seen by a look before each change: Graph documents no If-Match for events. */
#include "channels/calendar/calendar_web.h"
#include "channels/calendar/cloud_busy.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/oauth.h"

#include <string.h>

#define PROPERTY "String {5f0a3c0e-7d1b-4c55-9a57-0d8e6b7c2f11} Name WaakvlamKey"
#define FIELDS   "$select=id,changeKey,start,end,isCancelled"

enum { PAGES_MOST = 10 };

static const char utc_times[] = "Prefer: outlook.timezone=\"UTC\", IdType=\"ImmutableId\"";

struct graph {
  struct calendar_web web;
  struct oauth *oauth;
};

static const struct channel_option options[] = {
    {"tenant", NULL, FALSE, "the organisation's id or domain at Microsoft"},
    {"client_id", NULL, FALSE, "of the application"},
    {"client_secret", NULL, TRUE, "of the application"},
    {"url", "https://graph.microsoft.com/v1.0", FALSE, "address of Graph"},
    {"login_url", "https://login.microsoftonline.com", FALSE, "address where tokens are given"},
    {"timeout", "20", FALSE, "seconds for one question, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

static const char *graph_token(void *user, const char *owner, GError **error) {
  (void)owner; /* one token for all mailboxes */
  return oauth_token(((struct graph *)user)->oauth, error);
}

static void graph_forget(void *user, const char *owner) {
  (void)owner;
  oauth_forget(((struct graph *)user)->oauth);
}

static void graph_close(void *state) {
  struct graph *graph = state;
  oauth_free(graph->oauth);
  if (graph->web.http) http_free(graph->web.http);
  g_free(graph->web.base);
  g_free(graph);
}

static gboolean is_plain(const char *tenant, GError **error) {
  if (strspn(tenant, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-") == strlen(tenant)) return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "tenant: is an id or a domain");
  return FALSE;
}

static void *graph_open(channel_setting setting, void *user, GError **error) {
  const char *const required[] = {"tenant", "client_id", "client_secret"};
  for (gsize i = 0; i < G_N_ELEMENTS(required); i++)
    if (!options_required(setting, user, required[i], error)) return NULL;
  int timeout = options_number(setting, user, "timeout", 1, 600, error);
  const char *url = options_text(setting, user, "url"), *tenant = options_text(setting, user, "tenant");
  if (timeout < 0 || !is_plain(tenant, error) || !calendar_web_is_address("url", url, error)) return NULL;
  g_autofree char *token_url =
      g_strdup_printf("%s/%s/oauth2/v2.0/token", options_text(setting, user, "login_url"), tenant);
  const struct oauth_settings settings = {token_url, options_text(setting, user, "client_id"),
                                          options_text(setting, user, "client_secret"),
                                          "https://graph.microsoft.com/.default", timeout};
  struct graph *graph = g_new0(struct graph, 1);
  graph->oauth = oauth_new(&settings, error);
  graph->web = (struct calendar_web){.http = http_new(),
                                     .base = g_strdup(url),
                                     .timeout = timeout,
                                     .token = graph_token,
                                     .forget = graph_forget,
                                     .user = graph};
  if (graph->oauth) return graph;
  graph_close(graph);
  return NULL;
}

/* -- events -----------------------------------------------------------------------------------------------------------
 */

static char *path_of(const char *owner, const char *what, const char *id) {
  g_autofree char *mailbox = calendar_web_escaped(owner);
  g_autofree char *event = id ? calendar_web_escaped(id) : NULL;
  return g_strdup_printf("/users/%s/%s%s%s", mailbox, what, event ? "/" : "", event ? event : "");
}

static gboolean take(const json_t *document, struct calendar_copy_event *event) {
  const char *id = calendar_web_text(document, "id"), *tag = calendar_web_text(document, "changeKey");
  gint64 start = calendar_web_moment(json_object_get(document, "start"));
  gint64 end = calendar_web_moment(json_object_get(document, "end"));
  if (!id || !start || !end) return FALSE;
  g_free(event->id);
  g_free(event->etag);
  event->id = g_strdup(id);
  event->etag = g_strdup(tag ? tag : "-");
  event->start = start, event->end = end;
  event->cancelled = json_is_true(json_object_get(document, "isCancelled"));
  return TRUE;
}

static enum calendar_copy_word unread(struct channel_result *result) {
  channel_result_set(result, CHANNEL_LATER, "an answer that is not Graph's");
  return CALENDAR_COPY_FAILED;
}

static char *query_of(const char *owner, const char *key) {
  g_autofree char *path = path_of(owner, "events", NULL);
  g_autofree char *filter =
      g_strdup_printf("singleValueExtendedProperties/Any(ep: ep/id eq '" PROPERTY "' and ep/value eq '%s')", key);
  g_autofree char *escaped = calendar_web_escaped(filter);
  return g_strdup_printf("%s?" FIELDS "&$top=1&$filter=%s", path, escaped);
}

/* By the key: also when the id is another by now, or was never heard. */
static enum calendar_copy_word find(struct graph *graph, const struct channel_message *message,
                                    struct calendar_copy_event *event, struct channel_result *result) {
  g_autofree char *key = calendar_copy_key(message);
  struct calendar_web_question question = {
      .method = "GET", .owner = message->to, .path = query_of(message->to, key), .more = {utc_times}};
  json_t *document = NULL;
  enum calendar_copy_word word = calendar_web_ask(&graph->web, &question, CALENDAR_COPY_FAILED, &document, result);
  const json_t *list = json_object_get(document, "value");
  if (word == CALENDAR_COPY_DONE && !json_is_array(list))
    word = unread(result);
  else if (word == CALENDAR_COPY_DONE)
    word = take(json_array_get(list, 0), event) ? CALENDAR_COPY_DONE : CALENDAR_COPY_GONE;
  json_decref(document);
  return word;
}

static enum calendar_copy_word graph_read(void *state, const struct channel_message *message,
                                          struct calendar_copy_event *event, struct channel_result *result) {
  struct graph *graph = state;
  if (!event->id) return find(graph, message, event, result);
  g_autofree char *path = path_of(message->to, "events", event->id);
  struct calendar_web_question question = {
      .method = "GET", .owner = message->to, .path = g_strconcat(path, "?" FIELDS, NULL), .more = {utc_times}};
  json_t *document = NULL;
  enum calendar_copy_word word = calendar_web_ask(&graph->web, &question, CALENDAR_COPY_FAILED, &document, result);
  if (word == CALENDAR_COPY_DONE && !take(document, event)) word = unread(result);
  json_decref(document);
  return word == CALENDAR_COPY_GONE ? find(graph, message, event, result) : word;
}

static json_t *when(gint64 at) {
  g_autofree char *text = calendar_web_time(at);
  text[strlen(text) - 1] = '\0'; /* without the Z: the zone has a field of its own */
  return json_pack("{s:s, s:s}", "dateTime", text, "timeZone", "UTC");
}

static json_t *content_of(const struct channel_message *message) {
  const struct channel_invitation *in = message->invitation;
  return json_pack("{s:s, s:{s:s, s:s}, s:o, s:o, s:{s:s}, s:s}", "subject", in->summary, "body", "contentType", "text",
                   "content", in->description, "start", when(in->start), "end", when(in->end), "location",
                   "displayName", in->location, "showAs", "busy");
}

/* The same transactionId gives the event that is there, whatever became of it meanwhile. */
static enum calendar_copy_word graph_create(void *state, const struct channel_message *message,
                                            struct calendar_copy_event *event, struct channel_result *result) {
  struct graph *graph = state;
  g_autofree char *key = calendar_copy_key(message);
  json_t *body = content_of(message), *document = NULL;
  json_object_set_new(body, "transactionId", json_string(message->key)); /* of the act: one a making */
  json_object_set_new(body, "singleValueExtendedProperties", json_pack("[{s:s, s:s}]", "id", PROPERTY, "value", key));
  struct calendar_web_question question = {.method = "POST",
                                           .owner = message->to,
                                           .path = path_of(message->to, "events", NULL),
                                           .body = body,
                                           .more = {utc_times}};
  enum calendar_copy_word word = calendar_web_ask(&graph->web, &question, CALENDAR_COPY_THERE, &document, result);
  if (word == CALENDAR_COPY_DONE && (!take(document, event) || event->start != message->invitation->start ||
                                     event->end != message->invitation->end || event->cancelled))
    word = CALENDAR_COPY_THERE;
  json_decref(document);
  if (word != CALENDAR_COPY_GONE) return word;
  channel_result_set(result, CHANNEL_LATER, "there is no such mailbox, or this application may not see it");
  return CALENDAR_COPY_FAILED;
}

static enum calendar_copy_word graph_update(void *state, const struct channel_message *message,
                                            struct calendar_copy_event *event, struct channel_result *result) {
  struct graph *graph = state;
  g_autofree char *known = g_strdup(event->etag);
  enum calendar_copy_word word = graph_read(graph, message, event, result);
  if (word == CALENDAR_COPY_DONE && g_strcmp0(known, event->etag) != 0) return CALENDAR_COPY_OTHER;
  if (word != CALENDAR_COPY_DONE) return word;
  json_t *document = NULL;
  struct calendar_web_question question = {.method = "PATCH",
                                           .owner = message->to,
                                           .path = path_of(message->to, "events", event->id),
                                           .body = content_of(message),
                                           .more = {utc_times}};
  word = calendar_web_ask(&graph->web, &question, CALENDAR_COPY_OTHER, &document, result);
  if (word == CALENDAR_COPY_DONE) take(document, event);
  json_decref(document);
  return word;
}

static enum calendar_copy_word graph_drop(void *state, const struct channel_message *message,
                                          const struct calendar_copy_event *event, struct channel_result *result) {
  struct graph *graph = state;
  struct calendar_web_question question = {
      .method = "DELETE", .owner = message->to, .path = path_of(message->to, "events", event->id), .more = {utc_times}};
  return calendar_web_ask(&graph->web, &question, CALENDAR_COPY_OTHER, NULL, result);
}

static const struct calendar_copy_ways ways = {
    .read = graph_read, .create = graph_create, .update = graph_update, .drop = graph_drop};

static void graph_send(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_send(&ways, state, message, result);
}

static void graph_look(void *state, const struct channel_message *message, struct channel_result *result) {
  calendar_copy_look(&ways, state, message, result);
}

/* -- free hours
 * -------------------------------------------------------------------------------------------------------- */

static char *view_of(const char *owner, gint64 from, gint64 to) {
  g_autofree char *path = path_of(owner, "calendarView", NULL);
  g_autofree char *first = calendar_web_time(from), *last = calendar_web_time(to);
  return g_strdup_printf("%s?startDateTime=%s&endDateTime=%s&$select=start,end,isAllDay,isCancelled,showAs,"
                         "responseStatus&$top=250",
                         path, first, last);
}

static gboolean not_told(struct channel_result *result, GError **error) {
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "the calendar does not tell: %s",
              result->reason ? result->reason : "there is no such mailbox");
  channel_result_clear(result);
  return FALSE;
}

static gboolean graph_busy(void *state, const char *owner, gint64 from, gint64 to, GArray *busy, GError **error) {
  struct graph *graph = state;
  struct channel_result result = {0};
  char *path = view_of(owner, from, to);
  for (int page = 0; path; page++) {
    struct calendar_web_question question = {.method = "GET", .owner = owner, .path = path, .more = {utc_times}};
    json_t *document = NULL;
    enum calendar_copy_word word =
        page < PAGES_MOST ? calendar_web_ask(&graph->web, &question, CALENDAR_COPY_FAILED, &document, &result)
                          : CALENDAR_COPY_OTHER;
    if (page >= PAGES_MOST) g_free(path);
    gboolean fine = word == CALENDAR_COPY_DONE && cloud_busy_graph(document, from, to, busy);
    path = g_strdup(calendar_web_text(document, "@odata.nextLink"));
    json_decref(document);
    if (fine) continue;
    g_free(path);
    return not_told(&result, error);
  }
  return TRUE;
}

static gboolean graph_check(void *state, GError **error) {
  return oauth_token(((struct graph *)state)->oauth, error) != NULL;
}

const struct channel channel_graph = {
    .name = "graph",
    .version = 1,
    .abilities = CHANNEL_CAN_AGENDA | CHANNEL_CAN_REPEAT,
    .kinds = "agenda",
    .options = options,
    .open = graph_open,
    .send = graph_send,
    .check = graph_check,
    .close = graph_close,
    .look = graph_look,
    .busy = graph_busy,
};
