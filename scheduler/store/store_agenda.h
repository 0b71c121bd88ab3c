/* A member of staff's own calendar: which channel leads there, the secret address of its feed, and when they were busy
 * the last time that it was asked. */
#ifndef SCHEDULER_STORE_STORE_AGENDA_H
#define SCHEDULER_STORE_STORE_AGENDA_H

#include <glib.h>

#include "scheduler/store/store.h"

struct store_agenda {
  gint64 staff;
  char *channel;   /* name of a channel; "" = what the school's settings say; "none" = no copy at all */
  char *token;     /* SHA-256 of what the address of the feed ends with; "" = there is no feed */
  int serial;      /* counts the addresses, so that an old one never comes back */
  gint64 asked_at; /* when the calendar was asked last; 0 = never */
  gint64 told_at;  /* when it last told; 0 = never */
  char *fault;     /* why it did not tell at asked_at; "" = it did */
};
void store_agenda_free(struct store_agenda *agenda);
typedef struct store_agenda StoreAgenda; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreAgenda, store_agenda_free)

/* When somebody is not free: seconds UTC, `to` excluded. */
struct store_span {
  gint64 from, to;
};

/* Never NULL but on an error: who has no row has the defaults. */
struct store_agenda *store_agenda_get(struct store *store, gint64 staff, GError **error);
/* Channel, token and serial. */
gboolean store_agenda_put(struct store *store, const struct store_agenda *agenda, GError **error);
/* 0: nobody has that address, or the store can't be read. */
gint64 store_agenda_of_token(struct store *store, const char *token);

/* What the calendar told (struct store_span), in place of what it told before. */
gboolean store_agenda_set_busy(struct store *store, gint64 staff, gint64 now, const GArray *busy, GError **error);
/* It did not tell; what it told before stays. */
gboolean store_agenda_set_fault(struct store *store, gint64 staff, gint64 now, const char *fault, GError **error);
/* What overlaps [from, to), as struct store_span, by its begin. NULL on an error. */
GArray *store_agenda_busy(struct store *store, gint64 staff, gint64 from, gint64 to, GError **error);

#endif
