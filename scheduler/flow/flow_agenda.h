/* The copy of an appointment in the own calendar of who sees the young person, and the hours that are free in it. For
 * the other files of flow; what others may ask stands in flow.h. */
#ifndef SCHEDULER_FLOW_FLOW_AGENDA_H
#define SCHEDULER_FLOW_FLOW_AGENDA_H

#include "scheduler/flow/flow_room.h"
#include "scheduler/store/store_appointments.h"

#define FLOW_AGENDA "agenda" /* kind of message: goes to a member of staff, so no STOP, cap or quiet hours hold it */
gboolean flow_agenda_is_copy(const struct store_message *message);

/* Inside: queues what must change there so that it has this appointment as it stands, in the calendar of the
 * counsellor of now, and in nobody else's. Nothing when it has. */
gboolean flow_agenda_follow(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                            const struct store_appointment *appointment, GError **error);
/* Inside: it is to go from every calendar that has it, also when it is over: its young person is erased. */
gboolean flow_agenda_take_out(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                              const struct store_appointment *appointment, GError **error);
/* Inside: what is still to be taken out of calendars by these messages (of one enrolment, the newest first), as
 * messages of nobody, without a word of the young person: struct store_message. What can't be taken out, or may not
 * have been, goes to `left` (struct flow_left). */
GPtrArray *flow_agenda_unfinished(const GPtrArray *rows, GPtrArray *left);

/* Inside: a copy failed for good or is in doubt. Who changed the appointment in their own calendar is asked about it.
 */
gboolean flow_agenda_settled(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                             const char *state, const char *reason, GError **error);

/* When a member of staff can't be seen in [from, to), as far as is known at `now`: what their calendar told in the last
 * day, and the appointments that we made. struct store_span; never NULL. */
GArray *flow_agenda_taken(struct flow *flow, gint64 now, gint64 staff, gint64 from, gint64 to);
gboolean flow_agenda_is_free(const GArray *taken, gint64 from, gint64 to);

#endif
