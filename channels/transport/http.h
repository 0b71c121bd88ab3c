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

/* One question. Times are bounded whatever the far side does. */
struct http_request {
  const char *method;         /* NULL = GET, or POST when there is a body; "PUT", "DELETE", "PROPFIND" … */
  const char *url;            /* http or https */
  const char *body;           /* NULL = none */
  gsize length;               /* of the body; 0 = up to its NUL */
  const char *const *headers; /* lines "Name: value", ends with NULL; NULL = none. One with a line end is left out */
  int timeout;                /* seconds for the whole */
  gsize keep;                 /* bytes of the answer to keep; 0 = 64 KiB. The rest is read and dropped, up to 16 MiB */
};

struct http_answer {
  long status;      /* 0: no answer */
  GString *headers; /* the lines of the last answer, as they came */
  GString *body;    /* as much as was to be kept */
  int retry_after;  /* seconds; 0 = none */
  int took;         /* milliseconds for the whole */
  gboolean sent;    /* the request may have reached the far side: no answer then means unknown, not later */
  char *problem;    /* why there is no answer, English; "" when there is one */
};
void http_do(struct http *http, const struct http_request *request, struct http_answer *answer);
/* The value of a header of the answer, by name in any case; NULL when it isn't there. Caller frees. */
char *http_answer_header(const struct http_answer *answer, const char *name);
/* The far side's clock, of its header Date: seconds UTC; 0 = it did not say. */
gint64 http_answer_date(const struct http_answer *answer);
/* The short form. `post` NULL = GET. `header` is one extra header line or NULL. User and password go in a header, never
 * in a log. */
void http_ask(struct http *http, const char *url, const char *post, const char *header, int timeout_seconds,
              struct http_answer *answer);
void http_answer_clear(struct http_answer *answer);

#endif
