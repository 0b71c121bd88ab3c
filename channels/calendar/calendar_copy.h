/* The appointment in somebody's own calendar: what is to be done with it, whatever the calendar speaks.
 *
 * Their calendar is theirs: what we wrote is only overwritten or taken away while it still is as we wrote it. What they
 * changed or removed is a question for a person (verdict never, CALENDAR_COPY_CHANGED or _REMOVED in the reason). The
 * same message twice is one appointment, so no answer means `later`, never `unknown`. */
#ifndef CHANNELS_CALENDAR_CALENDAR_COPY_H
#define CHANNELS_CALENDAR_CALENDAR_COPY_H

#include "channels/channel.h"
#include "channels/transport/http.h"

#define CALENDAR_COPY_CHANGED "changed by its owner"
#define CALENDAR_COPY_REMOVED "removed by its owner"

/* What one question to a calendar came to. */
enum calendar_copy_word {
  CALENDAR_COPY_DONE,
  CALENDAR_COPY_THERE, /* it can't be made: it is there already */
  CALENDAR_COPY_OTHER, /* it is not as it was when we looked last */
  CALENDAR_COPY_GONE,  /* it is not there */
  CALENDAR_COPY_FAILED /* the result says what and for how long */
};

/* An event as it stands there. */
struct calendar_copy_event {
  gint64 start, end;
  char *id, *etag, *whole; /* NULL = not known; whole: the bytes, where a calendar wants them back */
  gboolean cancelled;
};

struct calendar_copy_ways {
  /* event->id is the one that it had, where that is known. */
  enum calendar_copy_word (*read)(void *state, const struct channel_message *message, struct calendar_copy_event *event,
                                  struct channel_result *result);
  enum calendar_copy_word (*create)(void *state, const struct channel_message *message,
                                    struct calendar_copy_event *event, struct channel_result *result);
  /* `event` says which and as of when (etag); gets the new etag. */
  enum calendar_copy_word (*update)(void *state, const struct channel_message *message,
                                    struct calendar_copy_event *event, struct channel_result *result);
  enum calendar_copy_word (*drop)(void *state, const struct channel_message *message,
                                  const struct calendar_copy_event *event, struct channel_result *result);
  /* What was deleted is still told, as cancelled, and its name can't be used anew: an update brings it back. */
  gboolean keeps_deleted;
};

/* A channel's `send`. */
void calendar_copy_send(const struct calendar_copy_ways *ways, void *state, const struct channel_message *message,
                        struct channel_result *result);

/* A channel's `look`. */
void calendar_copy_look(const struct calendar_copy_ways *ways, void *state, const struct channel_message *message,
                        struct channel_result *result);

/* What a status means for all of them. `there` is what 409 says. Fills `result` for CALENDAR_COPY_FAILED; `secrets`
 * (ends with NULL) are kept out of its reason. */
enum calendar_copy_word calendar_copy_meaning(const struct http_answer *answer, enum calendar_copy_word there,
                                              const char *const *secrets, struct channel_result *result);
/* "not taken: 507 …", without secrets. Caller frees. */
char *calendar_copy_said(const struct http_answer *answer, const char *const *secrets);
/* Key of the UID, before its @: the name of the thing at the far side. NULL when it isn't ours. Caller frees. */
char *calendar_copy_key(const struct channel_message *message);

#endif
