/* Addresses: who an incoming message can be from, and what is known of an address. */
#ifndef SCHEDULER_STORE_STORE_ADDRESSES_H
#define SCHEDULER_STORE_STORE_ADDRESSES_H

#include <glib.h>

#include "scheduler/store/store.h"

/* Again is no error. Capitals make no difference, here and for owners. */
gboolean store_addresses_own(struct store *store, const char *address, gint64 person, GError **error);
/* The form in which addresses are compared, in place. */
void store_addresses_plain(char *address);
/* The same for an import, some thirty a statement. Addresses are plain; in their own order they touch each page of a
 * large store once, in any other the same pages again and again. */
struct store_addresses_entry {
  const char *address; /* borrowed */
  gint64 person;
};
gboolean store_addresses_own_many(struct store *store, const struct store_addresses_entry *entries, guint count,
                                  GError **error);

/* gint64 persons, in order. */
GArray *store_addresses_owners(struct store *store, const char *address, GError **error);
/* One more thing that is known of an address: proved delivered bounced wrong stopped resumed checked. Appended, never
 * changed; rules/contact/health.h folds them. */
gboolean store_addresses_mark(struct store *store, gint64 person, const char *channel, const char *address,
                              const char *mark, gint64 now, GError **error);
/* All of them in the order in which they were recorded. */
gboolean store_addresses_each(struct store *store, gint64 person, const char *channel, const char *address,
                              void (*each)(void *user, const char *mark, gint64 at), void *user, GError **error);
/* The newest. "" = none; "stopped" when the store can't be read, for a doubt sends nothing. Caller frees. */
char *store_addresses_mark_of(struct store *store, gint64 person, const char *channel, const char *address);

#endif
