/* What mail servers and gateways say of a message: late, doubled, out of order, by part, several at once. */
#include "tests/scheduler/intake_house.h"

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

/* Late, doubled, out of order: what is final stays. */
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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/intake/bounce/again", test_bounce_again);
  g_test_add_func("/intake/receipt/by_mail", test_receipt_by_mail);
  g_test_add_func("/intake/parts", test_parts);
  g_test_add_func("/intake/several", test_several_at_once);
  g_test_add_func("/intake/early/found", test_report_comes_early);
  g_test_add_func("/intake/early/never", test_report_of_nobody_ends);
  g_test_add_func("/intake/marks", test_marks);
  g_test_add_func("/intake/receipt-orders", test_receipt_orders);
  return g_test_run();
}
