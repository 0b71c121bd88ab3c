/* Delivery reports in the wild, in no form but words: who failed is found by weighing where each address
 * stands. */
#ifndef CHANNELS_FORMATS_BOUNCE_WILD_H
#define CHANNELS_FORMATS_BOUNCE_WILD_H

#include "channels/formats/bounce_daemon.h"
#include "channels/formats/mail_read.h"

#include <gmime/gmime.h>

/* Sets kind (bounce, delay, receipt) and recipients. FALSE when it names nobody in the way that such a sender must. */
gboolean bounce_wild_read(GMimeMessage *message, struct mail_read *mail, enum bounce_daemon sender);

/* What the mail server itself says: the text up to the returned message, bounded. Caller frees. */
char *bounce_wild_report(const char *text);
/* The value of a header of a returned message that was pasted into the text; "" when there is none. Caller frees. */
char *bounce_wild_pasted(const char *text, const char *name);
/* The first address in a list of them, or NULL. Caller frees. */
char *bounce_wild_first(const char *list);

#endif
