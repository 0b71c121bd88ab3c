/* Whole lives under the small policy of plan_support.h, each held against a file of tests/rules/lives: for every day on
 * which the plan says something else than the day before, what went and what came. A change of the planner that no
 * test has a sentence for is still seen, and read, before it is kept.
 *
 * UPDATE_GOLDEN=1 writes the files anew. */
#include "tests/rules/plan_checks.h"

enum { HAPPENINGS_MAX = 8 };

struct happening {
  const char *day;
  enum progress_event_kind kind;
  int rule, year; /* rule -1: of none; of a reaction the reply that it was understood as */
  enum progress_outcome outcome;
  const char *until;
};

struct life {
  const char *name, *from, *start, *to;
  void (*prepare)(struct support *support); /* NULL = as it is */
  const char *asleep, *awake;               /* no tick from the one day up to the other; NULL = never */
  struct happening course[HAPPENINGS_MAX];  /* in order; ends with day NULL */
  guint assume;
};

/* -- what the lives begin with ---------------------------------------------------------------------------------------
 */

static void pass_on(struct support *support) {
  support->facts.value[FACT_IF_UNREACHABLE] = FACT_UNREACHABLE_PASS_ON;
}

static void two_half_days(struct support *support) {
  struct calendar_leave leave = {support_day("2026-10-05"), support_day("2026-10-23")};
  calendar_free(support->calendar);
  support->calendar = calendar_new(CALENDAR_SOUTH, (calendar_halfdays)(3 << 2 | 2 << 6), &leave, 1);
  support->facts.value[FACT_PLACE] = 7;
}

static void nowhere(struct support *support) {
  support->facts.value[FACT_HAS_MOBILE] = support->facts.value[FACT_HAS_EMAIL] = FACT_NO;
}

static void unknown_follow_on(struct support *support) {
  support->facts.value[FACT_FOLLOW_ON] = FACT_UNKNOWN;
}

static void expected(struct support *support) {
  support->facts.value[FACT_EXPECTED_LEAVING_DATE] = support->facts.value[FACT_LEAVING_DATE];
  support->facts.value[FACT_LEAVING_DATE] = FACT_UNKNOWN;
  support->policy->rules[SUPPORT_MESSAGE].when.months = 0; /* on the very day, which may still be told */
}

/* The last day of a month that is shorter a year on; left in winter, so the exception moves the new offer. */
static void leap_day(struct support *support) {
  support->facts.value[FACT_LEAVING_DATE] = support_day("2024-02-29");
}

/* WhatsApp before anything else, and nobody said yes to it. */
static void unwanted_whatsapp(struct support *support) {
  support->policy->rules[SUPPORT_QUESTION].channels[0] = POLICY_CHANNEL_WHATSAPP;
  support->policy->rules[SUPPORT_QUESTION].channels[1] = POLICY_CHANNEL_EMAIL;
}

static void other_half(struct support *support) {
  support->facts.value[FACT_PLACE] = 1;
}

/* No width, no time to be late, the next attempt after four working days, two of the last text. */
static void strict(struct support *support) {
  support->facts.value[FACT_LEAVING_DATE] = support_day("2026-08-10");
  struct policy_rule *call = &support->policy->rules[SUPPORT_CALL];
  support_width(call, POLICY_WIDTH_WORKING_DAYS, 1);
  support->facts.value[FACT_PLACE] = 2;
  call->call_within = 3;
  call->spacing = 4;
  call->late = (struct policy_late){0, POLICY_LATE_SKIP};
  call->other_channel = call->other_half = FALSE;
  support->policy->rules[SUPPORT_QUESTION].late.within = -1;
  support->policy->rules[SUPPORT_MESSAGE].no_reaction = 10;
  support->policy->rules[SUPPORT_MESSAGE].attempts = 2;
}

/* A hand-over with a day of its own, every 1 June; the first comes before the leaving date. */
static void june_handover(struct support *support) {
  pass_on(support);
  support->policy->rules[SUPPORT_HANDOVER].when =
      (struct policy_when){.base = POLICY_BASE_YEARLY, .day = 1, .month = 6};
}

/* One text a week: the message of Monday leaves the announced call of that week no room, nor the question. */
static void capped(struct support *support) {
  support->policy->cap_per_week = 1;
  support->policy->rules[SUPPORT_QUESTION].when = support->policy->rules[SUPPORT_CALL].when;
  support->policy->rules[SUPPORT_MESSAGE].when = support_when(POLICY_BASE_FACT, 0, 45);
}

#define OUTCOME(date, rule, year, outcome)                                                                             \
  { date, PROGRESS_EVENT_OUTCOME, rule, year, outcome, NULL }
#define EVENT(date, kind)                                                                                              \
  { date, kind, -1, 0, PROGRESS_NONE, NULL }

static const struct life lives[] = {
    {"silence", "2026-05-01", "2026-05-01", "2028-08-01", NULL, NULL, NULL, {{0}}, 0},
    {"silence-passed-on", "2026-05-01", "2026-05-01", "2028-08-01", pass_on, NULL, NULL, {{0}}, 0},
    {"silence-taken-as-given",
     "2026-05-01",
     "2026-05-01",
     "2027-01-31",
     pass_on,
     NULL,
     NULL,
     {{0}},
     PLAN_ASSUME_NO_REACTION},
    {"reaction-taken-as-given",
     "2026-05-01",
     "2026-05-01",
     "2027-01-31",
     pass_on,
     NULL,
     NULL,
     {{0}},
     PLAN_ASSUME_RESPONSE},
    {"two-weeks-down", "2026-05-01", "2026-05-01", "2027-01-31", pass_on, "2026-09-01", "2026-09-16", {{0}}, 0},
    {"half-a-year-down", "2026-05-01", "2026-05-01", "2028-08-01", other_half, "2026-08-01", "2027-02-15", {{0}}, 0},
    {"handover-in-june", "2026-05-01", "2026-05-01", "2028-08-01", june_handover, NULL, NULL, {{0}}, 0},
    {"talks",
     "2026-05-01",
     "2026-05-01",
     "2028-08-01",
     NULL,
     NULL,
     NULL,
     {OUTCOME("2026-06-15", SUPPORT_FIRST, 1, PROGRESS_SPOKE), OUTCOME("2026-08-31", SUPPORT_CALL, 1, PROGRESS_USED),
      EVENT("2026-10-14", PROGRESS_EVENT_REACTION)},
     0},
    {"later",
     "2026-05-01",
     "2026-05-01",
     "2027-03-01",
     NULL,
     NULL,
     NULL,
     {{"2026-06-15", PROGRESS_EVENT_OUTCOME, SUPPORT_FIRST, 1, PROGRESS_LATER, "2026-09-15"},
      OUTCOME("2026-09-20", SUPPORT_CALL, 1, PROGRESS_NO_ANSWER)},
     0},
    {"stop", "2026-05-01", "2026-05-01", "2028-08-01", NULL, NULL, NULL, {EVENT("2026-09-01", PROGRESS_EVENT_STOP)}, 0},
    {"declined",
     "2026-05-01",
     "2026-05-01",
     "2026-12-01",
     NULL,
     NULL,
     NULL,
     {EVENT("2026-09-01", PROGRESS_EVENT_DECLINED)},
     0},
    {"starts-late", "2027-03-25", "2027-04-01", "2028-08-01", NULL, NULL, NULL, {{0}}, 0},
    {"starts-as-a-width-ends", "2026-09-01", "2026-09-04", "2026-12-01", NULL, NULL, NULL, {{0}}, 0},
    {"answers",
     "2026-08-17",
     "2026-09-01",
     "2026-12-01",
     NULL,
     "2026-10-20",
     "2026-10-28",
     {{"2026-08-20", PROGRESS_EVENT_REACTION, 0, 0, PROGRESS_NONE, NULL},
      {"2026-10-13", PROGRESS_EVENT_REACTION, 1, 0, PROGRESS_NONE, NULL},
      {"2026-10-16", PROGRESS_EVENT_REACTION, 0, 0, PROGRESS_NONE, NULL},
      {"2026-10-21", PROGRESS_EVENT_REACTION, 0, 0, PROGRESS_NONE, NULL}},
     0},
    {"unwanted-whatsapp", "2026-05-01", "2026-05-01", "2026-12-01", unwanted_whatsapp, NULL, NULL, {{0}}, 0},
    {"never-started", "2026-05-01", NULL, "2026-12-01", NULL, NULL, NULL, {{0}}, 0},
    {"no-address", "2026-05-01", "2026-05-01", "2027-01-31", nowhere, NULL, NULL, {{0}}, 0},
    {"two-half-days", "2026-05-01", "2026-05-01", "2027-01-31", two_half_days, NULL, NULL, {{0}}, 0},
    {"unknown-follow-on", "2026-05-01", "2026-05-01", "2027-12-01", unknown_follow_on, NULL, NULL, {{0}}, 0},
    {"expected-date", "2026-05-01", "2026-05-01", "2026-12-01", expected, NULL, NULL, {{0}}, 0},
    {"leap-day", "2024-01-01", "2024-01-01", "2026-04-01", leap_day, NULL, NULL, {{0}}, 0},
    {"strict", "2026-05-01", "2026-05-01", "2028-02-01", strict, NULL, NULL, {{0}}, 0},
    {"capped", "2026-08-10", "2026-08-10", "2026-12-01", capped, NULL, NULL, {{0}}, 0},
};

static const char *const verdicts[] = {"planned", "due", "skip", "late"};

/* -- a day ----------------------------------------------------------------------------------------------------------
 */

static const char *rule_name(const struct support *support, int rule) {
  static const char *const replies[] = {"antwoord-hulp", "antwoord-werk"};
  if (rule == PLAN_RULE_GUIDANCE) return "begeleiding";
  return rule >= PLAN_RULE_REPLY ? replies[rule - PLAN_RULE_REPLY] : support->policy->rules[rule].name;
}

static char *told_step(const struct support *support, const struct plan_step *step) {
  static const char *const halves[] = {"", " morning", " afternoon", ""};
  static const char *const ifs[] = {"",          " if no reaction", " if no answer", " if not used", " if unknown",
                                    " if silent"};
  char due[11], from[11], to[11], call[11];
  date_format_iso(step->due, due);
  date_format_iso(step->from, from);
  date_format_iso(step->to, to);
  date_format_iso(step->call_day, call);
  return g_strdup_printf("%s %s/%d/%d %s %s (%s)%s in %s..%s%s%s%s%s%s", due, rule_name(support, step->rule),
                         step->year, step->attempt, plan_act_names[step->act], verdicts[step->verdict],
                         plan_reason_names[step->reason], ifs[step->hangs_on], from, to, halves[step->half],
                         step->channel ? " by " : "", step->channel ? policy_channel_names[step->channel] : "",
                         *call ? " for " : "", call);
}

static char *told_decision(const struct support *support, const struct plan_decision *decision) {
  return g_strdup_printf("why %s/%d: %s (%s)%s", rule_name(support, decision->rule), decision->year,
                         verdicts[decision->verdict], plan_reason_names[decision->reason],
                         decision->acted ? " acts" : "");
}

/* Everything that the plan says on that day, a line each. */
static GPtrArray *told(struct support *support, const struct plan_request *request) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  struct plan_step *steps[] = {support->steps};
  plan_compute(request, support->steps, &support->result);
  plan_cap(request, steps, &support->result, 1);
  for (guint i = 0; i < support->result.n_steps; i++) g_ptr_array_add(lines, told_step(support, &support->steps[i]));
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  guint n = plan_why(request, decisions);
  for (guint i = 0; i < n; i++) g_ptr_array_add(lines, told_decision(support, &decisions[i]));
  char wake[11];
  date_format_iso(support->result.wake, wake);
  g_ptr_array_add(lines, g_strdup_printf("%s, wakes %s", plan_state_names[support->result.state], wake));
  return lines;
}

static void tell_missing(GString *out, const char *mark, const GPtrArray *these, const GPtrArray *those) {
  for (guint i = 0; i < these->len; i++)
    if (!g_ptr_array_find_with_equal_func((GPtrArray *)those, these->pdata[i], g_str_equal, NULL))
      g_string_append_printf(out, "%s %s\n", mark, (const char *)these->pdata[i]);
}

static void tell_change(GString *out, date_t day, const GPtrArray *before, const GPtrArray *now) {
  g_autoptr(GString) change = g_string_new(NULL);
  tell_missing(change, "-", before, now);
  tell_missing(change, "+", now, before);
  char iso[11];
  date_format_iso(day, iso);
  if (change->len) g_string_append_printf(out, "%s\n%s", iso, change->str);
}

/* -- a life ---------------------------------------------------------------------------------------------------------
 */

static void happens(struct support *support, const struct life *life, date_t day) {
  for (const struct happening *one = life->course; one->day; one++) {
    if (support_day(one->day) != day) continue;
    struct progress_event event = support_say(one->kind, one->rule, one->year, day);
    event.outcome = (guint8)one->outcome;
    if (one->kind == PROGRESS_EVENT_REACTION) event.reply = (gint8)one->rule, event.rule = -1;
    if (one->until) event.until = support_day(one->until);
    support_event(support, event);
  }
  if (life->start && support_day(life->start) == day) support_start(support, life->start);
}

static char *lived(const struct life *life) {
  struct support *support = support_new();
  if (life->prepare) life->prepare(support);
  GString *out = g_string_new(NULL);
  GPtrArray *before = g_ptr_array_new_with_free_func(g_free);
  date_t yesterday = DATE_NONE;
  for (date_t day = support_day(life->from); day <= support_day(life->to); day++) {
    happens(support, life, day);
    if (life->asleep && day >= support_day(life->asleep) && day < support_day(life->awake)) continue;
    struct plan_request request = support_request(support, yesterday, day);
    request.assume = life->assume;
    GPtrArray *now = told(support, &request);
    tell_change(out, day, before, now);
    g_ptr_array_unref(before);
    before = now;
    for (guint i = 0; i < support->result.n_steps; i++)
      if (support_is_now(&support->steps[i])) support_act(support, &support->steps[i], day);
    yesterday = day;
  }
  g_ptr_array_unref(before);
  support_free(support);
  return g_string_free(out, FALSE);
}

static void test_life(gconstpointer data) {
  const struct life *life = data;
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_strdup_printf("%s/tests/rules/lives/%s.plan", root ? root : ".", life->name);
  g_autofree char *got = lived(life), *want = NULL;
  if (g_getenv("UPDATE_GOLDEN")) g_assert_true(g_file_set_contents(path, got, -1, NULL));
  g_assert_true(g_file_get_contents(path, &want, NULL, NULL));
  g_assert_cmpstr(got, ==, want);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(lives); i++) {
    g_autofree char *path = g_strconcat("/plan/lives/", lives[i].name, NULL);
    g_test_add_data_func(path, &lives[i], test_life);
  }
  return g_test_run();
}
