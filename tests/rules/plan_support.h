/* What the tests of the plan share: a small policy made by hand, people, and a tick that feeds its own acts back. */
#ifndef TESTS_RULES_PLAN_SUPPORT_H
#define TESTS_RULES_PLAN_SUPPORT_H

#include <string.h>

#include "rules/plan/plan.h"

enum support_rule {                   /* of support_policy, in its order */
                    SUPPORT_FIRST,    /* first offer, leaving - 4 weeks, width 28 days */
                    SUPPORT_CALL,     /* announced call, + 6 weeks, width 10 working days, 3 attempts */
                    SUPPORT_QUESTION, /* + 3 months, 2 attempts, 5 working days */
                    SUPPORT_AGAIN, /* the new offer, school start after leaving + 1 year until autumn, if year 1 was not
                                      used */
                    SUPPORT_ENROLLED, /* yearly check on 1 October, if the follow-on is registered or unknown */
                    SUPPORT_HANDOVER, /* two contacts in silence, 3 months apart, and the person's choice to pass on */
                    SUPPORT_MESSAGE,  /* + 16 months, waits for nothing */
                    SUPPORT_CLOSE,    /* + 23 months */
                    SUPPORT_RULES
};

struct support_code {
  struct policy *policy;
  guint16 start;
};

static inline struct support_code support_begin(struct policy *policy) {
  return (struct support_code){policy, (guint16)policy->n_code};
}

static inline void support_op(struct support_code *code, enum policy_op op, enum fact fact, gint32 value,
                              guint8 months) {
  code->policy->code = g_renew(struct policy_code, code->policy->code, code->policy->n_code + 1);
  code->policy->code[code->policy->n_code++] =
      (struct policy_code){.op = (guint8)op, .fact = (guint8)fact, .months = months, .value = value};
}

static inline struct policy_span support_end(const struct support_code *code) {
  return (struct policy_span){code->start, (guint16)(code->policy->n_code - code->start)};
}

static inline struct policy_when support_when(enum policy_base base, int months, int days) {
  return (struct policy_when){
      .base = (guint8)base, .fact = FACT_LEAVING_DATE, .months = (gint16)months, .days = (gint16)days};
}

static inline struct policy_rule *support_rule(struct policy *policy, const char *name, enum policy_kind kind) {
  policy->rules = g_renew(struct policy_rule, policy->rules, policy->n_rules + 1);
  struct policy_rule *rule = &policy->rules[policy->n_rules++];
  memset(rule, 0, sizeof *rule);
  rule->name = rule->title = name;
  rule->ground = "beleidskeuze";
  rule->kind = (guint8)kind;
  rule->attempts = 1;
  rule->spacing = 3;
  rule->call_within = 2;
  return rule;
}

static inline void support_width(struct policy_rule *rule, enum policy_width_unit unit, int amount) {
  rule->width = (struct policy_width){.unit = (guint8)unit, .amount = (gint16)amount, .holiday = CALENDAR_AUTUMN};
}

static inline void support_texts(struct policy_rule *rule, int attempts, int no_reaction) {
  rule->announce = "tekst";
  rule->channels[0] = POLICY_CHANNEL_SMS;
  rule->channels[1] = POLICY_CHANNEL_EMAIL;
  rule->attempts = (guint8)attempts;
  rule->no_reaction = (guint8)no_reaction;
  rule->other_channel = rule->other_half = TRUE;
}

static inline void support_scope(struct policy *policy) {
  struct support_code code = support_begin(policy);
  support_op(&code, POLICY_OP_EQUAL, FACT_EDUCATION, FACT_EDUCATION_PRO, 0);
  support_op(&code, POLICY_OP_EQUAL, FACT_FOLLOW_ON, FACT_FOLLOW_ON_YES, 0);
  support_op(&code, POLICY_OP_NOT, 0, 0, 0);
  support_op(&code, POLICY_OP_AND, 0, 0, 0);
  policy->condition = support_end(&code);
  policy->from = support_when(POLICY_BASE_FACT, 0, -56);
  policy->to = support_when(POLICY_BASE_FACT, 24, 0);
}

static inline void support_first_half(struct policy *policy) {
  struct policy_rule *rule = support_rule(policy, "eerste", POLICY_OFFER);
  rule->year = 1;
  rule->when = support_when(POLICY_BASE_FACT, 0, -28);
  support_width(rule, POLICY_WIDTH_DAYS, 28);
  rule = support_rule(policy, "zes-weken", POLICY_CALL);
  rule->when = support_when(POLICY_BASE_FACT, 0, 42);
  support_width(rule, POLICY_WIDTH_WORKING_DAYS, 10);
  support_texts(rule, 3, 3);
  rule->late = (struct policy_late){10, POLICY_LATE_COUNSELLOR};
  rule = support_rule(policy, "drie-maanden", POLICY_QUESTION);
  rule->when = support_when(POLICY_BASE_FACT, 3, 0);
  support_width(rule, POLICY_WIDTH_WORKING_DAYS, 10);
  support_texts(rule, 2, 5);
  rule->late = (struct policy_late){10, POLICY_LATE_SKIP};
}

static inline void support_again(struct policy *policy) {
  struct support_code code = support_begin(policy);
  support_op(&code, POLICY_OP_OFFER_USED, 0, 1, 0);
  support_op(&code, POLICY_OP_NOT, 0, 0, 0);
  struct policy_rule *rule = support_rule(policy, "opnieuw", POLICY_OFFER);
  rule->year = 2;
  rule->condition = support_end(&code);
  rule->when = support_when(POLICY_BASE_SCHOOL_START, 12, 0);
  support_width(rule, POLICY_WIDTH_UNTIL_HOLIDAY, 0);
  /* Whoever left after the summer would meet the school start only after the second year. */
  code = support_begin(policy);
  support_op(&code, POLICY_OP_SEASON, FACT_LEAVING_DATE, policy_season(8, 10, 5, 31), 0);
  rule->exceptions[0].condition = support_end(&code);
  rule->exceptions[0].action = POLICY_EXCEPTION_MOVE;
  rule->exceptions[0].when = support_when(POLICY_BASE_FACT, 12, 0);
  rule->exceptions[0].when.working = 1;
  rule->n_exceptions = 1;
}

static inline void support_enrolled(struct policy *policy) {
  struct support_code code = support_begin(policy);
  support_op(&code, POLICY_OP_EQUAL, FACT_FOLLOW_ON, FACT_FOLLOW_ON_REGISTERED, 0);
  support_op(&code, POLICY_OP_IS_UNKNOWN, FACT_FOLLOW_ON, 0, 0);
  support_op(&code, POLICY_OP_OR, 0, 0, 0);
  struct policy_rule *rule = support_rule(policy, "inschrijving", POLICY_CHECK);
  rule->condition = support_end(&code);
  rule->when = (struct policy_when){.base = POLICY_BASE_YEARLY, .day = 1, .month = 10};
  support_width(rule, POLICY_WIDTH_WORKING_DAYS, 10);
}

static inline void support_handover(struct policy *policy) {
  struct support_code code = support_begin(policy);
  support_op(&code, POLICY_OP_SILENT, 0, 2, 3);
  support_op(&code, POLICY_OP_EQUAL, FACT_IF_UNREACHABLE, FACT_UNREACHABLE_PASS_ON, 0);
  support_op(&code, POLICY_OP_AND, 0, 0, 0);
  struct policy_rule *rule = support_rule(policy, "overdracht", POLICY_HANDOVER);
  rule->condition = support_end(&code);
  rule->when.base = POLICY_BASE_ANY_DAY;
  rule->otherwise_note = "niet bereikt";
}

static inline void support_last(struct policy *policy) {
  struct policy_rule *rule = support_rule(policy, "zestien-maanden", POLICY_MESSAGE);
  rule->when = support_when(POLICY_BASE_FACT, 16, 0);
  support_width(rule, POLICY_WIDTH_WORKING_DAYS, 5);
  support_texts(rule, 1, 0);
  rule = support_rule(policy, "afsluiting", POLICY_CLOSE);
  rule->when = support_when(POLICY_BASE_FACT, 23, 0);
  support_width(rule, POLICY_WIDTH_WORKING_DAYS, 10);
}

static inline struct policy *support_policy(void) {
  struct policy *policy = policy_new();
  policy->name = policy->guidance = "pro";
  policy->version = "2026.1";
  support_scope(policy);
  support_first_half(policy);
  support_again(policy);
  support_enrolled(policy);
  support_handover(policy);
  support_last(policy);
  policy->replies = g_new0(struct policy_reply, 2);
  policy->n_replies = 2;
  policy->replies[0] = (struct policy_reply){"hulp", POLICY_INTENT_HELP, 1, 0};
  policy->replies[1] = (struct policy_reply){"werk", POLICY_INTENT_WORK, -1, 0};
  return policy;
}

static inline date_t support_day(const char *iso) {
  date_t date = DATE_NONE;
  g_assert_true(date_parse_iso(iso, &date));
  return date;
}

/* Pro, left on 10 July 2026, nothing after it, reachable by both channels. */
static inline struct facts support_facts(void) {
  struct facts facts;
  facts_clear(&facts);
  facts.value[FACT_EDUCATION] = FACT_EDUCATION_PRO;
  facts.value[FACT_LEAVING_DATE] = support_day("2026-07-10");
  facts.value[FACT_BIRTH_DATE] = support_day("2008-03-14");
  facts.value[FACT_FOLLOW_ON] = FACT_FOLLOW_ON_NO;
  facts.value[FACT_HAS_MOBILE] = facts.value[FACT_HAS_EMAIL] = FACT_YES;
  facts.value[FACT_PLACE] = 0;
  return facts;
}

struct support { /* one person under one policy */
  struct policy *policy;
  struct calendar *calendar;
  struct facts facts;
  struct progress progress;
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
};

static inline struct support *support_new(void) {
  struct support *support = g_new0(struct support, 1);
  support->policy = support_policy();
  support->calendar = calendar_new(CALENDAR_MIDDLE, 0, NULL, 0);
  support->facts = support_facts();
  progress_clear(&support->progress);
  return support;
}

static inline void support_free(struct support *support) {
  policy_free(support->policy);
  calendar_free(support->calendar);
  g_free(support);
}

static inline struct plan_request support_request(const struct support *support, date_t since, date_t now) {
  return (struct plan_request){.policy = support->policy,
                               .facts = &support->facts,
                               .progress = &support->progress,
                               .calendar = support->calendar,
                               .since = since,
                               .now = now};
}

static inline void support_plan(struct support *support, date_t now) {
  struct plan_request request = support_request(support, DATE_NONE, now);
  plan_compute(&request, support->steps, &support->result);
}

static inline void support_event(struct support *support, struct progress_event event) {
  progress_fold(&support->progress, support->policy, &support->facts, &event);
}

/* reply -1, no until: what most events say. */
static inline struct progress_event support_say(enum progress_event_kind kind, int rule, int year, date_t day) {
  return (struct progress_event){.kind = (guint8)kind,
                                 .rule = (gint8)rule,
                                 .year = (guint8)year,
                                 .attempt = 1,
                                 .reply = -1,
                                 .day = day,
                                 .until = DATE_NONE};
}

static inline void support_start(struct support *support, const char *day) {
  support_event(support, support_say(PROGRESS_EVENT_STARTED, -1, 0, support_day(day)));
}

static inline struct progress_event support_of_step(const struct plan_step *step, enum progress_event_kind kind,
                                                    date_t now) {
  struct progress_event event = support_say(kind, step->rule, step->year, now);
  event.attempt = step->attempt;
  event.channel = step->channel;
  return event;
}

/* The event that flow writes for a step that is to be acted on. */
static inline void support_act(struct support *support, const struct plan_step *step, date_t now) {
  static const guint8 kinds[PLAN_ACTS] = {
      [PLAN_ANNOUNCE] = PROGRESS_EVENT_ACT,     [PLAN_SEND] = PROGRESS_EVENT_ACT,
      [PLAN_TASK] = PROGRESS_EVENT_TASK,        [PLAN_PROPOSE] = PROGRESS_EVENT_HANDOVER,
      [PLAN_NOTE] = PROGRESS_EVENT_NO_REACTION, [PLAN_END] = PROGRESS_EVENT_ENDED};
  struct progress_event event = support_of_step(step, kinds[step->act], now);
  if (step->verdict == PLAN_SKIP) event.kind = PROGRESS_EVENT_SKIPPED;
  if (step->act == PLAN_END) event.outcome = support->result.state;
  if (step->rule >= PLAN_RULE_REPLY && step->rule != PLAN_RULE_GUIDANCE) event.kind = PROGRESS_EVENT_CALL_BACK;
  support_event(support, event);
  if (step->verdict == PLAN_LATE) support_event(support, support_of_step(step, PROGRESS_EVENT_LATE, now));
}

static inline gboolean support_is_now(const struct plan_step *step) {
  return step->verdict != PLAN_PLANNED;
}

/* One day: everything that is due is acted on. Returns how much that was. */
static inline guint support_tick(struct support *support, date_t now) {
  support_plan(support, now);
  guint acted = 0;
  for (guint i = 0; i < support->result.n_steps; i++) {
    if (!support_is_now(&support->steps[i])) continue;
    support_act(support, &support->steps[i], now);
    acted++;
  }
  return acted;
}

/* Ticks every day in (from, to]. */
static inline void support_run(struct support *support, const char *from, const char *to) {
  for (date_t day = support_day(from) + 1; day <= support_day(to); day++) support_tick(support, day);
}

static inline const struct plan_step *support_find(const struct support *support, int rule, int year, enum plan_act act,
                                                   int attempt) {
  for (guint i = 0; i < support->result.n_steps; i++) {
    const struct plan_step *step = &support->steps[i];
    if (step->rule == rule && step->year == year && step->act == act && step->attempt == attempt) return step;
  }
  return NULL;
}

/* Byte for byte, padding and all. */
static inline gboolean support_same(const void *one, const void *other, gsize size) {
  return memcmp(one, other, size) == 0;
}

static inline char *support_text(const struct plan_step *step) {
  static const char *const verdicts[] = {"planned", "due", "skip", "late"};
  static const char *const ifs[] = {"",          " if no reaction", " if no answer", " if not used", " if unknown",
                                    " if silent"};
  char due[11], call[11];
  date_format_iso(step->due, due);
  date_format_iso(step->call_day, call);
  return g_strdup_printf("%s rule %d year %d attempt %d %s %s (%s)%s%s%s", due, step->rule, step->year, step->attempt,
                         plan_act_names[step->act], verdicts[step->verdict], plan_reason_names[step->reason],
                         ifs[step->hangs_on], *call ? " call " : "", call);
}

static inline void support_print(const struct support *support) {
  for (guint i = 0; i < support->result.n_steps; i++) {
    char *text = support_text(&support->steps[i]);
    g_test_message("%s", text);
    g_free(text);
  }
}

#endif
