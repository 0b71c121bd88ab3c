#include "scheduler/command/cmd_channel.h"

#include <glib/gstdio.h>
#include <string.h>

#include "channels/conformance/conformance.h"
#include "channels/registry.h"
#include "scheduler/command/answerable.h"
#include "scheduler/command/chance.h"
#include "scheduler/command/command_words_nl.h"

/* -- list ----------------------------------------------------------------------------------------------------------
 */

static json_t *option_json(const struct channel_option *option) {
  json_t *json = json_pack("{s:s, s:b, s:b, s:s}", "name", option->name, "required", option->fallback == NULL, "secret",
                           option->secret, "help", option->help);
  if (option->fallback) json_object_set_new(json, "default", json_string(option->fallback));
  return json;
}

/* "text, mail": the bits by name. */
static char *ability_words(guint abilities) {
  g_autoptr(GString) words = g_string_new(NULL);
  for (guint i = 0; channel_ability_names[i]; i++)
    if (abilities & (1u << i)) g_string_append_printf(words, "%s%s", words->len ? ", " : "", channel_ability_names[i]);
  return g_string_free(g_steal_pointer(&words), FALSE);
}

static json_t *profile_json(const struct channel_profile *profile) {
  json_t *options = json_array(), *abilities = json_array();
  for (const struct channel_option *o = profile->options; o->name; o++) json_array_append_new(options, option_json(o));
  for (guint i = 0; channel_ability_names[i]; i++)
    if (profile->abilities & (1u << i)) json_array_append_new(abilities, json_string(channel_ability_names[i]));
  return json_pack("{s:s, s:s, s:s, s:o, s:o}", "name", profile->name, "version", profile->version, "kinds",
                   profile->kinds, "abilities", abilities, "options", options);
}

static void say_profile(struct command_call *call, const struct channel_profile *profile) {
  g_autofree char *able = ability_words(profile->abilities);
  command_say(call, "%s (version %s) carries %s; abilities: %s", profile->name, profile->version,
              *profile->kinds ? profile->kinds : "nothing out", able);
  for (const struct channel_option *o = profile->options; o->name; o++) {
    gboolean tells = o->fallback && *o->fallback;
    command_say(call, "    %-14s %s%s%s%s%s", o->name, o->help, o->fallback ? "" : " (required)",
                o->secret ? " (secret)" : "", tells ? "; else " : "", tells ? o->fallback : "");
  }
}

/* The settings may be wrong or not there yet: the list of what there is to set is shown all the same. */
static json_t *list_configured(struct command_call *call) {
  json_t *list = json_array();
  g_autoptr(House) house = house_open(call, HOUSE_READS, NULL);
  g_auto(GStrv) names = house ? config_channels(house->config) : NULL;
  for (char **name = names; name && *name; name++) {
    const struct channel *member = house_member(house, *name);
    command_say(call, "[channel %s] in waakvlam.conf is of type %s", *name, member->name);
    json_array_append_new(list, json_pack("{s:s, s:s}", "name", *name, "type", member->name));
  }
  return list;
}

static struct channel_profile profile_of(const struct channel *member, char version[12]) {
  g_snprintf(version, 12, "%d", member->version);
  return (struct channel_profile){member->name, version, member->abilities, member->kinds, member->options};
}

/* A line each, for there are 17: the settings of one are asked for by its name. */
static void say_overview(struct command_call *call) {
  json_t *rows = json_array();
  for (const struct channel *const *c = registry_all(); *c; c++) {
    g_autofree char *able = ability_words((*c)->abilities);
    json_array_append_new(rows, json_pack("{s:s, s:s, s:s}", "name", (*c)->name, "kinds",
                                          *(*c)->kinds ? (*c)->kinds : "-", "abilities", able));
  }
  command_table_print(call, rows, "name:CHANNEL kinds:CARRIES abilities:ABILITIES");
  command_say(call, "the settings of one: waakvlam channel list NAME");
  json_decref(rows);
}

int cmd_channel_list(struct command_call *call) {
  const char *asked = command_argument(call, 0);
  json_t *list = json_array();
  for (const struct channel *const *c = registry_all(); *c; c++) {
    if (asked && !g_str_equal(asked, (*c)->name)) continue;
    char version[12];
    struct channel_profile profile = profile_of(*c, version);
    json_t *row = profile_json(&profile);
    json_object_set_new(row, "version", json_integer((*c)->version));
    json_array_append_new(list, row);
    if (asked) say_profile(call, &profile);
  }
  if (asked && json_array_size(list) == 0) {
    json_decref(list);
    return command_fail(COMMAND_WRONG, "there is no type of channel %s; see waakvlam channel list", asked);
  }
  if (!asked) say_overview(call);
  command_answer(call, json_pack("{s:o, s:o}", "channels", list, "configured", list_configured(call)));
  return COMMAND_DONE;
}

/* -- check ---------------------------------------------------------------------------------------------------------
 */

static gboolean look(const struct channel *member, void *state, GError **error) {
  return !member->check || member->check(state, error);
}

gboolean cmd_channel_works(struct house *house, const char *name, GError **error) {
  const struct channel *member;
  void *state = house_open_channel(house, name, &member, error);
  if (!state) return FALSE;
  gboolean ok = look(member, state, error);
  member->close(state);
  return ok;
}

/* What it says of itself is shown also when it does not work: its options are what there is to mend. */
static gboolean check(struct command_call *call, struct house *house, const char *name, json_t *answer,
                      GError **error) {
  const struct channel *member;
  void *state = house_open_channel(house, name, &member, error);
  if (!state) return FALSE;
  const struct channel_profile *profile = member->profile ? member->profile(state, NULL) : NULL;
  if (profile) {
    say_profile(call, profile);
    json_object_set_new(answer, "profile", profile_json(profile));
  }
  gboolean ok = look(member, state, error);
  member->close(state);
  return ok;
}

static void add_warnings(struct command_call *call, struct house *house, const char *name, json_t *answer) {
  g_autoptr(GPtrArray) warnings = answerable_warnings(house, name);
  json_t *list = json_array();
  for (guint i = 0; i < warnings->len; i++) {
    json_array_append_new(list, json_string(warnings->pdata[i]));
    command_say(call, "warning: %s", (const char *)warnings->pdata[i]);
  }
  json_object_set_new(answer, "warnings", list);
}

/* -- conformance ---------------------------------------------------------------------------------------------------
 */

struct trying {
  struct command_call *call;
  json_t *checks;
};

static void note_check(void *user, gboolean ok, const char *name, const char *detail) {
  struct trying *trying = user;
  command_say(trying->call, "%-4s %s%s%s", ok ? "ok" : "NO", name, *detail ? ": " : "", detail);
  json_array_append_new(trying->checks, json_pack("{s:s, s:b, s:s}", "name", name, "ok", ok, "message", detail));
}

struct dry_channel {
  struct house *house;
  const char *name;
  const struct channel *member;
};

static const char *dry_setting(void *user, const char *option) {
  const struct dry_channel *dry = user;
  if (strcmp(option, "dry") == 0) return "yes";
  const char *value = house_channel_setting(dry->house, dry->name, option);
  for (const struct channel_option *o = dry->member->options; !value && o->name; o++)
    if (strcmp(o->name, option) == 0) value = o->fallback;
  return value;
}

/* A channel of somebody else, as it is set up here. */
static gboolean try_stranger(struct house *house, const char *name, const struct channel *member, struct trying *trying,
                             gboolean *ok, GError **error) {
  struct dry_channel dry = {house, name, member};
  if (house->demo) {
    g_set_error_literal(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "a demo store opens local channels only");
    return FALSE;
  }
  void *state = member->open(dry_setting, &dry, error);
  if (!state) return FALSE;
  *ok = conformance_run_dry(member, state, note_check, trying);
  member->close(state);
  return TRUE;
}

/* One of ours, against a far side that the kit plays on this machine: settings are the kit's own. */
static gboolean try_own(const struct channel *member, struct trying *trying, gboolean *ok, GError **error) {
  g_autofree char *folder = g_dir_make_tmp("waakvlam-XXXXXX", error);
  if (!folder) return FALSE;
  g_setenv("no_proxy", "127.0.0.1", TRUE);
  *ok = conformance_run(member, folder, note_check, trying);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *file = dir ? g_dir_read_name(dir) : NULL; file; file = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
  return TRUE;
}

static int conformance(struct command_call *call, struct house *house, const char *name) {
  g_autoptr(GError) error = NULL;
  const struct channel *member = house_member(house, name);
  if (!member) return command_fail(COMMAND_WRONG, "there is no channel %s; see waakvlam channel list", name);
  struct trying trying = {call, json_array()};
  gboolean ok = FALSE, tried = member->profile ? try_stranger(house, name, member, &trying, &ok, &error)
                                               : try_own(member, &trying, &ok, &error);
  if (!tried) {
    json_decref(trying.checks);
    return command_fail_error(&error);
  }
  command_say(call, "%s %s", name, ok ? "conforms" : "does not conform");
  command_answer(call, json_pack("{s:s, s:b, s:o}", "name", name, "ok", ok, "checks", trying.checks));
  return ok ? COMMAND_DONE : COMMAND_NO;
}

int cmd_channel_check(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *name = command_argument(call, 0);
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  if (!house) return command_fail_error(&error);
  if (command_has(call, "conformance")) return conformance(call, house, name);
  json_t *answer = json_pack("{s:s}", "name", name);
  gboolean ok = check(call, house, name, answer, &error);
  if (!ok && error->domain == HOUSE_ERROR) {
    json_decref(answer);
    return command_fail_error(&error);
  }
  command_say(call, "%s %s%s", name, ok ? "works" : "does not work: ", ok ? "" : error->message);
  json_object_set_new(answer, "ok", json_boolean(ok));
  json_object_set_new(answer, "message", json_string(ok ? "" : error->message));
  add_warnings(call, house, name, answer);
  command_answer(call, answer);
  return ok ? COMMAND_DONE : COMMAND_NO;
}

/* -- test ----------------------------------------------------------------------------------------------------------
 */

/* A mail by who carries mail, an invitation for tomorrow by who carries only those, an appointment then in whose
 * calendar it writes, and so on. */
static const char *kind_for(const char *kinds, const char *to) {
  static const char *const to_mailbox[] = {"email", "calendar", "agenda", NULL}, *const others[] = {"sms", "letter",
                                                                                                    NULL};
  g_auto(GStrv) words = g_strsplit(kinds, " ", -1);
  const char *const *tried = strchr(to, '@') ? to_mailbox : others;
  for (const char *const *kind = tried; *kind; kind++)
    if (g_strv_contains((const char *const *)words, *kind)) return *kind;
  return tried[0];
}

struct trial {
  struct channel_message message;
  struct channel_invitation invitation;
  char key[27];
  char *uid, *to;
};

static void trial_fill(struct trial *trial, const struct house *house, const char *kinds, const char *to) {
  const char *kind = kind_for(kinds, to);
  gboolean mail = strchr(to, '@') != NULL;
  const char *from = config_get(house->config, NULL, mail ? "sender_email" : "sms_number");
  chance_text(trial->key, 26);
  trial->uid = g_strconcat(trial->key, "@", config_get(house->config, NULL, "host"), NULL);
  trial->to = g_strdelimit(g_strdup(to), g_str_equal(kind, "letter") ? "|" : "", '\n');
  trial->invitation = (struct channel_invitation){.method = CHANNEL_REQUEST,
                                                  .uid = trial->uid,
                                                  .start = house->now + 86400,
                                                  .end = house->now + 86400 + 1800,
                                                  .stamp = house->now,
                                                  .summary = COMMAND_WORDS_TEST_SUBJECT,
                                                  .location = "",
                                                  .description = COMMAND_WORDS_TEST_TEXT,
                                                  .organizer_name = "Waakvlam",
                                                  .organizer_address = from,
                                                  .attendee_name = "",
                                                  .attendee_address = to};
  trial->message = (struct channel_message){.key = trial->key,
                                            .channel = kind,
                                            .to = trial->to,
                                            .to_name = "",
                                            .from_name = "Waakvlam",
                                            .from = from,
                                            .reply_to = mail ? config_get(house->config, NULL, "reply_to") : "",
                                            .copy_to = "",
                                            .return_path = "",
                                            .subject = g_str_equal(kind, "sms") ? "" : COMMAND_WORDS_TEST_SUBJECT,
                                            .text = COMMAND_WORDS_TEST_TEXT,
                                            .queued = house->now};
  if (g_str_equal(kind, "calendar") || g_str_equal(kind, "agenda")) trial->message.invitation = &trial->invitation;
}

static enum channel_verdict send_trial(struct command_call *call, const struct house *house,
                                       const struct channel *member, void *state, const char *to) {
  const struct channel_profile *profile = member->profile ? member->profile(state, NULL) : NULL;
  struct trial trial = {0};
  struct channel_result result = {0};
  trial_fill(&trial, house, profile ? profile->kinds : member->kinds, to);
  member->send(state, &trial.message, &result);
  const char *verdict = channel_verdict_names[result.verdict];
  command_say(call, "%s: %s", verdict, result.reason);
  command_answer(call, json_pack("{s:s, s:s, s:s, s:s}", "name", command_argument(call, 0), "kind",
                                 trial.message.channel, "verdict", verdict, "reason", result.reason));
  channel_result_clear(&result);
  g_free(trial.uid);
  g_free(trial.to);
  return result.verdict;
}

/* One message to yourself, outside every plan: its key is made of chance, so that it can be tried again. */
int cmd_channel_test(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *name = command_argument(call, 0), *to = command_get(call, "to");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  const struct channel *member = house_member(house, name);
  if (member && house->demo && !(member->abilities & CHANNEL_IS_LOCAL))
    return command_fail(COMMAND_WRONG, "a demo store opens local channels only");
  void *state = house_open_channel(house, name, &member, &error);
  if (!state) return command_fail_error(&error);
  gboolean mail =
      strstr(member->kinds, "email") || strstr(member->kinds, "calendar") || strstr(member->kinds, "agenda");
  if (!to) to = config_get(house->config, NULL, mail ? "reply_to" : "sms_number");
  enum channel_verdict verdict = send_trial(call, house, member, state, to);
  member->close(state);
  return verdict == CHANNEL_SENT ? COMMAND_DONE : COMMAND_NO;
}
