/* `waakvlam bench NAME`: one of the project's own benchmarks against the limit it is held to, in one run. */
#ifndef SCHEDULER_COMMAND_CMD_BENCH_H
#define SCHEDULER_COMMAND_CMD_BENCH_H

#include "scheduler/command/command.h"

int cmd_bench_run(struct command_call *call);

#endif
