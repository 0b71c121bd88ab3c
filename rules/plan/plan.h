/* THE function: what is to happen to one young person, and why.
 *
 * plan_compute is pure: no clock, no store, no network, no random, no allocation. The same request gives the same
 * steps, byte for byte. Nothing that it returns is ever stored; scheduler/flow turns the steps that are due into
 * tasks, messages and events, keyed by the act (S2), and asks again at `wake` (S14). */
#ifndef RULES_PLAN_PLAN_H
#define RULES_PLAN_PLAN_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/policy/facts.h"
#include "rules/policy/policy.h"
#include "rules/policy/progress.h"

enum { PLAN_STEPS_MAX = 256 };

/* The life of a guidance; the last five are its named ends. */
enum plan_state {
  PLAN_NOT_STARTED = 0, /* the cohort is not started: everything is listed, nothing is due */
  PLAN_OUT_OF_SCOPE,    /* `voor` is false: nothing is planned */
  PLAN_ACTIVE,
  PLAN_BEFORE, /* the window has not opened */
  PLAN_USED,   /* ends: window closed, offer used */
  PLAN_DECLINED,
  PLAN_DECEASED,
  PLAN_ABROAD,
  PLAN_WINDOW_CLOSED,
  PLAN_STATES
};
extern const char *const plan_state_names[PLAN_STATES]; /* "not_started", "out_of_scope", … */

/* What is done: part of the act's key (S2). */
enum plan_act { PLAN_ANNOUNCE, PLAN_TASK, PLAN_SEND, PLAN_PROPOSE, PLAN_NOTE, PLAN_END, PLAN_ACTS };
extern const char *const plan_act_names[PLAN_ACTS]; /* "announce", "task", "send", "propose", "note", "end" */

enum plan_verdict {
  PLAN_PLANNED, /* lies in the future; or, with reason WAITING, was done and stands open: listed so that it is kept */
  PLAN_DUE,     /* its moment has come and progress knows of no act for it: do it */
  PLAN_SKIP,    /* its moment passed and its rule says not to do it any more */
  PLAN_LATE     /* its moment passed; it is still to be done, and said to be late (S16) */
};

/* What the step hangs on (S13); PLAN_IF_NOTHING = certain now. */
enum plan_if {
  PLAN_IF_NOTHING,
  PLAN_IF_NO_REACTION,
  PLAN_IF_NO_ANSWER,
  PLAN_IF_NOT_USED,
  PLAN_IF_UNKNOWN_FACT,
  PLAN_IF_SILENT
};

/* Why a rule did or did not act; plan texts for people are in rules/language (Dutch). X-macro: code, English id. */
#define PLAN_REASONS(X)                                                                                                \
  X(DUE, "due")         /* condition true, day reached */                                                              \
  X(FUTURE, "not_yet")  /* its day lies ahead */                                                                       \
  X(DONE, "done")       /* its moment has an outcome */                                                                \
  X(WAITING, "waiting") /* acted, waiting for a reaction or a task */                                                  \
  X(CONDITION_FALSE, "condition_false")                                                                                \
  X(CONDITION_UNKNOWN, "condition_unknown") /* S11: a person is asked instead */                                       \
  X(EXCEPTION, "exception")                                                                                            \
  X(OUT_OF_SCOPE, "out_of_scope")     /* voor is false */                                                              \
  X(NO_DATE, "no_date")               /* its date is unknown */                                                        \
  X(PAST_EXPECTED, "past_expected")   /* the date is only expected, and would lie after it */                          \
  X(OUTSIDE_WINDOW, "outside_window") /* before van, or at or after tot */                                             \
  X(WRONG_YEAR, "wrong_year")                                                                                          \
  X(BEFORE_START, "before_start") /* before the cohort's starting day (S21) */                                         \
  X(NOT_STARTED, "not_started")                                                                                        \
  X(STOPPED, "stopped") /* STOP: no message; the person's offer stays (S19) */                                         \
  X(DECLINED, "declined")                                                                                              \
  X(DECEASED, "deceased")                                                                                              \
  X(ABROAD, "abroad")                                                                                                  \
  X(NO_CHANNEL, "no_channel")   /* no address that may be used */                                                      \
  X(NO_SLOT, "no_slot")         /* the counsellor has no half-day to keep the promise */                               \
  X(CAP, "cap")                 /* moved: too many messages that week (S9) */                                          \
  X(REACTED, "reacted")         /* an answer came after the moment began */                                            \
  X(NO_REACTION, "no_reaction") /* silence, counted in working days */                                                 \
  X(TOO_LATE, "too_late")                                                                                              \
  X(USED, "used")               /* year 1 was used: no new offer */                                                    \
  X(ASKED_LATER, "asked_later") /* later_until */                                                                      \
  X(HANDED_OVER, "handed_over")                                                                                        \
  X(CALENDAR_UNKNOWN, "calendar_unknown") /* beyond the published school holidays */                                   \
  X(REPLY, "reply")                       /* because of an answer */                                                   \
  X(ENDED, "ended")

enum plan_reason {
#define PLAN_REASON(code, id) PLAN_REASON_##code,
  PLAN_REASONS(PLAN_REASON)
#undef PLAN_REASON
      PLAN_REASON_COUNT
};
extern const char *const plan_reason_names[PLAN_REASON_COUNT];

enum { PLAN_RULE_GUIDANCE = 250, PLAN_RULE_REPLY = 100 }; /* step.rule: the guidance itself; reply rule n is 100 + n */

struct plan_step {
  date_t due;      /* the day to act */
  date_t from, to; /* its window: [from, to) (S12) */
  guint8 rule;     /* index in policy->rules, or PLAN_RULE_REPLY + index in policy->replies, or PLAN_RULE_GUIDANCE */
  guint8 kind;     /* enum policy_kind; the announcement of a call has kind MESSAGE */
  guint8 act;      /* enum plan_act */
  guint8 year;     /* the contract's `cycle`: 1 up to the first year's end, the days before leaving included; else 2.
                    * 0: the question about a fact that the rule could not tell (S11, kind CHECK) */
  guint8 attempt;  /* from 1; of the question with year 0: the cycle it is about; of a reply's call: how many came */
  guint8 verdict;  /* enum plan_verdict */
  guint8 hangs_on; /* enum plan_if */
  guint8 reason;   /* enum plan_reason */
  guint8 channel;  /* enum policy_channel for messages: the first that may be used */
  guint8 half;     /* CALENDAR_MORNING or CALENDAR_AFTERNOON of the call (also in its announcement), 0 = any */
  guint8 none[2];  /* always 0: leave no hole, so that steps compare byte for byte */
  date_t call_day; /* of an announcement: the day that it promises; else DATE_NONE */
};

G_STATIC_ASSERT(sizeof(struct plan_step) == 4 * sizeof(date_t) + 12);

struct plan_request {
  const struct policy *policy;
  const struct facts *facts;
  const struct progress *progress;
  const struct calendar *calendar;
  date_t since; /* last day already dealt with; DATE_NONE = none. Only plan_why looks at it (what was done after it):
                 * what is due rests on progress, so that a fact corrected late still gets its act */
  date_t now;   /* today */
  guint assume; /* 0, or PLAN_ASSUME_*: also list what hangs on it without `if` (S13) */
};
/* CERTAIN leaves out later attempts of moments that have not begun and the foreseen hand-over: for ticks and counts. */
enum { PLAN_ASSUME_NO_REACTION = 1, PLAN_ASSUME_RESPONSE = 2, PLAN_ASSUME_CERTAIN = 4 };

struct plan_result {
  guint n_steps;   /* sorted by due, then rule, then attempt, then act */
  date_t wake;     /* the earliest day > now on which the same facts and progress give other acts; DATE_NONE = never.
                    * After acting, ask again with the new progress: its wake is the one to keep */
  guint8 state;    /* enum plan_state */
  date_t from, to; /* the guidance window [from, to) */
};

/* One decision a rule and year, for `why`: what it did that day and for which reason. */
struct plan_decision {
  guint8 rule, year, verdict, reason;
  gboolean acted; /* it has a step due that day */
  date_t due;
};

/* `steps` has room for PLAN_STEPS_MAX. What hangs on an answer fills at most half of it, so that the certain acts of
 * POLICY_RULES_MAX rules always fit. */
void plan_compute(const struct plan_request *request, struct plan_step *steps, struct plan_result *result);
/* The same evaluation, told per rule: every rule of the policy gives exactly one decision a year it could act in
 * (year 0: its open question about an unknown fact, which is lost when the reason is CONDITION_FALSE).
 * Returns how many were written; `decisions` has room for POLICY_RULES_MAX * PROGRESS_YEARS. */
guint plan_why(const struct plan_request *request, struct plan_decision *decisions);
/* Several enrolments of one person at one organisation (S9): `requests[i]` gave `steps[i]`; moves messages beyond the
 * weekly cap to the first free day, in the order answer, appointment, duty, question. */
void plan_cap(const struct plan_request *requests, struct plan_step **steps, struct plan_result *results, guint n);
/* Is a condition of `policy` true on `day`? Shared with the prover and `explain`. */
enum tri plan_condition(const struct plan_request *request, struct policy_span span, date_t day);

/* First day on which the Doorstroompunt may support this person without talking to the school first (N-64, WEB art.
 * 9.2.5 lid 5): one year after an entree diploma, two years after the diploma or verklaring of pro and vso. It counts
 * from the paper, not from leaving. DATE_NONE: no such paper is known. */
date_t plan_consultation_end(const struct facts *facts);

#endif
