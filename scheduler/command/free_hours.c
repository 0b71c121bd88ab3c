#include "scheduler/command/free_hours.h"

#include <string.h>

#include "scheduler/store/store_agenda.h"

enum { AGAIN_SECONDS = 60 * 60, AHEAD_SECONDS = 42 * 24 * 60 * 60, ASKED_MOST = 10 };

struct round {
  struct house *house;
  struct dispatch *dispatch;
  GHashTable *failed; /* names of channels */
  guint asked;
};

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

static gboolean ask(struct round *round, const struct store_staff *staff, const char *channel, GError **error) {
  struct house *house = round->house;
  g_autoptr(GError) fault = NULL;
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  round->asked++;
  if (!dispatch_busy(round->dispatch, channel, staff->email, house->now, house->now + AHEAD_SECONDS, busy, &fault)) {
    g_hash_table_add(round->failed, g_strdup(channel));
    return keep(house, staff->id, NULL, fault->message, error);
  }
  g_autoptr(GArray) spans = spans_of(busy);
  return keep(house, staff->id, spans, NULL, error);
}

/* A demo store asks nobody (S28); dispatch would not open the channel either. */
static gboolean is_due(struct round *round, const struct store_staff *staff, const char *channel, gboolean *due,
                       GError **error) {
  const struct channel *member = *channel ? house_member(round->house, channel) : NULL;
  *due = FALSE;
  if (!member || !member->busy || round->house->demo || g_hash_table_contains(round->failed, channel)) return TRUE;
  g_autoptr(StoreAgenda) agenda = store_agenda_get(round->house->store, staff->id, error);
  if (!agenda) return FALSE;
  *due = !agenda->asked_at || round->house->now - agenda->asked_at >= AGAIN_SECONDS;
  return TRUE;
}

gboolean free_hours_refresh(struct house *house, struct dispatch *dispatch, GError **error) {
  g_autoptr(GPtrArray) all = store_staff_all(house->store, NULL, error);
  g_autoptr(GHashTable) failed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  struct round round = {house, dispatch, failed, 0};
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
