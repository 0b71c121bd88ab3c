/* `waakvlam help`: what the command table says, for people who type. */
#ifndef SCHEDULER_COMMAND_HELP_H
#define SCHEDULER_COMMAND_HELP_H

#include <stdio.h>

#include "scheduler/command/command.h"

int help_overview(int status);          /* on standard output when `status` is done, else on standard error */
int help_about(const GPtrArray *words); /* "help", "help cohort start" */
int help_command(const struct command *command);
int help_version(gboolean json);
/* Lists the commands that begin with this word on standard error; FALSE when there are none. */
gboolean help_group(const char *word, FILE *out);

#endif
