/* Inside the store only: statements, values and rows. SQL is always a literal, never built.
 *
 * A statement is prepared once per store and found again by the address of its literal. `$1`, `$2`, … must appear first
 * in that order: then the numbers of SQLite and of PostgreSQL agree. Text and blobs are borrowed while rows are read.
 */
#ifndef SCHEDULER_STORE_STORE_SQL_H
#define SCHEDULER_STORE_STORE_SQL_H

#include <glib.h>
#include <sqlite3.h>

#include "rules/calendar/date.h"
#include "scheduler/store/store.h"

enum store_mode { STORE_IDLE, STORE_READING, STORE_WRITING };

struct store {
  sqlite3 *db;
  char *path;             /* NULL = in memory */
  GHashTable *statements; /* literal → sqlite3_stmt */
  enum store_mode mode;
  gboolean fenced;
  gint64 seen;    /* messages ever queued, at opening (store_fence.h) */
  gboolean scrub; /* something was erased: empty the WAL after the commit */
  guint open;     /* rows being read */
  guint64 commits;
  gint64 newest_event;     /* lower bound of what meta says (store_events.c) */
  gint64 newest_enrolment; /* in this transaction (store_people.c); 0 = not looked up yet */
  void (*hook)(void *user, guint64 commits);
  void *hook_user;
};

enum store_sql_type { STORE_SQL_END, STORE_SQL_NULL, STORE_SQL_INT, STORE_SQL_TEXT, STORE_SQL_BLOB };

struct store_sql_value {
  enum store_sql_type type;
  gint64 number; /* or the size of the blob */
  const void *bytes;
};

/* Typed arrays instead of varargs: a wrong type is an error of the compiler. */
#define VALUES(...) ((const struct store_sql_value[]){__VA_ARGS__, {STORE_SQL_END, 0, NULL}})
#define NO_VALUES   NULL

static inline struct store_sql_value store_sql_int(gint64 number) {
  return (struct store_sql_value){STORE_SQL_INT, number, NULL};
}
/* 0 = NULL: references and moments that are not there. */
static inline struct store_sql_value store_sql_id(gint64 number) {
  return (struct store_sql_value){number ? STORE_SQL_INT : STORE_SQL_NULL, number, NULL};
}
static inline struct store_sql_value store_sql_day(date_t day) {
  return (struct store_sql_value){day == DATE_NONE ? STORE_SQL_NULL : STORE_SQL_INT, day, NULL};
}
/* NULL is bound as "": no text column is nullable. */
static inline struct store_sql_value store_sql_text(const char *text) {
  return (struct store_sql_value){STORE_SQL_TEXT, 0, text ? text : ""};
}
static inline struct store_sql_value store_sql_blob(const void *bytes, gsize size) {
  return (struct store_sql_value){STORE_SQL_BLOB, (gint64)size, bytes};
}

/* All enrolments of person $1, who is known by the first of them; found by what they share, through the one index. */
#define STORE_SQL_OF_PERSON                                                                                            \
  "FROM enrolment p JOIN enrolment e ON e.organisation = p.organisation AND e.number = p.number WHERE p.id = $1"

/* Sets `error` from the newest error of the connection. Always FALSE. */
gboolean store_sql_fail(struct store *store, int code, GError **error);
/* STORE_ERROR_REFUSED with a text of ours. Always FALSE. */
gboolean store_sql_refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Runs a literal of several statements without parameters or rows: pragmas, migrations. */
gboolean store_sql_script(struct store *store, const char *sql, GError **error);
/* Runs to the end; a row that comes back is left unread. */
gboolean store_sql_run(struct store *store, GError **error, const char *sql, const struct store_sql_value *values);
/* As store_sql_run; tells how many rows were changed. */
gboolean store_sql_change(struct store *store, int *changed, GError **error, const char *sql,
                          const struct store_sql_value *values);
/* An INSERT of one row; *added FALSE when ON CONFLICT did nothing, then *id is untouched. No RETURNING: SQLite builds
 * and drops a table in memory for it, which made the import three times slower. */
gboolean store_sql_insert(struct store *store, gint64 *id, gboolean *added, GError **error, const char *sql,
                          const struct store_sql_value *values);
/* First column of the first row; `number` is untouched when there is no row or it is NULL, *found (or NULL) tells. */
gboolean store_sql_number(struct store *store, gint64 *number, gboolean *found, GError **error, const char *sql,
                          const struct store_sql_value *values);

/* -- rows ---------------------------------------------------------------------------------------------------------- */
struct store_sql_rows {
  struct store *store;
  sqlite3_stmt *statement;
  int code;
  gboolean own; /* not in the cache: the cached one was busy */
};
gboolean store_sql_start(struct store_sql_rows *rows, struct store *store, GError **error, const char *sql,
                         const struct store_sql_value *values);
/* FALSE at the end and on an error. */
gboolean store_sql_next(struct store_sql_rows *rows);
/* Must follow store_sql_start, also when rows are left. FALSE with `error` set when reading failed. */
gboolean store_sql_end(struct store_sql_rows *rows, GError **error);

/* Columns from 0. Text is never NULL and lives until the next row. */
gint64 store_sql_get_long(const struct store_sql_rows *rows, int column); /* NULL = 0 */
int store_sql_get_int(const struct store_sql_rows *rows, int column);
date_t store_sql_get_day(const struct store_sql_rows *rows, int column);
const char *store_sql_get_text(const struct store_sql_rows *rows, int column);
char *store_sql_dup_text(const struct store_sql_rows *rows, int column); /* caller frees */

gboolean store_sql_is_null(const struct store_sql_rows *rows, int column);
GBytes *store_sql_dup_blob(const struct store_sql_rows *rows, int column); /* caller unrefs */

/* Makes one struct of the row at hand. */
typedef void *(*store_sql_read)(const struct store_sql_rows *rows);

/* NULL without an error: no row. */
void *store_sql_one(struct store *store, store_sql_read read, GError **error, const char *sql,
                    const struct store_sql_value *values);
/* All rows, freed by `free`; NULL on an error. */
GPtrArray *store_sql_all(struct store *store, store_sql_read read, GDestroyNotify free_row, GError **error,
                         const char *sql, const struct store_sql_value *values);
/* First column of all rows as gint64; NULL on an error. */
GArray *store_sql_numbers(struct store *store, GError **error, const char *sql, const struct store_sql_value *values);

#endif
