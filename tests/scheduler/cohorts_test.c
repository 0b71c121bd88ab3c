/* A school's file into a cohort: every wrong cell named, the same file twice nothing (S21). */
#include "tests/scheduler/cohorts_house.h"

#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_staff.h"

static void test_first_and_again(void) {
  struct house house;
  open_house(&house);
  json_t *answer = import(&house, HEAD NOOR);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_cmpint(number(answer, "rejected"), ==, 0);
  g_assert_cmpstr(status(answer, 0), ==, "new");
  g_assert_cmpstr(value(answer, 0, "mobiel"), ==, "+31612345601");
  g_assert_cmpstr(value(answer, 0, "diplomadatum"), ==, "2026-07-10");
  g_assert_cmpstr(json_string_value(json_array_get(json_object_get(answer, "new_counsellors"), 0)), ==,
                  "s@roc.example");
  g_assert_cmpstr(json_string_value(json_object_get(row(answer, 0), "leaver")), ==, "L1");
  json_decref(answer);
  answer = import(&house, HEAD NOOR);
  g_assert_cmpint(number(answer, "accepted"), ==, 0);
  g_assert_cmpint(number(answer, "unchanged"), ==, 1);
  g_assert_cmpuint(json_array_size(json_object_get(answer, "new_counsellors")), ==, 0);
  json_decref(answer);
  g_autoptr(GHashTable) facts = store_facts_read(house.store, 1, G_MAXINT64, NULL);
  g_assert_cmpstr(g_hash_table_lookup(facts, "tussenvoegsel"), ==, "de");
  g_assert_null(g_hash_table_lookup(facts, "leerlingnummer"));
  close_house(&house);
}

static void test_wrong_cells(void) {
  struct house house;
  open_house(&house);
  json_t *answer =
      import(&house, HEAD NOOR "2;;de;Wit;2006-02-30;s@roc.example;0612345;geen;havo;7;12;misschien;10-07-26\n"
                               "3;Bo;;Li;01-01-2008;s@roc.example;;;mbo;2;25498;ja;10-07-2026\n"
                               "4;Bo;;Li;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;\n"
                               "5;Bo;;Li;01-01-2008;;;bo@post.example;pro;;;;\n"
                               "6;Bo;;Li;01-01-2030;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n"
                               "7;Bo;;Li;01-01-1908;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n"
                               "1;Bo;;Li;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n"
                               "8;Bo;;Li;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026;er bij\n"
                               "9;Bo;;\"Li\"x;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n"
                               "10;Bo;;Li, Jan;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n"
                               "11;Bo;;Li;01-01-2008;s@roc.example;030 2345678;;mbo;2;25498;ja;10-07-2026\n");
  static const char *const want[] = {
      "",
      "no_such_day@geboortedatum phone_too_short@mobiel email_no_at@email not_a_choice@onderwijs not_a_choice@niveau "
      "not_a_crebo@crebo "
      "not_a_choice@diploma short_year@diplomadatum missing@roepnaam",
      "no_address@mobiel",
      "no_graduation_date@diplomadatum",
      "missing@begeleider no_leaving_date@uitstroomdatum",
      "before_birth@diplomadatum",
      "age@geboortedatum",
      "duplicate@leerlingnummer",
      "too_many_cells@",
      "bad_quote@achternaam",
      "no_prefix@achternaam",
      "no_address@mobiel",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(want); i++) {
    g_autofree char *got = codes(answer, i);
    g_assert_cmpstr(got, ==, want[i]);
    g_assert_cmpint(number(row(answer, i), "line"), ==, (gint64)i + 2);
  }
  g_assert_cmpint(number(answer, "rejected"), ==, G_N_ELEMENTS(want) - 1);
  g_assert_cmpint(number(answer, "accepted"), ==, 0);
  g_assert_true(json_is_null(json_object_get(row(answer, 0), "leaver")));
  const json_t *error = json_array_get(json_object_get(row(answer, 7), "errors"), 0);
  g_assert_nonnull(strstr(json_string_value(json_object_get(error, "message")), "regel 2"));
  const json_t *landline = json_array_get(json_object_get(row(answer, 11), "warnings"), 0);
  g_assert_cmpstr(json_string_value(json_object_get(landline, "code")), ==, "landline");
  g_assert_null(json_object_get(row(answer, 0), "warnings"));
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1", NULL), ==, 0); /* all rows or none */
  close_house(&house);
}

static void test_accept_valid(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import valid = plain();
  valid.accept_valid = TRUE;
  json_t *answer =
      import_as(&house, HEAD NOOR "2;;;Li;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n", valid,
                august, NULL);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_cmpint(number(answer, "rejected"), ==, 1);
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1", NULL), !=, 0);
  g_assert_cmpint(store_people_find_person(house.store, "roc/2", NULL), ==, 0);
  close_house(&house);
}

static void test_dry_run(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import dry = plain();
  dry.dry_run = TRUE;
  json_t *answer = import_as(&house, HEAD NOOR, dry, august, NULL);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_true(json_is_null(json_object_get(row(answer, 0), "leaver")));
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1", NULL), ==, 0);
  g_autoptr(GPtrArray) staff = store_staff_all(house.store, "roc", NULL);
  g_assert_cmpuint(staff->len, ==, 0);
  close_house(&house);
}

static void test_mapping(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import mapped = plain();
  mapped.mapping = "[columns]\nleerlingnummer = Stamnr.\nachternaam = Naam leerling\n"
                   "[constants]\nonderwijs = pro\nbegeleider = s@roc.example\n"
                   "[values]\nbestemming.Betaald werk = werk\n"
                   "[file]\nskip_lines = 2\ndate_order = mdy\n";
  json_t *answer = import_as(&house,
                             "Uitdraai van 1 augustus\n\nStamnr.,Roepnaam,Naam "
                             "leerling,Geboortedatum,Mobiel,Uitstroomdatum,Bestemming,Klas,BSN\n"
                             "77,Tim,\"Berg, van den\",12/24/2008,612345625,7/10/2026,betaald WERK,5b,123456782\n",
                             mapped, august, NULL);
  g_assert_cmpstr(status(answer, 0), ==, "new");
  g_assert_cmpint(number(row(answer, 0), "line"), ==, 4);
  g_assert_cmpstr(value(answer, 0, "achternaam"), ==, "Berg");
  g_assert_cmpstr(value(answer, 0, "tussenvoegsel"), ==, "van den");
  g_assert_cmpstr(value(answer, 0, "uitstroomdatum"), ==, "2026-07-10");
  g_assert_cmpstr(value(answer, 0, "bestemming"), ==, "werk");
  g_assert_cmpstr(value(answer, 0, "onderwijs"), ==, "pro");
  g_assert_cmpstr(json_string_value(json_array_get(json_object_get(answer, "dropped"), 0)), ==, "Klas");
  const json_t *warning = json_array_get(json_object_get(answer, "warnings"), 0);
  g_assert_cmpstr(json_string_value(json_object_get(warning, "code")), ==, "bsn_dropped");
  g_autofree char *whole = json_dumps(answer, 0);
  g_assert_null(strstr(whole, "123456782"));
  json_decref(answer);
  close_house(&house);
}

/* A call that is wrong (mapping) and a file that can't be read: no answer, nothing stored. */
static void test_refused(void) {
  static const struct {
    const char *mapping, *file;
    int code;
    const char *says;
  } refusals[] = {
      {"[colums]\n", HEAD NOOR, COHORTS_ERROR_CALL, "colums"},
      {"[columns]\nroepnam = x\n", HEAD NOOR, COHORTS_ERROR_CALL, "roepnam"},
      {"[file]\ndate_order = dag\n", HEAD NOOR, COHORTS_ERROR_CALL, "date_order"},
      {"[file]\nsheets = 1\n", HEAD NOOR, COHORTS_ERROR_CALL, "sheets"},
      {"[constants]\nonderwijs = havo\n", HEAD NOOR, COHORTS_ERROR_CALL, "havo"},
      {"geen groep\n", HEAD NOOR, COHORTS_ERROR_CALL, "mapping"},
      {"[columns]\nroepnaam = Voornaam\n", HEAD NOOR, COHORTS_ERROR_FILE, "Voornaam"},
      {"[columns]\nleerlingnummer = BSN\n", "BSN;roepnaam\n1;a\n", COHORTS_ERROR_FILE, "BSN"},
      {NULL, "", COHORTS_ERROR_FILE, "leeg"},
      {NULL, "leerlingnummer;roepnaam\n1;Noor\n", COHORTS_ERROR_FILE, "achternaam"},
      {NULL, "leerlingnummer;studentnummer;roepnaam\n1;1;Noor\n", COHORTS_ERROR_FILE, "twee keer"},
      {NULL, "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;onderwijs\n", COHORTS_ERROR_FILE, "mobiel"},
      {NULL, HEAD "1;\"Noor;de;Vries\n", COHORTS_ERROR_FILE, "Regel 2"},
      {NULL, "PK\x03\x04werkmap", COHORTS_ERROR_FILE, "werkmap"},
  };
  struct house house;
  open_house(&house);
  for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
    g_autoptr(GError) error = NULL;
    struct cohorts_import import = plain();
    import.mapping = refusals[i].mapping;
    json_t *answer = import_as(&house, refusals[i].file, import, august, &error);
    if (answer) g_error("case %u was not refused", (guint)i);
    g_assert_error(error, COHORTS_ERROR, refusals[i].code);
    if (!strstr(error->message, refusals[i].says)) g_error("case %u: %s", (guint)i, error->message);
  }
  g_autoptr(GError) error = NULL;
  struct cohorts_import nobody = plain();
  nobody.organisation = "nergens";
  g_assert_null(import_as(&house, HEAD NOOR, nobody, august, &error));
  g_assert_error(error, COHORTS_ERROR, COHORTS_ERROR_CALL);
  close_house(&house);
}

/* For large files: the counts are whole, of the rows only those with errors are listed. */
static void test_quiet(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import quiet = plain();
  quiet.quiet = quiet.accept_valid = TRUE;
  json_t *answer =
      import_as(&house, HEAD NOOR "2;Bo;;Li;30-02-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n",
                quiet, august, NULL);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_cmpuint(json_array_size(json_object_get(answer, "rows")), ==, 1);
  g_autofree char *got = codes(answer, 0);
  g_assert_cmpstr(got, ==, "no_such_day@geboortedatum");
  json_decref(answer);
  close_house(&house);
}

/* The shipped examples are whole, and every name in them comes through as it is written. */
static void test_examples(void) {
  static const struct {
    const char *file;
    const char *surname;
    gsize at;
  } examples[] = {{"cohort-mbo.csv", "Yılmaz", 5}, {"cohort-pro.csv", "Y", 8}, {"cohort-vso.csv", "Å", 4}};
  const char *root = g_getenv("G_TEST_SRCDIR");
  struct house house;
  open_house(&house);
  for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
    g_autofree char *path = g_build_filename(root ? root : ".", "deploy", "examples", examples[i].file, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    json_t *answer = import(&house, text);
    g_assert_cmpint(number(answer, "accepted"), ==, 12);
    g_assert_cmpint(number(answer, "rejected"), ==, 0);
    g_assert_cmpint(number(answer, "without_gemeente"), ==, 0);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "dropped")), ==, 0);
    g_assert_cmpstr(value(answer, examples[i].at, "achternaam"), ==, examples[i].surname);
    json_decref(answer);
  }
  close_house(&house);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cohorts/first-and-again", test_first_and_again);
  g_test_add_func("/cohorts/wrong-cells", test_wrong_cells);
  g_test_add_func("/cohorts/accept-valid", test_accept_valid);
  g_test_add_func("/cohorts/dry-run", test_dry_run);
  g_test_add_func("/cohorts/mapping", test_mapping);
  g_test_add_func("/cohorts/refused", test_refused);
  g_test_add_func("/cohorts/quiet", test_quiet);
  g_test_add_func("/cohorts/examples", test_examples);
  return g_test_run();
}
