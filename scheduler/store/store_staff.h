/* Staff: who works with young people, their leave, and who is signed in. */
#ifndef SCHEDULER_STORE_STORE_STAFF_H
#define SCHEDULER_STORE_STORE_STAFF_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "scheduler/store/store.h"

struct store_staff {
  gint64 id;
  char *organisation, *role, *email, *name, *phone, *password; /* password: argon2id string, "" = may not sign in */
  calendar_halfdays halfdays;
};
void store_staff_free(struct store_staff *staff);

/* Fills staff->id. STORE_ERROR_REFUSED when the address is taken or the organisation isn't there. */
gboolean store_staff_add(struct store *store, struct store_staff *staff, gint64 now, GError **error);
/* STORE_ERROR_REFUSED when there is no such person. Ends their sessions. */
/* Role, name, telephone and half-days anew; the address and the organisation stay. */
gboolean store_staff_set(struct store *store, const struct store_staff *staff, GError **error);
gboolean store_staff_set_password(struct store *store, gint64 staff, const char *password, GError **error);
/* NULL without an error: not there. */
struct store_staff *store_staff_get(struct store *store, gint64 id, GError **error);
struct store_staff *store_staff_by_email(struct store *store, const char *email, GError **error);
/* organisation NULL = of all; by id. */
GPtrArray *store_staff_all(struct store *store, const char *organisation, GError **error);

/* The same first day again moves the last day. */
gboolean store_staff_add_leave(struct store *store, gint64 staff, date_t from, date_t to, GError **error);
/* struct calendar_leave elements, by day. */
GArray *store_staff_leave(struct store *store, gint64 staff, GError **error);

gboolean store_staff_open_session(struct store *store, const char *token_hash, gint64 staff, gint64 expires,
                                  GError **error);
/* 0 when there is none, it is over, or the store can't be read. */
gint64 store_staff_session(struct store *store, const char *token_hash, gint64 now);
gboolean store_staff_close_session(struct store *store, const char *token_hash, GError **error);

#endif
