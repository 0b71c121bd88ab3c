/* After an outage: few late messages go out, many wait for a person (S16). */
#include "scheduler/flow/flow_room.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 20, DAYS = 28, HELD_MAX = 100000 };

void flow_late_count(GHashTable *days, const char *organisation) {
  guint count = GPOINTER_TO_UINT(g_hash_table_lookup(days, organisation));
  g_hash_table_insert(days, g_strdup(organisation), GUINT_TO_POINTER(count + 1));
}

/* -- the median day --------------------------------------------------------------------------------------------------
 */

/* meta "days/ORGANISATION": "DAY:COUNT DAY:COUNT …", the last days on which messages were queued, oldest first. */
static char *days_name(const char *organisation) {
  return g_strconcat("days/", organisation, NULL);
}

static int by_number(gconstpointer a, gconstpointer b) {
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return (left > right) - (left < right);
}

static guint limit_of(struct flow *flow, const char *organisation) {
  g_autofree char *name = days_name(organisation);
  g_autofree char *text = store_meta_get(flow->store, name);
  if (!text) return LEAST;
  g_auto(GStrv) days = g_strsplit(text, " ", -1);
  gint64 counts[DAYS];
  guint n = 0;
  for (guint i = 0; days[i] && n < DAYS; i++) {
    const char *colon = strchr(days[i], ':');
    if (colon && g_ascii_string_to_signed(colon + 1, 10, 0, G_MAXINT32, &counts[n], NULL)) n++;
  }
  qsort(counts, n, sizeof counts[0], by_number);
  return n ? MAX((guint)counts[n / 2], (guint)LEAST) : LEAST;
}

static gboolean keep_day(struct flow *flow, const char *organisation, date_t today, guint count, GError **error) {
  g_autofree char *name = days_name(organisation);
  g_autofree char *text = store_meta_get(flow->store, name);
  g_auto(GStrv) days = g_strsplit(text ? text : "", " ", -1);
  guint n = g_strv_length(days);
  gint64 before = 0;
  g_autofree char *prefix = g_strdup_printf("%d:", today);
  gboolean again = n && g_str_has_prefix(days[n - 1], prefix) &&
                   g_ascii_string_to_signed(days[n - 1] + strlen(prefix), 10, 0, G_MAXINT32, &before, NULL);
  guint keep = again ? n - 1 : n;
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = keep >= DAYS ? keep - DAYS + 1 : 0; i < keep; i++)
    if (*days[i]) g_string_append_printf(out, "%s ", days[i]);
  g_string_append_printf(out, "%s%" G_GINT64_FORMAT, prefix, before + count);
  return store_meta_set(flow->store, name, out->str, error);
}

/* -- the end of a tick ------------------------------------------------------------------------------------------------
 */

static char *organisation_of(struct flow *flow, gint64 enrolment) {
  struct store_enrolment *row = store_people_enrolment(flow->store, enrolment, NULL);
  char *organisation = g_strdup(row ? row->organisation : "");
  if (row) store_people_enrolment_free(row);
  return organisation;
}

static gboolean settle_one(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                           gboolean many, GError **error) {
  gboolean changed = FALSE;
  return store_outbox_set(flow->store, message->id, many ? "held" : "queued", many ? FLOW_LATE_HELD : FLOW_LATE_FRESH,
                          "", message->due, act->now, &changed, error);
}

static gboolean is_fresh(const struct store_message *message) {
  return strcmp(message->reason, FLOW_LATE_FRESH) == 0;
}

/* Counted from the store and not while they were made, so that a tick that died half-way counts all the same. */
static gboolean settle_held(struct flow *flow, const struct flow_act *act, const GPtrArray *held, GError **error) {
  g_autoptr(GHashTable) late = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) owners = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < held->len; i++) {
    const struct store_message *message = held->pdata[i];
    char *organisation = organisation_of(flow, message->enrolment);
    g_ptr_array_add(owners, organisation);
    if (is_fresh(message)) flow_late_count(late, organisation);
  }
  for (guint i = 0; i < held->len; i++) {
    const struct store_message *message = held->pdata[i];
    const char *organisation = owners->pdata[i];
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(late, organisation));
    if (is_fresh(message) && !settle_one(flow, act, message, count > limit_of(flow, organisation), error)) return FALSE;
  }
  return TRUE;
}

static gboolean keep_days(struct flow *flow, const struct flow_act *act, GHashTable *days, GError **error) {
  GHashTableIter iter;
  gpointer organisation, count;
  g_hash_table_iter_init(&iter, days);
  while (g_hash_table_iter_next(&iter, &organisation, &count))
    if (!keep_day(flow, organisation, flow_day(flow, act->now), GPOINTER_TO_UINT(count), error)) return FALSE;
  return TRUE;
}

/* "open" from the first late act on until the tick is settled: so that an ordinary tick reads no list, and one that
 * died is settled by the next. */
static const char mark[] = "late";

gboolean flow_late_mark(struct flow *flow, GError **error) {
  return store_meta_set(flow->store, mark, "open", error);
}

static gboolean settle_late(struct flow *flow, const struct flow_act *act, GError **error) {
  g_autofree char *open = store_meta_get(flow->store, mark);
  if (g_strcmp0(open, "open") != 0) return TRUE;
  g_autoptr(GPtrArray) held = store_outbox_list(flow->store, 0, "held", HELD_MAX, error);
  return held && settle_held(flow, act, held, error) && store_meta_set(flow->store, mark, "", error);
}

gboolean flow_late_settle(struct flow *flow, const struct flow_act *act, GHashTable *days, GError **error) {
  g_autofree char *open = store_meta_get(flow->store, mark);
  if (g_strcmp0(open, "open") != 0 && g_hash_table_size(days) == 0) return TRUE;
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, settle_late(flow, act, error) && keep_days(flow, act, days, error), error);
}
