/* The tick: what is due becomes tasks and messages, once, in lots. */
#include "tests/scheduler/flow_world.h"

static void test_offer_and_call(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2026-07-01");
  struct store_task *offer = world_open_task(&world, noor, "offer");
  g_assert_nonnull(offer);
  g_assert_cmpstr(offer->rule, ==, "eerste");
  g_assert_cmpint(offer->owner, ==, world.counsellor);
  g_assert_true(g_str_has_prefix(offer->why, "Doe het aanbod"));
  g_assert_cmpstr(offer->ground, ==, "WVO 2020 art. 2.31a lid 3");
  store_tasks_free(offer);
  world_days(&world, "2026-07-02", "2026-09-30");
  g_autoptr(GPtrArray) messages = store_outbox_of(world.store, noor, NULL);
  g_assert_cmpuint(messages->len, >=, 1);
  struct store_message *first = messages->pdata[messages->len - 1];
  g_assert_cmpstr(first->rule, ==, "zes-weken");
  g_assert_cmpstr(first->channel, ==, "sms");
  g_assert_cmpstr(first->address, ==, "+31612345678");
  g_assert_nonnull(strstr(first->body, "Hoi Noor, Sanne de Wit van De Brug belt je "));
  world_close(&world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow_due/offer_and_call", test_offer_and_call);
  return g_test_run();
}
