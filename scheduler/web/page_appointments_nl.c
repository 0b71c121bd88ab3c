/* The talks that stand in young people's calendars: when, with whom, what they answered, what is asked of a person. */
#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_words_nl.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { SHOWN_MOST = 100, SOON_DAYS = 2 };

struct look {
  date_t today;
  const char *now; /* as the end of an appointment is written */
  gboolean owners; /* say whose it is */
};

static date_t day_of(const json_t *one) {
  g_autofree char *iso = g_strndup(web_room_text(one, "start"), 10);
  date_t day = DATE_NONE;
  return date_parse_iso(iso, &day) ? day : DATE_NONE;
}

/* What became of the invitation itself goes before the answer to it. */
static const char *trouble(const char *message_state) {
  static const struct {
    const char *state, *words;
  } words[] = {{"failed", "De uitnodiging kwam niet aan. Zeg zelf wanneer het gesprek is."},
               {"unknown", "Het is niet zeker dat de uitnodiging aankwam. Vraag het na."},
               {"queued", "De uitnodiging gaat nog uit. U hoeft nu niets te doen."},
               {"held", "De uitnodiging wacht nog. Vraag de beheerder van Waakvlam waarom."}};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].state, message_state) == 0) return words[i].words;
  return NULL;
}

static const char *usual(const char *answer, int days) {
  static const struct {
    const char *answer, *words;
  } words[] = {{"ACCEPTED", "Het gesprek gaat door. Leg daarna vast wat ervan kwam."},
               {"DECLINED", "Spreek samen een ander moment af."},
               {"TENTATIVE", "Vraag na of het gesprek doorgaat."},
               {"DELEGATED", "Vraag na wie er komt."}};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].answer, answer) == 0) return words[i].words;
  return days < SOON_DAYS ? "Vraag zelf na of het gesprek doorgaat." : "U hoeft nu niets te doen.";
}

static void ask(GString *out, const json_t *one, int days) {
  const json_t *asked = json_object_get(one, "asked");
  const char *problem = trouble(web_room_text(one, "message_state"));
  for (size_t i = 0; i < json_array_size(asked); i++)
    html_element(out, "p", "what", json_string_value(json_array_get(asked, i)));
  if (json_array_size(asked)) return;
  html_element(out, "p", "what", problem ? problem : usual(web_room_text(one, "answer"), days));
}

static void hours(GString *out, const json_t *one) {
  const char *start = web_room_text(one, "start"), *end = web_room_text(one, "end");
  if (strlen(start) < 16 || strlen(end) < 16) return;
  g_autofree char *text = g_strdup_printf("%.2s.%.2s tot %.2s.%.2s uur", start + 11, start + 14, end + 11, end + 14);
  page_words_time(out, start, text);
}

static void change(GString *out, const json_t *one) {
  html_raw(out, "<p><a class=\"do\" href=\"/afspraken/");
  html_url(out, web_room_text(one, "id"));
  html_raw(out, "\">Verzetten of afzeggen</a></p>");
}

static void begin_item(GString *out, const json_t *one, date_t today) {
  html_raw(out, "<li class=\"task\">");
  page_words_person(out, "h3", web_room_text(one, "leaver"), web_room_text(one, "name"));
  html_raw(out, "<p class=\"when\">");
  hours(out, one);
  html_raw(out, " <span class=\"kind\">");
  html_text(out, views_words_partstat(web_room_text(one, "answer")));
  html_raw(out, "</span></p>");
  ask(out, one, (int)(day_of(one) - today));
  page_words_safe(out, web_room_text(one, "safe_contact"));
  html_raw(out, "<p>");
  page_words_reach_known(out, one);
  html_raw(out, "</p>");
}

void page_appointments_item(GString *out, const json_t *one, date_t today) {
  begin_item(out, one, today);
  html_raw(out, "</li>");
}

static void item(GString *out, const json_t *one, const struct look *look) {
  const char *counsellor = web_room_text(one, "counsellor");
  begin_item(out, one, look->today);
  if (look->owners && *counsellor) {
    g_autofree char *whose = g_strdup_printf("Begeleider: %s.", counsellor);
    html_element(out, "p", "ground", whose);
  }
  if (strcmp(web_room_text(one, "end"), look->now) > 0) change(out, one);
  html_raw(out, "</li>");
}

static void heading(GString *out, date_t day, date_t today) {
  g_autofree char *words = date_nl_day(day);
  const char *near = day == today ? "Vandaag, " : day == today + 1 ? "Morgen, " : "";
  g_autofree char *text = g_strconcat(near, words, NULL);
  *text = g_ascii_toupper(*text);
  html_element(out, "h2", NULL, text);
}

static void days(GString *out, const json_t *list, const struct look *look) {
  date_t last = DATE_NONE;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    date_t day = day_of(one);
    if (day != last) {
      if (last != DATE_NONE) html_raw(out, "</ul>");
      heading(out, day, look->today);
      html_raw(out, "<ul class=\"tasks\">");
    }
    last = day;
    item(out, one, look);
  }
  if (last != DATE_NONE) html_raw(out, "</ul>");
}

static void rest(GString *out, json_int_t total) {
  if (total <= SHOWN_MOST) return;
  g_autofree char *text = g_strdup_printf("Dit zijn de eerste %d van %d gesprekken.", SHOWN_MOST, (int)total);
  html_element(out, "p", "note", text);
}

/* What a move or a cancellation led here with. */
static void said(const struct web_request *request, GString *out) {
  g_autofree char *done = web_room_query(request, "gedaan");
  if (g_strcmp0(done, "bericht") == 0)
    html_element(out, "p", "done", "Dit is vastgelegd. De jongere krijgt bericht.");
  else if (g_strcmp0(done, "zelf") == 0)
    html_element(
        out, "p", "done",
        "Dit is vastgelegd. Er gaat geen bericht uit. Weet de jongere van de afspraak? Dan staat er een taak op "
        "uw werklijst om het zelf te zeggen.");
}

void page_appointments(struct web_request *request, struct web_answer *answer) {
  struct cases *cases = request->web->world.cases;
  enum web_sight sight = web_room_sight(request->staff);
  if (sight < WEB_SIGHT_OWN) {
    page_frame_not_yours(answer, request->staff);
    return;
  }
  g_autofree char *now = zone_format(cases_zone(cases), request->now);
  struct look look = {zone_to_local(cases_zone(cases), request->now).day, now, sight == WEB_SIGHT_SCHOOL};
  struct views_viewer viewer = web_room_viewer(request);
  json_t *document = views_coming(cases, &viewer, SHOWN_MOST, request->now, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  const json_t *list = json_object_get(document, "appointments");
  answer->here = "/afspraken";
  page_frame_begin(answer, request->staff, "Afspraken");
  html_element(answer->body, "p", "lead",
               look.owners ? "Gesprekken met de jongeren van uw school, de eerste bovenaan."
                           : "Gesprekken met uw jongeren, de eerste bovenaan.");
  said(request, answer->body);
  if (json_array_size(list) == 0)
    html_element(answer->body, "p", "empty",
                 "Er staan geen gesprekken. Een gesprek staat hier zodra er een uitnodiging voor is gemaakt.");
  days(answer->body, list, &look);
  rest(answer->body, json_integer_value(json_object_get(document, "total")));
  page_frame_end(answer);
  json_decref(document);
}
