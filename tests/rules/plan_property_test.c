/* What holds for every person and every course of events: random people, ticked day by day under a small policy,
 * with answers, silence, stops and deaths. The seed is printed; set PLAN_SEED to run one again. */
#include "tests/rules/plan_support.h"

enum { PEOPLE = 150, ACTS_MAX = 600 };

struct world {
  GRand *chance;
  struct calendar *calendars[CALENDAR_REGIONS];
  guint32 seed;
};

struct course {       /* what one person's life turns out to be */
  int answers, stops; /* per thousand a day */
  date_t dies, declines;
  date_t start, end;
};

static guint32 seed(void) {
  const char *given = g_getenv("PLAN_SEED");
  gint64 value = 0;
  if (given && g_ascii_string_to_signed(given, 10, 0, G_MAXUINT32, &value, NULL)) return (guint32)value;
  return (guint32)g_test_rand_int();
}

static struct world world_new(void) {
  struct calendar_leave leave[] = {{support_day("2026-11-02"), support_day("2026-11-27")},
                                   {support_day("2027-08-23"), support_day("2027-09-24")}};
  struct world world = {.seed = seed()};
  world.chance = g_rand_new_with_seed(world.seed);
  world.calendars[0] = calendar_new(CALENDAR_NORTH, 0, NULL, 0);
  world.calendars[1] = calendar_new(CALENDAR_MIDDLE, (calendar_halfdays)(3 << 2 | 2 << 6), leave, 2);
  world.calendars[2] = calendar_new(CALENDAR_SOUTH, (calendar_halfdays)(1 | 2 << 8), leave, 1);
  g_test_message("seed %u", world.seed);
  return world;
}

static void world_clear(struct world *world) {
  g_rand_free(world->chance);
  for (int i = 0; i < CALENDAR_REGIONS; i++) calendar_free(world->calendars[i]);
}

static gint32 one_of(struct world *world, gint32 unknown_in, gint32 n) {
  return g_rand_int_range(world->chance, 0, unknown_in) == 0 ? FACT_UNKNOWN : g_rand_int_range(world->chance, 0, n);
}

static void make_person(struct world *world, struct support *support, struct course *course) {
  GRand *chance = world->chance;
  gint32 *value = support->facts.value;
  support->calendar = world->calendars[g_rand_int_range(chance, 0, CALENDAR_REGIONS)];
  value[FACT_LEAVING_DATE] = support_day("2026-01-05") + g_rand_int_range(chance, 0, 500);
  if (g_rand_int_range(chance, 0, 30) == 0) value[FACT_LEAVING_DATE] = support_day("2028-02-29");
  value[FACT_FOLLOW_ON] = one_of(world, 5, 3);
  value[FACT_IF_UNREACHABLE] = one_of(world, 3, 3);
  value[FACT_HAS_MOBILE] = one_of(world, 4, 2);
  value[FACT_HAS_EMAIL] = one_of(world, 4, 2);
  value[FACT_PREFERRED_CHANNEL] = one_of(world, 2, 3);
  value[FACT_PLACE] = one_of(world, 9, 60);
  course->answers = g_rand_int_range(chance, 0, 3) == 0 ? 0 : g_rand_int_range(chance, 0, 30);
  course->stops = g_rand_int_range(chance, 0, 4) == 0 ? 5 : 0;
  course->start = value[FACT_LEAVING_DATE] + g_rand_int_range(chance, -80, g_rand_boolean(chance) ? -50 : 500);
  course->end = value[FACT_LEAVING_DATE] + 760;
  gboolean short_lived = g_rand_int_range(chance, 0, 6) == 0;
  course->dies = short_lived ? course->start + g_rand_int_range(chance, 0, 700) : DATE_NONE;
  course->declines = g_rand_int_range(chance, 0, 8) == 0 ? course->start + g_rand_int_range(chance, 0, 700) : DATE_NONE;
}

static struct support *person_new(struct world *world, struct course *course) {
  struct support *support = g_new0(struct support, 1);
  support->policy = support_policy();
  support->facts = support_facts();
  progress_clear(&support->progress);
  make_person(world, support, course);
  support_event(support, support_say(PROGRESS_EVENT_STARTED, -1, 0, course->start));
  return support;
}

static void person_free(struct support *support) {
  policy_free(support->policy);
  g_free(support);
}

/* What people do with open tasks, and what the young person does of their own accord. */
static void live(struct world *world, struct support *support, const struct course *course, date_t day) {
  static const enum progress_outcome outcomes[] = {PROGRESS_NO_ANSWER, PROGRESS_NO_ANSWER,  PROGRESS_SPOKE,
                                                   PROGRESS_USED,      PROGRESS_AGREED,     PROGRESS_DECLINED,
                                                   PROGRESS_LATER,     PROGRESS_NOT_NEEDED, PROGRESS_WRONG_NUMBER};
  for (int rule = 0; rule < SUPPORT_RULES; rule++)
    for (int year = 0; year < PROGRESS_YEARS; year++) {
      const struct progress_moment *moment = &support->progress.moment[rule][year];
      if (!(moment->acts & PROGRESS_TASK_OPEN) || g_rand_int_range(world->chance, 0, 4)) continue;
      struct progress_event event = support_say(PROGRESS_EVENT_OUTCOME, rule, year, day);
      event.attempt = moment->attempt;
      event.outcome =
          (guint8)outcomes[g_rand_int_range(world->chance, 0, course->answers ? G_N_ELEMENTS(outcomes) : 2)];
      if (event.outcome == PROGRESS_LATER) event.until = day + g_rand_int_range(world->chance, 1, 90);
      support_event(support, event);
    }
  if (g_rand_int_range(world->chance, 0, 1000) < course->answers) {
    struct progress_event event = support_say(PROGRESS_EVENT_REACTION, -1, 0, day);
    event.reply = (gint8)g_rand_int_range(world->chance, -1, 2);
    support_event(support, event);
  }
  if (g_rand_int_range(world->chance, 0, 1000) < course->stops)
    support_event(support, support_say(PROGRESS_EVENT_STOP, -1, 0, day));
  if (day == course->dies) support_event(support, support_say(PROGRESS_EVENT_DECEASED, -1, 0, day));
  if (day == course->declines) support_event(support, support_say(PROGRESS_EVENT_DECLINED, -1, 0, day));
}

struct ledger { /* what was acted on, to find twice what may be only once */
  struct {
    guint8 rule, year, attempt, act;
    date_t day;
    gboolean skip;
  } acts[ACTS_MAX];
  guint n;
};

static void assert_once(struct ledger *ledger, const struct plan_step *step, date_t day, gboolean reply) {
  for (guint i = 0; i < ledger->n; i++) {
    gboolean same = ledger->acts[i].rule == step->rule && ledger->acts[i].year == step->year &&
                    ledger->acts[i].attempt == step->attempt && ledger->acts[i].act == step->act;
    g_assert_false(same && !reply);
  }
  g_assert_cmpuint(ledger->n, <, ACTS_MAX);
  ledger->acts[ledger->n].rule = step->rule;
  ledger->acts[ledger->n].year = step->year;
  ledger->acts[ledger->n].attempt = step->attempt;
  ledger->acts[ledger->n].act = step->act;
  ledger->acts[ledger->n].day = day;
  ledger->acts[ledger->n++].skip = step->verdict == PLAN_SKIP;
}

static void assert_sorted(const struct support *support) {
  for (guint i = 1; i < support->result.n_steps; i++)
    g_assert_cmpint(support->steps[i - 1].due, <=, support->steps[i].due);
}

static void assert_decent(const struct support *support, const struct plan_step *step, date_t day) {
  gboolean text = step->act == PLAN_SEND || step->act == PLAN_ANNOUNCE;
  gboolean reply = step->rule >= PLAN_RULE_REPLY && step->rule != PLAN_RULE_GUIDANCE;
  g_assert_cmpint(support->progress.start, <=, day);
  g_assert_cmpint(support->progress.deceased != DATE_NONE && step->act != PLAN_END, ==, FALSE);
  if (step->verdict == PLAN_SKIP) return;
  if (text) {
    g_assert_cmpint(step->channel, !=, POLICY_CHANNEL_NONE);
    g_assert_cmpint(support->progress.stops, ==, 0);
    g_assert_true(calendar_is_working(support->calendar, step->due));
    g_assert_cmpint(support->facts.value[FACT_FOLLOW_ON], !=, FACT_UNKNOWN);
  }
  if (step->act == PLAN_ANNOUNCE) g_assert_cmpint(step->call_day, >, day);
  if (!reply && step->act != PLAN_END) {
    g_assert_cmpint(day, >=, support->result.from);
    g_assert_cmpint(day, <, support->result.to);
  }
  if (step->rule == SUPPORT_AGAIN && step->year == 2) {
    g_assert_cmpint(support->progress.offer_used[1], ==, DATE_NONE);
    g_assert_cmpint(progress_year(support->policy, &support->facts, day), ==, 2);
  }
}

/* S14: between today and the wake-up nothing comes up by itself, and on the day of the wake-up nothing was missed. */
static void assert_wake(const struct support *support, date_t day, date_t end) {
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  date_t wake = support->result.wake;
  g_assert_true(wake == DATE_NONE || wake > day);
  for (date_t later = day + 1; later < (wake == DATE_NONE ? end : MIN(wake, end)); later++) {
    struct plan_request request = support_request(support, day, later);
    plan_compute(&request, steps, &result);
    for (guint i = 0; i < result.n_steps; i++) g_assert_cmpint(steps[i].verdict, ==, PLAN_PLANNED);
    g_assert_cmpint(result.wake, ==, wake);
  }
}

static void assert_same_again(const struct support *support, date_t day) {
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  memset(steps, 0xa5, sizeof steps);
  struct plan_request request = support_request(support, DATE_NONE, day);
  plan_compute(&request, steps, &result);
  g_assert_true(support_same(steps, support->steps, result.n_steps * sizeof *steps));
  g_assert_true(support_same(&result, &support->result, sizeof result));
}

static void assert_why(const struct support *support, date_t day) {
  struct plan_decision decisions[POLICY_RULES_MAX * PROGRESS_YEARS];
  struct plan_request request = support_request(support, day - 1, day);
  guint n = plan_why(&request, decisions);
  guint seen[SUPPORT_RULES][PROGRESS_YEARS] = {{0}};
  for (guint i = 0; i < n; i++) g_assert_cmpuint(seen[decisions[i].rule][decisions[i].year]++, ==, 0);
  for (int rule = 0; rule < SUPPORT_RULES; rule++) g_assert_cmpuint(seen[rule][1] + seen[rule][2], >=, 1);
}

static void day_by_day(struct world *world, struct support *support, const struct course *course,
                       struct ledger *ledger) {
  for (date_t day = course->start; day <= course->end; day++) {
    support_plan(support, day);
    assert_sorted(support);
    assert_same_again(support, day);
    struct plan_step steps[PLAN_STEPS_MAX];
    guint n = support->result.n_steps;
    memcpy(steps, support->steps, n * sizeof *steps);
    for (guint i = 0; i < n; i++) {
      if (!support_is_now(&steps[i])) continue;
      assert_decent(support, &steps[i], day);
      assert_once(ledger, &steps[i], day, steps[i].rule >= PLAN_RULE_REPLY && steps[i].rule != PLAN_RULE_GUIDANCE);
      support_act(support, &steps[i], day);
    }
    guint rounds = 0;
    while (support_tick(support, day) > 0) g_assert_cmpuint(++rounds, <, 4);
    if (g_rand_int_range(world->chance, 0, 20) == 0) assert_wake(support, day, course->end);
    if (g_rand_int_range(world->chance, 0, 20) == 0) assert_why(support, day);
    live(world, support, course, day);
  }
}

static const char *end_of_course(const struct support *support) {
  return plan_state_names[support->progress.ended];
}

static gboolean was_offered(const struct ledger *ledger, int rule, int year) {
  for (guint i = 0; i < ledger->n; i++)
    if (ledger->acts[i].rule == rule && ledger->acts[i].year == year && !ledger->acts[i].skip) return TRUE;
  return FALSE;
}

/* N-21, N-22: whoever is in scope, alive and in guidance is offered in year 1, and in year 2 when it was not used. */
static void assert_duty(const struct support *support, const struct course *course, const struct ledger *ledger) {
  gboolean scope = support->facts.value[FACT_FOLLOW_ON] != FACT_FOLLOW_ON_YES;
  date_t leaving = support->facts.value[FACT_LEAVING_DATE], year_end = date_window_end(leaving, 12);
  gboolean cut = course->dies != DATE_NONE || course->declines != DATE_NONE;
  if (!scope || cut) return;
  if (course->start < year_end - 30) g_assert_true(was_offered(ledger, SUPPORT_FIRST, 1));
  gboolean used = support->progress.offer_used[1] != DATE_NONE;
  g_assert_cmpint(was_offered(ledger, SUPPORT_AGAIN, 2), ==, !used);
  g_assert_cmpint(support->progress.ended, >=, PLAN_USED);
}

static void test_courses(void) {
  struct world world = world_new();
  for (int i = 0; i < PEOPLE; i++) {
    struct course course;
    struct support *support = person_new(&world, &course);
    struct ledger *ledger = g_new0(struct ledger, 1);
    day_by_day(&world, support, &course, ledger);
    g_test_message("person %d: %u acts, %s", i, ledger->n, end_of_course(support));
    assert_duty(support, &course, ledger);
    g_free(ledger);
    person_free(support);
  }
  world_clear(&world);
}

/* Waking only when the plan says so gives the same acts on the same days as looking every day. */
static void test_wakes(void) {
  struct world world = world_new();
  for (int i = 0; i < PEOPLE; i++) {
    struct course course;
    struct support *daily = person_new(&world, &course);
    struct support *waking = g_new0(struct support, 1);
    *waking = *daily;
    date_t wake = course.start;
    for (date_t day = course.start; day <= course.end; day++) {
      while (support_tick(daily, day) > 0) continue;
      if (wake == DATE_NONE || day < wake) continue;
      while (support_tick(waking, day) > 0) continue;
      wake = waking->result.wake;
      g_assert_true(support_same(&daily->progress, &waking->progress, sizeof daily->progress));
    }
    g_assert_true(support_same(&daily->progress, &waking->progress, sizeof daily->progress));
    g_free(waking);
    person_free(daily);
  }
  world_clear(&world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan-property/courses", test_courses);
  g_test_add_func("/plan-property/wakes", test_wakes);
  return g_test_run();
}
