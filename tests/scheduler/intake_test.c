/* What comes in, against a store with one young person who was written to: the answer of the contract, and what
 * changed. */
#include "scheduler/store/store_sql.h"
#include "tests/scheduler/intake_house.h"

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
    {"sms-broken-alphabet", "sms", "from=31612345678&text=%00a%00&charset=UTF-16BE",
     "{\"kind\":\"unreadable\",\"matched\":true}", 1, "sent", "sent"},
    {"sms-wrong-alphabet", "sms", "from=31612345678&text=caf%e9&charset=UTF-8",
     "{\"kind\":\"reply\",\"matched\":true,\"text\":\"caf\u00e9\"}", 1, "sent", "sent"},
    {"sms-with-nul", "sms", "from=31612345678&text=a%00b",
     "{\"kind\":\"reply\",\"matched\":true,\"text\":\"a\ufffdb\"}", 1, "sent", "sent"},
    {"sms-half-emoji", "sms", "{\"from\":\"+31612345678\",\"text\":\"bel me \\ud83d\"}",
     "{\"kind\":\"reply\",\"matched\":true,\"intent\":\"bel-mij\",\"text\":\"bel me \ufffd\"}", 0, "sent", "sent"},
    {"sms-stop-and-nul", "sms", "{\"from\":\"+31612345678\",\"text\":\"STOP\\u0000\"}",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true}", 0, "sent", "sent"},
    {"cm-half-emoji", "cm",
     "{\"from\":{\"number\":\"0031612345678\"},\"message\":{\"text\":\"stop\\udc4b\"},\"timeUtc\":\"2026-09-01T10:00:"
     "00\"}",
     "{\"kind\":\"opt_out\",\"matched\":true,\"applied\":true}", 0, "sent", "sent"},
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
    {"receipt-unknown-status", "receipt", "id=@SMS@&status=64",
     "{\"kind\":\"receipt\",\"matched\":true,\"applied\":false,\"state\":null}", 0, "sent", "sent"},
    {"receipt-unknown-word", "notify",
     "{\"id\":\"x\",\"reference\":\"@SMS@\",\"status\":\"lost-at-sea\",\"notification_type\":\"sms\"}",
     "{\"kind\":\"receipt\",\"matched\":true,\"applied\":false,\"state\":null}", 0, "sent", "sent"},
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

static void test_away(void) {
  struct house house;
  house_open(&house);
  g_autofree char *text = world_read("tests/scheduler/inbound/away.eml");
  json_decref(ask(&house, "email", text));
  g_assert_cmpint(progress_of(&house).later_until, ==, date_from_civil(2026, 9, 21));
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

/* A last word goes back by the way that STOP came, whatever the gateway is called. */
static void test_stop_is_confirmed(void) {
  static const struct {
    const char *channel, *text;
  } rows[] = {
      {"sms", "from=31612345678&text=STOP"},
      {"kannel", "from=31612345678&text=STOP"},
      {"notify", "{\"id\":\"x\",\"source_number\":\"31612345678\",\"message\":\"STOP\"}"},
      {"cm", "{\"from\":{\"number\":\"0031612345678\"},\"message\":{\"text\":\"STOP\"}}"},
      {"spryng", "ORIGINATOR=31612345678&BODY=STOP"},
      {"bird", "originator=31612345678&body=STOP"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    json_decref(ask(&house, rows[i].channel, rows[i].text));
    g_autoptr(GPtrArray) waiting = store_outbox_waiting(house.world.store, house.enrolment, NULL);
    g_test_message("%s", rows[i].channel);
    g_assert_cmpuint(waiting->len, ==, 1);
    const struct store_message *message = waiting->pdata[0];
    g_assert_cmpstr(message->act, ==, "stopped");
    g_assert_cmpstr(message->channel, ==, "sms");
    house_close(&house);
  }
}

static guint judged(struct house *house) {
  return world_count_tasks(&house->world, house->enrolment, "judge", NULL);
}

/* A provider that got no answer sends again, in other bytes; a gateway that numbers nothing must silence nobody. */
static void test_same_message(void) {
  static const struct {
    const char *text;
    int days; /* after the one before */
    guint judged;
  } rows[] = {
      {"from=31612345678&text=kwek&id=77&time=10:00", 0, 1},
      {"from=%2B31612345678&text=kwek&time=10:05&id=77&try=2", 0, 1},
      {"{\"id\":\"77\",\"from\":\"0612345678\",\"text\":\"kwek\"}", 2, 1},
      {"from=31612345678&text=kwak&id=77&time=10:00", 0, 2},
      {"from=31612345678&text=kwek&id=78&time=10:00", 0, 3},
      {"from=31612345678&text=kwek&id=77&time=11:00", 40, 4},
  };
  struct house house;
  house_open(&house);
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    house.now += rows[i].days * (gint64)86400;
    json_decref(ask(&house, "sms", rows[i].text));
    g_test_message("%s", rows[i].text);
    g_assert_cmpuint(judged(&house), ==, rows[i].judged);
  }
  house_close(&house);
}

#define WA(id, text)                                                                                                   \
  "{\"from\":\"31612345678\",\"id\":\"" id "\",\"timestamp\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"" text "\"}" \
  "}"
#define WA_POST(entry, messages)                                                                                       \
  "{\"entry\":[{\"id\":\"" entry "\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[" messages "]}}]}]" \
  "}"

/* The same among others, before or after it came alone. */
static void test_same_in_a_batch(void) {
  static const struct {
    const char *text;
    guint judged;
  } rows[] = {
      {WA_POST("1", WA("a", "kwek")), 1},
      {WA_POST("2", WA("a", "kwek") "," WA("b", "kwak")), 2},
      {WA_POST("3", WA("b", "kwak")), 2},
      {WA_POST("4", WA("b", "kwak") "," WA("a", "kwek")), 2},
      {WA_POST("4", WA("b", "kwak") "," WA("a", "kwek")), 2},
      {WA_POST("5", WA("c", "kwak") "," WA("c", "kwak")), 3},
  };
  struct house house;
  house_open(&house);
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    json_t *answer = ask(&house, "whatsapp", rows[i].text);
    assert_has(answer, "{\"kind\":\"reply\"}");
    g_test_message("row %u", i);
    g_assert_cmpuint(judged(&house), ==, rows[i].judged);
  }
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

struct faults {
  guint at, steps;
};

static int on_step(void *user) {
  struct faults *faults = user;
  return ++faults->steps == faults->at;
}

/* What came in, heard by a store that fails at that step and then no more; 0 = never. What it came to, as text. */
static char *heard_with_fault(const char *file, guint at, guint *steps) {
  struct faults faults = {at, 0};
  struct house house;
  guint read = 0;
  g_autoptr(GError) error = NULL;
  house_open(&house);
  invite(&house);
  g_autofree char *path = g_build_filename("tests/scheduler/inbound", file, NULL), *text = world_read(path);
  g_autofree char *all = filled(&house, text);
  g_autoptr(GBytes) raw = g_bytes_new(all, strlen(all));
  sqlite3_progress_handler(house.world.store->db, 20, on_step, &faults);
  g_free(intake_message(house.intake, "email", raw, house.now, NULL)); /* or NULL: refused, to be tried again */
  sqlite3_progress_handler(house.world.store->db, 0, NULL, NULL);
  g_assert_false(store_in_transaction(house.world.store));
  g_assert_true(intake_pending(house.intake, house.now, &read, &error));
  g_assert_no_error(error);
  g_autofree char *again = intake_message(house.intake, "email", raw, house.now, &error);
  g_assert_no_error(error);
  g_autofree char *mail = state_of(&house, house.mail);
  g_autoptr(StoreAppointment) one = appointment_of(&house);
  char *told = g_strdup_printf("%s\n%u tasks, stops %d, mail %s, %s", again,
                               world_count_tasks(&house.world, house.enrolment, NULL, NULL), progress_of(&house).stops,
                               mail, one->partstat);
  *steps = faults.steps;
  house_close(&house);
  return told;
}

/* Whichever statement fails: it is kept or refused, and once the store works it comes to the same. */
static void test_faults(void) {
  static const char *const files[] = {"reply-help.eml", "reply-urgent.eml", "stop.eml", "bounce-5.1.1.eml",
                                      "calendar-declined.eml"};
  enum { TRIES = 16 };
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    guint steps = 0, unused = 0;
    g_autofree char *want = heard_with_fault(files[i], 0, &steps);
    g_assert_cmpuint(steps, >, TRIES);
    for (guint at = 1; at <= steps; at += steps / TRIES + 1) {
      g_autofree char *got = heard_with_fault(files[i], at, &unused);
      g_test_message("%s, failed at step %u of %u", files[i], at, steps);
      g_assert_cmpstr(got, ==, want);
    }
  }
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
  g_test_add_func("/intake/missed-calls", test_missed_calls);
  g_test_add_func("/intake/reactions", test_reactions);
  g_test_add_func("/intake/away", test_away);
  g_test_add_func("/intake/same-words", test_same_words);
  g_test_add_func("/intake/same-message", test_same_message);
  g_test_add_func("/intake/same-in-a-batch", test_same_in_a_batch);
  g_test_add_func("/intake/stop-is-confirmed", test_stop_is_confirmed);
  g_test_add_func("/intake/pending", test_pending);
  g_test_add_func("/intake/any-bytes", test_any_bytes);
  g_test_add_func("/intake/raw", test_raw_is_kept);
  g_test_add_func("/intake/a-statement-fails", test_faults);
  return g_test_run();
}
