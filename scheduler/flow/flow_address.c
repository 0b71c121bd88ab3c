/* What happens to numbers and addresses: each is an event of that address (rules/contact/health.h folds them). */
#include "scheduler/flow/flow_room.h"

#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_addresses.h"

#include <string.h>

static const struct {
  const char *channel, *fact;
} reach[] = {{"sms", "mobiel"}, {"email", "email"}, {"whatsapp", "mobiel"}};

const char *flow_reach_channel(const char *channel) {
  return channel && strcmp(channel, "calendar") == 0 ? "email" : channel;
}

static gboolean is_kept(const char *channel) {
  for (gsize i = 0; i < G_N_ELEMENTS(reach); i++)
    if (strcmp(reach[i].channel, channel) == 0) return TRUE;
  return FALSE;
}

static gboolean tell(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row,
                     const char *channel, const char *address, enum health_event event, GError **error) {
  const char *by = flow_reach_channel(channel);
  if (!address || !*address || !is_kept(by)) return TRUE;
  return store_addresses_mark(flow->store, row->person, by, address, health_event_names[event], act->now, error);
}

/* -- good news ------------------------------------------------------------------------------------------------------
 */

static gboolean tell_of(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                        const char *address, enum health_event event, GError **error) {
  GError *own = NULL;
  struct store_enrolment *row = store_people_enrolment(flow->store, enrolment, &own);
  gboolean ok = !own && (!row || tell(flow, act, row, channel, address, event, &own));
  store_people_enrolment_free(row);
  if (own) g_propagate_error(error, own);
  return ok;
}

gboolean flow_address_heard(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                            const char *address, GError **error) {
  return tell_of(flow, act, enrolment, channel, address, HEALTH_EVENT_PROVED, error);
}

gboolean flow_address_delivered(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                                GError **error) {
  return tell_of(flow, act, message->enrolment, message->channel, message->address, HEALTH_EVENT_DELIVERED, error);
}

/* -- bad news -------------------------------------------------------------------------------------------------------
 */

/* By the day, so that an address that was mended and fails anew is asked for anew. */
gboolean flow_address_ask(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                          GError **error) {
  g_autofree char *name = g_strdup_printf("unreachable/%d", (int)MAX(file->mobile.since, file->mail.since));
  g_autofree char *why = flow_words_unreachable(file->mobile.state, file->mail.state);
  return flow_errand(flow, act, file, &(struct flow_errand){.kind = "repair", .name = name, .why = why}, error);
}

static gboolean ask_when_last(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  return flow_can_reach(file) || flow_address_ask(flow, act, file, error);
}

static gboolean failed_as(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                          const char *address, enum health_event event, GError **error) {
  return tell_of(flow, act, enrolment, channel, address, event, error) && ask_when_last(flow, act, enrolment, error) &&
         flow_wake(flow, act, enrolment, error);
}

gboolean flow_address_failed(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                             const char *address, const char *reason, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  return file && failed_as(flow, act, enrolment, channel, address, HEALTH_EVENT_BOUNCED, error) &&
         flow_record(flow, act, file->enrolment->organisation, "address failed", enrolment, reason, error);
}

gboolean flow_address_wrong(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *channel,
                            const char *address, GError **error) {
  return tell_of(flow, act, enrolment, channel, address, HEALTH_EVENT_WRONG, error) &&
         flow_wake(flow, act, enrolment, error);
}

/* -- repair ---------------------------------------------------------------------------------------------------------
 */

static gboolean has_failed(const struct cases_file *file, const char *fact, const struct health *health) {
  return *cases_text(file, fact) && !health_is_usable(health);
}

static gboolean is_left(const struct cases_file *file, const char *fact, const struct health *health) {
  return *cases_text(file, fact) && health_is_usable(health);
}

/* Closed by a person after the last address failed. One that was withdrawn was no try. */
static gboolean was_tried(struct flow *flow, gint64 enrolment, gint64 since) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(flow->store, enrolment, NULL);
  for (guint i = 0; tasks && i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    if (strcmp(task->kind, "repair") == 0 && strcmp(task->state, "done") == 0 && task->closed_at >= since) return TRUE;
  }
  return FALSE;
}

gboolean flow_address_unrepaired(struct flow *flow, const struct cases_file *file) {
  if (is_left(file, "mobiel", &file->mobile) || is_left(file, "email", &file->mail)) return FALSE;
  if (!has_failed(file, "mobiel", &file->mobile) && !has_failed(file, "email", &file->mail)) return FALSE;
  return !was_tried(flow, file->enrolment->id, MAX(file->mobile.since, file->mail.since));
}

/* -- corrections ----------------------------------------------------------------------------------------------------
 */

/* What the line NAME=VALUE of `body` says; NULL when it has none. Caller frees. */
static char *value_in(const char *body, const char *name) {
  g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
  gsize length = strlen(name);
  for (char **line = lines; *line; line++)
    if (strncmp(*line, name, length) == 0 && (*line)[length] == '=') return g_strdup(*line + length + 1);
  return NULL;
}

static gboolean correct_one(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row, guint way,
                            const char *from, const char *to, GError **error) {
  int moved = 0;
  if (*from && strcmp(from, to) != 0 &&
      !store_outbox_readdress(flow->store, row->id, reach[way].channel, from, to, &moved, error))
    return FALSE;
  return tell(flow, act, row, reach[way].channel, to, HEALTH_EVENT_CHECKED, error);
}

static gboolean correct_row(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row,
                            const char *body, GError **error) {
  g_autoptr(GHashTable) known = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(reach); i++) {
    g_autofree char *to = value_in(body, reach[i].fact);
    if (!to || !*to) continue; /* taken back: what waits there is withdrawn by the veto, and planned anew */
    if (!known) known = store_facts_read(flow->store, row->id, G_MAXINT64, error);
    if (!known) return FALSE;
    const char *from = g_hash_table_lookup(known, reach[i].fact);
    if (!correct_one(flow, act, row, i, from ? from : "", to, error)) return FALSE;
  }
  return TRUE;
}

gboolean flow_address_corrected(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *body,
                                GError **error) {
  if (!strstr(body, "mobiel=") && !strstr(body, "email=")) return TRUE;
  GError *own = NULL;
  struct store_enrolment *row = store_people_enrolment(flow->store, enrolment, &own);
  gboolean ok = !own && (!row || correct_row(flow, act, row, body, &own));
  store_people_enrolment_free(row);
  if (own) g_propagate_error(error, own);
  return ok;
}
