/* Several channels for one kind of message: who gets which, what an unhealthy one loses, and what is asked of a
 * provider after a message whose fate is unknown. The far sides are two made-up members that say what they are told to.
 */
#include "scheduler/dispatch/dispatch_carriers.h"
#include "tests/scheduler/flow_world.h"

#include <math.h>

/* -- pure ------------------------------------------------------------------------------------------------------------
 */

static void settings_are_read(void) {
  static const struct {
    const char *text, *want; /* NULL = does not read */
  } cases[] = {
      {"kannel", "kannel=1"},
      {"kannel 3, cm 1", "kannel=3 cm=1"},
      {" kannel  3 ,cm", "kannel=3 cm=1"},
      {"a 1000,b 1,c 2", "a=1000 b=1 c=2"},
      {"", NULL},
      {",", NULL},
      {"kannel,", NULL},
      {"kannel 0", NULL},
      {"kannel -1", NULL},
      {"kannel 1001", NULL},
      {"kannel 1.5", NULL},
      {"kannel 3 cm 1", NULL},
      {"kannel 3, kannel 1", NULL},
      {"3 kannel", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) all = dispatch_carriers_read(cases[i].text);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint k = 0; all && k < all->len; k++) {
      const struct dispatch_carrier *carrier = all->pdata[k];
      g_string_append_printf(got, "%s%s=%d", k ? " " : "", carrier->name, carrier->weight);
    }
    g_test_message("'%s'", cases[i].text);
    g_assert_cmpstr(all ? got->str : NULL, ==, cases[i].want);
  }
}

static char *key_at(GRand *chance) {
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  char *key = g_malloc0(27);
  for (int i = 0; i < 26; i++) key[i] = alphabet[g_rand_int_range(chance, 0, 32)];
  return key;
}

/* The same key, the same channel; shares as the weights are (within four standard deviations). */
static void shares_follow_weights(void) {
  enum { KEYS = 20000 };
  static const char *const names[] = {"kannel", "cm", "spryng"};
  static const double weights[][3] = {{3, 1, 0}, {1, 1, 1}, {1000, 1, 1}, {0.02, 1, 2}};
  guint32 seed = (guint32)g_test_rand_int();
  g_test_message("seed %u", seed);
  g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
  for (gsize w = 0; w < G_N_ELEMENTS(weights); w++) {
    int counts[3] = {0};
    double sum = weights[w][0] + weights[w][1] + weights[w][2];
    for (int i = 0; i < KEYS; i++) {
      g_autofree char *key = key_at(chance);
      int chosen = dispatch_carriers_choose(key, names, weights[w], 3);
      g_assert_cmpint(chosen, ==, dispatch_carriers_choose(key, names, weights[w], 3));
      counts[chosen]++;
    }
    for (int i = 0; i < 3; i++) {
      double share = weights[w][i] / sum, spread = sqrt(KEYS * share * (1 - share));
      g_test_message("%g of %g: %d", weights[w][i], sum, counts[i]);
      g_assert_cmpfloat(fabs(counts[i] - KEYS * share), <=, 4 * spread + 1);
    }
  }
}

/* When one loses weight messages leave that one, and no other message moves. */
static void only_the_weakened_loses(void) {
  static const char *const names[] = {"a", "b", "c"};
  static const double before[] = {2, 1, 1}, after[] = {0.3, 1, 1};
  guint32 seed = (guint32)g_test_rand_int();
  g_test_message("seed %u", seed);
  g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
  int moved = 0;
  for (int i = 0; i < 5000; i++) {
    g_autofree char *key = key_at(chance);
    int was = dispatch_carriers_choose(key, names, before, 3), is = dispatch_carriers_choose(key, names, after, 3);
    if (was == is) continue;
    g_assert_cmpint(was, ==, 0);
    moved++;
  }
  g_assert_cmpint(moved, >, 500);
}

static void nobody_to_choose(void) {
  static const char *const names[] = {"a", "b"};
  static const double none[] = {0, 0};
  g_assert_cmpint(dispatch_carriers_choose("k", names, none, 2), ==, -1);
  g_assert_cmpint(dispatch_carriers_choose("k", names, none, 0), ==, -1);
}

static void health_falls_and_comes_back(void) {
  struct dispatch_health health = {1, 0};
  double before = 1;
  for (int i = 0; i < 40; i++) {
    dispatch_carriers_learn(&health, 0, i % 2 ? CHANNEL_LATER : CHANNEL_UNKNOWN, 0);
    g_assert_cmpfloat(health.share, <, before);
    before = health.share;
  }
  g_assert_cmpfloat(dispatch_carriers_share(&health, 0), ==, DISPATCH_CARRIERS_LEAST);
  g_assert_cmpfloat(dispatch_carriers_share(&health, 3600), >, 0.49);
  g_assert_cmpfloat(dispatch_carriers_share(&health, 24 * 3600), >, 0.999);
  dispatch_carriers_learn(&health, 100000, CHANNEL_SENT, 100);
  struct dispatch_health well = {1, 0}, slow = {1, 0}, slower = {1, 0}, refused = {1, 0};
  dispatch_carriers_learn(&well, 0, CHANNEL_SENT, 4999);
  dispatch_carriers_learn(&slow, 0, CHANNEL_SENT, 5000);
  dispatch_carriers_learn(&slower, 0, CHANNEL_SENT, 15000);
  dispatch_carriers_learn(&refused, 0, CHANNEL_NEVER, 1);
  g_assert_cmpfloat(well.share, ==, 1);
  g_assert_cmpfloat(slow.share, <, 1);
  g_assert_cmpfloat(slower.share, <, slow.share);
  g_assert_cmpfloat(refused.share, ==, 1);
}

static void health_is_kept(void) {
  static const char *const odd[] = {NULL, "", "x", "1", "-1 5", "2000000 5", "5 -5", "5 5 5"};
  struct dispatch_health health = {0.25, 1790000000};
  g_autofree char *text = dispatch_carriers_write(&health);
  struct dispatch_health back = dispatch_carriers_recall(text, 1);
  g_assert_cmpfloat(fabs(back.share - 0.25), <, 1e-5);
  g_assert_cmpint(back.at, ==, 1790000000);
  for (gsize i = 0; i < G_N_ELEMENTS(odd); i++) {
    struct dispatch_health full = dispatch_carriers_recall(odd[i], 7);
    g_assert_true(full.share == 1 && full.at == 7);
  }
}

/* -- two members that say what they are told -------------------------------------------------------------------------
 */

struct side {
  enum channel_verdict verdict, asked;
  GHashTable *got; /* key → how often */
  guint asks;
};
static struct side sides[2]; /* "north", "south" */

static gpointer side_of(const char *name) {
  return &sides[strcmp(name, "south") == 0];
}

static void side_send(struct side *side, const struct channel_message *message, struct channel_result *result) {
  guint often = GPOINTER_TO_UINT(g_hash_table_lookup(side->got, message->key));
  g_hash_table_insert(side->got, g_strdup(message->key), GUINT_TO_POINTER(often + 1));
  channel_result_set(result, side->verdict, "as told");
}

static void *north_open(channel_setting setting, void *user, GError **error) {
  (void)setting, (void)user, (void)error;
  return side_of("north");
}

static void *south_open(channel_setting setting, void *user, GError **error) {
  (void)setting, (void)user, (void)error;
  return side_of("south");
}

static void *closed_open(channel_setting setting, void *user, GError **error) {
  (void)setting, (void)user;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "url: is not set");
  return NULL;
}

static void member_send(void *state, const struct channel_message *message, struct channel_result *result) {
  side_send(state, message, result);
}

static void member_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  struct side *side = state;
  (void)message;
  side->asks++;
  channel_result_set(result, side->asked, "asked");
  if (side->asked == CHANNEL_SENT) channel_news_set(&result->reference, "theirs");
}

static void member_close(void *state) {
  (void)state;
}

static const struct channel_option no_options[] = {{NULL, NULL, FALSE, NULL}};
static const struct channel members[] = {
    {.name = "north",
     .version = 1,
     .kinds = "sms",
     .options = no_options,
     .open = north_open,
     .send = member_send,
     .close = member_close,
     .ask = member_ask},
    {.name = "south",
     .version = 1,
     .kinds = "sms",
     .options = no_options,
     .open = south_open,
     .send = member_send,
     .close = member_close},
    {.name = "closed",
     .version = 1,
     .kinds = "sms",
     .options = no_options,
     .open = closed_open,
     .send = member_send,
     .close = member_close},
};

struct bench {
  struct world world;
  struct dispatch *dispatch;
  const char *route;
  GString *told;
  gint64 now;
  guint n;
};

static int no_veto(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason) {
  (void)user, (void)now, (void)message, (void)until, (void)reason;
  return 0;
}

static const char *route_of(void *user, const struct store_message *message) {
  (void)message;
  return ((struct bench *)user)->route;
}

static const struct channel *member_of(void *user, const char *name) {
  (void)user;
  for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
    if (strcmp(members[i].name, name) == 0) return &members[i];
  return NULL;
}

static gboolean settled(void *user, gint64 now, const struct store_message *message, const char *state,
                        const char *reason, GError **error) {
  struct bench *bench = user;
  (void)now, (void)message, (void)reason, (void)error;
  g_string_append_printf(bench->told, "%s;", state);
  return TRUE;
}

static void open_dispatch(struct bench *bench) {
  struct dispatch_world world = {
      .veto = no_veto, .route = route_of, .settled = settled, .user = bench, .member = member_of};
  bench->dispatch = dispatch_new(bench->world.store, &world);
}

static void add_message(struct bench *bench, gint64 enrolment, guint i) {
  g_autofree char *key = g_strdup_printf("key%023u", i);
  struct store_message message = {.enrolment = enrolment,
                                  .key = key,
                                  .channel = (char *)"sms",
                                  .rule = (char *)"",
                                  .act = (char *)"announce",
                                  .reason = (char *)"due",
                                  .due = bench->now,
                                  .queued_at = bench->now,
                                  .expires = bench->now + 7 * 86400,
                                  .address = (char *)"+31612345678",
                                  .to_name = (char *)"",
                                  .sender = (char *)"",
                                  .sender_name = (char *)"",
                                  .reply_to = (char *)"",
                                  .copy_to = (char *)"",
                                  .subject = (char *)"",
                                  .body = (char *)"Hoi",
                                  .template = (char *)"",
                                  .invitation = (char *)""};
  gboolean added = FALSE;
  g_assert_true(store_outbox_add(bench->world.store, &message, &added, NULL) && added);
}

static void bench_open(struct bench *bench, const char *route, guint n) {
  *bench = (struct bench){.route = route, .told = g_string_new(NULL), .n = n};
  for (gsize i = 0; i < 2; i++)
    sides[i] =
        (struct side){CHANNEL_SENT, CHANNEL_UNKNOWN, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), 0};
  world_open(&bench->world, ":memory:");
  world_fill(&bench->world);
  gint64 enrolment = world_person(&bench->world, "1001", PRO);
  bench->now = world_ten(&bench->world, "2026-09-01");
  g_assert_true(store_begin(bench->world.store, NULL));
  for (guint i = 0; i < n; i++) add_message(bench, enrolment, i);
  g_assert_true(store_commit(bench->world.store, NULL));
  open_dispatch(bench);
}

static void bench_close(struct bench *bench) {
  dispatch_free(bench->dispatch);
  world_close(&bench->world);
  g_string_free(bench->told, TRUE);
  for (gsize i = 0; i < 2; i++) g_hash_table_unref(sides[i].got);
}

static struct dispatch_counts run(struct bench *bench, gint64 after) {
  struct dispatch_counts counts;
  g_autoptr(GError) error = NULL;
  bench->now += after;
  g_assert_true(dispatch_run(bench->dispatch, bench->now, &counts, &error));
  g_assert_no_error(error);
  return counts;
}

static char *standing(struct bench *bench, guint i) {
  g_autofree char *key = g_strdup_printf("key%023u", i);
  struct store_message *message = store_outbox_by_key(bench->world.store, key, NULL);
  char *text = g_strdup_printf("%s by %s (%s)", message->state, message->via, message->reference);
  store_outbox_message_free(message);
  return text;
}

static void assert_standing(struct bench *bench, guint i, const char *want) {
  g_autofree char *got = standing(bench, i);
  g_assert_cmpstr(got, ==, want);
}

/* -- several carriers ------------------------------------------------------------------------------------------------
 */

static void each_message_once(void) {
  struct bench bench;
  bench_open(&bench, "north 3, south 1", 400);
  g_assert_cmpuint(run(&bench, 0).sent, ==, 400);
  guint north = g_hash_table_size(sides[0].got), south = g_hash_table_size(sides[1].got);
  g_assert_cmpuint(north + south, ==, 400);
  g_assert_cmpuint(north, >, 250);
  g_assert_cmpuint(south, >, 60);
  bench_close(&bench);
}

/* "Later" is certain: the other one takes it at the next try, and the failing one gets less of what comes after. */
static void later_goes_to_the_other(void) {
  struct bench bench;
  bench_open(&bench, "north 1, south 1", 200);
  sides[0].verdict = CHANNEL_LATER;
  guint later = run(&bench, 0).later;
  g_assert_cmpuint(later, >, 5);
  g_assert_cmpuint(later, <, 100); /* half of them, had its weight not fallen */
  g_assert_cmpuint(run(&bench, 61).sent, ==, later);
  for (guint i = 0; i < 200; i++) assert_standing(&bench, i, "sent by south ()");
  g_autofree char *kept = store_meta_get(bench.world.store, "health north");
  g_assert_nonnull(kept);
  bench_close(&bench);
}

/* Whose fate is unknown goes to nobody else, whatever the weights and however long it lasts. */
static void unknown_is_never_sent_twice(void) {
  struct bench bench;
  bench_open(&bench, "north 1, south 1", 60);
  sides[0].verdict = CHANNEL_UNKNOWN;
  sides[1].verdict = CHANNEL_UNKNOWN;
  g_assert_cmpuint(run(&bench, 0).unknown, ==, 60);
  for (int i = 0; i < 20; i++) run(&bench, 3600);
  g_assert_cmpuint(g_hash_table_size(sides[0].got) + g_hash_table_size(sides[1].got), ==, 60);
  for (gsize side = 0; side < 2; side++) {
    GHashTableIter all;
    gpointer often;
    for (g_hash_table_iter_init(&all, sides[side].got); g_hash_table_iter_next(&all, NULL, &often);)
      g_assert_cmpuint(GPOINTER_TO_UINT(often), ==, 1);
  }
  bench_close(&bench);
}

/* Health is known to the next process, too: `tick` is a process each time. */
static void health_outlives_the_process(void) {
  struct bench bench;
  bench_open(&bench, "north 1, south 1", 100);
  sides[0].verdict = CHANNEL_LATER;
  run(&bench, 0);
  dispatch_free(bench.dispatch);
  open_dispatch(&bench);
  guint before = g_hash_table_size(sides[0].got);
  g_assert_true(store_begin(bench.world.store, NULL));
  for (guint i = 100; i < 200; i++) add_message(&bench, 1, i);
  g_assert_true(store_commit(bench.world.store, NULL));
  run(&bench, 1);
  g_assert_cmpuint(g_hash_table_size(sides[0].got) - before, <, 25);
  bench_close(&bench);
}

static void what_does_not_open_is_passed_by(void) {
  struct bench bench;
  bench_open(&bench, "closed 100, south 1, nobody 5", 20);
  g_assert_cmpuint(run(&bench, 0).sent, ==, 20);
  bench_close(&bench);
  bench_open(&bench, "closed 1", 1);
  g_assert_cmpuint(run(&bench, 0).later, ==, 1);
  bench_close(&bench);
  bench_open(&bench, "north one", 1);
  g_assert_cmpuint(run(&bench, 0).later, ==, 1);
  bench_close(&bench);
}

/* With one carrier "later" comes back to it. */
static void alone_it_tries_itself(void) {
  struct bench bench;
  bench_open(&bench, "north", 1);
  sides[0].verdict = CHANNEL_LATER;
  run(&bench, 0);
  sides[0].verdict = CHANNEL_SENT;
  g_assert_cmpuint(run(&bench, 61).sent, ==, 1);
  assert_standing(&bench, 0, "sent by north ()");
  bench_close(&bench);
}

/* -- asking ----------------------------------------------------------------------------------------------------------
 */

static const struct asking {
  const char *name;
  enum channel_verdict asked;
  const char *want, *told;
  guint sends; /* after an hour */
} askings[] = {
    {"has-it", CHANNEL_SENT, "sent by north (theirs)", "", 1},
    {"refused-it", CHANNEL_NEVER, "failed by north ()", "failed;", 1},
    {"does-not-have-it", CHANNEL_LATER, "sent by north ()", "", 2},
    {"cannot-say", CHANNEL_UNKNOWN, "unknown by north ()", "unknown;", 1},
};

static void asking(gconstpointer data) {
  const struct asking *c = data;
  struct bench bench;
  bench_open(&bench, "north", 1);
  sides[0].verdict = CHANNEL_UNKNOWN;
  sides[0].asked = c->asked;
  g_assert_cmpuint(run(&bench, 0).unknown, ==, 1);
  run(&bench, 299);
  g_assert_cmpuint(sides[0].asks, ==, 0); /* not at once: it may still be on its way in */
  g_assert_cmpstr(bench.told->str, ==, "");
  sides[0].verdict = CHANNEL_SENT;
  for (int i = 0; i < 12; i++) run(&bench, 600);
  assert_standing(&bench, 0, c->want);
  g_assert_cmpstr(bench.told->str, ==, c->told);
  g_assert_cmpuint(sides[0].asks, ==, c->asked == CHANNEL_UNKNOWN ? 3 : 1);
  g_autofree char *key = g_strdup_printf("key%023u", 0);
  g_assert_cmpuint(GPOINTER_TO_UINT(g_hash_table_lookup(sides[0].got, key)), ==, c->sends);
  bench_close(&bench);
}

/* A receipt that comes first has the last word. */
static void a_receipt_ends_the_asking(void) {
  struct bench bench;
  gboolean changed;
  bench_open(&bench, "north", 1);
  sides[0].verdict = CHANNEL_UNKNOWN;
  sides[0].asked = CHANNEL_NEVER;
  run(&bench, 0);
  g_assert_true(store_begin(bench.world.store, NULL));
  g_assert_true(store_outbox_set(bench.world.store, 1, "delivered", "report", NULL, 0, bench.now, &changed, NULL));
  g_assert_true(changed && store_commit(bench.world.store, NULL));
  run(&bench, 600);
  run(&bench, 6000);
  assert_standing(&bench, 0, "delivered by north ()");
  g_assert_cmpuint(sides[0].asks, ==, 0);
  bench_close(&bench);
}

/* Who can't be asked is a person's business at once; so is a channel that is no longer set. */
static void who_cannot_be_asked(void) {
  struct bench bench;
  bench_open(&bench, "south", 1);
  sides[1].verdict = CHANNEL_UNKNOWN;
  run(&bench, 0);
  g_assert_cmpstr(bench.told->str, ==, "unknown;");
  bench_close(&bench);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/carriers/settings", settings_are_read);
  g_test_add_func("/carriers/shares", shares_follow_weights);
  g_test_add_func("/carriers/weakened", only_the_weakened_loses);
  g_test_add_func("/carriers/nobody", nobody_to_choose);
  g_test_add_func("/carriers/health", health_falls_and_comes_back);
  g_test_add_func("/carriers/health-kept", health_is_kept);
  g_test_add_func("/carriers/once", each_message_once);
  g_test_add_func("/carriers/later", later_goes_to_the_other);
  g_test_add_func("/carriers/unknown", unknown_is_never_sent_twice);
  g_test_add_func("/carriers/outlives", health_outlives_the_process);
  g_test_add_func("/carriers/closed", what_does_not_open_is_passed_by);
  g_test_add_func("/carriers/alone", alone_it_tries_itself);
  for (gsize i = 0; i < G_N_ELEMENTS(askings); i++) {
    g_autofree char *path = g_strconcat("/carriers/ask/", askings[i].name, NULL);
    g_test_add_data_func(path, &askings[i], asking);
  }
  g_test_add_func("/carriers/receipt-first", a_receipt_ends_the_asking);
  g_test_add_func("/carriers/cannot-ask", who_cannot_be_asked);
  return g_test_run();
}
