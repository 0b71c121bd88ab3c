#include "scheduler/command/cmd_cohort.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohorts.h"
#include "scheduler/command/house.h"

/* -- import ------------------------------------------------------------------------------------------------------ */

static void print_error(const json_t *row, const json_t *error) {
  json_int_t line = json_integer_value(json_object_get(row, "line"));
  const char *column = json_string_value(json_object_get(error, "column"));
  printf("line %" JSON_INTEGER_FORMAT "%s%s: %s\n", line, column && *column ? ", column " : "", column ? column : "",
         json_string_value(json_object_get(error, "message")));
}

static void print_list(const json_t *answer, const char *key, const char *title) {
  const json_t *list = json_object_get(answer, key);
  if (json_array_size(list) == 0) return;
  printf("%s:", title);
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *item = json_array_get(list, i);
    const char *text =
        json_is_string(item) ? json_string_value(item) : json_string_value(json_object_get(item, "message"));
    printf("%s %s", i ? ";" : "", text ? text : "");
  }
  putchar('\n');
}

static void print_import(const json_t *answer) {
  const json_t *rows = json_object_get(answer, "rows");
  for (size_t r = 0; r < json_array_size(rows); r++) {
    const json_t *row = json_array_get(rows, r), *errors = json_object_get(row, "errors");
    for (size_t e = 0; e < json_array_size(errors); e++) print_error(row, json_array_get(errors, e));
  }
  print_list(answer, "warnings", "note");
  print_list(answer, "dropped", "columns not kept");
  print_list(answer, "new_counsellors", "new counsellors");
  print_list(answer, "unreachable", "cannot be reached");
  printf("%" JSON_INTEGER_FORMAT " accepted, %" JSON_INTEGER_FORMAT " unchanged, %" JSON_INTEGER_FORMAT " rejected\n",
         json_integer_value(json_object_get(answer, "accepted")),
         json_integer_value(json_object_get(answer, "unchanged")),
         json_integer_value(json_object_get(answer, "rejected")));
  json_int_t erased = json_integer_value(json_object_get(answer, "erased"));
  if (erased) printf("%" JSON_INTEGER_FORMAT " passed over: erased earlier\n", erased);
}

static int open_input(const char *path) {
  return strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

int cmd_cohort_import(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *path = command_argument(call, 0), *mapping_path = command_get(call, "mapping");
  g_autofree char *mapping = NULL;
  if (mapping_path && !g_file_get_contents(mapping_path, &mapping, NULL, &error))
    return command_fail(COMMAND_WRONG, "%s", error->message);
  int file = open_input(path);
  if (file < 0) return command_fail(COMMAND_WRONG, "%s: %s", path, g_strerror(errno));
  g_autoptr(House) house = house_open(call, command_has(call, "dry-run") ? HOUSE_READS : HOUSE_WRITES, &error);
  if (!house) {
    close(file);
    return command_fail_error(&error);
  }
  char today[11];
  date_format_iso(house_today(house), today);
  struct cohorts_import import = {.organisation = command_get(call, "organisation"),
                                  .cohort = command_get(call, "cohort"),
                                  .mapping = mapping,
                                  .dry_run = command_has(call, "dry-run"),
                                  .accept_valid = command_has(call, "accept-valid"),
                                  .quiet = command_has(call, "quiet"),
                                  .today = today,
                                  .school_domains =
                                      config_get(house->config, command_get(call, "organisation"), "school_domains")};
  struct flow_act act = {house->now, "import"};
  json_t *answer = cohorts_import(house->flow, house->cases, &act, file, &import, &error);
  close(file);
  if (!answer) return command_fail_error(&error);
  gboolean rejected = json_integer_value(json_object_get(answer, "rejected")) > 0;
  if (!call->json) print_import(answer);
  command_answer(call, answer);
  return rejected ? COMMAND_NO : COMMAND_DONE;
}

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
