/* HTTP out by libcurl; with smtp.c the only code that touches the network outward (imap comes later). */
#ifndef CHANNELS_TRANSPORT_HTTP_H
#define CHANNELS_TRANSPORT_HTTP_H

#include <glib.h>

/* One handle; not for two threads at once. Every question makes its own connection: libcurl repeats a request on a kept
 * connection that died, and what we ask is not always safe to repeat. No redirect is followed. The proxy is that of the
 * environment (https_proxy, no_proxy). */
struct http;

struct http *http_new(void);
void http_free(struct http *http);

struct http_answer {
  long status;     /* 0: no answer */
  GString *body;   /* at most 64 KiB kept */
  int retry_after; /* seconds; 0 = none */
  gboolean sent;   /* the request may have reached the far side: no answer then means unknown, not later */
  char *problem;   /* why there is no answer, English; "" when there is one */
};
/* `post` NULL = GET. `header` is one extra header line or NULL. User and password go in a header, never in a log. */
void http_ask(struct http *http, const char *url, const char *post, const char *header, int timeout_seconds,
              struct http_answer *answer);
void http_answer_clear(struct http_answer *answer);

#endif
