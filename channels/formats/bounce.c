#include "channels/formats/bounce.h"

#include "channels/formats/address.h"
#include "channels/formats/bounce_cause.h"
#include "channels/formats/mail_parts.h"
#include "channels/formats/mail_words_nl.h"

#include <string.h>

enum { RECIPIENTS_MOST = 500, TEXT_MOST = 64 * 1024 };

/* --- shared --- */

static char *normal_address(const char *text) {
  char out[ADDRESS_SIZE];
  return address_normalise(text, out) == ADDRESS_OK ? g_strdup(out) : NULL;
}

static gboolean has_recipient(const struct mail_read *mail, const char *address) {
  for (guint i = 0; i < mail->recipients->len; i++)
    if (g_ascii_strcasecmp(((struct mail_read_recipient *)mail->recipients->pdata[i])->address, address) == 0)
      return TRUE;
  return FALSE;
}

static void add_recipient(struct mail_read *mail, const char *address, const struct bounce_cause *cause,
                          gboolean permanent) {
  if (mail->recipients->len >= RECIPIENTS_MOST || has_recipient(mail, address)) return;
  struct mail_read_recipient *recipient = g_new0(struct mail_read_recipient, 1);
  recipient->address = g_strdup(address);
  recipient->status = g_strdup(cause->status);
  recipient->permanent = permanent;
  recipient->cause = !permanent && cause->permanent ? MAIL_CAUSE_TEMPORARY : cause->cause;
  g_ptr_array_add(mail->recipients, recipient);
}

/* --- the standard form --- */

struct group { /* of fields, of one recipient */
  char *final, *original, *action, *status, *diagnostic;
};

static void group_clear(struct group *group) {
  g_free(group->final);
  g_free(group->original);
  g_free(group->action);
  g_free(group->status);
  g_free(group->diagnostic);
  *group = (struct group){0};
}

static const struct {
  const char *name;
  gsize offset;
} group_fields[] = {
    {"final-recipient", G_STRUCT_OFFSET(struct group, final)},
    {"original-recipient", G_STRUCT_OFFSET(struct group, original)},
    {"action", G_STRUCT_OFFSET(struct group, action)},
    {"status", G_STRUCT_OFFSET(struct group, status)},
    {"diagnostic-code", G_STRUCT_OFFSET(struct group, diagnostic)},
};

static void set_field(struct group *group, const char *line) {
  const char *colon = strchr(line, ':');
  if (!colon) return;
  for (size_t i = 0; i < G_N_ELEMENTS(group_fields); i++) {
    gsize size = strlen(group_fields[i].name);
    if ((gsize)(colon - line) != size || g_ascii_strncasecmp(line, group_fields[i].name, size) != 0) continue;
    char **field = (char **)(void *)((char *)group + group_fields[i].offset);
    if (!*field) *field = g_strstrip(g_strdup(colon + 1));
    return;
  }
}

/* "rfc822; zoe@thuis.example", "<zoe@…>", "rfc822;zoe@… (mailbox)": the address, or NULL. */
static char *field_address(const char *field) {
  if (!field) return NULL;
  const char *start = strchr(field, ';');
  g_autofree char *text = g_strdup(start ? start + 1 : field);
  g_strstrip(text);
  char *address = normal_address(text);
  if (address) return address;
  char *bracket = strchr(text, '<');
  if (bracket) memmove(text, bracket + 1, strlen(bracket));
  text[strcspn(text, "> \t(\"")] = '\0';
  return normal_address(text);
}

/* Which of the two did we write to? The one that the returned message was addressed to; after forwarding by an alias
 * that is the original, not the final one. */
static char *group_address(const struct group *group, const char *sent_to) {
  g_autofree char *final = field_address(group->final), *original = field_address(group->original);
  if (!final || !original) return g_strdup(final ? final : original);
  g_autofree char *low = g_ascii_strdown(sent_to, -1), *low_original = g_ascii_strdown(original, -1),
                  *low_final = g_ascii_strdown(final, -1);
  gboolean ours = strstr(low, low_original) && !strstr(low, low_final);
  return g_strdup(ours ? original : final);
}

struct report {
  struct mail_read *mail;
  const char *sent_to;
  gboolean failed, delayed, delivered;
};

static void close_group(struct report *report, struct group *group) {
  g_autofree char *address = group_address(group, report->sent_to);
  if (!address || report->mail->recipients->len >= RECIPIENTS_MOST || has_recipient(report->mail, address)) {
    group_clear(group);
    return;
  }
  g_autofree char *words = g_utf8_make_valid(group->diagnostic ? group->diagnostic : "", -1);
  struct bounce_cause cause = bounce_cause_of(group->status ? group->status : "", words);
  const char *action = group->action ? group->action : cause.permanent ? "failed" : "delayed";
  gboolean delayed = g_ascii_strncasecmp(action, "delay", 5) == 0;
  gboolean delivered = g_ascii_strncasecmp(action, "deliver", 7) == 0 || g_ascii_strncasecmp(action, "relay", 5) == 0 ||
                       g_ascii_strncasecmp(action, "expand", 6) == 0;
  report->delayed |= delayed;
  report->delivered |= delivered;
  report->failed |= !delayed && !delivered;
  if (!delivered) add_recipient(report->mail, address, &cause, cause.permanent && !delayed);
  group_clear(group);
}

/* Fields may be folded; a blank line ends a group. The first group is about the whole message and names no recipient.
 */
static void read_groups(struct report *report, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autoptr(GString) field = g_string_new(NULL);
  struct group group = {0};
  for (char **line = lines; *line; line++) {
    g_strchomp(*line);
    if ((**line == ' ' || **line == '\t') && field->len && (*line)[strspn(*line, " \t")]) {
      if (field->len < TEXT_MOST) g_string_append(field, *line);
      continue;
    }
    set_field(&group, field->str);
    g_string_assign(field, *line);
    if (!**line) close_group(report, &group);
  }
  set_field(&group, field->str);
  close_group(report, &group);
}

static gboolean read_standard(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *raw = mail_parts_find(message, "message", "delivery-status", NULL);
  if (!raw) raw = mail_parts_find(message, "message", "global-delivery-status", NULL);
  if (!raw) return FALSE;
  g_autofree char *text = g_utf8_make_valid(raw, -1), *sent_to = mail_parts_attached_to(message);
  struct report report = {.mail = mail, .sent_to = sent_to};
  read_groups(&report, text);
  if (!report.failed && !report.delayed && !report.delivered) return FALSE;
  mail->kind = report.failed ? MAIL_BOUNCE : report.delayed ? MAIL_DELAY : MAIL_RECEIPT;
  return TRUE;
}

/* --- in the wild --- */

static gboolean is_daemon(const char *address) {
  static const char *const names[] = {"mailer-daemon@",    "mailer_daemon@", "mailerdaemon@", "mail-daemon@",
                                      "postmaster@",       "maildaemon@",    "mail.daemon@",  "mailadmin@",
                                      "microsoftexchange", "bounce@",        "bounces@",      "mdaemon@"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strncasecmp(address, names[i], strlen(names[i])) == 0) return TRUE;
  return FALSE;
}

static gboolean contains_any(const char *folded, const char *const *table) {
  for (; *table; table++)
    if (strstr(folded, *table)) return TRUE;
  return FALSE;
}

static gboolean is_null_path(GMimeMessage *message) {
  g_autofree char *path = mail_parts_header(message, "Return-Path");
  return path && (g_str_equal(path, "<>") || g_ascii_strncasecmp(path, "<mailer-daemon", 14) == 0);
}

/* Words by which a person quotes a bounce to us are in a reply's text too: a daemon's name, an empty return path or the
 * header of Exim and Gmail must come with them. */
static gboolean is_wild(GMimeMessage *message, const struct mail_read *mail, const char *folded_text) {
  if (g_mime_object_get_header(GMIME_OBJECT(message), "X-Failed-Recipients")) return TRUE;
  g_autofree char *subject = g_utf8_casefold(mail->subject, -1), *report = mail_parts_report_type(message);
  gboolean title = contains_any(subject, mail_words_nl_bounce_subjects),
           body = contains_any(folded_text, mail_words_nl_bounce_bodies);
  if (g_str_equal(report, "delivery-status")) return TRUE;
  if (is_daemon(mail->from)) return title || body;
  return is_null_path(message) && (title || body);
}

/* Where the returned message begins in the text, or its end. */
static gsize report_size(const char *text) {
  gsize size = strlen(text);
  for (const char *const *mark = mail_words_nl_bounce_ends; *mark; mark++) {
    const char *found = strstr(text, *mark);
    if (found) size = MIN(size, (gsize)(found - text));
  }
  return MIN(size, (gsize)TEXT_MOST);
}

static gboolean is_ours(const struct mail_read *mail, const char *address) {
  if (is_daemon(address) || g_ascii_strcasecmp(address, mail->from) == 0) return TRUE;
  for (guint i = 0; i < mail->to->len; i++)
    if (g_ascii_strcasecmp(address, mail->to->pdata[i]) == 0) return TRUE;
  return FALSE;
}

static gboolean is_address_byte(char c) {
  return g_ascii_isalnum(c) || (c != '\0' && strchr(".!#$%&'*+-/=?^_`{|}~", c));
}

/* The address around the "@" at `at`, or NULL. */
static char *address_around(const char *start, const char *at) {
  const char *from = at, *to = at + 1;
  while (from > start && is_address_byte(from[-1])) from--;
  while (g_ascii_isalnum(*to) || *to == '.' || *to == '-') to++;
  while (to > at + 1 && (to[-1] == '.' || to[-1] == '-')) to--;
  while (from < at && strchr("'/=.", *from)) from++;
  g_autofree char *text = g_strndup(from, (gsize)(to - from));
  return normal_address(text);
}

/* The words that belong to an address: from it to the next paragraph but one, which is how far reports set a reason
 * off. */
static char *words_after(const char *at) {
  const char *end = at;
  for (int blanks = 0; *end && end - at < 1200; end++)
    if (end[0] == '\n' && end[1] == '\n' && ++blanks == 3) break;
  g_autofree char *piece = g_strndup(at, (gsize)(end - at));
  return g_utf8_make_valid(piece, -1);
}

/* At the beginning of its line, perhaps in brackets: there stands who failed; elsewhere in a line stand helpdesks. */
static gboolean begins_line(const char *start, const char *at) {
  const char *p = at;
  while (p > start && p[-1] != '\n') p--;
  p += strspn(p, " \t<'\"*-");
  if (g_ascii_strncasecmp(p, "mailto:", 7) == 0) p += 7;
  while (p < at && is_address_byte(*p)) p++;
  return p == at;
}

static void add_by_words(struct mail_read *mail, const char *address, const char *words_at,
                         const struct bounce_cause *general) {
  if (has_recipient(mail, address) || mail->recipients->len >= RECIPIENTS_MOST) return;
  g_autofree char *words = words_after(words_at);
  struct bounce_cause cause = bounce_cause_of("", words);
  if (cause.cause == MAIL_CAUSE_OTHER) cause = *general;
  add_recipient(mail, address, &cause, cause.permanent);
}

static void scan_addresses(struct mail_read *mail, const char *text, const struct bounce_cause *general,
                           gboolean anywhere) {
  for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
    if (!anywhere && !begins_line(text, at)) continue;
    g_autofree char *address = address_around(text, at);
    if (!address || is_ours(mail, address)) continue;
    add_by_words(mail, address, at, general);
    if (anywhere) return;
  }
}

static void read_failed_header(GMimeMessage *message, struct mail_read *mail, const char *text,
                               const struct bounce_cause *general) {
  g_autofree char *header = mail_parts_header(message, "X-Failed-Recipients");
  g_auto(GStrv) all = g_strsplit_set(header ? header : "", ",; \t", RECIPIENTS_MOST);
  for (char **one = all; *one; one++) {
    g_autofree char *address = normal_address(*one);
    if (!address) continue;
    const char *place = strstr(text, *one);
    add_by_words(mail, address, place ? place : text, general);
  }
}

static void read_returned_to(GMimeMessage *message, struct mail_read *mail, const struct bounce_cause *general) {
  g_autofree char *to = mail_parts_attached_to(message);
  for (const char *at = strchr(to, '@'); at; at = strchr(at + 1, '@')) {
    g_autofree char *address = address_around(to, at);
    if (address) add_recipient(mail, address, general, general->permanent);
  }
}

static gboolean is_delay(const struct mail_read *mail, const char *folded) {
  g_autofree char *subject = g_utf8_casefold(mail->subject, -1);
  if (contains_any(folded, mail_words_nl_final_bodies)) return FALSE;
  return contains_any(subject, mail_words_nl_delay_subjects) || contains_any(folded, mail_words_nl_delay_bodies);
}

static gboolean read_wild(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *bounded = g_strndup(mail->full_text, report_size(mail->full_text));
  g_autofree char *text = g_utf8_make_valid(bounded, -1);
  g_autofree char *folded = g_utf8_casefold(text, -1);
  if (!is_wild(message, mail, folded)) return FALSE;
  struct bounce_cause general = bounce_cause_of("", text);
  read_failed_header(message, mail, text, &general);
  if (mail->recipients->len == 0) scan_addresses(mail, text, &general, FALSE);
  if (mail->recipients->len == 0) scan_addresses(mail, text, &general, TRUE);
  if (mail->recipients->len == 0) read_returned_to(message, mail, &general);
  mail->kind = is_delay(mail, folded) ? MAIL_DELAY : MAIL_BOUNCE;
  for (guint i = 0; mail->kind == MAIL_DELAY && i < mail->recipients->len; i++) {
    struct mail_read_recipient *recipient = mail->recipients->pdata[i];
    recipient->permanent = FALSE;
    if (recipient->cause != MAIL_CAUSE_FULL && recipient->cause != MAIL_CAUSE_REPUTATION)
      recipient->cause = MAIL_CAUSE_TEMPORARY;
  }
  return TRUE;
}

/* --- what it is about --- */

static const char *find_line(const char *text, const char *name) {
  gsize size = strlen(name);
  for (const char *line = text; line && *line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    const char *p = line + strspn(line, " \t>");
    if (g_ascii_strncasecmp(p, name, size) == 0) return p + size;
  }
  return NULL;
}

static void read_original(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *id = mail_parts_attached_id(message);
  const char *line = *id ? NULL : find_line(mail->full_text, "message-id:");
  if (line) {
    const char *start = line + strspn(line, " \t<");
    g_free(id);
    id = g_strndup(start, strcspn(start, "> \t\r\n"));
  }
  g_free(mail->original_id);
  mail->original_id = g_steal_pointer(&id);
}

gboolean bounce_read(GMimeMessage *message, struct mail_read *mail) {
  if (!read_standard(message, mail) && !read_wild(message, mail)) return FALSE;
  read_original(message, mail);
  return TRUE;
}
