/* Every channel that hears, on whatever comes: what it makes of it is text, of a kind that there is, or an error. And
 * the tokens that sign what comes. */
#include "channels/registry.h"
#include "channels/transport/jwt.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text) {
  if (!text || !g_utf8_validate(text, -1, NULL)) abort();
}

static void check_word(const char *word, const char *const *words) {
  if (!g_strv_contains(words, word)) abort();
}

static void check_news(const struct channel_news *news) {
  static const char *const states[] = {"", "sent", "delivered", "failed", NULL}, *const none[] = {"", NULL};
  static const char *const causes[] = {"", "address", "full", "temporary", "reputation", "message", "other", NULL};
  const char *const strings[] = {news->key, news->reference, news->from, news->to, news->at, news->reason};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) check_text(strings[i]);
  gboolean receipt = news->kind == CHANNEL_NEWS_RECEIPT;
  check_word(news->state, receipt ? states : none);
  if (receipt && !*news->state && !*news->reason) abort(); /* a status unknown here is named */
  check_word(news->cause, strcmp(news->state, "failed") == 0 ? causes : none);
  if (news->part < 0 || news->part > 255) abort();
  if (news->kind == CHANNEL_NEWS_TEXT && news->text) check_text(news->text);
  if (news->kind == CHANNEL_NEWS_TEXT && !news->text && !*news->reason) abort();
  if (!receipt && !*news->from) abort(); /* nobody's words can't be matched */
}

/* Twice the same, for it is read again after a crash. */
static void check_channel(const struct channel *channel, const uint8_t *data, size_t size) {
  guint counts[2] = {0, 0};
  for (int i = 0; i < 2; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = channel->hear(data, size, &error);
    if (!all == !error) abort();
    if (error && (error->domain != CHANNEL_ERROR || !*error->message)) abort();
    for (guint k = 0; all && k < all->len; k++) check_news(all->pdata[k]);
    counts[i] = all ? all->len : G_MAXUINT;
  }
  if (counts[0] != counts[1]) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autofree char *token = g_strndup((const char *)data, size);
  json_decref(jwt_read(token, "geheim"));
  for (const struct channel *const *c = registry_all(); *c; c++)
    if ((*c)->hear) check_channel(*c, data, size);
  return 0;
}
