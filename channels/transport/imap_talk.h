/* Question and answer with an IMAP server: for imap.c alone. One connection, one command at a time, each within its
 * seconds; the errors are those of imap.h. */
#ifndef CHANNELS_TRANSPORT_IMAP_TALK_H
#define CHANNELS_TRANSPORT_IMAP_TALK_H

#include "channels/transport/imap.h"
#include "channels/transport/imap_parse.h"

struct imap_talk;
struct imap_talk *imap_talk_new(const struct imap_settings *settings, GError **error);
void imap_talk_free(struct imap_talk *talk);
void imap_talk_heed(struct imap_talk *talk, int stop);
gboolean imap_talk_open(struct imap_talk *talk, GError **error); /* TLS and signing in */
gboolean imap_talk_is_open(const struct imap_talk *talk);
void imap_talk_close(struct imap_talk *talk);
/* How often the server said how many mails there are: it may, in the middle of anything. */
guint imap_talk_grown(const struct imap_talk *talk);

/* Gets every response but the last, also what was not asked for. */
typedef void (*imap_talk_hear)(void *user, const struct imap_response *response);
/* `command` without tag and line end. TRUE = the server said OK. `hear` NULL = nobody listens. */
gboolean imap_talk_ask(struct imap_talk *talk, const char *command, int seconds, imap_talk_hear hear, void *user,
                       GError **error);
typedef gboolean (*imap_talk_news)(void *user, const struct imap_response *response);
/* IDLE until `news` says TRUE of a response, at most `seconds`, or the stop; then DONE, which gets `timeout`. */
gboolean imap_talk_idle(struct imap_talk *talk, int seconds, int timeout, imap_talk_news news, void *user,
                        GError **error);

#endif
