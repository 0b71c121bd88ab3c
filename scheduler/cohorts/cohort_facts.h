/* What a row says, as the lines of a stored body. Pure. */
#ifndef SCHEDULER_COHORTS_COHORT_FACTS_H
#define SCHEDULER_COHORTS_COHORT_FACTS_H

#include "scheduler/cohorts/cohort_row.h"

/* Appends the facts of somebody who is new, for store_facts_begin. */
void cohort_facts_first(GString *body, const struct cohort_row *row, const struct cohort_header *header);
/* Appends what differs from what is known, and what the row's own words make untrue, for flow_correct. An empty cell
 * takes nothing away: a later file may have fewer columns, or not know any more. */
void cohort_facts_changed(GString *body, const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE]);

#endif
