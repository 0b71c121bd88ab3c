/* The calendar that the plan is handed: one per school region and owner (S7), built once, then plain data.
 *
 * It answers which days are working days for everyone (Monday to Friday, no public holiday), which half-days the
 * owner (a counsellor) works, and when school is out. After the last published school holiday it answers
 * CALENDAR_UNKNOWN and never guesses. All look-ups are O(1) inside CALENDAR_FIRST to CALENDAR_LAST; a date outside
 * that span is treated as its nearest end. Sources: school_holidays.c and holidays.c name theirs. */
#ifndef RULES_CALENDAR_CALENDAR_H
#define RULES_CALENDAR_CALENDAR_H

#include <glib.h>

#include "rules/calendar/date.h"

enum calendar_region { CALENDAR_NORTH, CALENDAR_MIDDLE, CALENDAR_SOUTH, CALENDAR_REGIONS };

/* Three-valued logic (S11): also used by the plan for conditions. */
enum tri { TRI_FALSE, TRI_TRUE, TRI_UNKNOWN };

enum calendar_holiday {
  CALENDAR_SUMMER,
  CALENDAR_AUTUMN,
  CALENDAR_CHRISTMAS,
  CALENDAR_SPRING,
  CALENDAR_MAY,
  CALENDAR_HOLIDAYS
};

/* Half-days of a working week, two bits a day from Monday morning (bit 0) to Sunday afternoon (bit 13). */
typedef guint16 calendar_halfdays;
enum { CALENDAR_MORNING = 1, CALENDAR_AFTERNOON = 2 };
#define CALENDAR_FULL_WEEK ((calendar_halfdays)0x03ff) /* Monday to Friday, both halves */

struct calendar_leave {
  date_t from, to; /* both days included */
};

struct calendar;

/* `leave` is copied. `halfdays` 0 means CALENDAR_FULL_WEEK. */
struct calendar *calendar_new(enum calendar_region region, calendar_halfdays halfdays,
                              const struct calendar_leave *leave, gsize n_leave);
void calendar_free(struct calendar *calendar);
typedef struct calendar Calendar; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

date_t calendar_first(void); /* 2019-01-01 */
date_t calendar_last(void);  /* 2045-12-31 */

gboolean calendar_is_holiday(const struct calendar *calendar, date_t day); /* public holiday */
gboolean calendar_is_working(const struct calendar *calendar, date_t day);
/* The day itself if it is a working day, else the next one. */
date_t calendar_next_working(const struct calendar *calendar, date_t day);
/* n working days after `day` (n > 0) or before it (n < 0); n = 0 is calendar_next_working. */
date_t calendar_add_working(const struct calendar *calendar, date_t day, int n);
/* Working days in [from, to). */
int calendar_working_between(const struct calendar *calendar, date_t from, date_t to);

/* A month as a number, so that months can be added to it. */
static inline int calendar_month(int year, int month) {
  return year * 12 + month - 1;
}
/* That day of that month, or the month's last when it is shorter, as date_add_months clamps; DATE_NONE outside the
 * calendar's years. A look-up, for who counts many months from one day. */
date_t calendar_in_month(const struct calendar *calendar, int month, int day);

/* CALENDAR_MORNING | CALENDAR_AFTERNOON that the owner works that day: 0 on holidays, leave and free half-days.
 * School holidays of the summer count as closed for the owner; the others do not. */
int calendar_owner_halves(const struct calendar *calendar, date_t day);
/* First day >= `day` with an owner half-day; DATE_NONE when there is none within 400 days. */
date_t calendar_next_owner(const struct calendar *calendar, date_t day);
/* The place-th of the owner's days in [from, to), counted round (place mod number of them, S8); DATE_NONE if none. */
date_t calendar_owner_place(const struct calendar *calendar, date_t from, date_t to, int place);

/* TRI_UNKNOWN after the last published holiday, and before the first that the table has (spring 2024). */
enum tri calendar_in_school_holiday(const struct calendar *calendar, date_t day);
/* First working day after the summer holiday that ends on or after `from`; DATE_NONE when not published. */
date_t calendar_school_start(const struct calendar *calendar, date_t from);
/* First day of the first holiday of that kind that starts on or after `from`; DATE_NONE when not published. */
date_t calendar_holiday_start(const struct calendar *calendar, enum calendar_holiday kind, date_t from);
/* Last day for which school holidays are published in this region. */
date_t calendar_published_until(const struct calendar *calendar);

#endif
