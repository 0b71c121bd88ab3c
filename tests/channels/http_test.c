/* Questions over HTTP, at a far side that plays a script. */
#include "channels/transport/http.h"

#include "tests/servers/stub.h"

static char *address(const struct stub *stub, const char *path) {
  return g_strdup_printf("http://127.0.0.1:%d%s", stub->port, path);
}

static void method_headers_and_body_leave_as_given(void) {
  static const struct stub_step script[] = {
      {"<a/>", "HTTP/1.1 201 Created\r\nETag: \"7\"\r\netag-other: x\r\nContent-Length: 2\r\n\r\nok"}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  g_autofree char *url = address(stub, "/calendar/1.ics");
  const char *const headers[] = {"If-None-Match: *", "X-Split: a\r\nX-Sneaked: b", NULL};
  const struct http_request request = {.method = "PUT", .url = url, .body = "<a/>", .headers = headers, .timeout = 10};
  struct http *http = http_new();
  struct http_answer answer;
  http_do(http, &request, &answer);
  g_assert_cmpint(answer.status, ==, 201);
  g_assert_cmpstr(answer.body->str, ==, "ok");
  g_autofree char *tag = http_answer_header(&answer, "etag");
  g_assert_cmpstr(tag, ==, "\"7\"");
  g_assert_null(http_answer_header(&answer, "location"));
  http_answer_clear(&answer);
  http_free(http);
  g_autofree char *heard = stub_heard(stub);
  g_assert_true(g_str_has_prefix(heard, "PUT /calendar/1.ics HTTP/1.1\r\n"));
  g_assert_nonnull(strstr(heard, "\r\nIf-None-Match: *\r\n"));
  g_assert_null(strstr(heard, "Sneaked"));
  stub_stop(stub);
}

/* A far side that never stops talking doesn't fill our memory, and the status it began with is no answer. */
static void answer_of_10_mb_is_cut(void) {
  g_autofree char *much = g_strnfill(10 * 1024 * 1024, 'x');
  g_autofree char *reply = g_strconcat("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n", much, NULL);
  const struct stub_step script[] = {{"\r\n\r\n", reply}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  g_autofree char *url = address(stub, "/");
  struct http *http = http_new();
  struct http_answer answer;
  http_ask(http, url, NULL, NULL, 20, &answer);
  g_assert_cmpint(answer.status, ==, 200);
  g_assert_cmpuint(answer.body->len, ==, 64 * 1024);
  http_answer_clear(&answer);
  http_free(http);
  stub_stop(stub);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/http/method headers and body leave as given", method_headers_and_body_leave_as_given);
  g_test_add_func("/http/answer of 10 mb is cut", answer_of_10_mb_is_cut);
  return g_test_run();
}
