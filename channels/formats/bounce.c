#include "channels/formats/bounce.h"

#include "channels/formats/bounce_address.h"
#include "channels/formats/bounce_daemon.h"
#include "channels/formats/bounce_wild.h"
#include "channels/formats/mail_parts.h"

#include <string.h>

enum { RECIPIENTS_MOST = 500 };

/* --- shared --- */

gboolean bounce_has(const struct mail_read *mail, const char *address) {
  for (guint i = 0; i < mail->recipients->len; i++)
    if (g_ascii_strcasecmp(((struct mail_read_recipient *)mail->recipients->pdata[i])->address, address) == 0)
      return TRUE;
  return FALSE;
}

void bounce_add(struct mail_read *mail, const char *address, const struct bounce_cause *cause, gboolean permanent) {
  if (mail->recipients->len >= RECIPIENTS_MOST || bounce_has(mail, address)) return;
  struct mail_read_recipient *recipient = g_new0(struct mail_read_recipient, 1);
  recipient->address = g_strdup(address);
  recipient->status = g_strdup(cause->status);
  recipient->permanent = permanent;
  recipient->cause = !permanent && cause->permanent ? MAIL_CAUSE_TEMPORARY : cause->cause;
  g_ptr_array_add(mail->recipients, recipient);
}

/* --- the standard form --- */

struct group { /* of fields, of one recipient */
  char *final, *original, *actual, *action, *status, *diagnostic;
};

static void group_clear(struct group *group) {
  char *const fields[] = {group->final,  group->original, group->actual,
                          group->action, group->status,   group->diagnostic};
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) g_free(fields[i]);
  *group = (struct group){0};
}

static const struct {
  const char *name;
  gsize offset;
} group_fields[] = {
    {"final-recipient", G_STRUCT_OFFSET(struct group, final)},
    {"original-recipient", G_STRUCT_OFFSET(struct group, original)},
    {"x-actual-recipient", G_STRUCT_OFFSET(struct group, actual)},
    {"action", G_STRUCT_OFFSET(struct group, action)},
    {"status", G_STRUCT_OFFSET(struct group, status)},
    {"diagnostic-code", G_STRUCT_OFFSET(struct group, diagnostic)},
    {"x-supplementary-info", G_STRUCT_OFFSET(struct group, diagnostic)},
};

/* The value of the field when the line is one of that name, or NULL. */
static const char *field_value(const char *line, const char *name) {
  gsize size = strlen(name);
  if (g_ascii_strncasecmp(line, name, size) != 0) return NULL;
  const char *colon = line + size + strspn(line + size, " \t");
  return *colon == ':' ? colon + 1 : NULL;
}

static void set_field(struct group *group, const char *line) {
  for (size_t i = 0; i < G_N_ELEMENTS(group_fields); i++) {
    const char *value = field_value(line, group_fields[i].name);
    if (!value) continue;
    char **field = (char **)(void *)((char *)group + group_fields[i].offset);
    if (!*field) *field = g_strstrip(g_strdup(value));
    return;
  }
}

/* "rfc822; zoe@thuis.example", "<zoe@…>", "rfc822;zoe@… (mailbox)": the address, or NULL. */
static char *field_address(const char *field) {
  if (!field || !strchr(field, '@')) return NULL;
  const char *start = strchr(field, ';');
  g_autofree char *text = g_strstrip(g_strdup(start ? start + 1 : field));
  char *address = bounce_address_of(text);
  return address ? address : bounce_wild_first(text);
}

static gboolean mentions(const char *sent_to, const char *address) {
  g_autofree char *low = g_ascii_strdown(sent_to, -1), *low_address = g_ascii_strdown(address, -1);
  return strstr(low, low_address) != NULL;
}

/* Servers copy the sender's xtext, or undo it: the form that we wrote to is the one. */
static char *original_address(const struct group *group, const char *sent_to) {
  g_autofree char *address = field_address(group->original);
  g_autofree char *plain = address && !mentions(sent_to, address) ? bounce_address_unescaped(address) : NULL;
  return plain && mentions(sent_to, plain) ? g_steal_pointer(&plain) : g_steal_pointer(&address);
}

/* Which of them did we write to? The one that the returned message was addressed to; after forwarding by an alias that
 * is the original, not the final one. Some final recipients are names of mailboxes, without a domain. */
static char *group_address(const struct group *group, const char *sent_to) {
  g_autofree char *final = field_address(group->final), *original = original_address(group, sent_to);
  if (!final) final = field_address(group->actual);
  if (!final || !original) return g_strdup(final ? final : original);
  return g_strdup(mentions(sent_to, original) && !mentions(sent_to, final) ? original : final);
}

struct report {
  struct mail_read *mail;
  const char *sent_to; /* the To of the returned message */
  char *words;         /* the human part, for groups that say nothing themselves; NULL = not asked for yet */
  gboolean failed, delayed, delivered;
};

/* Some servers fill in the fields and keep the reason for the reader: "Status: 5.0.0", no diagnostic. */
static struct bounce_cause group_cause(struct report *report, const struct group *group) {
  g_autofree char *words = g_utf8_make_valid(group->diagnostic ? group->diagnostic : "", -1);
  struct bounce_cause cause = bounce_cause_of(group->status ? group->status : "", words);
  if (cause.cause != MAIL_CAUSE_OTHER) return cause;
  if (!report->words) report->words = bounce_wild_report(report->mail->full_text);
  struct bounce_cause said = bounce_cause_of(group->status ? group->status : "", report->words);
  if (said.cause == MAIL_CAUSE_OTHER) said = bounce_cause_of(group->status ? group->status : "", report->mail->subject);
  if (cause.coded) said.permanent = cause.permanent;
  if (*cause.status) g_strlcpy(said.status, cause.status, sizeof said.status);
  return said;
}

static gboolean starts_with(const char *text, const char *word) {
  return g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

/* Out of the reporting server's hands (RFC 3464 section 2.3.3; the last two RFC 3886 section 3.3.2). */
static gboolean is_done(const char *action) {
  static const char *const done[] = {"deliver", "relay", "expand", "transfer", "opaque"};
  for (size_t i = 0; i < G_N_ELEMENTS(done); i++)
    if (starts_with(action, done[i])) return TRUE;
  return FALSE;
}

static void close_group(struct report *report, struct group *group) {
  gboolean speaks = group->final || group->original || group->actual;
  g_autofree char *address = group_address(group, report->sent_to);
  if (!address && speaks) address = bounce_wild_first(report->sent_to);
  if (!address || report->mail->recipients->len >= RECIPIENTS_MOST || bounce_has(report->mail, address)) {
    group_clear(group);
    return;
  }
  struct bounce_cause cause = group_cause(report, group);
  const char *action = group->action ? group->action : cause.coded && !cause.permanent ? "delayed" : "failed";
  gboolean delayed = starts_with(action, "delay"), delivered = is_done(action);
  report->delayed |= delayed;
  report->delivered |= delivered;
  report->failed |= !delayed && !delivered;
  if (!delivered) bounce_add(report->mail, address, &cause, cause.permanent && !delayed);
  group_clear(group);
}

/* Fields may be folded; a blank line ends a group that says what became of it, and so does a second final recipient:
 * some leave too many blank lines, some none. The first group is about the whole message and names no recipient. */
static void read_field(struct report *report, struct group *group, const char *field) {
  if (group->final && field_value(field, "final-recipient")) close_group(report, group);
  set_field(group, field);
}

static void read_groups(struct report *report, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autoptr(GString) field = g_string_new(NULL);
  struct group group = {0};
  for (char **line = lines; *line; line++) {
    g_strchomp(*line);
    if (**line == ' ' || **line == '\t') {
      g_string_append_c(field, ' ');
      g_string_append(field, g_strchug(*line));
      continue;
    }
    read_field(report, &group, field->str);
    g_string_assign(field, *line);
    if (!**line && (group.action || group.status || group.diagnostic)) close_group(report, &group);
  }
  read_field(report, &group, field->str);
  close_group(report, &group);
}

/* The first line of `text` that begins with `word`, or NULL. */
static const char *find_line(const char *text, const char *word) {
  for (const char *line = text; line && *line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (g_ascii_tolower(*line) == *word && starts_with(line, word)) return line;
  }
  return NULL;
}

/* The fields as text, for programs that lost the part's type on the way. A mailbox that refuses may say so in the form
 * of a read receipt (RFC 5429 section 2.1.2); mail_read lets no other receipt come here. */
static char *status_text(GMimeMessage *message, const struct mail_read *mail) {
  static const char *const types[] = {"delivery-status", "global-delivery-status", "x-delivery-status",
                                      "tracking-status", "disposition-notification"};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    char *found = mail_parts_find_all(message, "message", types[i]);
    if (found && strchr(found, ':')) return found;
    g_free(found);
  }
  const char *line = find_line(mail->full_text, "final-recipient:");
  return line && find_line(line, "action:") ? g_strdup(line) : NULL;
}

static gboolean read_fields(GMimeMessage *message, struct mail_read *mail, const char *raw) {
  if (!raw) return FALSE;
  g_autofree char *text = g_utf8_make_valid(raw, -1), *sent_to = mail_parts_attached_to(message);
  struct report report = {.mail = mail, .sent_to = sent_to};
  read_groups(&report, text);
  g_free(report.words);
  if (!report.failed && !report.delayed && !report.delivered) return FALSE;
  mail->kind = report.failed ? MAIL_BOUNCE : report.delayed ? MAIL_DELAY : MAIL_RECEIPT;
  return TRUE;
}

/* --- what it is about --- */

static void read_original(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *id = mail_parts_attached_id(message);
  if (!*id) {
    g_autofree char *pasted = bounce_wild_pasted(mail->full_text, "message-id");
    const char *start = pasted + strspn(pasted, " \t<");
    g_free(id);
    id = g_strndup(start, strcspn(start, "> \t\r\n"));
  }
  g_free(mail->original_id);
  mail->original_id = g_steal_pointer(&id);
}

/* A gateway may have made a file of the fields. */
static gboolean read_file(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *found = mail_parts_with_line(message, "final-recipient:");
  return read_fields(message, mail, found);
}

gboolean bounce_read(GMimeMessage *message, struct mail_read *mail) {
  g_autofree char *fields = status_text(message, mail);
  if (!read_fields(message, mail, fields)) {
    enum bounce_daemon daemon = bounce_daemon_speaks(message, mail);
    if (daemon == BOUNCE_DAEMON_NONE) return FALSE;
    if (!read_file(message, mail) && !bounce_wild_read(message, mail, daemon)) return FALSE;
  }
  read_original(message, mail);
  return TRUE;
}
