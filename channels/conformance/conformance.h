/* The conformance kit: what every channel must stand, played against a far side of our own, on this machine alone.
 *
 * The right verdict for every way that it can end; bounded time and memory; the same step is the same bytes at every
 * try; a reason, always, in one line without our secrets; nothing of a name, a subject or an address becomes a header.
 * One row a member in conformance_rows; a test fails for a member without one. */
#ifndef CHANNELS_CONFORMANCE_CONFORMANCE_H
#define CHANNELS_CONFORMANCE_CONFORMANCE_H

#include <glib.h>

#include "channels/channel.h"
#include "channels/conformance/far_side.h"

/* Every value of a secret option in the rows has this in it, so that it is known again wherever it turns up. */
#define CONFORMANCE_MARK "5ec4e7"
/* The key of the kit's message. */
#define CONFORMANCE_KEY "abcdefghijklmnopqrstuvwxyz"

enum conformance_far { CONFORMANCE_FILES, CONFORMANCE_WEB, CONFORMANCE_MAIL, CONFORMANCE_BOX, CONFORMANCE_PROGRAM };

struct conformance_row {
  const char *channel;
  enum conformance_far far;
  const char *kind;                 /* of the message that it is given; "" = it sends none */
  const char *settings[24];         /* name, value, …; {port} and {folder} are filled in; timeouts are a second */
  struct far_side_reply replies[8]; /* the last but one with method NULL is the one that takes the message */
  const char *receipts[2]; /* what its hook brings of CONFORMANCE_KEY: delivered, failed; NULL = it brings none */
};
extern const struct conformance_row conformance_rows[]; /* ends with channel NULL */
/* NULL when there is none for that member. */
const struct conformance_row *conformance_row_of(const char *channel);

/* Told of every check. `detail` says what was seen, in English and without secrets. */
typedef void (*conformance_tell)(void *user, gboolean ok, const char *name, const char *detail);

/* The member against our own far side; `folder` is an empty one to write in. TRUE = all well. */
gboolean conformance_run(const struct channel *member, const char *folder, conformance_tell tell, void *user);

/* A channel of somebody else as it is set up, dry: nothing is sent. `state` was opened with dry = yes. */
gboolean conformance_run_dry(const struct channel *member, void *state, conformance_tell tell, void *user);

#endif
