/* The outbox: queued once, claimed once, and a final state stays. */
#include "scheduler/store/store_outbox.h"
#include "tests/scheduler/store_sample.h"

static const char *const states[] = {"queued",    "held",   "sending", "sent",
                                     "delivered", "failed", "unknown", "withdrawn"};
enum { STATES = G_N_ELEMENTS(states) };

static struct store_message message_for(const struct sample *sample, const char *key, gint64 due) {
  return (struct store_message){.key = (char *)key,
                                .enrolment = sample->enrolment,
                                .channel = (char *)"sms",
                                .rule = (char *)"bellen",
                                .act = (char *)"announce",
                                .year = 1,
                                .attempt = 1,
                                .due = due,
                                .queued_at = 10,
                                .expires = 9000,
                                .address = (char *)"+31600000001",
                                .body = (char *)"Hoi"};
}

static gint64 queue(struct sample *sample, const char *key, gint64 due) {
  struct store_message message = message_for(sample, key, due);
  gboolean added;
  g_assert_true(store_outbox_add(sample->store, &message, &added, NULL) && added);
  return message.id;
}

static guint waiting(struct sample *sample) {
  g_autoptr(GArray) due = store_outbox_due(sample->store, G_MAXINT64, 100, NULL);
  return due->len;
}

static char *state_of(struct sample *sample, gint64 id) {
  struct store_message *message = store_outbox_message(sample->store, id, NULL);
  char *state = g_strdup(message->state);
  store_outbox_message_free(message);
  return state;
}

static gboolean set(struct sample *sample, gint64 id, const char *state) {
  gboolean changed;
  g_assert_true(store_outbox_set(sample->store, id, state, "r", "", 50, 20, &changed, NULL));
  return changed;
}

static void test_once(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  gint64 id = queue(&sample, "k", 30);
  struct store_message again = message_for(&sample, "k", 40);
  gboolean added = TRUE;
  g_assert_true(store_outbox_add(sample.store, &again, &added, NULL));
  g_assert_false(added);
  g_assert_cmpuint(waiting(&sample), ==, 1);
  struct store_message *got = store_outbox_by_key(sample.store, "k", NULL);
  g_assert_cmpint(got->id, ==, id);
  g_assert_cmpint(got->due, ==, 30);
  g_assert_cmpstr(got->body, ==, "Hoi");
  g_assert_cmpstr(got->invitation, ==, "");
  store_outbox_message_free(got);
  again.key = (char *)"l";
  again.state = (char *)"sent";
  g_assert_false(store_outbox_add(sample.store, &again, &added, NULL)); /* nothing begins as sent */
  sample_close(&sample);
}

static void test_due_order(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  gint64 late = queue(&sample, "a", 30), early = queue(&sample, "b", 20), future = queue(&sample, "c", 99);
  g_autoptr(GArray) due = store_outbox_due(sample.store, 30, 10, NULL),
                    one = store_outbox_due(sample.store, 30, 1, NULL);
  g_assert_cmpuint(due->len, ==, 2);
  g_assert_cmpint(g_array_index(due, gint64, 0), ==, early);
  g_assert_cmpint(g_array_index(due, gint64, 1), ==, late);
  g_assert_cmpuint(one->len, ==, 1);
  g_assert_cmpint(future, !=, 0);
  sample_close(&sample);
}

static void test_claim(void) {
  struct sample sample = sample_open();
  gboolean claimed;
  g_assert_true(store_begin(sample.store, NULL));
  gint64 id = queue(&sample, "a", 30);
  g_assert_true(store_outbox_claim(sample.store, id, 40, &claimed, NULL) && claimed);
  g_assert_true(store_outbox_claim(sample.store, id, 40, &claimed, NULL) && !claimed);
  g_assert_true(store_outbox_claim(sample.store, 999, 40, &claimed, NULL) && !claimed);
  g_assert_cmpuint(waiting(&sample), ==, 0);
  g_autoptr(GArray) fresh = store_outbox_stale(sample.store, 40, NULL),
                    stale = store_outbox_stale(sample.store, 41, NULL);
  g_assert_cmpuint(fresh->len, ==, 0);
  g_assert_cmpuint(stale->len, ==, 1);
  g_assert_true(set(&sample, id, "queued")); /* later */
  g_autoptr(GArray) due = store_outbox_due(sample.store, 50, 10, NULL),
                    before = store_outbox_due(sample.store, 49, 10, NULL);
  g_assert_cmpuint(due->len, ==, 1);
  g_assert_cmpuint(before->len, ==, 0);
  g_assert_true(store_outbox_claim(sample.store, id, 60, &claimed, NULL) && claimed);
  struct store_message *got = store_outbox_message(sample.store, id, NULL);
  g_assert_cmpint(got->attempts, ==, 2);
  store_outbox_message_free(got);
  sample_close(&sample);
}

/* How each state is reached from queued, and what may follow it (1 in the row). */
static const struct {
  const char *path[3];
  int follows[STATES]; /* queued held sending sent delivered failed unknown withdrawn */
} table[STATES] = {
    {{NULL}, {1, 1, 0, 1, 1, 1, 0, 1}},
    {{"held"}, {1, 1, 0, 0, 0, 1, 0, 1}}, /* held again: its reason may change */
    {{"sending"}, {1, 1, 0, 1, 1, 1, 1, 1}},
    {{"sending", "sent"}, {0, 0, 0, 0, 1, 1, 0, 0}},
    {{"sending", "delivered"}, {0}},
    {{"sending", "failed"}, {0}},
    {{"sending", "unknown"}, {1, 0, 0, 1, 1, 1, 0, 1}},
    {{"withdrawn"}, {0}},
};

static gint64 reach(struct sample *sample, int from, int to) {
  g_autofree char *key = g_strdup_printf("%d-%d", from, to);
  gint64 id = queue(sample, key, 30);
  for (const char *const *step = table[from].path; step < table[from].path + 3 && *step; step++) {
    gboolean done = FALSE;
    if (g_str_equal(*step, "sending"))
      g_assert_true(store_outbox_claim(sample->store, id, 15, &done, NULL));
    else
      done = set(sample, id, *step);
    g_assert_true(done);
  }
  return id;
}

static void test_transitions(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  for (int from = 0; from < STATES; from++)
    for (int to = 0; to < STATES; to++) {
      gint64 id = reach(&sample, from, to);
      g_assert_cmpint(set(&sample, id, states[to]), ==, table[from].follows[to]);
      g_autofree char *got = state_of(&sample, id);
      g_assert_cmpstr(got, ==, states[table[from].follows[to] ? to : from]);
    }
  gint64 queued = 0;
  g_autoptr(GPtrArray) rows = store_outbox_list(sample.store, 0, "queued", 1000, NULL);
  queued = rows->len;
  g_assert_cmpint(queued, ==, waiting(&sample)); /* waits exactly when queued */
  gboolean changed;
  g_assert_false(store_outbox_set(sample.store, 1, "onderweg", "", "", 0, 1, &changed, NULL));
  /* of who was erased while their message was on its way */
  g_assert_true(store_outbox_set(sample.store, 9999, "sent", "", "", 0, 1, &changed, NULL));
  g_assert_false(changed);
  sample_close(&sample);
}

static void test_reference(void) {
  struct sample sample = sample_open();
  gboolean changed;
  g_assert_true(store_begin(sample.store, NULL));
  gint64 id = queue(&sample, "a", 30);
  g_assert_null(store_outbox_by_reference(sample.store, "", NULL));
  g_assert_true(store_outbox_claim(sample.store, id, 40, &changed, NULL));
  g_assert_true(store_outbox_set(sample.store, id, "sent", "accepted", "ref-1", 0, 41, &changed, NULL));
  g_assert_true(store_outbox_set(sample.store, id, "delivered", NULL, NULL, 0, 42, &changed, NULL) && changed);
  struct store_message *got = store_outbox_by_reference(sample.store, "ref-1", NULL);
  g_assert_cmpint(got->id, ==, id);
  g_assert_cmpstr(got->reason, ==, "accepted");
  g_assert_cmpint(got->changed_at, ==, 42);
  g_assert_cmpint(got->due, ==, 30);
  store_outbox_message_free(got);
  sample_close(&sample);
}

static void test_withdraw(void) {
  struct sample sample = sample_open();
  gboolean changed;
  g_assert_true(store_begin(sample.store, NULL));
  gint64 claimed = queue(&sample, "a", 30), held = queue(&sample, "b", 30);
  queue(&sample, "c", 30);
  g_assert_true(store_outbox_claim(sample.store, claimed, 40, &changed, NULL));
  g_assert_true(set(&sample, held, "held"));
  g_assert_cmpint(store_outbox_withdraw(sample.store, sample.enrolment, "bellen", 2, "x", 50, NULL), ==, 0);
  g_assert_cmpint(store_outbox_withdraw(sample.store, sample.enrolment, "mailen", 1, "x", 50, NULL), ==, 0);
  g_assert_cmpint(store_outbox_count(sample.store, sample.person, 0, 11), ==, 3);
  g_assert_cmpint(store_outbox_withdraw(sample.store, sample.enrolment, "bellen", 1, "x", 50, NULL), ==, 2);
  g_assert_cmpint(store_outbox_withdraw(sample.store, sample.enrolment, NULL, 0, "x", 50, NULL), ==, 0);
  g_assert_cmpuint(waiting(&sample), ==, 0);
  g_assert_cmpint(store_outbox_count(sample.store, sample.person, 0, 11), ==, 1); /* what is under way counts */
  g_assert_cmpint(store_outbox_count(sample.store, sample.person, 0, 10), ==, 0);
  g_autofree char *state = state_of(&sample, claimed);
  g_assert_cmpstr(state, ==, "sending");
  sample_close(&sample);
}

static void test_lists(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  gint64 first = queue(&sample, "a", 30), second = queue(&sample, "b", 20);
  set(&sample, first, "held");
  g_autoptr(GPtrArray) of = store_outbox_of(sample.store, sample.enrolment, NULL);
  g_assert_cmpuint(of->len, ==, 2);
  g_assert_cmpint(((const struct store_message *)of->pdata[0])->id, ==, second);
  static const struct {
    gboolean mine;
    const char *state;
    guint max, want;
  } asked[] = {
      {FALSE, NULL, 10, 2}, {TRUE, NULL, 10, 2}, {TRUE, "held", 10, 1}, {FALSE, "sent", 10, 0}, {FALSE, NULL, 1, 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
    g_autoptr(GPtrArray) list =
        store_outbox_list(sample.store, asked[i].mine ? sample.person : 0, asked[i].state, asked[i].max, NULL);
    g_assert_cmpuint(list->len, ==, asked[i].want);
  }
  g_autoptr(GPtrArray) other = store_outbox_list(sample.store, 999, NULL, 10, NULL);
  g_assert_cmpuint(other->len, ==, 0);
  sample_close(&sample);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store/outbox/once", test_once);
  g_test_add_func("/store/outbox/due-order", test_due_order);
  g_test_add_func("/store/outbox/claim", test_claim);
  g_test_add_func("/store/outbox/transitions", test_transitions);
  g_test_add_func("/store/outbox/reference", test_reference);
  g_test_add_func("/store/outbox/withdraw", test_withdraw);
  g_test_add_func("/store/outbox/lists", test_lists);
  return g_test_run();
}
