#include <string.h>

#include "scheduler/views/views.h"
#include "scheduler/views/views_words_nl.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { PAGE = 50 };

static void head(GString *out, const json_t *m) {
  g_autofree char *way = page_words_way_out(m);
  page_words_person(out, "h2", web_room_text(m, "leaver"), web_room_text(m, "name"));
  html_raw(out, "<p class=\"when\">");
  html_text(out, way);
  html_raw(out, "<br><span class=\"kind\">");
  html_text(out, views_words_state(web_room_text(m, "state")));
  html_raw(out, "</span> op ");
  page_words_moment(out, web_room_text(m, "changed_at"));
  html_raw(out, "</p>");
}

static void message(GString *out, const json_t *m) {
  const char *reason = views_words_reason(web_room_text(m, "reason")), *state = web_room_text(m, "state");
  gboolean went = strcmp(state, "sent") == 0 || strcmp(state, "delivered") == 0;
  html_raw(out, "<li class=\"message\">");
  head(out, m);
  if (*web_room_text(m, "subject")) html_element(out, "p", "subject", web_room_text(m, "subject"));
  html_element(out, "p", "body", web_room_text(m, "text"));
  if (!went && reason && *reason) html_element(out, "p", "ground", reason);
  html_raw(out, "</li>");
}

static void list(GString *out, const json_t *messages, gboolean first) {
  if (json_array_size(messages) == 0) {
    html_element(out, "p", "empty",
                 first ? "Er is nog geen bericht gemaakt. Berichten staan hier zodra ze klaarstaan."
                       : "Er zijn geen oudere berichten.");
    return;
  }
  html_raw(out, "<ul class=\"messages\">");
  for (size_t i = 0; i < json_array_size(messages); i++) message(out, json_array_get(messages, i));
  html_raw(out, "</ul>");
}

static void pages(GString *out, gint64 before, json_int_t next) {
  if (!before && !next) return;
  html_raw(out, "<nav class=\"pages\" aria-label=\"Bladeren\">");
  if (before) html_raw(out, "<a href=\"/postbus\">Nieuwste berichten</a> ");
  if (next)
    g_string_append_printf(out, "<a href=\"/postbus?voor=%" JSON_INTEGER_FORMAT "\">Oudere berichten</a>", next);
  html_raw(out, "</nav>");
}

void page_postbox(struct web_request *request, struct web_answer *answer) {
  enum web_sight sight = web_room_sight(request->staff);
  if (sight < WEB_SIGHT_OWN) {
    page_frame_not_yours(answer, request->staff);
    return;
  }
  gint64 before = web_room_number(request, "voor"), of = sight == WEB_SIGHT_SCHOOL ? 0 : request->staff->id;
  const char *school = of ? NULL : request->staff->organisation; /* one's own, at whichever school */
  json_t *document = views_postbox(request->web->world.cases, school, of, before, PAGE, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  answer->here = "/postbus";
  page_frame_begin(answer, request->staff, "Berichten");
  html_element(answer->body, "p", "lead",
               of ? "Berichten aan uw jongeren, de nieuwste eerst."
                  : "Berichten aan de jongeren van uw school, de nieuwste eerst.");
  list(answer->body, json_object_get(document, "messages"), before == 0);
  pages(answer->body, before, json_integer_value(json_object_get(document, "next")));
  page_frame_end(answer);
  json_decref(document);
}
