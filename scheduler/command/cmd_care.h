/* Commands of the system manager: audit, backup, doctor. */
#ifndef SCHEDULER_COMMAND_CMD_CARE_H
#define SCHEDULER_COMMAND_CMD_CARE_H

#include "scheduler/command/command.h"

int cmd_care_audit(struct command_call *call);
int cmd_care_backup(struct command_call *call);
int cmd_care_doctor(struct command_call *call);

#endif
