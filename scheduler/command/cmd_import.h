/* The command `import`: a school's file into a cohort, and what it answers. */
#ifndef SCHEDULER_COMMAND_CMD_IMPORT_H
#define SCHEDULER_COMMAND_CMD_IMPORT_H

#include "scheduler/command/command.h"

int cmd_import_run(struct command_call *call);

#endif
