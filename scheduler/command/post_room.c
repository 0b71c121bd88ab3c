#include "scheduler/command/post_room.h"

#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_tasks.h"

static GBytes *read_file(struct house *house, const struct store_message *letter, GError **error) {
  struct store_enrolment *enrolment = store_people_enrolment(house->store, letter->enrolment, error);
  if (!enrolment) return NULL;
  const char *channel = config_get(house->config, enrolment->organisation, "letter");
  store_people_enrolment_free(enrolment);
  const char *folder = channel ? house_channel_setting(house, channel, "folder") : NULL;
  g_autofree char *path = folder ? g_build_filename(folder, letter->reference, NULL) : NULL;
  char *bytes = NULL;
  gsize length = 0;
  if (path && g_file_get_contents(path, &bytes, &length, NULL)) return g_bytes_new_take(bytes, length);
  g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_SETUP, "the file of that letter can't be read%s%s", path ? ": " : "",
              path ? path : "");
  return NULL;
}

GBytes *post_room_letter(struct house *house, gint64 id, GError **error) {
  g_autoptr(GError) own = NULL;
  struct store_task *task = store_tasks_get(house->store, id, &own);
  struct store_message *letter = task && !own ? flow_letter_of(house->flow, task, &own) : NULL;
  GBytes *bytes = NULL;
  if (own)
    g_propagate_error(error, g_steal_pointer(&own));
  else if (!letter)
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL, "task %" G_GINT64_FORMAT " has no letter", id);
  else if (!*letter->reference)
    g_set_error(error, HOUSE_ERROR, HOUSE_ERROR_CALL,
                "the letter of task %" G_GINT64_FORMAT " is not made: it is %s (%s)", id, letter->state,
                letter->reason);
  else
    bytes = read_file(house, letter, error);
  if (letter) store_outbox_message_free(letter);
  if (task) store_tasks_free(task);
  return bytes;
}
