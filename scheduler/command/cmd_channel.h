/* The commands about channels: which there are, whether one works, one message to yourself. */
#ifndef SCHEDULER_COMMAND_CMD_CHANNEL_H
#define SCHEDULER_COMMAND_CMD_CHANNEL_H

#include "scheduler/command/command.h"
#include "scheduler/command/house.h"

int cmd_channel_list(struct command_call *call);
int cmd_channel_check(struct command_call *call);
int cmd_channel_test(struct command_call *call);

/* The dry look of one channel of waakvlam.conf: TRUE, or an error (HOUSE_ERROR_CALL: there is none of that name). */
gboolean cmd_channel_works(struct house *house, const char *name, GError **error);

#endif
