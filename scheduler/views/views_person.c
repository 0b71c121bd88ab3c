#include <stdlib.h>
#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_room.h"
#include "scheduler/views/views_words_nl.h"

/* -- one person ---------------------------------------------------------------------------------------------------- */

static json_t *texts_json(GHashTable *texts) {
  json_t *facts = json_object();
  g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(texts), (GCompareFunc)strcmp);
  for (GList *n = names; n; n = n->next)
    json_object_set_new(facts, n->data, views_room_text(g_hash_table_lookup(texts, n->data)));
  return facts;
}

static json_t *offers_json(const struct progress *progress) {
  json_t *offers = json_array();
  for (int year = 0; year < PROGRESS_YEARS; year++)
    if (progress->offer_made[year] != DATE_NONE || progress->offer_used[year] != DATE_NONE)
      json_array_append_new(offers, json_pack("{s:i, s:o, s:o}", "year", year, "made",
                                              views_room_date(progress->offer_made[year]), "used",
                                              views_room_date(progress->offer_used[year])));
  return offers;
}

static json_t *enrolment_json(struct cases *cases, GHashTable *cache, const struct cases_file *file, date_t today) {
  const struct store_enrolment *row = file->enrolment;
  json_t *out = json_pack("{s:i, s:s, s:s, s:s, s:s, s:o, s:o}", "ordinal", row->ordinal, "organisation",
                          row->organisation, "number", row->number, "cohort", file->cohort ? file->cohort->name : "",
                          "counsellor", views_room_owner(cases, cache, row->counsellor), "facts",
                          texts_json(file->texts), "offers", offers_json(&file->progress));
  json_object_set_new(out, "addresses", views_room_addresses(cases, file));
  if (!file->policy) return out;
  struct plan_request request;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  cases_plan(file, DATE_NONE, today, 0, &request, steps, &result);
  json_object_set_new(out, "policy", views_room_text(file->policy->name));
  json_object_set_new(out, "version", views_room_text(file->policy->version));
  json_object_set_new(out, "state", json_string(plan_state_names[result.state]));
  json_object_set_new(out, "state_text", json_string(views_words_plan_state(result.state)));
  json_object_set_new(out, "window",
                      json_pack("{s:o, s:o}", "from", views_room_date(result.from), "to", views_room_date(result.to)));
  json_object_set_new(out, "stopped", json_boolean(file->progress.stops != 0));
  return out;
}

json_t *views_person(struct cases *cases, gint64 person, gint64 now, GError **error) {
  g_autoptr(GPtrArray) rows = store_people_enrolments(cases_store(cases), person, error);
  if (!rows) return NULL;
  g_autoptr(GHashTable) cache = views_room_cache();
  g_autofree char *id = store_people_person_id(person);
  g_autofree char *name = g_strdup("");
  json_t *list = json_array();
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr(CasesFile) file =
        cases_load(cases, ((struct store_enrolment *)g_ptr_array_index(rows, i))->id, now, error);
    if (!file) {
      json_decref(list);
      return NULL;
    }
    g_free(name);
    name = views_name(file);
    json_array_append_new(list, enrolment_json(cases, cache, file, zone_to_local(cases_zone(cases), now).day));
  }
  return json_pack("{s:s, s:o, s:o}", "leaver", id, "name", views_room_text(name), "enrolments", list);
}

/* -- timeline ------------------------------------------------------------------------------------------------------ */

struct line { /* sorted by time, then by the order in which they were found */
  gint64 at;
  guint order;
  json_t *json;
};

struct timeline {
  struct cases *cases;
  GArray *lines;
  const struct cases_file *file;
  gint64 now;
};

/* Borrowed until the lines are put in order. */
static json_t *add_line(struct timeline *t, gint64 at, const char *kind, const char *what, const char *state,
                        const char *why, gboolean past) {
  struct line line = {at, t->lines->len, NULL};
  line.json =
      json_pack("{s:o, s:s, s:o, s:o, s:o, s:b}", "at", views_room_time(t->cases, at), "kind", kind, "what",
                views_room_text(what), "state", views_room_text(state), "why", views_room_text(why), "past", past);
  g_array_append_val(t->lines, line);
  return line.json;
}

/* In Dutch where a table has it; else as it was kept, and marked, for a page shows no server's English. */
static json_t *add_reasoned(struct timeline *t, gint64 at, const char *kind, const char *what, const char *state,
                            const char *stored, gboolean past) {
  const char *known = views_words_reason(stored);
  json_t *line = add_line(t, at, kind, what, state, known ? known : stored, past);
  if (!known) json_object_set_new(line, "raw", json_true());
  return line;
}

static const char *title_of(const struct timeline *t, const char *rule) {
  int index = t->file->policy ? policy_rule_index(t->file->policy, rule) : -1;
  return index < 0 ? "" : t->file->policy->rules[index].title;
}

/* Messages, tasks and what came in have lines of their own: the events that they made would say it twice. */
static gboolean told_elsewhere(int kind) {
  return kind == PROGRESS_EVENT_ACT || kind == PROGRESS_EVENT_TASK || kind == PROGRESS_EVENT_CALL_BACK ||
         kind == PROGRESS_EVENT_OUTCOME || kind == PROGRESS_EVENT_REACTION;
}

static void add_event(void *user, const struct store_event *event) {
  struct timeline *t = user;
  if (told_elsewhere(event->kind)) return;
  const char *title = title_of(t, event->rule), *outcome = views_words_outcome(event->outcome);
  g_autofree char *day = event->until == DATE_NONE ? g_strdup("") : date_nl_long(event->until);
  gboolean later = event->kind == PROGRESS_EVENT_LATER && *day;
  g_autofree char *what = g_strdup_printf("%s%s%s%s%s", views_words_event(event->kind), *title ? ": " : "", title,
                                          later ? ", vanaf " : "", later ? day : "");
  add_reasoned(t, event->at, "event", what, outcome, event->reason, TRUE);
}

static void add_messages(struct timeline *t, const GPtrArray *messages) {
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *m = g_ptr_array_index(messages, i);
    const char *title = title_of(t, m->rule);
    g_autofree char *what = g_strdup_printf("%s %s%s%s: %s", views_words_channel(m->channel), m->address,
                                            *title ? ", " : "", title, m->body);
    gboolean waits = strcmp(m->state, "queued") == 0 || strcmp(m->state, "held") == 0;
    json_t *line = add_reasoned(t, waits ? m->due : m->changed_at, "message", what, views_words_state(m->state),
                                m->reason, !waits);
    json_object_set_new(line, "channel", views_room_text(m->channel));
    json_object_set_new(line, "address", views_room_text(m->address));
    json_object_set_new(line, "to_name", views_room_text(m->to_name));
    json_object_set_new(line, "act", views_room_text(m->act));
    json_object_set_new(line, "rule", views_room_text(title));
    json_object_set_new(line, "subject", views_room_text(m->subject));
    json_object_set_new(line, "text", views_room_text(m->body));
  }
}

static int outcome_of(const char *name) {
  for (int i = 0; i < PROGRESS_OUTCOMES; i++)
    if (strcmp(progress_outcome_names[i], name) == 0) return i;
  return PROGRESS_NONE;
}

static json_t *owner_name(const struct timeline *t, gint64 staff) {
  struct store_staff *owner = store_staff_get(cases_store(t->cases), staff, NULL);
  json_t *name = views_room_text(owner ? owner->name : "");
  store_staff_free(owner);
  return name;
}

static void add_tasks(struct timeline *t, const GPtrArray *tasks) {
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = g_ptr_array_index(tasks, i);
    gint64 at =
        task->closed_at ? task->closed_at : zone_to_utc(cases_zone(t->cases), (struct zone_local){task->due, 9 * 60});
    const char *state =
        *task->outcome ? views_words_outcome(outcome_of(task->outcome)) : views_words_task_state(task->state);
    json_t *line = add_line(t, at, "task", task->why, state, task->ground, task->closed_at != 0);
    json_object_set_new(line, "id", views_room_id(task->id));
    json_object_set_new(line, "owner_id", views_room_id(task->owner));
    json_object_set_new(line, "task_kind", views_room_text(task->kind));
    json_object_set_new(line, "note", views_room_text(task->note));
    json_object_set_new(line, "urgent", json_boolean(task->urgent));
    if (!task->closed_at) views_room_add_said(t->cases, task, line);
    json_object_set_new(line, "owner", owner_name(t, task->owner));
    json_object_set_new(line, "late",
                        json_boolean(!task->closed_at && task->due < zone_to_local(cases_zone(t->cases), t->now).day));
  }
}

static void add_inbound(struct timeline *t, const GPtrArray *inbound) {
  for (guint i = 0; i < inbound->len; i++) {
    const struct store_inbound *in = g_ptr_array_index(inbound, i);
    json_t *said = views_room_inbound(t->cases, in);
    const char *title = json_string_value(json_object_get(said, "title")),
               *text = json_string_value(json_object_get(said, "text")),
               *reason = json_string_value(json_object_get(said, "reason"));
    g_autofree char *what = g_strdup_printf("%s%s%s", title, text && *text ? ": " : "", text ? text : "");
    json_t *line = add_line(t, in->at, "inbound", what, "", reason ? reason : "", TRUE);
    json_object_set_new(line, "inbound_kind", views_room_text(in->kind));
    json_object_set_new(line, "title", views_room_text(title));
    json_object_set_new(line, "text", views_room_text(text));
    json_decref(said);
  }
}

static void add_planned(struct timeline *t, GHashTable *cache) {
  struct plan_request request;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  date_t today = zone_to_local(cases_zone(t->cases), t->now).day;
  cases_foresee(t->file, today, 0, &request, steps, &result);
  for (guint i = 0; i < result.n_steps; i++) {
    if (steps[i].verdict != PLAN_PLANNED || steps[i].act == PLAN_NOTE || steps[i].reason == PLAN_REASON_WAITING)
      continue;
    json_t *step = views_room_step(t->cases, cache, t->file, &steps[i]);
    gint64 at = zone_to_utc(cases_zone(t->cases), (struct zone_local){steps[i].due, 9 * 60});
    const char *condition = json_string_value(json_object_get(step, "if"));
    json_t *line = add_line(t, at, "planned", json_string_value(json_object_get(step, "title")),
                            condition ? condition : "", json_string_value(json_object_get(step, "reason")), FALSE);
    json_object_set(line, "act", json_object_get(step, "act"));
    json_object_set(line, "step_kind", json_object_get(step, "kind"));
    json_object_set(line, "moment", json_object_get(step, "moment"));
    json_decref(step);
  }
}

static gboolean add_enrolment(struct timeline *t, GHashTable *cache, GError **error) {
  struct store *store = cases_store(t->cases);
  gint64 id = t->file->enrolment->id;
  g_autoptr(GPtrArray) messages = store_outbox_of(store, id, error);
  g_autoptr(GPtrArray) tasks = messages ? store_tasks_of(store, id, error) : NULL;
  g_autoptr(GPtrArray) inbound = tasks ? store_inbound_of(store, id, error) : NULL;
  if (!inbound || !store_events_each(store, id, t->now, add_event, t, error)) return FALSE;
  add_messages(t, messages);
  add_tasks(t, tasks);
  add_inbound(t, inbound);
  if (t->file->policy) add_planned(t, cache);
  return TRUE;
}

static int by_time(gconstpointer a, gconstpointer b) {
  const struct line *x = a, *y = b;
  return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->order > y->order) - (x->order < y->order);
}

static json_t *lines_json(GArray *lines) {
  g_array_sort(lines, by_time);
  json_t *list = json_array();
  for (guint i = 0; i < lines->len; i++) json_array_append_new(list, g_array_index(lines, struct line, i).json);
  return list;
}

json_t *views_timeline(struct cases *cases, gint64 person, gint64 now, GError **error) {
  json_t *out = views_person(cases, person, now, error);
  g_autoptr(GPtrArray) rows = out ? store_people_enrolments(cases_store(cases), person, error) : NULL;
  g_autoptr(GHashTable) cache = views_room_cache();
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct line));
  gboolean ok = rows != NULL;
  for (guint i = 0; ok && i < rows->len; i++) {
    g_autoptr(CasesFile) file =
        cases_load(cases, ((struct store_enrolment *)g_ptr_array_index(rows, i))->id, now, error);
    struct timeline timeline = {cases, lines, file, now};
    ok = file && add_enrolment(&timeline, cache, error);
  }
  json_t *list = lines_json(lines);
  if (ok)
    json_object_set_new(out, "lines", list);
  else
    json_decref(list), json_decref(out);
  return ok ? out : NULL;
}
