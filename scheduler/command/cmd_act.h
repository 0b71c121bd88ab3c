/* Commands that record what people did: tasks, contacts, hand-overs, erasing. */
#ifndef SCHEDULER_COMMAND_CMD_ACT_H
#define SCHEDULER_COMMAND_CMD_ACT_H

#include "scheduler/command/command.h"

int cmd_act_task_done(struct command_call *call);
int cmd_act_task_letter(struct command_call *call);
int cmd_act_leaver_record(struct command_call *call);
int cmd_act_leaver_export(struct command_call *call);
int cmd_act_handover_propose(struct command_call *call);
int cmd_act_handover_request(struct command_call *call);
int cmd_act_handover_approve(struct command_call *call);
int cmd_act_handover_refuse(struct command_call *call);
int cmd_act_handover_answer(struct command_call *call);
int cmd_act_handover_talk(struct command_call *call);
int cmd_act_handover_withdraw(struct command_call *call);
int cmd_act_handover_close(struct command_call *call);
int cmd_act_catchup_list(struct command_call *call);
int cmd_act_catchup_approve(struct command_call *call);
int cmd_act_catchup_drop(struct command_call *call);

#endif
