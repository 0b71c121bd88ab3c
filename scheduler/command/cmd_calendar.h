/* A member of staff's own calendar: the channel that leads there, and the address of its feed. */
#ifndef SCHEDULER_COMMAND_CMD_CALENDAR_H
#define SCHEDULER_COMMAND_CMD_CALENDAR_H

#include "scheduler/command/command.h"

int cmd_calendar_user(struct command_call *call);

#endif
