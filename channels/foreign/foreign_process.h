/* A program of someone else, started and kept in hand: lines to its standard input, lines from its standard output.
 *
 * No shell; an environment of its own (PATH, LANG, and the proxies); the folder / to stand in; no descriptor but its
 * three; a process group of its own, so that what it started ends with it. Every wait is bounded by a timer that the
 * kernel keeps, for channels ask no clock. */
#ifndef CHANNELS_FOREIGN_FOREIGN_PROCESS_H
#define CHANNELS_FOREIGN_FOREIGN_PROCESS_H

#include <glib.h>

#include "channels/foreign/foreign_codec.h"

struct foreign_process;

/* One line without its end. `error` = TRUE: of standard error. FALSE ends the waiting. */
typedef gboolean (*foreign_process_line)(void *user, gboolean error, const char *line, gsize length);

/* NULL and *detail (caller frees) when it can't be started. argv[0] is a whole path. */
struct foreign_process *foreign_process_start(char **argv, char **detail);

/* Writes the line (NULL = none) and reads lines until `on_line` has enough, or `seconds` are over (0: what is there
 * now). *written: the whole line went into the pipe, so that the program may have read it. `stop`: a descriptor that
 * ends the waiting when it is readable, or -1. FOREIGN_FINE, FOREIGN_ENDED, FOREIGN_SILENT (also by `stop`) or
 * FOREIGN_TOO_LONG. */
enum foreign_fault foreign_process_talk(struct foreign_process *process, const char *request, int seconds, int stop,
                                        foreign_process_line on_line, void *user, gboolean *written);

/* Ends it: its input ends, then SIGTERM, then SIGKILL to all of its group, `grace` seconds each. Returns how it ended,
 * in English ("with status 1", "by signal 11"); caller frees. */
char *foreign_process_end(struct foreign_process *process, int grace);

#endif
