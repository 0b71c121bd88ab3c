#include "scheduler/cohorts/cohort_spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 64 * 1024 };

struct cohort_spool {
  char *folder;
  int file; /* -1 = everything is still in the buffer */
  gint64 written;
  GString *buffer; /* texts with their NULs, not yet written */
};

/* -- files without a name ---------------------------------------------------------------------------------------- */

static gboolean fail(GError **error, const char *what) {
  int code = errno;
  g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), "temporary file: %s: %s", what,
              g_strerror(code));
  return FALSE;
}

/* O_TMPFILE never has a name; where a file system lacks it, the name is taken away at once. */
static int open_in(const char *folder) {
  int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || errno != EOPNOTSUPP) return file;
  g_autofree char *path = g_build_filename(folder, "import-XXXXXX", NULL);
  file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) unlink(path);
  return file;
}

int cohort_spool_file(const char *folder, GError **error) {
  int file = folder ? open_in(folder) : -1;
  if (file < 0) file = open_in(g_get_tmp_dir());
  if (file < 0) fail(error, "can't be made");
  return file;
}

gboolean cohort_spool_write(int file, const void *bytes, gsize count, gint64 at, GError **error) {
  const char *from = bytes;
  while (count > 0) {
    gssize n = pwrite(file, from, count, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return fail(error, "can't be written");
    from += n, at += n, count -= (gsize)n;
  }
  return TRUE;
}

gboolean cohort_spool_read(int file, void *bytes, gsize count, gint64 at, GError **error) {
  char *to = bytes;
  while (count > 0) {
    gssize n = pread(file, to, count, at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(error, "can't be read");
    if (n == 0) break;
    to += n, at += n, count -= (gsize)n;
  }
  memset(to, 0, count);
  return TRUE;
}

/* -- texts --------------------------------------------------------------------------------------------------------- */

struct cohort_spool *cohort_spool_new(const char *folder) {
  struct cohort_spool *spool = g_new0(struct cohort_spool, 1);
  spool->folder = g_strdup(folder);
  spool->file = -1;
  spool->buffer = g_string_new(NULL);
  return spool;
}

void cohort_spool_free(struct cohort_spool *spool) {
  if (!spool) return;
  if (spool->file >= 0) close(spool->file);
  g_string_free(spool->buffer, TRUE);
  g_free(spool->folder);
  g_free(spool);
}

static gboolean empty_buffer(struct cohort_spool *spool, GError **error) {
  if (spool->file < 0) spool->file = cohort_spool_file(spool->folder, error);
  if (spool->file < 0 ||
      !cohort_spool_write(spool->file, spool->buffer->str, spool->buffer->len, spool->written, error))
    return FALSE;
  spool->written += (gint64)spool->buffer->len;
  g_string_truncate(spool->buffer, 0);
  return TRUE;
}

gboolean cohort_spool_add(struct cohort_spool *spool, const char *text, GError **error) {
  g_string_append_len(spool->buffer, text, (gssize)strlen(text) + 1);
  return spool->buffer->len < BUFFER || empty_buffer(spool, error);
}

/* Gives every whole text in `block` to `each`, and takes them off it. */
static gboolean each_whole(GString *block, gboolean (*each)(void *user, const char *text, GError **error), void *user,
                           GError **error) {
  gsize at = 0;
  for (char *end; (end = memchr(block->str + at, '\0', block->len - at)); at = (gsize)(end - block->str) + 1)
    if (!each(user, block->str + at, error)) return FALSE;
  g_string_erase(block, 0, (gssize)at);
  return TRUE;
}

gboolean cohort_spool_each(struct cohort_spool *spool, gboolean (*each)(void *user, const char *text, GError **error),
                           void *user, GError **error) {
  g_autoptr(GString) block = g_string_sized_new(2 * BUFFER);
  for (gint64 at = 0; at < spool->written;) {
    gsize have = block->len, count = (gsize)MIN(spool->written - at, BUFFER);
    g_string_set_size(block, have + count);
    if (!cohort_spool_read(spool->file, block->str + have, count, at, error) || !each_whole(block, each, user, error))
      return FALSE;
    at += (gint64)count;
  }
  g_string_append_len(block, spool->buffer->str, (gssize)spool->buffer->len);
  return each_whole(block, each, user, error);
}
