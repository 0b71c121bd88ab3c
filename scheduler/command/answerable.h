/* Can who gets our texts answer them? A sender that is a name, or a channel that hears nothing, takes the STOP away
 * that our texts promise, and every answer that the plan waits for. */
#ifndef SCHEDULER_COMMAND_ANSWERABLE_H
#define SCHEDULER_COMMAND_ANSWERABLE_H

#include "scheduler/command/house.h"

/* The channels that a setting names, alone or with weights: "kannel 3, cm 1". When it does not read, the whole of
 * it, which is nobody's name. Caller frees with g_strfreev. */
char **answerable_carriers(const struct house *house, const char *organisation, const char *kind);

/* Appends what stands in the way, school by school; TRUE = nothing does, or no text asks for an answer. */
gboolean answerable_look(struct house *house, GString *message);
/* Likewise for one channel, as far as it is set to carry SMS: each a line for a system manager (char *). */
GPtrArray *answerable_warnings(struct house *house, const char *channel);

#endif
