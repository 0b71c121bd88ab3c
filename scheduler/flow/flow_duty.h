/* Within flow: the person on duty. Settings, of a school or for all: `duty` (e-mail addresses of users), `duty_sms`,
 * `duty_email` (a number and an address that are warned besides), `duty_hours` ("ma-vr 8:30-17:00, za 10-12"),
 * `duty_text` (outside or always). */
#ifndef SCHEDULER_FLOW_FLOW_DUTY_H
#define SCHEDULER_FLOW_FLOW_DUTY_H

#include "scheduler/flow/flow_room.h"

/* gint64 ids of staff: those of `duty`, else the coordinators, else the managers. */
GArray *flow_duty_staff(struct flow *flow, const char *organisation, GError **error);
/* Somebody is at work now by `duty_hours`. Hours that are not set or don't read, and public holidays: nobody is.
 * `calendar` may be NULL. */
gboolean flow_duty_is_there(const struct flow *flow, const char *organisation, const struct calendar *calendar,
                            gint64 now);

#endif
