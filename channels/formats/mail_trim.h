/* A mail made ready for GMime: what would be too much for it is refused, and fields that nobody here reads are left
 * out.
 *
 * GMime goes down by recursion for each multipart and each attached message, and makes several objects of each field:
 * half of most headers is what providers write for each other. */
#ifndef CHANNELS_FORMATS_MAIL_TRIM_H
#define CHANNELS_FORMATS_MAIL_TRIM_H

#include <glib.h>

/* NULL and why (English, static) when it is empty, of too many parts, or its header has no end. *some: fields of a mail
 * were left out. Caller unrefs. */
GByteArray *mail_trim(const void *bytes, gsize length, gboolean *some, const char **problem);

/* The day of its Date field, ISO, as it was where it was written; "" when there is none that can be read. */
void mail_trim_day(const void *bytes, gsize length, char day[11]);

#endif
