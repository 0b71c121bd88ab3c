#include "channels/sms/sms_room.h"

#include "channels/formats/phone.h"
#include "channels/options.h"

#include <string.h>

/* -- settings --------------------------------------------------------------------------------------------------------
 */

gboolean sms_room_is_address(const char *url, GError **error) {
  g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
  gboolean http = uri && (g_str_equal(g_uri_get_scheme(uri), "http") || g_str_equal(g_uri_get_scheme(uri), "https"));
  if (http && g_uri_get_host(uri) && !g_uri_get_userinfo(uri) && !g_uri_get_query(uri) && !g_uri_get_fragment(uri))
    return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING,
                      "url: must be an http or https address without user, query or fragment");
  return FALSE;
}

gboolean sms_room_open(struct sms_room *room, channel_setting setting, void *user, GError **error) {
  *room = (struct sms_room){0};
  if (!options_required(setting, user, "key", error)) return FALSE;
  room->timeout = options_number(setting, user, "timeout", 1, 600, error);
  if (room->timeout < 0) return FALSE;
  room->max_parts = options_number(setting, user, "max_parts", 1, 10, error);
  if (room->max_parts < 0 || !sms_room_is_address(options_text(setting, user, "url"), error)) return FALSE;
  room->http = http_new();
  room->url = g_strdup(options_text(setting, user, "url"));
  while (g_str_has_suffix(room->url, "/")) room->url[strlen(room->url) - 1] = '\0';
  room->key = g_strdup(options_text(setting, user, "key"));
  room->sender = g_strdup(options_text(setting, user, "sender"));
  return TRUE;
}

void sms_room_clear(struct sms_room *room) {
  if (room->http) http_free(room->http);
  g_free(room->url);
  g_free(room->key);
  g_free(room->sender);
}

/* -- messages --------------------------------------------------------------------------------------------------------
 */

const char *sms_room_obstacle(const struct channel_message *message, int max_parts, struct sms_text_measure *measure) {
  char number[PHONE_SIZE];
  enum phone_kind kind;
  if (strcmp(message->channel, "sms") != 0) return "this channel carries sms alone";
  if (phone_normalise(message->to, number, &kind) != PHONE_OK || strcmp(number, message->to) != 0)
    return "the number is not in E.164";
  if (kind != PHONE_MOBILE && kind != PHONE_FOREIGN)
    return "a landline, or another number that is no mobile one, can't get SMS";
  if (!g_utf8_validate(message->text, -1, NULL) || !*message->text) return "the text is empty or not UTF-8";
  *measure = sms_text_measure(message->text);
  return measure->parts > max_parts ? "the text is longer than max_parts" : NULL;
}

gboolean sms_room_can(const struct sms_room *room, const struct channel_message *message,
                      struct sms_text_measure *measure, struct channel_result *result) {
  const char *why_not = sms_room_obstacle(message, room->max_parts, measure);
  if (why_not) channel_result_set(result, CHANNEL_NEVER, "%s", why_not);
  return !why_not;
}

const char *sms_room_sender(const struct sms_room *room, const struct channel_message *message) {
  return *message->from ? message->from : room->sender;
}

char *sms_room_digits(const char *number, const char *prefix) {
  gboolean written = *number == '+' && number[1] && strspn(number + 1, "0123456789") == strlen(number + 1);
  return written ? g_strconcat(prefix, number + 1, NULL) : g_strdup(number);
}

void sms_room_ask(const struct sms_room *room, const char *path, const json_t *body, char *header,
                  struct rest_reply *reply) {
  const char *const headers[] = {header, NULL}, *const secrets[] = {room->key, NULL};
  const struct rest rest = {room->http, room->timeout, headers, secrets};
  g_autofree char *url = g_strconcat(room->url, path, NULL);
  rest_do(&rest, url, body, reply);
  g_free(header);
}

void sms_room_doubt(struct rest_reply *reply) {
  if (reply->status == 500) rest_say(reply, CHANNEL_UNKNOWN, "they may have it all the same");
}

/* -- news ------------------------------------------------------------------------------------------------------------
 */

const char *sms_room_cause(const char *number) {
  static const char *const nobody[] = {"1", "5", "9", NULL};             /* unknown, unidentified, illegal subscriber */
  static const char *const away[] = {"6", "27", "31", "32", "34", NULL}; /* absent, busy, failures of the network */
  if (g_strv_contains(nobody, number)) return "address";
  if (g_strv_contains(away, number)) return "temporary";
  return strcmp(number, "33") == 0 ? "full" : "other"; /* the list of waiting messages */
}

struct channel_news *sms_room_receipt(const char *key, const char *state, const char *cause, const char *reason) {
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_RECEIPT);
  channel_news_set(&news->key, key);
  channel_news_set(&news->reason, reason);
  news->state = state;
  news->cause = strcmp(state, "failed") == 0 ? cause : "";
  return news;
}

struct channel_news *sms_room_unknown(const char *key, const char *status) {
  g_autofree char *word = g_strndup(status, 40), *valid = g_utf8_make_valid(word, -1);
  g_autofree char *reason = g_strdup_printf("a status unknown here: %s", g_strdelimit(valid, "\r\n\t", ' '));
  return *key ? sms_room_receipt(key, "", "", reason) : NULL;
}

GPtrArray *sms_room_news(struct channel_news *news, const char *why_not, GError **error) {
  if (!news) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, why_not);
    return NULL;
  }
  GPtrArray *all = g_ptr_array_new_with_free_func(channel_news_free);
  g_ptr_array_add(all, news);
  return all;
}
