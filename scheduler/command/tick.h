/* One tick: what came in and was not read, what is due, what is to be sent. Used by `tick` and by the service. */
#ifndef SCHEDULER_COMMAND_TICK_H
#define SCHEDULER_COMMAND_TICK_H

#include "scheduler/command/house.h"

struct tick_counts {
  struct flow_counts flow;
  struct dispatch_counts sent;
};

/* Everything due at house->now; can be interrupted at any commit and run again. `dispatch` keeps connections open. */
gboolean tick_once(struct house *house, struct dispatch *dispatch, struct tick_counts *counts, GError **error);

#endif
