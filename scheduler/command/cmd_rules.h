/* Commands about rules and texts: check, explain, format, publish. */
#ifndef SCHEDULER_COMMAND_CMD_RULES_H
#define SCHEDULER_COMMAND_CMD_RULES_H

#include "scheduler/command/command.h"

int cmd_rules_check(struct command_call *call);
int cmd_rules_explain(struct command_call *call);
int cmd_rules_format(struct command_call *call);
int cmd_rules_publish(struct command_call *call);
int cmd_rules_templates_publish(struct command_call *call);

#endif
