/* Addresses: who an incoming message can be from, and what is known of an address. */
#ifndef SCHEDULER_STORE_STORE_ADDRESSES_H
#define SCHEDULER_STORE_STORE_ADDRESSES_H

#include <glib.h>

#include "scheduler/store/store.h"

/* Again is no error. Capitals make no difference, here and for owners. */
gboolean store_addresses_own(struct store *store, const char *address, gint64 person, GError **error);
/* The same for an import. Addresses come in any order and each would touch another page of a large store, so they are
 * kept a while and written in the order of the key. What isn't written by the commit is lost. */
struct store_addresses_batch;
typedef struct store_addresses_batch StoreAddressesBatch; /* the name that g_autoptr wants */
struct store_addresses_batch *store_addresses_batch_new(struct store *store);
void store_addresses_batch_free(struct store_addresses_batch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreAddressesBatch, store_addresses_batch_free)
gboolean store_addresses_batch_own(struct store_addresses_batch *batch, const char *address, gint64 person,
                                   GError **error);
gboolean store_addresses_batch_write(struct store_addresses_batch *batch, GError **error);

/* gint64 persons, in order. */
GArray *store_addresses_owners(struct store *store, const char *address, GError **error);
/* mark: proved delivered bounced wrong stopped; the newest stands. */
gboolean store_addresses_mark(struct store *store, gint64 person, const char *channel, const char *address,
                              const char *mark, gint64 now, GError **error);
/* "" = none; "stopped" when the store can't be read, for a doubt sends nothing. Caller frees. */
char *store_addresses_mark_of(struct store *store, gint64 person, const char *channel, const char *address);

#endif
