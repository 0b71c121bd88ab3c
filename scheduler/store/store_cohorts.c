#include "scheduler/store/store_cohorts.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS "SELECT id, organisation, name, state, list_hash, start_day, policy FROM cohort "

void store_cohorts_free(struct store_cohort *cohort) {
  if (!cohort) return;
  g_free(cohort->organisation);
  g_free(cohort->name);
  g_free(cohort->state);
  g_free(cohort->list_hash);
  g_free(cohort);
}

static void *read_cohort(const struct store_sql_rows *rows) {
  struct store_cohort *cohort = g_new0(struct store_cohort, 1);
  cohort->id = store_sql_get_long(rows, 0);
  cohort->organisation = store_sql_dup_text(rows, 1);
  cohort->name = store_sql_dup_text(rows, 2);
  cohort->state = store_sql_dup_text(rows, 3);
  cohort->list_hash = store_sql_dup_text(rows, 4);
  cohort->start_day = store_sql_get_day(rows, 5);
  cohort->policy = store_sql_get_long(rows, 6);
  return cohort;
}

/* Two schools may both have a 'pro-2026': guessing which one is meant would start the wrong young people. */
static struct store_cohort *get_anywhere(struct store *store, const char *name, GError **error) {
  g_autoptr(GPtrArray) all = store_sql_all(store, read_cohort, (GDestroyNotify)store_cohorts_free, error,
                                           COLUMNS "WHERE name = $1", VALUES(store_sql_text(name)));
  if (!all || all->len == 0) return NULL;
  if (all->len == 1) return g_ptr_array_steal_index(all, 0);
  store_sql_refuse(error, "%u organisations have a cohort %s: name one", all->len, name);
  return NULL;
}

struct store_cohort *store_cohorts_get(struct store *store, const char *name, const char *organisation,
                                       GError **error) {
  if (!organisation) return get_anywhere(store, name, error);
  return store_sql_one(store, read_cohort, error, COLUMNS "WHERE organisation = $1 AND name = $2",
                       VALUES(store_sql_text(organisation), store_sql_text(name)));
}

struct store_cohort *store_cohorts_by_id(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_cohort, error, COLUMNS "WHERE id = $1", VALUES(store_sql_int(id)));
}

GPtrArray *store_cohorts_all(struct store *store, GError **error) {
  return store_sql_all(store, read_cohort, (GDestroyNotify)store_cohorts_free, error, COLUMNS "ORDER BY id", NO_VALUES);
}

gint64 store_cohorts_for(struct store *store, const char *organisation, const char *name, GError **error) {
  gint64 id = 0;
  gboolean found = FALSE;
  const struct store_sql_value *values = VALUES(store_sql_text(organisation), store_sql_text(name));
  if (!store_sql_number(store, &id, &found, error, "SELECT id FROM cohort WHERE organisation = $1 AND name = $2",
                        values))
    return 0;
  if (found) return id;
  store_sql_insert(store, &id, NULL, error,
                   "INSERT INTO cohort (organisation, name, state, list_hash) VALUES ($1, $2, 'draft', '')", values);
  return id;
}

gboolean store_cohorts_start(struct store *store, gint64 cohort, date_t start, gint64 policy, const char *list_hash,
                             gint64 started_by, gint64 confirmed_by, GError **error) {
  int changed = 0;
  if (!store_sql_change(store, &changed, error,
                        "UPDATE cohort SET state = 'started', start_day = $1, policy = $2, list_hash = $3,"
                        " started_by = $4, confirmed_by = $5 WHERE id = $6 AND state = 'draft'",
                        VALUES(store_sql_int(start), store_sql_id(policy), store_sql_text(list_hash),
                               store_sql_id(started_by), store_sql_id(confirmed_by), store_sql_int(cohort))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "cohort %" G_GINT64_FORMAT " is no draft", cohort);
}

gboolean store_cohorts_set_state(struct store *store, gint64 cohort, const char *state, GError **error) {
  if (!g_str_equal(state, "started") && !g_str_equal(state, "held"))
    return store_sql_refuse(error, "a cohort can't become %s", state);
  int changed = 0;
  if (!store_sql_change(store, &changed, error, "UPDATE cohort SET state = $1 WHERE id = $2 AND state <> 'draft'",
                        VALUES(store_sql_text(state), store_sql_int(cohort))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "cohort %" G_GINT64_FORMAT " has not started", cohort);
}
