#include "channels/formats/absence.h"

#include "channels/formats/return_date.h"

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
    return_date_find(table[i].text, table[i].received, until);
    if (!g_str_equal(until, table[i].want)) {
      g_test_message("%s -> %s want %s", table[i].text, until, table[i].want);
      g_test_fail();
    }
  }
}

/* Mails without a header or subject that would tell: from the words alone. */
static const char *const away[] = {
    "Ik ben met vakantie t/m 24-8, vanaf maandag 25 augustus ben ik weer bereikbaar.",
    "Beste,\n\nIk ben afwezig van 3 t/m 14 augustus. Voor dringende zaken kunt u contact opnemen met mijn collega Jan.",
    "Bedankt voor uw bericht. Van 17 tot en met 28 augustus ben ik met vakantie. Na mijn vakantie lees ik uw e-mail.",
    "In verband met vakantie ben ik tot maandag 31 augustus niet op kantoor. Uw mail wordt niet gelezen.",
    "Ik ben op dit moment niet aanwezig. Voor spoed kunt u bellen met 0592-123456 of mijn collega.",
    "Mijn werkdagen zijn maandag, dinsdag en donderdag. Bij spoed kunt u contact opnemen met mijn collega's.",
    "Wegens vakantie zijn wij gesloten t/m 16 augustus.",
    "Dit is een automatisch gegenereerd bericht. Antwoorden op dit bericht worden niet gelezen.",
    "Wij hebben uw e-mail in goede orde ontvangen. U hoort binnen 5 werkdagen van ons.",
    "Jan de Vries is niet meer werkzaam bij De Linde. Voor dringende vragen kunt u mailen naar info@linde.example",
    "Ik geniet van mijn zwangerschapsverlof en ben vanaf 1 oktober weer aanwezig.",
    "I am currently out of the office until August 24. For urgent matters please contact my colleague.",
    "Thank you for your message. I am on annual leave and will be back on 24 August.",
    "Ich bin bis zum 24. August im Urlaub. Ihre Nachricht wird nicht weitergeleitet.",
    "Je suis absent du bureau. Votre message sera lu à mon retour.",
    "Geachte heer, Wegens ziekte ben ik tot nader order afwezig. U kunt contact opnemen met de receptie.",
    "Wij hebben uw bericht ontvangen en nemen binnen 2 werkdagen contact met u op.",
    "Uw vraag is bij ons geregistreerd onder nummer 12345.",
    "Just this once, click the link below so I can receive your emails."};
static const char *const present[] = {"ik ben nu afwezig, bel me morgen",
                                      "Hoi, ik kan morgen niet komen want ik ben ziek.",
                                      "ik was afwezig door ziekte maar nu gaat het weer",
                                      "Ik ga volgende week op vakantie",
                                      "ik ben op vakantie, kan ik u daarna bellen?",
                                      "Ik ben niet bereikbaar op dit nummer, mijn nieuwe nummer is 06 12345678",
                                      "Ik ben bereikbaar vanaf maandag",
                                      "Ja ik werk van maandag tot vrijdag bij de bakker",
                                      "Vanaf 1 september heb ik werk",
                                      "ik ben klaar met school, ik heb vakantie gehad",
                                      "Ik kan tot 3 september niet, daarna wel",
                                      "stop",
                                      "mijn contract loopt t/m 31 augustus, daarna zoek ik iets anders",
                                      ""};

/* All that a young person writes in answer to us; without a thread it is a program's. */
static const char *const doubtful[] = {"Ik ben op vakantie tot 24 augustus", "Ik ben afwezig tot en met 3 september",
                                       "I'm on holiday until 24 August", "ich bin bis 24. August im Urlaub"};

static gboolean is_away(const char *text, gboolean in_thread) {
  GMimeMessage *message = g_mime_message_new(FALSE);
  const struct absence_mail mail = {
      "zoe@thuis.example", in_thread ? "Re: Hoe gaat het?" : "Hoe gaat het?", text, in_thread, FALSE, "2026-08-10"};
  gboolean answer = absence_is(message, &mail);
  g_object_unref(message);
  return answer;
}

static void test_words(void) {
  g_mime_init();
  for (size_t i = 0; i < G_N_ELEMENTS(away); i++)
    if (!is_away(away[i], TRUE)) g_test_message("away: %s", away[i]), g_test_fail();
  for (size_t i = 0; i < G_N_ELEMENTS(present); i++)
    if (is_away(present[i], TRUE)) g_test_message("a person: %s", present[i]), g_test_fail();
  for (size_t i = 0; i < G_N_ELEMENTS(doubtful); i++)
    if (is_away(doubtful[i], TRUE) || !is_away(doubtful[i], FALSE)) g_test_message("%s", doubtful[i]), g_test_fail();
}

struct header {
  const char *name, *value;
  gboolean away;
};
static const struct header headers[] = {
    {"Auto-Submitted", "auto-replied", TRUE},
    {"Auto-Submitted", "auto-generated (vacation)", TRUE},
    {"Auto-Submitted", "no", FALSE},
    {"X-Autoreply", "yes", TRUE},
    {"X-Autorespond", "1", TRUE},
    {"X-Auto-Response", "yes", TRUE},
    {"X-Auto-Response-Suppress", "All", FALSE},
    {"X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent", TRUE},
    {"Precedence", "auto_reply", TRUE},
    {"Precedence", "bulk", TRUE},
    {"Precedence", "junk", TRUE},
    {"Precedence", "list", FALSE},
    {"Return-Path", "<>", TRUE},
    {"Return-Path", "<zoe@thuis.example>", FALSE},
};

static void test_headers(void) {
  g_mime_init();
  for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
    GMimeMessage *message = g_mime_message_new(FALSE);
    g_mime_object_set_header(GMIME_OBJECT(message), headers[i].name, headers[i].value, NULL);
    const struct absence_mail mail = {"zoe@thuis.example", "Re: Hoe gaat het?", "Goed", TRUE, FALSE, "2026-08-10"};
    g_test_message("%s: %s", headers[i].name, headers[i].value);
    g_assert_cmpint(absence_is(message, &mail), ==, headers[i].away);
    g_object_unref(message);
  }
}

static void test_subjects(void) {
  static const struct {
    const char *subject, *text;
    gboolean away;
  } rows[] = {{"Automatisch antwoord: Hoe gaat het?", "", TRUE},
              {"Afwezig: vakantie", "Terug op 24 augustus", TRUE},
              {"Out of Office: Re: Hoe gaat het?", "", TRUE},
              {"Abwesenheitsnotiz", "", TRUE},
              {"Réponse automatique : Hoe gaat het?", "", TRUE},
              {"Otomatik yanıt: Hoe gaat het?", "", TRUE},
              {"رد تلقائي: Hoe gaat het?", "", TRUE},
              {"Odpowiedź automatyczna: Hoe gaat het?", "", TRUE},
              {"Respuesta automática: Hoe gaat het?", "", TRUE},
              {"AUTO: Jan is afwezig (terug 24-08-2026)", "Ik ben terug op 24-08-2026.", TRUE},
              {"Afwezig", "Ik ben er 27 augustus weer.", TRUE},
              {"Niet aanwezig: Hoe gaat het?", "Bedankt voor je mail. Ik werk op ma, di en do.", TRUE},
              {"Afwezig: ik kan morgen niet", "Ik heb een afspraak bij de dokter", FALSE},
              {"Re: Hoe gaat het?", "Goed", FALSE}};
  g_mime_init();
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    GMimeMessage *message = g_mime_message_new(FALSE);
    const struct absence_mail mail = {"zoe@thuis.example", rows[i].subject, rows[i].text, TRUE, FALSE, "2026-08-10"};
    g_test_message("%s", rows[i].subject);
    g_assert_cmpint(absence_is(message, &mail), ==, rows[i].away);
    g_object_unref(message);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/absence/until", test_until);
  g_test_add_func("/absence/words", test_words);
  g_test_add_func("/absence/headers", test_headers);
  g_test_add_func("/absence/subjects", test_subjects);
  return g_test_run();
}
