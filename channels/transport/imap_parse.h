/* What one whole response of an IMAP server says. Reads what is well-formed and takes the rest for something else: a
 * server may say more than it was asked, and say it at any time (RFC 3501 section 7). */
#ifndef CHANNELS_TRANSPORT_IMAP_PARSE_H
#define CHANNELS_TRANSPORT_IMAP_PARSE_H

#include "channels/transport/imap_read.h"

enum imap_status { IMAP_STATUS_NONE, IMAP_STATUS_OK, IMAP_STATUS_NO, IMAP_STATUS_BAD };
/* Of a response with that tag; NONE = it has another, or none. *text is what the server says of it, borrowed. */
enum imap_status imap_parse_status(const struct imap_response *response, const char *tag, const char **text);
/* What follows "* WORD", or NULL when it is something else: imap_parse_untagged(r, "BYE"). Borrowed. */
const char *imap_parse_untagged(const struct imap_response *response, const char *word);
/* The number of "* N WORD"; FALSE when it is something else. */
gboolean imap_parse_counted(const struct imap_response *response, const char *word, guint32 *number);
/* The number in a code of "* OK [UIDNEXT 12] …"; FALSE when it isn't there. */
gboolean imap_parse_code(const struct imap_response *response, const char *code, guint32 *number);
/* The lowest number of "* SEARCH 5 3 8"; 0 = none, or it is something else. */
guint32 imap_parse_lowest(const struct imap_response *response);

struct imap_fetched {
  guint32 uid;            /* 0 = not said */
  guint64 size;           /* RFC822.SIZE; 0 = not said */
  const GByteArray *body; /* of BODY[…], borrowed; NULL = not there, or not a literal */
};
/* FALSE when it is no FETCH, or not one that can be read. */
gboolean imap_parse_fetched(const struct imap_response *response, struct imap_fetched *out);

#endif
