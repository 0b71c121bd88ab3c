/* Commands that only ask: plan, why, leaver show, messages, task list, handover list, render. */
#ifndef SCHEDULER_COMMAND_CMD_ASK_H
#define SCHEDULER_COMMAND_CMD_ASK_H

#include "scheduler/command/command.h"

int cmd_ask_plan(struct command_call *call);
int cmd_ask_why(struct command_call *call);
int cmd_ask_leaver_show(struct command_call *call);
int cmd_ask_leaver_timeline(struct command_call *call);
int cmd_ask_messages(struct command_call *call);
int cmd_ask_task_list(struct command_call *call);
int cmd_ask_handover_list(struct command_call *call);
int cmd_ask_handover_show(struct command_call *call);
int cmd_ask_render(struct command_call *call);

#endif
