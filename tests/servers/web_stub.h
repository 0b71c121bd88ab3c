/* A far side that speaks HTTP and is played by a function: one request a connection, one at a time, in a thread. */
#ifndef TESTS_SERVERS_WEB_STUB_H
#define TESTS_SERVERS_WEB_STUB_H

#include "tests/servers/stub.h"

struct web_stub_request {
  char *method, *path; /* path with its query */
  char *head, *body;   /* head: all of its lines */
};

/* The answer, freed by who asks: WEB_STUB_SILENT lets the connection hang, NULL hangs up. */
typedef char *(*web_stub_play)(void *user, const struct web_stub_request *request);
#define WEB_STUB_SILENT "!"

struct web_stub {
  web_stub_play play;
  void *user;
  int listener, wake[2], port;
  GThread *thread;
  GPtrArray *silent; /* connections that hang */
};

static inline char *web_stub_answer(const char *status, const char *headers, const char *body) {
  return g_strdup_printf(
      "HTTP/1.1 %s\r\n%sContent-Type: application/json\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", status,
      headers, strlen(body), body);
}

static inline gboolean web_stub_wait(struct web_stub *stub, int fd) {
  struct pollfd fds[] = {{.fd = fd, .events = POLLIN}, {.fd = stub->wake[0], .events = POLLIN}};
  return poll(fds, 2, -1) > 0 && !fds[1].revents;
}

static inline gboolean web_stub_read(struct web_stub *stub, int fd, struct web_stub_request *request) {
  g_autoptr(GString) heard = g_string_new(NULL);
  for (;;) {
    const char *end = strstr(heard->str, "\r\n\r\n");
    const char *length = end ? strstr(heard->str, "\r\nContent-Length: ") : NULL;
    gsize wanted = length && length < end ? (gsize)g_ascii_strtoull(length + 18, NULL, 10) : 0;
    if (end && heard->len >= (gsize)(end + 4 - heard->str) + wanted) {
      g_auto(GStrv) words = g_strsplit(heard->str, " ", 3);
      *request = (struct web_stub_request){g_strdup(words[0]), g_strdup(words[1]),
                                           g_strndup(heard->str, (gsize)(end - heard->str)), g_strdup(end + 4)};
      return TRUE;
    }
    char buffer[4096];
    ssize_t got = web_stub_wait(stub, fd) ? recv(fd, buffer, sizeof buffer, 0) : 0;
    if (got <= 0) return FALSE;
    g_string_append_len(heard, buffer, got);
  }
}

static inline gpointer web_stub_run(gpointer data) {
  struct web_stub *stub = data;
  while (web_stub_wait(stub, stub->listener)) {
    struct web_stub_request request;
    int fd = accept(stub->listener, NULL, NULL);
    if (fd < 0 || !web_stub_read(stub, fd, &request)) {
      if (fd >= 0) close(fd);
      continue;
    }
    g_autofree char *answer = stub->play(stub->user, &request);
    if (answer && strcmp(answer, WEB_STUB_SILENT) == 0) {
      g_ptr_array_add(stub->silent, GINT_TO_POINTER(fd));
    } else {
      if (answer) send(fd, answer, strlen(answer), MSG_NOSIGNAL);
      close(fd);
    }
    g_free(request.method);
    g_free(request.path);
    g_free(request.head);
    g_free(request.body);
  }
  return NULL;
}

static inline void web_stub_start(struct web_stub *stub, web_stub_play play, void *user) {
  *stub = (struct web_stub){.play = play, .user = user, .silent = g_ptr_array_new()};
  stub->listener = stub_listen(&stub->port);
  g_assert_cmpint(pipe(stub->wake), ==, 0);
  stub->thread = g_thread_new("web stub", web_stub_run, stub);
}

static inline void web_stub_stop(struct web_stub *stub) {
  close(stub->wake[1]);
  g_thread_join(stub->thread);
  close(stub->wake[0]);
  close(stub->listener);
  for (guint i = 0; i < stub->silent->len; i++) close(GPOINTER_TO_INT(stub->silent->pdata[i]));
  g_ptr_array_unref(stub->silent);
}

#endif
