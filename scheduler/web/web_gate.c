#include "scheduler/web/web_gate.h"

#include <sys/socket.h>

struct guest {
  GList link; /* in `waiting`, unless it is served or was shut */
  int fd;
  gboolean waits;
};

struct web_gate {
  GMutex mutex;
  GQueue waiting; /* who waits longest first */
  guint inside;
};

struct web_gate *web_gate_new(void) {
  struct web_gate *gate = g_new0(struct web_gate, 1);
  g_mutex_init(&gate->mutex);
  g_queue_init(&gate->waiting);
  return gate;
}

void web_gate_free(struct web_gate *gate) {
  if (!gate) return;
  g_mutex_clear(&gate->mutex);
  g_free(gate);
}

static void leave_queue(struct web_gate *gate, struct guest *guest) {
  if (guest->waits) g_queue_unlink(&gate->waiting, &guest->link);
  guest->waits = FALSE;
}

static void join_queue(struct web_gate *gate, struct guest *guest) {
  guest->link = (GList){.data = guest};
  guest->waits = TRUE;
  g_queue_push_tail_link(&gate->waiting, &guest->link);
}

/* Only shut, not closed: the library does that, in the connection's own thread, and tells us before the number of the
 * socket can be another's. */
static void make_room(struct web_gate *gate) {
  struct guest *oldest = gate->inside > WEB_GATE_ROOM ? g_queue_peek_head(&gate->waiting) : NULL;
  if (!oldest) return;
  leave_queue(gate, oldest);
  shutdown(oldest->fd, SHUT_RDWR);
}

static struct guest *enter(struct web_gate *gate, struct MHD_Connection *connection) {
  struct guest *guest = g_new0(struct guest, 1);
  guest->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  gate->inside++;
  make_room(gate);
  join_queue(gate, guest);
  return guest;
}

void web_gate_notify(void *user, struct MHD_Connection *connection, void **guest,
                     enum MHD_ConnectionNotificationCode code) {
  struct web_gate *gate = user;
  g_mutex_lock(&gate->mutex);
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    *guest = enter(gate, connection);
  } else if (*guest) {
    leave_queue(gate, *guest);
    gate->inside--;
    g_clear_pointer(guest, g_free);
  }
  g_mutex_unlock(&gate->mutex);
}

static struct guest *guest_of(struct MHD_Connection *connection) {
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void web_gate_serve(struct web_gate *gate, struct MHD_Connection *connection) {
  g_mutex_lock(&gate->mutex);
  leave_queue(gate, guest_of(connection));
  g_mutex_unlock(&gate->mutex);
}

void web_gate_wait(struct web_gate *gate, struct MHD_Connection *connection) {
  g_mutex_lock(&gate->mutex);
  join_queue(gate, guest_of(connection));
  g_mutex_unlock(&gate->mutex);
}
