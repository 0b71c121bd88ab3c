/* Leaving no trace: contents and salts go, the chain stays and still verifies (S24). What stands in calendars outside
 * goes first, while it is still known; a calendar that can't be reached holds up no erasure. */
#include "scheduler/flow/flow_agenda.h"
#include "scheduler/flow/flow_appointment.h"

#include <string.h>

/* -- outside ---------------------------------------------------------------------------------------------------------
 */

static void left_free(gpointer data) {
  struct flow_left *left = data;
  g_free(left->calendar);
  g_free(left->reason);
  g_free(left);
}

GPtrArray *flow_left_new(void) {
  return g_ptr_array_new_with_free_func(left_free);
}

void flow_left_add(GPtrArray *all, const char *calendar, gint64 start, gboolean waits, const char *reason) {
  struct flow_left *left = g_new(struct flow_left, 1);
  *left = (struct flow_left){g_strdup(calendar), start, waits, g_strdup(reason)};
  g_ptr_array_add(all, left);
}

static gboolean call_off(struct flow *flow, const struct flow_act *act, gint64 enrolment, const GPtrArray *appointments,
                         GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file || !flow_appointment_call_off_all(flow, act, file, G_MAXINT64, "erased", error)) return FALSE;
  for (guint i = 0; i < appointments->len; i++) {
    const struct store_appointment *one = appointments->pdata[i];
    if (one->enrolment == enrolment && !flow_agenda_take_out(flow, act, file, one, error)) return FALSE;
  }
  return TRUE;
}

static gboolean add_queued(struct flow *flow, gint64 enrolment, GArray *queued, GError **error) {
  g_autoptr(GPtrArray) waiting = store_outbox_waiting(flow->store, enrolment, error);
  for (guint i = waiting ? waiting->len : 0; i > 0; i--) {
    const struct store_message *message = waiting->pdata[i - 1];
    if (flow_agenda_is_copy(message) || flow_appointment_is_change(message)) g_array_append_val(queued, message->id);
  }
  return waiting != NULL;
}

static gboolean outside(struct flow *flow, const struct flow_act *act, gint64 person, GArray *queued, GError **error) {
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(flow->store, person, error);
  g_autoptr(GPtrArray) all = enrolments ? store_appointments_list(flow->store, person, 0, TRUE, error) : NULL;
  for (guint i = 0; all && i < enrolments->len; i++) {
    gint64 enrolment = ((const struct store_enrolment *)enrolments->pdata[i])->id;
    if (!call_off(flow, act, enrolment, all, error) || !add_queued(flow, enrolment, queued, error)) return FALSE;
  }
  return all != NULL;
}

gboolean flow_erase_outside(struct flow *flow, const struct flow_act *act, gint64 person, GArray *queued,
                            GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, outside(flow, act, person, queued, error), error);
}

/* Did they hear that it is off? NULL = yes; else why not. */
static const char *untold(const GPtrArray *rows, const char *uid) {
  static const char *const said[] = {"sent", "delivered", NULL};
  for (guint i = 0; i < rows->len; i++) {
    const struct store_message *row = rows->pdata[i];
    if (strcmp(row->act, FLOW_ACT_CANCEL) != 0 || !strstr(row->invitation, uid)) continue;
    if (g_strv_contains(said, row->state)) return NULL;
    return *row->reason ? row->reason : row->state;
  }
  return "no mail may say it";
}

static gboolean look_after(struct flow *flow, const struct flow_act *act, gint64 person, GPtrArray *unfinished,
                           GPtrArray *left, GError **error) {
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(flow->store, person, error);
  g_autoptr(GPtrArray) all = enrolments ? store_appointments_list(flow->store, person, act->now, TRUE, error) : NULL;
  for (guint i = 0; all && i < enrolments->len; i++) {
    gint64 enrolment = ((const struct store_enrolment *)enrolments->pdata[i])->id;
    g_autoptr(GPtrArray) rows = store_outbox_of(flow->store, enrolment, error);
    if (!rows) return FALSE;
    g_autoptr(GPtrArray) messages = flow_agenda_unfinished(rows, left);
    g_ptr_array_extend_and_steal(unfinished, g_steal_pointer(&messages));
    for (guint j = 0; j < all->len; j++) {
      const struct store_appointment *one = all->pdata[j];
      const char *why = one->enrolment == enrolment ? untold(rows, one->uid) : NULL;
      if (why && strcmp(one->state, "withdrawn") != 0) flow_left_add(left, "", one->start, FALSE, why);
    }
  }
  return all != NULL;
}

/* -- here ------------------------------------------------------------------------------------------------------------
 */

/* STOP stands behind whatever was learnt of the address later: a report that came late, say. */
static gboolean bury_address(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                             const char *channel, const char *fact, GError **error) {
  char hash[FLOW_KEY_SIZE];
  const char *address = cases_text(file, fact);
  struct health health = {0};
  if (*address && !cases_health(flow->cases, file->enrolment->person, channel, address, &health, error)) return FALSE;
  if (!health.stopped) return TRUE;
  flow_tombstone_address(flow, address, hash);
  return store_people_add_tombstone(flow->store, hash, act->now, error);
}

static gboolean bury(struct flow *flow, const struct flow_act *act, gint64 enrolment, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  char hash[FLOW_KEY_SIZE];
  flow_tombstone_person(flow, file->enrolment->organisation, file->enrolment->number, hash);
  return store_people_add_tombstone(flow->store, hash, act->now, error) &&
         bury_address(flow, act, file, "sms", "mobiel", error) &&
         bury_address(flow, act, file, "whatsapp", "mobiel", error) &&
         bury_address(flow, act, file, "email", "email", error);
}

static gboolean erase_inside(struct flow *flow, const struct flow_act *act, gint64 person, GPtrArray *left,
                             GError **error) {
  g_autoptr(GPtrArray) enrolments = store_people_enrolments(flow->store, person, error);
  if (!enrolments) return FALSE;
  if (enrolments->len == 0) {
    g_set_error_literal(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no such person");
    return FALSE;
  }
  g_autofree char *organisation = g_strdup(((struct store_enrolment *)enrolments->pdata[0])->organisation);
  for (guint i = 0; i < enrolments->len; i++) {
    const struct store_enrolment *enrolment = enrolments->pdata[i];
    if (!bury(flow, act, enrolment->id, error)) return FALSE;
  }
  g_autoptr(GPtrArray) unfinished = g_ptr_array_new_with_free_func((GDestroyNotify)store_outbox_message_free);
  if (!look_after(flow, act, person, unfinished, left, error) || !store_people_erase(flow->store, person, error))
    return FALSE;
  for (guint i = 0; i < unfinished->len; i++)
    if (!store_outbox_add_nobodys(flow->store, unfinished->pdata[i], error)) return FALSE;
  /* The line says that somebody was erased and by whom, not who: enrolment 0. */
  return flow_record(flow, act, organisation, "erase", 0, "a person was erased", error);
}

gboolean flow_erase(struct flow *flow, const struct flow_act *act, gint64 person, GPtrArray *left, GError **error) {
  g_autoptr(GPtrArray) own = flow_left_new();
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, erase_inside(flow, act, person, left ? left : own, error), error);
}

gboolean flow_erase_tidy(struct flow *flow, const struct flow_act *act, GError **error) {
  enum { FAILED_SECONDS = 30 * 24 * 60 * 60 }; /* so long doctor tells of it */
  if (!store_outbox_has_nobodys(flow->store, FLOW_AGENDA)) return TRUE;
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, store_outbox_forget_nobodys(flow->store, FLOW_AGENDA, act->now - FAILED_SECONDS, error),
                     error);
}
