/* Leaving no trace: contents and salts go, the chain stays and still verifies (S24). */
#include "scheduler/flow/flow_room.h"

/* STOP stands behind whatever was learnt of the address later: a report that came late, say. */
static gboolean bury_address(struct flow *flow, const struct flow_act *act, const struct cases_file *file,
                             const char *channel, const char *fact, GError **error) {
  char hash[FLOW_KEY_SIZE];
  const char *address = cases_text(file, fact);
  struct health health = {0};
  if (*address) cases_health(flow->cases, file->enrolment->person, channel, address, &health);
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

static gboolean erase_inside(struct flow *flow, const struct flow_act *act, gint64 person, GError **error) {
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
  /* The line says that somebody was erased and by whom, not who: enrolment 0. */
  return store_people_erase(flow->store, person, error) &&
         flow_record(flow, act, organisation, "erase", 0, "a person was erased", error);
}

gboolean flow_erase(struct flow *flow, const struct flow_act *act, gint64 person, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  return flow_finish(flow, erase_inside(flow, act, person, error), error);
}
