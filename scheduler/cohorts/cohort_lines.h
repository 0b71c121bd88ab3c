/* On which line of the file a person stood before: for the error that names both. A number of four bytes per person of
 * the store, of which a quarter of a megabyte is in memory and the rest in a file without a name. */
#ifndef SCHEDULER_COHORTS_COHORT_LINES_H
#define SCHEDULER_COHORTS_COHORT_LINES_H

#include <glib.h>

struct cohort_lines;
typedef struct cohort_lines CohortLines; /* the name that g_autoptr wants */

struct cohort_lines *cohort_lines_new(const char *folder); /* as cohort_spool_new */
void cohort_lines_free(struct cohort_lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortLines, cohort_lines_free)

/* *before is the line on which `person` (from 1) stood, or 0: then `line` is noted. */
gboolean cohort_lines_meet(struct cohort_lines *lines, gint64 person, guint line, guint *before, GError **error);

#endif
