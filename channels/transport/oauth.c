#include "channels/transport/oauth.h"

#include "channels/channel.h"
#include "channels/transport/http.h"
#include "channels/transport/reason.h"
#include "channels/transport/stopwatch.h"

#include <jansson.h>
#include <string.h>

enum {
  LIFE_SECONDS = 3600, /* when the far side doesn't say (it should: RFC 6749 section 5.1) */
  LIFE_MOST = 86400,
  MARGIN_SECONDS = 300, /* a token must not end while a mail is on its way */
  FAULT_SECONDS = 30,
  TOKEN_MOST = 16 * 1024
};

struct oauth {
  struct http *http;
  char *url, *client, *secret, *scope;
  int timeout;
  char *token;      /* NULL = none */
  gint64 good_till; /* of the stopwatch */
  char *fault;      /* NULL = the last asking went well */
  gint64 fault_till;
};

/* Over plain HTTP everybody in between reads the secret; on this machine there is nobody in between. */
static gboolean is_safe_url(const char *text) {
  g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri ? g_uri_get_host(uri) : NULL;
  if (!host || !*host || g_uri_get_userinfo(uri)) return FALSE;
  if (g_str_equal(g_uri_get_scheme(uri), "https")) return TRUE;
  return g_str_equal(g_uri_get_scheme(uri), "http") &&
         (g_str_equal(host, "127.0.0.1") || g_str_equal(host, "localhost"));
}

static gboolean settings_hold(const struct oauth_settings *s, GError **error) {
  const struct {
    gboolean holds;
    const char *problem;
  } demands[] = {
      {is_safe_url(s->url), "token_url: must be an https address"},
      {*s->client != '\0', "client_id: goes with token_url"},
      {*s->secret != '\0', "client_secret: goes with token_url"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(demands); i++)
    if (!demands[i].holds) {
      g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, demands[i].problem);
      return FALSE;
    }
  return TRUE;
}

struct oauth *oauth_new(const struct oauth_settings *settings, GError **error) {
  if (!settings_hold(settings, error)) return NULL;
  struct oauth *oauth = g_new0(struct oauth, 1);
  oauth->http = http_new();
  oauth->url = g_strdup(settings->url);
  oauth->client = g_strdup(settings->client);
  oauth->secret = g_strdup(settings->secret);
  oauth->scope = g_strdup(settings->scope);
  oauth->timeout = settings->timeout_seconds;
  return oauth;
}

void oauth_free(struct oauth *oauth) {
  if (!oauth) return;
  http_free(oauth->http);
  char *const strings[] = {oauth->url, oauth->client, oauth->secret, oauth->scope, oauth->token, oauth->fault};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_free(oauth);
}

void oauth_forget(struct oauth *oauth) {
  g_clear_pointer(&oauth->token, g_free);
}

static void add_field(GString *form, const char *name, const char *value) {
  if (!*value) return;
  if (form->len) g_string_append_c(form, '&');
  g_string_append_printf(form, "%s=", name);
  g_string_append_uri_escaped(form, value, NULL, FALSE);
}

/* The id and the secret in the form and not in a header: Microsoft documents this one first, and others take both. */
static char *form_of(const struct oauth *oauth) {
  GString *form = g_string_new(NULL);
  add_field(form, "grant_type", "client_credentials");
  add_field(form, "client_id", oauth->client);
  add_field(form, "client_secret", oauth->secret);
  add_field(form, "scope", oauth->scope);
  return g_string_free(form, FALSE);
}

/* These bytes go into a SASL line, where a control character would end a field (RFC 6750 section 2.1 has even fewer).
 */
static gboolean is_token(const char *text) {
  if (!text || !*text || strlen(text) > TOKEN_MOST) return FALSE;
  for (const char *c = text; *c; c++)
    if (*c <= ' ' || *c >= 0x7f) return FALSE;
  return TRUE;
}

static void take(struct oauth *oauth, const char *token, json_int_t life) {
  gint64 seconds = CLAMP(life, 1, LIFE_MOST);
  g_free(oauth->token);
  oauth->token = g_strdup(token);
  oauth->good_till = stopwatch_read() + (seconds - MIN(MARGIN_SECONDS, seconds / 2)) * 1000;
  g_clear_pointer(&oauth->fault, g_free);
}

/* Some give the seconds as a string. */
static json_int_t life_of(const json_t *document) {
  const json_t *value = json_object_get(document, "expires_in");
  gint64 seconds = 0;
  if (json_is_integer(value)) return json_integer_value(value);
  const char *text = json_string_value(value);
  return text && g_ascii_string_to_signed(text, 10, 0, G_MAXINT, &seconds, NULL) ? seconds : LIFE_SECONDS;
}

/* "invalid_client: AADSTS7000215: …" (RFC 6749 section 5.2). */
static char *complaint(const struct http_answer *answer, const json_t *document) {
  const char *error = json_string_value(json_object_get(document, "error"));
  const char *more = json_string_value(json_object_get(document, "error_description"));
  if (!answer->status) return g_strdup_printf("no token: %s", answer->problem);
  return g_strdup_printf("no token: the answer was %ld%s%s%s%s", answer->status, error ? ", " : ", without one",
                         error ? error : "", more ? ": " : "", more ? more : "");
}

static void note_fault(struct oauth *oauth, const struct http_answer *answer, const json_t *document) {
  const char *const secrets[] = {oauth->secret, NULL};
  g_autofree char *text = complaint(answer, document);
  g_free(oauth->fault);
  oauth->fault = reason_line(text, strlen(text), secrets);
  oauth->fault_till = stopwatch_read() + FAULT_SECONDS * 1000;
}

static void ask(struct oauth *oauth) {
  static const char *const headers[] = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json",
                                        NULL};
  g_autofree char *form = form_of(oauth);
  const struct http_request request = {.url = oauth->url, .body = form, .headers = headers, .timeout = oauth->timeout};
  struct http_answer answer;
  http_do(oauth->http, &request, &answer);
  json_t *document = json_loadb(answer.body->str, answer.body->len, 0, NULL);
  const char *token = json_string_value(json_object_get(document, "access_token"));
  if (answer.status >= 200 && answer.status < 300 && is_token(token))
    take(oauth, token, life_of(document));
  else
    note_fault(oauth, &answer, document);
  json_decref(document);
  http_answer_clear(&answer);
}

const char *oauth_token(struct oauth *oauth, GError **error) {
  if (oauth->token && stopwatch_read() < oauth->good_till) return oauth->token;
  oauth_forget(oauth);
  if (!oauth->fault || stopwatch_read() >= oauth->fault_till) ask(oauth);
  if (!oauth->token) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, oauth->fault);
  return oauth->token;
}
