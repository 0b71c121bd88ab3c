/* Inside the store only: the file `epoch` beside the store says which file is the one of which epoch, and how many
 * messages it had ever queued when it was last closed (`seen`): a file with fewer is an older one. */
#ifndef SCHEDULER_STORE_STORE_FENCE_H
#define SCHEDULER_STORE_STORE_FENCE_H

#include <glib.h>

/* `file` is there; it need not be named `path` yet, but will stand beside it. Written whole and synced, or not at all.
 */
gboolean store_fence_write(const char *path, const char *file, gint64 epoch, gint64 seen, GError **error);
/* TRUE when the file at `path` is the one that was written down with that epoch and has not seen less. Any doubt is
 * FALSE. */
gboolean store_fence_holds(const char *path, gint64 epoch, gint64 seen);

#endif
