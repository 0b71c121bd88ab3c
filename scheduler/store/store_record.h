/* The record of every act, chained by hash, one chain per organisation (S24).
 *
 * hash = SHA-256(previous ‖ seq ‖ at ‖ actor ‖ verb ‖ person_hash ‖ content_hash). The salted contents stand apart, so
 * that erasing them leaves a chain that still verifies. */
#ifndef SCHEDULER_STORE_STORE_RECORD_H
#define SCHEDULER_STORE_STORE_RECORD_H

#include <glib.h>

#include "scheduler/store/store.h"

/* `enrolment` 0 = about nobody in particular. `salt` is 16 or more random characters from the caller's one door. */
gboolean store_record_add(struct store *store, const char *organisation, gint64 at, const char *actor, const char *verb,
                          gint64 enrolment, const char *content, const char *salt, GError **error);
struct store_record_check {
  gint64 entries;
  gboolean intact;
  char *first_bad; /* "organisation/seq: why", or "" */
};
gboolean store_record_verify(struct store *store, struct store_record_check *check, GError **error);

#endif
