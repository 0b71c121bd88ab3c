/* Tasks of people: calls, visits, personal offers, questions (S27 "task kinds"). */
#ifndef SCHEDULER_STORE_STORE_TASKS_H
#define SCHEDULER_STORE_STORE_TASKS_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "scheduler/store/store.h"

struct store_task {
  gint64 id, enrolment, owner, made_at, closed_at, closed_by, inbound;
  char *key, *kind, *rule, *state, *why, *ground, *outcome, *with_whom, *note;
  int year, attempt, half, minutes;
  int urgent;        /* 1 = before all others */
  date_t due, until; /* until: DATE_NONE = open-ended */
};
void store_tasks_free(struct store_task *task);

gboolean store_tasks_add(struct store *store, struct store_task *task, gboolean *added, GError **error);
struct store_task *store_tasks_get(struct store *store, gint64 id, GError **error);
struct store_task *store_tasks_by_key(struct store *store, const char *key, GError **error);
/* organisation NULL = all; owner 0 = everybody; only open ones unless `closed` too; what is urgent first, then by
 * due. */
GPtrArray *store_tasks_list(struct store *store, const char *organisation, gint64 owner, gboolean closed,
                            GError **error);
GPtrArray *store_tasks_of(struct store *store, gint64 enrolment, GError **error);
/* Is an urgent one open? TRUE in doubt. */
gboolean store_tasks_urgent(struct store *store, gint64 enrolment, gboolean *urgent, GError **error);
/* Those that a message asks for; looks through all: for what a person does, not for a tick. */
GPtrArray *store_tasks_about(struct store *store, gint64 inbound, GError **error);
/* state done or withdrawn, with outcome, with_whom, minutes, note, closed_at, closed_by. STORE_ERROR_REFUSED when it is
 * not open: what was done stays as it was said. */
gboolean store_tasks_close(struct store *store, const struct store_task *task, GError **error);

#endif
