#include "scheduler/flow/flow_room.h"

#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_record.h"
#include "scheduler/store/store_staff.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { SALT = 16 };

G_DEFINE_QUARK(flow_error, flow_error)

static void pattern_free(gpointer code) {
  pcre2_code_free(code);
}

static void staff_free(gpointer staff) {
  if (staff) store_staff_free(staff);
}

struct flow *flow_new(struct cases *cases, const struct flow_world *world) {
  struct flow *flow = g_new0(struct flow, 1);
  flow->cases = cases;
  flow->store = cases_store(cases);
  flow->world = world;
  flow->patterns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, pattern_free);
  flow->staff = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, staff_free);
  flow->organisations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return flow;
}

void flow_free(struct flow *flow) {
  if (!flow) return;
  safety_free(flow->safety);
  g_hash_table_unref(flow->patterns);
  g_hash_table_unref(flow->staff);
  g_hash_table_unref(flow->organisations);
  g_free(flow);
}

/* -- names (S2) -------------------------------------------------------------------------------------------------- */

/* Lower case, for mail systems fold the local part of an address and the key must come back from one. */
static void base32(const guint8 *bytes, char *out, gsize n) {
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  for (gsize i = 0; i < n; i++) {
    gsize bit = i * 5;
    guint word = ((guint)bytes[bit / 8] << 8) | bytes[bit / 8 + 1];
    out[i] = digits[(word >> (11 - bit % 8)) & 31];
  }
  out[n] = '\0';
}

void flow_key(const struct flow *flow, const char *name, char out[FLOW_KEY_SIZE]) {
  gsize length = 0;
  const guint8 *key = g_bytes_get_data(flow->world->key, &length);
  g_autoptr(GHmac) hmac = g_hmac_new(G_CHECKSUM_SHA256, key, length);
  g_hmac_update(hmac, (const guchar *)name, -1);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_hmac_get_digest(hmac, digest, &size);
  base32(digest, out, FLOW_KEY_SIZE - 1);
}

char *flow_act_name(gint64 enrolment, int year, const char *rule, int attempt, const char *act) {
  return g_strdup_printf("%" G_GINT64_FORMAT "/%d/%s/%d/%s", enrolment, year, rule, attempt, act);
}

void flow_act_key(const struct flow *flow, gint64 enrolment, int year, const char *rule, int attempt, const char *act,
                  char out[FLOW_KEY_SIZE]) {
  g_autofree char *name = flow_act_name(enrolment, year, rule, attempt, act);
  flow_key(flow, name, out);
}

static char *next_name(const char *name, int time) {
  return time == 1 ? g_strdup(name) : g_strdup_printf("%s~%d", name, time);
}

enum { NAMES_MAX = 64 }; /* how often one act may be taken back and planned again */

gboolean flow_put_task(struct flow *flow, const char *name, struct store_task *task, gboolean *added, GError **error) {
  for (int time = 1; time <= NAMES_MAX; time++) {
    char key[FLOW_KEY_SIZE];
    g_autofree char *full = next_name(name, time);
    flow_key(flow, full, key);
    task->key = key;
    gboolean ok = store_tasks_add(flow->store, task, added, error);
    task->key = NULL;
    if (!ok || *added) return ok;
    struct store_task *there = store_tasks_by_key(flow->store, key, error);
    if (!there) return FALSE;
    gboolean withdrawn = strcmp(there->state, "withdrawn") == 0;
    store_tasks_free(there);
    if (!withdrawn) return TRUE;
  }
  return TRUE;
}

gboolean flow_put_message(struct flow *flow, const char *name, struct store_message *message, gboolean *added,
                          GError **error) {
  for (int time = 1; time <= NAMES_MAX; time++) {
    char key[FLOW_KEY_SIZE];
    g_autofree char *full = next_name(name, time);
    flow_key(flow, full, key);
    message->key = key;
    gboolean ok = store_outbox_add(flow->store, message, added, error);
    message->key = NULL;
    if (!ok || *added) return ok;
    struct store_message *there = store_outbox_by_key(flow->store, key, error);
    if (!there) return FALSE;
    gboolean undone = strcmp(there->state, "withdrawn") == 0 || strcmp(there->state, "failed") == 0;
    store_outbox_message_free(there);
    if (!undone) return TRUE;
  }
  return TRUE;
}

/* -- the transaction of a verb ----------------------------------------------------------------------------------- */

gboolean flow_refuse_past(struct flow *flow, const struct flow_act *act, GError **error) {
  gint64 newest = store_events_newest(flow->store);
  if (act->now >= newest) return TRUE;
  g_autofree char *when = zone_format(cases_zone(flow->cases), newest);
  g_set_error(error, FLOW_ERROR, FLOW_ERROR_PAST, "the time lies before the newest event (%s)", when);
  return FALSE;
}

gboolean flow_begin(struct flow *flow, const struct flow_act *act, GError **error) {
  if (!store_begin(flow->store, error)) return FALSE;
  g_hash_table_remove_all(flow->staff);
  g_hash_table_remove_all(flow->organisations);
  if (flow_refuse_past(flow, act, error)) return TRUE;
  store_rollback(flow->store);
  return FALSE;
}

gboolean flow_finish(struct flow *flow, gboolean ok, GError **error) {
  if (ok && store_commit(flow->store, error)) return TRUE;
  store_rollback(flow->store);
  return FALSE;
}

/* -- small questions --------------------------------------------------------------------------------------------- */

date_t flow_day(const struct flow *flow, gint64 now) {
  return zone_to_local(cases_zone(flow->cases), now).day;
}

gint64 flow_midnight(const struct flow *flow, date_t day) {
  if (day == DATE_NONE) return 0;
  return zone_to_utc(cases_zone(flow->cases), (struct zone_local){.day = day, .minute = 0});
}

gint64 flow_actor_staff(const char *actor) {
  gint64 id = 0;
  if (!actor || !g_str_has_prefix(actor, "staff:")) return 0;
  return g_ascii_string_to_signed(actor + strlen("staff:"), 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

const char *flow_setting(const struct flow *flow, const char *organisation, const char *name) {
  const char *value = flow->world->setting(flow->world->user, organisation, name);
  if ((!value || !*value) && organisation) value = flow->world->setting(flow->world->user, NULL, name);
  return value ? value : "";
}

const struct store_staff *flow_staff(struct flow *flow, gint64 id) {
  struct store_staff *staff = g_hash_table_lookup(flow->staff, &id);
  if (staff || !id) return staff;
  staff = store_staff_get(flow->store, id, NULL);
  if (!staff) return NULL;
  gint64 *key = g_new(gint64, 1);
  *key = id;
  g_hash_table_insert(flow->staff, key, staff);
  return staff;
}

const char *flow_organisation_name(struct flow *flow, const char *id) {
  if (g_hash_table_size(flow->organisations) == 0) {
    g_autoptr(GPtrArray) all = store_organisations_all(flow->store, NULL);
    for (guint i = 0; all && i < all->len; i++) {
      const struct store_organisation *one = all->pdata[i];
      g_hash_table_insert(flow->organisations, g_strdup(one->id), g_strdup(one->name));
    }
  }
  const char *name = g_hash_table_lookup(flow->organisations, id);
  return name ? name : "";
}

struct cases_file *flow_file(struct flow *flow, gint64 enrolment, GError **error) {
  GError *own = NULL;
  struct cases_file *file = cases_load(flow->cases, enrolment, G_MAXINT64, &own);
  if (own)
    g_propagate_error(error, own);
  else if (!file)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no enrolment %" G_GINT64_FORMAT, enrolment);
  return file;
}

/* -- events, facts, record ----------------------------------------------------------------------------------------- */

static gboolean write_event(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                            const struct progress_event *event, const char *rule, const char *reason, GError **error) {
  struct store_event stored = {.enrolment = enrolment,
                               .at = act->now,
                               .day = event->day,
                               .until = event->until,
                               .kind = event->kind,
                               .rule = rule ? rule : "",
                               .year = event->year,
                               .attempt = event->attempt,
                               .outcome = event->outcome,
                               .channel = event->channel,
                               .actor = act->actor,
                               .reason = reason ? reason : ""};
  return store_events_add(flow->store, &stored, error);
}

gboolean flow_event(struct flow *flow, const struct flow_act *act, gint64 enrolment, struct progress_event event,
                    const char *rule, const char *reason, GError **error) {
  return write_event(flow, act, enrolment, &event, rule, reason, error);
}

gboolean flow_tell(struct flow *flow, const struct flow_act *act, struct cases_file *file, struct progress_event event,
                   const char *reason, GError **error) {
  g_autofree char *rule = file->policy ? cases_rule_name(file->policy, event.rule) : g_strdup("");
  if (!write_event(flow, act, file->enrolment->id, &event, rule, reason, error)) return FALSE;
  if (file->policy) progress_fold(&file->progress, file->policy, &file->facts, &event);
  return TRUE;
}

gboolean flow_wake(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  return store_people_set_wake(flow->store, enrolment, act->now, error);
}

gboolean flow_correct(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t valid_from,
                      const char *source, const char *body, GError **error) {
  return flow_address_corrected(flow, act, enrolment, body, error) &&
         store_facts_add(flow->store, enrolment, act->now, valid_from, source, body, error) &&
         flow_wake(flow, act, enrolment, error);
}

gboolean flow_correct_by_hand(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row,
                              const char *body, const GPtrArray *owned, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  gboolean ok = flow_correct(flow, act, row->id, flow_day(flow, act->now), act->actor, body, error);
  for (guint i = 0; ok && i < owned->len; i++)
    ok = store_addresses_own(flow->store, owned->pdata[i], row->person, error);
  ok = ok && flow_record(flow, act, row->organisation, "correct", row->id, body, error);
  return flow_finish(flow, ok, error);
}

gboolean flow_record(struct flow *flow, const struct flow_act *act, const char *organisation, const char *verb,
                     gint64 enrolment, const char *content, GError **error) {
  char salt[SALT + 1] = "";
  flow->world->chance(flow->world->user, salt, SALT);
  salt[SALT] = '\0';
  return store_record_add(flow->store, organisation, act->now, act->actor, verb, enrolment, content, salt, error);
}

gboolean flow_errand(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                     const struct flow_errand *errand, GError **error) {
  struct store_task task = {.enrolment = file->enrolment->id,
                            .kind = (char *)errand->kind,
                            .rule = (char *)(errand->rule ? errand->rule : ""),
                            .owner = errand->owner ? errand->owner : file->enrolment->counsellor,
                            .inbound = errand->inbound,
                            .urgent = errand->urgent,
                            .made_at = act->now,
                            .state = "open",
                            .why = (char *)errand->why,
                            .ground = "",
                            .outcome = "",
                            .with_whom = "",
                            .note = "",
                            .due = errand->due ? errand->due : flow_day(flow, act->now),
                            .until = DATE_NONE};
  g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/by-hand/%s", file->enrolment->id, errand->name);
  gboolean added = FALSE;
  return flow_put_task(flow, name, &task, &added, error);
}
