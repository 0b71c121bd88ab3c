#include "rules/calendar/date.h"

enum {
  YEAR_FIRST = 1900,
  YEAR_LAST = 2199,
  DAYS_400 = 146097,
  EPOCH = 719162 /* days from 0001-01-01 to 1970-01-01 */
};

/* Days of the year before each month, for ordinary years and leap years; the 13th is the year's length. */
static const int days_before[2][13] = {{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
                                       {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366}};

static gboolean is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month) {
  const int *before = days_before[is_leap(year)];
  return before[month] - before[month - 1];
}

/* Days from 1970-01-01 to 1 January of that year, of our era. */
static int year_start(int year) {
  int past = year - 1;
  return 365 * past + past / 4 - past / 100 + past / 400 - EPOCH;
}

date_t date_from_civil(int year, int month, int day) {
  if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12) return DATE_NONE;
  if (day < 1 || day > month_length(year, month)) return DATE_NONE;
  return year_start(year) + days_before[is_leap(year)][month - 1] + day - 1;
}

/* Years of the mean length since 1900 give the year itself or the one before: leap years make the start of a year lie
 * at most a day and a quarter off the mean, and one day is taken off. The tests hold that for every day. */
static int year_of(date_t date) {
  int since = date - year_start(YEAR_FIRST);
  int year = YEAR_FIRST + (since - 1) * 400 / DAYS_400;
  return year_start(year + 1) <= date ? year + 1 : year;
}

/* Outside the years that date_from_civil makes, the nearest end, so that no sum below can overflow. */
static date_t inside(date_t date) {
  return CLAMP(date, year_start(YEAR_FIRST), year_start(YEAR_LAST + 1) - 1);
}

void date_to_civil(date_t date, int *year, int *month, int *day) {
  *year = *month = *day = 0;
  if (date == DATE_NONE) return;
  date = inside(date);
  *year = year_of(date);
  int of_year = date - year_start(*year);
  const int *before = days_before[is_leap(*year)];
  int m = of_year / 31; /* never too far, at most one month too early */
  if (before[m + 1] <= of_year) m++;
  *month = m + 1;
  *day = of_year - before[m] + 1;
}

int date_weekday(date_t date) {
  if (date == DATE_NONE) return 0;
  gint64 since_monday = (gint64)date + 3 - 7 * (gint64)(G_MININT32 / 7); /* day 0 was a Thursday; never below 0 */
  return (int)(since_monday % 7) + 1;
}

date_t date_add_months(date_t date, int months, gboolean *clamped) {
  if (clamped) *clamped = FALSE;
  if (date == DATE_NONE) return DATE_NONE;
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  gint64 count = (gint64)year * 12 + month - 1 + months;
  if (count < YEAR_FIRST * 12 || count >= (YEAR_LAST + 1) * 12) return DATE_NONE;
  int to_year = (int)(count / 12), to_month = (int)(count % 12) + 1;
  int length = month_length(to_year, to_month);
  if (clamped) *clamped = day > length;
  return date_from_civil(to_year, to_month, MIN(day, length));
}

date_t date_window_end(date_t date, int months) {
  gboolean clamped;
  date_t end = date_add_months(date, months, &clamped);
  return end == DATE_NONE ? DATE_NONE : end + clamped;
}

date_t date_birthday(date_t born, int years) {
  if (years < -YEAR_LAST || years > YEAR_LAST) return DATE_NONE;
  return date_window_end(born, years * 12); /* 29 February: the day after the clamp is 1 March */
}

int date_age(date_t born, date_t on) {
  if (born == DATE_NONE || on == DATE_NONE || on < born) return -1;
  int year, month, day, on_year, on_month, on_day;
  date_to_civil(born, &year, &month, &day);
  date_to_civil(on, &on_year, &on_month, &on_day);
  gboolean before = on_month < month || (on_month == month && on_day < day); /* 28 February lies before the 29th */
  return on_year - year - before;
}

static gboolean read_digits(const char *text, int n, int *value) {
  *value = 0;
  for (int i = 0; i < n; i++) {
    if (!g_ascii_isdigit(text[i])) return FALSE;
    *value = *value * 10 + (text[i] - '0');
  }
  return TRUE;
}

/* Reads from the left and stops at the first wrong byte, so it never passes the NUL. */
gboolean date_parse_iso(const char *text, date_t *date) {
  int year, month, day;
  if (!text || !read_digits(text, 4, &year) || text[4] != '-') return FALSE;
  if (!read_digits(text + 5, 2, &month) || text[7] != '-') return FALSE;
  if (!read_digits(text + 8, 2, &day) || text[10] != '\0') return FALSE;
  date_t found = date_from_civil(year, month, day);
  if (found == DATE_NONE) return FALSE;
  *date = found;
  return TRUE;
}

static void write_digits(char *out, int n, int value) {
  for (int i = n - 1; i >= 0; i--, value /= 10) out[i] = (char)('0' + value % 10);
}

void date_format_iso(date_t date, char out[11]) {
  out[0] = '\0';
  if (date == DATE_NONE) return;
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  write_digits(out, 4, year);
  write_digits(out + 5, 2, month);
  write_digits(out + 8, 2, day);
  out[4] = out[7] = '-';
  out[10] = '\0';
}
