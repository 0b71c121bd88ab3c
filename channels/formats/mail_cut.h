/* The parts of a mail without what nobody here reads, before GMime makes objects of them: of a message that is attached
 * (a delivery report returns ours) all but the To and the Message-ID, and the HTML beside a plain text that says
 * something. Where a part isn't written plainly everything stays as it came, and GMime decides what it is. */
#ifndef CHANNELS_FORMATS_MAIL_CUT_H
#define CHANNELS_FORMATS_MAIL_CUT_H

#include <glib.h>

/* `out` holds the mail's header: what comes behind it, [body, end), is appended. */
void mail_cut_append(GByteArray *out, const char *body, const char *end);

#endif
