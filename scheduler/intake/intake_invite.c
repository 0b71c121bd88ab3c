/* Answers out of calendars (RFC 5546). Only the invited address answers, and only the invitation as it stands: an
 * answer to an older SEQUENCE is about a moment that no longer holds. Accepting is an answer, and no use of the offer
 * (S18). */
#include "scheduler/intake/intake_room.h"

#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

/* -- which invitation ------------------------------------------------------------------------------------------------
 */

/* Of the JSON that flow keeps with a message. FALSE when it is none. */
static gboolean read_invitation(const struct store_message *message, char **uid, int *sequence) {
  json_t *json = json_loads(message->invitation, 0, NULL);
  const char *text = json_string_value(json_object_get(json, "uid"));
  *uid = g_strdup(text);
  *sequence = (int)json_integer_value(json_object_get(json, "sequence"));
  json_decref(json);
  return *uid != NULL;
}

struct invitation {
  struct store_message *message; /* the newest of that UID; NULL = none */
  int sequence;
};

/* A UID is the step's and not the message's, for a moved invitation is the same one (S2); so it is looked for among the
 * invitations of this person. */
static gboolean find_among(struct intake_reading *reading, gint64 enrolment, const char *uid, struct invitation *found,
                           GError **error) {
  g_autoptr(GPtrArray) all = store_outbox_of(reading->intake->store, enrolment, error);
  for (guint i = 0; all && i < all->len && !found->message; i++) {
    const struct store_message *message = all->pdata[i];
    g_autofree char *own = NULL;
    int sequence = 0;
    if (!*message->invitation || !read_invitation(message, &own, &sequence) || g_ascii_strcasecmp(own, uid) != 0)
      continue;
    found->sequence = sequence;
    found->message = store_outbox_message(reading->intake->store, message->id, error);
    if (!found->message) return FALSE;
  }
  return all != NULL;
}

static gboolean find_of_owners(struct intake_reading *reading, const char *uid, struct invitation *found,
                               GError **error) {
  for (guint i = 0; reading->owners && i < reading->owners->len && !found->message; i++) {
    g_autoptr(GPtrArray) all =
        store_people_enrolments(reading->intake->store, g_array_index(reading->owners, gint64, i), error);
    if (!all) return FALSE;
    for (guint k = 0; k < all->len && !found->message; k++)
      if (!find_among(reading, ((struct store_enrolment *)all->pdata[k])->id, uid, found, error)) return FALSE;
  }
  return TRUE;
}

static gboolean find(struct intake_reading *reading, const struct mail_read *mail, struct invitation *found,
                     GError **error) {
  if (reading->whose == INTAKE_ONES && !find_among(reading, reading->enrolment, mail->uid, found, error)) return FALSE;
  if (!found->message && !find_of_owners(reading, mail->uid, found, error)) return FALSE;
  if (!found->message) {
    if (!intake_match_sender(reading, "email", mail->attendee, error) ||
        !find_of_owners(reading, mail->uid, found, error))
      return FALSE;
  }
  return TRUE;
}

/* -- what was answered -----------------------------------------------------------------------------------------------
 */

static const struct answer {
  const char *partstat;
  const char *(*why)(void); /* what a person must do about it; NULL = nothing */
} answers[] = {
    {"ACCEPTED", NULL},
    {"TENTATIVE", intake_words_nl_tentative},
    {"DECLINED", intake_words_nl_declined},
};

static const struct answer *answer_of(const char *partstat) {
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++)
    if (g_ascii_strcasecmp(answers[i].partstat, partstat) == 0) return &answers[i];
  return NULL;
}

/* Without words of their own there is nothing for the policy's patterns: the fact of the answer is enough. */
static gboolean react(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  int intent = -1;
  if (*mail->comment)
    return flow_answer(reading->intake->flow, &reading->act, reading->enrolment, "calendar", mail->comment,
                       reading->inbound, &intent, error);
  struct progress_event event = {.kind = PROGRESS_EVENT_REACTION,
                                 .rule = -1,
                                 .reply = -1,
                                 .until = DATE_NONE,
                                 .day = zone_to_local(cases_zone(reading->intake->cases), reading->act.now).day};
  return flow_event(reading->intake->flow, &reading->act, reading->enrolment, event, NULL, "calendar", error) &&
         flow_wake(reading->intake->flow, &reading->act, reading->enrolment, error);
}

static gboolean carry_out(struct intake_reading *reading, const struct mail_read *mail, const struct answer *answer,
                          GError **error) {
  reading->act.actor = "person";
  if (answer->why &&
      !flow_judge(reading->intake->flow, &reading->act, reading->enrolment, reading->inbound, answer->why(), error))
    return FALSE;
  if (!react(reading, mail, error)) return FALSE;
  intake_answer_say(reading, TRUE, "the invitation was answered: %s%s", answer->partstat,
                    answer->why ? "; put to a person" : "");
  return TRUE;
}

static gboolean take_over(struct intake_reading *reading, struct invitation *found, GError **error) {
  store_outbox_message_free(reading->message);
  reading->message = g_steal_pointer(&found->message);
  return intake_match_enrolment(reading, reading->message->enrolment, error);
}

/* From another address than the invited one it may be an alias, or a parent: that is for a person to say (RFC 6047
 * section 3 warns of it). */
static gboolean is_invited(const struct intake_reading *reading, gboolean *certain, GError **error) {
  *certain = g_ascii_strcasecmp(reading->from, reading->message->address) == 0;
  if (*certain) return TRUE;
  g_autoptr(GArray) owners = store_addresses_owners(reading->intake->store, reading->from, error);
  if (!owners) return FALSE;
  *certain = owners->len == 1 && g_array_index(owners, gint64, 0) == reading->person;
  gboolean contact = FALSE;
  if (*certain &&
      !intake_match_is_contact((struct intake_reading *)reading, reading->enrolment, reading->from, &contact, error))
    return FALSE;
  *certain = *certain && !contact;
  return TRUE;
}

/* RFC 5545 section 3.8.7.4: an absent SEQUENCE is 0. */
static gboolean is_void(struct intake_reading *reading, const struct mail_read *mail, int sequence) {
  int answered = MAX(mail->sequence, 0);
  if (g_ascii_strcasecmp(mail->attendee, reading->message->address) != 0)
    intake_answer_say(reading, FALSE, "answered for an address that was not invited; nothing changed");
  else if (answered != sequence)
    intake_answer_say(reading, FALSE, "answers number %d of the invitation, which is at %d; nothing changed", answered,
                      sequence);
  else
    return FALSE;
  return TRUE;
}

static gboolean judge_reply(struct intake_reading *reading, const struct mail_read *mail, int sequence,
                            GError **error) {
  const struct answer *answer = answer_of(mail->partstat);
  gboolean certain = FALSE;
  if (is_void(reading, mail, sequence)) return TRUE;
  if (!is_invited(reading, &certain, error)) return FALSE;
  if (!certain)
    return intake_reply_judge(reading, intake_words_nl_not_invited(),
                              "answered from another address than the invited one", error);
  if (answer) return carry_out(reading, mail, answer, error);
  reading->kind = "calendar_question";
  return intake_reply_judge(reading, intake_words_nl_calendar(), "an answer that only a person can judge", error);
}

static void add_fields(struct intake_reading *reading, const struct mail_read *mail) {
  intake_answer_add(reading, "uid", intake_answer_string(mail->uid));
  intake_answer_add(reading, "attendee", intake_answer_string(mail->attendee));
  intake_answer_add(reading, "partstat", intake_answer_string(mail->partstat));
  intake_answer_add(reading, "sequence", mail->sequence < 0 ? json_null() : json_integer(mail->sequence));
  intake_answer_add(reading, "comment", intake_answer_string(mail->comment));
}

gboolean intake_invite_take(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  struct invitation found = {NULL, 0};
  add_fields(reading, mail);
  if (!find(reading, mail, &found, error)) return FALSE;
  if (!found.message) {
    intake_answer_say(reading, FALSE, "about no invitation of ours to this address; kept");
    return TRUE;
  }
  if (!take_over(reading, &found, error)) return FALSE;
  if (mail->kind == MAIL_CALENDAR_REPLY) return judge_reply(reading, mail, found.sequence, error);
  return intake_reply_judge(reading, intake_words_nl_calendar(), "a question about the invitation", error);
}
