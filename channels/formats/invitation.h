/* iTIP (RFC 5546) and iCalendar (RFC 5545) by libical: requests and cancellations out, answers in.
 *
 * Out: TZID Europe/Amsterdam with a VTIMEZONE cut to what is needed, lines folded at 75 octets, SEQUENCE from the
 * caller. In: METHOD REPLY gives uid, attendee, partstat; COUNTER, REFRESH, DELEGATED, and whatever says less than RFC
 * 5546 section 3.2.3 asks of a reply, are questions for a person. */
#ifndef CHANNELS_FORMATS_INVITATION_H
#define CHANNELS_FORMATS_INVITATION_H

#include "channels/channel.h"

char *invitation_write(const struct channel_invitation *invitation, GError **error); /* caller frees */

enum invitation_answer {
  INVITATION_NONE,  /* no iCalendar object */
  INVITATION_REPLY, /* a plain answer: uid, attendee and partstat are there */
  INVITATION_QUESTION /* an answer that only a person can judge; any field may be "" */,
  INVITATION_FOREIGN /* a calendar object that answers nothing: somebody's own invitation, a file of theirs */
};

struct invitation_reply {
  enum invitation_answer answer;
  char *method;                              /* "REPLY", "COUNTER", "REFRESH", …; upper case; "" when none is said */
  char *uid, *attendee, *partstat, *comment; /* "" when absent; attendee in normal form without mailto: */
  char *name, *summary;                      /* the attendee's CN and the title, "" when absent */
  gboolean partial;  /* it is about one moment of a series, or about a to-do: not about a whole meeting */
  int sequence;      /* -1 = none */
  gint64 stamp;      /* DTSTAMP, seconds UTC; 0 = none */
  gint64 start, end; /* what a COUNTER proposes, seconds UTC; 0 = not said, or in no zone we know */
};

/* What the mail around the object knows; NULL or "" = nothing. */
struct invitation_hint {
  const char *method; /* of the part's Content-Type (RFC 6047 section 2.4): for an object that lost its own */
  const char *sender; /* normal form: whose answer it is, when the object lists several */
  gboolean untimed;   /* nobody will look at what a COUNTER proposes: zones take long to reckon out */
};

/* `text` is UTF-8 or nearly so. `hint` may be NULL. Always fills `reply`; free with invitation_reply_clear. */
void invitation_read(const char *text, gsize length, const struct invitation_hint *hint,
                     struct invitation_reply *reply);
void invitation_reply_clear(struct invitation_reply *reply);

#endif
