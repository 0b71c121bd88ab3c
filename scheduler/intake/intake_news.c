/* What a channel's far side told us by itself: what became of a message of ours, somebody's words, a missed call. */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/hook_form.h"
#include "channels/formats/reply_text.h"
#include "channels/formats/sms_text.h"
#include "scheduler/intake/intake_parts.h"
#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

/* How long a report whose message isn't known yet is looked at again: it may have overtaken the answer to our own
 * request, which alone tells the provider's reference. */
enum { EARLY_SECONDS = 3600 };

static gboolean find_sender(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  g_free(reading->from);
  reading->from = hook_form_number(news->from);
  if (!intake_match_sender(reading, reading->way, reading->from, error)) return FALSE;
  g_autofree char *to = hook_form_number(news->to);
  intake_match_school(reading, to);
  return TRUE;
}

/* -- words -----------------------------------------------------------------------------------------------------------
 */

static gboolean take_text(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  gboolean all = FALSE;
  if (!find_sender(reading, news, error)) return FALSE;
  if (!news->text || !*news->text) {
    reading->kind = "unreadable";
    return intake_reply_judge(reading, intake_words_nl_unreadable(),
                              *news->reason ? news->reason : "there is no text in it", error);
  }
  if (reply_text_is_stop(news->text, &all))
    return intake_reply_alarm(reading, reading->way, news->text, error) &&
           intake_reply_stop(reading, reading->way, news->text, all, error);
  return intake_reply_take(reading, reading->way, news->text, error);
}

/* -- calls -----------------------------------------------------------------------------------------------------------
 */

/* A prepaid telephone without credit can still ring: who does that asks to be called. The number is never picked up,
 * which would cost the caller; a person calls back. */
static gboolean take_call(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  gboolean fresh = FALSE;
  if (!find_sender(reading, news, error)) return FALSE;
  reading->kind = "reply";
  reading->act.actor = "person";
  intake_answer_add(reading, "text", json_string(""));
  intake_answer_add(reading, "intent", json_string(policy_intent_names[POLICY_INTENT_CALL_ME]));
  intake_answer_add(reading, "urgent", json_false());
  intake_answer_add(reading, "missed_call", json_true());
  if (reading->whose != INTAKE_ONES)
    return intake_reply_judge(reading, intake_words_nl_shared_call(), "a missed call", error);
  if (reading->stranger)
    return intake_reply_judge(reading, intake_words_nl_contact_call(), "a missed call, not by the young person", error);
  if (!flow_called(reading->intake->flow, &reading->act, reading->enrolment, reading->way, reading->inbound, &fresh,
                   error))
    return FALSE;
  intake_answer_say(reading, TRUE, "%s",
                    fresh ? "a missed call: a person calls back" : "a missed call again: a person was asked already");
  return TRUE;
}

/* -- reports ---------------------------------------------------------------------------------------------------------
 */

static gboolean settle(struct intake_reading *reading, const struct channel_news *news, const char *state,
                       const char *reason, GError **error) {
  gboolean changed = FALSE;
  if (!store_outbox_set(reading->intake->store, reading->message->id, state, reason, news->reference, 0,
                        reading->act.now, &changed, error))
    return FALSE;
  if (!changed) {
    intake_answer_say(reading, FALSE, "%s; the message was %s already", reason, reading->message->state);
    return TRUE;
  }
  intake_answer_say(reading, TRUE, "%s", reason);
  const char *told = strcmp(state, "failed") == 0 && strcmp(news->cause, "address") == 0 ? "bounced" : state;
  return flow_settled(reading->intake->flow, &reading->act, reading->message, told, reason, error);
}

/* The parts seen are kept with the message, and it has the state that they have together. That one more arrived is a
 * change, even when the message waits for the others. */
static gboolean settle_part(struct intake_reading *reading, const struct channel_news *news, const char *reason,
                            GError **error) {
  const struct store_message *message = reading->message;
  int total = g_utf8_validate(message->body, -1, NULL) ? sms_text_measure(message->body).parts : 1;
  g_autofree char *parts = intake_parts_note(message->parts, news->part, news->state);
  const char *state = intake_parts_state(parts, total);
  gboolean new = strcmp(parts, message->parts) != 0, ends = strcmp(news->state, "sent") != 0;
  g_autofree char *told = g_strdup_printf("%s (part %d of %d)", reason, news->part, MAX(total, (int)strlen(parts)));
  if (new && !store_outbox_set_parts(reading->intake->store, message->id, parts, error)) return FALSE;
  if (!settle(reading, news, state, told, error)) return FALSE;
  if (new &&ends && !reading->applied) intake_answer_say(reading, TRUE, "%s", told);
  return TRUE;
}

/* A key can't be guessed; a provider's reference is all that some give back. */
static gboolean find_message(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  if (!intake_match_key(reading, news->key, error)) return FALSE;
  return reading->message || !*news->reference || intake_match_reference(reading, news->reference, error);
}

static gboolean take_receipt(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  const char *reason = *news->reason ? news->reason : news->state;
  g_autofree char *part = g_strdup_printf("%d", news->part);
  reading->kind = "receipt";
  intake_answer_add(reading, "state", *news->state ? json_string(news->state) : json_null());
  intake_answer_add(reading, "part", news->part ? json_string(part) : json_null());
  if (*news->cause) intake_answer_add(reading, "cause", json_string(news->cause));
  if (!find_message(reading, news, error)) return FALSE;
  if (!*news->state) {
    intake_answer_say(reading, FALSE, "%s", *reason ? reason : "a status unknown here");
    return TRUE;
  }
  if (reading->message && news->part) return settle_part(reading, news, reason, error);
  if (reading->message) return settle(reading, news, news->state, reason, error);
  reading->early = *news->reference && reading->act.now < reading->kept_at + EARLY_SECONDS;
  intake_answer_say(reading, FALSE, "%s; no message here has this %s%s", reason, *news->key ? "id" : "reference",
                    reading->early ? " yet" : "");
  return TRUE;
}

static gboolean (*const takers[])(struct intake_reading *reading, const struct channel_news *news, GError **error) = {
    [CHANNEL_NEWS_RECEIPT] = take_receipt, [CHANNEL_NEWS_TEXT] = take_text, [CHANNEL_NEWS_CALL] = take_call};

gboolean intake_news_take(struct intake_reading *reading, const struct channel_news *news, GError **error) {
  return takers[news->kind](reading, news, error);
}
