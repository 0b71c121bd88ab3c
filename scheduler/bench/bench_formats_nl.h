/* The messages of `bench formats`, as they come out of common programs, with the headers that providers add on the way.
 * "%N" stands for a number that makes each its own. */
#ifndef SCHEDULER_BENCH_BENCH_FORMATS_NL_H
#define SCHEDULER_BENCH_BENCH_FORMATS_NL_H

struct bench_formats_nl_mail {
  const char *group; /* "mails", "bounces" or "calendar" */
  const char *kind;  /* what mail_read must call it */
  const char *text;
};
extern const struct bench_formats_nl_mail bench_formats_nl_mails[]; /* ends with a row of NULLs */

#endif
