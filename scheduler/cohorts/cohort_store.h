/* From a row without faults to the store, inside the import's transaction: found or made, compared, and only what
 * differs is written.
 *
 * Enrolments follow S1, tombstones S24; places (S8) are given when the cohort is started. A counsellor who is no user
 * yet becomes one without sign-in. */
#ifndef SCHEDULER_COHORTS_COHORT_STORE_H
#define SCHEDULER_COHORTS_COHORT_STORE_H

#include "scheduler/cohorts/cohort_answer.h"
#include "scheduler/cohorts/cohort_lots.h"
#include "scheduler/cohorts/cohorts.h"

struct cohort_store;
typedef struct cohort_store CohortStore; /* the name that g_autoptr wants */

/* A transaction must be open. Everything is borrowed and must outlive it; who becomes staff is told to `answer`. */
struct cohort_store *cohort_store_new(struct flow *flow, struct cases *cases, const struct flow_act *act,
                                      const struct cohorts_import *import, struct cohort_answer *answer,
                                      GError **error);
void cohort_store_free(struct cohort_store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortStore, cohort_store_free)

struct cohort_outcome {
  enum cohort_status status;
  gint64 person; /* 0 = none */
};

/* Carries a lot in, row by row in its order as far as anybody can see. A fault that only the store can show (a
 * duplicate, a doubt) is added to the row's errors. Rows with other faults change nothing; in an import that will be
 * undone it is only looked whether their number came before. FALSE: the store refused. */
gboolean cohort_store_lot(struct cohort_store *store, const struct cohort_lot *lot,
                          struct cohort_outcome outcomes[COHORT_LOTS_ROWS], GError **error);
/* Writes what was kept back; needed before the commit. */
gboolean cohort_store_finish(struct cohort_store *store, GError **error);

#endif
