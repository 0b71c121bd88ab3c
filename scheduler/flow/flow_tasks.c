/* What counsellors did: tasks closed with an outcome, contacts that were no task (S18, S20). */
#include "scheduler/flow/flow_appointment.h"

#include "scheduler/flow/flow_urgent.h"
#include "scheduler/flow/flow_words_nl.h"

#include <string.h>

enum { LATER_DAYS = 28 }; /* "later" without a day */

/* Words of a person; what the system itself concludes (replied, no_reaction, skipped) nobody can say. */
static const gboolean may_be_said[PROGRESS_OUTCOMES] = {
    [PROGRESS_SPOKE] = TRUE,      [PROGRESS_USED] = TRUE,         [PROGRESS_AGREED] = TRUE,
    [PROGRESS_DECLINED] = TRUE,   [PROGRESS_LATER] = TRUE,        [PROGRESS_REFUSED_CONTACT] = TRUE,
    [PROGRESS_MOVED] = TRUE,      [PROGRESS_WRONG_NUMBER] = TRUE, [PROGRESS_NO_ANSWER] = TRUE,
    [PROGRESS_NOT_NEEDED] = TRUE, [PROGRESS_DECEASED] = TRUE,     [PROGRESS_DONE] = TRUE,
};

struct report { /* what one person says about one enrolment */
  struct flow *flow;
  const struct flow_act *act;
  struct cases_file *file;
  const struct flow_outcome *outcome;
  date_t today;
};

static gboolean fail(GError **error, enum flow_error code, const char *message) {
  g_set_error_literal(error, FLOW_ERROR, (gint)code, message);
  return FALSE;
}

static gboolean check_outcome(const struct flow_outcome *outcome, GError **error) {
  if ((guint)outcome->outcome < PROGRESS_OUTCOMES && may_be_said[outcome->outcome]) return TRUE;
  return fail(error, FLOW_ERROR_CALL, "that is not an outcome that a person can record");
}

static struct progress_event plain(const struct report *report, enum progress_event_kind kind) {
  return (struct progress_event){
      .kind = (guint8)kind, .rule = -1, .reply = -1, .day = report->today, .until = DATE_NONE};
}

static gboolean tell(struct report *report, struct progress_event event, GError **error) {
  return flow_tell(report->flow, report->act, report->file, event, report->outcome->note, error);
}

/* -- what an outcome brings about besides its event ------------------------------------------------------------------
 */

static gboolean errand(struct report *report, const char *kind, const char *what, const char *why, GError **error) {
  g_autofree char *name = g_strdup_printf("%s/%" G_GINT64_FORMAT, what, report->act->now);
  return flow_errand(report->flow, report->act, report->file,
                     &(struct flow_errand){.kind = kind, .name = name, .why = why}, error);
}

static gboolean after_deceased(struct report *report, GError **error) {
  return flow_deceased(report->flow, report->act, report->file->enrolment->id, report->today, "", error);
}

/* Said to a person and recorded: that ends the guidance as declined (S19). */
static gboolean after_refused(struct report *report, GError **error) {
  return tell(report, plain(report, PROGRESS_EVENT_DECLINED), error);
}

/* Who said no to a person, or "not now", has no talk in a calendar any more. */
static gboolean call_off(struct report *report, date_t before, GError **error) {
  gint64 end = before == DATE_NONE ? G_MAXINT64 : flow_midnight(report->flow, before);
  return flow_appointment_call_off_all(report->flow, report->act, report->file, end,
                                       progress_outcome_names[report->outcome->outcome], error);
}

static gboolean after_declined(struct report *report, GError **error) {
  return call_off(report, DATE_NONE, error);
}

static gboolean after_later(struct report *report, GError **error) {
  struct progress_event event = plain(report, PROGRESS_EVENT_LATER);
  event.until = report->outcome->until != DATE_NONE ? report->outcome->until : report->today + LATER_DAYS;
  return tell(report, event, error) && call_off(report, event.until, error);
}

static gboolean after_moved(struct report *report, GError **error) {
  return errand(report, "repair", "moved", flow_words_moved(), error);
}

static gboolean after_wrong_number(struct report *report, GError **error) {
  const char *mobile = cases_text(report->file, "mobiel");
  if (!flow_address_wrong(report->flow, report->act, report->file->enrolment->id, "sms", mobile, error)) return FALSE;
  return errand(report, "repair", "number", flow_words_number_wrong(), error);
}

static gboolean (*const afters[PROGRESS_OUTCOMES])(struct report *report, GError **error) = {
    [PROGRESS_DECEASED] = after_deceased,   [PROGRESS_REFUSED_CONTACT] = after_refused,
    [PROGRESS_LATER] = after_later,         [PROGRESS_MOVED] = after_moved,
    [PROGRESS_DECLINED] = after_declined,   [PROGRESS_WRONG_NUMBER] = after_wrong_number,
    [PROGRESS_NOT_NEEDED] = after_declined,
};

/* Takes back what has lost its sense, before anybody looks at a list again; the plan itself waits for the next tick. */
static gboolean settle(struct report *report, GError **error) {
  if (!flow_reconcile_now(report->flow, report->act, report->file, error)) return FALSE;
  return flow_wake(report->flow, report->act, report->file->enrolment->id, error);
}

static gboolean conclude(struct report *report, struct progress_event event, const char *verb, GError **error) {
  enum progress_outcome outcome = report->outcome->outcome;
  if (!tell(report, event, error)) return FALSE;
  if (afters[outcome] && !afters[outcome](report, error)) return FALSE;
  if (outcome != PROGRESS_DECEASED && !settle(report, error)) return FALSE;
  const struct store_enrolment *row = report->file->enrolment;
  g_autofree char *content =
      g_strdup_printf("%s; with %s; %d minutes; %s", progress_outcome_names[outcome], report->outcome->with_whom,
                      report->outcome->minutes, report->outcome->note);
  return flow_record(report->flow, report->act, row->organisation, verb, row->id, content, error);
}

/* -- tasks ----------------------------------------------------------------------------------------------------------
 */

/* A letter in the place of a call doesn't close the moment: with a number that is found, the call still comes. */
static gboolean is_own_letter(const struct report *report, const struct store_task *task) {
  const struct policy *policy = report->file->policy;
  int rule = policy && strcmp(task->kind, "letter") == 0 ? cases_rule(policy, task->rule) : -1;
  return rule < 0 || (guint)rule >= policy->n_rules || policy->rules[rule].kind == POLICY_LETTER;
}

static struct progress_event task_event(const struct report *report, const struct store_task *task) {
  enum progress_outcome outcome = report->outcome->outcome;
  struct progress_event event = plain(report, outcome == PROGRESS_DONE ? PROGRESS_EVENT_DONE : PROGRESS_EVENT_OUTCOME);
  event.outcome = (guint8)outcome;
  event.rule =
      (gint8)(is_own_letter(report, task) && report->file->policy ? cases_rule(report->file->policy, task->rule) : -1);
  event.year = (guint8)task->year;
  event.attempt = (guint8)task->attempt;
  event.until = report->outcome->until;
  if (event.rule < 0 && outcome != PROGRESS_DONE) event.kind = PROGRESS_EVENT_CONTACT;
  return event;
}

/* A decision about a hand-over is its own verb, with a ground; it can't be ticked off. */
static gboolean check_task(const struct store_task *task, const struct flow_outcome *outcome, GError **error) {
  if (strcmp(task->state, "open") != 0) return fail(error, FLOW_ERROR_CALL, "that task is closed already");
  if (strcmp(task->kind, "decide") == 0 && outcome->outcome != PROGRESS_DECEASED)
    return fail(error, FLOW_ERROR_CALL, "a hand-over is decided with `handover approve` or `handover refuse`");
  gboolean talk =
      strcmp(task->kind, "offer") == 0 || strcmp(task->kind, "call") == 0 || strcmp(task->kind, "visit") == 0;
  if (talk && outcome->outcome == PROGRESS_DONE)
    return fail(error, FLOW_ERROR_CALL, "say what came of it: spoke, used, agreed, declined, later, no_answer …");
  return TRUE;
}

static gboolean close_with(struct report *report, struct store_task *task, GError **error) {
  g_free(task->with_whom);
  g_free(task->note);
  task->with_whom = g_strdup(report->outcome->with_whom);
  task->note = g_strdup(report->outcome->note);
  task->minutes = report->outcome->minutes;
  return flow_close_task(report->flow, report->act, task, "done", progress_outcome_names[report->outcome->outcome],
                         error);
}

static gboolean done_inside(struct flow *flow, const struct flow_act *act, struct store_task *task,
                            const struct flow_outcome *outcome, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, task->enrolment, error);
  if (!file || !check_task(task, outcome, error)) return FALSE;
  struct report report = {flow, act, file, outcome, flow_day(flow, act->now)};
  gboolean posted = strcmp(task->kind, "letter") == 0 && outcome->outcome == PROGRESS_DONE;
  if (posted && !flow_letter_posted(flow, act, task, error)) return FALSE;
  return close_with(&report, task, error) && conclude(&report, task_event(&report, task), "task done", error) &&
         flow_urgent_closed(flow, act, task, outcome->outcome, error);
}

static struct flow_outcome normal(const struct flow_outcome *outcome) {
  struct flow_outcome copy = *outcome;
  if (!copy.with_whom) copy.with_whom = "";
  if (!copy.note) copy.note = "";
  return copy;
}

gboolean flow_task_done(struct flow *flow, const struct flow_act *act, gint64 task, const struct flow_outcome *outcome,
                        GError **error) {
  struct flow_outcome said = normal(outcome);
  if (!check_outcome(&said, error) || !flow_begin(flow, act, error)) return FALSE;
  GError *own = NULL;
  struct store_task *found = store_tasks_get(flow->store, task, &own);
  if (own)
    g_propagate_error(error, own);
  else if (!found)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no task %" G_GINT64_FORMAT, task);
  gboolean ok = flow_finish(flow, found && done_inside(flow, act, found, &said, error), error);
  if (found) store_tasks_free(found);
  return ok;
}

static gboolean contact_inside(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                               const struct flow_outcome *outcome, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  struct report report = {flow, act, file, outcome, flow_day(flow, act->now)};
  struct progress_event event = plain(&report, PROGRESS_EVENT_CONTACT);
  event.outcome = (guint8)outcome->outcome;
  event.until = outcome->until;
  return conclude(&report, event, "contact", error);
}

gboolean flow_contact(struct flow *flow, const struct flow_act *act, gint64 enrolment,
                      const struct flow_outcome *outcome, GError **error) {
  struct flow_outcome said = normal(outcome);
  if (!check_outcome(&said, error) || !flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, contact_inside(flow, act, enrolment, &said, error), error);
}

gboolean flow_assigned(struct flow *flow, const struct flow_act *act, gint64 inbound, GError **error) {
  g_autoptr(GPtrArray) tasks = store_tasks_about(flow->store, inbound, error);
  for (guint i = 0; tasks && i < tasks->len; i++) {
    struct store_task *task = tasks->pdata[i];
    if (strcmp(task->state, "open") == 0 && !flow_close_task(flow, act, task, "withdrawn", "assigned", error))
      return FALSE;
  }
  return tasks != NULL;
}
