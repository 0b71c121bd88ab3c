/* Appointments as iCalendar (RFC 5545) that is kept in a calendar or subscribed to, and not sent as a question: an
 * object for a CalDAV server, and a whole feed.
 *
 * Written without libical, for a page writes it while a tick runs, and libical loads its zones unguarded. Times are
 * those of Europe/Amsterdam, with the zone's rule as it has been since 1996. The same appointment gives the same bytes.
 */
#ifndef CHANNELS_FORMATS_APPOINTMENT_H
#define CHANNELS_FORMATS_APPOINTMENT_H

#include <glib.h>

struct appointment {
  const char *uid;
  int sequence;
  gint64 start, end, stamp;                     /* seconds UTC; stamp: when it was last changed */
  const char *summary, *location, *description; /* "" = none */
  gboolean cancelled;
};

/* One object for a calendar: no METHOD (RFC 4791 section 4.1). NULL and CHANNEL_ERROR_CONTENT when a text holds a
 * control character or is not UTF-8. Caller frees. */
char *appointment_object(const struct appointment *appointment, GError **error);
/* METHOD:PUBLISH, for who subscribes. `all` holds struct appointment; what can't be written is left out. `name` is what
 * a calendar shows it as; `organizer` an e-mail address, which RFC 5546 section 3.2.1 asks for. Caller frees. */
char *appointment_feed(const char *name, const char *organizer, const struct appointment *all, gsize n);

#endif
