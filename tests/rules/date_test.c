/* Civil dates: every day of 2020 to 2040 against GDate, and tables for months, windows, birthdays and reading. */
#include "rules/calendar/date.h"
#include "rules/calendar/date_nl.h"
#include "rules/calendar/calendar.h"

static date_t D(const char *iso) {
  date_t date;
  if (iso[0] == '\0') return DATE_NONE;
  if (!date_parse_iso(iso, &date)) g_error("bad date in a test: %s", iso);
  return date;
}

static void assert_date(date_t got, const char *want, const char *what) {
  char text[11];
  date_format_iso(got, text);
  if (!g_str_equal(text, want)) g_error("%s: got %s, want %s", what, text, want);
}

/* GDate counts Julian days from 0001-01-01 as 1, so 1970-01-01 is 719163. */
static void test_every_day(void) {
  date_t first = date_from_civil(1900, 1, 1), last = date_from_civil(2199, 12, 31);
  g_assert_cmpint(date_from_civil(1970, 1, 1), ==, 0);
  g_assert_cmpint(last - first + 1, ==, 109573);
  for (date_t date = first; date <= last; date++) {
    GDate other;
    g_date_clear(&other, 1);
    g_date_set_julian(&other, (guint32)(date + 719163));
    int year, month, day;
    date_to_civil(date, &year, &month, &day);
    g_assert_cmpint(year, ==, g_date_get_year(&other));
    g_assert_cmpint(month, ==, (int)g_date_get_month(&other));
    g_assert_cmpint(day, ==, g_date_get_day(&other));
    g_assert_cmpint(date_from_civil(year, month, day), ==, date);
    g_assert_cmpint(date_weekday(date), ==, (int)g_date_get_weekday(&other));
    char iso[11];
    date_format_iso(date, iso);
    g_assert_cmpint(D(iso), ==, date);
  }
}

static void test_no_date(void) {
  int year = 1, month = 1, day = 1;
  date_to_civil(DATE_NONE, &year, &month, &day);
  g_assert_cmpint(year + month + day, ==, 0);
  g_assert_cmpint(date_weekday(DATE_NONE), ==, 0);
  g_assert_cmpint(date_add_months(DATE_NONE, 3, NULL), ==, DATE_NONE);
  g_assert_cmpint(date_window_end(DATE_NONE, 3), ==, DATE_NONE);
  g_assert_cmpint(date_birthday(DATE_NONE, 18), ==, DATE_NONE);
  g_assert_cmpint(date_age(DATE_NONE, 0), ==, -1);
  g_assert_cmpint(date_age(0, DATE_NONE), ==, -1);
  g_assert_cmpint(date_add_months(D("2026-01-01"), G_MAXINT, NULL), ==, DATE_NONE);
  g_assert_cmpint(date_add_months(D("2026-01-01"), G_MININT, NULL), ==, DATE_NONE);
  g_assert_cmpint(date_birthday(D("2008-01-01"), G_MAXINT), ==, DATE_NONE);
  date_to_civil(G_MAXINT32, &year, &month, &day);
  g_assert_cmpint(year, ==, 2199);
  char iso[11] = "x";
  date_format_iso(DATE_NONE, iso);
  g_assert_cmpstr(iso, ==, "");
  static const int bad[][3] = {{1899, 12, 31}, {2200, 1, 1},  {2026, 0, 1},  {2026, 13, 1}, {2026, 1, 0},
                               {2026, 1, 32},  {2026, 2, 29}, {2100, 2, 29}, {2026, 4, 31}, {2026, 1, -1}};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_cmpint(date_from_civil(bad[i][0], bad[i][1], bad[i][2]), ==, DATE_NONE);
}

static void test_parse(void) {
  static const char *const bad[] = {
      "",           "2026",       "2026-7-10",  "2026-07-1", "2026-07-100", "2026-07-10 ", " 2026-07-10",
      "2026/07/10", "2026-07/10", "2026-02-30", "20260710",  "2026-07-10T", "+026-07-10",  "2026-0x-10",
      "2026-07-",   "٢026-07-10", "1899-12-31", "2026-07-1o"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    date_t date = 42;
    if (date_parse_iso(bad[i], &date) || date != 42) g_error("read as a date: '%s'", bad[i]);
  }
  date_t date;
  g_assert_false(date_parse_iso(NULL, &date));
  g_assert_true(date_parse_iso("2026-07-10", &date));
  g_assert_cmpint(date, ==, date_from_civil(2026, 7, 10));
}

static const struct {
  const char *date;
  int months;
  const char *added;
  gboolean clamped;
  const char *window_end;
} months[] = {
    {"2026-07-10", 0, "2026-07-10", FALSE, "2026-07-10"},
    {"2026-07-10", 12, "2027-07-10", FALSE, "2027-07-10"},
    {"2026-01-31", 1, "2026-02-28", TRUE, "2026-03-01"},
    {"2028-01-31", 1, "2028-02-29", TRUE, "2028-03-01"},
    {"2026-01-28", 1, "2026-02-28", FALSE, "2026-02-28"},
    {"2026-08-31", 1, "2026-09-30", TRUE, "2026-10-01"},
    {"2026-08-31", 13, "2027-09-30", TRUE, "2027-10-01"},
    {"2026-12-31", 2, "2027-02-28", TRUE, "2027-03-01"},
    {"2026-12-01", 1, "2027-01-01", FALSE, "2027-01-01"},
    {"2024-02-29", 12, "2025-02-28", TRUE, "2025-03-01"}, /* S12 */
    {"2024-02-29", 24, "2026-02-28", TRUE, "2026-03-01"},
    {"2024-02-29", 48, "2028-02-29", FALSE, "2028-02-29"},
    {"2025-02-28", 12, "2026-02-28", FALSE, "2026-02-28"},
    {"2026-03-31", -1, "2026-02-28", TRUE, "2026-03-01"},
    {"2026-01-15", -1, "2025-12-15", FALSE, "2025-12-15"},
    {"2026-01-15", -25, "2023-12-15", FALSE, "2023-12-15"},
    {"2199-12-01", 1, "", FALSE, ""},
    {"1900-01-01", -1, "", FALSE, ""},
};

static void test_months(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
    gboolean clamped = !months[i].clamped;
    assert_date(date_add_months(D(months[i].date), months[i].months, &clamped), months[i].added, months[i].date);
    g_assert_cmpint(clamped, ==, months[i].clamped);
    assert_date(date_add_months(D(months[i].date), months[i].months, NULL), months[i].added, months[i].date);
    assert_date(date_window_end(D(months[i].date), months[i].months), months[i].window_end, months[i].date);
  }
}

static const struct {
  const char *born, *on;
  int age;
} ages[] = {
    {"2008-06-15", "2026-06-14", 17}, {"2008-06-15", "2026-06-15", 18}, {"2008-06-15", "2008-06-15", 0},
    {"2008-06-15", "2008-06-14", -1}, {"2008-06-15", "2035-06-14", 26}, {"2008-06-15", "2035-06-15", 27},
    {"2008-02-29", "2026-02-28", 17}, {"2008-02-29", "2026-03-01", 18}, {"2008-02-29", "2028-02-28", 19},
    {"2008-02-29", "2028-02-29", 20}, {"2007-12-31", "2025-12-30", 17}, {"2007-12-31", "2025-12-31", 18},
    {"2008-03-01", "2026-02-28", 17}, {"2008-03-01", "2026-03-01", 18}, {"2008-02-28", "2026-02-28", 18},
};

static void test_ages(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(ages); i++)
    if (date_age(D(ages[i].born), D(ages[i].on)) != ages[i].age) g_error("age of %s on %s", ages[i].born, ages[i].on);
  assert_date(date_birthday(D("2008-02-29"), 18), "2026-03-01", "birthday");
  assert_date(date_birthday(D("2008-02-29"), 20), "2028-02-29", "birthday");
  assert_date(date_birthday(D("2008-12-31"), 27), "2035-12-31", "birthday");
}

/* The age goes up by one on the birthday and on no other day. */
static void test_age_steps(void) {
  for (date_t born = D("2003-12-25"); born <= D("2008-03-05"); born++)
    for (int years = 1; years < 30; years++) {
      date_t day = date_birthday(born, years);
      g_assert_cmpint(date_age(born, day), ==, years);
      g_assert_cmpint(date_age(born, day - 1), ==, years - 1);
    }
}

static void test_dutch(void) {
  static const struct {
    const char *date, *longest, *day, *morning, *afternoon;
  } cases[] = {
      {"2026-08-26", "woensdag 26 augustus 2026", "woensdag 26 augustus", "woensdagochtend 26 augustus",
       "woensdagmiddag 26 augustus"},
      {"2027-01-01", "vrijdag 1 januari 2027", "vrijdag 1 januari", "vrijdagochtend 1 januari",
       "vrijdagmiddag 1 januari"},
      {"2028-02-29", "dinsdag 29 februari 2028", "dinsdag 29 februari", "dinsdagochtend 29 februari",
       "dinsdagmiddag 29 februari"},
      {"", "", "", "", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    date_t date = D(cases[i].date);
    g_autofree char *longest = date_nl_long(date), *day = date_nl_day(date);
    g_autofree char *morning = date_nl_half(date, CALENDAR_MORNING),
                    *afternoon = date_nl_half(date, CALENDAR_AFTERNOON);
    g_autofree char *both = date_nl_half(date, CALENDAR_MORNING | CALENDAR_AFTERNOON);
    g_assert_cmpstr(longest, ==, cases[i].longest);
    g_assert_cmpstr(day, ==, cases[i].day);
    g_assert_cmpstr(morning, ==, cases[i].morning);
    g_assert_cmpstr(afternoon, ==, cases[i].afternoon);
    g_assert_cmpstr(both, ==, cases[i].day);
  }
  g_assert_cmpstr(date_nl_weekday(7), ==, "zondag");
  g_assert_cmpstr(date_nl_weekday(8), ==, "");
  g_assert_cmpstr(date_nl_month(12), ==, "december");
  g_assert_cmpstr(date_nl_month(-1), ==, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/date/every-day", test_every_day);
  g_test_add_func("/date/no-date", test_no_date);
  g_test_add_func("/date/parse", test_parse);
  g_test_add_func("/date/months", test_months);
  g_test_add_func("/date/ages", test_ages);
  g_test_add_func("/date/age-steps", test_age_steps);
  g_test_add_func("/date/dutch", test_dutch);
  return g_test_run();
}
