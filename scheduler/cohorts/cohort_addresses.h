/* The addresses of a file, whose order is not that of the file, put in order: the index of owners is then written from
 * one end to the other, each page once. In memory a megabyte or two at a time, the rest in a file without a name
 * (cohort_spool.h), merged at the end. */
#ifndef SCHEDULER_COHORTS_COHORT_ADDRESSES_H
#define SCHEDULER_COHORTS_COHORT_ADDRESSES_H

#include "scheduler/store/store_addresses.h"

struct cohort_addresses;
typedef struct cohort_addresses CohortAddresses; /* the name that g_autoptr wants */

struct cohort_addresses *cohort_addresses_new(const char *folder); /* as cohort_spool_new */
void cohort_addresses_free(struct cohort_addresses *addresses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortAddresses, cohort_addresses_free)

/* Of at most 512 bytes. */
gboolean cohort_addresses_add(struct cohort_addresses *addresses, const char *address, gint64 person, GError **error);
/* All of them to the store, in their order. Nothing can be added after it. */
gboolean cohort_addresses_write(struct cohort_addresses *addresses, struct store *store, GError **error);

#endif
