#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

static const struct {
  guint status;
  const char *text;
} problems[] = {
    [WEB_SIGNIN_DONE] = {MHD_HTTP_OK, NULL},
    [WEB_SIGNIN_WRONG] = {MHD_HTTP_FORBIDDEN,
                          "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het opnieuw."},
    [WEB_SIGNIN_OFTEN] = {MHD_HTTP_TOO_MANY_REQUESTS,
                          "Er is te vaak geprobeerd om aan te melden. Wacht een minuut en probeer het dan opnieuw."},
    [WEB_SIGNIN_BUSY] = {MHD_HTTP_SERVICE_UNAVAILABLE,
                         "Aanmelden lukt nu even niet. Probeer het over een minuut opnieuw."}};

static void form(struct web_answer *answer, const char *email, enum web_signin result) {
  GString *out = answer->body;
  answer->status = problems[result].status;
  page_frame_begin(answer, NULL, "Aanmelden");
  if (problems[result].text) {
    html_raw(out, "<p class=\"alert\" role=\"alert\">");
    html_text(out, problems[result].text);
    html_raw(out, "</p>");
  }
  html_raw(out, "<form class=\"signin\" method=\"post\" action=\"/aanmelden\"><label for=\"email\">E-mailadres</label>"
                "<input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required value=\"");
  html_text(out, email);
  html_raw(
      out,
      "\"><label for=\"wachtwoord\">Wachtwoord</label><input id=\"wachtwoord\" name=\"wachtwoord\" type=\"password\" "
      "autocomplete=\"current-password\" required><button type=\"submit\">Aanmelden</button></form>"
      "<p class=\"note\">Hebt u geen wachtwoord? Vraag erom bij de beheerder van Waakvlam op uw school.</p>");
  page_frame_end(answer);
}

void page_signin(struct web_request *request, struct web_answer *answer) {
  if (request->staff)
    web_room_redirect(answer, "/");
  else
    form(answer, "", WEB_SIGNIN_DONE);
}

void page_signin_post(struct web_request *request, struct web_answer *answer) {
  g_autofree char *email = web_room_field(request, "email");
  g_autofree char *password = web_room_field(request, "wachtwoord");
  enum web_signin result = WEB_SIGNIN_WRONG;
  if (email && password) result = web_session_open(request, g_strstrip(email), password, &answer->cookie);
  if (result == WEB_SIGNIN_DONE)
    web_room_redirect(answer, "/");
  else
    form(answer, email ? email : "", result);
}

void page_signin_out(struct web_request *request, struct web_answer *answer) {
  answer->cookie = web_session_close(request);
  web_room_redirect(answer, "/aanmelden");
}
