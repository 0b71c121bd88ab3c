#include "channels/transport/rest.h"

#include "channels/transport/reason.h"

#include <string.h>

static const struct rest_meaning meanings[] = {
    {200, 299, CHANNEL_SENT, "accepted"},
    {400, 400, CHANNEL_NEVER, "refused"},
    {401, 401, CHANNEL_LATER, "signing in refused; see the account's settings"},
    {402, 402, CHANNEL_LATER, "no credit left"},
    {403, 403, CHANNEL_LATER, "signing in refused; see the account's settings"},
    {404, 405, CHANNEL_LATER, "nothing there; see url"},
    {413, 414, CHANNEL_NEVER, "too long for the gateway"},
    {422, 422, CHANNEL_NEVER, "refused"},
    {429, 429, CHANNEL_LATER, "too fast"},
    {502, 502, CHANNEL_UNKNOWN, "no answer from the gateway behind the proxy"},
    {504, 504, CHANNEL_UNKNOWN, "no answer from the gateway behind the proxy"},
    {300, 499, CHANNEL_LATER, "not taken"},
    {500, 599, CHANNEL_LATER, "out of order"},
};

struct rest_meaning rest_meaning_of(const struct http_answer *answer) {
  if (answer->status == 0 && answer->sent)
    return (struct rest_meaning){0, 0, CHANNEL_UNKNOWN, "no answer after the request had left"};
  if (answer->status == 0) return (struct rest_meaning){0, 0, CHANNEL_LATER, "not reached"};
  for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (answer->status >= meanings[i].low && answer->status <= meanings[i].high) return meanings[i];
  return (struct rest_meaning){answer->status, answer->status, CHANNEL_UNKNOWN, "an answer that HTTP does not have"};
}

static char *reason_of(const struct rest *rest, const struct http_answer *answer, const char *text) {
  if (answer->status == 0) {
    g_autofree char *problem = reason_line(answer->problem, strlen(answer->problem), rest->secrets);
    return g_strdup_printf("%s: %s", text, problem);
  }
  g_autofree char *said = reason_line(answer->body->str, answer->body->len, rest->secrets);
  return g_strdup_printf("%s: %ld %s", text, answer->status, said);
}

void rest_do(const struct rest *rest, const char *url, const json_t *body, struct rest_reply *reply) {
  char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  for (const char *const *line = rest->headers; line && *line; line++) g_ptr_array_add(lines, (gpointer)*line);
  if (text) g_ptr_array_add(lines, (gpointer) "Content-Type: application/json");
  g_ptr_array_add(lines, (gpointer) "Accept: application/json");
  g_ptr_array_add(lines, NULL);
  const struct http_request request = {
      .url = url, .body = text, .headers = (const char *const *)lines->pdata, .timeout = rest->timeout};
  struct http_answer answer;
  http_do(rest->http, &request, &answer);
  struct rest_meaning meaning = rest_meaning_of(&answer);
  *reply = (struct rest_reply){.status = answer.status,
                               .verdict = meaning.verdict,
                               .reason = reason_of(rest, &answer, meaning.text),
                               .json = json_loadb(answer.body->str, answer.body->len, 0, NULL),
                               .retry_after = answer.retry_after,
                               .took = answer.took,
                               .date = http_answer_date(&answer)};
  http_answer_clear(&answer);
  free(text);
}

void rest_reply_clear(struct rest_reply *reply) {
  g_free(reply->reason);
  json_decref(reply->json);
}

void rest_say(struct rest_reply *reply, enum channel_verdict verdict, const char *text) {
  char *reason = g_strdup_printf("%s (%s)", text, reply->reason);
  g_free(reply->reason);
  reply->reason = reason;
  reply->verdict = verdict;
}

void rest_settle(const struct rest_reply *reply, const char *reference, struct channel_result *result) {
  channel_result_set(result, reply->verdict, "%s", reply->reason);
  channel_news_set(&result->reference, reference);
  result->retry_after = reply->retry_after;
  result->took = reply->took;
}

const char *rest_text(const json_t *object, const char *name, char space[32]) {
  const json_t *value = json_object_get(object, name);
  if (json_is_string(value)) return json_string_value(value);
  if (!json_is_integer(value)) return "";
  g_snprintf(space, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
  return space;
}

const json_t *rest_first(const json_t *value) {
  return json_is_array(value) ? json_array_get(value, 0) : value;
}
