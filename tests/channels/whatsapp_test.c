/* WhatsApp, against a stub that plays Meta's Cloud API from its public reference. */
#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define TOKEN  "EAAG-geheim-token"
#define SECRET "app-geheim"
#define ANSWER(status, headers, body)                                                                                  \
  "HTTP/1.1 " status "\r\n" headers "Content-Type: application/json\r\nConnection: close\r\n\r\n" body
#define FAULT(code) "{\"error\":{\"message\":\"(#" code ") no; " TOKEN "\",\"code\":" code "}}"

static void *open_at(int port) {
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/v21.0", port);
  const char *pairs[] = {"url",          url,       "number",  "1066", "token", TOKEN, "app_secret", SECRET,
                         "verify_token", "welkom1", "timeout", "1",    NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(&channel_whatsapp, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static struct channel_message nudge(void) {
  struct channel_message message = sample_message("sms");
  message.channel = "whatsapp";
  message.to_name = "Noor\n\t el";
  message.from_name = "Jette de Vries";
  message.text = "Dit is geheim en gaat niet mee.";
  return message;
}

static const struct answer_case {
  const char *name;
  enum channel_verdict verdict;
  int retry_after;
  const char *answer;
} answer_cases[] = {
    {"accepted", CHANNEL_SENT, 0, ANSWER("200 OK", "", "{\"messages\":[{\"id\":\"wamid.A1\"}]}")},
    {"no id", CHANNEL_UNKNOWN, 0, ANSWER("200 OK", "", "{\"ok\":true}")},
    {"portal", CHANNEL_UNKNOWN, 0, ANSWER("200 OK", "", "<html>Welkom")},
    {"not on whatsapp", CHANNEL_NEVER, 0, ANSWER("400 Bad Request", "", FAULT("131026"))},
    {"parameter", CHANNEL_NEVER, 0, ANSWER("400 Bad Request", "", FAULT("100"))},
    {"no template", CHANNEL_LATER, 0, ANSWER("404 Not Found", "", FAULT("132001"))},
    {"token ended", CHANNEL_LATER, 0, ANSWER("401 Unauthorized", "", FAULT("190"))},
    {"too fast", CHANNEL_LATER, 9, ANSWER("429 Too Many Requests", "Retry-After: 9\r\n", FAULT("130429"))},
    {"broken", CHANNEL_LATER, 0, ANSWER("500 Oops", "", FAULT("131000"))},
    {"gateway", CHANNEL_UNKNOWN, 0, ANSWER("504 Gateway Timeout", "", "x")},
    {"silent", CHANNEL_UNKNOWN, 0, STUB_FALL_SILENT},
    {"hangs up", CHANNEL_UNKNOWN, 0, STUB_HANG_UP},
};

static void answer_has_its_verdict(gconstpointer data) {
  const struct answer_case *c = data;
  const struct stub_step script[] = {{"\r\n\r\n{", c->answer}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_at(stub->port);
  struct channel_message message = nudge();
  struct channel_result result = {.verdict = CHANNEL_NEVER};
  channel_whatsapp.send(state, &message, &result);
  g_test_message("%s", result.reason);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[c->verdict]);
  g_assert_cmpint(result.retry_after, ==, c->retry_after);
  g_assert_null(strstr(result.reason, "geheim"));
  if (c->verdict == CHANNEL_SENT) g_assert_cmpstr(result.reference, ==, "wamid.A1");
  channel_result_clear(&result);
  channel_whatsapp.close(state);
  stub_stop(stub);
}

/* Two names, a template and our key: whatever the text of the message is, it stays here. */
static void text_never_leaves(void) {
  static const struct stub_step script[] = {{"\r\n\r\n{", ANSWER("200 OK", "", "{\"messages\":[{\"id\":\"w\"}]}")},
                                            {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_at(stub->port);
  struct channel_message message = nudge();
  g_assert_cmpint(sample_send(&channel_whatsapp, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *heard = stub_heard(stub);
  g_assert_null(strstr(heard, "geheim en"));
  g_assert_true(g_str_has_prefix(heard, "POST /v21.0/1066/messages HTTP/1.1\r\n"));
  const char *const wanted[] = {"Authorization: Bearer " TOKEN, "\"to\":\"+31612345678\"",
                                "\"type\":\"template\"",        "\"biz_opaque_callback_data\":\"" SAMPLE_KEY "\"",
                                "\"text\":\"Noor el\"",         "\"text\":\"Jette de Vries\""};
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (!strstr(heard, wanted[i])) g_error("not in it: %s\n%s", wanted[i], heard);
  channel_whatsapp.close(state);
  stub_stop(stub);
}

/* -- the hook ---------------------------------------------------------------------------------------------------------
 */

static const char *header(void *user, const char *name) {
  return g_ascii_strcasecmp(name, "x-hub-signature-256") == 0 ? user : NULL;
}

static enum channel_knock knock(const char *method, const char *query, const char *body, const char *signature,
                                char **answer) {
  void *state = open_at(1);
  const struct channel_post post = {method, query, body, strlen(body), header, (void *)signature};
  enum channel_knock verdict = channel_whatsapp.knock(state, &post, answer);
  channel_whatsapp.close(state);
  return verdict;
}

static void only_what_meta_signed_is_taken(void) {
  static const char body[] = "{\"entry\":[]}";
  g_autofree char *mac =
      g_compute_hmac_for_data(G_CHECKSUM_SHA256, (const guchar *)SECRET, strlen(SECRET), (const guchar *)body, 12);
  g_autofree char *good = g_strconcat("sha256=", mac, NULL), *answer = NULL;
  g_assert_cmpint(knock("POST", "", body, good, &answer), ==, CHANNEL_KNOCK_TAKEN);
  g_assert_cmpint(knock("POST", "", "{\"entry\":[] }", good, &answer), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock("POST", "", body, "sha256=", &answer), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock("POST", "", body, NULL, &answer), ==, CHANNEL_KNOCK_REFUSED);
}

static void greeting_is_answered(void) {
  static const struct {
    const char *query, *answer;
  } table[] = {{"hub.mode=subscribe&hub.verify_token=welkom1&hub.challenge=1158", "1158"},
               {"hub.mode=subscribe&hub.verify_token=welkom2&hub.challenge=1158", NULL},
               {"hub.mode=subscribe&hub.verify_token=welkom1&hub.challenge=%3Cscript%3E", NULL},
               {"hub.mode=unsubscribe&hub.verify_token=welkom1&hub.challenge=1", NULL},
               {"", NULL}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *answer = NULL;
    enum channel_knock verdict = knock("GET", table[i].query, "", NULL, &answer);
    g_assert_cmpint(verdict, ==, table[i].answer ? CHANNEL_KNOCK_ANSWERED : CHANNEL_KNOCK_REFUSED);
    g_assert_cmpstr(answer, ==, table[i].answer);
  }
}

#define POST(value)                                                                                                    \
  "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\","           \
  "\"value\":" value "}]}]}"
#define STATUS(status, more)                                                                                           \
  POST("{\"statuses\":[{\"id\":\"wamid.A1\",\"status\":\"" status "\",\"timestamp\":\"1790323200\",\"recipient_id\":"  \
       "\"31612345678\",\"biz_opaque_callback_data\":\"" SAMPLE_KEY "\"" more "}]}")
#define MESSAGE(more)                                                                                                  \
  POST("{\"messages\":[{\"from\":\"31612345678\",\"id\":\"wamid.B\",\"timestamp\":\"1\"," more "}]}")

static const struct hear_case {
  const char *name, *body;
  enum channel_news_kind kind;
  const char *state, *cause, *text;
} hear_cases[] = {
    {"sent", STATUS("sent", ""), CHANNEL_NEWS_RECEIPT, "sent", "", ""},
    {"delivered", STATUS("delivered", ""), CHANNEL_NEWS_RECEIPT, "delivered", "", ""},
    {"read", STATUS("read", ""), CHANNEL_NEWS_RECEIPT, "delivered", "", ""},
    {"failed", STATUS("failed", ",\"errors\":[{\"code\":131026,\"title\":\"Message undeliverable\"}]"),
     CHANNEL_NEWS_RECEIPT, "failed", "address", ""},
    {"failed otherwise", STATUS("failed", ",\"errors\":[{\"code\":1}]"), CHANNEL_NEWS_RECEIPT, "failed", "other", ""},
    {"text", MESSAGE("\"type\":\"text\",\"text\":{\"body\":\"Bel me maar\"}"), CHANNEL_NEWS_TEXT, "", "",
     "Bel me maar"},
    {"button", MESSAGE("\"type\":\"button\",\"button\":{\"text\":\"Bel mij\",\"payload\":\"x\"}"), CHANNEL_NEWS_TEXT,
     "", "", "Bel mij"},
    {"list", MESSAGE("\"type\":\"interactive\",\"interactive\":{\"list_reply\":{\"id\":\"1\",\"title\":\"1 werk\"}}"),
     CHANNEL_NEWS_TEXT, "", "", "1 werk"},
    {"caption", MESSAGE("\"type\":\"image\",\"image\":{\"caption\":\"kijk\"}"), CHANNEL_NEWS_TEXT, "", "", "kijk"},
    {"voice", MESSAGE("\"type\":\"audio\",\"audio\":{\"id\":\"1\"}"), CHANNEL_NEWS_TEXT, "", "", NULL},
    {"heart", MESSAGE("\"type\":\"reaction\",\"reaction\":{\"emoji\":\"x\"}"), CHANNEL_NEWS_TEXT, "", "", NULL},
};

static void news_is_read(gconstpointer data) {
  const struct hear_case *c = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = channel_whatsapp.hear(c->body, strlen(c->body), &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->len, ==, 1);
  const struct channel_news *news = all->pdata[0];
  g_assert_cmpint(news->kind, ==, c->kind);
  g_assert_cmpstr(news->state, ==, c->state);
  g_assert_cmpstr(news->cause, ==, c->cause);
  g_assert_cmpstr(news->text, ==, c->text);
  g_assert_cmpstr(c->kind == CHANNEL_NEWS_TEXT ? news->from : news->to, ==, "+31612345678");
  if (c->kind == CHANNEL_NEWS_RECEIPT) g_assert_cmpstr(news->key, ==, SAMPLE_KEY);
}

static void other_posts_are_nothing_or_a_fault(void) {
  static const struct {
    const char *body;
    gboolean fine;
  } table[] = {{"{\"entry\":[]}", TRUE},
               {STATUS("warning", ""), TRUE},
               {POST("{\"messages\":[{\"type\":\"system\"}]}"), TRUE},
               {"{\"entry\":{}}", FALSE},
               {"[]", FALSE},
               {"", FALSE},
               {"{\"entry\":[[[", FALSE}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = channel_whatsapp.hear(table[i].body, strlen(table[i].body), &error);
    g_assert_cmpint(all != NULL, ==, table[i].fine);
    g_assert_true(!all || all->len == 0);
    if (!all) g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(answer_cases); i++) {
    g_autofree char *name = g_strdup_printf("/whatsapp/answer/%s", answer_cases[i].name);
    g_test_add_data_func(name, &answer_cases[i], answer_has_its_verdict);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(hear_cases); i++) {
    g_autofree char *name = g_strdup_printf("/whatsapp/news/%s", hear_cases[i].name);
    g_test_add_data_func(name, &hear_cases[i], news_is_read);
  }
  g_test_add_func("/whatsapp/text never leaves", text_never_leaves);
  g_test_add_func("/whatsapp/signature", only_what_meta_signed_is_taken);
  g_test_add_func("/whatsapp/greeting", greeting_is_answered);
  g_test_add_func("/whatsapp/other posts", other_posts_are_nothing_or_a_fault);
  return g_test_run();
}
