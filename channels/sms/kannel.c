/* SMS by the sendsms interface of a Kannel gateway, which several providers offer as well.
 *
 * What Kannel says it accepted it may still spoil: with coding 0 it turns what is not GSM-7 into question marks, and it
 * cuts a text over its own limit without a word. So the alphabet and the parts are measured here. */
#include "channels/formats/hook_news.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/sms/sms_room.h"
#include "channels/transport/reason.h"

#include <string.h>

struct kannel {
  struct http *http;
  char *url, *user, *password, *sender, *receipt_url;
  int timeout, max_parts;
};

static const struct channel_option options[] = {
    {"url", NULL, FALSE, "the gateway's sendsms address: https://…/cgi-bin/sendsms"},
    {"user", NULL, FALSE, "the sendsms user"},
    {"password", NULL, TRUE, "of that user"},
    {"sender", "", FALSE, "who it comes from, where a message doesn't say"},
    {"receipt_url", "", TRUE, "our own hook for delivery reports, with its secret word; empty: none are asked for"},
    {"max_parts", "4", FALSE, "longer texts are refused; 1 to 10, at most the gateway's max-messages"},
    {"timeout", "30", FALSE, "seconds for one message, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

static void kannel_close(void *state) {
  struct kannel *kannel = state;
  http_free(kannel->http);
  g_free(kannel->url);
  g_free(kannel->user);
  g_free(kannel->password);
  g_free(kannel->sender);
  g_free(kannel->receipt_url);
  g_free(kannel);
}

static void *kannel_open(channel_setting setting, void *user, GError **error) {
  const char *const required[] = {"url", "user", "password"};
  for (gsize i = 0; i < G_N_ELEMENTS(required); i++)
    if (!options_required(setting, user, required[i], error)) return NULL;
  int timeout = options_number(setting, user, "timeout", 1, 600, error);
  int parts = timeout < 0 ? -1 : options_number(setting, user, "max_parts", 1, 10, error);
  if (parts < 0 || !sms_room_is_address(options_text(setting, user, "url"), error)) return NULL;
  struct kannel *kannel = g_new0(struct kannel, 1);
  kannel->http = http_new();
  kannel->timeout = timeout;
  kannel->max_parts = parts;
  kannel->url = g_strdup(options_text(setting, user, "url"));
  kannel->user = g_strdup(options_text(setting, user, "user"));
  kannel->password = g_strdup(options_text(setting, user, "password"));
  kannel->sender = g_strdup(options_text(setting, user, "sender"));
  kannel->receipt_url = g_strdup(options_text(setting, user, "receipt_url"));
  return kannel;
}

static void add(GString *url, const char *name, const char *value) {
  g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
  g_string_append_printf(url, "%c%s=%s", strchr(url->str, '?') ? '&' : '?', name, escaped);
}

static GString *signed_url(const struct kannel *kannel) {
  GString *url = g_string_new(kannel->url);
  add(url, "username", kannel->user);
  add(url, "password", kannel->password);
  return url;
}

/* 31: delivered, failed, buffered, taken and refused by the operator. The % words are Kannel's to fill in: state, the
 * operator's number for it, and its answer. */
static void ask_receipt(const struct kannel *kannel, GString *url, const char *key) {
  if (!*kannel->receipt_url) return;
  g_autofree char *escaped = g_uri_escape_string(key, NULL, FALSE);
  g_autofree char *back = g_strdup_printf("%s%cid=%s&status=%%d&smscid=%%F&reply=%%A&to=%%p", kannel->receipt_url,
                                          strchr(kannel->receipt_url, '?') ? '&' : '?', escaped);
  add(url, "dlr-mask", "31");
  add(url, "dlr-url", back);
}

static GString *message_url(const struct kannel *kannel, const struct channel_message *message,
                            enum sms_text_encoding encoding) {
  GString *url = signed_url(kannel);
  const char *from = *message->from ? message->from : kannel->sender;
  if (*from) add(url, "from", from);
  add(url, "to", message->to);
  add(url, "charset", "UTF-8");
  add(url, "coding", encoding == SMS_TEXT_GSM7 ? "0" : "2");
  add(url, "text", message->text);
  ask_receipt(kannel, url, message->key);
  return url;
}

/* 2xx counts when Kannel itself speaks: "0: Accepted for delivery", "3: Queued for later delivery", or the "Sent." of
 * old. Anything else with 2xx is someone we don't know, and what they did we don't know either. */
static struct rest_meaning accepted(const char *body) {
  const char *const words[] = {"0:", "3:", "Sent"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_has_prefix(body, words[i])) return (struct rest_meaning){200, 299, CHANNEL_SENT, "accepted"};
  return (struct rest_meaning){200, 299, CHANNEL_UNKNOWN, "an answer that is not Kannel's"};
}

static struct rest_meaning meaning_of(const struct http_answer *answer) {
  struct rest_meaning meaning = rest_meaning_of(answer);
  return meaning.verdict == CHANNEL_SENT ? accepted(answer->body->str) : meaning;
}

/* Gateways echo what they were asked, so the password may be in there, and the word that opens our own hook. */
static char *words_of(const struct kannel *kannel, const struct http_answer *answer) {
  g_auto(GStrv) all =
      reason_secrets((const char *const[]){kannel->password, kannel->receipt_url, NULL}, kannel->receipt_url);
  const char *const *secrets = (const char *const *)all;
  if (answer->status == 0) return reason_line(answer->problem, strlen(answer->problem), secrets);
  g_autofree char *said = reason_line(answer->body->str, answer->body->len, secrets);
  return g_strdup_printf("%ld %s", answer->status, said);
}

static void kannel_send(void *state, const struct channel_message *message, struct channel_result *result) {
  struct kannel *kannel = state;
  struct sms_text_measure measure;
  const char *why_not = sms_room_obstacle(message, kannel->max_parts, &measure);
  if (why_not) {
    channel_result_set(result, CHANNEL_NEVER, "%s", why_not);
    return;
  }
  g_autoptr(GString) url = message_url(kannel, message, measure.encoding);
  struct http_answer answer;
  http_ask(kannel->http, url->str, NULL, NULL, kannel->timeout, &answer);
  struct rest_meaning meaning = meaning_of(&answer);
  g_autofree char *words = words_of(kannel, &answer);
  channel_result_set(result, meaning.verdict, "%s: %s", meaning.text, words);
  result->retry_after = answer.retry_after;
  result->took = answer.took;
  http_answer_clear(&answer);
}

/* Signs in and names no receiver: Kannel looks at the password first, and then says 400. */
static gboolean kannel_check(void *state, GError **error) {
  struct kannel *kannel = state;
  g_autoptr(GString) url = signed_url(kannel);
  struct http_answer answer;
  http_ask(kannel->http, url->str, NULL, NULL, kannel->timeout, &answer);
  gboolean fine = answer.status == 400;
  if (!fine) {
    g_autofree char *words = words_of(kannel, &answer);
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "%s: %s", meaning_of(&answer).text, words);
  }
  http_answer_clear(&answer);
  return fine;
}

const struct channel channel_kannel = {
    .name = "kannel",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "sms",
    .options = options,
    .open = kannel_open,
    .send = kannel_send,
    .check = kannel_check,
    .close = kannel_close,
    .hear = hook_news_read, /* it is told in its settings what to send */
};
