/* SMS by CM.com: Business Messaging API v1.0 in JSON (developers.cm.com/messaging/docs/sms), its status reports
 * (…/incoming-status-report) and incoming messages (…/incoming-messages).
 *
 * It is asked by our own reference in the log of what was sent (…/transactions-api), an interface and a host of its own
 * with the same token. There are no missed calls. */
#include "channels/formats/hook_form.h"
#include "channels/formats/hook_json.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/sms/sms_room.h"

#include <string.h>

/* Their log is asked for these days: from before it was queued, until it has long gone. */
enum { DAY = 24 * 3600, LOG_BEFORE = DAY, LOG_AFTER = 13 * DAY };

struct cm {
  struct sms_room room;
  char *log_url;
};

static const struct channel_option options[] = {
    SMS_ROOM_OPTIONS("https://gw.messaging.cm.com", "the product token of the account"),
    {"log_url", "https://api.cmtelecom.com", FALSE, "address of the Transactions API, asked what became of a message"},
    {NULL, NULL, FALSE, NULL},
};

static void cm_close(void *state) {
  struct cm *cm = state;
  sms_room_clear(&cm->room);
  g_free(cm->log_url);
  g_free(cm);
}

static void *cm_open(channel_setting setting, void *user, GError **error) {
  struct cm *cm = g_new0(struct cm, 1);
  cm->log_url = g_strdup(options_text(setting, user, "log_url"));
  if (sms_room_open(&cm->room, setting, user, error) && sms_room_is_address(cm->log_url, error)) return cm;
  cm_close(cm);
  return NULL;
}

/* -- out -------------------------------------------------------------------------------------------------------------
 */

/* dcs is the data coding scheme of TS 23.038: 0 = its 7-bit alphabet, 8 = UCS-2. Chosen here, for "auto" would cost
 * parts that we did not count. */
static json_t *body_of(const struct sms_room *room, const struct channel_message *message,
                       const struct sms_text_measure *measure) {
  g_autofree char *to = sms_room_digits(message->to, "00");
  g_autofree char *from = sms_room_digits(sms_room_sender(room, message), "00");
  return json_pack("{s:{s:[{s:s, s:[{s:s}], s:{s:s}, s:i, s:i, s:i, s:s, s:[s]}]}}", "messages", "msg", "from", from,
                   "to", "number", to, "body", "content", message->text, "dcs",
                   measure->encoding == SMS_TEXT_GSM7 ? 0 : 8, "minimumNumberOfMessageParts", 1,
                   "maximumNumberOfMessageParts", measure->parts, "reference", message->key, "allowedChannels", "SMS");
}

/* 200 is said to the request; each message has an error number of its own. 1xx are about the account, 5xx and 999 about
 * CM itself. */
static void judge(struct rest_reply *reply) {
  char space[32];
  if (reply->verdict != CHANNEL_SENT) return;
  const json_t *message = rest_first(json_object_get(reply->json, "messages"));
  const char *number = rest_text(message, "messageErrorCode", space);
  if (!*number) number = rest_text(reply->json, "errorCode", space);
  if (strcmp(number, "0") == 0) return;
  if (!*number)
    rest_say(reply, CHANNEL_UNKNOWN, "an answer that is not CM's");
  else if (*number == '1' || *number == '5' || *number == '9')
    rest_say(reply, CHANNEL_LATER, "not taken");
  else
    rest_say(reply, CHANNEL_NEVER, "refused");
}

static char *token(const struct sms_room *room) {
  return g_strconcat("X-CM-PRODUCTTOKEN: ", room->key, NULL);
}

static void cm_send(void *state, const struct channel_message *message, struct channel_result *result) {
  const struct cm *cm = state;
  const struct sms_room *room = &cm->room;
  struct sms_text_measure measure;
  struct rest_reply reply;
  if (!sms_room_can(room, message, &measure, result)) return;
  json_t *body = body_of(room, message, &measure);
  sms_room_ask(room, "/v1.0/message", body, token(room), &reply);
  judge(&reply);
  rest_settle(&reply, "", result);
  rest_reply_clear(&reply);
  json_decref(body);
}

/* A request without messages: the token is looked at first. Only 401 and 403 tell about it; 400 says that it was
 * known. */
static gboolean cm_check(void *state, GError **error) {
  const struct cm *cm = state;
  json_t *body = json_pack("{s:{s:[]}}", "messages", "msg");
  struct rest_reply reply;
  sms_room_ask(&cm->room, "/v1.0/message", body, token(&cm->room), &reply);
  gboolean fine = reply.status == 400 || reply.status == 200;
  if (!fine) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reply.reason);
  rest_reply_clear(&reply);
  json_decref(body);
  return fine;
}

/* -- what became of it -----------------------------------------------------------------------------------------------
 */

static char *log_path(const struct channel_message *message) {
  g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc(message->queued - LOG_BEFORE);
  g_autoptr(GDateTime) to = g_date_time_new_from_unix_utc(message->queued + LOG_AFTER);
  g_autofree char *start = g_date_time_format(from, "%Y-%m-%dT%H%%3A%M%%3A%S");
  g_autofree char *end = g_date_time_format(to, "%Y-%m-%dT%H%%3A%M%%3A%S");
  return g_strdup_printf("/v1.2/transactions/?startdate=%s&enddate=%s&reference=%s", start, end, message->key);
}

/* It is a log and may be behind: what stands in it was taken, what doesn't may stand there tomorrow. So nothing is ever
 * sent again by it. How it ended is what the status reports say. */
static void cm_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  const struct cm *cm = state;
  struct sms_room room = cm->room;
  struct rest_reply reply;
  char space[32];
  room.url = cm->log_url;
  g_autofree char *path = log_path(message);
  sms_room_ask(&room, path, NULL, token(&room), &reply);
  const json_t *list = json_object_get(reply.json, "result");
  gboolean found = FALSE;
  for (gsize i = 0; i < json_array_size(list); i++)
    found = found || strcmp(rest_text(json_array_get(list, i), "reference", space), message->key) == 0;
  if (reply.verdict != CHANNEL_SENT || !found) rest_say(&reply, CHANNEL_UNKNOWN, "they can't say");
  rest_settle(&reply, "", result);
  rest_reply_clear(&reply);
}

/* -- in --------------------------------------------------------------------------------------------------------------
 */

static const struct status {
  const char *code, *state, *meaning;
} statuses[] = {
    {"0", "sent", "taken by the operator"}, {"1", "failed", "refused by CM"}, {"2", "delivered", "delivered"},
    {"3", "failed", "not delivered"},       {"4", "delivered", "read"},
};

static struct channel_news *report(const char *key, const char *code, const char *number, const char *said) {
  for (gsize i = 0; i < G_N_ELEMENTS(statuses); i++) {
    if (strcmp(statuses[i].code, code) != 0) continue;
    g_autofree char *reason = g_strdup_printf("%s%s%s", statuses[i].meaning, *said ? ": " : "", said);
    return sms_room_receipt(key, statuses[i].state, sms_room_cause(number), reason);
  }
  return *key && *code ? sms_room_unknown(key, code) : NULL;
}

static void add_report(GPtrArray *all, const json_t *one) {
  char code[32], number[32], key[32], text[32];
  const json_t *status = json_object_get(one, "status");
  struct channel_news *news =
      report(rest_text(one, "reference", key), rest_text(status, "code", code), rest_text(status, "errorCode", number),
             rest_text(status, "errorDescription", text));
  if (news) g_ptr_array_add(all, news);
}

static GPtrArray *hear_reports(const json_t *json) {
  const json_t *value = json_object_get(json, "msg");
  GPtrArray *all = g_ptr_array_new_with_free_func(channel_news_free);
  if (!json_is_array(value)) add_report(all, value);
  for (gsize i = 0; i < json_array_size(value); i++) add_report(all, json_array_get(value, i));
  return all;
}

/* Either {"number": …} or, of old, the number itself. */
static const char *number_of(const json_t *json, const char *name, char space[32]) {
  const json_t *value = json_object_get(json, name);
  return json_is_object(value) ? rest_text(value, "number", space) : rest_text(json, name, space);
}

/* `reference` there is that of our own message which was answered, so it names nothing new. */
static struct channel_news *hear_text(const json_t *json) {
  char space[32];
  const char *from = number_of(json, "from", space);
  if (!*from) return NULL;
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_TEXT);
  channel_news_set(&news->from, from);
  channel_news_set(&news->to, number_of(json, "to", space));
  channel_news_set(&news->at, rest_text(json, "timeUtc", space));
  const json_t *message = json_object_get(json, "message");
  channel_news_set(&news->text,
                   json_is_object(message) ? rest_text(message, "text", space) : rest_text(json, "body", space));
  return news;
}

/* The form of old: GET with reference, status, statusdescription. */
static struct channel_news *hear_form(const void *bytes, gsize length) {
  struct hook_form form;
  hook_form_read(bytes, length, &form);
  struct channel_news *news = report(hook_form_field(&form, "reference"), hook_form_field(&form, "status"),
                                     hook_form_field(&form, "errorcode"), hook_form_field(&form, "statusdescription"));
  hook_form_clear(&form);
  return news;
}

static GPtrArray *cm_hear(const void *bytes, gsize length, GError **error) {
  json_t *json = hook_json_read(bytes, length);
  const json_t *reports = json_object_get(json, "messages");
  GPtrArray *all = reports ? hear_reports(reports)
                           : sms_room_news(json ? hear_text(json) : hear_form(bytes, length),
                                           "neither a status report nor a message of CM", error);
  json_decref(json);
  return all;
}

const struct channel channel_cm = {
    .name = "cm",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "sms",
    .options = options,
    .open = cm_open,
    .send = cm_send,
    .check = cm_check,
    .close = cm_close,
    .ask = cm_ask,
    .hear = cm_hear,
};
