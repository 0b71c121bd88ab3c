/* Young people, their enrolments, when each is to be looked at again, and what remains of who was erased.
 *
 * Rows come back as structs that the caller frees with the matching _free; strings in them are never NULL. Look-ups
 * give a NULL row, or 0, for "not there": that is no error. The other nouns that go with people are included here. */
#ifndef SCHEDULER_STORE_STORE_PEOPLE_H
#define SCHEDULER_STORE_STORE_PEOPLE_H

#include <glib.h>

#include "scheduler/store/store.h"
#include "scheduler/store/store_addresses.h"
#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_staff.h"

struct store_enrolment {
  gint64 id, person, cohort, counsellor, policy; /* person: the id of the first; policy: 0 = none */
  int ordinal;
  int state;                   /* enum plan_state */
  gint64 wake;                 /* 0 = none */
  char *organisation, *number; /* of the person */
};
void store_people_enrolment_free(struct store_enrolment *enrolment);

/* `id` of the person is shown outside as "L" and the number (S4). Accepts that, or ORGANISATION/leerlingnummer.
 * 0 when there is none: no error. */
gint64 store_people_find_person(struct store *store, const char *id, GError **error);
char *store_people_person_id(gint64 person); /* "L17"; caller frees */
struct store_enrolment *store_people_enrolment(struct store *store, gint64 enrolment, GError **error);
/* A person's enrolments, oldest first: struct store_enrolment*. */
GPtrArray *store_people_enrolments(struct store *store, gint64 person, GError **error);
/* gint64 ids in a cohort, or of everybody at an organisation (NULL = of everybody), in order. */
GArray *store_people_enrolments_in(struct store *store, gint64 cohort, GError **error);
GArray *store_people_enrolments_of(struct store *store, const char *organisation, GError **error);

/* Import's fast path: prepared once, used per row. Finds the person, or makes them with their first enrolment, whose id
 * is the person's too (S4); *is_new tells. Ids are never used twice, also not after an erasure. */
gboolean store_people_enter(struct store *store, const char *organisation, const char *number, gint64 cohort,
                            gint64 counsellor, gint64 *person, gboolean *is_new, GError **error);
/* The same for many at once, in their order: some thirty go into the store with one statement. A number that comes
 * twice is new the first time. Where some were known, ids in between may stay unused. */
struct store_people_entry {
  const char *number; /* borrowed */
  gint64 counsellor;
  gint64 person; /* filled in, as is_new */
  gboolean is_new;
};
gboolean store_people_enter_lot(struct store *store, const char *organisation, gint64 cohort,
                                struct store_people_entry *entries, guint count, GError **error);
/* A later one, from ordinal 2 on. STORE_ERROR_REFUSED for nobody's person and an ordinal that is taken. */
gboolean store_people_add_enrolment(struct store *store, gint64 person, int ordinal, gint64 cohort, gint64 counsellor,
                                    gint64 *enrolment, GError **error);
gboolean store_people_set_enrolment(struct store *store, gint64 enrolment, gint64 policy, int state, GError **error);
gboolean store_people_set_counsellor(struct store *store, gint64 enrolment, gint64 counsellor, GError **error);
/* Moves the wake-up (0 = none), also in the clustered queue; it knows itself where the enrolment waited. */
gboolean store_people_set_wake(struct store *store, gint64 enrolment, gint64 wake, GError **error);
/* Up to `max` enrolments with wake <= now, oldest first: gint64 ids. Reads only; no lock is taken. */
GArray *store_people_due(struct store *store, gint64 now, guint max, GError **error);

gboolean store_people_add_tombstone(struct store *store, const char *hash, gint64 now, GError **error);
/* A store that can't be read answers TRUE, so that nobody erased comes back. */
gboolean store_people_has_tombstone(struct store *store, const char *hash);
/* Is there any? Spares an import a keyed hash a row where nobody was erased. TRUE in doubt. */
gboolean store_people_any_tombstone(struct store *store);
/* Takes away everything of a person but the chain (S24); the bytes too, once the transaction is committed. */
gboolean store_people_erase(struct store *store, gint64 person, GError **error);

#endif
