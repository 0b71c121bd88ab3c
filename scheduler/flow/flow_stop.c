/* STOP, addresses that fail, and what else comes back from the far side (S19, S24). */
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_appointment.h"
#include "scheduler/flow/flow_urgent.h"

#include "scheduler/flow/flow_words_nl.h"
#include "rules/template/template.h"
#include "scheduler/store/store_addresses.h"
#include "scheduler/store/store_inbound.h"

#include <string.h>

enum { CONFIRM_WITHIN = 24 * 3600 };

static const struct {
  const char *channel, *fact;
} reach[] = {{"sms", "mobiel"}, {"email", "email"}, {"whatsapp", "mobiel"}};

static enum policy_channel channel_number(const char *channel) {
  for (int c = POLICY_CHANNEL_NONE; channel && c < POLICY_CHANNELS; c++)
    if (strcmp(policy_channel_names[c], channel) == 0) return (enum policy_channel)c;
  return POLICY_CHANNEL_NONE;
}

void flow_tombstone_address(const struct flow *flow, const char *address, char out[FLOW_KEY_SIZE]) {
  g_autofree char *plain = g_ascii_strdown(address, -1);
  g_autofree char *name = g_strconcat("tombstone/address/", plain, NULL);
  flow_key(flow, name, out);
}

void flow_tombstone_person(const struct flow *flow, const char *organisation, const char *number,
                           char out[FLOW_KEY_SIZE]) {
  g_autofree char *name = g_strconcat("tombstone/person/", organisation, "/", number, NULL);
  flow_key(flow, name, out);
}

/* -- stop ------------------------------------------------------------------------------------------------------------
 */

struct stop {
  struct flow *flow;
  const struct flow_act *act;
  const char *channel; /* NULL = all */
  const char *by;      /* the way it was said: "sms", …; NULL = by hand */
  gint64 inbound;
};

static gboolean mark_addresses(struct stop *stop, const struct cases_file *file, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(reach); i++) {
    const char *address = cases_text(file, reach[i].fact);
    if (!*address || (stop->channel && strcmp(stop->channel, reach[i].channel) != 0)) continue;
    if (!store_addresses_mark(stop->flow->store, file->enrolment->person, reach[i].channel, address, "stopped",
                              stop->act->now, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean is_stopped_channel(const struct stop *stop, const struct store_message *message) {
  return !stop->channel || strcmp(stop->channel, flow_reach_channel(message->channel)) == 0;
}

/* What answers the very words, and what goes to staff, STOP does not take back. */
static gboolean is_own_answer(const struct store_message *message) {
  static const char *const acts[] = {FLOW_ACT_STOPPED, FLOW_ACT_HELP, FLOW_ACT_ALERT, NULL};
  return g_strv_contains(acts, message->act);
}

static gboolean withdraw(struct stop *stop, gint64 enrolment, GError **error) {
  g_autoptr(GPtrArray) messages = store_outbox_waiting(stop->flow->store, enrolment, error);
  if (!messages) return FALSE;
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    gboolean changed = FALSE;
    if (flow_agenda_is_copy(message)) continue; /* it goes to a colleague */
    if (!is_stopped_channel(stop, message) || is_own_answer(message)) continue;
    if (!store_outbox_set(stop->flow->store, message->id, "withdrawn", plan_reason_names[PLAN_REASON_STOPPED], "", 0,
                          stop->act->now, &changed, error))
      return FALSE;
    if (flow_appointment_is_change(message) && !flow_appointment_untold(stop->flow, stop->act, message, error))
      return FALSE;
  }
  return TRUE;
}

/* The school's own text when it published one that can be filled, else ours. */
static char *stop_text(struct flow *flow, const struct cases_file *file, enum policy_channel channel) {
  const struct template_message *template =
      cases_template(flow->cases, file->enrolment->organisation, flow_words_stop_template(),
                     policy_channel_names[channel], NULL, NULL);
  g_autoptr(TemplateValues) values = flow_render_values(flow, file);
  GString *body = g_string_new(NULL);
  if (template && template_render(template->body, values, body, NULL)) return g_string_free(body, FALSE);
  g_string_free(body, TRUE);
  const struct store_staff *counsellor = flow_staff(flow, file->enrolment->counsellor);
  return flow_words_stop(flow_organisation_name(flow, file->enrolment->organisation),
                         counsellor ? counsellor->name : "", counsellor ? counsellor->phone : "");
}

/* Only where the school chose it (stop_confirmation = yes): who asks for no messages gets none, also none that says so.
 * Then once, through the channel by which STOP came; said by telephone or over the counter, it needs no message. */
static gboolean confirm(struct stop *stop, const struct cases_file *file, GError **error) {
  gboolean sms = stop->by && strcmp(stop->by, "sms") == 0;
  gboolean mail = stop->by && strcmp(flow_reach_channel(stop->by), "email") == 0;
  const char *address = sms ? cases_text(file, "mobiel") : mail ? cases_text(file, "email") : "";
  const char *organisation = file->enrolment->organisation;
  const char *chosen = flow_setting(stop->flow, organisation, "stop_confirmation");
  if (!*address || !chosen || strcmp(chosen, "yes") != 0) return TRUE;
  const struct store_staff *counsellor = flow_staff(stop->flow, file->enrolment->counsellor);
  g_autofree char *body = stop_text(stop->flow, file, sms ? POLICY_CHANNEL_SMS : POLICY_CHANNEL_EMAIL);
  struct store_message message = {
      .enrolment = file->enrolment->id,
      .channel = sms ? "sms" : "email",
      .rule = "",
      .act = FLOW_ACT_STOPPED,
      .state = "queued",
      .reason = "stopped",
      .reference = "",
      .due = stop->act->now,
      .queued_at = stop->act->now,
      .changed_at = stop->act->now,
      .expires = stop->act->now + CONFIRM_WITHIN,
      .address = (char *)address,
      .to_name = (char *)cases_text(file, "roepnaam"),
      .sender = (char *)flow_setting(stop->flow, organisation, sms ? "sms_number" : "sender_email"),
      .sender_name = counsellor ? counsellor->name : "",
      .reply_to = (char *)(sms ? "" : flow_setting(stop->flow, organisation, "reply_to")),
      .copy_to = "",
      .subject = (char *)(sms ? "" : flow_words_stop_subject()),
      .body = body,
      .template = "",
      .invitation = ""};
  g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/by-hand/inbound-%" G_GINT64_FORMAT "/stopped",
                                          file->enrolment->id, stop->inbound);
  gboolean added = FALSE;
  return flow_put_message(stop->flow, name, &message, &added, error);
}

static gboolean stop_one(struct stop *stop, gint64 enrolment, gboolean *was_stopped, GError **error) {
  g_autoptr(CasesFile) file = flow_file(stop->flow, enrolment, error);
  if (!file) return FALSE;
  guint8 before = file->progress.stops;
  struct progress_event event = {.kind = PROGRESS_EVENT_STOP,
                                 .rule = -1,
                                 .reply = -1,
                                 .channel = (guint8)channel_number(stop->channel),
                                 .day = flow_day(stop->flow, stop->act->now),
                                 .until = DATE_NONE};
  if (!flow_tell(stop->flow, stop->act, file, event, stop->by ? stop->by : "", error)) return FALSE;
  if (file->policy && before == file->progress.stops) *was_stopped = TRUE;
  if (!withdraw(stop, enrolment, error) || !mark_addresses(stop, file, error)) return FALSE;
  gboolean mail = !stop->channel || strcmp(stop->channel, "email") == 0;
  if (mail && !(before & PROGRESS_STOP_EMAIL) && !flow_appointment_stopped(stop->flow, stop->act, file, error))
    return FALSE;
  if (!*was_stopped && !confirm(stop, file, error)) return FALSE;
  *was_stopped = TRUE; /* one confirmation a person, not one an enrolment */
  return flow_wake(stop->flow, stop->act, enrolment, error) &&
         flow_record(stop->flow, stop->act, file->enrolment->organisation, "stop", enrolment,
                     stop->channel ? stop->channel : "all", error);
}

gboolean flow_stop(struct flow *flow, const struct flow_act *act, gint64 person, const char *channel, gint64 inbound,
                   GError **error) {
  struct store_inbound *raw = inbound ? store_inbound_get(flow->store, inbound, NULL) : NULL;
  g_autofree char *by = raw ? g_strdup(raw->way) : NULL;
  if (raw) store_inbound_free(raw);
  struct stop stop = {flow, act, flow_reach_channel(channel), by, inbound};
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(flow->store, person, error);
  if (!enrolments) return FALSE;
  gboolean was_stopped = FALSE;
  for (guint i = enrolments->len; i > 0; i--) { /* the newest first: its counsellor signs the confirmation */
    const struct store_enrolment *enrolment = enrolments->pdata[i - 1];
    if (!stop_one(&stop, enrolment->id, &was_stopped, error)) return FALSE;
  }
  return TRUE;
}

/* -- lifted again ---------------------------------------------------------------------------------------------------
 */

static gboolean unmark_addresses(struct stop *stop, const struct cases_file *file, gboolean *lifted, GError **error) {
  const struct health *healths[] = {&file->mobile, &file->mail, &file->whatsapp};
  for (guint i = 0; i < G_N_ELEMENTS(reach); i++) {
    if (!healths[i]->stopped || (stop->channel && strcmp(stop->channel, reach[i].channel) != 0)) continue;
    *lifted = TRUE;
    if (!store_addresses_mark(stop->flow->store, file->enrolment->person, reach[i].channel,
                              cases_text(file, reach[i].fact), health_event_names[HEALTH_EVENT_RESUMED], stop->act->now,
                              error))
      return FALSE;
  }
  return TRUE;
}

static gboolean resume_one(struct stop *stop, gint64 enrolment, const char *reason, gboolean *lifted, GError **error) {
  g_autoptr(CasesFile) file = flow_file(stop->flow, enrolment, error);
  if (!file) return FALSE;
  *lifted = *lifted || file->progress.stops != 0;
  struct progress_event event = {.kind = PROGRESS_EVENT_STOP_LIFTED,
                                 .rule = -1,
                                 .reply = -1,
                                 .channel = (guint8)channel_number(stop->channel),
                                 .day = flow_day(stop->flow, stop->act->now),
                                 .until = DATE_NONE};
  g_autofree char *content = g_strdup_printf("%s: %s", stop->channel ? stop->channel : "all", reason);
  return unmark_addresses(stop, file, lifted, error) && flow_tell(stop->flow, stop->act, file, event, reason, error) &&
         flow_wake(stop->flow, stop->act, enrolment, error) &&
         flow_record(stop->flow, stop->act, file->enrolment->organisation, "stop lifted", enrolment, content, error);
}

static gboolean resume_all(struct stop *stop, gint64 person, const char *reason, GError **error) {
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(stop->flow->store, person, error);
  if (!enrolments) return FALSE;
  gboolean lifted = FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!resume_one(stop, ((struct store_enrolment *)enrolments->pdata[i])->id, reason, &lifted, error)) return FALSE;
  if (!lifted) g_set_error_literal(error, FLOW_ERROR, FLOW_ERROR_CALL, "nothing was stopped for this person");
  return lifted;
}

gboolean flow_resume(struct flow *flow, const struct flow_act *act, gint64 person, const char *channel,
                     const char *reason, GError **error) {
  struct stop stop = {flow, act, flow_reach_channel(channel), NULL, 0};
  if (!flow_actor_staff(act->actor) || !reason || !*reason) {
    g_set_error_literal(error, FLOW_ERROR, FLOW_ERROR_REFUSED, "STOP is lifted by a member of staff, with a reason");
    return FALSE;
  }
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, resume_all(&stop, person, reason, error), error);
}

/* -- small verbs of intake ---------------------------------------------------------------------------------------- */

gboolean flow_judge(struct flow *flow, const struct flow_act *act, gint64 enrolment, gint64 inbound, const char *why,
                    GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  g_autofree char *name = inbound ? g_strdup_printf("inbound-%" G_GINT64_FORMAT "/judge", inbound)
                                  : g_strdup_printf("judge/%" G_GINT64_FORMAT, act->now);
  return flow_errand(flow, act, file,
                     &(struct flow_errand){.kind = "judge", .name = name, .why = why, .inbound = inbound}, error);
}

gboolean flow_away_until(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t until,
                         GError **error) {
  struct progress_event event = {
      .kind = PROGRESS_EVENT_LATER, .rule = -1, .reply = -1, .day = flow_day(flow, act->now), .until = until};
  return flow_event(flow, act, enrolment, event, NULL, "auto_reply", error) && flow_wake(flow, act, enrolment, error);
}

/* -- what dispatch tells ---------------------------------------------------------------------------------------------
 */

/* Of the status codes of RFC 3463 these say that the recipient's address is wrong; 5.1.7 and 5.1.8 blame the sender. */
static gboolean blames_address(const char *reason) {
  static const char *const signs[] = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "no such recipient", NULL};
  for (guint i = 0; signs[i]; i++)
    if (strstr(reason, signs[i])) return TRUE;
  return FALSE;
}

static gboolean judge_message(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                              const char *state, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, message->enrolment, error);
  if (!file) return FALSE;
  gboolean unknown = strcmp(state, "unknown") == 0;
  g_autofree char *why = unknown ? flow_words_unknown(message->channel) : flow_words_failed(message->channel);
  g_autofree char *name = g_strconcat("message-", message->key, "/", state, NULL);
  return flow_errand(flow, act, file, &(struct flow_errand){.kind = "judge", .name = name, .why = why}, error);
}

/* What was not said is not silence: the attempt is as if it had not begun, and is planned again; a text that was
 * refused for another reason than its address would be refused again, so its moment is closed. */
static gboolean tell_undone(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                            gboolean again, const char *reason, GError **error) {
  if (!*message->rule) return TRUE;
  g_autoptr(CasesFile) file = flow_file(flow, message->enrolment, error);
  if (!file) return FALSE;
  int rule = file->policy ? cases_rule(file->policy, message->rule) : -1;
  if (rule < 0 || rule >= PLAN_RULE_REPLY) return TRUE;
  if (!again && strcmp(message->act, plan_act_names[PLAN_SEND]) != 0) return TRUE; /* a call is made all the same */
  struct progress_event event = {.kind = again ? PROGRESS_EVENT_WITHDRAWN : PROGRESS_EVENT_SKIPPED,
                                 .rule = (gint8)rule,
                                 .year = (guint8)message->year,
                                 .attempt = (guint8)message->attempt,
                                 .reply = -1,
                                 .day = flow_day(flow, act->now),
                                 .until = DATE_NONE};
  return flow_tell(flow, act, file, event, reason, error) && flow_wake(flow, act, message->enrolment, error);
}

/* A mail about a change of an appointment is no attempt of a moment: it is owed, and said by a person when it fails. */
static gboolean change_settled(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                               gboolean bounced, const char *reason, GError **error) {
  if (!flow_appointment_untold(flow, act, message, error)) return FALSE;
  return !bounced ||
         flow_address_failed(flow, act, message->enrolment, message->channel, message->address, reason, error);
}

gboolean flow_settled(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                      const char *state, const char *reason, GError **error) {
  if (flow_agenda_is_copy(message)) return flow_agenda_settled(flow, act, message, state, reason, error);
  static const char *const undone[] = {"withdrawn", "unknown", "bounced", "failed", NULL};
  gboolean urgent = strcmp(message->act, FLOW_ACT_HELP) == 0 || strcmp(message->act, FLOW_ACT_ALERT) == 0;
  if (urgent) return !g_strv_contains(undone, state) || flow_urgent_undone(flow, act, message, error);
  if (strcmp(state, "delivered") == 0) return flow_address_delivered(flow, act, message, error);
  if (flow_appointment_is_change(message) && g_strv_contains(undone, state)) {
    gboolean blamed = strcmp(state, "bounced") == 0 || (strcmp(state, "failed") == 0 && blames_address(reason));
    return change_settled(flow, act, message, blamed && *message->address, reason, error);
  }
  if (strcmp(state, "withdrawn") == 0) return tell_undone(flow, act, message, TRUE, reason, error);
  if (strcmp(state, "unknown") == 0) return judge_message(flow, act, message, state, error);
  gboolean bounced = strcmp(state, "bounced") == 0;
  if (!bounced && strcmp(state, "failed") != 0) return TRUE;
  gboolean address = message->address && *message->address && (bounced || blames_address(reason));
  if (!tell_undone(flow, act, message, address, reason, error)) return FALSE;
  if (!address) return judge_message(flow, act, message, state, error);
  return flow_address_failed(flow, act, message->enrolment, message->channel, message->address, reason, error);
}
