/* Hand-over proposals and what people decided about them. Nobody is handed over by a timer. */
#ifndef SCHEDULER_STORE_STORE_HANDOVERS_H
#define SCHEDULER_STORE_STORE_HANDOVERS_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "scheduler/store/store.h"

struct store_handover {
  gint64 id, enrolment, made_at, changed_at;
  char *key, *receiver, *gemeente, *kind, *ground, *state, *proposed_by, *decided_by, *reason;
  date_t clock; /* DATE_NONE = none */
};
void store_handovers_free(struct store_handover *handover);
/* state NULL = proposed. *added FALSE: the key was there. */
gboolean store_handovers_add(struct store *store, struct store_handover *handover, gboolean *added, GError **error);
struct store_handover *store_handovers_get(struct store *store, gint64 id, GError **error);
GPtrArray *store_handovers_list(struct store *store, gint64 enrolment /* 0 = all */, GError **error);
/* By handover->id; what it is about stays. STORE_ERROR_REFUSED when it is refused, rejected, withdrawn or closed. */
gboolean store_handovers_set(struct store *store, const struct store_handover *handover, GError **error);

#endif
