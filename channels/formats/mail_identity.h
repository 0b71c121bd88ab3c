/* Is it the same mail? A mail that comes by two ways, or into two boxes, has another trace in its head each time
 * (Received, Delivered-To, what filters add) and other line ends, and still is one mail: who says STOP once says it
 * once. */
#ifndef CHANNELS_FORMATS_MAIL_IDENTITY_H
#define CHANNELS_FORMATS_MAIL_IDENTITY_H

#include <glib.h>

/* SHA-256 in hex of what its writer wrote: the headers but for those that servers on the way add, and the body. NULL
 * when it has no Message-ID: then only the very same bytes are the same. Caller frees. */
char *mail_identity(const void *bytes, gsize length);

#endif
