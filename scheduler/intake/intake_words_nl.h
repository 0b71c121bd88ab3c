/* Dutch that intake writes: why a person must look at what came in. B1, on the work list of a counsellor. */
#ifndef SCHEDULER_INTAKE_INTAKE_WORDS_NL_H
#define SCHEDULER_INTAKE_INTAKE_WORDS_NL_H

#include "rules/calendar/date.h"

const char *intake_words_nl_shared(void);       /* several young people have this address */
const char *intake_words_nl_contact(void);      /* from a parent or another contact */
const char *intake_words_nl_shared_call(void);  /* a missed call from a number that several young people have */
const char *intake_words_nl_contact_call(void); /* a missed call of a parent or another contact */
const char *intake_words_nl_stranger(void);     /* an answer to this person's message from another's address */
const char *intake_words_nl_assigned(void);     /* a colleague says that it is of this one */
const char *intake_words_nl_unreadable(void);   /* the bytes mean nothing */
const char *intake_words_nl_bounced(void);      /* came back, and it isn't certain which address is to blame */
const char *intake_words_nl_declined(void);     /* an invitation */
const char *intake_words_nl_tentative(void);
const char *intake_words_nl_calendar(void); /* anything but yes and no */
/* Another time is proposed: minutes of that day, to -1 = not said. Caller frees. */
char *intake_words_nl_counter(date_t day, int from, int to);
const char *intake_words_nl_counter_untimed(void);
const char *intake_words_nl_refresh(void);   /* the calendar asks for the invitation once more */
const char *intake_words_nl_delegated(void); /* passed on to somebody else */
const char *intake_words_nl_their_invitation(void);
const char *intake_words_nl_not_invited(void); /* answered by an address that wasn't invited */

/* What "stopped by one click" looks like in a time line. */
const char *intake_words_nl_click(void);
const char *intake_words_nl_stop_and_more(void);

#endif
