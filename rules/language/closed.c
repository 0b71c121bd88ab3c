#include "rules/language/closed.h"

#include "rules/language/phrases_nl.h"
#include "rules/language/reach.h"

enum { YEARS_TRIED = 4 };

struct scan {
  struct parser *parser;
  const struct calendar *calendar;
  enum calendar_region region;
  enum fact anchor; /* the fact that the window hangs on */
  date_t until;     /* last published day */
  gboolean cut;     /* something lay past it */
};

/* What came of one rule over all dates and regions. */
struct tally {
  guint inside, outside, right_year, wrong_year;
  date_t example; /* a date for which the moment is outside, or in the wrong year */
  gboolean closed;
};

static date_t shift(const struct scan *scan, const struct policy_when *when, date_t date, gboolean is_end) {
  if (when->months) date = is_end ? date_window_end(date, when->months) : date_add_months(date, when->months, NULL);
  date += when->days;
  return when->working ? calendar_add_working(scan->calendar, date, when->working) : date;
}

/* The day of a moment for someone with that date; DATE_NONE past the published holidays. */
static date_t day_of(struct scan *scan, const struct policy_when *when, date_t date) {
  if (when->base == POLICY_BASE_FACT) return shift(scan, when, date, FALSE);
  struct policy_when plain = *when;
  plain.working = 0;
  date_t start = calendar_school_start(scan->calendar, shift(scan, &plain, date, FALSE));
  if (start == DATE_NONE) scan->cut = TRUE;
  return start == DATE_NONE || !when->working ? start : calendar_add_working(scan->calendar, start, when->working);
}

/* First day outside the width, as the plan counts it. */
static date_t end_of(struct scan *scan, const struct policy_width *width, date_t day) {
  date_t first = calendar_next_working(scan->calendar, day), end = first + 1;
  if (width->unit == POLICY_WIDTH_UNTIL_HOLIDAY)
    end = calendar_holiday_start(scan->calendar, width->holiday, day);
  else if (width->amount && width->unit == POLICY_WIDTH_DAYS)
    end = day + width->amount;
  else if (width->amount)
    end = calendar_add_working(scan->calendar, first, width->amount);
  if (end == DATE_NONE) scan->cut = TRUE;
  return end == DATE_NONE ? end : MAX(end, first + 1);
}

/* A task needs a half-day of the counsellor, a message an open send window. */
static gboolean is_open(const struct scan *scan, const struct policy_rule *rule, date_t day) {
  if (policy_kind_is_task((enum policy_kind)rule->kind)) return calendar_owner_halves(scan->calendar, day) != 0;
  guint index = calendar_is_holiday(scan->calendar, day) ? POLICY_DAY_HOLIDAY : (guint)date_weekday(day) - 1;
  const struct policy_window *window = &scan->parser->draft->policy->windows[index];
  return window->from < window->to;
}

static gboolean any_open(const struct scan *scan, const struct policy_rule *rule, date_t from, date_t to) {
  for (date_t day = from; day < to; day++)
    if (is_open(scan, rule, day)) return TRUE;
  return FALSE;
}

static void report_closed(struct scan *scan, struct parser_place place, const char *of, date_t from, date_t to) {
  g_autofree char *first = phrases_date(from), *last = phrases_date(to - 1);
  findings_add(scan->parser->findings, FINDING_CLOSED_MOMENT, place.line, place.column, of, first, last,
               findings_region(scan->region));
}

static void window_of(const struct scan *scan, date_t date, date_t *from, date_t *to) {
  const struct policy *policy = scan->parser->draft->policy;
  *from = shift(scan, &policy->from, date, FALSE);
  *to = shift(scan, &policy->to, date, TRUE);
}

static char *date_name(const struct scan *scan, date_t date) {
  g_autofree char *name = phrases_fact(scan->anchor), *day = phrases_date(date);
  return g_strdup_printf("%s %s", name, day);
}

static gboolean counts_year(struct tally *tally, const struct policy_rule *rule, date_t date, date_t day) {
  if (!rule->year) return TRUE;
  gboolean right = (day < date_window_end(date, 12) ? 1 : 2) == rule->year;
  tally->right_year += right ? 1 : 0;
  tally->wrong_year += right ? 0 : 1;
  return right;
}

/* One date, one way in which the moment can fall: the rule's own day or that of an exception. */
static void try_moment(struct scan *scan, const struct policy_rule *rule, const struct policy_when *when,
                       struct parser_place place, date_t date, struct tally *tally) {
  if (when->base == POLICY_BASE_YEARLY || when->fact != scan->anchor) return;
  date_t day = day_of(scan, when, date), from, to;
  if (day == DATE_NONE) return;
  window_of(scan, date, &from, &to);
  gboolean inside = day >= from && day < to;
  tally->inside += inside ? 1 : 0;
  tally->outside += inside ? 0 : 1;
  if (!inside || !counts_year(tally, rule, date, day)) {
    if (tally->example == DATE_NONE) tally->example = date;
    return;
  }
  date_t end = end_of(scan, &rule->width, day);
  if (end != DATE_NONE && end > scan->until) scan->cut = TRUE;
  if (tally->closed || end == DATE_NONE || end > scan->until || any_open(scan, rule, day, MIN(end, to))) return;
  tally->closed = TRUE;
  g_autofree char *of = date_name(scan, date);
  report_closed(scan, place, of, day, MIN(end, to));
}

/* An exception that is surely true wins; one that may be true is tried beside the rule's own day. */
static void try_date(struct scan *scan, guint i, date_t date, struct tally *tally) {
  const struct parser_draft *draft = scan->parser->draft;
  const struct policy_rule *rule = &g_array_index(draft->rules, struct policy_rule, i);
  const struct parser_marks *marks = &g_array_index(draft->marks, struct parser_marks, i);
  if (reach_on_date(draft, rule->condition, scan->anchor, date) == TRI_FALSE) return;
  for (guint n = 0; n < rule->n_exceptions; n++) {
    const struct policy_exception *exception = &rule->exceptions[n];
    enum tri holds = reach_on_date(draft, exception->condition, scan->anchor, date);
    if (holds != TRI_FALSE && exception->action == POLICY_EXCEPTION_MOVE)
      try_moment(scan, rule, &exception->when, marks->exceptions[n], date, tally);
    if (holds == TRI_TRUE) return;
  }
  try_moment(scan, rule, &rule->when, marks->when, date, tally);
}

static void try_yearly(struct scan *scan, guint i) {
  const struct parser_draft *draft = scan->parser->draft;
  const struct policy_rule *rule = &g_array_index(draft->rules, struct policy_rule, i);
  const struct parser_marks *marks = &g_array_index(draft->marks, struct parser_marks, i);
  int year, month, day;
  date_to_civil(draft->policy->valid_from, &year, &month, &day);
  for (int n = 0; n < YEARS_TRIED; n++) {
    date_t at = date_from_civil(year + n, rule->when.month, rule->when.day), end = end_of(scan, &rule->width, at);
    if (end == DATE_NONE || end > scan->until) {
      scan->cut = TRUE;
      return;
    }
    if (any_open(scan, rule, at, end)) continue;
    g_autofree char *of = phrases_date(at);
    report_closed(scan, marks->when, of, at, end);
    return;
  }
}

static void scan_rule(struct scan *scan, guint i, struct tally *tally) {
  const struct policy_rule *rule = &g_array_index(scan->parser->draft->rules, struct policy_rule, i);
  if (rule->when.base == POLICY_BASE_ANY_DAY) return;
  if (rule->when.base == POLICY_BASE_YEARLY) {
    try_yearly(scan, i);
    return;
  }
  for (date_t date = scan->parser->draft->policy->valid_from; date <= scan->until; date++)
    try_date(scan, i, date, tally);
}

static void report_tally(struct scan *scan, guint i, const struct tally *tally) {
  const struct policy_rule *rule = &g_array_index(scan->parser->draft->rules, struct policy_rule, i);
  struct parser_place place = g_array_index(scan->parser->draft->marks, struct parser_marks, i).when;
  g_autofree char *year = g_strdup_printf("%d", rule->year);
  if (tally->example == DATE_NONE || !place.line) return;
  g_autofree char *example = date_name(scan, tally->example);
  if (!tally->inside)
    findings_add(scan->parser->findings, FINDING_OUTSIDE_WINDOW, place.line, place.column);
  else if (rule->year && !tally->right_year)
    findings_add(scan->parser->findings, FINDING_WRONG_YEAR, place.line, place.column, year);
  else
    findings_add(scan->parser->findings, FINDING_SOMETIMES_OUTSIDE, place.line, place.column, example);
}

static void report_cut(struct parser *parser, const struct language_world *world) {
  date_t least = DATE_NONE;
  for (guint region = 0; region < CALENDAR_REGIONS; region++) {
    date_t until = world->calendars[region] ? calendar_published_until(world->calendars[region]) : DATE_NONE;
    if (until != DATE_NONE && (least == DATE_NONE || until < least)) least = until;
  }
  g_autofree char *day = phrases_date(least);
  findings_add(parser->findings, FINDING_NOT_PUBLISHED, parser->draft->guidance.line, parser->draft->guidance.column,
               day);
}

static gboolean window_is_plain(struct parser *parser) {
  const struct policy *policy = parser->draft->policy;
  return parser->draft->window.line && parser->draft->valid.line && policy->valid_from != DATE_NONE &&
         policy->to.base == POLICY_BASE_FACT && policy->from.base == POLICY_BASE_FACT &&
         policy->from.fact == policy->to.fact;
}

static gboolean window_is_empty(const struct scan *scan) {
  date_t from, to, day = scan->parser->draft->policy->valid_from;
  window_of(scan, day, &from, &to);
  struct parser_place place = scan->parser->draft->window;
  if (from >= to) findings_add(scan->parser->findings, FINDING_EMPTY_WINDOW, place.line, place.column);
  return from >= to;
}

static void check_rule(struct scan *scan, const struct language_world *world, guint i) {
  struct tally tally = {.example = DATE_NONE};
  for (guint region = 0; region < CALENDAR_REGIONS; region++) {
    if (!(scan->calendar = world->calendars[region])) continue;
    scan->region = (enum calendar_region)region;
    scan->until = calendar_published_until(scan->calendar);
    scan_rule(scan, i, &tally);
  }
  report_tally(scan, i, &tally);
}

void closed_check(struct parser *parser, const struct language_world *world) {
  struct scan scan = {.parser = parser, .anchor = (enum fact)parser->draft->policy->to.fact};
  for (guint region = 0; region < CALENDAR_REGIONS && !scan.calendar; region++)
    scan.calendar = world->calendars[region];
  if (!scan.calendar || !window_is_plain(parser) || window_is_empty(&scan)) return;
  for (guint i = 0; i < parser->draft->rules->len; i++) check_rule(&scan, world, i);
  if (scan.cut) report_cut(parser, world);
}
