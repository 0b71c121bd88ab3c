/* What is known of the number and the address of one person. */
#include "rules/calendar/date_nl.h"
#include "scheduler/store/store_addresses.h"
#include "scheduler/views/views_room.h"
#include "scheduler/views/views_words_nl.h"

#include <string.h>

static gboolean has_left(const struct store_message *message) {
  static const char *const states[] = {"sending", "sent", "delivered", "failed", "unknown", NULL};
  return g_strv_contains(states, message->state);
}

/* Has anything of this enrolment ever gone there? */
static gboolean is_tried(struct cases *cases, gint64 enrolment, const char *address) {
  g_autoptr(GPtrArray) messages = store_outbox_of(cases_store(cases), enrolment, NULL);
  for (guint i = 0; messages && i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    if (has_left(message) && g_ascii_strcasecmp(message->address, address) == 0) return TRUE;
  }
  return FALSE;
}

static gboolean has_others(struct cases *cases, const char *address) {
  g_autoptr(GArray) owners = store_addresses_owners(cases_store(cases), address, NULL);
  return owners && owners->len > 1;
}

static json_t *address_json(struct cases *cases, const struct cases_file *file, const char *channel,
                            const char *address, const struct health *health) {
  gboolean known = health->state != HEALTH_UNKNOWN || is_tried(cases, file->enrolment->id, address);
  gboolean contact = cases_is_contacts(file, address), others = has_others(cases, address);
  date_t since = health->since ? zone_to_local(cases_zone(cases), health->since).day : DATE_NONE;
  g_autofree char *day = since == DATE_NONE ? g_strdup("") : date_nl_long(since);
  g_autofree char *text = views_words_health(health->state, known, contact, others, day);
  const char *state =
      known ? health->state == HEALTH_UNKNOWN ? "tried" : health_state_names[health->state] : "never_tried";
  return json_pack("{s:s, s:o, s:s, s:o, s:b, s:b, s:b, s:o}", "channel", channel, "address", views_room_text(address),
                   "state", state, "since", views_room_time(cases, health->since), "stopped", health->stopped,
                   "shared_with_contact", contact, "shared_with_others", others, "text", views_room_text(text));
}

json_t *views_room_addresses(struct cases *cases, const struct cases_file *file) {
  json_t *list = json_array();
  const char *mobile = cases_text(file, "mobiel"), *mail = cases_text(file, "email");
  if (*mobile) json_array_append_new(list, address_json(cases, file, "sms", mobile, &file->mobile));
  if (*mail) json_array_append_new(list, address_json(cases, file, "email", mail, &file->mail));
  return list;
}
