#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* Only people of one's own school: another's is "not found", not "forbidden". */
static gint64 own_person(const struct web_request *request) {
  struct store *store = cases_store(request->web->world.cases);
  gint64 person = store_people_find_person(store, request->tail);
  g_autoptr(GPtrArray) rows = person ? store_people_enrolments(store, person, NULL) : NULL;
  if (!rows || rows->len == 0) return 0;
  const struct store_enrolment *row = g_ptr_array_index(rows, 0);
  return strcmp(row->organisation, request->staff->organisation) == 0 ? person : 0;
}

static void pair(GString *out, const char *name, const char *value) {
  if (!*value) return;
  html_element(out, "dt", NULL, name);
  html_element(out, "dd", NULL, value);
}

static void day_pair(GString *out, const char *name, const char *iso) {
  date_t day = DATE_NONE;
  if (!date_parse_iso(iso, &day)) return;
  g_autofree char *text = date_nl_long(day);
  pair(out, name, text);
}

static void offers(GString *out, const json_t *list) {
  static const char *const years[] = {"voor het vertrek", "in jaar 1", "in jaar 2"};
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *offer = json_array_get(list, i);
    json_int_t year = json_integer_value(json_object_get(offer, "year"));
    if (year < 0 || year > 2) continue;
    g_autofree char *made = g_strdup_printf("Aanbod gedaan %s", years[year]);
    g_autofree char *used = g_strdup_printf("Aanbod gebruikt %s", years[year]);
    day_pair(out, made, text_of(offer, "made"));
    day_pair(out, used, text_of(offer, "used"));
  }
}

static void summary(GString *out, const json_t *enrolment) {
  const json_t *facts = json_object_get(enrolment, "facts"), *window = json_object_get(enrolment, "window");
  html_raw(out, "<dl class=\"facts\">");
  pair(out, "Begeleiding", text_of(enrolment, "state_text"));
  pair(out, "Regels", text_of(enrolment, "policy"));
  day_pair(out, "Loopt tot", text_of(window, "to"));
  pair(out, "Begeleider", text_of(enrolment, "counsellor"));
  pair(out, "Mobiel", text_of(facts, "mobiel"));
  pair(out, "E-mail", text_of(facts, "email"));
  pair(out, "Let op bij contact", text_of(facts, "veilig_contact"));
  offers(out, json_object_get(enrolment, "offers"));
  if (json_is_true(json_object_get(enrolment, "stopped"))) pair(out, "Berichten", "Deze jongere wil geen berichten. Een persoonlijk aanbod blijft mogelijk.");
  html_raw(out, "</dl>");
}

static void moment(GString *out, const char *at) {
  g_autofree char *iso = g_strndup(at, 10);
  date_t day = DATE_NONE;
  if (!date_parse_iso(iso, &day)) return;
  g_autofree char *text = date_nl_long(day);
  html_raw(out, "<time datetime=\"");
  html_text(out, at);
  html_raw(out, "\">");
  html_text(out, text);
  html_raw(out, "</time>");
}

static void line(GString *out, const json_t *entry) {
  g_string_append_printf(out, "<li class=\"%s\">", json_is_true(json_object_get(entry, "past")) ? "past" : "planned");
  html_raw(out, "<p class=\"when\">");
  moment(out, text_of(entry, "at"));
  if (*text_of(entry, "state")) {
    html_raw(out, " <span class=\"kind\">");
    html_text(out, text_of(entry, "state"));
    html_raw(out, "</span>");
  }
  html_raw(out, "</p>");
  html_element(out, "p", "what", text_of(entry, "what"));
  if (*text_of(entry, "why")) html_element(out, "p", "ground", text_of(entry, "why"));
  html_raw(out, "</li>");
}

static void lines(GString *out, const json_t *list, gboolean past, const char *title, const char *empty) {
  guint n = 0;
  html_element(out, "h2", NULL, title);
  html_raw(out, "<ol class=\"timeline\">");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *entry = json_array_get(list, i);
    if (json_is_true(json_object_get(entry, "past")) != past) continue;
    line(out, entry);
    n++;
  }
  html_raw(out, "</ol>");
  if (!n) html_element(out, "p", "empty", empty);
}

void page_person(struct web_request *request, struct web_answer *answer) {
  gint64 person = own_person(request);
  json_t *document = person ? views_timeline(request->web->world.cases, person, request->now, NULL) : NULL;
  if (!document) {
    page_frame_not_found(answer, request->staff);
    return;
  }
  const json_t *enrolments = json_object_get(document, "enrolments"), *list = json_object_get(document, "lines");
  page_frame_begin(answer, request->staff, *text_of(document, "name") ? text_of(document, "name") : text_of(document, "leaver"));
  for (size_t i = 0; i < json_array_size(enrolments); i++) summary(answer->body, json_array_get(enrolments, i));
  lines(answer->body, list, FALSE, "Wat er gaat gebeuren", "Er staat niets meer gepland.");
  lines(answer->body, list, TRUE, "Wat er is gebeurd", "Er is nog niets gebeurd.");
  page_frame_end(answer);
  json_decref(document);
}
