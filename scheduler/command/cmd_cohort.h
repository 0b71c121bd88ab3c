/* Commands about cohorts that are there: start, hold, rebalance, list. */
#ifndef SCHEDULER_COMMAND_CMD_COHORT_H
#define SCHEDULER_COMMAND_CMD_COHORT_H

#include "scheduler/command/command.h"

int cmd_cohort_start(struct command_call *call);
int cmd_cohort_hold(struct command_call *call);
int cmd_cohort_rebalance(struct command_call *call);
int cmd_cohort_list(struct command_call *call);

#endif
