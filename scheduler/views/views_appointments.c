#include "scheduler/views/views.h"

#include "scheduler/store/store_appointments.h"
#include "scheduler/views/views_room.h"

static json_t *one_json(struct cases *cases, const struct store_appointment *one) {
  return json_pack("{s:o, s:o, s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:i, s:o}", "id", views_room_id(one->id),
                   "leaver", views_room_leaver(cases, one->enrolment), "step", views_room_text(one->rule), "cycle",
                   views_room_cycle(one->year), "attempt", one->attempt, "start", views_room_time(cases, one->start),
                   "end", views_room_time(cases, one->end), "summary", views_room_text(one->summary), "state",
                   views_room_text(one->state), "answer", views_room_text(one->partstat), "sequence", one->sequence,
                   "uid", views_room_text(one->uid));
}

json_t *views_appointments(struct cases *cases, gint64 person, gboolean all, gint64 now, GError **error) {
  g_autoptr(GPtrArray) rows = store_appointments_list(cases_store(cases), person, all ? G_MININT64 : now, all, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) json_array_append_new(list, one_json(cases, rows->pdata[i]));
  return json_pack("{s:o}", "appointments", list);
}
