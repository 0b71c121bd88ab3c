/* History as the plan sees it: a fold of the events, of fixed size, comparable with memcmp, hashable (S6).
 *
 * scheduler/flow makes it from stored events with progress_fold, one event at a time in order; nothing else changes
 * it. A closed moment leaves its outcome and the day it closed and no more. The day is the grain. */
#ifndef RULES_POLICY_PROGRESS_H
#define RULES_POLICY_PROGRESS_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "rules/policy/policy.h"

enum { PROGRESS_YEARS = 3 }; /* index 0: before leaving, 1 and 2: the years of the contract's `cycle` */

/* What became of a moment. The first group are a person's words in `task done --outcome` (S27). */
enum progress_outcome {
  PROGRESS_NONE, /* nothing done yet, or attempts still running */
  PROGRESS_SPOKE,
  PROGRESS_USED,
  PROGRESS_AGREED,
  PROGRESS_DECLINED,
  PROGRESS_LATER, /* asked to come back later: counts as a reaction, not as used */
  PROGRESS_REFUSED_CONTACT,
  PROGRESS_MOVED,
  PROGRESS_WRONG_NUMBER,
  PROGRESS_NO_ANSWER, /* of one attempt: the moment stays open for the next */
  PROGRESS_NOT_NEEDED,
  PROGRESS_DECEASED,    /* overleden */
  PROGRESS_REPLIED,     /* an answer came in by itself */
  PROGRESS_NO_REACTION, /* the attempts ran out in silence: the state of a moment, never of a person */
  PROGRESS_SKIPPED,     /* late beyond its rule, before the start, or vetoed for good */
  PROGRESS_DONE,        /* a message, check or document that wants no answer */
  PROGRESS_OUTCOMES
};
extern const char *const progress_outcome_names[PROGRESS_OUTCOMES]; /* "none", "spoke", … "overleden", … */

enum progress_act { /* bits of progress_moment.acts, of the running attempt */
                    PROGRESS_ANNOUNCED = 1,
                    PROGRESS_TASK_OPEN = 2, /* a task was made and is not done */
                    PROGRESS_LATE_NOTED = 4
};

struct progress_moment {
  date_t first;   /* day of the first act; DATE_NONE = nothing done */
  date_t last;    /* day of the last act or of a "no answer" */
  date_t closed;  /* day its outcome became final */
  guint8 outcome; /* enum progress_outcome */
  guint8 attempt; /* the running attempt, from 1; 0 = none */
  guint8 acts;    /* enum progress_act */
  guint8 channel; /* enum policy_channel of the last message */
};

struct progress_reply { /* per rule of policy->replies */
  date_t on;            /* day of the newest such answer */
  guint16 heard;        /* how many came */
  guint16 acted;        /* for how many the call task was made */
};

enum progress_stop {
  PROGRESS_STOP_SMS = 1,
  PROGRESS_STOP_EMAIL = 2,
  PROGRESS_STOP_WHATSAPP = 4,
  PROGRESS_STOP_ALL = 255
};

struct progress {
  date_t start; /* the cohort's starting day (S21); DATE_NONE = not started */
  date_t last_reaction;
  date_t declined; /* "never again", confirmed (S19): ends the guidance */
  date_t deceased;
  date_t abroad;
  date_t offer_made[PROGRESS_YEARS]; /* by date of the outcome (S18) */
  date_t offer_used[PROGRESS_YEARS];
  date_t silent_from, silent_to; /* first and last of the contacts in a row without reaction */
  date_t week;                   /* Monday of the week that `messages` counts */
  date_t later_until;            /* not before this day: "later", or the return date of an auto-reply */
  guint8 silent;                 /* contacts in a row without reaction */
  guint8 messages;               /* queued in that week */
  guint8 stops;                  /* enum progress_stop */
  guint8 handed_over;            /* a proposal of the rule is open or accepted */
  guint8 ended;                  /* enum plan_state of plan.h once closed, else 0 */
  struct progress_moment moment[POLICY_RULES_MAX][PROGRESS_YEARS];
  struct progress_reply reply[POLICY_REPLIES_MAX];
};

/* Event kinds that a plan can see; the store keeps their names (progress_event_names). */
enum progress_event_kind {
  PROGRESS_EVENT_STARTED, /* cohort start: day */
  PROGRESS_EVENT_ACT,     /* a message queued (announce, message, question, invitation): rule, year, attempt, channel */
  PROGRESS_EVENT_TASK,    /* a task made: rule, year, attempt */
  PROGRESS_EVENT_OUTCOME, /* a task done: rule, year, attempt, outcome; day decides the year of made/used (S18) */
  PROGRESS_EVENT_CONTACT, /* a contact that was no task (S20): outcome */
  PROGRESS_EVENT_REACTION,    /* an answer by any channel: closes every open moment that seeks one (no offer, document,
                               * letter, closing contact); reply = index in policy->replies or -1: then an announced
                               * call stands, since it was promised */
  PROGRESS_EVENT_CALL_BACK,   /* the call task for reply rule `rule` (its index, or 100 + index) was made */
  PROGRESS_EVENT_NO_REACTION, /* rule, year */
  PROGRESS_EVENT_SKIPPED,     /* rule, year; with a channel: its text could not be made, and what the text would have
                               * announced (a call, an offer) stands */
  PROGRESS_EVENT_LATE,        /* rule, year: noted, went to the counsellor */
  PROGRESS_EVENT_DONE,        /* rule, year: check, document or message finished */
  PROGRESS_EVENT_WITHDRAWN,   /* rule, year, attempt: its task or message was taken back */
  PROGRESS_EVENT_STOP,        /* channel: NONE = all */
  PROGRESS_EVENT_STOP_LIFTED,
  PROGRESS_EVENT_DECLINED,
  PROGRESS_EVENT_DECEASED,
  PROGRESS_EVENT_ABROAD,
  PROGRESS_EVENT_LATER,    /* until = day */
  PROGRESS_EVENT_HANDOVER, /* proposed: rule, year */
  PROGRESS_EVENT_HANDOVER_CLOSED,
  PROGRESS_EVENT_IMPORTED_OFFER, /* earlier work (import): day = made, until = day of first use or DATE_NONE; outcome
                                  * USED / SPOKE / DECLINED. Closes the offers of that cycle */
  PROGRESS_EVENT_ENDED,          /* the plan said the guidance is over: outcome = enum plan_state */
  PROGRESS_EVENT_KINDS
};
extern const char *const progress_event_names[PROGRESS_EVENT_KINDS]; /* "started", "act", … */

struct progress_event {
  guint8 kind; /* enum progress_event_kind */
  gint8 rule;  /* index in policy->rules (or replies), -1 = none */
  guint8 year; /* 0 to 2 */
  guint8 attempt;
  guint8 outcome; /* enum progress_outcome */
  guint8 channel; /* enum policy_channel */
  gint8 reply;
  date_t day;
  date_t until;
};

/* All dates DATE_NONE, all counts 0; padding cleared, so that memcmp works. */
void progress_clear(struct progress *progress);
/* Applies one event. Total: an event that makes no sense here changes nothing. `facts` tells in which year a day
 * falls (progress_year). */
void progress_fold(struct progress *progress, const struct policy *policy, const struct facts *facts,
                   const struct progress_event *event);
/* 0 before the anchor (graduation or leaving, by policy->to.fact), 1 in the first year after it, 2 later (S12, S18). */
int progress_year(const struct policy *policy, const struct facts *facts, date_t day);

#endif
