/* Invitations by mail: iTIP (RFC 5546) carried as RFC 6047 says. */
#include "channels/email/submission.h"
#include "channels/formats/invitation.h"
#include "channels/registry.h"

/* A colleague is invited as the young person is, when no way leads to their calendar. */
static void imip_send(void *state, const struct channel_message *message, struct channel_result *result) {
  static const char *const kinds[] = {"calendar", "agenda", NULL};
  if (!g_strv_contains(kinds, message->channel) || !message->invitation) {
    channel_result_set(result, CHANNEL_NEVER, "imip carries invitations alone, and there is none in this message");
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autofree char *calendar = invitation_write(message->invitation, &error);
  if (calendar)
    submission_send(state, message, calendar, result);
  else
    channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
}

const struct channel channel_calendar = {
    .name = "imip",
    .version = 1,
    .abilities = CHANNEL_CAN_INVITE | CHANNEL_CAN_AGENDA | CHANNEL_CAN_HEAR,
    .kinds = "calendar agenda",
    .options = submission_options,
    .open = submission_open,
    .send = imip_send,
    .check = submission_check,
    .close = submission_close,
};
