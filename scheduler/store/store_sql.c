#include "scheduler/store/store_sql.h"

/* By primary result code; whatever is not here is an error of the disk or the machine. */
static const struct {
  int code;
  enum store_error error;
} codes[] = {
    {SQLITE_BUSY, STORE_ERROR_BUSY},          {SQLITE_LOCKED, STORE_ERROR_BUSY},
    {SQLITE_CONSTRAINT, STORE_ERROR_REFUSED}, {SQLITE_NOTADB, STORE_ERROR_DAMAGED},
    {SQLITE_CORRUPT, STORE_ERROR_DAMAGED},    {SQLITE_SCHEMA, STORE_ERROR_DAMAGED},
};

gboolean store_sql_fail(struct store *store, int code, GError **error) {
  enum store_error kind = STORE_ERROR_IO;
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (codes[i].code == (code & 0xff)) kind = codes[i].error;
  g_set_error(error, STORE_ERROR, (int)kind, "%s: %s", store->path ? store->path : "store in memory",
              sqlite3_errmsg(store->db));
  return FALSE;
}

gboolean store_sql_refuse(GError **error, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error_literal(error, STORE_ERROR, STORE_ERROR_REFUSED, text);
  return FALSE;
}

gboolean store_sql_script(struct store *store, const char *sql, GError **error) {
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || store_sql_fail(store, code, error);
}

static sqlite3_stmt *prepare(struct store *store, const char *sql, guint flags, GError **error) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v3(store->db, sql, -1, flags, &statement, NULL);
  if (code != SQLITE_OK) store_sql_fail(store, code, error);
  return statement;
}

/* SQLite numbers `$1` by where it first appears, PostgreSQL by its name: both must agree. */
static gboolean numbered_in_order(sqlite3_stmt *statement, GError **error) {
  char want[8];
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
    g_snprintf(want, sizeof want, "$%d", i);
    if (g_strcmp0(sqlite3_bind_parameter_name(statement, i), want) != 0)
      return store_sql_refuse(error, "parameters out of order: %s", sqlite3_sql(statement));
  }
  return TRUE;
}

static sqlite3_stmt *cached(struct store *store, const char *sql, GError **error) {
  sqlite3_stmt *statement = g_hash_table_lookup(store->statements, sql);
  if (statement) return statement;
  statement = prepare(store, sql, SQLITE_PREPARE_PERSISTENT, error);
  if (!statement || numbered_in_order(statement, error)) {
    if (statement) g_hash_table_insert(store->statements, (void *)sql, statement);
    return statement;
  }
  sqlite3_finalize(statement);
  return NULL;
}

static int bind_one(sqlite3_stmt *statement, int index, const struct store_sql_value *value) {
  switch (value->type) {
  case STORE_SQL_INT:
    return sqlite3_bind_int64(statement, index, value->number);
  case STORE_SQL_TEXT:
    return sqlite3_bind_text(statement, index, value->bytes, -1, SQLITE_STATIC);
  case STORE_SQL_BLOB:
    return sqlite3_bind_blob64(statement, index, value->bytes, (guint64)value->number, SQLITE_STATIC);
  default:
    return sqlite3_bind_null(statement, index);
  }
}

static gboolean bind_all(struct store_sql_rows *rows, const struct store_sql_value *values, GError **error) {
  int count = 0;
  for (; values && values[count].type != STORE_SQL_END; count++) {
    int code = bind_one(rows->statement, count + 1, &values[count]);
    if (code != SQLITE_OK) return store_sql_fail(rows->store, code, error);
  }
  if (count != sqlite3_bind_parameter_count(rows->statement))
    return store_sql_refuse(error, "%d values for: %s", count, sqlite3_sql(rows->statement));
  return TRUE;
}

gboolean store_sql_start(struct store_sql_rows *rows, struct store *store, GError **error, const char *sql,
                         const struct store_sql_value *values) {
  *rows = (struct store_sql_rows){.store = store, .code = SQLITE_OK};
  rows->statement = cached(store, sql, error);
  if (!rows->statement) return FALSE;
  if (store->mode != STORE_WRITING && !sqlite3_stmt_readonly(rows->statement))
    return store_sql_refuse(error, "a change outside a transaction: %s", sql);
  if (sqlite3_stmt_busy(rows->statement)) { /* the same question from within its own rows */
    rows->own = TRUE;
    rows->statement = prepare(store, sql, 0, error);
    if (!rows->statement) return FALSE;
  }
  store->open++;
  if (bind_all(rows, values, error)) return TRUE;
  store_sql_end(rows, NULL);
  return FALSE;
}

gboolean store_sql_next(struct store_sql_rows *rows) {
  rows->code = sqlite3_step(rows->statement);
  return rows->code == SQLITE_ROW;
}

gboolean store_sql_end(struct store_sql_rows *rows, GError **error) {
  gboolean good = rows->code == SQLITE_OK || rows->code == SQLITE_ROW || rows->code == SQLITE_DONE;
  if (!good) store_sql_fail(rows->store, rows->code, error);
  if (rows->own)
    sqlite3_finalize(rows->statement);
  else
    sqlite3_reset(rows->statement);
  rows->store->open--;
  return good;
}

gboolean store_sql_run(struct store *store, GError **error, const char *sql, const struct store_sql_value *values) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, sql, values)) return FALSE;
  while (store_sql_next(&rows)) continue;
  return store_sql_end(&rows, error);
}

gboolean store_sql_change(struct store *store, int *changed, GError **error, const char *sql,
                          const struct store_sql_value *values) {
  if (!store_sql_run(store, error, sql, values)) return FALSE;
  *changed = sqlite3_changes(store->db);
  return TRUE;
}

gboolean store_sql_insert(struct store *store, gint64 *id, gboolean *added, GError **error, const char *sql,
                          const struct store_sql_value *values) {
  int changed = 0;
  if (!store_sql_change(store, &changed, error, sql, values)) return FALSE;
  if (changed) *id = sqlite3_last_insert_rowid(store->db);
  if (added) *added = changed != 0;
  return TRUE;
}

gboolean store_sql_number(struct store *store, gint64 *number, gboolean *found, GError **error, const char *sql,
                          const struct store_sql_value *values) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, sql, values)) return FALSE;
  gboolean there = store_sql_next(&rows) && sqlite3_column_type(rows.statement, 0) != SQLITE_NULL;
  if (there) *number = sqlite3_column_int64(rows.statement, 0);
  if (found) *found = there;
  return store_sql_end(&rows, error);
}

gint64 store_sql_get_long(const struct store_sql_rows *rows, int column) {
  return sqlite3_column_int64(rows->statement, column);
}

int store_sql_get_int(const struct store_sql_rows *rows, int column) {
  return sqlite3_column_int(rows->statement, column);
}

date_t store_sql_get_day(const struct store_sql_rows *rows, int column) {
  if (sqlite3_column_type(rows->statement, column) == SQLITE_NULL) return DATE_NONE;
  return sqlite3_column_int(rows->statement, column);
}

const char *store_sql_get_text(const struct store_sql_rows *rows, int column) {
  const char *text = (const char *)sqlite3_column_text(rows->statement, column);
  return text ? text : "";
}

char *store_sql_dup_text(const struct store_sql_rows *rows, int column) {
  return g_strdup(store_sql_get_text(rows, column));
}

gboolean store_sql_is_null(const struct store_sql_rows *rows, int column) {
  return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

GBytes *store_sql_dup_blob(const struct store_sql_rows *rows, int column) {
  const void *bytes = sqlite3_column_blob(rows->statement, column);
  return g_bytes_new(bytes, (gsize)sqlite3_column_bytes(rows->statement, column));
}

void *store_sql_one(struct store *store, store_sql_read read, GError **error, const char *sql,
                    const struct store_sql_value *values) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, sql, values)) return NULL;
  void *row = store_sql_next(&rows) ? read(&rows) : NULL;
  store_sql_end(&rows, error);
  return row;
}

GPtrArray *store_sql_all(struct store *store, store_sql_read read, GDestroyNotify free_row, GError **error,
                         const char *sql, const struct store_sql_value *values) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, sql, values)) return NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func(free_row);
  while (store_sql_next(&rows)) g_ptr_array_add(all, read(&rows));
  if (store_sql_end(&rows, error)) return all;
  g_ptr_array_unref(all);
  return NULL;
}

GArray *store_sql_numbers(struct store *store, GError **error, const char *sql, const struct store_sql_value *values) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, sql, values)) return NULL;
  GArray *all = g_array_new(FALSE, FALSE, sizeof(gint64));
  while (store_sql_next(&rows)) {
    gint64 number = store_sql_get_long(&rows, 0);
    g_array_append_val(all, number);
  }
  if (store_sql_end(&rows, error)) return all;
  g_array_unref(all);
  return NULL;
}
