#include "scheduler/command/cmd_act.h"

#include <stdio.h>
#include <string.h>

#include "scheduler/command/house.h"
#include "scheduler/command/post_room.h"
#include "scheduler/views/views.h"

/* The outcomes that a person may record: the first of progress.h's list up to overleden, and `done` of what is no talk:
 * a letter that was posted, a check that was made. */
static int outcome_of(const char *name) {
  for (int i = PROGRESS_SPOKE; i <= PROGRESS_DECEASED; i++)
    if (strcmp(progress_outcome_names[i], name) == 0) return i;
  return strcmp(name, "done") == 0 ? PROGRESS_DONE : -1;
}

static gboolean outcome_read(const struct command_call *call, const char *option, struct flow_outcome *outcome,
                             GError **error) {
  const char *name = command_get(call, option), *minutes = command_get(call, "minutes");
  const char *with = command_get(call, "with"), *note = command_get(call, "note");
  int found = outcome_of(name);
  guint64 spent = 0;
  if (found < 0) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (int i = PROGRESS_SPOKE; i <= PROGRESS_DECEASED; i++)
      g_string_append_printf(all, " %s", progress_outcome_names[i]);
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL,
                "--%s %s is no outcome; one of:%s, or done for a letter that was posted", option, name, all->str);
    return FALSE;
  }
  if (minutes && !g_ascii_string_to_unsigned(minutes, 10, 0, 24 * 60, &spent, NULL)) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--minutes %s is no number of minutes", minutes);
    return FALSE;
  }
  *outcome =
      (struct flow_outcome){(enum progress_outcome)found, with ? with : "", note ? note : "", (int)spent, DATE_NONE};
  return house_date(NULL, call, "until", &outcome->until, error);
}

static gboolean number_of(const char *text, gint64 *number, GError **error) {
  if (text && g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, number, NULL)) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "%s is no id", text ? text : "");
  return FALSE;
}

int cmd_act_task_done(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct flow_outcome outcome;
  struct flow_act act;
  gint64 task = 0;
  g_autofree char *actor = NULL;
  if (!number_of(command_argument(call, 0), &task, &error) || !outcome_read(call, "outcome", &outcome, &error))
    return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_task_done(house->flow, &act, task, &outcome, &error))
    return command_fail_error(&error);
  command_say(call, "task %" G_GINT64_FORMAT " is done: %s", task, command_get(call, "outcome"));
  command_answer(call, json_pack("{s:s, s:s, s:s}", "id", command_argument(call, 0), "state", "done", "outcome",
                                 command_get(call, "outcome")));
  return COMMAND_DONE;
}

static gboolean write_out(const char *path, GBytes *bytes, GError **error) {
  gsize length = 0;
  const char *data = g_bytes_get_data(bytes, &length);
  if (strcmp(path, "-") != 0)
    return g_file_set_contents_full(path, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  if (fwrite(data, 1, length, stdout) == length && fflush(stdout) == 0) return TRUE;
  g_set_error_literal(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "standard output can't be written");
  return FALSE;
}

int cmd_act_task_letter(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  gint64 task = 0;
  const char *out = command_get(call, "out");
  if (!number_of(command_argument(call, 0), &task, &error)) return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  g_autoptr(GBytes) pdf = house ? post_room_letter(house, task, &error) : NULL;
  if (!pdf || !write_out(out, pdf, &error)) return command_fail_error(&error);
  if (strcmp(out, "-") == 0) return COMMAND_DONE;
  command_say(call, "%s: %" G_GSIZE_FORMAT " bytes", out, g_bytes_get_size(pdf));
  command_answer(call, json_pack("{s:s, s:s}", "id", command_argument(call, 0), "file", out));
  return COMMAND_DONE;
}

/* The enrolment that a contact now is about: the newest. */
static gint64 newest_enrolment(struct house *house, const char *id, GError **error) {
  gint64 person = house_person(house, id, error);
  g_autoptr(GPtrArray) rows = person ? store_people_enrolments(house->store, person, error) : NULL;
  if (!rows || rows->len == 0) return 0;
  return ((struct store_enrolment *)g_ptr_array_index(rows, rows->len - 1))->id;
}

/* What `leaver record` records: one of these, each its own verb. */
struct recording {
  const struct command_call *call;
  struct house *house;
  struct flow_act act;
};

static gboolean record_contact(struct recording *recording, GError **error) {
  struct flow_outcome outcome;
  if (!outcome_read(recording->call, "contact", &outcome, error)) return FALSE;
  gint64 enrolment = newest_enrolment(recording->house, command_argument(recording->call, 0), error);
  return enrolment && flow_contact(recording->house->flow, &recording->act, enrolment, &outcome, error);
}

static gboolean record_no_contact(struct recording *recording, GError **error) {
  gint64 enrolment = newest_enrolment(recording->house, command_argument(recording->call, 0), error);
  return enrolment && flow_no_contact(recording->house->flow, &recording->act, enrolment, error);
}

static gboolean record_resume(struct recording *recording, GError **error) {
  static const char *const channels[] = {"sms", "email", "all", NULL};
  const char *channel = command_get(recording->call, "resume");
  if (!g_strv_contains(channels, channel)) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--resume takes sms, email or all; %s is none", channel);
    return FALSE;
  }
  gint64 person = house_person(recording->house, command_argument(recording->call, 0), error);
  return person &&
         flow_resume(recording->house->flow, &recording->act, person, strcmp(channel, "all") == 0 ? NULL : channel,
                     command_get(recording->call, "reason"), error);
}

static const struct {
  const char *option, *key;
  gboolean (*record)(struct recording *recording, GError **error);
} recordings[] = {{"contact", "contact", record_contact},
                  {"no-contact", "no_contact", record_no_contact},
                  {"resume", "resumed", record_resume}};

/* Which one is meant; G_N_ELEMENTS when none or more than one. */
static guint recording_of(const struct command_call *call) {
  guint found = G_N_ELEMENTS(recordings), count = 0;
  for (guint i = 0; i < G_N_ELEMENTS(recordings); i++)
    if (command_has(call, recordings[i].option)) found = i, count++;
  return count == 1 ? found : G_N_ELEMENTS(recordings);
}

int cmd_act_leaver_record(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autofree char *actor = NULL;
  guint which = recording_of(call);
  struct flow_outcome outcome;
  if (which == G_N_ELEMENTS(recordings))
    return command_fail(COMMAND_WRONG, "leaver record needs one of --contact, --no-contact and --resume");
  if (which == 0 && !outcome_read(call, "contact", &outcome, &error)) return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  struct recording recording = {.call = call, .house = house};
  if (!house || !house_act_as(house, command_get(call, "as"), &recording.act, &actor, &error) ||
      !recordings[which].record(&recording, &error))
    return command_fail_error(&error);
  const char *value = command_get(call, recordings[which].option);
  command_say(call, "recorded: %s %s", recordings[which].option, value);
  command_answer(call, json_pack("{s:s, s:s}", "leaver", command_argument(call, 0), recordings[which].key,
                                 *value ? value : "confirmed"));
  return COMMAND_DONE;
}

int cmd_act_leaver_export(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  gint64 person = house ? house_person(house, command_argument(call, 0), &error) : 0;
  json_t *about = person ? views_person(house->cases, person, house->now, &error) : NULL;
  json_t *timeline = about ? views_timeline(house->cases, person, house->now, &error) : NULL;
  json_t *messages = timeline ? views_messages(house->cases, person, NULL, &error) : NULL;
  json_t *handovers = messages ? views_handovers(house->cases, person, &error) : NULL;
  json_t *appointments = handovers ? views_appointments(house->cases, person, TRUE, house->now, &error) : NULL;
  if (!appointments) return command_fail_error(&error);
  json_t *all = json_pack("{s:o, s:o, s:o, s:o, s:o}", "person", about, "timeline",
                          json_incref(json_object_get(timeline, "lines")), "messages",
                          json_incref(json_object_get(messages, "messages")), "handovers",
                          json_incref(json_object_get(handovers, "handovers")), "appointments",
                          json_incref(json_object_get(appointments, "appointments")));
  json_decref(timeline), json_decref(messages), json_decref(handovers), json_decref(appointments);
  json_dumpf(all, stdout, JSON_INDENT(2)), putchar('\n');
  json_decref(all);
  return COMMAND_DONE;
}

/* -- hand-over ----------------------------------------------------------------------------------------------------- */

/* Who is meant: by name, or else by the kind. Only the Doorstroompunt asks, so only it is answered (N-62). NULL = no
 * such kind. */
static const char *receiver_of(const struct command_call *call) {
  const char *to = command_get(call, "to"), *kind = command_get(call, "kind");
  if (kind && strcmp(kind, "involve") != 0 && strcmp(kind, "continue") != 0 && strcmp(kind, "answer") != 0) return NULL;
  if (to) return strcmp(to, "gemeente") == 0 ? "municipality" : to;
  return kind && strcmp(kind, "answer") == 0 ? "doorstroompunt" : "municipality";
}

/* What was thought of goes along as part of the reason: kind and ground are fixed by who approves. */
static char *proposal_reason(const struct command_call *call) {
  const char *kind = command_get(call, "kind"), *ground = command_get(call, "ground");
  GString *text = g_string_new(command_get(call, "reason"));
  if (kind || ground)
    g_string_append_printf(text, " (%s%s%s)", kind ? kind : "", kind && ground ? ": " : "", ground ? ground : "");
  return g_string_free(text, FALSE);
}

static int propose(struct command_call *call, struct house *house, const struct flow_proposal *proposal) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0;
  g_autofree char *actor = NULL;
  gint64 enrolment = newest_enrolment(house, command_argument(call, 0), &error);
  if (!enrolment || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_handover_propose(house->flow, &act, enrolment, proposal, &id, &error))
    return command_fail_error(&error);
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);
  command_say(call, "proposed as hand-over %s; a person decides", text);
  command_answer(call, json_pack("{s:s, s:s}", "id", text, "state", "proposed"));
  return COMMAND_DONE;
}

int cmd_act_handover_propose(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *receiver = receiver_of(call), *kind = command_get(call, "kind");
  g_autofree char *reason = proposal_reason(call);
  if (!receiver) return command_fail(COMMAND_WRONG, "--kind is involve, continue or answer");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  date_t asked = kind && strcmp(kind, "answer") == 0 ? house_today(house) : 0;
  return propose(call, house, &(struct flow_proposal){receiver, reason, asked, command_has(call, "no-contact")});
}

/* A question came from outside, so there is no kind to choose: it is answered or refused. */
int cmd_act_handover_request(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *on = command_get(call, "asked");
  date_t asked = 0;
  if (on && !date_parse_iso(on, &asked)) return command_fail(COMMAND_WRONG, "--asked: no date: %s", on);
  g_autofree char *reason = proposal_reason(call);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  const struct flow_proposal question = {"doorstroompunt", reason, on ? asked : house_today(house), FALSE};
  return propose(call, house, &question);
}

static int decide(struct command_call *call, gboolean approve) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0;
  g_autofree char *actor = NULL;
  const char *kind = command_get(call, "kind"), *ground = command_get(call, "ground");
  if (!number_of(command_argument(call, 0), &id, &error)) return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_handover_decide(house->flow, &act, id, approve, kind ? kind : "", ground ? ground : "",
                            command_get(call, "reason"), command_has(call, "no-contact"), &error))
    return command_fail_error(&error);
  const char *state = approve ? "approved" : "refused";
  command_say(call, "hand-over %s is %s", command_argument(call, 0), state);
  command_answer(call, json_pack("{s:s, s:s}", "id", command_argument(call, 0), "state", state));
  return COMMAND_DONE;
}

int cmd_act_handover_approve(struct command_call *call) {
  return decide(call, TRUE);
}

int cmd_act_handover_refuse(struct command_call *call) {
  return decide(call, FALSE);
}

/* What became of an approved hand-over: NEW is the state that flow takes, TEXT the option with what was said. */
static int move(struct command_call *call, const char *state, const char *said) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0;
  g_autofree char *actor = NULL;
  if (!number_of(command_argument(call, 0), &id, &error)) return command_fail_error(&error);
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !flow_handover_move(house->flow, &act, id, state, said ? said : "", &error))
    return command_fail_error(&error);
  command_say(call, "hand-over %s: %s", command_argument(call, 0), state);
  command_answer(call, json_pack("{s:s, s:s}", "id", command_argument(call, 0), "state", state));
  return COMMAND_DONE;
}

int cmd_act_handover_answer(struct command_call *call) {
  const char *answer = command_get(call, "answer");
  if (strcmp(answer, "accepted") != 0 && strcmp(answer, "rejected") != 0)
    return command_fail(COMMAND_WRONG, "--answer is accepted or rejected");
  return move(call, answer, command_get(call, "reason"));
}

int cmd_act_handover_talk(struct command_call *call) {
  return move(call, "talk", command_get(call, "note"));
}

int cmd_act_handover_withdraw(struct command_call *call) {
  return move(call, "withdrawn", command_get(call, "reason"));
}

int cmd_act_handover_close(struct command_call *call) {
  return move(call, "closed", command_get(call, "reason"));
}

/* -- catching up (S16) --------------------------------------------------------------------------------------------- */

int cmd_act_catchup_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  json_t *answer = house ? views_messages(house->cases, 0, "held", &error) : NULL;
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "messages"),
                      "id:ID leaver:LEAVER step:STEP channel:CHANNEL address:ADDRESS due:DUE reason:REASON");
  command_answer(call, answer);
  return COMMAND_DONE;
}

typedef gboolean (*catchup_verb)(struct flow *flow, const struct flow_act *act, gint64 message, GError **error);

static gboolean catch_up_each(struct house *house, const struct flow_act *act, const struct command_call *call,
                              catchup_verb verb, GError **error) {
  for (guint i = 0; i < call->arguments->len; i++) {
    gint64 id = 0;
    if (!number_of(command_argument(call, i), &id, error) || !verb(house->flow, act, id, error)) return FALSE;
  }
  return TRUE;
}

static int catch_up(struct command_call *call, const char *what, catchup_verb verb) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  g_autofree char *actor = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !catch_up_each(house, &act, call, verb, &error))
    return command_fail_error(&error);
  command_say(call, "%u %s", call->arguments->len, what);
  command_answer(call, json_pack("{s:i, s:s}", "messages", (int)call->arguments->len, "done", what));
  return COMMAND_DONE;
}

int cmd_act_catchup_approve(struct command_call *call) {
  return catch_up(call, "approved", flow_catchup_approve);
}

int cmd_act_catchup_drop(struct command_call *call) {
  return catch_up(call, "dropped", flow_catchup_drop);
}
