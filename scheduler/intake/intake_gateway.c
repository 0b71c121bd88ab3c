/* What an SMS gateway brings: messages of people, and reports on ours. */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/reply_text.h"
#include "scheduler/intake/intake_sms.h"
#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

static gboolean decode(GBytes *raw, struct intake_sms *sms) {
  gsize size = 0;
  const void *bytes = g_bytes_get_data(raw, &size);
  return intake_sms_read(bytes ? bytes : "", size, sms);
}

gboolean intake_gateway_is_stamped(GBytes *raw) {
  struct intake_sms sms;
  gboolean stamped = decode(raw, &sms) && sms.stamped;
  intake_sms_clear(&sms);
  return stamped;
}

/* -- messages --------------------------------------------------------------------------------------------------------
 */

static gboolean take_words(struct intake_reading *reading, const struct intake_sms *sms, GError **error) {
  gboolean all = FALSE;
  if (reply_text_is_stop(sms->text, &all)) return intake_reply_stop(reading, "sms", sms->text, all, error);
  return intake_reply_take(reading, "sms", sms->text, error);
}

static gboolean take_sms(struct intake_reading *reading, const struct intake_sms *sms, GError **error) {
  g_free(reading->from);
  reading->from = g_strdup(sms->from);
  if (!*sms->from) {
    reading->kind = "unreadable";
    intake_answer_say(reading, FALSE, "kept: %s", *sms->problem ? sms->problem : "it doesn't say who sent it");
    return TRUE;
  }
  if (!intake_match_sender(reading, "sms", sms->from, error)) return FALSE;
  if (sms->text && *sms->text) return take_words(reading, sms, error);
  reading->kind = "unreadable";
  return intake_reply_judge(reading, intake_words_nl_unreadable(),
                            *sms->problem ? sms->problem : "there is no text in it", error);
}

gboolean intake_gateway_sms(struct intake_reading *reading, GBytes *raw, GError **error) {
  struct intake_sms sms;
  decode(raw, &sms);
  gboolean fine = take_sms(reading, &sms, error);
  intake_sms_clear(&sms);
  return fine;
}

/* -- reports ---------------------------------------------------------------------------------------------------------
 */

/* Kannel's user guide, "Delivery reports": bits, of which one is set. What is on its way was taken: that also ends a
 * doubt whether it ever left. */
static const struct report {
  const char *code, *state, *meaning;
} reports[] = {
    {"1", "delivered", "delivered"},
    {"2", "failed", "not delivered"},
    {"4", "sent", "waiting at the operator"},
    {"8", "sent", "taken by the operator"},
    {"16", "failed", "refused by the operator"},
};

static const struct report *report_of(const char *code) {
  for (gsize i = 0; i < G_N_ELEMENTS(reports); i++)
    if (strcmp(reports[i].code, code) == 0) return &reports[i];
  return NULL;
}

/* Gateways answer "ACK/" or "NACK/…/Invalid Destination Address": kept with the message, in one line. */
static char *told(const struct report *report, const struct intake_sms *sms) {
  g_autofree char *reply = g_strdelimit(g_strdup(intake_sms_field(sms, "reply")), "\r\n\t", ' ');
  if (g_utf8_strlen(reply, -1) > 200) *g_utf8_offset_to_pointer(reply, 200) = '\0';
  return *reply ? g_strdup_printf("%s: %s", report->meaning, reply) : g_strdup(report->meaning);
}

static gboolean settle(struct intake_reading *reading, const struct report *report, const char *reason,
                       GError **error) {
  gboolean changed = FALSE;
  if (!store_outbox_set(reading->intake->store, reading->message->id, report->state, reason, NULL, 0, reading->act.now,
                        &changed, error))
    return FALSE;
  if (!changed) {
    intake_answer_say(reading, FALSE, "%s; the message was %s already", reason, reading->message->state);
    return TRUE;
  }
  intake_answer_say(reading, TRUE, "%s", reason);
  return flow_settled(reading->intake->flow, &reading->act, reading->message, report->state, reason, error);
}

static gboolean take_receipt(struct intake_reading *reading, const struct intake_sms *sms, GError **error) {
  const struct report *report = report_of(intake_sms_field(sms, "status"));
  const char *part = intake_sms_field(sms, "part");
  reading->kind = report ? "receipt" : "unreadable";
  if (!report) {
    intake_answer_say(reading, FALSE, "kept: no status of a delivery report in it");
    return TRUE;
  }
  intake_answer_add(reading, "state", json_string(report->state));
  intake_answer_add(reading, "part", *part ? intake_answer_string(part) : json_null());
  if (!intake_match_key(reading, intake_sms_field(sms, "id"), error)) return FALSE;
  g_autofree char *reason = told(report, sms);
  if (reading->message) return settle(reading, report, reason, error);
  intake_answer_say(reading, FALSE, "%s; no message here has this id", reason);
  return TRUE;
}

gboolean intake_gateway_receipt(struct intake_reading *reading, GBytes *raw, GError **error) {
  struct intake_sms sms;
  decode(raw, &sms);
  gboolean fine = take_receipt(reading, &sms, error);
  intake_sms_clear(&sms);
  return fine;
}
