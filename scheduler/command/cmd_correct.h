/* `leaver correct`: facts that a person knows better than the file did. */
#ifndef SCHEDULER_COMMAND_CMD_CORRECT_H
#define SCHEDULER_COMMAND_CMD_CORRECT_H

#include "scheduler/command/command.h"

int cmd_correct_leaver(struct command_call *call);

#endif
