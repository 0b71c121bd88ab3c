#include "rules/calendar/calendar.h"

#include "rules/calendar/holidays.h"
#include "rules/calendar/school_holidays.h"

enum {
  FIRST_YEAR = 2019,
  LAST_YEAR = 2045,
  FIRST = 17897, /* 2019-01-01 */
  LAST = 27758,  /* 2045-12-31 */
  DAYS = LAST - FIRST + 1,
  MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12,
  SEARCH_DAYS = 400, /* of calendar_next_owner */
  SPANS_MAX = 32,    /* published years of one kind */
  KNOWN_BEFORE = 300 /* see first_from */
};

/* What a day is. The two lowest bits are the owner's half-days as calendar_owner_halves gives them. */
enum { HALVES = 3, HOLIDAY = 4, SCHOOL_OUT = 8, SCHOOL_KNOWN = 16, SUMMER = 32 };

/* Numbers a kind of days, so that counting them and stepping over them is one look-up each way. */
struct ordinal {
  guint16 before[DAYS + 1]; /* how many such days lie before day i */
  guint16 day[DAYS];        /* the k-th such day */
};

struct calendar {
  enum calendar_region region;
  date_t published_from, published_until; /* of the school holidays, both included */
  struct span {
    date_t from, to;
  } spans[CALENDAR_HOLIDAYS][SPANS_MAX]; /* the school holidays by kind, in the order of time */
  int n_spans[CALENDAR_HOLIDAYS];
  guint8 flags[DAYS];
  struct ordinal working, owner;
  date_t months[MONTHS + 1]; /* the first day of each month, and the day after the last */
};

date_t calendar_first(void) {
  return FIRST;
}

date_t calendar_last(void) {
  return LAST;
}

static int place_of(date_t day) {
  return CLAMP(day, FIRST, LAST) - FIRST;
}

/* The same for an end that is excluded: it may lie one day after the last. */
static int end_of(date_t day) {
  return CLAMP(day, FIRST, LAST + 1) - FIRST;
}

static void mark(struct calendar *calendar, date_t from, date_t to, int flags) {
  for (date_t day = MAX(from, FIRST); day <= MIN(to, LAST); day++) calendar->flags[day - FIRST] |= (guint8)flags;
}

static void mark_holidays(struct calendar *calendar) {
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    date_t days[HOLIDAYS_A_YEAR];
    holidays_of_year(year, days);
    for (int i = 0; i < HOLIDAYS_A_YEAR; i++) mark(calendar, days[i], days[i], HOLIDAY);
  }
}

static void mark_school(struct calendar *calendar) {
  for (gsize i = 0; i < school_holidays_count; i++) {
    const struct school_holidays *row = &school_holidays_table[i];
    date_t from = school_holidays_date(row->in[calendar->region].from);
    date_t to = school_holidays_date(row->in[calendar->region].to);
    mark(calendar, from, to, SCHOOL_OUT | (row->kind == CALENDAR_SUMMER ? SUMMER : 0));
    g_assert(calendar->n_spans[row->kind] < SPANS_MAX);
    calendar->spans[row->kind][calendar->n_spans[row->kind]++] = (struct span){from, to};
    if (i == 0) calendar->published_from = from;
    calendar->published_until = to;
  }
  mark(calendar, calendar->published_from, calendar->published_until, SCHOOL_KNOWN);
}

static void mark_owner(struct calendar *calendar, calendar_halfdays week, const struct calendar_leave *leave, gsize n) {
  for (int i = 0; i < DAYS; i++) {
    if (calendar->flags[i] & (HOLIDAY | SUMMER)) continue;
    int weekday = date_weekday(FIRST + i);
    calendar->flags[i] |= (guint8)(week >> 2 * (weekday - DATE_MONDAY) & HALVES);
  }
  for (gsize k = 0; k < n; k++) {
    if (leave[k].from == DATE_NONE || leave[k].to == DATE_NONE) continue;
    for (date_t day = MAX(leave[k].from, FIRST); day <= MIN(leave[k].to, LAST); day++)
      calendar->flags[day - FIRST] &= (guint8)~HALVES;
  }
}

static gboolean works(int flags, int weekday) {
  return weekday < DATE_SATURDAY && !(flags & HOLIDAY);
}

static void number_days(struct calendar *calendar) {
  guint16 working = 0, owner = 0;
  for (guint16 i = 0; i < DAYS; i++) {
    calendar->working.before[i] = working;
    calendar->owner.before[i] = owner;
    int flags = calendar->flags[i];
    if (works(flags, date_weekday(FIRST + i))) calendar->working.day[working++] = i;
    if (flags & HALVES) calendar->owner.day[owner++] = i;
  }
  calendar->working.before[DAYS] = working;
  calendar->owner.before[DAYS] = owner;
}

struct calendar *calendar_new(enum calendar_region region, calendar_halfdays halfdays,
                              const struct calendar_leave *leave, gsize n_leave) {
  g_assert(region >= 0 && region < CALENDAR_REGIONS);
  struct calendar *calendar = g_new0(struct calendar, 1);
  calendar->region = region;
  mark_holidays(calendar);
  mark_school(calendar);
  mark_owner(calendar, halfdays ? halfdays : CALENDAR_FULL_WEEK, leave, n_leave);
  number_days(calendar);
  for (int i = 0; i <= MONTHS; i++) calendar->months[i] = date_from_civil(FIRST_YEAR + i / 12, i % 12 + 1, 1);
  return calendar;
}

void calendar_free(struct calendar *calendar) {
  g_free(calendar);
}

gboolean calendar_is_holiday(const struct calendar *calendar, date_t day) {
  return day != DATE_NONE && (calendar->flags[place_of(day)] & HOLIDAY) != 0;
}

gboolean calendar_is_working(const struct calendar *calendar, date_t day) {
  int i = place_of(day);
  return day != DATE_NONE && calendar->working.before[i + 1] > calendar->working.before[i];
}

date_t calendar_next_working(const struct calendar *calendar, date_t day) {
  return calendar_add_working(calendar, day, 0);
}

date_t calendar_add_working(const struct calendar *calendar, date_t day, int n) {
  if (day == DATE_NONE) return DATE_NONE;
  int i = place_of(day), total = calendar->working.before[DAYS];
  /* Working days up to and with `day` when going on, up to but without it when going back or staying. */
  gint64 k = n > 0 ? (gint64)calendar->working.before[i + 1] + n - 1 : (gint64)calendar->working.before[i] + n;
  return FIRST + calendar->working.day[CLAMP(k, 0, total - 1)];
}

date_t calendar_in_month(const struct calendar *calendar, int month, int day) {
  int i = month - calendar_month(FIRST_YEAR, 1);
  if (i < 0 || i >= MONTHS) return DATE_NONE;
  return calendar->months[i] + MIN(day, calendar->months[i + 1] - calendar->months[i]) - 1;
}

int calendar_working_between(const struct calendar *calendar, date_t from, date_t to) {
  if (from == DATE_NONE || to == DATE_NONE) return 0;
  return calendar->working.before[end_of(to)] - calendar->working.before[end_of(from)];
}

int calendar_owner_halves(const struct calendar *calendar, date_t day) {
  return day == DATE_NONE ? 0 : calendar->flags[place_of(day)] & HALVES;
}

date_t calendar_next_owner(const struct calendar *calendar, date_t day) {
  if (day == DATE_NONE) return DATE_NONE;
  date_t from = FIRST + place_of(day);
  return calendar_owner_place(calendar, from, from + SEARCH_DAYS + 1, 0);
}

date_t calendar_owner_place(const struct calendar *calendar, date_t from, date_t to, int place) {
  if (from == DATE_NONE || to == DATE_NONE) return DATE_NONE;
  int first = calendar->owner.before[end_of(from)], width = calendar->owner.before[end_of(to)] - first;
  if (width <= 0) return DATE_NONE;
  return FIRST + calendar->owner.day[first + (place % width + width) % width];
}

enum tri calendar_in_school_holiday(const struct calendar *calendar, date_t day) {
  if (day < calendar->published_from || day > calendar->published_until) return TRI_UNKNOWN;
  return calendar->flags[place_of(day)] & SCHOOL_OUT ? TRI_TRUE : TRI_FALSE;
}

/* The first holiday of that kind that starts (or ends) on or after `from`. There may be older ones than the first of
 * the table, so before the table only the 300 days count that lie surely after the one of the year before: starts
 * of one kind are at least 350 days apart and no holiday lasts longer than 44. */
static const struct span *first_from(const struct calendar *calendar, enum calendar_holiday kind, gboolean by_end,
                                     date_t from) {
  const struct span *spans = calendar->spans[kind];
  int n = calendar->n_spans[kind];
  if (n == 0 || from < spans[0].from - KNOWN_BEFORE) return NULL; /* DATE_NONE as well */
  for (int i = 0; i < n; i++)
    if (from <= (by_end ? spans[i].to : spans[i].from)) return &spans[i];
  return NULL;
}

date_t calendar_school_start(const struct calendar *calendar, date_t from) {
  const struct span *span = first_from(calendar, CALENDAR_SUMMER, TRUE, from);
  return span ? calendar_next_working(calendar, span->to + 1) : DATE_NONE;
}

date_t calendar_holiday_start(const struct calendar *calendar, enum calendar_holiday kind, date_t from) {
  const struct span *span = first_from(calendar, kind, FALSE, from);
  return span ? span->from : DATE_NONE;
}

date_t calendar_published_until(const struct calendar *calendar) {
  return calendar->published_until;
}
