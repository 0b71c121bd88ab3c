/* Delivery reports by mail. A report counts for the message whose key it came back to, which nobody else can know;
 * without one it only makes a task: anyone can write "5.1.1". */
#include "scheduler/intake/intake_room.h"

#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

enum { LISTED_MAX = 100 };

static json_t *recipients(const struct mail_read *mail) {
  json_t *all = json_array();
  for (guint i = 0; i < mail->recipients->len && i < LISTED_MAX; i++) {
    const struct mail_read_recipient *one = mail->recipients->pdata[i];
    json_t *object = json_object();
    json_object_set_new(object, "address", intake_answer_string(one->address));
    json_object_set_new(object, "permanent", json_boolean(one->permanent));
    json_object_set_new(object, "status", intake_answer_string(one->status));
    json_object_set_new(object, "cause", json_string(mail_read_cause_names[one->cause]));
    json_array_append_new(all, object);
  }
  return all;
}

/* The copy to the counsellor has the same return path, and its failure says nothing about the young person's address.
 * A report that names no address at all is about the one we wrote to. */
static const struct mail_read_recipient *about(const struct intake_reading *reading, const struct mail_read *mail) {
  for (guint i = 0; i < mail->recipients->len; i++) {
    const struct mail_read_recipient *one = mail->recipients->pdata[i];
    if (!*one->address || g_ascii_strcasecmp(one->address, reading->message->address) == 0) return one;
  }
  return NULL;
}

static gboolean is_copy(const struct intake_reading *reading, const struct mail_read *mail) {
  const char *copy = reading->message->copy_to;
  for (guint i = 0; i < mail->recipients->len; i++)
    if (*copy && g_ascii_strcasecmp(((struct mail_read_recipient *)mail->recipients->pdata[i])->address, copy) == 0)
      return TRUE;
  return FALSE;
}

/* flow reads codes that blame the address out of a reason; so none is named when something else is to blame. */
static char *reason_of(const struct mail_read_recipient *one) {
  gboolean blames = g_str_has_prefix(one->status, "5.1.");
  if (!*one->status || (blames && one->cause != MAIL_CAUSE_ADDRESS))
    return g_strdup_printf("came back: %s", mail_read_cause_names[one->cause]);
  return g_strdup_printf("came back: %s (%s)", mail_read_cause_names[one->cause], one->status);
}

static gboolean set_state(struct intake_reading *reading, const char *state, const char *reason, gboolean *changed,
                          GError **error) {
  if (!store_outbox_set(reading->intake->store, reading->message->id, state, reason, NULL, 0, reading->act.now, changed,
                        error))
    return FALSE;
  if (*changed)
    intake_answer_say(reading, TRUE, "%s", reason);
  else
    intake_answer_say(reading, FALSE, "%s; the message was %s already", reason, reading->message->state);
  return TRUE;
}

static gboolean failed(struct intake_reading *reading, const struct mail_read_recipient *one, GError **error) {
  gboolean changed = FALSE;
  g_autofree char *reason = reason_of(one);
  if (!set_state(reading, "failed", reason, &changed, error)) return FALSE;
  if (!changed) return TRUE; /* told before: two servers on the way may both report */
  const char *state = one->permanent && one->cause == MAIL_CAUSE_ADDRESS ? "bounced" : "failed";
  return flow_settled(reading->intake->flow, &reading->act, reading->message, state, reason, error);
}

static gboolean take_bounce(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  static const struct mail_read_recipient unnamed = {(char *)"", (char *)"", FALSE, MAIL_CAUSE_OTHER};
  if (!reading->message || reading->stranger)
    return intake_reply_judge(reading, intake_words_nl_bounced(),
                              "came back, but not to the address of one of our messages", error);
  const struct mail_read_recipient *one = mail->recipients->len ? about(reading, mail) : &unnamed;
  if (one) return failed(reading, one, error);
  if (!is_copy(reading, mail))
    return intake_reply_judge(reading, intake_words_nl_bounced(), "came back from an address we did not write to",
                              error);
  intake_answer_say(reading, FALSE, "the counsellor's copy came back, not the message itself");
  return TRUE;
}

static gboolean take_delay(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  (void)mail, (void)error;
  intake_answer_say(reading, FALSE, "under way still: the mail servers go on trying");
  return TRUE;
}

static gboolean take_receipt(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  intake_answer_add(reading, "state", json_string("delivered"));
  intake_answer_add(reading, "part", json_null());
  gboolean changed = FALSE;
  if (reading->message && (!mail->recipients->len || about(reading, mail)))
    return set_state(reading, "delivered", "delivered", &changed, error) &&
           (!changed ||
            flow_settled(reading->intake->flow, &reading->act, reading->message, "delivered", "delivered", error));
  intake_answer_say(reading, FALSE, "a report about no message of ours");
  return TRUE;
}

/* The sender of a report is a machine: whom the report is about is found by key, else by the address that failed. */
static gboolean match_recipient(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  for (guint i = 0; i < mail->recipients->len && i < LISTED_MAX && reading->whose == INTAKE_NOBODYS; i++)
    if (!intake_match_sender(reading, "email", ((struct mail_read_recipient *)mail->recipients->pdata[i])->address,
                             error))
      return FALSE;
  g_clear_pointer(&reading->message, store_outbox_message_free);
  return TRUE;
}

gboolean intake_bounce_take(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  intake_answer_add(reading, "recipients", recipients(mail));
  if (!reading->message && !match_recipient(reading, mail, error)) return FALSE;
  if (mail->kind == MAIL_DELAY) return take_delay(reading, mail, error);
  return mail->kind == MAIL_RECEIPT ? take_receipt(reading, mail, error) : take_bounce(reading, mail, error);
}
