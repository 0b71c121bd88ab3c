#include "channels/email/submission.h"

#include "channels/email/sign_in.h"
#include "channels/formats/address.h"
#include "channels/formats/mail_write.h"
#include "channels/options.h"
#include "channels/transport/smtp.h"

#include <string.h>

const struct channel_option submission_options[] = {
    {"host", NULL, FALSE, "the mail server that takes our messages"},
    {"port", "587", FALSE, "587 for starttls, 465 for tls"},
    {"tls", "starttls", FALSE, "starttls, tls or none; it is demanded, never only tried"},
    SIGN_IN_OPTIONS,
    {"ca_file", "", FALSE, "certificates to trust, in PEM; empty: those of the system"},
    {"bounces", "", FALSE,
     "where bounces go, as bounce@school.example; the message's key comes behind a +; empty: to the sender"},
    {"helo", "", FALSE, "the name we give ourselves; empty: this machine's"},
    {"timeout", "30", FALSE, "seconds for one message, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

struct submission {
  struct smtp *smtp;
  struct oauth *oauth; /* NULL = signs in with a password, or not */
  char *bounces;       /* "" = none of its own */
};

static gboolean bounces_hold(const char *bounces, GError **error) {
  char normal[ADDRESS_SIZE];
  if (!*bounces || (address_normalise(bounces, normal) == ADDRESS_OK && !strchr(bounces, '+'))) return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "bounces: must be one mail address without a +");
  return FALSE;
}

static gboolean settings_read(channel_setting setting, void *user, struct smtp_settings *out, GError **error) {
  static const char *const tls[] = {"starttls", "tls", "none", NULL};
  struct sign_in sign_in;
  *out = (struct smtp_settings){
      .host = options_required(setting, user, "host", error),
      .tls = options_text(setting, user, "tls"),
      .ca_file = options_text(setting, user, "ca_file"),
      .helo = options_text(setting, user, "helo"),
  };
  if (!out->host || !options_one_of(setting, user, "tls", tls, error)) return FALSE;
  if ((out->port = options_number(setting, user, "port", 1, 65535, error)) < 0) return FALSE;
  if ((out->timeout_seconds = options_number(setting, user, "timeout", 1, 600, error)) < 0) return FALSE;
  if (!bounces_hold(options_text(setting, user, "bounces"), error)) return FALSE;
  if (!sign_in_read(setting, user, &sign_in, error)) return FALSE;
  if (!*out->helo) out->helo = g_get_host_name();
  out->user = sign_in.user;
  out->password = sign_in.password;
  out->oauth = sign_in.oauth;
  return TRUE;
}

void *submission_open(channel_setting setting, void *user, GError **error) {
  struct smtp_settings settings;
  if (!settings_read(setting, user, &settings, error)) return NULL;
  struct smtp *smtp = smtp_new(&settings, error);
  if (!smtp) {
    oauth_free(settings.oauth);
    return NULL;
  }
  struct submission *submission = g_new0(struct submission, 1);
  submission->smtp = smtp;
  submission->oauth = settings.oauth;
  submission->bounces = g_strdup(options_text(setting, user, "bounces"));
  return submission;
}

gboolean submission_check(void *state, GError **error) {
  return smtp_probe(((struct submission *)state)->smtp, error);
}

void submission_close(void *state) {
  struct submission *submission = state;
  smtp_free(submission->smtp);
  oauth_free(submission->oauth);
  g_free(submission->bounces);
  g_free(submission);
}

struct envelope {
  char from[ADDRESS_SIZE], to[ADDRESS_SIZE], copy[ADDRESS_SIZE];
  const char *recipients[3];
};

/* VERP: a bounce that comes to an address with the message's key needs no reading to know what it is about. Some
 * servers rewrite what they return beyond recognition; the address that it is returned to they can't. Caller frees. */
static char *return_path(const struct submission *submission, const struct channel_message *message) {
  const char *at = strrchr(submission->bounces, '@');
  if (*message->return_path) return g_strdup(message->return_path);
  if (!at) return g_strdup(message->from);
  return g_strdup_printf("%.*s+%s%s", (int)(at - submission->bounces), submission->bounces, message->key, at);
}

/* FALSE and the word for what is wrong. */
static gboolean address_envelope(const struct submission *submission, const struct channel_message *message,
                                 struct envelope *out, const char **problem) {
  g_autofree char *from = return_path(submission, message);
  if (address_normalise(from, out->from) != ADDRESS_OK) {
    *problem = "the sender's address is malformed";
    return FALSE;
  }
  if (address_normalise(message->to, out->to) != ADDRESS_OK) {
    *problem = "the recipient's address is malformed";
    return FALSE;
  }
  gboolean copy = *message->copy_to && address_normalise(message->copy_to, out->copy) == ADDRESS_OK &&
                  !g_str_equal(out->copy, out->to);
  out->recipients[0] = out->to;
  out->recipients[1] = copy ? out->copy : NULL;
  out->recipients[2] = NULL;
  return TRUE;
}

static const struct {
  enum channel_verdict verdict;
  const char *meaning;
} outcomes[] = {
    [SMTP_ACCEPTED] = {CHANNEL_SENT, "accepted"},
    [SMTP_TEMPORARY] = {CHANNEL_LATER, "not now"},
    [SMTP_PERMANENT] = {CHANNEL_NEVER, "refused"},
    [SMTP_NOT_REACHED] = {CHANNEL_LATER, "not reached"},
    [SMTP_UNSURE] = {CHANNEL_UNKNOWN, "no answer after the whole message had left"},
};

/* The relay's queue number, which most name so: what a system manager looks for in its log. */
static char *queue_number(const char *reply) {
  static const char mark[] = "queued as ";
  const char *found = strstr(reply, mark);
  if (!found) return g_strdup("");
  found += strlen(mark);
  gsize length = strspn(found, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
  return g_strndup(found, length);
}

void submission_send(void *state, const struct channel_message *message, const char *calendar,
                     struct channel_result *result) {
  struct submission *submission = state;
  struct envelope envelope;
  const char *problem;
  if (!address_envelope(submission, message, &envelope, &problem)) {
    channel_result_set(result, CHANNEL_NEVER, "%s", problem);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) mail = mail_write(message, calendar, &error);
  if (!mail) {
    channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
    return;
  }
  g_autofree char *reply = NULL;
  enum smtp_outcome outcome = smtp_send(submission->smtp, envelope.from, envelope.recipients, mail, &reply);
  channel_result_set(result, outcomes[outcome].verdict, "%s: %s", outcomes[outcome].meaning, reply);
  g_free(result->reference);
  result->reference = outcome == SMTP_ACCEPTED ? queue_number(reply) : g_strdup("");
}
