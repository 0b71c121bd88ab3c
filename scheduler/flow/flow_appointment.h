/* What the other files of flow tell flow_appointment.c; nobody outside the room includes it. All run inside the
 * caller's transaction. The verbs for others (move, cancel, answered) stand in flow.h. */
#ifndef SCHEDULER_FLOW_FLOW_APPOINTMENT_H
#define SCHEDULER_FLOW_FLOW_APPOINTMENT_H

#include "scheduler/flow/flow_room.h"
#include "scheduler/store/store_appointments.h"

/* Acts of the messages that carry a change (S2). They are owed: no cap holds them, nor the end of a guidance. */
#define FLOW_ACT_CANCEL "cancel"
#define FLOW_ACT_MOVE   "move-" /* and the new SEQUENCE */
gboolean flow_appointment_is_change(const struct store_message *message);

/* What outbox_text.invitation holds. `method` is "request" or "cancel". Caller frees. */
char *flow_appointment_json(const char *method, const struct store_appointment *appointment);
/* The SEQUENCE for an invitation under this UID: 0, or one more than an earlier one that was taken back. */
gboolean flow_appointment_sequence(struct flow *flow, const char *uid, int *sequence, GError **error);
/* The last moment at which an invitation still makes sense: a day before it begins. No invitation: no end. */
gint64 flow_appointment_last_call(const struct store_message *message);
/* An invitation was queued. */
gboolean flow_appointment_made(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                               const struct store_message *message, GError **error);

/* Takes it back: what waits is withdrawn; what left or may have left is followed by METHOD:CANCEL, or, where no mail
 * may go (STOP, deceased, a bad address) or it would come too late, by a task for the counsellor (*told FALSE). */
gboolean flow_appointment_call_off(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                   struct store_appointment *appointment, const char *reason, gboolean *told,
                                   GError **error);
/* All that lie ahead and begin before `before`. */
gboolean flow_appointment_call_off_all(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                       gint64 before, const char *reason, GError **error);
/* None of its messages has left or will. */
gboolean flow_appointment_is_void(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                  struct store_appointment *appointment, gboolean *is_void, GError **error);
/* After STOP: nothing is mailed, the appointments stand, and the counsellor is asked what becomes of them (S19). */
gboolean flow_appointment_stopped(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                                  GError **error);
/* A mail about a change failed, is in doubt, or was kept back by the veto: the counsellor must say it. */
gboolean flow_appointment_untold(struct flow *flow, const struct flow_act *act, const struct store_message *message,
                                 GError **error);

#endif
