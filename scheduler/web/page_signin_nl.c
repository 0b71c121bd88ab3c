#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static void form(struct web_answer *answer, const char *email, gboolean wrong) {
  GString *out = answer->body;
  page_frame_begin(answer, NULL, "Aanmelden");
  if (wrong) html_element(out, "p", "alert", "Dit e-mailadres en wachtwoord horen niet bij elkaar, of je hebt te vaak geprobeerd. Wacht een minuut en probeer het opnieuw.");
  html_raw(out, "<form class=\"signin\" method=\"post\" action=\"/aanmelden\"><label for=\"email\">E-mailadres</label>"
                "<input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required value=\"");
  html_text(out, email);
  html_raw(out, "\"><label for=\"wachtwoord\">Wachtwoord</label><input id=\"wachtwoord\" name=\"wachtwoord\" type=\"password\" "
                "autocomplete=\"current-password\" required><button type=\"submit\">Aanmelden</button></form>"
                "<p class=\"note\">Geen wachtwoord? Vraag het de functioneel beheerder van je school.</p>");
  page_frame_end(answer);
}

void page_signin(struct web_request *request, struct web_answer *answer) {
  (void)request;
  form(answer, "", FALSE);
}

void page_signin_post(struct web_request *request, struct web_answer *answer) {
  g_autofree char *email = web_room_field(request, "email");
  g_autofree char *password = web_room_field(request, "wachtwoord");
  answer->cookie = email && password ? web_session_open(request->web, g_strstrip(email), password, request->now) : NULL;
  if (answer->cookie) {
    web_room_redirect(answer, "/");
    return;
  }
  answer->status = MHD_HTTP_FORBIDDEN;
  form(answer, email ? email : "", TRUE);
}

void page_signin_out(struct web_request *request, struct web_answer *answer) {
  web_session_close(request->web, request->connection);
  answer->cookie = g_strdup("waakvlam=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  web_room_redirect(answer, "/aanmelden");
}
