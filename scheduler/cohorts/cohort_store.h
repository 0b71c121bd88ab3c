/* From a row without faults to the store, inside the import's transaction: found or made, compared, and only what
 * differs is written.
 *
 * Enrolments follow S1, tombstones S24; places (S8) are given when the cohort is started. A counsellor who is no user
 * yet becomes one without sign-in. */
#ifndef SCHEDULER_COHORTS_COHORT_STORE_H
#define SCHEDULER_COHORTS_COHORT_STORE_H

#include "scheduler/cohorts/cohort_row.h"
#include "scheduler/cohorts/cohorts.h"

enum cohort_status { COHORT_NEW, COHORT_CHANGED, COHORT_UNCHANGED, COHORT_ERASED, COHORT_FAULTY, COHORT_STATUSES };

struct cohort_store;
typedef struct cohort_store CohortStore; /* the name that g_autoptr wants */

/* A transaction must be open. Everything is borrowed and must outlive it. */
struct cohort_store *cohort_store_new(struct flow *flow, struct cases *cases, const struct flow_act *act,
                                      const struct cohorts_import *import, GError **error);
void cohort_store_free(struct cohort_store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortStore, cohort_store_free)

/* *person is 0 when there is none. COHORT_FAULTY when the row met a fault only the store can show (a duplicate, a
 * doubt): it is added to row->errors. FALSE: the store refused. */
gboolean cohort_store_row(struct cohort_store *store, struct cohort_row *row, enum cohort_status *status,
                          gint64 *person, GError **error);
/* Looks only whether the number came before: for rows with other faults, in an import that will be undone. */
gboolean cohort_store_seen(struct cohort_store *store, struct cohort_row *row, GError **error);
/* Writes what was kept back; needed before the commit. */
gboolean cohort_store_finish(struct cohort_store *store, GError **error);
/* char*: addresses of those who became staff, borrowed. */
const GPtrArray *cohort_store_new_counsellors(const struct cohort_store *store);

#endif
