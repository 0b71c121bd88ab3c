#include "scheduler/command/tick.h"

#include "scheduler/command/free_hours.h"

/* What another process sends meanwhile is not ours to look at; what was just queued waits for its next round, or ours.
 */
static gboolean send(struct house *house, struct dispatch *dispatch, struct dispatch_counts *counts, GError **error) {
  int turn = -1;
  if (!house_take_turn(house, &turn, error)) return FALSE;
  gboolean ok = turn < 0 || dispatch_run(dispatch, house->now, counts, error);
  house_end_turn(turn);
  return ok;
}

static gboolean decide(struct house *house, struct tick_counts *counts, GError **error) {
  struct flow_act act = {house->now, "system"};
  g_autoptr(Intake) intake = intake_new(house->flow, house->cases);
  guint read = 0;
  return intake_pending(intake, house->now, &read, error) && free_hours_refresh(house, error) &&
         flow_due(house->flow, &act, &counts->flow, error);
}

/* A clock that went back decides nothing until it has caught up (S17). But what was decided leaves: a warning about
 * words of danger is among it. */
gboolean tick_once(struct house *house, struct dispatch *dispatch, struct tick_counts *counts, GError **error) {
  struct flow_act act = {house->now, "system"};
  g_autoptr(GError) undecided = NULL;
  *counts = (struct tick_counts){0};
  gboolean decided = decide(house, counts, &undecided), past = g_error_matches(undecided, FLOW_ERROR, FLOW_ERROR_PAST);
  gboolean sent = (decided || past) && send(house, dispatch, &counts->sent, past ? NULL : error);
  if (undecided) g_propagate_error(error, g_steal_pointer(&undecided));
  return decided && sent && (!counts->sent.sent || flow_erase_tidy(house->flow, &act, error));
}
