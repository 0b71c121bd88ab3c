#include "channels/transport/http.h"

#include "channels/transport/quiet.h"
#include "channels/transport/reason.h"

#include <curl/curl.h>
#include <string.h>

enum { BODY_LIMIT = 64 * 1024, RETRY_LIMIT = 86400, CONNECT_SECONDS = 10 };

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

/* What is over the limit is read and dropped: the status is what counts. */
static size_t keep_body(char *bytes, size_t size, size_t count, void *user) {
  GString *body = user;
  gsize room = body->len < BODY_LIMIT ? BODY_LIMIT - body->len : 0;
  g_string_append_len(body, bytes, (gssize)MIN(room, size * count));
  return size * count;
}

/* No redirects: a gateway that moved is a setting to change, and a redirect would take the password elsewhere.
 *
 * No connection is kept. When a kept connection turns out dead, libcurl repeats the request by itself, and it can't
 * know that the far side had already taken it: an SMS would go twice. */
static void prepare(struct http *http, const char *url, const char *post, struct curl_slist *headers, int timeout) {
  CURL *curl = http->curl;
  curl_easy_reset(curl);
  http->problem[0] = '\0';
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)timeout);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MIN(timeout, CONNECT_SECONDS));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep_body);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->problem);
  if (post) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(post));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post);
  }
}

/* A status of which the rest never came is no answer: it could have been an error of something in between. */
static void read_answer(struct http *http, CURLcode code, struct http_answer *answer) {
  long request = 0;
  curl_off_t wait = 0;
  curl_easy_getinfo(http->curl, CURLINFO_REQUEST_SIZE, &request);
  curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &wait);
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

void http_ask(struct http *http, const char *url, const char *post, const char *header, int timeout_seconds,
              struct http_answer *answer) {
  *answer = (struct http_answer){.body = g_string_new(NULL)};
  struct curl_slist *headers = header ? curl_slist_append(NULL, header) : NULL;
  prepare(http, url, post, headers, timeout_seconds);
  curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, answer->body);
  struct quiet quiet;
  quiet_begin(&quiet);
  CURLcode code = curl_easy_perform(http->curl);
  quiet_end(&quiet);
  read_answer(http, code, answer);
  curl_slist_free_all(headers);
}

void http_answer_clear(struct http_answer *answer) {
  g_string_free(answer->body, TRUE);
  g_free(answer->problem);
}
