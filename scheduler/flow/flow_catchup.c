/* The catch-up list: late messages that a person lets go or drops, one event each (S16). */
#include "scheduler/flow/flow_room.h"

#include <string.h>

struct catchup {
  struct flow *flow;
  const struct flow_act *act;
  struct store_message *message;
  struct cases_file *file;
};

static gboolean tell(struct catchup *catchup, enum progress_event_kind kind, GError **error) {
  const struct store_message *message = catchup->message;
  int rule = catchup->file->policy ? cases_rule(catchup->file->policy, message->rule) : -1;
  struct progress_event event = {.kind = (guint8)kind,
                                 .rule = (gint8)rule,
                                 .year = (guint8)message->year,
                                 .attempt = (guint8)message->attempt,
                                 .reply = -1,
                                 .day = flow_day(catchup->flow, catchup->act->now),
                                 .until = DATE_NONE};
  return flow_tell(catchup->flow, catchup->act, catchup->file, event, FLOW_LATE_HELD, error);
}

static gboolean set(struct catchup *catchup, const char *state, const char *reason, GError **error) {
  gboolean changed = FALSE;
  return store_outbox_set(catchup->flow->store, catchup->message->id, state, reason, "", catchup->act->now,
                          catchup->act->now, &changed, error);
}

/* A text whose day has passed would promise the past: it is taken back, and the plan promises a day that can be kept.
 */
static gboolean let_go(struct catchup *catchup, GError **error) {
  if (catchup->act->now < catchup->message->expires)
    return set(catchup, "queued", "approved", error) && tell(catchup, PROGRESS_EVENT_LATE, error);
  return set(catchup, "withdrawn", "expired", error) && tell(catchup, PROGRESS_EVENT_WITHDRAWN, error) &&
         flow_wake(catchup->flow, catchup->act, catchup->message->enrolment, error);
}

static gboolean drop(struct catchup *catchup, GError **error) {
  return set(catchup, "withdrawn", "dropped", error) && tell(catchup, PROGRESS_EVENT_SKIPPED, error) &&
         flow_wake(catchup->flow, catchup->act, catchup->message->enrolment, error);
}

static gboolean inside(struct catchup *catchup, gboolean (*verb)(struct catchup *, GError **), const char *name,
                       gint64 message, GError **error) {
  GError *own = NULL;
  catchup->message = store_outbox_message(catchup->flow->store, message, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!catchup->message || strcmp(catchup->message->state, "held") != 0) {
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "no held message %" G_GINT64_FORMAT, message);
    return FALSE;
  }
  catchup->file = flow_file(catchup->flow, catchup->message->enrolment, error);
  return catchup->file && verb(catchup, error) &&
         flow_record(catchup->flow, catchup->act, catchup->file->enrolment->organisation, name,
                     catchup->message->enrolment, catchup->message->rule, error);
}

static gboolean run(struct flow *flow, const struct flow_act *act, gboolean (*verb)(struct catchup *, GError **),
                    const char *name, gint64 message, GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  struct catchup catchup = {.flow = flow, .act = act};
  gboolean ok = flow_finish(flow, inside(&catchup, verb, name, message, error), error);
  if (catchup.message) store_outbox_message_free(catchup.message);
  cases_file_free(catchup.file);
  return ok;
}

gboolean flow_catchup_approve(struct flow *flow, const struct flow_act *act, gint64 message, GError **error) {
  return run(flow, act, let_go, "catchup approve", message, error);
}

gboolean flow_catchup_drop(struct flow *flow, const struct flow_act *act, gint64 message, GError **error) {
  return run(flow, act, drop, "catchup drop", message, error);
}
