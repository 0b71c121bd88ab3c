/* The rows of a school's file, whichever kind it is: delimited text (csv.h) or an Excel workbook (workbook.h). Who
 * reads rows knows no difference. */
#ifndef SCHEDULER_COHORTS_COHORT_SHEET_H
#define SCHEDULER_COHORTS_COHORT_SHEET_H

#include "scheduler/cohorts/cohort_mapping.h"
#include "scheduler/cohorts/csv.h"

struct cohort_sheet;
typedef struct cohort_sheet CohortSheet; /* the name that g_autoptr wants */

/* A workbook is known by its first bytes, so it must be a file; text may be a pipe. `file` stays the caller's; the
 * mapping says what to pass over and which sheet. Errors are CSV_ERROR, in Dutch. */
struct cohort_sheet *cohort_sheet_open(int file, const struct cohort_mapping *mapping, GError **error);
void cohort_sheet_close(struct cohort_sheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortSheet, cohort_sheet_close)

/* The next row, the header being the first; its cells live until the next call. FALSE without an error at the end. */
gboolean cohort_sheet_next(struct cohort_sheet *sheet, struct csv_row *row, GError **error);

#endif
