/* Public holidays of the Netherlands by rule, for any year from 1900 to 2199.
 *
 * New Year's Day, Good Friday, Easter Sunday and Monday, King's Day (27 April; 26 April when that is a Sunday),
 * Liberation Day (5 May), Ascension Day, Whit Sunday and Monday, both days of Christmas. Two are a choice:
 * - Good Friday is no day off by law, but government offices and most schools are closed: counted as a holiday.
 * - Liberation Day is a day off once in five years in many collective agreements, but every year for government,
 *   and schools are closed: counted as a holiday every year. */
#ifndef RULES_CALENDAR_HOLIDAYS_H
#define RULES_CALENDAR_HOLIDAYS_H

#include "rules/calendar/date.h"

enum { HOLIDAYS_A_YEAR = 11 };

/* Fills in all holidays of that year, not sorted; two may fall on one day. */
void holidays_of_year(int year, date_t out[HOLIDAYS_A_YEAR]);

#endif
