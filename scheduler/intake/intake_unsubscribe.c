/* A click on "unsubscribe" in a mail of ours: no more mail to whom it was for. That the link is ours was seen before it
 * was kept. */
#include "scheduler/intake/intake_room.h"

#include "scheduler/intake/intake_words_nl.h"

#include <string.h>

enum { KEY_LETTERS = FLOW_KEY_SIZE - 1 };

static char *key_of(GBytes *raw) {
  static const char name[] = "key=";
  gsize length = 0;
  const char *text = g_bytes_get_data(raw, &length);
  gboolean whole = length >= strlen(name) + KEY_LETTERS && memcmp(text, name, strlen(name)) == 0;
  return whole ? g_strndup(text + strlen(name), KEY_LETTERS) : g_strdup("");
}

/* Of the one who got that mail, and of mail alone: who wants more to stop says so. No confirmation follows. */
gboolean intake_unsubscribe_take(struct intake_reading *reading, GBytes *raw, GError **error) {
  g_autofree char *key = key_of(raw);
  reading->kind = "opt_out";
  reading->act.actor = "person";
  intake_answer_add(reading, "scope", json_string("channel"));
  intake_answer_add(reading, "text", json_string(intake_words_nl_click()));
  if (!intake_match_key(reading, key, error)) return FALSE;
  if (reading->whose != INTAKE_ONES) {
    intake_answer_say(reading, FALSE, "a click in a mail that is not here any more");
    return TRUE;
  }
  if (!flow_stop(reading->intake->flow, &reading->act, reading->person, "email", reading->inbound, error)) return FALSE;
  intake_answer_say(reading, TRUE, "no mail any more, by one click in a mail");
  return TRUE;
}
