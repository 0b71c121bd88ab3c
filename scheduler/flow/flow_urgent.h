/* Within flow: what follows on words of danger, and on words of a death (flow.h has the contract). */
#ifndef SCHEDULER_FLOW_FLOW_URGENT_H
#define SCHEDULER_FLOW_FLOW_URGENT_H

#include "scheduler/flow/flow_room.h"

/* An urgent task of one enrolment of this person is open: nothing is planned or sent until a person decided. TRUE in
 * doubt. */
gboolean flow_urgent_is_open(struct flow *flow, gint64 person);
/* The same for enrolments at hand (struct store_enrolment*). FALSE with an error: it can't be told. */
gboolean flow_urgent_among(struct flow *flow, const GPtrArray *enrolments, gboolean *urgent, GError **error);
/* What closing an urgent task brings besides: whoever else had it is told that it is done; nobody reached = a new one;
 * a false alarm is read as any answer. Called after the task is closed. */
gboolean flow_urgent_closed(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                            enum progress_outcome outcome, GError **error);
/* A warning to the person on duty, or the text to the young person, did not leave: somebody must know. */
gboolean flow_urgent_undone(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                            GError **error);

#endif
