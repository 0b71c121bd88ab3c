#include "scheduler/store/store_facts.h"

#include <string.h>

#include "scheduler/store/fact_names.h"
#include "scheduler/store/store_sql.h"

/* See the table: the ids of an enrolment's facts, and the one before the first. */
#define BEFORE_FIRST "$1 * 1048576"
#define OF_ENROLMENT "id > $1 * 1048576 AND id < ($1 + 1) * 1048576"

/* A first line that is no name=value would be lost without a word when read back, and a name that begins with anything
 * but a small letter would be taken for a short one. */
static gboolean well_formed(const char *body) {
  while (*body) {
    gsize line = strcspn(body, "\n"), name = strcspn(body, "=\n");
    if (line && (!g_ascii_islower(*body) || name == line)) return FALSE;
    body += line + (body[line] == '\n');
  }
  return TRUE;
}

/* One look at the room there is instead of one a piece: an import writes a dozen lines a row. */
void store_facts_line(GString *body, const char *name, char character, const char *value) {
  gsize at = body->len, head = character ? 1 : strlen(name) + 1, length = strlen(value);
  g_string_set_size(body, at + head + length + 1);
  char *line = body->str + at;
  if (character) {
    line[0] = character;
  } else {
    memcpy(line, name, head - 1);
    line[head - 1] = '=';
  }
  memcpy(line + head, value, length);
  line[head + length] = '\n';
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

static gboolean begin_one(struct store *store, const struct store_facts_act *act, const struct store_facts_body *one,
                          GError **error) {
  return store_sql_run(store, error,
                       "INSERT INTO fact (id, recorded_at, valid_from, source, body)"
                       " VALUES (" BEFORE_FIRST " + 1, $2, $3, $4, $5)",
                       VALUES(store_sql_int(one->enrolment), store_sql_int(act->recorded_at),
                              store_sql_int(act->valid_from), store_sql_text(act->source), store_sql_text(one->body)));
}

/* Rows a statement: see store_people.c. */
enum { GROUP = 32, FACTS_OF_ONE = 1048576 };

#define NEXT(id, body) ", ($" #id ", $2, $3, $4, $" #body ")"

/* clang-format off */
static const char begin_group[] =
  "INSERT INTO fact (id, recorded_at, valid_from, source, body) VALUES ($1, $2, $3, $4, $5)"
  NEXT(6, 7) NEXT(8, 9) NEXT(10, 11) NEXT(12, 13) NEXT(14, 15) NEXT(16, 17) NEXT(18, 19) NEXT(20, 21) NEXT(22, 23)
  NEXT(24, 25) NEXT(26, 27) NEXT(28, 29) NEXT(30, 31) NEXT(32, 33) NEXT(34, 35) NEXT(36, 37) NEXT(38, 39) NEXT(40, 41)
  NEXT(42, 43) NEXT(44, 45) NEXT(46, 47) NEXT(48, 49) NEXT(50, 51) NEXT(52, 53) NEXT(54, 55) NEXT(56, 57) NEXT(58, 59)
  NEXT(60, 61) NEXT(62, 63) NEXT(64, 65) NEXT(66, 67);
/* clang-format on */

static gboolean begin_many(struct store *store, const struct store_facts_act *act,
                           const struct store_facts_body *bodies, GError **error) {
  struct store_sql_value values[2 * GROUP + 4] = {{STORE_SQL_END, 0, NULL}};
  for (guint i = 0, at = 0; i < GROUP; i++) {
    values[at++] = store_sql_int(bodies[i].enrolment * FACTS_OF_ONE + 1);
    if (i == 0) {
      values[at++] = store_sql_int(act->recorded_at);
      values[at++] = store_sql_int(act->valid_from);
      values[at++] = store_sql_text(act->source);
    }
    values[at++] = store_sql_text(bodies[i].body);
  }
  return store_sql_run(store, error, begin_group, values);
}

gboolean store_facts_begin(struct store *store, const struct store_facts_act *act,
                           const struct store_facts_body *bodies, guint count, GError **error) {
  guint i = 0;
  for (; i + GROUP <= count; i += GROUP)
    if (!begin_many(store, act, bodies + i, error)) return FALSE;
  for (; i < count; i++)
    if (!begin_one(store, act, bodies + i, error)) return FALSE;
  return TRUE;
}

/* Cuts a line in place: its name, in full or as a character (fact_names.h), and *value. NULL when it is neither. */
static const char *name_of(char *line, const char **value) {
  if (!g_ascii_islower(*line)) {
    *value = line + 1;
    return *line ? fact_names_long(*line) : NULL;
  }
  char *equals = strchr(line, '=');
  if (!equals) return NULL;
  *equals = '\0';
  *value = equals + 1;
  return line;
}

static void each_line(char *body, gint64 recorded_at,
                      void (*each)(void *user, const char *name, const char *value, gint64 recorded_at), void *user) {
  for (char *line = body, *next; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    const char *value = "", *name = name_of(line, &value);
    if (name) each(user, name, value, recorded_at);
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
