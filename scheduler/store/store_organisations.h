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
void store_organisations_free(struct store_organisation *organisation);

/* STORE_ERROR_REFUSED when the id is taken. */
gboolean store_organisations_add(struct store *store, const struct store_organisation *organisation, gint64 now,
                                 GError **error);
/* Every organisation by id: struct store_organisation*, with a free function set. */
GPtrArray *store_organisations_all(struct store *store, GError **error);

#endif
