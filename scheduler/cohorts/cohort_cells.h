/* One cell: from what stood in the file to its normal form (scheduler/CONTRACT.md), or the reason why it has none.
 * Pure. */
#ifndef SCHEDULER_COHORTS_COHORT_CELLS_H
#define SCHEDULER_COHORTS_COHORT_CELLS_H

#include "scheduler/cohorts/cohort_fields.h"
#include "scheduler/cohorts/cohorts_words_nl.h"

/* How 3/4/2026 is meant; dates that begin with the year never need it. */
enum cohort_order { COHORT_DAY_FIRST, COHORT_MONTH_FIRST };

enum { COHORT_VALUE_SIZE = 264 }; /* of a normal form: an address is 255 at most */

/* `text` is not empty, of `length` bytes, NUL behind it. COHORTS_OK sets *value to the normal form, which is `text`
 * itself or `out`. Other codes leave *value alone; a warning code (COHORTS_LANDLINE) sets it as well. */
enum cohorts_code cohort_cells_read(enum cohort_id id, enum cohort_order order, const char *text, gsize length,
                                    char out[COHORT_VALUE_SIZE], const char **value);

#endif
