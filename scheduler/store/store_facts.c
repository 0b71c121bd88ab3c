#include "scheduler/store/store_facts.h"

#include <string.h>

#include "scheduler/store/store_sql.h"

/* See the table: the ids of an enrolment's facts, and the one before the first. */
#define BEFORE_FIRST "$1 * 1048576"
#define OF_ENROLMENT "id > $1 * 1048576 AND id < ($1 + 1) * 1048576"

/* A first line that is no name=value would be lost without a word when read back. */
static gboolean well_formed(const char *body) {
  while (*body) {
    gsize line = strcspn(body, "\n"), name = strcspn(body, "=\n");
    if (line && (name == 0 || name == line)) return FALSE;
    body += line + (body[line] == '\n');
  }
  return TRUE;
}

gboolean store_facts_add(struct store *store, gint64 enrolment, gint64 recorded_at, date_t valid_from,
                         const char *source, const char *body, GError **error) {
  if (!well_formed(body)) return store_sql_refuse(error, "facts that are no name=value lines");
  return store_sql_run(store, error,
                       "INSERT INTO fact (id, recorded_at, valid_from, source, body)"
                       " VALUES ((SELECT COALESCE(MAX(id), " BEFORE_FIRST ") + 1 FROM fact WHERE " OF_ENROLMENT
                       "), $2, $3, $4, $5)",
                       VALUES(store_sql_int(enrolment), store_sql_int(recorded_at), store_sql_int(valid_from),
                              store_sql_text(source), store_sql_text(body)));
}

gboolean store_facts_begin(struct store *store, gint64 enrolment, gint64 recorded_at, date_t valid_from,
                           const char *source, const char *body, GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO fact (id, recorded_at, valid_from, source, body)"
                       " VALUES (" BEFORE_FIRST " + 1, $2, $3, $4, $5)",
                       VALUES(store_sql_int(enrolment), store_sql_int(recorded_at), store_sql_int(valid_from),
                              store_sql_text(source), store_sql_text(body)));
}

/* Cuts the lines of `body` in place. */
static void each_line(char *body, gint64 recorded_at,
                      void (*each)(void *user, const char *name, const char *value, gint64 recorded_at), void *user) {
  for (char *line = body, *next; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    char *value = strchr(line, '=');
    if (!value) continue;
    *value++ = '\0';
    each(user, line, value, recorded_at);
  }
}

gboolean store_facts_each(struct store *store, gint64 enrolment, gint64 as_of,
                          void (*each)(void *user, const char *name, const char *value, gint64 recorded_at), void *user,
                          GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error,
                       "SELECT recorded_at, body FROM fact WHERE " OF_ENROLMENT " AND recorded_at <= $2 ORDER BY id",
                       VALUES(store_sql_int(enrolment), store_sql_int(as_of))))
    return FALSE;
  while (store_sql_next(&rows)) {
    g_autofree char *body = store_sql_dup_text(&rows, 1);
    each_line(body, store_sql_get_long(&rows, 0), each, user);
  }
  return store_sql_end(&rows, error);
}

static void keep(void *user, const char *name, const char *value, gint64 recorded_at) {
  (void)recorded_at;
  GHashTable *facts = user;
  if (*value)
    g_hash_table_insert(facts, g_strdup(name), g_strdup(value));
  else
    g_hash_table_remove(facts, name);
}

GHashTable *store_facts_read(struct store *store, gint64 enrolment, gint64 as_of, GError **error) {
  g_autoptr(GHashTable) facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return store_facts_each(store, enrolment, as_of, keep, facts, error) ? g_steal_pointer(&facts) : NULL;
}
