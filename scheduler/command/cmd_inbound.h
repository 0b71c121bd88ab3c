/* What came in and belongs to nobody: the list, and whose it is. */
#ifndef SCHEDULER_COMMAND_CMD_INBOUND_H
#define SCHEDULER_COMMAND_CMD_INBOUND_H

#include "scheduler/command/command.h"

int cmd_inbound_list(struct command_call *call);
int cmd_inbound_assign(struct command_call *call);

#endif
