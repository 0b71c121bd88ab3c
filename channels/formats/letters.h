/* A text's letters as its readers want them: folded, and valid. The same as GLib's own, which goes through a text
 * character by character and takes more time over a mail than its parser; but nearly all of a mail is ASCII, which goes
 * by the word here. */
#ifndef CHANNELS_FORMATS_LETTERS_H
#define CHANNELS_FORMATS_LETTERS_H

#include <glib.h>

gboolean letters_are_ascii(const char *text, gsize size);
/* What g_utf8_validate says: a 0 is no letter. */
gboolean letters_are_valid(const char *text, gsize size);
/* What g_utf8_casefold makes of valid UTF-8. Caller frees. */
char *letters_folded(const char *text);
/* What g_utf8_make_valid makes of the first `most` bytes. Caller frees. */
char *letters_valid(const char *text, gsize most);

#endif
