/* The service's ears: a thread a mail box, which waits at the far side and hands what comes to intake.
 *
 * They share one house, guarded by one mutex, on a store connection of its own. A box that fails is tried again after
 * 5, 15, 60, 300 seconds, then every quarter of an hour. */
#ifndef SCHEDULER_COMMAND_EARS_H
#define SCHEDULER_COMMAND_EARS_H

#include "scheduler/command/house.h"

struct ears_world {
  struct house *house; /* for these alone; borrowed */
  gint64 (*now)(void *user);
  void (*log)(void *user, const char *level, const char *what, const char *detail); /* by any thread */
  void *user;
};

struct ears;
/* `world` is copied. NULL and an error when the store fails; none when there is no box: then nothing is started. */
struct ears *ears_start(const struct ears_world *world, GError **error);
void ears_stop(struct ears *ears); /* within seconds, whatever a far side does; NULL is fine */

#endif
