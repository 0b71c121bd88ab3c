/* waakvlam.conf: an INI file with declared settings only; an unknown section or key is an error that names the line's
 * section and key. Sections: [waakvlam], [organisation ID], and [channel NAME]: a channel of one's own, with the
 * options of its member's table. `type` names the member; without it NAME itself is the member, so that two accounts of
 * one provider, and channels that others wrote, have names of their own. */
#ifndef SCHEDULER_COMMAND_CONFIG_H
#define SCHEDULER_COMMAND_CONFIG_H

#include <glib.h>

#include "channels/channel.h"

struct config;
typedef struct config Config; /* the name that g_autoptr wants */

#define CONFIG_ERROR config_error_quark()
GQuark config_error_quark(void);
enum config_error { CONFIG_ERROR_READ, CONFIG_ERROR_UNKNOWN };

struct config *config_read(const char *path, GError **error);
void config_free(struct config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The organisation's own value, else that of [waakvlam], else the fallback; NULL when there is none. Borrowed.
 * Organisation NULL asks [waakvlam] alone. */
const char *config_get(const struct config *config, const char *organisation, const char *name);
/* An option of [channel NAME], or NULL. Borrowed. */
const char *config_channel(const struct config *config, const char *channel, const char *option);
/* The member that a channel's name stands for: what its section's `type` says, else the member of that name; NULL when
 * there is none. A name alone never starts a program. */
const struct channel *config_member(const struct config *config, const char *channel);
/* The names of all [channel NAME] sections, in the file's order; ends with NULL. Caller frees with g_strfreev. */
char **config_channels(const struct config *config);
/* The text that `init` writes. Caller frees. */
char *config_default(void);

#endif
