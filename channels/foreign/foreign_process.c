#include "channels/foreign/foreign_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channels/transport/quiet.h"

enum { WORDS_MAX = 4096 }; /* of one line on standard error; the rest of the line is left out */

struct foreign_process {
  pid_t pid;
  int pidfd, in, out, err, timer;
  GString *heard, *words; /* what has come of a line that has no end yet */
};

/* -- starting ------------------------------------------------------------------------------------------------------
 */

static char **own_environment(void) {
  static const char *const proxies[] = {"https_proxy", "http_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY", NULL};
  char **environment =
      g_environ_setenv(NULL, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
  environment = g_environ_setenv(environment, "LANG", "C.UTF-8", TRUE);
  for (const char *const *name = proxies; *name; name++)
    if (g_getenv(*name)) environment = g_environ_setenv(environment, *name, g_getenv(*name), TRUE);
  return environment;
}

/* Signals as a fresh process has them: a mask that we hold at the moment would stay for good in a program that never
 * asked for it. */
static void fresh_start(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_init(attributes);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setpgroup(attributes, 0);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

static int spawn(pid_t *pid, char **argv, const int theirs[3]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  g_auto(GStrv) environment = own_environment();
  fresh_start(&attributes);
  posix_spawn_file_actions_init(&actions);
  for (int i = 0; i < 3; i++) posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  posix_spawn_file_actions_addchdir_np(&actions, "/");
  int code = posix_spawn(pid, argv[0], &actions, &attributes, argv, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return code;
}

/* Ends 0 to 2 are theirs, 3 to 5 ours. The first three descriptors may be free here (a daemon that closed them), and
 * adddup2 would then write over what it has yet to copy: so all are moved above them. */
static gboolean open_pipes(int ends[6]) {
  for (int i = 0; i < 6; i++) ends[i] = -1;
  for (int i = 0; i < 3; i++) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) != 0) return FALSE;
    int read_end = fcntl(both[0], F_DUPFD_CLOEXEC, 3), write_end = fcntl(both[1], F_DUPFD_CLOEXEC, 3);
    close(both[0]);
    close(both[1]);
    ends[i] = i == 0 ? read_end : write_end;
    ends[i + 3] = i == 0 ? write_end : read_end;
    if (read_end < 0 || write_end < 0) return FALSE;
    fcntl(ends[i + 3], F_SETFL, O_NONBLOCK);
  }
  return TRUE;
}

static void close_all(const int *ends, int n) {
  for (int i = 0; i < n; i++)
    if (ends[i] >= 0) close(ends[i]);
}

struct foreign_process *foreign_process_start(char **argv, char **detail) {
  int ends[6], timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  pid_t pid = 0;
  int code = open_pipes(ends) && timer >= 0 ? spawn(&pid, argv, ends) : errno;
  close_all(ends, 3);
  if (code == 0) {
    struct foreign_process *process = g_new0(struct foreign_process, 1);
    *process = (struct foreign_process){
        .pid = pid, .pidfd = pidfd_open(pid, 0), .in = ends[3], .out = ends[4], .err = ends[5], .timer = timer};
    process->heard = g_string_new(NULL);
    process->words = g_string_new(NULL);
    return process;
  }
  close_all(ends + 3, 3);
  if (timer >= 0) close(timer);
  *detail = g_strdup(g_strerror(code));
  return NULL;
}

/* -- talking -------------------------------------------------------------------------------------------------------
 */

struct talk {
  struct foreign_process *process;
  const char *rest; /* of the request, its end included, still to be written */
  gsize left;
  foreign_process_line on_line;
  void *user;
  gboolean done, too_long;
  int patience; /* of poll: -1, or 0 to take only what is there */
};

static void hand_over(struct talk *talk, gboolean error, const char *line, gsize length) {
  if (!talk->on_line(talk->user, error, line, length)) talk->done = TRUE;
}

/* Every whole line in `buffer`; what follows stays there. Nothing is read past the line that was waited for: it belongs
 * to the next talk. */
static void take_lines(struct talk *talk, GString *buffer, gboolean error) {
  const char *end = NULL;
  gsize from = 0;
  while ((error || !talk->done) && (end = memchr(buffer->str + from, '\n', buffer->len - from))) {
    gsize length = (gsize)(end - buffer->str) - from;
    hand_over(talk, error, buffer->str + from, length);
    from += length + 1;
  }
  g_string_erase(buffer, 0, (gssize)from);
}

/* FALSE at the end of the stream. */
static gboolean read_some(struct talk *talk, int fd, GString *buffer, gboolean error) {
  char bytes[16384];
  ssize_t got = read(fd, bytes, sizeof bytes);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return FALSE;
  g_string_append_len(buffer, bytes, got);
  take_lines(talk, buffer, error);
  if (error && buffer->len > WORDS_MAX) {
    hand_over(talk, TRUE, buffer->str, WORDS_MAX);
    g_string_truncate(buffer, 0);
  }
  if (!error && !talk->done && buffer->len > FOREIGN_LINE_MAX) talk->too_long = TRUE;
  return TRUE;
}

/* FALSE when nobody reads there any more. */
static gboolean write_some(struct talk *talk) {
  struct quiet quiet;
  quiet_begin(&quiet);
  ssize_t put = write(talk->process->in, talk->rest, talk->left);
  int code = errno;
  quiet_end(&quiet);
  if (put < 0) return code == EAGAIN || code == EINTR;
  talk->rest += put;
  talk->left -= (gsize)put;
  return TRUE;
}

static void arm(const struct foreign_process *process, int seconds) {
  struct itimerspec when = {.it_value = {.tv_sec = seconds}};
  timerfd_settime(process->timer, 0, &when, NULL);
}

enum { IN, OUT, ERR, TIMER, PROCESS, STOP, SOURCES };

/* It has ended, but what it said before is in the pipes still: as much as a pipe can hold. What it left running may
 * write on without end. */
static enum foreign_fault last_words(struct talk *talk) {
  enum { READS_MOST = 128 };
  struct foreign_process *process = talk->process;
  struct pollfd fds[] = {{.fd = process->err, .events = POLLIN}, {.fd = process->out, .events = POLLIN}};
  for (int reads = 0; reads < READS_MOST && !talk->done && !talk->too_long && poll(fds, 2, 0) > 0; reads++) {
    if (fds[0].revents && !read_some(talk, process->err, process->words, TRUE)) fds[0].fd = -1;
    if (fds[1].revents && !read_some(talk, process->out, process->heard, FALSE)) fds[1].fd = -1;
  }
  return talk->done ? FOREIGN_FINE : talk->too_long ? FOREIGN_TOO_LONG : FOREIGN_ENDED;
}

/* One round of waiting; FOREIGN_FAULTS = go on. */
static enum foreign_fault look_around(struct talk *talk, struct pollfd *fds) {
  struct foreign_process *process = talk->process;
  fds[IN].fd = talk->left ? process->in : -1;
  int ready = poll(fds, SOURCES, talk->patience);
  if (ready < 0) return errno == EINTR ? FOREIGN_FAULTS : FOREIGN_ENDED;
  if (ready == 0) return FOREIGN_SILENT;
  if (fds[ERR].revents && !read_some(talk, process->err, process->words, TRUE)) fds[ERR].fd = -1;
  if (fds[OUT].revents && !read_some(talk, process->out, process->heard, FALSE)) return last_words(talk);
  if (talk->too_long) return FOREIGN_TOO_LONG;
  if (talk->done) return FOREIGN_FINE;
  if (fds[IN].revents && !write_some(talk)) return last_words(talk);
  if (fds[PROCESS].revents) return last_words(talk);
  return fds[TIMER].revents || fds[STOP].revents ? FOREIGN_SILENT : FOREIGN_FAULTS;
}

enum foreign_fault foreign_process_talk(struct foreign_process *process, const char *request, int seconds, int stop,
                                        foreign_process_line on_line, void *user, gboolean *written) {
  g_autofree char *line = request ? g_strconcat(request, "\n", NULL) : g_strdup("");
  struct talk talk = {.process = process,
                      .rest = line,
                      .left = strlen(line),
                      .on_line = on_line,
                      .user = user,
                      .patience = seconds > 0 ? -1 : 0};
  struct pollfd fds[SOURCES] = {[IN] = {.fd = -1, .events = POLLOUT},
                                [OUT] = {.fd = process->out, .events = POLLIN},
                                [ERR] = {.fd = process->err, .events = POLLIN},
                                [TIMER] = {.fd = process->timer, .events = POLLIN},
                                [PROCESS] = {.fd = process->pidfd, .events = POLLIN},
                                [STOP] = {.fd = stop, .events = POLLIN}};
  arm(process, seconds);
  take_lines(&talk, process->heard, FALSE); /* what came behind the last answer */
  enum foreign_fault fault = talk.done ? FOREIGN_FINE : FOREIGN_FAULTS;
  while (fault == FOREIGN_FAULTS) fault = look_around(&talk, fds);
  *written = request && talk.left == 0;
  return fault;
}

/* -- ending --------------------------------------------------------------------------------------------------------
 */

static gboolean ends_within(const struct foreign_process *process, int seconds) {
  struct pollfd fd = {.fd = process->pidfd, .events = POLLIN};
  return poll(&fd, 1, seconds * 1000) > 0;
}

/* All of its group, also when it has ended itself: until it is waited for, nobody else can get that number. */
char *foreign_process_end(struct foreign_process *process, int grace) {
  close(process->in);
  close(process->out); /* what it still writes is no longer read: EPIPE is better than a full pipe */
  close(process->err);
  if (!ends_within(process, grace)) kill(-process->pid, SIGTERM);
  ends_within(process, grace);
  kill(-process->pid, SIGKILL);
  int status = 0;
  while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR) continue;
  close(process->pidfd);
  close(process->timer);
  g_string_free(process->heard, TRUE);
  g_string_free(process->words, TRUE);
  g_free(process);
  return WIFEXITED(status) ? g_strdup_printf("with status %d", WEXITSTATUS(status))
                           : g_strdup_printf("by signal %d", WTERMSIG(status));
}
