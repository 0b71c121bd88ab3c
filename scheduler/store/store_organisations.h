/* Organisations: schools, and the gemeente or Doorstroompunt that may hold the case after them. */
#ifndef SCHEDULER_STORE_STORE_ORGANISATIONS_H
#define SCHEDULER_STORE_STORE_ORGANISATIONS_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "scheduler/store/store.h"

struct store_organisation {
  char *id, *kind, *name;
  enum calendar_region region;
};

/* STORE_ERROR_REFUSED when the id is taken. */
gboolean store_organisations_add(struct store *store, const struct store_organisation *organisation, gint64 now,
                                 GError **error);
/* Every organisation by id: struct store_organisation*, with a free function set. */
GPtrArray *store_organisations_all(struct store *store, GError **error);
gboolean
store_organisations_is_school(const struct store_organisation *organisation); /* no gemeente, no Doorstroompunt */

/* What an organisation agreed to, or no longer does: a row is added, the newest of a kind counts. */
struct store_agreement {
  const char *organisation, *kind, *note, *recorded_by;
  gboolean stands;
  gint64 recorded_at;
};
gboolean store_organisations_agree(struct store *store, const struct store_agreement *agreement, GError **error);
/* As it was recorded by `as_of`. FALSE also when there never was one, or the store can't tell. */
gboolean store_organisations_agreed(struct store *store, const char *organisation, const char *kind, gint64 as_of);

#endif
