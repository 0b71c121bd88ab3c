/* What the store keeps: people and who guides them, facts, events, texts, what came in, tasks and hand-overs. */
#include "scheduler/store/fact_names.h"
#include "scheduler/store/store_handovers.h"
#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_tasks.h"
#include "scheduler/store/store_texts.h"
#include "tests/scheduler/store_sample.h"

/* -- people ---------------------------------------------------------------------------------------------------- */
static void test_staff(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  struct store_staff again = {.organisation = (char *)"roc", .email = (char *)"jette@roc.example"};
  g_autoptr(GError) error = NULL;
  g_assert_false(store_staff_add(sample.store, &again, 1, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_REFUSED);
  struct store_staff stray = {.organisation = (char *)"nowhere", .email = (char *)"x@roc.example"};
  g_assert_false(store_staff_add(sample.store, &stray, 1, NULL));

  g_assert_true(store_staff_open_session(sample.store, "token", sample.staff, 100, NULL));
  g_assert_cmpint(store_staff_session(sample.store, "token", 99), ==, sample.staff);
  g_assert_cmpint(store_staff_session(sample.store, "token", 100), ==, 0);
  g_assert_true(store_staff_set_password(sample.store, sample.staff, "$argon2id$x", NULL));
  g_assert_cmpint(store_staff_session(sample.store, "token", 99), ==, 0);
  g_assert_false(store_staff_set_password(sample.store, 999, "x", NULL));

  g_assert_true(store_staff_add_leave(sample.store, sample.staff, 10, 12, NULL));
  g_assert_true(store_staff_add_leave(sample.store, sample.staff, 10, 14, NULL));
  g_autoptr(GArray) leave = store_staff_leave(sample.store, sample.staff, NULL);
  g_assert_cmpuint(leave->len, ==, 1);
  g_assert_cmpint(g_array_index(leave, struct calendar_leave, 0).to, ==, 14);

  struct store_staff *staff = store_staff_by_email(sample.store, "jette@roc.example", NULL);
  g_assert_cmpint(staff->id, ==, sample.staff);
  g_assert_cmpstr(staff->password, ==, "$argon2id$x");
  g_assert_cmpuint(staff->halfdays, ==, CALENDAR_FULL_WEEK);
  store_staff_free(staff);
  g_assert_null(store_staff_get(sample.store, 999, NULL));
  g_autoptr(GPtrArray) all = store_staff_all(sample.store, "roc", NULL),
                       none = store_staff_all(sample.store, "pro", NULL);
  g_assert_cmpuint(all->len, ==, 1);
  g_assert_cmpuint(none->len, ==, 0);
  g_autoptr(GPtrArray) organisations = store_organisations_all(sample.store, NULL);
  const struct store_organisation *first = organisations->pdata[0];
  g_assert_cmpstr(first->id, ==, "pro");
  g_assert_cmpint(first->region, ==, CALENDAR_SOUTH);
  sample_close(&sample);
}

static void test_cohorts(void) {
  struct sample sample = sample_open();
  g_autoptr(GError) error = NULL;
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_cmpint(store_cohorts_for(sample.store, "roc", "2026", NULL), ==, sample.cohort);
  g_assert_false(store_cohorts_set_state(sample.store, sample.cohort, "held", NULL)); /* not started */
  g_assert_true(store_cohorts_start(sample.store, sample.cohort, 20000, 7, "abc", sample.staff, 0, NULL));
  g_assert_false(store_cohorts_start(sample.store, sample.cohort, 20001, 7, "abc", sample.staff, 0, &error));
  g_assert_error(error, STORE_ERROR, STORE_ERROR_REFUSED);
  g_assert_true(store_cohorts_set_state(sample.store, sample.cohort, "held", NULL));
  g_assert_false(store_cohorts_set_state(sample.store, sample.cohort, "draft", NULL));
  struct store_cohort *cohort = store_cohorts_get(sample.store, "2026", NULL, NULL);
  g_assert_cmpint(cohort->start_day, ==, 20000);
  g_assert_cmpint(cohort->policy, ==, 7);
  g_assert_cmpstr(cohort->state, ==, "held");
  store_cohorts_free(cohort);

  gint64 other = store_cohorts_for(sample.store, "pro", "2026", NULL);
  g_clear_error(&error);
  g_assert_null(store_cohorts_get(sample.store, "2026", NULL, &error)); /* which one? */
  g_assert_error(error, STORE_ERROR, STORE_ERROR_REFUSED);
  cohort = store_cohorts_get(sample.store, "2026", "pro", NULL);
  g_assert_cmpint(cohort->id, ==, other);
  g_assert_cmpint(cohort->start_day, ==, DATE_NONE);
  store_cohorts_free(cohort);
  g_autoptr(GPtrArray) all = store_cohorts_all(sample.store, NULL);
  g_assert_cmpuint(all->len, ==, 2);
  sample_close(&sample);
}

static void test_people(void) {
  struct sample sample = sample_open();
  g_autofree char *id = store_people_person_id(sample.person);
  g_assert_cmpint(store_people_find_person(sample.store, id, NULL), ==, sample.person);
  g_assert_cmpint(store_people_find_person(sample.store, "roc/100", NULL), ==, sample.person);
  static const char *const nobody[] = {"",   "L", "L0",   "L99",   "L-1",  "L1x",
                                       "l1", "1", "roc/", "roc/1", "/100", "pro/100"};
  for (gsize i = 0; i < G_N_ELEMENTS(nobody); i++)
    g_assert_cmpint(store_people_find_person(sample.store, nobody[i], NULL), ==, 0);

  gint64 person = 0, second = 0;
  gboolean is_new = TRUE;
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_enter(sample.store, "roc", "100", sample.cohort, sample.staff, &person, &is_new, NULL));
  g_assert_false(is_new);
  g_assert_cmpint(person, ==, sample.person);
  g_assert_true(
      store_people_enter(sample.store, "pro", "100", sample.cohort + 1, sample.staff, &person, &is_new, NULL));
  g_assert_true(is_new);
  g_assert_cmpint(person, !=, sample.person);
  g_assert_true(store_people_add_enrolment(sample.store, sample.person, 2, sample.cohort, sample.staff, &second, NULL));
  g_assert_cmpint(second, !=, person);
  g_autofree char *no_person = store_people_person_id(second);
  g_assert_cmpint(store_people_find_person(sample.store, no_person, NULL), ==, 0);
  const gint64 nobodies[] = {999, second};
  for (gsize i = 0; i < G_N_ELEMENTS(nobodies); i++)
    g_assert_false(
        store_people_add_enrolment(sample.store, nobodies[i], 3, sample.cohort, sample.staff, &person, NULL));
  g_assert_false(
      store_people_add_enrolment(sample.store, sample.person, 2, sample.cohort, sample.staff, &person, NULL));
  g_assert_true(store_people_set_enrolment(sample.store, second, 5, 3, NULL));
  g_assert_true(store_people_set_counsellor(sample.store, second, 8, NULL));
  g_autoptr(GPtrArray) all = store_people_enrolments(sample.store, sample.person, NULL);
  g_assert_cmpuint(all->len, ==, 2);
  const struct store_enrolment *one = all->pdata[1];
  g_assert_cmpint(one->policy, ==, 5);
  g_assert_cmpint(one->state, ==, 3);
  g_assert_cmpint(one->counsellor, ==, 8);
  g_assert_cmpint(one->wake, ==, 0);
  g_assert_cmpstr(one->number, ==, "100");
  g_autoptr(GArray) in = store_people_enrolments_in(sample.store, sample.cohort, NULL);
  g_autoptr(GArray) of = store_people_enrolments_of(sample.store, "pro", NULL);
  g_assert_cmpuint(in->len, ==, 2);
  g_assert_cmpuint(of->len, ==, 1);
  g_assert_null(store_people_enrolment(sample.store, 999, NULL));
  sample_close(&sample);
}

/* Some thirty a statement: the same as one by one, whoever was known and whatever comes twice. */
static void test_people_in_lots(void) {
  enum { MANY = 3 * 32 + 5 };
  struct sample sample = sample_open();
  struct store_people_entry entries[MANY];
  char numbers[MANY][16];
  g_assert_true(store_begin(sample.store, NULL));
  for (int known = 0; known < 2; known++) {
    for (int i = 0; i < MANY; i++) {
      g_snprintf(numbers[i], sizeof numbers[i], "%d", i % 40 == 39 ? 100 : 1000 + (i % 40 == 38 ? i - 5 : i));
      entries[i] = (struct store_people_entry){.number = numbers[i], .counsellor = i + 1};
    }
    g_assert_true(store_people_enter_lot(sample.store, "roc", sample.cohort, entries, MANY, NULL));
    for (int i = 0; i < MANY; i++) {
      g_autofree char *id = g_strconcat("roc/", numbers[i], NULL);
      g_assert_cmpint(store_people_find_person(sample.store, id, NULL), ==, entries[i].person);
      g_assert_cmpint(entries[i].is_new, ==, !known && i % 40 < 38);
      g_assert_cmpint(entries[i].person == sample.person, ==, i % 40 == 39);
      if (i % 40 == 38) g_assert_cmpint(entries[i].person, ==, entries[i - 5].person);
      if (!entries[i].is_new) continue;
      struct store_enrolment *one = store_people_enrolment(sample.store, entries[i].person, NULL);
      g_assert_cmpint(one->counsellor, ==, i + 1);
      g_assert_cmpint(one->person, ==, one->id);
      store_people_enrolment_free(one);
    }
  }
  gint64 next = 0;
  gboolean is_new = FALSE;
  g_assert_true(store_people_enter(sample.store, "roc", "next", sample.cohort, 1, &next, &is_new, NULL));
  g_assert_cmpint(next, >, entries[MANY - 1].person);
  sample_close(&sample);
}

static void test_wake(void) {
  struct sample sample = sample_open();
  static const gint64 moves[] = {500, 500, 100, 0, 0, 300, 200};
  g_assert_true(store_begin(sample.store, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(moves); i++) {
    g_assert_true(store_people_set_wake(sample.store, sample.enrolment, moves[i], NULL));
    g_autoptr(GArray) due = store_people_due(sample.store, moves[i], 10, NULL);
    g_autoptr(GArray) before = store_people_due(sample.store, moves[i] - 1, 10, NULL);
    g_autoptr(GArray) all = store_people_due(sample.store, G_MAXINT64, 10, NULL);
    g_assert_cmpuint(due->len, ==, moves[i] != 0);
    g_assert_cmpuint(before->len, ==, 0);
    g_assert_cmpuint(all->len, ==, moves[i] != 0); /* no row left behind */
  }
  g_assert_false(store_people_set_wake(sample.store, 999, 5, NULL));
  sample_close(&sample);
}

static void join_facts(void *user, const char *name, const char *value, gint64 recorded_at) {
  g_string_append_printf(user, "%s=%s@%" G_GINT64_FORMAT " ", name, value, recorded_at);
}

static void test_facts(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_facts_add(sample.store, sample.enrolment, 10, 1, "import", "a=1\nb=2", NULL));
  g_assert_true(store_facts_add(sample.store, sample.enrolment, 20, 1, "import", "a=x=y\nc=3\n", NULL));
  g_assert_true(store_facts_add(sample.store, sample.enrolment, 30, 1, "person", "b=\n", NULL));
  static const struct {
    gint64 as_of;
    const char *a, *b, *c;
  } table[] = {{9, NULL, NULL, NULL}, {10, "1", "2", NULL}, {29, "x=y", "2", "3"}, {G_MAXINT64, "x=y", NULL, "3"}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(GHashTable) facts = store_facts_read(sample.store, sample.enrolment, table[i].as_of, NULL);
    g_assert_cmpstr(g_hash_table_lookup(facts, "a"), ==, table[i].a);
    g_assert_cmpstr(g_hash_table_lookup(facts, "b"), ==, table[i].b);
    g_assert_cmpstr(g_hash_table_lookup(facts, "c"), ==, table[i].c);
  }
  g_autoptr(GString) all = g_string_new(NULL);
  g_assert_true(store_facts_each(sample.store, sample.enrolment, 30, join_facts, all, NULL));
  g_assert_cmpstr(all->str, ==, "a=1@10 b=2@10 a=x=y@20 c=3@20 b=@30 ");
  static const char *const bad[] = {"a", "=1", "a=1\nb", "a=1\n=2\nc=3", "A=1"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(store_facts_add(sample.store, sample.enrolment, 40, 1, "import", bad[i], NULL));
  sample_close(&sample);
}

/* Names as a character each, in as many rows as a statement takes and some more, mixed with later ones in full. */
static void test_short_facts(void) {
  enum { MANY = 32 + 3 };
  struct sample sample = sample_open();
  const struct store_facts_act act = {10, 1, "import"};
  struct store_facts_body bodies[MANY];
  g_autoptr(GString) body = g_string_new(NULL);
  g_assert_cmpint(fact_names_short("roepnaam"), !=, '\0');
  g_assert_cmpint(fact_names_short("nooit_gehoord"), ==, '\0');
  store_facts_line(body, "roepnaam", fact_names_short("roepnaam"), "a=b");
  store_facts_line(body, "bij_onbereikbaar", fact_names_short("bij_onbereikbaar"), "nee");
  store_facts_line(body, "nooit_gehoord", fact_names_short("nooit_gehoord"), "c=d");
  for (int i = 0; i < MANY; i++) bodies[i] = (struct store_facts_body){1000 + i, body->str};
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_facts_begin(sample.store, &act, bodies, MANY, NULL));
  g_assert_true(store_facts_add(sample.store, 1000, 20, 1, "person", "bij_onbereikbaar=ja\n", NULL));
  for (int i = 0; i < MANY; i++) {
    g_autoptr(GString) all = g_string_new(NULL);
    g_assert_true(store_facts_each(sample.store, 1000 + i, 30, join_facts, all, NULL));
    g_assert_cmpstr(all->str, ==,
                    i ? "roepnaam=a=b@10 bij_onbereikbaar=nee@10 nooit_gehoord=c=d@10 "
                      : "roepnaam=a=b@10 bij_onbereikbaar=nee@10 nooit_gehoord=c=d@10 bij_onbereikbaar=ja@20 ");
  }
  sample_close(&sample);
}

static void test_addresses(void) {
  struct sample sample = sample_open();
  struct store *store = sample.store;
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_addresses_own(store, "+31600000001", sample.person, NULL));
  g_assert_true(store_addresses_own(store, "+31600000001", sample.person, NULL));
  g_assert_true(store_addresses_own(store, "+31600000001", 55, NULL)); /* brothers share one */
  g_autoptr(GArray) owners = store_addresses_owners(store, "+31600000001", NULL);
  g_assert_cmpuint(owners->len, ==, 2);
  g_autofree char *none = store_addresses_mark_of(store, sample.person, "sms", "+31600000001");
  g_assert_cmpstr(none, ==, "");
  g_assert_true(store_addresses_mark(store, sample.person, "sms", "+31600000001", "proved", 1, NULL));
  g_assert_true(store_addresses_mark(store, sample.person, "sms", "+31600000001", "stopped", 2, NULL));
  g_autofree char *mark = store_addresses_mark_of(store, sample.person, "sms", "+31600000001");
  g_assert_cmpstr(mark, ==, "stopped");
  g_autofree char *other = store_addresses_mark_of(store, sample.person, "email", "+31600000001");
  g_assert_cmpstr(other, ==, "");
  sample_close(&sample);
}

/* No whole number of groups; repetitions make no difference. */
static void test_many_addresses(void) {
  enum { MANY = 3 * 32 + 5 };
  struct sample sample = sample_open();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  struct store_addresses_entry entries[MANY];
  g_assert_true(store_begin(sample.store, NULL));
  for (int i = 0; i < MANY; i++) {
    char *address = g_strdup_printf("P%d@Home.example", i);
    store_addresses_plain(address);
    g_ptr_array_add(texts, address);
    entries[i] = (struct store_addresses_entry){address, i + 1};
  }
  for (int i = 0; i < 2; i++) g_assert_true(store_addresses_own_many(sample.store, entries, MANY, NULL));
  g_assert_true(store_addresses_own(sample.store, "P7@home.example", 5, NULL));
  for (int i = 0; i < MANY; i++) {
    g_autofree char *address = g_strdup_printf("p%d@Home.example", i);
    g_autoptr(GArray) owners = store_addresses_owners(sample.store, address, NULL);
    g_assert_cmpuint(owners->len, ==, i == 7 ? 2 : 1);
    g_assert_cmpint(g_array_index(owners, gint64, owners->len - 1), ==, i + 1);
  }
  sample_close(&sample);
}

/* -- events, texts, inbound, hand-overs -------------------------------------------------------------------------- */
static void join_events(void *user, const struct store_event *event) {
  g_string_append_printf(user, "%d:%s@%" G_GINT64_FORMAT " ", event->seq, event->rule, event->at);
}

static void test_events(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_cmpint(store_events_newest(sample.store), ==, 0);
  sample_event(&sample, 100);
  sample_event(&sample, 90); /* imported later, happened before */
  g_assert_cmpint(store_events_newest(sample.store), ==, 100);
  g_assert_true(store_commit(sample.store, NULL));
  g_assert_true(store_begin(sample.store, NULL));
  sample_event(&sample, 200);
  store_rollback(sample.store);
  g_assert_cmpint(store_events_newest(sample.store), ==, 100);
  g_assert_true(store_begin(sample.store, NULL));
  sample_event(&sample, 150); /* the newest that was rolled back must not count */
  g_assert_cmpint(store_events_newest(sample.store), ==, 150);
  g_autoptr(GString) all = g_string_new(NULL);
  g_assert_true(store_events_each(sample.store, sample.enrolment, 149, join_events, all, NULL));
  g_assert_cmpstr(all->str, ==, "1:bellen@100 2:bellen@90 ");
  sample_close(&sample);
}

static void count_inner(void *user, const struct store_event *event) {
  (void)event;
  ++*(int *)user;
}

struct nest {
  struct store *store;
  int inner, outer;
};

static void count_outer(void *user, const struct store_event *event) {
  struct nest *nest = user;
  nest->outer++;
  g_assert_true(store_events_each(nest->store, event->enrolment, G_MAXINT64, count_inner, &nest->inner, NULL));
}

/* The same question asked from within its own rows: the cached statement is busy then. */
static void test_nested_rows(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  for (int i = 1; i <= 3; i++) sample_event(&sample, i);
  struct nest nest = {sample.store, 0, 0};
  g_assert_true(store_events_each(sample.store, sample.enrolment, G_MAXINT64, count_outer, &nest, NULL));
  g_assert_cmpint(nest.outer, ==, 3);
  g_assert_cmpint(nest.inner, ==, 9);
  sample_close(&sample);
}

static void test_texts(void) {
  struct sample sample = sample_open();
  struct store *store = sample.store;
  struct store_text text = {.organisation = (char *)"roc",
                            .kind = (char *)"policy",
                            .name = (char *)"pro",
                            .body = (char *)"een",
                            .mode = (char *)"keep"};
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_texts_publish(store, &text, 10, NULL));
  gint64 first = text.id;
  g_assert_true(store_texts_publish(store, &text, 20, NULL)); /* the same again */
  g_assert_cmpint(text.id, ==, first);
  text.body = (char *)"twee";
  g_assert_true(store_texts_publish(store, &text, 30, NULL));
  g_assert_cmpint(text.id, >, first);
  text.body = (char *)"een"; /* back to what was: a version of its own */
  g_assert_true(store_texts_publish(store, &text, 40, NULL));
  static const struct {
    gint64 as_of;
    const char *body;
  } table[] = {{9, NULL}, {10, "een"}, {39, "twee"}, {G_MAXINT64, "een"}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    struct store_text *got = store_texts_newest(store, "roc", "policy", "pro", table[i].as_of, NULL);
    g_assert_cmpstr(got ? got->body : NULL, ==, table[i].body);
    store_texts_free(got);
  }
  struct store_text *one = store_texts_get(store, first, NULL);
  struct store_text *same = store_texts_by_hash(store, one->hash, NULL);
  g_assert_cmpint(same->id, ==, text.id);
  store_texts_free(one);
  store_texts_free(same);
  g_autoptr(GPtrArray) all = store_texts_all(store, "roc", "policy", NULL);
  g_assert_cmpuint(all->len, ==, 1);
  sample_close(&sample);
}

static void test_inbound(void) {
  struct sample sample = sample_open();
  struct store *store = sample.store;
  g_autoptr(GBytes) raw = g_bytes_new("a\0b", 3), empty = g_bytes_new(NULL, 0);
  gint64 id = 0, again = 0;
  gboolean is_new = FALSE;
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_inbound_keep(store, "sms", raw, 5, &id, &is_new, NULL) && is_new);
  g_assert_true(store_inbound_keep(store, "sms", raw, 6, &again, &is_new, NULL) && !is_new);
  g_assert_cmpint(again, ==, id);
  g_assert_true(store_inbound_keep(store, "email", raw, 6, &again, &is_new, NULL) && is_new);
  g_assert_true(store_inbound_keep(store, "email", empty, 6, &again, &is_new, NULL) && is_new);
  g_autoptr(GArray) before = store_inbound_new(store, NULL);
  g_assert_cmpuint(before->len, ==, 3);
  g_assert_true(store_inbound_done(store, id, "answer", sample.enrolment, 0, "{}", NULL));
  g_assert_false(store_inbound_done(store, 999, "answer", 0, 0, "{}", NULL));
  g_autoptr(GArray) after = store_inbound_new(store, NULL);
  g_assert_cmpuint(after->len, ==, 2);
  struct store_inbound *one = store_inbound_get(store, id, NULL);
  g_assert_true(g_bytes_equal(one->raw, raw));
  g_assert_cmpstr(one->state, ==, "done");
  g_assert_cmpstr(one->answer, ==, "{}");
  store_inbound_free(one);
  g_autoptr(GPtrArray) of = store_inbound_of(store, sample.enrolment, NULL);
  g_assert_cmpuint(of->len, ==, 1);
  sample_close(&sample);
}

static void test_handovers(void) {
  struct sample sample = sample_open();
  struct store *store = sample.store;
  struct store_handover handover = {.key = (char *)"k",
                                    .enrolment = sample.enrolment,
                                    .receiver = (char *)"municipality",
                                    .made_at = 5,
                                    .clock = DATE_NONE};
  gboolean added = FALSE;
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_handovers_add(store, &handover, &added, NULL) && added);
  g_assert_true(store_handovers_add(store, &handover, &added, NULL) && !added);
  struct store_handover *got = store_handovers_get(store, handover.id, NULL);
  g_assert_cmpstr(got->state, ==, "proposed");
  g_assert_cmpint(got->clock, ==, DATE_NONE);
  g_free(got->state);
  got->state = g_strdup("refused");
  g_assert_true(store_handovers_set(store, got, NULL));
  g_assert_false(store_handovers_set(store, got, NULL)); /* a decision stands */
  store_handovers_free(got);
  g_autoptr(GPtrArray) all = store_handovers_list(store, 0, NULL), of = store_handovers_list(store, 77, NULL);
  g_assert_cmpuint(all->len, ==, 1);
  g_assert_cmpuint(of->len, ==, 0);
  sample_close(&sample);
}

/* -- tasks ------------------------------------------------------------------------------------------------------- */
static void test_tasks(void) {
  struct sample sample = sample_open();
  struct store *store = sample.store;
  gboolean added = FALSE;
  g_assert_true(store_begin(store, NULL));
  struct store_task task = {.key = (char *)"a",
                            .enrolment = sample.enrolment,
                            .owner = sample.staff,
                            .kind = (char *)"call",
                            .due = 20,
                            .until = DATE_NONE,
                            .made_at = 1};
  g_assert_true(store_tasks_add(store, &task, &added, NULL) && added);
  gint64 first = task.id;
  g_assert_true(store_tasks_add(store, &task, &added, NULL) && !added);
  task.key = (char *)"b";
  task.due = 10;
  g_assert_true(store_tasks_add(store, &task, &added, NULL) && added);
  g_autoptr(GPtrArray) open = store_tasks_list(store, NULL, sample.staff, FALSE, NULL);
  g_assert_cmpuint(open->len, ==, 2);
  g_assert_cmpint(((const struct store_task *)open->pdata[0])->due, ==, 10);

  struct store_task *got = store_tasks_get(store, first, NULL);
  g_free(got->state);
  got->state = g_strdup("done");
  g_free(got->outcome);
  got->outcome = g_strdup("spoke");
  got->closed_at = 9;
  g_assert_true(store_tasks_close(store, got, NULL));
  g_assert_false(store_tasks_close(store, got, NULL));
  store_tasks_free(got);
  static const struct {
    const char *organisation;
    gboolean mine, closed;
    guint want;
  } table[] = {{NULL, FALSE, FALSE, 1},  {NULL, FALSE, TRUE, 2}, {NULL, TRUE, FALSE, 1},  {NULL, TRUE, TRUE, 2},
               {"roc", FALSE, FALSE, 1}, {"roc", TRUE, TRUE, 2}, {"pro", FALSE, TRUE, 0}, {"pro", TRUE, FALSE, 0}};
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autoptr(GPtrArray) list =
        store_tasks_list(store, table[i].organisation, table[i].mine ? sample.staff : 0, table[i].closed, NULL);
    g_assert_cmpuint(list->len, ==, table[i].want);
  }
  got = store_tasks_by_key(store, "a", NULL);
  g_assert_cmpstr(got->outcome, ==, "spoke");
  g_assert_cmpint(got->closed_at, ==, 9);
  g_assert_cmpint(got->until, ==, DATE_NONE);
  store_tasks_free(got);
  g_autoptr(GPtrArray) of = store_tasks_of(store, sample.enrolment, NULL);
  g_assert_cmpuint(of->len, ==, 2);
  sample_close(&sample);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store/staff", test_staff);
  g_test_add_func("/store/cohorts", test_cohorts);
  g_test_add_func("/store/people", test_people);
  g_test_add_func("/store/people-in-lots", test_people_in_lots);
  g_test_add_func("/store/wake", test_wake);
  g_test_add_func("/store/facts", test_facts);
  g_test_add_func("/store/short-facts", test_short_facts);
  g_test_add_func("/store/addresses", test_addresses);
  g_test_add_func("/store/many-addresses", test_many_addresses);
  g_test_add_func("/store/events", test_events);
  g_test_add_func("/store/nested-rows", test_nested_rows);
  g_test_add_func("/store/texts", test_texts);
  g_test_add_func("/store/inbound", test_inbound);
  g_test_add_func("/store/handovers", test_handovers);
  g_test_add_func("/store/tasks", test_tasks);
  return g_test_run();
}
