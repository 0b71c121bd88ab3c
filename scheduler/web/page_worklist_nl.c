#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

/* Task kinds as a counsellor says them. */
static const char *const kinds[][2] = {{"offer", "Aanbod doen"},   {"call", "Bellen"},          {"visit", "Bezoeken"},    {"letter", "Brief sturen"},
                                       {"repair", "Nummer of adres zoeken"}, {"judge", "Zelf beoordelen"}, {"decide", "Beslissen"}, {"check", "Nagaan"},
                                       {"document", "Document maken"}, {"close", "Afsluiten"},  {NULL, NULL}};

static const char *kind_of(const char *kind) {
  for (guint i = 0; kind && kinds[i][0]; i++)
    if (strcmp(kinds[i][0], kind) == 0) return kinds[i][1];
  return kind ? kind : "";
}

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

static void when(GString *out, const json_t *task) {
  date_t due = DATE_NONE;
  if (!date_parse_iso(text_of(task, "due"), &due)) return;
  const char *half = text_of(task, "half");
  int part = strcmp(half, "morning") == 0 ? CALENDAR_MORNING : strcmp(half, "afternoon") == 0 ? CALENDAR_AFTERNOON : 0;
  g_autofree char *day = part ? date_nl_half(due, part) : date_nl_day(due);
  html_raw(out, "<time datetime=\"");
  html_text(out, text_of(task, "due"));
  html_raw(out, "\">");
  html_text(out, day);
  html_raw(out, "</time>");
}

static void reach(GString *out, const json_t *task) {
  const char *phone = text_of(task, "phone"), *email = text_of(task, "email"), *safe = text_of(task, "safe_contact");
  html_raw(out, "<p class=\"reach\">");
  if (*phone) {
    html_raw(out, "<a href=\"tel:");
    html_text(out, phone);
    html_raw(out, "\">");
    html_text(out, phone);
    html_raw(out, "</a> ");
  }
  if (*email) {
    html_raw(out, "<a href=\"mailto:");
    html_url(out, email);
    html_raw(out, "\">");
    html_text(out, email);
    html_raw(out, "</a> ");
  }
  if (!*phone && !*email) html_raw(out, "Geen nummer of adres bekend");
  html_raw(out, "</p>");
  if (!*safe) return;
  html_raw(out, "<p class=\"alert\">Let op: ");
  html_text(out, safe);
  html_raw(out, "</p>");
}

static void item(GString *out, const json_t *task) {
  html_raw(out, "<li class=\"task\"><p class=\"when\">");
  when(out, task);
  if (json_is_true(json_object_get(task, "overdue"))) html_raw(out, " <strong class=\"late\">te laat</strong>");
  html_raw(out, "</p><h3><a href=\"/jongere/");
  html_url(out, text_of(task, "leaver"));
  html_raw(out, "\">");
  html_text(out, *text_of(task, "name") ? text_of(task, "name") : text_of(task, "leaver"));
  html_raw(out, "</a> <span class=\"kind\">");
  html_text(out, kind_of(text_of(task, "kind")));
  html_raw(out, "</span></h3>");
  html_element(out, "p", "why", text_of(task, "why"));
  reach(out, task);
  html_element(out, "p", "ground", text_of(task, "ground"));
  html_raw(out, "</li>");
}

/* Tasks from `from` up to but not including `to`; returns how many. */
static guint section(GString *out, const json_t *tasks, const char *title, date_t from, date_t to) {
  guint n = 0;
  for (size_t i = 0; i < json_array_size(tasks); i++) {
    const json_t *task = json_array_get(tasks, i);
    date_t due = DATE_NONE;
    if (!date_parse_iso(text_of(task, "due"), &due) || due < from || due >= to) continue;
    if (n++ == 0) {
      html_element(out, "h2", NULL, title);
      html_raw(out, "<ul class=\"tasks\">");
    }
    item(out, task);
  }
  if (n) html_raw(out, "</ul>");
  return n;
}

/* A counsellor sees their own work; who leads sees the school's. */
static gboolean sees_all(const struct store_staff *staff) {
  return strcmp(staff->role, "coordinator") == 0 || strcmp(staff->role, "manager") == 0;
}

void page_worklist(struct web_request *request, struct web_answer *answer) {
  struct cases *cases = request->web->world.cases;
  date_t today = zone_to_local(cases_zone(cases), request->now).day;
  gint64 owner = sees_all(request->staff) ? 0 : request->staff->id;
  json_t *document = views_tasks(cases, request->staff->organisation, owner, FALSE, request->now, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  const json_t *tasks = json_object_get(document, "tasks");
  g_autofree char *day = date_nl_long(today);
  page_frame_begin(answer, request->staff, "Werklijst");
  html_element(answer->body, "p", "today", day);
  guint now = section(answer->body, tasks, "Vandaag en eerder", today - 4000, today + 1);
  if (!now) html_element(answer->body, "p", "empty", "Er is vandaag niets te doen.");
  section(answer->body, tasks, "De komende twee weken", today + 1, today + 15);
  section(answer->body, tasks, "Later", today + 15, today + 4000);
  page_frame_end(answer);
  json_decref(document);
}
