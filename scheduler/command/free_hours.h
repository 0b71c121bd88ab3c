/* Asking the counsellors' own calendars when they are free, before a tick plans: the answer is kept in the store, so
 * that nobody waits for a far side in a transaction, and a tick that finds no answer plans by half-days. */
#ifndef SCHEDULER_COMMAND_FREE_HOURS_H
#define SCHEDULER_COMMAND_FREE_HOURS_H

#include "scheduler/command/house.h"

/* Asks those that were not asked in the last hour, a few a tick, and looks whether our appointments there still stand
 * as we brought them; a channel that fails is not asked again in the same tick. FALSE only when the store fails. */
gboolean free_hours_refresh(struct house *house, GError **error);
/* For `doctor`: which counsellors' calendars did not tell the last time. FALSE when there is one. */
gboolean free_hours_look(struct house *house, GString *message);

#endif
