#include "scheduler/cohorts/cohort_cells.h"

#include <string.h>

#include "channels/formats/address.h"
#include "channels/formats/phone.h"
#include "channels/formats/plain_signs.h"
#include "rules/calendar/date.h"
#include "scheduler/cohorts/person_name.h"
#include "scheduler/cohorts/places.h"

G_STATIC_ASSERT((int)COHORT_VALUE_SIZE >= (int)PERSON_NAME_SIZE && (int)COHORT_VALUE_SIZE >= (int)ADDRESS_SIZE);

enum { TEXT_MAX = 200, KEY_MAX = 40, FOLDED_MAX = 64 };

/* Nothing to put right: printable ASCII, single blanks. Most cells are. */
static gboolean tidy(const char *text, gsize length) {
  for (gsize i = 0; i < length; i++) {
    if (text[i] <= ' ' || text[i] > '~' || text[i] == '`')
      if (text[i] != ' ' || text[i + 1] == ' ') return FALSE;
  }
  return TRUE;
}

static gboolean is_ascii(const char *text) {
  while (*text > 0) text++;
  return !*text;
}

static enum cohorts_code read_text(const char *text, gsize length, char out[COHORT_VALUE_SIZE], const char **value) {
  if (length > TEXT_MAX) return COHORTS_TOO_LONG;
  gboolean as_is = tidy(text, length);
  if (!as_is && !person_name_clean(text, out)) return COHORTS_UNREADABLE;
  *value = as_is ? text : out;
  return COHORTS_OK;
}

/* The number goes into addresses of the program (ORGANISATION/number) and must look the same to everybody. */
static enum cohorts_code read_key(const char *text, gsize length, const char **value) {
  if (length > KEY_MAX) return COHORTS_TOO_LONG;
  for (gsize i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] > '~' || strchr("/\"'\\,;", text[i])) return COHORTS_NOT_A_KEY;
  *value = text;
  return COHORTS_OK;
}

static enum cohorts_code read_name(const char *text, gsize length, char out[COHORT_VALUE_SIZE], const char **value) {
  const char *clean = "";
  enum cohorts_code code = read_text(text, length, out, &clean);
  if (code != COHORTS_OK) return code;
  gboolean letter = FALSE;
  for (const char *p = clean; *p && !letter; p = g_utf8_next_char(p)) letter = g_unichar_isalpha(g_utf8_get_char(p));
  /* A letter and no @ is all that is asked: what else people and test systems put in a name is theirs to say. */
  if (!letter || strchr(clean, '@')) return COHORTS_NOT_A_NAME;
  *value = clean;
  return COHORTS_OK;
}

/* -- dates ----------------------------------------------------------------------------------------------------------
 */

static int number(const char **at, int *digits) {
  int value = 0;
  for (*digits = 0; g_ascii_isdigit(**at) && *digits < 5; (*at)++, (*digits)++) value = value * 10 + (**at - '0');
  return value;
}

/* Exports add the time of day; only midnight says nothing. */
static gboolean rest_is_midnight(const char *text) {
  static const char *const forms[] = {"",       " 00:00:00", " 0:00:00",   " 00:00",        " 0:00",
                                      "T00:00", "T00:00:00", "T00:00:00Z", " 00:00:00.000", "T00:00:00.000"};
  for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
    if (strcmp(text, forms[i]) == 0) return TRUE;
  return FALSE;
}

static enum cohorts_code day_of(int year, int month, int day, char out[COHORT_VALUE_SIZE]) {
  date_t date = date_from_civil(year, month, day);
  if (date == DATE_NONE) return COHORTS_NO_SUCH_DAY;
  date_format_iso(date, out);
  return COHORTS_OK;
}

/* Excel's day 1 is 1 January 1900 and it believes in a 29 February of that year: from March on, day 0 is 30 December
 * 1899. Only numbers that are a day of 1927 to 2099 are taken for one. */
static enum cohorts_code excel_day(int serial, char out[COHORT_VALUE_SIZE]) {
  enum { FIRST = 10000, LAST = 73050 };
  if (serial < FIRST || serial > LAST) return COHORTS_NOT_A_DATE;
  date_format_iso(date_from_civil(1900, 1, 1) - 2 + serial, out);
  return COHORTS_OK;
}

/* A spreadsheet's day that went through a program which knows only measures: 46213.0. */
static gboolean is_whole(const char *decimals) {
  if (!*decimals) return TRUE;
  return (*decimals == '.' || *decimals == ',') && decimals[1] && strspn(decimals + 1, "0") == strlen(decimals + 1);
}

/* What stands between two parts of a date, with the blanks around it: "-", "/", "." or a blank alone. 0 = nothing. */
static char divider(const char **at) {
  const char *start = *at;
  *at += strspn(*at, " ");
  char mark = **at;
  if (!mark || !strchr("-/.", mark)) return *at > start ? ' ' : '\0';
  *at += 1 + strspn(*at + 1, " ");
  return mark;
}

static enum cohorts_code read_date(enum cohort_order order, const char *text, char out[COHORT_VALUE_SIZE]) {
  const char *p = text;
  int parts[3] = {0}, digits[3] = {0};
  parts[0] = number(&p, &digits[0]);
  if (digits[0] == 5 && is_whole(p)) return excel_day(parts[0], out);
  char mark = '\0';
  for (int i = 1; i < 3; i++) {
    char next = divider(&p);
    if (!digits[i - 1] || !next || (mark && next != mark)) return COHORTS_NOT_A_DATE;
    mark = next;
    parts[i] = number(&p, &digits[i]);
  }
  if (!digits[2]) return COHORTS_NOT_A_DATE;
  if (!rest_is_midnight(p)) return COHORTS_NOT_A_DATE;
  if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) return day_of(parts[0], parts[1], parts[2], out);
  if (digits[0] > 2 || digits[1] > 2) return COHORTS_NOT_A_DATE;
  if (digits[2] <= 2) return COHORTS_SHORT_YEAR;
  if (digits[2] != 4) return COHORTS_NOT_A_DATE;
  gboolean month_first = order == COHORT_MONTH_FIRST;
  return day_of(parts[2], parts[month_first ? 0 : 1], parts[month_first ? 1 : 0], out);
}

static enum cohorts_code read_day(enum cohort_order order, const char *text, gsize length, char out[COHORT_VALUE_SIZE],
                                  const char **value) {
  date_t date;
  if (length == 10 && date_parse_iso(text, &date)) {
    *value = text;
    return COHORTS_OK;
  }
  enum cohorts_code code = read_date(order, text, out);
  if (code == COHORTS_OK) *value = out;
  return code;
}

/* -- reach -----------------------------------------------------------------------------------------------------------
 */

static enum cohorts_code read_phone(const char *text, char out[COHORT_VALUE_SIZE], const char **value) {
  static const enum cohorts_code codes[] = {[PHONE_OK] = COHORTS_OK,
                                            [PHONE_EMPTY] = COHORTS_PHONE_TOO_SHORT,
                                            [PHONE_LETTERS] = COHORTS_PHONE_LETTERS,
                                            [PHONE_WORDS] = COHORTS_PHONE_WORDS,
                                            [PHONE_NO_PREFIX] = COHORTS_PHONE_NO_PREFIX,
                                            [PHONE_ROUNDED] = COHORTS_PHONE_ROUNDED,
                                            [PHONE_TOO_SHORT] = COHORTS_PHONE_TOO_SHORT,
                                            [PHONE_TOO_LONG] = COHORTS_PHONE_TOO_LONG,
                                            [PHONE_NO_SUCH] = COHORTS_PHONE_NO_SUCH,
                                            [PHONE_TWO_NUMBERS] = COHORTS_PHONE_TWO};
  enum phone_kind kind = PHONE_OTHER;
  enum phone_problem problem = phone_normalise(text, out, &kind);
  if (problem != PHONE_OK) return codes[problem];
  if (kind == PHONE_SERVICE) return COHORTS_PHONE_SERVICE;
  *value = out;
  return kind == PHONE_MOBILE || kind == PHONE_FOREIGN ? COHORTS_OK : COHORTS_LANDLINE;
}

static enum cohorts_code read_email(const char *text, char out[COHORT_VALUE_SIZE], const char **value) {
  static const enum cohorts_code codes[] = {[ADDRESS_OK] = COHORTS_OK,
                                            [ADDRESS_EMPTY] = COHORTS_EMAIL_WRONG,
                                            [ADDRESS_NO_AT] = COHORTS_EMAIL_NO_AT,
                                            [ADDRESS_TWO] = COHORTS_EMAIL_TWO,
                                            [ADDRESS_BAD_LOCAL] = COHORTS_EMAIL_WRONG,
                                            [ADDRESS_BAD_DOMAIN] = COHORTS_EMAIL_WRONG,
                                            [ADDRESS_TOO_LONG] = COHORTS_TOO_LONG};
  enum address_problem problem = address_normalise(text, out);
  if (problem == ADDRESS_OK) *value = out;
  return codes[problem];
}

/* 1234AB, 1234 ab, 1234-AB; the letters SA, SD and SS are not given out. */
static enum cohorts_code read_postcode(const char *text, char out[COHORT_VALUE_SIZE], const char **value) {
  int n = 0;
  for (const char *p = text; *p; p++) {
    if (n == 4 && strchr(" -.", *p)) continue;
    gboolean good = n < 4 ? g_ascii_isdigit(*p) : n < 6 && g_ascii_isalpha(*p);
    if (!good) return COHORTS_NOT_A_POSTCODE;
    out[n++] = g_ascii_toupper(*p);
  }
  out[n] = '\0';
  if (n != 6 || out[0] == '0' || (out[4] == 'S' && strchr("ADS", out[5]))) return COHORTS_NOT_A_POSTCODE;
  *value = out;
  return COHORTS_OK;
}

static enum cohorts_code read_gemeente(const char *text, char out[COHORT_VALUE_SIZE], const char **value) {
  int code = places_code(text);
  if (!code) return COHORTS_NOT_A_GEMEENTE;
  g_snprintf(out, COHORT_VALUE_SIZE, "GM%04d", code);
  *value = out;
  return COHORTS_OK;
}

/* -- school ----------------------------------------------------------------------------------------------------------
 */

static enum cohorts_code read_choice(const struct cohort_field *field, const char *text, const char **value) {
  for (const struct cohort_choice *choice = field->choices; choice->word; choice++) {
    gboolean may_be = ((choice->word[0] ^ text[0]) & ~('a' ^ 'A')) == 0; /* spares a call a word */
    if (!may_be || g_ascii_strcasecmp(choice->word, text) != 0) continue;
    *value = choice->normal;
    return COHORTS_OK;
  }
  return COHORTS_NOT_A_CHOICE;
}

static enum cohorts_code read_crebo(const char *text, gsize length, const char **value) {
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit(text[i])) return COHORTS_NOT_A_CREBO;
  if (length != 5) return COHORTS_NOT_A_CREBO;
  *value = text;
  return COHORTS_OK;
}

enum cohorts_code cohort_cells_read(enum cohort_id id, enum cohort_order order, const char *text, gsize length,
                                    char out[COHORT_VALUE_SIZE], const char **value) {
  const struct cohort_field *field = &cohort_fields[id];
  char folded[FOLDED_MAX];
  gboolean signs = field->kind == COHORT_KIND_DATE || field->kind == COHORT_KIND_POSTCODE;
  const char *plain = signs && !is_ascii(text) && plain_signs_fold(text, folded, sizeof folded) ? folded : text;
  switch (field->kind) {
  case COHORT_KIND_KEY:
    return read_key(text, length, value);
  case COHORT_KIND_NAME:
    return read_name(text, length, out, value);
  case COHORT_KIND_SURNAME:
    return read_name(text, length, out, value);
  case COHORT_KIND_DATE:
    return read_day(order, plain, plain == text ? length : 0, out, value);
  case COHORT_KIND_EMAIL:
    return length < COHORT_VALUE_SIZE ? read_email(text, out, value) : COHORTS_TOO_LONG;
  case COHORT_KIND_PHONE:
    return read_phone(text, out, value);
  case COHORT_KIND_CHOICE:
  case COHORT_KIND_LEVEL:
    return read_choice(field, text, value);
  case COHORT_KIND_CREBO:
    return read_crebo(text, length, value);
  case COHORT_KIND_POSTCODE:
    return read_postcode(plain, out, value);
  case COHORT_KIND_GEMEENTE:
    return read_gemeente(text, out, value);
  case COHORT_KIND_TEXT:
    break;
  }
  return read_text(text, length, out, value);
}
