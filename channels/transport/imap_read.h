/* Reading what an IMAP server says (RFC 3501 section 7): bytes come in pieces of any size, whole responses come out.
 *
 * The server is not trusted: a line and a literal have a most, and what is over it breaks the talk instead of filling
 * the memory. Nothing here waits or writes. */
#ifndef CHANNELS_TRANSPORT_IMAP_READ_H
#define CHANNELS_TRANSPORT_IMAP_READ_H

#include <glib.h>

enum {
  IMAP_READ_LINE_MOST = 1 << 20,     /* an answer to SEARCH names a hundred thousand mails in it */
  IMAP_READ_LITERAL_MOST = 25 << 20, /* of one response, all literals together */
  IMAP_READ_LITERALS_MOST = 16
};

struct imap_read;
struct imap_read *imap_read_new(void);
void imap_read_free(struct imap_read *reader);

void imap_read_feed(struct imap_read *reader, const void *bytes, gsize length);

/* One response: its line without the line end, in which a literal shows only as its announcement, "{12}". */
struct imap_response {
  GString *text;
  GArray *places;      /* gsize: where in `text` the announcement of each literal ends */
  GPtrArray *literals; /* GByteArray */
};
enum imap_read_state {
  IMAP_READ_MORE,  /* feed it */
  IMAP_READ_WHOLE, /* *response is whole, until the next call */
  IMAP_READ_BROKEN /* no server talks so; imap_read_problem tells. It stays so */
};
enum imap_read_state imap_read_next(struct imap_read *reader, const struct imap_response **response);
const char *imap_read_problem(const struct imap_read *reader);

#endif
