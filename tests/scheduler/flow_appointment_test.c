/* Appointments: what is told to whom when an invitation that left is taken back, moved or answered (RFC 5546, S2, S19).
 */
#include "scheduler/store/migrations.h"
#include "scheduler/store/store_appointments.h"
#include "tests/scheduler/flow_world.h"

#include <jansson.h>
#include <sqlite3.h>

static const char rule[] = "\nuitnodiging kennismaking\n"
                           "  grondslag \"beleidskeuze: een afspraak in de agenda\"\n"
                           "  omschrijving \"Nodig uit voor een gesprek\"\n"
                           "  door begeleider, persoonlijk\n"
                           "  als geen startkwalificatie\n"
                           "  op uitstroomdatum + 8 weken, speling 3 weken\n"
                           "  stuur agenda \"uitnodiging\"\n"
                           "  bij geen reactie na 15 werkdagen opnieuw, ten hoogste 2 keer\n"
                           "  te laat: overslaan\n";

static const char facts[] = "uitstroomdatum=2026-07-10\nemail=noor@home.example\n";
#define DAY "2026-09-04" /* on which the invitation is queued */

/* The invitation stands in the outbox, in this state. */
static void open_with(struct base *base, const char *state) {
  g_autofree char *pro = world_read("rules/policies/pro.beleid");
  g_autofree char *policy = g_strconcat(pro, rule, NULL);
  world_open(&base->world, ":memory:");
  world_fill_with(&base->world, policy);
  base->noor = world_person(&base->world, "100", facts);
  world_start(&base->world, "2026-05-01");
  world_days(&base->world, "2026-05-01", DAY);
  g_autoptr(GPtrArray) all = store_outbox_of(base->world.store, base->noor, NULL);
  struct store_message *found = NULL;
  for (guint i = 0; i < all->len; i++)
    if (*((struct store_message *)all->pdata[i])->invitation) found = all->pdata[i];
  g_assert_nonnull(found);
  if (strcmp(state, "queued") == 0) return;
  gboolean changed = FALSE;
  gint64 now = world_ten(&base->world, DAY);
  g_assert_true(store_begin(base->world.store, NULL));
  g_assert_true(store_outbox_claim(base->world.store, found->id, now, &changed, NULL) && changed);
  if (strcmp(state, "sending") != 0)
    g_assert_true(store_outbox_set(base->world.store, found->id, state, "", "", 0, now, &changed, NULL) && changed);
  g_assert_true(store_commit(base->world.store, NULL));
}

static struct store_appointment *appointment_of(struct base *base) {
  struct store_appointment *one = store_appointments_get(base->world.store, 1, NULL);
  g_assert_nonnull(one);
  return one;
}

/* The newest message of that act, or NULL; caller frees. */
static struct store_message *of_act(struct base *base, const char *act) {
  g_autoptr(GPtrArray) all = store_outbox_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < all->len; i++) {
    const struct store_message *message = all->pdata[i];
    if (strcmp(message->act, act) == 0) return store_outbox_message(base->world.store, message->id, NULL);
  }
  return NULL;
}

static void assert_mail(struct base *base, const char *act, const char *method, int sequence) {
  struct store_message *message = of_act(base, act);
  g_assert_nonnull(message);
  g_autoptr(StoreAppointment) one = appointment_of(base);
  json_t *json = json_loads(message->invitation, 0, NULL);
  g_assert_cmpstr(json_string_value(json_object_get(json, "method")), ==, method);
  g_assert_cmpstr(json_string_value(json_object_get(json, "uid")), ==, one->uid);
  g_assert_cmpint(json_integer_value(json_object_get(json, "sequence")), ==, sequence);
  g_assert_cmpint(json_integer_value(json_object_get(json, "start")), ==, one->start);
  g_assert_cmpint(one->sequence, ==, sequence);
  g_assert_cmpstr(message->address, ==, "noor@home.example");
  g_assert_cmpstr(message->sender, ==, "school@waakvlam.example");
  g_assert_cmpstr(message->channel, ==, "calendar");
  json_decref(json);
  store_outbox_message_free(message);
}

static void assert_no_mail(struct base *base, const char *act) {
  struct store_message *message = of_act(base, act);
  g_assert_null(message);
}

static void assert_state(struct base *base, const char *state) {
  g_autoptr(StoreAppointment) one = appointment_of(base);
  g_assert_cmpstr(one->state, ==, state);
}

static guint tasks_with(struct base *base, const char *words) {
  guint count = 0;
  g_autoptr(GPtrArray) tasks = store_tasks_of(base->world.store, base->noor, NULL);
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    count += strcmp(task->state, "open") == 0 && strstr(task->why, words) != NULL;
  }
  return count;
}

static void tick(struct base *base, const char *day) {
  world_tick(&base->world, world_ten(&base->world, day));
}

/* -- what takes it back
 * ------------------------------------------------------------------------------------------------
 */

static void correct(struct base *base, const char *body) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, "2026-09-07", "staff:1");
  g_assert_true(store_begin(base->world.store, &error));
  g_assert_true(flow_correct(base->world.flow, &act, base->noor, date_from_civil(2026, 9, 7), "person", body, &error));
  g_assert_true(store_commit(base->world.store, &error));
  tick(base, "2026-09-07");
}

static void contact(struct base *base, enum progress_outcome outcome) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, "2026-09-07", "staff:1");
  struct flow_outcome said = {.outcome = outcome, .with_whom = "", .note = "", .until = DATE_NONE};
  flow_contact(base->world.flow, &act, base->noor, &said, &error);
  g_assert_no_error(error);
  tick(base, "2026-09-07");
}

static void no_longer_planned(struct base *base) {
  correct(base, "startkwalificatie=ja\n");
}
static void out_of_scope(struct base *base) {
  correct(base, "onderwijs=vso\n");
}
static void ended(struct base *base) {
  correct(base, "uitstroomdatum=2024-01-10\n");
}
static void declined(struct base *base) {
  contact(base, PROGRESS_DECLINED);
}
static void never_again(struct base *base) {
  contact(base, PROGRESS_REFUSED_CONTACT);
}
static void later(struct base *base) {
  contact(base, PROGRESS_LATER);
}
static void not_needed(struct base *base) {
  contact(base, PROGRESS_NOT_NEEDED);
}
static void by_counsellor(struct base *base) {
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(base, "2026-09-07", "staff:1");
  gboolean told = FALSE;
  flow_appointment_cancel(base->world.flow, &act, 1, "ziek", &told, &error);
  g_assert_no_error(error);
  tick(base, "2026-09-07");
}

static const struct {
  const char *name;
  void (*happens)(struct base *base);
} causes[] = {{"no longer planned", no_longer_planned},
              {"out of scope", out_of_scope},
              {"ended", ended},
              {"declined", declined},
              {"never again", never_again},
              {"later", later},
              {"not needed", not_needed},
              {"by counsellor", by_counsellor}};

/* Sent, or perhaps sent: METHOD:CANCEL with the same UID and the next number. Never sent: no word of it. */
static void test_cancel(void) {
  static const struct {
    const char *state;
    gboolean mail;
  } states[] = {{"queued", FALSE}, {"sending", TRUE}, {"sent", TRUE}, {"unknown", TRUE}};
  for (guint c = 0; c < G_N_ELEMENTS(causes); c++)
    for (guint s = 0; s < G_N_ELEMENTS(states); s++) {
      struct base base;
      g_test_message("%s, %s", causes[c].name, states[s].state);
      open_with(&base, states[s].state);
      causes[c].happens(&base);
      assert_state(&base, states[s].mail ? "cancelled" : "withdrawn");
      if (states[s].mail)
        assert_mail(&base, "cancel", "cancel", 1);
      else
        assert_no_mail(&base, "cancel");
      tick(&base, "2026-09-08"); /* once is enough */
      world_close(&base.world);
    }
}

/* What nobody asked to take back stays: ticks, a corrected name, an answer. */
static void test_stands(void) {
  struct base base;
  open_with(&base, "sent");
  world_days(&base.world, "2026-09-05", "2026-09-07");
  correct(&base, "roepnaam=Nora\n");
  assert_state(&base, "open");
  g_autoptr(GError) error = NULL;
  struct flow_act act = base_act(&base, "2026-09-08", "person");
  struct progress_event event = {
      .kind = PROGRESS_EVENT_REACTION, .rule = -1, .reply = -1, .until = DATE_NONE, .day = date_from_civil(2026, 9, 8)};
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_appointment_answered(base.world.flow, &act, 1, "ACCEPTED", act.now, &error));
  g_assert_true(flow_event(base.world.flow, &act, base.noor, event, NULL, "calendar", &error));
  g_assert_true(flow_wake(base.world.flow, &act, base.noor, &error));
  g_assert_true(store_commit(base.world.store, &error));
  world_days(&base.world, "2026-09-08", "2026-09-09");
  assert_state(&base, "open");
  assert_no_mail(&base, "cancel");
  g_assert_cmpuint(tasks_with(&base, "zei ja in de agenda"), ==, 1);
  world_close(&base.world);
}

/* Who asked for no messages gets none; the counsellor decides about the appointment (S19). */
static void test_stop(void) {
  struct base base;
  open_with(&base, "sent");
  base_stop(&base, "email", NULL, "2026-09-07");
  assert_no_mail(&base, "cancel");
  assert_state(&base, "open");
  g_assert_cmpuint(tasks_with(&base, "wil geen berichten meer. De afspraak van"), ==, 1);
  by_counsellor(&base);
  assert_no_mail(&base, "cancel");
  assert_state(&base, "cancelled");
  g_assert_cmpuint(tasks_with(&base, "Zeg het zelf"), ==, 1);
  world_close(&base.world);
}

/* By SMS alone: mail goes on, and so does the appointment. */
static void test_stop_sms(void) {
  struct base base;
  open_with(&base, "sent");
  base_stop(&base, "sms", "sms", "2026-09-07");
  tick(&base, "2026-09-07");
  assert_state(&base, "open");
  g_assert_cmpuint(tasks_with(&base, "wil geen berichten meer"), ==, 0);
  by_counsellor(&base);
  assert_mail(&base, "cancel", "cancel", 1);
  world_close(&base.world);
}

static void test_stop_before_it_left(void) {
  struct base base;
  open_with(&base, "queued");
  base_stop(&base, "email", NULL, "2026-09-07");
  assert_state(&base, "withdrawn");
  g_assert_cmpuint(tasks_with(&base, "afspraak van"), ==, 0);
  world_close(&base.world);
}

/* A mail that STOP overtakes is said by a person. */
static void test_stop_after_cancel(void) {
  struct base base;
  open_with(&base, "sent");
  by_counsellor(&base);
  base_stop(&base, "email", NULL, "2026-09-07");
  struct store_message *message = of_act(&base, "cancel");
  g_assert_cmpstr(message->state, ==, "withdrawn");
  g_assert_cmpuint(tasks_with(&base, "Zeg het zelf"), ==, 1);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* No message to anybody who has died: only the counsellor hears (S19). */
static void test_deceased(void) {
  struct base base;
  open_with(&base, "sent");
  contact(&base, PROGRESS_DECEASED);
  assert_no_mail(&base, "cancel");
  assert_state(&base, "cancelled");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(tasks_with(&base, "is overleden. Haal de afspraak van"), ==, 1);
  world_close(&base.world);
}

/* Refused, in doubt, or kept back: a person says it; the moment is not invited to again. */
static void test_untold(void) {
  static const char *const states[] = {"failed", "unknown", "bounced", "withdrawn"};
  for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
    struct base base;
    g_autoptr(GError) error = NULL;
    open_with(&base, "sent");
    by_counsellor(&base);
    struct store_message *message = of_act(&base, "cancel");
    struct flow_act act = base_act(&base, "2026-09-07", "system");
    g_assert_true(store_begin(base.world.store, &error));
    flow_settled(base.world.flow, &act, message, states[i], "550 5.7.1 no", &error);
    g_assert_no_error(error);
    g_assert_true(store_commit(base.world.store, &error));
    g_assert_cmpuint(tasks_with(&base, "Zeg het zelf"), ==, 1);
    store_outbox_message_free(message);
    guint before = world_count_messages(&base.world, base.noor, NULL);
    world_days(&base.world, "2026-09-08", "2026-10-20");
    g_autoptr(GPtrArray) all = store_appointments_list(base.world.store, 0, 0, TRUE, NULL);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), >=, before);
    world_close(&base.world);
  }
}

/* The veto lets it pass although the guidance has ended, but not for who has died or wants none. */
static void test_veto(void) {
  struct base base;
  open_with(&base, "sent");
  never_again(&base);
  struct store_message *message = of_act(&base, "cancel");
  g_autofree char *why = NULL;
  gint64 until = 0;
  gint64 now = world_ten(&base.world, "2026-09-07");
  g_assert_cmpint(flow_may_send(base.world.flow, now, message, &until, &why), ==, FLOW_MAY_SEND);
  base_stop(&base, "email", NULL, "2026-09-07");
  g_autofree char *again = NULL;
  g_assert_cmpint(flow_may_send(base.world.flow, now, message, &until, &again), ==, FLOW_NEVER);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* -- moved
 * -------------------------------------------------------------------------------------------------------------
 */

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
  g_test_add_func("/flow/appointment/cancel", test_cancel);
  g_test_add_func("/flow/appointment/stands", test_stands);
  g_test_add_func("/flow/appointment/stop", test_stop);
  g_test_add_func("/flow/appointment/stop-sms", test_stop_sms);
  g_test_add_func("/flow/appointment/stop-before-it-left", test_stop_before_it_left);
  g_test_add_func("/flow/appointment/stop-after-cancel", test_stop_after_cancel);
  g_test_add_func("/flow/appointment/deceased", test_deceased);
  g_test_add_func("/flow/appointment/untold", test_untold);
  g_test_add_func("/flow/appointment/veto", test_veto);
  g_test_add_func("/flow/appointment/move", test_move);
  g_test_add_func("/flow/appointment/move-refused", test_move_refused);
  g_test_add_func("/flow/appointment/undelivered", test_undelivered);
  g_test_add_func("/flow/appointment/expired", test_expired);
  g_test_add_func("/flow/appointment/replaced", test_replaced);
  g_test_add_func("/flow/appointment/taken-over", test_taken_over);
  g_test_add_func("/flow/appointment/too-late-to-tell", test_too_late_to_tell);
  return g_test_run();
}
