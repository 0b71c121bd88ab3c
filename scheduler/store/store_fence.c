#include "scheduler/store/store_fence.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "scheduler/store/store.h"

static char *side_file(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  return g_build_filename(folder, "epoch", NULL);
}

/* What tells one file from its copies: the inode and the moment of its birth. The device number would tell less, for
 * it changes when a machine starts again or a volume is mounted elsewhere; it stands in where no birth is kept (NFS).
 */
static char *identity(const char *file, gint64 epoch) {
  struct statx found;
  if (statx(AT_FDCWD, file, 0, STATX_INO | STATX_BTIME, &found) != 0) return NULL;
  gboolean born = (found.stx_mask & STATX_BTIME) != 0;
  gint64 first = born ? (gint64)found.stx_btime.tv_sec : (gint64)found.stx_dev_major;
  guint second = born ? found.stx_btime.tv_nsec : found.stx_dev_minor;
  return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%u ", epoch,
                         (guint64)found.stx_ino, first, second);
}

gboolean store_fence_write(const char *path, const char *file, gint64 epoch, gint64 seen, GError **error) {
  g_autofree char *side = side_file(path), *who = identity(file, epoch);
  g_autofree char *text = who ? g_strdup_printf("%s%" G_GINT64_FORMAT "\n", who, seen) : NULL;
  g_autoptr(GError) problem = NULL;
  if (text && g_file_set_contents_full(side, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                       0600, &problem))
    return TRUE;
  g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "%s: %s", side, problem ? problem->message : g_strerror(errno));
  return FALSE;
}

gboolean store_fence_holds(const char *path, gint64 epoch, gint64 seen) {
  g_autofree char *side = side_file(path), *want = identity(path, epoch), *got = NULL;
  if (!want || !g_file_get_contents(side, &got, NULL, NULL) || !g_str_has_prefix(got, want)) return FALSE;
  gint64 before;
  return g_ascii_string_to_signed(g_strchomp(got) + strlen(want), 10, 0, G_MAXINT64, &before, NULL) && seen >= before;
}
