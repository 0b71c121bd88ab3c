/* The mapping file (INI, scheduler/CONTRACT.md): what a school's export calls things. Strict: a group or name that it
 * does not know is an error, for a typing mistake would silently lose a column.
 *
 *   [columns]  our_name = their heading      [values]  our_name.theirs = ours
 *   [constants] our_name = value             [file]    skip_lines, sheet, date_order (dmy, mdy, ymd) */
#ifndef SCHEDULER_COHORTS_COHORT_MAPPING_H
#define SCHEDULER_COHORTS_COHORT_MAPPING_H

#include "scheduler/cohorts/cohort_cells.h"

struct cohort_mapping {
  char *heading[COHORT_COLUMNS];      /* NULL = ours */
  char *constant[COHORT_COLUMNS];     /* as written; NULL = none */
  GHashTable *values[COHORT_COLUMNS]; /* folded cell → ours; NULL = none */
  guint skip_lines;
  char *sheet; /* of a workbook; a CSV file has none */
  enum cohort_order order;
};
typedef struct cohort_mapping CohortMapping; /* the name that g_autoptr wants */

/* `text` NULL gives an empty mapping. NULL and COHORTS_ERROR_CALL (English, names group and key) when it does not read.
 */
struct cohort_mapping *cohort_mapping_read(const char *text, GError **error);
void cohort_mapping_free(struct cohort_mapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortMapping, cohort_mapping_free)

/* What the mapping makes of a cell: ours, or `text` itself. */
const char *cohort_mapping_value(const struct cohort_mapping *mapping, enum cohort_id id, const char *text);

#endif
