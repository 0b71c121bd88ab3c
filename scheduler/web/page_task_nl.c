/* What came of a task: the verb of `waakvlam task done`, for who has no command line.
 *
 * Pressed twice, or gone back to and sent again, it is recorded once: a task that is closed shows what was said of it.
 * What can't be taken back (a death, "never again") asks whether it is so. */
#include <string.h>

#include "scheduler/cohorts/cohort_cells.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_tasks.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { MINUTES_MOST = 600, WITH_MOST = 200, NOTE_MOST = 2000, UNTIL_DAYS_MOST = 730 };
enum { TALK = 1, OTHER = 2, FINAL = 4 }; /* for calls, visits and offers; for the rest; can't be taken back */

static const struct choice {
  enum progress_outcome outcome;
  guint bits;
  const char *label, *hint;
} choices[] = {
    {PROGRESS_DONE, OTHER, "Gedaan", ""},
    {PROGRESS_SPOKE, TALK | OTHER, "Gesproken", "U sprak de jongere zelf."},
    {PROGRESS_USED, TALK | OTHER, "Geholpen", "Er was een begeleidingsgesprek, of u gaf hulp."},
    {PROGRESS_AGREED, TALK | OTHER, "Afspraak gemaakt", ""},
    {PROGRESS_NO_ANSWER, TALK, "Niet bereikt", "Niet opgenomen, of niet thuis."},
    {PROGRESS_LATER, TALK | OTHER, "Later opnieuw", "De jongere wil het nu niet. Kies hieronder vanaf wanneer."},
    {PROGRESS_DECLINED, TALK | OTHER, "Wil deze hulp niet", ""},
    {PROGRESS_NOT_NEEDED, TALK | OTHER, "Niet nodig", ""},
    {PROGRESS_WRONG_NUMBER, TALK | OTHER, "Het nummer is van iemand anders", ""},
    {PROGRESS_MOVED, TALK | OTHER, "Verhuisd", ""},
    {PROGRESS_REFUSED_CONTACT, TALK | OTHER | FINAL, "Wil nooit meer contact", "De begeleiding stopt."},
    {PROGRESS_DECEASED, TALK | OTHER | FINAL, "Overleden", "Alle berichten stoppen meteen. Er gaat geen bericht uit."},
};

/* What was typed; texts are never NULL. */
struct form {
  const struct choice *choice;                          /* NULL = none yet */
  char *with, *minutes, *note, *until, *mobile, *email; /* the last two: of a task to find them */
  gboolean sure;
  struct flow_outcome said;
  const char *bad_mobile, *bad_email;
  const char *no_choice, *bad_until, *bad_minutes, *too_long, *unsure, *refused; /* what is wrong; NULL = nothing */
};

static gboolean is_wrong(const struct form *form) {
  return form->no_choice || form->bad_until || form->bad_minutes || form->too_long || form->unsure ||
         form->bad_mobile || form->bad_email;
}

static void form_clear(struct form *form) {
  g_free(form->with);
  g_free(form->minutes);
  g_free(form->note);
  g_free(form->until);
  g_free(form->mobile);
  g_free(form->email);
}

/* -- whose task ------------------------------------------------------------------------------------------------------
 */

/* Its owner, the young person's counsellor, and who leads the school. */
static gboolean may_record(const struct web_request *request, const struct store_task *task) {
  const struct store_staff *staff = request->staff;
  struct store_enrolment *row = store_people_enrolment(cases_store(request->web->world.cases), task->enrolment, NULL);
  gboolean leads =
      row && web_room_sight(staff) == WEB_SIGHT_SCHOOL && strcmp(row->organisation, staff->organisation) == 0;
  gboolean may = row && (task->owner == staff->id || row->counsellor == staff->id || leads);
  store_people_enrolment_free(row);
  return may;
}

static struct store_task *task_of(const struct web_request *request) {
  guint64 id = 0;
  if (!g_ascii_string_to_unsigned(request->tail, 10, 1, G_MAXINT64, &id, NULL)) return NULL;
  struct store_task *task = store_tasks_get(cases_store(request->web->world.cases), (gint64)id, NULL);
  if (!task || may_record(request, task)) return task;
  store_tasks_free(task);
  return NULL;
}

static gboolean is_talk(const struct store_task *task) {
  static const char *const talks[] = {"offer", "call", "visit", NULL};
  return g_strv_contains(talks, task->kind);
}

/* A number or an address is looked for. */
static gboolean is_search(const struct store_task *task) {
  return strcmp(task->kind, "repair") == 0;
}

static gboolean fits(const struct choice *choice, const struct store_task *task) {
  if (strcmp(task->kind, "letter") == 0) return choice->outcome == PROGRESS_DONE;
  return (choice->bits & (is_talk(task) ? TALK : OTHER)) != 0;
}

/* -- reading what was typed -----------------------------------------------------------------------------------------
 */

/* Browsers end lines with CR LF. */
static char *field(const struct web_request *request, const char *name) {
  g_autofree char *text = web_room_field(request, name);
  g_auto(GStrv) lines = g_strsplit(text ? text : "", "\r\n", -1);
  return g_strstrip(g_strjoinv("\n", lines));
}

static const struct choice *choice_of(const struct store_task *task, const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
    if (strcmp(progress_outcome_names[choices[i].outcome], name) == 0 && fits(&choices[i], task)) return &choices[i];
  return NULL;
}

static void check_until(struct form *form, date_t today) {
  form->said.until = DATE_NONE;
  if (!*form->until || !form->choice || form->choice->outcome != PROGRESS_LATER) return;
  date_t day = DATE_NONE;
  if (date_parse_iso(form->until, &day) && day > today && day <= today + UNTIL_DAYS_MOST)
    form->said.until = day;
  else
    form->bad_until = "Kies een dag na vandaag, binnen twee jaar. Of laat dit leeg: dan is het over vier weken.";
}

static void check_minutes(struct form *form) {
  guint64 minutes = 0;
  if (!*form->minutes || g_ascii_string_to_unsigned(form->minutes, 10, 0, MINUTES_MOST, &minutes, NULL))
    form->said.minutes = (int)minutes;
  else
    form->bad_minutes = "Vul een getal in van 0 tot 600, of laat dit leeg.";
}

/* In the normal form of the store, "" when it has none; caller frees. A landline is kept under its own name, to be
 * called, as from a file: *id tells. */
static char *normal_of(enum cohort_id *id, const char *typed) {
  char out[COHORT_VALUE_SIZE];
  const char *normal = "";
  if (!*typed) return g_strdup("");
  enum cohorts_code code = cohort_cells_read(*id, COHORT_DAY_FIRST, typed, strlen(typed), out, &normal);
  gboolean landline = code == COHORTS_LANDLINE && *id == COHORT_MOBILE;
  if (landline) *id = COHORT_LANDLINE;
  return g_strdup(code == COHORTS_OK || landline ? normal : "");
}

static void check_reach(struct form *form) {
  enum cohort_id phone_id = COHORT_MOBILE, email_id = COHORT_EMAIL;
  g_autofree char *phone = normal_of(&phone_id, form->mobile), *email = normal_of(&email_id, form->email);
  if (*form->mobile && !*phone) form->bad_mobile = "Dit is geen telefoonnummer. Schrijf het zo: 06 12345678.";
  if (*form->email && !*email) form->bad_email = "Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl.";
}

static gboolean check(struct form *form, date_t today) {
  if (!form->choice) form->no_choice = "Kies wat ervan kwam.";
  check_until(form, today);
  check_minutes(form);
  check_reach(form);
  if (g_utf8_strlen(form->note, -1) > NOTE_MOST || g_utf8_strlen(form->with, -1) > WITH_MOST)
    form->too_long = "Deze tekst is te lang. Maak hem korter.";
  if (form->choice && (form->choice->bits & FINAL) && !form->sure)
    form->unsure = "Dit is niet terug te draaien. Klopt het? Zet dan hieronder een vinkje en leg het opnieuw vast.";
  return !is_wrong(form);
}

static gboolean read_form(const struct web_request *request, const struct store_task *task, struct form *form) {
  g_autofree char *name = field(request, "uitkomst"), *sure = field(request, "zeker");
  *form = (struct form){.choice = choice_of(task, name),
                        .with = field(request, "met"),
                        .minutes = field(request, "minuten"),
                        .note = field(request, "notitie"),
                        .until = field(request, "vanaf"),
                        .mobile = is_search(task) ? field(request, "mobiel") : g_strdup(""),
                        .email = is_search(task) ? field(request, "email") : g_strdup(""),
                        .sure = strcmp(sure, "ja") == 0};
  form->said.outcome = form->choice ? form->choice->outcome : PROGRESS_NONE;
  form->said.with_whom = form->with;
  form->said.note = form->note;
  return check(form, zone_to_local(cases_zone(request->web->world.cases), request->now).day);
}

/* -- the form --------------------------------------------------------------------------------------------------------
 */

static void problem(GString *out, const char *id, const char *text) {
  if (!text) return;
  html_raw(out, "<p class=\"wrong\" id=\"");
  html_text(out, id);
  html_raw(out, "\">");
  html_text(out, text);
  html_raw(out, "</p>");
}

static const char *done_words(const struct store_task *task) {
  if (strcmp(task->kind, "letter") == 0) return "De brief is op de post";
  return is_search(task) ? "Gezocht" : "Gedaan";
}

static void draw_choice(GString *out, const struct store_task *task, const struct choice *choice,
                        const struct form *form) {
  html_raw(out, "<label class=\"choice\"><input type=\"radio\" name=\"uitkomst\" value=\"");
  html_text(out, progress_outcome_names[choice->outcome]);
  html_raw(out, "\"");
  if (form->choice == choice) html_raw(out, " checked");
  html_raw(out, "><span>");
  html_text(out, choice->outcome == PROGRESS_DONE ? done_words(task) : choice->label);
  if (*choice->hint) html_element(out, "small", NULL, choice->hint);
  html_raw(out, "</span></label>");
}

static void draw_choices(GString *out, const struct store_task *task, const struct form *form) {
  html_raw(out, "<fieldset");
  if (form->no_choice) html_raw(out, " aria-describedby=\"fout-uitkomst\"");
  html_raw(out, "><legend>Wat kwam ervan?</legend>");
  problem(out, "fout-uitkomst", form->no_choice);
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
    if (fits(&choices[i], task)) draw_choice(out, task, &choices[i], form);
  html_raw(out, "</fieldset>");
}

struct input {
  const char *name, *label, *attributes, *value, *wrong;
};

static void draw_input(GString *out, const struct input *input) {
  g_autofree char *wrong = g_strconcat("fout-", input->name, NULL);
  g_string_append_printf(out, "<label for=\"%s\">", input->name);
  html_text(out, input->label);
  html_raw(out, "</label>");
  problem(out, wrong, input->wrong);
  g_string_append_printf(out, "<input id=\"%s\" name=\"%s\" %s", input->name, input->name, input->attributes);
  if (input->wrong) g_string_append_printf(out, " aria-invalid=\"true\" aria-describedby=\"%s\"", wrong);
  html_raw(out, " value=\"");
  html_text(out, input->value);
  html_raw(out, "\">");
}

static void draw_reach(GString *out, const struct form *form) {
  draw_input(out, &(struct input){"mobiel", "Nieuw telefoonnummer (als u het vond)",
                                  "type=\"tel\" autocomplete=\"off\"", form->mobile, form->bad_mobile});
  draw_input(out, &(struct input){"email", "Nieuw e-mailadres (als u het vond)",
                                  "inputmode=\"email\" autocomplete=\"off\"", form->email, form->bad_email});
}

static void draw_note(GString *out, const struct form *form) {
  html_raw(out,
           "<label for=\"notitie\">Notitie (hoeft niet)</label><p class=\"ground\" id=\"uitleg\">Schrijf alleen op "
           "wat een collega moet weten. Geen diagnose, geen medische gegevens.</p>");
  problem(out, "fout-notitie", form->too_long);
  html_raw(out, "<textarea id=\"notitie\" name=\"notitie\" rows=\"4\" aria-describedby=\"uitleg");
  if (form->too_long) html_raw(out, " fout-notitie");
  html_raw(out, "\">\n");
  html_text(out, form->note);
  html_raw(out, "</textarea>");
}

static void draw_sure(GString *out, const struct form *form) {
  if (!form->unsure) return;
  html_raw(out, "<label class=\"choice\"><input type=\"checkbox\" name=\"zeker\" value=\"ja\" "
                "aria-describedby=\"fout-zeker\"><span>Ja, dit klopt</span></label>");
}

static void draw_form(const struct web_request *request, GString *out, const struct store_task *task,
                      const struct form *form) {
  g_autofree char *key = web_session_form_key(request);
  gboolean letter = strcmp(task->kind, "letter") == 0;
  g_string_append_printf(out,
                         "<form class=\"signin record\" method=\"post\" action=\"/taak/%" G_GINT64_FORMAT
                         "\"><input type=\"hidden\" name=\"sleutel\" value=\"%s\">",
                         task->id, key);
  draw_choices(out, task, form);
  if (is_search(task)) draw_reach(out, form);
  if (!letter)
    draw_input(out, &(struct input){"vanaf", "Vanaf welke dag? (alleen bij Later opnieuw)", "type=\"date\"",
                                    form->until, form->bad_until});
  if (!letter)
    draw_input(out, &(struct input){"met", "Met wie? (hoeft niet)", "autocomplete=\"off\"", form->with, NULL});
  draw_input(out, &(struct input){"minuten", "Hoeveel minuten? (hoeft niet)",
                                  "inputmode=\"numeric\" autocomplete=\"off\"", form->minutes, form->bad_minutes});
  draw_note(out, form);
  problem(out, "fout-zeker", form->unsure);
  draw_sure(out, form);
  html_raw(out, "<button type=\"submit\">Vastleggen</button></form>");
}

/* -- the page --------------------------------------------------------------------------------------------------------
 */

static void links(const struct web_request *request, GString *out, const json_t *task) {
  html_raw(out, "<p><a href=\"/\">Naar de werklijst</a></p>");
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN) return;
  html_raw(out, "<p><a href=\"/jongere/");
  html_url(out, web_room_text(task, "leaver"));
  html_raw(out, "\">Alles over ");
  html_text(out, web_room_text(task, "name"));
  html_raw(out, "</a></p>");
}

static void what(const struct web_request *request, GString *out, const json_t *task) {
  gboolean safe = web_room_sight(request->staff) >= WEB_SIGHT_OWN;
  g_autofree char *why = page_words_task(web_room_text(task, "why"), safe);
  html_raw(out, "<div class=\"task\">");
  html_element(out, "p", "what", why);
  if (json_object_get(task, "said")) page_words_said(out, json_object_get(task, "said"));
  if (safe) page_words_follow(out, json_object_get(task, "said"));
  if (safe) page_words_safe(out, web_room_text(task, "safe_contact"));
  page_words_letter(out, task);
  if (strcmp(web_room_text(task, "kind"), "letter") != 0) {
    html_raw(out, "<p>");
    page_words_reach_known(out, task);
    html_raw(out, "</p>");
    page_words_ground(out, web_room_text(task, "ground"));
  }
  html_raw(out, "</div>");
}

static void pair(GString *out, const char *name, const char *value) {
  if (!*value) return;
  html_element(out, "dt", NULL, name);
  html_element(out, "dd", "body", value);
}

static const char *label_of(const struct store_task *task) {
  const char *outcome = task->outcome;
  if (strcmp(outcome, progress_outcome_names[PROGRESS_DONE]) == 0) return done_words(task);
  for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
    if (strcmp(progress_outcome_names[choices[i].outcome], outcome) == 0) return choices[i].label;
  return outcome;
}

/* What was recorded, by whoever. */
static void closed(GString *out, const struct store_task *task) {
  gboolean done = strcmp(task->state, "done") == 0;
  html_element(out, "p", "done", done ? "Dit is vastgelegd." : "Deze taak is vervallen. U hoeft niets meer te doen.");
  if (!done) return;
  g_autofree char *minutes = task->minutes ? g_strdup_printf("%d", task->minutes) : g_strdup("");
  html_raw(out, "<dl class=\"facts\">");
  pair(out, "Wat kwam ervan?", label_of(task));
  pair(out, "Met wie?", task->with_whom);
  pair(out, "Minuten", minutes);
  pair(out, "Notitie", task->note);
  html_raw(out, "</dl>");
}

static void draw(struct web_request *request, struct web_answer *answer, const struct store_task *task,
                 const struct form *form) {
  json_t *document = views_task(request->web->world.cases, task, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  const char *name = web_room_text(document, "name");
  g_autofree char *title = g_strdup_printf("%s: %s", page_words_kind(task->kind), name);
  gboolean wrong = is_wrong(form);
  page_frame_begin(answer, request->staff, title);
  if (wrong || form->refused) {
    html_raw(answer->body, "<p class=\"alert\" role=\"alert\">");
    html_text(answer->body,
              form->refused ? form->refused : "Dit is nog niet vastgelegd. Hieronder staat wat er nog moet.");
    html_raw(answer->body, "</p>");
  }
  if (strcmp(task->state, "open") != 0)
    closed(answer->body, task);
  else
    what(request, answer->body, document);
  if (strcmp(task->state, "open") == 0 && strcmp(task->kind, "decide") == 0)
    html_element(answer->body, "p", "alert", "Een overdracht beslist u samen met de beheerder van Waakvlam.");
  else if (strcmp(task->state, "open") == 0)
    draw_form(request, answer->body, task, form);
  links(request, answer->body, document);
  page_frame_end(answer);
  json_decref(document);
}

void page_task(struct web_request *request, struct web_answer *answer) {
  struct store_task *task = task_of(request);
  struct form form = {.with = "", .minutes = "", .note = "", .until = "", .mobile = "", .email = ""};
  if (task)
    draw(request, answer, task, &form);
  else
    page_frame_not_found(answer, request->staff);
  store_tasks_free(task);
}

/* -- recording -------------------------------------------------------------------------------------------------------
 */

static void add_fact(GString *body, GPtrArray *owned, enum cohort_id id, const char *typed) {
  char *normal = normal_of(&id, typed);
  if (*normal) g_string_append_printf(body, "%s=%s\n", cohort_fields[id].name, normal);
  if (*normal)
    g_ptr_array_add(owned, normal);
  else
    g_free(normal);
}

/* What was found, before the task is closed: should that fail, it is still there to close. */
static gboolean correct(struct web_request *request, const struct flow_act *act, const struct store_task *task,
                        const struct form *form, GError **error) {
  g_autoptr(GString) body = g_string_new(NULL);
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
  add_fact(body, owned, COHORT_MOBILE, form->mobile);
  add_fact(body, owned, COHORT_EMAIL, form->email);
  if (owned->len == 0) return TRUE;
  struct store_enrolment *row = store_people_enrolment(cases_store(request->web->world.cases), task->enrolment, error);
  gboolean ok = row && flow_correct_by_hand(request->web->world.flow, act, row, body->str, owned, error);
  store_people_enrolment_free(row);
  return ok;
}

static void record(struct web_request *request, struct web_answer *answer, const struct store_task *task,
                   struct form *form) {
  g_autofree char *actor = g_strdup_printf("staff:%" G_GINT64_FORMAT, request->staff->id);
  g_autofree char *back = g_strdup_printf("/taak/%" G_GINT64_FORMAT, task->id);
  struct flow_act act = {request->now, actor};
  g_autoptr(GError) error = NULL;
  if (correct(request, &act, task, form, &error) &&
      flow_task_done(request->web->world.flow, &act, task->id, &form->said, &error)) {
    web_room_redirect(answer, back);
    return;
  }
  if (!error || error->domain != FLOW_ERROR) {
    page_frame_failed(answer, request->staff);
    return;
  }
  form->refused = "Dit kon niet worden vastgelegd. Kijk of de taak nog klopt, en probeer het over een minuut opnieuw.";
  answer->status = MHD_HTTP_CONFLICT;
  draw(request, answer, task, form);
}

static void take(struct web_request *request, struct web_answer *answer, const struct store_task *task) {
  struct form form;
  gboolean good = read_form(request, task, &form);
  if (strcmp(task->state, "open") != 0) {
    g_autofree char *back = g_strdup_printf("/taak/%" G_GINT64_FORMAT, task->id);
    web_room_redirect(answer, back);
  } else if (good) {
    record(request, answer, task, &form);
  } else {
    answer->status = MHD_HTTP_BAD_REQUEST;
    draw(request, answer, task, &form);
  }
  form_clear(&form);
}

void page_task_post(struct web_request *request, struct web_answer *answer) {
  struct store_task *task = task_of(request);
  if (!task)
    page_frame_not_found(answer, request->staff);
  else if (!web_session_form_is_ours(request))
    page_frame_foreign(answer);
  else
    take(request, answer, task);
  store_tasks_free(task);
}
