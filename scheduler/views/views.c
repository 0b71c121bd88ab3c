#include "scheduler/views/views.h"

#include <string.h>

#include "scheduler/store/store_handovers.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/views/views_room.h"

json_t *views_room_text(const char *text) {
  json_t *value = json_string(text ? text : "");
  return value ? value : json_string(""); /* not UTF-8: nothing that a person could read */
}

json_t *views_room_date(date_t date) {
  char text[11];
  date_format_iso(date, text);
  return date == DATE_NONE ? json_null() : json_string(text);
}

json_t *views_room_time(const struct cases *cases, gint64 utc) {
  if (utc == 0) return json_null();
  g_autofree char *text = zone_format(cases_zone(cases), utc);
  return json_string(text);
}

json_t *views_room_id(gint64 id) {
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);
  return json_string(text);
}

int views_room_cycle(int year) {
  return year == 2 ? 2 : 1;
}

json_t *views_room_leaver(struct cases *cases, gint64 enrolment) {
  struct store_enrolment *row = store_people_enrolment(cases_store(cases), enrolment, NULL);
  g_autofree char *id = row ? store_people_person_id(row->person) : NULL;
  store_people_enrolment_free(row);
  return views_room_text(id);
}

GHashTable *views_room_cache(void) {
  return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

const char *views_room_owner(struct cases *cases, GHashTable *cache, gint64 staff) {
  const char *known = g_hash_table_lookup(cache, &staff);
  if (known) return known;
  struct store_staff *row = staff ? store_staff_get(cases_store(cases), staff, NULL) : NULL;
  char *email = g_strdup(row ? row->email : "");
  store_staff_free(row);
  g_hash_table_insert(cache, g_memdup2(&staff, sizeof staff), email);
  return email;
}

char *views_name(const struct cases_file *file) {
  const char *parts[] = {cases_text(file, "roepnaam"), cases_text(file, "tussenvoegsel"),
                         cases_text(file, "achternaam")};
  g_autoptr(GString) name = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (*parts[i]) g_string_append_printf(name, "%s%s", name->len ? " " : "", parts[i]);
  return g_string_free(g_steal_pointer(&name), FALSE);
}

/* -- lists --------------------------------------------------------------------------------------------------------- */

static json_t *message_json(struct cases *cases, const struct store_message *m) {
  return json_pack(
      "{s:o, s:o, s:o, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id",
      views_room_id(m->id), "leaver", views_room_leaver(cases, m->enrolment), "step", views_room_text(m->rule), "cycle",
      views_room_cycle(m->year), "act", views_room_text(m->act), "attempt", m->attempt, "channel",
      views_room_text(m->channel), "to_name", views_room_text(m->to_name), "address", views_room_text(m->address),
      "state", views_room_text(m->state), "attempts", m->attempts, "reason", views_room_text(m->reason),
      "provider_reference", views_room_text(m->reference), "via", views_room_text(m->via), "due",
      views_room_time(cases, m->due), "queued_at", views_room_time(cases, m->queued_at), "changed_at",
      views_room_time(cases, m->changed_at), "key", views_room_text(m->key), "subject", views_room_text(m->subject),
      "text", views_room_text(m->body));
}

json_t *views_messages(struct cases *cases, gint64 person, const char *state, GError **error) {
  enum { MOST = 100000 };
  g_autoptr(GPtrArray) rows = store_outbox_list(cases_store(cases), person, state, MOST, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) json_array_append_new(list, message_json(cases, g_ptr_array_index(rows, i)));
  return json_pack("{s:o}", "messages", list);
}

static const char *half_name(int half) {
  return half == CALENDAR_MORNING ? "morning" : half == CALENDAR_AFTERNOON ? "afternoon" : "";
}

static json_t *task_json(struct cases *cases, GHashTable *cache, const struct store_task *t) {
  json_t *task = json_pack(
      "{s:o, s:o, s:o, s:i, s:o, s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "id", views_room_id(t->id), "leaver",
      views_room_leaver(cases, t->enrolment), "step", views_room_text(t->rule), "cycle", views_room_cycle(t->year),
      "kind", views_room_text(t->kind), "owner", views_room_owner(cases, cache, t->owner), "due",
      views_room_date(t->due), "until", views_room_date(t->until), "half", half_name(t->half), "state",
      views_room_text(t->state), "why", views_room_text(t->why), "ground", views_room_text(t->ground), "outcome",
      views_room_text(t->outcome), "attempt", json_integer(t->attempt));
  json_object_set_new(task, "urgent", json_boolean(t->urgent));
  if (t->inbound) json_object_set_new(task, "inbound", views_room_id(t->inbound));
  if (*t->note || t->minutes) {
    json_object_set_new(task, "note", views_room_text(t->note));
    json_object_set_new(task, "with", views_room_text(t->with_whom));
    json_object_set_new(task, "minutes", json_integer(t->minutes));
  }
  if (t->closed_at) json_object_set_new(task, "closed_at", views_room_time(cases, t->closed_at));
  return task;
}

/* What a caller needs next to a task: who it is, how to reach them, and what to mind (veilig_contact). */
static gboolean add_person(struct cases *cases, const struct store_task *row, json_t *task, GError **error) {
  g_autoptr(CasesFile) file = cases_load(cases, row->enrolment, G_MAXINT64, error);
  if (!file) return !error || !*error;
  g_autofree char *name = views_name(file);
  json_object_set_new(task, "name", views_room_text(name));
  json_object_set_new(task, "organisation", views_room_text(file->enrolment->organisation));
  json_object_set_new(task, "phone", views_room_text(cases_text(file, "mobiel")));
  json_object_set_new(task, "email", views_room_text(cases_text(file, "email")));
  json_object_set_new(task, "safe_contact", views_room_text(cases_text(file, "veilig_contact")));
  json_object_set_new(task, "phone_state", json_string(health_state_names[file->mobile.state]));
  json_object_set_new(task, "email_state", json_string(health_state_names[file->mail.state]));
  return TRUE;
}

json_t *views_tasks(struct cases *cases, const char *organisation, gint64 owner, gboolean all, gint64 now,
                    GError **error) {
  g_autoptr(GPtrArray) rows = store_tasks_list(cases_store(cases), organisation, owner, all, error);
  if (!rows) return NULL;
  g_autoptr(GHashTable) cache = views_room_cache();
  date_t today = zone_to_local(cases_zone(cases), now).day;
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) {
    const struct store_task *row = g_ptr_array_index(rows, i);
    json_t *task = task_json(cases, cache, row);
    json_array_append_new(list, task);
    json_object_set_new(task, "overdue", json_boolean(strcmp(row->state, "open") == 0 && row->due < today));
    if (add_person(cases, row, task, error)) continue;
    json_decref(list);
    return NULL;
  }
  return json_pack("{s:o}", "tasks", list);
}

static json_t *whole_task(struct cases *cases, GHashTable *cache, const struct store_task *row, GError **error) {
  json_t *task = task_json(cases, cache, row);
  views_room_add_said(cases, row, task);
  if (add_person(cases, row, task, error)) return task;
  json_decref(task);
  return NULL;
}

json_t *views_task(struct cases *cases, const struct store_task *task, GError **error) {
  g_autoptr(GHashTable) cache = views_room_cache();
  return whole_task(cases, cache, task, error);
}

struct order {
  date_t today;
};

/* What was promised for today can't wait; what is late can be made good after it. */
static int group_of(const struct store_task *task, date_t today) {
  if (task->urgent) return -1;
  if (task->due == today) return 0;
  return task->due < today ? 1 : 2;
}

static int by_urgency(gconstpointer a, gconstpointer b, gpointer user) {
  const struct store_task *x = *(const struct store_task *const *)a, *y = *(const struct store_task *const *)b;
  date_t today = ((const struct order *)user)->today;
  int gx = group_of(x, today), gy = group_of(y, today);
  if (gx != gy) return gx - gy;
  if (x->due != y->due) return (x->due > y->due) - (x->due < y->due);
  if (x->half != y->half) return x->half - y->half;
  return (x->id > y->id) - (x->id < y->id);
}

static guint count_group(const GPtrArray *rows, int group, date_t today) {
  guint n = 0;
  for (guint i = 0; i < rows->len; i++) n += group_of(g_ptr_array_index(rows, i), today) == group;
  return n;
}

json_t *views_worklist(struct cases *cases, const char *organisation, gint64 owner, guint from, guint most, gint64 now,
                       GError **error) {
  g_autoptr(GPtrArray) rows = store_tasks_list(cases_store(cases), organisation, owner, FALSE, error);
  if (!rows) return NULL;
  g_autoptr(GHashTable) cache = views_room_cache();
  struct order order = {zone_to_local(cases_zone(cases), now).day};
  g_ptr_array_sort_with_data(rows, by_urgency, &order);
  json_t *list = json_array();
  for (guint i = from; i < rows->len && i - from < most; i++) {
    const struct store_task *row = g_ptr_array_index(rows, i);
    json_t *task = whole_task(cases, cache, row, error);
    if (task && json_array_append_new(list, task) == 0) continue;
    json_decref(list);
    return NULL;
  }
  return json_pack("{s:i, s:i, s:i, s:i, s:o}", "total", (int)rows->len, "today",
                   (int)count_group(rows, 0, order.today), "late", (int)count_group(rows, 1, order.today), "urgent",
                   (int)count_group(rows, -1, order.today), "tasks", list);
}

static gboolean add_name(struct cases *cases, const struct store_message *row, json_t *message, GError **error) {
  g_autoptr(CasesFile) file = cases_load(cases, row->enrolment, G_MAXINT64, error);
  if (!file) return !error || !*error;
  g_autofree char *name = views_name(file);
  json_object_set_new(message, "name", views_room_text(name));
  return TRUE;
}

json_t *views_postbox(struct cases *cases, const char *organisation, gint64 counsellor, gint64 before, guint most,
                      GError **error) {
  g_autoptr(GPtrArray) rows = store_outbox_page(cases_store(cases), organisation, counsellor, before, most + 1, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  gint64 last = 0;
  for (guint i = 0; i < rows->len && i < most; i++) {
    const struct store_message *row = g_ptr_array_index(rows, i);
    json_t *message = message_json(cases, row);
    json_array_append_new(list, message);
    last = row->id;
    if (add_name(cases, row, message, error)) continue;
    json_decref(list);
    return NULL;
  }
  return json_pack("{s:o, s:I}", "messages", list, "next", rows->len > most ? (json_int_t)last : 0);
}

static json_t *handover_json(struct cases *cases, const struct store_handover *h) {
  return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", views_room_id(h->id),
                   "leaver", views_room_leaver(cases, h->enrolment), "receiver", views_room_text(h->receiver),
                   "gemeente", views_room_text(h->gemeente), "kind", views_room_text(h->kind), "ground",
                   views_room_text(h->ground), "state", views_room_text(h->state), "proposed_by",
                   views_room_text(h->proposed_by), "decided_by", views_room_text(h->decided_by), "reason",
                   views_room_text(h->reason), "clock", views_room_date(h->clock), "made_at",
                   views_room_time(cases, h->made_at), "changed_at", views_room_time(cases, h->changed_at));
}

static gboolean belongs(struct cases *cases, gint64 enrolment, gint64 person) {
  struct store_enrolment *row = store_people_enrolment(cases_store(cases), enrolment, NULL);
  gboolean yes = row && row->person == person;
  store_people_enrolment_free(row);
  return yes;
}

json_t *views_handovers(struct cases *cases, gint64 person, GError **error) {
  g_autoptr(GPtrArray) rows = store_handovers_list(cases_store(cases), 0, error);
  if (!rows) return NULL;
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) {
    const struct store_handover *row = g_ptr_array_index(rows, i);
    if (person == 0 || belongs(cases, row->enrolment, person)) json_array_append_new(list, handover_json(cases, row));
  }
  return json_pack("{s:o}", "handovers", list);
}
