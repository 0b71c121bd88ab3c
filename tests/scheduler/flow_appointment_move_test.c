/* Appointments that move, are answered, come too late or never arrive; and those of before there was a table (RFC
 * 5546). */
#include <sqlite3.h>

#include "scheduler/store/migrations.h"
#include "tests/scheduler/appointment_base.h"

static void answer(struct base *base, const char *partstat, gint64 stamp) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, "2026-09-07", "person");
  g_assert_true(store_begin(base->world.store, &error));
  flow_appointment_answered(base->world.flow, &act, 1, partstat, stamp, &error);
  g_assert_no_error(error);
  g_assert_true(store_commit(base->world.store, &error));
}

static void test_move(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  open_with(&base, "sent");
  answer(&base, "ACCEPTED", 1000);
  g_assert_cmpuint(tasks_with(&base, "zei ja in de agenda"), ==, 1);
  struct flow_act act = base_act(&base, "2026-09-07", "staff:1");
  gboolean told = FALSE;
  gint64 to = world_at(&base.world, "2026-09-17T15:30+02:00");
  g_assert_true(flow_appointment_move(base.world.flow, &act, 1, to, &told, &error) && told);
  assert_mail(&base, "move-1", "request", 1);
  g_autoptr(StoreAppointment) one = appointment_of(&base);
  g_assert_cmpint(one->start, ==, to);
  g_assert_cmpint(one->end - one->start, ==, 1800);
  g_assert_cmpstr(one->partstat, ==, "NEEDS-ACTION"); /* what was said was about another time */
  g_assert_cmpint(one->answered_at, ==, 0);
  g_assert_cmpuint(tasks_with(&base, "zei ja in de agenda"), ==, 0);
  struct store_message *message = of_act(&base, "move-1");
  g_assert_nonnull(strstr(message->body, "donderdag 17 september om 15.30 uur"));
  store_outbox_message_free(message);
  tick(&base, "2026-09-07");
  assert_state(&base, "open");
  by_counsellor(&base);
  assert_mail(&base, "cancel", "cancel", 2);
  message = of_act(&base, "move-1"); /* it had not left: the first invitation had */
  g_assert_cmpstr(message->state, ==, "withdrawn");
  store_outbox_message_free(message);
  world_close(&base.world);
}

static void test_move_refused(void) {
  struct base base;
  open_with(&base, "sent");
  static const struct {
    const char *to;
    gint64 id;
  } bad[] = {{"2026-09-01T10:00+02:00", 1}, {"2026-09-17T10:00+02:00", 9}};
  struct flow_act act = base_act(&base, "2026-09-07", "staff:1");
  gboolean told = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    gint64 to = world_at(&base.world, bad[i].to);
    g_assert_false(flow_appointment_move(base.world.flow, &act, bad[i].id, to, &told, &error));
    g_assert_cmpint(error->domain, ==, (gint)FLOW_ERROR);
  }
  by_counsellor(&base);
  g_autoptr(GError) error = NULL;
  g_assert_false(flow_appointment_cancel(base.world.flow, &act, 1, "", &told, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_CALL);
  world_close(&base.world);
}

/* Held back until it would be of no use any more: another time is proposed, under the same UID. */
static void test_expired(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gboolean changed = FALSE;
  gint64 until = 0;
  g_autofree char *reason = NULL;
  open_with(&base, "queued");
  g_autoptr(StoreAppointment) one = appointment_of(&base);
  struct store_message *message = store_outbox_message(base.world.store, one->message, NULL);
  g_assert_cmpint(message->expires, <=, one->start - 86400);
  struct flow_act act = {one->start - 80000, "system"};
  g_assert_cmpint(flow_may_send(base.world.flow, act.now, message, &until, &reason), ==, FLOW_NEVER);
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(store_outbox_set(base.world.store, message->id, "withdrawn", reason, "", 0, act.now, &changed, &error));
  g_assert_true(flow_settled(base.world.flow, &act, message, "withdrawn", reason, &error));
  g_assert_true(store_commit(base.world.store, &error));
  world_tick(&base.world, act.now);
  g_autoptr(StoreAppointment) after = appointment_of(&base);
  g_assert_cmpstr(after->state, ==, "open");
  g_assert_cmpint(after->start, >, one->start);
  g_assert_cmpint(after->sequence, ==, 1);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* An invitation that came back, or that the veto kept, was never heard of: its appointment goes without a word. */
static void test_undelivered(void) {
  static const char *const states[] = {"bounced", "withdrawn"};
  for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
    struct base base;
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;
    open_with(&base, "sending");
    g_autoptr(StoreAppointment) one = appointment_of(&base);
    struct store_message *message = store_outbox_message(base.world.store, one->message, NULL);
    struct flow_act act = base_act(&base, "2026-09-07", "system");
    const char *stored = strcmp(states[i], "bounced") == 0 ? "failed" : states[i];
    g_assert_true(store_begin(base.world.store, &error));
    g_assert_true(store_outbox_set(base.world.store, message->id, stored, "5.1.1", "", 0, act.now, &changed, &error));
    flow_settled(base.world.flow, &act, message, states[i], "550 5.1.1 no such user", &error);
    g_assert_no_error(error);
    g_assert_true(store_commit(base.world.store, &error));
    tick(&base, "2026-09-07");
    assert_no_mail(&base, "cancel");
    g_autoptr(StoreAppointment) after = appointment_of(&base);
    if (strcmp(states[i], "bounced") == 0) { /* no address is left to invite at */
      g_assert_cmpstr(after->state, ==, "withdrawn");
    } else { /* asked again at once, under the same UID and the next number */
      g_assert_cmpstr(after->state, ==, "open");
      g_assert_cmpint(after->sequence, ==, one->sequence + 1);
      g_assert_cmpint(after->message, !=, one->message);
    }
    store_outbox_message_free(message);
    world_close(&base.world);
  }
}

/* A second invitation comes after fifteen working days; the first was moved to a day beyond that. */
static void test_replaced(void) {
  static const struct {
    const char *to, *state;
  } rows[] = {{"2026-10-08T14:00+02:00", "cancelled"}, {"2026-09-25T14:00+02:00", "open"}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct base base;
    g_autoptr(GError) error = NULL;
    open_with(&base, "sent");
    struct flow_act act = base_act(&base, "2026-09-07", "staff:1");
    gboolean told = FALSE;
    gint64 to = world_at(&base.world, rows[i].to);
    g_assert_true(flow_appointment_move(base.world.flow, &act, 1, to, &told, &error));
    world_days(&base.world, "2026-09-07", "2026-09-25");
    g_autoptr(GPtrArray) all = store_appointments_list(base.world.store, 0, 0, TRUE, NULL);
    g_assert_cmpuint(all->len, ==, 2);
    assert_state(&base, rows[i].state); /* not on its own day: who comes anyway should come */
    world_close(&base.world);
  }
}

static void apply(sqlite3 *db, const char *const *statements) {
  for (; *statements; statements++) g_assert_cmpint(sqlite3_exec(db, *statements, NULL, NULL, NULL), ==, SQLITE_OK);
}

static char *one_text(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_ROW);
  char *text = g_strdup((const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return text;
}

/* A store of before appointments had rows: the invitations that left are taken over, the others not. */
static void test_taken_over(void) {
  static const char *const old[] = {
      "INSERT INTO outbox (id, key, enrolment, channel, rule, year, attempt, act, state, attempts, due, queued_at,"
      " changed_at, expires, reason, reference) VALUES"
      " (1, 'a', 7, 'calendar', 'kennis', 1, 1, 'send', 'sent', 1, 0, 0, 5, 0, '', ''),"
      " (2, 'b', 7, 'calendar', 'kennis', 1, 2, 'send', 'failed', 1, 0, 0, 5, 0, '', ''),"
      " (3, 'c', 7, 'email', 'zes', 1, 1, 'send', 'sent', 1, 0, 0, 5, 0, '', '');",
      "INSERT INTO outbox_text (id, address, to_name, sender, sender_name, reply_to, copy_to, subject, body, template,"
      " invitation) VALUES (1, '', '', '', '', '', '', '', '', '',"
      " '{\"uid\":\"Key@Host\",\"sequence\":2,\"start\":100,\"end\":200,\"summary\":\"Gesprek\"}'),"
      " (2, '', '', '', '', '', '', '', '', '', "
      "'{\"uid\":\"x@y\",\"sequence\":0,\"start\":1,\"end\":2,\"summary\":\"\"}'),"
      " (3, '', '', '', '', '', '', '', '', '', '');",
      NULL};
  guint count = 0;
  const char *const *const *all = migrations_all(&count);
  sqlite3 *db = NULL;
  g_assert_cmpuint(count, >=, 2);
  g_assert_cmpint(sqlite3_open(":memory:", &db), ==, SQLITE_OK);
  apply(db, all[0]);
  apply(db, old);
  apply(db, all[1]);
  g_autofree char *row = one_text(db, "SELECT group_concat(uid || ' ' || enrolment || ' ' || rule || ' ' || sequence ||"
                                      " ' ' || start_at || ' ' || message || ' ' || state) FROM appointment");
  g_assert_cmpstr(row, ==, "key@host 7 kennis 2 100 1 open");
  sqlite3_close(db);
}

/* At eleven in the evening, for eight the next morning: no mail leaves before, so the counsellor says it. */
static void test_too_late_to_tell(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  open_with(&base, "sent");
  struct flow_act act = base_act(&base, "2026-09-07", "staff:1");
  gboolean told = FALSE;
  gint64 early = world_at(&base.world, "2026-09-17T08:00+02:00");
  g_assert_true(flow_appointment_move(base.world.flow, &act, 1, early, &told, &error) && told);
  act.now = world_at(&base.world, "2026-09-16T23:00+02:00");
  flow_appointment_cancel(base.world.flow, &act, 1, "", &told, &error);
  g_assert_no_error(error);
  g_assert_false(told);
  assert_no_mail(&base, "cancel");
  assert_state(&base, "cancelled");
  g_assert_cmpuint(tasks_with(&base, "De afspraak van donderdag 17 september om 8.00 uur gaat niet door"), ==, 1);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow/appointment/move", test_move);
  g_test_add_func("/flow/appointment/move-refused", test_move_refused);
  g_test_add_func("/flow/appointment/undelivered", test_undelivered);
  g_test_add_func("/flow/appointment/expired", test_expired);
  g_test_add_func("/flow/appointment/replaced", test_replaced);
  g_test_add_func("/flow/appointment/taken-over", test_taken_over);
  g_test_add_func("/flow/appointment/too-late-to-tell", test_too_late_to_tell);
  return g_test_run();
}
