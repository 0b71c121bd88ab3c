#include "channels/transport/smtp.h"

#include "channels/channel.h"
#include "channels/transport/quiet.h"
#include "channels/transport/reason.h"

#include <curl/curl.h>
#include <string.h>

enum { CONNECT_SECONDS = 15, GOODBYE_SECONDS = 3 };

/* How far the talk has come. libcurl tells one code for many endings (55 for every refused recipient), so we listen in:
 * its commands come by the debug function, the server's lines by the header function. */
enum stage { AT_GREETING, AT_HELLO, AT_LOGIN, AT_SENDER, AT_RECIPIENT, AT_DATA, AT_BODY };

struct talk {
  enum stage stage;
  int answered;  /* recipients that the server has answered about */
  int code;      /* the answer to the last command; 0 = none yet */
  GString *line; /* its text */
  const char *bytes;
  gsize length, offset;
  gboolean all_read;
};

struct smtp {
  CURL *curl;
  struct talk talk;
  char *password;
  struct oauth *oauth; /* NULL = none */
  char *token;         /* that this connection was given; for the eyes of `tell` */
  char problem[CURL_ERROR_SIZE];
};

static const struct {
  const char *verb;
  enum stage from, stage; /* a verb counts from this stage on: base64 of a password may look like a verb */
} verbs[] = {
    {"EHLO ", AT_GREETING, AT_HELLO},       {"HELO ", AT_GREETING, AT_HELLO},      {"AUTH ", AT_HELLO, AT_LOGIN},
    {"MAIL FROM:", AT_GREETING, AT_SENDER}, {"RCPT TO:", AT_SENDER, AT_RECIPIENT}, {"DATA\r\n", AT_RECIPIENT, AT_DATA},
};

/* Passwords pass here, so nothing is kept but the stage. */
static int hear_command(CURL *curl, curl_infotype type, char *bytes, size_t length, void *user) {
  (void)curl;
  struct talk *talk = user;
  gboolean goodbye = length >= 4 && memcmp(bytes, "QUIT", 4) == 0; /* comes after the answer that counts */
  if (type != CURLINFO_HEADER_OUT || goodbye) return 0;
  talk->code = 0;
  g_string_truncate(talk->line, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
    if (talk->stage >= verbs[i].from && length >= strlen(verbs[i].verb) &&
        memcmp(bytes, verbs[i].verb, strlen(verbs[i].verb)) == 0)
      talk->stage = verbs[i].stage;
  return 0;
}

static gboolean is_answer(const char *line, size_t length) {
  return length >= 3 && g_ascii_isdigit(line[0]) && g_ascii_isdigit(line[1]) && g_ascii_isdigit(line[2]);
}

/* An answer may take several lines: "550-first", "550 last". Returning 0 makes libcurl stop: without the first
 * recipient the others are not to get it either, and libcurl would go on. */
static size_t hear_answer(char *bytes, size_t size, size_t count, void *user) {
  struct talk *talk = user;
  size_t length = size * count;
  gboolean goodbye = length >= 3 && memcmp(bytes, "221", 3) == 0; /* to our QUIT: says nothing of the message */
  if (!is_answer(bytes, length) || goodbye) return length;
  gsize skip = talk->line->len ? 3 : 0;
  g_string_append_len(talk->line, bytes + skip, (gssize)(length - skip));
  if (talk->line->len > 3) talk->line->str[3] = ' ';
  if (length > 3 && bytes[3] == '-') return length;
  talk->code = (bytes[0] - '0') * 100 + (bytes[1] - '0') * 10 + (bytes[2] - '0');
  gboolean first = talk->stage == AT_RECIPIENT && talk->answered++ == 0;
  return first && talk->code >= 400 ? 0 : length;
}

static size_t give_body(char *buffer, size_t size, size_t count, void *user) {
  struct talk *talk = user;
  if (talk->stage != AT_BODY) {
    talk->stage = AT_BODY;
    talk->code = 0;
    g_string_truncate(talk->line, 0);
  }
  gsize part = MIN(size * count, talk->length - talk->offset);
  if (part) memcpy(buffer, talk->bytes + talk->offset, part);
  talk->offset += part;
  talk->all_read = talk->offset == talk->length;
  return part;
}

/* These go into a URL. */
static gboolean is_plain(const char *text, const char *also) {
  for (const char *c = text; *c; c++)
    if (!g_ascii_isalnum(*c) && !strchr(also, *c)) return FALSE;
  return *text != '\0';
}

/* Between here and here nobody listens in. */
static gboolean is_this_machine(const char *host) {
  return g_str_equal(host, "127.0.0.1") || g_str_equal(host, "localhost") || g_str_equal(host, "[::1]");
}

static gboolean settings_hold(const struct smtp_settings *s, GError **error) {
  gboolean covered = !g_str_equal(s->tls, "none") || is_this_machine(s->host);
  const struct {
    gboolean holds;
    const char *problem;
  } demands[] = {
      {is_plain(s->host, ".-_:[]"), "host: must be a host name or address in ASCII"},
      {is_plain(s->helo, ".-:[]"), "helo: must be a host name in ASCII"},
      {s->port > 0 && s->port < 65536, "port: must be from 1 to 65535"},
      {s->timeout_seconds > 0, "timeout: must be at least 1"},
      {!*s->user || covered, "tls: a password is not sent without TLS; choose starttls or tls"},
      {!*s->user == (!*s->password && !s->oauth), "password: user and password go together"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(demands); i++)
    if (!demands[i].holds) {
      g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, demands[i].problem);
      return FALSE;
    }
  return TRUE;
}

/* The path of the URL is the EHLO name. TLS is demanded, never tried. */
static void set_connection(CURL *curl, const struct smtp_settings *s) {
  gboolean tls = g_str_equal(s->tls, "tls");
  g_autofree char *url = g_strdup_printf("%s://%s:%d/%s", tls ? "smtps" : "smtp", s->host, s->port, s->helo);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(g_str_equal(s->tls, "none") ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)s->timeout_seconds);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MIN(s->timeout_seconds, CONNECT_SECONDS));
  if (*s->ca_file) curl_easy_setopt(curl, CURLOPT_CAINFO, s->ca_file);
  if (*s->user) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, s->user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, s->password);
  }
  /* nothing else, or libcurl would try what it takes for better with an empty password */
  if (s->oauth) curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
}

/* Sending needs VERBOSE: libcurl shows its commands to the debug function alone. */
static void set_listeners(struct smtp *smtp) {
  CURL *curl = smtp->curl;
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->problem);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, hear_command);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &smtp->talk);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear_answer);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &smtp->talk);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
  curl_easy_setopt(curl, CURLOPT_READDATA, &smtp->talk);
}

struct smtp *smtp_new(const struct smtp_settings *settings, GError **error) {
  if (!settings_hold(settings, error)) return NULL;
  struct smtp *smtp = g_new0(struct smtp, 1);
  smtp->curl = curl_easy_init();
  if (!smtp->curl) g_error("libcurl could not be started");
  smtp->talk.line = g_string_new(NULL);
  smtp->password = g_strdup(settings->password);
  smtp->oauth = settings->oauth;
  set_connection(smtp->curl, settings);
  set_listeners(smtp);
  return smtp;
}

/* NOOP in place of a message: libcurl does all that comes before. */
static void set_no_message(CURL *curl) {
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 0L);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, NULL);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
  curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
}

/* Cleaning up says QUIT over a kept connection and waits two minutes for the answer, whatever our time-outs are; a
 * service that is told to stop has not got those. A last NOOP that doesn't keep the connection obeys them. */
static void say_goodbye(CURL *curl) {
  curl_socket_t kept = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &kept) != CURLE_OK || kept == CURL_SOCKET_BAD) return;
  set_no_message(curl);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)GOODBYE_SECONDS);
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)GOODBYE_SECONDS);
  curl_easy_perform(curl);
}

void smtp_free(struct smtp *smtp) {
  struct quiet quiet;
  quiet_begin(&quiet);
  say_goodbye(smtp->curl);
  curl_easy_cleanup(smtp->curl); /* may still be heard talking: the rest goes after it */
  quiet_end(&quiet);
  g_string_free(smtp->talk.line, TRUE);
  g_free(smtp->password);
  g_free(smtp->token);
  g_free(smtp);
}

/* libcurl puts an address on the wire as it is, line ends too. Non-ASCII would need SMTPUTF8 at the far side; the
 * domain is in ASCII already (formats/address.h), so only a local part can have it. */
static gboolean is_safe_address(const char *address) {
  for (const char *c = address; *c; c++)
    if (*c <= ' ' || *c >= 0x7f || *c == '<' || *c == '>') return FALSE;
  return *address != '\0';
}

static gboolean addresses_are_safe(const char *from, const char *const *to) {
  gboolean safe = is_safe_address(from) && *to != NULL;
  for (; safe && *to; to++) safe = is_safe_address(*to);
  return safe;
}

static void talk_begin(struct talk *talk, GBytes *mail) {
  GString *line = talk->line;
  *talk = (struct talk){.stage = AT_GREETING, .line = g_string_truncate(line, 0)};
  if (mail) talk->bytes = g_bytes_get_data(mail, &talk->length);
}

/* 530, 534, 535 and 538 say that we did not sign in, or not well enough: a setting to mend, no fault of the message.
 * Whatever is refused before MAIL is about us, too. */
static enum smtp_outcome refusal(const struct talk *talk) {
  static const int sign_in[] = {530, 534, 535, 538};
  for (gsize i = 0; i < G_N_ELEMENTS(sign_in); i++)
    if (talk->code == sign_in[i]) return SMTP_TEMPORARY;
  return talk->stage >= AT_SENDER && talk->code >= 500 ? SMTP_PERMANENT : SMTP_TEMPORARY;
}

/* The server's own word counts before libcurl's. Without one: only what was read to its end can have been taken. */
static enum smtp_outcome judge(const struct talk *talk) {
  if (talk->code >= 400) return refusal(talk);
  if (talk->stage != AT_BODY) return SMTP_NOT_REACHED;
  if (talk->code >= 200 && talk->code < 300) return SMTP_ACCEPTED;
  return talk->all_read ? SMTP_UNSURE : SMTP_NOT_REACHED;
}

static char *tell(const struct smtp *smtp, CURLcode code) {
  const char *const secrets[] = {smtp->password, smtp->token ? smtp->token : "", NULL};
  const struct talk *talk = &smtp->talk;
  if (talk->code >= 400 || talk->stage == AT_BODY)
    if (talk->line->len) return reason_line(talk->line->str, talk->line->len, secrets);
  const char *text = smtp->problem[0] ? smtp->problem : curl_easy_strerror(code);
  return reason_line(text, strlen(text), secrets);
}

/* One attempt. A kept connection that the server closed meanwhile shows itself by failing before anything was said of
 * this message; libcurl does not repeat uploads over SMTP, so that is ours to do, once, on a new connection. */
static enum smtp_outcome attempt(struct smtp *smtp, GBytes *mail, char **reply, gboolean *stale) {
  long connects = 0;
  talk_begin(&smtp->talk, mail);
  smtp->problem[0] = '\0';
  struct quiet quiet;
  quiet_begin(&quiet);
  CURLcode code = curl_easy_perform(smtp->curl);
  quiet_end(&quiet);
  curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &connects);
  enum smtp_outcome outcome = judge(&smtp->talk);
  gboolean gone = outcome == SMTP_NOT_REACHED || smtp->talk.code == 421;
  *stale = connects == 0 && gone && smtp->talk.stage <= AT_SENDER;
  *reply = tell(smtp, code);
  return outcome;
}

/* With the token of now, if one is used; a connection that signed in with another is not used again by libcurl. */
static gboolean set_token(struct smtp *smtp, char **reply) {
  g_autoptr(GError) error = NULL;
  if (!smtp->oauth) return TRUE;
  g_free(smtp->token);
  smtp->token = g_strdup(oauth_token(smtp->oauth, &error));
  if (!smtp->token) *reply = g_strdup(error->message);
  curl_easy_setopt(smtp->curl, CURLOPT_XOAUTH2_BEARER, smtp->token);
  return smtp->token != NULL;
}

/* 535, or by XOAUTH2 a 334 with the reason in it, at which libcurl hangs up: in time or not, this token is none. */
static gboolean token_was_refused(const struct smtp *smtp) {
  const struct talk *talk = &smtp->talk;
  return smtp->oauth && talk->stage == AT_LOGIN && (talk->code == 535 || talk->code == 334);
}

/* On a new connection whatever happens to be kept. */
static enum smtp_outcome attempt_afresh(struct smtp *smtp, GBytes *mail, char **reply) {
  gboolean stale;
  curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 1L);
  enum smtp_outcome outcome = attempt(smtp, mail, reply, &stale);
  curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 0L);
  return outcome;
}

/* A token that ended early, or was taken back, is asked for once more. */
static enum smtp_outcome talk_all(struct smtp *smtp, GBytes *mail, gboolean afresh, char **reply) {
  gboolean stale = afresh;
  enum smtp_outcome outcome = SMTP_TEMPORARY;
  if (!set_token(smtp, reply)) return SMTP_TEMPORARY;
  if (!afresh) outcome = attempt(smtp, mail, reply, &stale);
  if (stale) {
    if (!afresh) g_free(*reply);
    outcome = attempt_afresh(smtp, mail, reply);
  }
  if (!token_was_refused(smtp)) return outcome;
  oauth_forget(smtp->oauth);
  g_free(*reply);
  return set_token(smtp, reply) ? attempt_afresh(smtp, mail, reply) : SMTP_TEMPORARY;
}

static struct curl_slist *set_envelope(CURL *curl, const char *from, const char *const *to, GBytes *mail) {
  struct curl_slist *recipients = NULL;
  for (const char *const *t = to; *t; t++) recipients = curl_slist_append(recipients, *t);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT_ALLLOWFAILS, to[1] ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, NULL);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)g_bytes_get_size(mail));
  return recipients;
}

enum smtp_outcome smtp_send(struct smtp *smtp, const char *from, const char *const *to, GBytes *mail, char **reply) {
  if (!addresses_are_safe(from, to)) {
    *reply = g_strdup("an address of the envelope can't go on the wire");
    return SMTP_PERMANENT;
  }
  struct curl_slist *recipients = set_envelope(smtp->curl, from, to, mail);
  enum smtp_outcome outcome = talk_all(smtp, mail, FALSE, reply);
  curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all(recipients);
  return outcome;
}

/* A new connection each time, for the sign-in belongs to what is probed. A server that offers none would be talked to
 * without it, and refuse the first message: better known now. */
gboolean smtp_probe(struct smtp *smtp, GError **error) {
  const struct talk *talk = &smtp->talk;
  g_autofree char *reply = NULL;
  talk_begin(&smtp->talk, NULL);
  set_no_message(smtp->curl);
  talk_all(smtp, NULL, TRUE, &reply);
  curl_easy_setopt(smtp->curl, CURLOPT_NOBODY, 0L);
  gboolean answered = talk->code >= 200 && talk->code < 300;
  if (answered && (*smtp->password || smtp->oauth) && talk->stage != AT_LOGIN) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "user: the server offers no signing in");
    return FALSE;
  }
  if (answered) return TRUE;
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "%s%s",
              talk->stage != AT_LOGIN || talk->code < 300 ? ""
              : smtp->oauth                               ? "user, token: "
                                                          : "user, password: ",
              reply);
  return FALSE;
}
