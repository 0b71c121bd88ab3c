#include "scheduler/views/views.h"

#include <string.h>

#include "scheduler/store/store_appointments.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_staff.h"
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

/* -- what comes ----------------------------------------------------------------------------------------------------
 */

static gboolean is_about_invitation(struct store *store, const struct store_task *task) {
  if (strcmp(task->state, "open") != 0 || !task->inbound) return FALSE;
  struct store_inbound *in = store_inbound_outline(store, task->inbound, NULL);
  gboolean about = in && g_str_has_prefix(in->kind, "calendar_");
  store_inbound_free(in);
  return about;
}

/* What the answer to the invitation asks of a person, as it stands on the work list. */
static json_t *asked_json(struct cases *cases, gint64 enrolment) {
  struct store *store = cases_store(cases);
  g_autoptr(GPtrArray) tasks = store_tasks_of(store, enrolment, NULL);
  json_t *list = json_array();
  for (guint i = 0; tasks && i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    if (is_about_invitation(store, task)) json_array_append_new(list, views_room_text(task->why));
  }
  return list;
}

static json_t *message_state(struct cases *cases, const struct store_appointment *one) {
  struct store_message *message = one->message ? store_outbox_message(cases_store(cases), one->message, NULL) : NULL;
  json_t *state = views_room_text(message ? message->state : "");
  store_outbox_message_free(message);
  return state;
}

static json_t *coming_json(struct cases *cases, const struct store_appointment *one,
                           const struct store_enrolment *row) {
  json_t *out = one_json(cases, one);
  g_autoptr(CasesFile) file = cases_load(cases, row->id, G_MAXINT64, NULL);
  g_autofree char *name = file ? views_name(file) : g_strdup("");
  struct store_staff *staff = store_staff_get(cases_store(cases), row->counsellor, NULL);
  json_object_set_new(out, "name", views_room_text(name));
  json_object_set_new(out, "counsellor", views_room_text(staff ? staff->name : ""));
  json_object_set_new(out, "phone", views_room_text(file ? cases_text(file, "mobiel") : ""));
  json_object_set_new(out, "phone_state", json_string(file ? health_state_names[file->mobile.state] : "unknown"));
  json_object_set_new(out, "safe_contact", views_room_text(file ? cases_text(file, "veilig_contact") : ""));
  json_object_set_new(out, "message_state", message_state(cases, one));
  json_object_set_new(out, "asked", asked_json(cases, row->id));
  store_staff_free(staff);
  return out;
}

json_t *views_coming(struct cases *cases, const struct views_viewer *viewer, guint most, gint64 now, GError **error) {
  struct store *store = cases_store(cases);
  gint64 today = zone_to_utc(cases_zone(cases), (struct zone_local){zone_to_local(cases_zone(cases), now).day, 0});
  g_autoptr(GPtrArray) rows = store_appointments_list(store, 0, today, FALSE, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  guint found = 0;
  for (guint i = 0; i < rows->len; i++) {
    const struct store_appointment *one = rows->pdata[i];
    struct store_enrolment *row = store_people_enrolment(store, one->enrolment, NULL);
    gboolean theirs = row && views_room_is_theirs(viewer, row);
    if (theirs && found++ < most) json_array_append_new(list, coming_json(cases, one, row));
    store_people_enrolment_free(row);
  }
  return json_pack("{s:o, s:i}", "appointments", list, "total", (int)found);
}

/* The newest COUNTER's, as intake keeps it: {start, end} in the contract's form. */
static const char *proposed_in(const struct store_inbound *in, json_t *answer) {
  const char *start = json_string_value(json_object_get(json_object_get(answer, "proposed"), "start"));
  return strcmp(in->kind, "calendar_question") == 0 ? start : NULL;
}

static json_t *proposed_json(struct cases *cases, gint64 enrolment, gint64 since, gint64 now) {
  g_autoptr(GPtrArray) rows = store_inbound_of(cases_store(cases), enrolment, NULL);
  for (guint i = rows ? rows->len : 0; i-- > 0;) {
    const struct store_inbound *in = rows->pdata[i];
    json_t *answer = json_loads(in->answer, 0, NULL);
    const char *start = in->at >= since ? proposed_in(in, answer) : NULL;
    gint64 at = 0;
    json_t *found = start && zone_parse(cases_zone(cases), start, &at) && at > now ? json_string(start) : NULL;
    json_decref(answer);
    if (found) return found;
  }
  return json_null();
}

json_t *views_appointment(struct cases *cases, const struct store_appointment *one, gint64 now) {
  struct store_enrolment *row = store_people_enrolment(cases_store(cases), one->enrolment, NULL);
  json_t *out = row ? coming_json(cases, one, row) : json_object();
  json_object_set_new(out, "proposed", proposed_json(cases, one->enrolment, one->changed_at, now));
  store_people_enrolment_free(row);
  return out;
}
