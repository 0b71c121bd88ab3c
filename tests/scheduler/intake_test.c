/* What comes in, against a store with one young person who was written to: the answer of the contract, and what
 * changed. */
#include "scheduler/intake/intake.h"

#include "scheduler/store/store_appointments.h"
#include "scheduler/store/store_inbound.h"
#include "tests/scheduler/flow_world.h"

#include <jansson.h>

struct house {
  struct world world;
  struct intake *intake;
  gint64 enrolment, person, now;
  gint64 mail, sms, invited; /* messages */
  const char *reference;     /* of what is sent from now on */
  const char *body;          /* likewise */
};

static const char facts[] = PRO "contactpersoon_email=ouder@home.example\ncontactpersoon_mobiel=+31687654321\n";

static gint64 person_of(struct house *house, gint64 enrolment) {
  struct store_enrolment *row = store_people_enrolment(house->world.store, enrolment, NULL);
  gint64 person = row->person;
  store_people_enrolment_free(row);
  return person;
}

static void own(struct house *house, gint64 person, const char *address) {
  g_assert_true(store_begin(house->world.store, NULL));
  g_assert_true(store_addresses_own(house->world.store, address, person, NULL));
  g_assert_true(store_commit(house->world.store, NULL));
}

static void key_of(struct house *house, const char *name, char out[FLOW_KEY_SIZE]) {
  flow_key(house->world.flow, name, out);
}

/* A message that left, keyed by the name of its channel. */
static gint64 sent(struct house *house, const char *channel, const char *address, const char *invitation) {
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

static char *uid_of(struct house *house) {
  char key[FLOW_KEY_SIZE];
  key_of(house, "step", key);
  return g_strconcat(key, "@waakvlam.example", NULL);
}

static void house_open(struct house *house) {
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
static void invite(struct house *house) {
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

static struct store_appointment *appointment_of(struct house *house) {
  struct store_appointment *one = store_appointments_get(house->world.store, 1, NULL);
  g_assert_nonnull(one);
  return one;
}

static void house_close(struct house *house) {
  intake_free(house->intake);
  world_close(&house->world);
}

/* -- asking ----------------------------------------------------------------------------------------------------------
 */

static char *replaced(char *text, const char *mark, const char *value) {
  g_auto(GStrv) parts = g_strsplit(text, mark, -1);
  g_free(text);
  return g_strjoinv(value, parts);
}

/* The marks @MAIL@, @SMS@ and @UID@ stand for what the installation key makes of them. */
static char *filled(struct house *house, const char *text) {
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

static json_t *ask_bytes(struct house *house, const char *channel, const void *bytes, gsize size) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) raw = g_bytes_new(bytes, size);
  g_autofree char *answer = intake_message(house->intake, channel, raw, house->now, &error);
  g_assert_no_error(error);
  json_t *json = json_loads(answer, 0, NULL);
  g_assert_nonnull(json);
  return json;
}

static json_t *ask(struct house *house, const char *channel, const char *text) {
  g_autofree char *all = filled(house, text);
  return ask_bytes(house, channel, all, strlen(all));
}

/* Every name of `want` is in `got` with that value. Takes `got`. */
static void assert_has(json_t *got, const char *want) {
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

static char *state_of(struct house *house, gint64 id) {
  struct store_message *message = store_outbox_message(house->world.store, id, NULL);
  char *state = g_strdup(message->state);
  store_outbox_message_free(message);
  return state;
}

static void assert_state(struct house *house, gint64 id, const char *want) {
  g_autofree char *state = state_of(house, id);
  g_assert_cmpstr(state, ==, want);
}

static struct progress progress_of(struct house *house) {
  g_autoptr(CasesFile) file = cases_load(house->world.cases, house->enrolment, G_MAXINT64, NULL);
  return file->progress;
}

/* -- one message -----------------------------------------------------------------------------------------------------
 */

/* `judge`: tasks to judge that it makes. `mail`, `sms`: the states of our messages afterwards. */
static const struct single {
  const char *name, *channel, *text; /* a file of tests/scheduler/inbound, or the bytes themselves */
  const char *want;
  guint judge;
  const char *mail, *sms;
} singles[] = {
    {"reply-by-reference", "email", "reply-help.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"2\",\"applied\":true,\"intent\":\"bel-mij\","
     "\"urgent\":false}",
     0, "sent", "sent"},
    {"reply-with-quoted-stop", "email", "reply-quoted-stop.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"intent\":\"heeft-werk\",\"text\":\"Ik heb werk bij de bakker\"}", 0,
     "sent", "sent"},
    {"reply-by-plus-tag", "email", "reply-plus.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"2\",\"applied\":true,\"intent\":null}", 1,
     "sent", "sent"},
    {"reply-of-counsellor", "email", "reply-counsellor.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"applied\":false,\"intent\":null}", 0, "sent", "sent"},
    {"reply-of-parent", "email", "reply-parent.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"intent\":null}", 1, "sent", "sent"},
    {"reply-of-nobody", "email", "reply-unknown.eml",
     "{\"kind\":\"reply\",\"matched\":false,\"leaver\":null,\"message\":null,\"applied\":false}", 0, "sent", "sent"},
    {"reply-urgent", "email", "reply-urgent.eml",
     "{\"kind\":\"reply\",\"matched\":true,\"applied\":true,\"intent\":\"spoed\",\"urgent\":true}", 2, "sent", "sent"},
    {"stop-by-mail", "email", "stop.eml",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true,\"scope\":\"all\",\"text\":\"STOP\"}", 0, "sent", "sent"},
    {"away-with-date", "email", "away.eml",
     "{\"kind\":\"auto_reply\",\"matched\":true,\"applied\":true,\"until\":\"2026-09-21\"}", 0, "sent", "sent"},
    {"away-without-date", "email", "away-undated.eml",
     "{\"kind\":\"auto_reply\",\"matched\":true,\"applied\":false,\"until\":null}", 0, "sent", "sent"},
    {"bounce-5.1.1", "email", "bounce-5.1.1.eml",
     "{\"kind\":\"bounce\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"2\",\"applied\":true,"
     "\"recipients\":[{\"address\":\"noor@home.example\",\"permanent\":true,\"status\":\"5.1.1\",\"cause\":\"address\"}"
     "]}",
     0, "failed", "sent"},
    {"bounce-5.2.2", "email", "bounce-5.2.2.eml", "{\"kind\":\"bounce\",\"matched\":true,\"applied\":true}", 1,
     "failed", "sent"},
    {"bounce-4.4.1", "email", "bounce-4.4.1.eml", "{\"kind\":\"bounce\",\"matched\":true,\"applied\":true}", 1,
     "failed", "sent"},
    {"bounce-5.7.1", "email", "bounce-5.7.1.eml", "{\"kind\":\"bounce\",\"matched\":true,\"applied\":true}", 1,
     "failed", "sent"},
    {"bounce-of-copy", "email", "bounce-copy.eml", "{\"kind\":\"bounce\",\"matched\":true,\"applied\":false}", 0,
     "sent", "sent"},
    {"bounce-without-key", "email", "bounce-no-key.eml",
     "{\"kind\":\"bounce\",\"matched\":true,\"leaver\":\"L1\",\"message\":null}", 1, "sent", "sent"},
    {"delay", "email", "delay-4.4.1.eml", "{\"kind\":\"delay\",\"matched\":true,\"applied\":false}", 0, "sent", "sent"},
    {"calendar-accepted", "email", "calendar-accepted.eml",
     "{\"kind\":\"calendar_reply\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"3\",\"applied\":true,\"partstat\":"
     "\"ACCEPTED\",\"sequence\":1,"
     "\"attendee\":\"noor@home.example\"}",
     0, "sent", "sent"},
    {"calendar-declined", "email", "calendar-declined.eml",
     "{\"kind\":\"calendar_reply\",\"matched\":true,\"applied\":true,\"partstat\":\"DECLINED\",\"comment\":\"Dan moet "
     "ik werken\"}",
     1, "sent", "sent"},
    {"calendar-stale", "email", "calendar-stale.eml",
     "{\"kind\":\"calendar_reply\",\"matched\":true,\"applied\":false,\"sequence\":0}", 0, "sent", "sent"},
    {"calendar-forged", "email", "calendar-forged.eml",
     "{\"kind\":\"calendar_reply\",\"matched\":true,\"applied\":false}", 0, "sent", "sent"},
    {"calendar-alias", "email", "calendar-alias.eml",
     "{\"kind\":\"calendar_reply\",\"matched\":true,\"leaver\":\"L1\"}", 1, "sent", "sent"},
    {"calendar-counter", "email", "calendar-counter.eml",
     "{\"kind\":\"calendar_question\",\"matched\":true,\"leaver\":\"L1\"}", 1, "sent", "sent"},
    {"newsletter", "email", "newsletter.eml", "{\"kind\":\"other\",\"matched\":false,\"applied\":false}", 0, "sent",
     "sent"},
    {"sms-json", "sms", "{\"from\":\"+31612345678\",\"to\":\"+3197010000000\",\"text\":\"bel me\"}",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"1\",\"applied\":true,\"intent\":\"bel-mij\","
     "\"text\":\"bel me\"}",
     0, "sent", "sent"},
    {"sms-kannel", "sms", "from=31612345678&to=3197010000000&text=ik+zoek+werk%2C+caf%C3%A9&charset=UTF-8&coding=0",
     "{\"kind\":\"reply\",\"matched\":true,\"intent\":\"zoekt-werk\",\"text\":\"ik zoek werk, caf\u00e9\"}", 0, "sent",
     "sent"},
    {"sms-choice", "sms", "from=%2B31612345678&text=2",
     "{\"kind\":\"reply\",\"matched\":true,\"intent\":\"volgt-onderwijs\"}", 0, "sent", "sent"},
    {"sms-unclear", "sms", "from=31612345678&text=kwak",
     "{\"kind\":\"reply\",\"matched\":true,\"applied\":true,\"intent\":null}", 1, "sent", "sent"},
    {"sms-stop", "sms", "from=31612345678&text=Stop.",
     "{\"kind\":\"opt_out\",\"matched\":true,\"leaver\":\"L1\",\"applied\":true,\"scope\":\"all\"}", 0, "sent", "sent"},
    {"sms-stop-and-more", "sms", "from=31612345678&text=Ik+heb+al+werk.+Stop+met+sms",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true,\"scope\":\"channel\"}", 1, "sent", "sent"},
    {"sms-stop-sms", "sms", "from=31612345678&text=stop+sms",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true,\"scope\":\"channel\"}", 0, "sent", "sent"},
    {"sms-stop-all", "sms", "from=31612345678&text=stop+alles",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true,\"scope\":\"all\"}", 0, "sent", "sent"},
    {"sms-parent", "sms", "from=31687654321&text=STOP", "{\"kind\":\"opt_out\",\"matched\":true}", 1, "sent", "sent"},
    {"sms-unknown", "sms", "from=31600000000&text=bel+me",
     "{\"kind\":\"reply\",\"matched\":false,\"leaver\":null,\"applied\":false}", 0, "sent", "sent"},
    {"sms-word-sender", "sms", "from=Winkel&text=korting", "{\"kind\":\"reply\",\"matched\":false,\"applied\":false}",
     0, "sent", "sent"},
    {"sms-broken-alphabet", "sms", "from=31612345678&text=%ff%fe&charset=UTF-8",
     "{\"kind\":\"unreadable\",\"matched\":true}", 1, "sent", "sent"},
    {"sms-with-nul", "sms", "from=31612345678&text=a%00b", "{\"kind\":\"unreadable\",\"matched\":true}", 1, "sent",
     "sent"},
    {"sms-empty", "sms", "", "{\"kind\":\"unreadable\",\"matched\":false,\"applied\":false}", 0, "sent", "sent"},
    {"sms-half-json", "sms", "{\"from\":\"+316", "{\"kind\":\"unreadable\",\"matched\":false,\"applied\":false}", 0,
     "sent", "sent"},
    {"receipt-delivered", "receipt", "id=@SMS@&status=1&smscid=7&reply=&to=%2B31612345678",
     "{\"kind\":\"receipt\",\"matched\":true,\"leaver\":\"L1\",\"message\":\"1\",\"applied\":true,\"state\":"
     "\"delivered\",\"part\":null}",
     0, "sent", "delivered"},
    {"receipt-failed", "receipt", "id=@SMS@&status=2&reply=NACK%2F",
     "{\"kind\":\"receipt\",\"applied\":true,\"state\":\"failed\"}", 1, "sent", "failed"},
    {"receipt-refused", "receipt", "id=@SMS@&status=16&reply=NACK%2F11",
     "{\"kind\":\"receipt\",\"applied\":true,\"state\":\"failed\"}", 1, "sent", "failed"},
    {"receipt-buffered", "receipt", "id=@SMS@&status=4&part=2",
     "{\"kind\":\"receipt\",\"matched\":true,\"applied\":false,\"state\":\"sent\",\"part\":\"2\"}", 0, "sent", "sent"},
    {"receipt-of-nothing", "receipt", "id=abc&status=1",
     "{\"kind\":\"receipt\",\"matched\":false,\"message\":null,\"applied\":false}", 0, "sent", "sent"},
    {"receipt-without-status", "receipt", "id=@SMS@", "{\"kind\":\"unreadable\",\"applied\":false}", 0, "sent", "sent"},
    {"receipt-by-word", "kannel", "id=@SMS@&status=delivered", "{\"kind\":\"receipt\",\"state\":\"delivered\"}", 0,
     "sent", "delivered"},
    {"receipt-of-unknown-reference", "kannel", "reference=abc&status=1",
     "{\"kind\":\"receipt\",\"matched\":false,\"applied\":false}", 0, "sent", "sent"},
    {"channel-that-hears", "kannel", "from=31612345678&text=STOP",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true}", 0, "sent", "sent"},
    {"missed-call", "sms", "event=missed_call&from=31612345678&at=2026-09-01T11:59",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"applied\":true,\"intent\":\"bel-mij\",\"urgent\":false,"
     "\"missed_call\":true}",
     0, "sent", "sent"},
    {"missed-call-of-parent", "sms", "event=missed_call&from=31687654321",
     "{\"kind\":\"reply\",\"matched\":true,\"leaver\":\"L1\",\"intent\":\"bel-mij\"}", 1, "sent", "sent"},
    {"missed-call-of-nobody", "sms", "event=missed_call&from=31600000000",
     "{\"kind\":\"reply\",\"matched\":false,\"applied\":false}", 0, "sent", "sent"},
    {"missed-call-without-number", "sms", "event=missed_call", "{\"kind\":\"unreadable\",\"applied\":false}", 0, "sent",
     "sent"},
    {"channel-unknown", "pigeon", "coo", "{\"kind\":\"other\",\"matched\":false,\"applied\":false}", 0, "sent", "sent"},
};

static char *bytes_of(const struct single *single) {
  if (!g_str_has_suffix(single->text, ".eml")) return g_strdup(single->text);
  g_autofree char *path = g_build_filename("tests/scheduler/inbound", single->text, NULL);
  return world_read(path);
}

static void test_single(gconstpointer data) {
  const struct single *single = data;
  struct house house;
  house_open(&house);
  if (g_str_has_prefix(single->name, "calendar")) invite(&house);
  g_autofree char *text = bytes_of(single);
  guint before = world_count_tasks(&house.world, house.enrolment, "judge", NULL);
  json_t *first = ask(&house, single->channel, text);
  guint tasks = world_count_tasks(&house.world, house.enrolment, NULL, NULL);
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "judge", NULL) - before, ==, single->judge);
  json_t *again = ask(&house, single->channel, text);
  g_assert_true(json_equal(first, again));
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, NULL, NULL), ==, tasks);
  json_decref(again);
  g_assert_true(*json_string_value(json_object_get(first, "reason")));
  assert_has(first, single->want);
  assert_state(&house, house.mail, single->mail);
  assert_state(&house, house.sms, single->sms);
  house_close(&house);
}

/* -- what changed ----------------------------------------------------------------------------------------------------
 */

static void test_stop_stops(void) {
  struct house house;
  house_open(&house);
  json_decref(ask(&house, "sms", "from=31612345678&text=stop+sms"));
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_SMS);
  g_autofree char *mark = store_addresses_mark_of(house.world.store, house.person, "sms", "+31612345678");
  g_assert_cmpstr(mark, ==, "stopped");
  json_decref(ask(&house, "sms", "from=31612345678&text=stop+alles"));
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
  house_close(&house);
}

/* In words that only the policy's patterns know it reaches as far, and beside words of danger people are told as well.
 */
static void test_stop_reaches(void) {
  struct house house;
  house_open(&house);
  json_decref(ask(&house, "sms", "from=31612345678&text=ik+hoef+geen+berichten+meer+van+school"));
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
  house_close(&house);
  house_open(&house);
  json_decref(ask(&house, "sms", "from=31612345678&text=ik+hoef+geen+sms+meer+van+school"));
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_SMS);
  house_close(&house);
  house_open(&house);
  assert_has(ask(&house, "sms", "from=31612345678&text=Stop.+Ik+wil+dood"),
             "{\"kind\":\"opt_out\",\"applied\":true,\"urgent\":true}");
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
  house_close(&house);
}

/* Two mail servers on the way may both report; the second report tells nothing new, and keeps nobody from being heard.
 */
static void test_bounce_again(void) {
  struct house house;
  house_open(&house);
  g_autofree char *bounce = world_read("tests/scheduler/inbound/bounce-5.1.1.eml");
  g_autofree char *other = g_strconcat("X-Other: yes\r\nMessage-ID: <second@mx.example>\r\n", bounce, NULL);
  json_decref(ask(&house, "email", bounce));
  assert_has(ask(&house, "email", other), "{\"kind\":\"bounce\",\"matched\":true,\"applied\":false}");
  guint read = 0;
  g_assert_true(intake_pending(house.intake, house.now, &read, NULL));
  g_assert_cmpuint(read, ==, 0);
  assert_state(&house, house.mail, "failed");
  house_close(&house);
}

/* A mail server's word that it arrived is known of the address, as a gateway's is. */
static void test_receipt_by_mail(void) {
  struct house house;
  house_open(&house);
  json_decref(ask(&house, "email",
                  "From: MAILER-DAEMON@mx.example\r\nTo: bounce+@MAIL@@waakvlam.example\r\nSubject: Delivered\r\n"
                  "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                  "--b\r\nContent-Type: text/plain\r\n\r\nYour message was delivered.\r\n--b\r\n"
                  "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                  "Final-Recipient: rfc822; noor@home.example\r\nAction: delivered\r\nStatus: 2.1.5\r\n\r\n--b--\r\n"));
  assert_state(&house, house.mail, "delivered");
  g_autofree char *mark = store_addresses_mark_of(house.world.store, house.person, "email", "noor@home.example");
  g_assert_cmpstr(mark, ==, "delivered");
  house_close(&house);
}

/* Words from a shared number are nobody's; they go with the last who has it, and not before. */
static void test_erase_shared(void) {
  struct house house;
  house_open(&house);
  gint64 sam = person_of(&house, world_person(&house.world, "1002", "mobiel=+31612345678\n"));
  own(&house, sam, "+31612345678");
  json_decref(ask(&house, "sms", "from=31612345678&text=heb+werk"));
  for (guint left = 1; left < 2; left--) {
    g_autoptr(GPtrArray) list = NULL;
    g_assert_true(store_begin(house.world.store, NULL));
    g_assert_true(store_people_erase(house.world.store, left ? sam : house.person, NULL));
    g_assert_true(store_commit(house.world.store, NULL));
    list = store_inbound_nobodys(house.world.store, NULL);
    g_assert_cmpuint(list->len, ==, left);
  }
  house_close(&house);
}

/* From an address that nobody here has, it waits for a person who says whose it is, and then it is honoured. */
static void test_stop_of_nobody(void) {
  struct house house;
  g_autoptr(GError) error = NULL;
  house_open(&house);
  json_decref(ask(&house, "sms", "from=31600000009&text=STOP"));
  g_assert_cmpuint(progress_of(&house).stops, ==, 0);
  g_autoptr(GPtrArray) list = store_inbound_nobodys(house.world.store, NULL);
  g_assert_cmpuint(list->len, ==, 1);
  struct flow_act act = {house.now, "staff:1"};
  g_autofree char *answer =
      intake_assign(house.intake, &act, ((struct store_inbound *)list->pdata[0])->id, house.person, &error);
  g_assert_no_error(error);
  g_assert_nonnull(answer);
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
  house_close(&house);
}

/* A task for today, at once and once: who rings three times is called back once; after that is done, again. */
static void test_missed_calls(void) {
  struct house house;
  house_open(&house);
  guint before = world_count_tasks(&house.world, house.enrolment, "call", NULL);
  json_decref(ask(&house, "sms", "event=missed_call&from=31612345678&at=1"));
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "call", NULL), ==, before + 1);
  assert_has(ask(&house, "sms", "event=missed_call&from=31612345678&at=2"),
             "{\"applied\":true,\"intent\":\"bel-mij\"}");
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "call", NULL), ==, before + 1);
  g_assert_cmpuint(progress_of(&house).stops, ==, 0);
  house_close(&house);
}

/* Some providers give back their own name of a message only, and may be faster than their answer to our request. */
static void test_report_comes_early(void) {
  struct house house;
  guint read = 0;
  house_open(&house);
  assert_has(ask(&house, "kannel", "reference=prov-1&status=delivered"),
             "{\"kind\":\"receipt\",\"matched\":false,\"applied\":false}");
  assert_state(&house, house.sms, "sent");
  g_assert_true(intake_pending(house.intake, house.now + 60, &read, NULL));
  house.reference = "prov-1";
  gint64 late = sent(&house, "whatsapp", "+31612345678", "");
  g_assert_true(intake_pending(house.intake, house.now + 120, &read, NULL));
  g_assert_cmpuint(read, ==, 1);
  assert_state(&house, late, "delivered");
  g_assert_true(intake_pending(house.intake, house.now + 180, &read, NULL));
  g_assert_cmpuint(read, ==, 0);
  house_close(&house);
}

/* A long text is delivered when all its parts are; one that failed is the end of it. Reports in any order, doubled. */
static void test_parts(void) {
  static const struct {
    const char *parts[6]; /* "PART=STATUS" */
    const char *want;
  } cases[] = {
      {{"1=1", NULL}, "sent"},
      {{"1=1", "2=1", NULL}, "delivered"},
      {{"2=1", "1=1", NULL}, "delivered"},
      {{"1=8", "2=8", "2=1", "1=1", NULL}, "delivered"},
      {{"1=1", "1=1", NULL}, "sent"},
      {{"2=1", "2=8", "1=1", NULL}, "delivered"},
      {{"1=1", "2=2", NULL}, "failed"},
      {{"2=2", "1=1", "2=1", NULL}, "failed"},
      {{"1=1", "2=1", "1=2", NULL}, "delivered"},
      {{"1=1", "2=1", "3=2", NULL}, "delivered"},
  };
  g_autofree char *body = g_strnfill(200, 'a');
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct house house;
    house_open(&house);
    house.body = body;
    gint64 id = sent(&house, "whatsapp", "+31612345678", "");
    char key[FLOW_KEY_SIZE];
    key_of(&house, "whatsapp", key);
    for (guint k = 0; cases[i].parts[k]; k++) {
      g_auto(GStrv) pair = g_strsplit(cases[i].parts[k], "=", 2);
      g_autofree char *text = g_strdup_printf("id=%s&part=%s&status=%s&n=%u", key, pair[0], pair[1], k);
      json_decref(ask(&house, "receipt", text));
    }
    g_test_message("case %zu", i);
    assert_state(&house, id, cases[i].want);
    house_close(&house);
  }
}

/* One request may hold several messages: each has its own answer and end, and the same request again changes nothing.
 */
static void test_several_at_once(void) {
  static const char text[] = "{\"messages\":{\"msg\":[{\"reference\":\"@SMS@\",\"status\":{\"code\":2}},"
                             "{\"reference\":\"@MAIL@\",\"status\":{\"code\":3,\"errorDescription\":\"caf\u00e9\"}},"
                             "{\"reference\":\"nobody\",\"status\":{\"code\":2}}]}}";
  struct house house;
  guint read = 0;
  house_open(&house);
  json_t *first = ask(&house, "cm", text), *again = ask(&house, "cm", text);
  g_assert_true(json_equal(first, again));
  const json_t *more = json_object_get(first, "more");
  g_assert_cmpuint(json_array_size(more), ==, 2);
  g_assert_cmpstr(json_string_value(json_object_get(json_array_get(more, 0), "state")), ==, "failed");
  g_assert_true(json_is_true(json_object_get(json_array_get(more, 0), "matched")));
  g_assert_true(json_is_false(json_object_get(json_array_get(more, 1), "matched")));
  json_decref(again);
  assert_has(first, "{\"kind\":\"receipt\",\"matched\":true,\"state\":\"delivered\",\"message\":\"1\"}");
  assert_state(&house, house.sms, "delivered");
  assert_state(&house, house.mail, "failed");
  g_assert_true(intake_pending(house.intake, house.now, &read, NULL) && read == 0);
  g_assert_true(store_begin(house.world.store, NULL));
  g_assert_true(store_people_erase(house.world.store, house.person, NULL));
  g_assert_true(store_commit(house.world.store, NULL));
  /* what was theirs is gone; what was nobody's is what is left to answer */
  assert_has(ask(&house, "cm", text), "{\"kind\":\"receipt\",\"matched\":false,\"more\":[]}");
  house_close(&house);
}

/* After an hour a report that nobody knows is laid aside. */
static void test_report_of_nobody_ends(void) {
  struct house house;
  guint read = 0;
  house_open(&house);
  json_decref(ask(&house, "kannel", "reference=prov-2&status=delivered"));
  g_assert_true(intake_pending(house.intake, house.now + 3601, &read, NULL) && read == 1);
  g_assert_true(intake_pending(house.intake, house.now + 3700, &read, NULL) && read == 0);
  house_close(&house);
}

/* S18, and field experience: an automatic answer is no reaction, an accepted invitation is one and no use of the offer.
 */
static void test_reactions(void) {
  static const struct {
    const char *file;
    gboolean reaction;
  } rows[] = {
      {"away.eml", FALSE},
      {"bounce-5.2.2.eml", FALSE},
      {"calendar-stale.eml", FALSE},
      {"calendar-forged.eml", FALSE},
      {"reply-counsellor.eml", FALSE},
      {"reply-parent.eml", FALSE},
      {"calendar-accepted.eml", TRUE},
      {"calendar-declined.eml", TRUE},
      {"reply-help.eml", TRUE},
      {"reply-plus.eml", TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    if (g_str_has_prefix(rows[i].file, "calendar")) invite(&house);
    g_autofree char *path = g_build_filename("tests/scheduler/inbound", rows[i].file, NULL);
    g_autofree char *text = world_read(path);
    json_decref(ask(&house, "email", text));
    struct progress progress = progress_of(&house);
    g_test_message("%s", rows[i].file);
    g_assert_cmpint(progress.last_reaction != DATE_NONE, ==, rows[i].reaction);
    g_assert_cmpint(progress.offer_used[1], ==, DATE_NONE);
    house_close(&house);
  }
}

/* -- calendars -------------------------------------------------------------------------------------------------------
 */

struct answer { /* fields that are NULL or 0 are the usual ones */
  const char *method, *from, *headers, *attendee, *partstat, *stamp, *more, *text;
  int sequence;
};

static const char * or (const char *text, const char *usual) {
  return text ? text : usual;
}

static json_t *answer(struct house *house, struct answer a) {
  g_autofree char *uid = uid_of(house);
  g_autofree char *mail = g_strdup_printf(
      "From: %s\r\nTo: school@waakvlam.example\r\nSubject: Re: Gesprek\r\n%sMessage-ID: <%s@x>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n--b\r\n"
      "Content-Type: text/calendar; method=%s\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:%s\r\nBEGIN:VEVENT\r\n"
      "UID:%s\r\nDTSTAMP:%s\r\nSEQUENCE:%d\r\n%sATTENDEE;PARTSTAT=%s:mailto:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      "--b--\r\n",
      or (a.from, "noor@home.example"), or (a.headers, ""), or (a.stamp, "x"), or (a.text, ""), or (a.method, "REPLY"),
      or (a.method, "REPLY"), uid, or (a.stamp, "20260901T090000Z"), a.sequence ? a.sequence : 1, or (a.more, ""),
      or (a.partstat, "ACCEPTED"), or (a.attendee, "noor@home.example"));
  return ask_bytes(house, "email", mail, strlen(mail));
}

static void assert_answered(struct house *house, const char *partstat) {
  g_autoptr(StoreAppointment) one = appointment_of(house);
  g_assert_cmpstr(one->partstat, ==, partstat);
}

static guint judged(struct house *house) {
  return world_count_tasks(&house->world, house->enrolment, "judge", NULL);
}

/* The newest answer counts, whatever comes last; a clock that is ahead shuts nothing out. */
static void test_invite_order(void) {
  struct house house;
  house_open(&house);
  invite(&house);
  assert_has(answer(&house, (struct answer){.stamp = "20260901T093000Z"}), "{\"applied\":true}");
  assert_answered(&house, "ACCEPTED");
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "check", "open"), ==, 1);
  assert_has(answer(&house, (struct answer){.stamp = "20260901T092959Z", .partstat = "DECLINED"}),
             "{\"applied\":false,\"partstat\":\"DECLINED\",\"kind\":\"calendar_reply\"}");
  assert_answered(&house, "ACCEPTED");
  assert_has(answer(&house, (struct answer){.stamp = "20991231T000000Z", .partstat = "DECLINED"}),
             "{\"applied\":true}");
  assert_answered(&house, "DECLINED");
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "check", "open"), ==, 0);
  house.now += 3600;
  assert_has(answer(&house, (struct answer){.stamp = "20260901T105900Z"}), "{\"applied\":true}");
  assert_answered(&house, "ACCEPTED");
  house_close(&house);
}

/* After a move only what is said of the new time counts; after a cancellation nothing. */
static void test_invite_moved(void) {
  struct house house;
  g_autoptr(GError) error = NULL;
  house_open(&house);
  invite(&house);
  json_decref(answer(&house, (struct answer){.stamp = "20260901T091000Z"}));
  struct flow_act act = {house.now, "staff:1"};
  gboolean told = FALSE;
  flow_appointment_move(house.world.flow, &act, 1, house.now + 3 * 86400, &told, &error);
  g_assert_no_error(error);
  assert_answered(&house, "NEEDS-ACTION");
  assert_has(answer(&house, (struct answer){.stamp = "20260901T094000Z"}), "{\"applied\":false,\"matched\":true}");
  assert_answered(&house, "NEEDS-ACTION");
  assert_has(answer(&house, (struct answer){.stamp = "20260901T090100Z", .sequence = 2}), "{\"applied\":true}");
  assert_answered(&house, "ACCEPTED");
  flow_appointment_cancel(house.world.flow, &act, 1, "", &told, &error);
  g_assert_no_error(error);
  assert_has(answer(&house, (struct answer){.stamp = "20260901T094500Z", .sequence = 3, .partstat = "DECLINED"}),
             "{\"applied\":false}");
  assert_answered(&house, "ACCEPTED");
  house_close(&house);
}

/* What is forged changes nothing; what only a person can tell is put to one. */
static void test_invite_forged(void) {
  static const struct {
    struct answer answer;
    gboolean applied, taken;
  } rows[] = {
      {{.attendee = "x@y.example", .from = "Noor <noor@home.example>"}, FALSE, FALSE},
      {{.attendee = "x@y.example", .from = "x@y.example"}, TRUE, FALSE},
      {{.attendee = "x@y.example", .from = "z@y.example"}, FALSE, FALSE},
      {{.from = "x@y.example"}, TRUE, FALSE},
      {{.from = "ouder@home.example"}, TRUE, FALSE},
      {{.from = "sanne@school.example"}, TRUE, FALSE},
      {{.sequence = 7}, TRUE, FALSE},
      {{.from = "noreply@cal.example", .headers = "Reply-To: noor@home.example\r\n"}, TRUE, TRUE},
      {{.from = "NOOR@home.example", .attendee = "Noor@Home.Example"}, TRUE, TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    g_test_message("row %u", i);
    house_open(&house);
    invite(&house);
    assert_has(answer(&house, rows[i].answer), rows[i].applied ? "{\"applied\":true}" : "{\"applied\":false}");
    assert_answered(&house, rows[i].taken ? "ACCEPTED" : "NEEDS-ACTION");
    g_assert_cmpint(progress_of(&house).last_reaction != DATE_NONE, ==, rows[i].taken);
    g_assert_cmpuint(judged(&house), ==, rows[i].applied && !rows[i].taken ? 1 : 0);
    house_close(&house);
  }
}

static char *why_of(struct house *house, const char *kind) {
  struct store_task *task = world_open_task(&house->world, house->enrolment, kind);
  g_assert_nonnull(task);
  char *why = g_strdup(task->why);
  store_tasks_free(task);
  return why;
}

/* Another time is an answer, and for a person to accept; the appointment stays where it is until then. */
static void test_invite_counter(void) {
  struct house house;
  house_open(&house);
  invite(&house);
  assert_has(answer(&house, (struct answer){.method = "COUNTER",
                                            .partstat = "TENTATIVE",
                                            .more = "DTSTART:20260911T130000Z\r\nDURATION:PT30M\r\n"}),
             "{\"kind\":\"calendar_question\",\"applied\":true,\"method\":\"COUNTER\",\"proposed\":{\"start\":"
             "\"2026-09-11T15:00:00+02:00\",\"end\":\"2026-09-11T15:30:00+02:00\"}}");
  g_autofree char *why = why_of(&house, "judge");
  g_assert_nonnull(strstr(why, "vrijdag 11 september om 15.00 uur tot 15.30 uur"));
  assert_answered(&house, "NEEDS-ACTION");
  g_assert_cmpint(progress_of(&house).last_reaction, !=, DATE_NONE);
  house_close(&house);
}

static void test_invite_refresh(void) {
  struct house house;
  house_open(&house);
  invite(&house);
  assert_has(answer(&house, (struct answer){.method = "REFRESH", .partstat = "NEEDS-ACTION"}),
             "{\"kind\":\"calendar_question\",\"applied\":true}");
  g_assert_cmpuint(judged(&house), ==, 1);
  g_assert_cmpint(progress_of(&house).last_reaction, ==, DATE_NONE);
  house_close(&house);
}

/* Every stop is honoured, in the words of the answer or beside it. */
static void test_invite_stop(void) {
  const struct answer rows[] = {{.partstat = "DECLINED", .more = "COMMENT:STOP\r\n"}, {.text = "STOP"}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    invite(&house);
    assert_has(answer(&house, rows[i]), "{\"kind\":\"calendar_reply\",\"applied\":true,\"scope\":\"all\"}");
    g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
    house_close(&house);
  }
}

/* An invitation of their own is no answer, however it is worded; a person reads it. */
static void test_invite_theirs(void) {
  struct house house;
  house_open(&house);
  invite(&house);
  assert_has(answer(&house, (struct answer){.method = "REQUEST", .text = "bel me"}),
             "{\"kind\":\"other\",\"applied\":true,\"matched\":true}");
  g_assert_cmpuint(judged(&house), ==, 1);
  g_assert_cmpint(progress_of(&house).last_reaction, ==, DATE_NONE);
  assert_has(answer(&house, (struct answer){.method = "REQUEST", .from = "x@y.example"}),
             "{\"kind\":\"other\",\"applied\":false}");
  house_close(&house);
}

static void test_away(void) {
  struct house house;
  house_open(&house);
  g_autofree char *text = world_read("tests/scheduler/inbound/away.eml");
  json_decref(ask(&house, "email", text));
  g_assert_cmpint(progress_of(&house).later_until, ==, date_from_civil(2026, 9, 21));
  house_close(&house);
}

/* Only a cause that lies in the address marks it. */
static void test_marks(void) {
  static const char *const rows[][2] = {
      {"bounce-5.1.1.eml", "bounced"}, {"bounce-5.2.2.eml", ""},  {"bounce-4.4.1.eml", ""}, {"bounce-5.7.1.eml", ""},
      {"bounce-copy.eml", ""},         {"bounce-no-key.eml", ""}, {"delay-4.4.1.eml", ""}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    g_autofree char *path = g_build_filename("tests/scheduler/inbound", rows[i][0], NULL);
    g_autofree char *text = world_read(path);
    json_decref(ask(&house, "email", text));
    g_autofree char *mark = store_addresses_mark_of(house.world.store, house.person, "email", "noor@home.example");
    g_test_message("%s", rows[i][0]);
    g_assert_cmpstr(mark, ==, rows[i][1]);
    house_close(&house);
  }
}

/* Late, doubled, out of order: what is final stays (architecture: verdicts). */
static void test_receipt_orders(void) {
  static const struct {
    const char *order, *want;
  } rows[] = {
      {"8 1", "delivered"},   {"1 8", "delivered"},    {"1 2", "delivered"}, {"2 1", "failed"},
      {"4 8 1", "delivered"}, {"1 1 16", "delivered"}, {"8 4", "sent"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    g_auto(GStrv) codes = g_strsplit(rows[i].order, " ", -1);
    for (guint k = 0; codes[k]; k++) {
      g_autofree char *text = g_strdup_printf("id=@SMS@&status=%s&n=%u", codes[k], k);
      json_decref(ask(&house, "receipt", text));
    }
    assert_state(&house, house.sms, rows[i].want);
    house_close(&house);
  }
}

/* -- a shared number -------------------------------------------------------------------------------------------------
 */

static gint64 second_person(struct house *house, const char *more) {
  gint64 enrolment = world_person(&house->world, "1002", more);
  own(house, person_of(house, enrolment), "+31612345678");
  return enrolment;
}

static void test_shared_reply(void) {
  struct house house;
  house_open(&house);
  gint64 other = second_person(&house, PRO);
  assert_has(ask(&house, "sms", "from=31612345678&text=bel+me"),
             "{\"kind\":\"reply\",\"matched\":false,\"leaver\":null,\"message\":null,\"intent\":null,\"candidates\":["
             "\"L1\",\"L2\"]}");
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "judge", "open"), ==, 1);
  g_assert_cmpuint(world_count_tasks(&house.world, other, "judge", "open"), ==, 1);
  g_assert_cmpint(progress_of(&house).last_reaction, ==, DATE_NONE);
  house_close(&house);
}

static void test_shared_stop(void) {
  struct house house;
  house_open(&house);
  gint64 other = second_person(&house, PRO);
  assert_has(ask(&house, "sms", "from=31612345678&text=STOP"),
             "{\"kind\":\"opt_out\",\"leaver\":null,\"applied\":true,\"scope\":\"channel\"}");
  g_autofree char *one = store_addresses_mark_of(house.world.store, house.person, "sms", "+31612345678");
  g_autofree char *two = store_addresses_mark_of(house.world.store, person_of(&house, other), "sms", "+31612345678");
  g_assert_cmpstr(one, ==, "stopped");
  g_assert_cmpstr(two, ==, "stopped");
  house_close(&house);
}

/* A brother's number that is only a contact's for the other: the other goes on getting messages on her own. */
static void test_shared_stop_contact(void) {
  struct house house;
  house_open(&house);
  gint64 other =
      second_person(&house, "uitstroomdatum=2026-07-10\nmobiel=+31611111111\ncontactpersoon_mobiel=+31612345678\n");
  json_decref(ask(&house, "sms", "from=31612345678&text=STOP"));
  g_autofree char *mark = store_addresses_mark_of(house.world.store, person_of(&house, other), "sms", "+31611111111");
  g_assert_cmpstr(mark, ==, "");
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_SMS);
  house_close(&house);
}

/* -- keeping ---------------------------------------------------------------------------------------------------------
 */

/* The same words on another day are said again; within hours they are a gateway that tries again. */
static void test_same_words(void) {
  struct house house;
  house_open(&house);
  json_decref(ask(&house, "sms", "from=31612345678&text=kwak"));
  house.now += 3600;
  json_decref(ask(&house, "sms", "from=31612345678&text=kwak"));
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "judge", NULL), ==, 1);
  house.now += 86400;
  json_decref(ask(&house, "sms", "from=31612345678&text=kwak"));
  json_decref(ask(&house, "sms", "from=31612345678&text=kwak"));
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "judge", NULL), ==, 2);
  json_decref(ask(&house, "sms", "from=31612345678&text=kwek&id=77"));
  house.now += 86400;
  json_decref(ask(&house, "sms", "from=31612345678&text=kwek&id=77"));
  g_assert_cmpuint(world_count_tasks(&house.world, house.enrolment, "judge", NULL), ==, 3);
  house_close(&house);
}

static void test_pending(void) {
  struct house house;
  g_autoptr(GError) error = NULL;
  house_open(&house);
  gint64 id = 0;
  gboolean is_new = FALSE;
  guint read = 0;
  g_autoptr(GBytes) raw = g_bytes_new_static("from=31612345678&text=STOP", 26);
  g_assert_true(store_begin(house.world.store, NULL));
  g_assert_true(store_inbound_keep(house.world.store, "sms", raw, house.now, &id, &is_new, NULL));
  g_assert_true(store_commit(house.world.store, NULL));
  g_assert_true(intake_pending(house.intake, house.now, &read, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(read, ==, 1);
  g_assert_cmpuint(progress_of(&house).stops, ==, PROGRESS_STOP_ALL);
  g_assert_true(intake_pending(house.intake, house.now, &read, &error));
  g_assert_cmpuint(read, ==, 0);
  house_close(&house);
}

/* Whatever the bytes: kept as they were, and answered. */
static void test_any_bytes(void) {
  static const char *const channels[] = {"email", "sms", "receipt"};
  enum { BIG = 10 << 20 };
  struct house house;
  house_open(&house);
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);
  g_autofree guint8 *big = g_malloc(BIG);
  for (guint size = 0, i = 0; i < 60; i++, size = i * 37) {
    for (guint k = 0; k < size; k++) big[k] = (guint8)g_rand_int(rand);
    for (guint c = 0; c < G_N_ELEMENTS(channels); c++) json_decref(ask_bytes(&house, channels[c], big, size));
  }
  memset(big, 'a', BIG);
  memcpy(big, "from=31612345678&text=", 22);
  assert_has(ask_bytes(&house, "sms", big, BIG), "{\"kind\":\"unreadable\"}");
  json_decref(ask_bytes(&house, "email", big, BIG));
  g_autoptr(GArray) left = store_inbound_new(house.world.store, NULL);
  g_assert_cmpuint(left->len, ==, 0);
  house_close(&house);
}

static void test_raw_is_kept(void) {
  struct house house;
  house_open(&house);
  json_decref(ask_bytes(&house, "sms", "from=31612345678&text=ja\0nee", 28));
  struct store_inbound *kept = store_inbound_get(house.world.store, 1, NULL);
  g_assert_cmpuint(g_bytes_get_size(kept->raw), ==, 28);
  g_assert_cmpstr(kept->state, ==, "done");
  store_inbound_free(kept);
  house_close(&house);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(singles); i++) {
    g_autofree char *path = g_strconcat("/intake/one/", singles[i].name, NULL);
    g_test_add_data_func(path, &singles[i], test_single);
  }
  g_test_add_func("/intake/bounce/again", test_bounce_again);
  g_test_add_func("/intake/receipt/by_mail", test_receipt_by_mail);
  g_test_add_func("/intake/erase/shared", test_erase_shared);
  g_test_add_func("/intake/stop/nobodys", test_stop_of_nobody);
  g_test_add_func("/intake/stop", test_stop_stops);
  g_test_add_func("/intake/stop/reaches", test_stop_reaches);
  g_test_add_func("/intake/missed-calls", test_missed_calls);
  g_test_add_func("/intake/parts", test_parts);
  g_test_add_func("/intake/several", test_several_at_once);
  g_test_add_func("/intake/early/found", test_report_comes_early);
  g_test_add_func("/intake/early/never", test_report_of_nobody_ends);
  g_test_add_func("/intake/reactions", test_reactions);
  g_test_add_func("/intake/away", test_away);
  g_test_add_func("/intake/marks", test_marks);
  g_test_add_func("/intake/receipt-orders", test_receipt_orders);
  g_test_add_func("/intake/shared/reply", test_shared_reply);
  g_test_add_func("/intake/shared/stop", test_shared_stop);
  g_test_add_func("/intake/shared/contact", test_shared_stop_contact);
  g_test_add_func("/intake/same-words", test_same_words);
  g_test_add_func("/intake/pending", test_pending);
  g_test_add_func("/intake/any-bytes", test_any_bytes);
  g_test_add_func("/intake/raw", test_raw_is_kept);
  g_test_add_func("/intake/invite/order", test_invite_order);
  g_test_add_func("/intake/invite/moved", test_invite_moved);
  g_test_add_func("/intake/invite/forged", test_invite_forged);
  g_test_add_func("/intake/invite/counter", test_invite_counter);
  g_test_add_func("/intake/invite/refresh", test_invite_refresh);
  g_test_add_func("/intake/invite/stop", test_invite_stop);
  g_test_add_func("/intake/invite/theirs", test_invite_theirs);
  return g_test_run();
}
