/* Civil dates as numbers: the grain of everything the plan decides.
 *
 * A date_t counts days since 1970-01-01 in the proleptic Gregorian calendar; it knows no time zone and no time
 * of day. DATE_NONE is "no date" and survives no arithmetic: functions that take it give it back. */
#ifndef RULES_CALENDAR_DATE_H
#define RULES_CALENDAR_DATE_H

#include <glib.h>

typedef gint32 date_t;

#define DATE_NONE G_MININT32

/* ISO weekday numbers, as in ISO 8601. */
enum { DATE_MONDAY = 1, DATE_SATURDAY = 6, DATE_SUNDAY = 7 };

/* DATE_NONE when the day does not exist (2026-02-30) or the year lies outside 1900 to 2199. */
date_t date_from_civil(int year, int month, int day);
/* DATE_NONE gives 0, 0, 0; a day outside 1900 to 2199 gives the nearest end of that span. */
void date_to_civil(date_t date, int *year, int *month, int *day);

/* 0 for DATE_NONE. */
int date_weekday(date_t date);

/* Adds calendar months and clamps to the month's end: 31 January + 1 month = 28 or 29 February (S12).
 * `clamped` may be NULL; else it tells whether the day had to be moved back. */
date_t date_add_months(date_t date, int months, gboolean *clamped);

/* The first day *outside* a window of that many months: `date` + months, or the day after it when that clamps,
 * so that 2024-02-29 + 12 months ends at 2025-03-01, excluded (S12). */
date_t date_window_end(date_t date, int months);

/* Whole years lived on `on`; someone born on 29 February has a birthday on 1 March in other years (art. 1:2 BW
 * counts full years; the day before is not yet full). -1 when not yet born or either date is DATE_NONE. */
int date_age(date_t born, date_t on);
/* The day on which that many years are full. */
date_t date_birthday(date_t born, int years);

/* "2026-07-10" and nothing else: no blanks, no other digits. FALSE leaves *date alone. */
gboolean date_parse_iso(const char *text, date_t *date);
/* Writes YYYY-MM-DD and a NUL; DATE_NONE writes "". */
void date_format_iso(date_t date, char out[11]);

#endif
