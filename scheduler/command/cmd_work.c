#include "scheduler/command/cmd_work.h"

#include <stdio.h>
#include <string.h>

#include "scheduler/command/collect.h"
#include "scheduler/command/tick.h"

/* -- mail boxes ------------------------------------------------------------------------------------------------------
 */

struct boxes {
  json_t *list;
  guint kept, failed;
};

static void box_result(void *user, const char *name, guint kept, const GError *error) {
  struct boxes *boxes = user;
  boxes->kept += kept;
  boxes->failed += error ? 1 : 0;
  json_array_append_new(boxes->list, json_pack("{s:s, s:i, s:b, s:s}", "name", name, "kept", (int)kept, "ok", !error,
                                               "message", error ? error->message : ""));
}

/* Nothing to look into is a setting that is missing, and what comes of it is that no mail is ever heard. */
static int no_box(const struct command_call *call, json_t *list) {
  command_answer(call, json_pack("{s:i, s:o, s:s}", "kept", 0, "boxes", list, "missing", "mailbox"));
  return command_fail(
      COMMAND_SETUP,
      "no mail box is set, so no mail is heard. In %s/waakvlam.conf, under [waakvlam] or, for one "
      "school, [organisation ID]:\n\n    mailbox = imap\n\nand\n\n    [channel imap]\n    host = …\n    "
      "user = …\n    password = …\n\n`waakvlam channel check imap` looks whether it works. Texts need no "
      "box: their gateway calls the web hook of `waakvlam run`.",
      call->data);
}

int cmd_work_collect(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  const char *only = call->arguments->len ? command_argument(call, 0) : NULL;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  if (only && !house_member(house, only))
    return command_fail(COMMAND_WRONG, "there is no channel %s; see waakvlam channel list", only);
  struct boxes boxes = {json_array(), 0, 0};
  if (!collect_all(house, only, box_result, &boxes, &error)) {
    json_decref(boxes.list);
    return command_fail_error(&error);
  }
  if (json_array_size(boxes.list) == 0) return no_box(call, boxes.list);
  command_table_print(call, boxes.list, "name:BOX kept:MAILS ok:WORKS message:REASON");
  command_answer(call, json_pack("{s:i, s:o}", "kept", (int)boxes.kept, "boxes", boxes.list));
  return boxes.failed ? COMMAND_NO : COMMAND_DONE;
}

/* -- ticks ------------------------------------------------------------------------------------------------------------
 */

/* A mail box that is down must not keep the rest of a tick from being done. */
static gboolean collect_and_tick(struct house *house, struct dispatch *dispatch, struct boxes *boxes,
                                 struct tick_counts *counts, GError **error) {
  return collect_all(house, NULL, box_result, boxes, error) && tick_once(house, dispatch, counts, error);
}

int cmd_work_tick(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  struct tick_counts counts;
  g_autoptr(House) house = house_open(call, HOUSE_WRITES, &error);
  if (!house) return command_fail_error(&error);
  g_autoptr(Dispatch) dispatch = house_dispatch(house);
  struct boxes boxes = {json_array(), 0, 0};
  gboolean fine = collect_and_tick(house, dispatch, &boxes, &counts, &error);
  json_decref(boxes.list);
  if (!fine) return command_fail_error(&error);
  command_say(call, "%u due, %u done, %u skipped, %u late; %u queued, %u sent, %u failed, %u unknown", counts.flow.due,
              counts.flow.done, counts.flow.skipped, counts.flow.late, counts.flow.queued, counts.sent.sent,
              counts.sent.failed, counts.sent.unknown);
  command_answer(call,
                 json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "due", (int)counts.flow.due, "done",
                           (int)counts.flow.done, "skipped", (int)counts.flow.skipped, "late", (int)counts.flow.late,
                           "failed", (int)counts.sent.failed, "queued", (int)counts.flow.queued, "sent",
                           (int)counts.sent.sent, "unknown", (int)counts.sent.unknown, "collected", (int)boxes.kept));
  return COMMAND_DONE;
}

/* The whole of standard input, at most 32 MiB: what is larger is no mail to a counsellor. */
static GBytes *read_all(FILE *in) {
  enum { LIMIT = 32 << 20 };
  g_autoptr(GByteArray) all = g_byte_array_new();
  guint8 block[65536];
  for (size_t n = fread(block, 1, sizeof block, in); n > 0; n = fread(block, 1, sizeof block, in)) {
    g_byte_array_append(all, block, (guint)n);
    if (all->len > LIMIT) return NULL;
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&all));
}

/* "email", "sms", "receipt", else the member of a channel that hears; NULL = nobody reads that. */
static const char *kind_of(struct house *house, const char *name) {
  static const char *const kinds[] = {"email", "sms", "receipt", NULL};
  const struct channel *channel = g_strv_contains(kinds, name) ? NULL : house_hearer(house, name);
  return channel ? channel->name : g_strv_contains(kinds, name) ? name : NULL;
}

int cmd_work_inbound(struct command_call *call) {
  g_autoptr(GError) error = NULL;
  g_autoptr(House) house = house_open(call, HOUSE_HEARS, &error);
  if (!house) return command_fail_error(&error);
  const char *kind = kind_of(house, command_argument(call, 0));
  if (!kind)
    return command_fail(COMMAND_WRONG, "inbound takes email, sms, receipt or a channel that hears; %s is none",
                        command_argument(call, 0));
  g_autoptr(GBytes) raw = read_all(stdin);
  if (!raw) return command_fail(COMMAND_WRONG, "a message of more than 32 MiB is not taken");
  g_autoptr(Intake) intake = intake_new(house->flow, house->cases);
  g_autofree char *answer = intake_message(intake, kind, raw, house->now, &error);
  if (!answer) return command_fail_error(&error);
  json_t *document = json_loads(answer, 0, NULL);
  command_say(call, "%s%s: %s", json_string_value(json_object_get(document, "kind")),
              json_is_true(json_object_get(document, "applied")) ? ", applied" : "",
              json_string_value(json_object_get(document, "reason")));
  command_answer(call, document);
  return COMMAND_DONE;
}
