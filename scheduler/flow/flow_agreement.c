/* What a school agrees to before something may be used, and that it doesn't any more. */
#include "scheduler/flow/flow_room.h"

#include "scheduler/store/store_organisations.h"

/* It changes an input of the plan of everyone there (S14). */
static gboolean wake_all(struct flow *flow, const struct flow_act *act, const char *organisation, GError **error) {
  g_autoptr(GArray) enrolments = store_people_enrolments_of(flow->store, organisation, error);
  if (!enrolments) return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!flow_wake(flow, act, g_array_index(enrolments, gint64, i), error)) return FALSE;
  return TRUE;
}

gboolean flow_agreement(struct flow *flow, const struct flow_act *act, const char *organisation, const char *kind,
                        gboolean stands, const char *note, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  const struct store_agreement agreement = {organisation, kind, note, act->actor, stands, act->now};
  g_autofree char *content = g_strdup_printf("%s %s: %s", kind, stands ? "agreed" : "ended", note);
  gboolean ok = store_organisations_agree(flow->store, &agreement, error) &&
                flow_record(flow, act, organisation, "agreement", 0, content, error) &&
                wake_all(flow, act, organisation, error);
  return flow_finish(flow, ok, error);
}
