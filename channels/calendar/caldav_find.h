/* Where a CalDAV calendar is (RFC 6764, RFC 5397, RFC 4791 section 6.2): from a server's address by way of who signs in
 * and their calendars' home. Nothing leads to another server than the one that the password is for. */
#ifndef CHANNELS_CALENDAR_CALDAV_FIND_H
#define CHANNELS_CALENDAR_CALDAV_FIND_H

#include "channels/calendar/calendar_copy.h"

struct caldav_door { /* how to ask: one server, one sign-in */
  struct http *http;
  char *authorization; /* the header's line; "" = none */
  int timeout;
  const char *secrets[3]; /* ends with NULL; borrowed */
};

/* One question; `depth` and `more` (a header's line) may be NULL. */
void caldav_find_ask(struct caldav_door *door, const char *method, const char *url, const char *depth, const char *more,
                     const char *body, struct http_answer *answer);

/* The address of the calendar, with a slash at its end: `url` itself when it is one, else what is found from there:
 * the one whose last part or name is `wanted`, or, with "", the first for events. NULL and an error. Caller frees. */
char *caldav_find(struct caldav_door *door, const char *url, const char *wanted, GError **error);

#endif
