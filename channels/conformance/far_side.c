#include "channels/conformance/far_side.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FLOOD = 10 * 1000 * 1000, REQUEST_MAX = 4 * 1024 * 1024 };

struct command {
  enum far_side_act act;
  const char *status, *headers, *body;
};

struct echo {
  enum far_side_form form;
  gsize from;
  gboolean always;
};

struct far_side {
  gboolean smtp;
  const struct far_side_reply *replies;
  int listener, wake[2], port;
  GThread *thread;
  GMutex lock; /* of what follows */
  struct command command;
  struct echo echo;
  GString *heard, *headers;
};

/* -- sockets -------------------------------------------------------------------------------------------------------
 */

static int listen_on(int *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean ok = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 8) == 0 &&
                getsockname(fd, (struct sockaddr *)&address, &length) == 0;
  if (!ok) g_error("no port on 127.0.0.1: %s", g_strerror(errno));
  *port = ntohs(address.sin_port);
  return fd;
}

int far_side_nobody(void) {
  int port;
  close(listen_on(&port));
  return port;
}

/* FALSE when it is time to stop. */
static gboolean wait_for(const struct far_side *far, int fd, short event) {
  struct pollfd fds[] = {{.fd = fd, .events = event}, {.fd = far->wake[0], .events = POLLIN}};
  return poll(fds, 2, -1) > 0 && !fds[1].revents;
}

/* FALSE at the end of the connection, or when it is time to stop. */
static gboolean hear_more(const struct far_side *far, int fd, GString *heard) {
  char bytes[16384];
  ssize_t got = wait_for(far, fd, POLLIN) ? recv(fd, bytes, sizeof bytes, 0) : 0;
  if (got > 0) g_string_append_len(heard, bytes, got);
  return got > 0 && heard->len < REQUEST_MAX;
}

static gboolean say(const struct far_side *far, int fd, const char *bytes, gsize length) {
  while (length > 0) {
    ssize_t put = wait_for(far, fd, POLLOUT) ? send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) : -1;
    if (put < 0 && errno == EAGAIN) continue;
    if (put <= 0) return FALSE;
    bytes += put;
    length -= (gsize)put;
  }
  return TRUE;
}

/* Until the other side has enough of it. */
static void flood(const struct far_side *far, int fd, const char *piece) {
  g_autoptr(GString) block = g_string_new(NULL);
  while (block->len < 65536) g_string_append(block, piece);
  for (gsize said = 0; said < FLOOD && say(far, fd, block->str, block->len); said += block->len) continue;
}

static void be_silent(const struct far_side *far, int fd) {
  g_autoptr(GString) ignored = g_string_new(NULL);
  while (hear_more(far, fd, ignored)) continue;
}

/* -- an echo -------------------------------------------------------------------------------------------------------
 */

static struct echo echo_now(struct far_side *far) {
  g_mutex_lock(&far->lock);
  struct echo echo = far->echo;
  g_mutex_unlock(&far->lock);
  return echo;
}

static char *in_json(const char *text) {
  GString *out = g_string_new("{\"error\":\"");
  for (; *text; text++) {
    if (strchr("\"\\/", *text)) g_string_append_c(out, '\\');
    g_string_append_c(out, *text == '\r' || *text == '\n' ? ' ' : *text);
  }
  g_string_append(out, "\"}");
  return g_string_free(out, FALSE);
}

/* In small letters, as many write it. */
static char *in_percent(const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text; text++)
    if (g_ascii_isalnum(*text) || *text == ' ')
      g_string_append_c(out, *text);
    else
      g_string_append_printf(out, "%%%02x", (guint)(guchar)*text);
  return g_string_free(out, FALSE);
}

static char *echo_of(const struct echo *echo, const char *heard) {
  gsize n = strlen(heard), from = MIN(echo->from, n);
  from += from ? strcspn(heard + from, "\n ?&=:,") : 0;
  const char *text = heard + from;
  if (echo->form == FAR_SIDE_JSON) return in_json(text);
  if (echo->form == FAR_SIDE_PERCENT) return in_percent(text);
  return echo->form == FAR_SIDE_PAGE ? g_markup_escape_text(text, -1) : g_strdup(text);
}

void far_side_echo(struct far_side *far, enum far_side_form form, gsize from, gboolean always) {
  g_mutex_lock(&far->lock);
  far->echo = (struct echo){form, from, always};
  g_mutex_unlock(&far->lock);
}

/* -- HTTP ----------------------------------------------------------------------------------------------------------
 */

/* The end of the head, or NULL: more is to come. *length: of the whole request. */
static const char *whole_request(const GString *heard, gsize *length) {
  const char *end = strstr(heard->str, "\r\n\r\n");
  if (!end) return NULL;
  g_autofree char *head = g_ascii_strdown(heard->str, end - heard->str);
  const char *at = strstr(head, "\r\ncontent-length:");
  guint64 body = at ? g_ascii_strtoull(at + strlen("\r\ncontent-length:"), NULL, 10) : 0;
  *length = (gsize)(end - heard->str) + 4 + (gsize)MIN(body, (guint64)REQUEST_MAX);
  return heard->len >= *length ? end : NULL;
}

static void say_answer(const struct far_side *far, int fd, const struct command *what, const char *body) {
  gsize length = strlen(body), told = what->act == FAR_SIDE_CUT_WITHIN ? length + 500
                                      : what->act == FAR_SIDE_FLOOD    ? FLOOD + 65536
                                                                       : length;
  g_autofree char *head = g_strdup_printf("HTTP/1.1 %s\r\n%sContent-Type: application/json\r\n", what->status,
                                          what->headers ? what->headers : "");
  g_autofree char *rest = g_strdup_printf("Content-Length: %zu\r\nConnection: close\r\n\r\n", told);
  if (!say(far, fd, head, strlen(head))) return;
  if (what->act == FAR_SIDE_FLOOD_HEAD)
    flood(far, fd, "X-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n");
  if (!say(far, fd, rest, strlen(rest))) return;
  if (what->act == FAR_SIDE_FLOOD) flood(far, fd, "xxxxxxxxxxxxxxxx");
  say(far, fd, body, what->act == FAR_SIDE_CUT_WITHIN ? length / 2 : length);
}

static const struct far_side_reply *reply_to(const struct far_side *far, const char *request) {
  g_auto(GStrv) words = g_strsplit(request, " ", 3);
  for (const struct far_side_reply *r = far->replies; r->method && g_strv_length(words) == 3; r++)
    if ((!*r->method || g_str_equal(r->method, words[0])) && strstr(words[1], r->path)) return r;
  return NULL;
}

static void remember(struct far_side *far, const GString *heard, const char *end) {
  const char *line = strstr(heard->str, "\r\n");
  g_mutex_lock(&far->lock);
  g_string_append_printf(far->heard, "%.*s\n%s\n", (int)(line - heard->str), heard->str, end + 4);
  g_string_printf(far->headers, "%.*s\r\n", (int)(end - line), line);
  g_mutex_unlock(&far->lock);
}

static struct command ordered(struct far_side *far, const struct far_side_reply *reply) {
  g_mutex_lock(&far->lock);
  struct command command = far->command;
  g_mutex_unlock(&far->lock);
  if (!command.status) {
    command.status = reply->status;
    command.headers = reply->headers;
    command.body = reply->body;
  }
  if (!command.body) command.body = "";
  return command;
}

static void serve_web(struct far_side *far, int fd) {
  g_autoptr(GString) heard = g_string_new(NULL);
  const char *end = NULL;
  gsize length = 0;
  while (!(end = whole_request(heard, &length)))
    if (!hear_more(far, fd, heard)) return;
  static const struct far_side_reply nothing = {"", "", "404 Not Found", "", "{}"};
  const struct far_side_reply *reply = reply_to(far, heard->str);
  gboolean carries = reply && !reply[1].method;
  struct command what = {FAR_SIDE_ANSWER, reply ? reply->status : nothing.status, reply ? reply->headers : "",
                         reply ? reply->body : nothing.body};
  struct echo echo = echo_now(far);
  if (carries) remember(far, heard, end);
  if (carries || (reply && echo.always)) what = ordered(far, reply);
  if (what.act == FAR_SIDE_SILENT) be_silent(far, fd);
  if (what.act == FAR_SIDE_SILENT || what.act == FAR_SIDE_CUT_BEFORE) return;
  g_autofree char *told = what.act == FAR_SIDE_ECHO ? echo_of(&echo, heard->str) : NULL;
  say_answer(far, fd, &what, told ? told : what.body);
  if (what.act == FAR_SIDE_TWICE) say_answer(far, fd, &what, what.body);
}

/* -- SMTP ----------------------------------------------------------------------------------------------------------
 */

/* One line, its end taken off; FALSE at the end. */
static gboolean take_line(const struct far_side *far, int fd, GString *heard, GString *line) {
  const char *end;
  while (!(end = strstr(heard->str, "\r\n")))
    if (!hear_more(far, fd, heard)) return FALSE;
  g_string_truncate(line, 0);
  g_string_append_len(line, heard->str, end - heard->str);
  g_string_erase(heard, 0, end - heard->str + 2);
  return TRUE;
}

/* The mail up to its point, which is what the last of the replies is the answer to. */
static gboolean take_mail(struct far_side *far, int fd, GString *heard) {
  g_autoptr(GString) line = g_string_new(NULL), mail = g_string_new(NULL);
  do {
    if (!take_line(far, fd, heard, line)) return FALSE;
    g_string_append_printf(mail, "%s\n", line->str);
  } while (!g_str_equal(line->str, "."));
  const char *body = strstr(mail->str, "\n\n");
  g_mutex_lock(&far->lock);
  g_string_append_len(far->heard, mail->str, (gssize)mail->len);
  g_string_printf(far->headers, "\r\n%.*s\r\n", (int)(body ? body - mail->str : 0), mail->str);
  g_mutex_unlock(&far->lock);
  return TRUE;
}

/* FALSE: the connection ends. */
static gboolean say_reply(const struct far_side *far, int fd, const struct command *what, const char *echo) {
  g_autofree char *line = what->act == FAR_SIDE_ECHO ? g_strdup_printf("550 5.7.1 you said %s\r\n", echo)
                                                     : g_strconcat(what->status, "\r\n", NULL);
  if (what->act == FAR_SIDE_SILENT) be_silent(far, fd);
  if (what->act == FAR_SIDE_SILENT || what->act == FAR_SIDE_CUT_BEFORE) return FALSE;
  if (what->act == FAR_SIDE_FLOOD) flood(far, fd, "250-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n");
  if (what->act == FAR_SIDE_FLOOD_HEAD) flood(far, fd, "xxxxxxxxxxxxxxxx");
  if (what->act == FAR_SIDE_CUT_WITHIN) return say(far, fd, line, 2), FALSE;
  return say(far, fd, line, strlen(line)) && (what->act != FAR_SIDE_TWICE || say(far, fd, line, strlen(line)));
}

static const struct far_side_reply *last_of(const struct far_side_reply *replies) {
  while (replies[1].method) replies++;
  return replies;
}

static const char *reply_line(const struct far_side *far, const char *command) {
  for (const struct far_side_reply *r = far->replies; r[1].method; r++)
    if (*r->method && g_ascii_strncasecmp(command, r->method, strlen(r->method)) == 0) return r->status;
  return "250 ok";
}

/* Refuses whoever signs in, and shows by what: "535 … you said AHNj…", and to IMAP "a1 NO you said …". */
static char *refusal(struct far_side *far, const char *line, const char *status) {
  gboolean box = g_str_has_prefix(last_of(far->replies)->status, "*");
  if (!echo_now(far).always) return NULL;
  if (g_str_has_prefix(status, "235")) return g_strdup_printf("535 5.7.8 you said %s", line);
  return box ? g_strdup_printf("%.*s NO you said %s", (int)strcspn(line, " "), line, line) : NULL;
}

static void serve_mail(struct far_side *far, int fd) {
  g_autoptr(GString) heard = g_string_new(NULL), line = g_string_new(NULL), before = g_string_new(NULL);
  const struct far_side_reply *last = last_of(far->replies);
  g_autofree char *refused = NULL;
  struct command what = {.act = FAR_SIDE_ANSWER, .status = "220 stub ESMTP"};
  if (!*last->method) what = ordered(far, last);
  while (say_reply(far, fd, &what, before->str) && take_line(far, fd, heard, line)) {
    if (g_ascii_strncasecmp(line->str, "QUIT", 4) == 0) return;
    g_string_append_printf(before, "%s ", line->str);
    g_free(refused);
    refused = refusal(far, line->str, reply_line(far, line->str));
    what = (struct command){.act = FAR_SIDE_ANSWER, .status = refused ? refused : reply_line(far, line->str)};
    if (g_ascii_strncasecmp(line->str, "DATA", 4) != 0) continue;
    static const char go_on[] = "354 go on\r\n";
    if (!say(far, fd, go_on, strlen(go_on)) || !take_mail(far, fd, heard)) return;
    what = ordered(far, last);
  }
}

/* -- the thread ----------------------------------------------------------------------------------------------------
 */

static gpointer run(gpointer data) {
  struct far_side *far = data;
  while (wait_for(far, far->listener, POLLIN)) {
    int fd = accept4(far->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) continue;
    if (far->smtp)
      serve_mail(far, fd);
    else
      serve_web(far, fd);
    shutdown(fd, SHUT_WR);
    close(fd);
  }
  return NULL;
}

struct far_side *far_side_start(gboolean smtp, const struct far_side_reply *replies) {
  struct far_side *far = g_new0(struct far_side, 1);
  far->smtp = smtp;
  far->replies = replies;
  far->listener = listen_on(&far->port);
  if (pipe2(far->wake, O_CLOEXEC) != 0) g_error("no pipe: %s", g_strerror(errno));
  far->heard = g_string_new(NULL);
  far->headers = g_string_new(NULL);
  g_mutex_init(&far->lock);
  far->thread = g_thread_new("far side", run, far);
  return far;
}

int far_side_port(const struct far_side *far) {
  return far->port;
}

void far_side_command(struct far_side *far, enum far_side_act act, const char *status, const char *headers,
                      const char *body) {
  g_mutex_lock(&far->lock);
  far->command = (struct command){act, status, headers, body};
  g_mutex_unlock(&far->lock);
}

char *far_side_heard(struct far_side *far) {
  g_mutex_lock(&far->lock);
  char *heard = g_strdup(far->heard->str);
  g_string_truncate(far->heard, 0);
  g_mutex_unlock(&far->lock);
  return heard;
}

char *far_side_headers(struct far_side *far) {
  g_mutex_lock(&far->lock);
  char *headers = g_strdup(far->headers->str);
  g_mutex_unlock(&far->lock);
  return headers;
}

void far_side_stop(struct far_side *far) {
  close(far->wake[1]);
  g_thread_join(far->thread);
  close(far->wake[0]);
  close(far->listener);
  g_mutex_clear(&far->lock);
  g_string_free(far->heard, TRUE);
  g_string_free(far->headers, TRUE);
  g_free(far);
}
