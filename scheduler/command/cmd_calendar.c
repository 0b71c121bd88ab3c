#include "scheduler/command/cmd_calendar.h"

#include <string.h>

#include "scheduler/command/house.h"
#include "scheduler/store/store_agenda.h"

/* The secret is never stored: it is made again from the installation key and its number, and found by its hash. */
static void give_address(struct house *house, struct store_agenda *agenda, gboolean revoke) {
  char token[FLOW_KEY_SIZE];
  agenda->serial++;
  flow_agenda_token(house->flow, agenda->staff, agenda->serial, token);
  g_free(agenda->token);
  agenda->token = revoke ? g_strdup("") : g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
}

static char *address_of(struct house *house, const struct store_agenda *agenda) {
  char token[FLOW_KEY_SIZE];
  if (!*agenda->token) return g_strdup("");
  flow_agenda_token(house->flow, agenda->staff, agenda->serial, token);
  g_autofree char *base = g_strdup(config_get(house->config, NULL, "base_url"));
  while (base && g_str_has_suffix(base, "/")) base[strlen(base) - 1] = '\0';
  return g_strdup_printf("%s/agenda/%s.ics", base ? base : "", token);
}

static gboolean set_channel(struct house *house, struct store_agenda *agenda, const char *name, GError **error) {
  const struct channel *member = house_member(house, name);
  gboolean nothing = strcmp(name, "none") == 0 || strcmp(name, "default") == 0;
  if (!nothing && (!member || !(member->abilities & CHANNEL_CAN_AGENDA))) {
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL,
                "--channel %s is no channel to a calendar; see waakvlam channel list, or say none or default", name);
    return FALSE;
  }
  g_free(agenda->channel);
  agenda->channel = g_strdup(strcmp(name, "default") == 0 ? "" : name);
  return TRUE;
}

/* What was changed, without the secret. */
static gboolean save(struct house *house, const struct store_staff *staff, const struct store_agenda *agenda,
                     const char *content, GError **error) {
  struct flow_act act = house_act(house);
  if (!store_begin(house->store, error)) return FALSE;
  gboolean ok = store_agenda_put(house->store, agenda, error) &&
                flow_record(house->flow, &act, staff->organisation, "user calendar", 0, content, error) &&
                store_commit(house->store, error);
  if (!ok) store_rollback(house->store);
  return ok;
}

static gboolean apply(struct house *house, const struct command_call *call, const struct store_staff *staff,
                      struct store_agenda *agenda, GError **error) {
  const char *channel = command_get(call, "channel");
  gboolean revoke = command_has(call, "revoke"), renew = command_has(call, "renew");
  if (channel && !set_channel(house, agenda, channel, error)) return FALSE;
  gboolean fresh = revoke || renew || !*agenda->token;
  if (fresh) give_address(house, agenda, revoke);
  if (!fresh && !channel) return TRUE;
  g_autofree char *content =
      g_strdup_printf("%s%s%s%s", staff->email, channel ? " channel " : "", channel ? channel : "",
                      revoke  ? " address ended"
                      : fresh ? " new address"
                              : "");
  return save(house, staff, agenda, content, error);
}

static void say(const struct command_call *call, struct house *house, const struct store_agenda *agenda) {
  g_autofree char *address = address_of(house, agenda), *channel = flow_agenda_channel(house->flow, agenda->staff);
  g_autofree char *told = agenda->told_at ? zone_format(house->zone, agenda->told_at) : g_strdup("");
  command_say(call, "%s", *address ? address : "no address to subscribe to");
  command_say(call, "channel: %s%s%s%s", *channel ? channel : "none", *told ? "; hours known since " : "", told,
              *agenda->fault ? "; did not tell: " : "");
  if (*agenda->fault) command_say(call, "  %s", agenda->fault);
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, agenda->staff);
  command_answer(call, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "address", address, "channel", channel,
                                 "told_at", told, "fault", agenda->fault));
}

int cmd_calendar_user(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  if (command_has(call, "renew") && command_has(call, "revoke"))
    return command_fail(COMMAND_WRONG, "--renew and --revoke exclude each other");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  struct store_staff *staff = store_staff_by_email(house->store, command_argument(call, 0), &error);
  if (!staff)
    return error ? command_fail_error(&error)
                 : command_fail(COMMAND_WRONG, "there is no user %s", command_argument(call, 0));
  g_autoptr(StoreAgenda) agenda = store_agenda_get(house->store, staff->id, &error);
  gboolean ok = agenda && apply(house, call, staff, agenda, &error);
  store_staff_free(staff);
  if (!ok) return command_fail_error(&error);
  say(call, house, agenda);
  return COMMAND_DONE;
}
