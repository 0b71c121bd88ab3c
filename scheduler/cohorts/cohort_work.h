/* Earlier work in the columns of a file: what was offered and said before, entered as events with source import. */
#ifndef SCHEDULER_COHORTS_COHORT_WORK_H
#define SCHEDULER_COHORTS_COHORT_WORK_H

#include "scheduler/cohorts/cohort_row.h"
#include "scheduler/flow/flow.h"

/* `known` has what was known before this file: what stands there unchanged was entered before and is not again. An
 * offer that was not personal is none (S18 counts what a counsellor did). */
gboolean cohort_work_enter(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                           const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], GError **error);

#endif
