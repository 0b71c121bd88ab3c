/* Holidays against another way to reckon Easter and against known dates; the arithmetic of working days and of the
 * owner's days against slow loops that say what is meant; school holidays as published (S7). */
#include "rules/calendar/calendar.h"
#include "rules/calendar/holidays.h"
#include "rules/calendar/school_holidays.h"

static date_t D(const char *iso) {
  date_t date;
  if (iso[0] == '\0') return DATE_NONE;
  if (!date_parse_iso(iso, &date)) g_error("bad date in a test: %s", iso);
  return date;
}

static void assert_date(date_t got, const char *want, const char *what) {
  char text[11];
  date_format_iso(got, text);
  if (!g_str_equal(text, want)) g_error("%s: got '%s', want '%s'", what, text, want);
}

static struct calendar *plain(enum calendar_region region) {
  return calendar_new(region, 0, NULL, 0);
}

/* Easter with the remainders of Gauss, valid from 1900 to 2099: another road than the one in holidays.c. */
static date_t gauss_easter(int year) {
  int d = (19 * (year % 19) + 24) % 30;
  int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
  int day = 22 + d + e;
  if (d == 29 && e == 6) day -= 7;
  if (d == 28 && e == 6 && year % 19 > 10) day -= 7;
  return date_from_civil(year, 3, 1) + day - 1;
}

static gboolean is_holiday_slowly(date_t date) {
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  int from_easter = date - gauss_easter(year);
  if (from_easter == -2 || from_easter == 0 || from_easter == 1) return TRUE;
  if (from_easter == 39 || from_easter == 49 || from_easter == 50) return TRUE;
  if (month == 4 && day == 26) return date_weekday(date) == DATE_SATURDAY;
  if (month == 4 && day == 27) return date_weekday(date) != DATE_SUNDAY;
  return (month == 1 && day == 1) || (month == 5 && day == 5) || (month == 12 && (day == 25 || day == 26));
}

static void test_easter(void) {
  for (int year = 1900; year < 2100; year++) {
    date_t days[HOLIDAYS_A_YEAR];
    holidays_of_year(year, days);
    g_assert_cmpint(days[1], ==, gauss_easter(year));
    for (int i = 0; i < HOLIDAYS_A_YEAR; i++) g_assert_true(is_holiday_slowly(days[i]));
  }
}

static void test_every_day(void) {
  g_autoptr(Calendar) calendar = plain(CALENDAR_NORTH);
  for (date_t date = D("2019-01-01"); date <= D("2045-12-31"); date++) {
    gboolean holiday = is_holiday_slowly(date);
    g_assert_cmpint(calendar_is_holiday(calendar, date), ==, holiday);
    g_assert_cmpint(calendar_is_working(calendar, date), ==, !holiday && date_weekday(date) < DATE_SATURDAY);
  }
  assert_date(calendar_first(), "2019-01-01", "first");
  assert_date(calendar_last(), "2045-12-31", "last");
}

static void test_known_holidays(void) {
  static const char *const days[] = {
      "2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20", "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-09",
      "2026-01-01", "2026-04-03", "2026-04-05", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-24",
      "2026-05-25", "2026-12-25", "2026-12-26", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17", "2031-04-26",
      "2035-03-23", "2035-03-26", "2035-05-03", "2035-05-14", "2038-04-25", "2038-04-26"};
  static const char *const other[] = {"2025-04-27", "2031-04-27", "2026-04-26", "2026-05-04", "2026-12-24",
                                      "2026-12-31", "2026-12-05", "2026-05-15", "2026-04-30"};
  g_autoptr(Calendar) calendar = plain(CALENDAR_MIDDLE);
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
    if (!calendar_is_holiday(calendar, D(days[i]))) g_error("%s is a holiday", days[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(other); i++)
    if (calendar_is_holiday(calendar, D(other[i]))) g_error("%s is no holiday", other[i]);
}

/* One day at a time. */
static date_t slow_add(const struct calendar *calendar, date_t day, int n) {
  if (n == 0)
    while (!calendar_is_working(calendar, day)) day++;
  for (; n > 0; n--) do
      day++;
    while (!calendar_is_working(calendar, day));
  for (; n < 0; n++) do
      day--;
    while (!calendar_is_working(calendar, day));
  return day;
}

static void test_add_working(void) {
  static const int steps[] = {0, 1, 2, 3, 5, 10, 21, 60, -1, -2, -5, -10, -37};
  g_autoptr(Calendar) calendar = plain(CALENDAR_SOUTH);
  for (date_t day = D("2020-01-01"); day <= D("2040-12-31"); day++)
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
      g_assert_cmpint(calendar_add_working(calendar, day, steps[i]), ==, slow_add(calendar, day, steps[i]));
  assert_date(calendar_add_working(calendar, D("2026-12-24"), 1), "2026-12-28", "over Christmas");
  assert_date(calendar_add_working(calendar, D("2026-12-28"), -1), "2026-12-24", "back over Christmas");
  assert_date(calendar_next_working(calendar, D("2026-04-03")), "2026-04-07", "Good Friday to Easter");
  assert_date(calendar_next_working(calendar, D("2026-04-07")), "2026-04-07", "a working day itself");
}

static void test_between(void) {
  g_autoptr(Calendar) calendar = plain(CALENDAR_SOUTH);
  date_t from = D("2026-03-14");
  int count = 0;
  for (date_t to = from; to < D("2028-03-14"); to++) {
    g_assert_cmpint(calendar_working_between(calendar, from, to), ==, count);
    g_assert_cmpint(calendar_working_between(calendar, to, from), ==, -count);
    count += calendar_is_working(calendar, to);
  }
  g_assert_cmpint(calendar_working_between(calendar, D("2026-12-21"), D("2027-01-04")), ==, 8);
}

/* Outside the span the nearest end counts, and no number leads out of the tables. */
static void test_ends(void) {
  g_autoptr(Calendar) calendar = plain(CALENDAR_NORTH);
  date_t first = calendar_first(), last = calendar_last();
  assert_date(calendar_add_working(calendar, first, G_MININT), "2019-01-02", "far back");
  assert_date(calendar_add_working(calendar, last, G_MAXINT), "2045-12-29", "far ahead");
  assert_date(calendar_next_working(calendar, G_MAXINT32), "2045-12-29", "after the end");
  assert_date(calendar_next_working(calendar, D("1990-06-01")), "2019-01-02", "before the start");
  g_assert_true(calendar_is_holiday(calendar, D("1990-06-01")));
  g_assert_cmpint(calendar_working_between(calendar, D("1990-01-01"), D("2190-01-01")), ==,
                  calendar_working_between(calendar, first, last + 1));
  g_assert_cmpint(calendar_owner_halves(calendar, G_MAXINT32), ==, 0); /* 2045-12-31 is a Sunday */
  assert_date(calendar_next_owner(calendar, D("1990-06-01")), "2019-01-02", "owner before the start");
  assert_date(calendar_next_owner(calendar, last), "", "owner at the end");
  g_assert_cmpint(calendar_add_working(calendar, DATE_NONE, 3), ==, DATE_NONE);
  g_assert_cmpint(calendar_next_working(calendar, DATE_NONE), ==, DATE_NONE);
  g_assert_cmpint(calendar_working_between(calendar, DATE_NONE, last), ==, 0);
  g_assert_cmpint(calendar_next_owner(calendar, DATE_NONE), ==, DATE_NONE);
  g_assert_cmpint(calendar_owner_place(calendar, DATE_NONE, last, 0), ==, DATE_NONE);
  g_assert_cmpint(calendar_owner_halves(calendar, DATE_NONE), ==, 0);
  g_assert_false(calendar_is_working(calendar, DATE_NONE));
  g_assert_false(calendar_is_holiday(calendar, DATE_NONE));
}

/* Tuesday afternoon and Thursday afternoon, with two weeks of leave and one odd day. */
static struct calendar *counsellor(void) {
  static const calendar_halfdays days = 1 << 3 | 1 << 7;
  const struct calendar_leave leave[] = {{D("2026-10-05"), D("2026-10-16")},
                                         {D("2026-11-12"), D("2026-11-12")},
                                         {D("2026-12-10"), D("2026-12-01")}, /* ends before it begins: nothing */
                                         {DATE_NONE, D("2026-12-31")}};
  return calendar_new(CALENDAR_NORTH, days, leave, G_N_ELEMENTS(leave));
}

static void test_owner_halves(void) {
  g_autoptr(Calendar) owner = counsellor();
  static const struct {
    const char *day;
    int halves;
  } cases[] = {
      {"2026-09-01", CALENDAR_AFTERNOON},
      {"2026-09-02", 0},
      {"2026-09-03", CALENDAR_AFTERNOON},
      {"2026-09-05", 0},
      {"2026-10-01", CALENDAR_AFTERNOON},
      {"2026-10-06", 0},
      {"2026-10-15", 0},
      {"2026-10-20", CALENDAR_AFTERNOON},
      {"2026-11-12", 0},
      {"2026-12-03", CALENDAR_AFTERNOON},
      {"2026-07-07", 0},                  /* summer holiday in the north */
      {"2026-08-18", CALENDAR_AFTERNOON}, /* first Tuesday after it */
      {"2026-02-24", CALENDAR_AFTERNOON}, /* spring holiday: the owner works */
      {"2026-05-05", 0},                  /* Liberation Day, a Tuesday */
      {"2026-05-14", 0},                  /* Ascension Day */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    if (calendar_owner_halves(owner, D(cases[i].day)) != cases[i].halves) g_error("half-days of %s", cases[i].day);
  g_autoptr(Calendar) saturday = calendar_new(CALENDAR_NORTH, 1 << 10, NULL, 0);
  g_assert_cmpint(calendar_owner_halves(saturday, D("2026-09-05")), ==, CALENDAR_MORNING);
  g_assert_cmpint(calendar_owner_halves(saturday, D("2026-09-04")), ==, 0);
  g_autoptr(Calendar) full = plain(CALENDAR_NORTH);
  g_assert_cmpint(calendar_owner_halves(full, D("2026-09-04")), ==, CALENDAR_MORNING | CALENDAR_AFTERNOON);
  g_assert_cmpint(calendar_owner_halves(full, D("2026-09-05")), ==, 0);
}

static date_t slow_place(const struct calendar *calendar, date_t from, date_t to, int place) {
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(date_t));
  for (date_t day = from; day < to; day++)
    if (calendar_owner_halves(calendar, day)) g_array_append_val(days, day);
  if (days->len == 0) return DATE_NONE;
  int width = (int)days->len;
  return g_array_index(days, date_t, ((place % width) + width) % width);
}

static void test_owner_place(void) {
  g_autoptr(Calendar) owner = counsellor();
  for (date_t from = D("2026-06-01"); from < D("2027-06-01"); from++)
    for (int width = 0; width < 40; width += 3)
      for (int place = -2; place < 11; place++)
        g_assert_cmpint(calendar_owner_place(owner, from, from + width, place), ==,
                        slow_place(owner, from, from + width, place));
  g_assert_cmpint(calendar_owner_place(owner, D("2026-09-10"), D("2026-09-01"), 1), ==, DATE_NONE);
}

static void test_next_owner(void) {
  g_autoptr(Calendar) owner = counsellor();
  for (date_t day = D("2026-01-01"); day < D("2028-01-01"); day++) {
    date_t want = day;
    while (!calendar_owner_halves(owner, want)) want++;
    g_assert_cmpint(calendar_next_owner(owner, day), ==, want);
  }
  const struct calendar_leave away = {D("2026-09-01"), D("2026-09-01") + 399};
  g_autoptr(Calendar) absent = calendar_new(CALENDAR_NORTH, 0, &away, 1);
  date_t back = D("2026-09-01") + 400; /* 2027-10-06, a Wednesday */
  g_assert_cmpint(calendar_next_owner(absent, D("2026-09-01")), ==, back);
  g_assert_cmpint(calendar_next_owner(absent, D("2026-08-31")), ==, D("2026-08-31"));
  const struct calendar_leave longer = {D("2026-09-01"), D("2026-09-01") + 400};
  g_autoptr(Calendar) gone = calendar_new(CALENDAR_NORTH, 0, &longer, 1);
  g_assert_cmpint(calendar_next_owner(gone, D("2026-09-01")), ==, DATE_NONE);
}

/* Every row: from a Saturday to a Sunday, of the usual length, in the order of time for each region. */
static void test_school_table(void) {
  static const int length[CALENDAR_HOLIDAYS] = {[CALENDAR_SUMMER] = 44,
                                                [CALENDAR_AUTUMN] = 9,
                                                [CALENDAR_CHRISTMAS] = 16,
                                                [CALENDAR_SPRING] = 9,
                                                [CALENDAR_MAY] = 9};
  date_t before[CALENDAR_REGIONS] = {0};
  for (gsize i = 0; i < school_holidays_count; i++)
    for (int region = 0; region < CALENDAR_REGIONS; region++) {
      const struct school_holidays *row = &school_holidays_table[i];
      date_t from = school_holidays_date(row->in[region].from), to = school_holidays_date(row->in[region].to);
      g_assert_cmpint(date_weekday(from), ==, DATE_SATURDAY);
      g_assert_cmpint(date_weekday(to), ==, DATE_SUNDAY);
      g_assert_cmpint(to - from + 1, ==, length[row->kind]);
      g_assert_cmpint(from, >, before[region]);
      before[region] = to;
    }
  g_assert_cmpuint(school_holidays_count, ==, 33);
}

static const struct {
  enum calendar_region region;
  const char *day;
  enum tri out;
} school_days[] = {
    {CALENDAR_NORTH, "2026-07-03", TRI_FALSE},   {CALENDAR_NORTH, "2026-07-04", TRI_TRUE},
    {CALENDAR_NORTH, "2026-08-16", TRI_TRUE},    {CALENDAR_NORTH, "2026-08-17", TRI_FALSE},
    {CALENDAR_MIDDLE, "2026-07-17", TRI_FALSE},  {CALENDAR_MIDDLE, "2026-08-30", TRI_TRUE},
    {CALENDAR_SOUTH, "2026-07-11", TRI_TRUE},    {CALENDAR_SOUTH, "2026-08-24", TRI_FALSE},
    {CALENDAR_SOUTH, "2027-02-21", TRI_TRUE},    {CALENDAR_SOUTH, "2027-02-22", TRI_FALSE}, /* the corrected error */
    {CALENDAR_NORTH, "2026-10-12", TRI_TRUE},    {CALENDAR_SOUTH, "2026-10-12", TRI_FALSE},
    {CALENDAR_NORTH, "2026-12-31", TRI_TRUE},    {CALENDAR_MIDDLE, "2027-01-04", TRI_FALSE},
    {CALENDAR_NORTH, "2030-09-01", TRI_TRUE},    {CALENDAR_NORTH, "2030-09-02", TRI_UNKNOWN},
    {CALENDAR_MIDDLE, "2030-08-25", TRI_TRUE},   {CALENDAR_MIDDLE, "2030-08-26", TRI_UNKNOWN},
    {CALENDAR_SOUTH, "2030-08-18", TRI_TRUE},    {CALENDAR_SOUTH, "2030-08-19", TRI_UNKNOWN},
    {CALENDAR_SOUTH, "2050-01-01", TRI_UNKNOWN}, {CALENDAR_SOUTH, "2024-02-10", TRI_TRUE},
    {CALENDAR_NORTH, "2024-02-16", TRI_UNKNOWN}, {CALENDAR_NORTH, "2024-02-26", TRI_FALSE},
    {CALENDAR_NORTH, "", TRI_UNKNOWN},
};

static void test_school_days(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(school_days); i++) {
    g_autoptr(Calendar) calendar = plain(school_days[i].region);
    if (calendar_in_school_holiday(calendar, D(school_days[i].day)) != school_days[i].out)
      g_error("school holiday of region %d on %s", school_days[i].region, school_days[i].day);
  }
  g_autoptr(Calendar) north = plain(CALENDAR_NORTH), middle = plain(CALENDAR_MIDDLE), south = plain(CALENDAR_SOUTH);
  assert_date(calendar_published_until(north), "2030-09-01", "north");
  assert_date(calendar_published_until(middle), "2030-08-25", "middle");
  assert_date(calendar_published_until(south), "2030-08-18", "south");
}

static void test_school_start(void) {
  static const struct {
    enum calendar_region region;
    const char *from, *start;
  } cases[] = {
      {CALENDAR_NORTH, "2026-07-10", "2026-08-17"}, {CALENDAR_MIDDLE, "2026-07-10", "2026-08-31"},
      {CALENDAR_SOUTH, "2026-07-10", "2026-08-24"}, {CALENDAR_NORTH, "2026-08-16", "2026-08-17"},
      {CALENDAR_NORTH, "2026-08-17", "2027-08-23"}, {CALENDAR_SOUTH, "2030-08-18", "2030-08-19"},
      {CALENDAR_SOUTH, "2030-08-19", ""},           {CALENDAR_NORTH, "2030-08-19", "2030-09-02"},
      {CALENDAR_NORTH, "2024-01-15", "2024-09-02"}, {CALENDAR_NORTH, "2023-08-15", ""},
      {CALENDAR_NORTH, "2021-01-15", ""},           {CALENDAR_NORTH, "", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Calendar) calendar = plain(cases[i].region);
    assert_date(calendar_school_start(calendar, D(cases[i].from)), cases[i].start, cases[i].from);
  }
}

static void test_holiday_start(void) {
  static const struct {
    enum calendar_region region;
    enum calendar_holiday kind;
    const char *from, *start;
  } cases[] = {
      {CALENDAR_NORTH, CALENDAR_AUTUMN, "2026-09-01", "2026-10-10"},
      {CALENDAR_SOUTH, CALENDAR_AUTUMN, "2026-09-01", "2026-10-17"},
      {CALENDAR_SOUTH, CALENDAR_AUTUMN, "2026-10-17", "2026-10-17"},
      {CALENDAR_SOUTH, CALENDAR_AUTUMN, "2026-10-18", "2027-10-23"},
      {CALENDAR_MIDDLE, CALENDAR_CHRISTMAS, "2026-09-01", "2026-12-19"},
      {CALENDAR_MIDDLE, CALENDAR_SPRING, "2026-09-01", "2027-02-20"},
      {CALENDAR_MIDDLE, CALENDAR_MAY, "2026-09-01", "2027-04-24"},
      {CALENDAR_NORTH, CALENDAR_SUMMER, "2026-09-01", "2027-07-10"},
      {CALENDAR_NORTH, CALENDAR_AUTUMN, "2029-10-21", ""},
      {CALENDAR_NORTH, CALENDAR_SUMMER, "2030-07-21", ""},
      {CALENDAR_NORTH, CALENDAR_AUTUMN, "2023-09-01", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Calendar) calendar = plain(cases[i].region);
    assert_date(calendar_holiday_start(calendar, cases[i].kind, D(cases[i].from)), cases[i].start, cases[i].from);
  }
}

/* Months looked up are months counted; outside the table there is no answer rather than a wrong one. */
static void test_in_month(void) {
  g_autoptr(Calendar) calendar = calendar_new(CALENDAR_NORTH, 0, NULL, 0);
  for (date_t date = calendar_first(); date <= calendar_last(); date++) {
    int year, month, day, months = (date * 7) % 60 - 20;
    date_to_civil(date, &year, &month, &day);
    date_t want = date_add_months(date, months, NULL),
           got = calendar_in_month(calendar, calendar_month(year, month) + months, day);
    gboolean inside = want >= calendar_first() && want <= calendar_last();
    g_assert_cmpint(got, ==, inside ? want : DATE_NONE);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/calendar/easter", test_easter);
  g_test_add_func("/calendar/every-day", test_every_day);
  g_test_add_func("/calendar/known-holidays", test_known_holidays);
  g_test_add_func("/calendar/add-working", test_add_working);
  g_test_add_func("/calendar/between", test_between);
  g_test_add_func("/calendar/ends", test_ends);
  g_test_add_func("/calendar/owner-halves", test_owner_halves);
  g_test_add_func("/calendar/owner-place", test_owner_place);
  g_test_add_func("/calendar/next-owner", test_next_owner);
  g_test_add_func("/calendar/school-table", test_school_table);
  g_test_add_func("/calendar/school-days", test_school_days);
  g_test_add_func("/calendar/school-start", test_school_start);
  g_test_add_func("/calendar/holiday-start", test_holiday_start);
  g_test_add_func("/calendar/in-month", test_in_month);
  return g_test_run();
}
