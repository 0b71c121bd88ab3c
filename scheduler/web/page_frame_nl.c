#include <string.h>

#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static void item(GString *out, const char *path, const char *text, const char *here) {
  html_raw(out, "<li><a href=\"");
  html_text(out, path);
  html_raw(out, "\"");
  if (here && strcmp(here, path) == 0) html_raw(out, " aria-current=\"page\"");
  html_raw(out, ">");
  html_text(out, text);
  html_raw(out, "</a></li>");
}

static void navigation(GString *out, const struct store_staff *staff, const char *here) {
  enum web_sight sight = web_room_sight(staff);
  html_raw(out, "<nav aria-label=\"Hoofdmenu\"><ul>");
  if (sight >= WEB_SIGHT_TASKS) item(out, "/", "Werklijst", here);
  if (sight >= WEB_SIGHT_OWN) {
    item(out, "/binnengekomen", "Binnengekomen", here);
    item(out, "/afspraken", "Afspraken", here);
    item(out, "/postbus", "Berichten", here);
  }
  html_raw(out, "</ul></nav><form class=\"out\" method=\"post\" action=\"/afmelden\"><span>");
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
  if (staff) navigation(out, staff, answer->here);
  html_raw(out, "</header><main id=\"inhoud\" tabindex=\"-1\">");
  html_element(out, "h1", NULL, title);
}

void page_frame_end(struct web_answer *answer) {
  html_raw(answer->body, "</main></body></html>\n");
}

static void message(struct web_answer *answer, const struct store_staff *staff, guint status, const char *title,
                    const char *text, gboolean back) {
  answer->status = status;
  page_frame_begin(answer, staff, title);
  html_element(answer->body, "p", "lead", text);
  if (back) html_raw(answer->body, "<p><a href=\"/\">Naar de werklijst</a></p>");
  page_frame_end(answer);
}

void page_frame_not_found(struct web_answer *answer, const struct store_staff *staff) {
  message(answer, staff, MHD_HTTP_NOT_FOUND, "Niet gevonden", "Deze pagina is er niet, of hoort niet bij uw school.",
          TRUE);
}

void page_frame_not_here(struct web_answer *answer, const struct store_staff *staff) {
  message(answer, staff, MHD_HTTP_FORBIDDEN, "Nog niets te zien",
          "Voor uw functie zijn er nog geen pagina's. Draagt een school een jongere aan u over? Dan neemt de school "
          "zelf contact met u op.",
          FALSE);
}

void page_frame_not_yours(struct web_answer *answer, const struct store_staff *staff) {
  message(answer, staff, MHD_HTTP_FORBIDDEN, "Niet voor uw functie",
          "Deze pagina is voor begeleiders en hun leidinggevenden.", TRUE);
}

void page_frame_foreign(struct web_answer *answer) {
  message(answer, NULL, MHD_HTTP_FORBIDDEN, "Niet gelukt",
          "Dit formulier komt van een andere website. Ga terug naar Waakvlam en probeer het daar.", TRUE);
}

void page_frame_too_long(struct web_answer *answer) {
  message(answer, NULL, MHD_HTTP_CONTENT_TOO_LARGE, "Te lang", "Dit bericht is te lang.", FALSE);
}

void page_frame_failed(struct web_answer *answer, const struct store_staff *staff) {
  message(answer, staff, MHD_HTTP_SERVICE_UNAVAILABLE, "Even geduld",
          "De gegevens zijn nu niet te lezen. Probeer het over een minuut opnieuw.", TRUE);
}
