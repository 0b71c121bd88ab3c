/* A person's own words out of a reply: without quotation, signature and advertisement of the client.
 *
 * Knows Dutch and English attribution lines of the common clients ("Op … schreef …:", "On … wrote:", "Van: …
 * Verzonden:"). */
#ifndef CHANNELS_FORMATS_REPLY_TEXT_H
#define CHANNELS_FORMATS_REPLY_TEXT_H

#include <glib.h>

char *reply_text_own(const char *text); /* caller frees; "" when nothing is left */

/* Is the whole of it a stop word (STOP, AFMELDEN, UITSCHRIJVEN, UNSUBSCRIBE, "stop aub", "stop.")? Words inside a
 * sentence ("ik stop met mijn opleiding") are not. *all is TRUE for "stop alles". */
gboolean reply_text_is_stop(const char *text, gboolean *all);

/* Does a stop name one way of writing ("stop sms", "geen mail meer")? A bare STOP names none. */
gboolean reply_text_names_channel(const char *text);

#endif
