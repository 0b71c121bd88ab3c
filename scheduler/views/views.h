/* Read-only questions, each answered as one JSON document in the contract's words; the command line prints it and the
 * pages draw from it. Nothing here writes. Every function returns a new reference, or NULL and an error. */
#ifndef SCHEDULER_VIEWS_VIEWS_H
#define SCHEDULER_VIEWS_VIEWS_H

#include <jansson.h>

#include "scheduler/cases/cases.h"
#include "scheduler/store/store_tasks.h"

/* {steps:[{leaver, step, kind, cycle, due, window:{from,to}, channels, template, owner, rule, ground, reason, if?}]}:
 * enrolments NULL = everybody. Days outside [from, to] are left out (DATE_NONE = open). */
json_t *views_plan(struct cases *cases, const GArray *enrolments, gint64 now, date_t from, date_t to, guint assume,
                   GError **error);
/* {decisions:[{rule, version, outcome, because:[…]}]} */
json_t *views_why(struct cases *cases, gint64 person, date_t on, gint64 as_of, GError **error);
/* {leaver, name, …, lines:[{at, what, why, kind, state, past}]}: past and planned on one line (S15). A line that has
 * words in `why` which no table has in Dutch (a server's answer, a person's own) also has {raw: true}; a message has
 * its channel, address, to_name, act, rule, subject and text apart, a task its id, owner_id, task_kind and whether it
 * is late, what came in its title, text and inbound_kind, what is planned its act, step_kind and moment ("6 weken na de
 * uitstroomdatum"). */
json_t *views_timeline(struct cases *cases, gint64 person, gint64 now, GError **error);
/* {tasks:[{id, leaver, name, step, kind, owner, due, half, state, why, ground, phone, phone_state…}]}; phone_state and
 * email_state are unknown, delivered, proved, bounced or wrong. */
json_t *views_tasks(struct cases *cases, const char *organisation, gint64 owner, gboolean all, gint64 now,
                    GError **error);
/* One task as a work list has it. */
json_t *views_task(struct cases *cases, const struct store_task *task, GError **error);
/* The open tasks of a work list, a page of it: {total, today, late, urgent, tasks:[…]}. What is urgent comes first,
 * then what is due today, then what is late, then what comes; each by day. `late` and `today` count the whole list. A
 * task that something came in for has it in `said`, as `inbound list` has it, with a Dutch `title`. */
json_t *views_worklist(struct cases *cases, const char *organisation, gint64 owner, guint from, guint most, gint64 now,
                       GError **error);
/* {messages:[…], next}: the newest first, with the name of each leaver. `next` is the `before` of the next page, 0 =
 * there is none. */
json_t *views_postbox(struct cases *cases, const char *organisation, gint64 counsellor, gint64 before, guint most,
                      GError **error);
json_t *views_messages(struct cases *cases, gint64 person, const char *state, GError **error);
/* {appointments:[{id, leaver, step, start, end, summary, state, answer, sequence, uid, …}]}: what stands open and is
 * not over, by start; with `all` the rest too. person 0 = everybody. */
json_t *views_appointments(struct cases *cases, gint64 person, gboolean all, gint64 now, GError **error);
struct views_viewer;
/* {appointments:[…], total}: those of today and later that stand, by start, the first `most`. Each also has name,
 * counsellor (a name), phone, phone_state, safe_contact, message_state (of what carried it: S27) and asked: what the
 * answer asks of a person, in Dutch. */
json_t *views_coming(struct cases *cases, const struct views_viewer *viewer, guint most, gint64 now, GError **error);
struct store_appointment;
/* One of them, with `proposed` besides: the time that the young person proposed, when it still comes. */
json_t *views_appointment(struct cases *cases, const struct store_appointment *one, gint64 now);
/* {inbound:[{id, at, channel, kind, from, text, urgent, candidates, reason}]}: what people wrote and is nobody's yet.
 */
json_t *views_inbound(struct cases *cases, GError **error);
/* Who looks: of counsellor 0 the whole school's. */
struct views_viewer {
  const char *organisation;
  gint64 counsellor;
  gboolean watches; /* is told of words of danger, whose ever they are */
};
/* {nobodys:[…], waiting:[…]}, what is urgent first, then the newest. nobodys: what `inbound list` has, as far as it may
 * be one of theirs, each with people:[{leaver, name}] whose address it may be. waiting: what has its young person
 * (leaver, name) and asks for a person, with `why` in Dutch. */
json_t *views_received(struct cases *cases, const struct views_viewer *viewer, GError **error);
/* One of the nobodys, NULL without an error when this viewer has no such one; with people: the ones whose it can be
 * said to be, all of the viewer's unless it has candidates, by name; and closable: it may be said to be nobody's, for
 * no other school or counsellor has it before them. */
json_t *views_unclaimed_one(struct cases *cases, const struct views_viewer *viewer, const char *id, GError **error);
/* Of those the part that is nobody's, counted: {total, urgent}. */
json_t *views_unclaimed(struct cases *cases, const struct views_viewer *viewer, GError **error);
json_t *views_handovers(struct cases *cases, gint64 person, GError **error);
/* One person: facts, enrolments, state, offers made and used. */
json_t *views_person(struct cases *cases, gint64 person, gint64 now, GError **error);
/* "Noor van den Berg"; caller frees. */
char *views_name(const struct cases_file *file);

#endif
