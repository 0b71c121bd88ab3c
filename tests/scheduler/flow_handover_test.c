/* Hand-over: nobody by a timer, nothing without a ground, a choice or an agreement (S22, S23, N-51). */
#include "tests/scheduler/flow_world.h"

struct handing {
  const char *facts, *receiver, *kind, *ground, *actor;
  int code; /* -1 = approved */
};

#define CHOSEN   "bij_onbereikbaar=doorgeven\n"
#define AGREED   "instemming_overdracht_op=2026-05-02\ninstemming_overdracht_door=vertegenwoordiger\n"
#define ALONE    "instemming_overdracht_op=2026-05-02\ninstemming_overdracht_door=jongere\n"
#define KNOWN    "gemeentecode=GM0363\ngemeente_bron=bevestigd\n"
#define PRESUMED "gemeentecode=GM0363\ngemeente_bron=vermoed\n"

static const struct handing handings[] = {
    {PRO CHOSEN KNOWN, "municipality", "involve", "afspraak", "staff:1", -1},
    {PRO CHOSEN KNOWN, "municipality", "involve", "afspraak", "system", FLOW_ERROR_REFUSED},     /* no timer decides */
    {PRO CHOSEN KNOWN, "municipality", "involve", "", "staff:1", FLOW_ERROR_REFUSED},            /* no ground */
    {PRO CHOSEN PRESUMED, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED}, /* S23 */
    {PRO CHOSEN, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},
    {PRO KNOWN, "municipality", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},         /* no choice (S22) */
    {PRO CHOSEN KNOWN, "municipality", "continue", "afspraak", "staff:1", FLOW_ERROR_REFUSED}, /* no agreement (N-51) */
    {PRO AGREED KNOWN, "municipality", "continue", "afspraak", "staff:1", -1},
    {PRO ALONE KNOWN, "municipality", "continue", "afspraak", "staff:1", FLOW_ERROR_REFUSED}, /* 17: the parents */
    {PRO, "doorstroompunt", "answer", "WEB 9.2.5 lid 5", "staff:1", -1},                      /* they asked */
    {PRO, "doorstroompunt", "involve", "afspraak", "staff:1", FLOW_ERROR_REFUSED},
    {PRO CHOSEN, "doorstroompunt", "involve", "afspraak", "staff:1", -1},
    {PRO CHOSEN KNOWN, "municipality", "answer", "afspraak", "staff:1", FLOW_ERROR_CALL},
    {PRO CHOSEN KNOWN, "municipality", "elsewhere", "afspraak", "staff:1", FLOW_ERROR_CALL},
};

static void test_handover(gconstpointer data) {
  const struct handing *handing = data;
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  base_open(&base, handing->facts, NULL);
  struct flow_act act = base_act(&base, "2026-05-03", "staff:1");
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor,
                                      &(struct flow_proposal){handing->receiver, "niet bereikt", 0, FALSE}, &id,
                                      &error));
  g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 1);
  act.actor = handing->actor;
  gboolean ok =
      flow_handover_decide(base.world.flow, &act, id, TRUE, handing->kind, handing->ground, "besproken", TRUE, &error);
  struct store_handover *handover = store_handovers_get(base.world.store, id, NULL);
  if (handing->code < 0) {
    g_assert_no_error(error);
    g_assert_cmpstr(handover->state, ==, "approved");
    g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 0);
  } else {
    g_assert_false(ok);
    g_assert_error(error, FLOW_ERROR, handing->code);
    g_assert_cmpstr(handover->state, ==, "proposed");
    g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "decide", "open"), ==, 1);
  }
  store_handovers_free(handover);
  world_close(&base.world);
}

static void test_handover_refuse(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  base_open(&base, PRO, NULL);
  struct flow_act act = base_act(&base, "2026-05-03", "staff:1");
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor,
                                      &(struct flow_proposal){"doorstroompunt", "niet bereikt", 0, FALSE}, &id,
                                      &error));
  g_assert_false(flow_handover_move(base.world.flow, &act, id, "accepted", "", NULL));
  g_assert_true(flow_handover_decide(base.world.flow, &act, id, FALSE, NULL, NULL, "wil zij niet", TRUE, &error));
  g_assert_false(flow_handover_decide(base.world.flow, &act, id, TRUE, "answer", "x", "toch", TRUE, NULL));
  g_autoptr(CasesFile) file = base_file(&base);
  g_assert_cmpint(file->progress.handed_over, ==, 0);
  world_close(&base.world);
}

/* N-62: four weeks from the day on which they asked, whenever the school gets round to it. */
static void test_asked(void) {
  struct base base;
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  base_open(&base, PRO, NULL);
  struct flow_act act = base_act(&base, "2026-05-12", "staff:1");
  struct flow_proposal question = {"doorstroompunt", "is begeleiding aangeboden?", date_from_civil(2026, 5, 13), FALSE};
  g_assert_false(flow_handover_propose(base.world.flow, &act, base.noor, &question, &id, NULL)); /* not yet */
  question.asked = date_from_civil(2026, 5, 1);
  question.receiver = "municipality";
  g_assert_false(flow_handover_propose(base.world.flow, &act, base.noor, &question, &id, NULL));
  question.receiver = "doorstroompunt";
  g_assert_true(flow_handover_propose(base.world.flow, &act, base.noor, &question, &id, &error));
  act = base_act(&base, "2026-05-20", "staff:1");
  g_assert_true(
      flow_handover_decide(base.world.flow, &act, id, TRUE, "answer", "WEB 9.2.5 lid 5", "ja", FALSE, &error));
  struct store_handover *handover = store_handovers_get(base.world.store, id, NULL);
  g_assert_cmpint(handover->clock, ==, date_from_civil(2026, 5, 29));
  store_handovers_free(handover);
  world_close(&base.world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(handings); i++) {
    g_autofree char *name = g_strdup_printf("/flow_handover/decide/%u", i);
    g_test_add_data_func(name, &handings[i], test_handover);
  }
  g_test_add_func("/flow_handover/refuse", test_handover_refuse);
  g_test_add_func("/flow_handover/asked", test_asked);
  return g_test_run();
}
