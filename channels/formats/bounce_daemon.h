/* Is a mail that is not in the standard form a delivery report? Known by who sends it and how it speaks. */
#ifndef CHANNELS_FORMATS_BOUNCE_DAEMON_H
#define CHANNELS_FORMATS_BOUNCE_DAEMON_H

#include "channels/formats/mail_read.h"

#include <gmime/gmime.h>

enum bounce_daemon {
  BOUNCE_DAEMON_NONE,
  BOUNCE_DAEMON_PERHAPS, /* if it names somebody who failed */
  BOUNCE_DAEMON_LIKELY,  /* if it names anybody for whom our mail was */
  BOUNCE_DAEMON_SURE
};
enum bounce_daemon bounce_daemon_speaks(GMimeMessage *message, const struct mail_read *mail);
/* TRUE for the addresses that mail servers write from ("MAILER-DAEMON@…"). */
gboolean bounce_daemon_is(const char *address);

#endif
