/* The rows of one sheet of an Excel workbook (.xlsx, ECMA-376 part 1 §18.3), a row at a time, as csv.h gives them.
 *
 * A cell's text is what a person sees, in a form that doesn't depend on their language: a number with all its digits, a
 * day as 2026-07-10 (with its hour if it has one), a truth as ja or nee, a formula's kept answer. `line` is the number
 * that Excel shows beside the row. Memory: the shared texts and one row; the sheet itself is unpacked as it is read. */
#ifndef SCHEDULER_COHORTS_WORKBOOK_H
#define SCHEDULER_COHORTS_WORKBOOK_H

#include "scheduler/cohorts/csv.h"

struct workbook;
typedef struct workbook Workbook; /* the name that g_autoptr wants */

/* Can this file be one? FALSE for text, and for what can't be read from its beginning twice, as a pipe. */
gboolean workbook_is(int file);

/* `file` stays the caller's. `sheet` NULL: the first that is not hidden. Rows up to number `skip_lines` are passed
 * over. Errors are CSV_ERROR, in Dutch. */
struct workbook *workbook_open(int file, const char *sheet, guint skip_lines, GError **error);
void workbook_close(struct workbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workbook, workbook_close)

/* As csv_next: rows without content are passed over; FALSE without an error at the end. */
gboolean workbook_next(struct workbook *workbook, struct csv_row *row, GError **error);

#endif
