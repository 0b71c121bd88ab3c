/* Gemeente from what a school has (S23), and the form of the tables behind it. */
#include "scheduler/cohorts/places.h"

#include <string.h>

static const struct {
  const char *code, *woonplaats, *postcode, *want;
  enum places_how how;
} cases[] = {
    {"GM0363", "", "", "GM0363", PLACES_GIVEN},
    {"363", "Utrecht", "3511AB", "GM0363", PLACES_GIVEN}, /* what is given wins */
    {"GM0003", "", "", "GM1979", PLACES_GIVEN},           /* Appingedam went into Eemsdelta */
    {"GM0788", "", "", "GM0824", PLACES_PRESUMED},        /* Haaren was split over four */
    {"", "Utrecht", "", "GM0344", PLACES_WOONPLAATS},
    {"", "utrecht", "3511AB", "GM0344", PLACES_WOONPLAATS},
    {"", "'s-Gravenhage", "", "GM0518", PLACES_WOONPLAATS},
    {"", "Den Haag", "", "GM0518", PLACES_WOONPLAATS},
    {"", "DEN BOSCH", "", "GM0796", PLACES_WOONPLAATS},
    {"", "s Hertogenbosch", "", "GM0796", PLACES_WOONPLAATS},
    {"", "Bergen (NH)", "", "GM0373", PLACES_WOONPLAATS},
    {"", "Bergen NH", "", "GM0373", PLACES_WOONPLAATS},
    {"", "Bergen L", "", "GM0893", PLACES_WOONPLAATS},
    {"", "Bergen", "", "", PLACES_AMBIGUOUS},
    {"", "Bergen", "1861AB", "GM0373", PLACES_PRESUMED},
    {"", "Bergen", "3511AB", "", PLACES_AMBIGUOUS}, /* a postcode of neither decides nothing */
    {"", "Mari\xC3\xABnheem", "", "GM0177", PLACES_WOONPLAATS},
    {"", "Marienheem", "", "GM0177", PLACES_WOONPLAATS},
    {"", "Utrecht", "1011AB", "GM0344", PLACES_PRESUMED}, /* they don't agree: a person looks */
    {"", "", "1011AB", "GM0363", PLACES_PRESUMED},
    {"", "Nergenshuizen", "1011AB", "GM0363", PLACES_PRESUMED},
    {"", "Nergenshuizen", "", "", PLACES_UNKNOWN},
    {"", "", "", "", PLACES_UNKNOWN},
    {"", "", "0999AB", "", PLACES_UNKNOWN},
    {"", "Een naam die veel langer is dan welke woonplaats in Nederland ook", "", "", PLACES_UNKNOWN},
};

static void test_find(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char code[PLACES_CODE_SIZE];
    enum places_how how = places_find(cases[i].code, cases[i].woonplaats, cases[i].postcode, code);
    if (how != cases[i].how || strcmp(code, cases[i].want) != 0)
      g_error("\"%s\" \"%s\" \"%s\": got %s (%d), want %s (%d)", cases[i].code, cases[i].woonplaats, cases[i].postcode,
              code, (int)how, cases[i].want, (int)cases[i].how);
  }
}

static void test_codes(void) {
  g_assert_cmpint(places_code("GM0363"), ==, 363);
  g_assert_cmpint(places_code("gm363"), ==, 363);
  g_assert_cmpint(places_code("0363"), ==, 363);
  g_assert_cmpint(places_code("GM9999"), ==, 0);
  g_assert_cmpint(places_code("GM"), ==, 0);
  g_assert_cmpint(places_code("00363"), ==, 0);
  g_assert_cmpint(places_code("Utrecht"), ==, 0);
}

static void test_gemeente(void) {
  const struct places_gemeente *utrecht = places_gemeente("GM0344");
  g_assert_nonnull(utrecht);
  g_assert_cmpstr(utrecht->name, ==, "Utrecht");
  g_assert_nonnull(places_region_name(utrecht->region));
  g_assert_null(places_gemeente("GM0003"));
  g_assert_null(places_region_name(14));
}

/* What the searches rely on: sorted, and every code a present gemeente. */
static void test_tables(void) {
  char code[PLACES_CODE_SIZE];
  g_assert_cmpuint(gemeenten_table_size, ==, 342);
  g_assert_cmpuint(gemeenten_table_regions_size, ==, 40);
  for (gsize i = 0; i < gemeenten_table_size; i++) {
    if (i) g_assert_cmpuint(gemeenten_table[i - 1].code, <, gemeenten_table[i].code);
    g_assert_nonnull(places_region_name(gemeenten_table[i].region));
  }
  for (gsize i = 0; i < woonplaatsen_table_size; i++) {
    if (i) g_assert_cmpint(strcmp(woonplaatsen_table[i - 1].key, woonplaatsen_table[i].key), <=, 0);
    g_snprintf(code, sizeof code, "GM%04u", woonplaatsen_table[i].gemeente % 10000u);
    g_assert_nonnull(places_gemeente(code));
  }
  for (gsize i = 0; i < pc4_table_size; i++) {
    if (i) g_assert_cmpuint(pc4_table[i - 1].to, <, pc4_table[i].from);
    g_assert_cmpuint(pc4_table[i].from, <=, pc4_table[i].to);
    g_snprintf(code, sizeof code, "GM%04u", pc4_table[i].gemeente % 10000u);
    g_assert_nonnull(places_gemeente(code));
  }
  for (gsize i = 0; i < opgeheven_table_size; i++) {
    if (i) g_assert_cmpuint(opgeheven_table[i - 1].code, <, opgeheven_table[i].code);
    g_snprintf(code, sizeof code, "GM%04u", opgeheven_table[i].now % 10000u);
    g_assert_nonnull(places_gemeente(code));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/places/find", test_find);
  g_test_add_func("/places/codes", test_codes);
  g_test_add_func("/places/gemeente", test_gemeente);
  g_test_add_func("/places/tables", test_tables);
  return g_test_run();
}
