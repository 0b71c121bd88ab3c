/* Answers that promise a call: kept whatever the state of the guidance, save after a death ("nothing outside the window
 * except answers"). */
#include "rules/plan/plan_internal.h"

static void answer(struct plan_run *run, guint index) {
  const struct policy_reply *rule = &run->policy->replies[index];
  const struct progress_reply *heard = &run->progress->reply[index];
  date_t end = calendar_add_working(run->calendar, heard->on, MAX(rule->call_within, 0)) + 1;
  date_t day = calendar_next_owner(run->calendar, heard->on);
  gboolean slot = day != DATE_NONE && day < end;
  struct plan_step *step = plan_steps_draft(run);
  step->due = slot ? day : calendar_next_working(run->calendar, heard->on); /* no slot: the deputy's */
  step->from = heard->on;
  step->to = end;
  step->rule = (guint8)(PLAN_RULE_REPLY + index);
  step->kind = POLICY_CALL;
  step->act = PLAN_TASK;
  step->year = plan_dates_cycle(run, heard->on);
  step->attempt = (guint8)MIN(heard->heard, G_MAXUINT8);
  step->verdict = !run->started || run->now < step->due ? PLAN_PLANNED : run->now < end ? PLAN_DUE : PLAN_LATE;
  step->reason = slot ? PLAN_REASON_REPLY : PLAN_REASON_NO_SLOT;
  plan_steps_wake(run, step->due);
  plan_steps_wake(run, end);
  plan_steps_add(run, step);
}

void plan_reply_all(struct plan_run *run) {
  if (run->state == PLAN_DECEASED) return;
  for (guint i = 0; i < run->policy->n_replies; i++) {
    const struct progress_reply *heard = &run->progress->reply[i];
    if (run->policy->replies[i].call_within >= 0 && heard->heard > heard->acted && heard->on != DATE_NONE)
      answer(run, i);
  }
}
