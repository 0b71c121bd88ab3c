/* Commands that do the work: tick, run, inbound, collect. */
#ifndef SCHEDULER_COMMAND_CMD_WORK_H
#define SCHEDULER_COMMAND_CMD_WORK_H

#include "scheduler/command/command.h"

int cmd_work_tick(struct command_call *call);
int cmd_work_inbound(struct command_call *call);
int cmd_work_collect(struct command_call *call);

#endif
