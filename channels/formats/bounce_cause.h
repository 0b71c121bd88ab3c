/* Why a mail was not delivered, from an enhanced status code (RFC 3463) and the far side's own words.
 *
 * Codes and words contradict each other in the wild ("550 5.7.1 … user unknown"), so the words of the clear cases go
 * before codes, and codes before the words of the vague ones. */
#ifndef CHANNELS_FORMATS_BOUNCE_CAUSE_H
#define CHANNELS_FORMATS_BOUNCE_CAUSE_H

#include "channels/formats/mail_read.h"

struct bounce_cause {
  char status[12]; /* "5.1.1", or "" */
  gboolean permanent;
  enum mail_read_cause cause;
};
/* `status` as a report gives it, or ""; `words`: the diagnostic or, without one, the text. */
struct bounce_cause bounce_cause_of(const char *status, const char *words);

#endif
