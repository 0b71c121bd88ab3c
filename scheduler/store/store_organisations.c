#include "scheduler/store/store_organisations.h"

#include "scheduler/store/store_sql.h"

static void organisation_free(struct store_organisation *organisation) {
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
  return store_sql_all(store, read_organisation, (GDestroyNotify)organisation_free, error,
                       "SELECT id, kind, name, region FROM organisation ORDER BY id", NO_VALUES);
}

gboolean store_organisations_is_school(const struct store_organisation *organisation) {
  static const char *const kinds[] = {"mbo", "pro", "vso", NULL};
  return g_strv_contains(kinds, organisation->kind);
}

gboolean store_organisations_agree(struct store *store, const struct store_agreement *agreement, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO agreement (organisation, kind, stands, note, recorded_at, recorded_by)"
                       " VALUES ($1, $2, $3, $4, $5, $6)",
                       VALUES(store_sql_text(agreement->organisation), store_sql_text(agreement->kind),
                              store_sql_int(agreement->stands), store_sql_text(agreement->note),
                              store_sql_int(agreement->recorded_at), store_sql_text(agreement->recorded_by)));
}

gboolean store_organisations_agreed(struct store *store, const char *organisation, const char *kind, gint64 as_of) {
  gint64 stands = 0;
  return store_sql_number(store, &stands, NULL, NULL,
                          "SELECT stands FROM agreement WHERE organisation = $1 AND kind = $2 AND recorded_at <= $3"
                          " ORDER BY id DESC LIMIT 1",
                          VALUES(store_sql_text(organisation), store_sql_text(kind), store_sql_int(as_of))) &&
         stands;
}
