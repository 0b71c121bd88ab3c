/* A person's own words out of a reply: without quotation, signature and advertisement of the client.
 *
 * Knows the attribution lines and header blocks of the common clients in some thirty languages ("Op … schreef …:", "On
 * … wrote:", "Van: … Verzonden:"), and any line with an address and a date that ends in a colon. */
#ifndef CHANNELS_FORMATS_REPLY_TEXT_H
#define CHANNELS_FORMATS_REPLY_TEXT_H

#include <glib.h>

char *reply_text_own(const char *text); /* caller frees; "" when nothing is left */

/* Is it a stop, and by every way? opt_out.h says what that means. */
gboolean reply_text_is_stop(const char *text, gboolean *all);

#endif
