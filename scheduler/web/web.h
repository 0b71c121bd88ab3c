/* Pages and web hooks: libmicrohttpd in front of the views. Read-only pages in Dutch, with sign-in; hooks for the SMS
 * gateway. Bound to the loopback address of `listen`; TLS is a proxy's.
 *
 * The web has a store connection of its own, guarded by one mutex: pages are short, and SQLite has one writer anyway.
 * It asks no clock and no chance: both are handed in. */
#ifndef SCHEDULER_WEB_WEB_H
#define SCHEDULER_WEB_WEB_H

#include "channels/channel.h"
#include "scheduler/cases/cases.h"
#include "scheduler/flow/flow.h"

#define WEB_ERROR web_error_quark()
GQuark web_error_quark(void);
enum web_error { WEB_ERROR_LISTEN, WEB_ERROR_SETTING };

struct web_world {
  struct cases *cases; /* on the web's own store connection; borrowed */
  struct flow *flow;   /* on the same, for hooks; borrowed */
  gint64 (*now)(void *user);
  void (*chance)(void *user, char *out, gsize n);       /* n random base32 characters and a NUL */
  const char *(*setting)(void *user, const char *name); /* of [waakvlam] */
  /* The member that hears at /hook/NAME; NULL = none. */
  const struct channel *(*hearer)(void *user, const char *name);
  /* Asks the channel NAME, whose member has a `knock`. FALSE and an error when its settings don't open it. */
  gboolean (*knock)(void *user, const char *name, const struct channel_post *post, enum channel_knock *verdict,
                    char **answer, GError **error);
  /* The PDF of a task of the post room; NULL = there is none. */
  GBytes *(*letter)(void *user, gint64 task);
  void *user;
};

struct web;
/* `world` is copied. The port of "127.0.0.1:0" is chosen by the system: web_port tells. */
struct web *web_start(const struct web_world *world, GError **error);
int web_port(const struct web *web);
void web_stop(struct web *web); /* waits for running requests; NULL is fine */

#endif
