#include "channels/transport/quiet.h"

#include <time.h>

static int is_waiting(void) {
  sigset_t pending;
  return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
}

void quiet_begin(struct quiet *quiet) {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  quiet->waiting = is_waiting();
  pthread_sigmask(SIG_BLOCK, &pipe, &quiet->before);
}

void quiet_end(const struct quiet *quiet) {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  if (!quiet->waiting && is_waiting()) sigtimedwait(&pipe, NULL, &(struct timespec){0, 0});
  pthread_sigmask(SIG_SETMASK, &quiet->before, NULL);
}
