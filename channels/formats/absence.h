/* Answers that a program gave for a person: how they are known (RFC 3834 and the vendors' headers, then subjects), and
 * the day on which they say that the person is back. */
#ifndef CHANNELS_FORMATS_ABSENCE_H
#define CHANNELS_FORMATS_ABSENCE_H

#include <gmime/gmime.h>

struct absence_mail {
  const char *from, *subject, *text; /* decoded; the text without quotation */
  gboolean answers;                  /* it has In-Reply-To or References */
  const char *received;              /* ISO date */
};

/* By headers, by subject, or by nothing but the words: "Ik ben afwezig t/m 3 september". Those are also a person's
 * words now and then; then its date counts and its answer doesn't, which is the smaller harm. */
gboolean absence_is(GMimeMessage *message, const struct absence_mail *mail);

/* The ISO date that the text gives for the return, else the last day of the absence, else "". `received` (ISO) settles
 * what "maandag" and a date without a year mean. The text may be in Dutch, English or German. */
void absence_until(const char *text, const char *received, char until[11]);

#endif
