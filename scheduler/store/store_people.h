/* Organisations, staff, cohorts, young people, enrolments and their facts.
 *
 * Rows come back as structs that the caller frees with the matching _free; strings in them are never NULL. Look-ups
 * return TRUE with *found FALSE or a NULL row for "not there": that is no error. */
#ifndef SCHEDULER_STORE_STORE_PEOPLE_H
#define SCHEDULER_STORE_STORE_PEOPLE_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/policy/facts.h"
#include "scheduler/store/store.h"

struct store_organisation {
  char *id, *kind, *name;
  enum calendar_region region;
};
gboolean store_people_add_organisation(struct store *store, const struct store_organisation *organisation, gint64 now, GError **error);
/* Every organisation: struct store_organisation*, with a free function set. */
GPtrArray *store_people_organisations(struct store *store, GError **error);
void store_people_organisation_free(struct store_organisation *organisation);

struct store_staff {
  gint64 id;
  char *organisation, *role, *email, *name, *phone, *password;
  calendar_halfdays halfdays;
};
/* Fills staff->id. */
gboolean store_people_add_staff(struct store *store, struct store_staff *staff, gint64 now, GError **error);
gboolean store_people_set_password(struct store *store, gint64 staff, const char *password, GError **error);
struct store_staff *store_people_staff(struct store *store, gint64 id, GError **error);
struct store_staff *store_people_staff_by_email(struct store *store, const char *email, GError **error);
GPtrArray *store_people_all_staff(struct store *store, const char *organisation, GError **error);
void store_people_staff_free(struct store_staff *staff);
gboolean store_people_add_leave(struct store *store, gint64 staff, date_t from, date_t to, GError **error);
/* struct calendar_leave elements. */
GArray *store_people_leave(struct store *store, gint64 staff, GError **error);

gboolean store_people_open_session(struct store *store, const char *token_hash, gint64 staff, gint64 expires, GError **error);
/* 0 when there is none or it is over. */
gint64 store_people_session(struct store *store, const char *token_hash, gint64 now);
gboolean store_people_close_session(struct store *store, const char *token_hash, GError **error);

struct store_cohort {
  gint64 id;
  char *organisation, *name, *state, *list_hash;
  date_t start_day; /* DATE_NONE until started */
  gint64 policy;    /* publication, 0 = none */
};
struct store_cohort *store_people_cohort(struct store *store, const char *name, const char *organisation /* or NULL */, GError **error);
struct store_cohort *store_people_cohort_by_id(struct store *store, gint64 id, GError **error);
GPtrArray *store_people_cohorts(struct store *store, GError **error);
/* Finds or makes one in state draft. 0 on error. */
gint64 store_people_cohort_for(struct store *store, const char *organisation, const char *name, GError **error);
gboolean store_people_start_cohort(struct store *store, gint64 cohort, date_t start, gint64 policy, const char *list_hash,
                                   gint64 started_by, gint64 confirmed_by, GError **error);
gboolean store_people_set_cohort_state(struct store *store, gint64 cohort, const char *state, GError **error);
void store_people_cohort_free(struct store_cohort *cohort);

struct store_enrolment {
  gint64 id, person, cohort, counsellor, policy;
  int ordinal;
  int state;   /* enum plan_state */
  gint64 wake; /* 0 = none */
  char *organisation, *number; /* of the person */
};
/* `id` of the person is shown outside as "L" and the number (S4). Accepts that, or ORGANISATION/leerlingnummer.
 * 0 when there is none. */
gint64 store_people_find_person(struct store *store, const char *id);
char *store_people_person_id(gint64 person); /* "L17"; caller frees */
struct store_enrolment *store_people_enrolment(struct store *store, gint64 enrolment, GError **error);
/* A person's enrolments, oldest first: struct store_enrolment*. */
GPtrArray *store_people_enrolments(struct store *store, gint64 person, GError **error);
/* gint64 ids in a cohort, or of everybody at an organisation, in order. */
GArray *store_people_enrolments_in(struct store *store, gint64 cohort, GError **error);
GArray *store_people_enrolments_of(struct store *store, const char *organisation, GError **error);
void store_people_enrolment_free(struct store_enrolment *enrolment);

/* Import's fast path: prepared once, used per row. Person is found or made; *is_new tells. */
gboolean store_people_put_person(struct store *store, const char *organisation, const char *number, gint64 *person, gboolean *is_new, GError **error);
gboolean store_people_add_enrolment(struct store *store, gint64 person, int ordinal, gint64 cohort, gint64 counsellor, gint64 *enrolment, GError **error);
gboolean store_people_set_enrolment(struct store *store, gint64 enrolment, gint64 policy, int state, GError **error);
gboolean store_people_set_counsellor(struct store *store, gint64 enrolment, gint64 counsellor, GError **error);
/* Moves the wake-up (0 = none), also in the clustered queue. */
gboolean store_people_set_wake(struct store *store, gint64 enrolment, gint64 old_wake, gint64 wake, GError **error);
/* Up to `max` enrolments with wake <= now, oldest first: gint64 ids. Reads only; no lock is taken. */
GArray *store_people_due(struct store *store, gint64 now, guint max, GError **error);

/* Facts: `body` is name=value lines in normal forms (values have no line breaks: the import turns them into blanks). */
gboolean store_people_add_facts(struct store *store, gint64 enrolment, gint64 recorded_at, date_t valid_from, const char *source,
                                const char *body, GError **error);
/* All names with their value as known at `as_of` (G_MAXINT64 = now): char* → char*, both owned by the table. */
GHashTable *store_people_facts(struct store *store, gint64 enrolment, gint64 as_of, GError **error);
/* The raw body of the newest fact row of an enrolment ("" = none) for comparing quickly; caller frees. */
gboolean store_people_for_each_fact(struct store *store, gint64 enrolment, gint64 as_of,
                                    void (*each)(void *user, const char *name, const char *value, gint64 recorded_at), void *user, GError **error);

/* Addresses: who an incoming message can be from, and what is known of an address. */
gboolean store_people_own_address(struct store *store, const char *address, gint64 person, GError **error);
GArray *store_people_owners(struct store *store, const char *address, GError **error); /* gint64 persons */
gboolean store_people_mark_address(struct store *store, gint64 person, const char *channel, const char *address, const char *mark, gint64 now, GError **error);
char *store_people_address_mark(struct store *store, gint64 person, const char *channel, const char *address); /* "" = none; caller frees */

gboolean store_people_add_tombstone(struct store *store, const char *hash, gint64 now, GError **error);
gboolean store_people_has_tombstone(struct store *store, const char *hash);
/* Takes away everything of a person but the chain (S24). */
gboolean store_people_erase(struct store *store, gint64 person, GError **error);

#endif
