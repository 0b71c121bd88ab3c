#include "channels/formats/bounce_daemon.h"

#include "channels/formats/bounce_cause.h"
#include "channels/formats/bounce_wild.h"
#include "channels/formats/bounce_words_nl.h"
#include "channels/formats/mail_parts.h"
#include "channels/formats/wording.h"

#include <string.h>

enum { OPENING_MOST = 500 }; /* how far into a text its first sentence is looked for */

static gboolean contains_any(const char *low, const char *const *table) {
  struct wording text;
  wording_note(&text, low);
  return wording_any(&text, table);
}

static gboolean folded_contains(const char *text, const char *const *table) {
  g_autofree char *low = g_ascii_strdown(text, -1);
  return contains_any(low, table);
}

static gboolean begins_with_any(const char *text, const char *const *table) {
  for (char first = g_ascii_tolower(*text); *table; table++)
    if (first == **table && g_ascii_strncasecmp(text, *table, strlen(*table)) == 0) return TRUE;
  return FALSE;
}

/* In what the server itself says. */
static gboolean opens_with(const struct mail_read *mail, const char *const *table) {
  g_autofree char *opening = g_strndup(mail->full_text, OPENING_MOST);
  g_autofree char *report = bounce_wild_report(opening);
  return folded_contains(report, table);
}

static gboolean says(const struct mail_read *mail, const char *const *table) {
  g_autofree char *report = bounce_wild_report(mail->full_text);
  return folded_contains(report, table);
}

/* Somebody answered a report, or passed it on: those are words of a person. */
static gboolean is_passed_on(const char *subject) {
  static const char *const prefixes[] = {"re:", "fw:", "fwd:", "aw:", "antw:", "wg:", "tr:", "rv:", "i:", NULL};
  return begins_with_any(subject, prefixes);
}

static gboolean has_header(GMimeMessage *message, const char *name) {
  return g_mime_header_list_contains(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
}

/* A newsletter may be about failed mail. */
static gboolean is_list(GMimeMessage *message) {
  return has_header(message, "List-Id") || has_header(message, "List-Unsubscribe");
}

static gboolean is_null_path(GMimeMessage *message) {
  g_autofree char *path = mail_parts_header(message, "Return-Path");
  return path && (g_str_equal(path, "<>") || g_ascii_strncasecmp(path, "<mailer-daemon", 14) == 0);
}

/* In anything but a mailer-daemon's mail, which is nothing else. */
static gboolean is_machine(GMimeMessage *message, const struct mail_read *mail) {
  return !*mail->from || folded_contains(mail->from_name, bounce_words_nl_names) || is_null_path(message);
}

gboolean bounce_daemon_is(const char *address) {
  return begins_with_any(address, bounce_words_nl_daemons);
}

/* Mailer-daemons write little else: any word of failing is enough, or any reason; or else an address. */
static enum bounce_daemon of_daemon(const struct mail_read *mail) {
  if (folded_contains(mail->subject, bounce_words_nl_subjects) || says(mail, bounce_words_nl_bodies))
    return BOUNCE_DAEMON_SURE;
  if (folded_contains(mail->subject, bounce_words_nl_digests)) return BOUNCE_DAEMON_NONE;
  g_autofree char *report = bounce_wild_report(mail->full_text);
  return bounce_cause_of("", report).cause != MAIL_CAUSE_OTHER ? BOUNCE_DAEMON_SURE : BOUNCE_DAEMON_LIKELY;
}

/* A person may quote all the words of a report, but has a name and an address of their own. Of machines that are no
 * daemons, and of an empty return path, which automatic answers have too, a subject or a first sentence must say it; of
 * anybody else the text as well, and who failed; and a subject is no word of a mail that answers one. */
static enum bounce_daemon of_others(GMimeMessage *message, const struct mail_read *mail) {
  gboolean machine = is_machine(message, mail);
  if (is_passed_on(mail->subject) || (!machine && is_list(message))) return BOUNCE_DAEMON_NONE;
  gboolean titled = (machine || !mail->references->len) && folded_contains(mail->subject, bounce_words_nl_subjects);
  if (!titled && !opens_with(mail, bounce_words_nl_openings)) return BOUNCE_DAEMON_NONE;
  if (machine) return BOUNCE_DAEMON_SURE;
  return says(mail, bounce_words_nl_bodies) ? BOUNCE_DAEMON_PERHAPS : BOUNCE_DAEMON_NONE;
}

enum bounce_daemon bounce_daemon_speaks(GMimeMessage *message, const struct mail_read *mail) {
  if (has_header(message, "X-Failed-Recipients")) return BOUNCE_DAEMON_SURE;
  g_autofree char *type = mail_parts_report_type(message);
  if (g_str_equal(type, "delivery-status") || g_str_equal(type, "disposition-notification")) return BOUNCE_DAEMON_SURE;
  gboolean answers = mail->references->len && is_passed_on(mail->subject); /* a postmaster may be a person */
  return bounce_daemon_is(mail->from) && !answers ? of_daemon(mail) : of_others(message, mail);
}
