#include "rules/calendar/date_nl.h"

#include "rules/calendar/calendar.h"

static const char *const weekdays[] = {"",          "maandag", "dinsdag",  "woensdag",
                                       "donderdag", "vrijdag", "zaterdag", "zondag"};
static const char *const months[] = {"",     "januari",  "februari",  "maart",   "april",    "mei",     "juni",
                                     "juli", "augustus", "september", "oktober", "november", "december"};

const char *date_nl_weekday(int weekday) {
  return weekdays[weekday >= 1 && weekday <= 7 ? weekday : 0];
}

const char *date_nl_month(int month) {
  return months[month >= 1 && month <= 12 ? month : 0];
}

char *date_nl_long(date_t date) {
  if (date == DATE_NONE) return g_strdup("");
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  return g_strdup_printf("%s %d %s %d", date_nl_weekday(date_weekday(date)), day, date_nl_month(month), year);
}

char *date_nl_half(date_t date, int half) {
  if (date == DATE_NONE) return g_strdup("");
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  const char *part = half == CALENDAR_MORNING ? "ochtend" : half == CALENDAR_AFTERNOON ? "middag" : "";
  return g_strdup_printf("%s%s %d %s", date_nl_weekday(date_weekday(date)), part, day, date_nl_month(month));
}

char *date_nl_day(date_t date) {
  return date_nl_half(date, 0);
}
