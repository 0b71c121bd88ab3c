/* What e-mail and invitations share: the same settings, one mail by SMTP submission, one verdict.
 *
 * The envelope's sender is the message's return path; without one, the setting `bounces` with the message's key;
 * without that, the sender. Its recipients are `to` and, when it isn't the same, `copy_to`. A copy that is refused or
 * malformed does not hold up the message. */
#ifndef CHANNELS_EMAIL_SUBMISSION_H
#define CHANNELS_EMAIL_SUBMISSION_H

#include "channels/channel.h"

extern const struct channel_option submission_options[];

/* As the verbs of struct channel. */
void *submission_open(channel_setting setting, void *user, GError **error);
gboolean submission_check(void *state, GError **error);
void submission_close(void *state);

/* `calendar` as in formats/mail_write.h. Always fills `result`. */
void submission_send(void *state, const struct channel_message *message, const char *calendar,
                     struct channel_result *result);

#endif
