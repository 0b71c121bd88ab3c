/* Whatever happens to an invitation, in whatever order: its numbers only rise, who heard of it hears that it is off or
 * a person is told to say so, and nothing is written to who has died or asked for silence. */
#include "scheduler/store/store_appointments.h"
#include "tests/scheduler/flow_world.h"

#include <jansson.h>

enum { LIVES = 120, DAYS = 60 };

static const char rule[] = WORLD_INVITATION("4", "3");

struct life {
  struct world world;
  GRand *dice;
  gint64 noor, person, now;
  gboolean silent, dead; /* since `since` no mail may leave */
  gint64 since;
  guint cancelled, moved;
};

static struct flow_act act_of(const struct life *life, const char *actor) {
  return (struct flow_act){life->now, actor};
}

static void must(gboolean good, GError *error) {
  g_assert_no_error(error);
  g_assert_true(good);
}

/* -- what can happen --------------------------------------------------------------------------------------------------
 */

static void do_nothing(struct life *life) {
  (void)life;
}

static void do_answer(struct life *life) {
  static const char *const partstats[] = {"ACCEPTED", "DECLINED", "TENTATIVE"};
  GError *error = NULL;
  struct flow_act act = act_of(life, "person");
  g_autoptr(GPtrArray) open = store_appointments_open(life->world.store, life->noor, life->now, NULL);
  if (open->len == 0) return;
  const struct store_appointment *one = open->pdata[g_rand_int_range(life->dice, 0, (gint)open->len)];
  struct progress_event event = {.kind = PROGRESS_EVENT_REACTION,
                                 .rule = -1,
                                 .reply = -1,
                                 .until = DATE_NONE,
                                 .day = zone_to_local(life->world.zone, life->now).day};
  must(store_begin(life->world.store, &error), error);
  must(flow_appointment_answered(life->world.flow, &act, one->id, partstats[g_rand_int_range(life->dice, 0, 3)],
                                 life->now, &error),
       error);
  must(flow_event(life->world.flow, &act, life->noor, event, NULL, "calendar", &error), error);
  must(flow_wake(life->world.flow, &act, life->noor, &error), error);
  must(store_commit(life->world.store, &error), error);
}

/* A verb may refuse; it may not fail. */
static void forgive(struct life *life, gboolean done, GError *error, guint *count) {
  (void)life;
  if (done) ++*count;
  if (error) g_assert_cmpint(error->domain, ==, (gint)FLOW_ERROR);
  g_clear_error(&error);
}

static gint64 any_appointment(struct life *life) {
  g_autoptr(GPtrArray) all = store_appointments_list(life->world.store, 0, 0, TRUE, NULL);
  if (all->len == 0) return 1;
  return ((struct store_appointment *)all->pdata[g_rand_int_range(life->dice, 0, (gint)all->len)])->id;
}

static void do_move(struct life *life) {
  GError *error = NULL;
  gboolean told = FALSE;
  struct flow_act act = act_of(life, "staff:1");
  gint64 to = life->now + g_rand_int_range(life->dice, -1, 12) * 86400 + 7200;
  gboolean done = flow_appointment_move(life->world.flow, &act, any_appointment(life), to, &told, &error);
  forgive(life, done, error, &life->moved);
}

static void do_cancel(struct life *life) {
  GError *error = NULL;
  gboolean told = FALSE;
  struct flow_act act = act_of(life, "staff:1");
  gboolean done = flow_appointment_cancel(life->world.flow, &act, any_appointment(life), "", &told, &error);
  forgive(life, done, error, &life->cancelled);
}

static void do_contact(struct life *life) {
  static const enum progress_outcome outcomes[] = {PROGRESS_SPOKE,      PROGRESS_DECLINED,        PROGRESS_LATER,
                                                   PROGRESS_NOT_NEEDED, PROGRESS_REFUSED_CONTACT, PROGRESS_DECEASED};
  GError *error = NULL;
  struct flow_act act = act_of(life, "staff:1");
  struct flow_outcome said = {.outcome = outcomes[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(outcomes))],
                              .with_whom = "",
                              .note = "",
                              .until = DATE_NONE};
  must(flow_contact(life->world.flow, &act, life->noor, &said, &error), error);
  if (said.outcome != PROGRESS_DECEASED) return;
  if (!life->silent && !life->dead) life->since = life->now;
  life->dead = TRUE;
}

static void do_stop(struct life *life) {
  GError *error = NULL;
  struct flow_act act = act_of(life, "person");
  must(store_begin(life->world.store, &error), error);
  must(flow_stop(life->world.flow, &act, life->person, NULL, 0, &error), error);
  must(store_commit(life->world.store, &error), error);
  if (!life->silent && !life->dead) life->since = life->now;
  life->silent = TRUE;
}

static void do_correct(struct life *life) {
  static const char *const bodies[] = {"startkwalificatie=ja\n", "startkwalificatie=nee\n", "onderwijs=vso\n",
                                       "onderwijs=pro\n", "uitstroomdatum=2026-07-15\n"};
  GError *error = NULL;
  struct flow_act act = act_of(life, "import");
  must(store_begin(life->world.store, &error), error);
  must(flow_correct(life->world.flow, &act, life->noor, zone_to_local(life->world.zone, life->now).day, "import",
                    bodies[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(bodies))], &error),
       error);
  must(store_commit(life->world.store, &error), error);
}

static void (*const deeds[])(struct life *life) = {do_nothing, do_nothing, do_nothing, do_nothing,
                                                   do_answer,  do_answer,  do_move,    do_move,
                                                   do_cancel,  do_contact, do_correct, do_stop};

/* -- sending ----------------------------------------------------------------------------------------------------------
 */

static void settle(struct life *life, struct store_message *message, const char *state) {
  GError *error = NULL;
  gboolean done = FALSE;
  struct flow_act act = act_of(life, "system");
  const char *stored = strcmp(state, "bounced") == 0 ? "failed" : state;
  must(store_outbox_set(life->world.store, message->id, stored, "550 5.7.1", "", 0, life->now, &done, &error), error);
  if (strcmp(state, "sent") == 0) return;
  must(flow_settled(life->world.flow, &act, message, state, "550 5.7.1", &error), error);
}

static void send_one(struct life *life, gint64 id) {
  static const char *const states[] = {"sent", "sent", "sent", "sent", "unknown", "failed"};
  GError *error = NULL;
  gint64 until = 0;
  gboolean done = FALSE;
  g_autofree char *reason = NULL;
  struct store_message *message = store_outbox_message(life->world.store, id, NULL);
  must(store_begin(life->world.store, &error), error);
  enum flow_veto answer = flow_may_send(life->world.flow, life->now, message, &until, &reason);
  if (answer == FLOW_MAY_SEND) {
    g_assert_false(life->dead || life->silent);
    must(store_outbox_claim(life->world.store, id, life->now, &done, &error), error);
    settle(life, message, states[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(states))]);
  } else if (answer == FLOW_WAIT) {
    must(store_outbox_set(life->world.store, id, "queued", reason, "", until, life->now, &done, &error), error);
  } else {
    settle(life, message, "withdrawn");
  }
  must(store_commit(life->world.store, &error), error);
  store_outbox_message_free(message);
}

static void send_due(struct life *life) {
  g_autoptr(GArray) due = store_outbox_due(life->world.store, life->now, 1000, NULL);
  for (guint i = 0; i < due->len; i++) send_one(life, g_array_index(due, gint64, i));
}

/* -- what must hold ---------------------------------------------------------------------------------------------------
 */

struct told {
  int highest;
  gboolean heard, cancelled;
};

/* Of the messages of one appointment, oldest first. */
static struct told told_of(struct life *life, const struct store_appointment *one) {
  static const char *const left[] = {"sending", "sent", "delivered", "unknown", NULL};
  struct told told = {.highest = -1};
  g_autoptr(GPtrArray) all = store_outbox_of(life->world.store, life->noor, NULL);
  for (guint i = all->len; i > 0; i--) {
    const struct store_message *message = all->pdata[i - 1];
    json_t *json = *message->invitation ? json_loads(message->invitation, 0, NULL) : NULL;
    const char *uid = json_string_value(json_object_get(json, "uid"));
    if (uid && strcmp(uid, one->uid) == 0) {
      int sequence = (int)json_integer_value(json_object_get(json, "sequence"));
      g_assert_cmpint(sequence, >, told.highest);
      told.highest = sequence;
      told.heard = told.heard || g_strv_contains(left, message->state);
      told.cancelled = told.cancelled || strcmp(message->act, "cancel") == 0;
    }
    json_decref(json);
  }
  return told;
}

static gboolean has_task(struct life *life, const struct store_appointment *one, const char *what) {
  g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "/by-hand/appointment-%" G_GINT64_FORMAT "/%d/%s",
                                          life->noor, one->id, one->sequence, what);
  char key[FLOW_KEY_SIZE];
  flow_key(life->world.flow, name, key);
  struct store_task *task = store_tasks_by_key(life->world.store, key, NULL);
  if (task) store_tasks_free(task);
  return task != NULL;
}

static void check(struct life *life) {
  g_autoptr(GPtrArray) all = store_appointments_list(life->world.store, 0, 0, TRUE, NULL);
  guint ahead = 0;
  for (guint i = 0; i < all->len; i++) {
    const struct store_appointment *one = all->pdata[i];
    struct told told = told_of(life, one);
    g_assert_cmpint(told.highest, <=, one->sequence);
    if (strcmp(one->state, "cancelled") == 0) g_assert_true(told.cancelled || has_task(life, one, "tell"));
    if (strcmp(one->state, "withdrawn") == 0) g_assert_false(told.heard || told.cancelled);
    if (strcmp(one->state, "open") == 0 && life->dead) g_assert_cmpint(one->start, <=, life->now);
    ahead += strcmp(one->state, "open") == 0 && one->start > life->now + 86400;
  }
  if (!life->silent) g_assert_cmpuint(ahead, <=, 2); /* the accepted one, and a newer attempt's at most */
  g_autoptr(GPtrArray) messages = store_outbox_of(life->world.store, life->noor, NULL);
  for (guint i = 0; (life->dead || life->silent) && i < messages->len; i++) {
    const struct store_message *message = messages->pdata[i];
    g_assert_cmpint(message->queued_at, <=, life->since);
    g_assert_cmpstr(message->state, !=, "queued");
  }
}

static void live(guint32 seed, guint *cancelled, guint *moved) {
  struct life life = {.dice = g_rand_new_with_seed(seed)};
  g_test_message("seed %u", seed);
  g_autofree char *pro = world_read("rules/policies/pro.beleid");
  g_autofree char *policy = g_strconcat(pro, rule, NULL);
  world_open(&life.world, ":memory:");
  g_hash_table_remove(life.world.settings, "stop_confirmation");
  world_fill_with(&life.world, policy);
  life.noor = world_person(&life.world, "100", "uitstroomdatum=2026-07-10\nemail=noor@home.example\n");
  struct store_enrolment *row = store_people_enrolment(life.world.store, life.noor, NULL);
  life.person = row->person;
  store_people_enrolment_free(row);
  world_start(&life.world, "2026-05-01");
  date_t first = date_from_civil(2026, 8, 31);
  for (date_t day = first; day < first + DAYS; day++) {
    life.now = zone_to_utc(life.world.zone, (struct zone_local){day, 480 + g_rand_int_range(life.dice, 0, 720)});
    deeds[g_rand_int_range(life.dice, 0, G_N_ELEMENTS(deeds) - (day < first + 10 ? 2 : 0))](&life);
    world_tick(&life.world, life.now);
    send_due(&life);
    world_tick(&life.world, life.now);
    check(&life);
  }
  *cancelled += life.cancelled, *moved += life.moved;
  g_rand_free(life.dice);
  world_close(&life.world);
}

static void test_lives(void) {
  guint cancelled = 0, moved = 0;
  guint32 seed = (guint32)g_test_rand_int();
  for (guint i = 0; i < LIVES; i++) live(seed + i, &cancelled, &moved);
  g_test_message("%u cancelled, %u moved", cancelled, moved);
  g_assert_cmpuint(cancelled, >, 0); /* else the dice show nothing */
  g_assert_cmpuint(moved, >, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/appointment/lives", test_lives);
  return g_test_run();
}
