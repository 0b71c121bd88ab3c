/* The half-days that someone works, as typed: "di-middag do-middag", "ma di wo-ochtend" (Dutch, the field's own words).
 */
#ifndef SCHEDULER_COMMAND_HALFDAYS_H
#define SCHEDULER_COMMAND_HALFDAYS_H

#include "rules/calendar/calendar.h"

gboolean halfdays_parse(const char *text, calendar_halfdays *halfdays);

#endif
