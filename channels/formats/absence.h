/* Answers that a program gave for a person: how they are known (RFC 3834 and the vendors' headers, then subjects,
 * then words). Until when they say so: return_date.h. */
#ifndef CHANNELS_FORMATS_ABSENCE_H
#define CHANNELS_FORMATS_ABSENCE_H

#include <gmime/gmime.h>

struct absence_mail {
  const char *from, *subject, *text; /* decoded; the text without quotation */
  gboolean answers;                  /* it has In-Reply-To or References */
  gboolean unsubscribes;             /* its subject is a stop: only its header can make it a machine's own */
  const char *written;               /* ISO date */
};

/* By headers, by subject, or by nothing but the words: "Ik ben afwezig t/m 3 september". Those are also a person's
 * words now and then; then its date counts and its answer doesn't, which is the smaller harm. */
gboolean absence_is(GMimeMessage *message, const struct absence_mail *mail);

#endif
