/* SMS and e-mail by GOV.UK Notify's REST API (docs.notifications.service.gov.uk/rest-api), which NotifyNL, that Dutch
 * gemeenten use, has taken over.
 *
 * It sends templates only: one that is nothing but ((body)), and for mail a subject ((subject)). Each request carries a
 * token that names the moment, within 30 seconds of the far side's clock. A channel asks no clock; it takes the time
 * that the far side itself gave with its last answer, and when that has become too old, the refusal brings the new one.
 * So a clock of ours that is wrong does no harm either. */
#include "channels/formats/hook_json.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/sms/sms_room.h"
#include "channels/transport/jwt.h"

#include <string.h>

enum { ID_LENGTH = 36, TRIES = 2 }; /* of a UUID */

static const struct channel_option options[] = {
    SMS_ROOM_OPTIONS("https://api.notifynl.nl", "an API key of the service: NAME-SERVICE-SECRET"),
    {"sms_template", "", FALSE, "ID of the template for texts: ((body)) and nothing else"},
    {"email_template", "", FALSE, "ID of the template for mail: subject ((subject)), text ((body))"},
    {"sms_sender_id", "", FALSE, "ID of the number that texts come from, which must be able to receive them"},
    {"email_reply_to_id", "", FALSE, "ID of the address that answers to mail go to"},
    {NULL, NULL, FALSE, NULL},
};

struct notify {
  struct sms_room room;
  char *sms_template, *email_template, *sms_sender_id, *email_reply_to_id;
  const char *secret; /* the last part of the key */
  char *service;      /* the part before it */
  gint64 time;        /* what the far side's clock said last */
};

static void notify_close(void *state) {
  struct notify *notify = state;
  sms_room_clear(&notify->room);
  g_free(notify->sms_template);
  g_free(notify->email_template);
  g_free(notify->sms_sender_id);
  g_free(notify->email_reply_to_id);
  g_free(notify->service);
  g_free(notify);
}

/* NAME-SERVICE-SECRET: the name may have hyphens itself, the other two have a fixed length. */
static gboolean take_key(struct notify *notify, GError **error) {
  gsize length = strlen(notify->room.key), tail = 2 * ID_LENGTH + 1;
  const char *service = length >= tail ? notify->room.key + length - tail : NULL;
  if (!service || service[ID_LENGTH] != '-') {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "key: must be NAME-SERVICE-SECRET");
    return FALSE;
  }
  notify->service = g_strndup(service, ID_LENGTH);
  notify->secret = service + ID_LENGTH + 1;
  return TRUE;
}

static void *notify_open(channel_setting setting, void *user, GError **error) {
  struct notify *notify = g_new0(struct notify, 1);
  notify->sms_template = g_strdup(options_text(setting, user, "sms_template"));
  notify->email_template = g_strdup(options_text(setting, user, "email_template"));
  notify->sms_sender_id = g_strdup(options_text(setting, user, "sms_sender_id"));
  notify->email_reply_to_id = g_strdup(options_text(setting, user, "email_reply_to_id"));
  gboolean fine = sms_room_open(&notify->room, setting, user, error) && take_key(notify, error);
  if (fine && !*notify->sms_template && !*notify->email_template) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "sms_template: is not set, nor is email_template");
    fine = FALSE;
  }
  if (fine) return notify;
  notify_close(notify);
  return NULL;
}

/* -- asking ----------------------------------------------------------------------------------------------------------
 */

static void ask_once(const struct notify *notify, const char *path, const json_t *body, struct rest_reply *reply) {
  json_t *claims = json_pack("{s:s, s:I}", "iss", notify->service, "iat", (json_int_t)notify->time);
  g_autofree char *token = jwt_make(claims, notify->secret);
  const char *const secrets[] = {notify->room.key, notify->secret, token, NULL};
  g_autofree char *header = g_strconcat("Authorization: Bearer ", token, NULL);
  const char *const headers[] = {header, NULL};
  const struct rest rest = {notify->room.http, notify->room.timeout, headers, secrets};
  g_autofree char *url = g_strconcat(notify->room.url, path, NULL);
  rest_do(&rest, url, body, reply);
  json_decref(claims);
}

/* A refused sign-in was surely not taken, so it may be said again once we know what time it is there. */
static void ask(struct notify *notify, const char *path, const json_t *body, struct rest_reply *reply) {
  for (int i = 0; i < TRIES; i++) {
    gint64 before = notify->time;
    ask_once(notify, path, body, reply);
    if (reply->date) notify->time = reply->date;
    gboolean refused = reply->status == 401 || reply->status == 403;
    if (!refused || !reply->date || ABS(reply->date - before) < 10 || i + 1 == TRIES) return;
    rest_reply_clear(reply);
  }
}

/* -- out -------------------------------------------------------------------------------------------------------------
 */

static json_t *sms_body(const struct notify *notify, const struct channel_message *message) {
  json_t *body = json_pack("{s:s, s:s, s:{s:s}, s:s}", "phone_number", message->to, "template_id", notify->sms_template,
                           "personalisation", "body", message->text, "reference", message->key);
  if (*notify->sms_sender_id) json_object_set_new(body, "sms_sender_id", json_string(notify->sms_sender_id));
  return body;
}

static json_t *email_body(const struct notify *notify, const struct channel_message *message) {
  json_t *body =
      json_pack("{s:s, s:s, s:{s:s, s:s}, s:s}", "email_address", message->to, "template_id", notify->email_template,
                "personalisation", "subject", message->subject, "body", message->text, "reference", message->key);
  if (*notify->email_reply_to_id)
    json_object_set_new(body, "email_reply_to_id", json_string(notify->email_reply_to_id));
  return body;
}

static gboolean is_mail(const struct channel_message *message) {
  return strcmp(message->channel, "email") == 0;
}

/* FALSE and `result` set. A template that isn't named is a setting to mend, and no reason to lose the message. */
static gboolean can_send(const struct notify *notify, const struct channel_message *message,
                         struct channel_result *result) {
  struct sms_text_measure measure;
  const char *template = is_mail(message) ? notify->email_template : notify->sms_template;
  if (!*template) {
    channel_result_set(result, CHANNEL_LATER, "no template is set for %s", message->channel);
    return FALSE;
  }
  if (!is_mail(message)) return sms_room_can(&notify->room, message, &measure, result);
  gboolean text = g_utf8_validate(message->text, -1, NULL) && g_utf8_validate(message->subject, -1, NULL);
  if (!text) channel_result_set(result, CHANNEL_NEVER, "the text is not UTF-8");
  return text;
}

static void notify_send(void *state, const struct channel_message *message, struct channel_result *result) {
  struct notify *notify = state;
  struct rest_reply reply;
  char space[32];
  if (!can_send(notify, message, result)) return;
  if (!notify->time) notify->time = message->queued;
  json_t *body = is_mail(message) ? email_body(notify, message) : sms_body(notify, message);
  ask(notify, is_mail(message) ? "/v2/notifications/email" : "/v2/notifications/sms", body, &reply);
  const char *id = rest_text(reply.json, "id", space);
  if (reply.verdict == CHANNEL_SENT && !*id) rest_say(&reply, CHANNEL_UNKNOWN, "an answer that is not Notify's");
  sms_room_doubt(&reply);
  rest_settle(&reply, id, result);
  rest_reply_clear(&reply);
  json_decref(body);
}

static gboolean notify_check(void *state, GError **error) {
  struct rest_reply reply;
  ask(state, "/v2/notifications?template_type=sms", NULL, &reply);
  gboolean fine = reply.verdict == CHANNEL_SENT;
  if (!fine) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reply.reason);
  rest_reply_clear(&reply);
  return fine;
}

/* -- what became of it -----------------------------------------------------------------------------------------------
 */

/* docs …/rest-api.html, "Status descriptions". They say of a permanent failure that the address should be taken out of
 * our list. "pending-virus-check" and its like are of letters. */
static const struct status {
  const char *word, *state, *cause;
  enum channel_verdict verdict;
} statuses[] = {
    {"created", "sent", "", CHANNEL_SENT},
    {"sending", "sent", "", CHANNEL_SENT},
    {"pending", "sent", "", CHANNEL_SENT},
    {"sent", "sent", "", CHANNEL_SENT},
    {"delivered", "delivered", "", CHANNEL_SENT},
    {"permanent-failure", "failed", "address", CHANNEL_NEVER},
    {"temporary-failure", "failed", "temporary", CHANNEL_NEVER},
    {"technical-failure", "failed", "other", CHANNEL_NEVER},
};

static const struct status *status_of(const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS(statuses); i++)
    if (strcmp(statuses[i].word, word) == 0) return &statuses[i];
  return NULL;
}

static void judge_found(const json_t *found, const char *key, struct rest_reply *reply) {
  char space[32];
  gboolean ours = strcmp(rest_text(found, "reference", space), key) == 0;
  const struct status *status = ours ? status_of(rest_text(found, "status", space)) : NULL;
  if (!status)
    rest_say(reply, CHANNEL_UNKNOWN, "they can't say");
  else
    rest_say(reply, status->verdict, strcmp(status->cause, "address") == 0 ? "no such recipient" : status->word);
}

static void notify_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  struct rest_reply reply;
  char id[32];
  g_autofree char *path = g_strconcat("/v2/notifications?reference=", message->key, NULL);
  ask(state, path, NULL, &reply);
  const json_t *list = json_object_get(reply.json, "notifications"), *found = rest_first(list);
  if (reply.verdict != CHANNEL_SENT || !json_is_array(list))
    rest_say(&reply, CHANNEL_UNKNOWN, "they can't say");
  else if (!found)
    rest_say(&reply, CHANNEL_LATER, "they don't have it");
  else
    judge_found(found, message->key, &reply);
  rest_settle(&reply, rest_text(found, "id", id), result);
  rest_reply_clear(&reply);
}

static struct channel_news *hear_report(const json_t *json) {
  char space[32];
  const char *word = rest_text(json, "status", space);
  const struct status *status = status_of(word);
  if (!status) return sms_room_unknown(rest_text(json, "reference", space), word);
  struct channel_news *news =
      sms_room_receipt(rest_text(json, "reference", space), status->state, status->cause, status->word);
  channel_news_set(&news->reference, rest_text(json, "id", space));
  channel_news_set(&news->at, rest_text(json, "completed_at", space));
  return news;
}

static struct channel_news *hear_text(const json_t *json) {
  char space[32];
  const char *from = rest_text(json, "source_number", space);
  if (!*from) return NULL;
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_TEXT);
  channel_news_set(&news->from, from);
  channel_news_set(&news->to, rest_text(json, "destination_number", space));
  channel_news_set(&news->at, rest_text(json, "date_received", space));
  channel_news_set(&news->reference, rest_text(json, "id", space));
  channel_news_set(&news->text, rest_text(json, "message", space));
  return news;
}

static GPtrArray *notify_hear(const void *bytes, gsize length, GError **error) {
  json_t *json = hook_json_read(bytes, length);
  struct channel_news *news = json_object_get(json, "status") ? hear_report(json) : hear_text(json);
  GPtrArray *all = sms_room_news(news, "neither a delivery receipt nor a message of Notify", error);
  json_decref(json);
  return all;
}

const struct channel channel_notify = {
    .name = "notify",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_MAIL | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "sms email",
    .options = options,
    .open = notify_open,
    .send = notify_send,
    .check = notify_check,
    .close = notify_close,
    .ask = notify_ask,
    .hear = notify_hear,
};
