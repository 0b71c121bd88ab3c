#include "channels/formats/absence.h"

#include <glib.h>

static const struct {
  const char *text, *received, *want;
} table[] = {
    {"Ik ben afwezig t/m 14 augustus.", "2026-08-10", "2026-08-14"},
    {"Ik ben afwezig tot en met vrijdag 14 augustus 2026", "2026-08-10", "2026-08-14"},
    {"Ik ben met vakantie tot 17-08-2026.", "2026-08-01", "2026-08-17"},
    {"Ik ben er tot maandag niet", "2026-08-12", "2026-08-17"},
    {"Maandag ben ik er weer", "2026-08-17", "2026-08-24"},
    {"ben ik er weer op maandag 17 augustus 2026", "2026-08-01", "2026-08-17"},
    {"Afwezig van 3 t/m 14 augustus. Maandag 17 augustus ben ik weer bereikbaar.", "2026-08-01", "2026-08-17"},
    {"Vanaf 17 augustus ben ik weer aanwezig.", "2026-08-01", "2026-08-17"},
    {"Vanaf 3 augustus ben ik met vakantie.", "2026-08-01", ""},
    {"Ik ben op dinsdag en woensdag niet aanwezig", "2026-08-10", ""},
    {"Ik ben terug op 4 januari", "2026-12-20", "2027-01-04"},
    {"Morgen ben ik weer bereikbaar", "2026-08-10", "2026-08-11"},
    {"I am out of the office until August 14, 2026.", "2026-08-10", "2026-08-14"},
    {"I will be back on Monday 17th of August", "2026-08-10", "2026-08-17"},
    {"I'm away from 3 to 14 August and return on 17 August", "2026-08-01", "2026-08-17"},
    {"Out of office through Aug 14th", "2026-08-01", "2026-08-14"},
    {"back in the office on 2026-08-17", "2026-08-01", "2026-08-17"},
    {"Ich bin bis 14. August abwesend", "2026-08-01", "2026-08-14"},
    {"Wij zijn 24/7 bereikbaar, bel 06-12345678", "2026-08-01", ""},
    {"Ik werk tot 17.30 uur", "2026-08-01", ""},
    {"Bel tussen 9:00 en 12:00", "2026-08-01", ""},
    {"Ik ben in de zomer weg", "2026-08-01", ""},
    {"t/m 31 februari", "2026-01-01", ""},
    {"t/m 14-8", "2026-08-01", "2026-08-14"},
    {"afwezig t/m 14/08/26", "2026-08-01", "2026-08-14"},
    {"", "2026-08-01", ""},
    {"t/m 14 augustus", "geen datum", ""},
};

static void test_until(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    char until[11] = "x";
    absence_until(table[i].text, table[i].received, until);
    if (!g_str_equal(until, table[i].want)) {
      g_test_message("%s -> %s want %s", table[i].text, until, table[i].want);
      g_test_fail();
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/absence/until", test_until);
  return g_test_run();
}
