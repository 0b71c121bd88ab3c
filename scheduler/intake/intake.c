#include "scheduler/intake/intake_room.h"

#include "scheduler/store/store_inbound.h"

#include <string.h>

/* How long the same bytes by SMS, without a time in them, are a gateway that tries again and no second message. */
enum { SAME_WORDS_SECONDS = 12 * 3600 };

struct intake *intake_new(struct flow *flow, struct cases *cases) {
  struct intake *intake = g_new(struct intake, 1);
  *intake = (struct intake){flow, cases, cases_store(cases)};
  return intake;
}

void intake_free(struct intake *intake) {
  g_free(intake);
}

static const struct {
  const char *channel;
  gboolean (*take)(struct intake_reading *reading, GBytes *raw, GError **error);
} takers[] = {
    {"email", intake_mail_take},
    {"sms", intake_gateway_sms},
    {"receipt", intake_gateway_receipt},
};

/* What no one here can read stays kept, and says so. */
static gboolean take(struct intake_reading *reading, GBytes *raw, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(takers); i++)
    if (strcmp(takers[i].channel, reading->channel) == 0) return takers[i].take(reading, raw, error);
  intake_answer_say(reading, FALSE, "nothing here reads the channel %s", reading->channel);
  return TRUE;
}

/* -- keeping ---------------------------------------------------------------------------------------------------------
 */

static gboolean keep_inside(struct intake *intake, const char *channel, GBytes *raw, gint64 now, gint64 *id,
                            GError **error) {
  gboolean is_new = FALSE;
  gboolean bare = strcmp(channel, "sms") == 0 && !intake_gateway_is_stamped(raw);
  return store_inbound_keep_since(intake->store, channel, raw, now, bare ? now - SAME_WORDS_SECONDS : G_MININT64, id,
                                  &is_new, error);
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
  g_autofree char *text = intake_answer_text(reading);
  gint64 message = reading->message ? reading->message->id : 0;
  gint64 enrolment = reading->whose == INTAKE_ONES ? reading->enrolment : 0;
  if (!store_inbound_done(reading->intake->store, reading->inbound, reading->kind, enrolment, message, text, error))
    return FALSE;
  *answer = g_steal_pointer(&text);
  return TRUE;
}

/* Asked again inside the transaction: two processes may read what was left at the same time. */
static gboolean read_or_repeat(struct intake *intake, gint64 id, gint64 now, char **answer, GError **error) {
  struct store_inbound *kept = store_inbound_get(intake->store, id, error);
  if (!kept) return FALSE;
  gboolean fine = TRUE;
  if (strcmp(kept->state, "done") == 0) {
    *answer = g_strdup(kept->answer);
  } else {
    struct intake_reading reading = {.intake = intake,
                                     .act = {now, "system"},
                                     .inbound = id,
                                     .channel = kept->channel,
                                     .kind = "other",
                                     .from = g_strdup(""),
                                     .more = json_object()};
    fine = read_inside(&reading, kept->raw, answer, error);
    intake_answer_clear(&reading);
  }
  store_inbound_free(kept);
  return fine;
}

static char *read_one(struct intake *intake, gint64 id, gint64 now, GError **error) {
  g_autofree char *answer = NULL;
  if (!store_begin(intake->store, error)) return NULL;
  if (!finish(intake, read_or_repeat(intake, id, now, &answer, error), error)) return NULL;
  return g_steal_pointer(&answer);
}

char *intake_message(struct intake *intake, const char *channel, GBytes *raw, gint64 now, GError **error) {
  gint64 id = 0;
  return keep(intake, channel, raw, now, &id, error) ? read_one(intake, id, now, error) : NULL;
}

/* One message that can't be told to flow (its policy no longer reads, say) must not keep the others waiting: it stays
 * kept and is tried again at the next start. */
gboolean intake_pending(struct intake *intake, gint64 now, guint *read, GError **error) {
  *read = 0;
  g_autoptr(GArray) ids = store_inbound_new(intake->store, error);
  for (guint i = 0; ids && i < ids->len; i++) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *answer = read_one(intake, g_array_index(ids, gint64, i), now, &problem);
    if (answer) ++*read;
    if (answer || problem->domain != STORE_ERROR) continue;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  return ids != NULL;
}
