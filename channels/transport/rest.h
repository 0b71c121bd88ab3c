/* One JSON question to a provider, and what its answer means.
 *
 * Here is the one table of what HTTP statuses mean for a message. 400 and its like are about this message; other
 * refusals are about how we are set up, and waiting for that costs less than losing messages. 502 and 504 come from
 * something in between that lost sight of the provider: it may have taken the message. */
#ifndef CHANNELS_TRANSPORT_REST_H
#define CHANNELS_TRANSPORT_REST_H

#include <jansson.h>

#include "channels/channel.h"
#include "channels/transport/http.h"

struct rest_meaning {
  long low, high;
  enum channel_verdict verdict; /* of 2xx: CHANNEL_SENT, until the body has been read */
  const char *text;
};
struct rest_meaning rest_meaning_of(const struct http_answer *answer);

/* Who asks. */
struct rest {
  struct http *http;
  int timeout;
  const char *const *headers; /* lines, ends with NULL: the key */
  const char *const *secrets; /* never in a reason; ends with NULL */
};

struct rest_reply {
  long status; /* 0 = no answer */
  enum channel_verdict verdict;
  char *reason; /* what the far side said, one line, without secrets */
  json_t *json; /* the body; NULL when it is none */
  int retry_after, took;
  gint64 date; /* the far side's own clock, seconds UTC; 0 = it did not say */
};
/* `body` NULL = GET; borrowed. */
void rest_do(const struct rest *rest, const char *url, const json_t *body, struct rest_reply *reply);
void rest_reply_clear(struct rest_reply *reply);
/* The body tells otherwise. */
void rest_say(struct rest_reply *reply, enum channel_verdict verdict, const char *text);
/* To the dispatcher; `reference` NULL = "". Leaves `reply` as it is. */
void rest_settle(const struct rest_reply *reply, const char *reference, struct channel_result *result);

/* The text under a name, or a whole number as text; "" when it isn't there. Borrowed until the next call: `space` keeps
 * a number. */
const char *rest_text(const json_t *object, const char *name, char space[32]);
/* The first thing of an array; the thing itself when it is no array; NULL when there is none. */
const json_t *rest_first(const json_t *value);

#endif
