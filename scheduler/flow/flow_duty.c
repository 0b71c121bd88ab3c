/* Who is on duty, and when: settings of the school, read the way people write them. */
#include "scheduler/flow/flow_duty.h"

#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_staff.h"

#include <string.h>

enum { DAYS = 7, MINUTES = 24 * 60 };

/* -- hours ----------------------------------------------------------------------------------------------------------
 */

static int weekday_of(const char *word) {
  for (int day = 0; day < DAYS; day++)
    if (strcmp(flow_words_weekday(day), word) == 0) return day;
  return -1;
}

static gboolean days_of(const char *text, int *from, int *to) {
  g_auto(GStrv) parts = g_strsplit(text, "-", 2);
  *from = parts[0] ? weekday_of(parts[0]) : -1;
  *to = parts[0] && parts[1] ? weekday_of(parts[1]) : *from;
  return *from >= 0 && *to >= *from;
}

/* "8", "8:30", "08.30": minutes since midnight. */
static gboolean minute_of(const char *text, int *minute) {
  gint64 hours = 0, minutes = 0;
  g_auto(GStrv) parts = g_strsplit_set(text, ":.", 2);
  if (!parts[0] || !g_ascii_string_to_signed(parts[0], 10, 0, 24, &hours, NULL)) return FALSE;
  if (parts[1] && !g_ascii_string_to_signed(parts[1], 10, 0, 59, &minutes, NULL)) return FALSE;
  *minute = (int)(hours * 60 + minutes);
  return *minute <= MINUTES;
}

static gboolean times_of(const char *text, int *from, int *to) {
  g_auto(GStrv) parts = g_strsplit(text, "-", 2);
  return parts[0] && parts[1] && minute_of(parts[0], from) && minute_of(parts[1], to) && *from < *to;
}

struct stretch {
  int from_day, to_day, from, to;
};

/* "ma-vr 8:30-17:00" */
static gboolean stretch_of(const char *text, struct stretch *stretch) {
  g_autofree char *plain = g_ascii_strdown(text, -1);
  g_auto(GStrv) words = g_strsplit_set(g_strstrip(plain), " \t", -1);
  const char *said[2] = {NULL, NULL};
  guint n = 0;
  for (char **word = words; *word; word++) {
    if (!**word) continue;
    if (n == G_N_ELEMENTS(said)) return FALSE;
    said[n++] = *word;
  }
  return n == G_N_ELEMENTS(said) && days_of(said[0], &stretch->from_day, &stretch->to_day) &&
         times_of(said[1], &stretch->from, &stretch->to);
}

gboolean flow_duty_within(const char *hours, int weekday, int minute, gboolean *within) {
  g_auto(GStrv) parts = g_strsplit_set(hours, ",;", -1);
  *within = FALSE;
  for (char **part = parts; *part; part++) {
    struct stretch stretch;
    if (!*g_strstrip(*part)) continue;
    if (!stretch_of(*part, &stretch)) {
      *within = FALSE;
      return FALSE;
    }
    if (weekday >= stretch.from_day && weekday <= stretch.to_day && minute >= stretch.from && minute < stretch.to)
      *within = TRUE;
  }
  return TRUE;
}

gboolean flow_duty_is_there(const struct flow *flow, const char *organisation, const struct calendar *calendar,
                            gint64 now) {
  struct zone_local at = zone_to_local(cases_zone(flow->cases), now);
  gboolean within = FALSE;
  if (calendar && calendar_is_holiday(calendar, at.day)) return FALSE;
  flow_duty_within(flow_setting(flow, organisation, "duty_hours"), date_weekday(at.day) - DATE_MONDAY, at.minute,
                   &within);
  return within;
}

/* -- who ------------------------------------------------------------------------------------------------------------
 */

static void add_once(GArray *ids, gint64 id) {
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index(ids, gint64, i) == id) return;
  g_array_append_val(ids, id);
}

static gboolean add_named(struct flow *flow, const char *organisation, GArray *ids, GError **error) {
  g_auto(GStrv) addresses = g_strsplit_set(flow_setting(flow, organisation, "duty"), ",; ", -1);
  for (char **address = addresses; *address; address++) {
    GError *own = NULL;
    struct store_staff *staff = **address ? store_staff_by_email(flow->store, *address, &own) : NULL;
    if (own) {
      g_propagate_error(error, own);
      return FALSE;
    }
    if (staff) add_once(ids, staff->id);
    store_staff_free(staff);
  }
  return TRUE;
}

/* Nobody was named: then whoever coordinates must hear it, else whoever manages, for somebody must. */
static gboolean add_role(struct flow *flow, const char *organisation, const char *role, GArray *ids, GError **error) {
  g_autoptr(GPtrArray) all = store_staff_all(flow->store, organisation, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_staff *staff = all->pdata[i];
    if (strcmp(staff->role, role) == 0) add_once(ids, staff->id);
  }
  return all != NULL;
}

GArray *flow_duty_staff(struct flow *flow, const char *organisation, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (!add_named(flow, organisation, ids, error)) return NULL;
  if (ids->len == 0 && !add_role(flow, organisation, "coordinator", ids, error)) return NULL;
  if (ids->len == 0 && !add_role(flow, organisation, "manager", ids, error)) return NULL;
  return g_steal_pointer(&ids);
}

gboolean flow_on_duty(struct flow *flow, const char *organisation, gint64 staff) {
  g_autoptr(GArray) duty = flow_duty_staff(flow, organisation, NULL);
  for (guint i = 0; duty && i < duty->len; i++)
    if (g_array_index(duty, gint64, i) == staff) return TRUE;
  return FALSE;
}
