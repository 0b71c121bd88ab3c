/* Cohorts: those who leave together. A cohort does nothing until it is started (S21). */
#ifndef SCHEDULER_STORE_STORE_COHORTS_H
#define SCHEDULER_STORE_STORE_COHORTS_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "scheduler/store/store.h"

struct store_cohort {
  gint64 id;
  char *organisation, *name, *state, *list_hash; /* state: draft started held */
  date_t start_day;                              /* DATE_NONE until started */
  gint64 policy;                                 /* publication, 0 = none */
};
void store_cohorts_free(struct store_cohort *cohort);

/* NULL without an error: not there. organisation NULL = whichever has it; STORE_ERROR_REFUSED when two have. */
struct store_cohort *store_cohorts_get(struct store *store, const char *name, const char *organisation, GError **error);
struct store_cohort *store_cohorts_by_id(struct store *store, gint64 id, GError **error);
GPtrArray *store_cohorts_all(struct store *store, GError **error);
/* Finds or makes one in state draft. 0 on error. */
gint64 store_cohorts_for(struct store *store, const char *organisation, const char *name, GError **error);
/* STORE_ERROR_REFUSED when it is not a draft: a cohort starts once. confirmed_by 0 = nobody. */
gboolean store_cohorts_start(struct store *store, gint64 cohort, date_t start, gint64 policy, const char *list_hash,
                             gint64 started_by, gint64 confirmed_by, GError **error);
/* started ↔ held. STORE_ERROR_REFUSED from or to anything else. */
gboolean store_cohorts_set_state(struct store *store, gint64 cohort, const char *state, GError **error);

#endif
