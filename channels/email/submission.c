#include "channels/email/submission.h"

#include "channels/formats/address.h"
#include "channels/formats/mail_write.h"
#include "channels/options.h"
#include "channels/transport/smtp.h"

#include <string.h>

const struct channel_option submission_options[] = {
    {"host", NULL, FALSE, "the mail server that takes our messages"},
    {"port", "587", FALSE, "587 for starttls, 465 for tls"},
    {"tls", "starttls", FALSE, "starttls, tls or none; it is demanded, never only tried"},
    {"user", "", FALSE, "empty: no signing in"},
    {"password", "", TRUE, "goes with user"},
    {"ca_file", "", FALSE, "certificates to trust, in PEM; empty: those of the system"},
    {"helo", "", FALSE, "the name we give ourselves; empty: this machine's"},
    {"timeout", "30", FALSE, "seconds for one message, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

void *submission_open(channel_setting setting, void *user, GError **error) {
  static const char *const tls[] = {"starttls", "tls", "none", NULL};
  struct smtp_settings settings = {
      .host = options_required(setting, user, "host", error),
      .tls = options_text(setting, user, "tls"),
      .user = options_text(setting, user, "user"),
      .password = options_text(setting, user, "password"),
      .ca_file = options_text(setting, user, "ca_file"),
      .helo = options_text(setting, user, "helo"),
  };
  if (!settings.host || !options_one_of(setting, user, "tls", tls, error)) return NULL;
  if ((settings.port = options_number(setting, user, "port", 1, 65535, error)) < 0) return NULL;
  if ((settings.timeout_seconds = options_number(setting, user, "timeout", 1, 600, error)) < 0) return NULL;
  if (!*settings.helo) settings.helo = g_get_host_name();
  return smtp_new(&settings, error);
}

gboolean submission_check(void *state, GError **error) {
  return smtp_probe(state, error);
}

void submission_close(void *state) {
  smtp_free(state);
}

struct envelope {
  char from[ADDRESS_SIZE], to[ADDRESS_SIZE], copy[ADDRESS_SIZE];
  const char *recipients[3];
};

/* FALSE and the word for what is wrong. */
static gboolean address_envelope(const struct channel_message *message, struct envelope *out, const char **problem) {
  const char *from = *message->return_path ? message->return_path : message->from;
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
  struct envelope envelope;
  const char *problem;
  if (!address_envelope(message, &envelope, &problem)) {
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
  enum smtp_outcome outcome = smtp_send(state, envelope.from, envelope.recipients, mail, &reply);
  channel_result_set(result, outcomes[outcome].verdict, "%s: %s", outcomes[outcome].meaning, reply);
  g_free(result->reference);
  result->reference = outcome == SMTP_ACCEPTED ? queue_number(reply) : g_strdup("");
}
