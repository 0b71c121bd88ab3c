/* Dates as people in the Netherlands read them, without capitals: for messages, pages and reasons. Callers free what
 * is a char *; DATE_NONE gives "". */
#ifndef RULES_CALENDAR_DATE_NL_H
#define RULES_CALENDAR_DATE_NL_H

#include "rules/calendar/date.h"

char *date_nl_long(date_t date); /* "woensdag 26 augustus 2026" */
char *date_nl_day(date_t date);  /* "woensdag 26 augustus" */
/* "woensdagmiddag 26 augustus". `half` is CALENDAR_MORNING or CALENDAR_AFTERNOON; anything else names the whole day. */
char *date_nl_half(date_t date, int half);

/* ISO weekday 1 to 7 and month 1 to 12; "" for other numbers. */
const char *date_nl_weekday(int weekday);
const char *date_nl_month(int month);

#endif
