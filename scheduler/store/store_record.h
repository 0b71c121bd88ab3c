/* The record of every act, chained by hash, one chain per organisation (S24).
 *
 * hash = SHA-256(previous ‖ organisation ‖ seq ‖ at ‖ actor ‖ verb ‖ person_hash ‖ content_hash), each part as its
 * length in bytes, a colon and its bytes; numbers in decimal; `previous` of the first entry is "". The salted contents
 * stand apart, so that erasing them leaves a chain that still verifies. What a chain can't show is that its end was cut
 * off: who keeps the newest hash elsewhere can. */
#ifndef SCHEDULER_STORE_STORE_RECORD_H
#define SCHEDULER_STORE_STORE_RECORD_H

#include <glib.h>

#include "scheduler/store/store.h"

/* `enrolment` 0 = about nobody in particular. `salt` is 16 or more random characters from the caller's one door. */
gboolean store_record_add(struct store *store, const char *organisation, gint64 at, const char *actor, const char *verb,
                          gint64 enrolment, const char *content, const char *salt, GError **error);
struct store_record_check {
  gint64 entries, erased; /* erased: their content is gone, the entry stands */
  gboolean intact;
  char *first_bad; /* "organisation/seq: why", or ""; the caller frees it */
};
/* Reads all entries in order, one at a time, and stops at the first that is bad. */
gboolean store_record_verify(struct store *store, struct store_record_check *check, GError **error);

#endif
