/* leaver erase: what stands outside first, then files, then the store (S24). */
#ifndef SCHEDULER_COMMAND_CMD_ERASE_H
#define SCHEDULER_COMMAND_CMD_ERASE_H

#include "scheduler/command/command.h"
#include "scheduler/command/house.h"

int cmd_erase_leaver(struct command_call *call);
/* For doctor: what could not be taken out of a calendar. FALSE = a person must do it. */
gboolean cmd_erase_look(struct house *house, GString *message);

#endif
