#include "scheduler/command/cmd_appointment.h"

#include <string.h>

#include "scheduler/command/house.h"
#include "scheduler/store/store_appointments.h"
#include "scheduler/views/views.h"

int cmd_appointment_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *leaver = command_get(call, "leaver");
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  gint64 person = house && leaver ? house_person(house, leaver, &error) : 0;
  json_t *answer =
      error ? NULL : views_appointments(house->cases, person, command_has(call, "all"), house->now, &error);
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "appointments"),
                      "id:ID leaver:LEAVER step:STEP start:START state:STATE answer:ANSWER summary:SUMMARY");
  command_answer(call, answer);
  return COMMAND_DONE;
}

static gboolean number_of(const char *text, gint64 *number, GError **error) {
  if (text && g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, number, NULL)) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "%s is no id of an appointment", text ? text : "");
  return FALSE;
}

/* A day alone would be midnight, which nobody means. */
static gboolean moment_of(const struct house *house, const char *text, gint64 *moment, GError **error) {
  if (strchr(text, 'T') && zone_parse(house->zone, text, moment)) return TRUE;
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "--to %s is no time: write 2026-09-17T14:00+02:00", text);
  return FALSE;
}

/* Opens for a change by --as; NULL and an error. */
static struct house *open_as(struct command_call *call, gint64 *id, struct flow_act *act, char **actor,
                             GError **error) {
  if (!number_of(command_argument(call, 0), id, error)) return NULL;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, error);
  if (!house || !house_act_as(house, command_get(call, "as"), act, actor, error)) return NULL;
  return g_steal_pointer(&house);
}

static int say(struct command_call *call, const struct house *house, gint64 id, const char *what, gboolean told) {
  g_autoptr(StoreAppointment) one = store_appointments_get(house->store, id, NULL);
  command_say(call, "appointment %s is %s; %s", command_argument(call, 0), what,
              told ? "the young person hears of it by mail"
                   : "no mail tells the young person: if they know of it, the counsellor has a task to say it");
  command_answer(call, json_pack("{s:s, s:s, s:b}", "id", command_argument(call, 0), "state", one ? one->state : "",
                                 "told", told));
  return COMMAND_DONE;
}

int cmd_appointment_move(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0, start = 0;
  gboolean told = FALSE;
  g_autofree char *actor = NULL;
  g_autoptr(House) house = open_as(call, &id, &act, &actor, &error);
  if (!house || !moment_of(house, command_get(call, "to"), &start, &error) ||
      !flow_appointment_move(house->flow, &act, id, start, &told, &error))
    return command_fail_error(&error);
  return say(call, house, id, "moved", told);
}

int cmd_appointment_cancel(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0;
  gboolean told = FALSE;
  g_autofree char *actor = NULL;
  const char *reason = command_get(call, "reason");
  g_autoptr(House) house = open_as(call, &id, &act, &actor, &error);
  if (!house || !flow_appointment_cancel(house->flow, &act, id, reason ? reason : "", &told, &error))
    return command_fail_error(&error);
  return say(call, house, id, "off", told);
}
