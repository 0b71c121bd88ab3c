/* SMS by providers that can't be had here: each is a stub, written from its public reference, that answers one line. */
#include "channels/registry.h"
#include "channels/transport/jwt.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#include <jansson.h>

#define SERVICE "26785a09-ab16-4eb0-8407-a37497a57506"
#define SECRET  "3d844edf-8d35-48ac-975b-e847b4f122b0"
#define KEY     "school-live-" SERVICE "-" SECRET

#define ANSWER(status, headers, body)                                                                                  \
  "HTTP/1.1 " status "\r\n" headers "Content-Type: application/json\r\nConnection: close\r\n\r\n" body
#define LATE "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n"

/* -- opening ---------------------------------------------------------------------------------------------------------
 */

static const struct provider {
  const char *name;
  const struct channel *channel;
  const char *end; /* the last words of a message's body, so that the stub has read it whole */
  const char *accepted;
} providers[] = {
    {"notify", &channel_notify, SAMPLE_KEY "\"}", "{\"id\":\"740e5834-3a29\",\"reference\":\"" SAMPLE_KEY "\"}"},
    {"cm", &channel_cm, "]}]}}",
     "{\"details\":\"Created 1 message(s)\",\"errorCode\":0,\"messages\":[{\"to\":\"0031612345678\",\"status\":"
     "\"Accepted\",\"reference\":\"" SAMPLE_KEY "\",\"parts\":1,\"messageDetails\":null,\"messageErrorCode\":0}]}"},
    {"spryng", &channel_spryng, SAMPLE_KEY "\"}", "{\"id\":\"9dbc5ffb-7524\",\"credits\":1}"},
    {"bird", &channel_bird, SAMPLE_KEY "\"}", "{\"id\":\"e8077d803532c0b5937c639b60216938\",\"recipients\":{}}"},
};

static const struct provider *provider_of(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++)
    if (g_str_equal(providers[i].name, name)) return &providers[i];
  g_error("there is no provider %s", name);
}

static void *open_with(const struct provider *provider, int port, const char *name, const char *value) {
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d", port);
  gboolean notify = g_str_equal(provider->name, "notify");
  const char *pairs[] = {"url",    url,  "key", KEY, "timeout", "1", notify ? "sms_template" : "sender",
                         "tmpl-1", name, value, NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(provider->channel, pairs, &error);
  g_assert_no_error(error);
  return state;
}

/* -- verdicts --------------------------------------------------------------------------------------------------------
 */

static const struct verdict_case {
  const char *name, *provider, *answer; /* provider NULL = all of them */
  enum channel_verdict verdict;
  int retry_after;
} verdict_cases[] = {
    {"portal", NULL, ANSWER("200 OK", "", "<html>Welkom op het gastnetwerk"), CHANNEL_UNKNOWN, 0},
    {"other-json", NULL, ANSWER("200 OK", "", "{\"welcome\":true}"), CHANNEL_UNKNOWN, 0},
    {"array", NULL, ANSWER("200 OK", "", "[]"), CHANNEL_UNKNOWN, 0},
    {"moved", NULL, ANSWER("302 Found", "Location: http://127.0.0.1:1/\r\n", ""), CHANNEL_LATER, 0},
    {"refused", NULL, ANSWER("400 Bad Request", "", "{}"), CHANNEL_NEVER, 0},
    {"bad-key", NULL, ANSWER("401 Unauthorized", "", "{\"error\":\"" KEY "\"}"), CHANNEL_LATER, 0},
    {"no-credit", NULL, ANSWER("402 Payment Required", "", "{}"), CHANNEL_LATER, 0},
    {"too-fast", NULL, ANSWER("429 Too Many Requests", "Retry-After: 7\r\n", "{}"), CHANNEL_LATER, 7},
    {"broken-cm", "cm", ANSWER("500 Internal Server Error", "", "oops"), CHANNEL_LATER, 0},
    {"broken-bird", "bird", ANSWER("500 Internal Server Error", "", "oops"), CHANNEL_LATER, 0},
    {"broken-notify", "notify", ANSWER("500 Internal Server Error", "", "oops"), CHANNEL_UNKNOWN, 0},
    {"broken-spryng", "spryng", ANSWER("500 Internal Server Error", "", "oops"), CHANNEL_UNKNOWN, 0},
    {"lost-behind-proxy", NULL, ANSWER("502 Bad Gateway", "", ""), CHANNEL_UNKNOWN, 0},
    {"down", NULL, ANSWER("503 Service Unavailable", "Retry-After: 120\r\n", ""), CHANNEL_LATER, 120},
    {"proxy-gave-up", NULL, ANSWER("504 Gateway Timeout", "", ""), CHANNEL_UNKNOWN, 0},
    {"silent", NULL, STUB_FALL_SILENT, CHANNEL_UNKNOWN, 0},
    {"hangs-up", NULL, STUB_HANG_UP, CHANNEL_UNKNOWN, 0},
    {"half-an-answer", NULL, "HTTP/1.1 201 Created\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"id\":\"",
     CHANNEL_UNKNOWN, 0},
    {"cm-number-refused", "cm",
     ANSWER("200 OK", "",
            "{\"errorCode\":203,\"messages\":[{\"status\":\"Rejected\",\"messageDetails\":\"invalid "
            "number\",\"messageErrorCode\":303}]}"),
     CHANNEL_NEVER, 0},
    {"cm-token", "cm", ANSWER("200 OK", "", "{\"errorCode\":103,\"messages\":[]}"), CHANNEL_LATER, 0},
    {"cm-broken", "cm", ANSWER("200 OK", "", "{\"messages\":[{\"messageErrorCode\":999}]}"), CHANNEL_LATER, 0},
    {"bird-number-refused", "bird",
     ANSWER("422 Unprocessable Entity", "",
            "{\"errors\":[{\"code\":9,\"description\":\"no (correct) recipients found\"}]}"),
     CHANNEL_NEVER, 0},
    {"bird-no-balance", "bird",
     ANSWER("422 Unprocessable Entity", "", "{\"errors\":[{\"code\":25,\"description\":\"not enough balance\"}]}"),
     CHANNEL_LATER, 0},
    {"notify-team-key", "notify",
     ANSWER("400 Bad Request", "",
            "{\"errors\":[{\"error\":\"BadRequestError\",\"message\":\"Can't send to this recipient using a team-only "
            "API key\"}],\"status_code\":400}"),
     CHANNEL_NEVER, 0},
};

static void check_verdict(const struct provider *provider, const struct verdict_case *c) {
  const struct stub_step script[] = {{provider->end, c->answer}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(provider, stub->port, NULL, NULL);
  struct channel_message message = sample_message("sms");
  struct channel_result result = {.verdict = CHANNEL_NEVER};
  provider->channel->send(state, &message, &result);
  g_test_message("%s: %s", provider->name, result.reason);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[c->verdict]);
  g_assert_cmpint(result.retry_after, ==, c->retry_after);
  g_assert_null(strstr(result.reason, SECRET));
  channel_result_clear(&result);
  provider->channel->close(state);
  stub_stop(stub);
}

static void answer_has_its_verdict(gconstpointer data) {
  const struct verdict_case *c = data;
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++)
    if (!c->provider || g_str_equal(c->provider, providers[i].name)) check_verdict(&providers[i], c);
}

static void not_reached_is_later(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++) {
    void *state = open_with(&providers[i], stub_free_port(), NULL, NULL);
    struct channel_message message = sample_message("sms");
    g_assert_cmpint(sample_send(providers[i].channel, state, &message, NULL), ==, CHANNEL_LATER);
    providers[i].channel->close(state);
  }
}

/* -- what they are asked --------------------------------------------------------------------------------------------
 */

static char *heard_by(const struct provider *provider, const struct channel_message *message,
                      enum channel_verdict want) {
  g_autofree char *answer = g_strconcat("HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n", provider->accepted, NULL);
  const struct stub_step script[] = {{provider->end, answer}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(provider, stub->port, NULL, NULL);
  g_assert_cmpint(sample_send(provider->channel, state, message, NULL), ==, want);
  char *heard = stub_heard(stub);
  provider->channel->close(state);
  stub_stop(stub);
  return heard;
}

static const struct said_case {
  const char *name;
  const char *parts[8];
} said_cases[] = {
    {"notify",
     {"POST /v2/notifications/sms HTTP/1.1", "Authorization: Bearer ey", "\"phone_number\":\"+31612345678\"",
      "\"template_id\":\"tmpl-1\"", "\"personalisation\":{\"body\":\"Hoi Sem, hoe gaat het?\\n.\\nGroet, Jette\"}",
      "\"reference\":\"" SAMPLE_KEY "\"", NULL}},
    {"cm",
     {"POST /v1.0/message HTTP/1.1", "X-CM-PRODUCTTOKEN: " KEY, "\"from\":\"Loopbaan\"", "\"number\":\"0031612345678\"",
      "\"dcs\":0", "\"maximumNumberOfMessageParts\":1", "\"reference\":\"" SAMPLE_KEY "\"", NULL}},
    {"spryng",
     {"POST /v1/messages HTTP/1.1", "Authorization: Bearer " KEY, "\"recipients\":[\"31612345678\"]",
      "\"originator\":\"Loopbaan\"", "\"encoding\":\"plain\"", "\"route\":\"business\"",
      "\"reference\":\"" SAMPLE_KEY "\"", NULL}},
    {"bird",
     {"POST /messages HTTP/1.1", "Authorization: AccessKey " KEY, "\"recipients\":[\"31612345678\"]",
      "\"originator\":\"Loopbaan\"", "\"datacoding\":\"plain\"", "\"reference\":\"" SAMPLE_KEY "\"", NULL}},
};

static void they_are_told(gconstpointer data) {
  const struct said_case *c = data;
  struct channel_message message = sample_message("sms");
  g_autofree char *heard = heard_by(provider_of(c->name), &message, CHANNEL_SENT);
  for (const char *const *part = c->parts; *part; part++) {
    if (strstr(heard, *part)) continue;
    g_test_message("lacks %s: %s", *part, heard);
    g_test_fail();
  }
}

/* The same message is the same bytes at each try: that is how a provider may know it again. (Notify's token is not part
 * of the message.) */
static void same_message_same_bytes(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++) {
    struct channel_message message = sample_message("sms");
    g_autofree char *one = heard_by(&providers[i], &message, CHANNEL_SENT);
    g_autofree char *two = heard_by(&providers[i], &message, CHANNEL_SENT);
    g_assert_cmpstr(strstr(one, "\r\n\r\n"), ==, strstr(two, "\r\n\r\n"));
  }
}

/* What GSM-7 lacks costs UCS-2, and parts; a text that is too long never leaves. */
static void alphabet_and_parts(void) {
  static const char *const ucs2[] = {"", "\"dcs\":8", "\"encoding\":\"unicode\"", "\"datacoding\":\"unicode\""};
  g_autofree char *two = g_strnfill(161, 'a'), *five = g_strnfill(153 * 4 + 1, 'a');
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++) {
    struct channel_message message = sample_message("sms");
    message.text = "Hoi Şem 👋";
    g_autofree char *heard = heard_by(&providers[i], &message, CHANNEL_SENT);
    g_assert_nonnull(strstr(heard, ucs2[i]));
    message.text = two;
    g_autofree char *long_one = heard_by(&providers[i], &message, CHANNEL_SENT);
    if (i == 1) g_assert_nonnull(strstr(long_one, "\"maximumNumberOfMessageParts\":2"));
    message.text = five;
    g_autofree char *nothing = heard_by(&providers[i], &message, CHANNEL_NEVER);
    g_assert_cmpstr(nothing, ==, "");
  }
}

static void what_cannot_go(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(providers); i++) {
    static const char *const numbers[] = {"0612345678", "+31201234567", "", "+31612345678\r\nX: y"};
    struct channel_message message = sample_message("sms");
    for (gsize k = 0; k < G_N_ELEMENTS(numbers); k++) {
      message.to = numbers[k];
      g_autofree char *heard = heard_by(&providers[i], &message, CHANNEL_NEVER);
      g_assert_cmpstr(heard, ==, "");
    }
  }
}

/* -- Notify's token --------------------------------------------------------------------------------------------------
 */

static json_t *claims_in(const char *heard) {
  const char *from = g_strrstr(heard, "Authorization: Bearer ") + strlen("Authorization: Bearer ");
  g_autofree char *token = g_strndup(from, strcspn(from, "\r\n"));
  json_t *claims = jwt_read(token, SECRET);
  g_assert_nonnull(claims);
  return claims;
}

/* The refusal tells what time it is there; the second try has that in its token. */
static void time_is_learned_from_the_far_side(void) {
  const struct provider *notify = provider_of("notify");
  static const struct stub_step script[] = {
      {SAMPLE_KEY "\"}",
       ANSWER("403 Forbidden", LATE,
              "{\"errors\":[{\"error\":\"AuthError\",\"message\":\"Error: Your system clock must be accurate to within "
              "30 seconds\"}]}")},
      {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(notify, stub->port, NULL, NULL);
  struct channel_message message = sample_message("sms");
  g_assert_cmpint(sample_send(notify->channel, state, &message, NULL), ==, CHANNEL_LATER);
  g_assert_cmpint(g_atomic_int_get(&stub->connections), ==, 2);
  g_autofree char *heard = stub_heard(stub);
  json_t *claims = claims_in(heard);
  g_assert_cmpint(json_integer_value(json_object_get(claims, "iat")), ==, 1795348800);
  g_assert_cmpstr(json_string_value(json_object_get(claims, "iss")), ==, SERVICE);
  json_decref(claims);
  notify->channel->close(state);
  stub_stop(stub);
}

static void mail_by_notify(void) {
  const struct provider *notify = provider_of("notify");
  const struct stub_step script[] = {{SAMPLE_KEY "\"}", ANSWER("201 Created", "", "{\"id\":\"x\"}")}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(notify, stub->port, "email_template", "tmpl-2");
  struct channel_message message = sample_message("email");
  g_assert_cmpint(sample_send(notify->channel, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *heard = stub_heard(stub);
  g_assert_nonnull(strstr(heard, "POST /v2/notifications/email"));
  g_assert_nonnull(strstr(heard, "\"subject\":\"Hoe gaat het met je?\""));
  notify->channel->close(state);
  stub_stop(stub);
  state = open_with(notify, stub_free_port(), NULL, NULL);
  g_assert_cmpint(sample_send(notify->channel, state, &message, NULL), ==, CHANNEL_LATER);
  notify->channel->close(state);
}

static void keys_of_notify(void) {
  static const char *const wrong[] = {"", "kort", SERVICE "-" SECRET "x", "a" SERVICE "_" SECRET};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    const char *pairs[] = {"key", wrong[i], "sms_template", "t", NULL};
    g_autoptr(GError) error = NULL;
    void *state = sample_open(&channel_notify, pairs, &error);
    if (i == 2 && state) { /* a name may be anything, also nothing */
      channel_notify.close(state);
      continue;
    }
    g_assert_null(state);
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
  }
}

/* -- asking what became of it ----------------------------------------------------------------------------------------
 */

/* A day before SAMPLE_QUEUED, and thirteen after it. */
#define SAMPLE_DAY_BEFORE "2026-09-24T08%3A00%3A00"
#define CM_QUESTION                                                                                                    \
  "GET /v1.2/transactions/?startdate=" SAMPLE_DAY_BEFORE "&enddate=2026-10-08T08%3A00%3A00&reference=" SAMPLE_KEY " "
#define CM_LOG(result) "{\"status\":1,\"message\":\"Ok\",\"pagination\":{\"currentPage\":1},\"result\":[" result "]}"
#define FOUND(list, status)                                                                                            \
  "{\"" list "\":[{\"id\":\"i-1\",\"reference\":\"" SAMPLE_KEY "\",\"status\":\"" status "\"}],\"totalCount\":500}"
static const struct ask_case {
  const char *name, *provider, *answer;
  enum channel_verdict verdict;
  const char *reference, *question; /* what is asked */
} ask_cases[] = {
    {"notify-has-it", "notify", ANSWER("200 OK", "", FOUND("notifications", "delivered")), CHANNEL_SENT, "i-1",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-failed", "notify", ANSWER("200 OK", "", FOUND("notifications", "permanent-failure")), CHANNEL_NEVER, "i-1",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-new-word", "notify", ANSWER("200 OK", "", FOUND("notifications", "levitating")), CHANNEL_UNKNOWN, "i-1",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-nothing", "notify", ANSWER("200 OK", "", "{\"notifications\":[]}"), CHANNEL_LATER, "",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-portal", "notify", ANSWER("200 OK", "", "<html>"), CHANNEL_UNKNOWN, "",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-other", "notify",
     ANSWER("200 OK", "", "{\"notifications\":[{\"id\":\"i-2\",\"reference\":\"other\",\"status\":\"sent\"}]}"),
     CHANNEL_UNKNOWN, "i-2", "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"notify-down", "notify", ANSWER("503 Down", "", ""), CHANNEL_UNKNOWN, "",
     "GET /v2/notifications?reference=" SAMPLE_KEY " "},
    {"spryng-has-it", "spryng", ANSWER("200 OK", "", FOUND("data", "")), CHANNEL_SENT, "i-1",
     "reference%5D=" SAMPLE_KEY " "},
    {"spryng-nothing", "spryng", ANSWER("200 OK", "", "{\"data\":[]}"), CHANNEL_LATER, "",
     "reference%5D=" SAMPLE_KEY " "},
    {"spryng-refuses", "spryng", ANSWER("401 No", "", "{}"), CHANNEL_UNKNOWN, "", "reference%5D=" SAMPLE_KEY " "},
    {"bird-has-it", "bird", ANSWER("200 OK", "", FOUND("items", "sent")), CHANNEL_SENT, "i-1",
     "GET /messages?limit=200&offset=0&recipient=31612345678&from=" SAMPLE_DAY_BEFORE},
    {"bird-whole-list-without", "bird", ANSWER("200 OK", "", "{\"items\":[],\"totalCount\":0}"), CHANNEL_LATER, "",
     "GET /messages?limit=200&offset=0&recipient=31612345678&from=" SAMPLE_DAY_BEFORE},
    {"bird-part-of-list", "bird", ANSWER("200 OK", "", "{\"items\":[{\"reference\":\"x\"}],\"totalCount\":900}"),
     CHANNEL_UNKNOWN, "", "GET /messages?limit=200&offset=0&recipient=31612345678&from=" SAMPLE_DAY_BEFORE},
    {"cm-has-it", "cm",
     ANSWER("200 OK", "", CM_LOG("{\"reference\":\"x\"},{\"status\":20,\"reference\":\"" SAMPLE_KEY "\"}")),
     CHANNEL_SENT, "", CM_QUESTION},
    {"cm-nothing-yet", "cm", ANSWER("200 OK", "", CM_LOG("")), CHANNEL_UNKNOWN, "", CM_QUESTION},
    {"cm-other", "cm", ANSWER("200 OK", "", CM_LOG("{\"reference\":\"x\"}")), CHANNEL_UNKNOWN, "", CM_QUESTION},
    {"cm-refuses", "cm", ANSWER("401 No", "", "{}"), CHANNEL_UNKNOWN, "", CM_QUESTION},
    {"cm-portal", "cm", ANSWER("200 OK", "", "<html>"), CHANNEL_UNKNOWN, "", CM_QUESTION},
};

static void asking(gconstpointer data) {
  const struct ask_case *c = data;
  const struct provider *provider = provider_of(c->provider);
  const struct stub_step script[] = {{"\r\n\r\n", c->answer}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d", stub->port);
  void *state = open_with(provider, stub->port, g_str_equal(c->provider, "cm") ? "log_url" : NULL, url);
  struct channel_result result = {.verdict = CHANNEL_NEVER};
  const struct channel_message message = sample_message("sms");
  provider->channel->ask(state, &message, &result);
  g_test_message("%s", result.reason);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[c->verdict]);
  g_assert_cmpstr(result.reference, ==, c->reference);
  g_autofree char *heard = stub_heard(stub);
  g_assert_nonnull(strstr(heard, c->question));
  channel_result_clear(&result);
  provider->channel->close(state);
  stub_stop(stub);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  sample_table("/providers/verdict/", verdict_cases, sizeof *verdict_cases, G_N_ELEMENTS(verdict_cases),
               answer_has_its_verdict);
  g_test_add_func("/providers/not-reached", not_reached_is_later);
  sample_table("/providers/told/", said_cases, sizeof *said_cases, G_N_ELEMENTS(said_cases), they_are_told);
  g_test_add_func("/providers/same-bytes", same_message_same_bytes);
  g_test_add_func("/providers/alphabet", alphabet_and_parts);
  g_test_add_func("/providers/cannot-go", what_cannot_go);
  g_test_add_func("/providers/notify/time", time_is_learned_from_the_far_side);
  g_test_add_func("/providers/notify/mail", mail_by_notify);
  g_test_add_func("/providers/notify/keys", keys_of_notify);
  sample_table("/providers/ask/", ask_cases, sizeof *ask_cases, G_N_ELEMENTS(ask_cases), asking);
  return g_test_run();
}
