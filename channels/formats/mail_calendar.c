#include "channels/formats/mail_calendar.h"

#include "channels/formats/calendar_words_nl.h"
#include "channels/formats/invitation.h"

#include <string.h>

static void take_string(char **field, char **value) {
  g_free(*field);
  *field = g_steal_pointer(value);
}

/* --- parts --- */

struct reading {
  struct mail_read *mail;
  char *first; /* the text that answered */
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
  struct invitation_hint hint = {.method = part->method, .sender = reading->mail->from};
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

/* [MS-OXOCAL] section 2.2.1.27: the id of a meeting that began outside of Outlook ends in "vCal-Uid", a number, and the
 * UID. Caller frees; "" when there is none. */
static char *tnef_uid(const char *bytes, gsize size) {
  static const char mark[] = "vCal-Uid\x01\0\0\0";
  const char *at = find(bytes, size, mark, sizeof mark - 1);
  if (!at) return g_strdup("");
  at += sizeof mark - 1;
  gsize length = 0, most = MIN((gsize)(bytes + size - at), (gsize)500);
  while (length < most && g_ascii_isgraph(at[length])) length++;
  return g_strndup(at, length);
}

/* Message classes of meeting responses, in the two names that TNEF has for them ([MS-OXTNEF] section 2.1.3.2). */
static const struct {
  const char *name, *partstat;
} classes[] = {{"IPM.Microsoft Schedule.MtgRespP", "ACCEPTED"},  {"IPM.Schedule.Meeting.Resp.Pos", "ACCEPTED"},
               {"IPM.Microsoft Schedule.MtgRespN", "DECLINED"},  {"IPM.Schedule.Meeting.Resp.Neg", "DECLINED"},
               {"IPM.Microsoft Schedule.MtgRespA", "TENTATIVE"}, {"IPM.Schedule.Meeting.Resp.Tent", "TENTATIVE"}};

/* Which meeting it is about, and with what words, is in a format of its own: that is for a person to open. */
static gboolean read_tnef(GMimeMessage *message, struct mail_read *mail) {
  gsize size = 0;
  g_autofree char *bytes = mail_parts_tnef(message, &size);
  for (size_t i = 0; bytes && i < G_N_ELEMENTS(classes); i++) {
    if (!has_class(bytes, size, classes[i].name)) continue;
    g_autofree char *uid = tnef_uid(bytes, size), *partstat = g_strdup(classes[i].partstat);
    g_autofree char *method = g_strdup("REPLY"), *attendee = g_strdup(mail->from);
    mail->kind = MAIL_CALENDAR_QUESTION;
    take_string(&mail->uid, &uid);
    take_string(&mail->partstat, &partstat);
    take_string(&mail->method, &method);
    take_string(&mail->attendee, &attendee);
    return TRUE;
  }
  return FALSE;
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
  g_autofree char *title = g_utf8_casefold(bare_subject(mail->subject), -1);
  for (const char *const *word = calendar_words_nl_subjects; *word; word++)
    if (g_str_has_prefix(title, *word)) return TRUE;
  return FALSE;
}

/* "Accepted: Gesprek", and the rest was lost on the way. With words of its own it is a reply as any other; who sends to
 * many may begin a subject so, too. */
static gboolean is_bare_answer(GMimeMessage *message, const struct mail_read *mail) {
  gboolean list = g_mime_object_get_header(GMIME_OBJECT(message), "List-Unsubscribe") != NULL;
  return !*mail->text && !list && has_answer_subject(mail);
}

enum mail_calendar_found mail_calendar_read(GMimeMessage *message, struct mail_read *mail) {
  struct reading reading = {.mail = mail};
  mail_parts_calendars(message, visit, &reading);
  if (!reading.answers) read_plain(&reading);
  g_free(reading.first);
  if (reading.answers || read_tnef(message, mail)) return MAIL_CALENDAR_ANSWER;
  gboolean foreign = reading.inline_foreign || reading.file_foreign;
  if (is_bare_answer(message, mail) || (foreign && has_answer_subject(mail))) {
    mail->kind = MAIL_CALENDAR_QUESTION;
    return MAIL_CALENDAR_ANSWER;
  }
  return reading.inline_foreign || (reading.file_foreign && !*mail->text) ? MAIL_CALENDAR_FOREIGN
                                                                          : MAIL_CALENDAR_NOTHING;
}
