/* What a row must be as a whole: what is needed is there, one can be reached, dates make sense together. Pure. */
#ifndef SCHEDULER_COHORTS_COHORT_CHECKS_H
#define SCHEDULER_COHORTS_COHORT_CHECKS_H

#include "rules/calendar/date.h"
#include "scheduler/cohorts/cohort_row.h"

struct cohort_checks {
  date_t today;
  const char *const *school_domains; /* NULL-terminated, lower-case; NULL = none */
};

/* Adds errors and warnings to the row and fills what follows from others: gemeentecode and gemeente_bron, and
 * email_school for an address of the school's own. */
void cohort_checks_row(const struct cohort_checks *checks, struct cohort_row *row);

/* The day on which guidance hangs: of the diploma (mbo) or of leaving (pro, vso), else the expected one; DATE_NONE. */
date_t cohort_checks_anchor(const char *const value[COHORT_FIELDS]);
/* No address is left that the school does not own. */
gboolean cohort_checks_unreachable(const struct cohort_row *row);

#endif
