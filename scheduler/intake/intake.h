/* What comes in: keep the raw message first, then decode, match, tell flow; the answer is the contract's `inbound`
 * JSON.
 *
 * Keeping is one commit, reading another: what was kept and not read is read at the next start (intake_pending). The
 * same bytes again change nothing and give the same answer. */
#ifndef SCHEDULER_INTAKE_INTAKE_H
#define SCHEDULER_INTAKE_INTAKE_H

#include <glib.h>

#include "scheduler/flow/flow.h"

struct intake;
typedef struct intake Intake;                                      /* the name that g_autoptr wants */
struct intake *intake_new(struct flow *flow, struct cases *cases); /* borrowed */
void intake_free(struct intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

/* `channel`: "email" (RFC 5322 bytes); "sms" and "receipt" (JSON, form or query string: channels/formats/hook_news.h);
 * "unsubscribe" (a click in a mail whose link was verified: "key=KEY&at=SECONDS&how=page"); or the name of a member of
 * the channels that hears, whose `hear` reads it. Returns the JSON answer, of several
 * messages in one that of the first, with the others in `more`; NULL and an error only when the store failed. Caller
 * frees. */
char *intake_message(struct intake *intake, const char *channel, GBytes *raw, gint64 now, GError **error);
/* Keeps alone, in a commit of its own: for who must know that before it lets go of the message. Reading it is then
 * intake_message with the same bytes, or intake_pending. */
gboolean intake_keep(struct intake *intake, const char *channel, GBytes *raw, gint64 now, GError **error);
/* A person says whose a message is that belongs to nobody or to one of several: it is then read as theirs, and what it
 * asked of others is taken back. person 0 = nobody's; then it leaves the list. Returns the answer as it is now kept;
 * FLOW_ERROR_CALL when it is not on that list. Caller frees. */
char *intake_assign(struct intake *intake, const struct flow_act *act, gint64 inbound, gint64 person, GError **error);
/* Reads what was kept but not read, and again what came too early to be understood (a report that names a message by a
 * reference that we don't have yet). */
gboolean intake_pending(struct intake *intake, gint64 now, guint *read, GError **error);

#endif
