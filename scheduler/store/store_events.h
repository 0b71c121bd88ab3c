/* Events of an enrolment: append-only, the history that the plan folds (S6). */
#ifndef SCHEDULER_STORE_STORE_EVENTS_H
#define SCHEDULER_STORE_STORE_EVENTS_H

#include <glib.h>

#include "rules/policy/progress.h"
#include "scheduler/store/store.h"

struct store_event {
  gint64 enrolment, at;
  int seq;           /* filled when read or added */
  date_t day, until; /* until: DATE_NONE = none */
  int kind;          /* enum progress_event_kind */
  const char *rule;  /* name, "" = none; for REACTION the reply rule's pattern index is in `attempt`… see flow */
  int year, attempt, outcome, channel;
  const char *actor; /* "system", "staff:7", "person" */
  const char *reason;
};

/* Fills event->seq. Strings NULL = "". */
gboolean store_events_add(struct store *store, struct store_event *event, GError **error);
/* In order, of what was recorded by `as_of`; the event and its strings live only during the call. `each` may read the
 * store but not commit. */
gboolean store_events_each(struct store *store, gint64 enrolment, gint64 as_of,
                           void (*each)(void *user, const struct store_event *event), void *user, GError **error);
/* Seconds of the newest event of all; 0 = none (S17: a TIME before it is refused). G_MAXINT64 when the store can't be
 * read, so that every TIME is refused. */
gint64 store_events_newest(struct store *store);

#endif
