/* The channels of a dispatch, opened when one is first needed, and which of them carries a message. */
#ifndef SCHEDULER_DISPATCH_DISPATCH_LINES_H
#define SCHEDULER_DISPATCH_DISPATCH_LINES_H

#include "scheduler/dispatch/dispatch.h"
#include "scheduler/dispatch/dispatch_carriers.h"

/* A channel that is open, or why it isn't. */
struct dispatch_line {
  const struct channel *channel;
  char *name; /* of its section in waakvlam.conf: two lines may have the same member */
  void *state;
  char *fault;    /* NULL = it is open */
  int rate, left; /* messages a run, 0 = any number; how many of them are left */
  struct dispatch_health health;
  const struct dispatch_world *world;
};

struct dispatch_lines;
struct dispatch_lines *dispatch_lines_new(struct store *store, const struct dispatch_world *world); /* borrowed */
void dispatch_lines_free(struct dispatch_lines *lines);
/* A run begins: rates anew, and what failed to open is tried again. */
void dispatch_lines_begin(struct dispatch_lines *lines);

/* NULL: there is none of that name. Lines live until the next run. */
struct dispatch_line *dispatch_lines_named(struct dispatch_lines *lines, const char *name, gint64 now);
/* Who is to carry a message: NULL = there is no route, or none of that name. */
struct dispatch_line *dispatch_lines_for(struct dispatch_lines *lines, const struct store_message *message, gint64 now);
/* Who carried it; what left before that was kept goes by the setting. */
struct dispatch_line *dispatch_lines_of(struct dispatch_lines *lines, const struct store_message *message, gint64 now);
/* What a verdict says of a channel's health; inside a transaction. */
gboolean dispatch_lines_learn(struct dispatch_lines *lines, struct dispatch_line *line, gint64 now,
                              const struct channel_result *result, GError **error);

#endif
