#include "scheduler/command/cmd_ask.h"

#include <stdio.h>
#include <string.h>

#include "channels/formats/sms_text.h"
#include "rules/template/template.h"
#include "scheduler/command/house.h"
#include "scheduler/command/texts.h"
#include "scheduler/views/views.h"

/* -- plan and why -------------------------------------------------------------------------------------------------- */

static gboolean enrolments_of_person(struct house *house, const char *id, GArray **ids, GError **error) {
  gint64 person = house_person(house, id, error);
  g_autoptr(GPtrArray) rows = person ? store_people_enrolments(house->store, person, error) : NULL;
  if (!rows) return FALSE;
  *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val(*ids, ((struct store_enrolment *)g_ptr_array_index(rows, i))->id);
  return TRUE;
}

static gboolean enrolments_of_cohort(struct house *house, const char *name, GArray **ids, GError **error) {
  struct store_cohort *cohort = store_cohorts_get(house->store, name, NULL, error);
  if (!cohort) {
    if (error && !*error) g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "there is no cohort %s", name);
    return FALSE;
  }
  *ids = store_people_enrolments_in(house->store, cohort->id, error);
  store_cohorts_free(cohort);
  return *ids != NULL;
}

/* *ids NULL = everybody. */
static gboolean enrolments_asked(struct house *house, const struct command_call *call, GArray **ids, GError **error) {
  const char *leaver = command_get(call, "leaver"), *cohort = command_get(call, "cohort");
  *ids = NULL;
  if (leaver) return enrolments_of_person(house, leaver, ids, error);
  if (cohort) return enrolments_of_cohort(house, cohort, ids, error);
  return TRUE;
}

static gboolean assumption(const struct command_call *call, guint *assume, GError **error) {
  const char *text = command_get(call, "assume");
  *assume = 0;
  if (!text) return TRUE;
  if (strcmp(text, "no-reaction") == 0)
    *assume = PLAN_ASSUME_NO_REACTION;
  else if (strcmp(text, "response") == 0)
    *assume = PLAN_ASSUME_RESPONSE;
  else
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--assume is no-reaction or response");
  return *assume != 0;
}

int cmd_ask_plan(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  g_autoptr(GArray) ids = NULL;
  date_t from, to;
  guint assume = 0;
  if (!house || !house_date(house, call, "from", &from, &error) || !house_date(house, call, "to", &to, &error) ||
      !assumption(call, &assume, &error) || !enrolments_asked(house, call, &ids, &error))
    return command_fail_error(&error);
  json_t *answer = views_plan(house->cases, ids, house->now, from, to, assume, &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "steps"),
                      "due:DUE leaver:LEAVER step:STEP kind:KIND cycle:YEAR owner:OWNER if:IF reason:WHY");
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_ask_why(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  date_t on = DATE_NONE;
  gint64 person = house ? house_person(house, command_get(call, "leaver"), &error) : 0;
  if (!person || !house_date(house, call, "on", &on, &error)) return command_fail_error(&error);
  gint64 as_of = zone_to_utc(house->zone, (struct zone_local){on + 1, 0}) - 1;
  gboolean today = command_has(call, "as-known") && strcmp(command_get(call, "as-known"), "now") == 0;
  json_t *answer = views_why(house->cases, person, on, today ? G_MAXINT64 : as_of, &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "decisions"),
                      "rule:RULE cycle:YEAR outcome:OUTCOME because:BECAUSE");
  command_answer(call, answer);
  return COMMAND_DONE;
}

/* -- one person ---------------------------------------------------------------------------------------------------- */

int cmd_ask_leaver_show(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  gint64 person = house ? house_person(house, command_argument(call, 0), &error) : 0;
  json_t *answer = person ? views_person(house->cases, person, house->now, &error) : NULL;
  if (!answer) return command_fail_error(&error);
  if (!call->json) {
    json_dumpf(answer, stdout, JSON_INDENT(2));
    putchar('\n');
  }
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_ask_leaver_timeline(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  gint64 person = house ? house_person(house, command_argument(call, 0), &error) : 0;
  json_t *answer = person ? views_timeline(house->cases, person, house->now, &error) : NULL;
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "lines"), "at:WHEN what:WHAT state:STATE why:WHY");
  command_answer(call, answer);
  return COMMAND_DONE;
}

/* -- lists --------------------------------------------------------------------------------------------------------- */

static gboolean person_option(struct house *house, const struct command_call *call, gint64 *person, GError **error) {
  *person = 0;
  const char *id = command_get(call, "leaver");
  return !id || (*person = house_person(house, id, error)) != 0;
}

static gboolean state_option(const struct command_call *call, GError **error) {
  static const char *const states[] = {"queued", "held",    "sending",   "sent", "delivered",
                                       "failed", "unknown", "withdrawn", NULL};
  const char *state = command_get(call, "state");
  if (!state || g_strv_contains(states, state)) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL,
              "--state %s is none; one of: queued held sending sent delivered failed unknown withdrawn", state);
  return FALSE;
}

int cmd_ask_messages(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  gint64 person = 0;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house || !person_option(house, call, &person, &error) || !state_option(call, &error))
    return command_fail_error(&error);
  json_t *answer = views_messages(house->cases, person, command_get(call, "state"), &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(
      call, json_object_get(answer, "messages"),
      "id:ID leaver:LEAVER step:STEP channel:CHANNEL address:ADDRESS state:STATE due:DUE reason:REASON");
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_ask_task_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  gint64 owner = 0;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house) return command_fail_error(&error);
  const char *email = command_get(call, "owner");
  if (email) {
    struct store_staff *staff = store_staff_by_email(house->store, email, &error);
    if (!staff) return error ? command_fail_error(&error) : command_fail(COMMAND_WRONG, "there is no user %s", email);
    owner = staff->id;
    store_staff_free(staff);
  }
  json_t *answer =
      views_tasks(house->cases, command_get(call, "organisation"), owner, command_has(call, "all"), house->now, &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "tasks"),
                      "id:ID due:DUE kind:KIND leaver:LEAVER name:NAME owner:OWNER state:STATE why:WHY");
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_ask_handover_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  gint64 person = 0;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house || !person_option(house, call, &person, &error)) return command_fail_error(&error);
  json_t *answer = views_handovers(house->cases, person, &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "handovers"),
                      "id:ID leaver:LEAVER receiver:RECEIVER kind:KIND ground:GROUND state:STATE reason:REASON");
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_ask_handover_show(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  json_t *all = house ? views_handovers(house->cases, 0, &error) : NULL;
  if (!all) return command_fail_error(&error);
  json_t *found = NULL, *list = json_object_get(all, "handovers");
  for (size_t i = 0; i < json_array_size(list) && !found; i++) {
    const char *id = json_string_value(json_object_get(json_array_get(list, i), "id"));
    if (id && strcmp(id, command_argument(call, 0)) == 0) found = json_incref(json_array_get(list, i));
  }
  json_decref(all);
  if (!found) return command_fail(COMMAND_WRONG, "there is no hand-over %s", command_argument(call, 0));
  if (!call->json) json_dumpf(found, stdout, JSON_INDENT(2)), putchar('\n');
  command_answer(call, json_pack("{s:[o]}", "handovers", found));
  return COMMAND_DONE;
}

/* -- render -------------------------------------------------------------------------------------------------------- */

static gboolean values_read(const char *path, struct template_values *values, GError **error) {
  json_error_t problem;
  json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &problem);
  if (!json_is_object(document)) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "%s:%d: %s", path, problem.line,
                document ? "must be an object" : problem.text);
    json_decref(document);
    return FALSE;
  }
  const char *name;
  json_t *value;
  json_object_foreach(document, name, value) {
    if (json_is_string(value)) template_values_set(values, name, json_string_value(value));
    if (json_is_integer(value)) {
      g_autofree char *number = g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
      template_values_set(values, name, number);
    }
    if (json_is_true(value)) template_values_set(values, name, "ja");
    if (json_is_false(value) || json_is_null(value)) template_values_set(values, name, "");
  }
  json_decref(document);
  return TRUE;
}

/* A file, or the name of a template: "aankondiging.sms". A plan names it without its channel; then the text message
 * is meant, the one whose length costs, and else the mail or the invitation. */
static char *template_text(const struct command_call *call) {
  static const char *const channels[] = {"", ".sms", ".email", ".calendar", ".letter"};
  const char *name = command_argument(call, 0);
  char *text = NULL;
  if (g_file_get_contents(name, &text, NULL, NULL)) return text;
  for (guint i = 0; i < G_N_ELEMENTS(channels) && !text; i++) {
    g_autofree char *full = g_strconcat(name, channels[i], NULL);
    text = texts_template(call->data, full);
  }
  return text;
}

int cmd_ask_render(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autofree char *text = template_text(call);
  if (!text) return command_fail(COMMAND_WRONG, "there is no template %s", command_argument(call, 0));
  g_autoptr(TemplateMessage) message = template_message_read(text, NULL, NULL, &error);
  if (!message) return command_fail(COMMAND_WRONG, "%s", error->message);
  g_autoptr(TemplateValues) values = template_values_new();
  g_autoptr(GString) subject = g_string_new(NULL), body = g_string_new(NULL);
  if (!values_read(command_get(call, "values"), values, &error) ||
      (message->subject && !template_render(message->subject, values, subject, &error)) ||
      !template_render(message->body, values, body, &error))
    return command_fail(COMMAND_WRONG, "%s", error->message);
  if (subject->len) command_say(call, "%s\n", subject->str);
  command_say(call, "%s", body->str);
  json_t *answer =
      json_pack("{s:s, s:s, s:s}", "channel", message->channel, "subject", subject->str, "text", body->str);
  if (strcmp(message->channel, "sms") == 0) {
    struct sms_text_measure measure = sms_text_measure(body->str);
    command_say(call, "%s, %d part%s, %d characters", sms_text_encoding_name(measure.encoding), measure.parts,
                measure.parts == 1 ? "" : "s", measure.characters);
    json_object_set_new(answer, "encoding", json_string(sms_text_encoding_name(measure.encoding)));
    json_object_set_new(answer, "parts", json_integer(measure.parts));
    json_object_set_new(answer, "characters", json_integer(measure.characters));
  }
  command_answer(call, answer);
  return COMMAND_DONE;
}
