#include "channels/formats/mail_calendar.h"

#include "channels/formats/address.h"
#include "channels/formats/answer_words.h"
#include "channels/formats/calendar_words_nl.h"
#include "channels/formats/invitation.h"
#include "channels/formats/letters.h"
#include "channels/formats/reply_text.h"
#include "channels/formats/tnef.h"

#include <string.h>

static void take_string(char **field, char **value) {
  g_free(*field);
  *field = g_steal_pointer(value);
}

/* --- parts --- */

struct reading {
  struct mail_read *mail;
  char *first;          /* the text that answered */
  char *name, *summary; /* of the attendee and the meeting, as the answer has them; NULL = not said */
  gboolean answers, inline_foreign, file_foreign;
};

static void take_answer(struct reading *reading, struct invitation_reply *reply) {
  struct mail_read *mail = reading->mail;
  reading->answers = TRUE;
  mail->kind = reply->answer == INVITATION_REPLY ? MAIL_CALENDAR_REPLY : MAIL_CALENDAR_QUESTION;
  take_string(&mail->method, &reply->method);
  take_string(&mail->uid, &reply->uid);
  take_string(&mail->attendee, &reply->attendee);
  take_string(&mail->partstat, &reply->partstat);
  take_string(&mail->comment, &reply->comment);
  take_string(&reading->name, &reply->name);
  take_string(&reading->summary, &reply->summary);
  mail->partial = reply->partial;
  mail->sequence = reply->sequence;
  mail->stamp = reply->stamp;
  mail->proposed_start = reply->start;
  mail->proposed_end = reply->end;
}

/* Most answers come twice in one mail, as a part and as a file. Two that differ are for a person. */
static void compare(struct reading *reading, const struct invitation_reply *reply) {
  const struct mail_read *mail = reading->mail;
  if (!g_str_equal(mail->uid, reply->uid) || !g_str_equal(mail->partstat, reply->partstat) ||
      g_ascii_strcasecmp(mail->attendee, reply->attendee) != 0)
    reading->mail->kind = MAIL_CALENDAR_QUESTION;
}

static gboolean visit(const struct mail_parts_calendar *part, void *user) {
  struct reading *reading = user;
  if (reading->first && g_str_equal(reading->first, part->text)) return FALSE; /* the same once more, as a file */
  struct invitation_hint hint = {.method = part->method, .sender = reading->mail->from, .untimed = reading->answers};
  struct invitation_reply reply;
  invitation_read(part->text, part->size, &hint, &reply);
  gboolean answers = reply.answer == INVITATION_REPLY || reply.answer == INVITATION_QUESTION;
  if (answers && reading->answers)
    compare(reading, &reply);
  else if (answers)
    take_answer(reading, &reply), reading->first = g_strdup(part->text);
  else if (reply.answer == INVITATION_FOREIGN && part->file)
    reading->file_foreign = TRUE;
  else if (reply.answer == INVITATION_FOREIGN)
    reading->inline_foreign = TRUE;
  invitation_reply_clear(&reply);
  return FALSE;
}

/* A gateway made plain text of it. */
static void read_plain(struct reading *reading) {
  const char *text = reading->mail->full_text;
  const char *object = strstr(text, "BEGIN:VCALENDAR");
  if (!object || (object != text && object[-1] != '\n')) return;
  visit(&(struct mail_parts_calendar){.text = object, .size = strlen(object), .method = ""}, reading);
}

/* --- winmail.dat --- */

static const char *find(const char *bytes, gsize size, const char *word, gsize length) {
  for (const char *p = bytes; (gsize)(bytes + size - p) >= length; p++) {
    p = memchr(p, word[0], (gsize)(bytes + size - p) - length + 1);
    if (!p) return NULL;
    if (memcmp(p, word, length) == 0) return p;
  }
  return NULL;
}

/* In bytes, or in UTF-16 as newer Outlooks write. */
static gboolean has_class(const char *bytes, gsize size, const char *name) {
  char wide[128];
  gsize length = strlen(name);
  g_assert(2 * length <= sizeof wide);
  for (gsize i = 0; i < length; i++) wide[2 * i] = name[i], wide[2 * i + 1] = '\0';
  return find(bytes, size, name, length) || find(bytes, size, wide, 2 * length);
}

/* A stream that is damaged, or from a writer that has its own idea of it: that it answers is all there is to say. */
static gboolean looks_like_answer(const char *bytes, gsize size) {
  return has_class(bytes, size, "IPM.Schedule.Meeting.Resp.") ||
         has_class(bytes, size, "IPM.Microsoft Schedule.MtgResp");
}

static char *attendee_of(const struct tnef_answer *answer, const struct mail_read *mail) {
  char out[ADDRESS_SIZE];
  return g_strdup(address_normalise(answer->attendee, out) == ADDRESS_OK ? out : mail->from);
}

/* Without the number of the invitation nobody knows which of our proposals was answered. */
static void take_tnef(struct mail_read *mail, struct tnef_answer *answer) {
  gboolean plain = *answer->uid && answer->sequence >= 0 && !answer->counter;
  g_autofree char *partstat = g_strdup(answer->partstat), *attendee = attendee_of(answer, mail);
  g_autofree char *method = g_strdup(answer->counter ? "COUNTER" : "REPLY");
  mail->kind = plain ? MAIL_CALENDAR_REPLY : MAIL_CALENDAR_QUESTION;
  take_string(&mail->uid, &answer->uid);
  take_string(&mail->partstat, &partstat);
  take_string(&mail->method, &method);
  take_string(&mail->attendee, &attendee);
  mail->sequence = answer->sequence;
  mail->stamp = answer->stamp;
  mail->partial = answer->partial;
  mail->proposed_start = answer->counter ? answer->start : 0;
  mail->proposed_end = answer->counter ? answer->end : 0;
}

/* Outlook writes one or the other; where both came, they must say the same. */
static void compare_tnef(GMimeMessage *message, struct mail_read *mail) {
  gsize size = 0;
  g_autofree char *bytes = mail_parts_tnef(message, &size);
  struct tnef_answer answer;
  if (!bytes) return;
  tnef_read(bytes, size, &answer);
  if (*answer.partstat && !g_str_equal(answer.partstat, mail->partstat)) mail->kind = MAIL_CALENDAR_QUESTION;
  tnef_clear(&answer);
}

static gboolean read_tnef(GMimeMessage *message, struct mail_read *mail) {
  gsize size = 0;
  g_autofree char *bytes = mail_parts_tnef(message, &size);
  struct tnef_answer answer;
  if (!bytes) return FALSE;
  gboolean whole = tnef_read(bytes, size, &answer), answers = *answer.partstat != '\0';
  if (answers) take_tnef(mail, &answer);
  tnef_clear(&answer);
  if (whole || !looks_like_answer(bytes, size)) return answers;
  mail->kind = MAIL_CALENDAR_QUESTION;
  return TRUE;
}

/* --- the subject alone --- */

/* Behind the marks that a mail server puts in front: "[EXTERN] ". */
static const char *bare_subject(const char *subject) {
  subject += strspn(subject, " \t");
  while (*subject == '[') {
    const char *end = strchr(subject, ']');
    if (!end) break;
    subject = end + 1 + strspn(end + 1, " \t");
  }
  return subject;
}

static gboolean has_answer_subject(const struct mail_read *mail) {
  g_autofree char *title = letters_folded(bare_subject(mail->subject));
  for (const char *const *word = calendar_words_nl_subjects; *word; word++)
    if (**word == *title && g_str_has_prefix(title, *word)) return TRUE; /* every mail passes here */
  return FALSE;
}

/* --- what a person typed beside it --- */

/* Above the words Outlook says in a plain mail when and where, and draws a line of asterisks and waves. */
static char *below_block(const struct mail_read *mail) {
  const char *line = strstr(mail->full_text, "*~*~*~*~*");
  return line ? reply_text_own(line + strcspn(line, "\n")) : g_strdup(mail->text);
}

static char *own_words(const struct reading *reading) {
  const struct mail_read *mail = reading->mail;
  struct answer_words_known known = {mail->from_name, reading->name, mail->from, reading->summary};
  g_autofree char *text = below_block(mail);
  return answer_words_own(text, &known);
}

/* Outlook gives the words in COMMENT, Google in a parameter; others leave them in the text alone. */
static void take_words(struct reading *reading) {
  struct mail_read *mail = reading->mail;
  g_autofree char *words = own_words(reading);
  if (!*mail->comment) g_free(mail->comment), mail->comment = g_strdup(words);
  take_string(&mail->words, &words);
}

/* "Accepted: Gesprek", and the rest was lost on the way. With words of its own it is a reply as any other; who sends to
 * many may begin a subject so, too. */
static gboolean is_bare_answer(GMimeMessage *message, const struct reading *reading) {
  if (!has_answer_subject(reading->mail) || g_mime_object_get_header(GMIME_OBJECT(message), "List-Unsubscribe"))
    return FALSE;
  g_autofree char *words = own_words(reading);
  return !*words;
}

static enum mail_calendar_found answer_in(GMimeMessage *message, struct reading *reading) {
  struct mail_read *mail = reading->mail;
  if (reading->answers) compare_tnef(message, mail);
  if (reading->answers || read_tnef(message, mail)) return MAIL_CALENDAR_ANSWER;
  gboolean foreign = reading->inline_foreign || reading->file_foreign;
  if (is_bare_answer(message, reading) || (foreign && has_answer_subject(mail))) {
    mail->kind = MAIL_CALENDAR_QUESTION;
    return MAIL_CALENDAR_ANSWER;
  }
  return reading->inline_foreign || (reading->file_foreign && !*mail->text) ? MAIL_CALENDAR_FOREIGN
                                                                            : MAIL_CALENDAR_NOTHING;
}

enum mail_calendar_found mail_calendar_read(GMimeMessage *message, struct mail_read *mail) {
  struct reading reading = {.mail = mail};
  mail_parts_calendars(message, visit, &reading);
  if (!reading.answers) read_plain(&reading);
  enum mail_calendar_found found = answer_in(message, &reading);
  if (found == MAIL_CALENDAR_ANSWER) take_words(&reading);
  g_free(reading.first);
  g_free(reading.name);
  g_free(reading.summary);
  return found;
}
