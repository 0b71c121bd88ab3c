/* What the parts of the conformance kit share: one channel being tried, and how it is looked at. */
#ifndef CHANNELS_CONFORMANCE_CONFORMANCE_ROOM_H
#define CHANNELS_CONFORMANCE_CONFORMANCE_ROOM_H

#include "channels/conformance/conformance.h"

/* Verdicts, as one of several. */
enum { S = 1, L = 2, N = 4, U = 8, ANY = 15 };

#define KIT_QUEUED G_GINT64_CONSTANT(1790323200) /* 2026-09-25 08:00 UTC */
#define INJECTED   "x\r\nX-Injected: yes\r\n\r\nX-Injected: yes"

struct kit {
  const struct channel *member;
  const struct conformance_row *row;
  const char *folder, *program;
  struct far_side *far;
  int port;
  void *state;
  GPtrArray *forbidden; /* what must never be shown */
  conformance_tell tell;
  void *user;
  gboolean ok;
};

struct look {
  gint64 began;
  gsize memory;
};

extern const struct channel_invitation conformance_invitation;

/* One check and what came of it. */
void conformance_tell_one(struct kit *kit, gboolean ok, const char *name, const char *detail);
/* With the row's settings; FALSE is told. */
gboolean conformance_open(struct kit *kit);
void conformance_close(struct kit *kit);
struct channel_message conformance_message(const char *kind);
/* Makes kit->forbidden. */
void conformance_forbid(struct kit *kit);

/* NULL = all is well with what a channel said: one line, not empty, no secret in it. */
const char *conformance_words(const struct kit *kit, const char *text);
struct look conformance_look_begin(void);
/* NULL = it took neither too long nor too much memory. */
const char *conformance_look_end(const struct look *look);
/* Everything that must hold for a result; `allowed` is verdicts. */
void conformance_judge(struct kit *kit, const char *name, int allowed, const struct look *look,
                       const struct channel_result *result);
void conformance_try(struct kit *kit, const char *name, int allowed, const struct channel_message *message,
                     int least_wait);
/* The same with the row's own message. */
void conformance_send(struct kit *kit, const char *name, int allowed, int least_wait);

#endif
