/* A person says whose words they were: then they are read as that young person's, as if the sender had been known. */
#include "scheduler/intake/intake_room.h"

#include "scheduler/intake/intake_words_nl.h"
#include "scheduler/store/store_inbound.h"

#include <string.h>

struct assigning {
  struct intake *intake;
  const struct flow_act *act;
  const struct store_inbound *kept;
  json_t *answer; /* what was answered when it came */
  gint64 enrolment;
};

static gboolean fail(GError **error, const char *message) {
  g_set_error_literal(error, FLOW_ERROR, FLOW_ERROR_CALL, message);
  return FALSE;
}

static gboolean check_waits(const struct store_inbound *kept, GError **error) {
  static const char *const kinds[] = {"reply", "opt_out", "unreadable", "calendar_reply", "calendar_question", NULL};
  if (!kept) return fail(error, "nothing came in under that number");
  if (strcmp(kept->state, "done") == 0 && !kept->enrolment && g_strv_contains(kinds, kept->kind)) return TRUE;
  return fail(error, "that message belongs to somebody already, or needs nobody; see inbound list");
}

static const char *said(const struct assigning *assigning, const char *name) {
  const char *text = json_string_value(json_object_get(assigning->answer, name));
  return text ? text : "";
}

/* -- to somebody ----------------------------------------------------------------------------------------------------
 */

static gboolean read_again(struct assigning *assigning, gint64 person, int *intent, GError **error) {
  struct flow *flow = assigning->intake->flow;
  if (strcmp(assigning->kept->kind, "opt_out") ==
      0) /* from an address that we don't know: it reaches as far as it said */
    return flow_stop(flow, assigning->act, person,
                     strcmp(said(assigning, "scope"), "channel") == 0 ? assigning->kept->way : NULL,
                     assigning->kept->id, error);
  if (strcmp(assigning->kept->kind, "reply") == 0 && *said(assigning, "text"))
    return flow_answer_from(flow, assigning->act, assigning->enrolment, assigning->kept->way, said(assigning, "from"),
                            said(assigning, "text"), assigning->kept->id, intent, error);
  return flow_judge(flow, assigning->act, assigning->enrolment, assigning->kept->id, intake_words_nl_assigned(), error);
}

static char *new_answer(const struct assigning *assigning, gint64 person, int intent) {
  g_autofree char *leaver = store_people_person_id(person);
  json_object_set_new(assigning->answer, "matched", json_true());
  json_object_set_new(assigning->answer, "applied", json_true());
  json_object_set_new(assigning->answer, "leaver", json_string(leaver));
  json_object_set_new(assigning->answer, "reason", json_string("a person said whose it is"));
  json_object_set_new(assigning->answer, "intent", intent < 0 ? json_null() : json_string(policy_intent_names[intent]));
  json_object_del(assigning->answer, "candidates");
  char *dump = json_dumps(assigning->answer, JSON_COMPACT);
  char *text = g_strdup(dump ? dump : "{}");
  free(dump);
  return text;
}

static gboolean assign(struct assigning *assigning, gint64 person, char **answer, GError **error) {
  int intent = -1;
  struct store *store = assigning->intake->store;
  g_autoptr(GPtrArray) all = store_people_enrolments(store, person, error);
  if (!all) return FALSE;
  if (!all->len) return fail(error, "there is no such leaver");
  assigning->enrolment = ((struct store_enrolment *)all->pdata[all->len - 1])->id;
  if (!flow_assigned(assigning->intake->flow, assigning->act, assigning->kept->id, error) ||
      !read_again(assigning, person, &intent, error))
    return FALSE;
  g_autofree char *text = new_answer(assigning, person, intent);
  if (!store_inbound_done(store, assigning->kept->id, assigning->kept->kind, assigning->enrolment, 0, text, error))
    return FALSE;
  *answer = g_steal_pointer(&text);
  return TRUE;
}

/* -- the verb -------------------------------------------------------------------------------------------------------
 */

static gboolean assign_or_close(struct assigning *assigning, gint64 person, char **answer, GError **error) {
  if (person) return assign(assigning, person, answer, error);
  *answer = g_strdup(assigning->kept->answer);
  return flow_assigned(assigning->intake->flow, assigning->act, assigning->kept->id, error) &&
         store_inbound_close(assigning->intake->store, assigning->kept->id, error);
}

static gboolean assign_inside(struct intake *intake, const struct flow_act *act, gint64 inbound, gint64 person,
                              char **answer, GError **error) {
  g_autoptr(GError) own = NULL;
  struct store_inbound *kept = store_inbound_get(intake->store, inbound, &own);
  if (own) {
    g_propagate_error(error, g_steal_pointer(&own));
    return FALSE;
  }
  struct assigning assigning = {intake, act, kept, kept ? json_loads(kept->answer, 0, NULL) : NULL, 0};
  if (!assigning.answer) assigning.answer = json_object();
  gboolean fine = check_waits(kept, error) && assign_or_close(&assigning, person, answer, error);
  json_decref(assigning.answer);
  if (kept) store_inbound_free(kept);
  return fine;
}

char *intake_assign(struct intake *intake, const struct flow_act *act, gint64 inbound, gint64 person, GError **error) {
  g_autofree char *answer = NULL;
  if (!store_begin(intake->store, error)) return NULL;
  if (assign_inside(intake, act, inbound, person, &answer, error) && store_commit(intake->store, error))
    return g_steal_pointer(&answer);
  store_rollback(intake->store);
  return NULL;
}
