#include "scheduler/store/store_staff.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS "SELECT id, organisation, role, email, name, phone, password, halfdays FROM staff "

void store_staff_free(struct store_staff *staff) {
  if (!staff) return;
  g_free(staff->organisation);
  g_free(staff->role);
  g_free(staff->email);
  g_free(staff->name);
  g_free(staff->phone);
  g_free(staff->password);
  g_free(staff);
}

gboolean store_staff_add(struct store *store, struct store_staff *staff, gint64 now, GError **error) {
  return store_sql_insert(store, &staff->id, NULL, error,
                          "INSERT INTO staff (organisation, role, email, name, phone, halfdays, password, created)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                          VALUES(store_sql_text(staff->organisation), store_sql_text(staff->role),
                                 store_sql_text(staff->email), store_sql_text(staff->name),
                                 store_sql_text(staff->phone), store_sql_int(staff->halfdays),
                                 store_sql_text(staff->password), store_sql_int(now)));
}

gboolean store_staff_set(struct store *store, const struct store_staff *staff, GError **error) {
  return store_sql_run(store, error, "UPDATE staff SET role = $1, name = $2, phone = $3, halfdays = $4 WHERE id = $5",
                       VALUES(store_sql_text(staff->role), store_sql_text(staff->name), store_sql_text(staff->phone),
                              store_sql_int(staff->halfdays), store_sql_int(staff->id)));
}

gboolean store_staff_set_password(struct store *store, gint64 staff, const char *password, GError **error) {
  int changed = 0;
  if (!store_sql_change(store, &changed, error, "UPDATE staff SET password = $1 WHERE id = $2",
                        VALUES(store_sql_text(password), store_sql_int(staff))))
    return FALSE;
  if (changed != 1) return store_sql_refuse(error, "no staff %" G_GINT64_FORMAT, staff);
  return store_sql_run(store, error, "DELETE FROM session WHERE staff = $1", VALUES(store_sql_int(staff)));
}

static void *read_staff(const struct store_sql_rows *rows) {
  struct store_staff *staff = g_new0(struct store_staff, 1);
  staff->id = store_sql_get_long(rows, 0);
  staff->organisation = store_sql_dup_text(rows, 1);
  staff->role = store_sql_dup_text(rows, 2);
  staff->email = store_sql_dup_text(rows, 3);
  staff->name = store_sql_dup_text(rows, 4);
  staff->phone = store_sql_dup_text(rows, 5);
  staff->password = store_sql_dup_text(rows, 6);
  staff->halfdays = (calendar_halfdays)store_sql_get_int(rows, 7);
  return staff;
}

struct store_staff *store_staff_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_staff, error, COLUMNS "WHERE id = $1", VALUES(store_sql_int(id)));
}

struct store_staff *store_staff_by_email(struct store *store, const char *email, GError **error) {
  return store_sql_one(store, read_staff, error, COLUMNS "WHERE email = $1", VALUES(store_sql_text(email)));
}

GPtrArray *store_staff_all(struct store *store, const char *organisation, GError **error) {
  GDestroyNotify free_row = (GDestroyNotify)store_staff_free;
  if (!organisation) return store_sql_all(store, read_staff, free_row, error, COLUMNS "ORDER BY id", NO_VALUES);
  return store_sql_all(store, read_staff, free_row, error, COLUMNS "WHERE organisation = $1 ORDER BY id",
                       VALUES(store_sql_text(organisation)));
}

gboolean store_staff_add_leave(struct store *store, gint64 staff, date_t from, date_t to, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO leave (staff, from_day, to_day) VALUES ($1, $2, $3)"
                       " ON CONFLICT (staff, from_day) DO UPDATE SET to_day = excluded.to_day",
                       VALUES(store_sql_int(staff), store_sql_int(from), store_sql_int(to)));
}

GArray *store_staff_leave(struct store *store, gint64 staff, GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, "SELECT from_day, to_day FROM leave WHERE staff = $1 ORDER BY from_day",
                       VALUES(store_sql_int(staff))))
    return NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct calendar_leave));
  while (store_sql_next(&rows)) {
    struct calendar_leave leave = {store_sql_get_day(&rows, 0), store_sql_get_day(&rows, 1)};
    g_array_append_val(all, leave);
  }
  return store_sql_end(&rows, error) ? g_steal_pointer(&all) : NULL;
}

gboolean store_staff_open_session(struct store *store, const char *token_hash, gint64 staff, gint64 expires,
                                  GError **error) {
  return store_sql_run(store, error, "INSERT INTO session (token, staff, expires) VALUES ($1, $2, $3)",
                       VALUES(store_sql_text(token_hash), store_sql_int(staff), store_sql_int(expires)));
}

gint64 store_staff_session(struct store *store, const char *token_hash, gint64 now) {
  gint64 staff = 0;
  store_sql_number(store, &staff, NULL, NULL, "SELECT staff FROM session WHERE token = $1 AND expires > $2",
                   VALUES(store_sql_text(token_hash), store_sql_int(now)));
  return staff;
}

gboolean store_staff_close_session(struct store *store, const char *token_hash, GError **error) {
  return store_sql_run(store, error, "DELETE FROM session WHERE token = $1", VALUES(store_sql_text(token_hash)));
}
