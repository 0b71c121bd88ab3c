/* A far side to try channels against: it speaks HTTP or SMTP on 127.0.0.1, in a thread, and misbehaves on command.
 *
 * One connection at a time. Of a web far side the last of `replies` is the question that carries the message: what is
 * commanded goes for that one, and its bytes are what `far_side_heard` gives; the others (tokens, look-ups) are
 * answered as they stand there. */
#ifndef CHANNELS_CONFORMANCE_FAR_SIDE_H
#define CHANNELS_CONFORMANCE_FAR_SIDE_H

#include <glib.h>

enum far_side_act {
  FAR_SIDE_ANSWER,     /* says its status and body */
  FAR_SIDE_ECHO,       /* its body is all that it was asked, headers and all */
  FAR_SIDE_SILENT,     /* hears all and says nothing */
  FAR_SIDE_CUT_BEFORE, /* hears all and hangs up */
  FAR_SIDE_CUT_WITHIN, /* hangs up in the middle of its answer */
  FAR_SIDE_FLOOD,      /* 10 MB of answer */
  FAR_SIDE_FLOOD_HEAD, /* 10 MB of header lines; to SMTP, of one line */
  FAR_SIDE_TWICE       /* its answer, and at once the same again */
};

struct far_side_reply {
  const char *method, *path; /* of the request; path: a part of it. "" = any. SMTP: the command; "" = the greeting */
  const char *status;        /* "201 Created"; SMTP: a whole line without its end */
  const char *headers, *body;
};

struct far_side;
/* `replies` ends with method NULL; both are borrowed until far_side_stop. */
struct far_side *far_side_start(gboolean smtp, const struct far_side_reply *replies);
int far_side_port(const struct far_side *far);
/* From now on, for the question that carries the message. `status` NULL = as the replies say. */
void far_side_command(struct far_side *far, enum far_side_act act, const char *status, const char *headers,
                      const char *body);
/* How FAR_SIDE_ECHO tells: `form` of enum far_side_form, from the first word at or after byte `from` of what it was
 * told. TRUE: every question is answered so, by `status`, also those before (tokens, look-ups, signing in). */
enum far_side_form { FAR_SIDE_PLAIN, FAR_SIDE_JSON, FAR_SIDE_PERCENT, FAR_SIDE_PAGE, FAR_SIDE_FORMS };
void far_side_echo(struct far_side *far, enum far_side_form form, gsize from, gboolean always);
/* What came with that question since the last time this was asked: request line and body, or the mail. Caller frees. */
char *far_side_heard(struct far_side *far);
/* The header lines of the last one. Caller frees. */
char *far_side_headers(struct far_side *far);
void far_side_stop(struct far_side *far);

/* A port at which nobody is. */
int far_side_nobody(void);

#endif
