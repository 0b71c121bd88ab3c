#include "scheduler/command/cmd_inbound.h"

#include "scheduler/command/house.h"
#include "scheduler/intake/intake.h"
#include "scheduler/views/views.h"

int cmd_inbound_list(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_READS, &error);
  json_t *answer = house ? views_inbound(house->cases, &error) : NULL;
  if (!answer) return command_fail_error(&error);
  command_table_print(call, json_object_get(answer, "inbound"), "id:ID at:AT channel:BY kind:KIND from:FROM text:TEXT");
  command_answer(call, answer);
  return COMMAND_DONE;
}

int cmd_inbound_assign(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct flow_act act;
  gint64 id = 0, person = 0;
  g_autofree char *actor = NULL;
  const char *leaver = command_get(call, "leaver");
  if (!g_ascii_string_to_signed(command_argument(call, 0), 10, 1, G_MAXINT64, &id, NULL))
    return command_fail(COMMAND_WRONG, "%s is no id", command_argument(call, 0));
  if ((leaver != NULL) == command_has(call, "nobody"))
    return command_fail(COMMAND_WRONG, "inbound assign needs either --leaver ID or --nobody");
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house || (leaver && !(person = house_person(house, leaver, &error))) ||
      !house_act_as(house, command_get(call, "as"), &act, &actor, &error))
    return command_fail_error(&error);
  g_autoptr(Intake) intake = intake_new(house->flow, house->cases);
  g_autofree char *answer = intake_assign(intake, &act, id, person, &error);
  if (!answer) return command_fail_error(&error);
  command_say(call, "%s %s", command_argument(call, 0), leaver ? "is read as theirs" : "is nobody's");
  command_answer(call, json_loads(answer, 0, NULL));
  return COMMAND_DONE;
}
