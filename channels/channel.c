#include "channels/channel.h"

const char *const channel_verdict_names[] = {
    [CHANNEL_SENT] = "sent", [CHANNEL_LATER] = "later", [CHANNEL_NEVER] = "never", [CHANNEL_UNKNOWN] = "unknown"};

G_DEFINE_QUARK(waakvlam - channel - error, channel_error)

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
