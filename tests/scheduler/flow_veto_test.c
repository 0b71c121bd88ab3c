/* STOP, the veto, and addresses that fail. */
#include "tests/scheduler/flow_world.h"

static struct store_message *newest(struct base *base) {
  g_autoptr(GPtrArray) messages = store_outbox_of(base->world.store, base->noor, NULL);
  g_assert_cmpuint(messages->len, >, 0);
  return store_outbox_message(base->world.store, ((struct store_message *)messages->pdata[0])->id, NULL);
}

static enum flow_veto ask(struct base *base, const struct store_message *message, gint64 now, char **why,
                          gint64 *until) {
  gint64 when = 0;
  enum flow_veto answer = flow_may_send(base->world.flow, now, message, until ? until : &when, why);
  g_assert_nonnull(*why);
  g_assert_cmpstr(*why, !=, "");
  return answer;
}

static void test_stop(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  base_stop(&base, "sms", NULL, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 1);
  struct store_message *confirmation = newest(&base);
  g_assert_cmpstr(confirmation->act, ==, "stopped");
  g_assert_nonnull(strstr(confirmation->body, "geen berichten meer van De Brug"));
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, confirmation, world_ten(&base.world, "2026-08-28"), &why, NULL), ==, FLOW_MAY_SEND);
  store_outbox_message_free(confirmation);
  base_stop(&base, "sms", NULL, "2026-08-28"); /* the same again: no second confirmation */
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 2);
  world_days(&base.world, "2026-08-29", "2028-08-01");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 2); /* no message ever again */
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "offer", NULL), ==,
                   3); /* but a person's offer in year 2 */
  world_close(&base.world);
}

/* Where the school did not choose it, STOP is followed by nothing at all. */
static void test_stop_silent(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  g_hash_table_remove(base.world.settings, "stop_confirmation");
  base_stop(&base, "sms", NULL, "2026-08-28");
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, "queued"), ==, 0);
  g_assert_cmpuint(world_count_messages(&base.world, base.noor, NULL), ==, 1);
  world_close(&base.world);
}

/* One channel: the other one goes on. */
static void test_stop_one(void) {
  struct base base;
  base_open(&base, PRO, "2026-08-28");
  base_stop(&base, "sms", "sms", "2026-08-28");
  world_days(&base.world, "2026-08-29", "2026-12-01");
  g_autoptr(GPtrArray) messages = store_outbox_of(base.world.store, base.noor, NULL);
  guint mails = 0;
  for (guint i = 0; i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    if (strcmp(message->channel, "email") == 0)
      mails++;
    else
      g_assert_true(strcmp(message->state, "withdrawn") == 0 || strcmp(message->act, "stopped") == 0);
  }
  g_assert_cmpuint(mails, >, 0);
  world_close(&base.world);
}

static void test_veto(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  g_autofree char *ok = NULL, *early = NULL, *late = NULL, *sunday = NULL, *held = NULL, *bounced = NULL;
  gint64 until = 0;
  g_assert_cmpint(ask(&base, message, world_ten(&base.world, "2026-08-28"), &ok, NULL), ==, FLOW_MAY_SEND);
  g_assert_cmpint(ask(&base, message, world_at(&base.world, "2026-08-28T08:59:59+02:00"), &early, &until), ==,
                  FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-28T09:00:00+02:00"));
  g_assert_cmpint(ask(&base, message, world_at(&base.world, "2026-08-30T12:00:00+02:00"), &sunday, &until), ==,
                  FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-31T09:00:00+02:00"));
  g_assert_cmpint(ask(&base, message, message->expires, &late, NULL), ==, FLOW_NEVER);
  g_assert_cmpstr(late, ==, "expired");
  struct flow_act act = base_act(&base, "2026-08-28", "staff:2");
  g_assert_true(flow_hold_cohort(base.world.flow, &act, "2026", TRUE, &error));
  g_assert_cmpint(ask(&base, message, act.now, &held, &until), ==, FLOW_WAIT);
  g_assert_true(flow_hold_cohort(base.world.flow, &act, "2026", FALSE, &error));
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "sms", "+31612345678", "5.1.1", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpint(ask(&base, message, act.now, &bounced, NULL), ==, FLOW_NEVER);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* STOP is said by a person, not by a number: a new number is no way around it. */
static void test_veto_stop(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  base_stop(&base, "sms", "sms", "2026-08-28");
  struct flow_act act = base_act(&base, "2026-08-28", "import");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_correct(base.world.flow, &act, base.noor, date_from_civil(2026, 8, 28), "import",
                             "mobiel=+31687654321\n", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_free(message->address);
  message->address = g_strdup("+31687654321");
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, message, act.now, &why, NULL), ==, FLOW_NEVER);
  g_assert_cmpstr(why, ==, "stopped");
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* Two messages left this week: the third waits for Monday, whenever it was queued. */
static void test_veto_cap(void) {
  struct base base;
  gint64 until = 0;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  gint64 now = world_at(&base.world, "2026-08-28T10:30:00+02:00");
  for (int i = 0; i < 2; i++) {
    g_autofree char *key = g_strdup_printf("extra-%d", i), *why = NULL;
    gboolean done = FALSE;
    struct store_message extra = *message;
    extra.key = key;
    extra.state = NULL;
    g_assert_cmpint(ask(&base, message, now, &why, NULL), ==, FLOW_MAY_SEND);
    g_assert_true(store_begin(base.world.store, NULL));
    g_assert_true(store_outbox_add(base.world.store, &extra, &done, NULL));
    g_assert_true(store_outbox_claim(base.world.store, extra.id, now, &done, NULL));
    g_assert_true(store_outbox_set(base.world.store, extra.id, "sent", "ok", "", 0, now, &done, NULL));
    g_assert_true(store_commit(base.world.store, NULL));
  }
  g_autofree char *why = NULL;
  g_assert_cmpint(ask(&base, message, now, &why, &until), ==, FLOW_WAIT);
  g_assert_cmpint(until, ==, world_at(&base.world, "2026-08-31"));
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* A number that does not exist was no contact: the same attempt is made again by mail, under the next name. */
static void test_bounced(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gboolean done = FALSE;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  struct flow_act act = base_act(&base, "2026-08-28", "system");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(store_outbox_claim(base.world.store, message->id, act.now, &done, &error));
  g_assert_true(
      store_outbox_set(base.world.store, message->id, "failed", "no such number", "", 0, act.now, &done, &error));
  g_assert_true(flow_settled(base.world.flow, &act, message, "bounced", "no such number", &error));
  g_assert_true(store_commit(base.world.store, &error));
  world_tick(&base.world, act.now + 60);
  struct store_message *again = newest(&base);
  g_assert_cmpstr(again->channel, ==, "email");
  g_assert_cmpstr(again->rule, ==, message->rule);
  g_assert_cmpint(again->attempt, ==, 1);
  g_assert_cmpstr(again->state, ==, "queued");
  g_assert_cmpstr(again->address, ==, "noor@home.example");
  g_assert_cmpstr(again->copy_to, ==, "sanne@school.example");
  g_assert_cmpstr(again->key, !=, message->key);
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "judge", "open"), ==, 0);
  store_outbox_message_free(message);
  store_outbox_message_free(again);
  world_close(&base.world);
}

/* Refused for another reason: the counsellor judges, and the call is made all the same. */
static void test_refused_message(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-08-28");
  struct store_message *message = newest(&base);
  struct flow_act act = base_act(&base, "2026-08-28", "system");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_settled(base.world.flow, &act, message, "failed", "554 5.7.1 spam", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "judge", "open"), ==, 1);
  world_days(&base.world, "2026-08-29", "2026-08-31");
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "call", "open"), ==, 1);
  store_outbox_message_free(message);
  world_close(&base.world);
}

/* The last address failed: a person is asked to find another. */
static void test_address_failed(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  base_open(&base, PRO, "2026-05-20");
  struct flow_act act = base_act(&base, "2026-05-20", "system");
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "sms", "+31612345678", "no such number", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 0);
  g_assert_true(store_begin(base.world.store, &error));
  g_assert_true(flow_address_failed(base.world.flow, &act, base.noor, "email", "noor@home.example", "5.1.1", &error));
  g_assert_true(store_commit(base.world.store, &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "repair", "open"), ==, 1);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow_veto/stop", test_stop);
  g_test_add_func("/flow_veto/stop_silent", test_stop_silent);
  g_test_add_func("/flow_veto/stop_one", test_stop_one);
  g_test_add_func("/flow_veto/veto", test_veto);
  g_test_add_func("/flow_veto/veto_stop", test_veto_stop);
  g_test_add_func("/flow_veto/veto_cap", test_veto_cap);
  g_test_add_func("/flow_veto/bounced", test_bounced);
  g_test_add_func("/flow_veto/refused_message", test_refused_message);
  g_test_add_func("/flow_veto/address_failed", test_address_failed);
  return g_test_run();
}
