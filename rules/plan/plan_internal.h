/* What the files of the plan share: one run of the evaluation, and one moment while it is looked at. No contract of
 * the house; only rules/plan includes it. Everything lives on the caller's stack. */
#ifndef RULES_PLAN_PLAN_INTERNAL_H
#define RULES_PLAN_PLAN_INTERNAL_H

#include "rules/plan/plan.h"

enum {
  PLAN_TRAIT_TASK = 1,    /* done by a person */
  PLAN_TRAIT_TEXT = 2,    /* sent by the system */
  PLAN_TRAIT_CONTACT = 4, /* reaches out to the young person: "later" holds it back, its silence counts */
  PLAN_TRAIT_UNSURE = 8   /* acts even while it is unknown whether the person is in scope (S11) */
};
extern const guint8 plan_traits[POLICY_KINDS];

enum { PLAN_QUIET_MAX = 2 * POLICY_RULES_MAX };

struct plan_quiet { /* a contact that may still end in silence: its first act and the day on which silence is noted */
  date_t first, noted;
};

struct plan_run {
  const struct plan_request *request;
  const struct policy *policy;
  const struct facts *facts;
  const struct progress *progress;
  const struct calendar *calendar;
  struct plan_step *steps;
  struct plan_result *result;
  struct plan_decision *decisions; /* NULL when nobody asks why */
  guint n_decisions;
  date_t now;
  date_t anchor;   /* graduation or leaving, known or expected; DATE_NONE = neither */
  int month, day;  /* of the anchor, since most moments count months from it; the month as calendar_month has it */
  date_t limit;    /* the anchor when it is only expected, else G_MAXINT32: no moment lies after it */
  date_t from, to; /* the guidance window; DATE_NONE both when there is no anchor */
  date_t year_end; /* first day of the second year */
  int place;
  guint8 reachable, silenced; /* channels, a bit each by enum policy_channel: with an address; with a STOP */
  guint8 state;               /* enum plan_state */
  guint8 scope;               /* enum tri: what `voor` says */
  guint8 veto;                /* enum plan_reason why no rule may act at all; 0 = none */
  gboolean started;
  guint n_quiet;
  struct plan_quiet quiet[PLAN_QUIET_MAX];
  struct plan_step spare; /* the draft that finds no room */
};

struct plan_moment {
  const struct policy_rule *rule;
  const struct progress_moment *past;
  date_t base;     /* the day of `op` */
  date_t from, to; /* the width after start, "later" and the window were looked at: [from, to) */
  guint8 index, year;
  guint8 verdict, reason;    /* what `why` tells of it */
  guint8 hangs_on;           /* enum plan_if of its first acts while they lie ahead */
  gboolean later;            /* put off because the person asked so */
  gboolean unsure;           /* `voor` or `als` is unknown */
  gboolean calendar_unknown; /* its day falls back on the plain one: the school holiday is not published */
  date_t due;
};

/* -- plan_dates.c ------------------------------------------------------------------------------------------------ */
/* The date of a fact or its expected date; the latter also lowers *limit. */
date_t plan_dates_fact(const struct facts *facts, guint8 fact, date_t *limit);
void plan_dates_window(struct plan_run *run);
/* Not for POLICY_BASE_YEARLY. DATE_NONE: unknown date, or (*reason = CALENDAR_UNKNOWN) unpublished holidays. */
date_t plan_dates_base(const struct plan_run *run, const struct policy_when *when, date_t *limit, guint8 *reason);
/* The first such day on or after `from`. */
date_t plan_dates_yearly(const struct policy_when *when, date_t from);
/* First day outside the width that begins at `base`. */
date_t plan_dates_width(const struct plan_run *run, const struct policy_rule *rule, date_t base);
/* The contract's `cycle` of a day: 1 up to the end of the first year, the days before the anchor included; else 2. */
guint8 plan_dates_cycle(const struct plan_run *run, date_t day);
/* First day outside the legal year of that cycle. */
date_t plan_dates_cycle_end(const struct plan_run *run, guint8 cycle);

/* -- plan_condition.c -------------------------------------------------------------------------------------------- */
/* As plan_condition, with POLICY_OP_SILENT taken for true when `silent`. */
enum tri plan_condition_assuming(const struct plan_request *request, struct policy_span span, date_t day,
                                 gboolean silent);
/* The first instruction of that op in the span; NULL when there is none. */
const struct policy_code *plan_condition_find(const struct policy *policy, struct policy_span span, enum policy_op op);
/* Wakes the run on the birthdays at which a condition that is looked at *now* may turn. */
void plan_condition_wake(struct plan_run *run, struct policy_span span);

/* -- plan_steps.c ------------------------------------------------------------------------------------------------ */
void plan_steps_wake(struct plan_run *run, date_t day);
/* An empty step behind the list, to be filled and handed to plan_steps_add before the next is asked for. It lies where
 * it is to stay: a copy of fields just written one by one would wait for all of them. */
struct plan_step *plan_steps_draft(struct plan_run *run);
/* Puts the draft in its place. Drops one that `assume` leaves out, and what finds no room. */
void plan_steps_add(struct plan_run *run, struct plan_step *draft);
void plan_steps_decide(struct plan_run *run, const struct plan_moment *moment);

/* -- plan_channel.c ---------------------------------------------------------------------------------------------- */
/* Looks once which channels there are; every rule then chooses from them. */
void plan_channel_prepare(struct plan_run *run);
/* The channel of that attempt: the person's own choice first, then the rule's order, turning round when the rule wants
 * another one each time. NONE: *reason is STOPPED or NO_CHANNEL. */
enum policy_channel plan_channel_choose(const struct plan_run *run, const struct policy_rule *rule, int attempt,
                                        guint8 *reason);

/* -- plan_moment.c, plan_attempt.c ------------------------------------------------------------------------------- */
void plan_moment_rule(struct plan_run *run, guint8 index);
/* Is a later offer of the same year due by that day too? Then only that one is made up for: two tasks to offer the
 * same thing would be one too many. */
gboolean plan_moment_superseded(const struct plan_run *run, const struct plan_moment *moment, date_t day);
/* The acts of a moment that passed every gate; fills verdict, reason and due. */
void plan_attempt_first(struct plan_run *run, struct plan_moment *moment);
void plan_attempt_next(struct plan_run *run, struct plan_moment *moment);

/* -- plan_handover.c, plan_reply.c ------------------------------------------------------------------------------- */
void plan_handover_rule(struct plan_run *run, guint8 index);
void plan_reply_all(struct plan_run *run);

#endif
