/* iTIP (RFC 5546) and iCalendar (RFC 5545) by libical: requests and cancellations out, answers in.
 *
 * Out: TZID Europe/Amsterdam with a VTIMEZONE cut to what is needed, lines folded at 75 octets, SEQUENCE from the
 * caller. In: METHOD REPLY gives uid, attendee, partstat; COUNTER, REFRESH and DELEGATED are questions for a person. */
#ifndef CHANNELS_FORMATS_INVITATION_H
#define CHANNELS_FORMATS_INVITATION_H

#include "channels/channel.h"

char *invitation_write(const struct channel_invitation *invitation, GError **error); /* caller frees */

enum invitation_answer { INVITATION_NONE, INVITATION_REPLY, INVITATION_QUESTION };

struct invitation_reply {
  enum invitation_answer answer;             /* NONE: no iCalendar, or nothing that answers us */
  char *uid, *attendee, *partstat, *comment; /* "" when absent; attendee in normal form without mailto: */
  int sequence;                              /* -1 = none */
  gint64 stamp;
};
void invitation_read(const char *text, gsize length, struct invitation_reply *reply);
void invitation_reply_clear(struct invitation_reply *reply);

#endif
