/* Delivery reports: the standard form (RFC 3464), wherever it stands in the message, and those of programs that never
 * heard of it (bounce_wild.h). A mailbox's refusal in the form of a
 * read receipt (RFC 5429 section 2.1.2) is one too. */
#ifndef CHANNELS_FORMATS_BOUNCE_H
#define CHANNELS_FORMATS_BOUNCE_H

#include "channels/formats/bounce_cause.h"
#include "channels/formats/mail_read.h"

#include <gmime/gmime.h>

/* TRUE when the message is a report: sets kind (bounce, delay, receipt), recipients and original_id. `mail` has its
 * addresses, subject and full_text already. */
gboolean bounce_read(GMimeMessage *message, struct mail_read *mail);

/* For the readers of reports. */
gboolean bounce_has(const struct mail_read *mail, const char *address);
/* Once an address, and not more than 500. */
void bounce_add(struct mail_read *mail, const char *address, const struct bounce_cause *cause, gboolean permanent);

#endif
