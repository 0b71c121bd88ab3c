/* Keeps SIGPIPE away from the program while libcurl works.
 *
 * With CURLOPT_NOSIGNAL, which threads need, libcurl leaves SIGPIPE to us, and OpenSSL writes without MSG_NOSIGNAL: a
 * mail server that hangs up in the middle of a TLS talk would end the whole process. Ignoring the signal for good would
 * be a decision for all of the program, and a leaf doesn't take it; so it is held back in this thread alone, between
 * the two. */
#ifndef CHANNELS_TRANSPORT_QUIET_H
#define CHANNELS_TRANSPORT_QUIET_H

#include <signal.h>

struct quiet {
  sigset_t before; /* the thread's own mask */
  int waiting;     /* a SIGPIPE was held back already, by someone else: it is theirs */
};

void quiet_begin(struct quiet *quiet);
void quiet_end(const struct quiet *quiet);

#endif
