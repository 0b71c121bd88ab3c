/* What an import answers (scheduler/CONTRACT.md, `import`): a head with the counts, and four lists that can be longer
 * than memory.
 *
 * Lists are written to disk as the rows come (cohort_spool.h) and read back item by item: what a row means is known
 * only at the end, when all of it is stored or none. */
#ifndef SCHEDULER_COHORTS_COHORT_ANSWER_H
#define SCHEDULER_COHORTS_COHORT_ANSWER_H

#include <jansson.h>

#include "scheduler/cohorts/cohort_row.h"

enum cohort_status { COHORT_NEW, COHORT_CHANGED, COHORT_UNCHANGED, COHORT_ERASED, COHORT_FAULTY, COHORT_STATUSES };
enum cohort_list { COHORT_WARNINGS, COHORT_NEW_COUNSELLORS, COHORT_UNREACHABLE, COHORT_ROWS, COHORT_LISTS };
extern const char *const cohort_answer_lists[COHORT_LISTS]; /* "warnings", … */

struct cohort_answer;
typedef struct cohort_answer CohortAnswer; /* the name that g_autoptr wants */

void cohort_answer_free(struct cohort_answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortAnswer, cohort_answer_free)

/* -- for whoever asked for the import ------------------------------------------------------------------------------ */
/* Everything but the lists; borrowed. */
const json_t *cohort_answer_head(const struct cohort_answer *answer);
/* Every item of a list, borrowed for the call; `each` goes on for as long as it says TRUE. FALSE with an error: the
 * list can't be read back. */
gboolean cohort_answer_each(struct cohort_answer *answer, enum cohort_list list,
                            gboolean (*each)(void *user, const json_t *item), void *user, GError **error);
/* All in one document, for short answers. New reference, or NULL and an error. */
json_t *cohort_answer_whole(struct cohort_answer *answer, GError **error);

/* -- for the import --------------------------------------------------------------------------------------------------
 */
/* `quiet`: only rows with errors and without their values (what was wrong stands in the message), and no more warnings
 * than LISTED; the counts are whole. `folder`: see cohort_spool_new. */
struct cohort_answer *cohort_answer_new(gboolean quiet, const char *folder);
/* A row's values and errors as JSON, which is most of its item: pure, so that it can be made ahead on another thread.
 * `silent`: without the values. Freed with free(). */
char *cohort_answer_tail(const struct cohort_row *row, const struct cohort_header *header, gboolean silent);
struct cohort_told {
  enum cohort_status status;
  gint64 person;    /* 0 = none */
  const char *tail; /* made ahead when the row had so many errors; NULL = not */
  guint tail_errors;
};
gboolean cohort_answer_row(struct cohort_answer *answer, const struct cohort_row *row,
                           const struct cohort_header *header, const struct cohort_told *told, GError **error);
gboolean cohort_answer_counsellor(struct cohort_answer *answer, const char *email, GError **error);
guint cohort_answer_count(const struct cohort_answer *answer, enum cohort_status status);
/* `stored` FALSE: nothing is (dry run, or rejected rows without --accept-valid). */
void cohort_answer_finish(struct cohort_answer *answer, const struct cohort_header *header, gboolean stored,
                          gboolean rejected_all);

#endif
