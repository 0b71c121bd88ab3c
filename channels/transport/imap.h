/* An IMAP mail box (RFC 3501) with IDLE (RFC 2177), MOVE (RFC 6851) and UIDPLUS (RFC 4315).
 *
 * libcurl makes the connection, with TLS and signing in; the talk after that is ours, for libcurl knows no IDLE and
 * marks what it fetches as seen. Whatever the server does, every call ends in bounded time
 * and the memory stays bounded: silence, a slow drip, endless lines and wrong literals close the connection.
 *
 * Calls that fail give CHANNEL_ERROR_UNREACHABLE when the connection is no good any more (imap_is_open tells; the next
 * imap_open makes a new one), and CHANNEL_ERROR_SETTING when the server said no. */
#ifndef CHANNELS_TRANSPORT_IMAP_H
#define CHANNELS_TRANSPORT_IMAP_H

#include "channels/transport/oauth.h"

#include <glib.h>

enum { IMAP_MAIL_MOST = 25 << 20 }; /* bytes of one mail that are read; the rest stays where it is */

struct imap_settings {
  const char *host;
  int port;
  const char *tls;             /* "tls", "starttls" (required), "none" (to this machine only) */
  const char *user, *password; /* password "" with oauth */
  const char *ca_file;         /* "" = the system's */
  int timeout_seconds;         /* of one command */
  struct oauth *oauth;         /* NULL = with the password. Borrowed */
};

struct imap;
/* NULL and CHANNEL_ERROR_SETTING. Connects to nothing yet. */
struct imap *imap_new(const struct imap_settings *settings, GError **error);
void imap_free(struct imap *imap);
/* When this file descriptor is readable every call ends soon, as if the server were gone. -1 = none. */
void imap_heed(struct imap *imap, int stop);

/* Connects and signs in, unless that is done. */
gboolean imap_open(struct imap *imap, GError **error);
gboolean imap_is_open(const struct imap *imap);
void imap_close(struct imap *imap);

struct imap_box {
  guint32 mails;    /* EXISTS */
  guint32 validity; /* UIDVALIDITY: with another one, all UIDs mean something else */
  guint32 next;     /* UIDNEXT: every UID of now is lower */
};
/* `look` TRUE: nothing can be changed in it (EXAMINE). Names are ASCII without " and \. */
gboolean imap_select(struct imap *imap, const char *box, gboolean look, struct imap_box *out, GError **error);

struct imap_mail {
  guint32 uid;
  guint64 size;
};
/* Those with UID from `from` up to and including `to` (0 = all that follow), the lowest first, at most `most`: struct
 * imap_mail. Caller frees. */
GArray *imap_list(struct imap *imap, guint32 from, guint32 to, guint most, GError **error);
/* The lowest UID of what came on that day (ISO) or later; 0 = none. */
gboolean imap_since(struct imap *imap, const char *day, guint32 *lowest, GError **error);
/* The first IMAP_MAIL_MOST bytes; not marked as seen. NULL without an error: it is gone. */
GBytes *imap_fetch(struct imap *imap, const struct imap_mail *mail, GError **error);
/* Takes mails out of the selected box, into another (which is made when it isn't there), or with `into` NULL for good.
 * Without UIDPLUS at the server they are only marked as deleted, for to expunge would take away also what others
 * marked. */
gboolean imap_take_out(struct imap *imap, const GArray *mails, const char *into, GError **error);

gboolean imap_can_idle(const struct imap *imap);
/* Waits until the selected box may have grown, at most so long. */
gboolean imap_idle(struct imap *imap, int seconds, GError **error);

#endif
