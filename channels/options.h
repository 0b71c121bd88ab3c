/* Reading the options of a channel: what is missing or malformed is an error that names the option.
 *
 * All answers are borrowed from the setting function, but what a channel keeps it copies itself. An error never shows
 * the value of an option, since it may be a secret. */
#ifndef CHANNELS_OPTIONS_H
#define CHANNELS_OPTIONS_H

#include "channels/channel.h"

/* "" when it is not set or empty; never NULL. */
const char *options_text(channel_setting setting, void *user, const char *name);
/* NULL and CHANNEL_ERROR_SETTING when it is not set or empty. */
const char *options_required(channel_setting setting, void *user, const char *name, GError **error);
/* A whole number between `low` and `high`; -1 and an error otherwise. `low` is 0 or more. */
int options_number(channel_setting setting, void *user, const char *name, int low, int high, GError **error);
/* TRUE when the option is one of `words` (ends with NULL); else an error that lists them. */
gboolean options_one_of(channel_setting setting, void *user, const char *name, const char *const *words,
                        GError **error);

#endif
