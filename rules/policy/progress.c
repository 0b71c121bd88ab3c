/* The fold of the events: one handler per kind of event, all of them total (S6). */
#include "rules/policy/progress.h"

#include <string.h>

/* plan.h numbers a step that answers a reply rule from here on; its task's outcome comes back under that number. */
enum { REPLY_FIRST = 100 };

const char *const progress_outcome_names[PROGRESS_OUTCOMES] = {
    "none",         "spoke",     "used",       "agreed",    "declined", "later",       "refused_contact", "moved",
    "wrong_number", "no_answer", "not_needed", "overleden", "replied",  "no_reaction", "skipped",         "done",
};

const char *const progress_event_names[PROGRESS_EVENT_KINDS] = {
    "started", "act",   "task",     "outcome",         "contact",        "reaction",    "call_back", "no_reaction",
    "skipped", "late",  "done",     "withdrawn",       "stop",           "stop_lifted", "declined",  "deceased",
    "abroad",  "later", "handover", "handover_closed", "imported_offer", "ended",
};

enum {                     /* what an outcome means besides closing its moment */
       TELLS_REACTION = 1, /* the young person was heard */
       TELLS_MADE = 2,     /* an offer was made (S18) */
       TELLS_USED = 4      /* it was used (S18) */
};

static const guint8 outcome_tells[PROGRESS_OUTCOMES] = {
    [PROGRESS_SPOKE] = TELLS_REACTION | TELLS_MADE,
    [PROGRESS_USED] = TELLS_REACTION | TELLS_MADE | TELLS_USED,
    [PROGRESS_AGREED] = TELLS_REACTION | TELLS_MADE,
    [PROGRESS_DECLINED] = TELLS_REACTION | TELLS_MADE,
    [PROGRESS_LATER] = TELLS_REACTION,
    [PROGRESS_REFUSED_CONTACT] = TELLS_REACTION,
};

enum {                  /* what a kind of moment means to the fold */
       KIND_TEXT = 1,   /* sent by the system */
       KIND_SEEKS = 2,  /* seeks a reaction, so that any reaction closes it */
       KIND_TALK = 4,   /* its outcome is a counsellor's word on the offer */
       KIND_CONTACT = 8 /* its silence counts as a contact without reaction */
};

/* A reaction does not close an offer, a letter, a document or a closing contact: those are owed whatever was
 * answered, and only a person's outcome ends them (S18: a reply is no offer). */
static const guint8 kind_traits[POLICY_KINDS] = {
    [POLICY_OFFER] = KIND_TALK | KIND_CONTACT,
    [POLICY_MESSAGE] = KIND_TEXT | KIND_SEEKS | KIND_CONTACT,
    [POLICY_CALL] = KIND_SEEKS | KIND_TALK | KIND_CONTACT,
    [POLICY_VISIT] = KIND_SEEKS | KIND_TALK | KIND_CONTACT,
    [POLICY_QUESTION] = KIND_TEXT | KIND_SEEKS | KIND_CONTACT,
    [POLICY_INVITATION] = KIND_TEXT | KIND_SEEKS | KIND_CONTACT,
    [POLICY_CLOSE] = KIND_TALK | KIND_CONTACT,
};

struct fold { /* what a handler is given */
  struct progress *progress;
  const struct policy *policy;
  const struct facts *facts;
  const struct progress_event *event;
  const struct policy_rule *rule; /* NULL when the event names none of the policy */
  struct progress_moment *moment; /* NULL likewise */
};

static void clear_moment(struct progress_moment *moment) {
  memset(moment, 0, sizeof *moment);
  moment->first = moment->last = moment->closed = DATE_NONE;
}

void progress_clear(struct progress *progress) {
  memset(progress, 0, sizeof *progress);
  progress->start = progress->last_reaction = progress->declined = progress->deceased = progress->abroad = DATE_NONE;
  progress->silent_from = progress->silent_to = progress->week = progress->later_until = DATE_NONE;
  for (int year = 0; year < PROGRESS_YEARS; year++) progress->offer_made[year] = progress->offer_used[year] = DATE_NONE;
  for (int rule = 0; rule < POLICY_RULES_MAX; rule++)
    for (int year = 0; year < PROGRESS_YEARS; year++) clear_moment(&progress->moment[rule][year]);
  for (int reply = 0; reply < POLICY_REPLIES_MAX; reply++) progress->reply[reply].on = DATE_NONE;
}

static date_t anchor(const struct policy *policy, const struct facts *facts) {
  date_t date = facts->value[policy->to.fact];
  if (date != FACT_UNKNOWN) return date;
  if (policy->to.fact == FACT_LEAVING_DATE) return facts->value[FACT_EXPECTED_LEAVING_DATE];
  return policy->to.fact == FACT_GRADUATION_DATE ? facts->value[FACT_EXPECTED_GRADUATION_DATE] : DATE_NONE;
}

int progress_year(const struct policy *policy, const struct facts *facts, date_t day) {
  date_t begin = anchor(policy, facts);
  if (begin == DATE_NONE || day < begin) return 0;
  return day < date_window_end(begin, 12) ? 1 : 2;
}

static gboolean is_open(const struct progress_moment *moment) {
  return moment->outcome == PROGRESS_NONE && (moment->first != DATE_NONE || moment->acts != 0);
}

static void close_moment(struct progress_moment *moment, enum progress_outcome outcome, date_t day) {
  if (moment->outcome != PROGRESS_NONE) return;
  moment->outcome = (guint8)outcome;
  moment->closed = day;
  moment->acts = 0;
}

static void later_of(date_t *date, date_t other) {
  if (*date == DATE_NONE || other > *date) *date = other;
}

static void first_of(date_t *date, date_t other) {
  if (*date == DATE_NONE || other < *date) *date = other;
}

/* A call that was announced is a promise: an answer that no rule understands ("ok, tot morgen") does not break it.
 * An answer that a rule does understand closes it, since what follows is then that rule's affair. */
static gboolean is_promised(const struct policy_rule *rule, const struct progress_moment *moment, gboolean understood) {
  return rule->kind == POLICY_CALL && moment->acts != 0 && !understood;
}

static void hear(const struct fold *fold, gboolean understood) {
  struct progress *progress = fold->progress;
  later_of(&progress->last_reaction, fold->event->day);
  progress->silent = 0;
  progress->silent_from = progress->silent_to = DATE_NONE;
  for (guint index = 0; index < fold->policy->n_rules; index++) {
    const struct policy_rule *rule = &fold->policy->rules[index];
    for (int year = 1; year < PROGRESS_YEARS && (kind_traits[rule->kind] & KIND_SEEKS); year++) {
      struct progress_moment *moment = &progress->moment[index][year];
      if (is_open(moment) && !is_promised(rule, moment, understood))
        close_moment(moment, PROGRESS_REPLIED, fold->event->day);
    }
  }
}

/* Both indices are kept apart: what happened before the anchor is in 0. Which of them counts for which duty is the
 * condition's affair (plan_condition.c). */
static void tell(const struct fold *fold, enum progress_outcome outcome, gboolean talk) {
  guint8 tells = outcome_tells[outcome];
  int year = progress_year(fold->policy, fold->facts, fold->event->day);
  if (talk && (tells & TELLS_MADE)) first_of(&fold->progress->offer_made[year], fold->event->day);
  if (talk && (tells & TELLS_USED)) first_of(&fold->progress->offer_used[year], fold->event->day);
  if (tells & TELLS_REACTION) hear(fold, FALSE);
  if (outcome == PROGRESS_LATER && fold->event->until != DATE_NONE)
    later_of(&fold->progress->later_until, fold->event->until);
  if (outcome == PROGRESS_DECEASED) first_of(&fold->progress->deceased, fold->event->day);
}

/* The question about an unknown fact lives in slot 0 and may be asked again in the second year; no other moment
 * opens twice. */
static gboolean may_act(const struct fold *fold) {
  struct progress_moment *moment = fold->moment;
  if (!moment) return FALSE;
  if (moment->outcome == PROGRESS_NONE) return TRUE;
  if (fold->event->year != 0 || fold->event->attempt <= moment->attempt) return FALSE;
  clear_moment(moment);
  return TRUE;
}

static void act_on(const struct fold *fold, enum progress_act act) {
  struct progress_moment *moment = fold->moment;
  guint8 attempt = MAX(fold->event->attempt, (guint8)1);
  if (moment->attempt != 0 && moment->attempt != attempt) moment->acts = 0;
  moment->acts |= (guint8)act;
  moment->attempt = attempt;
  moment->last = fold->event->day;
  if (moment->first == DATE_NONE) moment->first = fold->event->day;
}

static void count_message(struct progress *progress, date_t day) {
  date_t monday = day - (date_weekday(day) - DATE_MONDAY);
  if (progress->week != monday) {
    if (progress->week != DATE_NONE && monday < progress->week) return;
    progress->week = monday;
    progress->messages = 0;
  }
  if (progress->messages < G_MAXUINT8) progress->messages++;
}

static void fold_started(const struct fold *fold) {
  fold->progress->start = fold->event->day;
}

/* A text that waits for nothing is done once it is queued. */
static void fold_act(const struct fold *fold) {
  count_message(fold->progress, fold->event->day);
  if (!may_act(fold)) return;
  act_on(fold, PROGRESS_ANNOUNCED);
  fold->moment->channel = fold->event->channel;
  if ((kind_traits[fold->rule->kind] & KIND_TEXT) && fold->rule->no_reaction == 0 && fold->rule->attempts <= 1)
    close_moment(fold->moment, PROGRESS_DONE, fold->event->day);
}

static void fold_task(const struct fold *fold) {
  if (may_act(fold)) act_on(fold, PROGRESS_TASK_OPEN);
}

static void no_answer(const struct fold *fold) {
  if (!fold->moment || fold->moment->outcome != PROGRESS_NONE) return;
  act_on(fold, PROGRESS_TASK_OPEN);
  fold->moment->acts = 0;
}

static void fold_outcome(const struct fold *fold) {
  const struct progress_event *event = fold->event;
  if (event->outcome == PROGRESS_NO_ANSWER) {
    no_answer(fold);
    return;
  }
  if (event->outcome == PROGRESS_NONE || event->outcome >= PROGRESS_OUTCOMES) return;
  if (fold->moment) {
    if (fold->moment->first == DATE_NONE) fold->moment->first = event->day;
    close_moment(fold->moment, event->outcome, event->day);
  }
  gboolean talk =
      fold->rule ? (kind_traits[fold->rule->kind] & KIND_TALK) && event->year != 0 : event->rule >= REPLY_FIRST;
  tell(fold, event->outcome, talk);
}

static void fold_contact(const struct fold *fold) {
  if (fold->event->outcome < PROGRESS_OUTCOMES) tell(fold, fold->event->outcome, TRUE);
}

static void fold_reaction(const struct fold *fold) {
  int reply = fold->event->reply;
  gboolean understood = reply >= 0 && (guint)reply < fold->policy->n_replies && reply < POLICY_REPLIES_MAX;
  hear(fold, understood);
  if (!understood) return;
  struct progress_reply *heard = &fold->progress->reply[reply];
  heard->on = fold->event->day;
  if (heard->heard < G_MAXUINT16) heard->heard++;
}

static void fold_call_back(const struct fold *fold) {
  int reply = fold->event->rule >= REPLY_FIRST ? fold->event->rule - REPLY_FIRST : fold->event->rule;
  if (reply < 0 || reply >= POLICY_REPLIES_MAX) return;
  struct progress_reply *heard = &fold->progress->reply[reply];
  heard->acted = heard->heard;
}

static void fold_no_reaction(const struct fold *fold) {
  struct progress_moment *moment = fold->moment;
  if (!moment || moment->outcome != PROGRESS_NONE) return;
  close_moment(moment, PROGRESS_NO_REACTION, fold->event->day);
  if (!(kind_traits[fold->rule->kind] & KIND_CONTACT) || moment->first == DATE_NONE || fold->event->year == 0) return;
  struct progress *progress = fold->progress;
  if (progress->silent < G_MAXUINT8) progress->silent++;
  first_of(&progress->silent_from, moment->first);
  later_of(&progress->silent_to, moment->first);
}

/* The plan's own skips name no channel. One that does is a text that could not be made: when it would have announced
 * a person's act, that act stands, as if the text had gone. */
static void fold_skipped(const struct fold *fold) {
  if (!fold->moment) return;
  if (fold->event->channel == POLICY_CHANNEL_NONE || (kind_traits[fold->rule->kind] & KIND_TEXT))
    close_moment(fold->moment, PROGRESS_SKIPPED, fold->event->day);
  else if (fold->moment->outcome == PROGRESS_NONE)
    act_on(fold, PROGRESS_ANNOUNCED);
}

static void fold_late(const struct fold *fold) {
  if (fold->moment && fold->moment->outcome == PROGRESS_NONE) fold->moment->acts |= PROGRESS_LATE_NOTED;
}

static void fold_done(const struct fold *fold) {
  if (fold->moment) close_moment(fold->moment, PROGRESS_DONE, fold->event->day);
}

/* Taken back is as if that attempt had not begun; the days of the attempt before it are not known any more, so
 * `last` stays and the next one keeps its distance from it. */
static void fold_withdrawn(const struct fold *fold) {
  struct progress_moment *moment = fold->moment;
  if (!moment || moment->outcome != PROGRESS_NONE || fold->event->attempt < moment->attempt) return;
  if (moment->attempt <= 1 || fold->event->year == 0) {
    clear_moment(moment);
    return;
  }
  moment->attempt--;
  moment->acts = 0;
}

static guint8 stop_bits(enum policy_channel channel) {
  static const guint8 bits[POLICY_CHANNELS] = {PROGRESS_STOP_ALL, PROGRESS_STOP_SMS, PROGRESS_STOP_EMAIL,
                                               PROGRESS_STOP_EMAIL, PROGRESS_STOP_WHATSAPP};
  return channel < POLICY_CHANNELS ? bits[channel] : PROGRESS_STOP_ALL;
}

static void fold_stop(const struct fold *fold) {
  fold->progress->stops |= stop_bits(fold->event->channel);
}

static void fold_stop_lifted(const struct fold *fold) {
  fold->progress->stops &= (guint8)~stop_bits(fold->event->channel);
}

static void fold_declined(const struct fold *fold) {
  first_of(&fold->progress->declined, fold->event->day);
}

static void fold_deceased(const struct fold *fold) {
  first_of(&fold->progress->deceased, fold->event->day);
}

static void fold_abroad(const struct fold *fold) {
  first_of(&fold->progress->abroad, fold->event->day);
}

static void fold_later(const struct fold *fold) {
  if (fold->event->until != DATE_NONE) later_of(&fold->progress->later_until, fold->event->until);
}

static void fold_handover(const struct fold *fold) {
  fold->progress->handed_over = 1;
  if (fold->moment) close_moment(fold->moment, PROGRESS_DONE, fold->event->day);
}

static void fold_handover_closed(const struct fold *fold) {
  fold->progress->handed_over = 0;
}

/* Earlier work tells that the offer of that year was made; the rule that would make it has nothing left to do. */
static void fold_imported_offer(const struct fold *fold) {
  const struct progress_event *event = fold->event;
  int year = progress_year(fold->policy, fold->facts, event->day);
  first_of(&fold->progress->offer_made[year], event->day);
  date_t used = event->until != DATE_NONE ? event->until : event->outcome == PROGRESS_USED ? event->day : DATE_NONE;
  if (used != DATE_NONE) first_of(&fold->progress->offer_used[progress_year(fold->policy, fold->facts, used)], used);
  int cycle = MAX(year, 1);
  for (guint index = 0; index < fold->policy->n_rules; index++) {
    const struct policy_rule *rule = &fold->policy->rules[index];
    if (rule->kind == POLICY_OFFER && (rule->year == 0 || rule->year == cycle))
      close_moment(&fold->progress->moment[index][cycle], event->outcome ? event->outcome : PROGRESS_SPOKE, event->day);
  }
}

static void fold_ended(const struct fold *fold) {
  fold->progress->ended = MAX(fold->event->outcome, (guint8)1);
}

static void (*const handlers[PROGRESS_EVENT_KINDS])(const struct fold *) = {
    [PROGRESS_EVENT_STARTED] = fold_started,
    [PROGRESS_EVENT_ACT] = fold_act,
    [PROGRESS_EVENT_TASK] = fold_task,
    [PROGRESS_EVENT_OUTCOME] = fold_outcome,
    [PROGRESS_EVENT_CONTACT] = fold_contact,
    [PROGRESS_EVENT_REACTION] = fold_reaction,
    [PROGRESS_EVENT_CALL_BACK] = fold_call_back,
    [PROGRESS_EVENT_NO_REACTION] = fold_no_reaction,
    [PROGRESS_EVENT_SKIPPED] = fold_skipped,
    [PROGRESS_EVENT_LATE] = fold_late,
    [PROGRESS_EVENT_DONE] = fold_done,
    [PROGRESS_EVENT_WITHDRAWN] = fold_withdrawn,
    [PROGRESS_EVENT_STOP] = fold_stop,
    [PROGRESS_EVENT_STOP_LIFTED] = fold_stop_lifted,
    [PROGRESS_EVENT_DECLINED] = fold_declined,
    [PROGRESS_EVENT_DECEASED] = fold_deceased,
    [PROGRESS_EVENT_ABROAD] = fold_abroad,
    [PROGRESS_EVENT_LATER] = fold_later,
    [PROGRESS_EVENT_HANDOVER] = fold_handover,
    [PROGRESS_EVENT_HANDOVER_CLOSED] = fold_handover_closed,
    [PROGRESS_EVENT_IMPORTED_OFFER] = fold_imported_offer,
    [PROGRESS_EVENT_ENDED] = fold_ended,
};

void progress_fold(struct progress *progress, const struct policy *policy, const struct facts *facts,
                   const struct progress_event *event) {
  if (event->kind >= PROGRESS_EVENT_KINDS || event->day == DATE_NONE) return;
  struct fold fold = {.progress = progress, .policy = policy, .facts = facts, .event = event};
  if (event->rule >= 0 && (guint)event->rule < policy->n_rules && event->year < PROGRESS_YEARS) {
    fold.rule = &policy->rules[event->rule];
    fold.moment = &progress->moment[event->rule][event->year];
  }
  handlers[event->kind](&fold);
}
