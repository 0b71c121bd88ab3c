/* The contract's answer to `import`, row by row. */
#ifndef SCHEDULER_COHORTS_COHORT_ANSWER_H
#define SCHEDULER_COHORTS_COHORT_ANSWER_H

#include <jansson.h>

#include "scheduler/cohorts/cohort_store.h"

struct cohort_answer;
typedef struct cohort_answer CohortAnswer; /* the name that g_autoptr wants */

/* `quiet`: only rows with errors and without their values (what was wrong stands in the message), and no more warnings
 * than LISTED; the counts are whole. */
struct cohort_answer *cohort_answer_new(gboolean quiet);
void cohort_answer_free(struct cohort_answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortAnswer, cohort_answer_free)

void cohort_answer_row(struct cohort_answer *answer, const struct cohort_row *row, const struct cohort_header *header,
                       enum cohort_status status, gint64 person);
guint cohort_answer_count(const struct cohort_answer *answer, enum cohort_status status);
/* `stored` FALSE: nothing is (dry run, or rejected rows without --accept-valid). New reference. */
json_t *cohort_answer_finish(struct cohort_answer *answer, const struct cohort_header *header,
                             const GPtrArray *counsellors, gboolean stored, gboolean rejected_all);

#endif
