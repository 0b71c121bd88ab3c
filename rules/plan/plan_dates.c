/* From the words of a policy to days. */
#include "rules/plan/plan_internal.h"

date_t plan_dates_fact(const struct facts *facts, guint8 fact, date_t *limit) {
  date_t date = facts->value[fact];
  if (date != FACT_UNKNOWN) return date;
  if (fact == FACT_LEAVING_DATE)
    date = facts->value[FACT_EXPECTED_LEAVING_DATE];
  else if (fact == FACT_GRADUATION_DATE)
    date = facts->value[FACT_EXPECTED_GRADUATION_DATE];
  if (date != FACT_UNKNOWN && date < *limit) *limit = date;
  return date;
}

/* As date_add_months on the anchor, whose parts are known already. */
static date_t months_from_anchor(const struct plan_run *run, int months) {
  date_t date = calendar_in_month(run->calendar, run->month + months, run->day);
  return date == DATE_NONE ? date_add_months(run->anchor, months, NULL) : date;
}

/* As date_window_end: a day that was clamped comes out earlier in its month than the anchor lies in its own. */
static date_t window_end(const struct plan_run *run, date_t date, int months) {
  date_t first = date == run->anchor ? calendar_in_month(run->calendar, run->month + months, 1) : DATE_NONE;
  if (first == DATE_NONE) return date_window_end(date, months);
  date_t end = months_from_anchor(run, months);
  return end - first + 1 < run->day ? end + 1 : end;
}

static date_t add_months(const struct plan_run *run, date_t date, int months) {
  if (months == 0) return date;
  return date == run->anchor ? months_from_anchor(run, months) : date_add_months(date, months, NULL);
}

static date_t add_working(const struct plan_run *run, date_t day, int n) {
  return n && day != DATE_NONE ? calendar_add_working(run->calendar, day, n) : day;
}

date_t plan_dates_base(const struct plan_run *run, const struct policy_when *when, date_t *limit, guint8 *reason) {
  date_t day = plan_dates_fact(run->facts, when->fact, limit);
  *reason = PLAN_REASON_NO_DATE;
  if (day != DATE_NONE) day = add_months(run, day, when->months);
  if (day == DATE_NONE) return DATE_NONE;
  day += when->days;
  if (when->base == POLICY_BASE_SCHOOL_START) {
    day = calendar_school_start(run->calendar, day);
    *reason = PLAN_REASON_CALENDAR_UNKNOWN;
  }
  return add_working(run, day, when->working);
}

/* An edge of the window; its end is the day after the one that the month's end clamps (S12). */
static date_t edge(const struct plan_run *run, const struct policy_when *when, gboolean is_end) {
  date_t limit = G_MAXINT32, day = plan_dates_fact(run->facts, when->fact, &limit);
  if (day == DATE_NONE) return DATE_NONE;
  if (when->months && is_end) day = window_end(run, day, when->months);
  if (when->months && !is_end) day = add_months(run, day, when->months);
  return day == DATE_NONE ? DATE_NONE : add_working(run, day + when->days, when->working);
}

void plan_dates_window(struct plan_run *run) {
  run->limit = G_MAXINT32;
  run->anchor = plan_dates_fact(run->facts, run->policy->to.fact, &run->limit);
  int year, month;
  date_to_civil(run->anchor, &year, &month, &run->day);
  run->month = calendar_month(year, month);
  run->year_end = window_end(run, run->anchor, 12);
  run->from = edge(run, &run->policy->from, FALSE);
  run->to = edge(run, &run->policy->to, TRUE);
  date_t end = run->facts->value[FACT_WINDOW_END];
  if (end != FACT_UNKNOWN && run->anchor != DATE_NONE) run->to = end;
  if (run->from == DATE_NONE || run->to == DATE_NONE) run->from = run->to = DATE_NONE;
}

date_t plan_dates_yearly(const struct policy_when *when, date_t from) {
  int year, month, day;
  date_to_civil(from, &year, &month, &day);
  for (int i = 0; i < 2; i++) {
    date_t date = date_from_civil(year + i, when->month, when->day);
    if (date == DATE_NONE) date = date_from_civil(year + i, when->month, when->day - 1); /* 29 February */
    if (date == DATE_NONE || date >= from) return date;
  }
  return DATE_NONE;
}

/* An unpublished holiday leaves the width open to the end of the window: a duty is never cut short by a guess. */
static date_t until_holiday(const struct plan_run *run, const struct policy_rule *rule, date_t base) {
  date_t end = calendar_holiday_start(run->calendar, rule->width.holiday, base);
  return end == DATE_NONE ? run->to : end;
}

date_t plan_dates_width(const struct plan_run *run, const struct policy_rule *rule, date_t base) {
  date_t first = calendar_next_working(run->calendar, base), end = first + 1;
  if (rule->width.unit == POLICY_WIDTH_UNTIL_HOLIDAY)
    end = until_holiday(run, rule, base);
  else if (rule->width.amount > 0 && rule->width.unit == POLICY_WIDTH_DAYS)
    end = base + rule->width.amount;
  else if (rule->width.amount > 0)
    end = calendar_add_working(run->calendar, first, rule->width.amount);
  return MAX(end, first + 1);
}

guint8 plan_dates_cycle(const struct plan_run *run, date_t day) {
  return run->year_end == DATE_NONE || day < run->year_end ? 1 : 2;
}

date_t plan_dates_cycle_end(const struct plan_run *run, guint8 cycle) {
  return cycle == 1 ? MIN(run->year_end, run->to) : run->to;
}
