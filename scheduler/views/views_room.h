/* Inside the views only: small helpers that every view shares. */
#ifndef SCHEDULER_VIEWS_VIEWS_ROOM_H
#define SCHEDULER_VIEWS_VIEWS_ROOM_H

#include <jansson.h>

#include "scheduler/cases/cases.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_tasks.h"

/* JSON texts; NULL and DATE_NONE become null. */
json_t *views_room_date(date_t date);
json_t *views_room_time(const struct cases *cases, gint64 utc); /* 0 = null */
json_t *views_room_id(gint64 id);                               /* "17" */
json_t *views_room_text(const char *text);

/* "L17" of an enrolment's person; the enrolment may be gone: "". */
json_t *views_room_leaver(struct cases *cases, gint64 enrolment);
/* A member of staff's e-mail address, "" when there is none. Borrowed from `cache`, a table that the caller made with
 * views_room_cache and frees with g_hash_table_unref. */
GHashTable *views_room_cache(void);
const char *views_room_owner(struct cases *cases, GHashTable *cache, gint64 staff);
/* The contract's cycle: 1 or 2. */
int views_room_cycle(int year);

/* [{channel, address, state, since, stopped, shared_with_contact, shared_with_others, text}]; state is never_tried,
 * tried, delivered, proved, bounced or wrong; text is Dutch. */
json_t *views_room_addresses(struct cases *cases, const struct cases_file *file);
struct store_inbound;
struct store_enrolment;
struct views_viewer;
gboolean views_room_is_theirs(const struct views_viewer *viewer, const struct store_enrolment *row);
/* What came in, without its raw bytes: {id, at, channel, kind, title, from?, text?, urgent?, candidates?, reason?,
 * organisation?}. `title` is Dutch ("Gemiste oproep"). */
json_t *views_room_inbound(struct cases *cases, const struct store_inbound *inbound);
/* A task that something came in for gets that as `said`. */
void views_room_add_said(struct cases *cases, const struct store_task *task, json_t *json);
/* One step of a plan in the contract's words. */
json_t *views_room_step(struct cases *cases, GHashTable *cache, const struct cases_file *file,
                        const struct plan_step *step);

#endif
