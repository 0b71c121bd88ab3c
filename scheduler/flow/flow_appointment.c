/* Appointments in a young person's calendar: the one place where they are made, moved, answered and called off.
 *
 * An appointment has the UID of its step (S2), one SEQUENCE that rises with each change (RFC 5546 section 2.1.4), and a
 * row of its own. Whatever must follow a change anywhere else (a work list, a counsellor's calendar) belongs in
 * `changed`, which every change passes once, inside its transaction. */
#include "scheduler/flow/flow_appointment.h"

#include "rules/template/template.h"
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_staff.h"

#include <jansson.h>
#include <string.h>

struct change {
  struct flow *flow;
  const struct flow_act *act;
  const struct cases_file *file;
  struct store_appointment *appointment;
};

static char *when(const struct change *change) {
  struct zone_local at = zone_to_local(cases_zone(change->flow->cases), change->appointment->start);
  return flow_words_moment(at.day, at.minute);
}

/* -- what was mailed -------------------------------------------------------------------------------------------------
 */

char *flow_appointment_json(const char *method, const struct store_appointment *appointment) {
  json_t *json = json_pack("{s:s, s:s, s:i, s:I, s:I, s:s}", "method", method, "uid", appointment->uid, "sequence",
                           appointment->sequence, "start", (json_int_t)appointment->start, "end",
                           (json_int_t)appointment->end, "summary", appointment->summary);
  char *dump = json ? json_dumps(json, JSON_COMPACT) : NULL;
  json_decref(json);
  char *text = g_strdup(dump ? dump : "");
  free(dump);
  return text;
}

/* What went to the young person; the counsellor's own copy has the same UID. */
static gboolean has_uid(const struct store_message *message, const char *uid) {
  if (flow_agenda_is_copy(message)) return FALSE;
  json_t *json = *message->invitation ? json_loads(message->invitation, 0, NULL) : NULL;
  const char *own = json_string_value(json_object_get(json, "uid"));
  gboolean same = own && g_ascii_strcasecmp(own, uid) == 0;
  json_decref(json);
  return same;
}

gboolean flow_appointment_is_change(const struct store_message *message) {
  return strcmp(message->act, FLOW_ACT_CANCEL) == 0 || g_str_has_prefix(message->act, FLOW_ACT_MOVE);
}

enum { WAITING = 1, SAID = 2 };

/* Of its messages: does one wait, has one left or may it have? */
static gboolean look_back(struct change *change, int *carried, GError **error) {
  static const char *const said[] = {"sending", "sent", "delivered", "unknown", NULL};
  static const char *const waiting[] = {"queued", "held", NULL};
  g_autoptr(GPtrArray) all = store_outbox_of(change->flow->store, change->appointment->enrolment, error);
  *carried = 0;
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_message *message = all->pdata[i];
    if (!has_uid(message, change->appointment->uid)) continue;
    if (g_strv_contains(said, message->state)) *carried |= SAID;
    if (g_strv_contains(waiting, message->state)) *carried |= WAITING;
  }
  return all != NULL;
}

static gboolean withdraw_waiting(struct change *change, const char *reason, GError **error) {
  g_autoptr(GPtrArray) all = store_outbox_waiting(change->flow->store, change->appointment->enrolment, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_message *message = all->pdata[i];
    gboolean done = FALSE;
    if (has_uid(message, change->appointment->uid) &&
        !store_outbox_set(change->flow->store, message->id, "withdrawn", reason, "", 0, change->act->now, &done, error))
      return FALSE;
  }
  return all != NULL;
}

/* -- what must follow ------------------------------------------------------------------------------------------------
 */

enum change_kind { MADE, MOVED, ANSWERED, CALLED_OFF };

static char *errand_name(const struct change *change, const char *what) {
  return g_strdup_printf("appointment-%" G_GINT64_FORMAT "/%d/%s", change->appointment->id,
                         change->appointment->sequence, what);
}

/* `why` is taken over. */
static gboolean errand(struct change *change, const char *kind, const char *what, char *why, date_t due,
                       GError **error) {
  g_autofree char *name = errand_name(change, what);
  g_autofree char *text = why;
  return flow_errand(change->flow, change->act, change->file,
                     &(struct flow_errand){.kind = kind, .name = name, .why = text, .due = due}, error);
}

/* A talk that was agreed to stands on the counsellor's list, for an offer counts only by what a person records (S18).
 */
static gboolean expect_talk(struct change *change, GError **error) {
  date_t day = flow_day(change->flow, change->appointment->start);
  g_autofree char *text = when(change);
  return errand(change, "check", "talk", flow_words_talk(text), day, error);
}

static gboolean expect_nothing(struct change *change, int sequence, const char *reason, GError **error) {
  g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/by-hand/appointment-%" G_GINT64_FORMAT "/%d/talk",
                                          change->appointment->enrolment, change->appointment->id, sequence);
  char key[FLOW_KEY_SIZE];
  flow_key(change->flow, name, key);
  g_autoptr(GError) problem = NULL;
  struct store_task *task = store_tasks_by_key(change->flow->store, key, &problem);
  if (problem) g_propagate_error(error, g_steal_pointer(&problem));
  gboolean open = task && strcmp(task->state, "open") == 0;
  gboolean fine = open ? flow_close_task(change->flow, change->act, task, "withdrawn", reason, error) : problem == NULL;
  if (task) store_tasks_free(task);
  return fine;
}

static gboolean changed(struct change *change, enum change_kind kind, GError **error) {
  gboolean accepted = strcmp(change->appointment->partstat, "ACCEPTED") == 0;
  if (!store_appointments_put(change->flow->store, change->appointment, error)) return FALSE;
  if (!flow_agenda_follow(change->flow, change->act, change->file, change->appointment, error)) return FALSE;
  if (kind == MADE) return TRUE;
  if (kind == ANSWERED && accepted) return expect_talk(change, error);
  int before = kind == ANSWERED ? change->appointment->sequence : change->appointment->sequence - 1;
  return expect_nothing(change, before, change->appointment->state, error);
}

/* -- telling the young person ----------------------------------------------------------------------------------------
 */

/* The words of a mail about a change; phone may be "". */
typedef char *(*words)(const struct flow_words_change *change);

struct telling {
  const char *method;
  const char *(*own)(void); /* the name of a school's own text */
  words subject, body;
  char *(*yourself)(const char *when); /* what the counsellor reads when no mail can say it */
};

enum { TELL_CANCEL, TELL_MOVE };
static const struct telling tellings[] = {
    [TELL_CANCEL] = {"cancel", flow_words_cancel_template, flow_words_cancel_subject, flow_words_cancel,
                     flow_words_tell_cancel},
    [TELL_MOVE] = {"request", flow_words_move_template, flow_words_move_subject, flow_words_move, flow_words_tell_move},
};

/* A text of the school's that lacks a value must not keep the word back that an appointment is off. */
static void say(struct change *change, const struct telling *telling, const struct store_message *last,
                struct store_message *message) {
  const struct store_staff *counsellor = flow_staff(change->flow, change->file->enrolment->counsellor);
  g_autofree char *moment = when(change);
  struct template_values *values = flow_render_values(change->flow, change->file);
  template_values_set(values, flow_words_when(), moment);
  if (flow_render_own(change->flow, change->file, telling->own(), "calendar", values, message)) return;
  struct flow_words_change facts = {.name = last->to_name,
                                    .when = moment,
                                    .counsellor = counsellor ? counsellor->name : last->sender_name,
                                    .phone = counsellor ? counsellor->phone : "",
                                    .school =
                                        flow_organisation_name(change->flow, change->file->enrolment->organisation)};
  message->subject = telling->subject(&facts);
  message->body = telling->body(&facts);
  message->template = g_strdup("");
}

/* All but the words is that of the message that carried it last: the organizer must stay the same (RFC 5546 section
 * 3.2.5), and who got it first must get this. */
static gboolean fill(struct change *change, const struct telling *telling, struct store_message *message,
                     GError **error) {
  struct store_message *last = store_outbox_message(change->flow->store, change->appointment->message, error);
  if (!last) return FALSE;
  say(change, telling, last, message);
  message->address = g_steal_pointer(&last->address);
  message->to_name = g_steal_pointer(&last->to_name);
  message->sender = g_steal_pointer(&last->sender);
  message->sender_name = g_steal_pointer(&last->sender_name);
  message->reply_to = g_steal_pointer(&last->reply_to);
  message->copy_to = g_steal_pointer(&last->copy_to);
  message->invitation = flow_appointment_json(telling->method, change->appointment);
  store_outbox_message_free(last);
  return TRUE;
}

static void clear(struct store_message *message) {
  char *const texts[] = {message->address,  message->to_name,   message->sender,  message->sender_name,
                         message->reply_to, message->copy_to,   message->subject, message->body,
                         message->template, message->invitation};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
}

/* Would it be heard in time? The veto is asked now, so that a person hears today that they must say it themselves. */
static gboolean can_be_told(struct change *change, const struct store_message *message, gint64 before) {
  g_autofree char *reason = NULL;
  gint64 until = 0;
  enum flow_veto answer = flow_may_send(change->flow, change->act->now, message, &until, &reason);
  return answer == FLOW_MAY_SEND || (answer == FLOW_WAIT && until < before);
}

static gint64 due(const struct change *change, const char *name) {
  char key[FLOW_KEY_SIZE];
  flow_key(change->flow, name, key);
  if (!change->file->policy) return change->act->now;
  return flow_window_open(change->flow, change->file->policy, change->file->calendar,
                          flow_day(change->flow, change->act->now), key);
}

static gboolean tell_counsellor(struct change *change, const struct telling *telling, GError **error) {
  g_autofree char *text = when(change);
  gboolean dead = change->file->progress.deceased != DATE_NONE;
  char *why = dead ? flow_words_appointment_deceased(text) : telling->yourself(text);
  return errand(change, dead ? "check" : "call", "tell", why, 0, error);
}

/* `before`: the moment until which it is of use. *told FALSE: a task of the counsellor instead. */
static gboolean tell(struct change *change, const struct telling *telling, const char *act, const char *reason,
                     gint64 before, gboolean *told, GError **error) {
  const struct store_appointment *one = change->appointment;
  struct store_message message = {.enrolment = one->enrolment,
                                  .channel = "calendar",
                                  .rule = one->rule,
                                  .act = (char *)act,
                                  .state = "queued",
                                  .reason = (char *)reason,
                                  .reference = "",
                                  .year = one->year,
                                  .attempt = one->attempt,
                                  .queued_at = change->act->now,
                                  .changed_at = change->act->now,
                                  .expires = before};
  g_autofree char *name = flow_act_name(one->enrolment, one->year, one->rule, one->attempt, act);
  if (!fill(change, telling, &message, error)) return FALSE;
  message.due = due(change, name);
  gboolean added = FALSE, fine = TRUE;
  *told = can_be_told(change, &message, before);
  if (*told)
    fine = flow_put_message(change->flow, name, &message, &added, error);
  else
    fine = tell_counsellor(change, telling, error);
  if (added) change->appointment->message = message.id;
  clear(&message);
  return fine;
}

/* -- made ------------------------------------------------------------------------------------------------------------
 */

gboolean flow_appointment_sequence(struct flow *flow, const char *uid, int *sequence, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(StoreAppointment) there = store_appointments_by_uid(flow->store, uid, &problem);
  *sequence = there ? there->sequence + 1 : 0;
  if (!problem) return TRUE;
  g_propagate_error(error, g_steal_pointer(&problem));
  return FALSE;
}

gint64 flow_appointment_last_call(const struct store_message *message) {
  enum { DAY = 24 * 60 * 60 };
  json_t *json = *message->invitation ? json_loads(message->invitation, 0, NULL) : NULL;
  gint64 start = json_integer_value(json_object_get(json, "start"));
  json_decref(json);
  return start ? start - DAY : G_MAXINT64;
}

gboolean flow_appointment_made(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                               const struct store_message *message, GError **error) {
  const char *uid = NULL, *summary = NULL;
  json_int_t start = 0, end = 0;
  int sequence = 0;
  json_t *json = json_loads(message->invitation, 0, NULL);
  if (!json || json_unpack(json, "{s:s, s:i, s:I, s:I, s:s}", "uid", &uid, "sequence", &sequence, "start", &start,
                           "end", &end, "summary", &summary) != 0) {
    json_decref(json);
    return TRUE;
  }
  struct store_appointment one = {.enrolment = message->enrolment,
                                  .message = message->id,
                                  .start = start,
                                  .end = end,
                                  .changed_at = act->now,
                                  .year = message->year,
                                  .attempt = message->attempt,
                                  .sequence = sequence,
                                  .uid = (char *)uid,
                                  .rule = message->rule,
                                  .summary = (char *)summary,
                                  .state = "open",
                                  .partstat = "NEEDS-ACTION"};
  struct change change = {flow, act, file, &one};
  gboolean fine = changed(&change, MADE, error);
  json_decref(json);
  return fine;
}

/* -- called off ------------------------------------------------------------------------------------------------------
 */

static void set_text(char **field, const char *text) {
  g_free(*field);
  *field = g_strdup(text);
}

/* Nobody heard of it: it goes without a word. Somebody did, or may have: METHOD:CANCEL under the next number. */
static gboolean call_off(struct change *change, const char *reason, gboolean *told, GError **error) {
  int carried = 0;
  *told = FALSE;
  if (!withdraw_waiting(change, reason, error) || !look_back(change, &carried, error)) return FALSE;
  gboolean said = (carried & SAID) != 0;
  set_text(&change->appointment->state, said ? "cancelled" : "withdrawn");
  change->appointment->changed_at = change->act->now;
  change->appointment->sequence++;
  if (said && !tell(change, &tellings[TELL_CANCEL], FLOW_ACT_CANCEL, reason, change->appointment->start, told, error))
    return FALSE;
  return changed(change, CALLED_OFF, error);
}

gboolean flow_appointment_call_off(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                   struct store_appointment *appointment, const char *reason, gboolean *told,
                                   GError **error) {
  struct change change = {flow, act, file, appointment};
  return call_off(&change, reason, told, error);
}

gboolean flow_appointment_call_off_all(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                       gint64 before, const char *reason, GError **error) {
  g_autoptr(GPtrArray) open = store_appointments_open(flow->store, file->enrolment->id, act->now, error);
  for (guint i = 0; open && i < open->len; i++) {
    struct change change = {flow, act, file, open->pdata[i]};
    gboolean told = FALSE;
    if (change.appointment->start < before && !call_off(&change, reason, &told, error)) return FALSE;
  }
  return open != NULL;
}

gboolean flow_appointment_is_void(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                  struct store_appointment *appointment, gboolean *is_void, GError **error) {
  struct change change = {flow, act, file, appointment};
  int carried = 0;
  if (!look_back(&change, &carried, error)) return FALSE;
  *is_void = carried == 0;
  return TRUE;
}

/* Who asks for no messages gets none, also not this one; but a time that both have in their calendars is a promise of
 * the counsellor, who says what becomes of it (S19). */
gboolean flow_appointment_stopped(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                  GError **error) {
  g_autoptr(GPtrArray) open = store_appointments_open(flow->store, file->enrolment->id, act->now, error);
  for (guint i = 0; open && i < open->len; i++) {
    struct change change = {flow, act, file, open->pdata[i]};
    int carried = 0;
    gboolean told = FALSE;
    if (!look_back(&change, &carried, error)) return FALSE;
    if (!(carried & SAID)) {
      if (!call_off(&change, plan_reason_names[PLAN_REASON_STOPPED], &told, error)) return FALSE;
      continue;
    }
    g_autofree char *text = when(&change);
    if (!errand(&change, "judge", "stopped", flow_words_appointment_stopped(text), 0, error)) return FALSE;
  }
  return open != NULL;
}

gboolean flow_appointment_untold(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                                 GError **error) {
  json_t *json = json_loads(message->invitation, 0, NULL);
  const char *uid = json_string_value(json_object_get(json, "uid"));
  g_autoptr(StoreAppointment) one = uid ? store_appointments_by_uid(flow->store, uid, error) : NULL;
  json_decref(json);
  g_autoptr(CasesFile) file = one ? flow_file(flow, message->enrolment, error) : NULL;
  if (!file) return FALSE;
  struct change change = {flow, act, file, one};
  return tell_counsellor(&change, &tellings[strcmp(message->act, FLOW_ACT_CANCEL) == 0 ? TELL_CANCEL : TELL_MOVE],
                         error);
}

/* -- the verbs -------------------------------------------------------------------------------------------------------
 */

static gboolean fail(GError **error, enum flow_error code, const char *message) {
  g_set_error_literal(error, FLOW_ERROR, (gint)code, message);
  return FALSE;
}

static struct store_appointment *find_open(struct flow *flow, gint64 id, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(StoreAppointment) one = store_appointments_get(flow->store, id, &problem);
  if (problem) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
  }
  if (!one) {
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no appointment %" G_GINT64_FORMAT, id);
    return NULL;
  }
  if (strcmp(one->state, "open") == 0) return g_steal_pointer(&one);
  g_set_error(error, FLOW_ERROR, FLOW_ERROR_CALL, "appointment %" G_GINT64_FORMAT " is %s already", id, one->state);
  return NULL;
}

/* An invitation that a person took back is no silence of the young person: its moment waits for nothing any more. */
static gboolean close_moment(struct change *change, GError **error) {
  struct progress_event event = {.kind = PROGRESS_EVENT_SKIPPED,
                                 .rule = -1,
                                 .year = (guint8)change->appointment->year,
                                 .attempt = (guint8)change->appointment->attempt,
                                 .channel = POLICY_CHANNEL_NONE,
                                 .reply = -1,
                                 .day = flow_day(change->flow, change->act->now),
                                 .until = DATE_NONE};
  int rule = change->file->policy ? cases_rule(change->file->policy, change->appointment->rule) : -1;
  if (rule < 0 || rule >= PLAN_RULE_REPLY) return TRUE;
  event.rule = (gint8)rule;
  return flow_event(change->flow, change->act, change->appointment->enrolment, event, change->appointment->rule,
                    "appointment cancelled", error);
}

static gboolean record(struct change *change, const char *verb, const char *reason, GError **error) {
  g_autofree char *text = when(change);
  g_autofree char *content =
      g_strdup_printf("%s: %s%s%s", change->appointment->rule, text, *reason ? ": " : "", reason);
  return flow_wake(change->flow, change->act, change->appointment->enrolment, error) &&
         flow_record(change->flow, change->act, change->file->enrolment->organisation, verb,
                     change->appointment->enrolment, content, error);
}

static gboolean cancel_inside(struct flow *flow, const struct flow_act *act, gint64 id, const char *reason,
                              gboolean *told, GError **error) {
  g_autoptr(StoreAppointment) one = find_open(flow, id, error);
  if (!one) return FALSE;
  if (one->start <= act->now) return fail(error, FLOW_ERROR_CALL, "that appointment lies in the past");
  g_autoptr(CasesFile) file = flow_file(flow, one->enrolment, error);
  struct change change = {flow, act, file, one};
  return file && call_off(&change, "cancelled by the counsellor", told, error) && close_moment(&change, error) &&
         record(&change, "appointment cancel", reason, error);
}

gboolean flow_appointment_cancel(struct flow *flow, const struct flow_act *act, gint64 appointment, const char *reason,
                                 gboolean *told, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, cancel_inside(flow, act, appointment, reason, told, error), error);
}

/* Same UID, next SEQUENCE; what was answered before was about another time (RFC 5546 section 3.2.2.1). */
static gboolean shift(struct change *change, gint64 start, gboolean *told, GError **error) {
  struct store_appointment *one = change->appointment;
  gint64 before = one->start > change->act->now ? MIN(one->start, start) : start;
  if (!withdraw_waiting(change, "moved", error)) return FALSE;
  one->end = start + (one->end - one->start);
  one->start = start;
  one->sequence++;
  one->answered_at = 0;
  one->changed_at = change->act->now;
  set_text(&one->partstat, "NEEDS-ACTION");
  g_autofree char *act = g_strdup_printf(FLOW_ACT_MOVE "%d", one->sequence);
  return tell(change, &tellings[TELL_MOVE], act, "moved by the counsellor", before, told, error) &&
         changed(change, MOVED, error);
}

static gboolean move_inside(struct flow *flow, const struct flow_act *act, gint64 id, gint64 start, gboolean *told,
                            GError **error) {
  g_autoptr(StoreAppointment) one = find_open(flow, id, error);
  if (!one) return FALSE;
  if (start <= act->now) return fail(error, FLOW_ERROR_CALL, "the new time lies in the past");
  if (start == one->start) return fail(error, FLOW_ERROR_CALL, "the appointment has that time already");
  g_autoptr(CasesFile) file = flow_file(flow, one->enrolment, error);
  if (!file) return FALSE;
  if (file->progress.deceased != DATE_NONE) return fail(error, FLOW_ERROR_REFUSED, "the young person has died");
  struct change change = {flow, act, file, one};
  return shift(&change, start, told, error) && record(&change, "appointment move", "", error);
}

gboolean flow_appointment_move(struct flow *flow, const struct flow_act *act, gint64 appointment, gint64 start,
                               gboolean *told, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, move_inside(flow, act, appointment, start, told, error), error);
}

gboolean flow_appointment_answered(struct flow *flow, const struct flow_act *act, gint64 appointment,
                                   const char *partstat, gint64 stamp, GError **error) {
  g_autoptr(StoreAppointment) one = find_open(flow, appointment, error);
  g_autoptr(CasesFile) file = one ? flow_file(flow, one->enrolment, error) : NULL;
  if (!file) return FALSE;
  struct change change = {flow, act, file, one};
  set_text(&one->partstat, partstat);
  one->answered_at = MAX(stamp, one->answered_at);
  one->changed_at = act->now;
  return changed(&change, ANSWERED, error);
}
