#include "scheduler/store/store_outbox.h"

#include "scheduler/store/store_sql.h"

#define NARROW                                                                                                         \
  "o.id, o.enrolment, o.key, o.channel, o.rule, o.act, o.state, o.reason, o.reference, o.year, o.attempt, o.attempts," \
  " o.due, o.queued_at, o.changed_at, o.expires"
#define WIDE                                                                                                           \
  "SELECT " NARROW ", t.address, t.to_name, t.sender, t.sender_name, t.reply_to, t.copy_to, t.subject, t.body,"        \
  " t.template, t.invitation, o.via, o.parts, o.asks FROM outbox o JOIN outbox_text t ON t.id = o.id "

void store_outbox_message_free(struct store_message *message) {
  if (!message) return;
  char *const texts[] = {message->key,         message->channel,    message->rule,    message->act,     message->state,
                         message->reason,      message->reference,  message->address, message->to_name, message->sender,
                         message->sender_name, message->reply_to,   message->copy_to, message->subject, message->body,
                         message->template,    message->invitation, message->via,     message->parts};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(message);
}

static void *read_message(const struct store_sql_rows *rows) {
  struct store_message *message = g_new0(struct store_message, 1);
  message->id = store_sql_get_long(rows, 0);
  message->enrolment = store_sql_get_long(rows, 1);
  char **const narrow[] = {&message->key,   &message->channel, &message->rule,     &message->act,
                           &message->state, &message->reason,  &message->reference};
  for (int i = 0; i < (int)G_N_ELEMENTS(narrow); i++) *narrow[i] = store_sql_dup_text(rows, 2 + i);
  message->year = store_sql_get_int(rows, 9);
  message->attempt = store_sql_get_int(rows, 10);
  message->attempts = store_sql_get_int(rows, 11);
  message->due = store_sql_get_long(rows, 12);
  message->queued_at = store_sql_get_long(rows, 13);
  message->changed_at = store_sql_get_long(rows, 14);
  message->expires = store_sql_get_long(rows, 15);
  char **const wide[] = {&message->address,  &message->to_name,   &message->sender,  &message->sender_name,
                         &message->reply_to, &message->copy_to,   &message->subject, &message->body,
                         &message->template, &message->invitation};
  for (int i = 0; i < (int)G_N_ELEMENTS(wide); i++) *wide[i] = store_sql_dup_text(rows, 16 + i);
  message->via = store_sql_dup_text(rows, 26);
  message->parts = store_sql_dup_text(rows, 27);
  message->asks = store_sql_get_int(rows, 28);
  return message;
}

/* -- states ---------------------------------------------------------------------------------------------------- */
enum state { QUEUED, HELD, SENDING, SENT, DELIVERED, FAILED, UNKNOWN, WITHDRAWN, STATES };
static const char *const state_names[STATES] = {"queued",    "held",   "sending", "sent",
                                                "delivered", "failed", "unknown", "withdrawn"};
#define TO(state) (1u << (state))

/* Which state may follow which. Delivered, failed and withdrawn are final. A receipt can overtake our own verdict, or
 * come while a second try is queued: then it is believed, for what arrived need not be sent again. Only
 * store_outbox_claim makes `sending`. */
static const guint follows[STATES] = {
    [QUEUED] = TO(QUEUED) | TO(HELD) | TO(SENT) | TO(DELIVERED) | TO(FAILED) | TO(WITHDRAWN),
    [HELD] = TO(HELD) | TO(QUEUED) | TO(FAILED) | TO(WITHDRAWN),
    [SENDING] = TO(QUEUED) | TO(HELD) | TO(SENT) | TO(DELIVERED) | TO(FAILED) | TO(UNKNOWN) | TO(WITHDRAWN),
    [SENT] = TO(DELIVERED) | TO(FAILED),
    [UNKNOWN] = TO(QUEUED) | TO(SENT) | TO(DELIVERED) | TO(FAILED) | TO(WITHDRAWN),
};

/* STATES when it is no state. */
static enum state state_of(const char *name) {
  enum state state = 0;
  while (state < STATES && !g_str_equal(state_names[state], name)) state++;
  return state;
}

static gboolean wait_for(struct store *store, gint64 id, gint64 due, GError **error) {
  return store_sql_run(store, error, "INSERT INTO waiting_message (due, id) VALUES ($1, $2)",
                       VALUES(store_sql_int(due), store_sql_int(id)));
}

static gboolean wait_no_more(struct store *store, gint64 id, gint64 due, GError **error) {
  return store_sql_run(store, error, "DELETE FROM waiting_message WHERE due = $1 AND id = $2",
                       VALUES(store_sql_int(due), store_sql_int(id)));
}

/* -- adding ---------------------------------------------------------------------------------------------------- */
static gboolean add_text(struct store *store, const struct store_message *message, GError **error) {
  return store_sql_run(
      store, error,
      "INSERT INTO outbox_text (id, address, to_name, sender, sender_name, reply_to, copy_to, subject, body, template,"
      " invitation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      VALUES(store_sql_int(message->id), store_sql_text(message->address), store_sql_text(message->to_name),
             store_sql_text(message->sender), store_sql_text(message->sender_name), store_sql_text(message->reply_to),
             store_sql_text(message->copy_to), store_sql_text(message->subject), store_sql_text(message->body),
             store_sql_text(message->template), store_sql_text(message->invitation)));
}

static gboolean add_row(struct store *store, struct store_message *message, enum state state, gboolean *added,
                        GError **error) {
  return store_sql_insert(
      store, &message->id, added, error,
      "INSERT INTO outbox (key, enrolment, channel, rule, year, attempt, act, state, attempts, due, queued_at,"
      " changed_at, expires, reason, reference) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $10, $11, $12, '')"
      " ON CONFLICT (key) DO NOTHING",
      VALUES(store_sql_text(message->key), store_sql_int(message->enrolment), store_sql_text(message->channel),
             store_sql_text(message->rule), store_sql_int(message->year), store_sql_int(message->attempt),
             store_sql_text(message->act), store_sql_text(state_names[state]), store_sql_int(message->due),
             store_sql_int(message->queued_at), store_sql_int(message->expires), store_sql_text(message->reason)));
}

gboolean store_outbox_add(struct store *store, struct store_message *message, gboolean *added, GError **error) {
  enum state state = message->state ? state_of(message->state) : QUEUED;
  *added = FALSE;
  if (state != QUEUED && state != HELD) return store_sql_refuse(error, "a message can't begin as %s", message->state);
  if (!add_row(store, message, state, added, error)) return FALSE;
  if (!*added) return TRUE;
  return add_text(store, message, error) && (state == HELD || wait_for(store, message->id, message->due, error));
}

/* -- looking --------------------------------------------------------------------------------------------------- */
struct store_message *store_outbox_message(struct store *store, gint64 id, GError **error) {
  return store_sql_one(store, read_message, error, WIDE "WHERE o.id = $1", VALUES(store_sql_int(id)));
}

struct store_message *store_outbox_by_key(struct store *store, const char *key, GError **error) {
  return store_sql_one(store, read_message, error, WIDE "WHERE o.key = $1", VALUES(store_sql_text(key)));
}

struct store_message *store_outbox_by_reference(struct store *store, const char *reference, GError **error) {
  return store_sql_one(store, read_message, error,
                       WIDE "WHERE o.reference = $1 AND o.reference <> '' ORDER BY o.id DESC LIMIT 1",
                       VALUES(store_sql_text(reference)));
}

static GPtrArray *list(struct store *store, GError **error, const char *sql, const struct store_sql_value *values) {
  return store_sql_all(store, read_message, (GDestroyNotify)store_outbox_message_free, error, sql, values);
}

GPtrArray *store_outbox_of(struct store *store, gint64 enrolment, GError **error) {
  return list(store, error, WIDE "WHERE o.enrolment = $1 ORDER BY o.id DESC", VALUES(store_sql_int(enrolment)));
}

GPtrArray *store_outbox_waiting(struct store *store, gint64 enrolment, GError **error) {
  return list(store, error, WIDE "WHERE o.enrolment = $1 AND o.state IN ('queued', 'held') ORDER BY o.id DESC",
              VALUES(store_sql_int(enrolment)));
}

GPtrArray *store_outbox_list(struct store *store, gint64 person, const char *state, guint max, GError **error) {
  struct store_sql_value states = store_sql_text(state), most = store_sql_int(max), of = store_sql_int(person);
  if (!person)
    return list(store, error, WIDE "WHERE ($1 = '' OR o.state = $1) ORDER BY o.id DESC LIMIT $2", VALUES(states, most));
  return list(store, error,
              WIDE "WHERE o.enrolment IN (SELECT e.id " STORE_SQL_OF_PERSON ") AND ($2 = '' OR o.state = $2)"
                   " ORDER BY o.id DESC LIMIT $3",
              VALUES(of, states, most));
}

/* Walks back from `before` along the key and stops when the page is full: a school's newest are near the end. */
GPtrArray *store_outbox_page(struct store *store, const char *organisation, gint64 counsellor, gint64 before, guint max,
                             GError **error) {
  struct store_sql_value at = store_sql_text(organisation), of = store_sql_int(counsellor);
  struct store_sql_value from = store_sql_int(before ? before : G_MAXINT64), most = store_sql_int(max);
  return list(store, error,
              WIDE "JOIN enrolment e ON e.id = o.enrolment"
                   " WHERE ($1 = '' OR e.organisation = $1) AND ($2 = 0 OR e.counsellor = $2) AND o.id < $3"
                   " ORDER BY o.id DESC LIMIT $4",
              VALUES(at, of, from, most));
}

/* A doubt counts as too many, so that nothing is sent. */
int store_outbox_count(struct store *store, gint64 person, gint64 from, gint64 to) {
  gint64 count = 0;
  if (!store_sql_number(store, &count, NULL, NULL,
                        "SELECT COUNT(*) FROM outbox WHERE enrolment IN (SELECT e.id " STORE_SQL_OF_PERSON ")"
                        " AND queued_at >= $2 AND queued_at < $3 AND state <> 'withdrawn' AND channel <> 'agenda'",
                        VALUES(store_sql_int(person), store_sql_int(from), store_sql_int(to))))
    return G_MAXINT;
  return (int)count;
}

/* The list of acts is the partial index's own condition, said again. */
#define URGENT "FROM outbox WHERE state = 'queued' AND act IN ('alert', 'help') AND due <= $1"

gboolean store_outbox_urgent(struct store *store, gint64 now, gint64 *newest, GError **error) {
  *newest = 0;
  return store_sql_number(store, newest, NULL, error, "SELECT id " URGENT " ORDER BY id DESC LIMIT 1",
                          VALUES(store_sql_int(now)));
}

/* Only where something is due at all: an empty tick asks no second question. What stands twice is met as sent. */
GArray *store_outbox_due(struct store *store, gint64 now, guint max, GError **error) {
  GArray *ids =
      store_sql_numbers(store, error, "SELECT id FROM waiting_message WHERE due <= $1 ORDER BY due, id LIMIT $2",
                        VALUES(store_sql_int(now), store_sql_int(max)));
  if (!ids || ids->len == 0) return ids;
  g_autoptr(GArray) first =
      store_sql_numbers(store, error, "SELECT id " URGENT " ORDER BY id", VALUES(store_sql_int(now)));
  if (first && first->len > 0) g_array_prepend_vals(ids, first->data, first->len);
  if (!first) g_clear_pointer(&ids, g_array_unref);
  return ids;
}

/* The words of the partial index stand here whole, else SQLite can't see that it holds what is asked for. */
GArray *store_outbox_stale(struct store *store, gint64 before, GError **error) {
  /* The list of states is the partial index's own condition, said again: without it the whole outbox is read. */
  return store_sql_numbers(store, error,
                           "SELECT id FROM outbox WHERE state IN ('sending', 'held', 'unknown') AND state = 'sending'"
                           " AND changed_at < $1 ORDER BY id",
                           VALUES(store_sql_int(before)));
}

/* -- changing -------------------------------------------------------------------------------------------------- */
struct standing {
  enum state state;
  gint64 due;
};

static gboolean standing_of(struct store *store, gint64 id, struct standing *standing, gboolean *found,
                            GError **error) {
  struct store_sql_rows rows;
  if (!store_sql_start(&rows, store, error, "SELECT state, due FROM outbox WHERE id = $1", VALUES(store_sql_int(id))))
    return FALSE;
  *found = store_sql_next(&rows);
  if (*found) *standing = (struct standing){state_of(store_sql_get_text(&rows, 0)), store_sql_get_long(&rows, 1)};
  return store_sql_end(&rows, error);
}

gboolean store_outbox_claim(struct store *store, gint64 id, gint64 now, gboolean *claimed, GError **error) {
  struct standing from;
  *claimed = FALSE;
  if (!standing_of(store, id, &from, claimed, error)) return FALSE;
  *claimed = *claimed && from.state == QUEUED;
  return !*claimed || (wait_no_more(store, id, from.due, error) &&
                       store_sql_run(store, error,
                                     "UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed_at = $1"
                                     " WHERE id = $2 AND state = 'queued'",
                                     VALUES(store_sql_int(now), store_sql_int(id))));
}

gboolean store_outbox_carry(struct store *store, gint64 id, const char *via, GError **error) {
  return store_sql_run(store, error, "UPDATE outbox SET via = $1 WHERE id = $2",
                       VALUES(store_sql_text(via), store_sql_int(id)));
}

gboolean store_outbox_ask_at(struct store *store, gint64 id, gint64 at, GError **error) {
  return store_sql_run(store, error,
                       "UPDATE outbox SET ask_at = $1, asks = asks + CASE WHEN $1 > 0 THEN 1 ELSE 0 END WHERE id = $2",
                       VALUES(store_sql_int(at), store_sql_int(id)));
}

GArray *store_outbox_to_ask(struct store *store, gint64 now, guint max, GError **error) {
  return store_sql_numbers(store, error,
                           "SELECT id FROM outbox WHERE ask_at > 0 AND ask_at <= $1 ORDER BY ask_at, id LIMIT $2",
                           VALUES(store_sql_int(now), store_sql_int(max)));
}

gboolean store_outbox_set_parts(struct store *store, gint64 id, const char *parts, GError **error) {
  return store_sql_run(store, error, "UPDATE outbox SET parts = $1 WHERE id = $2",
                       VALUES(store_sql_text(parts), store_sql_int(id)));
}

/* `reason` NULL and `reference` NULL or "" leave what is there. */
static gboolean write_state(struct store *store, gint64 id, enum state to, const char *reason, const char *reference,
                            gint64 due, gint64 now, GError **error) {
  return store_sql_run(store, error,
                       "UPDATE outbox SET state = $1, due = $2, changed_at = $3,"
                       " reason = CASE WHEN $4 = 1 THEN $5 ELSE reason END,"
                       " reference = CASE WHEN $6 = '' THEN reference ELSE $6 END WHERE id = $7",
                       VALUES(store_sql_text(state_names[to]), store_sql_int(due), store_sql_int(now),
                              store_sql_int(reason != NULL), store_sql_text(reason), store_sql_text(reference),
                              store_sql_int(id)));
}

static gboolean move_to(struct store *store, gint64 id, const struct standing *from, enum state to, const char *reason,
                        const char *reference, gint64 due, gint64 now, GError **error) {
  if (from->state == QUEUED && !wait_no_more(store, id, from->due, error)) return FALSE;
  if (to != QUEUED) due = from->due;
  return write_state(store, id, to, reason, reference, due, now, error) &&
         (to != QUEUED || wait_for(store, id, due, error));
}

gboolean store_outbox_set(struct store *store, gint64 id, const char *state, const char *reason, const char *reference,
                          gint64 due, gint64 now, gboolean *changed, GError **error) {
  enum state to = state_of(state);
  *changed = FALSE;
  if (to == STATES) return store_sql_refuse(error, "no state of a message: %s", state);
  struct standing from;
  gboolean found;
  if (!standing_of(store, id, &from, &found, error)) return FALSE;
  *changed = found && from.state < STATES && (follows[from.state] & TO(to)) != 0;
  return !*changed || move_to(store, id, &from, to, reason, reference, due, now, error);
}

static GArray *withdrawable(struct store *store, gint64 enrolment, const char *rule, int year, GError **error) {
  if (!rule)
    return store_sql_numbers(
        store, error,
        "SELECT id FROM outbox WHERE enrolment = $1 AND state IN ('queued', 'held') AND channel <> 'agenda'",
        VALUES(store_sql_int(enrolment)));
  return store_sql_numbers(store, error,
                           "SELECT id FROM outbox WHERE enrolment = $1 AND rule = $2 AND year = $3"
                           " AND state IN ('queued', 'held')",
                           VALUES(store_sql_int(enrolment), store_sql_text(rule), store_sql_int(year)));
}

/* An invitation travels by mail. */
gboolean store_outbox_readdress(struct store *store, gint64 enrolment, const char *way, const char *from,
                                const char *to, int *changed, GError **error) {
  const char *other = g_str_equal(way, "email") ? "calendar" : way;
  return store_sql_change(store, changed, error,
                          "UPDATE outbox_text SET address = $1 WHERE id IN (SELECT id FROM outbox WHERE enrolment = $2"
                          " AND channel IN ($3, $4) AND state IN ('queued', 'held')) AND address = $5",
                          VALUES(store_sql_text(to), store_sql_int(enrolment), store_sql_text(way),
                                 store_sql_text(other), store_sql_text(from)));
}

int store_outbox_withdraw(struct store *store, gint64 enrolment, const char *rule, int year, const char *reason,
                          gint64 now, GError **error) {
  g_autoptr(GArray) ids = withdrawable(store, enrolment, rule, year, error);
  if (!ids) return -1;
  int count = 0;
  for (guint i = 0; i < ids->len; i++) {
    gboolean changed;
    if (!store_outbox_set(store, g_array_index(ids, gint64, i), "withdrawn", reason, NULL, 0, now, &changed, error))
      return -1;
    count += changed;
  }
  return count;
}

/* -- of nobody ------------------------------------------------------------------------------------------------- */
gboolean store_outbox_add_nobodys(struct store *store, const struct store_message *message, GError **error) {
  struct store_message row = *message;
  gboolean added = FALSE, sending = state_of(message->state) == SENDING, claimed = FALSE;
  row.enrolment = 0;
  row.state = NULL;
  return store_outbox_add(store, &row, &added, error) &&
         store_sql_run(store, error, "UPDATE outbox SET reference = $1, via = $2 WHERE key = $3",
                       VALUES(store_sql_text(row.reference), store_sql_text(row.via), store_sql_text(row.key))) &&
         (!sending || store_outbox_claim(store, row.id, row.changed_at, &claimed, error));
}

#define OF_NOBODY "FROM outbox WHERE enrolment = 0 AND channel = $1"
#define DONE_WITH                                                                                                      \
  OF_NOBODY " AND (state IN ('sent', 'delivered', 'withdrawn') OR (state IN ('failed', 'unknown')"                     \
            " AND changed_at < $2))"

gboolean store_outbox_has_nobodys(struct store *store, const char *channel) {
  gint64 id = 0;
  gboolean found = FALSE;
  return store_sql_number(store, &id, &found, NULL, "SELECT id " OF_NOBODY " LIMIT 1",
                          VALUES(store_sql_text(channel))) &&
         found;
}

gboolean store_outbox_forget_nobodys(struct store *store, const char *channel, gint64 before, GError **error) {
  return store_sql_run(store, error, "DELETE FROM outbox_text WHERE id IN (SELECT id " DONE_WITH ")",
                       VALUES(store_sql_text(channel), store_sql_int(before))) &&
         store_sql_run(store, error, "DELETE " DONE_WITH, VALUES(store_sql_text(channel), store_sql_int(before)));
}
