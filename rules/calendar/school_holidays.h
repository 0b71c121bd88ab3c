/* The published school holidays: data, one row a holiday with the three regions beside each other. README.md of this
 * folder names source, licence and period. May holidays are the fixed week only; many schools take a second one. */
#ifndef RULES_CALENDAR_SCHOOL_HOLIDAYS_H
#define RULES_CALENDAR_SCHOOL_HOLIDAYS_H

#include "rules/calendar/calendar.h"

/* First and last day, both included, as the eight digits of a date: 20260718 is 18 July 2026. */
struct school_holidays_span {
  gint32 from, to;
};
struct school_holidays {
  enum calendar_holiday kind;
  struct school_holidays_span in[CALENDAR_REGIONS];
};

/* In the order of time. */
extern const struct school_holidays school_holidays_table[];
extern const gsize school_holidays_count;

date_t school_holidays_date(gint32 digits);

#endif
