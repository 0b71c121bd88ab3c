/* Send windows: when a policy lets a message leave (S17). */
#include "scheduler/flow/flow_room.h"

enum { LOOK_DAYS = 15, SPREAD_MINUTES = 30, DEFAULT_MINUTE = 10 * 60 };

static const struct policy_window *window_of(const struct policy *policy, const struct calendar *calendar, date_t day) {
  if (calendar_is_holiday(calendar, day)) return &policy->windows[POLICY_DAY_HOLIDAY];
  return &policy->windows[date_weekday(day) - DATE_MONDAY];
}

static gboolean is_open(const struct policy_window *window) {
  return window->from < window->to;
}

static date_t next_open(const struct policy *policy, const struct calendar *calendar, date_t day) {
  for (int i = 0; i < LOOK_DAYS; i++)
    if (is_open(window_of(policy, calendar, day + i))) return day + i;
  return DATE_NONE;
}

/* Not a hash of its own: the key's characters are random enough, and the same on every machine. */
static guint spread(const char *key) {
  guint sum = 0;
  for (const char *c = key; *c; c++) sum = sum * 31 + (guchar)*c;
  return sum;
}

static gint64 moment(const struct flow *flow, date_t day, int minute) {
  return zone_to_utc(cases_zone(flow->cases), (struct zone_local){.day = day, .minute = minute});
}

gint64 flow_window_open(const struct flow *flow, const struct policy *policy, const struct calendar *calendar,
                        date_t day, const char *key) {
  date_t open = next_open(policy, calendar, day);
  if (open == DATE_NONE) return moment(flow, day, DEFAULT_MINUTE); /* the veto keeps it back all the same */
  const struct policy_window *window = window_of(policy, calendar, open);
  int width = MIN(SPREAD_MINUTES, window->to - window->from);
  return moment(flow, open, window->from + (int)(spread(key) % (guint)width));
}

gboolean flow_window_now(const struct flow *flow, const struct policy *policy, const struct calendar *calendar,
                         gint64 now, gint64 *next) {
  struct zone_local local = zone_to_local(cases_zone(flow->cases), now);
  const struct policy_window *today = window_of(policy, calendar, local.day);
  if (is_open(today) && local.minute >= today->from && local.minute < today->to) return TRUE;
  gboolean still_today = is_open(today) && local.minute < today->from;
  date_t open = next_open(policy, calendar, still_today ? local.day : local.day + 1);
  *next = open == DATE_NONE ? 0 : moment(flow, open, window_of(policy, calendar, open)->from);
  return FALSE;
}
