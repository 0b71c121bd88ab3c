/* The counsellor's own calendar in the plan: which hour an invitation proposes, and what becomes of the copy. */
#include "scheduler/store/store_agenda.h"
#include "scheduler/store/store_appointments.h"
#include "tests/scheduler/flow_world.h"

static const char rule[] = WORLD_INVITATION("15", "2");

static const char facts[] = "uitstroomdatum=2026-07-10\nemail=noor@home.example\n";
#define DAY "2026-09-04" /* a Friday; three working days on is Wednesday the ninth */

static void begin(struct base *base, const char *channel) {
  g_autofree char *pro = world_read("rules/policies/pro.beleid");
  g_autofree char *policy = g_strconcat(pro, rule, NULL);
  world_open(&base->world, ":memory:");
  g_hash_table_insert(base->world.settings, (gpointer) "agenda", (gpointer)channel);
  world_fill_with(&base->world, policy);
  base->noor = world_person(&base->world, "100", facts);
  world_start(&base->world, "2026-05-01");
  world_days(&base->world, "2026-05-01", "2026-09-03");
}

/* "2026-09-09T14:00+02:00/2026-09-09T15:00+02:00 …", told at that moment. */
static void tell(struct base *base, const char *spans, const char *at) {
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct store_span));
  g_auto(GStrv) words = g_strsplit(spans, " ", -1);
  for (char **word = words; *word && **word; word++) {
    g_auto(GStrv) ends = g_strsplit(*word, "/", 2);
    struct store_span span = {world_at(&base->world, ends[0]), world_at(&base->world, ends[1])};
    g_array_append_val(busy, span);
  }
  g_assert_true(store_begin(base->world.store, NULL));
  g_assert_true(
      store_agenda_set_busy(base->world.store, base->world.counsellor, world_at(&base->world, at), busy, NULL));
  g_assert_true(store_commit(base->world.store, NULL));
}

static char *proposed(struct base *base) {
  g_autoptr(StoreAppointment) one = store_appointments_get(base->world.store, 1, NULL);
  g_assert_nonnull(one);
  g_assert_cmpint(one->end - one->start, ==, 30 * 60);
  g_autofree char *text = zone_format(base->world.zone, one->start);
  return g_strndup(text, 16);
}

#define W "2026-09-09T"
#define Z "+02:00"
static const struct hour_case {
  const char *name, *told, *at, *want;
} hour_cases[] = {
    {"nothing told", "", "2026-09-04T09:00" Z, W "14:00"},
    {"usual hour taken", W "14:00" Z "/" W "15:00" Z, "2026-09-04T09:00" Z, W "15:00"},
    {"taken until then", W "13:00" Z "/" W "14:00" Z, "2026-09-04T09:00" Z, W "14:00"},
    {"taken from its end on", W "14:30" Z "/" W "17:00" Z, "2026-09-04T09:00" Z, W "14:00"},
    {"afternoon taken", W "12:00" Z "/" W "18:00" Z, "2026-09-04T09:00" Z, W "10:00"},
    {"day taken", W "00:00" Z "/2026-09-10T00:00" Z, "2026-09-04T09:00" Z, "2026-09-10T14:00"},
    {"weekend between", W "00:00" Z "/2026-09-12T00:00" Z, "2026-09-04T09:00" Z, "2026-09-14T14:00"},
    {"weeks taken", "2026-09-01T00:00" Z "/2026-11-01T00:00+01:00", "2026-09-04T09:00" Z, W "14:00"},
    {"told too long ago", W "14:00" Z "/" W "15:00" Z, "2026-09-03T09:59" Z, W "14:00"},
};

static void hour_is_free(gconstpointer data) {
  const struct hour_case *c = data;
  struct base base;
  begin(&base, "");
  tell(&base, c->told, c->at);
  world_days(&base.world, DAY, DAY);
  g_autofree char *got = proposed(&base);
  g_assert_cmpstr(got, ==, c->want);
  world_close(&base.world);
}

/* Our own appointments take time, too, whatever a calendar tells: four young people of somebody who has Tuesday
 * afternoons for this. */
static void two_are_not_proposed_the_same(void) {
  struct world world;
  g_autofree char *pro = world_read("rules/policies/pro.beleid"), *policy = g_strconcat(pro, rule, NULL);
  world_open(&world, ":memory:");
  world_fill_with(&world, policy);
  struct store_staff *staff = store_staff_get(world.store, world.counsellor, NULL);
  staff->halfdays = 1 << 3;
  g_assert_true(store_begin(world.store, NULL) && store_staff_set(world.store, staff, NULL) &&
                store_commit(world.store, NULL));
  store_staff_free(staff);
  for (int i = 0; i < 4; i++) {
    g_autofree char *number = g_strdup_printf("%d", 100 + i);
    g_autofree char *mail = g_strdup_printf("uitstroomdatum=2026-07-10\nemail=n%d@home.example\n", i);
    world_person(&world, number, mail);
  }
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2026-09-25");
  g_autoptr(GPtrArray) all = store_appointments_of_staff(world.store, world.counsellor, 0, NULL);
  g_assert_cmpuint(all->len, >=, 4);
  for (guint i = 1; i < all->len; i++) {
    const struct store_appointment *one = all->pdata[i], *before = all->pdata[i - 1];
    g_assert_cmpint(one->start, >=, before->end);
  }
  world_close(&world);
}

static struct store_message *copy_of(struct base *base, guint *count) {
  g_autoptr(GPtrArray) all = store_outbox_of(base->world.store, base->noor, NULL);
  struct store_message *newest = NULL;
  *count = 0;
  for (guint i = 0; i < all->len; i++) {
    const struct store_message *message = all->pdata[i];
    if (strcmp(message->channel, "agenda") != 0) continue;
    if ((*count)++ == 0) newest = store_outbox_message(base->world.store, message->id, NULL);
  }
  return newest;
}

static void copy_says_a_first_name_and_a_time(void) {
  struct base base;
  guint count = 0;
  begin(&base, "caldav");
  world_days(&base.world, DAY, DAY);
  struct store_message *copy = copy_of(&base, &count);
  g_assert_cmpuint(count, ==, 1);
  g_assert_cmpstr(copy->address, ==, "sanne@school.example");
  g_assert_cmpstr(copy->subject, ==, "Gesprek met Noor");
  g_autofree char *whole = g_strjoin("|", copy->subject, copy->body, copy->invitation, copy->to_name, NULL);
  g_assert_null(strstr(whole, "Berg"));
  g_assert_null(strstr(whole, "home.example"));
  g_assert_null(strstr(whole, "100"));
  g_assert_nonnull(strstr(copy->invitation, "\"method\":\"request\""));
  store_outbox_message_free(copy);
  world_days(&base.world, "2026-09-05", "2026-09-06");
  copy = copy_of(&base, &count);
  g_assert_cmpuint(count, ==, 1);
  store_outbox_message_free(copy);
  world_close(&base.world);
}

static void nobody_without_a_calendar_gets_one(void) {
  struct base base;
  guint count = 0;
  begin(&base, "caldav");
  g_assert_true(store_begin(base.world.store, NULL));
  struct store_agenda none = {.staff = base.world.counsellor, .channel = "none", .token = ""};
  g_assert_true(store_agenda_put(base.world.store, &none, NULL));
  g_assert_true(store_commit(base.world.store, NULL));
  world_days(&base.world, DAY, DAY);
  g_assert_null(copy_of(&base, &count));
  world_close(&base.world);
}

/* It goes to a colleague: at night, after STOP, and not counted for the young person. */
static void nothing_of_the_young_person_holds_it(void) {
  struct base base;
  guint count = 0;
  begin(&base, "caldav");
  world_days(&base.world, DAY, DAY);
  struct store_message *copy = copy_of(&base, &count); /* as it stands queued */
  base_stop(&base, "email", NULL, DAY);
  gint64 until = 0, night = world_at(&base.world, "2026-09-04T23:30" Z);
  g_autofree char *reason = NULL, *late = NULL;
  g_assert_cmpint(flow_may_send(base.world.flow, night, copy, &until, &reason), ==, FLOW_MAY_SEND);
  g_assert_cmpint(flow_may_send(base.world.flow, copy->expires, copy, &until, &late), ==, FLOW_NEVER);
  store_outbox_message_free(copy);
  world_close(&base.world);
}

/* What her calendar says about it is a question for her, in words that name it. */
static void verdicts_become_questions(void) {
  static const struct {
    const char *state, *reason, *word;
  } cases[] = {{"failed", "changed by its owner; nothing was overwritten", "in uw eigen agenda veranderd"},
               {"failed", "removed by its owner", "uit uw eigen agenda gehaald"},
               {"failed", "refused: 400 nee", "Doe dat zelf"},
               {"unknown", "the process ended", "Doe dat zelf"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct base base;
    guint count = 0;
    begin(&base, "caldav");
    world_days(&base.world, DAY, DAY);
    struct store_message *copy = copy_of(&base, &count);
    struct flow_act act = base_act(&base, DAY, "system");
    for (int twice = 0; twice < 2; twice++) {
      g_assert_true(store_begin(base.world.store, NULL));
      g_assert_true(flow_settled(base.world.flow, &act, copy, cases[i].state, cases[i].reason, NULL));
      g_assert_true(store_commit(base.world.store, NULL));
    }
    g_assert_cmpuint(world_count_tasks(&base.world, base.noor, "judge", "open"), ==, 1);
    struct store_task *task = world_open_task(&base.world, base.noor, "judge");
    g_assert_nonnull(strstr(task->why, cases[i].word));
    g_assert_nonnull(strstr(task->why, "9 september"));
    store_tasks_free(task);
    store_outbox_message_free(copy);
    world_close(&base.world);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(hour_cases); i++) {
    g_autofree char *path = g_strconcat("/agenda/hour/", hour_cases[i].name, NULL);
    g_test_add_data_func(path, &hour_cases[i], hour_is_free);
  }
  g_test_add_func("/agenda/two are not proposed the same", two_are_not_proposed_the_same);
  g_test_add_func("/agenda/copy says a first name and a time", copy_says_a_first_name_and_a_time);
  g_test_add_func("/agenda/nobody without a calendar gets one", nobody_without_a_calendar_gets_one);
  g_test_add_func("/agenda/nothing of the young person holds it", nothing_of_the_young_person_holds_it);
  g_test_add_func("/agenda/verdicts become questions", verdicts_become_questions);
  return g_test_run();
}
