/* For the tests of the intake: one young person who was written to by SMS, mail and invitation, and the asking. */
#ifndef TESTS_SCHEDULER_INTAKE_HOUSE_H
#define TESTS_SCHEDULER_INTAKE_HOUSE_H

#include <jansson.h>

#include "scheduler/intake/intake.h"
#include "scheduler/store/store_appointments.h"
#include "scheduler/store/store_inbound.h"
#include "tests/scheduler/flow_world.h"

struct house {
  struct world world;
  struct intake *intake;
  gint64 enrolment, person, now;
  gint64 mail, sms, invited; /* messages */
  const char *reference;     /* of what is sent from now on */
  const char *body;          /* likewise */
};

static const char facts[] = PRO "contactpersoon_email=ouder@home.example\ncontactpersoon_mobiel=+31687654321\n";

static inline gint64 person_of(struct house *house, gint64 enrolment) {
  struct store_enrolment *row = store_people_enrolment(house->world.store, enrolment, NULL);
  gint64 person = row->person;
  store_people_enrolment_free(row);
  return person;
}

static inline void own(struct house *house, gint64 person, const char *address) {
  g_assert_true(store_begin(house->world.store, NULL));
  g_assert_true(store_addresses_own(house->world.store, address, person, NULL));
  g_assert_true(store_commit(house->world.store, NULL));
}

static inline void key_of(struct house *house, const char *name, char out[FLOW_KEY_SIZE]) {
  flow_key(house->world.flow, name, out);
}

/* A message that left, keyed by the name of its channel. */
static inline gint64 sent(struct house *house, const char *channel, const char *address, const char *invitation) {
  g_autoptr(GError) error = NULL;
  gboolean added = FALSE;
  char key[FLOW_KEY_SIZE];
  key_of(house, channel, key);
  struct store_message message = {.enrolment = house->enrolment,
                                  .key = key,
                                  .channel = (char *)channel,
                                  .rule = (char *)"",
                                  .act = (char *)"announce",
                                  .state = (char *)"queued",
                                  .reason = (char *)"",
                                  .due = house->now - 7200,
                                  .queued_at = house->now - 7200,
                                  .address = (char *)address,
                                  .to_name = (char *)"Noor",
                                  .sender = (char *)"school@waakvlam.example",
                                  .sender_name = (char *)"Sanne de Wit",
                                  .reply_to = (char *)"antwoord@waakvlam.example",
                                  .copy_to = (char *)(strcmp(channel, "sms") == 0 ? "" : "sanne@school.example"),
                                  .subject = (char *)"Ik bel je",
                                  .body = (char *)(house->body ? house->body : "Hoi Noor"),
                                  .template = (char *)"",
                                  .invitation = (char *)invitation};
  g_assert_true(store_begin(house->world.store, &error));
  g_assert_true(store_outbox_add(house->world.store, &message, &added, &error) && added);
  g_assert_true(store_outbox_set(house->world.store, message.id, "sent", "accepted", house->reference, 0,
                                 house->now - 7000, &added, &error) &&
                added);
  g_assert_true(store_commit(house->world.store, &error));
  g_assert_no_error(error);
  return message.id;
}

static inline char *uid_of(struct house *house) {
  char key[FLOW_KEY_SIZE];
  key_of(house, "step", key);
  return g_strconcat(key, "@waakvlam.example", NULL);
}

static inline void house_open(struct house *house) {
  *house = (struct house){0};
  world_open(&house->world, ":memory:");
  world_fill(&house->world);
  house->enrolment = world_person(&house->world, "1001", facts);
  house->person = person_of(house, house->enrolment);
  world_start(&house->world, "2026-08-24");
  house->now = world_at(&house->world, "2026-09-01T12:00+02:00");
  house->intake = intake_new(house->world.flow, house->world.cases);
  static const char *const addresses[] = {"+31612345678", "Noor@home.example", "ouder@home.example", "+31687654321"};
  for (guint i = 0; i < G_N_ELEMENTS(addresses); i++) own(house, house->person, addresses[i]);
  g_autofree char *uid = uid_of(house);
  g_autofree char *invitation = g_strdup_printf(
      "{\"method\":\"request\",\"uid\":\"%s\",\"sequence\":1,\"start\":1,\"end\":2,\"summary\":\"Gesprek\"}", uid);
  house->sms = sent(house, "sms", "+31612345678", "");
  house->mail = sent(house, "email", "noor@home.example", "");
  house->invited = sent(house, "calendar", "noor@home.example", invitation);
}

/* The appointment behind the invitation, a day ahead. */
static inline void invite(struct house *house) {
  g_autofree char *uid = uid_of(house);
  struct store_appointment appointment = {.enrolment = house->enrolment,
                                          .message = house->invited,
                                          .start = house->now + 86400,
                                          .end = house->now + 88200,
                                          .sequence = 1,
                                          .uid = uid,
                                          .rule = (char *)"",
                                          .summary = (char *)"Gesprek",
                                          .state = (char *)"open",
                                          .partstat = (char *)"NEEDS-ACTION"};
  g_assert_true(store_begin(house->world.store, NULL));
  g_assert_true(store_appointments_put(house->world.store, &appointment, NULL));
  g_assert_true(store_commit(house->world.store, NULL));
}

static inline struct store_appointment *appointment_of(struct house *house) {
  struct store_appointment *one = store_appointments_get(house->world.store, 1, NULL);
  g_assert_nonnull(one);
  return one;
}

static inline void house_close(struct house *house) {
  intake_free(house->intake);
  world_close(&house->world);
}

/* -- asking ----------------------------------------------------------------------------------------------------------
 */

static inline char *replaced(char *text, const char *mark, const char *value) {
  g_auto(GStrv) parts = g_strsplit(text, mark, -1);
  g_free(text);
  return g_strjoinv(value, parts);
}

/* The marks @MAIL@, @SMS@ and @UID@ stand for what the installation key makes of them. */
static inline char *filled(struct house *house, const char *text) {
  static const char *const marks[][2] = {{"@MAIL@", "email"}, {"@SMS@", "sms"}};
  g_autofree char *uid = uid_of(house);
  char *out = g_strdup(text);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
    char key[FLOW_KEY_SIZE];
    key_of(house, marks[i][1], key);
    out = replaced(out, marks[i][0], key);
  }
  return replaced(out, "@UID@", uid);
}

static inline json_t *ask_bytes(struct house *house, const char *channel, const void *bytes, gsize size) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) raw = g_bytes_new(bytes, size);
  g_autofree char *answer = intake_message(house->intake, channel, raw, house->now, &error);
  g_assert_no_error(error);
  json_t *json = json_loads(answer, 0, NULL);
  g_assert_nonnull(json);
  return json;
}

static inline json_t *ask(struct house *house, const char *channel, const char *text) {
  g_autofree char *all = filled(house, text);
  return ask_bytes(house, channel, all, strlen(all));
}

/* Every name of `want` is in `got` with that value. Takes `got`. */
static inline void assert_has(json_t *got, const char *want) {
  json_error_t problem;
  json_t *wanted = json_loads(want, 0, &problem), *value;
  const char *name;
  if (!wanted) g_error("%s: %s", want, problem.text);
  json_object_foreach(wanted, name, value) {
    if (json_equal(json_object_get(got, name), value)) continue;
    char *dump = json_dumps(got, JSON_COMPACT);
    g_test_message("%s: want %s, got %s", name, want, dump);
    free(dump);
    g_test_fail();
  }
  json_decref(wanted);
  json_decref(got);
}

static inline char *state_of(struct house *house, gint64 id) {
  struct store_message *message = store_outbox_message(house->world.store, id, NULL);
  char *state = g_strdup(message->state);
  store_outbox_message_free(message);
  return state;
}

static inline void assert_state(struct house *house, gint64 id, const char *want) {
  g_autofree char *state = state_of(house, id);
  g_assert_cmpstr(state, ==, want);
}

static inline struct progress progress_of(struct house *house) {
  g_autoptr(CasesFile) file = cases_load(house->world.cases, house->enrolment, G_MAXINT64, NULL);
  return file->progress;
}

#endif
