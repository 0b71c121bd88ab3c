#include <string.h>

#include "rules/calendar/date_nl.h"
#include "rules/contact/telephone.h"
#include "rules/language/language.h"
#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_words_nl.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { PAST_MOST = 100, NEXT_FIRST = 5 };

/* People of one's own school, and those whose counsellor one is at another: anybody else is "not found", not
 * "forbidden". */
static gboolean may_see(const struct store_enrolment *row, const struct store_staff *staff) {
  return row->counsellor == staff->id || strcmp(row->organisation, staff->organisation) == 0;
}

static gint64 own_person(const struct web_request *request) {
  struct store *store = cases_store(request->web->world.cases);
  gint64 person = strchr(request->tail, '/') ? 0 : store_people_find_person(store, request->tail, NULL);
  g_autoptr(GPtrArray) rows = person ? store_people_enrolments(store, person, NULL) : NULL;
  for (guint i = 0; rows && i < rows->len; i++)
    if (!may_see(g_ptr_array_index(rows, i), request->staff)) return 0;
  return rows && rows->len ? person : 0;
}

/* -- what is known ------------------------------------------------------------------------------------------------ */

static void pair(GString *out, const char *name, const char *value) {
  if (!*value) return;
  html_element(out, "dt", NULL, name);
  html_element(out, "dd", NULL, value);
}

static char *day_of(const char *iso) {
  date_t day = DATE_NONE;
  return date_parse_iso(iso, &day) ? date_nl_long(day) : g_strdup("");
}

static void day_pair(GString *out, const char *name, const char *iso) {
  g_autofree char *text = day_of(iso);
  pair(out, name, text);
}

static void reach_pair(GString *out, const char *name, const char *phone, const char *email) {
  if (!*phone && !*email) return;
  html_element(out, "dt", NULL, name);
  html_raw(out, "<dd>");
  page_words_reach(out, phone, email);
  html_raw(out, "</dd>");
}

static void offers(GString *out, const json_t *list) {
  static const char *const years[] = {"Aanbod voor het vertrek", "Aanbod in jaar 1", "Aanbod in jaar 2"};
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *offer = json_array_get(list, i);
    json_int_t year = json_integer_value(json_object_get(offer, "year"));
    if (year < 0 || year >= (json_int_t)G_N_ELEMENTS(years)) continue;
    g_autofree char *made = day_of(web_room_text(offer, "made")), *used = day_of(web_room_text(offer, "used"));
    g_autofree char *text = g_strconcat(*made ? "gedaan op " : "", made, *made && *used ? ", " : "",
                                        *used ? "gebruikt op " : "", used, NULL);
    pair(out, years[year], text);
  }
}

/* "geen-ouder", also as people write it. */
static gboolean is_parentless(const json_t *facts) {
  g_autofree char *remarks = g_utf8_strdown(web_room_text(facts, "veilig_contact"), -1);
  g_strdelimit(remarks, " _", '-');
  return strstr(remarks, "geen-ouder") != NULL;
}

static void contact_person(GString *out, const json_t *facts) {
  const char *phone = web_room_text(facts, "contactpersoon_mobiel"),
             *email = web_room_text(facts, "contactpersoon_email");
  if (strcmp(web_room_text(facts, "contactpersoon_akkoord"), "ja") != 0 || is_parentless(facts))
    return; /* who didn't agree, or must not know, isn't to be called */
  pair(out, "Contactpersoon", web_room_text(facts, "contactpersoon"));
  reach_pair(out, "Bereik de contactpersoon", phone, email);
}

static void unreachable(GString *out, const char *wish) {
  if (strcmp(wish, "doorgeven") == 0)
    pair(out, "Niet te bereiken?", "De gemeente mag het weten.");
  else if (strcmp(wish, "nee") == 0)
    pair(out, "Niet te bereiken?", "Niet doorgeven aan de gemeente.");
}

static void counsellor(const struct web_request *request, GString *out, const char *email) {
  struct store_staff *staff = *email ? store_staff_by_email(cases_store(request->web->world.cases), email, NULL) : NULL;
  pair(out, "Begeleider", staff ? staff->name : email);
  store_staff_free(staff);
}

/* What failed is said beside it, and is no link: nobody should ring a stranger. */
static void addresses(GString *out, const json_t *list) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    const char *address = web_room_text(one, "address"), *state = web_room_text(one, "state");
    gboolean sms = strcmp(web_room_text(one, "channel"), "sms") == 0;
    gboolean failed = strcmp(state, "bounced") == 0 || strcmp(state, "wrong") == 0;
    g_autofree char *shown = telephone_display(address);
    html_element(out, "dt", NULL, sms ? "Mobiel" : "E-mail");
    html_raw(out, "<dd>");
    if (failed)
      html_text(out, shown);
    else
      page_words_reach(out, sms ? address : "", sms ? "" : address);
    html_raw(out, "<br>");
    html_element(out, "span", failed ? "late" : "ground", web_room_text(one, "text"));
    html_raw(out, "</dd>");
  }
}

static void summary(const struct web_request *request, GString *out, const json_t *enrolment) {
  const json_t *facts = json_object_get(enrolment, "facts"), *window = json_object_get(enrolment, "window");
  page_words_safe(out, web_room_text(facts, "veilig_contact"));
  if (json_is_true(json_object_get(enrolment, "stopped")))
    html_raw(
        out,
        "<p class=\"alert\">Deze jongere wil geen berichten meer. Zelf bellen of een aanbod doen mag nog wel.</p>");
  html_raw(out, "<dl class=\"facts\">");
  addresses(out, json_object_get(enrolment, "addresses"));
  reach_pair(out, "Telefoon", web_room_text(facts, "telefoon"), "");
  contact_person(out, facts);
  counsellor(request, out, web_room_text(enrolment, "counsellor"));
  pair(out, "De begeleiding", web_room_text(enrolment, "state_text"));
  day_pair(out, "Loopt tot", web_room_text(window, "to"));
  offers(out, json_object_get(enrolment, "offers"));
  unreachable(out, web_room_text(facts, "bij_onbereikbaar"));
  html_raw(out, "</dl>");
}

/* -- lines ----------------------------------------------------------------------------------------------------------
 */

enum part { NOW, NEXT, PAST };

static enum part part_of(const json_t *line) {
  if (json_is_true(json_object_get(line, "past"))) return PAST;
  return strcmp(web_room_text(line, "kind"), "task") == 0 ? NOW : NEXT;
}

static void when(GString *out, const json_t *line) {
  const char *at = web_room_text(line, "at");
  g_autofree char *iso = g_strndup(at, 10);
  g_autofree char *day = day_of(iso);
  html_raw(out, "<p class=\"when\">");
  page_words_time(out, at, day);
  if (part_of(line) == PAST && strlen(at) >= 16) g_string_append_printf(out, ", %.2s.%.2s uur", at + 11, at + 14);
  if (json_is_true(json_object_get(line, "late"))) html_raw(out, " <strong class=\"late\">te laat</strong>");
  html_raw(out, "</p>");
}

static void title(GString *out, const char *text, const char *state) {
  html_raw(out, "<h3>");
  html_text(out, text);
  if (*state) {
    html_raw(out, " <span class=\"kind\">");
    html_text(out, state);
    html_raw(out, "</span>");
  }
  html_raw(out, "</h3>");
}

static void message(GString *out, const json_t *line) {
  g_autofree char *text = page_words_way_out(line);
  *text = g_ascii_toupper(*text);
  title(out, text, web_room_text(line, "state"));
  if (*web_room_text(line, "rule")) html_element(out, "p", "ground", web_room_text(line, "rule"));
  if (*web_room_text(line, "subject")) html_element(out, "p", "subject", web_room_text(line, "subject"));
  html_element(out, "p", "body", web_room_text(line, "text"));
}

static void task(GString *out, const json_t *line) {
  gboolean past = json_is_true(json_object_get(line, "past"));
  g_autofree char *what = page_words_task(web_room_text(line, "what"), TRUE);
  title(out, page_words_kind(web_room_text(line, "task_kind")), past ? web_room_text(line, "state") : "");
  html_element(out, "p", "what", what);
  if (json_object_get(line, "said")) page_words_said(out, json_object_get(line, "said"));
  page_words_follow(out, json_object_get(line, "said"));
  if (*web_room_text(line, "note")) html_element(out, "p", "body", web_room_text(line, "note"));
  page_words_ground(out, web_room_text(line, "why"));
  if (past || !*web_room_text(line, "owner")) return;
  g_autofree char *whose = g_strdup_printf("Voor: %s.", web_room_text(line, "owner"));
  html_element(out, "p", "ground", whose);
  if (json_is_true(json_object_get(line, "own")))
    page_words_record(out, web_room_text(line, "id"), web_room_text(line, "task_kind"));
}

static void planned(GString *out, const json_t *line) {
  const char *act = web_room_text(line, "act"), *if_text = web_room_text(line, "state"),
             *moment = web_room_text(line, "moment");
  gboolean ours = strcmp(act, "announce") == 0 || strcmp(act, "send") == 0;
  const char *what = ours                      ? "Bericht"
                     : strcmp(act, "end") == 0 ? "Einde"
                                               : page_words_kind(web_room_text(line, "step_kind"));
  html_raw(out, "<h3><span class=\"kind\">");
  html_text(out, what);
  html_raw(out, "</span> ");
  html_text(out, web_room_text(line, "what"));
  html_raw(out, "</h3><p class=\"ground\">");
  if (*if_text) {
    html_raw(out, "Alleen ");
    html_text(out, if_text);
    html_raw(out, ". ");
  }
  if (*moment) {
    html_raw(out, "Moment: ");
    html_text(out, moment);
    html_raw(out, ".");
  }
  html_raw(out, "</p>");
}

static void arrived(GString *out, const json_t *line) {
  title(out, web_room_text(line, "title"), "");
  if (*web_room_text(line, "text")) html_element(out, "blockquote", NULL, web_room_text(line, "text"));
}

static void plain(GString *out, const json_t *line) {
  title(out, web_room_text(line, "what"), web_room_text(line, "state"));
}

static const struct {
  const char *kind;
  void (*draw)(GString *out, const json_t *line);
  gboolean reasons; /* its `why` is a reason to show; the others say it themselves */
} kinds[] = {{"message", message, TRUE},
             {"task", task, FALSE},
             {"planned", planned, FALSE},
             {"inbound", arrived, FALSE},
             {NULL, plain, TRUE}};

/* What no table has in Dutch is a server's answer or a name of ours: it stays in the command line's `leaver timeline`.
 * Of an event it can also be a person's own words. */
static gboolean shows_reason(const json_t *line) {
  const char *why = web_room_text(line, "why");
  if (!*why || json_is_true(json_object_get(line, "raw"))) return FALSE;
  return strcmp(why, language_reason(PLAN_REASON_DUE)) != 0; /* of what has happened, that it was due says nothing */
}

static void draw(GString *out, const json_t *line) {
  guint k = 0;
  while (kinds[k].kind && strcmp(kinds[k].kind, web_room_text(line, "kind")) != 0) k++;
  g_string_append_printf(out, "<li class=\"%s\">",
                         part_of(line) == NOW    ? "now"
                         : part_of(line) == NEXT ? "planned"
                                                 : "past");
  when(out, line);
  kinds[k].draw(out, line);
  if (kinds[k].reasons && shows_reason(line)) html_element(out, "p", "ground", web_room_text(line, "why"));
  html_raw(out, "</li>");
}

/* A report of delivery is told by the state of its message. */
static gboolean is_told(const json_t *line) {
  return strcmp(web_room_text(line, "inbound_kind"), "receipt") == 0;
}

/* What is urgent stands first among what is to be done, as in the work list. */
static GPtrArray *lines_of(const json_t *list, enum part part) {
  GPtrArray *found = g_ptr_array_new();
  gint urgent = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    json_t *line = json_array_get(list, part == PAST ? json_array_size(list) - 1 - i : i);
    if (part_of(line) != part || is_told(line)) continue;
    if (part == NOW && json_is_true(json_object_get(line, "urgent")))
      g_ptr_array_insert(found, urgent++, line);
    else
      g_ptr_array_add(found, line);
  }
  return found;
}

static void draw_some(GString *out, const GPtrArray *found, guint from, guint to) {
  html_raw(out, "<ol class=\"timeline\">");
  for (guint i = from; i < MIN(to, found->len); i++) draw(out, g_ptr_array_index(found, i));
  html_raw(out, "</ol>");
}

/* The future reads forward, the past backward: what matters now is nearest to the top. Two years of moments that may
 * still change stand folded below the first few. */
static void lines(GString *out, const json_t *list, enum part part, const char *heading, const char *empty) {
  g_autoptr(GPtrArray) found = lines_of(list, part);
  guint first = part == NEXT ? NEXT_FIRST : PAST_MOST;
  html_element(out, "h2", NULL, heading);
  if (found->len == 0)
    html_element(out, "p", "empty", empty);
  else
    draw_some(out, found, 0, first);
  if (found->len <= first) return;
  g_string_append_printf(out, "<details><summary>%s (%u)</summary>",
                         part == NEXT ? "Alles wat daarna komt" : "Alles van daarvoor", found->len - first);
  draw_some(out, found, first, found->len);
  html_raw(out, "</details>");
}

static gboolean has_counsellor(const json_t *enrolments, const char *email) {
  for (size_t i = 0; i < json_array_size(enrolments); i++)
    if (strcmp(web_room_text(json_array_get(enrolments, i), "counsellor"), email) == 0) return TRUE;
  return FALSE;
}

/* Everybody of the school reads this page; a task is its owner's, the counsellor's and whose who leads. page_task asks
 * again. */
static void mark_own_tasks(const struct web_request *request, const json_t *document) {
  const struct store_staff *staff = request->staff;
  const json_t *list = json_object_get(document, "lines");
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, staff->id);
  gboolean all = web_room_sight(staff) == WEB_SIGHT_SCHOOL ||
                 has_counsellor(json_object_get(document, "enrolments"), staff->email);
  for (size_t i = 0; i < json_array_size(list); i++) {
    json_t *line = json_array_get(list, i);
    json_object_set_new(line, "own", json_boolean(all || strcmp(web_room_text(line, "owner_id"), id) == 0));
  }
}

static void draw_document(const struct web_request *request, struct web_answer *answer, const json_t *document) {
  const json_t *enrolments = json_object_get(document, "enrolments"), *list = json_object_get(document, "lines");
  const char *name = web_room_text(document, "name"), *leaver = web_room_text(document, "leaver");
  mark_own_tasks(request, document);
  page_frame_begin(answer, request->staff, *name ? name : leaver);
  for (size_t i = 0; i < json_array_size(enrolments); i++)
    summary(request, answer->body, json_array_get(enrolments, i));
  lines(answer->body, list, NOW, "Nu te doen", "Er is nu niets te doen voor deze jongere.");
  lines(answer->body, list, NEXT, "Wat er gaat gebeuren", "Er staat niets meer gepland.");
  lines(answer->body, list, PAST, "Wat er is gebeurd", "Er is nog niets gebeurd.");
  page_frame_end(answer);
}

void page_person(struct web_request *request, struct web_answer *answer) {
  if (web_room_sight(request->staff) < WEB_SIGHT_OWN) {
    page_frame_not_yours(answer, request->staff);
    return;
  }
  gint64 person = own_person(request);
  json_t *document = person ? views_timeline(request->web->world.cases, person, request->now, NULL) : NULL;
  if (document)
    draw_document(request, answer, document);
  else
    page_frame_not_found(answer, request->staff);
  json_decref(document);
}
