/* What came in: as it was read, whose it may be, and who may see it. */
#include <string.h>

#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_room.h"
#include "scheduler/views/views_words_nl.h"

/* What came by an attempt to answer an invitation has its words in the calendar's COMMENT. */
static void add_words(json_t *out, json_t *answer) {
  json_t *comment = json_object_get(answer, "comment");
  const char *text = json_string_value(json_object_get(out, "text")), *said = json_string_value(comment);
  if ((!text || !*text) && said && *said) json_object_set(out, "text", comment);
}

json_t *views_room_inbound(struct cases *cases, const struct store_inbound *in) {
  static const char *const kept[] = {"from", "text", "urgent", "candidates", "reason", "organisation", "missed_call"};
  json_t *answer = json_loads(in->answer, 0, NULL);
  json_t *out = json_pack("{s:o, s:o, s:o, s:o}", "id", views_room_id(in->id), "at", views_room_time(cases, in->at),
                          "channel", views_room_text(in->channel), "kind", views_room_text(in->kind));
  for (gsize i = 0; i < G_N_ELEMENTS(kept); i++) {
    json_t *value = json_object_get(answer, kept[i]);
    if (value) json_object_set(out, kept[i], value);
  }
  add_words(out, answer);
  g_autofree char *title = views_words_arrived(in->kind, answer);
  json_object_set_new(out, "title", views_room_text(title));
  json_decref(answer);
  return out;
}

void views_room_add_said(struct cases *cases, const struct store_task *task, json_t *json) {
  struct store_inbound *in = task->inbound ? store_inbound_outline(cases_store(cases), task->inbound, NULL) : NULL;
  if (in) json_object_set_new(json, "said", views_room_inbound(cases, in));
  store_inbound_free(in);
}

/* Words of danger first, then as they came. */
static void add_in_order(json_t *list, json_t *one, guint *urgent) {
  if (json_is_true(json_object_get(one, "urgent")))
    json_array_insert_new(list, (*urgent)++, one);
  else
    json_array_append_new(list, one);
}

json_t *views_inbound(struct cases *cases, GError **error) {
  g_autoptr(GPtrArray) rows = store_inbound_nobodys(cases_store(cases), error);
  if (!rows) return NULL;
  json_t *list = json_array();
  guint urgent = 0;
  for (guint i = 0; i < rows->len; i++) add_in_order(list, views_room_inbound(cases, rows->pdata[i]), &urgent);
  return json_pack("{s:o}", "inbound", list);
}

gboolean views_room_is_theirs(const struct views_viewer *viewer, const struct store_enrolment *row) {
  if (viewer->counsellor) return row->counsellor == viewer->counsellor;
  return strcmp(row->organisation, viewer->organisation) == 0;
}

/* -- for who is signed in ------------------------------------------------------------------------------------------
 */

struct received {
  struct cases *cases;
  const struct views_viewer *viewer;
  char *sole; /* the only school of the installation, or NULL */
};

static char *sole_school(struct store *store) {
  g_autoptr(GPtrArray) all = store_organisations_all(store, NULL);
  const char *found = NULL;
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_organisation *one = all->pdata[i];
    if (!store_organisations_is_school(one)) continue;
    if (found) return NULL;
    found = one->id;
  }
  return g_strdup(found);
}

static json_t *person_json(struct received *received, gint64 person) {
  g_autoptr(GPtrArray) rows = store_people_enrolments(cases_store(received->cases), person, NULL);
  for (guint i = 0; rows && i < rows->len; i++) {
    const struct store_enrolment *row = rows->pdata[i];
    if (!views_room_is_theirs(received->viewer, row)) continue;
    g_autoptr(CasesFile) file = cases_load(received->cases, row->id, G_MAXINT64, NULL);
    g_autofree char *name = file ? views_name(file) : g_strdup("");
    g_autofree char *leaver = store_people_person_id(person);
    return json_pack("{s:o, s:o}", "leaver", views_room_text(leaver), "name", views_room_text(name));
  }
  return NULL;
}

/* Of those whose address it is, the ones that this viewer may know of: of another school's nothing is said. */
static json_t *people_json(struct received *received, json_t *candidates) {
  json_t *people = json_array();
  for (size_t i = 0; i < json_array_size(candidates); i++) {
    const char *id = json_string_value(json_array_get(candidates, i));
    gint64 person = id ? store_people_find_person(cases_store(received->cases), id, NULL) : 0;
    json_t *one = person ? person_json(received, person) : NULL;
    if (one) json_array_append_new(people, one);
  }
  return people;
}

/* Of one of several: for who has one of them. Else for the school that it was written to. When that isn't known only
 * words of danger are shown, and to those alone whom they concern at any school. */
static gboolean may_see(struct received *received, const json_t *one) {
  const struct views_viewer *viewer = received->viewer;
  if (json_object_get(one, "candidates")) return json_array_size(json_object_get(one, "people")) > 0;
  const char *school = json_string_value(json_object_get(one, "organisation"));
  if (!school) school = received->sole;
  if (school) return strcmp(school, viewer->organisation) == 0;
  return viewer->watches && json_is_true(json_object_get(one, "urgent"));
}

static json_t *nobodys_json(struct received *received, const GPtrArray *rows) {
  json_t *list = json_array();
  guint urgent = 0;
  for (guint i = rows->len; i-- > 0;) {
    json_t *one = views_room_inbound(received->cases, rows->pdata[i]);
    json_object_set_new(one, "people", people_json(received, json_object_get(one, "candidates")));
    if (may_see(received, one))
      add_in_order(list, one, &urgent);
    else
      json_decref(one);
  }
  return list;
}

/* -- what has its young person, and waits to be read ----------------------------------------------------------------
 */

static gboolean has_id(const json_t *list, const char *id) {
  for (size_t i = 0; i < json_array_size(list); i++)
    if (g_strcmp0(json_string_value(json_object_get(json_array_get(list, i), "id")), id) == 0) return TRUE;
  return FALSE;
}

static json_t *waiting_json(struct received *received, const struct store_task *task,
                            const struct store_inbound *inbound) {
  json_t *one = views_room_inbound(received->cases, inbound);
  g_autoptr(CasesFile) file = cases_load(received->cases, task->enrolment, G_MAXINT64, NULL);
  g_autofree char *name = file ? views_name(file) : g_strdup("");
  json_object_set_new(one, "urgent", json_boolean(task->urgent));
  json_object_set_new(one, "leaver", views_room_leaver(received->cases, task->enrolment));
  json_object_set_new(one, "name", views_room_text(name));
  json_object_set_new(one, "why", views_room_text(task->why));
  return one;
}

/* The same message can be several people's task: it is shown once. */
static json_t *waiting(struct received *received, const GPtrArray *tasks) {
  json_t *list = json_array();
  guint urgent = 0;
  for (guint i = tasks->len; i-- > 0;) {
    const struct store_task *task = tasks->pdata[i];
    struct store_inbound *in =
        task->inbound ? store_inbound_outline(cases_store(received->cases), task->inbound, NULL) : NULL;
    g_autofree char *id = in ? g_strdup_printf("%" G_GINT64_FORMAT, in->id) : NULL;
    if (in && in->enrolment && !has_id(list, id)) add_in_order(list, waiting_json(received, task, in), &urgent);
    store_inbound_free(in);
  }
  return list;
}

json_t *views_received(struct cases *cases, const struct views_viewer *viewer, GError **error) {
  struct store *store = cases_store(cases);
  const char *school = viewer->counsellor ? NULL : viewer->organisation;
  g_autoptr(GPtrArray) rows = store_inbound_nobodys(store, error);
  g_autoptr(GPtrArray) tasks = rows ? store_tasks_list(store, school, viewer->counsellor, FALSE, error) : NULL;
  if (!tasks) return NULL;
  g_autofree char *sole = sole_school(store);
  struct received received = {cases, viewer, sole};
  return json_pack("{s:o, s:o}", "nobodys", nobodys_json(&received, rows), "waiting", waiting(&received, tasks));
}

json_t *views_unclaimed(struct cases *cases, const struct views_viewer *viewer, GError **error) {
  g_autoptr(GPtrArray) rows = store_inbound_nobodys(cases_store(cases), error);
  if (!rows) return NULL;
  g_autofree char *sole = sole_school(cases_store(cases));
  struct received received = {cases, viewer, sole};
  json_t *list = nobodys_json(&received, rows);
  int total = (int)json_array_size(list), urgent = 0;
  for (int i = 0; i < total; i++) urgent += json_is_true(json_object_get(json_array_get(list, (size_t)i), "urgent"));
  json_decref(list);
  return json_pack("{s:i, s:i}", "total", total, "urgent", urgent);
}

/* -- one of them, to say whose it is --------------------------------------------------------------------------------
 */

static int by_name(gconstpointer a, gconstpointer b) {
  const char *x = json_string_value(json_object_get(*(json_t *const *)a, "name")),
             *y = json_string_value(json_object_get(*(json_t *const *)b, "name"));
  return g_utf8_collate(x, y);
}

/* Everybody of the viewer's; of several enrolments one person. */
static json_t *all_people(struct received *received, GError **error) {
  struct store *store = cases_store(received->cases);
  g_autoptr(GArray) ids = store_people_enrolments_of(store, received->viewer->organisation, error);
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  json_t *list = json_array();
  for (guint i = 0; ids && i < ids->len; i++) {
    struct store_enrolment *row = store_people_enrolment(store, g_array_index(ids, gint64, i), NULL);
    json_t *one = row && row->ordinal == 1 ? person_json(received, row->person) : NULL;
    if (one) g_ptr_array_add(found, one);
    store_people_enrolment_free(row);
  }
  g_ptr_array_sort(found, by_name);
  for (guint i = 0; i < found->len; i++) json_array_append_new(list, found->pdata[i]);
  return list;
}

static gboolean is_closable(struct received *received, const json_t *one) {
  const json_t *candidates = json_object_get(one, "candidates");
  if (candidates) return json_array_size(json_object_get(one, "people")) == json_array_size(candidates);
  const char *school = json_string_value(json_object_get(one, "organisation"));
  if (!school) school = received->sole;
  return school && strcmp(school, received->viewer->organisation) == 0;
}

json_t *views_unclaimed_one(struct cases *cases, const struct views_viewer *viewer, const char *id, GError **error) {
  g_autoptr(GPtrArray) rows = store_inbound_nobodys(cases_store(cases), error);
  if (!rows) return NULL;
  g_autofree char *sole = sole_school(cases_store(cases));
  struct received received = {cases, viewer, sole};
  json_t *list = nobodys_json(&received, rows), *one = NULL;
  for (size_t i = 0; !one && i < json_array_size(list); i++)
    if (g_strcmp0(json_string_value(json_object_get(json_array_get(list, i), "id")), id) == 0)
      one = json_incref(json_array_get(list, i));
  json_decref(list);
  if (!one) return NULL;
  json_object_set_new(one, "closable", json_boolean(is_closable(&received, one)));
  if (!json_object_get(one, "candidates")) json_object_set_new(one, "people", all_people(&received, error));
  return one;
}
