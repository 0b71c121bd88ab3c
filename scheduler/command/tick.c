#include "scheduler/command/tick.h"

#include "scheduler/command/free_hours.h"

gboolean tick_once(struct house *house, struct dispatch *dispatch, struct tick_counts *counts, GError **error) {
  struct flow_act act = {house->now, "system"};
  g_autoptr(Intake) intake = intake_new(house->flow, house->cases);
  guint read = 0;
  *counts = (struct tick_counts){0};
  return intake_pending(intake, house->now, &read, error) && free_hours_refresh(house, error) &&
         flow_due(house->flow, &act, &counts->flow, error) &&
         dispatch_run(dispatch, house->now, &counts->sent, error) &&
         (!counts->sent.sent || flow_erase_tidy(house->flow, &act, error));
}
