#include <string.h>

#include "rules/calendar/date_nl.h"
#include "scheduler/views/views.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { PAGE = 50, SOON_DAYS = 14 };
enum group { URGENT, TODAY, LATE, SOON, FAR, GROUPS };
static const char *const titles[GROUPS] = {"Dringend: doe dit nu", "Vandaag", "Te laat", "De komende twee weken",
                                           "Daarna"};

/* What drawing a task needs to know besides the task. */
struct look {
  const struct web_request *request;
  date_t today;
  gboolean owners, links; /* say whose task it is; link to the young person */
};

static date_t due_of(const json_t *task) {
  date_t due = DATE_NONE;
  return date_parse_iso(web_room_text(task, "due"), &due) ? due : DATE_NONE;
}

static enum group group_of(date_t due, date_t today) {
  if (due == today) return TODAY;
  if (due < today) return LATE;
  return due <= today + SOON_DAYS ? SOON : FAR;
}

/* Under "Vandaag" the day need not be said again. */
static char *day_of(date_t due, int half, date_t today) {
  gboolean part = half != 0;
  if (due == today && part) return g_strdup(half == CALENDAR_MORNING ? "vanochtend" : "vanmiddag");
  if (due == today) return NULL;
  return part ? date_nl_half(due, half) : date_nl_day(due);
}

static void when(GString *out, const json_t *task, const struct look *look) {
  date_t due = due_of(task);
  const char *half = web_room_text(task, "half");
  int part = strcmp(half, "morning") == 0 ? CALENDAR_MORNING : strcmp(half, "afternoon") == 0 ? CALENDAR_AFTERNOON : 0;
  g_autofree char *day = day_of(due, part, look->today);
  if (!day) return;
  html_raw(out, "<p class=\"when\">");
  page_words_time(out, web_room_text(task, "due"), day);
  int days = (int)(look->today - due);
  if (days > 0)
    g_string_append_printf(out, " <strong class=\"late\">%d %s te laat</strong>", days, days == 1 ? "dag" : "dagen");
  html_raw(out, "</p>");
}

static void who(GString *out, const json_t *task, const struct look *look) {
  const char *leaver = web_room_text(task, "leaver"), *name = web_room_text(task, "name");
  html_raw(out, "<h3><span class=\"kind\">");
  html_text(out, page_words_kind(web_room_text(task, "kind")));
  html_raw(out, "</span> ");
  if (look->links) {
    html_raw(out, "<a href=\"/jongere/");
    html_url(out, leaver);
    html_raw(out, "\">");
  }
  html_text(out, *name ? name : leaver);
  if (look->links) html_raw(out, "</a>");
  html_raw(out, "</h3>");
}

static void whose(GString *out, const char *email, const struct look *look) {
  struct store_staff *staff = store_staff_by_email(cases_store(look->request->web->world.cases), email, NULL);
  html_raw(out, "<p class=\"ground\">Begeleider: ");
  html_text(out, staff ? staff->name : email);
  html_raw(out, ".</p>");
  store_staff_free(staff);
}

/* Not of a letter: its address stands on it, and the post room need not know more. */
static void reach(GString *out, const json_t *task) {
  html_raw(out, "<p>");
  page_words_reach_known(out, task);
  if (!*web_room_text(task, "phone") && !*web_room_text(task, "email"))
    html_raw(out, "Er is geen nummer of e-mailadres bekend.");
  html_raw(out, "</p>");
  page_words_ground(out, web_room_text(task, "ground"));
}

static void item(GString *out, const json_t *task, const struct look *look) {
  const char *owner = web_room_text(task, "owner");
  g_autofree char *what = page_words_task(web_room_text(task, "why"), look->links);
  html_raw(out, "<li class=\"task\">");
  who(out, task, look);
  when(out, task, look);
  html_element(out, "p", "what", what);
  if (json_object_get(task, "said")) page_words_said(out, json_object_get(task, "said"));
  if (look->links) page_words_follow(out, json_object_get(task, "said"));
  if (look->links)
    page_words_safe(out, web_room_text(task, "safe_contact")); /* not for who may not know more of them */
  page_words_letter(out, task);
  if (strcmp(web_room_text(task, "kind"), "letter") != 0) reach(out, task);
  if (look->owners && *owner) whose(out, owner, look);
  page_words_record(out, web_room_text(task, "id"), web_room_text(task, "kind"));
  html_raw(out, "</li>");
}

/* The view's order is the page's order; a heading stands wherever a new group begins. */
static void tasks(GString *out, const json_t *list, const struct look *look) {
  enum group last = GROUPS;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *task = json_array_get(list, i);
    gboolean urgent = json_is_true(json_object_get(task, "urgent"));
    enum group group = urgent ? URGENT : group_of(due_of(task), look->today);
    if (group != last) {
      if (last != GROUPS) html_raw(out, "</ul>");
      html_element(out, "h2", NULL, titles[group]);
      html_raw(out, "<ul class=\"tasks\">");
    }
    last = group;
    item(out, task, look);
  }
  if (last != GROUPS) html_raw(out, "</ul>");
}

static void counts(GString *out, date_t today, json_int_t urgent, json_int_t for_today, json_int_t late,
                   json_int_t total) {
  g_autofree char *day = date_nl_long(today);
  g_autofree char *first = urgent > 0 ? g_strdup_printf("Dringend: %d.", (int)urgent) : g_strdup("");
  g_autofree char *text =
      g_strdup_printf("%s. %s%sVandaag: %d. Te laat: %d. Later: %d.", day, first, urgent > 0 ? " " : "", (int)for_today,
                      (int)late, (int)(total - urgent - for_today - late));
  *text = g_ascii_toupper(*text);
  html_element(out, "p", "lead", text);
}

/* Of what is urgent the page says enough. */
static void empty(GString *out, json_int_t total, json_int_t urgent, json_int_t for_today, json_int_t late) {
  const char *text = NULL;
  if (total == 0)
    text = "Er is niets te doen. Zodra een jongere aan de beurt is of reageert, staat het hier.";
  else if (for_today == 0 && urgent == 0)
    text = late ? "Voor vandaag staat er niets. Er is nog wel werk van eerdere dagen." : "Voor vandaag staat er niets.";
  if (text) html_element(out, "p", "empty", text);
}

/* What came in and is nobody's is no task, and must not wait for who happens to look. */
static void unclaimed(const struct web_request *request, GString *out) {
  struct views_viewer viewer = web_room_viewer(request);
  json_t *found = views_unclaimed(request->web->world.cases, &viewer, NULL);
  json_int_t total = json_integer_value(json_object_get(found, "total")),
             urgent = json_integer_value(json_object_get(found, "urgent"));
  json_decref(found);
  if (total == 0) return;
  g_autofree char *text = urgent ? g_strdup("Dringend: lees een bericht waarvan we niet weten van wie het is.")
                                 : g_strdup_printf("%d %s. We weten niet van wie.", (int)total,
                                                   total == 1 ? "bericht wacht" : "berichten wachten");
  g_string_append_printf(out, "<p class=\"%s\"><a href=\"/binnengekomen\">", urgent ? "alert" : "note");
  html_text(out, text);
  html_raw(out, "</a></p>");
}

static void link_page(GString *out, const char *text, gint64 from) {
  g_string_append_printf(out, "<a href=\"/?vanaf=%" G_GINT64_FORMAT "\">", from);
  html_text(out, text);
  html_raw(out, "</a> ");
}

static void pages(GString *out, gint64 from, gint64 total) {
  if (total <= PAGE && from == 0) return;
  html_raw(out, "<nav class=\"pages\" aria-label=\"Bladeren\">");
  if (from > 0) link_page(out, "Vorige taken", MAX(from - PAGE, 0));
  if (from + PAGE < total) link_page(out, "Meer taken", from + PAGE);
  html_raw(out, "</nav>");
}

void page_worklist(struct web_request *request, struct web_answer *answer) {
  struct cases *cases = request->web->world.cases;
  enum web_sight sight = web_room_sight(request->staff);
  struct look look = {request, zone_to_local(cases_zone(cases), request->now).day, sight == WEB_SIGHT_SCHOOL,
                      sight >= WEB_SIGHT_OWN};
  gint64 from = web_room_number(request, "vanaf"), owner = sight == WEB_SIGHT_SCHOOL ? 0 : request->staff->id;
  const char *school = owner ? NULL : request->staff->organisation; /* one's own, at whichever school */
  json_t *document = views_worklist(cases, school, owner, (guint)from, PAGE, request->now, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  json_int_t total = json_integer_value(json_object_get(document, "total")),
             for_today = json_integer_value(json_object_get(document, "today"));
  json_int_t late = json_integer_value(json_object_get(document, "late"));
  answer->here = "/";
  page_frame_begin(answer, request->staff, "Werklijst");
  json_int_t urgent = json_integer_value(json_object_get(document, "urgent"));
  counts(answer->body, look.today, urgent, for_today, late, total);
  if (from == 0 && sight >= WEB_SIGHT_OWN) unclaimed(request, answer->body);
  if (from == 0) empty(answer->body, total, urgent, for_today, late);
  tasks(answer->body, json_object_get(document, "tasks"), &look);
  pages(answer->body, from, total);
  page_frame_end(answer);
  json_decref(document);
}
