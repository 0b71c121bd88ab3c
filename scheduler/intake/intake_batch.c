/* What a channel that hears brought: one piece of news is told at once; of several each becomes a message of its own,
 * with its own person, answer and end, so that who is erased takes along their own words and nobody else's. */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/hook_form.h"
#include "channels/formats/hook_news.h"
#include "channels/registry.h"
#include "scheduler/store/store_inbound.h"

#include <string.h>

#define PIECE "piece/" /* a piece is kept under the channel "piece/TYPE" */

/* -- one piece of news as bytes, and back ----------------------------------------------------------------------------
 */

static const char *const states[] = {"", "sent", "delivered", "failed", NULL};
static const char *const causes[] = {"", "address", "full", "temporary", "reputation", "message", "other", NULL};

static GBytes *write_piece(const struct channel_news *news) {
  json_t *json =
      json_pack("{s:i, s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:s?, s:s, s:s}", "kind", (int)news->kind, "key", news->key,
                "reference", news->reference, "state", news->state, "cause", news->cause, "part", news->part, "from",
                news->from, "to", news->to, "text", news->text, "at", news->at, "reason", news->reason);
  char *text = json_dumps(json, JSON_COMPACT);
  json_decref(json);
  g_assert(text); /* `hear` gives valid UTF-8 only; intake_batch_take has looked */
  return g_bytes_new_with_free_func(text, strlen(text), free, text);
}

/* The constant that is spelled so: state and cause of news are borrowed from the program. */
static const char *one_of(const char *const *words, const char *word) {
  for (; *words; words++)
    if (strcmp(*words, word) == 0) return *words;
  return "";
}

static struct channel_news *read_piece(GBytes *raw) {
  gsize size = 0;
  const char *bytes = g_bytes_get_data(raw, &size), *state, *cause, *key, *reference, *from, *to, *at, *reason;
  int kind = 0, part = 0;
  json_t *json = json_loadb(bytes ? bytes : "", size, 0, NULL);
  struct channel_news *news = NULL;
  if (json_unpack(json, "{s:i, s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s}", "kind", &kind, "key", &key, "reference",
                  &reference, "state", &state, "cause", &cause, "part", &part, "from", &from, "to", &to, "at", &at,
                  "reason", &reason) == 0 &&
      kind >= CHANNEL_NEWS_RECEIPT && kind <= CHANNEL_NEWS_CALL) {
    news = channel_news_new((enum channel_news_kind)kind);
    char **const fields[] = {&news->key, &news->reference, &news->from, &news->to, &news->at, &news->reason};
    const char *const values[] = {key, reference, from, to, at, reason};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) channel_news_set(fields[i], values[i]);
    g_free(news->text);
    news->text = g_strdup(json_string_value(json_object_get(json, "text"))); /* null: it can't be read */
    news->state = one_of(states, state);
    news->cause = one_of(causes, cause);
    news->part = part;
  }
  json_decref(json);
  return news;
}

/* -- who reads it ----------------------------------------------------------------------------------------------------
 */

/* The first of the kinds that a channel carries names the way by which people answer it. */
static char *way_of(const struct channel *channel) {
  return g_strndup(channel->kinds, strcspn(channel->kinds, " "));
}

static const struct channel *hearer(const char *name) {
  const struct channel *channel = registry_find(name);
  return channel && channel->hear ? channel : NULL;
}

/* NULL: nothing here reads it. Our own two hooks read the plain form of any gateway. */
static GPtrArray *news_of(const char *name, GBytes *raw, GError **error) {
  gsize size = 0;
  const void *bytes = g_bytes_get_data(raw, &size);
  const struct channel *channel = hearer(name);
  if (!bytes) bytes = "";
  return channel ? channel->hear(bytes, size, error) : hook_news_read(bytes, size, error);
}

gboolean intake_batch_reads(const char *name) {
  if (g_str_has_prefix(name, PIECE)) return TRUE;
  return strcmp(name, "sms") == 0 || strcmp(name, "receipt") == 0 || hearer(name);
}

/* -- is it the same again? -------------------------------------------------------------------------------------------
 */

/* Sender and words belong to the name: a gateway that gives all its messages one number must silence nobody. */
static char *identity_of(const struct channel_news *news) {
  gboolean words = news->kind == CHANNEL_NEWS_CALL || news->text;
  if (news->kind == CHANNEL_NEWS_RECEIPT || !*news->reference || !words) return NULL;
  g_autofree char *from = hook_form_number(news->from);
  g_autofree char *whole = g_strjoin("\n", news->reference, from, news->text ? news->text : "", NULL);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
}

void intake_batch_name(const char *name, GBytes *raw, struct intake_name *out) {
  *out = (struct intake_name){NULL, FALSE};
  if (!intake_batch_reads(name) || g_str_has_prefix(name, PIECE)) return;
  g_autoptr(GPtrArray) all = news_of(name, raw, NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const struct channel_news *news = all->pdata[i];
    out->bare = out->bare || (news->kind != CHANNEL_NEWS_RECEIPT && !*news->at && !*news->reference);
  }
  if (all && all->len == 1) out->identity = identity_of(all->pdata[0]);
}

gboolean intake_batch_find(struct intake *intake, const char *name, const char *identity, gint64 now, gint64 *id,
                           GError **error) {
  g_autofree char *piece = g_strconcat(PIECE, name, NULL);
  return store_inbound_find(intake->store, piece, identity, now - INTAKE_SAME_NAME_SECONDS, id, error);
}

/* -- taking it -------------------------------------------------------------------------------------------------------
 */

static gboolean is_text(const char *text) {
  return !text || g_utf8_validate(text, -1, NULL);
}

/* A channel gives valid UTF-8; what doesn't is not believed, for JSON would have none of it. */
static gboolean is_sound(const struct channel_news *news) {
  const char *const fields[] = {news->key, news->reference, news->from,  news->to,   news->text,
                                news->at,  news->reason,    news->state, news->cause};
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
    if (!is_text(fields[i])) return FALSE;
  return !*news->state || *one_of(states, news->state);
}

static gboolean unreadable(struct intake_reading *reading, const char *why) {
  reading->kind = "unreadable";
  intake_answer_say(reading, FALSE, "kept: %s", why);
  return TRUE;
}

/* One of several, which may have come before, alone or among others. What has no name is named WHOLE/N: no hash has a
 * stroke that soon. */
static gboolean keep_piece(struct intake_reading *reading, const struct channel_news *news, guint n, gint64 *id,
                           GError **error) {
  struct store *store = reading->intake->store;
  gint64 since = reading->kept_at - INTAKE_SAME_NAME_SECONDS;
  gboolean is_new = FALSE;
  g_autofree char *channel = g_strconcat(PIECE, reading->channel, NULL), *identity = identity_of(news);
  *id = 0;
  if (identity && !store_inbound_find(store, reading->channel, identity, since, id, error)) return FALSE;
  if (*id) return TRUE;
  if (!identity) identity = g_strdup_printf("%" G_GINT64_FORMAT "/%06u", reading->inbound, n);
  g_autoptr(GBytes) raw = write_piece(news);
  return store_inbound_keep_as(store, channel, identity, raw, reading->kept_at, since, id, &is_new, error);
}

static gboolean split(struct intake_reading *reading, const GPtrArray *all, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < all->len; i++) {
    gint64 id = 0;
    if (!keep_piece(reading, all->pdata[i], i, &id, error)) return FALSE;
    g_array_append_val(ids, id);
  }
  reading->split = TRUE;
  return store_inbound_split(reading->intake->store, reading->inbound, ids, error);
}

static gboolean take_all(struct intake_reading *reading, const GPtrArray *all, GError **error) {
  for (guint i = 0; i < all->len; i++)
    if (!is_sound(all->pdata[i])) return unreadable(reading, "what was read from it is no text");
  if (all->len > 1) return split(reading, all, error);
  if (all->len == 1) return intake_news_take(reading, all->pdata[0], error);
  intake_answer_say(reading, FALSE, "nothing in it for anybody here");
  return TRUE;
}

static gboolean take_piece(struct intake_reading *reading, GBytes *raw, GError **error) {
  struct channel_news *news = read_piece(raw);
  gboolean fine = news ? intake_news_take(reading, news, error) : unreadable(reading, "a piece that is none of ours");
  if (news) channel_news_free(news);
  return fine;
}

gboolean intake_batch_take(struct intake_reading *reading, GBytes *raw, GError **error) {
  g_autoptr(GError) problem = NULL;
  gboolean piece = g_str_has_prefix(reading->channel, PIECE);
  const struct channel *channel = hearer(reading->channel + (piece ? strlen(PIECE) : 0));
  g_autofree char *way = channel ? way_of(channel) : g_strdup("sms");
  reading->way = way;
  if (!store_inbound_set_way(reading->intake->store, reading->inbound, way, error)) return FALSE;
  if (piece) return take_piece(reading, raw, error);
  g_autoptr(GPtrArray) all = news_of(reading->channel, raw, &problem);
  return all ? take_all(reading, all, error) : unreadable(reading, problem ? problem->message : "it can't be read");
}

/* -- the answer to several -------------------------------------------------------------------------------------------
 */

/* The contract's answer about one message, with those about the others in `more`. */
char *intake_batch_answer(GPtrArray *answers) {
  json_t *document = NULL, *more = json_array();
  for (guint i = 0; i < answers->len; i++) {
    json_t *one = json_loads(answers->pdata[i], 0, NULL);
    if (!document)
      document = one;
    else
      json_array_append_new(more, one);
  }
  if (!document)
    document = json_pack("{s:s, s:b, s:n, s:n, s:b, s:s}", "kind", "other", "matched", 0, "leaver", "message",
                         "applied", 0, "reason", "what was in it has been erased");
  json_object_set_new(document, "more", more);
  char *dump = json_dumps(document, JSON_COMPACT), *text = g_strdup(dump);
  free(dump);
  json_decref(document);
  return text;
}
