#include "channels/calendar/cloud_busy.h"

#include "channels/calendar/calendar_web.h"

static gboolean add(struct channel_busy one, GArray *busy) {
  if (one.from >= one.to) return TRUE;
  if (busy->len >= CLOUD_BUSY_MOST) return FALSE;
  g_array_append_val(busy, one);
  return TRUE;
}

/* -- Microsoft Graph
 * --------------------------------------------------------------------------------------------------- */

static gboolean takes_time(const json_t *event) {
  static const char *const frees[] = {"free", "workingElsewhere", NULL};
  const char *shown = calendar_web_text(event, "showAs");
  const char *answered = calendar_web_text(json_object_get(event, "responseStatus"), "response");
  return !json_is_true(json_object_get(event, "isCancelled")) && !(shown && g_strv_contains(frees, shown)) &&
         g_strcmp0(answered, "declined") != 0;
}

/* An all-day event is told as midnights of UTC; it means those of the calendar's owner. */
static gint64 graph_moment(const json_t *event, const char *key) {
  const json_t *at = json_object_get(event, key);
  const char *text = calendar_web_text(at, "dateTime");
  if (!text || !json_is_true(json_object_get(event, "isAllDay"))) return calendar_web_moment(at);
  g_autofree char *day = g_strndup(text, 10);
  json_t *date = json_pack("{s:s}", "date", day);
  gint64 moment = calendar_web_moment(date);
  json_decref(date);
  return moment;
}

gboolean cloud_busy_graph(const json_t *page, gint64 from, gint64 to, GArray *busy) {
  const json_t *list = json_object_get(page, "value");
  if (!json_is_array(list)) return FALSE;
  size_t i;
  const json_t *event;
  json_array_foreach(list, i, event) {
    if (!takes_time(event)) continue;
    struct channel_busy one = {MAX(from, graph_moment(event, "start")), MIN(to, graph_moment(event, "end"))};
    if (!graph_moment(event, "start") || !graph_moment(event, "end")) return FALSE;
    if (!add(one, busy)) return FALSE;
  }
  return TRUE;
}

/* -- Google
 * -------------------------------------------------------------------------------------------------------------- */

static gint64 google_moment(const json_t *one, const char *key) {
  json_t *when_ = json_pack("{s:O?}", "dateTime", json_object_get(one, key));
  gint64 moment = calendar_web_moment(when_);
  json_decref(when_);
  return moment;
}

gboolean cloud_busy_google(const json_t *calendar, gint64 from, gint64 to, GArray *busy) {
  const json_t *list = json_object_get(calendar, "busy");
  if (!json_is_array(list) || json_array_size(json_object_get(calendar, "errors")) > 0) return FALSE;
  size_t i;
  const json_t *one;
  json_array_foreach(list, i, one) {
    struct channel_busy at = {google_moment(one, "start"), google_moment(one, "end")};
    if (!at.from || !at.to) return FALSE;
    if (!add((struct channel_busy){MAX(at.from, from), MIN(at.to, to)}, busy)) return FALSE;
  }
  return TRUE;
}
