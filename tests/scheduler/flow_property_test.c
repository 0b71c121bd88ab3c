/* Whatever happens in whatever order: nothing is sent after STOP, death or "never again", nothing outside the windows,
 * never more than the cap, every course ends in a named end, and the record stays whole. Seeds are printed. */
#include "tests/scheduler/flow_world.h"

enum { PEOPLE = 3, SEEDS = 40, CAP = 2 };

struct person {
  gint64 enrolment, id;
  gboolean stopped_sms, stopped_mail, over; /* over: dead, or "never again" recorded */
  guint frozen_tasks;                       /* of someone who died: no more than this ever */
  gboolean dead;
  date_t week;
  guint sent; /* in that week */
};

struct life {
  struct world world;
  struct person people[PEOPLE];
  GRand *dice;
  gint64 now;
  guint sent, withdrawn;
};

static struct flow_act act_of(const struct life *life, const char *actor) {
  return (struct flow_act){life->now, actor};
}

static void must(gboolean ok, GError *error) {
  g_assert_no_error(error);
  g_assert_true(ok);
}

static void do_answer(struct life *life, struct person *person) {
  static const char *const texts[] = {"ik heb werk", "bel me",           "nee bedankt", "wie is dit",
                                      "blabla",      "ik zit op school", "help",        "nooit meer"};
  int intent = -1;
  GError *error = NULL;
  struct flow_act act = act_of(life, "person");
  must(store_begin(life->world.store, &error), error);
  must(flow_answer(life->world.flow, &act, person->enrolment, "sms",
                   texts[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(texts))], 0, &intent, &error),
       error);
  must(store_commit(life->world.store, &error), error);
}

static void do_stop(struct life *life, struct person *person) {
  static const char *const channels[] = {"sms", "email", NULL};
  const char *channel = channels[g_rand_int_range(life->dice, 0, 3)];
  GError *error = NULL;
  struct flow_act act = act_of(life, "person");
  must(store_begin(life->world.store, &error), error);
  must(flow_stop(life->world.flow, &act, person->id, channel, 0, &error), error);
  must(store_commit(life->world.store, &error), error);
  if (!channel || strcmp(channel, "sms") == 0) person->stopped_sms = TRUE;
  if (!channel || strcmp(channel, "email") == 0) person->stopped_mail = TRUE;
}

static void after(struct life *life, struct person *person, enum progress_outcome outcome) {
  if (outcome == PROGRESS_REFUSED_CONTACT || outcome == PROGRESS_DECEASED) person->over = TRUE;
  if (outcome != PROGRESS_DECEASED) return;
  person->dead = TRUE;
  person->frozen_tasks = world_count_tasks(&life->world, person->enrolment, NULL, NULL);
}

static void do_task(struct life *life, struct person *person) {
  static const enum progress_outcome outcomes[] = {
      PROGRESS_SPOKE,     PROGRESS_USED,       PROGRESS_DECLINED,        PROGRESS_LATER,
      PROGRESS_NO_ANSWER, PROGRESS_NO_ANSWER,  PROGRESS_NO_ANSWER,       PROGRESS_WRONG_NUMBER,
      PROGRESS_MOVED,     PROGRESS_NOT_NEEDED, PROGRESS_REFUSED_CONTACT, PROGRESS_DECEASED};
  g_autoptr(GPtrArray) tasks = store_tasks_of(life->world.store, person->enrolment, NULL);
  GError *error = NULL;
  struct flow_act act = act_of(life, "staff:1");
  struct flow_outcome said = {.outcome = outcomes[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(outcomes))],
                              .until = DATE_NONE};
  for (guint i = 0; i < tasks->len; i++) {
    const struct store_task *task = tasks->pdata[i];
    if (strcmp(task->state, "open") != 0 || strcmp(task->kind, "decide") == 0) continue;
    must(flow_task_done(life->world.flow, &act, task->id, &said, &error), error);
    after(life, person, said.outcome);
    return;
  }
}

static void do_correct(struct life *life, struct person *person) {
  static const char *const bodies[] = {"aansluitende_inschrijving=ja\n", "aansluitende_inschrijving=nee\n",
                                       "aansluitende_inschrijving=\n",   "uitstroomdatum=2026-08-01\n",
                                       "uitstroomdatum=2026-06-20\n",    "geen_sms=ja\n",
                                       "mobiel=+31687654321\n"};
  GError *error = NULL;
  struct flow_act act = act_of(life, "import");
  must(store_begin(life->world.store, &error), error);
  must(flow_correct(life->world.flow, &act, person->enrolment, zone_to_local(life->world.zone, life->now).day, "import",
                    bodies[g_rand_int_range(life->dice, 0, G_N_ELEMENTS(bodies))], &error),
       error);
  must(store_commit(life->world.store, &error), error);
}

static void do_hold(struct life *life, struct person *person) {
  GError *error = NULL;
  struct flow_act act = act_of(life, "staff:2");
  must(flow_hold_cohort(life->world.flow, &act, "2026", g_rand_boolean(life->dice), &error), error);
  (void)person;
}

static void do_decide(struct life *life, struct person *person) {
  g_autoptr(GPtrArray) handovers = store_handovers_list(life->world.store, person->enrolment, NULL);
  struct flow_act act = act_of(life, "staff:1");
  for (guint i = 0; i < handovers->len; i++) {
    const struct store_handover *handover = handovers->pdata[i];
    if (strcmp(handover->state, "proposed") == 0)
      flow_handover_decide(life->world.flow, &act, handover->id, g_rand_boolean(life->dice), "involve", "afspraak",
                           "besproken", TRUE, NULL);
  }
}

static void (*const deeds[])(struct life *life, struct person *person) = {
    do_answer, do_answer, do_task, do_task, do_task, do_task, do_stop, do_correct, do_hold, do_decide};

/* -- sending, with the model looking over its shoulder
 * ----------------------------------------------------------------- */

static struct person *person_of(struct life *life, gint64 enrolment) {
  for (guint i = 0; i < PEOPLE; i++)
    if (life->people[i].enrolment == enrolment) return &life->people[i];
  g_assert_not_reached();
}

static void check_sent(struct life *life, const struct store_message *message) {
  struct person *person = person_of(life, message->enrolment);
  struct zone_local local = zone_to_local(life->world.zone, life->now);
  date_t monday = local.day - (date_weekday(local.day) - DATE_MONDAY);
  g_assert_false(person->over);
  g_assert_false(strcmp(message->channel, "sms") == 0 ? person->stopped_sms : person->stopped_mail);
  g_assert_cmpint(date_weekday(local.day), !=, DATE_SUNDAY);
  g_assert_cmpint(life->now, <, message->expires);
  if (person->week != monday) person->sent = 0;
  person->week = monday;
  g_assert_cmpuint(++person->sent, <=, CAP);
  life->sent++;
}

static void send_one(struct life *life, gint64 id) {
  GError *error = NULL;
  gint64 until = 0;
  g_autofree char *reason = NULL;
  gboolean done = FALSE;
  struct flow_act act = act_of(life, "system");
  struct store_message *message = store_outbox_message(life->world.store, id, NULL);
  must(store_begin(life->world.store, &error), error);
  enum flow_veto answer = flow_may_send(life->world.flow, life->now, message, &until, &reason);
  if (answer == FLOW_MAY_SEND) {
    must(store_outbox_claim(life->world.store, id, life->now, &done, &error), error);
    must(store_outbox_set(life->world.store, id, "sent", "ok", "", 0, life->now, &done, &error), error);
    check_sent(life, message);
  } else if (answer == FLOW_WAIT) {
    g_assert_cmpint(until, >, life->now);
    must(store_outbox_set(life->world.store, id, "queued", reason, "", until, life->now, &done, &error), error);
  } else {
    must(store_outbox_set(life->world.store, id, "withdrawn", reason, "", 0, life->now, &done, &error), error);
    must(flow_settled(life->world.flow, &act, message, "withdrawn", reason, &error), error);
    life->withdrawn++;
  }
  must(store_commit(life->world.store, &error), error);
  store_outbox_message_free(message);
}

static void send_due(struct life *life) {
  g_autoptr(GArray) due = store_outbox_due(life->world.store, life->now, 1000, NULL);
  for (guint i = 0; i < due->len; i++) send_one(life, g_array_index(due, gint64, i));
}

static void check_end(struct life *life) {
  struct store_record_check check;
  for (guint i = 0; i < PEOPLE; i++) {
    struct person *person = &life->people[i];
    struct store_enrolment *row = store_people_enrolment(life->world.store, person->enrolment, NULL);
    g_autoptr(GPtrArray) tasks = store_tasks_of(life->world.store, person->enrolment, NULL);
    g_assert_true(row->state >= PLAN_USED || row->state == PLAN_OUT_OF_SCOPE);
    g_assert_cmpuint(world_count_messages(&life->world, person->enrolment, "queued"), ==, 0);
    if (person->dead) g_assert_cmpuint(tasks->len, ==, person->frozen_tasks);
    for (guint t = 0; t < tasks->len; t++) {
      const struct store_task *task = tasks->pdata[t]; /* what a person asked for may outlive the guidance */
      gboolean planned = *task->rule && !g_str_has_prefix(task->rule, "reply/") && strcmp(task->kind, "decide") != 0 &&
                         strcmp(task->kind, "repair") != 0;
      if (planned || person->dead) g_assert_cmpstr(task->state, !=, "open");
    }
    store_people_enrolment_free(row);
  }
  g_assert_true(store_record_verify(life->world.store, &check, NULL));
  g_assert_true(check.intact);
  g_free(check.first_bad);
}

static void live(guint32 seed) {
  struct life life = {.dice = g_rand_new_with_seed(seed)};
  g_test_message("seed %u", seed);
  world_open(&life.world, ":memory:");
  world_fill(&life.world);
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *number = g_strdup_printf("%u", i);
    life.people[i] = (struct person){.enrolment = world_person(&life.world, number, PRO "bij_onbereikbaar=doorgeven\n"),
                                     .week = DATE_NONE};
    struct store_enrolment *row = store_people_enrolment(life.world.store, life.people[i].enrolment, NULL);
    life.people[i].id = row->person;
    store_people_enrolment_free(row);
  }
  world_start(&life.world, "2026-05-01");
  date_t last = date_from_civil(2028, 9, 1);
  for (date_t day = date_from_civil(2026, 5, 1); day <= last; day += g_rand_int_range(life.dice, 1, 4)) {
    life.now = zone_to_utc(life.world.zone, (struct zone_local){day, 600});
    struct person *person = &life.people[g_rand_int_range(life.dice, 0, PEOPLE)];
    if (!person->dead && g_rand_int_range(life.dice, 0, 12) == 0)
      deeds[g_rand_int_range(life.dice, 0, G_N_ELEMENTS(deeds))](&life, person);
    world_tick(&life.world, life.now);
    send_due(&life);
  }
  struct flow_act act = act_of(&life, "staff:2");
  g_assert_true(flow_hold_cohort(life.world.flow, &act, "2026", FALSE, NULL));
  life.now = zone_to_utc(life.world.zone, (struct zone_local){last + 7, 600});
  world_tick(&life.world, life.now);
  send_due(&life);
  check_end(&life);
  g_test_message("%u sent, %u withdrawn", life.sent, life.withdrawn);
  world_close(&life.world);
  g_rand_free(life.dice);
}

static void test_lives(void) {
  for (guint32 seed = 1; seed <= SEEDS; seed++) live(seed);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow_property/lives", test_lives);
  return g_test_run();
}
