/* After overleden nothing at all: no message, no copy, no invitation taken back by mail, no task, no hand-over (S19);
 * but a counsellor who had an appointment is told that it is off. */
#include "scheduler/flow/flow_appointment.h"

#include "scheduler/store/store_handovers.h"

#include <string.h>

static gboolean close_handovers(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  g_autoptr(GPtrArray) handovers = store_handovers_list(flow->store, enrolment, error);
  if (!handovers) return FALSE;
  for (guint i = 0; i < handovers->len; i++) {
    struct store_handover *handover = handovers->pdata[i];
    if (strcmp(handover->state, "proposed") != 0 && strcmp(handover->state, "approved") != 0) continue;
    g_free(handover->state);
    handover->state = g_strdup("withdrawn");
    handover->changed_at = act->now;
    if (!store_handovers_set(flow->store, handover, error)) return FALSE;
  }
  return TRUE;
}

/* Their times stood in the counsellor's calendar, too: the counsellor hears of it, and nobody else. */
static gboolean end_appointments(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  return file &&
         flow_appointment_call_off_all(flow, act, file, G_MAXINT64, progress_outcome_names[PROGRESS_DECEASED], error);
}

static gboolean end_one(struct flow *flow, const struct flow_act *act, const struct store_enrolment *row, date_t day,
                        const char *reason, GError **error) {
  struct progress_event event = {
      .kind = PROGRESS_EVENT_DECEASED, .rule = -1, .reply = -1, .day = day, .until = DATE_NONE};
  return flow_event(flow, act, row->id, event, NULL, reason, error) &&
         flow_withdraw_all(flow, act, row->id, TRUE, progress_outcome_names[PROGRESS_DECEASED], error) &&
         close_handovers(flow, act, row->id, error) && end_appointments(flow, act, row->id, error) &&
         store_people_set_enrolment(flow->store, row->id, row->policy, PLAN_DECEASED, error) &&
         store_people_set_wake(flow->store, row->id, 0, error);
}

gboolean flow_deceased(struct flow *flow, const struct flow_act *act, gint64 enrolment, date_t day, const char *reason,
                       GError **error) {
  GError *own = NULL;
  struct store_enrolment *row = store_people_enrolment(flow->store, enrolment, &own);
  g_autoptr(GPtrArray) all = row ? store_people_enrolments(flow->store, row->person, &own) : NULL;
  gboolean ok = all != NULL;
  for (guint i = 0; ok && i < all->len; i++) ok = end_one(flow, act, all->pdata[i], day, reason, &own);
  store_people_enrolment_free(row);
  if (own) g_propagate_error(error, own);
  return ok;
}
