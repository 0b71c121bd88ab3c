/* Receipts as providers really bring them: shuffled, doubled, dropped, late, between nonsense and receipts of other
 * messages, before our own verdict, kept and read only after a crash. Whatever the order, the end is the same.
 *
 * The bytes are those of the conformance kit: one row a channel that hears. */
#include "channels/conformance/conformance.h"
#include "scheduler/intake/intake.h"
#include "scheduler/store/store_inbound.h"
#include "tests/scheduler/flow_world.h"

enum { LIVES = 12, MOST = 24 };

struct life {
  struct world world;
  struct intake *intake;
  gint64 now, enrolment, ours, other;
  char key[FLOW_KEY_SIZE], other_key[FLOW_KEY_SIZE];
};

/* Claimed, as it is while a channel sends it. */
static gint64 sending(struct life *life, const char *name, char key[FLOW_KEY_SIZE]) {
  g_autoptr(GError) error = NULL;
  gboolean done = FALSE;
  flow_key(life->world.flow, name, key);
  struct store_message message = {.enrolment = life->enrolment,
                                  .key = key,
                                  .channel = (char *)"sms",
                                  .rule = (char *)"",
                                  .act = (char *)"announce",
                                  .state = (char *)"queued",
                                  .reason = (char *)"",
                                  .due = life->now - 60,
                                  .queued_at = life->now - 60,
                                  .expires = life->now + 86400,
                                  .address = (char *)"+31612345678",
                                  .to_name = (char *)"Noor",
                                  .sender = (char *)"",
                                  .sender_name = (char *)"",
                                  .reply_to = (char *)"",
                                  .copy_to = (char *)"",
                                  .subject = (char *)"",
                                  .body = (char *)"Hoi Noor",
                                  .template = (char *)"",
                                  .invitation = (char *)""};
  g_assert_true(store_begin(life->world.store, &error));
  g_assert_true(store_outbox_add(life->world.store, &message, &done, &error) && done);
  g_assert_true(store_outbox_claim(life->world.store, message.id, life->now, &done, &error) && done);
  g_assert_true(store_commit(life->world.store, &error));
  return message.id;
}

static void life_open(struct life *life) {
  *life = (struct life){0};
  world_open(&life->world, ":memory:");
  world_fill(&life->world);
  life->enrolment = world_person(&life->world, "1001", PRO);
  world_start(&life->world, "2026-08-24");
  life->now = world_at(&life->world, "2026-09-01T12:00+02:00");
  life->intake = intake_new(life->world.flow, life->world.cases);
  life->ours = sending(life, "ours", life->key);
  life->other = sending(life, "other", life->other_key);
}

static void life_close(struct life *life) {
  intake_free(life->intake);
  world_close(&life->world);
}

static void assert_state(struct life *life, gint64 id, const char *want) {
  struct store_message *message = store_outbox_message(life->world.store, id, NULL);
  g_assert_cmpstr(message->state, ==, want);
  store_outbox_message_free(message);
}

/* -- one thing that happens ----------------------------------------------------------------------------------------
 */

static void accept_ours(struct life *life) {
  gboolean changed = FALSE;
  g_assert_true(store_begin(life->world.store, NULL));
  g_assert_true(
      store_outbox_set(life->world.store, life->ours, "sent", "accepted", "ref", 0, life->now, &changed, NULL));
  g_assert_true(store_commit(life->world.store, NULL));
}

/* Read at once, or only kept: then the process died, and the next one reads it. */
static void bring(struct life *life, const char *channel, const char *raw, gboolean dies) {
  g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
  g_autoptr(GError) error = NULL;
  gboolean new = FALSE;
  gint64 id = 0;
  if (!dies) {
    g_autofree char *said = intake_message(life->intake, channel, bytes, life->now, &error);
    g_assert_no_error(error);
    g_assert_nonnull(said);
    return;
  }
  g_assert_true(store_begin(life->world.store, NULL));
  g_assert_true(store_inbound_keep(life->world.store, channel, bytes, life->now, &id, &new, NULL));
  g_assert_true(store_commit(life->world.store, NULL));
}

static char *with_key(const char *raw, const char *key) {
  g_autoptr(GString) text = g_string_new(raw);
  g_string_replace(text, CONFORMANCE_KEY, key, 0);
  return g_strdup(text->str);
}

/* -- one life ------------------------------------------------------------------------------------------------------
 */

enum happening { OURS, OTHERS, NOBODYS, NONSENSE, VERDICT };

static void shuffle(GRand *rand, enum happening *list, guint n) {
  for (guint i = n; i > 1; i--) {
    guint k = (guint)g_rand_int_range(rand, 0, (gint32)i);
    enum happening held = list[i - 1];
    list[i - 1] = list[k];
    list[k] = held;
  }
}

/* The final one is there at least once, our own verdict exactly once; all else may be dropped or doubled. */
static guint draw(GRand *rand, enum happening list[MOST]) {
  static const enum happening may[] = {OURS, OURS, OTHERS, OTHERS, NOBODYS, NONSENSE, NONSENSE};
  guint n = 0;
  list[n++] = OURS;
  list[n++] = VERDICT;
  for (guint i = 0; i < G_N_ELEMENTS(may); i++)
    for (gint32 k = g_rand_int_range(rand, 0, 3); k > 0 && n < MOST; k--) list[n++] = may[i];
  shuffle(rand, list, n);
  return n;
}

static void happens(struct life *life, const struct conformance_row *row, enum happening what, int state,
                    gboolean dies) {
  static const char nonsense[] = "{\"%%%";
  const char *const keys[] = {[OURS] = life->key, [OTHERS] = life->other_key, [NOBODYS] = "zzzzzzzzzzzzzzzzzzzzzzzzzz"};
  if (what == VERDICT) {
    accept_ours(life);
  } else if (what == NONSENSE) {
    bring(life, row->channel, nonsense, dies);
  } else {
    g_autofree char *raw = with_key(row->receipts[what == OURS ? state : !state], keys[what]);
    bring(life, row->channel, raw, dies);
  }
}

static void live(GRand *rand, const struct conformance_row *row, int state) {
  static const char *const states[] = {"delivered", "failed"};
  enum happening list[MOST];
  struct life life;
  guint n = draw(rand, list), read = 0;
  gboolean others = FALSE;
  life_open(&life);
  for (guint i = 0; i < n; i++) {
    happens(&life, row, list[i], state, g_rand_boolean(rand));
    others = others || list[i] == OTHERS;
    life.now += g_rand_int_range(rand, 0, 1800);
    if (g_rand_int_range(rand, 0, 4) == 0) g_assert_true(intake_pending(life.intake, life.now, &read, NULL));
  }
  g_assert_true(intake_pending(life.intake, life.now, &read, NULL));
  assert_state(&life, life.ours, states[state]);
  assert_state(&life, life.other, others ? states[!state] : "sending");
  life_close(&life);
}

static void test_row(gconstpointer data) {
  const struct conformance_row *row = data;
  guint32 seed = (guint32)g_test_rand_int();
  g_test_message("seed %u", seed);
  GRand *rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < LIVES; i++) live(rand, row, i % 2);
  g_rand_free(rand);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (const struct conformance_row *row = conformance_rows; row->channel; row++) {
    if (!row->receipts[0]) continue;
    g_autofree char *path = g_strconcat("/receipts/", row->channel, NULL);
    g_test_add_data_func(path, row, test_row);
  }
  return g_test_run();
}
