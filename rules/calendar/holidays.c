#include "rules/calendar/holidays.h"

/* Easter is the Sunday after the full moon that falls on or after 21 March. The moon is the church's own: epacts
 * from the golden number, with the solar and lunar corrections of the Gregorian reform. */
static date_t easter(int year) {
  int century = year / 100 + 1;
  int golden = year % 19 + 1;
  int solar = 3 * century / 4 - 12;       /* leap days that the centuries skipped */
  int lunar = (8 * century + 5) / 25 - 5; /* the moon's own drift */
  int epact = (11 * golden + 20 + lunar - solar) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) epact++; /* no two full moons of one cycle on one day */
  int moon = 44 - epact;                                    /* as a day of March */
  if (moon < 21) moon += 30;
  date_t full = date_from_civil(year, 3, 1) + moon - 1;
  return full + 7 - date_weekday(full) % 7; /* a Sunday itself moves on to the next */
}

static date_t kings_day(int year) {
  date_t day = date_from_civil(year, 4, 27);
  return date_weekday(day) == DATE_SUNDAY ? day - 1 : day;
}

void holidays_of_year(int year, date_t out[HOLIDAYS_A_YEAR]) {
  static const int from_easter[] = {-2, 0, 1, 39, 49, 50};
  static const struct { int month, day; } fixed[] = {{1, 1}, {5, 5}, {12, 25}, {12, 26}};
  int n = 0;
  date_t sunday = easter(year);
  for (gsize i = 0; i < G_N_ELEMENTS(from_easter); i++) out[n++] = sunday + from_easter[i];
  for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++) out[n++] = date_from_civil(year, fixed[i].month, fixed[i].day);
  out[n] = kings_day(year);
}
