/* Appointments that are taken back or stand: who is told, and who is not (RFC 5546, S2, S19). */
#include "tests/scheduler/appointment_base.h"

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
  return g_test_run();
}
