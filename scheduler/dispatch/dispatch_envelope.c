#include "scheduler/dispatch/dispatch_envelope.h"

#include <jansson.h>
#include <string.h>

static gboolean read_invitation(struct dispatch_envelope *envelope, const struct store_message *row) {
  const char *method = NULL, *uid = NULL, *summary = NULL;
  json_int_t start = 0, end = 0;
  int sequence = 0;
  json_t *json = json_loads(row->invitation, JSON_REJECT_DUPLICATES, NULL);
  gboolean ok = json && json_unpack(json, "{s:s, s:s, s:i, s:I, s:I, s:s}", "method", &method, "uid", &uid, "sequence",
                                    &sequence, "start", &start, "end", &end, "summary", &summary) == 0;
  if (ok) {
    envelope->uid = g_strdup(uid);
    envelope->summary = g_strdup(summary);
    envelope->invitation =
        (struct channel_invitation){.method = strcmp(method, "cancel") == 0 ? CHANNEL_CANCEL : CHANNEL_REQUEST,
                                    .uid = envelope->uid,
                                    .sequence = sequence,
                                    .start = start,
                                    .end = end,
                                    .stamp = row->queued_at,
                                    .summary = envelope->summary,
                                    .location = "",
                                    .description = row->body,
                                    .organizer_name = row->sender_name,
                                    .organizer_address = row->sender,
                                    .attendee_name = row->to_name,
                                    .attendee_address = row->address};
    envelope->message.invitation = &envelope->invitation;
  }
  json_decref(json);
  return ok;
}

gboolean dispatch_envelope_fill(struct dispatch_envelope *envelope, const struct store_message *message) {
  *envelope = (struct dispatch_envelope){0};
  envelope->message = (struct channel_message){.key = message->key,
                                               .channel = message->channel,
                                               .to = message->address,
                                               .to_name = message->to_name,
                                               .from = message->sender,
                                               .from_name = message->sender_name,
                                               .reply_to = message->reply_to,
                                               .copy_to = message->copy_to,
                                               .return_path = "",
                                               .subject = message->subject,
                                               .text = message->body,
                                               .queued = message->queued_at};
  return !*message->invitation || read_invitation(envelope, message);
}

void dispatch_envelope_clear(struct dispatch_envelope *envelope) {
  g_free(envelope->uid);
  g_free(envelope->summary);
}
