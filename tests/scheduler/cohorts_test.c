/* A school's file into a cohort: every wrong cell named, the same file twice nothing, a later file an update (S1, S5,
 * S21, S23, S24). */
#include "scheduler/cohorts/cohorts.h"

#include <string.h>
#include <unistd.h>

#include "rules/calendar/zone.h"
#include "scheduler/cohorts/cohort_cells.h"
#include "scheduler/store/store_events.h"
#include "scheduler/store/store_facts.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_staff.h"

static const gint64 august = 1785578400; /* 2026-08-01T12:00+02:00 */

struct house {
  struct store *store;
  struct zone *zone;
  struct cases *cases;
  struct flow *flow;
  struct flow_world world;
};

static const char *no_setting(void *user, const char *organisation, const char *name) {
  (void)user, (void)organisation, (void)name;
  return NULL;
}

static void no_chance(void *user, char *out, gsize n) {
  (void)user;
  memset(out, 'a', n);
}

static void open_house(struct house *house) {
  g_autoptr(GError) error = NULL;
  *house = (struct house){.world = {.setting = no_setting, .chance = no_chance}};
  house->world.key = g_bytes_new_static("0123456789abcdef0123456789abcdef", 32);
  house->store = store_open(":memory:", &error);
  g_assert_no_error(error);
  house->zone = zone_load("Europe/Amsterdam", &error);
  g_assert_no_error(error);
  house->cases = cases_new(house->store, house->zone);
  house->flow = flow_new(house->cases, &house->world);
  struct store_organisation school = {(char *)"roc", (char *)"mbo", (char *)"ROC", CALENDAR_MIDDLE};
  struct store_organisation other = {(char *)"pro", (char *)"pro", (char *)"Pro", CALENDAR_MIDDLE};
  g_assert_true(store_begin(house->store, &error) && store_organisations_add(house->store, &school, august, &error) &&
                store_organisations_add(house->store, &other, august, &error) && store_commit(house->store, &error));
}

static void close_house(struct house *house) {
  flow_free(house->flow);
  cases_free(house->cases);
  zone_free(house->zone);
  store_close(house->store);
  g_bytes_unref(house->world.key);
}

static int file_of(const char *text, gsize length) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp("cohort-XXXXXX", &path, &error);
  g_assert_no_error(error);
  g_assert_cmpint(write(file, text, length), ==, (gssize)length);
  g_assert_cmpint(lseek(file, 0, SEEK_SET), ==, 0);
  unlink(path);
  return file;
}

static struct cohorts_import plain(void) {
  return (struct cohorts_import){.organisation = "roc", .cohort = "2026", .today = "2026-08-01"};
}

static json_t *import_as(struct house *house, const char *text, struct cohorts_import import, gint64 now, GError **error) {
  int file = file_of(text, strlen(text));
  struct flow_act act = {now, "import"};
  json_t *answer = cohorts_import(house->flow, house->cases, &act, file, &import, error);
  close(file);
  g_assert_false(store_in_transaction(house->store));
  return answer;
}

static json_t *import(struct house *house, const char *text) {
  g_autoptr(GError) error = NULL;
  json_t *answer = import_as(house, text, plain(), august, &error);
  g_assert_no_error(error);
  return answer;
}

static gint64 number(const json_t *answer, const char *name) {
  return json_integer_value(json_object_get(answer, name));
}

static const json_t *row(const json_t *answer, gsize at) {
  return json_array_get(json_object_get(answer, "rows"), at);
}

static const char *value(const json_t *answer, gsize at, const char *name) {
  const char *text = json_string_value(json_object_get(json_object_get(row(answer, at), "values"), name));
  return text ? text : "";
}

static const char *status(const json_t *answer, gsize at) {
  return json_string_value(json_object_get(row(answer, at), "status"));
}

/* "code@column code@column" of a row. */
static char *codes(const json_t *answer, gsize at) {
  GString *text = g_string_new(NULL);
  const json_t *errors = json_object_get(row(answer, at), "errors");
  for (size_t i = 0; i < json_array_size(errors); i++) {
    const json_t *error = json_array_get(errors, i);
    g_string_append_printf(text, "%s%s@%s", i ? " " : "", json_string_value(json_object_get(error, "code")),
                           json_string_value(json_object_get(error, "column")));
    g_assert_cmpuint(strlen(json_string_value(json_object_get(error, "message"))), >, 10);
  }
  return g_string_free(text, FALSE);
}

#define HEAD "leerlingnummer;roepnaam;tussenvoegsel;achternaam;geboortedatum;begeleider;mobiel;email;onderwijs;niveau;crebo;diploma;diplomadatum\n"
#define NOOR "1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;noor@post.example;mbo;2;25498;ja;10-07-2026\n"

/* -- cells ---------------------------------------------------------------------------------------------------------- */

static const struct { enum cohort_id id; const char *text, *want; enum cohorts_code code; enum cohort_order order; } cells[] = {
    {COHORT_BIRTH_DATE, "2026-07-10", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10-07-2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10/7/2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10.7.2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "2026/7/1", "2026-07-01", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "46213", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "39508", "2008-03-01", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10-07-2026 00:00:00", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "2026-07-10T00:00:00", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10-07-2026 13:15", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "7/10/2026", "2026-07-10", COHORTS_OK, COHORT_MONTH_FIRST},
    {COHORT_BIRTH_DATE, "31/12/2026", "", COHORTS_NO_SUCH_DAY, COHORT_MONTH_FIRST},
    {COHORT_BIRTH_DATE, "12-31-2006", "", COHORTS_NO_SUCH_DAY, 0},
    {COHORT_BIRTH_DATE, "2006-02-30", "", COHORTS_NO_SUCH_DAY, 0},
    {COHORT_BIRTH_DATE, "29-02-2007", "", COHORTS_NO_SUCH_DAY, 0},
    {COHORT_BIRTH_DATE, "10-07-26", "", COHORTS_SHORT_YEAR, 0},
    {COHORT_BIRTH_DATE, "20260710", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "10-7", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "10-07/2026", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "1234", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "99999", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "zomer", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_MOBILE, "612345678", "+31612345678", COHORTS_OK, 0},
    {COHORT_MOBILE, "0031 6 12345678", "+31612345678", COHORTS_OK, 0},
    {COHORT_MOBILE, "030-2345678", "+31302345678", COHORTS_LANDLINE, 0},
    {COHORT_MOBILE, "0612345", "", COHORTS_PHONE_TOO_SHORT, 0},
    {COHORT_MOBILE, "onbekend", "", COHORTS_PHONE_LETTERS, 0},
    {COHORT_EMAIL, "Jan@Voorbeeld.EXAMPLE", "Jan@voorbeeld.example", COHORTS_OK, 0},
    {COHORT_EMAIL, "geen", "", COHORTS_EMAIL_NO_AT, 0},
    {COHORT_POSTCODE, "3511 ab", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511AB", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511", "", COHORTS_NOT_A_POSTCODE, 0},
    {COHORT_POSTCODE, "0511AB", "", COHORTS_NOT_A_POSTCODE, 0},
    {COHORT_POSTCODE, "3511SS", "", COHORTS_NOT_A_POSTCODE, 0},
    {COHORT_GEMEENTE, "363", "GM0363", COHORTS_OK, 0},
    {COHORT_GEMEENTE, "gm0363", "GM0363", COHORTS_OK, 0},
    {COHORT_GEMEENTE, "GM9999", "", COHORTS_NOT_A_GEMEENTE, 0},
    {COHORT_GEMEENTE, "Amsterdam", "", COHORTS_NOT_A_GEMEENTE, 0},
    {COHORT_LEVEL, "1", "entree", COHORTS_OK, 0},
    {COHORT_LEVEL, "Entree", "entree", COHORTS_OK, 0},
    {COHORT_LEVEL, "4", "4", COHORTS_OK, 0},
    {COHORT_LEVEL, "5", "", COHORTS_NOT_A_CHOICE, 0},
    {COHORT_EDUCATION, "MBO", "mbo", COHORTS_OK, 0},
    {COHORT_EDUCATION, "havo", "", COHORTS_NOT_A_CHOICE, 0},
    {COHORT_EDUCATION, "onbekend", "", COHORTS_NOT_A_CHOICE, 0},
    {COHORT_FOLLOW_ON, "aangemeld", "aangemeld", COHORTS_OK, 0},
    {COHORT_FOLLOW_ON, "misschien", "", COHORTS_NOT_A_CHOICE, 0},
    {COHORT_DIPLOMA, "J", "ja", COHORTS_OK, 0},
    {COHORT_CREBO, "25498", "25498", COHORTS_OK, 0},
    {COHORT_CREBO, "2549", "", COHORTS_NOT_A_CREBO, 0},
    {COHORT_FIRST_NAME, "Zoe\xCC\x88", "Zo\xC3\xAB", COHORTS_OK, 0},
    {COHORT_FIRST_NAME, "Jan  Piet", "Jan Piet", COHORTS_OK, 0},
    {COHORT_FIRST_NAME, "B", "B", COHORTS_OK, 0},
    {COHORT_FIRST_NAME, "123", "", COHORTS_NOT_A_NAME, 0},
    {COHORT_FIRST_NAME, "a\x01", "", COHORTS_UNREADABLE, 0},
    {COHORT_FIRST_NAME, "Bj\xEF\xBF\xBDrn", "", COHORTS_UNREADABLE, 0},
    {COHORT_NUMBER, "V-0301", "V-0301", COHORTS_OK, 0},
    {COHORT_NUMBER, "12 34", "", COHORTS_NOT_A_KEY, 0},
    {COHORT_PROGRAMME, "regel een\r\nregel twee", "regel een regel twee", COHORTS_OK, 0},
};

static void test_cells(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cells); i++) {
    char out[COHORT_VALUE_SIZE];
    const char *got = "";
    enum cohorts_code code = cohort_cells_read(cells[i].id, cells[i].order, cells[i].text, strlen(cells[i].text), out, &got);
    if (code != cells[i].code || strcmp(got, cells[i].want) != 0)
      g_error("%s \"%s\": got \"%s\" (%s), want \"%s\" (%s)", cohort_fields[cells[i].id].name, cells[i].text, got,
              cohorts_words_nl_code(code), cells[i].want, cohorts_words_nl_code(cells[i].code));
  }
}

/* -- headings ------------------------------------------------------------------------------------------------------- */

static void test_headings(void) {
  g_assert_cmpint(cohort_fields_find("Aansluitende Inschrijving bevestigd-op"), ==, COHORT_FOLLOW_ON_CONFIRMED);
  g_assert_cmpint(cohort_fields_find("E-mail"), ==, COHORT_EMAIL);
  g_assert_cmpint(cohort_fields_find("STUDENTNUMMER"), ==, COHORT_NUMBER);
  g_assert_cmpint(cohort_fields_find("róepnaam"), ==, COHORT_FIRST_NAME);
  g_assert_cmpint(cohort_fields_find("klas"), ==, COHORT_FIELDS);
  g_assert_cmpint(cohort_fields_find("telefoon"), ==, COHORT_FIELDS);
  g_assert_true(cohort_fields_forbidden("B.S.N") == FALSE && cohort_fields_forbidden("BSN") && cohort_fields_forbidden("Burger Service Nummer"));
}

/* -- whole files ------------------------------------------------------------------------------------------------------ */

static void test_first_and_again(void) {
  struct house house;
  open_house(&house);
  json_t *answer = import(&house, HEAD NOOR);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_cmpint(number(answer, "rejected"), ==, 0);
  g_assert_cmpstr(status(answer, 0), ==, "new");
  g_assert_cmpstr(value(answer, 0, "mobiel"), ==, "+31612345601");
  g_assert_cmpstr(value(answer, 0, "diplomadatum"), ==, "2026-07-10");
  g_assert_cmpstr(json_string_value(json_array_get(json_object_get(answer, "new_counsellors"), 0)), ==, "s@roc.example");
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

static void test_later_file(void) {
  struct house house;
  open_house(&house);
  json_decref(import(&house, HEAD NOOR));
  json_t *answer = import(&house, "studentnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;bestemming\n"
                                  "1;Noor;Vries;14-03-2008;s@roc.example;06 12345699;mbo;werk\n");
  g_assert_cmpstr(status(answer, 0), ==, "changed");
  json_decref(answer);
  g_autoptr(GHashTable) facts = store_facts_read(house.store, 1, G_MAXINT64, NULL);
  g_assert_cmpstr(g_hash_table_lookup(facts, "mobiel"), ==, "+31612345699");
  g_assert_cmpstr(g_hash_table_lookup(facts, "bestemming"), ==, "werk");
  g_assert_cmpstr(g_hash_table_lookup(facts, "email"), ==, "noor@post.example"); /* a column that is not there takes nothing away */
  close_house(&house);
}

static guint enrolments(struct house *house) {
  g_autoptr(GPtrArray) all = store_people_enrolments(house->store, 1, NULL);
  return all->len;
}

/* S1: a corrected date keeps the enrolment, another crebo or niveau with a new date opens the next, doubt asks. */
static void test_enrolments(void) {
  static const struct { const char *line, *status; guint count; } cases[] = {
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

static void test_wrong_cells(void) {
  struct house house;
  open_house(&house);
  json_t *answer = import(&house,
                          HEAD NOOR "2;;de;Wit;2006-02-30;s@roc.example;0612345;geen;havo;7;12;misschien;10-07-26\n"
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
      "no_such_day@geboortedatum phone_too_short@mobiel email_no_at@email not_a_choice@onderwijs not_a_choice@niveau not_a_crebo@crebo "
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
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1"), ==, 0); /* all rows or none */
  close_house(&house);
}

static void test_accept_valid(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import valid = plain();
  valid.accept_valid = TRUE;
  json_t *answer = import_as(&house, HEAD NOOR "2;;;Li;01-01-2008;s@roc.example;;bo@post.example;mbo;2;25498;ja;10-07-2026\n", valid, august, NULL);
  g_assert_cmpint(number(answer, "accepted"), ==, 1);
  g_assert_cmpint(number(answer, "rejected"), ==, 1);
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1"), !=, 0);
  g_assert_cmpint(store_people_find_person(house.store, "roc/2"), ==, 0);
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
  g_assert_cmpint(store_people_find_person(house.store, "roc/1"), ==, 0);
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
                             "Uitdraai van 1 augustus\n\nStamnr.,Roepnaam,Naam leerling,Geboortedatum,Mobiel,Uitstroomdatum,Bestemming,Klas,BSN\n"
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
  static const struct { const char *mapping, *file; int code; const char *says; } refusals[] = {
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

static void count_event(void *user, const struct store_event *event) {
  GString *seen = user;
  g_string_append_printf(seen, "%s/%d ", progress_event_names[event->kind], event->outcome);
}

/* A school that starts in month 9: what was done before enters as events, once. */
static void test_earlier_work(void) {
  static const char file[] = "leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;aanbod_gedaan_op;"
                             "aanbod_door;aanbod_persoonlijk;aanbod_gebruikt;laatste_contact_op;contact_uitkomst\n"
                             "1;Bo;Li;01-01-2008;s@roc.example;0612345601;pro;11-07-2025;12-07-2025;mevr. De Vries;ja;ja;01-03-2026;geen gehoor\n"
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
  g_autoptr(GString) seen = g_string_new(NULL);
  g_assert_true(store_events_each(house.store, 1, G_MAXINT64, count_event, seen, NULL));
  g_autofree char *want = g_strdup_printf("%s/%d %s/%d ", progress_event_names[PROGRESS_EVENT_IMPORTED_OFFER], PROGRESS_USED,
                                          progress_event_names[PROGRESS_EVENT_CONTACT], PROGRESS_NO_ANSWER);
  g_assert_cmpstr(seen->str, ==, want);
  g_string_truncate(seen, 0);
  g_assert_true(store_events_each(house.store, 2, G_MAXINT64, count_event, seen, NULL));
  g_assert_cmpstr(seen->str, ==, "");
  close_house(&house);
}

static void test_school_address(void) {
  struct house house;
  open_house(&house);
  struct cohorts_import import = plain();
  import.school_domains = "roc.example andere.example";
  json_t *answer = import_as(&house,
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

/* S24: erased stays erased, and says no more than that. */
static void test_erased(void) {
  struct house house;
  open_house(&house);
  char key[FLOW_KEY_SIZE];
  flow_tombstone_person(house.flow, "roc", "1", key);
  g_assert_true(store_begin(house.store, NULL) && store_people_add_tombstone(house.store, key, august, NULL) && store_commit(house.store, NULL));
  json_t *answer = import(&house, HEAD NOOR);
  g_assert_cmpstr(status(answer, 0), ==, "erased");
  g_assert_cmpint(number(answer, "erased"), ==, 1);
  g_assert_cmpstr(value(answer, 0, "roepnaam"), ==, "");
  json_decref(answer);
  g_assert_cmpint(store_people_find_person(house.store, "roc/1"), ==, 0);
  close_house(&house);
}

static void test_counsellor_elsewhere(void) {
  struct house house;
  open_house(&house);
  struct store_staff staff = {.organisation = (char *)"pro", .role = (char *)"counsellor", .email = (char *)"s@roc.example", .name = (char *)"S",
                              .phone = (char *)"", .password = (char *)"", .halfdays = CALENDAR_FULL_WEEK};
  g_assert_true(store_begin(house.store, NULL) && store_staff_add(house.store, &staff, august, NULL) && store_commit(house.store, NULL));
  json_t *answer = import(&house, HEAD NOOR);
  g_autofree char *got = codes(answer, 0);
  g_assert_cmpstr(got, ==, "other_organisation@begeleider");
  json_decref(answer);
  close_house(&house);
}

/* S23: given or by a name of one place = confirmed; by postcode alone or an ambiguous name = presumed; else a question. */
static void test_gemeente(void) {
  static const struct { const char *cells, *code, *source; } places[] = {
      {"363;;", "GM0363", "bevestigd"}, {";Den Haag;", "GM0518", "bevestigd"}, {";;1011 AB", "GM0363", "vermoed"},
      {";Bergen;", "", ""}, {";Hengelo;7255 AA", "GM1876", "vermoed"}, {";;", "", ""}, {"GM0003;;", "GM1979", "bevestigd"},
      {"GM0788;;", "GM0824", "vermoed"},
  };
  struct house house;
  open_house(&house);
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *text = g_strdup_printf("leerlingnummer;roepnaam;achternaam;geboortedatum;begeleider;mobiel;onderwijs;uitstroomdatum;gemeentecode;"
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

/* The shipped examples are whole, and every name in them comes through as it is written. */
static void test_examples(void) {
  static const struct { const char *file; const char *surname; gsize at; } examples[] = {
      {"cohort-mbo.csv", "Yılmaz", 5}, {"cohort-pro.csv", "Y", 8}, {"cohort-vso.csv", "Å", 4}};
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
  g_test_add_func("/cohorts/cells", test_cells);
  g_test_add_func("/cohorts/headings", test_headings);
  g_test_add_func("/cohorts/first-and-again", test_first_and_again);
  g_test_add_func("/cohorts/later-file", test_later_file);
  g_test_add_func("/cohorts/enrolments", test_enrolments);
  g_test_add_func("/cohorts/wrong-cells", test_wrong_cells);
  g_test_add_func("/cohorts/accept-valid", test_accept_valid);
  g_test_add_func("/cohorts/dry-run", test_dry_run);
  g_test_add_func("/cohorts/mapping", test_mapping);
  g_test_add_func("/cohorts/refused", test_refused);
  g_test_add_func("/cohorts/earlier-work", test_earlier_work);
  g_test_add_func("/cohorts/school-address", test_school_address);
  g_test_add_func("/cohorts/erased", test_erased);
  g_test_add_func("/cohorts/counsellor-elsewhere", test_counsellor_elsewhere);
  g_test_add_func("/cohorts/gemeente", test_gemeente);
  g_test_add_func("/cohorts/examples", test_examples);
  return g_test_run();
}
