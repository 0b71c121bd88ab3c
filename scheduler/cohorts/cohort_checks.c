#include "scheduler/cohorts/cohort_checks.h"

#include <string.h>

#include "scheduler/cohorts/places.h"

enum { YOUNGEST = 11, OLDEST = 65 }; /* at leaving: vso's earliest leavers, and adults at the mbo */

static date_t day(const char *const *value, enum cohort_id id) {
  date_t date = DATE_NONE;
  return *value[id] && date_parse_iso(value[id], &date) ? date : DATE_NONE;
}

static gboolean is(const struct cohort_row *row, enum cohort_id id, const char *normal) {
  return strcmp(row->value[id], normal) == 0;
}

date_t cohort_checks_anchor(const char *const value[COHORT_FIELDS]) {
  static const enum cohort_id mbo[] = {COHORT_GRADUATION, COHORT_EXPECTED_GRADUATION, COHORT_LEAVING,
                                       COHORT_EXPECTED_LEAVING};
  static const enum cohort_id other[] = {COHORT_LEAVING, COHORT_EXPECTED_LEAVING, COHORT_GRADUATION,
                                         COHORT_EXPECTED_GRADUATION};
  const enum cohort_id *order = strcmp(value[COHORT_EDUCATION], "mbo") == 0 ? mbo : other;
  for (int i = 0; i < 4; i++) {
    date_t date = day(value, order[i]);
    if (date != DATE_NONE) return date;
  }
  return DATE_NONE;
}

gboolean cohort_checks_unreachable(const struct cohort_row *row) {
  return !*row->value[COHORT_MOBILE] && !*row->value[COHORT_EMAIL] && !*row->value[COHORT_CONTACT_MOBILE];
}

static void check_needed(struct cohort_row *row) {
  for (int i = 0; i < COHORT_COLUMNS; i++)
    if (cohort_fields[i].required && !*row->value[i] && !cohort_row_faulty(row, (enum cohort_id)i))
      cohort_row_error(row, COHORTS_EMPTY, (enum cohort_id)i, NULL, NULL);
}

/* A cell with a fault is named already: the same again as "nothing there" would only confuse. */
static void check_reach(struct cohort_row *row) {
  if (!cohort_checks_unreachable(row)) return;
  if (cohort_row_faulty(row, COHORT_MOBILE) || cohort_row_faulty(row, COHORT_EMAIL) ||
      cohort_row_faulty(row, COHORT_CONTACT_MOBILE))
    return;
  cohort_row_error(row, COHORTS_NO_ADDRESS, COHORT_MOBILE, row->value[COHORT_LANDLINE], NULL);
}

static gboolean either(const struct cohort_row *row, enum cohort_id a, enum cohort_id b) {
  return *row->value[a] || *row->value[b] || cohort_row_faulty(row, a) || cohort_row_faulty(row, b);
}

static void check_window(struct cohort_row *row) {
  if (is(row, COHORT_EDUCATION, "mbo")) {
    if (is(row, COHORT_DIPLOMA, "ja") && !either(row, COHORT_GRADUATION, COHORT_EXPECTED_GRADUATION))
      cohort_row_error(row, COHORTS_NO_GRADUATION_DATE, COHORT_GRADUATION, NULL, NULL);
    if (!*row->value[COHORT_LEVEL] && !cohort_row_faulty(row, COHORT_LEVEL))
      cohort_row_warning(row, COHORTS_NO_LEVEL, COHORT_LEVEL, NULL, NULL);
  } else if (*row->value[COHORT_EDUCATION] && !either(row, COHORT_LEAVING, COHORT_EXPECTED_LEAVING)) {
    cohort_row_error(row, COHORTS_NO_LEAVING_DATE, COHORT_LEAVING, NULL, NULL);
  }
}

static void check_birth(const struct cohort_checks *checks, struct cohort_row *row) {
  date_t born = day(row->value, COHORT_BIRTH_DATE);
  if (born == DATE_NONE) return;
  static const enum cohort_id after[] = {COHORT_GRADUATION,       COHORT_LEAVING,        COHORT_EXPECTED_GRADUATION,
                                         COHORT_EXPECTED_LEAVING, COHORT_SCHOOL_DIPLOMA, COHORT_OFFER_ON,
                                         COHORT_CONTACT_ON};
  guint before = row->errors->len;
  for (gsize i = 0; i < G_N_ELEMENTS(after); i++) {
    date_t date = day(row->value, after[i]);
    if (date != DATE_NONE && date <= born)
      cohort_row_error(row, COHORTS_BEFORE_BIRTH, after[i], row->value[after[i]], row->value[COHORT_BIRTH_DATE]);
  }
  if (row->errors->len != before) return;
  date_t anchor = cohort_checks_anchor(row->value);
  int age = date_age(born, anchor == DATE_NONE ? checks->today : anchor);
  if (age >= YOUNGEST && age <= OLDEST) return;
  char text[16];
  g_snprintf(text, sizeof text, "%d", age);
  cohort_row_error(row, COHORTS_AGE, COHORT_BIRTH_DATE, row->value[COHORT_BIRTH_DATE], text);
}

/* What was done lies behind us; a diploma or leaving date may be days ahead when the file is made in June. */
static void check_past(const struct cohort_checks *checks, struct cohort_row *row) {
  static const enum cohort_id done[] = {COHORT_OFFER_ON, COHORT_CONTACT_ON, COHORT_CONTACT_AGREED_ON};
  for (gsize i = 0; i < G_N_ELEMENTS(done); i++) {
    date_t date = day(row->value, done[i]);
    if (date != DATE_NONE && date > checks->today)
      cohort_row_error(row, COHORTS_FUTURE, done[i], row->value[done[i]], NULL);
  }
  if (*row->value[COHORT_OFFER_ON] && is(row, COHORT_OFFER_PERSONAL, "nee"))
    cohort_row_warning(row, COHORTS_IGNORED_OFFER, COHORT_OFFER_ON, row->value[COHORT_OFFER_ON], NULL);
}

static gboolean in_domain(const char *email, const char *domain) {
  const char *at = strrchr(email, '@');
  if (!at) return FALSE;
  gsize host = strlen(at + 1), length = strlen(domain);
  if (length == 0 || host < length || g_ascii_strcasecmp(at + 1 + host - length, domain) != 0) return FALSE;
  return host == length || at[host - length] == '.';
}

/* The account ends with the leaving, and the follow-up begins with it: so it is never what we write to, only kept. */
static void set_school_address_apart(const struct cohort_checks *checks, struct cohort_row *row) {
  const char *email = row->value[COHORT_EMAIL];
  date_t anchor = cohort_checks_anchor(row->value);
  if (!*email || !checks->school_domains || anchor == DATE_NONE) return;
  for (const char *const *domain = checks->school_domains; *domain; domain++) {
    if (!in_domain(email, *domain)) continue;
    char text[11];
    date_format_iso(anchor, text);
    cohort_row_warning(row, COHORTS_SCHOOL_ADDRESS, COHORT_EMAIL, email, text);
    cohort_row_set(row, COHORT_SCHOOL_EMAIL, email);
    row->value[COHORT_EMAIL] = "";
    return;
  }
}

static void find_gemeente(struct cohort_row *row) {
  char code[PLACES_CODE_SIZE];
  enum places_how how =
      places_find(row->value[COHORT_GEMEENTE], row->value[COHORT_PLACE], row->value[COHORT_POSTCODE], code);
  if (!code[0]) return;
  cohort_row_set(row, COHORT_GEMEENTE, code);
  row->value[COHORT_GEMEENTE_SOURCE] = how == PLACES_PRESUMED ? "vermoed" : "bevestigd";
}

void cohort_checks_row(const struct cohort_checks *checks, struct cohort_row *row) {
  check_needed(row);
  check_reach(row);
  check_window(row);
  check_birth(checks, row);
  check_past(checks, row);
  set_school_address_apart(checks, row);
  find_gemeente(row);
}
