#include "channels/transport/folder.h"

#include "channels/channel.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

gboolean folder_takes(const char *key) {
  gsize length = strlen(key);
  for (const char *c = key; *c; c++)
    if (!g_ascii_isalnum(*c)) return FALSE;
  return length > 0 && length <= 64;
}

/* People's names and numbers are in these files: nobody but the owner reads them. */
gboolean folder_ready(const char *folder, GError **error) {
  if (g_mkdir_with_parents(folder, 0700) == 0 && g_access(folder, W_OK | X_OK) == 0) return TRUE;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "folder %s: %s", folder, g_strerror(errno));
  return FALSE;
}

/* By a temporary name, fsync and rename: a reader of the folder never meets half a file. */
gboolean folder_put(const char *folder, const char *key, const char *suffix, const char *bytes, gsize length,
                    GError **error) {
  g_autofree char *name = g_strconcat(key, suffix, NULL);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return g_file_set_contents_full(path, bytes, (gssize)length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
