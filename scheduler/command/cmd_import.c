#include "scheduler/command/cmd_import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohorts.h"
#include "scheduler/command/house.h"

/* -- for people: the errors, a line for each list, the counts ---------------------------------------------------------
 */

struct printing {
  const char *title; /* of the list; NULL = its items are on their way */
};

static gboolean print_errors(void *user, const json_t *row) {
  (void)user;
  json_int_t line = json_integer_value(json_object_get(row, "line"));
  const json_t *errors = json_object_get(row, "errors");
  for (size_t i = 0; i < json_array_size(errors); i++) {
    const json_t *error = json_array_get(errors, i);
    const char *column = json_string_value(json_object_get(error, "column"));
    printf("line %" JSON_INTEGER_FORMAT "%s%s: %s\n", line, column && *column ? ", column " : "", column ? column : "",
           json_string_value(json_object_get(error, "message")));
  }
  return TRUE;
}

static gboolean print_item(void *user, const json_t *item) {
  struct printing *printing = user;
  const char *text =
      json_is_string(item) ? json_string_value(item) : json_string_value(json_object_get(item, "message"));
  if (printing->title)
    printf("%s: %s", printing->title, text ? text : "");
  else
    printf("; %s", text ? text : "");
  printing->title = NULL;
  return TRUE;
}

static void print_dropped(const json_t *head) {
  struct printing printing = {"columns not kept"};
  const json_t *list = json_object_get(head, "dropped");
  for (size_t i = 0; i < json_array_size(list); i++) print_item(&printing, json_array_get(list, i));
  if (!printing.title) putchar('\n');
}

static gboolean print_list(struct cohort_answer *answer, enum cohort_list list, const char *title, GError **error) {
  struct printing printing = {title};
  if (!cohort_answer_each(answer, list, print_item, &printing, error)) return FALSE;
  if (!printing.title) putchar('\n');
  return TRUE;
}

static void print_counts(const json_t *head) {
  printf("%" JSON_INTEGER_FORMAT " accepted, %" JSON_INTEGER_FORMAT " unchanged, %" JSON_INTEGER_FORMAT " rejected\n",
         json_integer_value(json_object_get(head, "accepted")), json_integer_value(json_object_get(head, "unchanged")),
         json_integer_value(json_object_get(head, "rejected")));
  json_int_t erased = json_integer_value(json_object_get(head, "erased"));
  if (erased) printf("%" JSON_INTEGER_FORMAT " passed over: erased earlier\n", erased);
}

static gboolean print_for_people(struct cohort_answer *answer, GError **error) {
  const json_t *head = cohort_answer_head(answer);
  if (!cohort_answer_each(answer, COHORT_ROWS, print_errors, NULL, error) ||
      !print_list(answer, COHORT_WARNINGS, "note", error))
    return FALSE;
  print_dropped(head);
  if (!print_list(answer, COHORT_NEW_COUNSELLORS, "new counsellors", error) ||
      !print_list(answer, COHORT_UNREACHABLE, "cannot be reached", error))
    return FALSE;
  print_counts(head);
  return TRUE;
}

/* -- for programs ----------------------------------------------------------------------------------------------------
 */

static gboolean give_item(void *user, const json_t *item) {
  command_long_item(user, item);
  return TRUE;
}

static gboolean give_document(const struct command_call *call, struct cohort_answer *answer, GError **error) {
  struct command_long document = command_long_begin(call, cohort_answer_head(answer));
  for (int i = 0; i < COHORT_LISTS; i++) {
    command_long_list(&document, cohort_answer_lists[i]);
    if (!cohort_answer_each(answer, (enum cohort_list)i, give_item, &document, error)) return FALSE;
    command_long_list_end(&document);
  }
  command_long_end(&document);
  return TRUE;
}

/* -- the command ------------------------------------------------------------------------------------------------------
 */

static int open_input(const char *path) {
  return strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

static struct cohort_answer *import_into(struct house *house, const struct command_call *call, const char *mapping,
                                         int file, GError **error) {
  char today[11];
  date_format_iso(house_today(house), today);
  const char *organisation = command_get(call, "organisation");
  struct cohorts_import import = {.organisation = organisation,
                                  .cohort = command_get(call, "cohort"),
                                  .mapping = mapping,
                                  .dry_run = command_has(call, "dry-run"),
                                  .accept_valid = command_has(call, "accept-valid"),
                                  .quiet = command_has(call, "quiet"),
                                  .today = today,
                                  .folder = house->data,
                                  .school_domains = config_get(house->config, organisation, "school_domains")};
  struct flow_act act = {house->now, "import"};
  return cohorts_import(house->flow, house->cases, &act, file, &import, error);
}

int cmd_import_run(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *path = command_argument(call, 0), *mapping_path = command_get(call, "mapping");
  g_autofree char *mapping = NULL;
  if (mapping_path && !g_file_get_contents(mapping_path, &mapping, NULL, &error))
    return command_fail(COMMAND_WRONG, "%s", error->message);
  int file = open_input(path);
  if (file < 0) return command_fail(COMMAND_WRONG, "%s: %s", path, g_strerror(errno));
  g_autoptr(House) house = house_open(call, command_has(call, "dry-run") ? HOUSE_READS : HOUSE_WRITES, &error);
  g_autoptr(CohortAnswer) answer = house ? import_into(house, call, mapping, file, &error) : NULL;
  close(file);
  if (!answer) return command_fail_error(&error);
  gboolean shown = call->json ? give_document(call, answer, &error) : print_for_people(answer, &error);
  if (!shown) return command_fail_error(&error);
  gboolean rejected = json_integer_value(json_object_get(cohort_answer_head(answer), "rejected")) > 0;
  return rejected ? COMMAND_NO : COMMAND_DONE;
}
