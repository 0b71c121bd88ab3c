/* Runs the scenario files of tests/rules/scenarios against the shipped policies; README.md there has their words. */
#include <stdlib.h>

#include "rules/language/language.h"
#include "tests/rules/plan_support.h"

enum { ACTS_MAX = 600, DAYS_MAX = 1500 };

struct happening { /* one line of Als */
  date_t day;
  char **words;
};

struct act {
  date_t day;
  struct plan_step step;
};

struct scenario {
  const char *file;
  struct support support; /* its steps and progress as they are on the day looked at */
  GPtrArray *happenings;
  GPtrArray *wants; /* char **: the words of each line of Dan */
  char *policy;
  date_t start, stop;
  enum calendar_region region;
  gboolean talks;
  struct act acts[ACTS_MAX];
  guint n_acts;
  guint8 states[DAYS_MAX];
  date_t first;
};

static void complain(const struct scenario *scenario, char **words) {
  g_autofree char *line = g_strjoinv(" ", words);
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct plan_step *step = &scenario->acts[i].step;
    char day[11];
    date_format_iso(scenario->acts[i].day, day);
    g_autofree char *text = support_text(step);
    const struct policy *policy = scenario->support.policy;
    g_test_message("%s: %s [%s]", day, text, step->rule < policy->n_rules ? policy->rules[step->rule].name : "");
  }
  g_test_message("%s: niet zo: %s", scenario->file, line);
  g_test_fail();
}

static char *source(const char *folder, const char *name) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  return g_build_filename(root ? root : ".", folder, name, NULL);
}

static struct policy *read_policy(const char *name) {
  g_autofree char *base = g_strconcat(name, ".beleid", NULL);
  g_autofree char *path = source("rules/policies", base);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &text, &length, NULL));
  GPtrArray *findings = language_findings_new();
  struct policy *policy = language_read(base, text, length, NULL, findings);
  g_assert_nonnull(policy);
  g_ptr_array_unref(findings);
  return policy;
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

static void set_fact(struct facts *facts, const char *name, const char *text) {
  enum fact fact = facts_find(name);
  g_assert_cmpint(fact, !=, FACT_COUNT);
  g_assert_true(facts_parse(fact, text, &facts->value[fact]));
  facts_derive(facts);
}

static void read_given(struct scenario *scenario, char **words) {
  static const char *const regions[] = {"noord", "midden", "zuid"};
  if (strcmp(words[0], "beleid") == 0)
    scenario->policy = g_strdup(words[1]);
  else if (strcmp(words[0], "gestart") == 0)
    scenario->start = support_day(words[1]);
  else if (strcmp(words[0], "jongere") == 0)
    scenario->talks = strcmp(words[1], "praat") == 0;
  else if (strcmp(words[0], "regio") == 0) {
    for (int i = 0; i < CALENDAR_REGIONS; i++)
      if (strcmp(words[1], regions[i]) == 0) scenario->region = (enum calendar_region)i;
  } else
    set_fact(&scenario->support.facts, words[0], words[1]);
}

static void read_happening(struct scenario *scenario, char **words) {
  struct happening *happening = g_new0(struct happening, 1);
  happening->day = support_day(words[0]);
  happening->words = g_strdupv(words + 1);
  g_ptr_array_add(scenario->happenings, happening);
}

static void free_happening(void *data) {
  struct happening *happening = data;
  g_strfreev(happening->words);
  g_free(happening);
}

static char **split(const char *line) {
  g_auto(GStrv) raw = g_strsplit_set(line, " \t:", -1);
  GPtrArray *words = g_ptr_array_new();
  for (int i = 0; raw[i]; i++)
    if (*raw[i]) g_ptr_array_add(words, g_strdup(raw[i]));
  g_ptr_array_add(words, NULL);
  return (char **)g_ptr_array_free(words, FALSE);
}

static void read_line(struct scenario *scenario, const char *section, const char *line) {
  g_auto(GStrv) words = split(line);
  if (strcmp(section, "Gegeven") == 0)
    read_given(scenario, words);
  else if (strcmp(section, "Als") == 0)
    read_happening(scenario, words);
  else
    g_ptr_array_add(scenario->wants, g_strdupv(words));
}

static void read_scenario(struct scenario *scenario, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  const char *section = "";
  for (int i = 0; lines[i]; i++) {
    const char *line = g_strchomp(lines[i]);
    if (!*line || *line == '#') continue;
    if (*line != ' ')
      section = line;
    else
      read_line(scenario, section, line);
  }
}

/* -- what happens -------------------------------------------------------------------------------------------------- */

static int find_word(const char *const *names, int n, const char *word) {
  for (int i = 0; i < n; i++)
    if (names[i] && strcmp(names[i], word) == 0) return i;
  return -1;
}

/* "eerste jaar 1 used": the outcome of that rule's task; "jaar N" may be left out. */
static void outcome(struct scenario *scenario, date_t day, char **words) {
  struct support *support = &scenario->support;
  int rule = policy_rule_index(support->policy, words[0]);
  g_assert_cmpint(rule, >=, 0);
  guint n = g_strv_length(words);
  int year = support->policy->rules[rule].year ? support->policy->rules[rule].year : 1;
  if (n == 4) year = words[2][0] - '0';
  int result = find_word(progress_outcome_names, PROGRESS_OUTCOMES, words[n - 1]);
  g_assert_cmpint(result, >, 0);
  struct progress_event event = support_say(PROGRESS_EVENT_OUTCOME, rule, year, day);
  event.outcome = (guint8)result;
  support_event(support, event);
}

static void answer(struct scenario *scenario, date_t day, const char *intent) {
  const struct policy *policy = scenario->support.policy;
  struct progress_event event = support_say(PROGRESS_EVENT_REACTION, -1, 0, day);
  int wanted = find_word(policy_intent_names, POLICY_INTENTS, intent);
  for (guint i = 0; wanted >= 0 && i < policy->n_replies && event.reply < 0; i++)
    if (policy->replies[i].intent == wanted) event.reply = (gint8)i;
  support_event(&scenario->support, event);
}

static void happen(struct scenario *scenario, date_t day, char **words) {
  static const struct {
    const char *word;
    enum progress_event_kind kind;
  } plain[] = {{"stop", PROGRESS_EVENT_STOP},
               {"overleden", PROGRESS_EVENT_DECEASED},
               {"buitenland", PROGRESS_EVENT_ABROAD},
               {"nooit-meer-bevestigd", PROGRESS_EVENT_DECLINED},
               {"overdracht-gesloten", PROGRESS_EVENT_HANDOVER_CLOSED}};
  for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
    if (strcmp(words[0], plain[i].word) == 0) {
      support_event(&scenario->support, support_say(plain[i].kind, -1, 0, day));
      return;
    }
  if (strcmp(words[0], "antwoord") == 0)
    answer(scenario, day, words[1]);
  else if (strcmp(words[0], "feit") == 0)
    set_fact(&scenario->support.facts, words[1], words[2]);
  else
    outcome(scenario, day, words);
}

/* What nobody told otherwise: checks and documents are done at once, talks are held and questions answered or not. */
static void work(struct scenario *scenario, const struct plan_step *step, date_t day) {
  if (scenario->talks && step->kind == POLICY_QUESTION && step->act == PLAN_SEND && step->verdict != PLAN_SKIP)
    support_event(&scenario->support, support_say(PROGRESS_EVENT_REACTION, -1, 0, day));
  if (step->act != PLAN_TASK || step->rule >= PLAN_RULE_REPLY || step->verdict == PLAN_SKIP) return;
  struct progress_event event = support_of_step(step, PROGRESS_EVENT_OUTCOME, day);
  gboolean talk = step->kind == POLICY_OFFER || step->kind == POLICY_CALL || step->kind == POLICY_CLOSE ||
                  step->kind == POLICY_VISIT;
  enum progress_outcome talked = scenario->talks ? PROGRESS_SPOKE : PROGRESS_NO_ANSWER;
  event.outcome = (guint8)(talk ? talked : PROGRESS_NOT_NEEDED);
  support_event(&scenario->support, event);
}

static guint act_once(struct scenario *scenario, date_t day) {
  struct support *support = &scenario->support;
  struct plan_step steps[PLAN_STEPS_MAX];
  guint acted = 0;
  support_plan(support, day);
  guint n = support->result.n_steps;
  memcpy(steps, support->steps, n * sizeof *steps);
  for (guint i = 0; i < n; i++) {
    if (!support_is_now(&steps[i])) continue;
    g_assert_cmpuint(scenario->n_acts, <, ACTS_MAX);
    scenario->acts[scenario->n_acts++] = (struct act){day, steps[i]};
    support_act(support, &steps[i], day);
    work(scenario, &steps[i], day);
    acted++;
  }
  return acted;
}

static void happen_today(struct scenario *scenario, date_t day) {
  for (guint i = 0; i < scenario->happenings->len; i++) {
    struct happening *happening = scenario->happenings->pdata[i];
    if (happening->day == day) happen(scenario, day, happening->words);
  }
}

/* Three years, day by day. */
static void run(struct scenario *scenario) {
  struct support *support = &scenario->support;
  support_event(support, support_say(PROGRESS_EVENT_STARTED, -1, 0, scenario->start));
  scenario->first = scenario->start;
  for (int i = 0; i < DAYS_MAX; i++) {
    date_t day = scenario->first + i;
    happen_today(scenario, day);
    while (act_once(scenario, day) > 0) continue;
    scenario->states[i] = support->result.state;
  }
}

/* -- what is wanted --------------------------------------------------------------------------------------------------
 */

static gboolean yes(const char *word) {
  g_assert_true(strcmp(word, "ja") == 0 || strcmp(word, "nee") == 0);
  return strcmp(word, "ja") == 0;
}

static gboolean is_done(const struct act *act) {
  return act->step.verdict != PLAN_SKIP;
}

static gboolean is_message(const struct act *act) {
  return act->step.act == PLAN_SEND || act->step.act == PLAN_ANNOUNCE;
}

/* "toestand DATE STATE" */
static gboolean want_state(const struct scenario *scenario, char **words) {
  date_t day = support_day(words[1]);
  g_assert_true(day >= scenario->first && day < scenario->first + DAYS_MAX);
  return strcmp(plan_state_names[scenario->states[day - scenario->first]], words[2]) == 0;
}

/* "venster DATE DATE" */
static gboolean want_window(const struct scenario *scenario, char **words) {
  const struct plan_result *result = &scenario->support.result;
  return result->from == support_day(words[1]) && result->to == support_day(words[2]);
}

/* "aanbod jaar N nee", "aanbod jaar N ja", "aanbod jaar N tussen DATE DATE" */
static gboolean want_offer(const struct scenario *scenario, char **words) {
  guint n = 0, inside = 0;
  gboolean between = strcmp(words[3], "tussen") == 0;
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct act *act = &scenario->acts[i];
    gboolean offer = act->step.kind == POLICY_OFFER && act->step.act == PLAN_TASK && is_done(act);
    if (!offer || act->step.year != words[2][0] - '0') continue;
    n++;
    inside += between && act->day >= support_day(words[4]) && act->day < support_day(words[5]);
  }
  return between ? n > 0 && inside == n : (n > 0) == yes(words[3]);
}

/* "bericht na DATE ja|nee", "bericht ja|nee", "taak na DATE ja|nee" */
static gboolean want_any(const struct scenario *scenario, char **words) {
  gboolean after = strcmp(words[1], "na") == 0, message = strcmp(words[0], "bericht") == 0, found = FALSE;
  date_t day = after ? support_day(words[2]) : DATE_NONE;
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct act *act = &scenario->acts[i];
    gboolean fits = message ? is_message(act) : act->step.act == PLAN_TASK;
    found |= fits && is_done(act) && act->day > day;
  }
  return found == yes(words[after ? 3 : 1]);
}

static const struct act *find_act(const struct scenario *scenario, const char *name, int year) {
  int rule = policy_rule_index(scenario->support.policy, name);
  g_assert_cmpint(rule, >=, 0);
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct act *act = &scenario->acts[i];
    if (act->step.rule == rule && act->step.year == year && is_done(act)) return act;
  }
  return NULL;
}

/* "stap RULE jaar N nee|ja", "stap RULE jaar N tussen DATE DATE": its first act */
static gboolean want_step(const struct scenario *scenario, char **words) {
  const struct act *act = find_act(scenario, words[1], words[3][0] - '0');
  if (strcmp(words[4], "tussen") == 0)
    return act && act->day >= support_day(words[5]) && act->day < support_day(words[6]);
  return (act != NULL) == yes(words[4]);
}

/* "belafspraak na antwoord DATE": a call because of an answer, on that day */
static gboolean want_call(const struct scenario *scenario, char **words) {
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct act *act = &scenario->acts[i];
    if (act->step.rule >= PLAN_RULE_REPLY && act->step.rule != PLAN_RULE_GUIDANCE && act->day == support_day(words[1]))
      return TRUE;
  }
  return FALSE;
}

/* "overdracht doorstroompunt|gemeente|genoteerd|nee" */
static gboolean want_handover(const struct scenario *scenario, char **words) {
  const char *got = "nee";
  for (guint i = 0; i < scenario->n_acts; i++) {
    const struct act *act = &scenario->acts[i];
    if (act->step.kind != POLICY_HANDOVER) continue;
    struct plan_request request = support_request(&scenario->support, DATE_NONE, act->day);
    const struct policy_rule *rule = &scenario->support.policy->rules[act->step.rule];
    gboolean doorstroompunt = plan_condition(&request, rule->doorstroompunt, act->day) == TRI_TRUE;
    if (act->step.act == PLAN_PROPOSE) got = doorstroompunt ? "doorstroompunt" : "gemeente";
    if (act->step.act == PLAN_NOTE && strcmp(got, "nee") == 0) got = "genoteerd";
  }
  return strcmp(got, words[1]) == 0;
}

/* "overleg tot DATE" or "overleg nee" (N-64) */
static gboolean want_consultation(const struct scenario *scenario, char **words) {
  date_t end = plan_consultation_end(&scenario->support.facts);
  return strcmp(words[1], "nee") == 0 ? end == DATE_NONE : end == support_day(words[2]);
}

static gboolean want_fact(const struct scenario *scenario, char **words) {
  enum fact fact = facts_find(words[1]);
  g_assert_cmpint(fact, !=, FACT_COUNT);
  g_autofree char *text = facts_format(fact, scenario->support.facts.value[fact]);
  return strcmp(text, words[2]) == 0;
}

static const struct {
  const char *word;
  guint words;
  gboolean (*holds)(const struct scenario *scenario, char **words);
} wants[] = {
    {"toestand", 3, want_state},
    {"venster", 3, want_window},
    {"aanbod", 4, want_offer},
    {"bericht", 2, want_any},
    {"taak", 2, want_any},
    {"stap", 5, want_step},
    {"bellen", 2, want_call},
    {"overdracht", 2, want_handover},
    {"overleg", 2, want_consultation},
    {"feit", 3, want_fact},
};

static void check(const struct scenario *scenario, char **words) {
  for (gsize i = 0; i < G_N_ELEMENTS(wants); i++) {
    if (strcmp(words[0], wants[i].word) != 0) continue;
    g_assert_cmpuint(g_strv_length(words), >=, wants[i].words);
    if (!wants[i].holds(scenario, words)) complain(scenario, words);
    return;
  }
  g_error("%s: onbekend woord %s", scenario->file, words[0]);
}

/* -- one file --------------------------------------------------------------------------------------------------------
 */

static struct scenario *scenario_new(const char *file) {
  struct scenario *scenario = g_new0(struct scenario, 1);
  scenario->file = file;
  scenario->region = CALENDAR_MIDDLE;
  scenario->happenings = g_ptr_array_new_with_free_func(free_happening);
  scenario->wants = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  facts_clear(&scenario->support.facts);
  progress_clear(&scenario->support.progress);
  set_fact(&scenario->support.facts, "mobiel", "ja");
  set_fact(&scenario->support.facts, "email", "ja");
  return scenario;
}

static void scenario_free(struct scenario *scenario) {
  policy_free(scenario->support.policy);
  calendar_free(scenario->support.calendar);
  g_ptr_array_unref(scenario->happenings);
  g_ptr_array_unref(scenario->wants);
  g_free(scenario->policy);
  g_free(scenario);
}

static void test_file(const void *data) {
  g_autofree char *path = source("tests/rules/scenarios", data);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  struct scenario *scenario = scenario_new(data);
  read_scenario(scenario, text);
  scenario->support.policy = read_policy(scenario->policy);
  scenario->support.calendar = calendar_new(scenario->region, 0, NULL, 0);
  run(scenario);
  g_assert_cmpuint(scenario->wants->len, >, 0);
  for (guint i = 0; i < scenario->wants->len; i++) check(scenario, scenario->wants->pdata[i]);
  scenario_free(scenario);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_autofree char *folder = source("tests/rules", "scenarios");
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
    if (g_str_has_suffix(name, ".scenario")) g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_strconcat("/scenario/", names->pdata[i], NULL);
    g_test_add_data_func(path, names->pdata[i], test_file);
  }
  return names->len ? g_test_run() : EXIT_FAILURE;
}
