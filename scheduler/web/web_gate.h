/* Room for who comes: connections that are open and say little must not keep out the next one.
 *
 * Behind a proxy all come from one address, so none is counted by it. When more are open than there is room for, the
 * one that has kept us waiting longest is shut: a client that means it brings its request in a moment, and whoever
 * holds many open loses the oldest of them with each new one. Who is being answered is left alone. Safe to call from
 * all threads. */
#ifndef SCHEDULER_WEB_WEB_GATE_H
#define SCHEDULER_WEB_WEB_GATE_H

#include <glib.h>
#include <microhttpd.h>

enum { WEB_GATE_ROOM = 200 };

struct web_gate;
struct web_gate *web_gate_new(void);
void web_gate_free(struct web_gate *gate); /* after the last connection was closed; NULL is fine */

/* A connection is opened or closed: MHD_OPTION_NOTIFY_CONNECTION, with the gate. */
void web_gate_notify(void *gate, struct MHD_Connection *connection, void **guest,
                     enum MHD_ConnectionNotificationCode code);
/* Its request is whole and is being answered; then it is our turn no more. */
void web_gate_serve(struct web_gate *gate, struct MHD_Connection *connection);
void web_gate_wait(struct web_gate *gate, struct MHD_Connection *connection);

#endif
