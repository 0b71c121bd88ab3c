/* Words of danger: to people at once, and one text with help lines back. Never a count, never an answer to a moment. */
#include "scheduler/flow/flow_urgent.h"

#include "scheduler/flow/flow_duty.h"
#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_staff.h"

#include <jansson.h>
#include <string.h>

enum { HELP_WITHIN = 12 * 3600, ALERT_WITHIN = 24 * 3600 };

struct urgency {
  struct flow *flow;
  const struct flow_act *act;
  const struct cases_file *file; /* NULL = nobody's */
  const char *organisation;
  const struct flow_cry *cry;
};

enum safety_kind flow_danger(struct flow *flow, const char *text) {
  if (!flow->safety) flow->safety = safety_new();
  return safety_read(flow->safety, text);
}

gboolean flow_urgent_among(struct flow *flow, const GPtrArray *enrolments, gboolean *urgent, GError **error) {
  *urgent = FALSE;
  for (guint i = 0; i < enrolments->len && !*urgent; i++) {
    const struct store_enrolment *row = enrolments->pdata[i];
    if (!store_tasks_urgent(flow->store, row->id, urgent, error)) return FALSE;
  }
  return TRUE;
}

gboolean flow_urgent_is_open(struct flow *flow, gint64 person) {
  g_autoptr(GPtrArray) all = store_people_enrolments(flow->store, person, NULL);
  gboolean urgent = TRUE;
  return !all || !flow_urgent_among(flow, all, &urgent, NULL) || urgent;
}

/* -- tasks ----------------------------------------------------------------------------------------------------------
 */

static gboolean add_task(struct urgency *urgency, gint64 owner, const char *name, const char *why, GError **error) {
  struct flow_errand errand = {
      .kind = "judge", .name = name, .why = why, .owner = owner, .inbound = urgency->cry->inbound, .urgent = TRUE};
  return flow_errand(urgency->flow, urgency->act, urgency->file, &errand, error);
}

static char *cry_name(const struct urgency *urgency, const char *what) {
  gint64 inbound = urgency->cry->inbound;
  return inbound ? g_strdup_printf("inbound-%" G_GINT64_FORMAT "/%s", inbound, what)
                 : g_strdup_printf("%" G_GINT64_FORMAT "/%s", urgency->act->now, what);
}

/* The counsellor's, and one for each who is on duty: the counsellor may be on leave. */
static gboolean add_tasks(struct urgency *urgency, const GArray *duty, GError **error) {
  const char *why = urgency->cry->kind == SAFETY_DEATH ? flow_words_perhaps_deceased() : flow_words_urgent();
  gint64 counsellor = urgency->file->enrolment->counsellor;
  g_autofree char *name = cry_name(urgency, "urgent");
  if (!add_task(urgency, counsellor, name, why, error)) return FALSE;
  for (guint i = 0; i < duty->len; i++) {
    gint64 staff = g_array_index(duty, gint64, i);
    g_autofree char *other = g_strdup_printf("%s/%" G_GINT64_FORMAT, name, staff);
    if (staff != counsellor && !add_task(urgency, staff, other, why, error)) return FALSE;
  }
  return TRUE;
}

/* -- messages -------------------------------------------------------------------------------------------------------
 */

static gboolean put(struct urgency *urgency, const char *name, struct store_message *message, GError **error) {
  gboolean sms = strcmp(message->channel, "sms") == 0, added = FALSE;
  gint64 now = urgency->act->now;
  message->enrolment = urgency->file ? urgency->file->enrolment->id : 0;
  message->rule = message->reference = message->copy_to = message->template = message->invitation = "";
  message->state = "queued";
  message->reason = "urgent";
  message->due = message->queued_at = message->changed_at = now;
  message->sender = (char *)flow_setting(urgency->flow, urgency->organisation, sms ? "sms_number" : "sender_email");
  message->sender_name =
      (char *)flow_organisation_name(urgency->flow, urgency->organisation ? urgency->organisation : "");
  message->reply_to = (char *)(sms ? "" : flow_setting(urgency->flow, urgency->organisation, "reply_to"));
  g_autofree char *full = g_strconcat("urgent/", name, NULL); /* once, also when it may be one of several people's */
  return flow_put_message(urgency->flow, full, message, &added, error);
}

/* Without a word of what was written: telephones lie on tables. */
static gboolean warn(struct urgency *urgency, const char *channel, const char *address, const char *to_name,
                     GError **error) {
  gboolean sms = strcmp(channel, "sms") == 0;
  g_autofree char *what = g_strdup_printf("alert/%s/%s", channel, address);
  g_autofree char *name = cry_name(urgency, what);
  g_autofree char *body = flow_words_alert(flow_setting(urgency->flow, urgency->organisation, "base_url"));
  struct store_message message = {.channel = (char *)channel,
                                  .act = FLOW_ACT_ALERT,
                                  .address = (char *)address,
                                  .to_name = (char *)to_name,
                                  .subject = (char *)(sms ? "" : flow_words_alert_subject()),
                                  .body = body,
                                  .expires = urgency->act->now + ALERT_WITHIN};
  return !*address || put(urgency, name, &message, error);
}

static gboolean is_mobile(const char *phone) {
  return g_str_has_prefix(phone, "+316");
}

static gboolean warn_staff(struct urgency *urgency, gint64 id, GError **error) {
  const struct store_staff *staff = flow_staff(urgency->flow, id);
  if (!staff) return TRUE;
  if (is_mobile(staff->phone) && !warn(urgency, "sms", staff->phone, staff->name, error)) return FALSE;
  return warn(urgency, "email", staff->email, staff->name, error);
}

static gboolean warn_all(struct urgency *urgency, const GArray *duty, GError **error) {
  for (guint i = 0; i < duty->len; i++)
    if (!warn_staff(urgency, g_array_index(duty, gint64, i), error)) return FALSE;
  return warn(urgency, "sms", flow_setting(urgency->flow, urgency->organisation, "duty_sms"), "", error) &&
         warn(urgency, "email", flow_setting(urgency->flow, urgency->organisation, "duty_email"), "", error);
}

/* The number may be shared: it must be safe for each of them. In doubt it isn't. */
static gboolean is_safe_for_all(const struct urgency *urgency) {
  g_autoptr(GArray) owners = store_addresses_owners(urgency->flow->store, urgency->cry->from, NULL);
  if (urgency->file && !cases_is_safe(urgency->file, urgency->cry->channel)) return FALSE;
  for (guint i = 0; owners && i < owners->len; i++) {
    g_autoptr(GPtrArray) rows = store_people_enrolments(urgency->flow->store, g_array_index(owners, gint64, i), NULL);
    if (!rows || rows->len == 0) continue;
    g_autoptr(CasesFile) file =
        flow_file(urgency->flow, ((struct store_enrolment *)rows->pdata[rows->len - 1])->id, NULL);
    if (!file || !cases_is_safe(file, urgency->cry->channel)) return FALSE;
  }
  return owners != NULL;
}

/* Who may read along on that telephone is known to the school: then no text, for people act. */
static gboolean is_wanted(const struct urgency *urgency) {
  const struct flow_cry *cry = urgency->cry;
  gboolean sms = strcmp(cry->channel, "sms") == 0, mail = strcmp(cry->channel, "email") == 0;
  if (cry->kind == SAFETY_DEATH || !*cry->from || !(sms || mail)) return FALSE;
  if (!urgency->file && !(sms && is_mobile(cry->from))) return FALSE; /* no answers to forged senders */
  if (!is_safe_for_all(urgency)) return FALSE;
  if (strcmp(flow_setting(urgency->flow, urgency->organisation, "duty_text"), "always") == 0) return TRUE;
  const struct calendar *calendar = urgency->file ? urgency->file->calendar : NULL;
  return !flow_duty_is_there(urgency->flow, urgency->organisation, calendar, urgency->act->now);
}

/* Once a day an address, whatever was written: a second one would say nothing new. */
static gboolean answer_help(struct urgency *urgency, GError **error) {
  if (!is_wanted(urgency)) return TRUE;
  const struct flow_cry *cry = urgency->cry;
  gboolean sms = strcmp(cry->channel, "sms") == 0;
  g_autofree char *name =
      g_strdup_printf("help/%s/%s/%d", cry->channel, cry->from, (int)flow_day(urgency->flow, urgency->act->now));
  struct store_message message = {.channel = (char *)cry->channel,
                                  .act = FLOW_ACT_HELP,
                                  .address = (char *)cry->from,
                                  .to_name = (char *)(urgency->file ? cases_text(urgency->file, "roepnaam") : ""),
                                  .subject = (char *)(sms ? "" : flow_words_help_subject()),
                                  .body = (char *)flow_words_help(),
                                  .expires = urgency->act->now + HELP_WITHIN};
  return put(urgency, name, &message, error);
}

/* -- the verb -------------------------------------------------------------------------------------------------------
 */

static gboolean raise_one(struct urgency *urgency, GError **error) {
  g_autoptr(GArray) duty = flow_duty_staff(urgency->flow, urgency->organisation, error);
  if (!duty) return FALSE;
  if (urgency->file && !add_tasks(urgency, duty, error)) return FALSE;
  gboolean death = urgency->cry->kind == SAFETY_DEATH;
  if (!death && !warn_all(urgency, duty, error)) return FALSE;
  return answer_help(urgency, error);
}

/* Nobody knows whose it is, so whoever is on duty at any school is warned. */
static gboolean raise_everywhere(struct urgency *urgency, GError **error) {
  g_autoptr(GPtrArray) all = store_organisations_all(urgency->flow->store, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_organisation *one = all->pdata[i];
    if (!store_organisations_is_school(one)) continue;
    urgency->organisation = one->id;
    if (!raise_one(urgency, error)) return FALSE;
  }
  return all != NULL;
}

gboolean flow_urgent(struct flow *flow, const struct flow_act *act, gint64 enrolment, const struct flow_cry *cry,
                     GError **error) {
  g_autoptr(CasesFile) file = enrolment ? flow_file(flow, enrolment, error) : NULL;
  if (enrolment && !file) return FALSE;
  struct flow_cry by = *cry; /* a number that wrote by another service gets the text by SMS */
  by.channel = strcmp(flow_reach_channel(cry->channel), "email") == 0 ? "email" : "sms";
  struct urgency urgency = {flow, act, file, file ? file->enrolment->organisation : NULL, &by};
  if (!file) return cry->kind == SAFETY_DEATH || raise_everywhere(&urgency, error);
  g_autofree char *content = g_strdup_printf("%s: %s", cry->channel, safety_kind_names[cry->kind]);
  return raise_one(&urgency, error) && flow_wake(flow, act, enrolment, error) &&
         flow_record(flow, act, urgency.organisation, "urgent", enrolment, content, error);
}

/* -- afterwards -----------------------------------------------------------------------------------------------------
 */

/* Whoever else had it need not look any more; only the same message's, and only what is still open. */
static gboolean close_others(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                             GError **error) {
  if (!task->inbound) return TRUE;
  g_autoptr(GPtrArray) all = store_tasks_of(flow->store, task->enrolment, error);
  for (guint i = 0; all && i < all->len; i++) {
    struct store_task *other = all->pdata[i];
    if (!other->urgent || other->inbound != task->inbound || strcmp(other->state, "open") != 0) continue;
    if (!flow_close_task(flow, act, other, "withdrawn", "judged by a colleague", error)) return FALSE;
  }
  return all != NULL;
}

static gboolean try_again(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                          GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, task->enrolment, error);
  if (!file) return FALSE;
  g_autofree char *name = g_strdup_printf("urgent-again/%" G_GINT64_FORMAT, task->id);
  struct flow_errand errand = {.kind = "judge",
                               .name = name,
                               .why = flow_words_urgent_again(),
                               .owner = task->owner,
                               .inbound = task->inbound,
                               .urgent = TRUE};
  return flow_errand(flow, act, file, &errand, error);
}

/* The words of the young person, when they are that: of a parent's or a stranger's no intent was noted. NULL else. */
static char *own_words(struct flow *flow, gint64 inbound, char **way) {
  struct store_inbound *kept = inbound ? store_inbound_get(flow->store, inbound, NULL) : NULL;
  json_t *answer = kept ? json_loads(kept->answer, 0, NULL) : NULL;
  const char *intent = json_string_value(json_object_get(answer, "intent"));
  char *text = g_strcmp0(intent, policy_intent_names[POLICY_INTENT_URGENT]) == 0
                   ? g_strdup(json_string_value(json_object_get(answer, "text")))
                   : NULL;
  *way = g_strdup(kept ? kept->way : "");
  json_decref(answer);
  if (kept) store_inbound_free(kept);
  return text;
}

static gboolean false_alarm(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                            GError **error) {
  g_autofree char *way = NULL;
  g_autofree char *text = own_words(flow, task->inbound, &way);
  int intent = -1;
  return !text || flow_answer_calm(flow, act, task->enrolment, way, text, task->inbound, &intent, error);
}

gboolean flow_urgent_closed(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                            enum progress_outcome outcome, GError **error) {
  if (!task->urgent || outcome == PROGRESS_DECEASED) return TRUE;
  if (outcome == PROGRESS_NO_ANSWER) return try_again(flow, act, task, error);
  if (!close_others(flow, act, task, error)) return FALSE;
  return outcome != PROGRESS_NOT_NEEDED || false_alarm(flow, act, task, error);
}

/* Once is enough for a counsellor who is on duty, too. */
static void add_counsellor(GArray *staff, gint64 counsellor) {
  for (guint i = 0; i < staff->len; i++)
    if (g_array_index(staff, gint64, i) == counsellor) return;
  g_array_append_val(staff, counsellor);
}

gboolean flow_urgent_undone(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                            GError **error) {
  if (!message->enrolment) return TRUE; /* nobody's: it stands in `messages` and in `inbound list` */
  g_autoptr(CasesFile) file = flow_file(flow, message->enrolment, error);
  g_autoptr(GArray) staff = file ? flow_duty_staff(flow, file->enrolment->organisation, error) : NULL;
  if (!staff) return FALSE;
  if (file->progress.deceased != DATE_NONE) return TRUE;
  gboolean alert = strcmp(message->act, FLOW_ACT_ALERT) == 0;
  add_counsellor(staff, file->enrolment->counsellor);
  for (guint i = 0; i < staff->len; i++) {
    gint64 owner = g_array_index(staff, gint64, i);
    g_autofree char *name = g_strdup_printf("message-%s/undone/%" G_GINT64_FORMAT, message->key, owner);
    struct flow_errand errand = {.kind = "judge",
                                 .name = name,
                                 .why = alert ? flow_words_alert_failed() : flow_words_help_failed(),
                                 .owner = owner,
                                 .urgent = TRUE};
    if (!flow_errand(flow, act, file, &errand, error)) return FALSE;
  }
  return TRUE;
}
