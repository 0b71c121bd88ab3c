/* What grows with a file goes to disk: texts one after the other, and the line of each person, in files that have no
 * name and are gone when the process is, however it ends. Small ones never leave memory. */
#ifndef SCHEDULER_COHORTS_COHORT_SPOOL_H
#define SCHEDULER_COHORTS_COHORT_SPOOL_H

#include <glib.h>

struct cohort_spool;
typedef struct cohort_spool CohortSpool; /* the name that g_autoptr wants */

/* In `folder`, or where temporary files go when that is NULL or can't be written to. */
struct cohort_spool *cohort_spool_new(const char *folder);
void cohort_spool_free(struct cohort_spool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortSpool, cohort_spool_free)

/* Errors are G_FILE_ERROR. */
gboolean cohort_spool_add(struct cohort_spool *spool, const char *text, GError **error);
/* All texts in their order; stops when `each` says FALSE (and has set its error). */
gboolean cohort_spool_each(struct cohort_spool *spool, gboolean (*each)(void *user, const char *text, GError **error),
                           void *user, GError **error);

/* An open file without a name, readable by nobody else; -1 and an error. */
int cohort_spool_file(const char *folder, GError **error);
/* All of `count` bytes, whatever a signal does. */
gboolean cohort_spool_write(int file, const void *bytes, gsize count, gint64 at, GError **error);
/* What lies behind the end of the file is zeros. */
gboolean cohort_spool_read(int file, void *bytes, gsize count, gint64 at, GError **error);

#endif
