/* Letters, for who can't be reached in any other way: the text, and where it goes. The channel prints, the post room
 * sends. */
#include "scheduler/flow/flow_room.h"

#include "scheduler/flow/flow_words_nl.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/store/store_tasks.h"

#include <string.h>

#define LETTER "letter"

gboolean flow_can_reach(const struct cases_file *file) {
  return file->facts.value[FACT_HAS_MOBILE] == FACT_YES || file->facts.value[FACT_HAS_EMAIL] == FACT_YES;
}

static void add_word(GString *out, const char *word) {
  if (!*word) return;
  if (out->len && out->str[out->len - 1] != '\n') g_string_append_c(out, ' ');
  g_string_append(out, word);
}

/* "1234AB" is written "1234 AB". */
static void add_place(GString *out, const char *postcode, const char *place) {
  g_string_append_printf(out, "\n%.4s %s", postcode, strlen(postcode) > 4 ? postcode + 4 : "");
  if (!*place) return;
  g_autofree char *capitals = g_utf8_strup(place, -1);
  g_string_append_printf(out, "  %s", capitals);
}

/* Without a street, for schools often keep none: the post finds a house by its postcode and number. NULL when that is
 * not known, or may not be written on an envelope. */
static char *postal_address(const struct cases_file *file) {
  const char *postcode = cases_text(file, "postcode"), *house = cases_text(file, "huisnummer");
  if (!*postcode || !*house || strcmp(cases_text(file, "adres_geheim"), "ja") == 0) return NULL;
  if (!cases_is_safe(file, LETTER)) return NULL;
  g_autoptr(GString) out = g_string_new(NULL);
  add_word(out, cases_text(file, "roepnaam"));
  add_word(out, cases_text(file, "tussenvoegsel"));
  add_word(out, cases_text(file, "achternaam"));
  g_string_append_c(out, '\n');
  add_word(out, *cases_text(file, "straat") ? cases_text(file, "straat") : flow_words_house_number());
  add_word(out, house);
  add_place(out, postcode, cases_text(file, "woonplaats"));
  return g_strdup(out->str);
}

/* A rule's own text when there is one for letters, else the school's general letter. */
static const char *text_name(const struct flow_deed *deed) {
  const char *own = deed->rule ? deed->rule->announce : NULL, *hash = NULL;
  const char *organisation = deed->file->enrolment->organisation;
  if (own && cases_template(deed->flow->cases, organisation, own, LETTER, &hash, NULL)) return own;
  return flow_words_letter_template();
}

static gboolean put(struct flow_deed *deed, struct store_message *message, gboolean *added, GError **error) {
  const struct store_staff *counsellor = flow_staff(deed->flow, deed->file->enrolment->counsellor);
  message->enrolment = deed->file->enrolment->id;
  message->channel = message->act = (char *)LETTER;
  message->rule = (char *)deed->name;
  message->year = deed->step->year;
  message->attempt = deed->step->attempt;
  message->state = "queued";
  message->reason = message->reference = message->sender = message->reply_to = message->copy_to = message->invitation =
      "";
  message->to_name = (char *)cases_text(deed->file, "roepnaam");
  message->sender_name = counsellor ? counsellor->name : "";
  message->queued_at = message->changed_at = message->due = deed->act->now;
  message->expires = flow_midnight(deed->flow, MAX(deed->result->to, deed->today + 1));
  g_autofree char *name = flow_act_name(message->enrolment, message->year, deed->name, message->attempt, LETTER);
  return flow_put_message(deed->flow, name, message, added, error);
}

gboolean flow_letter_write(struct flow_deed *deed, gboolean *written, GError **error) {
  g_autofree char *missing = NULL;
  struct store_message message = {.address = postal_address(deed->file)};
  gboolean ok = TRUE;
  *written = FALSE;
  if (!message.address) return TRUE;
  ok = flow_render_text(deed, text_name(deed), LETTER, &message, &missing, error);
  if (ok)
    ok = put(deed, &message, written, error);
  else
    ok = missing != NULL; /* no letter: the task that asks for an address stands */
  if (*written) deed->counts->queued++;
  g_free(message.address);
  g_free(message.subject);
  g_free(message.body);
  g_free(message.template);
  return ok;
}

struct store_message *flow_letter_of(struct flow *flow, const struct store_task *task, GError **error) {
  g_autoptr(GPtrArray) all = store_outbox_of(flow->store, task->enrolment, error);
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_message *one = all->pdata[i];
    if (strcmp(one->channel, LETTER) == 0 && strcmp(one->rule, task->rule) == 0 && one->year == task->year &&
        one->attempt == task->attempt)
      return store_outbox_message(flow->store, one->id, error);
  }
  return NULL;
}

gboolean flow_letter_posted(struct flow *flow, const struct flow_act *act, const struct store_task *task,
                            GError **error) {
  GError *own = NULL;
  struct store_message *letter = flow_letter_of(flow, task, &own);
  gboolean changed = FALSE;
  gboolean ok = !own && (!letter || store_outbox_set(flow->store, letter->id, "delivered", "posted by the post room",
                                                     NULL, 0, act->now, &changed, &own));
  if (letter) store_outbox_message_free(letter);
  if (own) g_propagate_error(error, own);
  return ok;
}
