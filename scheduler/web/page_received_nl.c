/* What came in and waits for a person: of whom it isn't known, or what the program can't understand. */
#include <string.h>

#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { SHOWN_MOST = 100 };

static void heading(GString *out, const json_t *one) {
  html_raw(out, "<h3>");
  if (json_is_true(json_object_get(one, "urgent"))) html_raw(out, "<span class=\"kind\">Dringend</span> ");
  html_text(out, web_room_text(one, "title"));
  html_raw(out, "</h3>");
}

static void people(GString *out, const json_t *list) {
  html_raw(out, "<ul>");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    page_words_person(out, "li", web_room_text(one, "leaver"), web_room_text(one, "name"));
  }
  html_raw(out, "</ul>");
}

static const char *why_nobodys(const json_t *one) {
  const char *from = web_room_text(one, "from");
  if (json_object_get(one, "candidates")) return "Dit nummer of adres hoort bij meer jongeren. Van uw jongeren:";
  if (!*from) return "Dit bericht is niet te lezen. De beheerder van Waakvlam kan het bekijken.";
  return strchr(from, '@') ? "Dit e-mailadres is niet bekend." : "Dit nummer is niet bekend.";
}

static void nobodys(GString *out, const json_t *one) {
  html_raw(out, "<li class=\"task\">");
  heading(out, one);
  page_words_said(out, one);
  html_element(out, "p", "what", why_nobodys(one));
  if (json_array_size(json_object_get(one, "people"))) people(out, json_object_get(one, "people"));
  html_raw(out, "<p><a class=\"do\" href=\"/binnengekomen/");
  html_url(out, web_room_text(one, "id"));
  html_raw(out, "\">Zeggen van wie dit is</a></p>");
  html_raw(out, "</li>");
}

static void waiting(GString *out, const json_t *one) {
  g_autofree char *why = page_words_task(web_room_text(one, "why"), FALSE);
  html_raw(out, "<li class=\"task\">");
  page_words_person(out, "h3", web_room_text(one, "leaver"), web_room_text(one, "name"));
  html_raw(out, "<p class=\"when\"><span class=\"kind\">");
  html_text(out, web_room_text(one, "title"));
  html_raw(out, "</span></p>");
  page_words_said(out, one);
  html_element(out, "p", "what", why);
  html_raw(out, "</li>");
}

static void part(GString *out, const json_t *list, const char *title, const char *none,
                 void (*draw)(GString *out, const json_t *one)) {
  html_element(out, "h2", NULL, title);
  if (json_array_size(list) == 0) {
    html_element(out, "p", "empty", none);
    return;
  }
  html_raw(out, "<ul class=\"tasks\">");
  for (size_t i = 0; i < MIN(json_array_size(list), (size_t)SHOWN_MOST); i++) draw(out, json_array_get(list, i));
  html_raw(out, "</ul>");
  if (json_array_size(list) <= SHOWN_MOST) return;
  g_autofree char *text =
      g_strdup_printf("Dit zijn de eerste %d van %d berichten.", SHOWN_MOST, (int)json_array_size(list));
  html_element(out, "p", "note", text);
}

void page_received(struct web_request *request, struct web_answer *answer) {
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN) {
    page_frame_not_yours(answer, request->staff);
    return;
  }
  struct views_viewer viewer = web_room_viewer(request);
  json_t *document = views_received(request->web->world.cases, &viewer, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  answer->here = "/binnengekomen";
  page_frame_begin(answer, request->staff, "Binnengekomen");
  html_element(answer->body, "p", "lead", "Berichten die een mens moet lezen.");
  part(answer->body, json_object_get(document, "nobodys"), "Van wie is dit?",
       "Er zijn geen berichten van een onbekend nummer of adres.", nobodys);
  part(answer->body, json_object_get(document, "waiting"), "Lees dit", "Er wacht geen bericht op u.", waiting);
  page_frame_end(answer);
  json_decref(document);
}
