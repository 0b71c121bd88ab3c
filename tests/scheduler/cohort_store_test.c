/* What a row does to what is known: updates, enrolments (S1), earlier work, erased people (S24), gemeenten (S23). */
#include "tests/scheduler/cohorts_house.h"

#include "scheduler/store/store_events.h"
#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_staff.h"

static void test_later_file(void) {
  struct house house;
  open_house(&house);
  json_decref(import(&house, HEAD NOOR));
  json_t *answer =
      import(&house, "studentnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;bestemming\n"
                     "1;Noor;Vries;14-03-2008;s@roc.example;06 12345699;mbo;werk\n");
  g_assert_cmpstr(status(answer, 0), ==, "changed");
  json_decref(answer);
  g_autoptr(GHashTable) facts = store_facts_read(house.store, 1, G_MAXINT64, NULL);
  g_assert_cmpstr(g_hash_table_lookup(facts, "mobiel"), ==, "+31612345699");
  g_assert_cmpstr(g_hash_table_lookup(facts, "bestemming"), ==, "werk");
  g_assert_cmpstr(g_hash_table_lookup(facts, "email"), ==,
                  "noor@post.example"); /* a column that is not there takes nothing away */
  close_house(&house);
}

static guint enrolments(struct house *house) {
  g_autoptr(GPtrArray) all = store_people_enrolments(house->store, 1, NULL);
  return all->len;
}

/* S1: a corrected date keeps the enrolment, another crebo or niveau with a new date opens the next, doubt asks. */
static void test_enrolments(void) {
  static const struct {
    const char *line, *status;
    guint count;
  } cases[] = {
      {"1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;;mbo;2;25498;ja;11-07-2026\n", "changed", 1},
      {"1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;;mbo;2;25499;ja;11-07-2026\n", "changed", 1},
      {"1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;;mbo;3;25499;ja;15-08-2026\n", "error", 1},
      {"1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;;mbo;3;25500;ja;09-07-2027\n", "new", 2},
      {"1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;;mbo;3;25500;ja;09-07-2027\n", "unchanged", 2},
  };
  struct house house;
  open_house(&house);
  json_decref(import(&house, HEAD NOOR));
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat(HEAD, cases[i].line, NULL);
    json_t *answer = import(&house, text);
    g_assert_cmpstr(status(answer, 0), ==, cases[i].status);
    g_assert_cmpuint(enrolments(&house), ==, cases[i].count);
    json_decref(answer);
  }
  close_house(&house);
}

static void count_event(void *user, const struct store_event *event) {
  GString *seen = user;
  g_string_append_printf(seen, "%s/%d ", progress_event_names[event->kind], event->outcome);
}

/* A school that starts in month 9: what was done before enters as events, once. */
static void test_earlier_work(void) {
  static const char file[] =
      "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;aanbod_gedaan_op;"
      "aanbod_door;aanbod_persoonlijk;aanbod_gebruikt;laatste_contact_op;contact_uitkomst\n"
      "1;Bo;Li;01-01-2008;s@roc.example;0612345601;pro;11-07-2025;12-07-2025;mevr. De Vries;ja;ja;01-03-2026;geen "
      "gehoor\n"
      "2;Al;Ng;01-01-2008;s@roc.example;0612345602;pro;11-07-2025;12-07-2025;brief;nee;;;\n"
      "3;Cy;Os;01-01-2008;s@roc.example;0612345603;pro;11-07-2025;12-07-2027;;;;;\n";
  struct house house;
  open_house(&house);
  struct cohorts_import valid = plain();
  valid.accept_valid = TRUE;
  for (int time = 0; time < 2; time++) {
    json_t *answer = import_as(&house, file, valid, august, NULL);
    g_assert_cmpint(number(answer, "rejected"), ==, 1);
    g_assert_cmpstr(status(answer, 0), ==, time ? "unchanged" : "new");
    g_autofree char *got = codes(answer, 2);
    g_assert_cmpstr(got, ==, "future@aanbod_gedaan_op");
    json_decref(answer);
  }
  /* Another fact of the row changes: what was entered before is not entered again. */
  g_auto(GStrv) pieces = g_strsplit(file, "0612345601", 2);
  g_autofree char *another_phone = g_strjoinv("0612345699", pieces);
  json_t *later = import_as(&house, another_phone, valid, august, NULL);
  g_assert_cmpstr(status(later, 0), ==, "changed");
  json_decref(later);
  g_autoptr(GString) seen = g_string_new(NULL);
  g_assert_true(store_events_each(house.store, 1, G_MAXINT64, count_event, seen, NULL));
  g_autofree char *want =
      g_strdup_printf("%s/%d %s/%d ", progress_event_names[PROGRESS_EVENT_IMPORTED_OFFER], PROGRESS_USED,
                      progress_event_names[PROGRESS_EVENT_CONTACT], PROGRESS_NO_ANSWER);
  g_assert_cmpstr(seen->str, ==, want);
  g_string_truncate(seen, 0);
  g_assert_true(store_events_each(house.store, 2, G_MAXINT64, count_event, seen, NULL));
  g_assert_cmpstr(seen->str, ==, "");
  close_house(&house);
}

/* S24: erased stays erased, and says no more than that. */
static void test_erased(void) {
  struct house house;
  open_house(&house);
  char key[FLOW_KEY_SIZE];
  flow_tombstone_person(house.flow, "roc", "1", key);
  g_assert_true(store_begin(house.store, NULL) && store_people_add_tombstone(house.store, key, august, NULL) &&
                store_commit(house.store, NULL));
  json_t *answer = import(&house, HEAD NOOR);
  g_assert_cmpstr(status(answer, 0), ==, "erased");
  g_assert_cmpint(number(answer, "erased"), ==, 1);
  g_assert_cmpstr(value(answer, 0, "roepnaam"), ==, "");
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1", NULL), ==, 0);
  close_house(&house);
}

static void test_school_address(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import import = plain();
  import.school_domains = "roc.example andere.example";
  json_t *answer =
      import_as(&house,
                HEAD "1;Bo;;Li;01-01-2008;s@roc.example;;bo@student.roc.example;mbo;2;25498;ja;10-07-2026\n"
                     "2;Al;;Ng;01-01-2008;s@roc.example;0612345602;al@nietroc.example;mbo;2;25498;ja;10-07-2026\n",
                import, august, NULL);
  g_assert_cmpint(number(answer, "accepted"), ==, 2);
  g_assert_cmpstr(value(answer, 0, "email"), ==, "");
  g_assert_cmpstr(value(answer, 0, "email_school"), ==, "bo@student.roc.example");
  g_assert_cmpstr(value(answer, 1, "email"), ==, "al@nietroc.example");
  g_assert_cmpuint(json_array_size(json_object_get(answer, "unreachable")), ==, 1);
  g_assert_cmpint(number(json_array_get(json_object_get(answer, "unreachable"), 0), "line"), ==, 2);
  json_decref(answer);
  close_house(&house);
}

/* One board, two schools, one counsellor: fine. Somebody of a gemeente is nobody's counsellor. */
static void counsellor_elsewhere(const char *role, const char *want) {
  struct house house;
  open_house(&house);
  struct store_staff staff = {.organisation = (char *)"pro",
                              .role = (char *)role,
                              .email = (char *)"s@roc.example",
                              .name = (char *)"S",
                              .phone = (char *)"",
                              .password = (char *)"",
                              .halfdays = CALENDAR_FULL_WEEK};
  g_assert_true(store_begin(house.store, NULL) && store_staff_add(house.store, &staff, august, NULL) &&
                store_commit(house.store, NULL));
  json_t *answer = import(&house, HEAD NOOR);
  g_autofree char *got = codes(answer, 0);
  g_assert_cmpstr(got, ==, want);
  json_decref(answer);
  close_house(&house);
}

static void test_counsellor_elsewhere(void) {
  counsellor_elsewhere("counsellor", "");
  counsellor_elsewhere("municipality", "other_organisation@begeleider");
}

/* S23: given or by a name of one place = confirmed; by postcode alone or an ambiguous name = presumed; else a question.
 */
static void test_gemeente(void) {
  static const struct {
    const char *cells, *code, *source;
  } places[] = {
      {"363;;", "GM0363", "bevestigd"},          {";Den Haag;", "GM0518", "bevestigd"},
      {";;1011 AB", "GM0363", "vermoed"},        {";Bergen;", "", ""},
      {";Hengelo;7255 AA", "GM1876", "vermoed"}, {";;", "", ""},
      {"GM0003;;", "GM1979", "bevestigd"},       {"GM0788;;", "GM0824", "vermoed"},
  };
  struct house house;
  open_house(&house);
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *text = g_strdup_printf(
        "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;gemeentecode;"
        "woonplaats;postcode\n%u;Bo;Li;01-01-2008;s@roc.example;0612345601;pro;10-07-2026;%s\n",
        (guint)i + 1, places[i].cells);
    json_t *answer = import(&house, text);
    g_assert_cmpstr(value(answer, 0, "gemeentecode"), ==, places[i].code);
    g_assert_cmpstr(value(answer, 0, "gemeente_bron"), ==, places[i].source);
    g_assert_cmpint(number(answer, "without_gemeente"), ==, *places[i].code ? 0 : 1);
    json_decref(answer);
  }
  close_house(&house);
}

/* S17: what would be recorded before the newest event is refused; a dry run records nothing. */
static void test_past(void) {
  struct house house;
  open_house(&house);
  json_decref(import(
      &house,
      "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;aanbod_gedaan_op\n"
      "1;Bo;Li;01-01-2008;s@roc.example;0612345601;pro;11-07-2025;12-07-2025\n"));
  g_autoptr(GError) error = NULL;
  g_assert_null(import_as(&house, HEAD NOOR, plain(), august - 3600, &error));
  g_assert_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL);
  close_house(&house);
}

/* S23: what a person confirmed stays, until the address changes. */
static void test_confirmed(void) {
  static const char head[] =
      "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;postcode\n"
      "1;Bo;Li;01-01-2008;s@roc.example;0612345601;pro;10-07-2026;";
  static const struct {
    const char *postcode, *status, *code, *source;
  } files[] = {{"1011AB", "unchanged", "GM0384", "bevestigd"}, {"3511AB", "changed", "GM0344", "vermoed"}};
  struct house house;
  open_house(&house);
  g_autofree char *first = g_strconcat(head, "1011AB", NULL);
  json_decref(import(&house, first));
  g_assert_true(store_begin(house.store, NULL) &&
                store_facts_add(house.store, 1, august, 20000, "counsellor",
                                "gemeentecode=GM0384\ngemeente_bron=bevestigd\n", NULL) &&
                store_commit(house.store, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *text = g_strconcat(head, files[i].postcode, NULL);
    json_t *answer = import(&house, text);
    g_assert_cmpstr(status(answer, 0), ==, files[i].status);
    json_decref(answer);
    g_autoptr(GHashTable) facts = store_facts_read(house.store, 1, G_MAXINT64, NULL);
    g_assert_cmpstr(g_hash_table_lookup(facts, "gemeentecode"), ==, files[i].code);
    g_assert_cmpstr(g_hash_table_lookup(facts, "gemeente_bron"), ==, files[i].source);
  }
  close_house(&house);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cohort_store/later-file", test_later_file);
  g_test_add_func("/cohort_store/enrolments", test_enrolments);
  g_test_add_func("/cohort_store/earlier-work", test_earlier_work);
  g_test_add_func("/cohort_store/erased", test_erased);
  g_test_add_func("/cohort_store/school-address", test_school_address);
  g_test_add_func("/cohort_store/counsellor-elsewhere", test_counsellor_elsewhere);
  g_test_add_func("/cohort_store/gemeente", test_gemeente);
  g_test_add_func("/cohort_store/past", test_past);
  g_test_add_func("/cohort_store/confirmed", test_confirmed);
  return g_test_run();
}
