#include "scheduler/command/free_hours.h"

#include <string.h>

#include "scheduler/dispatch/dispatch_envelope.h"
#include "scheduler/store/store_agenda.h"
#include "scheduler/store/store_appointments.h"

enum { AGAIN_SECONDS = 60 * 60, AHEAD_SECONDS = 42 * 24 * 60 * 60, ASKED_MOST = 10, LOOKED_MOST = 20 };

/* A channel that is open for this round; state NULL = it does not open, or failed: it is not asked again. */
struct way {
  const struct channel *member;
  void *state;
};

struct round {
  struct house *house;
  GHashTable *ways; /* name of a channel → struct way */
  guint asked;
};

static void way_close(struct way *way) {
  if (way->state) way->member->close(way->state);
  way->state = NULL;
}

static void way_free(gpointer data) {
  way_close(data);
  g_free(data);
}

static struct way *way_of(struct round *round, const char *channel, GError **error) {
  struct way *way = g_hash_table_lookup(round->ways, channel);
  if (way) return way;
  way = g_new0(struct way, 1);
  way->state = house_open_channel(round->house, channel, &way->member, error);
  g_hash_table_insert(round->ways, g_strdup(channel), way);
  return way;
}

/* -- hours ----------------------------------------------------------------------------------------------------------
 */

static gboolean finish(struct house *house, gboolean ok, GError **error) {
  if (ok && store_commit(house->store, error)) return TRUE;
  store_rollback(house->store);
  return FALSE;
}

static gboolean keep(struct house *house, gint64 staff, const GArray *busy, const char *fault, GError **error) {
  if (!store_begin(house->store, error)) return FALSE;
  return finish(house,
                busy ? store_agenda_set_busy(house->store, staff, house->now, busy, error)
                     : store_agenda_set_fault(house->store, staff, house->now, fault, error),
                error);
}

/* The spans of both rooms look alike, but neither knows the other. */
static GArray *spans_of(const GArray *busy) {
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct store_span));
  for (guint i = 0; i < busy->len; i++) {
    const struct channel_busy *one = &g_array_index(busy, struct channel_busy, i);
    struct store_span span = {one->from, one->to};
    g_array_append_val(spans, span);
  }
  return spans;
}

/* -- what its owner did there ----------------------------------------------------------------------------------------
 */

static gboolean look_at(struct round *round, struct way *way, const struct store_message *copy, GError **error) {
  struct dispatch_envelope envelope;
  struct channel_result result = {.verdict = CHANNEL_LATER};
  gboolean ok = TRUE;
  if (dispatch_envelope_fill(&envelope, copy)) {
    envelope.message.previous = copy->reference;
    way->member->look(way->state, &envelope.message, &result);
    struct flow_act act = {round->house->now, "system"};
    if (result.verdict == CHANNEL_NEVER) ok = flow_agenda_noticed(round->house->flow, &act, copy, result.reason, error);
  }
  channel_result_clear(&result);
  dispatch_envelope_clear(&envelope);
  return ok;
}

/* The nearest appointments: of what is weeks away its owner will hear in time. */
static gboolean look_around(struct round *round, struct way *way, const struct store_staff *staff, GError **error) {
  g_autoptr(GPtrArray) all = store_appointments_of_staff(round->house->store, staff->id, round->house->now, error);
  gboolean ok = all != NULL;
  for (guint i = 0; ok && i < all->len && i < LOOKED_MOST; i++) {
    const struct store_appointment *one = all->pdata[i];
    if (strcmp(one->state, "open") != 0) continue;
    struct store_message *copy = flow_agenda_copy_of(round->house->flow, one->enrolment, one->uid, staff->email);
    ok = !copy || look_at(round, way, copy, error);
    store_outbox_message_free(copy);
  }
  return ok;
}

/* -- one round -------------------------------------------------------------------------------------------------------
 */

static gboolean ask(struct round *round, const struct store_staff *staff, const char *channel, GError **error) {
  struct house *house = round->house;
  g_autoptr(GError) fault = NULL;
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  struct way *way = way_of(round, channel, &fault);
  round->asked++;
  if (way->state && way->member->busy(way->state, staff->email, house->now, house->now + AHEAD_SECONDS, busy, &fault)) {
    g_autoptr(GArray) spans = spans_of(busy);
    return keep(house, staff->id, spans, NULL, error) && (!way->member->look || look_around(round, way, staff, error));
  }
  way_close(way);
  return keep(house, staff->id, NULL, fault ? fault->message : "it does not tell", error);
}

/* A demo store asks nobody (S28). A channel that failed is left alone for the rest of the round. */
static gboolean is_due(struct round *round, const struct store_staff *staff, const char *channel, gboolean *due,
                       GError **error) {
  const struct channel *member = *channel ? house_member(round->house, channel) : NULL;
  const struct way *way = g_hash_table_lookup(round->ways, channel);
  *due = FALSE;
  if (!member || !member->busy || round->house->demo || (way && !way->state)) return TRUE;
  g_autoptr(StoreAgenda) agenda = store_agenda_get(round->house->store, staff->id, error);
  if (!agenda) return FALSE;
  *due = !agenda->asked_at || round->house->now - agenda->asked_at >= AGAIN_SECONDS;
  return TRUE;
}

gboolean free_hours_refresh(struct house *house, GError **error) {
  g_autoptr(GPtrArray) all = store_staff_all(house->store, NULL, error);
  g_autoptr(GHashTable) ways = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, way_free);
  struct round round = {house, ways, 0};
  gboolean ok = all != NULL;
  for (guint i = 0; ok && i < all->len && round.asked < ASKED_MOST; i++) {
    const struct store_staff *staff = all->pdata[i];
    gboolean due = FALSE;
    if (strcmp(staff->role, "counsellor") != 0) continue;
    g_autofree char *channel = flow_agenda_channel(house->flow, staff->id);
    ok = is_due(&round, staff, channel, &due, error) && (!due || ask(&round, staff, channel, error));
  }
  return ok;
}

gboolean free_hours_look(struct house *house, GString *message) {
  g_autoptr(GPtrArray) all = store_staff_all(house->store, NULL, NULL);
  guint told = 0, silent = 0;
  g_string_truncate(message, 0);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_staff *staff = all->pdata[i];
    g_autoptr(StoreAgenda) agenda = store_agenda_get(house->store, staff->id, NULL);
    if (!agenda || !agenda->asked_at) continue;
    if (!*agenda->fault) {
      told++;
      continue;
    }
    g_string_append_printf(message, "%s%s: %s", silent++ ? "; " : "", staff->email, agenda->fault);
  }
  if (!silent && told) g_string_printf(message, "%u told when they are free", told);
  if (!silent && !told) g_string_assign(message, "no counsellor's own calendar is asked");
  return all && silent == 0;
}
