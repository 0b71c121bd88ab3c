#include "channels/formats/mail_read.h"

#include "channels/formats/absence.h"
#include "channels/formats/address.h"
#include "channels/formats/bounce.h"
#include "channels/formats/letters.h"
#include "channels/formats/mail_calendar.h"
#include "channels/formats/mail_parts.h"
#include "channels/formats/mail_trim.h"
#include "channels/formats/mail_words_nl.h"
#include "channels/formats/opt_out.h"
#include "channels/formats/reply_text.h"
#include "channels/formats/return_date.h"

#include <string.h>

enum { ADDRESSES_MOST = 500, REFERENCES_MOST = 200, UNSUBSCRIBE_MOST = 200 };

const char *const mail_read_kind_names[] = {
    [MAIL_BOUNCE] = "bounce",
    [MAIL_DELAY] = "delay",
    [MAIL_RECEIPT] = "receipt",
    [MAIL_CALENDAR_REPLY] = "calendar_reply",
    [MAIL_CALENDAR_QUESTION] = "calendar_question",
    [MAIL_AUTO_REPLY] = "auto_reply",
    [MAIL_OPT_OUT] = "opt_out",
    [MAIL_REPLY] = "reply",
    [MAIL_OTHER] = "other",
    [MAIL_UNREADABLE] = "unreadable",
};

const char *const mail_read_cause_names[] = {
    [MAIL_CAUSE_ADDRESS] = "address",       [MAIL_CAUSE_FULL] = "full",       [MAIL_CAUSE_TEMPORARY] = "temporary",
    [MAIL_CAUSE_REPUTATION] = "reputation", [MAIL_CAUSE_MESSAGE] = "message", [MAIL_CAUSE_OTHER] = "other",
};

static void recipient_free(void *data) {
  struct mail_read_recipient *recipient = data;
  g_free(recipient->address);
  g_free(recipient->status);
  g_free(recipient);
}

static struct mail_read *new_mail(void) {
  struct mail_read *mail = g_new0(struct mail_read, 1);
  char **const strings[] = {&mail->from,      &mail->from_name, &mail->subject,  &mail->original_id, &mail->text,
                            &mail->full_text, &mail->uid,       &mail->attendee, &mail->partstat,    &mail->comment,
                            &mail->problem,   &mail->method,    &mail->reply_to, &mail->words};
  for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) *strings[i] = g_strdup("");
  mail->to = g_ptr_array_new_with_free_func(g_free);
  mail->references = g_ptr_array_new_with_free_func(g_free);
  mail->recipients = g_ptr_array_new_with_free_func(recipient_free);
  mail->sequence = -1;
  return mail;
}

void mail_read_free(struct mail_read *mail) {
  if (!mail) return;
  char *const strings[] = {mail->from,      mail->from_name, mail->subject,  mail->original_id, mail->text,
                           mail->full_text, mail->uid,       mail->attendee, mail->partstat,    mail->comment,
                           mail->problem,   mail->method,    mail->reply_to, mail->words};
  for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_ptr_array_unref(mail->to);
  g_ptr_array_unref(mail->references);
  g_ptr_array_unref(mail->recipients);
  g_free(mail);
}

static void set_string(char **field, char *value) {
  g_free(*field);
  *field = value;
}

/* --- the envelope --- */

/* In normal form, or as it stands when it has none: a sender must not vanish because his address is odd. */
static char *address_text(InternetAddress *address) {
  const char *text = INTERNET_ADDRESS_IS_MAILBOX(address)
                         ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))
                         : NULL;
  char out[ADDRESS_SIZE];
  if (!text) return g_strdup("");
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  return g_strdup(address_normalise(valid, out) == ADDRESS_OK ? out : valid);
}

static void add_addresses(GPtrArray *to, InternetAddressList *list, int depth) {
  int count = list ? internet_address_list_length(list) : 0;
  for (int i = 0; i < count && to->len < ADDRESSES_MOST; i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) {
      if (depth < 4) add_addresses(to, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), depth + 1);
      continue;
    }
    g_autofree char *text = address_text(address);
    if (*text) g_ptr_array_add(to, g_steal_pointer(&text));
  }
}

/* These have one address, as a rule; GMime's parser is for what is more than that. */
static void add_raw_addresses(GPtrArray *to, const char *raw) {
  char out[ADDRESS_SIZE];
  if (address_normalise(raw, out) == ADDRESS_OK) {
    g_ptr_array_add(to, g_strdup(out));
    return;
  }
  InternetAddressList *list = internet_address_list_parse(NULL, raw);
  add_addresses(to, list, 0);
  if (list) g_object_unref(list);
}

/* What delivery agents say about whom it was for; the same field may stand there several times. */
static void add_envelope_addresses(GPtrArray *to, GMimeMessage *message) {
  static const char *const names[] = {"Delivered-To", "X-Original-To", "Envelope-To"};
  GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  int count = g_mime_header_list_get_count(headers);
  for (size_t n = 0; n < G_N_ELEMENTS(names); n++) {
    if (!g_mime_header_list_contains(headers, names[n])) continue;
    for (int i = 0; i < count && to->len < ADDRESSES_MOST; i++) {
      GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
      const char *raw = g_mime_header_get_raw_value(header);
      if (raw && g_ascii_strcasecmp(g_mime_header_get_name(header), names[n]) == 0) add_raw_addresses(to, raw);
    }
  }
}

static void read_from(GMimeMessage *message, struct mail_read *mail) {
  InternetAddressList *list = g_mime_message_get_from(message);
  if (!list || internet_address_list_length(list) == 0) list = g_mime_message_get_sender(message);
  if (!list || internet_address_list_length(list) == 0) return;
  InternetAddress *address = internet_address_list_get_address(list, 0);
  set_string(&mail->from, address_text(address));
  const char *name = internet_address_get_name(address);
  if (name) set_string(&mail->from_name, g_utf8_make_valid(name, -1));
}

static void read_reply_to(GMimeMessage *message, struct mail_read *mail) {
  InternetAddressList *list = g_mime_message_get_reply_to(message);
  if (list && internet_address_list_length(list) > 0)
    set_string(&mail->reply_to, address_text(internet_address_list_get_address(list, 0)));
}

static gboolean has_reference(const struct mail_read *mail, const char *id) {
  for (guint i = 0; i < mail->references->len; i++)
    if (g_str_equal(mail->references->pdata[i], id)) return TRUE;
  return FALSE;
}

/* Unfolded, and decoded only if there is something to decode. */
static char *field_of(GMimeMessage *message, const char *name) {
  const char *raw = mail_parts_raw_header(message, name);
  if (!raw) return NULL;
  if (letters_are_ascii(raw, strlen(raw)) && !strstr(raw, "=?")) return g_mime_utils_header_unfold(raw);
  return g_strdup(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

static void add_references(GMimeMessage *message, struct mail_read *mail, const char *name) {
  g_autofree char *field = field_of(message, name);
  if (!field) return;
  GMimeReferences *ids = g_mime_references_parse(NULL, field);
  for (int i = g_mime_references_length(ids) - 1; i >= 0 && mail->references->len < REFERENCES_MOST; i--) {
    g_autofree char *id = g_utf8_make_valid(g_mime_references_get_message_id(ids, i), -1);
    if (*id && !has_reference(mail, id)) g_ptr_array_add(mail->references, g_steal_pointer(&id));
  }
  g_mime_references_free(ids);
}

/* The first answer in a thread names the same mail in both fields. */
static gboolean has_one_reference(GMimeMessage *message) {
  const char *answered = mail_parts_raw_header(message, "In-Reply-To"),
             *thread = mail_parts_raw_header(message, "References");
  return answered && thread && strcmp(answered, thread) == 0;
}

static void read_envelope(GMimeMessage *message, struct mail_read *mail) {
  read_from(message, mail);
  read_reply_to(message, mail);
  char *subject = mail_parts_header(message, "Subject");
  if (subject) set_string(&mail->subject, subject);
  add_addresses(mail->to, g_mime_message_get_to(message), 0);
  add_addresses(mail->to, g_mime_message_get_cc(message), 0);
  add_envelope_addresses(mail->to, message);
  add_references(message, mail, "In-Reply-To");
  if (!has_one_reference(message)) add_references(message, mail, "References");
  set_string(&mail->full_text, mail_parts_text(message));
}

/* --- the kinds, in order --- */

/* What programs tell each other about our mail: complaints (RFC 5965), and what became of a domain's mail (RFC 7489
 * section 7.2.1.1 by its subject, RFC 8460 section 5.3). */
static gboolean is_statistics(GMimeMessage *message, const char *type, const struct mail_read *mail) {
  if (g_str_equal(type, "feedback-report") || g_str_equal(type, "tlsrpt")) return TRUE;
  g_autofree char *complaint = mail_parts_find(message, "message", "feedback-report", NULL);
  return complaint || g_ascii_strncasecmp(mail->subject, "report domain:", 14) == 0;
}

static gboolean is_refusal(GMimeMessage *message) {
  g_autofree char *automatic = mail_parts_header(message, "Auto-Submitted");
  return automatic && strstr(automatic, "rejected");
}

/* Read receipts (RFC 8098); some clients send one as plain text. What a mailbox sends in their form when it refuses
 * the mail (RFC 5429 section 2.1.2) is a bounce, and says so. */
static gboolean is_receipt(GMimeMessage *message, const struct mail_read *mail, const char *type) {
  if (g_str_equal(type, "delivery-status")) return FALSE;
  gsize size = 0;
  g_autofree char *part = mail_parts_find(message, "message", "disposition-notification", &size);
  if (part || g_str_equal(type, "disposition-notification")) return !is_refusal(message);
  if (!g_mime_header_list_contains(g_mime_object_get_header_list(GMIME_OBJECT(message)), "Auto-Submitted"))
    return FALSE;
  g_autofree char *title = letters_folded(mail->subject);
  for (const char *const *word = mail_words_nl_read_subjects; *word; word++)
    if (g_str_has_prefix(title, *word)) return TRUE;
  return FALSE;
}

/* An answer that reached us through a list (a school's mailbox is often a Google group) stays an answer. */
static gboolean is_list(GMimeMessage *message, const struct mail_read *mail) {
  static const char *const headers[] = {"List-Id",       "List-Unsubscribe", "List-Post",  "X-Campaign-Id",
                                        "X-Mailgun-Tag", "Feedback-Id",      "X-MLServer", "X-Mailman-Version"};
  if (mail->references->len) return FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
    if (g_mime_header_list_contains(g_mime_object_get_header_list(GMIME_OBJECT(message)), headers[i])) return TRUE;
  g_autofree char *precedence = mail_parts_header(message, "Precedence");
  return precedence && (g_ascii_strcasecmp(precedence, "bulk") == 0 || g_ascii_strcasecmp(precedence, "list") == 0 ||
                        g_ascii_strcasecmp(precedence, "junk") == 0);
}

static void read_absence(struct mail_read *mail, const char *written) {
  g_autofree char *all = g_strconcat(mail->subject, "\n\n", mail->text, NULL);
  mail->kind = MAIL_AUTO_REPLY;
  return_date_find(all, written, mail->until);
}

/* "Re: " and its like in front of a subject. */
static const char *bare_subject(const char *subject) {
  static const char *const prefixes[] = {
      "re:", "fwd:", "fw:", "aw:", "sv:", "antw:", "betr:", "antwoord:", "odp:", "ynt:", "tr:"};
  for (size_t i = 0; i < G_N_ELEMENTS(prefixes);) {
    subject += strspn(subject, " ");
    if (g_ascii_strncasecmp(subject, prefixes[i], strlen(prefixes[i])) != 0)
      i++;
    else
      subject += strlen(prefixes[i]), i = 0;
  }
  return subject;
}

/* A click on "unsubscribe" that goes by mail (RFC 2369): the program writes some words of its own, the person none. */
static gboolean is_unsubscribe(const struct mail_read *mail) {
  gboolean all = FALSE;
  if (mail->references->len || strlen(mail->text) > UNSUBSCRIBE_MOST || !reply_text_is_stop(mail->subject, &all))
    return FALSE;
  g_autofree char *low = letters_folded(mail->text);
  for (const char *const *word = mail_words_nl_unsubscribes; *word; word++)
    if (strstr(low, *word)) return TRUE;
  return *low == '\0';
}

/* A stop may stand in the subject, above nothing, above a name, or as the first word of what follows. Behind "Re: " it
 * may be ours ("Stuur STOP om te stoppen"): then any other word of their own weighs more. */
static gboolean is_stop_in_subject(const struct mail_read *mail) {
  gboolean all = FALSE;
  const char *subject = bare_subject(mail->subject);
  if (g_str_has_suffix(subject, "?") || !reply_text_is_stop(subject, &all)) return FALSE; /* a question is ours */
  g_autofree char *above = g_strconcat(subject, "\n", mail->text, NULL);
  if (subject != mail->subject) return reply_text_is_stop(above, &all) && !opt_out_says_more(above);
  g_autofree char *first = g_strconcat(subject, ". ", mail->text, NULL);
  return reply_text_is_stop(above, &all) || reply_text_is_stop(first, &all);
}

static void read_words(struct mail_read *mail, gboolean unsubscribes) {
  gboolean all = FALSE;
  mail->stop = unsubscribes || reply_text_is_stop(mail->text, &all) || is_stop_in_subject(mail);
  mail->kind = mail->stop ? MAIL_OPT_OUT : MAIL_REPLY;
}

/* The text around an invitation is mostly a program's: nothing is understood of it but a stop. */
static void read_foreign(struct mail_read *mail) {
  gboolean all = FALSE;
  mail->stop = reply_text_is_stop(mail->text, &all);
  mail->kind = mail->stop ? MAIL_OPT_OUT : MAIL_OTHER;
  mail->foreign = !mail->stop;
}

/* RFC 3834 section 5: it answers a message, which no invitation does; the calendar in it is the one it answers. */
static gboolean is_response(GMimeMessage *message) {
  g_autofree char *submitted = mail_parts_header(message, "Auto-Submitted");
  return submitted && g_ascii_strncasecmp(submitted, "auto-replied", strlen("auto-replied")) == 0;
}

static void classify(GMimeMessage *message, struct mail_read *mail, const char *written) {
  g_autofree char *type = mail_parts_report_type(message);
  gboolean other = is_statistics(message, type, mail) || is_receipt(message, mail, type);
  if (!other && bounce_read(message, mail)) return; /* nobody's words, which it costs a third of the time to look for */
  set_string(&mail->text, reply_text_own(mail->full_text));
  if (other) {
    mail->kind = MAIL_OTHER;
    return;
  }
  enum mail_calendar_found calendar = mail_calendar_read(message, mail);
  if (calendar == MAIL_CALENDAR_ANSWER) return;
  if (calendar == MAIL_CALENDAR_FOREIGN && !is_response(message)) {
    read_foreign(mail);
    return;
  }
  const struct absence_mail letter = {mail->from,           mail->subject, mail->text, mail->references->len > 0,
                                      is_unsubscribe(mail), written};
  if (absence_is(message, &letter))
    read_absence(mail, written);
  else if (is_list(message, mail))
    mail->kind = MAIL_OTHER;
  else
    read_words(mail, letter.unsubscribes);
}

/* Lines that end in CR alone, as some old programs store a mail, would all be one. NULL when there is a LF. */
static char *with_line_ends(const char *bytes, gsize length) {
  if (memchr(bytes, '\n', length) || !memchr(bytes, '\r', length)) return NULL;
  char *copy = g_memdup2(bytes, length);
  for (char *cr = copy; (cr = memchr(cr, '\r', length - (gsize)(cr - copy)));) *cr = '\n';
  return copy;
}

struct mail_read *mail_read(const void *bytes, gsize length, const char *received) {
  struct mail_read *mail = new_mail();
  const char *problem = "";
  g_autofree char *mended = length ? with_line_ends(bytes, length) : NULL;
  if (mended) bytes = mended;
  GMimeMessage *message = mail_parts_parse(bytes, length, &problem);
  if (!message) {
    mail->kind = MAIL_UNREADABLE;
    set_string(&mail->problem, g_strdup(problem));
    return mail;
  }
  read_envelope(message, mail);
  char written[11]; /* a mail that was fetched late, or says to be from tomorrow */
  mail_trim_day(bytes, length, written);
  classify(message, mail, *written && strcmp(written, received) < 0 ? written : received);
  g_object_unref(message);
  return mail;
}
