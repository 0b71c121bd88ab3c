/* SMS by Bird, MessageBird before: its REST API (developers.messagebird.com/api/sms-messaging), status reports,
 * incoming messages and voice webhooks.
 *
 * Its requests are signed (MessageBird-Signature-JWT): HS256 with the account's signing key over the hash of the
 * address and of the body. A signature says until when it holds; that is not looked at, since the same bytes again
 * change nothing here. */
#include "channels/formats/hook_form.h"
#include "channels/formats/hook_json.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/sms/sms_room.h"
#include "channels/transport/jwt.h"

#include <string.h>

enum {
  ASKED_MOST = 200,        /* messages in one list of theirs */
  ASKED_BEFORE = 24 * 3600 /* clocks may differ */
};

static const struct channel_option options[] = {
    SMS_ROOM_OPTIONS("https://rest.messagebird.com", "a live access key of the account"),
    {"signing_key", "", TRUE, "the account's signing key; empty: our hook takes nothing"},
    {"hook_url", "", FALSE, "https://…/hook/NAME as they call it: asked to report there, and part of what they sign"},
    {NULL, NULL, FALSE, NULL},
};

struct bird {
  struct sms_room room;
  char *signing_key, *hook_url;
};

static void bird_close(void *state) {
  struct bird *bird = state;
  sms_room_clear(&bird->room);
  g_free(bird->signing_key);
  g_free(bird->hook_url);
  g_free(bird);
}

static void *bird_open(channel_setting setting, void *user, GError **error) {
  struct bird *bird = g_new0(struct bird, 1);
  bird->signing_key = g_strdup(options_text(setting, user, "signing_key"));
  bird->hook_url = g_strdup(options_text(setting, user, "hook_url"));
  if (sms_room_open(&bird->room, setting, user, error)) return bird;
  bird_close(bird);
  return NULL;
}

/* -- out -------------------------------------------------------------------------------------------------------------
 */

static json_t *body_of(const struct bird *bird, const struct channel_message *message,
                       const struct sms_text_measure *measure) {
  g_autofree char *to = sms_room_digits(message->to, "");
  g_autofree char *from = sms_room_digits(sms_room_sender(&bird->room, message), "");
  json_t *body =
      json_pack("{s:s, s:[s], s:s, s:s, s:s}", "originator", from, "recipients", to, "body", message->text,
                "datacoding", measure->encoding == SMS_TEXT_GSM7 ? "plain" : "unicode", "reference", message->key);
  if (*bird->hook_url) json_object_set_new(body, "reportUrl", json_string(bird->hook_url));
  return body;
}

static void ask(const struct bird *bird, const char *path, const json_t *body, struct rest_reply *reply) {
  sms_room_ask(&bird->room, path, body, g_strconcat("Authorization: AccessKey ", bird->room.key, NULL), reply);
}

/* What they refuse has numbers of their own: 2 and 25 are about the account, 98 and 99 about themselves. */
static void judge(struct rest_reply *reply) {
  static const char *const account[] = {"2", "25", "98", "99", NULL};
  char space[32];
  const char *number = rest_text(rest_first(json_object_get(reply->json, "errors")), "code", space);
  if (reply->verdict == CHANNEL_SENT && !*rest_text(reply->json, "id", space))
    rest_say(reply, CHANNEL_UNKNOWN, "an answer that is not Bird's");
  else if (reply->verdict == CHANNEL_NEVER && g_strv_contains(account, number))
    rest_say(reply, CHANNEL_LATER, "not taken; see the account");
}

static void bird_send(void *state, const struct channel_message *message, struct channel_result *result) {
  const struct bird *bird = state;
  struct sms_text_measure measure;
  struct rest_reply reply;
  char space[32];
  if (!sms_room_can(&bird->room, message, &measure, result)) return;
  json_t *body = body_of(bird, message, &measure);
  ask(bird, "/messages", body, &reply);
  judge(&reply);
  rest_settle(&reply, rest_text(reply.json, "id", space), result);
  rest_reply_clear(&reply);
  json_decref(body);
}

static gboolean bird_check(void *state, GError **error) {
  struct rest_reply reply;
  ask(state, "/balance", NULL, &reply);
  gboolean fine = reply.verdict == CHANNEL_SENT;
  if (!fine) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reply.reason);
  rest_reply_clear(&reply);
  return fine;
}

/* Their list can't be narrowed to a reference, but to whom and from when. Not there is no proof, unless the list is
 * whole. */
static char *ask_path(const struct channel_message *message) {
  g_autofree char *to = sms_room_digits(message->to, ""), *whom = g_uri_escape_string(to, NULL, FALSE);
  g_autoptr(GDateTime) queued = g_date_time_new_from_unix_utc(message->queued - ASKED_BEFORE);
  g_autofree char *from = g_date_time_format(queued, "%Y-%m-%dT%H%%3A%M%%3A%SZ");
  return g_strdup_printf("/messages?limit=%d&offset=0&recipient=%s&from=%s", ASKED_MOST, whom, from);
}

static void bird_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  struct rest_reply reply;
  char space[32], id[32];
  g_autofree char *path = ask_path(message);
  ask(state, path, NULL, &reply);
  const json_t *items = json_object_get(reply.json, "items"), *found = NULL;
  for (gsize i = 0; i < json_array_size(items) && !found; i++)
    if (strcmp(rest_text(json_array_get(items, i), "reference", space), message->key) == 0)
      found = json_array_get(items, i);
  gboolean whole = json_is_array(items) &&
                   json_integer_value(json_object_get(reply.json, "totalCount")) <= (json_int_t)json_array_size(items);
  if (reply.verdict != CHANNEL_SENT || (!found && !whole))
    rest_say(&reply, CHANNEL_UNKNOWN, "they can't say");
  else if (!found)
    rest_say(&reply, CHANNEL_LATER, "they don't have it");
  rest_settle(&reply, rest_text(found, "id", id), result);
  rest_reply_clear(&reply);
}

/* -- who knocks ------------------------------------------------------------------------------------------------------
 */

static gboolean has_hash(const json_t *claims, const char *name, const void *bytes, gsize length) {
  const char *given = json_string_value(json_object_get(claims, name));
  g_autofree char *wanted = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
  return given && g_ascii_strcasecmp(given, wanted) == 0;
}

static gboolean address_fits(const struct bird *bird, const struct channel_post *post, const json_t *claims) {
  g_autofree char *url = g_strconcat(bird->hook_url, *post->query ? "?" : "", post->query, NULL);
  return has_hash(claims, "url_hash", url, strlen(url));
}

/* What a GET brings stands in its address alone, so there that hash must fit; of a POST with a body it must where we
 * know our address. */
static enum channel_knock bird_knock(void *state, const struct channel_post *post, char **answer) {
  const struct bird *bird = state;
  (void)answer;
  const char *token = post->header(post->user, "MessageBird-Signature-JWT");
  json_t *claims = token && *bird->signing_key ? jwt_read(token, bird->signing_key) : NULL;
  const char *issuer = json_string_value(json_object_get(claims, "iss"));
  gboolean theirs = issuer && strcmp(issuer, "MessageBird") == 0;
  if (post->length) theirs = theirs && has_hash(claims, "payload_hash", post->body, post->length);
  if (!post->length || *bird->hook_url) theirs = theirs && *bird->hook_url && address_fits(bird, post, claims);
  json_decref(claims);
  return theirs ? CHANNEL_KNOCK_TAKEN : CHANNEL_KNOCK_REFUSED;
}

/* -- in --------------------------------------------------------------------------------------------------------------
 */

static const struct status {
  const char *word, *state, *cause;
} statuses[] = {
    {"scheduled", "sent", ""},          {"sent", "sent", ""},
    {"buffered", "sent", ""},           {"delivered", "delivered", ""},
    {"expired", "failed", "temporary"}, {"delivery_failed", "failed", "other"},
};

static struct channel_news *hear_report(const struct hook_form *form, const char *word) {
  const char *number = hook_form_field(form, "statuserrorcode"), *why = hook_form_field(form, "statusreason");
  for (gsize i = 0; i < G_N_ELEMENTS(statuses); i++) {
    if (strcmp(statuses[i].word, word) != 0) continue;
    g_autofree char *reason = g_strdup_printf("%s%s%s", word, *why ? ": " : "", why);
    gboolean nobody = g_ascii_strcasecmp(why, "unknown subscriber") == 0;
    const char *cause = nobody ? "address" : *number ? sms_room_cause(number) : statuses[i].cause;
    struct channel_news *news = sms_room_receipt(hook_form_field(form, "reference"), statuses[i].state, cause, reason);
    channel_news_set(&news->reference, hook_form_field(form, "id"));
    return news;
  }
  return sms_room_unknown(hook_form_field(form, "reference"), word);
}

static struct channel_news *hear_text(const struct hook_form *form) {
  const char *from = hook_form_field(form, "originator"), *text = hook_form_field(form, "body");
  if (!*from) return NULL;
  if (!*text) text = hook_form_field(form, "message");
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_TEXT);
  channel_news_set(&news->from, from);
  channel_news_set(&news->to, hook_form_field(form, "recipient"));
  channel_news_set(&news->at, hook_form_field(form, "createddatetime"));
  channel_news_set(&news->reference, hook_form_field(form, "id"));
  channel_news_set(&news->text, text);
  channel_news_set(&news->reason, form->problem);
  return news;
}

/* One call of a voice webhook: over, and never picked up. */
static struct channel_news *hear_call(const json_t *item) {
  static const char *const ends[] = {"ended", "busy", "failed", "no_answer", "hangup", NULL};
  char space[32];
  const json_t *call = json_object_get(item, "payload"), *answered = json_object_get(call, "answeredAt");
  const char *from = rest_text(call, "source", space);
  if (strcmp(rest_text(item, "type", space), "call") != 0 ||
      strcmp(rest_text(call, "direction", space), "incoming") != 0 ||
      !g_strv_contains(ends, rest_text(call, "status", space)) || json_is_string(answered) ||
      json_integer_value(json_object_get(call, "duration")) > 0 || !*from)
    return NULL;
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_CALL);
  channel_news_set(&news->from, rest_text(call, "source", space));
  channel_news_set(&news->to, rest_text(call, "destination", space));
  channel_news_set(&news->at, rest_text(call, "createdAt", space));
  channel_news_set(&news->reference, rest_text(call, "id", space));
  return news;
}

static GPtrArray *hear_calls(const json_t *items) {
  GPtrArray *all = g_ptr_array_new_with_free_func(channel_news_free);
  for (gsize i = 0; i < json_array_size(items); i++) {
    struct channel_news *news = hear_call(json_array_get(items, i));
    if (news) g_ptr_array_add(all, news);
  }
  return all;
}

static GPtrArray *hear_form(const void *bytes, gsize length, GError **error) {
  struct hook_form form;
  hook_form_read(bytes, length, &form);
  const char *status = hook_form_field(&form, "status");
  struct channel_news *news = *status ? hear_report(&form, status) : hear_text(&form);
  GPtrArray *all = sms_room_news(news, "neither a status report nor a message of Bird", error);
  hook_form_clear(&form);
  return all;
}

static GPtrArray *bird_hear(const void *bytes, gsize length, GError **error) {
  json_t *json = hook_json_read(bytes, length);
  const json_t *items = json_object_get(json, "items");
  GPtrArray *all = json_is_array(items) ? hear_calls(items) : hear_form(bytes, length, error);
  json_decref(json);
  return all;
}

const struct channel channel_bird = {
    .name = "bird",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "sms",
    .options = options,
    .open = bird_open,
    .send = bird_send,
    .check = bird_check,
    .close = bird_close,
    .ask = bird_ask,
    .knock = bird_knock,
    .hear = bird_hear,
};
