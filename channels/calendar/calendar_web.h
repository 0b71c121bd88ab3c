/* Calendars that are spoken to in JSON with a bearer token: Microsoft Graph and Google Calendar. */
#ifndef CHANNELS_CALENDAR_CALENDAR_WEB_H
#define CHANNELS_CALENDAR_CALENDAR_WEB_H

#include "channels/calendar/calendar_copy.h"

#include <jansson.h>

struct calendar_web {
  struct http *http;
  char *base; /* without a slash at its end */
  int timeout;
  /* A token for that owner's calendar, borrowed until the next call; NULL and an error. */
  const char *(*token)(void *user, const char *owner, GError **error);
  void (*forget)(void *user, const char *owner); /* it was refused */
  void *user;
};

struct calendar_web_question {
  const char *method, *owner;
  char *path;          /* below base, or a whole address on the same server; freed by the asking */
  json_t *body;        /* NULL = none; its reference is taken */
  const char *more[3]; /* header lines, ends with NULL */
};
/* Asks; a token that is refused is renewed once. *document (or NULL) gets the JSON of a 2xx answer, NULL when there is
 * none; the caller's to decref. `there` as in calendar_copy_meaning. */
enum calendar_copy_word calendar_web_ask(struct calendar_web *web, struct calendar_web_question *question,
                                         enum calendar_copy_word there, json_t **document,
                                         struct channel_result *result);

/* https, or http to this machine; without user, query or fragment. CHANNEL_ERROR_SETTING that names `option`. */
gboolean calendar_web_is_address(const char *option, const char *url, GError **error);
/* Seconds UTC of {"dateTime": …}, a moment without offset being UTC, or of {"date": …} as midnight in Amsterdam.
 * 0 = it isn't. */
gint64 calendar_web_moment(const json_t *when);
/* "2026-10-01T08:00:00Z"; caller frees. */
char *calendar_web_time(gint64 at);
char *calendar_web_escaped(const char *text); /* for a path or a query; caller frees */
/* A text of an object; NULL when it isn't there. Borrowed. */
const char *calendar_web_text(const json_t *object, const char *key);

#endif
