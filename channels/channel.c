#include "channels/channel.h"

const char *const channel_verdict_names[] = {
    [CHANNEL_SENT] = "sent", [CHANNEL_LATER] = "later", [CHANNEL_NEVER] = "never", [CHANNEL_UNKNOWN] = "unknown"};
const char *const channel_ability_names[] = {"text",  "mail",  "invite", "receipt", "hear", "local",
                                             "print", "nudge", "agenda", "repeat",  NULL};

G_DEFINE_QUARK(channel_error, channel_error)

void channel_result_clear(struct channel_result *result) {
  g_clear_pointer(&result->reason, g_free);
  g_clear_pointer(&result->reference, g_free);
}

void channel_result_set(struct channel_result *result, enum channel_verdict verdict, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *reason = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (!reason || !*reason) {
    g_free(reason);
    reason = g_strdup(channel_verdict_names[verdict]); /* a verdict without a word helps nobody */
  }
  *result = (struct channel_result){.verdict = verdict, .reason = reason, .reference = g_strdup("")};
}

struct channel_news *channel_news_new(enum channel_news_kind kind) {
  struct channel_news *news = g_new(struct channel_news, 1);
  *news = (struct channel_news){.kind = kind,
                                .key = g_strdup(""),
                                .reference = g_strdup(""),
                                .state = "",
                                .cause = "",
                                .from = g_strdup(""),
                                .to = g_strdup(""),
                                .text = g_strdup(""),
                                .at = g_strdup(""),
                                .reason = g_strdup("")};
  return news;
}

void channel_news_free(void *data) {
  struct channel_news *news = data;
  char *const strings[] = {news->key, news->reference, news->from, news->to, news->text, news->at, news->reason};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_free(news);
}

void channel_news_set(char **field, const char *text) {
  char *old = *field;
  *field = g_strdup(text ? text : "");
  g_free(old);
}
