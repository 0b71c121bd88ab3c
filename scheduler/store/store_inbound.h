/* What came in, kept raw before anything is done with it. */
#ifndef SCHEDULER_STORE_STORE_INBOUND_H
#define SCHEDULER_STORE_STORE_INBOUND_H

#include <glib.h>

#include "scheduler/store/store.h"

struct store_inbound {
  gint64 id, at, enrolment, message; /* 0 = none */
  char *way; /* by what kind of message people answer there: "sms", "email", "whatsapp", "unsubscribe" */
  char *channel, *hash, *state, *kind,
      *answer; /* hash: SHA-256 of raw (or what else is the same); of a later message of the same bytes "HASH/at" */
  GBytes *raw;
};
void store_inbound_free(struct store_inbound *inbound);

/* *is_new FALSE: the same bytes came before by this channel; *id is that one. */
gboolean store_inbound_keep(struct store *store, const char *channel, GBytes *raw, gint64 at, gint64 *id,
                            gboolean *is_new, GError **error);
/* Likewise, but the same bytes from before `since` count as another message: two words by SMS carry no date of their
 * own, and who answers "ja" twice in a year says it twice. */
gboolean store_inbound_keep_since(struct store *store, const char *channel, GBytes *raw, gint64 at, gint64 since,
                                  gint64 *id, gboolean *is_new, GError **error);
/* Likewise, where something else than the bytes says what is the same: `identity` is a SHA-256 in hex of it. */
gboolean store_inbound_keep_as(struct store *store, const char *channel, const char *identity, GBytes *raw, gint64 at,
                               gint64 since, gint64 *id, gboolean *is_new, GError **error);
/* What was kept under that name since then; *id 0 = nothing. */
gboolean store_inbound_find(struct store *store, const char *channel, const char *identity, gint64 since, gint64 *id,
                            GError **error);
/* What came holds several messages, which are kept each by itself: `pieces` are their ids (gint64). The whole is done,
 * as kind STORE_INBOUND_SPLIT: its hash stays, so that the same again is known, and of its bytes nothing but those ids.
 */
#define STORE_INBOUND_SPLIT "split"
gboolean store_inbound_split(struct store *store, gint64 id, const GArray *pieces, GError **error);
/* gint64 ids in their order, without those that have been erased. */
GArray *store_inbound_pieces(struct store *store, gint64 id, GError **error);
struct store_inbound *store_inbound_get(struct store *store, gint64 id, GError **error);
struct store_inbound *store_inbound_outline(struct store *store, gint64 id, GError **error); /* without raw */
/* Without it, it is the channel that it came by. */
gboolean store_inbound_set_way(struct store *store, gint64 id, const char *way, GError **error);
gboolean store_inbound_done(struct store *store, gint64 id, const char *kind, gint64 enrolment, gint64 message,
                            const char *answer, GError **error);
/* What people wrote and is nobody's, or of one of several: without raw, oldest first. */
GPtrArray *store_inbound_nobodys(struct store *store, GError **error);
/* A person says that it needs no answer: state "closed". STORE_ERROR_REFUSED when it isn't such a one. */
gboolean store_inbound_close(struct store *store, gint64 id, GError **error);
GArray *store_inbound_new(struct store *store, GError **error);                     /* gint64 ids still to be read */
GPtrArray *store_inbound_of(struct store *store, gint64 enrolment, GError **error); /* without raw */

#endif
