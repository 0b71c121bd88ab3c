/* Outgoing mail: a channel_message to the bytes of RFC 5322 and MIME, the same bytes each time.
 *
 * Message-ID, boundaries and Date come from the message's key and `queued`, nothing from a clock or a random source.
 * Header injection can't happen: control characters in any field are an error. */
#ifndef CHANNELS_FORMATS_MAIL_WRITE_H
#define CHANNELS_FORMATS_MAIL_WRITE_H

#include "channels/channel.h"

/* `calendar` is a rendered iCalendar object with its METHOD, or NULL; with one, the mail is multipart/mixed
 * {alternative{plain, text/calendar; method=…}, invite.ics} (RFC 6047). Lines end in CR LF. NULL and an error when a
 * field can't be written. Caller frees. */
GBytes *mail_write(const struct channel_message *message, const char *calendar, GError **error);
/* "<KEY@host>", host = domain of message->from. Caller frees. */
char *mail_write_message_id(const struct channel_message *message);

#endif
