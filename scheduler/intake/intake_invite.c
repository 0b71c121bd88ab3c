/* Answers out of calendars (RFC 5546). Only the invited address answers, and only the appointment as it stands: an
 * answer to an older SEQUENCE, or one that was overtaken by a newer answer, is about something that no longer holds.
 * Accepting is an answer, and no use of the offer (S18). */
#include "scheduler/intake/intake_room.h"

#include "channels/formats/answer_words.h"
#include "channels/formats/reply_text.h"
#include "channels/formats/tnef.h"
#include "scheduler/intake/intake_words_nl.h"
#include "scheduler/store/store_appointments.h"

#include <string.h>

/* -- which appointment -----------------------------------------------------------------------------------------------
 */

/* The UID that flow keeps with a message; NULL when it carries no invitation. Caller frees. */
static char *uid_of(const struct store_message *message) {
  json_t *json = message && *message->invitation ? json_loads(message->invitation, 0, NULL) : NULL;
  char *uid = g_strdup(json_string_value(json_object_get(json, "uid")));
  json_decref(json);
  return uid;
}

/* By the UID, which only who was invited can know: it is a keyed hash of the step (S2). Exchange may have wrapped it. A
 * question that lost its UID is about the message it answers. NULL without an error: none of ours. */
static struct store_appointment *find(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  g_autofree char *within = tnef_uid_within(mail->uid);
  g_autofree char *own = *within ? g_strdup(within) : *mail->uid ? g_strdup(mail->uid) : uid_of(reading->message);
  return own ? store_appointments_by_uid(reading->intake->store, own, error) : NULL;
}

/* From here on the message is the newest that carried the appointment. */
static gboolean take_over(struct intake_reading *reading, const struct store_appointment *one, GError **error) {
  struct store_message *message = store_outbox_message(reading->intake->store, one->message, error);
  if (!message) return FALSE;
  store_outbox_message_free(reading->message);
  reading->message = message;
  return intake_match_enrolment(reading, one->enrolment, error);
}

/* -- is it theirs, and about what holds? -----------------------------------------------------------------------------
 */

static gboolean is_same(const char *address, const char *other) {
  return *address && g_ascii_strcasecmp(address, other) == 0;
}

/* Some calendars write from an address of their own and name the person in Reply-To. */
static gboolean is_from(const struct intake_reading *reading, const struct mail_read *mail, const char *address) {
  return is_same(reading->from, address) || is_same(mail->reply_to, address);
}

/* From another address than the invited one it may be an alias, or a parent: that is for a person to say (RFC 6047
 * section 3 warns of it). */
static gboolean is_invited(struct intake_reading *reading, const struct mail_read *mail, gboolean *certain,
                           GError **error) {
  *certain = is_from(reading, mail, reading->message->address);
  if (*certain) return TRUE;
  g_autoptr(GArray) owners = store_addresses_owners(reading->intake->store, reading->from, error);
  if (!owners) return FALSE;
  *certain = owners->len == 1 && g_array_index(owners, gint64, 0) == reading->person;
  gboolean contact = FALSE;
  if (*certain && !intake_match_is_contact(reading, reading->enrolment, reading->from, &contact, error)) return FALSE;
  *certain = *certain && !contact;
  return TRUE;
}

/* Answers for somebody else than was invited. Who does so from that very address was passed the invitation, or has two
 * addresses, and so has who was invited and answers as another; else it does not hold together in any way. */
static gboolean is_of_another(struct intake_reading *reading, const struct mail_read *mail) {
  return *mail->attendee && !is_same(mail->attendee, reading->message->address);
}

/* Who reads along may press the button, too. */
static gboolean is_of_counsellor(const struct intake_reading *reading, const struct mail_read *mail) {
  return is_same(reading->from, reading->message->copy_to) && is_same(mail->attendee, reading->message->copy_to);
}

/* RFC 5545 section 3.8.7.4: an absent SEQUENCE is 0. Calendars give back the number that they got, so a higher one than
 * ours is none that we sent. */
static gboolean is_stale(struct intake_reading *reading, const struct mail_read *mail,
                         const struct store_appointment *one) {
  int answered = MAX(mail->sequence, 0);
  if (strcmp(one->state, "open") != 0)
    intake_answer_say(reading, FALSE, "answers an appointment that is %s; nothing changed", one->state);
  else if (answered < one->sequence)
    intake_answer_say(reading, FALSE, "answers number %d of the invitation, which is at %d; nothing changed", answered,
                      one->sequence);
  else if (mail->stamp && mail->stamp < one->answered_at)
    intake_answer_say(reading, FALSE, "written before the answer that is known; nothing changed");
  else
    return FALSE;
  return TRUE;
}

enum standing { HOLDS, VOID, DOUBTFUL };

static enum standing doubt(struct intake_reading *reading, const char *what, gboolean *fine, GError **error) {
  *fine = intake_reply_judge(reading, intake_words_nl_not_invited(), what, error);
  return DOUBTFUL;
}

/* It no longer counts, but what somebody wrote beside it is read all the same. */
static gboolean hear_words(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  if (!*mail->comment || !is_from(reading, mail, reading->message->address)) return TRUE;
  return intake_reply_judge(reading, intake_words_nl_calendar(), "words beside an answer that no longer counts", error);
}

/* Stale ones change nothing; forged ones neither, but where only a person can tell, one is asked. */
static enum standing look(struct intake_reading *reading, const struct mail_read *mail,
                          const struct store_appointment *one, gboolean *fine, GError **error) {
  gboolean certain = FALSE;
  *fine = TRUE;
  if (is_stale(reading, mail, one)) {
    *fine = hear_words(reading, mail, error);
    return VOID;
  }
  if (is_of_counsellor(reading, mail)) {
    intake_answer_say(reading, FALSE, "answered by the counsellor, who gets a copy: no answer of the young person");
    return VOID;
  }
  if (is_of_another(reading, mail)) {
    if (is_from(reading, mail, mail->attendee) || is_from(reading, mail, reading->message->address))
      return doubt(reading, "answered by somebody who was not invited", fine, error);
    intake_answer_say(reading, FALSE, "answered for an address that was not invited; nothing changed");
    return VOID;
  }
  *fine = is_invited(reading, mail, &certain, error);
  if (!*fine) return VOID;
  if (!certain) return doubt(reading, "answered from another address than the invited one", fine, error);
  if (mail->sequence > one->sequence) return doubt(reading, "answers a number that was never sent", fine, error);
  return HOLDS;
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

static gboolean judge(struct intake_reading *reading, const char *why, GError **error) {
  return flow_judge(reading->intake->flow, &reading->act, reading->enrolment, reading->inbound, why, error);
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

/* A stamp that lies in the future, by a clock that is wrong or a hand that is clever, would shut out what comes later.
 */
static gboolean carry_out(struct intake_reading *reading, const struct mail_read *mail,
                          const struct store_appointment *one, const struct answer *answer, GError **error) {
  reading->act.actor = "person";
  if (!flow_appointment_answered(reading->intake->flow, &reading->act, one->id, answer->partstat,
                                 MIN(mail->stamp, reading->act.now), error))
    return FALSE;
  if (answer->why && !judge(reading, answer->why(), error)) return FALSE;
  if (!react(reading, mail, error)) return FALSE;
  intake_answer_say(reading, TRUE, "the invitation was answered: %s%s", answer->partstat,
                    answer->why ? "; put to a person" : "");
  return TRUE;
}

static gboolean take_reply(struct intake_reading *reading, const struct mail_read *mail,
                           const struct store_appointment *one, GError **error) {
  const struct answer *answer = mail->partial ? NULL : answer_of(mail->partstat);
  if (answer) return carry_out(reading, mail, one, answer, error);
  return intake_reply_judge(reading, intake_words_nl_calendar(), "an answer that only a person can judge", error);
}

/* -- questions -------------------------------------------------------------------------------------------------------
 */

static char *counter_words(struct intake_reading *reading, const struct mail_read *mail) {
  const struct zone *zone = cases_zone(reading->intake->cases);
  if (!mail->proposed_start) return g_strdup(intake_words_nl_counter_untimed());
  struct zone_local from = zone_to_local(zone, mail->proposed_start), to = zone_to_local(zone, mail->proposed_end);
  return intake_words_nl_counter(from.day, from.minute, to.day == from.day && to.minute > from.minute ? to.minute : -1);
}

static char *question_words(struct intake_reading *reading, const struct mail_read *mail) {
  if (strcmp(mail->method, "COUNTER") == 0) return counter_words(reading, mail);
  if (strcmp(mail->method, "REFRESH") == 0) return g_strdup(intake_words_nl_refresh());
  if (strcmp(mail->partstat, "DELEGATED") == 0) return g_strdup(intake_words_nl_delegated());
  return g_strdup(intake_words_nl_calendar());
}

/* Who proposes another time has answered: nobody need remind them. A REFRESH is a calendar's own doing. */
static gboolean take_question(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  g_autofree char *why = question_words(reading, mail);
  gboolean counter = strcmp(mail->method, "COUNTER") == 0;
  if (counter) reading->act.actor = "person";
  return intake_reply_judge(reading, why, "a question about the invitation", error) &&
         (!counter || react(reading, mail, error));
}

/* -- all of it -------------------------------------------------------------------------------------------------------
 */

static json_t *proposed(struct intake_reading *reading, const struct mail_read *mail) {
  const struct zone *zone = cases_zone(reading->intake->cases);
  g_autofree char *start = zone_format(zone, mail->proposed_start), *end = zone_format(zone, mail->proposed_end);
  return json_pack("{s:s, s:s}", "start", start, "end", end);
}

/* An answer that gives no number answers the first (RFC 5545 section 3.8.7.4); of what a person judges it is not known.
 */
static json_t *sequence_json(const struct mail_read *mail) {
  if (mail->sequence >= 0) return json_integer(mail->sequence);
  return mail->kind == MAIL_CALENDAR_QUESTION ? json_null() : json_integer(0);
}

static void add_fields(struct intake_reading *reading, const struct mail_read *mail) {
  intake_answer_add(reading, "uid", intake_answer_string(mail->uid));
  intake_answer_add(reading, "attendee", intake_answer_string(mail->attendee));
  intake_answer_add(reading, "partstat", intake_answer_string(mail->partstat));
  intake_answer_add(reading, "sequence", sequence_json(mail));
  intake_answer_add(reading, "comment", intake_answer_string(mail->comment));
  if (mail->kind == MAIL_CALENDAR_QUESTION) intake_answer_add(reading, "method", intake_answer_string(mail->method));
  if (mail->proposed_start) intake_answer_add(reading, "proposed", proposed(reading, mail));
}

/* From somebody we look after it may be about another's invitation, or ours with its UID mangled on the way. */
static gboolean take_unknown(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  if (reading->whose != INTAKE_NOBODYS)
    return intake_reply_judge(reading, intake_words_nl_calendar(),
                              *mail->uid ? "about no invitation of ours" : "an answer that does not say to what",
                              error);
  intake_answer_say(reading, FALSE, "about no invitation of ours to this address; kept");
  return TRUE;
}

static gboolean take(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(StoreAppointment) one = find(reading, mail, &problem);
  gboolean fine = TRUE;
  if (problem) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  if (!one) return take_unknown(reading, mail, error);
  if (!take_over(reading, one, error)) return FALSE;
  if (look(reading, mail, one, &fine, error) != HOLDS) return fine;
  return mail->kind == MAIL_CALENDAR_REPLY ? take_reply(reading, mail, one, error)
                                           : take_question(reading, mail, error);
}

/* Every stop is honoured, also one beside a yes; it stays a calendar answer. What is typed stands on top, and of what
 * stands below not all is always known for a program's. */
static gboolean take_stop(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  g_autofree char *top = g_strndup(mail->words, strcspn(mail->words, "\n"));
  const char *const said[] = {mail->comment, mail->words, top};
  const char *words = NULL;
  gboolean all = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(said) && !words; i++)
    if (reply_text_is_stop(said[i], &all)) words = said[i];
  if (!words) return TRUE;
  const char *kind = reading->kind;
  gboolean fine = intake_reply_stop(reading, "email", words, all, error);
  reading->kind = kind;
  return fine;
}

/* The invitation says how to stop, and calendars send its words back: those are ours, not theirs. */
static char *without_ours(const struct intake_reading *reading, const char *text) {
  if (!*text || !reading->message) return g_strdup(text);
  g_autofree char *ours = g_strconcat(reading->message->subject, "\n", reading->message->body, NULL);
  return answer_words_without(text, ours);
}

gboolean intake_invite_take(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  struct mail_read theirs = *mail;
  g_autofree char *comment = without_ours(reading, mail->comment), *words = without_ours(reading, mail->words);
  theirs.comment = comment;
  theirs.words = words;
  add_fields(reading, &theirs);
  return take(reading, &theirs, error) && take_stop(reading, &theirs, error);
}

/* Somebody's own invitation: ours to answer it is not, but who we look after may mean something by it. */
gboolean intake_invite_foreign(struct intake_reading *reading, GError **error) {
  if (reading->whose == INTAKE_ONES && !reading->stranger)
    return intake_reply_judge(reading, intake_words_nl_their_invitation(), "an invitation of their own", error);
  intake_answer_say(reading, FALSE, "somebody's own invitation; kept");
  return TRUE;
}
