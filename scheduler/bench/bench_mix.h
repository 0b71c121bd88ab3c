/* The mix that bench_plan plans: people as a hash gives them, the policy as text, and the same rules by hand.
 *
 * mbo gets 5 contacts, pro and vso 9 (6 weeks, then every 3 months), each with 2 reminders and an escalation after the
 * first, pro and vso a new offer at 12 months + 14 days when year 1 was not used. 5 % opted out. It is a load, not a
 * policy: its automatic reminders are never shipped. */
#ifndef SCHEDULER_BENCH_BENCH_MIX_H
#define SCHEDULER_BENCH_BENCH_MIX_H

#include "rules/calendar/calendar.h"
#include "rules/policy/policy.h"

struct bench_mix_person {
  gint64 id;
  int track; /* 0 mbo, 1 pro, 2 vso */
  date_t leaving, birth;
  gboolean used, stopped, mobile, email;
  int minute; /* of the day that they like best */
};

struct bench_mix_step {
  date_t day;
  int minute, channel, recipient, kind;
};
enum { BENCH_MIX_STEPS = 16 };

struct bench_mix_person bench_mix_person(gint64 id);
/* The hand-written loop: what the plan is held against. Returns the number of steps. */
int bench_mix_by_hand(const struct bench_mix_person *person, const date_t *working, date_t first,
                      struct bench_mix_step *steps);
/* working[day - first] is the first working day on or after `day`. Caller frees. */
date_t *bench_mix_working(const struct calendar *calendar, date_t first, date_t last);
/* The same rules in the rule language. */
extern const char bench_mix_policy[];

#endif
