/* A person says whose a message is that came from nobody known, or from one of several: the verb of `inbound assign`.
 *
 * Only who has the message before them may, and only for their own young people. Sent twice it is done once: the second
 * time it is on nobody's list any more. */
#include <string.h>

#include "scheduler/intake/intake.h"
#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static const char nobody[] = "niemand";

static json_t *message_of(const struct web_request *request) {
  struct views_viewer viewer = web_room_viewer(request);
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN) return NULL;
  return views_unclaimed_one(request->web->world.cases, &viewer, request->tail, NULL);
}

static void option(GString *out, const char *value, const char *text) {
  html_raw(out, "<option value=\"");
  html_text(out, value);
  html_raw(out, "\">");
  html_text(out, text);
  html_raw(out, "</option>");
}

static void form(const struct web_request *request, GString *out, const json_t *message, const char *wrong) {
  const json_t *people = json_object_get(message, "people");
  g_autofree char *key = web_session_form_key(request);
  html_raw(out, "<form class=\"signin record\" method=\"post\" action=\"/binnengekomen/");
  html_url(out, web_room_text(message, "id"));
  g_string_append_printf(out, "\"><input type=\"hidden\" name=\"sleutel\" value=\"%s\">", key);
  html_raw(out, "<label for=\"wie\">Van wie is dit bericht?</label>");
  if (wrong) {
    html_raw(out, "<p class=\"wrong\" id=\"fout-wie\">");
    html_text(out, wrong);
    html_raw(out, "</p>");
  }
  html_raw(out, "<select id=\"wie\" name=\"wie\"");
  if (wrong) html_raw(out, " aria-invalid=\"true\" aria-describedby=\"fout-wie\"");
  html_raw(out, ">");
  option(out, "", "Kies een naam");
  for (size_t i = 0; i < json_array_size(people); i++) {
    const json_t *one = json_array_get(people, i);
    option(out, web_room_text(one, "leaver"), web_room_text(one, "name"));
  }
  if (json_is_true(json_object_get(message, "closable")))
    option(out, nobody, "Van niemand: er hoeft niets te gebeuren");
  html_raw(out,
           "</select><p class=\"ground\">Het bericht komt dan bij deze jongere te staan. Het programma leest het als "
           "een antwoord.</p><button type=\"submit\">Vastleggen</button></form>");
}

static void draw(struct web_request *request, struct web_answer *answer, const json_t *message, const char *wrong) {
  GString *out = answer->body;
  page_frame_begin(answer, request->staff, "Van wie is dit?");
  if (wrong) html_raw(out, "<p class=\"alert\" role=\"alert\">Dit is nog niet vastgelegd.</p>");
  html_raw(out, "<div class=\"task\">");
  html_element(out, "h2", NULL, web_room_text(message, "title"));
  page_words_said(out, message);
  html_raw(out, "</div>");
  form(request, out, message, wrong);
  html_raw(out, "<p><a href=\"/binnengekomen\">Terug naar Binnengekomen</a></p>");
  page_frame_end(answer);
}

void page_claim(struct web_request *request, struct web_answer *answer) {
  json_t *message = message_of(request);
  if (message)
    draw(request, answer, message, NULL);
  else
    page_frame_not_found(answer, request->staff);
  json_decref(message);
}

/* -- saying it -------------------------------------------------------------------------------------------------------
 */

/* *person 0 = nobody's. */
static gboolean person_of(const struct web_request *request, const json_t *message, const char *said, gint64 *person) {
  const json_t *people = json_object_get(message, "people");
  *person = 0;
  if (strcmp(said, nobody) == 0) return json_is_true(json_object_get(message, "closable"));
  for (size_t i = 0; i < json_array_size(people); i++)
    if (strcmp(web_room_text(json_array_get(people, i), "leaver"), said) == 0)
      *person = store_people_find_person(cases_store(request->web->world.cases), said, NULL);
  return *person != 0;
}

static gboolean assign(struct web_request *request, const json_t *message, gint64 person, GError **error) {
  const struct web_world *world = &request->web->world;
  guint64 id = 0;
  g_autofree char *actor = g_strdup_printf("staff:%" G_GINT64_FORMAT, request->staff->id);
  struct flow_act act = {request->now, actor};
  g_autoptr(Intake) intake = intake_new(world->flow, world->cases);
  if (!g_ascii_string_to_unsigned(web_room_text(message, "id"), 10, 1, G_MAXINT64, &id, error)) return FALSE;
  g_autofree char *said = intake_assign(intake, &act, (gint64)id, person, error);
  return said != NULL;
}

static void take(struct web_request *request, struct web_answer *answer, const json_t *message) {
  g_autofree char *said = web_room_field(request, "wie");
  g_autoptr(GError) error = NULL;
  gint64 person = 0;
  if (!said || !person_of(request, message, said, &person)) {
    answer->status = MHD_HTTP_BAD_REQUEST;
    draw(request, answer, message, "Kies een naam.");
  } else if (assign(request, message, person, &error) || error->domain == FLOW_ERROR) {
    web_room_redirect(answer, "/binnengekomen"); /* or somebody else has said it in the meantime */
  } else {
    page_frame_failed(answer, request->staff);
  }
}

void page_claim_post(struct web_request *request, struct web_answer *answer) {
  json_t *message = message_of(request);
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN)
    page_frame_not_yours(answer, request->staff);
  else if (!web_session_form_is_ours(request))
    page_frame_foreign(answer);
  else if (!message)
    web_room_redirect(answer, "/binnengekomen");
  else
    take(request, answer, message);
  json_decref(message);
}
