/* lint: dutch because the names of facts are the field's own words */
#include "scheduler/command/cmd_correct.h"

#include <string.h>

#include "scheduler/cohorts/cohort_cells.h"
#include "scheduler/command/house.h"

/* Facts that no file has: the agreement to a hand-over (N-51), as flow reads it. */
static const char *const agreed_on = "instemming_overdracht_op", *const agreed_by = "instemming_overdracht_door";

struct correction {
  GString *body;    /* name=value lines for the store */
  GPtrArray *owned; /* addresses that an answer can now come from */
};

static void add(struct correction *correction, const char *name, const char *value) {
  g_string_append_printf(correction->body, "%s=%s\n", name, value);
}

/* What is not a fact of the person, or is found out by the import itself. */
static gboolean is_fact(enum cohort_id id) {
  return id < COHORT_OFFER_ON && id != COHORT_NUMBER && id != COHORT_COUNSELLOR;
}

static gboolean refuse(GError **error, const char *text) {
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "%s", text);
  return FALSE;
}

static gboolean correct_field(struct correction *correction, const char *name, const char *value, GError **error) {
  char out[COHORT_VALUE_SIZE];
  const char *normal = "";
  enum cohort_id id = cohort_fields_find(name);
  if (id == COHORT_FIELDS || !is_fact(id)) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL,
                "%s is no fact that can be corrected; names are those of the cohort file", name);
    return FALSE;
  }
  enum cohorts_code code =
      *value ? cohort_cells_read(id, COHORT_DAY_FIRST, value, strlen(value), out, &normal) : COHORTS_OK;
  if (code == COHORTS_LANDLINE && id == COHORT_MOBILE) id = COHORT_LANDLINE; /* as in a file: kept, to be called */
  if (code != COHORTS_OK && code != COHORTS_LANDLINE) {
    g_autofree char *message = cohorts_words_nl_message(code, name, value, "");
    return refuse(error, message);
  }
  add(correction, cohort_fields[id].name, normal);
  if (id == COHORT_GEMEENTE)
    add(correction, cohort_fields[COHORT_GEMEENTE_SOURCE].name,
        *normal ? "bevestigd" : ""); /* a person says so (S23) */
  gboolean answers = id == COHORT_MOBILE || id == COHORT_LANDLINE || id == COHORT_EMAIL;
  if (answers && *normal) g_ptr_array_add(correction->owned, g_strdup(normal));
  return TRUE;
}

static gboolean correct_agreement(struct correction *correction, const char *name, const char *value, GError **error) {
  date_t day;
  gboolean is_date = strcmp(name, agreed_on) == 0;
  gboolean fits = !*value || (is_date ? date_parse_iso(value, &day)
                                      : strcmp(value, "jongere") == 0 || strcmp(value, "vertegenwoordiger") == 0);
  if (!fits)
    return refuse(error, is_date ? "instemming_overdracht_op is a date: 2026-08-21"
                                 : "instemming_overdracht_door is jongere or vertegenwoordiger");
  add(correction, name, value);
  return TRUE;
}

static gboolean correct_one(struct correction *correction, const char *typed, GError **error) {
  const char *equals = strchr(typed, '=');
  if (!equals) return refuse(error, "write NAME=VALUE, as mobiel=0612345678; NAME= takes a fact back");
  g_autofree char *name = g_strndup(typed, (gsize)(equals - typed));
  if (strcmp(name, agreed_on) == 0 || strcmp(name, agreed_by) == 0)
    return correct_agreement(correction, name, equals + 1, error);
  return correct_field(correction, name, equals + 1, error);
}

/* The newest leaving is what a correction is about; an older one is closed history. */
static gboolean store_it(struct house *house, const struct flow_act *act, gint64 person,
                         const struct correction *correction, GError **error) {
  g_autoptr(GPtrArray) rows = store_people_enrolments(house->store, person, error);
  if (!rows || rows->len == 0) return refuse(error, "this leaver has no enrolment");
  const struct store_enrolment *row = g_ptr_array_index(rows, rows->len - 1);
  return flow_correct_by_hand(house->flow, act, row, correction->body->str, correction->owned, error);
}

static gboolean read_all(const struct command_call *call, struct correction *correction, GError **error) {
  for (guint i = 1; i < call->arguments->len; i++)
    if (!correct_one(correction, command_argument(call, i), error)) return FALSE;
  return TRUE;
}

int cmd_correct_leaver(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) body = g_string_new(NULL);
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
  struct correction correction = {body, owned};
  struct flow_act act;
  g_autofree char *actor = NULL;
  if (!read_all(call, &correction, &error)) return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  gint64 person = house ? house_person(house, command_argument(call, 0), &error) : 0;
  if (!person || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !store_it(house, &act, person, &correction, &error))
    return command_fail_error(&error);
  command_say(call, "%s", body->str);
  command_answer(
      call, json_pack("{s:s, s:i}", "leaver", command_argument(call, 0), "corrected", (int)call->arguments->len - 1));
  return COMMAND_DONE;
}
