/* No more mail, without signing in: what `List-Unsubscribe` in a mail leads to (RFC 8058).
 *
 * A GET only shows a button: scanners of mail follow every link. A POST is the click, of our button or of a mail
 * program's own ("List-Unsubscribe=One-Click"), and needs no form of ours: who has the link has the mail. Nothing of a
 * person is on the page, for a mail is passed on and a screen is looked at by others. */
#include <string.h>

#include "scheduler/intake/intake.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/web/html.h"
#include "scheduler/web/web_room.h"

struct click {
  struct store_message *message; /* NULL: the link is wrong, or too old */
  CasesFile *file;
  char *school; /* "" = not known */
  gboolean stopped;
};

static char *school_name(struct store *store, const char *id) {
  g_autoptr(GPtrArray) all = store_organisations_all(store, NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_organisation *organisation = all->pdata[i];
    if (strcmp(organisation->id, id) == 0) return g_strdup(organisation->name);
  }
  return g_strdup("");
}

static gboolean click_read(struct web_request *request, struct click *click, GError **error) {
  const struct web_world *world = &request->web->world;
  struct store *store = cases_store(world->cases);
  g_autoptr(GError) own = NULL;
  *click = (struct click){.school = g_strdup("")};
  click->message = flow_unsubscribe_message(world->flow, request->tail, &own);
  if (click->message) click->file = cases_load(world->cases, click->message->enrolment, G_MAXINT64, &own);
  if (own) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  if (!click->file) return TRUE;
  g_free(click->school);
  click->school = school_name(store, click->file->enrolment->organisation);
  click->stopped = (click->file->progress.stops & PROGRESS_STOP_EMAIL) != 0;
  return TRUE;
}

static void click_clear(struct click *click) {
  store_outbox_message_free(click->message);
  cases_file_free(click->file);
  g_free(click->school);
}

/* -- what people see --------------------------------------------------------------------------------------------------
 */

static void lead(GString *out, const char *before, const char *school, const char *after) {
  g_autofree char *text = g_strconcat(before, *school ? " van " : "", school, after, NULL);
  html_element(out, "p", "lead", text);
}

static void still(GString *out) {
  html_element(out, "p", NULL,
               "Je school kan je nog wel bellen of een sms sturen. Je houdt recht op hulp. Wil je later toch weer "
               "e-mail? Bel je school.");
}

static void show_question(struct web_answer *answer, const struct click *click) {
  page_frame_begin(answer, NULL, "Geen e-mail meer?");
  lead(answer->body, "Wil je geen e-mail meer", click->school, "? Klik dan op de knop.");
  html_raw(answer->body, "<form class=\"signin\" method=\"post\"><button type=\"submit\" name=\"stop\" "
                         "value=\"ja\">Stop met e-mail</button></form>");
  still(answer->body);
  page_frame_end(answer);
}

static void show_done(struct web_answer *answer, const struct click *click) {
  page_frame_begin(answer, NULL, "Je krijgt geen e-mail meer");
  lead(answer->body, "Het is geregeld. Je krijgt geen e-mail meer", click->school, ".");
  still(answer->body);
  page_frame_end(answer);
}

static void show_wrong(struct web_answer *answer) {
  answer->status = MHD_HTTP_NOT_FOUND;
  page_frame_begin(answer, NULL, "Deze link werkt niet");
  html_element(answer->body, "p", "lead", "De link is niet heel, of hij is te oud.");
  html_element(answer->body, "p", NULL,
               "Wil je geen berichten meer? Antwoord dan met het woord STOP op een bericht van je school. Of bel je "
               "school.");
  page_frame_end(answer);
}

/* -- the two handlers -------------------------------------------------------------------------------------------------
 */

void page_unsubscribe(struct web_request *request, struct web_answer *answer) {
  struct click click;
  g_autoptr(GError) error = NULL;
  if (!click_read(request, &click, &error))
    page_frame_failed(answer, NULL);
  else if (!click.file)
    show_wrong(answer);
  else if (click.stopped)
    show_done(answer, &click);
  else
    show_question(answer, &click);
  click_clear(&click);
}

/* Kept raw and read by intake, as all that comes in. Who clicks twice has stopped already. */
static gboolean stop_mail(struct web_request *request, const struct click *click, GError **error) {
  const struct web_world *world = &request->web->world;
  gboolean one_click = strstr(request->body->str, "One-Click") != NULL;
  if (click->stopped) return TRUE;
  g_autofree char *text = g_strdup_printf("key=%s&at=%" G_GINT64_FORMAT "&how=%s", click->message->key, request->now,
                                          one_click ? "one-click" : "page");
  g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
  g_autoptr(Intake) intake = intake_new(world->flow, world->cases);
  g_autofree char *said = intake_message(intake, "unsubscribe", raw, request->now, error);
  return said != NULL;
}

void page_unsubscribe_post(struct web_request *request, struct web_answer *answer) {
  struct click click;
  g_autoptr(GError) error = NULL;
  if (!click_read(request, &click, &error))
    page_frame_failed(answer, NULL);
  else if (!click.file)
    show_wrong(answer);
  else if (stop_mail(request, &click, &error))
    show_done(answer, &click);
  else
    page_frame_failed(answer, NULL);
  click_clear(&click);
}
