/* An appointment gets another time or is called off: the verbs of `waakvlam appointment move` and `cancel`, for the
 * young person's counsellor and who leads the school.
 *
 * The form carries the number of the invitation that was shown. Sent twice, or after somebody else moved it, that
 * number is an older one and nothing is done: a second mail would only confuse. */
#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/store/store_appointments.h"
#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { REASON_MOST = 500, DAYS_MOST = 365 };
static const char move[] = "verzetten", cancel[] = "afzeggen";

struct form {
  char *what, *day, *time, *reason;
  gint64 start;                                /* 0 = not understood */
  const char *no_what, *bad_moment, *too_long; /* what is wrong; NULL = nothing */
};

static void form_clear(struct form *form) {
  g_free(form->what);
  g_free(form->day);
  g_free(form->time);
  g_free(form->reason);
}

static gboolean is_theirs(const struct web_request *request, gint64 enrolment) {
  struct views_viewer viewer = web_room_viewer(request);
  struct store_enrolment *row = store_people_enrolment(cases_store(request->web->world.cases), enrolment, NULL);
  gboolean own = row && (viewer.counsellor ? row->counsellor == viewer.counsellor
                                           : strcmp(row->organisation, viewer.organisation) == 0);
  store_people_enrolment_free(row);
  return own;
}

/* NULL: there is none, or not for them, or it is off or over. */
static struct store_appointment *appointment_of(const struct web_request *request) {
  guint64 id = 0;
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN ||
      !g_ascii_string_to_unsigned(request->tail, 10, 1, G_MAXINT64, &id, NULL))
    return NULL;
  struct store_appointment *one = store_appointments_get(cases_store(request->web->world.cases), (gint64)id, NULL);
  if (!one || (strcmp(one->state, "open") == 0 && one->end > request->now && is_theirs(request, one->enrolment)))
    return one;
  store_appointments_free(one);
  return NULL;
}

/* -- reading what was typed -----------------------------------------------------------------------------------------
 */

static char *field(const struct web_request *request, const char *name) {
  char *text = web_room_field(request, name);
  return text ? g_strstrip(text) : g_strdup("");
}

/* "14:00", as an input of type time gives it, and as people write it: "14.00". */
static gboolean minute_of(const char *text, int *minute) {
  g_auto(GStrv) parts = g_strsplit_set(text, ":.", 3);
  guint64 hours = 0, minutes = 0;
  if (g_strv_length(parts) < 2 || !g_ascii_string_to_unsigned(parts[0], 10, 0, 23, &hours, NULL) ||
      !g_ascii_string_to_unsigned(parts[1], 10, 0, 59, &minutes, NULL))
    return FALSE;
  *minute = (int)(hours * 60 + minutes);
  return TRUE;
}

static void check_moment(const struct web_request *request, struct form *form) {
  const struct zone *zone = cases_zone(request->web->world.cases);
  date_t day = DATE_NONE, today = zone_to_local(zone, request->now).day;
  int minute = 0;
  form->bad_moment = "Kies een dag en een tijd die nog komen, binnen een jaar.";
  if (!date_parse_iso(form->day, &day) || !minute_of(form->time, &minute) || day > today + DAYS_MOST) return;
  form->start = zone_to_utc(zone, (struct zone_local){day, minute});
  if (form->start > request->now) form->bad_moment = NULL;
}

static gboolean read_form(const struct web_request *request, struct form *form) {
  *form = (struct form){.what = field(request, "wat"),
                        .day = field(request, "dag"),
                        .time = field(request, "tijd"),
                        .reason = field(request, "reden")};
  gboolean moves = strcmp(form->what, move) == 0;
  if (!moves && strcmp(form->what, cancel) != 0) form->no_what = "Kies wat u wilt doen.";
  if (moves) check_moment(request, form);
  if (g_utf8_strlen(form->reason, -1) > REASON_MOST) form->too_long = "Deze tekst is te lang. Maak hem korter.";
  return !form->no_what && !form->bad_moment && !form->too_long;
}

/* Before anything was typed: the time that the young person proposed, else the one that stands. */
static void first_form(const struct web_request *request, const struct store_appointment *one, const json_t *document,
                       struct form *form) {
  const struct zone *zone = cases_zone(request->web->world.cases);
  gint64 start = one->start;
  const char *proposed = web_room_text(document, "proposed");
  if (*proposed && zone_parse(zone, proposed, &start) && start <= request->now) start = one->start;
  g_autofree char *text = zone_format(zone, start);
  *form = (struct form){.what = g_strdup(*proposed ? move : ""),
                        .day = g_strndup(text, 10),
                        .time = g_strndup(text + 11, 5),
                        .reason = g_strdup("")};
}

/* -- the form --------------------------------------------------------------------------------------------------------
 */

static void problem(GString *out, const char *id, const char *text) {
  if (!text) return;
  g_string_append_printf(out, "<p class=\"wrong\" id=\"%s\">", id);
  html_text(out, text);
  html_raw(out, "</p>");
}

static void choice(GString *out, const char *value, const char *label, const struct form *form) {
  g_string_append_printf(out, "<label class=\"choice\"><input type=\"radio\" name=\"wat\" value=\"%s\"%s><span>", value,
                         strcmp(form->what, value) == 0 ? " checked" : "");
  html_text(out, label);
  html_raw(out, "</span></label>");
}

static void input(GString *out, const char *name, const char *type, const char *label, const char *value) {
  g_string_append_printf(out, "<label for=\"%s\">", name);
  html_text(out, label);
  g_string_append_printf(out, "</label><input id=\"%s\" name=\"%s\" type=\"%s\" value=\"", name, name, type);
  html_text(out, value);
  html_raw(out, "\">");
}

static void draw_form(const struct web_request *request, GString *out, const struct store_appointment *one,
                      const struct form *form) {
  g_autofree char *key = web_session_form_key(request);
  g_string_append_printf(out,
                         "<form class=\"signin record\" method=\"post\" action=\"/afspraken/%" G_GINT64_FORMAT
                         "\"><input type=\"hidden\" name=\"sleutel\" value=\"%s\"><input type=\"hidden\" "
                         "name=\"volgnummer\" value=\"%d\"><fieldset><legend>Wat wilt u doen?</legend>",
                         one->id, key, one->sequence);
  problem(out, "fout-wat", form->no_what);
  choice(out, move, "Verzetten naar een ander moment", form);
  choice(out, cancel, "Afzeggen", form);
  html_raw(out, "</fieldset>");
  problem(out, "fout-moment", form->bad_moment);
  input(out, "dag", "date", "Nieuwe dag (alleen bij verzetten)", form->day);
  input(out, "tijd", "time", "Nieuwe tijd (alleen bij verzetten)", form->time);
  problem(out, "fout-reden", form->too_long);
  input(out, "reden", "text", "Waarom zegt u af? (hoeft niet; de jongere ziet dit niet)", form->reason);
  html_raw(out, "<p class=\"ground\">De jongere krijgt bericht. Kan dat niet, dan staat er een taak op de werklijst om "
                "het zelf te zeggen.</p><button type=\"submit\">Vastleggen</button></form>");
}

static void heading(GString *out, const struct store_appointment *one, const struct web_request *request) {
  g_autofree char *day = date_nl_long(zone_to_local(cases_zone(request->web->world.cases), one->start).day);
  *day = g_ascii_toupper(*day);
  html_element(out, "h2", NULL, day);
}

static void draw(struct web_request *request, struct web_answer *answer, const struct store_appointment *one,
                 struct form *form) {
  json_t *document = views_appointment(request->web->world.cases, one, request->now);
  const char *name = web_room_text(document, "name");
  struct form first = {0};
  g_autofree char *title = g_strdup_printf("Afspraak met %s", *name ? name : web_room_text(document, "leaver"));
  if (!form) first_form(request, one, document, &first);
  page_frame_begin(answer, request->staff, title);
  if (form) html_raw(answer->body, "<p class=\"alert\" role=\"alert\">Dit is nog niet vastgelegd.</p>");
  heading(answer->body, one, request);
  html_raw(answer->body, "<ul class=\"tasks\">");
  page_appointments_item(answer->body, document,
                         zone_to_local(cases_zone(request->web->world.cases), request->now).day);
  html_raw(answer->body, "</ul>");
  draw_form(request, answer->body, one, form ? form : &first);
  html_raw(answer->body, "<p><a href=\"/afspraken\">Terug naar Afspraken</a></p>");
  page_frame_end(answer);
  form_clear(&first);
  json_decref(document);
}

void page_move(struct web_request *request, struct web_answer *answer) {
  g_autoptr(StoreAppointment) one = appointment_of(request);
  if (one)
    draw(request, answer, one, NULL);
  else
    page_frame_not_found(answer, request->staff);
}

/* -- doing it --------------------------------------------------------------------------------------------------------
 */

static gboolean is_as_shown(const struct web_request *request, const struct store_appointment *one) {
  g_autofree char *shown = field(request, "volgnummer");
  g_autofree char *now = g_strdup_printf("%d", one->sequence);
  return strcmp(shown, now) == 0;
}

static void act_on(struct web_request *request, struct web_answer *answer, const struct store_appointment *one,
                   const struct form *form) {
  struct flow *flow = request->web->world.flow;
  g_autofree char *actor = g_strdup_printf("staff:%" G_GINT64_FORMAT, request->staff->id);
  struct flow_act act = {request->now, actor};
  g_autoptr(GError) error = NULL;
  gboolean told = FALSE;
  gboolean ok = strcmp(form->what, move) == 0
                    ? flow_appointment_move(flow, &act, one->id, form->start, &told, &error)
                    : flow_appointment_cancel(flow, &act, one->id, form->reason, &told, &error);
  if (ok)
    web_room_redirect(answer, told ? "/afspraken?gedaan=bericht" : "/afspraken?gedaan=zelf");
  else
    page_frame_failed(answer, request->staff);
}

static void take(struct web_request *request, struct web_answer *answer, const struct store_appointment *one) {
  struct form form;
  gboolean good = read_form(request, &form);
  if (!is_as_shown(request, one)) {
    web_room_redirect(answer, "/afspraken");
  } else if (good) {
    act_on(request, answer, one, &form);
  } else {
    answer->status = MHD_HTTP_BAD_REQUEST;
    draw(request, answer, one, &form);
  }
  form_clear(&form);
}

/* What is off or over has been dealt with: back to the list. What was never theirs goes the same way. */
void page_move_post(struct web_request *request, struct web_answer *answer) {
  g_autoptr(StoreAppointment) one = appointment_of(request);
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN)
    page_frame_not_yours(answer, request->staff);
  else if (!web_session_form_is_ours(request))
    page_frame_foreign(answer);
  else if (one)
    take(request, answer, one);
  else
    web_room_redirect(answer, "/afspraken");
}
