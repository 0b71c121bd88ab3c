/* Commands about appointments in young people's calendars: what stands there, another time, off. */
#ifndef SCHEDULER_COMMAND_CMD_APPOINTMENT_H
#define SCHEDULER_COMMAND_CMD_APPOINTMENT_H

#include "scheduler/command/command.h"

int cmd_appointment_list(struct command_call *call);
int cmd_appointment_move(struct command_call *call);
int cmd_appointment_cancel(struct command_call *call);

#endif
