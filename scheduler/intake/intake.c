#include "scheduler/intake/intake_room.h"

#include "channels/formats/mail_identity.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_inbound.h"

#include <string.h>

/* How long the same words, without a time or number of their own, are a gateway that tries again and no second message.
 */
enum { SAME_WORDS_SECONDS = 12 * 3600 };

struct intake *intake_new(struct flow *flow, struct cases *cases) {
  struct intake *intake = g_new(struct intake, 1);
  *intake = (struct intake){flow, cases, cases_store(cases)};
  return intake;
}

void intake_free(struct intake *intake) {
  g_free(intake);
}

/* What no one here can read stays kept, and says so. */
static gboolean take(struct intake_reading *reading, GBytes *raw, GError **error) {
  if (strcmp(reading->channel, "email") == 0) return intake_mail_take(reading, raw, error);
  if (strcmp(reading->channel, "unsubscribe") == 0) return intake_unsubscribe_take(reading, raw, error);
  if (intake_batch_reads(reading->channel)) return intake_batch_take(reading, raw, error);
  intake_answer_say(reading, FALSE, "nothing here reads the channel %s", reading->channel);
  return TRUE;
}

/* -- keeping ---------------------------------------------------------------------------------------------------------
 */

/* NULL: the very same bytes alone are the same message. */
static char *mail_name(const char *channel, GBytes *raw) {
  gsize length = 0;
  const void *bytes = g_bytes_get_data(raw, &length);
  return strcmp(channel, "email") == 0 && length ? mail_identity(bytes, length) : NULL;
}

/* A provider that got no answer in time sends again, and not always the same bytes: a number of the try, another order.
 */
static gboolean keep_named(struct intake *intake, const char *channel, const char *identity, GBytes *raw, gint64 now,
                           gint64 *id, GError **error) {
  gboolean is_new = FALSE;
  if (!intake_batch_find(intake, channel, identity, now, id, error)) return FALSE;
  return *id || store_inbound_keep_as(intake->store, channel, identity, raw, now, now - INTAKE_SAME_NAME_SECONDS, id,
                                      &is_new, error);
}

struct lifting {
  gint64 since;
  gboolean found;
};

static void see_lifting(void *user, const struct store_event *event) {
  struct lifting *lifting = user;
  lifting->found |= event->kind == PROGRESS_EVENT_STOP_LIFTED && event->at >= lifting->since;
}

/* It was a STOP, and a person lifted it since: whoever says it again means it again, however soon. */
static gboolean was_lifted(struct intake *intake, gint64 id) {
  struct store_inbound *before = store_inbound_get(intake->store, id, NULL);
  struct lifting lifting = {before ? before->at : 0, FALSE};
  if (before && before->enrolment && strcmp(before->kind, "opt_out") == 0)
    store_events_each(intake->store, before->enrolment, G_MAXINT64, see_lifting, &lifting, NULL);
  if (before) store_inbound_free(before);
  return lifting.found;
}

static gboolean keep_inside(struct intake *intake, const char *channel, GBytes *raw, gint64 now, gint64 *id,
                            GError **error) {
  gboolean is_new = FALSE;
  g_autofree char *mail = mail_name(channel, raw);
  if (mail) return store_inbound_keep_as(intake->store, channel, mail, raw, now, G_MININT64, id, &is_new, error);
  struct intake_name name;
  intake_batch_name(channel, raw, &name);
  g_autofree char *identity = name.identity;
  if (identity) return keep_named(intake, channel, identity, raw, now, id, error);
  gint64 since = name.bare ? now - SAME_WORDS_SECONDS : G_MININT64;
  if (!store_inbound_keep_since(intake->store, channel, raw, now, since, id, &is_new, error)) return FALSE;
  if (is_new || !name.bare || !was_lifted(intake, *id)) return TRUE;
  return store_inbound_keep_since(intake->store, channel, raw, now, now + 1, id, &is_new, error);
}

static gboolean finish(struct intake *intake, gboolean fine, GError **error) {
  if (fine && store_commit(intake->store, error)) return TRUE;
  store_rollback(intake->store);
  return FALSE;
}

static gboolean keep(struct intake *intake, const char *channel, GBytes *raw, gint64 now, gint64 *id, GError **error) {
  if (!store_begin(intake->store, error)) return FALSE;
  return finish(intake, keep_inside(intake, channel, raw, now, id, error), error);
}

/* -- reading ---------------------------------------------------------------------------------------------------------
 */

static gboolean read_inside(struct intake_reading *reading, GBytes *raw, char **answer, GError **error) {
  if (!take(reading, raw, error)) return FALSE;
  if (reading->split) return TRUE;
  intake_match_school(reading, "");
  g_autofree char *text = intake_answer_text(reading);
  gint64 message = reading->message ? reading->message->id : 0;
  gint64 enrolment = reading->whose == INTAKE_ONES ? reading->enrolment : 0;
  if (!reading->early &&
      !store_inbound_done(reading->intake->store, reading->inbound, reading->kind, enrolment, message, text, error))
    return FALSE;
  *answer = g_steal_pointer(&text);
  return TRUE;
}

/* Asked again inside the transaction: two processes may read what was left at the same time. No answer: it was several
 * messages. */
static gboolean read_or_repeat(struct intake *intake, gint64 id, gint64 now, char **answer, GError **error) {
  struct store_inbound *kept = store_inbound_get(intake->store, id, error);
  if (!kept) return FALSE;
  gboolean fine = TRUE;
  if (strcmp(kept->state, "new") != 0) {
    *answer = strcmp(kept->kind, STORE_INBOUND_SPLIT) == 0 ? NULL : g_strdup(kept->answer);
  } else {
    struct intake_reading reading = {.intake = intake,
                                     .act = {now, "system"},
                                     .inbound = id,
                                     .kept_at = kept->at,
                                     .channel = kept->channel,
                                     .way = "",
                                     .kind = "other",
                                     .from = g_strdup(""),
                                     .more = json_object()};
    fine = read_inside(&reading, kept->raw, answer, error);
    intake_answer_clear(&reading);
  }
  store_inbound_free(kept);
  return fine;
}

static gboolean read_one(struct intake *intake, gint64 id, gint64 now, char **answer, GError **error) {
  *answer = NULL;
  if (!store_begin(intake->store, error)) return FALSE;
  return finish(intake, read_or_repeat(intake, id, now, answer, error), error);
}

/* Each in a transaction of its own: one that can't be told to flow must not keep the others waiting. */
static char *read_pieces(struct intake *intake, gint64 id, gint64 now, GError **error) {
  g_autoptr(GArray) pieces = store_inbound_pieces(intake->store, id, error);
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) first = NULL;
  for (guint i = 0; pieces && i < pieces->len; i++) {
    char *answer = NULL;
    if (read_one(intake, g_array_index(pieces, gint64, i), now, &answer, first ? NULL : &first) && answer)
      g_ptr_array_add(answers, answer);
  }
  if (first) g_propagate_error(error, g_steal_pointer(&first));
  return pieces && !(error && *error) ? intake_batch_answer(answers) : NULL;
}

static char *read_whole(struct intake *intake, gint64 id, gint64 now, GError **error) {
  char *answer = NULL;
  if (!read_one(intake, id, now, &answer, error)) {
    g_free(answer);
    return NULL;
  }
  return answer ? answer : read_pieces(intake, id, now, error);
}

char *intake_message(struct intake *intake, const char *channel, GBytes *raw, gint64 now, GError **error) {
  gint64 id = 0;
  return keep(intake, channel, raw, now, &id, error) ? read_whole(intake, id, now, error) : NULL;
}

gboolean intake_keep(struct intake *intake, const char *channel, GBytes *raw, gint64 now, GError **error) {
  gint64 id = 0;
  return keep(intake, channel, raw, now, &id, error);
}

/* One message that can't be told to flow (its policy no longer reads, say) must not keep the others waiting: it stays
 * kept and is tried again at the next start. */
gboolean intake_pending(struct intake *intake, gint64 now, guint *read, GError **error) {
  *read = 0;
  g_autoptr(GArray) ids = store_inbound_new(intake->store, error);
  for (guint i = 0; ids && i < ids->len; i++) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *answer = read_whole(intake, g_array_index(ids, gint64, i), now, &problem);
    if (answer) ++*read;
    if (answer || !problem || problem->domain != STORE_ERROR) continue;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  return ids != NULL;
}
