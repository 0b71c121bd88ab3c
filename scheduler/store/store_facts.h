/* Facts about an enrolment: append-only (S5). A row says what was recorded when; the newest value of a name wins. */
#ifndef SCHEDULER_STORE_STORE_FACTS_H
#define SCHEDULER_STORE_STORE_FACTS_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "scheduler/store/store.h"

/* `body` is name=value lines in normal forms (values have no line breaks: the import turns them into blanks), and an
 * empty value withdraws the name. STORE_ERROR_REFUSED for a body that isn't that. */
gboolean store_facts_add(struct store *store, gint64 enrolment, gint64 recorded_at, date_t valid_from,
                         const char *source, const char *body, GError **error);
/* A line of such a body; `character` is the name's own (fact_names.h) or '\0' for the name in full. */
void store_facts_line(GString *body, const char *name, char character, const char *value);
/* The first facts of enrolments that were made in this transaction and have none yet: the import's fast path, many a
 * statement, which looks for no newest one and trusts the bodies that store_facts_line wrote. */
struct store_facts_act {
  gint64 recorded_at;
  date_t valid_from;
  const char *source;
};
struct store_facts_body {
  gint64 enrolment;
  const char *body; /* borrowed */
};
gboolean store_facts_begin(struct store *store, const struct store_facts_act *act,
                           const struct store_facts_body *bodies, guint count, GError **error);
/* All names with their value as recorded by `as_of` (G_MAXINT64 = all): char* → char*, both owned by the table. */
GHashTable *store_facts_read(struct store *store, gint64 enrolment, gint64 as_of, GError **error);
/* Every value ever recorded by `as_of`, in order, withdrawals as "". The strings live only during the call; `each`
 * may read the store but not commit. */
gboolean store_facts_each(struct store *store, gint64 enrolment, gint64 as_of,
                          void (*each)(void *user, const char *name, const char *value, gint64 recorded_at), void *user,
                          GError **error);

#endif
