/* The chained record: it verifies, every change of it shows, and erasing leaves it whole. */
#include <string.h>

#include "scheduler/store/store_inbound.h"
#include "scheduler/store/store_outbox.h"
#include "scheduler/store/store_record.h"
#include "scheduler/store/store_handovers.h"
#include "scheduler/store/store_tasks.h"
#include "tests/scheduler/store_sample.h"

#define SALT "abcdefghijklmnop"

static void add(struct sample *sample, const char *organisation, gint64 enrolment, const char *content) {
  g_assert_true(
      store_record_add(sample->store, organisation, 100, "staff:1", "task done", enrolment, content, SALT, NULL));
}

/* Three entries of one school, one of another. */
static struct sample sample_record(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  add(&sample, "roc", sample.enrolment, "Noor belde");
  add(&sample, "pro", 0, "cohort start");
  add(&sample, "roc", 0, "publish");
  add(&sample, "roc", sample.enrolment, "Noor kwam langs");
  g_assert_true(store_commit(sample.store, NULL));
  return sample;
}

/* Caller frees; "" = intact. */
static char *verify(struct sample *sample, gint64 *entries, gint64 *erased) {
  struct store_record_check check;
  g_assert_true(store_record_verify(sample->store, &check, NULL));
  g_assert_cmpint(check.intact, ==, *check.first_bad == '\0');
  if (entries) *entries = check.entries;
  if (erased) *erased = check.erased;
  return check.first_bad;
}

static void test_intact(void) {
  struct sample sample = sample_record();
  gint64 entries = 0, erased = -1;
  g_autofree char *bad = verify(&sample, &entries, &erased);
  g_assert_cmpstr(bad, ==, "");
  g_assert_cmpint(entries, ==, 4);
  g_assert_cmpint(erased, ==, 0);
  sample_close(&sample);
}

static void test_empty(void) {
  struct sample sample = sample_open();
  g_autofree char *bad = verify(&sample, NULL, NULL);
  g_assert_cmpstr(bad, ==, "");
  sample_close(&sample);
}

/* The bytes of a first entry, spelled out: the encoding is a promise to auditors. */
static void test_known_hash(void) {
  struct sample sample = sample_open();
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_record_add(sample.store, "roc", 100, "system", "tick", 0, "x", "s", NULL));
  g_assert_true(store_commit(sample.store, NULL));
  g_autofree char *content = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "7:content1:s1:x", -1);
  g_autofree char *bytes = g_strdup_printf("0:3:roc1:13:1006:system4:tick0:64:%s", content);
  g_autofree char *want = g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes, -1);
  g_autofree char *got = sample_text(sample.path, "SELECT hash FROM record");
  g_assert_cmpstr(got, ==, want);
  sample_close(&sample);
}

static const struct {
  const char *sql, *first_bad;
} tampers[] = {
    {"UPDATE record SET at = at + 1 WHERE organisation = 'roc' AND seq = 2", "roc/2: it was changed"},
    {"UPDATE record SET actor = 'staff:2' WHERE organisation = 'roc' AND seq = 1", "roc/1: it was changed"},
    {"UPDATE record SET verb = 'tick' WHERE organisation = 'roc' AND seq = 3", "roc/3: it was changed"},
    {"UPDATE record SET person_hash = content_hash WHERE organisation = 'roc' AND seq = 1", "roc/1: it was changed"},
    {"UPDATE record SET content_hash = person_hash WHERE organisation = 'roc' AND seq = 1", "roc/1: it was changed"},
    {"UPDATE record SET previous = '' WHERE organisation = 'roc' AND seq = 2",
     "roc/2: it doesn't follow the entry before it"},
    {"UPDATE record SET hash = previous WHERE organisation = 'roc' AND seq = 3", "roc/3: it was changed"},
    {"UPDATE record SET seq = 9 WHERE organisation = 'roc' AND seq = 3", "roc/9: an entry before it is missing"},
    {"UPDATE record SET organisation = 'vso' WHERE organisation = 'pro'", "vso/1: it was changed"},
    {"UPDATE record SET organisation = 'aoc' WHERE organisation = 'roc'", "aoc/1: it was changed"},
    {"DELETE FROM record WHERE organisation = 'roc' AND seq = 1", "roc/2: an entry before it is missing"},
    {"DELETE FROM record WHERE organisation = 'roc' AND seq = 2", "roc/3: an entry before it is missing"},
    {"DELETE FROM record WHERE organisation = 'roc' AND seq = 3", "roc/3: the entry of this content is gone"},
    {"UPDATE record SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END WHERE organisation = 'roc' AND seq < 3;"
     "UPDATE record SET seq = -seq WHERE seq < 0",
     "roc/1: it doesn't follow the entry before it"},
    {"UPDATE record_content SET content = 'Noor belde niet' WHERE organisation = 'roc' AND seq = 1",
     "roc/1: its content was changed"},
    {"UPDATE record_content SET salt = 'x' WHERE organisation = 'roc' AND seq = 2", "roc/2: its content was changed"},
    {"UPDATE record_content SET salt = 'x' WHERE organisation = 'roc' AND seq = 1", "roc/1: it was about someone else"},
    {"UPDATE record_content SET enrolment = 99 WHERE organisation = 'roc' AND seq = 3",
     "roc/3: it was about someone else"},
    {"UPDATE record_content SET enrolment = NULL WHERE organisation = 'roc' AND seq = 1",
     "roc/1: it was about someone else"},
    {"UPDATE record_content SET enrolment = 1 WHERE organisation = 'roc' AND seq = 2",
     "roc/2: it was about someone else"},
    {"UPDATE record_content SET seq = 8 WHERE organisation = 'roc' AND seq = 1",
     "roc/8: the entry of this content is gone"},
    {"INSERT INTO record_content VALUES ('roc', 4, NULL, 's', 'x')", "roc/4: the entry of this content is gone"},
};

static void test_tampered(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(tampers); i++) {
    struct sample sample = sample_record();
    sample_raw(sample.path, tampers[i].sql);
    g_autofree char *bad = verify(&sample, NULL, NULL);
    if (!g_str_equal(bad, tampers[i].first_bad)) g_error("%s: %s", tampers[i].sql, bad);
    sample_close(&sample);
  }
}

/* Not one of the columns is left out above. */
static void test_all_columns(void) {
  static const char *const columns[] = {"organisation", "seq",          "at",       "actor", "verb",
                                        "person_hash",  "content_hash", "previous", "hash"};
  struct sample sample = sample_open();
  g_autofree char *count = sample_text(sample.path, "SELECT COUNT(*) FROM pragma_table_info('record')");
  g_assert_cmpint(g_ascii_strtoll(count, NULL, 10), ==, G_N_ELEMENTS(columns));
  for (gsize c = 0; c < G_N_ELEMENTS(columns); c++) {
    g_autofree char *words = g_strdup_printf("SET %s = ", columns[c]);
    gboolean found = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(tampers); i++)
      found |= g_str_has_prefix(tampers[i].sql, "UPDATE record SET") && strstr(tampers[i].sql, words) != NULL;
    g_assert_true(found);
  }
  sample_close(&sample);
}

/* -- erasing --------------------------------------------------------------------------------------------------- */
#define SECRET "Vanderlindenhof"

static void fill_everything(struct sample *sample) {
  struct store *store = sample->store;
  gboolean added;
  gint64 id;
  struct store_message message = {.key = (char *)"m", .enrolment = sample->enrolment, .due = 5, .body = (char *)SECRET};
  struct store_task task = {
      .key = (char *)"t", .enrolment = sample->enrolment, .until = DATE_NONE, .why = (char *)SECRET};
  struct store_handover handover = {.key = (char *)"h", .enrolment = sample->enrolment, .reason = (char *)SECRET};
  struct store_event event = {.enrolment = sample->enrolment, .at = 7, .until = DATE_NONE, .reason = SECRET};
  g_autoptr(GBytes) raw = g_bytes_new_static(SECRET, sizeof SECRET), reply = g_bytes_new_static("re " SECRET, 18);
  g_assert_true(store_begin(store, NULL));
  g_assert_true(store_outbox_add(store, &message, &added, NULL));
  g_assert_true(store_tasks_add(store, &task, &added, NULL));
  g_assert_true(store_handovers_add(store, &handover, &added, NULL));
  g_assert_true(store_events_add(store, &event, NULL));
  g_assert_true(store_facts_add(store, sample->enrolment, 7, 1, "import", "achternaam=" SECRET, NULL));
  g_assert_true(store_people_set_wake(store, sample->enrolment, 8, NULL));
  g_assert_true(store_addresses_own(store, SECRET, sample->person, NULL));
  g_assert_true(store_addresses_mark(store, sample->person, "sms", SECRET, "proved", 7, NULL));
  g_assert_true(store_inbound_keep(store, "sms", raw, 7, &id, &added, NULL));
  g_assert_true(store_inbound_done(store, id, "answer", sample->enrolment, 0, SECRET, NULL));
  g_assert_true(store_inbound_keep(store, "sms", reply, 7, &id, &added, NULL));
  g_assert_true(store_inbound_done(store, id, "bounce", 0, message.id, SECRET, NULL));
  add(sample, "roc", sample->enrolment, SECRET);
  g_assert_true(store_commit(store, NULL));
}

static gboolean file_has(const char *path, const char *suffix, const char *needle) {
  g_autofree char *file = g_strconcat(path, suffix, NULL), *bytes = NULL;
  gsize size = 0;
  if (!g_file_get_contents(file, &bytes, &size, NULL)) return FALSE;
  return memmem(bytes, size, needle, strlen(needle)) != NULL;
}

static void test_erase(void) {
  struct sample sample = sample_record();
  fill_everything(&sample);
  g_assert_true(file_has(sample.path, "", SECRET) || file_has(sample.path, "-wal", SECRET));
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_erase(sample.store, sample.person, NULL));
  g_assert_true(store_people_add_tombstone(sample.store, "hash", 9, NULL));
  g_assert_true(store_commit(sample.store, NULL));

  gint64 entries = 0, erased = 0;
  g_autofree char *bad = verify(&sample, &entries, &erased);
  g_assert_cmpstr(bad, ==, "");
  g_assert_cmpint(entries, ==, 5);
  g_assert_cmpint(erased, ==, 3);
  g_assert_false(file_has(sample.path, "", SECRET)); /* the bytes themselves */
  g_assert_false(file_has(sample.path, "-wal", SECRET));
  g_assert_cmpint(store_people_find_person(sample.store, "roc/100", NULL), ==, 0);
  g_assert_true(store_people_has_tombstone(sample.store, "hash"));
  g_assert_false(store_people_has_tombstone(sample.store, "other"));
  sample_close(&sample);
}

/* Each table that has a column for a person, an enrolment or a message is empty after the only person was erased. */
static void test_erase_knows_all_tables(void) {
  struct sample sample = sample_record();
  fill_everything(&sample);
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_erase(sample.store, sample.person, NULL));
  g_assert_true(store_commit(sample.store, NULL));
  for (int i = 0;; i++) {
    g_autofree char *nth = g_strdup_printf(
        "SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND"
        " (c.name IN ('person', 'enrolment', 'message') OR m.name IN ('fact', 'outbox_text', 'waiting_message'))"
        " ORDER BY m.name LIMIT 1 OFFSET %d",
        i);
    g_autofree char *table = sample_text(sample.path, nth);
    if (!table && i >= 12) break;
    g_assert_nonnull(table);
    g_autofree char *sql = g_strdup_printf("SELECT COUNT(*) FROM %s%s", table,
                                           g_str_equal(table, "record_content") ? " WHERE enrolment IS NOT NULL" : "");
    g_autofree char *count = sample_text(sample.path, sql);
    if (!g_str_equal(count, "0")) g_error("%s still has %s", table, count);
  }
  sample_close(&sample);
}

/* An id that comes back would give the next young person the keys, replies and receipts of the last. */
static void test_ids_never_come_back(void) {
  struct sample sample = sample_record();
  gint64 second = 0, last = sample.person;
  gboolean is_new;
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_add_enrolment(sample.store, sample.person, 2, sample.cohort, sample.staff, &second, NULL));
  g_assert_true(store_commit(sample.store, NULL));
  g_assert_cmpint(second, >, sample.person);
  for (int i = 0; i < 3; i++) { /* in the transaction of the erasure, and in the next */
    gint64 person = 0;
    g_assert_true(store_begin(sample.store, NULL));
    g_assert_true(store_people_erase(sample.store, last, NULL));
    if (i == 1) g_assert_true(store_commit(sample.store, NULL) && store_begin(sample.store, NULL));
    g_assert_true(store_people_enter(sample.store, "roc", "100", sample.cohort, sample.staff, &person, &is_new, NULL) &&
                  is_new);
    g_assert_true(store_commit(sample.store, NULL));
    g_assert_cmpint(person, >, MAX(second, last));
    last = person;
  }
  sample_close(&sample);
}

static void test_erase_rolled_back(void) {
  struct sample sample = sample_record();
  g_assert_true(store_begin(sample.store, NULL));
  g_assert_true(store_people_erase(sample.store, sample.person, NULL));
  store_rollback(sample.store);
  g_assert_cmpint(store_people_find_person(sample.store, "roc/100", NULL), ==, sample.person);
  g_autofree char *bad = verify(&sample, NULL, NULL);
  g_assert_cmpstr(bad, ==, "");
  sample_close(&sample);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/store/record/intact", test_intact);
  g_test_add_func("/store/record/empty", test_empty);
  g_test_add_func("/store/record/known-hash", test_known_hash);
  g_test_add_func("/store/record/tampered", test_tampered);
  g_test_add_func("/store/record/all-columns", test_all_columns);
  g_test_add_func("/store/record/erase", test_erase);
  g_test_add_func("/store/record/erase-knows-all-tables", test_erase_knows_all_tables);
  g_test_add_func("/store/record/ids-never-come-back", test_ids_never_come_back);
  g_test_add_func("/store/record/erase-rolled-back", test_erase_rolled_back);
  return g_test_run();
}
