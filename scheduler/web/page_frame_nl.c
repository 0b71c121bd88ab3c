#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static void navigation(GString *out, const struct store_staff *staff) {
  html_raw(out, "<nav aria-label=\"Hoofdmenu\"><ul><li><a href=\"/\">Werklijst</a></li><li><a href=\"/postbus\">Postbus</a></li></ul></nav>"
                "<form class=\"out\" method=\"post\" action=\"/afmelden\"><span>");
  html_text(out, staff->name);
  html_raw(out, "</span> <button type=\"submit\">Afmelden</button></form>");
}

void page_frame_begin(struct web_answer *answer, const struct store_staff *staff, const char *title) {
  GString *out = answer->body;
  html_raw(out, "<!doctype html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
  html_text(out, title);
  html_raw(out, " | Waakvlam</title><link rel=\"stylesheet\" href=\"/stijl.css\"></head><body>"
                "<a class=\"skip\" href=\"#inhoud\">Naar de inhoud</a><header><p class=\"brand\">Waakvlam</p>");
  if (staff) navigation(out, staff);
  html_raw(out, "</header><main id=\"inhoud\">");
  html_element(out, "h1", NULL, title);
}

void page_frame_end(struct web_answer *answer) {
  html_raw(answer->body, "</main></body></html>\n");
}

void page_frame_message(struct web_answer *answer, const struct store_staff *staff, guint status, const char *title, const char *text) {
  answer->status = status;
  page_frame_begin(answer, staff, title);
  html_element(answer->body, "p", NULL, text);
  html_raw(answer->body, "<p><a href=\"/\">Naar de werklijst</a></p>");
  page_frame_end(answer);
}

void page_frame_not_found(struct web_answer *answer, const struct store_staff *staff) {
  page_frame_message(answer, staff, MHD_HTTP_NOT_FOUND, "Niet gevonden", "Deze pagina is er niet, of hoort niet bij jouw school.");
}

void page_frame_failed(struct web_answer *answer, const struct store_staff *staff) {
  page_frame_message(answer, staff, MHD_HTTP_SERVICE_UNAVAILABLE, "Even geduld", "De gegevens zijn nu niet te lezen. Probeer het over een minuut opnieuw.");
}
