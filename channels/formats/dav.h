/* Answers of a WebDAV server (RFC 4918 section 13, RFC 4791, RFC 5397): 207 Multi-Status, read by expat.
 *
 * A document type is refused, so that no entity is ever expanded; depth and number are bounded. Only properties that
 * the server says 2xx of are given. Namespaces count, prefixes don't. */
#ifndef CHANNELS_FORMATS_DAV_H
#define CHANNELS_FORMATS_DAV_H

#include <glib.h>

enum { DAV_MOST = 5000 }; /* no more resources in one answer */

struct dav_resource {
  int status;                    /* of the resource itself; 0 = it did not say, so it is there */
  char *href;                    /* as it came; like all of these "" when absent */
  char *etag, *data;             /* getetag, calendar-data */
  char *principal, *home, *name; /* hrefs of current-user-principal and calendar-home-set; displayname */
  gboolean is_calendar;
  gboolean lacks_events; /* it says what it is for, and events are not among that */
};

/* struct dav_resource, in the order of the bytes. NULL and CHANNEL_ERROR_CONTENT when it is no such answer. */
GPtrArray *dav_read(const char *xml, gsize length, GError **error);

#endif
