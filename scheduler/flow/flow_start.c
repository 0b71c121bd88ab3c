/* Cohorts: started by one person and confirmed by another, held, let go, spread (S8, S21). */
#include "scheduler/flow/flow_room.h"

#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_staff.h"

#include <string.h>

struct start {
  struct flow *flow;
  const struct flow_act *act;
  struct store_cohort *cohort;
  date_t from;
  gint64 wake;          /* when the first tick may act */
  gint64 as, confirmed; /* staff */
  gint64 policy;        /* the first one used: what the cohort's row shows */
  GString *names;       /* of the policies, for the answer */
  GHashTable *counters; /* "counsellor/week" → next place */
  GChecksum *list;
  struct flow_start *result;
};

static gboolean fail(GError **error, enum flow_error code, const char *message) {
  g_set_error_literal(error, FLOW_ERROR, (gint)code, message);
  return FALSE;
}

/* -- who ----------------------------------------------------------------------------------------------------------- */

static const char *const starters[] = {"counsellor", "coordinator", "manager", NULL};

/* USER is an e-mail address or the number of a user. */
static struct store_staff *find_user(struct flow *flow, const char *user, GError **error) {
  gint64 id = 0;
  if (g_ascii_string_to_signed(user, 10, 1, G_MAXINT64, &id, NULL)) return store_staff_get(flow->store, id, error);
  return store_staff_by_email(flow->store, user, error);
}

static gboolean check_user(struct start *start, const char *user, gint64 *id, GError **error) {
  GError *own = NULL;
  struct store_staff *staff = find_user(start->flow, user, &own);
  if (own) {
    g_propagate_error(error, own);
    return FALSE;
  }
  if (!staff) {
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_CALL, "there is no user %s", user);
    return FALSE;
  }
  gboolean may =
      strcmp(staff->organisation, start->cohort->organisation) == 0 && g_strv_contains(starters, staff->role);
  *id = staff->id;
  store_staff_free(staff);
  if (!may)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED, "%s may not start a cohort of %s", user,
                start->cohort->organisation);
  return may;
}

/* Four eyes, unless the school has one person: then time takes the place of the second pair (`delay`, in hours), in
 * which the cohort can still be held. */
static gboolean check_users(struct start *start, const char *as, const char *confirmed_by, GError **error) {
  const char *organisation = start->cohort->organisation;
  if (!as || !*as) return fail(error, FLOW_ERROR_CALL, "who starts it? (--as USER)");
  if (!check_user(start, as, &start->as, error)) return FALSE;
  gboolean four_eyes = strcmp(flow_setting(start->flow, organisation, "four_eyes"), "no") != 0;
  if (confirmed_by && *confirmed_by && !check_user(start, confirmed_by, &start->confirmed, error)) return FALSE;
  if (!four_eyes) {
    gint64 delay = 24;
    const char *set = flow_setting(start->flow, organisation, "delay");
    if (*set && !g_ascii_string_to_signed(set, 10, 1, 24 * 31, &delay, NULL))
      return fail(error, FLOW_ERROR_CALL, "delay is not a number of hours from 1 to 744");
    start->wake = start->act->now + delay * 3600;
    return TRUE;
  }
  if (!start->confirmed) return fail(error, FLOW_ERROR_CALL, "a second user must confirm (--confirmed-by USER)");
  return start->confirmed != start->as ? TRUE : fail(error, FLOW_ERROR_CALL, "the second user must be another one");
}

/* -- places (S8) --------------------------------------------------------------------------------------------------- */

/* "counsellor/Monday of the week of the anchor"; NULL when the anchor is unknown: place 0 will do then. */
static char *place_key(const struct cases_file *file) {
  static const enum fact expected[][2] = {{FACT_LEAVING_DATE, FACT_EXPECTED_LEAVING_DATE},
                                          {FACT_GRADUATION_DATE, FACT_EXPECTED_GRADUATION_DATE}};
  gint32 anchor = file->facts.value[file->policy->to.fact];
  for (guint i = 0; anchor == FACT_UNKNOWN && i < G_N_ELEMENTS(expected); i++)
    if (expected[i][0] == file->policy->to.fact) anchor = file->facts.value[expected[i][1]];
  if (anchor == FACT_UNKNOWN) return NULL;
  date_t monday = anchor - (date_weekday(anchor) - DATE_MONDAY);
  return g_strdup_printf("place/%" G_GINT64_FORMAT "/%d", file->enrolment->counsellor, monday);
}

/* The counter lives in the store, so that a second cohort goes on where the first one ended. */
static gboolean next_place(struct flow *flow, const char *key, gint64 *place, GError **error) {
  g_autofree char *stored = store_meta_get(flow->store, key);
  *place = 0;
  if (stored) g_ascii_string_to_signed(stored, 10, 0, G_MAXINT32, place, NULL);
  g_autofree char *next = g_strdup_printf("%" G_GINT64_FORMAT, *place + 1);
  return store_meta_set(flow->store, key, next, error);
}

static gboolean set_place(struct flow *flow, const struct flow_act *act, gint64 enrolment, gint64 place,
                          const char *source, GError **error) {
  g_autofree char *body = g_strdup_printf("plaats=%" G_GINT64_FORMAT "\n", place);
  return store_facts_add(flow->store, enrolment, act->now, flow_day(flow, act->now), source, body, error);
}

static gboolean give_place(struct start *start, struct cases_file *file, GError **error) {
  if (file->facts.value[FACT_PLACE] != FACT_UNKNOWN) return TRUE;
  g_autofree char *key = place_key(file);
  gint64 place = 0;
  if (key && !next_place(start->flow, key, &place, error)) return FALSE;
  file->facts.value[FACT_PLACE] = (gint32)place;
  return set_place(start->flow, start->act, file->enrolment->id, place, "start", error);
}

/* -- starting ------------------------------------------------------------------------------------------------------ */

static void name_policy(struct start *start, const struct policy *policy) {
  g_autofree char *name = g_strdup_printf("%s %s", policy->name, policy->version);
  if (strstr(start->names->str, name)) return;
  g_string_append_printf(start->names, "%s%s", start->names->len ? ", " : "", name);
}

static void count_before(struct start *start, const struct cases_file *file) {
  struct plan_request request;
  struct plan_result result;
  g_autofree struct plan_step *steps = g_new(struct plan_step, PLAN_STEPS_MAX);
  cases_plan(file, DATE_NONE, flow_day(start->flow, start->act->now), 0, &request, steps, &result);
  for (guint i = 0; i < result.n_steps; i++)
    if (steps[i].verdict == PLAN_SKIP && steps[i].reason == PLAN_REASON_BEFORE_START) start->result->before_start++;
}

static gboolean pin(struct start *start, struct cases_file *file, GError **error) {
  struct store_enrolment *row = file->enrolment;
  const char *education = cases_text(file, "onderwijs");
  if (!file->policy) {
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_REFUSED, "no policy is published for onderwijs %s at %s", education,
                row->organisation);
    return FALSE;
  }
  if (!row->policy)
    row->policy = cases_newest_policy(start->flow->cases, row->organisation, education, G_MAXINT64, error);
  if (!row->policy) return FALSE;
  if (!start->policy) start->policy = row->policy;
  name_policy(start, file->policy);
  return store_people_set_enrolment(start->flow->store, row->id, row->policy, row->state, error);
}

/* Who came into the cohort after its start is started by the same verb, said again by the same two people. */
static gboolean start_one(struct start *start, gint64 enrolment, GError **error) {
  g_autoptr(CasesFile) file = flow_file(start->flow, enrolment, error);
  if (file && file->progress.start != DATE_NONE) return TRUE;
  if (!file || !pin(start, file, error) || !give_place(start, file, error)) return FALSE;
  struct progress_event event = {
      .kind = PROGRESS_EVENT_STARTED, .rule = -1, .reply = -1, .day = start->from, .until = DATE_NONE};
  if (!flow_tell(start->flow, start->act, file, event, start->cohort->name, error)) return FALSE;
  g_autofree char *line = g_strdup_printf("%" G_GINT64_FORMAT " %s\n", enrolment, file->enrolment->number);
  g_checksum_update(start->list, (const guchar *)line, -1);
  count_before(start, file);
  start->result->leavers++;
  return store_people_set_wake(start->flow->store, enrolment, start->wake, error);
}

static gboolean start_all(struct start *start, GError **error) {
  g_autoptr(GArray) enrolments = store_people_enrolments_in(start->flow->store, start->cohort->id, error);
  if (!enrolments) return FALSE;
  if (enrolments->len == 0) return fail(error, FLOW_ERROR_CALL, "nobody is in that cohort");
  for (guint i = 0; i < enrolments->len; i++)
    if (!start_one(start, g_array_index(enrolments, gint64, i), error)) return FALSE;
  if (start->result->leavers == 0) return fail(error, FLOW_ERROR_CALL, "that cohort was started before");
  const char *hash = g_checksum_get_string(start->list);
  gboolean first = strcmp(start->cohort->state, "draft") == 0;
  if (first && !store_cohorts_start(start->flow->store, start->cohort->id, start->from, start->policy, hash, start->as,
                                    start->confirmed, error))
    return FALSE;
  char day[11];
  date_format_iso(start->from, day);
  g_autofree char *content = g_strdup_printf(
      "%s from %s by staff:%" G_GINT64_FORMAT " confirmed by staff:%" G_GINT64_FORMAT " list %s policy %s",
      start->cohort->name, day, start->as, start->confirmed, hash, start->names->str);
  return flow_record(start->flow, start->act, start->cohort->organisation, "cohort start", 0, content, error);
}

static struct store_cohort *find_cohort(struct flow *flow, const char *name, GError **error) {
  GError *own = NULL;
  struct store_cohort *cohort = store_cohorts_get(flow->store, name, NULL, &own);
  if (own)
    g_propagate_error(error, own);
  else if (!cohort)
    g_set_error(error, FLOW_ERROR, FLOW_ERROR_ABSENT, "there is no cohort %s", name);
  return cohort;
}

gboolean flow_start_cohort(struct flow *flow, const struct flow_act *act, const char *cohort, date_t from,
                           const char *as, const char *confirmed_by, struct flow_start *result, GError **error) {
  *result = (struct flow_start){0};
  if (from == DATE_NONE) return fail(error, FLOW_ERROR_CALL, "from which day? (--from DATE)");
  if (!flow_begin(flow, act, error)) return FALSE;
  struct start start = {.flow = flow, .act = act, .from = from, .wake = act->now, .result = result};
  start.cohort = find_cohort(flow, cohort, error);
  start.names = g_string_new(NULL);
  start.list = g_checksum_new(G_CHECKSUM_SHA256);
  gboolean ok = flow_finish(
      flow, start.cohort && check_users(&start, as, confirmed_by, error) && start_all(&start, error), error);
  result->policy = g_string_free(start.names, !ok);
  g_checksum_free(start.list);
  if (start.cohort) store_cohorts_free(start.cohort);
  return ok;
}

/* -- another policy (S10) ------------------------------------------------------------------------------------------ */

static gboolean go_over(struct flow *flow, const struct flow_act *act, gint64 enrolment, const char *education,
                        gint64 publication, guint *changed, GError **error) {
  g_autoptr(CasesFile) file = flow_file(flow, enrolment, error);
  if (!file) return FALSE;
  const struct store_enrolment *row = file->enrolment;
  if (!row->policy || row->policy == publication || strcmp(cases_text(file, "onderwijs"), education) != 0) return TRUE;
  (*changed)++;
  return store_people_set_enrolment(flow->store, enrolment, publication, row->state, error) &&
         flow_wake(flow, act, enrolment, error);
}

gboolean flow_recompute(struct flow *flow, const struct flow_act *act, const char *organisation, const char *education,
                        gint64 publication, guint *changed, GError **error) {
  *changed = 0;
  if (!cases_policy(flow->cases, publication, error)) return FALSE;
  g_autoptr(GArray) enrolments = store_people_enrolments_of(flow->store, organisation, error);
  if (!enrolments) return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!go_over(flow, act, g_array_index(enrolments, gint64, i), education, publication, changed, error)) return FALSE;
  return TRUE;
}

/* -- holding and spreading ---------------------------------------------------------------------------------------- */

static gboolean wake_all(struct flow *flow, const struct flow_act *act, gint64 cohort, GError **error) {
  g_autoptr(GArray) enrolments = store_people_enrolments_in(flow->store, cohort, error);
  if (!enrolments) return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!flow_wake(flow, act, g_array_index(enrolments, gint64, i), error)) return FALSE;
  return TRUE;
}

static gboolean hold_inside(struct flow *flow, const struct flow_act *act, const struct store_cohort *cohort,
                            gboolean hold, GError **error) {
  const char *wanted = hold ? "held" : "started";
  if (strcmp(cohort->state, wanted) == 0) return TRUE;
  if (strcmp(cohort->state, "draft") == 0) return fail(error, FLOW_ERROR_CALL, "that cohort is not started yet");
  return store_cohorts_set_state(flow->store, cohort->id, wanted, error) &&
         (hold || wake_all(flow, act, cohort->id, error)) &&
         flow_record(flow, act, cohort->organisation, hold ? "cohort hold" : "cohort release", 0, cohort->name, error);
}

gboolean flow_hold_cohort(struct flow *flow, const struct flow_act *act, const char *cohort, gboolean hold,
                          GError **error) {
  if (!flow_begin(flow, act, error)) return FALSE;
  struct store_cohort *found = find_cohort(flow, cohort, error);
  gboolean ok = flow_finish(flow, found && hold_inside(flow, act, found, hold, error), error);
  if (found) store_cohorts_free(found);
  return ok;
}

static gboolean rebalance_one(struct start *start, gint64 enrolment, guint *moved, GError **error) {
  g_autoptr(CasesFile) file = flow_file(start->flow, enrolment, error);
  if (!file) return FALSE;
  g_autofree char *key = file->policy ? place_key(file) : NULL;
  if (!key) return TRUE;
  gint32 place = GPOINTER_TO_INT(g_hash_table_lookup(start->counters, key));
  g_hash_table_insert(start->counters, g_strdup(key), GINT_TO_POINTER(place + 1));
  if (file->facts.value[FACT_PLACE] == place) return TRUE;
  (*moved)++;
  return set_place(start->flow, start->act, enrolment, place, "rebalance", error) &&
         flow_wake(start->flow, start->act, enrolment, error);
}

static gboolean keep_counters(struct start *start, GError **error) {
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, start->counters);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    g_autofree char *next = g_strdup_printf("%d", GPOINTER_TO_INT(value));
    if (!store_meta_set(start->flow->store, key, next, error)) return FALSE;
  }
  return TRUE;
}

/* Places are counted over the whole school, since two cohorts with one counsellor share that counsellor's days. */
static gboolean rebalance_inside(struct start *start, guint *moved, GError **error) {
  g_autoptr(GArray) enrolments = store_people_enrolments_of(start->flow->store, start->cohort->organisation, error);
  if (!enrolments) return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!rebalance_one(start, g_array_index(enrolments, gint64, i), moved, error)) return FALSE;
  g_autofree char *content = g_strdup_printf("%s: %u moved", start->cohort->name, *moved);
  return keep_counters(start, error) &&
         flow_record(start->flow, start->act, start->cohort->organisation, "cohort rebalance", 0, content, error);
}

gboolean flow_rebalance(struct flow *flow, const struct flow_act *act, const char *cohort, guint *moved,
                        GError **error) {
  *moved = 0;
  if (!flow_begin(flow, act, error)) return FALSE;
  struct start start = {.flow = flow, .act = act, .cohort = find_cohort(flow, cohort, error)};
  start.counters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  gboolean ok = flow_finish(flow, start.cohort && rebalance_inside(&start, moved, error), error);
  g_hash_table_unref(start.counters);
  if (start.cohort) store_cohorts_free(start.cohort);
  return ok;
}
