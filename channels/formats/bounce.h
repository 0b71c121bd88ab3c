/* Delivery reports: the standard form (RFC 3464) and those of programs that never heard of it (Exim, qmail, Exchange
 * and old sendmail), by their headers and by where the address stands in their text. */
#ifndef CHANNELS_FORMATS_BOUNCE_H
#define CHANNELS_FORMATS_BOUNCE_H

#include "channels/formats/mail_read.h"

#include <gmime/gmime.h>

/* TRUE when the message is a report: sets kind (bounce, delay, receipt), recipients and original_id. `mail` has its
 * addresses, subject and full_text already. */
gboolean bounce_read(GMimeMessage *message, struct mail_read *mail);

#endif
