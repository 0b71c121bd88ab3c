/* Whose message is it? What only the receiver of our message can know (its key) goes before what anyone can write (a
 * sender), and an address that several have is never a guess. */
#include "scheduler/intake/intake_room.h"

#include <string.h>

enum { KEY_LENGTH = FLOW_KEY_SIZE - 1 };

/* "Not there" and "could not look" both give NULL; this tells them apart. */
static gboolean succeeded(GError **problem, GError **error) {
  if (!*problem) return TRUE;
  g_propagate_error(error, g_steal_pointer(problem));
  return FALSE;
}

/* -- by the key ------------------------------------------------------------------------------------------------------
 */

/* Programs on the way may change capitals; base32 has none that matter. */
static gboolean as_key(const char *text, gsize length, char key[FLOW_KEY_SIZE]) {
  if (length != KEY_LENGTH) return FALSE;
  for (gsize i = 0; i < length; i++) {
    key[i] = g_ascii_tolower(text[i]);
    if (!g_ascii_isalnum(key[i])) return FALSE;
  }
  key[length] = '\0';
  return TRUE;
}

gboolean intake_match_enrolment(struct intake_reading *reading, gint64 id, GError **error) {
  g_autoptr(GError) problem = NULL;
  struct store_enrolment *enrolment = store_people_enrolment(reading->intake->store, id, &problem);
  if (enrolment) {
    reading->whose = INTAKE_ONES;
    reading->enrolment = id;
    reading->person = enrolment->person;
  }
  store_people_enrolment_free(enrolment);
  return succeeded(&problem, error);
}

static gboolean is_message(struct intake_reading *reading, struct store_message *message, GError **error) {
  store_outbox_message_free(reading->message);
  reading->message = message;
  return intake_match_enrolment(reading, message->enrolment, error);
}

gboolean intake_match_key(struct intake_reading *reading, const char *key, GError **error) {
  g_autoptr(GError) problem = NULL;
  char plain[FLOW_KEY_SIZE];
  if (!as_key(key, strlen(key), plain)) return TRUE;
  struct store_message *message = store_outbox_by_key(reading->intake->store, plain, &problem);
  return message ? is_message(reading, message, error) : succeeded(&problem, error);
}

gboolean intake_match_reference(struct intake_reading *reading, const char *reference, GError **error) {
  g_autoptr(GError) problem = NULL;
  struct store_message *message = store_outbox_by_reference(reading->intake->store, reference, &problem);
  return message ? is_message(reading, message, error) : succeeded(&problem, error);
}

/* "bounce+KEY@host" and "KEY@host". */
static gboolean try_address(struct intake_reading *reading, const char *address, GError **error) {
  const char *at = strrchr(address, '@');
  g_autofree char *local = at ? g_strndup(address, (gsize)(at - address)) : g_strdup(address);
  const char *plus = strrchr(local, '+');
  return intake_match_key(reading, plus ? plus + 1 : local, error);
}

static gboolean try_addresses(struct intake_reading *reading, const GPtrArray *addresses, GError **error) {
  for (guint i = 0; i < addresses->len && !reading->message; i++)
    if (!try_address(reading, addresses->pdata[i], error)) return FALSE;
  return TRUE;
}

/* -- by the sender ---------------------------------------------------------------------------------------------------
 */

static gboolean find_owners(struct intake_reading *reading, const char *address, GError **error) {
  if (reading->owners) g_array_unref(reading->owners);
  reading->owners = store_addresses_owners(reading->intake->store, address, error);
  return reading->owners != NULL;
}

static gboolean has_left(const struct store_message *message) {
  static const char *const states[] = {"sending", "sent", "delivered", "unknown", NULL};
  return g_strv_contains(states, message->state);
}

/* An invitation travels by mail, and is answered by mail. */
static gboolean came_by(const struct store_message *message, const char *channel) {
  return strcmp(message->channel, channel) == 0 ||
         (strcmp(channel, "email") == 0 && strcmp(message->channel, "calendar") == 0);
}

/* The newest that left for this address by this channel. Newest first is how the store lists them. */
static gboolean newest_message(struct intake_reading *reading, gint64 enrolment, const char *channel,
                               const char *address, GError **error) {
  g_autoptr(GPtrArray) all = store_outbox_of(reading->intake->store, enrolment, error);
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++) {
    struct store_message *message = all->pdata[i];
    if (!has_left(message) || !came_by(message, channel) || g_ascii_strcasecmp(message->address, address) != 0)
      continue;
    if (reading->message && reading->message->id > message->id) return TRUE;
    store_outbox_message_free(reading->message);
    reading->message = store_outbox_message(reading->intake->store, message->id, error);
    return reading->message != NULL;
  }
  return TRUE;
}

gboolean intake_match_newest(struct intake_reading *reading, gint64 person, gint64 *enrolment, GError **error) {
  *enrolment = 0;
  g_autoptr(GPtrArray) all = store_people_enrolments(reading->intake->store, person, error);
  if (!all) return FALSE;
  if (all->len) *enrolment = ((struct store_enrolment *)all->pdata[all->len - 1])->id;
  return TRUE;
}

static gboolean match_person(struct intake_reading *reading, gint64 person, const char *channel, const char *address,
                             GError **error) {
  g_autoptr(GPtrArray) all = store_people_enrolments(reading->intake->store, person, error);
  if (!all) return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!newest_message(reading, ((struct store_enrolment *)all->pdata[i])->id, channel, address, error)) return FALSE;
  if (!all->len) return TRUE;
  const struct store_enrolment *last = all->pdata[all->len - 1];
  if (!intake_match_enrolment(reading, reading->message ? reading->message->enrolment : last->id, error)) return FALSE;
  return intake_match_is_contact(reading, reading->enrolment, address, &reading->stranger, error);
}

gboolean intake_match_sender(struct intake_reading *reading, const char *channel, const char *address, GError **error) {
  if (!*address) return TRUE;
  if (!find_owners(reading, address, error)) return FALSE;
  if (reading->owners->len > 1) reading->whose = INTAKE_SEVERALS;
  return reading->owners->len != 1 ||
         match_person(reading, g_array_index(reading->owners, gint64, 0), channel, address, error);
}

gboolean intake_match_is_contact(struct intake_reading *reading, gint64 enrolment, const char *address,
                                 gboolean *contact, GError **error) {
  static const char *const own[] = {"mobiel", "email"};
  static const char *const others[] = {"contactpersoon_mobiel", "contactpersoon_email", "vertegenwoordiger_mobiel",
                                       "vertegenwoordiger_email"};
  *contact = FALSE;
  g_autoptr(GError) problem = NULL;
  g_autoptr(CasesFile) file = cases_load(reading->intake->cases, enrolment, G_MAXINT64, &problem);
  if (!file) return succeeded(&problem, error);
  for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
    if (g_ascii_strcasecmp(cases_text(file, own[i]), address) == 0) return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    *contact = *contact || g_ascii_strcasecmp(cases_text(file, others[i]), address) == 0;
  return TRUE;
}

/* -- by whom it was written to --------------------------------------------------------------------------------------
 */

void intake_match_school(struct intake_reading *reading, const char *address) {
  if (reading->whose == INTAKE_NOBODYS && !reading->school)
    reading->school = flow_school_at(reading->intake->flow, address);
}

/* -- mail ------------------------------------------------------------------------------------------------------------
 */

/* With the key in hand, the writer is taken to be the one we wrote to, also from a new address; not so when the address
 * is known to be someone else's: the counsellor's, who gets a copy, a parent's, another young person's. */
static gboolean doubt_sender(struct intake_reading *reading, const char *from, GError **error) {
  if (g_ascii_strcasecmp(from, reading->message->address) == 0) return TRUE;
  if (g_ascii_strcasecmp(from, reading->message->copy_to) == 0) {
    reading->stranger = TRUE;
    return TRUE;
  }
  if (!find_owners(reading, from, error)) return FALSE;
  gboolean own = reading->owners->len == 0;
  for (guint i = 0; i < reading->owners->len; i++)
    own = own || g_array_index(reading->owners, gint64, i) == reading->person;
  reading->stranger = !own;
  return reading->stranger || intake_match_is_contact(reading, reading->enrolment, from, &reading->stranger, error);
}

gboolean intake_match_mail(struct intake_reading *reading, const struct mail_read *mail, GError **error) {
  if (!try_addresses(reading, mail->to, error) || !try_addresses(reading, mail->references, error)) return FALSE;
  if (!reading->message && !try_address(reading, mail->original_id, error)) return FALSE;
  if (!reading->message && !try_address(reading, mail->uid, error)) return FALSE;
  if (!reading->message) return intake_match_sender(reading, "email", mail->from, error);
  return doubt_sender(reading, mail->from, error);
}
