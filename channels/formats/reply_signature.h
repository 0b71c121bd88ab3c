/* The end of a letter: "Met vriendelijke groet", a name, a telephone number.
 *
 * It is cut only when nothing but particulars follows the closing and something is left standing: who goes on speaking
 * below a closing is heard, and "Groetjes!" alone is a message. */
#ifndef CHANNELS_FORMATS_REPLY_SIGNATURE_H
#define CHANNELS_FORMATS_REPLY_SIGNATURE_H

#include <glib.h>

/* Shortens `own`, an array of lines (char*, "" for a blank one). */
void reply_signature_drop(GPtrArray *own);

#endif
