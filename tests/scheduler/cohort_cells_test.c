/* One cell to its normal form or its reason, headings as schools write them, and the sentences for both. */
#include "scheduler/cohorts/cohort_cells.h"

#include <string.h>

/* -- cells ----------------------------------------------------------------------------------------------------------
 */

static const struct {
  enum cohort_id id;
  const char *text, *want;
  enum cohorts_code code;
  enum cohort_order order;
} cells[] = {
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
    {COHORT_BIRTH_DATE, "46213.0", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "46213,00", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10 / 7 / 2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "2026-07-10T00:00", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10 - 7 2026", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "46213,", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "10--7-2026", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "46213.5", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "10 07 2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "10\u201107\u20112026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "\u200e2026-07-10", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "\u00a010-07-2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "\uff11\uff10-07-2026", "2026-07-10", COHORTS_OK, 0},
    {COHORT_BIRTH_DATE, "1\u00b2-07-2026", "", COHORTS_NOT_A_DATE, 0},
    {COHORT_BIRTH_DATE, "2026-07-09T22:00:00Z", "", COHORTS_NOT_A_DATE, 0}, /* midnight in Amsterdam, or not */
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
    {COHORT_MOBILE, "tel. 06-12345678", "+31612345678", COHORTS_OK, 0},
    {COHORT_MOBILE, "moeder 06-12345678", "", COHORTS_PHONE_WORDS, 0},
    {COHORT_MOBILE, "501 234 567", "", COHORTS_PHONE_NO_PREFIX, 0},
    {COHORT_MOBILE, "6,12346E+08", "", COHORTS_PHONE_ROUNDED, 0},
    {COHORT_MOBILE, "0900-1234", "", COHORTS_PHONE_SERVICE, 0},
    {COHORT_MOBILE, "066-1234567", "", COHORTS_PHONE_SERVICE, 0},
    {COHORT_CONTACT_MOBILE, "088-1234567", "+31881234567", COHORTS_LANDLINE, 0},
    {COHORT_EMAIL, "Jan@Voorbeeld.EXAMPLE", "Jan@voorbeeld.example", COHORTS_OK, 0},
    {COHORT_EMAIL, "\u202ajan@voorbeeld.example\u202c", "jan@voorbeeld.example", COHORTS_OK, 0},
    {COHORT_EMAIL, "geen", "", COHORTS_EMAIL_NO_AT, 0},
    {COHORT_POSTCODE, "3511 ab", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511AB", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511-AB", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511\u202fab", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "\u200b3511 AB", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "\uff13\uff15\uff11\uff11 \uff21\uff22", "3511AB", COHORTS_OK, 0},
    {COHORT_POSTCODE, "3511 \u0410\u0412", "", COHORTS_NOT_A_POSTCODE, 0}, /* Cyrillic */
    {COHORT_POSTCODE, "35-11AB", "", COHORTS_NOT_A_POSTCODE, 0},
    {COHORT_POSTCODE, "B-2000", "", COHORTS_NOT_A_POSTCODE, 0},
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
    enum cohorts_code code =
        cohort_cells_read(cells[i].id, cells[i].order, cells[i].text, strlen(cells[i].text), out, &got);
    if (code != cells[i].code || strcmp(got, cells[i].want) != 0)
      g_error("%s \"%s\": got \"%s\" (%s), want \"%s\" (%s)", cohort_fields[cells[i].id].name, cells[i].text, got,
              cohorts_words_nl_code(code), cells[i].want, cohorts_words_nl_code(cells[i].code));
  }
}

/* -- headings -------------------------------------------------------------------------------------------------------
 */

static void test_headings(void) {
  g_assert_cmpint(cohort_fields_find("Aansluitende Inschrijving bevestigd-op"), ==, COHORT_FOLLOW_ON_CONFIRMED);
  g_assert_cmpint(cohort_fields_find("E-mail"), ==, COHORT_EMAIL);
  g_assert_cmpint(cohort_fields_find("STUDENTNUMMER"), ==, COHORT_NUMBER);
  g_assert_cmpint(cohort_fields_find("róepnaam"), ==, COHORT_FIRST_NAME);
  g_assert_cmpint(cohort_fields_find("klas"), ==, COHORT_FIELDS);
  g_assert_cmpint(cohort_fields_find("telefoon"), ==, COHORT_FIELDS);
  g_assert_true(cohort_fields_forbidden("B.S.N") == FALSE && cohort_fields_forbidden("BSN") &&
                cohort_fields_forbidden("Burger Service Nummer"));
}

/* Every message is whole: no mark is left, and each names a way out or what was read. */
static void test_words(void) {
  for (int i = COHORTS_EMPTY; i < COHORTS_CODES; i++) {
    g_autofree char *text = cohorts_words_nl_message((enum cohorts_code)i, "kolom", "gelezen", "meer");
    g_assert_nonnull(cohorts_words_nl_code((enum cohorts_code)i));
    g_assert_null(strpbrk(text, "{}"));
    g_assert_cmpuint(strlen(text), >, 10);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cohort-cells/cells", test_cells);
  g_test_add_func("/cohort-cells/headings", test_headings);
  g_test_add_func("/cohort-cells/words", test_words);
  return g_test_run();
}
