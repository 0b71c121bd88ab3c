#include "channels/formats/whatsapp_news.h"

#include "channels/formats/hook_json.h"

#include <jansson.h>
#include <string.h>

enum { NEWS_MAX = 1000 }; /* Meta batches up to so many changes in one post */

static const char *text_of(const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text ? text : "";
}

/* Meta leaves the plus out. */
static void set_number(char **field, const char *digits) {
  g_autofree char *number = *digits && *digits != '+' ? g_strconcat("+", digits, NULL) : g_strdup(digits);
  channel_news_set(field, number);
}

/* -- messages of people
 * ------------------------------------------------------------------------------------------------ */

/* Where the words stand, by the type of the message. */
static const struct place {
  const char *type, *object, *inner, *field;
} places[] = {
    {"text", "text", NULL, "body"},
    {"button", "button", NULL, "text"},
    {"interactive", "interactive", "button_reply", "title"},
    {"interactive", "interactive", "list_reply", "title"},
    {"image", "image", NULL, "caption"},
    {"video", "video", NULL, "caption"},
    {"document", "document", NULL, "caption"},
};

static const char *words_of(const json_t *message) {
  const char *type = text_of(message, "type");
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    const struct place *place = &places[i];
    if (strcmp(place->type, type) != 0) continue;
    const json_t *object = json_object_get(message, place->object);
    const char *words = text_of(place->inner ? json_object_get(object, place->inner) : object, place->field);
    if (*words) return words;
  }
  return "";
}

/* A thumb or a heart under a message of ours is no answer that a program can weigh, but somebody did react. */
static struct channel_news *read_message(const json_t *message, const char *to) {
  if (!*text_of(message, "from")) return NULL; /* Meta's own notes ("system") have no sender */
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_TEXT);
  const char *words = words_of(message), *type = text_of(message, "type");
  set_number(&news->from, text_of(message, "from"));
  set_number(&news->to, to);
  channel_news_set(&news->reference, text_of(message, "id"));
  channel_news_set(&news->at, text_of(message, "timestamp"));
  channel_news_set(&news->text, words);
  if (*words) return news;
  g_clear_pointer(&news->text, g_free);
  g_autofree char *kind = g_strndup(*type ? type : "unknown", 32);
  g_free(news->reason);
  news->reason = g_strdup_printf("a message without words (%s)", g_strcanon(kind, G_CSET_a_2_z "_", '?'));
  return news;
}

/* -- the state of ours
 * -------------------------------------------------------------------------------------------------- */

static const struct {
  const char *theirs, *ours;
} states[] = {{"sent", "sent"}, {"delivered", "delivered"}, {"read", "delivered"}, {"failed", "failed"}};

/* Of a failure, whose fault it is ("Error codes"). */
static const struct {
  json_int_t code;
  const char *cause;
} causes[] = {{131026, "address"},    {131030, "address"},  {131047, "message"},    {131049, "reputation"},
              {131050, "reputation"}, {131053, "message"},  {131056, "reputation"}, {130472, "reputation"},
              {131000, "temporary"},  {131016, "temporary"}};

static const char *cause_of(json_int_t code) {
  for (gsize i = 0; i < G_N_ELEMENTS(causes); i++)
    if (causes[i].code == code) return causes[i].cause;
  return "other";
}

static const char *state_of(const char *status) {
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
    if (strcmp(states[i].theirs, status) == 0) return states[i].ours;
  return NULL;
}

static struct channel_news *read_status(const json_t *status) {
  const char *state = state_of(text_of(status, "status"));
  if (!state) return NULL; /* "deleted", "warning", or one that is new: nothing for us */
  struct channel_news *news = channel_news_new(CHANNEL_NEWS_RECEIPT);
  const json_t *error = json_array_get(json_object_get(status, "errors"), 0);
  json_int_t code = json_integer_value(json_object_get(error, "code"));
  news->state = state;
  channel_news_set(&news->key, text_of(status, "biz_opaque_callback_data"));
  channel_news_set(&news->reference, text_of(status, "id"));
  channel_news_set(&news->at, text_of(status, "timestamp"));
  set_number(&news->to, text_of(status, "recipient_id"));
  g_free(news->reason);
  if (strcmp(state, "failed") == 0) {
    g_autofree char *title = g_strndup(text_of(error, "title"), 200);
    g_autofree char *valid = g_utf8_make_valid(g_strdelimit(title, "\r\n\t", ' '), -1);
    news->cause = cause_of(code);
    news->reason = g_strdup_printf("failed: %" JSON_INTEGER_FORMAT " %s", code, valid);
  } else {
    news->reason = g_strdup(state);
  }
  return news;
}

/* -- the post --------------------------------------------------------------------------------------------------------
 */

static void add(GPtrArray *all, struct channel_news *news) {
  if (news && all->len < NEWS_MAX)
    g_ptr_array_add(all, news);
  else if (news)
    channel_news_free(news);
}

static void read_value(const json_t *value, GPtrArray *all) {
  const char *to = text_of(json_object_get(value, "metadata"), "display_phone_number");
  const json_t *messages = json_object_get(value, "messages"), *statuses = json_object_get(value, "statuses");
  for (size_t i = 0; i < json_array_size(messages); i++) add(all, read_message(json_array_get(messages, i), to));
  for (size_t i = 0; i < json_array_size(statuses); i++) add(all, read_status(json_array_get(statuses, i)));
}

static void read_entry(const json_t *entry, GPtrArray *all) {
  const json_t *changes = json_object_get(entry, "changes");
  for (size_t i = 0; i < json_array_size(changes); i++) {
    const json_t *change = json_array_get(changes, i);
    if (strcmp(text_of(change, "field"), "messages") == 0) read_value(json_object_get(change, "value"), all);
  }
}

GPtrArray *whatsapp_news_read(const void *bytes, gsize length, GError **error) {
  json_t *json = hook_json_read(bytes, length);
  const json_t *entries = json_object_get(json, "entry");
  GPtrArray *all = g_ptr_array_new_with_free_func(channel_news_free);
  for (size_t i = 0; i < json_array_size(entries); i++) read_entry(json_array_get(entries, i), all);
  gboolean fine = json_is_array(entries);
  json_decref(json);
  if (fine) return all;
  g_ptr_array_unref(all);
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "not what the Cloud API posts: JSON with entries");
  return NULL;
}
