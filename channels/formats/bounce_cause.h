/* Why a mail was not delivered, from an enhanced status code (RFC 3463) and the far side's own words.
 *
 * Codes and words contradict each other in the wild ("550 5.7.1 … user unknown", "5.1.1 … on a blocklist", "5.7.0 …
 * over quota"), so the words of the clear cases go before codes, and codes before the words of the vague ones.
 * Permanent is what a code says (class 5, RFC 5321 section 4.2.1 and RFC 3463 section 3.1); a status that says nothing
 * (5.0.0) yields to the code in the words; without any code a full mailbox, a silent host and a message that waited too
 * long are not permanent, all else is. */
#ifndef CHANNELS_FORMATS_BOUNCE_CAUSE_H
#define CHANNELS_FORMATS_BOUNCE_CAUSE_H

#include "channels/formats/mail_read.h"

struct bounce_cause {
  char status[12]; /* "5.1.1", or "" */
  gboolean permanent;
  gboolean coded; /* a code said so, not words only */
  enum mail_read_cause cause;
};
/* `status` as a report gives it, or ""; `words`: the diagnostic or, without one, the text. */
struct bounce_cause bounce_cause_of(const char *status, const char *words);

#endif
