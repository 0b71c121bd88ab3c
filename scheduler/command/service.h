/* `waakvlam run`: the pages, a tick every tick_seconds, sending, web hooks, until SIGTERM or SIGINT. */
#ifndef SCHEDULER_COMMAND_SERVICE_H
#define SCHEDULER_COMMAND_SERVICE_H

#include "scheduler/command/command.h"

int service_run(struct command_call *call);

#endif
