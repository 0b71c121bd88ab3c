/* The contract's JSON about one message. */
#include "scheduler/intake/intake_room.h"

enum { TEXT_CHARACTERS = 4000 };

void intake_answer_say(struct intake_reading *reading, gboolean applied, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_free(reading->reason);
  reading->reason = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  reading->applied = reading->applied || applied;
}

json_t *intake_answer_string(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
  if (g_utf8_strlen(valid, -1) > TEXT_CHARACTERS) *g_utf8_offset_to_pointer(valid, TEXT_CHARACTERS) = '\0';
  return json_string(valid);
}

void intake_answer_add(struct intake_reading *reading, const char *name, json_t *value) {
  json_object_set_new(reading->more, name, value);
}

static json_t *leaver(gint64 person) {
  if (!person) return json_null();
  g_autofree char *id = store_people_person_id(person);
  return json_string(id);
}

/* Shown as `messages` shows it. */
static json_t *message_id(const struct store_message *message) {
  if (!message) return json_null();
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, message->id);
  return json_string(id);
}

static json_t *candidates(const struct intake_reading *reading) {
  json_t *all = json_array();
  for (guint i = 0; i < reading->owners->len; i++)
    json_array_append_new(all, leaver(g_array_index(reading->owners, gint64, i)));
  return all;
}

char *intake_answer_text(const struct intake_reading *reading) {
  json_t *document = json_object();
  json_object_set_new(document, "kind", json_string(reading->kind));
  json_object_set_new(document, "matched", json_boolean(reading->whose == INTAKE_ONES));
  json_object_set_new(document, "leaver", leaver(reading->whose == INTAKE_ONES ? reading->person : 0));
  json_object_set_new(document, "message", message_id(reading->message));
  json_object_set_new(document, "applied", json_boolean(reading->applied));
  json_object_set_new(document, "reason", intake_answer_string(reading->reason));
  if ((reading->whose != INTAKE_ONES || reading->stranger) && reading->from && *reading->from)
    json_object_set_new(document, "from", intake_answer_string(reading->from));
  if (reading->whose == INTAKE_NOBODYS && reading->school)
    json_object_set_new(document, "organisation", json_string(reading->school));
  if (reading->whose == INTAKE_SEVERALS) json_object_set_new(document, "candidates", candidates(reading));
  json_object_update(document, reading->more);
  char *dump = json_dumps(document, JSON_COMPACT);
  char *text = g_strdup(dump ? dump : "{}");
  free(dump);
  json_decref(document);
  return text;
}

void intake_answer_clear(struct intake_reading *reading) {
  if (reading->owners) g_array_unref(reading->owners);
  store_outbox_message_free(reading->message);
  json_decref(reading->more);
  g_free(reading->reason);
  g_free(reading->from);
  g_free(reading->school);
}
