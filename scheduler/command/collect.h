/* Mail boxes as the way in: what waits there is kept, read and matched by intake, as `inbound email` would.
 *
 * Which boxes is the setting `mailbox`, in general or of an organisation; and every channel of waakvlam.conf that sends
 * and collects (a program or a web address of somebody else) is one. A box keeps its place in the store's meta. */
#ifndef SCHEDULER_COMMAND_COLLECT_H
#define SCHEDULER_COMMAND_COLLECT_H

#include "scheduler/command/house.h"

struct collect_world {
  struct house *house;
  GMutex *mutex; /* guards the house while it is used; NULL = nobody else uses it */
  gint64 (*now)(void *user);
  void (*tell)(void *user, const char *name, const char *text); /* something for a log: English, no secrets */
  void *user;
};

/* The names of all boxes, each once; strings of its own. NULL and an error when the store fails. */
GPtrArray *collect_names(struct house *house, GError **error);

struct collect;
/* HOUSE_ERROR_CALL: no channel of that name; HOUSE_ERROR_SETUP: one that collects nothing, or a demo store; or the
 * channel's own error about its settings. `world` is borrowed. Connects to nothing yet. */
struct collect *collect_open(const struct collect_world *world, const char *name, GError **error);
void collect_close(struct collect *collect);

/* Everything that waits, once. *kept counts what was handed over, also what was known already. */
gboolean collect_once(struct collect *collect, int stop, guint *kept, GError **error);
/* Until there may be more, at most `seconds`, or `stop` is readable. */
gboolean collect_wait(struct collect *collect, int seconds, int stop, GError **error);

/* All boxes, once: for `tick`, which does not fail by it, and for `collect`. `result` may be NULL; told for each. */
gboolean collect_all(struct house *house, const char *only,
                     void (*result)(void *user, const char *name, guint kept, const GError *error), void *user,
                     GError **error);

#endif
