/* Appointments in the young person's calendar: one a step (S2), whatever invitations, moves and cancellations carried
 * it. What was mailed stands in the outbox; here stands what holds now, and what the invited one answered to that. */
#ifndef SCHEDULER_STORE_STORE_APPOINTMENTS_H
#define SCHEDULER_STORE_STORE_APPOINTMENTS_H

#include <glib.h>

#include "scheduler/store/store.h"

struct store_appointment {
  gint64 id, enrolment;
  gint64 message;     /* of the outbox: the newest that carried it */
  gint64 start, end;  /* seconds UTC */
  gint64 answered_at; /* DTSTAMP of the newest answer; 0 = none since it was made or moved */
  gint64 changed_at;
  int year, attempt, sequence;
  char *uid, *rule, *summary;
  char *state;    /* "open", "cancelled" (called off), "withdrawn" (taken back before anybody heard of it) */
  char *partstat; /* RFC 5545 section 3.2.12: NEEDS-ACTION until an answer came */
};
void store_appointments_free(struct store_appointment *appointment);
typedef struct store_appointment StoreAppointment; /* the name that g_autoptr wants */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreAppointment, store_appointments_free)

/* Adds it, or, when the UID is there, writes over what may change: all but enrolment, rule, year and attempt. Sets the
 * id. */
gboolean store_appointments_put(struct store *store, struct store_appointment *appointment, GError **error);
/* NULL without an error: not there. */
struct store_appointment *store_appointments_get(struct store *store, gint64 id, GError **error);
/* The UID as foreign calendars give it back: capitals don't matter. */
struct store_appointment *store_appointments_by_uid(struct store *store, const char *uid, GError **error);
/* The open ones of an enrolment that begin after `after`. */
GPtrArray *store_appointments_open(struct store *store, gint64 enrolment, gint64 after, GError **error);
/* For lists, by start: person 0 = everybody; those that end after `after`; only open ones unless `closed` too. */
GPtrArray *store_appointments_list(struct store *store, gint64 person, gint64 after, gboolean closed, GError **error);
/* Those of the young people whom a member of staff sees, by start: those that begin after `after` and are open or
 * were called off; what was taken back before anybody heard of it is left out. */
GPtrArray *store_appointments_of_staff(struct store *store, gint64 staff, gint64 after, GError **error);

#endif
