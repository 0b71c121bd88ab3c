#include "channels/transport/http.h"

#include "channels/transport/quiet.h"
#include "channels/transport/reason.h"

#include <curl/curl.h>
#include <string.h>

enum {
  BODY_LIMIT = 64 * 1024,
  HEADERS_LIMIT = 64 * 1024,
  READ_LIMIT = 16 * 1024 * 1024,
  RETRY_LIMIT = 86400,
  CONNECT_SECONDS = 10
};

struct http {
  CURL *curl;
  char problem[CURL_ERROR_SIZE];
};

struct http *http_new(void) {
  struct http *http = g_new0(struct http, 1);
  http->curl = curl_easy_init();
  if (!http->curl) g_error("libcurl could not be started");
  return http;
}

void http_free(struct http *http) {
  curl_easy_cleanup(http->curl);
  g_free(http);
}

/* Where an answer goes while it comes in. */
struct catch {
  struct http_answer *answer;
  gsize keep, seen;
};

/* What is over `keep` is read and dropped: the status is what counts. But not without end. */
static size_t keep_body(char *bytes, size_t size, size_t count, void *user) {
  struct catch *catch = user;
  GString *body = catch->answer->body;
  gsize room = body->len < catch->keep ? catch->keep - body->len : 0;
  g_string_append_len(body, bytes, (gssize)MIN(room, size * count));
  catch->seen += size * count;
  return catch->seen <= READ_LIMIT ? size * count : 0;
}

/* An interim answer (100, 103) comes with lines of its own: those of the last one count. */
static size_t keep_header(char *bytes, size_t size, size_t count, void *user) {
  struct catch *catch = user;
  GString *headers = catch->answer->headers;
  if (size * count >= 5 && memcmp(bytes, "HTTP/", 5) == 0) g_string_truncate(headers, 0);
  gsize room = headers->len < HEADERS_LIMIT ? HEADERS_LIMIT - headers->len : 0;
  g_string_append_len(headers, bytes, (gssize)MIN(room, size * count));
  return size * count;
}

/* No redirects: a gateway that moved is a setting to change, and a redirect would take the password elsewhere.
 *
 * No connection is kept. When a kept connection turns out dead, libcurl repeats the request by itself, and it can't
 * know that the far side had already taken it: an SMS would go twice. */
static void prepare(struct http *http, const struct http_request *request, struct curl_slist *headers) {
  CURL *curl = http->curl;
  curl_easy_reset(curl);
  http->problem[0] = '\0';
  curl_easy_setopt(curl, CURLOPT_URL, request->url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)request->timeout);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MIN(request->timeout, CONNECT_SECONDS));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep_body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep_header);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->problem);
}

/* libcurl looks a body up only when it sends, so it must live as long as the question. */
static void add_body(struct http *http, const struct http_request *request) {
  if (request->body) {
    gsize length = request->length ? request->length : strlen(request->body);
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, request->body);
  }
  if (request->method) curl_easy_setopt(http->curl, CURLOPT_CUSTOMREQUEST, request->method);
}

/* A line end within a header would begin another: such a line is never sent. "Expect:" off, for a far side that says
 * nothing to it costs a second, and whether the body left is what `sent` tells. */
static struct curl_slist *header_list(const struct http_request *request) {
  struct curl_slist *list = curl_slist_append(NULL, "Expect:");
  for (const char *const *line = request->headers; line && *line; line++)
    if (!strpbrk(*line, "\r\n")) list = curl_slist_append(list, *line);
  return list;
}

/* A status of which the rest never came is no answer: it could have been an error of something in between. */
static void read_answer(struct http *http, CURLcode code, struct http_answer *answer) {
  long request = 0;
  curl_off_t wait = 0, micros = 0;
  curl_easy_getinfo(http->curl, CURLINFO_REQUEST_SIZE, &request);
  curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &wait);
  curl_easy_getinfo(http->curl, CURLINFO_TOTAL_TIME_T, &micros);
  answer->took = (int)(micros / 1000);
  answer->sent = request > 0;
  answer->retry_after = (int)CLAMP(wait, 0, RETRY_LIMIT);
  if (code == CURLE_OK) {
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &answer->status);
    answer->problem = g_strdup("");
    return;
  }
  const char *text = http->problem[0] ? http->problem : curl_easy_strerror(code);
  answer->problem = reason_line(text, strlen(text), NULL);
}

void http_do(struct http *http, const struct http_request *request, struct http_answer *answer) {
  *answer = (struct http_answer){.body = g_string_new(NULL), .headers = g_string_new(NULL)};
  struct catch catch = {answer, request->keep ? request->keep : BODY_LIMIT, 0};
  struct curl_slist *headers = header_list(request);
  prepare(http, request, headers);
  add_body(http, request);
  curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, &catch);
  curl_easy_setopt(http->curl, CURLOPT_HEADERDATA, &catch);
  struct quiet quiet;
  quiet_begin(&quiet);
  CURLcode code = curl_easy_perform(http->curl);
  quiet_end(&quiet);
  read_answer(http, code, answer);
  curl_slist_free_all(headers);
}

void http_ask(struct http *http, const char *url, const char *post, const char *header, int timeout_seconds,
              struct http_answer *answer) {
  const char *const headers[] = {header, NULL};
  const struct http_request request = {.url = url, .body = post, .headers = headers, .timeout = timeout_seconds};
  http_do(http, &request, answer);
}

char *http_answer_header(const struct http_answer *answer, const char *name) {
  gsize length = strlen(name);
  for (const char *line = answer->headers->str; line && *line;) {
    const char *end = strchr(line, '\n'), *stop = end ? end : line + strlen(line);
    if (g_ascii_strncasecmp(line, name, length) == 0 && line[length] == ':')
      return g_strstrip(g_strndup(line + length + 1, (gsize)(stop - line) - length - 1));
    line = end ? end + 1 : NULL;
  }
  return NULL;
}

gint64 http_answer_date(const struct http_answer *answer) {
  g_autofree char *text = http_answer_header(answer, "Date");
  time_t date = text ? curl_getdate(text, NULL) : -1;
  return date > 0 ? (gint64)date : 0;
}

void http_answer_clear(struct http_answer *answer) {
  g_string_free(answer->body, TRUE);
  g_string_free(answer->headers, TRUE);
  g_free(answer->problem);
}
