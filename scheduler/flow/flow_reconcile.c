/* What was made and is no longer planned is taken back, with the reason, in the same transaction (S15). */
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_appointment.h"

#include <string.h>

gboolean flow_close_task(struct flow *flow, const struct flow_act *act, struct store_task *task, const char *state,
                         const char *outcome, GError **error) {
  g_free(task->state);
  g_free(task->outcome);
  task->state = g_strdup(state);
  task->outcome = g_strdup(outcome);
  task->closed_at = act->now;
  task->closed_by = flow_actor_staff(act->actor);
  return store_tasks_close(flow->store, task, error);
}

static gboolean withdraw_tasks(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *reason,
                               GError **error) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(flow->store, enrolment, error);
  if (!tasks) return FALSE;
  for (guint i = 0; i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    if (strcmp(task->state, "open") == 0 && !flow_close_task(flow, act, task, "withdrawn", reason, error)) return FALSE;
  }
  return TRUE;
}

gboolean flow_withdraw_all(struct flow *flow, const struct flow_act *act, gint64 enrolment, gboolean tasks,
                           const char *reason, GError **error) {
  if (store_outbox_withdraw(flow->store, enrolment, NULL, 0, reason, act->now, error) < 0) return FALSE;
  return !tasks || withdraw_tasks(flow, act, enrolment, reason, error);
}

struct look { /* one reconciliation */
  struct flow *flow;
  const struct flow_act *act;
  struct cases_file *file;
  const struct plan_request *request;
  const struct plan_result *result;
  const struct plan_step *steps;
  GString *said;
};

static const char *reason_of_decision(struct look *look, int rule, int year) {
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  guint n = plan_why(look->request, decisions);
  for (guint i = 0; i < n; i++)
    if (decisions[i].rule == rule && decisions[i].year == year) return plan_reason_names[decisions[i].reason];
  return plan_reason_names[PLAN_REASON_CONDITION_FALSE];
}

/* The plan lists what stands open as planned and waiting: what it no longer lists has lost its sense. */
static gboolean is_listed(const struct look *look, int rule, int year, int attempt) {
  for (guint i = 0; i < look->result->n_steps; i++) {
    const struct plan_step *step = &look->steps[i];
    if (step->rule == rule && step->year == year &&
        (attempt == 0 || (step->attempt == attempt && step->act == PLAN_TASK)))
      return TRUE;
  }
  return FALSE;
}

/* NULL when the act still stands; else why it doesn't. attempt 0 = any act of the moment will do. */
static const char *lost(struct look *look, const char *name, int year, int attempt) {
  int rule = cases_rule(look->file->policy, name);
  enum plan_state state = (enum plan_state)look->result->state;
  if (rule < 0) return plan_reason_names[PLAN_REASON_OUT_OF_SCOPE];
  if (rule >= PLAN_RULE_REPLY || is_listed(look, rule, year, attempt)) return NULL;
  if (state == PLAN_OUT_OF_SCOPE || state > PLAN_BEFORE) return plan_state_names[state];
  const struct progress_moment *moment = &look->file->progress.moment[rule][CLAMP(year, 0, PROGRESS_YEARS - 1)];
  if (moment->outcome != PROGRESS_NONE) return progress_outcome_names[moment->outcome];
  return reason_of_decision(look, rule, year);
}

static gboolean tell_withdrawn(struct look *look, const char *rule, int year, int attempt, const char *reason,
                               GError **error) {
  struct progress_event event = {.kind = PROGRESS_EVENT_WITHDRAWN,
                                 .rule = (gint8)cases_rule(look->file->policy, rule),
                                 .year = (guint8)year,
                                 .attempt = (guint8)attempt,
                                 .reply = -1,
                                 .day = flow_day(look->flow, look->act->now),
                                 .until = DATE_NONE};
  g_string_append_printf(look->said, "%swithdraw %s/%d/%d", look->said->len ? "; " : "", rule, year, attempt);
  return flow_tell(look->flow, look->act, look->file, event, reason, error);
}

/* Tasks without a rule, repairs and decisions are a person's own business and stay until that person closes them. */
static gboolean is_planned_kind(const struct store_task *task) {
  return strcmp(task->state, "open") == 0 && *task->rule && strcmp(task->kind, "decide") != 0 &&
         strcmp(task->kind, "repair") != 0;
}

/* A letter in the place of a text or a call stands apart from its moment, until there is a number or address. */
static gboolean is_stand_in(const struct look *look, const char *channel_or_kind, const char *rule) {
  int index = cases_rule(look->file->policy, rule);
  return strcmp(channel_or_kind, "letter") == 0 && index >= 0 && index < PLAN_RULE_REPLY &&
         look->file->policy->rules[index].kind != POLICY_LETTER;
}

static const char *lost_task(struct look *look, const struct store_task *task) {
  if (!is_planned_kind(task)) return NULL;
  if (is_stand_in(look, task->kind, task->rule)) return flow_can_reach(look->file) ? "reachable" : NULL;
  return lost(look, task->rule, task->year, task->attempt);
}

static gboolean look_at_tasks(struct look *look, GError **error) {
  g_autoptr(GPtrArray) tasks = store_tasks_of(look->flow->store, look->file->enrolment->id, error);
  if (!tasks) return FALSE;
  for (guint i = 0; i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    const char *reason = lost_task(look, task);
    if (!reason) continue;
    if (!flow_close_task(look->flow, look->act, task, "withdrawn", reason, error)) return FALSE;
    if (!tell_withdrawn(look, task->rule, task->year, task->attempt, reason, error)) return FALSE;
  }
  return TRUE;
}

/* A text that wants no answer closes its moment as soon as it is queued: that is no reason to take it back. */
static gboolean is_own_doing(const char *reason) {
  return reason == progress_outcome_names[PROGRESS_DONE];
}

static gboolean look_at_messages(struct look *look, GError **error) {
  g_autoptr(GPtrArray) messages = store_outbox_waiting(look->flow->store, look->file->enrolment->id, error);
  if (!messages) return FALSE;
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    gboolean planned = *message->rule && !flow_appointment_is_change(message);
    const char *reason = planned ? lost(look, message->rule, message->year, 0) : NULL;
    if (!reason || is_own_doing(reason) || is_stand_in(look, message->channel, message->rule)) continue;
    gboolean changed = FALSE;
    if (!store_outbox_set(look->flow->store, message->id, "withdrawn", reason, "", 0, look->act->now, &changed, error))
      return FALSE;
    if (changed && !tell_withdrawn(look, message->rule, message->year, message->attempt, reason, error)) return FALSE;
  }
  return TRUE;
}

/* -- appointments ----------------------------------------------------------------------------------------------------
 */

/* A newer attempt proposes another time: two talks for one stand in nobody's calendar. On the day itself the first is
 * left alone: who comes anyway should not have read an hour before that there is no talk. */
static gboolean is_replaced(struct look *look, const struct store_appointment *one, int rule) {
  const struct progress_moment *moment = &look->file->progress.moment[rule][CLAMP(one->year, 0, PROGRESS_YEARS - 1)];
  return moment->attempt > one->attempt && strcmp(one->partstat, "ACCEPTED") != 0 &&
         flow_day(look->flow, one->start) > flow_day(look->flow, look->act->now);
}

/* Unlike a message, an invitation outlives its moment: what closes that is mostly its own answer. NULL = it stands. */
static const char *lost_appointment(struct look *look, const struct store_appointment *one) {
  int rule = cases_rule(look->file->policy, one->rule), year = CLAMP(one->year, 0, PROGRESS_YEARS - 1);
  enum plan_state state = (enum plan_state)look->result->state;
  if (rule < 0) return plan_reason_names[PLAN_REASON_OUT_OF_SCOPE];
  if (state == PLAN_OUT_OF_SCOPE || state > PLAN_BEFORE) return plan_state_names[state];
  if (rule >= PLAN_RULE_REPLY) return NULL;
  if (is_replaced(look, one, rule)) return "replaced";
  if (look->file->progress.stops & PROGRESS_STOP_EMAIL) return NULL; /* that is the counsellor's to say */
  if (look->file->progress.moment[rule][year].outcome != PROGRESS_NONE) return NULL;
  return is_listed(look, rule, year, 0) ? NULL : reason_of_decision(look, rule, year);
}

static gboolean look_at_appointment(struct look *look, struct store_appointment *one, GError **error) {
  gboolean is_void = FALSE, told = FALSE;
  const char *reason = lost_appointment(look, one);
  if (!reason && !flow_appointment_is_void(look->flow, look->act, look->file, one, &is_void, error)) return FALSE;
  if (!reason && !is_void) return flow_agenda_follow(look->flow, look->act, look->file, one, error);
  g_string_append_printf(look->said, "%scall off %s/%d/%d", look->said->len ? "; " : "", one->rule, one->year,
                         one->attempt);
  return flow_appointment_call_off(look->flow, look->act, look->file, one, reason ? reason : "not sent", &told, error);
}

static gboolean look_at_appointments(struct look *look, GError **error) {
  g_autoptr(GPtrArray) open =
      store_appointments_open(look->flow->store, look->file->enrolment->id, look->act->now, error);
  for (guint i = 0; open && i < open->len; i++)
    if (!look_at_appointment(look, open->pdata[i], error)) return FALSE;
  return open != NULL;
}

gboolean flow_reconcile(struct flow *flow, const struct flow_act *act, struct cases_file *file,
                        const struct plan_request *request, const struct plan_step *steps,
                        const struct plan_result *result, GString *said, GError **error) {
  struct look look = {flow, act, file, request, result, steps, said};
  return look_at_tasks(&look, error) && look_at_messages(&look, error) && look_at_appointments(&look, error);
}

gboolean flow_reconcile_now(struct flow *flow, const struct flow_act *act, struct cases_file *file, GError **error) {
  if (!file->policy) return TRUE;
  struct plan_request request;
  struct plan_result result;
  g_autofree struct plan_step *steps = g_new(struct plan_step, PLAN_STEPS_MAX);
  cases_plan(file, DATE_NONE, flow_day(flow, act->now), 0, &request, steps, &result);
  g_autoptr(GString) said = g_string_new(NULL);
  return flow_reconcile(flow, act, file, &request, steps, &result, said, error);
}
