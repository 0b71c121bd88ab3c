/* A folder as far side: a file a message, named after its key alone. */
#ifndef CHANNELS_TRANSPORT_FOLDER_H
#define CHANNELS_TRANSPORT_FOLDER_H

#include <glib.h>

/* The key becomes a file name, so nothing that means something in a path may pass. */
gboolean folder_takes(const char *key);
/* Makes it when it isn't there. CHANNEL_ERROR_UNREACHABLE. */
gboolean folder_ready(const char *folder, GError **error);
/* KEY and suffix; whole or not at all, and for nobody's eyes but the owner's. */
gboolean folder_put(const char *folder, const char *key, const char *suffix, const char *bytes, gsize length,
                    GError **error);

#endif
