/* Starts one of the real servers of this folder (mail, sms) for a test program, on ports that are free now.
 *
 * The server stops when our end of its standard input closes: by servers_stop, or by our own end, whatever ended us. */
#ifndef TESTS_SERVERS_SERVERS_H
#define TESTS_SERVERS_SERVERS_H

#include "tests/servers/stub.h"

#include <stdio.h>
#include <sys/wait.h>

enum { SERVERS_PORTS = 6 };

struct servers {
  int ports[SERVERS_PORTS];
  char *folder;  /* NULL: it can't be had */
  char *skipped; /* why; else NULL */
  GPid pid;
  int input;
  const char *name, *value; /* an environment variable for the server; NULL = none */
};

static inline void servers_read_answer(struct servers *s, int output) {
  char line[1024] = "";
  FILE *answer = fdopen(output, "r");
  if (answer && fgets(line, sizeof line, answer)) g_strchomp(line);
  if (g_str_has_prefix(line, "ready "))
    s->folder = g_strdup(line + 6);
  else
    s->skipped = g_strdup(g_str_has_prefix(line, "skip ") ? line + 5 : "the server's script ended without a word");
  if (answer) fclose(answer);
}

/* `ports` that are given (not 0) are kept; the others are picked. */
static inline void servers_start(struct servers *s, const char *name) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename(root ? root : ".", "tests", "servers", name, NULL);
  char *argv[SERVERS_PORTS + 2] = {path};
  for (int i = 0; i < SERVERS_PORTS; i++) {
    if (!s->ports[i]) s->ports[i] = stub_free_port();
    argv[i + 1] = g_strdup_printf("%d", s->ports[i]);
  }
  int output;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) environment = g_get_environ();
  if (s->name) environment = g_environ_setenv(environment, s->name, s->value, TRUE);
  if (g_spawn_async_with_pipes(NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &s->pid, &s->input,
                               &output, NULL, &error))
    servers_read_answer(s, output);
  else
    s->skipped = g_strdup(error->message);
  for (int i = 0; i < SERVERS_PORTS; i++) g_free(argv[i + 1]);
}

static inline void servers_stop(struct servers *s) {
  if (s->pid) {
    close(s->input);
    waitpid(s->pid, NULL, 0);
    g_spawn_close_pid(s->pid);
  }
  g_free(s->folder);
  g_free(s->skipped);
}

#endif
