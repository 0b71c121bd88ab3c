/* A far side that plays a script: it waits for a word, says its line, and does so for every connection from the start.
 *
 * For what real servers can't be made to do: answer 503, fall silent after the last byte, hang up halfway. Plain POSIX
 * sockets in one thread; on 127.0.0.1, at a port that the system picks. */
#ifndef TESTS_SERVERS_STUB_H
#define TESTS_SERVERS_STUB_H

#include <arpa/inet.h>
#include <glib.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define STUB_HANG_UP     "!hang up"
#define STUB_FALL_SILENT "!fall silent" /* the connection stays open, and nothing more is read */

/* Waits until `expect` has come since the last step ("" = at once), then says `reply`. The last has expect NULL. */
struct stub_step {
  const char *expect, *reply;
};

struct stub {
  const struct stub_step *script;
  const struct stub_step *after; /* of all connections but the first; NULL = the same */
  int listener, wake[2], port;
  GThread *thread;
  GMutex lock;
  GString *heard; /* of all connections; under the lock */
  int connections;
};

static inline int stub_listen(int *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(fd, >=, 0);
  g_assert_cmpint(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint(listen(fd, 8), ==, 0);
  g_assert_cmpint(getsockname(fd, (struct sockaddr *)&address, &length), ==, 0);
  *port = ntohs(address.sin_port);
  return fd;
}

/* A port that is free now: for a server that can't pick one itself, or to be refused at. */
static inline int stub_free_port(void) {
  int port;
  close(stub_listen(&port));
  return port;
}

/* FALSE when the test wants to stop. */
static inline gboolean stub_wait(struct stub *stub, int fd) {
  struct pollfd fds[] = {{.fd = fd, .events = POLLIN}, {.fd = stub->wake[0], .events = POLLIN}};
  return poll(fds, 2, -1) > 0 && !fds[1].revents;
}

/* Reads until `expect` is in `heard`, and takes it out up to there. FALSE at the end of the connection. */
static inline gboolean stub_hear(struct stub *stub, int fd, GString *heard, const char *expect) {
  for (;;) {
    const char *found = strstr(heard->str, expect);
    if (found) {
      g_string_erase(heard, 0, found - heard->str + (gssize)strlen(expect));
      return TRUE;
    }
    /* of SMTP and IMAP: who says so waits for an answer, for minutes */
    if (strstr(heard->str, "QUIT\r\n") || strstr(heard->str, "LOGOUT\r\n")) return FALSE;
    const char *noop = strstr(heard->str, "NOOP\r\n");
    if (noop) {
      g_string_erase(heard, noop - heard->str, 6);
      send(fd, "250 ok\r\n", 8, MSG_NOSIGNAL);
    }
    char buffer[4096];
    ssize_t got = stub_wait(stub, fd) ? recv(fd, buffer, sizeof buffer, 0) : 0;
    if (got <= 0) return FALSE;
    g_string_append_len(heard, buffer, got);
    g_mutex_lock(&stub->lock);
    g_string_append_len(stub->heard, buffer, got);
    g_mutex_unlock(&stub->lock);
  }
}

static inline void stub_serve(struct stub *stub, int fd) {
  g_autoptr(GString) heard = g_string_new(NULL);
  gboolean first = g_atomic_int_get(&stub->connections) == 1 || !stub->after;
  for (const struct stub_step *s = first ? stub->script : stub->after; s->expect; s++) {
    if (!stub_hear(stub, fd, heard, s->expect) || g_str_equal(s->reply, STUB_HANG_UP)) return;
    if (g_str_equal(s->reply, STUB_FALL_SILENT)) {
      struct pollfd only = {.fd = stub->wake[0], .events = POLLIN};
      poll(&only, 1, -1);
      return;
    }
    send(fd, s->reply, strlen(s->reply), MSG_NOSIGNAL);
  }
}

static inline gpointer stub_run(gpointer data) {
  struct stub *stub = data;
  while (stub_wait(stub, stub->listener)) {
    int fd = accept(stub->listener, NULL, NULL);
    if (fd < 0) continue;
    g_atomic_int_inc(&stub->connections);
    stub_serve(stub, fd);
    close(fd);
  }
  return NULL;
}

static inline struct stub *stub_start(const struct stub_step *script) {
  struct stub *stub = g_new0(struct stub, 1);
  stub->script = script;
  stub->listener = stub_listen(&stub->port);
  g_assert_cmpint(pipe(stub->wake), ==, 0);
  stub->heard = g_string_new(NULL);
  g_mutex_init(&stub->lock);
  stub->thread = g_thread_new("stub", stub_run, stub);
  return stub;
}

/* What was heard so far; caller frees. */
static inline char *stub_heard(struct stub *stub) {
  g_mutex_lock(&stub->lock);
  char *heard = g_strdup(stub->heard->str);
  g_mutex_unlock(&stub->lock);
  return heard;
}

static inline void stub_stop(struct stub *stub) {
  close(stub->wake[1]);
  g_thread_join(stub->thread);
  close(stub->wake[0]);
  close(stub->listener);
  g_mutex_clear(&stub->lock);
  g_string_free(stub->heard, TRUE);
  g_free(stub);
}

#endif
