#include "scheduler/store/store_handovers.h"

#include "scheduler/store/store_sql.h"

#define COLUMNS                                                                                                        \
  "SELECT id, enrolment, made_at, changed_at, clock, key, receiver, gemeente, kind, ground, state, proposed_by,"       \
  " decided_by, reason FROM handover "

void store_handovers_free(struct store_handover *handover) {
  if (!handover) return;
  char *const texts[] = {handover->key,         handover->receiver,   handover->gemeente,
                         handover->kind,        handover->ground,     handover->state,
                         handover->proposed_by, handover->decided_by, handover->reason};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(handover);
}

static void *read_handover(const struct store_sql_rows *rows) {
  struct store_handover *handover = g_new0(struct store_handover, 1);
  handover->id = store_sql_get_long(rows, 0);
  handover->enrolment = store_sql_get_long(rows, 1);
  handover->made_at = store_sql_get_long(rows, 2);
  handover->changed_at = store_sql_get_long(rows, 3);
  handover->clock = store_sql_get_day(rows, 4);
  char **const texts[] = {&handover->key,         &handover->receiver,   &handover->gemeente,
                          &handover->kind,        &handover->ground,     &handover->state,
                          &handover->proposed_by, &handover->decided_by, &handover->reason};
  for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++) *texts[i] = store_sql_dup_text(rows, 5 + i);
  return handover;
}

gboolean store_handovers_add(struct store *store, struct store_handover *handover, gboolean *added, GError **error) {
  return store_sql_insert(
      store, &handover->id, added, error,
      "INSERT INTO handover (key, enrolment, receiver, gemeente, kind, ground, state, proposed_by, decided_by, reason,"
      " made_at, changed_at, clock) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)"
      " ON CONFLICT (key) DO NOTHING",
      VALUES(store_sql_text(handover->key), store_sql_int(handover->enrolment), store_sql_text(handover->receiver),
             store_sql_text(handover->gemeente), store_sql_text(handover->kind), store_sql_text(handover->ground),
             store_sql_text(handover->state ? handover->state : "proposed"), store_sql_text(handover->proposed_by),
             store_sql_text(handover->decided_by), store_sql_text(handover->reason), store_sql_int(handover->made_at),
             store_sql_day(handover->clock)));
}

struct store_handover *store_handovers_get(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_handover, error, COLUMNS "WHERE id = $1", VALUES(store_sql_int(id)));
}

GPtrArray *store_handovers_list(struct store *store, gint64 enrolment, GError **error) {
  GDestroyNotify free_row = (GDestroyNotify)store_handovers_free;
  if (!enrolment) return store_sql_all(store, read_handover, free_row, error, COLUMNS "ORDER BY id", NO_VALUES);
  return store_sql_all(store, read_handover, free_row, error, COLUMNS "WHERE enrolment = $1 ORDER BY id",
                       VALUES(store_sql_int(enrolment)));
}

gboolean store_handovers_set(struct store *store, const struct store_handover *handover, GError **error) {
  int changed = 0;
  if (!store_sql_change(
          store, &changed, error,
          "UPDATE handover SET gemeente = $1, kind = $2, ground = $3, state = $4, decided_by = $5, reason = $6,"
          " changed_at = $7, clock = $8 WHERE id = $9 AND state NOT IN ('refused', 'rejected', 'withdrawn', 'closed')",
          VALUES(store_sql_text(handover->gemeente), store_sql_text(handover->kind), store_sql_text(handover->ground),
                 store_sql_text(handover->state), store_sql_text(handover->decided_by),
                 store_sql_text(handover->reason), store_sql_int(handover->changed_at), store_sql_day(handover->clock),
                 store_sql_int(handover->id))))
    return FALSE;
  return changed == 1 || store_sql_refuse(error, "hand-over %" G_GINT64_FORMAT " is not open", handover->id);
}
