/* SMS out, against a gateway that refuses, waits, falls silent and says things that are not Kannel's. */
#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define PASSWORD "ge heim&1"
#define ANSWER(status, headers, body)                                                                                  \
  "HTTP/1.1 " status "\r\n" headers "Content-Type: text/plain\r\nConnection: close\r\n\r\n" body

static void *open_with(int port, const char *name, const char *value) {
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/cgi-bin/sendsms", port);
  const char *pairs[] = {"url", url, "user", "school", "password", PASSWORD, "timeout", "1", name, value, NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(&channel_kannel, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static const struct answer_case {
  const char *name;
  enum channel_verdict verdict;
  int retry_after;
  const char *answer;
} answer_cases[] = {
    {"accepted", CHANNEL_SENT, 0, ANSWER("202 Accepted", "", "0: Accepted for delivery")},
    {"queued", CHANNEL_SENT, 0, ANSWER("202 Accepted", "", "3: Queued for later delivery")},
    {"sent-of-old", CHANNEL_SENT, 0, ANSWER("200 OK", "", "Sent.")},
    {"portal", CHANNEL_UNKNOWN, 0, ANSWER("200 OK", "", "<html>Welkom op het gastnetwerk")},
    {"moved", CHANNEL_LATER, 0, ANSWER("302 Found", "Location: http://127.0.0.1:1/\r\n", "")},
    {"bad-number", CHANNEL_NEVER, 0, ANSWER("400 Bad Request", "", "Invalid receiver")},
    {"bad-password", CHANNEL_LATER, 0, ANSWER("403 Forbidden", "", "Authorization failed for sendsms")},
    {"no-such-page", CHANNEL_LATER, 0, ANSWER("404 Not Found", "", "x")},
    {"too-long", CHANNEL_NEVER, 0, ANSWER("414 URI Too Long", "", "x")},
    {"too-fast", CHANNEL_LATER, 7, ANSWER("429 Too Many Requests", "Retry-After: 7\r\n", "x")},
    {"down", CHANNEL_LATER, 120, ANSWER("503 Service Unavailable", "Retry-After: 120\r\n", "Temporal failure")},
    {"broken", CHANNEL_LATER, 0, ANSWER("500 Internal Server Error", "", "x")},
    {"proxy-gave-up", CHANNEL_UNKNOWN, 0, ANSWER("504 Gateway Timeout", "", "x")},
    {"silent", CHANNEL_UNKNOWN, 0, STUB_FALL_SILENT},
    {"hangs-up", CHANNEL_UNKNOWN, 0, STUB_HANG_UP},
    {"half-an-answer", CHANNEL_UNKNOWN, 0,
     "HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\nConnection: close\r\n\r\n0: Acc"},
    {"no-http", CHANNEL_UNKNOWN, 0, "220 mail.example ESMTP\r\n"},
    {"echo", CHANNEL_LATER, 0,
     ANSWER("500 Oops", "",
            "GET ?password=ge%20heim%261&dlr-url=http%3A%2F%2Fx.example%2Fin%3Fword%3Dheimelijk%26id or " PASSWORD)},
};

static void answer_has_its_verdict(gconstpointer data) {
  const struct answer_case *c = data;
  const struct stub_step script[] = {{"\r\n\r\n", c->answer}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(stub->port, "receipt_url", "http://x.example/in?word=heimelijk");
  struct channel_message message = sample_message("sms");
  struct channel_result result = {.verdict = CHANNEL_NEVER};
  channel_kannel.send(state, &message, &result);
  g_test_message("%s", result.reason);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[c->verdict]);
  g_assert_cmpint(result.retry_after, ==, c->retry_after);
  g_assert_cmpstr(result.reason, !=, "");
  g_assert_null(strstr(result.reason, "heim"));
  channel_result_clear(&result);
  channel_kannel.close(state);
  stub_stop(stub);
}

/* Once is what the far side must hear, however it ends: a kept connection would make libcurl say it twice. */
static void silence_is_not_repeated(void) {
  static const struct stub_step script[] = {
      {"\r\n\r\n", "HTTP/1.1 202 Accepted\r\nContent-Length: 26\r\n\r\n0: Accepted for delivery.\n"},
      {"\r\n\r\n", STUB_HANG_UP},
      {NULL, NULL}};
  static const struct stub_step last[] = {{"\r\n\r\n", STUB_HANG_UP}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(stub->port, NULL, NULL);
  struct channel_message message = sample_message("sms");
  g_assert_cmpint(sample_send(&channel_kannel, state, &message, NULL), ==, CHANNEL_SENT);
  stub->script = last;
  g_assert_cmpint(sample_send(&channel_kannel, state, &message, NULL), ==, CHANNEL_UNKNOWN);
  g_autofree char *heard = stub_heard(stub);
  int asked = 0;
  for (const char *p = heard; (p = strstr(p, "GET /cgi-bin/sendsms?")); p++) asked++;
  g_assert_cmpint(asked, ==, 2);
  channel_kannel.close(state);
  stub_stop(stub);
}

static const struct question_case {
  const char *name, *text;
  const char *receipt_url;
  const char *words[8]; /* all of them are in the request */
  const char *absent;
} question_cases[] = {
    {"gsm7",
     "Hoi \xe2\x82\xac 5",
     "",
     {"to=%2B31612345678&", "&coding=0&", "charset=UTF-8", "text=Hoi%20%E2%82%AC%205", "from=Loopbaan&",
      "username=school&"},
     "dlr-"},
    {"ucs2", "Hoi \xc3\xab", "", {"&coding=2&", "text=Hoi%20%C3%AB"}, "dlr-"},
    {"receipt",
     "Hoi",
     "https://school.example/in/sms",
     {"dlr-mask=31", "dlr-url=https%3A%2F%2Fschool.example%2Fin%2Fsms%3Fid%3D" SAMPLE_KEY "%26status%3D%25d%26"},
     "coding=2"},
    {"receipt-token", "Hoi", "https://school.example/in?t=1", {"in%3Ft%3D1%26id%3D" SAMPLE_KEY}, "coding=2"},
};

/* And the same question at the second try. */
static void question_is_whole_and_the_same(gconstpointer data) {
  const struct question_case *c = data;
  static const struct stub_step script[] = {{"\r\n\r\n", ANSWER("202 Accepted", "", "0: Accepted for delivery")},
                                            {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(stub->port, "receipt_url", c->receipt_url);
  struct channel_message message = sample_message("sms");
  message.text = c->text;
  for (int i = 0; i < 2; i++) g_assert_cmpint(sample_send(&channel_kannel, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *heard = stub_heard(stub);
  for (const char *const *w = c->words; *w; w++) g_assert_nonnull(strstr(heard, *w));
  g_assert_null(strstr(heard, c->absent));
  gsize half = strlen(heard) / 2;
  g_assert_true(strlen(heard) == 2 * half && strncmp(heard, heard + half, half) == 0);
  channel_kannel.close(state);
  stub_stop(stub);
}

static const struct refusal_case {
  const char *name, *to, *text, *channel, *word;
} refusal_cases[] = {
    {"five-parts", "+31612345678", NULL, "sms", "max_parts"},
    {"landline", "+31201234567", "Hoi", "sms", "landline"},
    {"not-e164", "0612345678", "Hoi", "sms", "E.164"},
    {"injection", "+31612345678&to=+31612345679", "Hoi", "sms", "E.164"},
    {"empty", "+31612345678", "", "sms", "empty"},
    {"not-utf8", "+31612345678", "\xff", "sms", "UTF-8"},
    {"mail", "+31612345678", "Hoi", "email", "sms"},
};

static void what_can_t_go_is_never_asked(gconstpointer data) {
  const struct refusal_case *c = data;
  static const struct stub_step script[] = {{"\r\n\r\n", ANSWER("202 Accepted", "", "0: Accepted for delivery")},
                                            {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(stub->port, NULL, NULL);
  g_autofree char *many = g_strnfill(153 * 4 + 1, 'a');
  struct channel_message message = sample_message("sms");
  message.channel = c->channel;
  message.to = c->to;
  message.text = c->text ? c->text : many;
  g_autofree char *reason = NULL;
  g_assert_cmpint(sample_send(&channel_kannel, state, &message, &reason), ==, CHANNEL_NEVER);
  g_assert_nonnull(strstr(reason, c->word));
  channel_kannel.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_cmpstr(heard, ==, "");
  stub_stop(stub);
}

/* The measure is ours: four full parts go, and a fifth septet more does not (above). */
static void four_parts_go(void) {
  static const struct stub_step script[] = {{"\r\n\r\n", ANSWER("202 Accepted", "", "0: Accepted for delivery")},
                                            {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_with(stub->port, NULL, NULL);
  g_autofree char *many = g_strnfill(153 * 4, 'a');
  struct channel_message message = sample_message("sms");
  message.text = many;
  g_assert_cmpint(sample_send(&channel_kannel, state, &message, NULL), ==, CHANNEL_SENT);
  channel_kannel.close(state);
  stub_stop(stub);
}

static void nobody_there_is_later(void) {
  void *state = open_with(stub_free_port(), NULL, NULL);
  struct channel_message message = sample_message("sms");
  g_autofree char *reason = NULL;
  g_assert_cmpint(sample_send(&channel_kannel, state, &message, &reason), ==, CHANNEL_LATER);
  g_assert_null(strstr(reason, "heim"));
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_kannel.check(state, &error));
  g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE);
  channel_kannel.close(state);
}

static void bad_setting_is_named(void) {
  const struct {
    const char *url, *parts, *named;
  } cases[] = {
      {"ftp://sms.example/", "4", "url"},        {"sms.example/send", "4", "url"},
      {"http://a:b@sms.example/", "4", "url"},   {"http://sms.example/?x=1", "4", "url"},
      {"http://sms.example/", "0", "max_parts"}, {"http://sms.example/", "11", "max_parts"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *pairs[] = {"url", cases[i].url, "user", "u", "password", PASSWORD, "max_parts", cases[i].parts, NULL};
    g_autoptr(GError) error = NULL;
    g_assert_null(sample_open(&channel_kannel, pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_true(g_str_has_prefix(error->message, cases[i].named));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_setenv("no_proxy", "127.0.0.1", TRUE);
  sample_table("/kannel/answer/", answer_cases, sizeof *answer_cases, G_N_ELEMENTS(answer_cases),
               answer_has_its_verdict);
  sample_table("/kannel/question/", question_cases, sizeof *question_cases, G_N_ELEMENTS(question_cases),
               question_is_whole_and_the_same);
  sample_table("/kannel/refusal/", refusal_cases, sizeof *refusal_cases, G_N_ELEMENTS(refusal_cases),
               what_can_t_go_is_never_asked);
  g_test_add_func("/kannel/once", silence_is_not_repeated);
  g_test_add_func("/kannel/four-parts", four_parts_go);
  g_test_add_func("/kannel/nobody", nobody_there_is_later);
  g_test_add_func("/kannel/settings", bad_setting_is_named);
  return g_test_run();
}
