/* Steps that are due become tasks, messages, proposals and events: one function per act of the plan. */
#include "scheduler/flow/flow_room.h"

#include "rules/language/language.h"
#include "scheduler/flow/flow_appointment.h"
#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_staff.h"

#include <string.h>

static struct progress_event event_of(const struct flow_deed *deed, enum progress_event_kind kind) {
  const struct plan_step *step = deed->step;
  return (struct progress_event){.kind = (guint8)kind,
                                 .rule = (gint8)(step->rule == PLAN_RULE_GUIDANCE ? -1 : step->rule),
                                 .year = step->year,
                                 .attempt = step->attempt,
                                 .channel = step->channel,
                                 .reply = -1,
                                 .day = deed->today,
                                 .until = DATE_NONE};
}

static gboolean tell(struct flow_deed *deed, enum progress_event_kind kind, GError **error) {
  return flow_tell(deed->flow, deed->act, deed->file, event_of(deed, kind), plan_reason_names[deed->step->reason],
                   error);
}

static void say(struct flow_deed *deed, const char *what) {
  g_string_append_printf(deed->said, "%s%s %s/%d/%d", deed->said->len ? "; " : "", what, deed->name, deed->step->year,
                         deed->step->attempt);
}

/* Reply rules come back with the same year and attempt each time, so an answer's number is what tells them apart. */
static int attempt_of(const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  if (step->rule < PLAN_RULE_REPLY || step->rule == PLAN_RULE_GUIDANCE) return step->attempt;
  return deed->file->progress.reply[step->rule - PLAN_RULE_REPLY].heard;
}

static char *act_name(const struct flow_deed *deed, const char *act) {
  return flow_act_name(deed->file->enrolment->id, deed->step->year, deed->name, attempt_of(deed), act);
}

/* -- tasks ------------------------------------------------------------------------------------------------------- */

/* A text that can't go out by itself is a question to a person: about the address, or about the fact that is missing.
 */
static const char *task_kind(const struct flow_deed *deed) {
  if (policy_kind_is_task((enum policy_kind)deed->step->kind)) return policy_kind_names[deed->step->kind];
  return deed->step->reason == PLAN_REASON_NO_CHANNEL ? "repair" : "check";
}

static gint64 staff_with_role(struct flow_deed *deed, const char *role) {
  g_autoptr(GPtrArray) all = store_staff_all(deed->flow->store, deed->file->enrolment->organisation, NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_staff *one = all->pdata[i];
    if (strcmp(one->role, role) == 0) return one->id;
  }
  return 0;
}

static gint64 owner_of(struct flow_deed *deed, const char *kind) {
  gint64 postroom = strcmp(kind, "letter") == 0 ? staff_with_role(deed, "postroom") : 0;
  return postroom ? postroom : deed->file->enrolment->counsellor;
}

static char *why_of(const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  /* "It is time" is why most tasks are there, and says nothing. */
  const char *reason = step->reason == PLAN_REASON_DUE ? "" : language_reason(step->reason);
  if (deed->rule) return flow_words_task(deed->rule->title, reason, step->verdict == PLAN_LATE);
  return flow_words_reply((enum policy_intent)deed->request->policy->replies[step->rule - PLAN_RULE_REPLY].intent);
}

/* Of what is safe, only that which the act itself must mind; the rest stands beside the task for who may see it. */
static char *with_care(const struct flow_deed *deed, const char *why) {
  gboolean calls = strcmp(task_kind(deed), "letter") != 0 && cases_is_remarked(deed->file, "geen-voicemail");
  if (!calls) return g_strdup(why);
  const char *stop = *why && !strchr(".?!", why[strlen(why) - 1]) ? "." : ""; /* a rule's title has none */
  return g_strdup_printf("%s%s %s", why, stop, flow_words_no_voicemail());
}

static gboolean add_task(struct flow_deed *deed, const char *act, const char *kind, const char *why, GError **error) {
  const struct plan_step *step = deed->step;
  struct store_task task = {.enrolment = deed->file->enrolment->id,
                            .kind = (char *)kind,
                            .rule = (char *)deed->name,
                            .year = step->year,
                            .attempt = attempt_of(deed),
                            .owner = owner_of(deed, kind),
                            .due = step->due,
                            .half = step->half,
                            .until = step->to == DATE_NONE ? DATE_NONE : step->to - 1,
                            .state = "open",
                            .why = (char *)why,
                            .ground = (char *)(deed->rule ? deed->rule->ground : deed->request->policy->ground),
                            .made_at = deed->act->now,
                            .outcome = "",
                            .with_whom = "",
                            .note = ""};
  g_autofree char *name = act_name(deed, act);
  gboolean added = FALSE;
  return flow_put_task(deed->flow, name, &task, &added, error);
}

/* What can be written goes to the post room. */
static gboolean do_letter(struct flow_deed *deed, gboolean *written, GError **error) {
  if (!flow_letter_write(deed, written, error)) return FALSE;
  if (!*written) return TRUE;
  say(deed, "letter");
  return add_task(deed, "post", "letter", flow_words_letter(), error);
}

/* Where a text would have gone, or a call, to someone with no number and no address that works: once a moment. Who said
 * STOP is skipped for another reason. */
static gboolean wants_letter(const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  if (!deed->rule || step->attempt > 1 || flow_can_reach(deed->file)) return FALSE;
  if (step->verdict == PLAN_SKIP) return step->reason == PLAN_REASON_NO_CHANNEL;
  return step->kind == POLICY_CALL && deed->file->progress.stops == 0;
}

/* A letter that a rule asks for and that can't be written is a question for its counsellor. */
static gboolean do_letter_rule(struct flow_deed *deed, GError **error) {
  gboolean written = FALSE;
  if (!do_letter(deed, &written, error)) return FALSE;
  if (!written && !add_task(deed, "task", "repair", flow_words_no_postal_address(), error)) return FALSE;
  return tell(deed, PROGRESS_EVENT_TASK, error);
}

static gboolean do_task(struct flow_deed *deed, GError **error) {
  if (deed->step->kind == POLICY_LETTER && deed->rule) return do_letter_rule(deed, error);
  gboolean written = FALSE;
  if (wants_letter(deed) && !do_letter(deed, &written, error)) return FALSE;
  g_autofree char *plain = why_of(deed);
  g_autofree char *why = with_care(deed, plain);
  if (!add_task(deed, "task", task_kind(deed), why, error)) return FALSE;
  say(deed, task_kind(deed));
  return tell(deed, deed->rule ? PROGRESS_EVENT_TASK : PROGRESS_EVENT_CALL_BACK, error);
}

/* -- messages ---------------------------------------------------------------------------------------------------- */

/* The first day on which the text makes no sense any more. What is late has its width behind it, and may still go out
 * for as long as its rule says, or for as long as the guidance runs. */
static date_t last_call(const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  if (step->to != DATE_NONE && step->to > deed->today) return step->to;
  int within = deed->rule->late.within;
  date_t end = deed->result->to;
  if (within >= 0 && step->to != DATE_NONE)
    end = calendar_add_working(deed->request->calendar, step->to - 1, within) + 1;
  return MAX(end, deed->today + 1);
}

/* A text that announces a call is void once that half-day begins. */
static gint64 expires(const struct flow_deed *deed) {
  const struct plan_step *step = deed->step;
  gint64 end = flow_midnight(deed->flow, last_call(deed));
  if (step->call_day == DATE_NONE) return end;
  gint64 call = flow_midnight(deed->flow, step->call_day) + (step->half == CALENDAR_AFTERNOON ? 12 : 9) * 3600;
  return MIN(end, call);
}

static gboolean put_message(struct flow_deed *deed, struct store_message *message, GError **error) {
  const char *act = plan_act_names[deed->step->act];
  g_autofree char *name = act_name(deed, act);
  char key[FLOW_KEY_SIZE];
  flow_key(deed->flow, name, key);
  message->enrolment = deed->file->enrolment->id;
  message->channel = (char *)policy_channel_names[deed->step->channel];
  message->rule = (char *)deed->name;
  message->act = (char *)act;
  message->year = deed->step->year;
  message->attempt = deed->step->attempt;
  message->state = deed->late ? "held" : "queued";
  message->reason = (char *)(deed->late ? FLOW_LATE_FRESH : plan_reason_names[deed->step->reason]);
  message->reference = "";
  message->queued_at = message->changed_at = deed->act->now;
  message->due = flow_window_open(deed->flow, deed->request->policy, deed->request->calendar,
                                  MAX(deed->step->due, deed->today), key);
  message->expires = MIN(expires(deed), flow_appointment_last_call(message));
  gboolean added = FALSE;
  if (!flow_put_message(deed->flow, name, message, &added, error)) return FALSE;
  if (!added) return TRUE;
  if (*message->invitation && !flow_appointment_made(deed->flow, deed->act, deed->file, message, error)) return FALSE;
  deed->counts->queued++;
  if (!deed->late) flow_late_count(deed->days, deed->file->enrolment->organisation);
  return TRUE;
}

static void clear_texts(struct store_message *message) {
  char **const texts[] = {&message->address,  &message->to_name,   &message->sender,  &message->sender_name,
                          &message->reply_to, &message->copy_to,   &message->subject, &message->body,
                          &message->template, &message->invitation};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) g_clear_pointer(texts[i], g_free);
}

/* No half-filled text ever leaves: a person is told what is missing, and the moment is noted as skipped. */
static gboolean no_message(struct flow_deed *deed, const char *missing, GError **error) {
  g_autofree char *why = flow_words_no_message(deed->rule->title, missing);
  if (!add_task(deed, "no-message", "repair", why, error)) return FALSE;
  say(deed, "no message");
  struct progress_event event = event_of(deed, PROGRESS_EVENT_SKIPPED);
  return flow_tell(deed->flow, deed->act, deed->file, event, missing, error);
}

static gboolean do_message(struct flow_deed *deed, GError **error) {
  struct store_message message = {0};
  g_autofree char *missing = NULL;
  gboolean ok = flow_render(deed, &message, &missing, error);
  if (ok) {
    ok = put_message(deed, &message, error);
    say(deed, plan_act_names[deed->step->act]);
    ok = ok && tell(deed, PROGRESS_EVENT_ACT, error);
  } else if (missing) {
    ok = no_message(deed, missing, error);
  }
  clear_texts(&message);
  return ok;
}

/* -- proposals, notes, the end ------------------------------------------------------------------------------------ */

static gboolean to_doorstroompunt(const struct flow_deed *deed) {
  struct policy_span span = deed->rule->doorstroompunt;
  return span.length && plan_condition(deed->request, span, deed->today) == TRI_TRUE;
}

static gboolean do_propose(struct flow_deed *deed, GError **error) {
  gboolean doorstroompunt = to_doorstroompunt(deed);
  struct store_handover handover = {.enrolment = deed->file->enrolment->id,
                                    .receiver = doorstroompunt ? "doorstroompunt" : "municipality",
                                    .gemeente = (char *)cases_text(deed->file, "gemeentecode"),
                                    .kind = "",
                                    .ground = "",
                                    .state = "proposed",
                                    .proposed_by = (char *)deed->act->actor,
                                    .decided_by = "",
                                    .reason = (char *)deed->rule->title,
                                    .made_at = deed->act->now,
                                    .changed_at = deed->act->now,
                                    .clock = DATE_NONE};
  g_autofree char *name = act_name(deed, "propose");
  char key[FLOW_KEY_SIZE];
  flow_key(deed->flow, name, key);
  handover.key = key;
  gboolean added = FALSE;
  if (!store_handovers_add(deed->flow->store, &handover, &added, error)) return FALSE;
  g_autofree char *why = flow_words_decide(deed->rule->title, doorstroompunt);
  if (!add_task(deed, "decide", "decide", why, error)) return FALSE;
  say(deed, "propose");
  return tell(deed, PROGRESS_EVENT_HANDOVER, error);
}

static gboolean do_note(struct flow_deed *deed, GError **error) {
  say(deed, "note");
  return tell(deed, PROGRESS_EVENT_NO_REACTION, error);
}

/* What was planned is taken back by the reconciliation that follows; what a person asked for outlives the guidance. */
static gboolean do_end(struct flow_deed *deed, GError **error) {
  const char *reason = plan_state_names[deed->result->state];
  g_string_append_printf(deed->said, "%send %s", deed->said->len ? "; " : "", reason);
  struct progress_event event = event_of(deed, PROGRESS_EVENT_ENDED);
  event.outcome = deed->result->state;
  return flow_tell(deed->flow, deed->act, deed->file, event, reason, error);
}

static gboolean (*const doers[PLAN_ACTS])(struct flow_deed *deed, GError **error) = {
    [PLAN_ANNOUNCE] = do_message, [PLAN_TASK] = do_task, [PLAN_SEND] = do_message,
    [PLAN_PROPOSE] = do_propose,  [PLAN_NOTE] = do_note, [PLAN_END] = do_end,
};

static gboolean note_late(struct flow_deed *deed, GError **error) {
  const struct plan_step *step = deed->step;
  deed->late = TRUE;
  deed->counts->late++;
  if (!deed->rule || step->year >= PROGRESS_YEARS) return TRUE;
  if (deed->file->progress.moment[step->rule][step->year].acts & PROGRESS_LATE_NOTED) return TRUE;
  return tell(deed, PROGRESS_EVENT_LATE, error);
}

gboolean flow_acts_do(struct flow_deed *deed, GError **error) {
  const struct plan_step *step = deed->step;
  deed->counts->due++;
  if (step->verdict == PLAN_SKIP) {
    gboolean written = FALSE;
    deed->counts->skipped++;
    say(deed, "skip");
    if (wants_letter(deed) && !do_letter(deed, &written, error)) return FALSE;
    return tell(deed, PROGRESS_EVENT_SKIPPED, error);
  }
  if (step->verdict == PLAN_LATE) {
    if (!note_late(deed, error)) return FALSE;
  } else {
    deed->counts->done++;
  }
  return doers[step->act](deed, error);
}
