#include "scheduler/dispatch/dispatch_envelope.h"

#include <jansson.h>
#include <string.h>

/* A calendar answers to the ORGANIZER, whatever Reply-To says: so that is the address at which the service hears. The
 * mail's own sender is named beside it (RFC 5545 section 3.2.18). */
static void set_organizer(struct channel_invitation *invitation, const struct store_message *row) {
  gboolean other = *row->reply_to && strcmp(row->reply_to, row->sender) != 0;
  invitation->organizer_name = row->sender_name;
  invitation->organizer_address = other ? row->reply_to : row->sender;
  invitation->sent_by = other ? row->sender : "";
}

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
                                    .attendee_name = row->to_name,
                                    .attendee_address = row->address};
    set_organizer(&envelope->invitation, row);
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
                                               .unsubscribe_url = "",
                                               .unsubscribe_mail = "",
                                               .subject = message->subject,
                                               .text = message->body,
                                               .queued = message->queued_at};
  return !*message->invitation || read_invitation(envelope, message);
}

void dispatch_envelope_unsubscribe(struct dispatch_envelope *envelope, char *url) {
  envelope->unsubscribe = url;
  envelope->message.unsubscribe_url = url;
  envelope->message.unsubscribe_mail = envelope->message.reply_to;
}

void dispatch_envelope_clear(struct dispatch_envelope *envelope) {
  g_free(envelope->unsubscribe);
  g_free(envelope->uid);
  g_free(envelope->summary);
}

static char *uid_of(const struct store_message *message) {
  json_t *json = json_loads(message->invitation, JSON_REJECT_DUPLICATES, NULL);
  char *uid = g_strdup(json_string_value(json_object_get(json, "uid")));
  json_decref(json);
  return uid;
}

static gboolean is_before(const struct store_message *one, const struct store_message *message, const char *uid) {
  static const char *const taken[] = {"sent", "delivered", NULL};
  if (one->id >= message->id || strcmp(one->channel, message->channel) != 0 || !g_strv_contains(taken, one->state))
    return FALSE;
  g_autofree char *own = strcmp(one->address, message->address) == 0 ? uid_of(one) : NULL;
  return g_strcmp0(own, uid) == 0;
}

char *dispatch_envelope_previous(struct store *store, const struct store_message *message) {
  if (!message->enrolment) return *message->reference ? g_strdup(message->reference) : NULL; /* who was erased */
  g_autofree char *uid = uid_of(message);
  g_autoptr(GPtrArray) all = uid ? store_outbox_of(store, message->enrolment, NULL) : NULL;
  for (guint i = 0; all && i < all->len; i++) { /* the newest first */
    const struct store_message *one = all->pdata[i];
    if (is_before(one, message, uid)) return *one->reference ? g_strdup(one->reference) : NULL; /* a cancellation */
  }
  return NULL;
}
