/* Outlook's winmail.dat ([MS-OXTNEF]), as far as it holds the answer to an invitation: the class of the message, and of
 * its properties ([MS-OXOCAL] section 2.2) those that say which meeting, which number of it, and what is proposed.
 *
 * The rest is stepped over. Every length is checked against what is left; a stream that doesn't add up gives FALSE. */
#ifndef CHANNELS_FORMATS_TNEF_H
#define CHANNELS_FORMATS_TNEF_H

#include <glib.h>

struct tnef_answer {
  const char *partstat; /* static: "ACCEPTED", "DECLINED", "TENTATIVE"; "" = no answer to an invitation */
  char *uid;            /* as iCalendar has it, "" = not said */
  char *attendee;       /* whom the sender answers for, as it is written there; "" = not said */
  int sequence;         /* -1 = not said */
  gint64 stamp;         /* when it was answered, seconds UTC; 0 = not said */
  gboolean counter;     /* proposes another time */
  gint64 start, end;    /* which; 0 = not said */
  gboolean partial;     /* about one moment of a series */
};

/* FALSE: not TNEF, or damaged; `answer` has nothing then. Clear it in both cases. */
gboolean tnef_read(const void *bytes, gsize size, struct tnef_answer *answer);
void tnef_clear(struct tnef_answer *answer);

/* A UID that Exchange or Outlook wrote as a GlobalObjectId in hexadecimal, though the meeting came from elsewhere: the
 * UID that it had there ([MS-OXCICAL] section 2.1.3.1.1.20.26). "" for any other. Caller frees. */
char *tnef_uid_within(const char *uid);

#endif
