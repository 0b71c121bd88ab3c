#include "scheduler/command/cmd_erase.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "scheduler/command/house.h"
#include "scheduler/store/store_outbox.h"

/* -- files -----------------------------------------------------------------------------------------------------------
 */

static gboolean remove_file(const char *folder, const char *key, const char *ending, GError **error) {
  g_autofree char *name = g_strconcat(key, ending, NULL);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  if (g_unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "%s: %s", path, g_strerror(errno));
  return FALSE;
}

static gboolean empty_folder(struct house *house, const char *channel, const GPtrArray *messages, GError **error) {
  static const char *const endings[] = {".sms.json", ".eml", ".ics", ".pdf"};
  const struct channel *member = config_member(house->config, channel);
  if (!member || (strcmp(member->name, "postbox") != 0 && strcmp(member->name, "letter") != 0)) return TRUE;
  const char *folder = house_channel_setting(house, channel, "folder");
  for (guint i = 0; i < messages->len; i++)
    for (guint e = 0; e < G_N_ELEMENTS(endings); e++)
      if (!remove_file(folder, ((const struct store_message *)messages->pdata[i])->key, endings[e], error))
        return FALSE;
  return TRUE;
}

/* Post boxes and the folders of letters belong to this installation, so what lies there about a person goes too. Files
 * first: an erasure that fails after that leaves the store whole and is simply asked again. */
static gboolean empty_folders(struct house *house, gint64 person, GError **error) {
  g_autoptr(GPtrArray) messages = store_outbox_list(house->store, person, NULL, G_MAXINT, error);
  g_auto(GStrv) channels = config_channels(house->config);
  gboolean ok =
      messages && empty_folder(house, "postbox", messages, error) && empty_folder(house, "letter", messages, error);
  for (char **channel = channels; ok && channel && *channel; channel++)
    ok = empty_folder(house, *channel, messages, error);
  return ok;
}

/* -- the verb --------------------------------------------------------------------------------------------------------
 */

enum { TURN_SECONDS = 10 }; /* of waiting for a service that is sending */

/* What the young person and calendars are told leaves now, for afterwards nobody knows them. */
static gboolean call_off(struct house *house, const struct flow_act *act, gint64 person, GError **error) {
  g_autoptr(GArray) queued = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (!flow_erase_outside(house->flow, act, person, queued, error)) return FALSE;
  if (queued->len == 0) return TRUE;
  g_autoptr(Dispatch) dispatch = house_dispatch(house);
  struct dispatch_counts counts;
  int turn = -1;
  for (int waited = 0; waited < TURN_SECONDS * 10; waited++) {
    if (!house_take_turn(house, &turn, error)) return FALSE;
    if (turn >= 0) break;
    g_usleep(G_USEC_PER_SEC / 10);
  }
  gboolean ok = turn < 0 || dispatch_these(dispatch, house->now, queued, &counts, error);
  house_end_turn(turn);
  return ok;
}

static json_t *left_json(struct command_call *call, const struct house *house, const GPtrArray *all) {
  json_t *list = json_array();
  for (guint i = 0; i < all->len; i++) {
    const struct flow_left *left = all->pdata[i];
    g_autofree char *start = zone_format(house->zone, left->start);
    const char *whose = *left->calendar ? left->calendar : "the young person";
    command_say(call, "not called off: %s in the calendar of %s (%s)%s", start, whose, left->reason,
                left->waits ? "; it is tried again by itself" : "; say or do it yourself");
    json_array_append_new(list, json_pack("{s:s, s:s, s:b, s:s}", "calendar", left->calendar, "start", start, "waits",
                                          left->waits, "reason", left->reason));
  }
  return list;
}

int cmd_erase_leaver(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  g_autofree char *actor = NULL;
  g_autoptr(GPtrArray) left = flow_left_new();
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  gint64 person = house ? house_person(house, command_argument(call, 0), &error) : 0;
  if (!person || !house_act_as(house, command_get(call, "as"), &act, &actor, &error) ||
      !call_off(house, &act, person, &error) || !empty_folders(house, person, &error) ||
      !flow_erase(house->flow, &act, person, left, &error))
    return command_fail_error(&error);
  command_say(call, "erased; the record keeps that it happened, not who it was");
  json_t *outside = left_json(call, house, left);
  command_answer(call, json_pack("{s:s, s:b, s:o}", "leaver", command_argument(call, 0), "erased", 1, "left", outside));
  return COMMAND_DONE;
}

/* -- afterwards ------------------------------------------------------------------------------------------------------
 */

gboolean cmd_erase_look(struct house *house, GString *message) {
  g_autoptr(GPtrArray) all = store_outbox_of(house->store, 0, NULL);
  guint failed = 0, waiting = 0;
  g_string_assign(message, "nobody who was erased stands in a calendar still");
  for (guint i = 0; all && i < all->len; i++) {
    const struct store_message *one = all->pdata[i];
    if (strcmp(one->channel, "agenda") != 0) continue;
    waiting += strcmp(one->state, "queued") == 0;
    if (strcmp(one->state, "failed") != 0 && strcmp(one->state, "unknown") != 0) continue;
    json_t *json = json_loads(one->invitation, 0, NULL);
    g_autofree char *start = zone_format(house->zone, json_integer_value(json_object_get(json, "start")));
    json_decref(json);
    if (!failed) g_string_truncate(message, 0);
    g_string_append_printf(message, "%sa talk of %s with somebody who was erased stands in the calendar of %s: %s",
                           failed ? "; " : "", start, one->address, one->reason);
    failed++;
  }
  if (waiting && !failed) g_string_printf(message, "%u talks of erased people are still to go from calendars", waiting);
  return all && failed == 0;
}
