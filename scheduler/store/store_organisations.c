#include "scheduler/store/store_organisations.h"

#include "scheduler/store/store_sql.h"

void store_organisations_free(struct store_organisation *organisation) {
  if (!organisation) return;
  g_free(organisation->id);
  g_free(organisation->kind);
  g_free(organisation->name);
  g_free(organisation);
}

gboolean store_organisations_add(struct store *store, const struct store_organisation *organisation, gint64 now,
                                 GError **error) {
  return store_sql_run(
      store, error, "INSERT INTO organisation (id, kind, name, region, created) VALUES ($1, $2, $3, $4, $5)",
      VALUES(store_sql_text(organisation->id), store_sql_text(organisation->kind), store_sql_text(organisation->name),
             store_sql_int(organisation->region), store_sql_int(now)));
}

static void *read_organisation(const struct store_sql_rows *rows) {
  struct store_organisation *organisation = g_new0(struct store_organisation, 1);
  organisation->id = store_sql_dup_text(rows, 0);
  organisation->kind = store_sql_dup_text(rows, 1);
  organisation->name = store_sql_dup_text(rows, 2);
  organisation->region = (enum calendar_region)store_sql_get_int(rows, 3);
  return organisation;
}

GPtrArray *store_organisations_all(struct store *store, GError **error) {
  return store_sql_all(store, read_organisation, (GDestroyNotify)store_organisations_free, error,
                       "SELECT id, kind, name, region FROM organisation ORDER BY id", NO_VALUES);
}
