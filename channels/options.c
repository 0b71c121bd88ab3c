#include "channels/options.h"

const char *options_text(channel_setting setting, void *user, const char *name) {
  const char *value = setting(user, name);
  return value ? value : "";
}

const char *options_required(channel_setting setting, void *user, const char *name, GError **error) {
  const char *value = options_text(setting, user, name);
  if (*value) return value;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s: is not set", name);
  return NULL;
}

int options_number(channel_setting setting, void *user, const char *name, int low, int high, GError **error) {
  g_assert(low >= 0 && low <= high);
  gint64 number;
  if (g_ascii_string_to_signed(options_text(setting, user, name), 10, low, high, &number, NULL)) return (int)number;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s: must be a number from %d to %d", name, low, high);
  return -1;
}

gboolean options_one_of(channel_setting setting, void *user, const char *name, const char *const *words,
                        GError **error) {
  if (g_strv_contains(words, options_text(setting, user, name))) return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)words);
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "%s: must be one of %s", name, list);
  return FALSE;
}
