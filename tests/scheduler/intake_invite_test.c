/* Answers to an invitation: which one counts, who may give it, and what a person is asked. */
#include "tests/scheduler/intake_house.h"

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

/* An answer of an older invitation changes nothing; the words beside it are read by a person, if she wrote them. */
static void test_invite_words(void) {
  static const struct {
    struct answer answer;
    guint judged;
  } rows[] = {{{.partstat = "DECLINED", .more = "COMMENT:Ik ben ziek\r\n"}, 1},
              {{.partstat = "DECLINED"}, 0},
              {{.partstat = "DECLINED", .more = "COMMENT:Ik ben ziek\r\n", .from = "x@y.example"}, 0}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct house house;
    g_autoptr(GError) error = NULL;
    gboolean told = FALSE;
    house_open(&house);
    invite(&house);
    struct flow_act act = {house.now, "staff:1"};
    flow_appointment_move(house.world.flow, &act, 1, house.now + 3 * 86400, &told, &error);
    g_assert_no_error(error);
    json_decref(answer(&house, rows[i].answer));
    g_test_message("row %u", i);
    assert_answered(&house, "NEEDS-ACTION");
    g_assert_cmpuint(judged(&house), ==, rows[i].judged);
    house_close(&house);
  }
}

/* What is forged changes nothing; what only a person can tell is put to one. */
static void test_invite_forged(void) {
  static const struct {
    struct answer answer;
    gboolean applied, taken;
  } rows[] = {
      {{.attendee = "x@y.example", .from = "Noor <noor@home.example>"}, TRUE, FALSE},
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

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/intake/invite/order", test_invite_order);
  g_test_add_func("/intake/invite/moved", test_invite_moved);
  g_test_add_func("/intake/invite/words", test_invite_words);
  g_test_add_func("/intake/invite/forged", test_invite_forged);
  g_test_add_func("/intake/invite/counter", test_invite_counter);
  g_test_add_func("/intake/invite/refresh", test_invite_refresh);
  g_test_add_func("/intake/invite/stop", test_invite_stop);
  g_test_add_func("/intake/invite/theirs", test_invite_theirs);
  return g_test_run();
}
