/* Answers that a program gave for a person: how they are known (RFC 3834 and the vendors' headers, then subjects), and
 * the day on which they say that the person is back. */
#ifndef CHANNELS_FORMATS_ABSENCE_H
#define CHANNELS_FORMATS_ABSENCE_H

#include <gmime/gmime.h>

/* `subject` and `text` are decoded; `answers`: the mail has In-Reply-To or References. */
gboolean absence_is(GMimeMessage *message, const char *from, const char *subject, const char *text, gboolean answers);

/* The ISO date that the text gives for the return, else the last day of the absence, else "". `received` (ISO) settles
 * what "maandag" and a date without a year mean. The text may be in Dutch, English or German. */
void absence_until(const char *text, const char *received, char until[11]);

#endif
