/* SMS by Spryng: REST API v1 (docs.spryngsms.com), with its delivery reports and incoming messages as a form, a query
 * string or JSON. What those call a field differs between accounts of different ages, so each name is known. */
#include "channels/formats/hook_form.h"
#include "channels/registry.h"
#include "channels/sms/sms_room.h"

#include <string.h>

static const struct channel_option options[] = {
    SMS_ROOM_OPTIONS("https://rest.spryngsms.com", "a REST API key of the account"),
    {"route", "business", FALSE, "the route that the account sends by"},
    {NULL, NULL, FALSE, NULL},
};

struct spryng {
  struct sms_room room;
  char *route;
};

static void spryng_close(void *state) {
  struct spryng *spryng = state;
  sms_room_clear(&spryng->room);
  g_free(spryng->route);
  g_free(spryng);
}

static void *spryng_open(channel_setting setting, void *user, GError **error) {
  struct spryng *spryng = g_new0(struct spryng, 1);
  spryng->route = g_strdup(setting(user, "route"));
  if (sms_room_open(&spryng->room, setting, user, error)) return spryng;
  spryng_close(spryng);
  return NULL;
}

/* -- out -------------------------------------------------------------------------------------------------------------
 */

static json_t *body_of(const struct spryng *spryng, const struct channel_message *message,
                       const struct sms_text_measure *measure) {
  g_autofree char *to = sms_room_digits(message->to, "");
  g_autofree char *from = sms_room_digits(sms_room_sender(&spryng->room, message), "");
  return json_pack("{s:s, s:s, s:s, s:s, s:[s], s:s}", "encoding",
                   measure->encoding == SMS_TEXT_GSM7 ? "plain" : "unicode", "body", message->text, "route",
                   spryng->route, "originator", from, "recipients", to, "reference", message->key);
}

static void ask(const struct spryng *spryng, const char *path, const json_t *body, struct rest_reply *reply) {
  sms_room_ask(&spryng->room, path, body, g_strconcat("Authorization: Bearer ", spryng->room.key, NULL), reply);
}

static void spryng_send(void *state, const struct channel_message *message, struct channel_result *result) {
  const struct spryng *spryng = state;
  struct sms_text_measure measure;
  struct rest_reply reply;
  char space[32];
  if (!sms_room_can(&spryng->room, message, &measure, result)) return;
  json_t *body = body_of(spryng, message, &measure);
  ask(spryng, "/v1/messages", body, &reply);
  const char *id = rest_text(reply.json, "id", space);
  if (reply.verdict == CHANNEL_SENT && !*id) rest_say(&reply, CHANNEL_UNKNOWN, "an answer that is not Spryng's");
  sms_room_doubt(&reply);
  rest_settle(&reply, id, result);
  rest_reply_clear(&reply);
  json_decref(body);
}

static gboolean spryng_check(void *state, GError **error) {
  struct rest_reply reply;
  ask(state, "/v1/balance", NULL, &reply);
  gboolean fine = reply.verdict == CHANNEL_SENT;
  if (!fine) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reply.reason);
  rest_reply_clear(&reply);
  return fine;
}

/* The list of messages can be narrowed to one reference. What is in it but isn't ours is not believed. */
static void spryng_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  struct rest_reply reply;
  char space[32], id[32];
  g_autofree char *path = g_strconcat("/v1/messages?filters%5Breference%5D=", message->key, NULL);
  ask(state, path, NULL, &reply);
  const json_t *list = json_object_get(reply.json, "data"), *found = rest_first(list);
  if (reply.verdict != CHANNEL_SENT || !json_is_array(list))
    rest_say(&reply, CHANNEL_UNKNOWN, "they can't say");
  else if (!found)
    rest_say(&reply, CHANNEL_LATER, "they don't have it");
  else if (strcmp(rest_text(found, "reference", space), message->key) != 0)
    rest_say(&reply, CHANNEL_UNKNOWN, "they named another");
  rest_settle(&reply, rest_text(found, "id", id), result);
  rest_reply_clear(&reply);
}

/* -- in --------------------------------------------------------------------------------------------------------------
 */

static const struct status {
  const char *word, *state, *cause;
} statuses[] = {
    {"delivered", "delivered", ""},
    {"10", "delivered", ""},
    {"not delivered", "failed", "other"},
    {"undelivered", "failed", "other"},
    {"failed", "failed", "other"},
    {"rejected", "failed", "other"},
    {"20", "failed", "other"},
    {"expired", "failed", "temporary"},
    {"buffered", "sent", ""},
    {"sent", "sent", ""},
    {"accepted", "sent", ""},
};

static const char *first_of(const struct hook_form *form, const char *const *names) {
  const char *value = "";
  for (; *names && !*value; names++) value = hook_form_field(form, *names);
  return value;
}

/* The network's own number, where it is given, tells more than the word. */
static struct channel_news *hear_report(const struct hook_form *form, const char *word) {
  static const char *const numbers[] = {"reasoncode", "reason_code", "errorcode", NULL};
  static const char *const ids[] = {"id", "message_id", "messageid", NULL};
  const char *number = first_of(form, numbers);
  for (gsize i = 0; i < G_N_ELEMENTS(statuses); i++) {
    if (g_ascii_strcasecmp(statuses[i].word, word) != 0) continue;
    g_autofree char *reason = g_strdup_printf("%s%s%s", statuses[i].word, *number ? ", error " : "", number);
    const char *cause = *number ? sms_room_cause(number) : statuses[i].cause;
    struct channel_news *news = sms_room_receipt(hook_form_field(form, "reference"), statuses[i].state, cause, reason);
    channel_news_set(&news->reference, first_of(form, ids));
    return news;
  }
  return sms_room_unknown(hook_form_field(form, "reference"), word);
}

static struct channel_news *hear_text(const struct hook_form *form) {
  static const char *const froms[] = {"originator", "sender", "from", NULL};
  static const char *const tos[] = {"recipient", "destination", "to", NULL};
  static const char *const words[] = {"body", "content", "message", "text", NULL};
  static const char *const times[] = {"received_at", "created_at", "timestamp", "date", NULL};
  const char *from = first_of(form, froms), *text = first_of(form, words);
  if (!*from) return NULL;
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_TEXT);
  channel_news_set(&news->from, from);
  channel_news_set(&news->to, first_of(form, tos));
  channel_news_set(&news->at, first_of(form, times));
  channel_news_set(&news->reference, hook_form_field(form, "id"));
  channel_news_set(&news->text, text);
  channel_news_set(&news->reason, form->problem);
  return news;
}

static GPtrArray *spryng_hear(const void *bytes, gsize length, GError **error) {
  struct hook_form form;
  hook_form_read(bytes, length, &form);
  const char *status = hook_form_field(&form, "status");
  struct channel_news *news = *status ? hear_report(&form, status) : hear_text(&form);
  GPtrArray *all = sms_room_news(news, "neither a delivery report nor a message of Spryng", error);
  hook_form_clear(&form);
  return all;
}

const struct channel channel_spryng = {
    .name = "spryng",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "sms",
    .options = options,
    .open = spryng_open,
    .send = spryng_send,
    .check = spryng_check,
    .close = spryng_close,
    .ask = spryng_ask,
    .hear = spryng_hear,
};
