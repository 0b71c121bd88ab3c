/* The acts of a moment: on which days, by which channel, and what comes after silence. */
#include "rules/plan/plan_internal.h"

enum { OTHER_HALF_SEARCH = 10 }; /* owner days looked at for the other half of the day */

struct attempt {   /* one attempt, laid out in time */
  date_t act;      /* the first act: text or task */
  date_t call;     /* the announced call; DATE_NONE when none is announced */
  date_t from, to; /* its width */
  guint8 number, half, channel;
  guint8 why;      /* reason without a channel; NO_SLOT when the owner has no day */
  gboolean silent; /* a text that may go nowhere */
};

static gboolean is_text(const struct plan_moment *moment) {
  return plan_traits[moment->rule->kind] & PLAN_TRAIT_TEXT;
}

static guint8 half_of(const struct plan_run *run, date_t day, guint8 wish) {
  int halves = calendar_owner_halves(run->calendar, day);
  return halves == (CALENDAR_MORNING | CALENDAR_AFTERNOON) || halves == 0 ? wish : (guint8)halves;
}

/* Odd places ring in the afternoon, and every next attempt wishes the other half. Only place and number decide, not
 * what an earlier day allowed: so the task finds the half again that its announcement promised. */
static guint8 wished_half(const struct plan_run *run, const struct policy_rule *rule, int number) {
  int turns = run->place + (rule->other_half ? number - 1 : 0);
  return turns & 1 ? CALENDAR_AFTERNOON : CALENDAR_MORNING;
}

static date_t find_half(const struct plan_run *run, date_t from, guint8 wish) {
  date_t first = calendar_next_owner(run->calendar, from), day = first;
  for (int i = 0; i < OTHER_HALF_SEARCH && day != DATE_NONE; i++) {
    if (calendar_owner_halves(run->calendar, day) & wish) return day;
    day = calendar_next_owner(run->calendar, day + 1);
  }
  return first;
}

static void lay_text(const struct plan_run *run, struct attempt *attempt) {
  date_t first = calendar_next_working(run->calendar, attempt->from);
  int width = attempt->number == 1 ? calendar_working_between(run->calendar, first, attempt->to) : 0;
  attempt->act = width > 1 ? calendar_add_working(run->calendar, first, run->place % width) : first;
  attempt->silent = attempt->channel == POLICY_CHANNEL_NONE;
}

static void lay_task(const struct plan_run *run, const struct policy_rule *rule, struct attempt *attempt) {
  date_t day = attempt->number == 1 ? calendar_owner_place(run->calendar, attempt->from, attempt->to, run->place)
                                    : calendar_next_owner(run->calendar, attempt->from);
  /* Only who was promised a call misses something when there is no half-day to keep it. */
  attempt->why = day == DATE_NONE && rule->announce ? PLAN_REASON_NO_SLOT : PLAN_REASON_DUE;
  attempt->act = day == DATE_NONE ? calendar_next_working(run->calendar, attempt->from) : day;
  if (rule->kind == POLICY_CALL) attempt->half = half_of(run, attempt->act, wished_half(run, rule, attempt->number));
}

/* The call lies on a day that the owner works, at least one working day after the earliest text; the text goes out on
 * the working day before. No such day: nothing is promised. */
static gboolean lay_call(const struct plan_run *run, const struct policy_rule *rule, struct attempt *attempt) {
  date_t text = calendar_next_working(run->calendar, attempt->from);
  date_t from = calendar_add_working(run->calendar, text, 1), to = attempt->to;
  guint8 wish = wished_half(run, rule, attempt->number);
  if (to <= from) to = calendar_add_working(run->calendar, text, MAX(rule->call_within, 1)) + 1;
  to = MIN(to, run->to);
  date_t day =
      attempt->number == 1 ? calendar_owner_place(run->calendar, from, to, run->place) : find_half(run, from, wish);
  if (day == DATE_NONE || day >= run->to) return FALSE;
  attempt->call = day;
  attempt->act = calendar_add_working(run->calendar, day, -1);
  attempt->half = half_of(run, day, wish);
  return TRUE;
}

static void lay(const struct plan_run *run, const struct plan_moment *moment, guint8 number, date_t from, date_t to,
                struct attempt *attempt) {
  const struct policy_rule *rule = moment->rule;
  *attempt = (struct attempt){.from = from, .to = to, .number = number, .call = DATE_NONE};
  if (is_text(moment) || rule->announce)
    attempt->channel = (guint8)plan_channel_choose(run, rule, number, &attempt->why);
  if (is_text(moment)) {
    lay_text(run, attempt);
  } else if (attempt->channel == POLICY_CHANNEL_NONE || !lay_call(run, rule, attempt)) {
    attempt->channel = POLICY_CHANNEL_NONE;
    lay_task(run, rule, attempt);
  }
  if (number == 1 && attempt->act >= run->to) attempt->act = run->to - 1;
}

/* The verdict on something to be done on `due`, its width ending at `end` (excluded). *to_person: late for the system,
 * a person decides. */
static enum plan_verdict verdict_on(struct plan_run *run, const struct policy_rule *rule, date_t due, date_t end,
                                    gboolean *to_person) {
  *to_person = FALSE;
  end = MAX(end, due + 1);
  if (run->now < due || !run->started) {
    plan_steps_wake(run, due);
    return PLAN_PLANNED;
  }
  plan_steps_wake(run, end);
  if (run->now < end) return PLAN_DUE;
  date_t last = rule->late.within > 0 ? calendar_add_working(run->calendar, end - 1, rule->late.within) + 1 : end;
  plan_steps_wake(run, last);
  if (rule->late.within < 0 || run->now < last) return PLAN_LATE;
  /* The law knows no lateness inside its window: an offer stays owed. */
  *to_person = rule->late.otherwise == POLICY_LATE_COUNSELLOR || rule->kind == POLICY_OFFER;
  return *to_person ? PLAN_LATE : PLAN_SKIP;
}

static struct plan_step *draft(struct plan_run *run, const struct plan_moment *moment, const struct attempt *attempt,
                               enum plan_act act, date_t due) {
  struct plan_step *step = plan_steps_draft(run);
  step->due = due;
  step->from = attempt->from;
  step->to = attempt->to;
  step->rule = moment->index;
  step->kind = moment->rule->kind;
  step->act = (guint8)act;
  step->year = moment->year;
  step->attempt = attempt->number;
  step->half = attempt->half;
  return step;
}

static void put(struct plan_run *run, struct plan_step *step, enum plan_verdict verdict, guint8 reason,
                guint8 hangs_on) {
  step->verdict = (guint8)verdict;
  step->reason = reason;
  step->hangs_on = verdict == PLAN_PLANNED ? hangs_on : PLAN_IF_NOTHING;
  plan_steps_add(run, step);
}

static void put_call(struct plan_run *run, const struct plan_moment *moment, const struct attempt *attempt,
                     guint8 reason, guint8 hangs_on) {
  struct plan_step *call = draft(run, moment, attempt, PLAN_TASK, attempt->call);
  call->from = attempt->call;
  call->to = attempt->call + 1;
  put(run, call, PLAN_PLANNED, reason, hangs_on);
}

static void put_attempt(struct plan_run *run, const struct plan_moment *moment, const struct attempt *attempt,
                        enum plan_verdict verdict, guint8 reason, guint8 hangs_on) {
  enum plan_act act = attempt->call != DATE_NONE ? PLAN_ANNOUNCE : is_text(moment) ? PLAN_SEND : PLAN_TASK;
  struct plan_step *step = draft(run, moment, attempt, act, attempt->act);
  if (verdict != PLAN_SKIP) step->channel = attempt->channel;
  step->call_day = attempt->call;
  if (act == PLAN_ANNOUNCE) step->kind = POLICY_MESSAGE;
  put(run, step, verdict, reason, hangs_on);
  if (act == PLAN_ANNOUNCE && verdict != PLAN_SKIP)
    put_call(run, moment, attempt, verdict == PLAN_PLANNED ? reason : (guint8)PLAN_REASON_FUTURE, hangs_on);
}

/* Late for the system: a person looks at it. */
static void put_to_person(struct plan_run *run, const struct plan_moment *moment, const struct attempt *attempt) {
  struct plan_step *step = draft(run, moment, attempt, PLAN_TASK, attempt->act);
  if (is_text(moment)) step->kind = POLICY_CHECK;
  put(run, step, PLAN_LATE, PLAN_REASON_TOO_LATE, PLAN_IF_NOTHING);
}

static date_t after(const struct plan_run *run, const struct policy_rule *rule, date_t last) {
  date_t day = calendar_add_working(run->calendar, last, MAX(MAX(rule->no_reaction, rule->spacing), 1));
  return MAX(day, run->progress->later_until);
}

static date_t retry_end(const struct plan_run *run, const struct policy_rule *rule, date_t day) {
  return calendar_add_working(run->calendar, day, MAX(rule->spacing, 1));
}

static date_t noted(const struct plan_run *run, const struct plan_moment *moment, date_t last) {
  const struct policy_rule *rule = moment->rule;
  int days = rule->no_reaction ? rule->no_reaction : is_text(moment) ? MAX(rule->spacing, 1) : 0;
  return calendar_add_working(run->calendar, last, days);
}

static date_t last_day(const struct attempt *attempt) {
  return attempt->call != DATE_NONE ? attempt->call : attempt->act;
}

static void lay_retry(const struct plan_run *run, const struct plan_moment *moment, guint8 number, date_t last,
                      struct attempt *attempt) {
  date_t from = after(run, moment->rule, last);
  lay(run, moment, number, from, retry_end(run, moment->rule, from), attempt);
}

/* Half of the list is kept for what is certain: a policy with very many attempts never pushes out an act. */
static gboolean has_room(const struct plan_run *run) {
  return run->result->n_steps < PLAN_STEPS_MAX / 2;
}

/* What would come if nobody reacts: shown with its `if`, and left out of what only wants certain steps (S13). */
static void project(struct plan_run *run, const struct plan_moment *moment, date_t first, const struct attempt *done) {
  const struct policy_rule *rule = moment->rule;
  gboolean waits = rule->no_reaction || rule->attempts > 1 || !is_text(moment);
  if (!waits || (run->request->assume & PLAN_ASSUME_CERTAIN)) return; /* one text that wants no answer: nothing comes */
  guint8 hangs_on = is_text(moment) ? PLAN_IF_NO_REACTION : PLAN_IF_NO_ANSWER;
  date_t last = last_day(done);
  for (guint8 number = (guint8)(done->number + 1); number <= rule->attempts; number++) {
    struct attempt next;
    lay_retry(run, moment, number, last, &next);
    if (next.act >= run->to || next.silent) break;
    last = last_day(&next);
    if (next.act > run->now && has_room(run))
      put_attempt(run, moment, &next, PLAN_PLANNED, PLAN_REASON_FUTURE, hangs_on);
  }
  if ((plan_traits[rule->kind] & PLAN_TRAIT_CONTACT) && run->n_quiet < PLAN_QUIET_MAX)
    run->quiet[run->n_quiet++] = (struct plan_quiet){first, noted(run, moment, last)};
}

static guint8 planned_reason(const struct plan_run *run, const struct plan_moment *moment,
                             const struct attempt *attempt) {
  if (!run->started) return PLAN_REASON_NOT_STARTED;
  if (moment->calendar_unknown) return PLAN_REASON_CALENDAR_UNKNOWN;
  if (moment->later) return PLAN_REASON_ASKED_LATER;
  return attempt->why == PLAN_REASON_NO_SLOT ? PLAN_REASON_NO_SLOT : PLAN_REASON_FUTURE;
}

static guint8 act_reason(const struct attempt *attempt, enum plan_verdict verdict) {
  if (verdict == PLAN_SKIP) return PLAN_REASON_TOO_LATE;
  return attempt->why == PLAN_REASON_NO_SLOT ? PLAN_REASON_NO_SLOT : PLAN_REASON_DUE;
}

/* An announcement that goes out after its day promises a day that can still be kept. */
static void promise_anew(const struct plan_run *run, const struct policy_rule *rule, struct attempt *attempt) {
  if (attempt->call == DATE_NONE || run->now <= attempt->act) return;
  date_t day = calendar_next_owner(run->calendar, calendar_add_working(run->calendar, run->now, 1));
  if (day == DATE_NONE) return;
  attempt->call = day;
  attempt->half = half_of(run, day, wished_half(run, rule, attempt->number));
}

static void tell(struct plan_moment *moment, enum plan_verdict verdict, guint8 reason, date_t due) {
  moment->verdict = (guint8)verdict;
  moment->reason = reason;
  moment->due = due;
}

/* A text without a channel is said to be skipped on its day, once, and not before. */
static void skip_silent(struct plan_run *run, struct plan_moment *moment, const struct attempt *attempt,
                        enum plan_verdict verdict) {
  tell(moment, PLAN_SKIP, attempt->why, attempt->act);
  if (verdict == PLAN_PLANNED) return;
  struct plan_step *step = draft(run, moment, attempt, PLAN_SEND, attempt->act);
  put(run, step, PLAN_SKIP, attempt->why, PLAN_IF_NOTHING);
}

void plan_attempt_first(struct plan_run *run, struct plan_moment *moment) {
  struct attempt attempt;
  lay(run, moment, 1, moment->from, moment->to, &attempt);
  gboolean to_person;
  enum plan_verdict verdict = verdict_on(run, moment->rule, attempt.act, moment->to, &to_person);
  if (attempt.silent) {
    skip_silent(run, moment, &attempt, verdict);
    return;
  }
  if (verdict == PLAN_LATE && moment->rule->kind == POLICY_OFFER && plan_moment_superseded(run, moment, run->now)) {
    verdict = PLAN_SKIP;
    to_person = FALSE;
  }
  guint8 reason = verdict == PLAN_PLANNED ? planned_reason(run, moment, &attempt) : act_reason(&attempt, verdict);
  tell(moment, verdict, to_person ? (guint8)PLAN_REASON_TOO_LATE : reason, attempt.act);
  if (to_person) {
    put_to_person(run, moment, &attempt);
    return;
  }
  if (verdict != PLAN_PLANNED && verdict != PLAN_SKIP) promise_anew(run, moment->rule, &attempt);
  put_attempt(run, moment, &attempt, verdict, reason, moment->hangs_on);
  if (verdict != PLAN_SKIP) project(run, moment, attempt.act, &attempt);
}

static void note(struct plan_run *run, struct plan_moment *moment, guint8 number, date_t last) {
  date_t due = noted(run, moment, last);
  tell(moment, PLAN_PLANNED, PLAN_REASON_WAITING, due);
  if (due >= run->to) return;
  struct attempt attempt = {.number = number, .from = due, .to = run->to, .act = due, .call = DATE_NONE};
  struct plan_step *step = draft(run, moment, &attempt, PLAN_NOTE, due);
  plan_steps_wake(run, due);
  gboolean now = run->now >= due;
  put(run, step, now ? PLAN_DUE : PLAN_PLANNED, PLAN_REASON_NO_REACTION, PLAN_IF_NO_REACTION);
  if (now)
    tell(moment, PLAN_DUE, PLAN_REASON_NO_REACTION, due);
  else if (run->n_quiet < PLAN_QUIET_MAX)
    run->quiet[run->n_quiet++] = (struct plan_quiet){moment->past->first, due};
}

/* Attempt `number` ended in silence on `last`. */
static void follow(struct plan_run *run, struct plan_moment *moment, guint8 number, date_t last) {
  const struct policy_rule *rule = moment->rule;
  struct attempt next = {.silent = TRUE};
  if (number < rule->attempts) lay_retry(run, moment, (guint8)(number + 1), last, &next);
  if (next.silent || next.act >= run->to) {
    note(run, moment, number, last);
    return;
  }
  next.from = next.act;
  next.to = retry_end(run, rule, next.act);
  gboolean to_person;
  enum plan_verdict verdict = verdict_on(run, rule, next.act, next.to, &to_person);
  guint8 reason = verdict == PLAN_PLANNED ? PLAN_REASON_WAITING : PLAN_REASON_NO_REACTION;
  if (verdict == PLAN_SKIP || to_person) reason = PLAN_REASON_TOO_LATE;
  tell(moment, verdict, reason, next.act);
  if (to_person) {
    put_to_person(run, moment, &next);
    return;
  }
  if (verdict != PLAN_PLANNED && verdict != PLAN_SKIP) promise_anew(run, rule, &next);
  put_attempt(run, moment, &next, verdict, reason, PLAN_IF_NO_REACTION);
  if (verdict != PLAN_SKIP) project(run, moment, moment->past->first, &next);
}

static struct attempt running(const struct plan_moment *moment) {
  const struct progress_moment *past = moment->past;
  return (struct attempt){.act = past->last,
                          .call = DATE_NONE,
                          .from = moment->from,
                          .to = moment->to,
                          .number = MAX(past->attempt, (guint8)1),
                          .channel = past->channel};
}

/* What stands open is listed too, as planned and waiting: a task whose name is no longer listed is withdrawn (S15). */
static void wait_for_task(struct plan_run *run, struct plan_moment *moment) {
  struct attempt attempt = running(moment);
  struct plan_step *step =
      draft(run, moment, &attempt, PLAN_TASK, attempt.act != DATE_NONE ? attempt.act : moment->base);
  if (is_text(moment)) step->kind = POLICY_CHECK;
  tell(moment, PLAN_PLANNED, PLAN_REASON_WAITING, step->due);
  put(run, step, PLAN_PLANNED, PLAN_REASON_WAITING, PLAN_IF_NOTHING);
  if (attempt.act != DATE_NONE) project(run, moment, moment->past->first, &attempt);
}

static void wait_for_call(struct plan_run *run, struct plan_moment *moment) {
  struct attempt attempt = running(moment);
  const struct policy_rule *rule = moment->rule;
  date_t from = calendar_add_working(run->calendar, moment->past->last, 1);
  attempt.call = calendar_next_owner(run->calendar, from);
  if (attempt.call == DATE_NONE) attempt.call = from;
  attempt.half = half_of(run, attempt.call, wished_half(run, rule, attempt.number));
  struct plan_step *text = draft(run, moment, &attempt, PLAN_ANNOUNCE, attempt.act);
  text->kind = POLICY_MESSAGE;
  text->channel = attempt.channel;
  text->call_day = attempt.call;
  put(run, text, PLAN_PLANNED, PLAN_REASON_WAITING, PLAN_IF_NOTHING);
  struct plan_step *call = draft(run, moment, &attempt, PLAN_TASK, attempt.call);
  call->from = attempt.call;
  call->to = attempt.call + 1;
  gboolean to_person; /* a call is a person's already */
  enum plan_verdict verdict = verdict_on(run, rule, attempt.call, call->to, &to_person);
  guint8 reason = verdict == PLAN_PLANNED ? PLAN_REASON_FUTURE : act_reason(&attempt, verdict);
  tell(moment, verdict, reason, attempt.call);
  put(run, call, verdict, reason, PLAN_IF_NOTHING);
  if (verdict != PLAN_SKIP) project(run, moment, moment->past->first, &attempt);
}

static void wait_for_reaction(struct plan_run *run, struct plan_moment *moment) {
  struct attempt attempt = running(moment);
  struct plan_step *text = draft(run, moment, &attempt, PLAN_SEND, attempt.act);
  text->channel = attempt.channel;
  put(run, text, PLAN_PLANNED, PLAN_REASON_WAITING, PLAN_IF_NOTHING);
  if (moment->rule->no_reaction == 0 && moment->rule->attempts <= 1)
    tell(moment, PLAN_PLANNED, PLAN_REASON_WAITING, attempt.act);
  else
    follow(run, moment, attempt.number, attempt.act);
}

void plan_attempt_next(struct plan_run *run, struct plan_moment *moment) {
  const struct progress_moment *past = moment->past;
  if ((past->acts & PROGRESS_TASK_OPEN) || past->attempt == 0)
    wait_for_task(run, moment);
  else if (!(past->acts & PROGRESS_ANNOUNCED))
    follow(run, moment, past->attempt, past->last);
  else if (is_text(moment))
    wait_for_reaction(run, moment);
  else
    wait_for_call(run, moment);
}
