#include <string.h>

#include "scheduler/store/store_people.h"
#include "scheduler/views/views.h"
#include "scheduler/views/views_words_nl.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

enum { MOST = 200 };

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* "2026-08-21T10:00:00+02:00" as "21-08-2026 10:00": a list is scanned, not read aloud. */
static void moment(GString *out, const char *at) {
  if (strlen(at) < 16) return;
  html_raw(out, "<time datetime=\"");
  html_text(out, at);
  g_autofree char *text = g_strdup_printf("\">%.2s-%.2s-%.4s %.5s</time>", at + 8, at + 5, at, at + 11);
  g_string_append(out, text);
}

static void message(GString *out, const json_t *m) {
  html_raw(out, "<li class=\"message\"><p class=\"when\">");
  moment(out, text_of(m, "changed_at"));
  html_raw(out, " <span class=\"kind\">");
  html_text(out, views_words_channel(text_of(m, "channel")));
  html_raw(out, ": ");
  html_text(out, views_words_state(text_of(m, "state")));
  html_raw(out, "</span></p><p>Aan <a href=\"/jongere/");
  html_url(out, text_of(m, "leaver"));
  html_raw(out, "\">");
  html_text(out, text_of(m, "address"));
  html_raw(out, "</a></p>");
  if (*text_of(m, "subject")) html_element(out, "p", "subject", text_of(m, "subject"));
  html_element(out, "p", "body", text_of(m, "text"));
  if (*text_of(m, "reason")) html_element(out, "p", "ground", text_of(m, "reason"));
  html_raw(out, "</li>");
}

static gboolean is_own(struct web_request *request, const char *leaver) {
  struct store *store = cases_store(request->web->world.cases);
  gint64 person = store_people_find_person(store, leaver);
  g_autoptr(GPtrArray) rows = person ? store_people_enrolments(store, person, NULL) : NULL;
  return rows && rows->len && strcmp(((struct store_enrolment *)g_ptr_array_index(rows, 0))->organisation, request->staff->organisation) == 0;
}

void page_postbox(struct web_request *request, struct web_answer *answer) {
  json_t *document = views_messages(request->web->world.cases, 0, NULL, NULL);
  if (!document) {
    page_frame_failed(answer, request->staff);
    return;
  }
  const json_t *list = json_object_get(document, "messages");
  guint n = 0;
  page_frame_begin(answer, request->staff, "Postbus");
  html_raw(answer->body, "<ul class=\"messages\">");
  for (size_t i = 0; i < json_array_size(list) && n < MOST; i++) {
    const json_t *m = json_array_get(list, i);
    if (!is_own(request, text_of(m, "leaver"))) continue;
    message(answer->body, m);
    n++;
  }
  html_raw(answer->body, "</ul>");
  if (!n) html_element(answer->body, "p", "empty", "Er is nog geen bericht gestuurd.");
  page_frame_end(answer);
  json_decref(document);
}
