/* A stop reaches as far as it says, whoever it comes from; what comes from an address that several have is nobody's. */
#include "tests/scheduler/intake_house.h"

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

/* What is named is what stops, by whatever way it is said; "appen" is any text message. */
static void test_stop_names(void) {
  static const struct {
    const char *channel, *message;
    guint stops;
  } rows[] = {{"sms", "from=31612345678&text=stop+met+mailen", PROGRESS_STOP_EMAIL},
              {"sms", "from=31612345678&text=stop+met+appen", PROGRESS_STOP_SMS},
              {"sms", "from=31612345678&text=geen+mail+en+geen+sms+meer", PROGRESS_STOP_ALL},
              {"sms", "from=31612345678&text=geen+mail+meer,+sms+mag+wel", PROGRESS_STOP_EMAIL},
              {"email", "From: noor@home.example\nSubject: Re: Ik bel je\n\nStop met sms'en\n", PROGRESS_STOP_SMS}};
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    house_open(&house);
    g_test_message("%s", rows[i].message);
    assert_has(ask(&house, rows[i].channel, rows[i].message), "{\"kind\":\"opt_out\",\"applied\":true}");
    g_assert_cmpuint(progress_of(&house).stops, ==, rows[i].stops);
    house_close(&house);
  }
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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/intake/erase/shared", test_erase_shared);
  g_test_add_func("/intake/stop/nobodys", test_stop_of_nobody);
  g_test_add_func("/intake/stop", test_stop_stops);
  g_test_add_func("/intake/stop/names", test_stop_names);
  g_test_add_func("/intake/stop/reaches", test_stop_reaches);
  g_test_add_func("/intake/shared/reply", test_shared_reply);
  g_test_add_func("/intake/shared/stop", test_shared_stop);
  g_test_add_func("/intake/shared/contact", test_shared_stop_contact);
  return g_test_run();
}
