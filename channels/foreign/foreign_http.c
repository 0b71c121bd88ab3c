/* "http": a channel that somebody else wrote, as a web address that takes the same JSON by POST (channels/FOREIGN.md).
 *
 * It keeps its own settings and its own state: all that goes along is our secret and, with a message, its key as
 * Idempotency-Key. What comes back is fetched with `collect`, or posted to our hook with the same secret. */
#include <poll.h>
#include <string.h>

#include "channels/foreign/foreign_codec.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/http.h"
#include "channels/transport/reason.h"

enum { ROUNDS_MAX = 20, SECRET_LEAST = 16, POLL_SECONDS = 60 };

struct foreign_http {
  struct http *http;
  char *url, *secret;
  char **secrets; /* what must not be shown */
  int timeout;
  gboolean dry;
  struct foreign_hello *hello; /* NULL = not asked yet */
  struct channel_profile profile;
};

static const struct channel_option options[] = {
    {"url", NULL, FALSE, "where the JSON is posted: https://…"},
    {"secret", NULL, TRUE, "goes along as bearer token, and opens our hook; 16 characters at least"},
    {"timeout", "30", FALSE, "seconds for one request, 1 to 600"},
    {"dry", "no", FALSE, "yes: the far side does everything but send, for trying it"},
    {NULL, NULL, FALSE, NULL},
};

/* A user or password in the address would end up in messages of libcurl. */
static gboolean is_address(const char *url, GError **error) {
  g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
  gboolean http = uri && (g_str_equal(g_uri_get_scheme(uri), "http") || g_str_equal(g_uri_get_scheme(uri), "https"));
  if (http && g_uri_get_host(uri) && !g_uri_get_userinfo(uri) && !g_uri_get_fragment(uri)) return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING,
                      "url: must be an http or https address without user and fragment");
  return FALSE;
}

/* It becomes part of a header. */
static gboolean is_secret(const char *secret, GError **error) {
  gboolean plain = strlen(secret) >= SECRET_LEAST;
  for (const char *p = secret; *p; p++) plain = plain && g_ascii_isgraph(*p);
  if (!plain)
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "secret: must be %d or more letters, digits and signs",
                SECRET_LEAST);
  return plain;
}

static void *http_member_open(channel_setting setting, void *user, GError **error) {
  static const char *const yes_no[] = {"yes", "no", NULL};
  const char *url = options_required(setting, user, "url", error);
  const char *secret = url ? options_required(setting, user, "secret", error) : NULL;
  if (!secret || !is_address(url, error) || !is_secret(secret, error)) return NULL;
  int timeout = options_number(setting, user, "timeout", 1, 600, error);
  if (timeout < 0 || !options_one_of(setting, user, "dry", yes_no, error)) return NULL;
  struct foreign_http *far = g_new0(struct foreign_http, 1);
  far->http = http_new();
  far->url = g_strdup(options_text(setting, user, "url"));
  far->secret = g_strdup(options_text(setting, user, "secret"));
  far->secrets = reason_secrets((const char *const[]){far->secret, NULL}, far->url);
  far->timeout = timeout;
  far->dry = g_str_equal(options_text(setting, user, "dry"), "yes");
  return far;
}

static void http_member_close(void *state) {
  struct foreign_http *far = state;
  http_free(far->http);
  foreign_codec_hello_free(far->hello);
  g_free(far->url);
  g_free(far->secret);
  g_strfreev(far->secrets);
  g_free(far);
}

/* -- one request ---------------------------------------------------------------------------------------------------
 */

/* What an HTTP status means, as with every channel: 400 and its like are about this message, other refusals about how
 * we are set up; 504 comes from a proxy that stopped waiting for who may have taken the message. */
static const struct meaning {
  long low, high;
  enum channel_verdict verdict;
  const char *text;
} meanings[] = {
    {400, 400, CHANNEL_NEVER, "refused"},
    {401, 401, CHANNEL_LATER, "signing in refused; see secret"},
    {403, 403, CHANNEL_LATER, "signing in refused; see secret"},
    {404, 405, CHANNEL_LATER, "nothing there; see url"},
    {413, 413, CHANNEL_NEVER, "too long for the far side"},
    {422, 422, CHANNEL_NEVER, "refused"},
    {429, 429, CHANNEL_LATER, "too fast"},
    {504, 504, CHANNEL_UNKNOWN, "no answer from who stands behind the proxy"},
    {300, 499, CHANNEL_LATER, "not taken"},
    {500, 599, CHANNEL_LATER, "out of order"},
};
static const struct meaning unreached = {0, 0, CHANNEL_LATER, "not reached"};
static const struct meaning unanswered = {0, 0, CHANNEL_UNKNOWN, "no answer after the request had left"};
static const struct meaning garbled = {200, 299, CHANNEL_UNKNOWN, "an answer that is no JSON object"};
static const struct meaning crossed = {200, 299, CHANNEL_UNKNOWN, "an answer to another question"};

static const struct meaning *meaning_of(const struct http_answer *answer) {
  for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (answer->status >= meanings[i].low && answer->status <= meanings[i].high) return &meanings[i];
  return answer->status ? &garbled : answer->sent ? &unanswered : &unreached;
}

struct reply {
  json_t *json;                /* NULL: no answer to our question */
  const struct meaning *fault; /* then: why */
  char *words;                 /* and what was said; else NULL */
  int retry_after;
};

static void reply_clear(struct reply *reply) {
  json_decref(reply->json);
  g_free(reply->words);
}

static const char *const *secrets_of(const struct foreign_http *far) {
  return (const char *const *)far->secrets;
}

/* Only 200 is an answer: "accepted, and some day I'll tell" (202) has no verdict in it. */
static void read_reply(const struct foreign_http *far, const struct http_answer *answer, const char *id,
                       struct reply *reply) {
  const char *said = answer->status ? answer->body->str : answer->problem;
  g_autofree char *detail = NULL;
  if (answer->status == 200) reply->json = foreign_codec_read(answer->body->str, answer->body->len, &detail);
  gboolean ours = reply->json && g_strcmp0(json_string_value(json_object_get(reply->json, "id")), id) == 0;
  if (ours) return;
  reply->fault = reply->json ? &crossed : meaning_of(answer);
  g_autofree char *line = reason_line(said, strlen(said), secrets_of(far));
  reply->words = answer->status ? g_strdup_printf("%s: %ld %s", reply->fault->text, answer->status, line)
                                : g_strdup_printf("%s: %s", reply->fault->text, line);
  json_decref(reply->json);
  reply->json = NULL;
}

static void post(const struct foreign_http *far, const char *body, const char *id, const char *key,
                 struct reply *reply) {
  g_autofree char *bearer = g_strconcat("Authorization: Bearer ", far->secret, NULL);
  g_autofree char *once = key ? g_strconcat("Idempotency-Key: ", key, NULL) : NULL;
  const char *const headers[] = {"Content-Type: application/json", bearer, once, NULL};
  const struct http_request request = {
      .url = far->url, .body = body, .headers = headers, .timeout = far->timeout, .keep = FOREIGN_LINE_MAX};
  struct http_answer answer;
  *reply = (struct reply){0};
  http_do(far->http, &request, &answer);
  reply->retry_after = answer.retry_after;
  read_reply(far, &answer, id, reply);
  http_answer_clear(&answer);
}

static void post_plain(const struct foreign_http *far, const char *verb, struct reply *reply) {
  g_autofree char *body = foreign_codec_plain(verb);
  post(far, body, verb, NULL, reply);
}

static gboolean fail(char *words, GError **error) {
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, words);
  return FALSE;
}

/* Asked once; a far side that learned something new is asked again at the next start. */
static gboolean introduced(struct foreign_http *far, GError **error) {
  if (far->hello) return TRUE;
  struct reply reply;
  g_autofree char *detail = NULL, *words = NULL;
  post_plain(far, "hello", &reply);
  if (reply.json) far->hello = foreign_codec_read_hello(reply.json, &detail);
  if (detail) words = g_strdup_printf("%s: %s", foreign_failures[FOREIGN_BAD_HELLO].text, detail);
  if (!far->hello) fail(words ? words : reply.words, error);
  reply_clear(&reply);
  if (!far->hello) return FALSE;
  const struct foreign_hello *hello = far->hello;
  const struct channel_option *declared = (const struct channel_option *)(const void *)hello->options->data;
  far->profile = (struct channel_profile){hello->name, hello->version, hello->abilities, hello->kinds, declared};
  return TRUE;
}

/* -- the verbs -----------------------------------------------------------------------------------------------------
 */

static void judge(const struct foreign_http *far, const char *body, const char *id, const char *key,
                  struct channel_result *result) {
  struct reply reply;
  post(far, body, id, key, &reply);
  if (reply.json)
    foreign_codec_read_verdict(reply.json, secrets_of(far), result);
  else
    channel_result_set(result, reply.fault->verdict, "%s", reply.words);
  if (!result->retry_after) result->retry_after = reply.retry_after;
  reply_clear(&reply);
}

/* With `dry` the far side is asked first whether it heeds it: a trial must never become a message. */
static void http_member_send(void *state, const struct channel_message *message, struct channel_result *result) {
  struct foreign_http *far = state;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = foreign_codec_send(message, far->dry, &error), *id = foreign_codec_id("send", message->key);
  if (!body)
    channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
  else if (far->dry && !introduced(far, &error))
    channel_result_set(result, CHANNEL_LATER, "%s", error->message);
  else if (far->dry && !far->hello->dry)
    channel_result_set(result, CHANNEL_NEVER, "%s doesn't know dry", far->hello->name);
  else
    judge(far, body, id, message->key, result);
}

/* Whatever went wrong with the question says nothing about the message. */
static void http_member_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  const char *key = message->key;
  struct foreign_http *far = state;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = foreign_codec_ask(key), *id = foreign_codec_id("ask", key);
  struct reply reply = {0};
  gboolean can = introduced(far, &error) && foreign_codec_can(far->hello, "ask");
  if (can) post(far, body, id, NULL, &reply);
  if (reply.json)
    foreign_codec_read_verdict(reply.json, secrets_of(far), result);
  else
    channel_result_set(result, CHANNEL_UNKNOWN, "%s", error ? error->message : can ? reply.words : "it can't be asked");
  reply_clear(&reply);
}

static gboolean http_member_check(void *state, GError **error) {
  struct foreign_http *far = state;
  if (!introduced(far, error)) return FALSE;
  struct reply reply;
  g_autofree char *reason = NULL;
  post_plain(far, "check", &reply);
  gboolean ok = reply.json && foreign_codec_read_done(reply.json, secrets_of(far), &reason);
  if (!ok) fail(reason ? reason : reply.words, error);
  reply_clear(&reply);
  return ok;
}

static const struct channel_profile *http_member_profile(void *state, GError **error) {
  struct foreign_http *far = state;
  return introduced(far, error) ? &far->profile : NULL;
}

/* -- what comes back -----------------------------------------------------------------------------------------------
 */

/* TRUE when both are the same, in a time that does not tell where they differ. */
static gboolean same(const char *a, const char *b) {
  gsize n = strlen(a);
  if (strlen(b) != n) return FALSE;
  unsigned difference = 0;
  for (gsize i = 0; i < n; i++) difference |= (unsigned char)(a[i] ^ b[i]);
  return difference == 0;
}

static enum channel_knock http_member_knock(void *state, const struct channel_post *given, char **answer) {
  static const char scheme[] = "Bearer ";
  const struct foreign_http *far = state;
  const char *header = given->header(given->user, "Authorization");
  (void)answer;
  if (!header || g_ascii_strncasecmp(header, scheme, strlen(scheme)) != 0) return CHANNEL_KNOCK_REFUSED;
  return same(header + strlen(scheme), far->secret) ? CHANNEL_KNOCK_TAKEN : CHANNEL_KNOCK_REFUSED;
}

/* What could not be kept is given again, for its mark is not told. */
static gboolean keep_news(const struct foreign_http *far, const struct channel_collecting *with, const GPtrArray *raw,
                          const GPtrArray *marks, GError **error) {
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (guint i = 0; i < raw->len; i++) {
    const char *item = raw->pdata[i];
    if (!with->keep(with->user, "http", item, strlen(item))) break;
    if (*(const char *)marks->pdata[i]) g_ptr_array_add(kept, marks->pdata[i]);
  }
  if (kept->len == 0 || !foreign_codec_can(far->hello, "kept")) return TRUE;
  struct reply reply;
  g_autofree char *body = foreign_codec_kept(kept);
  post(far, body, "kept", NULL, &reply);
  gboolean ok = reply.json != NULL;
  if (!ok) fail(reply.words, error);
  reply_clear(&reply);
  return ok;
}

/* *came: how many there were; a full answer may not be all. */
static gboolean fetch(const struct foreign_http *far, const struct channel_collecting *with, guint *came,
                      GError **error) {
  g_autoptr(GPtrArray) raw = g_ptr_array_new_with_free_func(g_free), marks = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *words = g_strdup_printf("%s: news", foreign_failures[FOREIGN_BAD_ANSWER].text);
  struct reply reply;
  post_plain(far, "collect", &reply);
  gboolean ok = reply.json && foreign_codec_read_news(reply.json, secrets_of(far), raw, marks);
  if (!ok) fail(reply.words ? reply.words : words, error);
  reply_clear(&reply);
  *came = raw->len;
  return ok && keep_news(far, with, raw, marks, error);
}

static gboolean http_member_collect(void *state, const struct channel_collecting *with, GError **error) {
  struct foreign_http *far = state;
  if (!introduced(far, error)) return FALSE;
  if (!foreign_codec_can(far->hello, "collect")) return TRUE;
  guint came = FOREIGN_NEWS_MAX;
  for (int round = 0; came >= FOREIGN_NEWS_MAX && round < ROUNDS_MAX; round++)
    if (!fetch(far, with, &came, error)) return FALSE;
  return TRUE;
}

/* Nothing tells when there is more; who wants to be quicker posts it to our hook. */
static gboolean http_member_wait(void *state, int seconds, int stop, GError **error) {
  struct pollfd fd = {.fd = stop, .events = POLLIN};
  (void)state;
  (void)error;
  poll(&fd, stop >= 0 ? 1 : 0, MIN(seconds, POLL_SECONDS) * 1000);
  return TRUE;
}

const struct channel channel_http = {
    .name = "http",
    .version = FOREIGN_PROTOCOL,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_MAIL | CHANNEL_CAN_INVITE | CHANNEL_CAN_PRINT | CHANNEL_CAN_RECEIPT |
                 CHANNEL_CAN_HEAR,
    .kinds = "sms email calendar letter",
    .options = options,
    .open = http_member_open,
    .send = http_member_send,
    .check = http_member_check,
    .close = http_member_close,
    .ask = http_member_ask,
    .knock = http_member_knock,
    .hear = foreign_codec_hear,
    .collect = http_member_collect,
    .wait = http_member_wait,
    .profile = http_member_profile,
};
