/* What a person said: an answer, a stop, or something that only a person can judge. */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/opt_out.h"
#include "channels/formats/reply_text.h"

#include "rules/contact/tongue.h"
#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

enum { TEXT_CHARACTERS = 4000 };

static char *bounded(const char *text) {
  char *valid = g_utf8_make_valid(text, -1);
  if (g_utf8_strlen(valid, -1) > TEXT_CHARACTERS) *g_utf8_offset_to_pointer(valid, TEXT_CHARACTERS) = '\0';
  return valid;
}

/* -- to a person -----------------------------------------------------------------------------------------------------
 */

static gboolean judge_person(struct intake_reading *reading, gint64 person, const char *why, GError **error) {
  gint64 enrolment = 0;
  if (!intake_match_newest(reading, person, &enrolment, error)) return FALSE;
  return !enrolment || flow_judge(reading->intake->flow, &reading->act, enrolment, reading->inbound, why, error);
}

static gboolean judge_several(struct intake_reading *reading, const char *what, GError **error) {
  gboolean called = json_is_true(json_object_get(reading->more, "missed_call"));
  const char *why = called ? intake_words_nl_shared_call() : intake_words_nl_shared();
  for (guint i = 0; i < reading->owners->len; i++)
    if (!judge_person(reading, g_array_index(reading->owners, gint64, i), why, error)) return FALSE;
  intake_answer_say(reading, TRUE, "%s; the address is shared by %u young people, a person decides", what,
                    reading->owners->len);
  return TRUE;
}

gboolean intake_reply_judge(struct intake_reading *reading, const char *why, const char *what, GError **error) {
  if (reading->whose == INTAKE_SEVERALS) return judge_several(reading, what, error);
  if (reading->whose == INTAKE_NOBODYS) {
    intake_answer_say(reading, FALSE, "%s; it belongs to nobody here and is kept", what);
    return TRUE;
  }
  if (!flow_judge(reading->intake->flow, &reading->act, reading->enrolment, reading->inbound, why, error)) return FALSE;
  intake_answer_say(reading, TRUE, "%s; put to a person", what);
  return TRUE;
}

/* -- answers ---------------------------------------------------------------------------------------------------------
 */

/* Whoever says to be somebody else proves no address. */
static gboolean answer(struct intake_reading *reading, const char *channel, const char *text, GError **error) {
  int intent = -1;
  struct flow *flow = reading->intake->flow;
  if (!flow_answer_from(flow, &reading->act, reading->enrolment, channel, reading->from, text, reading->inbound,
                        &intent, error))
    return FALSE;
  if (intent != POLICY_INTENT_WRONG_PERSON &&
      !flow_address_heard(flow, &reading->act, reading->enrolment, channel, reading->from, error))
    return FALSE;
  /* A stop that only the policy's own patterns know reaches as far as any other. */
  if (intent == POLICY_INTENT_STOP && !opt_out_way(text) &&
      !flow_stop(flow, &reading->act, reading->person, NULL, reading->inbound, error))
    return FALSE;
  if (intent >= 0) intake_answer_add(reading, "intent", json_string(policy_intent_names[intent]));
  intake_answer_add(reading, "urgent", json_boolean(intent == POLICY_INTENT_URGENT));
  if (intent == POLICY_INTENT_URGENT)
    intake_answer_say(reading, TRUE, "words of danger or of a death: people are told at once");
  else if (intent < 0)
    intake_answer_say(reading, TRUE, "an answer that no pattern of the policy understands; put to a person");
  else
    intake_answer_say(reading, TRUE, "an answer, understood as %s", policy_intent_names[intent]);
  return TRUE;
}

/* The copy of our message makes a counsellor's own "reply to all" look like an answer. */
static gboolean is_counsellor(const struct intake_reading *reading) {
  return reading->message && *reading->from && g_ascii_strcasecmp(reading->message->copy_to, reading->from) == 0;
}

static gboolean not_the_person(struct intake_reading *reading, GError **error) {
  if (is_counsellor(reading)) {
    intake_answer_say(reading, FALSE, "written by the counsellor, who gets a copy: no answer of the young person");
    return TRUE;
  }
  if (reading->urgent) return TRUE;
  gboolean known =
      reading->owners && reading->owners->len == 1 && g_array_index(reading->owners, gint64, 0) == reading->person;
  return intake_reply_judge(reading, known ? intake_words_nl_contact() : intake_words_nl_stranger(),
                            "not written by the young person", error);
}

/* -- danger ----------------------------------------------------------------------------------------------------------
 */

static gboolean alarm_enrolment(struct intake_reading *reading, gint64 enrolment, const struct flow_cry *cry,
                                GError **error) {
  return flow_urgent(reading->intake->flow, &reading->act, enrolment, cry, error);
}

static gboolean alarm_owners(struct intake_reading *reading, const struct flow_cry *cry, GError **error) {
  for (guint i = 0; i < reading->owners->len; i++) {
    gint64 enrolment = 0;
    if (!intake_match_newest(reading, g_array_index(reading->owners, gint64, i), &enrolment, error)) return FALSE;
    if (enrolment && !alarm_enrolment(reading, enrolment, cry, error)) return FALSE;
  }
  return TRUE;
}

gboolean intake_reply_alarm(struct intake_reading *reading, const char *channel, const char *text, GError **error) {
  struct flow_cry cry = {flow_danger(reading->intake->flow, text), channel, reading->from, reading->inbound};
  if (cry.kind == SAFETY_NONE || is_counsellor(reading)) return TRUE;
  reading->urgent = TRUE;
  intake_answer_add(reading, "urgent", json_true());
  intake_answer_say(reading, TRUE, "words of danger or of a death: people are told at once");
  if (reading->whose == INTAKE_SEVERALS) return alarm_owners(reading, &cry, error);
  return alarm_enrolment(reading, reading->whose == INTAKE_ONES ? reading->enrolment : 0, &cry, error);
}

gboolean intake_reply_take(struct intake_reading *reading, const char *channel, const char *text, GError **error) {
  if (tongue_is_stop(text)) return intake_reply_stop(reading, channel, text, FALSE, error);
  g_autofree char *own = bounded(text);
  reading->kind = "reply";
  reading->act.actor = "person";
  intake_answer_add(reading, "text", json_string(own));
  intake_answer_add(reading, "intent", json_null());
  intake_answer_add(reading, "urgent", json_false());
  if (reading->whose == INTAKE_ONES && !reading->stranger) return answer(reading, channel, text, error);
  if (!intake_reply_alarm(reading, channel, text, error)) return FALSE;
  if (reading->whose == INTAKE_ONES) return not_the_person(reading, error);
  return reading->urgent || intake_reply_judge(reading, intake_words_nl_shared(), "an answer", error);
}

/* -- stop ------------------------------------------------------------------------------------------------------------
 */

/* Whoever holds a shared number may silence it, for all who have it; not the other ways to reach them. An owner of whom
 * it is only a contact's number gets no messages there. */
static gboolean stop_owner(struct intake_reading *reading, gint64 person, const char *channel, guint *stopped,
                           GError **error) {
  gint64 enrolment = 0;
  gboolean contact = FALSE;
  if (!intake_match_newest(reading, person, &enrolment, error)) return FALSE;
  if (!enrolment) return TRUE;
  if (!intake_match_is_contact(reading, enrolment, reading->from, &contact, error)) return FALSE;
  if (contact)
    return flow_judge(reading->intake->flow, &reading->act, enrolment, reading->inbound, intake_words_nl_contact(),
                      error);
  ++*stopped;
  return flow_stop(reading->intake->flow, &reading->act, person, channel, reading->inbound, error);
}

static gboolean stop_several(struct intake_reading *reading, const char *channel, gboolean all, GError **error) {
  guint stopped = 0;
  for (guint i = 0; i < reading->owners->len; i++)
    if (!stop_owner(reading, g_array_index(reading->owners, gint64, i), channel, &stopped, error)) return FALSE;
  intake_answer_say(reading, TRUE, "a shared address: stopped for %u of the %u who have it", stopped,
                    reading->owners->len);
  return !all || judge_several(reading, "stopped for this channel", error);
}

/* "Geen mail meer" in a text message is about the mail. Texts are called many things, and are what is sent to a
 * telephone. */
static const char *named_channel(const char *way, const char *channel) {
  if (strcmp(way, "email") == 0) return way;
  return strcmp(channel, "email") == 0 ? "sms" : channel;
}

gboolean intake_reply_stop(struct intake_reading *reading, const char *channel, const char *text, gboolean all,
                           GError **error) {
  reading->kind = "opt_out";
  reading->act.actor = "person";
  intake_answer_add(reading, "text", intake_answer_string(text));
  if (!intake_reply_alarm(reading, channel, text, error)) return FALSE;
  if (reading->whose == INTAKE_SEVERALS) {
    intake_answer_add(reading, "scope", json_string(all ? "all" : "channel"));
    return stop_several(reading, channel, all, error);
  }
  /* Our texts say "Geen berichten meer? Stuur STOP": who answers that gets none, by any way, unless they name one. */
  const char *way = opt_out_way(text);
  all = all || !way;
  if (!all) channel = named_channel(way, channel);
  intake_answer_add(reading, "scope", json_string(all ? "all" : "channel"));
  if (reading->whose == INTAKE_NOBODYS) {
    intake_answer_say(reading, FALSE, "a stop; nobody here has this address");
    return TRUE;
  }
  if (reading->stranger) return not_the_person(reading, error);
  if (!flow_stop(reading->intake->flow, &reading->act, reading->person, all ? NULL : channel, reading->inbound, error))
    return FALSE;
  intake_answer_say(reading, TRUE, "no messages any more by %s", all ? "any channel" : channel);
  if (reading->urgent || !opt_out_says_more(text)) return TRUE;
  return flow_judge(reading->intake->flow, &reading->act, reading->enrolment, reading->inbound,
                    intake_words_nl_stop_and_more(), error);
}
