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
  g_assert_cmpuint(messages->len, ==, 1);
  struct store_message *first = messages->pdata[0];
  g_assert_cmpstr(first->rule, ==, "zes-weken");
  g_assert_cmpstr(first->channel, ==, "sms");
  g_assert_cmpstr(first->address, ==, "+31612345678");
  g_assert_cmpstr(first->sender, ==, "+3197010000000");
  g_assert_cmpuint(strlen(first->key), ==, 26);
  g_assert_cmpstr(first->body, ==,
                  "Hoi Noor, Sanne de Wit van De Brug belt je maandagochtend 31 augustus (06 12300001).");
  /* due in the first half hour of the window, and void once the promised half-day begins */
  gint64 nine = world_at(&world, "2026-08-28T09:00:00+02:00");
  g_assert_cmpint(first->due, >=, nine);
  g_assert_cmpint(first->due, <, nine + 1800);
  g_assert_cmpint(first->expires, ==, world_at(&world, "2026-08-31T09:00:00+02:00"));
  world_close(&world);
}

struct dump {
  struct world *world;
  GString *text;
};

static void dump_event(void *user, const struct store_event *event) {
  struct dump *dump = user;
  g_string_append_printf(dump->text, "%d %s %s/%d/%d %d\n", event->day, progress_event_names[event->kind], event->rule,
                         event->year, event->attempt, event->outcome);
}

static char *story(struct world *world, gint64 enrolment) {
  struct dump dump = {world, g_string_new(NULL)};
  g_assert_true(store_events_each(world->store, enrolment, G_MAXINT64, dump_event, &dump, NULL));
  return g_string_free(dump.text, FALSE);
}

/* A tick at once, and again at the same moment, changes nothing; a tick that comes only on some days tells the same
 * story for what it acts on in time. */
static void test_again(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2026-12-01");
  g_autofree char *before = story(&world, noor);
  struct flow_counts counts = world_tick(&world, world_ten(&world, "2026-12-01"));
  g_assert_cmpuint(counts.due, ==, 0);
  struct flow_act act = {world_ten(&world, "2026-12-01"), "system"};
  g_assert_true(store_begin(world.store, NULL) && flow_wake(world.flow, &act, noor, NULL) &&
                store_commit(world.store, NULL));
  counts = world_tick(&world, world_ten(&world, "2026-12-01"));
  g_assert_cmpuint(counts.due, ==, 0);
  g_autofree char *after = story(&world, noor);
  g_assert_cmpstr(before, ==, after);
  world_close(&world);
}

/* due is the sum of what became of it. */
static void test_counts(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  for (int i = 0; i < 30; i++) {
    g_autofree char *number = g_strdup_printf("%d", i);
    world_person(&world, number, PRO);
  }
  world_start(&world, "2026-10-01");
  struct flow_counts counts = world_tick(&world, world_ten(&world, "2026-10-01"));
  g_assert_cmpuint(counts.due, >, 5);
  g_assert_cmpuint(counts.due, ==, counts.done + counts.skipped + counts.late);
  world_close(&world);
}

/* What falls on one day after an outage: twenty late messages go out, one more and a person must let them go. */
static const char late_policy[] =
    "beleid \"Test\" versie 1\n  geldig vanaf 1-1-2026\n\n"
    "begeleiding pro\n  grondslag \"WVO 2020 art. 2.31a lid 2\"\n  voor onderwijs = pro\n"
    "  van uitstroomdatum - 8 weken tot uitstroomdatum + 2 jaar\n\n"
    "vraag hoe-gaat-het\n  grondslag \"beleidskeuze\"\n  omschrijving \"Vraag hoe het gaat\"\n  door systeem\n"
    "  op uitstroomdatum + 6 weken, speling 5 werkdagen\n  stuur sms of email \"vraag\"\n"
    "  te laat: alsnog binnen 30 werkdagen, anders naar begeleider\n\n"
    "verzendtijden\n  ma-vr 9:00-20:00\n  za dicht\n  zo dicht\n  feestdagen dicht\n  ten hoogste 2 berichten per "
    "week\n";

static guint late_world(struct world *world, int people, gint64 *ids) {
  guint held = 0;
  world_open(world, ":memory:");
  world_fill_with(world, late_policy);
  for (int i = 0; i < people; i++) {
    g_autofree char *number = g_strdup_printf("%d", i);
    ids[i] = world_person(world, number, PRO);
  }
  world_start(world, "2026-07-01");
  world_days(world, "2026-07-01", "2026-08-10");
  struct flow_counts counts = world_tick(world, world_ten(world, "2026-09-10"));
  g_assert_cmpuint(counts.late, ==, (guint)people);
  for (int i = 0; i < people; i++) held += world_count_messages(world, ids[i], "held");
  return held;
}

static void test_few_late(void) {
  struct world world;
  gint64 ids[20];
  g_assert_cmpuint(late_world(&world, 20, ids), ==, 0);
  for (int i = 0; i < 20; i++) g_assert_cmpuint(world_count_messages(&world, ids[i], "queued"), ==, 1);
  world_close(&world);
}

static void test_many_late(void) {
  struct world world;
  gint64 ids[21];
  g_autoptr(GError) error = NULL;
  g_assert_cmpuint(late_world(&world, 21, ids), ==, 21);
  g_autoptr(GPtrArray) held = store_outbox_list(world.store, 0, "held", 100, NULL);
  g_assert_cmpuint(held->len, ==, 21);
  struct flow_act act = {world_ten(&world, "2026-09-10"), "staff:2"};
  g_assert_true(flow_catchup_approve(world.flow, &act, ((struct store_message *)held->pdata[0])->id, &error));
  g_assert_true(flow_catchup_drop(world.flow, &act, ((struct store_message *)held->pdata[1])->id, &error));
  g_assert_false(flow_catchup_drop(world.flow, &act, ((struct store_message *)held->pdata[1])->id, NULL));
  g_autoptr(GPtrArray) queued = store_outbox_list(world.store, 0, "queued", 100, NULL);
  g_assert_cmpuint(queued->len, ==, 1);
  g_autoptr(GPtrArray) gone = store_outbox_list(world.store, 0, "withdrawn", 100, NULL);
  g_assert_cmpuint(gone->len, ==, 1);
  world_tick(&world, world_ten(&world, "2026-09-11"));
  g_autoptr(GPtrArray) still = store_outbox_list(world.store, 0, "held", 100, NULL);
  g_assert_cmpuint(still->len, ==, 19);
  world_close(&world);
}

/* A value that is missing: no message, a task that names it, and the moment is closed. */
static void test_missing_value(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill_with(&world, late_policy);
  g_assert_true(store_begin(world.store, NULL));
  world_publish(
      &world, "template", "vraag.sms",
      "naam: vraag\nkanaal: sms\nvelden: roepnaam huisdier\n---\nHoi {{roepnaam}}, hoe gaat het met {{huisdier}}?\n");
  g_assert_true(store_commit(world.store, NULL));
  gint64 noor = world_person(&world, "1", PRO);
  world_start(&world, "2026-07-01");
  world_days(&world, "2026-07-01", "2026-08-25");
  g_assert_cmpuint(world_count_messages(&world, noor, NULL), ==, 0);
  struct store_task *task = world_open_task(&world, noor, "repair");
  g_assert_nonnull(task);
  g_assert_nonnull(strstr(task->why, "huisdier"));
  store_tasks_free(task);
  world_close(&world);
}

/* S15: the date is corrected to a year later: what was made for the old date is taken back, and made again in time. */
static void test_corrected_date(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2026-05-20");
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "open"), ==, 1);
  struct flow_act act = {world_ten(&world, "2026-05-21"), "import"};
  g_assert_true(store_begin(world.store, &error));
  g_assert_true(flow_correct(world.flow, &act, noor, date_from_civil(2026, 5, 21), "import",
                             "aansluitende_inschrijving=ja\n", &error));
  g_assert_true(store_commit(world.store, &error));
  world_tick(&world, world_ten(&world, "2026-05-21"));
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "open"), ==, 0);
  act.now = world_ten(&world, "2026-05-22");
  g_assert_true(store_begin(world.store, &error));
  g_assert_true(flow_correct(world.flow, &act, noor, date_from_civil(2026, 5, 22), "import",
                             "aansluitende_inschrijving=nee\n", &error));
  g_assert_true(store_commit(world.store, &error));
  world_tick(&world, world_ten(&world, "2026-05-22"));
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "open"), ==, 1);
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "withdrawn"), ==, 1);
  world_close(&world);
}

/* Two years of silence: every course ends, nothing stays open but what a person must decide, and the record holds. */
static void test_two_years(void) {
  struct world world;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO "bij_onbereikbaar=doorgeven\n");
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2028-08-01");
  g_autofree char *text = story(&world, noor);
  g_assert_nonnull(strstr(text, " handover niet-bereikt/1/1 "));
  g_assert_nonnull(strstr(text, " task opnieuw/2/1 "));
  g_assert_nonnull(strstr(text, " ended /2/1 "));
  g_assert_cmpuint(world_count_tasks(&world, noor, NULL, "open"), ==, 1);
  g_assert_cmpuint(world_count_tasks(&world, noor, "decide", "open"), ==, 1);
  g_assert_cmpuint(world_count_messages(&world, noor, "queued"), ==, 0);
  struct store_enrolment *row = store_people_enrolment(world.store, noor, NULL);
  g_assert_cmpint(row->state, ==, PLAN_WINDOW_CLOSED);
  g_assert_cmpint(row->wake, ==, 0);
  store_people_enrolment_free(row);
  struct store_record_check check;
  g_assert_true(store_record_verify(world.store, &check, NULL));
  g_assert_true(check.intact);
  g_assert_cmpint(check.entries, >, 20);
  g_free(check.first_bad);
  world_close(&world);
}

/* Two enrolments of one person: together never more than two messages a week, and neither loses a moment (S9). */
static void test_two_enrolments(void) {
  struct world world;
  gint64 second = 0;
  guint weeks[400] = {0}, total = 0;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 first = world_person(&world, "100", PRO);
  struct store_enrolment *row = store_people_enrolment(world.store, first, NULL);
  g_assert_true(store_begin(world.store, NULL));
  g_assert_true(store_people_add_enrolment(world.store, row->person, 2, world.cohort, world.counsellor, &second, NULL));
  g_assert_true(store_facts_add(
      world.store, second, world_at(&world, "2026-01-02"), date_from_civil(2026, 1, 2), "import",
      "roepnaam=Noor\nonderwijs=pro\ngeboortedatum=2009-03-04\naansluitende_inschrijving=nee\n" PRO, NULL));
  g_assert_true(store_commit(world.store, NULL));
  world_start(&world, "2026-05-01");
  world_days(&world, "2026-05-01", "2027-07-01");
  gint64 start = world_at(&world, "2026-04-27"); /* a Monday */
  gint64 ids[] = {first, second};
  for (guint e = 0; e < 2; e++) {
    g_autoptr(GPtrArray) messages = store_outbox_of(world.store, ids[e], NULL);
    g_assert_cmpuint(messages->len, >=, 4);
    for (guint i = 0; i < messages->len; i++, total++)
      g_assert_cmpuint(++weeks[(((struct store_message *)messages->pdata[i])->due - start + 7200) / (7 * 86400)], <=,
                       2);
  }
  g_assert_cmpuint(total, >=, 8);
  store_people_enrolment_free(row);
  world_close(&world);
}

static void test_held_cohort(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  world_open(&world, ":memory:");
  world_fill(&world);
  gint64 noor = world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  struct flow_act act = {world_ten(&world, "2026-05-02"), "staff:2"};
  g_assert_true(flow_hold_cohort(world.flow, &act, "2026", TRUE, &error));
  world_days(&world, "2026-05-02", "2026-05-25");
  g_assert_cmpuint(world_count_tasks(&world, noor, NULL, NULL), ==, 0);
  act.now = world_ten(&world, "2026-05-26");
  g_assert_true(flow_hold_cohort(world.flow, &act, "2026", FALSE, &error));
  world_tick(&world, world_ten(&world, "2026-05-26"));
  g_assert_cmpuint(world_count_tasks(&world, noor, "offer", "open"), ==, 1);
  world_close(&world);
}

static void test_past(void) {
  struct world world;
  g_autoptr(GError) error = NULL;
  struct flow_counts counts;
  world_open(&world, ":memory:");
  world_fill(&world);
  world_person(&world, "100", PRO);
  world_start(&world, "2026-05-01");
  struct flow_act act = {world_ten(&world, "2026-04-30"), "system"};
  g_assert_false(flow_due(world.flow, &act, &counts, &error));
  g_assert_error(error, FLOW_ERROR, FLOW_ERROR_PAST);
  world_close(&world);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/flow_due/offer_and_call", test_offer_and_call);
  g_test_add_func("/flow_due/again", test_again);
  g_test_add_func("/flow_due/counts", test_counts);
  g_test_add_func("/flow_due/few_late", test_few_late);
  g_test_add_func("/flow_due/many_late", test_many_late);
  g_test_add_func("/flow_due/missing_value", test_missing_value);
  g_test_add_func("/flow_due/corrected", test_corrected_date);
  g_test_add_func("/flow_due/two_years", test_two_years);
  g_test_add_func("/flow_due/two_enrolments", test_two_enrolments);
  g_test_add_func("/flow_due/held_cohort", test_held_cohort);
  g_test_add_func("/flow_due/past", test_past);
  return g_test_run();
}
