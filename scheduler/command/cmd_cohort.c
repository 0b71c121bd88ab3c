#include "scheduler/command/cmd_cohort.h"

#include "scheduler/command/house.h"

/* -- start, hold, rebalance ---------------------------------------------------------------------------------------- */

int cmd_cohort_start(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *name = command_argument(call, 0), *confirmed = command_get(call, "confirmed-by");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  date_t from = DATE_NONE;
  struct flow_act act;
  g_autofree char *actor = NULL;
  if (!house || !house_date(house, call, "from", &from, &error) ||
      !house_act_as(house, command_get(call, "as"), &act, &actor, &error))
    return command_fail_error(&error);
  struct flow_start result = {0};
  if (!flow_start_cohort(house->flow, &act, name, from, command_get(call, "as"), confirmed, &result, &error))
    return command_fail_error(&error);
  char day[11];
  date_format_iso(from, day);
  command_say(call, "started %s from %s: %u leavers, %s; %u moments lie before that day and are listed, not done", name,
              day, result.leavers, result.policy, result.before_start);
  command_answer(call, json_pack("{s:s, s:i, s:s, s:s, s:i}", "cohort", name, "leavers", (int)result.leavers, "from",
                                 day, "policy", result.policy, "before_start", (int)result.before_start));
  g_free(result.policy);
  return COMMAND_DONE;
}

int cmd_cohort_hold(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *name = command_argument(call, 0);
  gboolean hold = !command_has(call, "release");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  struct flow_act act;
  g_autofree char *actor = NULL;
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_hold_cohort(house->flow, &act, name, hold, &error))
    return command_fail_error(&error);
  command_say(call, hold ? "held %s: nothing is sent" : "released %s", name);
  command_answer(call, json_pack("{s:s, s:s}", "cohort", name, "state", hold ? "held" : "started"));
  return COMMAND_DONE;
}

int cmd_cohort_rebalance(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *name = command_argument(call, 0);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  struct flow_act act;
  g_autofree char *actor = NULL;
  guint moved = 0;
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_rebalance(house->flow, &act, name, &moved, &error))
    return command_fail_error(&error);
  command_say(call, "%u leavers of %s have another place", moved, name);
  command_answer(call, json_pack("{s:s, s:i}", "cohort", name, "moved", (int)moved));
  return COMMAND_DONE;
}

static json_t *cohort_json(const struct store_cohort *cohort) {
  char day[11];
  date_format_iso(cohort->start_day, day);
  return json_pack("{s:s, s:s, s:s, s:s}", "cohort", cohort->name, "organisation", cohort->organisation, "state",
                   cohort->state, "from", day);
}

int cmd_cohort_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  g_autoptr(GPtrArray) cohorts = house ? store_cohorts_all(house->store, &error) : NULL;
  if (!cohorts) return command_fail_error(&error);
  json_t *list = json_array();
  for (guint i = 0; i < cohorts->len; i++) json_array_append_new(list, cohort_json(g_ptr_array_index(cohorts, i)));
  command_table_print(call, list, "cohort:COHORT organisation:ORGANISATION state:STATE from:FROM");
  command_answer(call, json_pack("{s:o}", "cohorts", list));
  return COMMAND_DONE;
}
