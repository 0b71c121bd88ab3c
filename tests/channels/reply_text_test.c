#include "channels/formats/reply_text.h"

#include <string.h>

struct row {
  const char *name, *text, *want;
};
static const struct row table[] = {
    {"nothing", "", ""},
    {"plain", "Ja hoor, gaat goed!\n", "Ja hoor, gaat goed!"},
    {"Gmail",
     "Het gaat goed.\n\nOp ma 17 aug 2026 om 10:00 schreef Jan de Vries <jan@praktijk.example>:\n\n> Hoi Zoë\n> Hoe "
     "gaat het?\n",
     "Het gaat goed."},
    {"Gmail, folded",
     "Het gaat goed.\n\nOp ma 17 aug 2026 om 10:00 schreef Jan de Vries van de praktijkschool "
     "<\njan@praktijk.example>:\n\n> Hoi\n",
     "Het gaat goed."},
    {"Gmail, English", "Fine\r\n\r\nOn Mon, Aug 17, 2026 at 10:00 AM Jan <jan@praktijk.example> wrote:\r\n> Hoi\r\n",
     "Fine"},
    {"Apple",
     "Ja\n\n> Op 17 aug. 2026, om 10:00 heeft Jan <jan@praktijk.example> het volgende geschreven:\n> \n> Hoi\n", "Ja"},
    {"Apple, unquoted line",
     "Ja\n\nVerstuurd vanaf mijn iPhone\n\n> Op 17 aug 2026 om 10:00 heeft Jan <jan@praktijk.example> het volgende "
     "geschreven:\n> \n> Hoi\n",
     "Ja"},
    {"Outlook",
     "Ik bel morgen.\n\nVan: Jan de Vries <jan@praktijk.example>\nVerzonden: maandag 17 augustus 2026 10:00\nAan: "
     "Zoë\nOnderwerp: Hoe gaat het?\n\nHoi Zoë,\nHoe gaat het?\n",
     "Ik bel morgen."},
    {"Outlook for Android",
     "Ik bel morgen\n\nOutlook voor Android downloaden<https://aka.ms/x>\n________________________________\nVan: Jan "
     "<jan@praktijk.example>\nVerzonden: maandag 17 augustus 2026 10:00\nAan: Zoë <zoe@thuis.example>\nOnderwerp: "
     "Hoi\n\nTekst\n",
     "Ik bel morgen"},
    {"Outlook, bold labels", "ok\n\n*Van:* Jan\n*Verzonden:* maandag\n*Aan:* Zoë\n*Onderwerp:* Hoi\n\nTekst\n", "ok"},
    {"Outlook, English", "ok\n\nFrom: Jan\nSent: Monday\nTo: Zoe\nSubject: Hi\n\nText\n", "ok"},
    {"old Outlook", "ok\n\n-----Oorspronkelijk bericht-----\nVan: Jan\nHoi\n", "ok"},
    {"Samsung",
     "ja is goed\n\n\nVerzonden vanaf mijn Galaxy\n\n\n-------- Oorspronkelijk bericht --------\nVan: Jan "
     "<jan@praktijk.example>\nDatum: 17-08-2026 10:00 (GMT+01:00)\nAan: zoe@thuis.example\nOnderwerp: Hoi\n\nHoi\n",
     "ja is goed"},
    {"Thunderbird", "Nee\n\nOp 17-08-2026 om 10:00 schreef Jan:\n> Hoi\n", "Nee"},
    {"Yahoo", "Nee\n\nOp maandag 17 augustus 2026 om 10:00:00 CEST schreef Jan <jan@praktijk.example>:\n\nHoi Zoë\n",
     "Nee"},
    {"below the quotation",
     "Op ma 17 aug 2026 om 10:00 schreef Jan <jan@praktijk.example>:\n> Hoe gaat het?\n\nGoed!\n", "Goed!"},
    {"between the quotation",
     "On Mon, 17 Aug 2026 at 10:00, Jan <jan@praktijk.example> wrote:\n> Werk je?\nJa, bij de bakker\n> Bevalt "
     "het?\nHeel goed\n",
     "Ja, bij de bakker\nHeel goed"},
    {"German", "Gut\n\nAm Mo., 17. Aug. 2026 um 10:00 Uhr schrieb Jan <jan@praktijk.example>:\n\n> Hoi\n", "Gut"},
    {"French", "Bien\n\nLe lun. 17 août 2026 à 10:00, Jan <jan@praktijk.example> a écrit :\n\n> Hoi\n", "Bien"},
    {"Turkish", "İyiyim\n\nJan <jan@praktijk.example>, 17 Ağu 2026 Pzt, 10:00 tarihinde şunu yazdı:\n\n> Hoi\n",
     "İyiyim"},
    {"Polish", "Dobrze\n\npon., 17 sie 2026 o 10:00 Jan <jan@praktijk.example> napisał(a):\n\n> Hoi\n", "Dobrze"},
    {"Spanish", "Bien\n\nEl lun, 17 ago 2026 a las 10:00, Jan (<jan@praktijk.example>) escribió:\n\n> Hoi\n", "Bien"},
    {"Russian", "Хорошо\n\nпн, 17 авг. 2026 г. в 10:00, Jan <jan@praktijk.example>:\n\n> Hoi\n", "Хорошо"},
    {"delimiter", "Ja\n-- \nZoë Çelik\n0612345678\n", "Ja"},
    {"closing", "Ik heb werk gevonden.\n\nMet vriendelijke groet,\n\nZoë Çelik\n06-12345678\n",
     "Ik heb werk gevonden."},
    {"short closing", "Ja\nGr Zoë", "Ja"},
    {"closing alone", "Groetjes!", "Groetjes!"},
    {"closing with a P.S.", "Ja\nGroetjes Zoë\nPS bel me morgen even", "Ja\nGroetjes Zoë\nPS bel me morgen even"},
    {"closing with a question", "Ja\nGroetjes Zoë\nO en heb je mijn cv?", "Ja\nGroetjes Zoë\nO en heb je mijn cv?"},
    {"a word that begins like one", "Groetjesvlag\nGroenten eet ik niet\nGroningen is mooi",
     "Groetjesvlag\nGroenten eet ik niet\nGroningen is mooi"},
    {"advert", "Top\n\nVerzonden vanaf mijn iPhone\n", "Top"},
    {"advert, English", "Top\n\nSent from my Galaxy\n", "Top"},
    {"sentence with a colon", "Op school schreef ik dit:\nik wil kok worden",
     "Op school schreef ik dit:\nik wil kok worden"},
    {"sentence with a label", "Van: niemand gehoord\nik wacht nog", "Van: niemand gehoord\nik wacht nog"},
    {"stop in the quotation",
     "Het gaat goed\n\nOp ma 17 aug 2026 om 10:00 schreef Jan <jan@praktijk.example>:\n> Geen berichten meer? Antwoord "
     "STOP\n",
     "Het gaat goed"},
    {"blank lines", "a\n\n\n\nb\n\n", "a\n\nb"},
    {"bytes that are no UTF-8", "caf\xe9\n", "caf\xef\xbf\xbd"},
};

static void test_own(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *got = reply_text_own(table[i].text);
    g_test_message("%s", table[i].name);
    g_assert_cmpstr(got, ==, table[i].want);
    g_autofree char *again = reply_text_own(got);
    g_assert_cmpstr(again, ==, got);
  }
}

static void test_stop(void) {
  static const char *const yes[] = {"STOP",
                                    "stop",
                                    " Stop. ",
                                    "STOP!!!",
                                    "\"STOP\"",
                                    "stop aub",
                                    "Stop a.u.b.",
                                    "stop svp graag",
                                    "afmelden",
                                    "Uitschrijven",
                                    "UNSUBSCRIBE",
                                    "S T O P",
                                    "stop stop stop",
                                    "Hoi, stop met mailen alsjeblieft",
                                    "ik wil me afmelden",
                                    "Meld mij af",
                                    "stop \xf0\x9f\x9b\x91",
                                    "Geen berichten meer graag",
                                    "Stop\n\nZoë Çelik",
                                    "STOP\nJan van der Berg",
                                    "Kunnen jullie stoppen met mailen?"};
  static const char *const no[] = {"",
                                   "ik stop met mijn opleiding",
                                   "ik wil stoppen",
                                   "niet stoppen",
                                   "stop maar ik heb nog een vraag",
                                   "ik ben gestopt",
                                   "bushalte stop",
                                   "Stop\nmet die grapjes, ik kom gewoon",
                                   "ja",
                                   "stopcontact",
                                   "halt",
                                   "Ik wil niet uitschrijven",
                                   "stop niet"};
  gboolean all = TRUE;
  for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
    g_test_message("%s", yes[i]);
    g_assert_true(reply_text_is_stop(yes[i], &all));
    g_assert_false(all);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
    g_test_message("%s", no[i]);
    g_assert_false(reply_text_is_stop(no[i], &all));
  }
  g_assert_true(reply_text_is_stop("STOP ALLES", &all));
  g_assert_true(all);
  g_assert_true(reply_text_is_stop("Stop met alles aub!", &all));
  g_assert_true(all);
}

static void test_large(void) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 200000; i++) g_string_append(text, "Op van: 12:00 schreef\n");
  gint64 before = g_get_monotonic_time();
  g_autofree char *own = reply_text_own(text->str);
  g_assert_cmpuint(strlen(own), <, text->len);
  g_assert_cmpint(g_get_monotonic_time() - before, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reply_text/own", test_own);
  g_test_add_func("/reply_text/stop", test_stop);
  g_test_add_func("/reply_text/large", test_large);
  return g_test_run();
}
