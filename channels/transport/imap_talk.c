#include "channels/transport/imap_talk.h"

#include "channels/channel.h"
#include "channels/transport/quiet.h"
#include "channels/transport/reason.h"
#include "channels/transport/stopwatch.h"

#include <curl/curl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_SECONDS = 15, GOODBYE_SECONDS = 2, BLOCK = 16 * 1024 };

struct imap_talk {
  CURL *curl; /* NULL = not connected */
  struct imap_read *reader;
  char *url, *user, *password, *ca_file, *token;
  struct oauth *oauth; /* borrowed; NULL = with the password */
  int timeout, stop;
  gboolean tls;
  guint commands, grown;
  curl_socket_t socket;
  char problem[CURL_ERROR_SIZE];
};

/* -- settings ---------------------------------------------------------------------------------------------------------
 */

static gboolean is_this_machine(const char *host) {
  return g_str_equal(host, "127.0.0.1") || g_str_equal(host, "localhost") || g_str_equal(host, "[::1]");
}

/* It goes into a URL. */
static gboolean is_host(const char *text) {
  for (const char *c = text; *c; c++)
    if (!g_ascii_isalnum(*c) && !strchr(".-_:[]", *c)) return FALSE;
  return *text != '\0';
}

static gboolean settings_hold(const struct imap_settings *s, GError **error) {
  const struct {
    gboolean holds;
    const char *problem;
  } demands[] = {
      {is_host(s->host), "host: must be a host name or address in ASCII"},
      {*s->user != '\0', "user: a mail box has one"},
      {*s->password || s->oauth, "password: goes with user, unless token_url is set"},
      {!g_str_equal(s->tls, "none") || is_this_machine(s->host),
       "tls: a password is not sent without TLS; choose tls or starttls"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(demands); i++)
    if (!demands[i].holds) {
      g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, demands[i].problem);
      return FALSE;
    }
  return TRUE;
}

struct imap_talk *imap_talk_new(const struct imap_settings *s, GError **error) {
  if (!settings_hold(s, error)) return NULL;
  struct imap_talk *talk = g_new0(struct imap_talk, 1);
  gboolean tls = g_str_equal(s->tls, "tls");
  talk->url = g_strdup_printf("%s://%s:%d/", tls ? "imaps" : "imap", s->host, s->port);
  talk->tls = !g_str_equal(s->tls, "none");
  talk->user = g_strdup(s->user);
  talk->password = g_strdup(s->password);
  talk->ca_file = g_strdup(s->ca_file);
  talk->oauth = s->oauth;
  talk->timeout = s->timeout_seconds;
  talk->stop = -1;
  return talk;
}

void imap_talk_free(struct imap_talk *talk) {
  imap_talk_close(talk);
  char *const strings[] = {talk->url, talk->user, talk->password, talk->ca_file, talk->token};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) g_free(strings[i]);
  g_free(talk);
}

void imap_talk_heed(struct imap_talk *talk, int stop) {
  talk->stop = stop;
}

gboolean imap_talk_is_open(const struct imap_talk *talk) {
  return talk->curl != NULL;
}

static gboolean is_told_to_stop(const struct imap_talk *talk) {
  struct pollfd stop = {.fd = talk->stop, .events = POLLIN};
  return talk->stop >= 0 && poll(&stop, 1, 0) > 0;
}

/* -- closing ----------------------------------------------------------------------------------------------------------
 */

/* libcurl says LOGOUT and waits two minutes for the answer, whatever our time-outs are. With the line shut that ends at
 * once. */
static void drop(struct imap_talk *talk) {
  if (!talk->curl) return;
  struct quiet quiet;
  shutdown(talk->socket, SHUT_RDWR);
  quiet_begin(&quiet);
  curl_easy_cleanup(talk->curl);
  quiet_end(&quiet);
  talk->curl = NULL;
  g_clear_pointer(&talk->reader, imap_read_free);
}

/* Also ends the connection: there is nothing more to be had from it. */
static gboolean fail(struct imap_talk *talk, GError **error, const char *text) {
  const char *const secrets[] = {talk->password, talk->token ? talk->token : "", NULL};
  g_autofree char *line = reason_line(text, strlen(text), secrets);
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, line);
  drop(talk);
  return FALSE;
}

guint imap_talk_grown(const struct imap_talk *talk) {
  return talk->grown;
}

void imap_talk_close(struct imap_talk *talk) {
  if (talk->curl && !is_told_to_stop(talk)) imap_talk_ask(talk, "LOGOUT", GOODBYE_SECONDS, NULL, NULL, NULL);
  drop(talk);
}

/* -- connecting -------------------------------------------------------------------------------------------------------
 */

/* Asked about once a second, also while a name is looked up. */
static int heed(void *user, curl_off_t total, curl_off_t now, curl_off_t total_up, curl_off_t now_up) {
  (void)total, (void)now, (void)total_up, (void)now_up;
  return is_told_to_stop(user);
}

static CURL *handle_of(struct imap_talk *talk) {
  CURL *curl = curl_easy_init();
  if (!curl) g_error("libcurl could not be started");
  curl_easy_setopt(curl, CURLOPT_URL, talk->url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(talk->tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)talk->timeout);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MIN(talk->timeout, CONNECT_SECONDS));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, talk->problem);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, heed);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, talk);
  curl_easy_setopt(curl, CURLOPT_USERNAME, talk->user);
  curl_easy_setopt(curl, CURLOPT_PASSWORD, talk->password);
  if (*talk->ca_file) curl_easy_setopt(curl, CURLOPT_CAINFO, talk->ca_file);
  return curl;
}

static gboolean set_token(struct imap_talk *talk, CURL *curl, GError **error) {
  if (!talk->oauth) return TRUE;
  g_free(talk->token);
  talk->token = g_strdup(oauth_token(talk->oauth, error));
  curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, talk->token);
  curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
  return talk->token != NULL;
}

/* *refused: the server let us not in; with a token that may be the token's end. */
static gboolean connect_once(struct imap_talk *talk, gboolean *refused, GError **error) {
  struct quiet quiet;
  talk->curl = handle_of(talk);
  talk->socket = CURL_SOCKET_BAD;
  talk->problem[0] = '\0';
  *refused = FALSE;
  if (!set_token(talk, talk->curl, error)) {
    drop(talk);
    return FALSE;
  }
  quiet_begin(&quiet);
  CURLcode code = curl_easy_perform(talk->curl);
  quiet_end(&quiet);
  curl_easy_getinfo(talk->curl, CURLINFO_ACTIVESOCKET, &talk->socket);
  if (code == CURLE_OK && talk->socket != CURL_SOCKET_BAD) return TRUE;
  *refused = code == CURLE_LOGIN_DENIED;
  g_autofree char *text = g_strdup_printf("%s%s", *refused ? "signing in: " : "",
                                          talk->problem[0] ? talk->problem : curl_easy_strerror(code));
  return fail(talk, error, text);
}

gboolean imap_talk_open(struct imap_talk *talk, GError **error) {
  g_autoptr(GError) own = NULL;
  gboolean refused;
  drop(talk);
  gboolean open = connect_once(talk, &refused, &own);
  if (!open && refused && talk->oauth && !is_told_to_stop(talk)) {
    oauth_forget(talk->oauth);
    g_clear_error(&own);
    open = connect_once(talk, &refused, &own);
  }
  if (!open) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  talk->reader = imap_read_new();
  talk->commands = 0;
  return TRUE;
}

/* -- sending and hearing ----------------------------------------------------------------------------------------------
 */

/* Until the line may be read (or written), or the time is over. */
static gboolean await(struct imap_talk *talk, short events, gint64 deadline, GError **error) {
  struct pollfd fds[] = {{.fd = talk->socket, .events = events}, {.fd = talk->stop, .events = POLLIN}};
  gint64 left = deadline - stopwatch_read();
  if (left > 0 && poll(fds, talk->stop >= 0 ? 2 : 1, (int)MIN(left, G_MAXINT)) < 0) left = 1; /* a signal: look again */
  if (talk->stop >= 0 && fds[1].revents) return fail(talk, error, "told to stop");
  return left > 0 || fail(talk, error, "the server did not answer in time");
}

static gboolean say(struct imap_talk *talk, const char *text, gint64 deadline, GError **error) {
  for (gsize length = strlen(text); length;) {
    struct quiet quiet;
    size_t sent = 0;
    quiet_begin(&quiet);
    CURLcode code = curl_easy_send(talk->curl, text, length, &sent);
    quiet_end(&quiet);
    if (code != CURLE_OK && code != CURLE_AGAIN) return fail(talk, error, "the server has hung up");
    text += sent;
    length -= sent;
    if (length && !await(talk, POLLOUT, deadline, error)) return FALSE;
  }
  return TRUE;
}

/* What is there already, *got FALSE when that is nothing. */
static gboolean take_some(struct imap_talk *talk, gboolean *got, GError **error) {
  char block[BLOCK];
  struct quiet quiet;
  size_t length = 0;
  quiet_begin(&quiet);
  CURLcode code = curl_easy_recv(talk->curl, block, sizeof block, &length);
  quiet_end(&quiet);
  *got = code == CURLE_OK && length;
  if (*got) imap_read_feed(talk->reader, block, length);
  return *got || code == CURLE_AGAIN || fail(talk, error, "the server has hung up");
}

/* Some more bytes for the reader. What TLS has decoded already no poll would tell, so we read before we wait. A server
 * that never stops talking is stopped by the deadline, too. */
static gboolean hear_some(struct imap_talk *talk, gint64 deadline, GError **error) {
  gboolean got = FALSE;
  while (take_some(talk, &got, error)) {
    if (got) return stopwatch_read() < deadline || fail(talk, error, "the server talks without end");
    if (!await(talk, POLLIN, deadline, error)) return FALSE;
  }
  return FALSE;
}

/* The next response, within the deadline. BYE is the end, whatever it is said to; so it is after LOGOUT. */
static gboolean next(struct imap_talk *talk, gint64 deadline, const struct imap_response **response, GError **error) {
  enum imap_read_state state;
  while ((state = imap_read_next(talk->reader, response)) == IMAP_READ_MORE)
    if (!hear_some(talk, deadline, error)) return FALSE;
  if (state == IMAP_READ_BROKEN) return fail(talk, error, imap_read_problem(talk->reader));
  guint32 mails;
  const char *bye = imap_parse_untagged(*response, "BYE");
  if (imap_parse_counted(*response, "EXISTS", &mails)) talk->grown++;
  if (!bye) return TRUE;
  g_autofree char *text = g_strconcat("the server says goodbye: ", bye, NULL);
  return fail(talk, error, text);
}

/* -- commands ---------------------------------------------------------------------------------------------------------
 */

static char *send_command(struct imap_talk *talk, const char *command, gint64 deadline, GError **error) {
  g_autofree char *tag = g_strdup_printf("W%u", ++talk->commands);
  g_autofree char *line = g_strdup_printf("%s %s\r\n", tag, command);
  if (!talk->curl) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "not connected");
    return NULL;
  }
  return say(talk, line, deadline, error) ? g_steal_pointer(&tag) : NULL;
}

static gboolean judge(const struct imap_talk *talk, enum imap_status status, const char *command, const char *text,
                      GError **error) {
  const char *const secrets[] = {talk->password, NULL};
  if (status == IMAP_STATUS_OK) return TRUE;
  g_autofree char *said = reason_line(text, strlen(text), secrets);
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "the server says no to %.60s: %s", command, said);
  return FALSE;
}

gboolean imap_talk_ask(struct imap_talk *talk, const char *command, int seconds, imap_talk_hear hear, void *user,
                       GError **error) {
  gint64 deadline = stopwatch_read() + seconds * 1000L;
  g_autofree char *tag = send_command(talk, command, deadline, error);
  const struct imap_response *response;
  const char *text = "";
  while (tag && next(talk, deadline, &response, error)) {
    enum imap_status status = imap_parse_status(response, tag, &text);
    if (status != IMAP_STATUS_NONE) return judge(talk, status, command, text, error);
    if (hear) hear(user, response);
  }
  return FALSE;
}

/* -- idle -------------------------------------------------------------------------------------------------------------
 */

/* *came when one of those that are read says so. */
static gboolean read_idle(struct imap_talk *talk, imap_talk_news news, void *user, gboolean *came, GError **error) {
  const struct imap_response *response;
  enum imap_read_state state;
  while ((state = imap_read_next(talk->reader, &response)) == IMAP_READ_WHOLE) {
    if (imap_parse_untagged(response, "BYE")) return fail(talk, error, "the server says goodbye");
    if (news(user, response)) *came = TRUE;
  }
  return state != IMAP_READ_BROKEN || fail(talk, error, imap_read_problem(talk->reader));
}

/* Until news, the end, or the stop; the time being over is no failure here. */
static gboolean doze(struct imap_talk *talk, gint64 end, imap_talk_news news, void *user, GError **error) {
  gboolean came = FALSE, got = FALSE;
  for (;;) {
    if (!read_idle(talk, news, user, &came, error)) return FALSE;
    gint64 left = end - stopwatch_read();
    if (came || left <= 0 || is_told_to_stop(talk)) return TRUE;
    if (!take_some(talk, &got, error)) return FALSE;
    struct pollfd fds[] = {{.fd = talk->socket, .events = POLLIN}, {.fd = talk->stop, .events = POLLIN}};
    if (!got) poll(fds, talk->stop >= 0 ? 2 : 1, (int)left);
  }
}

/* "+ idling". What comes before it is not lost: who waits for a mail looks anew after every IDLE. */
static gboolean begin_idle(struct imap_talk *talk, const char *tag, gint64 deadline, gboolean *came,
                           imap_talk_news news, void *user, GError **error) {
  const struct imap_response *response;
  const char *text = "";
  while (next(talk, deadline, &response, error)) {
    if (response->text->str[0] == '+') return TRUE;
    if (imap_parse_status(response, tag, &text) != IMAP_STATUS_NONE)
      return fail(talk, error, "the server offers IDLE and doesn't take it");
    *came |= news(user, response);
  }
  return FALSE;
}

gboolean imap_talk_idle(struct imap_talk *talk, int seconds, int timeout, imap_talk_news news, void *user,
                        GError **error) {
  gint64 deadline = stopwatch_read() + timeout * 1000L;
  g_autofree char *tag = send_command(talk, "IDLE", deadline, error);
  gboolean came = FALSE;
  if (!tag || !begin_idle(talk, tag, deadline, &came, news, user, error)) return FALSE;
  if (!came && !doze(talk, stopwatch_read() + seconds * 1000L, news, user, error)) return FALSE;
  deadline = stopwatch_read() + timeout * 1000L;
  const struct imap_response *response;
  const char *text = "";
  if (!say(talk, "DONE\r\n", deadline, error)) return FALSE;
  while (next(talk, deadline, &response, error))
    if (imap_parse_status(response, tag, &text) != IMAP_STATUS_NONE) return TRUE;
  return FALSE;
}
