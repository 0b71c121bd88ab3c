#include "channels/calendar/calendar_web.h"

#include <string.h>

enum { ANSWER_MOST = 4 << 20, HEADERS = 7 };

/* -- asking ---------------------------------------------------------------------------------------------------------
 */

struct asking {
  struct calendar_web *web;
  const struct calendar_web_question *question;
  char *url, *body;
  char *token; /* of the last try: it is kept out of what is told of the answer */
};

static gboolean ask_once(struct asking *asking, struct http_answer *answer, struct channel_result *result) {
  g_autoptr(GError) error = NULL;
  const struct calendar_web *web = asking->web;
  const char *token = web->token(web->user, asking->question->owner, &error);
  if (!token) {
    channel_result_set(result, CHANNEL_LATER, "%s", error->message);
    return FALSE;
  }
  g_free(asking->token);
  asking->token = g_strdup(token);
  g_autofree char *authorization = g_strconcat("Authorization: Bearer ", token, NULL);
  const char *headers[HEADERS] = {authorization, "Accept: application/json"};
  guint n = 2;
  if (asking->body) headers[n++] = "Content-Type: application/json";
  for (const char *const *more = asking->question->more; *more && n < HEADERS - 1; more++) headers[n++] = *more;
  const struct http_request request = {.method = asking->question->method,
                                       .url = asking->url,
                                       .body = asking->body,
                                       .headers = headers,
                                       .timeout = web->timeout,
                                       .keep = ANSWER_MOST};
  http_do(web->http, &request, answer);
  return TRUE;
}

/* Whoever moved the answer to another server does not get the token. */
static char *address_of(const struct calendar_web *web, const char *path) {
  if (*path == '/') return g_strconcat(web->base, path, NULL);
  gsize n = strlen(web->base);
  return strncmp(path, web->base, n) == 0 && path[n] == '/' ? g_strdup(path) : NULL;
}

static enum calendar_copy_word ask(struct asking *asking, enum calendar_copy_word there, json_t **document,
                                   struct channel_result *result) {
  struct http_answer answer;
  if (!ask_once(asking, &answer, result)) return CALENDAR_COPY_FAILED;
  if (answer.status == 401) {
    http_answer_clear(&answer);
    asking->web->forget(asking->web->user, asking->question->owner);
    if (!ask_once(asking, &answer, result)) return CALENDAR_COPY_FAILED;
  }
  const char *const secrets[] = {asking->token, NULL};
  enum calendar_copy_word word = calendar_copy_meaning(&answer, there, secrets, result);
  if (document && word == CALENDAR_COPY_DONE)
    *document = json_loadb(answer.body->str, answer.body->len, JSON_REJECT_DUPLICATES, NULL);
  http_answer_clear(&answer);
  return word;
}

enum calendar_copy_word calendar_web_ask(struct calendar_web *web, struct calendar_web_question *question,
                                         enum calendar_copy_word there, json_t **document,
                                         struct channel_result *result) {
  struct asking asking = {.web = web, .question = question, .url = address_of(web, question->path)};
  if (document) *document = NULL;
  if (question->body) {
    char *dump = json_dumps(question->body, JSON_COMPACT | JSON_SORT_KEYS);
    asking.body = g_strdup(dump);
    free(dump);
    json_decref(question->body);
    question->body = NULL;
  }
  enum calendar_copy_word word = CALENDAR_COPY_FAILED;
  if (asking.url)
    word = ask(&asking, there, document, result);
  else
    channel_result_set(result, CHANNEL_LATER, "the answer goes on at another server");
  g_free(asking.url);
  g_free(asking.body);
  g_free(asking.token);
  g_clear_pointer(&question->path, g_free);
  return word;
}

/* -- small things ----------------------------------------------------------------------------------------------------
 */

gboolean calendar_web_is_address(const char *option, const char *url, GError **error) {
  g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri ? g_uri_get_host(uri) : NULL;
  gboolean plain = host && *host && !g_uri_get_userinfo(uri) && !g_uri_get_query(uri) && !g_uri_get_fragment(uri);
  gboolean here = plain && (g_str_equal(host, "127.0.0.1") || g_str_equal(host, "localhost"));
  if (plain && (g_str_equal(g_uri_get_scheme(uri), "https") || (here && g_str_equal(g_uri_get_scheme(uri), "http"))))
    return TRUE;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s: must be an https address without user or query",
              option);
  return FALSE;
}

const char *calendar_web_text(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

gint64 calendar_web_moment(const json_t *when) {
  const char *moment = calendar_web_text(when, "dateTime"), *day = calendar_web_text(when, "date");
  g_autofree char *midnight = day && strlen(day) == 10 ? g_strconcat(day, "T00:00:00", NULL) : NULL;
  g_autoptr(GTimeZone) amsterdam = g_time_zone_new_identifier("Europe/Amsterdam");
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  const char *text = moment ? moment : midnight;
  g_autoptr(GDateTime) at = text ? g_date_time_new_from_iso8601(text, moment || !amsterdam ? utc : amsterdam) : NULL;
  return at ? MAX(0, g_date_time_to_unix(at)) : 0;
}

char *calendar_web_time(gint64 at) {
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(at);
  return g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ");
}

char *calendar_web_escaped(const char *text) {
  return g_uri_escape_string(text, "@", FALSE);
}
