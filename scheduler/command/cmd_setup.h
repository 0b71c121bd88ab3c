/* Commands that set an installation up: init, organisation, user, fence. */
#ifndef SCHEDULER_COMMAND_CMD_SETUP_H
#define SCHEDULER_COMMAND_CMD_SETUP_H

#include "scheduler/command/command.h"

int cmd_setup_init(struct command_call *call);
int cmd_setup_organisation_add(struct command_call *call);
int cmd_setup_organisation_agree(struct command_call *call);
int cmd_setup_user_add(struct command_call *call);
int cmd_setup_user_password(struct command_call *call);
int cmd_setup_fence_release(struct command_call *call);

#endif
