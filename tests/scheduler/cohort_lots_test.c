/* An import of more than a lot: the same with one thread and with two, duplicates far apart, ends in the middle; and
 * what goes to disk on the way comes back as it was. */
#include "tests/scheduler/cohorts_house.h"

#include "scheduler/cohorts/cohort_addresses.h"
#include "scheduler/cohorts/cohort_lines.h"
#include "scheduler/cohorts/cohort_lots.h"
#include "scheduler/cohorts/cohort_spool.h"
#include "scheduler/store/store_facts.h"

enum { ROWS = 4 * COHORT_LOTS_ROWS + 77 };

/* Every 20th has a fault, every 50th the number of one 3 lines or 700 lines before, some have earlier work. */
static char *file_text(void) {
  GString *text = g_string_new("leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;email;onderwijs;"
                               "uitstroomdatum;aanbod_gedaan_op;aanbod_gebruikt\n");
  for (int i = 0; i < ROWS; i++) {
    int number = i % 50 == 49 ? i - (i % 100 == 99 && i > 701 ? 701 : 3) : i;
    g_string_append_printf(text, "n%d;Noor;de Vries;%s;s%d@roc.example;06%d;J.%d@Post.example;pro;10-07-2026;%s;ja\n",
                           number, i % 20 == 7 ? "30-02-2008" : "14-03-2008", i % 7, 10000000 + i, i % 900,
                           i % 11 == 0 ? "01-05-2026" : "");
  }
  return g_string_free(text, FALSE);
}

static void append_fact(void *user, const char *name, const char *value, gint64 recorded_at) {
  g_string_append_printf(user, "%s=%s@%" G_GINT64_FORMAT ";", name, value, recorded_at);
}

/* Everybody with their facts, and who owns an address. */
static char *stored(struct house *house) {
  GString *text = g_string_new(NULL);
  g_autoptr(GArray) all = store_people_enrolments_of(house->store, NULL, NULL);
  for (guint i = 0; i < all->len; i++) {
    struct store_enrolment *one = store_people_enrolment(house->store, g_array_index(all, gint64, i), NULL);
    g_string_append_printf(text, "\n%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ": ", one->number, one->person,
                           one->counsellor);
    g_assert_true(store_facts_each(house->store, one->id, G_MAXINT64, append_fact, text, NULL));
    store_people_enrolment_free(one);
  }
  for (int i = 0; i < 900; i++) {
    g_autofree char *address = g_strdup_printf("j.%d@post.example", i);
    g_autoptr(GArray) owners = store_addresses_owners(house->store, address, NULL);
    g_string_append_printf(text, "\n%s %u", address, owners->len);
  }
  return g_string_free(text, FALSE);
}

static char *imported(const char *file, guint threads, gboolean accept_valid, char **people) {
  struct house house;
  open_house(&house);
  g_autoptr(GError) error = NULL;
  struct cohorts_import import = plain();
  import.threads = threads;
  import.accept_valid = accept_valid;
  json_t *answer = import_as(&house, file, import, august, &error);
  g_assert_no_error(error);
  char *text = json_dumps(answer, JSON_SORT_KEYS);
  json_decref(answer);
  *people = stored(&house);
  if (accept_valid) { /* and again: nothing changes */
    answer = import_as(&house, file, import, august, &error);
    g_assert_no_error(error);
    g_assert_cmpint(number(answer, "accepted"), ==, 0);
    g_assert_cmpint(number(answer, "unchanged") + number(answer, "rejected"), ==, ROWS);
    json_decref(answer);
    g_autofree char *again = stored(&house);
    g_assert_true(strcmp(again, *people) == 0);
  }
  close_house(&house);
  return text;
}

static void test_threads_agree(void) {
  g_autofree char *file = file_text();
  for (int valid = 0; valid < 2; valid++) {
    g_autofree char *people_one = NULL, *people_two = NULL;
    char *one = imported(file, 1, valid, &people_one), *two = imported(file, 2, valid, &people_two);
    g_assert_true(one && two && strcmp(one, two) == 0); /* long: no use in printing them */
    g_assert_true(strcmp(people_one, people_two) == 0);
    free(one);
    free(two);
  }
}

/* The line that is named is the first of that number, be it in the lot at hand or one before. */
static void test_duplicates(void) {
  g_autofree char *file = file_text();
  struct house house;
  open_house(&house);
  struct cohorts_import valid = plain();
  valid.accept_valid = valid.quiet = TRUE;
  json_t *answer = import_as(&house, file, valid, august, NULL);
  guint seen = 0;
  for (gsize i = 0; i < json_array_size(json_object_get(answer, "rows")); i++) {
    g_autofree char *got = codes(answer, i);
    int line = (int)number(row(answer, i), "line"), at = line - 2;
    if (strcmp(got, "duplicate@leerlingnummer") != 0) {
      g_assert_cmpint(at % 20, ==, 7);
      continue;
    }
    int first = line - (at % 100 == 99 && at > 701 ? 701 : 3);
    g_autofree char *named = g_strdup_printf("regel %d", first);
    const json_t *error = json_array_get(json_object_get(row(answer, i), "errors"), 0);
    g_assert_nonnull(strstr(json_string_value(json_object_get(error, "message")), named));
    seen++;
  }
  g_assert_cmpuint(seen, >, ROWS / 60);
  json_decref(answer);
  close_house(&house);
}

/* A fault of the file behind three lots: nothing is stored, and the thread is gone. */
static void test_fault_at_the_end(void) {
  g_autofree char *good = file_text();
  g_autofree char *bad = g_strconcat(good, "1;\"Noor", NULL);
  struct house house;
  open_house(&house);
  for (guint threads = 1; threads <= 2; threads++) {
    g_autoptr(GError) error = NULL;
    struct cohorts_import import = plain();
    import.threads = threads;
    g_assert_null(import_as(&house, bad, import, august, &error));
    g_assert_error(error, COHORTS_ERROR, COHORTS_ERROR_FILE);
    g_autoptr(GArray) all = store_people_enrolments_of(house.store, NULL, NULL);
    g_assert_cmpuint(all->len, ==, 0);
  }
  close_house(&house);
}

/* Whoever stops early, after no lot, some, or all of them, waits for nobody. */
static void test_stopped_early(void) {
  g_autofree char *text = file_text();
  for (guint taken = 0; taken < 8; taken++) {
    int file = file_of(text, strlen(text));
    g_autoptr(CohortMapping) mapping = cohort_mapping_read(NULL, NULL);
    g_autoptr(CohortSheet) sheet = cohort_sheet_open(file, mapping, NULL);
    struct csv_row first;
    g_assert_true(cohort_sheet_next(sheet, &first, NULL));
    g_autoptr(CohortHeader) header = cohort_row_header(&first, mapping, NULL);
    const struct cohort_checks checks = {20000, NULL};
    const struct cohort_lots_source source = {sheet, header, mapping, &checks, taken % 2};
    g_autoptr(CohortLots) lots = cohort_lots_new(&source, 2);
    for (guint i = 0; i < taken; i++) {
      const struct cohort_lot *lot = cohort_lots_next(lots, NULL);
      g_assert_true(i < 5 ? lot != NULL : lot == NULL);
    }
    close(file);
  }
}

/* -- what goes to disk ------------------------------------------------------------------------------------------- */

struct expected {
  guint at, until;
};

static char *nth(guint i) {
  g_autofree char *fill = g_strnfill(i % 301, 'x');
  return g_strdup_printf("%u-%s", i, fill);
}

static gboolean expect(void *user, const char *text, GError **error) {
  (void)error;
  struct expected *expected = user;
  g_autofree char *want = nth(expected->at++);
  g_assert_cmpstr(text, ==, want);
  return expected->at != expected->until;
}

static void test_spool(void) {
  static const guint counts[] = {0, 1, 100, 5000}; /* the last takes 800 kB */
  for (gsize c = 0; c < G_N_ELEMENTS(counts); c++) {
    g_autoptr(CohortSpool) spool = cohort_spool_new(c % 2 ? "/nowhere" : NULL);
    for (guint i = 0; i < counts[c]; i++) {
      g_autofree char *text = nth(i);
      g_assert_true(cohort_spool_add(spool, text, NULL));
    }
    for (int again = 0; again < 2; again++) {
      struct expected expected = {0, G_MAXUINT};
      g_assert_true(cohort_spool_each(spool, expect, &expected, NULL));
      g_assert_cmpuint(expected.at, ==, counts[c]);
    }
    struct expected half = {0, counts[c] / 2};
    if (half.until) g_assert_false(cohort_spool_each(spool, expect, &half, NULL));
    g_assert_cmpuint(half.at, ==, half.until);
  }
}

/* Against a table in memory, with people in order and all over the place. */
static void test_lines(void) {
  for (guint step = 1; step < 99999; step = step * 37 + 1) {
    g_autoptr(CohortLines) lines = cohort_lines_new(NULL);
    g_autoptr(GHashTable) known = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint line = 2; line < 20000; line++) {
      guint person = 1 + line * step % 300007 % 9973 * 31, before = 0;
      g_assert_true(cohort_lines_meet(lines, person, line, &before, NULL));
      guint want = GPOINTER_TO_UINT(g_hash_table_lookup(known, GUINT_TO_POINTER(person)));
      g_assert_cmpuint(before, ==, want);
      if (!want) g_hash_table_insert(known, GUINT_TO_POINTER(person), GUINT_TO_POINTER(line));
    }
  }
}

/* Nothing, a run, some runs and a rest: everything arrives, once, in whatever order it came. */
static void test_addresses(void) {
  static const int counts[] = {0, 5, 32768, 70001};
  for (gsize c = 0; c < G_N_ELEMENTS(counts); c++) {
    struct house house;
    open_house(&house);
    g_autoptr(CohortAddresses) addresses = cohort_addresses_new(NULL);
    for (int i = 0; i < counts[c]; i++) {
      int person = (int)((gint64)i * 7919 % counts[c]);
      g_autofree char *address = g_strdup_printf("%sP%d@Home.example", person % 3 ? "" : "leerling.van.de.", person);
      g_assert_true(cohort_addresses_add(addresses, address, person + 1, NULL));
    }
    g_assert_true(store_begin(house.store, NULL) && cohort_addresses_write(addresses, house.store, NULL));
    for (int i = 0; i < counts[c]; i++) {
      g_autofree char *address = g_strdup_printf("%sp%d@home.example", i % 3 ? "" : "leerling.van.de.", i);
      g_autoptr(GArray) owners = store_addresses_owners(house.store, address, NULL);
      g_assert_cmpuint(owners->len, ==, 1);
      g_assert_cmpint(g_array_index(owners, gint64, 0), ==, i + 1);
    }
    store_rollback(house.store);
    close_house(&house);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cohorts/lots/threads-agree", test_threads_agree);
  g_test_add_func("/cohorts/lots/duplicates", test_duplicates);
  g_test_add_func("/cohorts/lots/fault-at-the-end", test_fault_at_the_end);
  g_test_add_func("/cohorts/lots/stopped-early", test_stopped_early);
  g_test_add_func("/cohorts/lots/spool", test_spool);
  g_test_add_func("/cohorts/lots/lines", test_lines);
  g_test_add_func("/cohorts/lots/addresses", test_addresses);
  return g_test_run();
}
