#include "scheduler/store/store_tasks.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS                                                                                                        \
  "SELECT t.id, t.enrolment, t.owner, t.made_at, t.closed_at, t.closed_by, t.inbound, t.year, t.attempt, t.half,"      \
  " t.minutes, t.due, t.until, t.key, t.kind, t.rule, t.state, t.why, t.ground, t.outcome, t.with_whom, t.note,"       \
  " t.urgent"                                                                                                          \
  " FROM task t "

void store_tasks_free(struct store_task *task) {
  if (!task) return;
  char *const texts[] = {task->key,    task->kind,    task->rule,      task->state, task->why,
                         task->ground, task->outcome, task->with_whom, task->note};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(task);
}

static void *read_task(const struct store_sql_rows *rows) {
  struct store_task *task = g_new0(struct store_task, 1);
  task->id = store_sql_get_long(rows, 0);
  task->enrolment = store_sql_get_long(rows, 1);
  task->owner = store_sql_get_long(rows, 2);
  task->made_at = store_sql_get_long(rows, 3);
  task->closed_at = store_sql_get_long(rows, 4);
  task->closed_by = store_sql_get_long(rows, 5);
  task->inbound = store_sql_get_long(rows, 6);
  task->year = store_sql_get_int(rows, 7);
  task->attempt = store_sql_get_int(rows, 8);
  task->half = store_sql_get_int(rows, 9);
  task->minutes = store_sql_get_int(rows, 10);
  task->due = store_sql_get_day(rows, 11);
  task->until = store_sql_get_day(rows, 12);
  char **const texts[] = {&task->key,    &task->kind,    &task->rule,      &task->state, &task->why,
                          &task->ground, &task->outcome, &task->with_whom, &task->note};
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++) *texts[i] = store_sql_dup_text(rows, 13 + i);
  task->urgent = store_sql_get_int(rows, 13 + (int)G_N_ELEMENTS(texts));
  return task;
}

gboolean store_tasks_add(struct store *store, struct store_task *task, gboolean *added, GError **error) {
  return store_sql_insert(
      store, &task->id, added, error,
      "INSERT INTO task (key, enrolment, kind, rule, year, attempt, owner, due, half, until, "
      "state, why, ground, made_at,"
      " inbound, outcome, with_whom, minutes, note, urgent)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14, '', '', 0, '', $15)"
      " ON CONFLICT (key) DO NOTHING",
      VALUES(store_sql_text(task->key), store_sql_int(task->enrolment), store_sql_text(task->kind),
             store_sql_text(task->rule), store_sql_int(task->year), store_sql_int(task->attempt),
             store_sql_int(task->owner), store_sql_int(task->due), store_sql_int(task->half),
             store_sql_day(task->until), store_sql_text(task->why), store_sql_text(task->ground),
             store_sql_int(task->made_at), store_sql_id(task->inbound), store_sql_int(task->urgent != 0)));
}

struct store_task *store_tasks_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_task, error, COLUMNS "WHERE t.id = $1", VALUES(store_sql_int(id)));
}

struct store_task *store_tasks_by_key(struct store *store, const char *key, GError **error) {
  return store_sql_one(store, read_task, error, COLUMNS "WHERE t.key = $1", VALUES(store_sql_text(key)));
}

/* By whether an owner is asked for and whether closed ones are: an `OR $1 = 0` would keep SQLite from the index. The
 * last parameter is the organisation, '' for all. */
#define AT    "t.enrolment IN (SELECT id FROM enrolment WHERE organisation = "
#define ORDER "ORDER BY t.urgent DESC, t.due, t.half, t.id"
static const char *const lists[2][2] = {
    {COLUMNS "WHERE t.state = 'open' AND ($1 = '' OR " AT "$1)) " ORDER, COLUMNS "WHERE ($1 = '' OR " AT "$1)) " ORDER},
    {COLUMNS "WHERE t.state = 'open' AND t.owner = $1 AND ($2 = '' OR " AT "$2)) " ORDER,
     COLUMNS "WHERE t.owner = $1 AND ($2 = '' OR " AT "$2)) " ORDER},
};

GPtrArray *store_tasks_list(struct store *store, const char *organisation, gint64 owner, gboolean closed,
                            GError **error) {
  struct store_sql_value at = store_sql_text(organisation), of = store_sql_int(owner);
  return store_sql_all(store, read_task, (GDestroyNotify)store_tasks_free, error, lists[owner != 0][closed != FALSE],
                       owner ? VALUES(of, at) : VALUES(at));
}

GPtrArray *store_tasks_of(struct store *store, gint64 enrolment, GError **error) {
  return store_sql_all(store, read_task, (GDestroyNotify)store_tasks_free, error,
                       COLUMNS "WHERE t.enrolment = $1 ORDER BY t.id", VALUES(store_sql_int(enrolment)));
}

gboolean store_tasks_urgent(struct store *store, gint64 enrolment, gboolean *urgent, GError **error) {
  gint64 id = 0;
  *urgent = TRUE; /* a doubt sends nothing */
  if (!store_sql_number(store, &id, urgent, error,
                        "SELECT id FROM task WHERE enrolment = $1 AND urgent = 1 AND state = 'open' LIMIT 1",
                        VALUES(store_sql_int(enrolment))))
    return FALSE;
  return TRUE;
}

GPtrArray *store_tasks_about(struct store *store, gint64 inbound, GError **error) {
  return store_sql_all(store, read_task, (GDestroyNotify)store_tasks_free, error,
                       COLUMNS "WHERE t.inbound = $1 ORDER BY t.id", VALUES(store_sql_int(inbound)));
}

gboolean store_tasks_close(struct store *store, const struct store_task *task, GError **error) {
  if (!g_str_equal(task->state, "done") && !g_str_equal(task->state, "withdrawn"))
    return store_sql_refuse(error, "a task can't be closed as %s", task->state);
  int changed = 0;
  if (!store_sql_change(store, &changed, error,
                        "UPDATE task SET state = $1, closed_at = $2, closed_by = $3, outcome = $4, with_whom = $5,"
                        " minutes = $6, note = $7 WHERE id = $8 AND state = 'open'",
                        VALUES(store_sql_text(task->state), store_sql_id(task->closed_at),
                               store_sql_id(task->closed_by), store_sql_text(task->outcome),
                               store_sql_text(task->with_whom), store_sql_int(task->minutes),
                               store_sql_text(task->note), store_sql_int(task->id))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "task %" G_GINT64_FORMAT " is not open", task->id);
}
