/* E-mail by SMTP submission. */
#include "channels/email/submission.h"
#include "channels/registry.h"

static void email_send(void *state, const struct channel_message *message, struct channel_result *result) {
  if (g_str_equal(message->channel, "email"))
    submission_send(state, message, NULL, result);
  else
    channel_result_set(result, CHANNEL_NEVER, "smtp doesn't carry %s", message->channel);
}

/* It can hear: the return path brings bounces in, the reply address answers (scheduler/intake reads them). */
const struct channel channel_email = {
    .name = "smtp",
    .version = 1,
    .abilities = CHANNEL_CAN_MAIL | CHANNEL_CAN_HEAR,
    .kinds = "email",
    .options = submission_options,
    .open = submission_open,
    .send = email_send,
    .check = submission_check,
    .close = submission_close,
};
