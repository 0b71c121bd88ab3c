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
    {"Italian",
     "Goed hoor\n\nIl giorno lun 17 ago 2026 alle ore 10:00 Jan <jan@praktijk.example> ha scritto:\n\n> Hoi Zoë\n> "
     "STOP\n",
     "Goed hoor"},
    {"Portuguese",
     "Goed hoor\n\nEm seg., 17 de ago. de 2026 às 10:00, Jan <jan@praktijk.example> escreveu:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Portuguese, Portugal",
     "Goed hoor\n\nJan <jan@praktijk.example> escreveu (segunda, 17/08/2026 à(s) 10:00):\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Swedish", "Goed hoor\n\nDen mån 17 aug. 2026 kl 10:00 skrev Jan <jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Danish", "Goed hoor\n\nDen man. 17. aug. 2026 kl. 10.00 skrev Jan <jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Norwegian", "Goed hoor\n\nman. 17. aug. 2026 kl. 10:00 skrev Jan <jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Finnish", "Goed hoor\n\nma 17. elok. 2026 klo 10.00 Jan (jan@praktijk.example) kirjoitti:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Czech",
     "Goed hoor\n\npo 17. 8. 2026 v 10:00 odesílatel Jan <jan@praktijk.example> napsal:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Slovak", "Goed hoor\n\npo 17. 8. 2026 o 10:00 Jan <jan@praktijk.example> napísal(a):\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Hungarian",
     "Goed hoor\n\nJan <jan@praktijk.example> ezt írta (időpont: 2026. aug. 17., H, 10:00):\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Romanian",
     "Goed hoor\n\nÎn lun., 17 aug. 2026 la 10:00, Jan <jan@praktijk.example> a scris:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Bulgarian", "Goed hoor\n\nНа пн, 17.08.2026 г. в 10:00 Jan <jan@praktijk.example> написа:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Greek",
     "Goed hoor\n\nΣτις Δευ 17 Αυγ 2026 στις 10:00 π.μ., ο χρήστης Jan <jan@praktijk.example> έγραψε:\n\n> Hoi Zoë\n> "
     "STOP\n",
     "Goed hoor"},
    {"Ukrainian", "Goed hoor\n\nпн, 17 серп. 2026 р. о 10:00 Jan <jan@praktijk.example> пише:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Arabic",
     "Goed hoor\n\nفي الاثنين، 17 أغسطس 2026 في 10:00 ص تمت كتابة ما يلي بواسطة "
     "\u202aJan\u202c\u200f "
     "<\u202ajan@praktijk.example\u202c\u200f>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Hebrew",
     "Goed hoor\n\n\u202bבתאריך יום ב׳, 17 באוג׳ 2026 ב-10:00 מאת \u202aJan\u202c\u200f "
     "<\u202ajan@praktijk.example\u202c\u200f>:\u202c\n\n> "
     "Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Chinese", "Goed hoor\n\nJan <jan@praktijk.example> 于2026年8月17日周一 10:00写道：\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Chinese, Taiwan",
     "Goed hoor\n\nJan <jan@praktijk.example> 於 2026年8月17日 週一 上午10:00寫道：\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Japanese", "Goed hoor\n\n2026年8月17日(月) 10:00 Jan <jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Japanese, Apple", "Goed hoor\n\n2026/08/17 10:00、Jan <jan@praktijk.example>のメール:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Korean",
     "Goed hoor\n\n2026년 8월 17일 (월) 오전 10:00, Jan <jan@praktijk.example>님이 작성:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Vietnamese",
     "Goed hoor\n\nVào Th 2, 17 thg 8, 2026 vào lúc 10:00 Jan <jan@praktijk.example> đã viết:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Indonesian",
     "Goed hoor\n\nPada tanggal Sen, 17 Agt 2026 pukul 10.00 Jan <jan@praktijk.example> menulis:\n\n> Hoi Zoë\n> "
     "STOP\n",
     "Goed hoor"},
    {"Thai", "Goed hoor\n\nในวันที่ จ. 17 ส.ค. 2026 เวลา 10:00 Jan <jan@praktijk.example> เขียนว่า:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Croatian",
     "Goed hoor\n\npon, 17. kol 2026. u 10:00 Jan <jan@praktijk.example> napisao je:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Polish, Apple",
     "Goed hoor\n\nWiadomość napisana przez Jan <jan@praktijk.example> w dniu 17 sie 2026, o godz. 10:00:\n\n> Hoi "
     "Zoë\n> STOP\n",
     "Goed hoor"},
    {"Turkish, Apple",
     "Goed hoor\n\nJan <jan@praktijk.example> şunları yazdı (17 Ağu 2026 10:00):\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"French, Apple",
     "Goed hoor\n\nLe 17 août 2026 à 10:00, Jan <jan@praktijk.example> a écrit :\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"a tongue nobody taught it",
     "Goed hoor\n\nQo' 17/08/2026 10:00 Jan <jan@praktijk.example> ghItlhpu':\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"wrapped over three lines",
     "Goed hoor\n\nOp ma 17 aug 2026 om 10:00 schreef Jan de Vries van de\npraktijkschool in de "
     "stad\n<jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"K-9", "Goed hoor\n\nOp 17 augustus 2026 10:00:00 CEST schreef Jan <jan@praktijk.example>:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, German",
     "Goed hoor\n\nVon: Jan\nGesendet: Montag, 17. August 2026 10:00\nAn: Zoë\nBetreff: Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, French",
     "Goed hoor\n\nDe : Jan\nEnvoyé : lundi 17 août 2026 10:00\nÀ : Zoë\nObjet : Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, Spanish",
     "Goed hoor\n\nDe: Jan\nEnviado: lunes, 17 de agosto de 2026 10:00\nPara: Zoë\nAsunto: Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, Turkish",
     "Goed hoor\n\nGönderen: Jan\nGönderildi: 17 Ağustos 2026 Pazartesi 10:00\nKime: Zoë\nKonu: Hoi\n\n> Hoi Zoë\n> "
     "STOP\n",
     "Goed hoor"},
    {"Outlook, Polish",
     "Goed hoor\n\nOd: Jan\nWysłano: poniedziałek, 17 sierpnia 2026 10:00\nDo: Zoë\nTemat: Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, Arabic", "Goed hoor\n\nمن: Jan\nتم الإرسال: الاثنين\nإلى: Zoë\nالموضوع: Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"Outlook, Chinese",
     "Goed hoor\n\n发件人: Jan\n发送时间: 2026年8月17日\n收件人: Zoë\n主题: Hoi\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"header block, date first",
     "Goed hoor\n\nDatum: 17-08-2026 10:00\nVan: Jan\nAan: Zoë\nOnderwerp: Hoi\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"header block, many receivers",
     "Goed hoor\n\nVan: Jan\nVerzonden: maandag\nAan: Zoë <zoe@thuis.example>; Ali\n<ali@werk.example>\nOnderwerp: "
     "Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"header block in one line",
     "Goed hoor\n\nVan: Jan <jan@praktijk.example> Verzonden: maandag 17 augustus Aan: Zoë Onderwerp: Hoi\n\n> Hoi "
     "Zoë\n> STOP\n",
     "Goed hoor"},
    {"Yahoo on a telephone",
     "Goed hoor\n\nVerzonden vanuit Yahoo Mail op Android\n\n  Op ma, aug. 17, 2026 om 10:00, "
     "Jan<jan@praktijk.example> schreef:   Hoi Zoë, stop\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"ProtonMail",
     "Goed hoor\n\n------- Original Message -------\nOn Monday, August 17th, 2026 at 10:00, Jan <jan@praktijk.example> "
     "wrote:\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"disclaimer",
     "Goed hoor\n\nDe informatie in dit bericht is vertrouwelijk. Stop met lezen als u niet de\nbedoelde ontvanger "
     "bent.\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"disclaimer, English",
     "Goed hoor\n\nThis e-mail and any attachments are confidential.\nUnsubscribe here\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"a line of signs below", "Goed hoor\n\n********\n", "Goed hoor"},
    {"signature, English", "Goed hoor\n\n-- \nZoë Çelik | Bakkerij Jansen\n\n> Hoi Zoë\n> STOP\n", "Goed hoor"},
    {"Outlook for iOS",
     "Goed hoor\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Jan\nSent: "
     "Monday\nTo: Zoë\nSubject: Hoi\n\n> Hoi Zoë\n> STOP\n",
     "Goed hoor"},
    {"a banner above", "LET OP: deze e-mail is afkomstig van buiten de organisatie.\n\nStop aub\n", "Stop aub"},
    {"a colon, a time and no address", "Ik kan om 10:00 of zo:\n> Wanneer kun je?\nprima",
     "Ik kan om 10:00 of zo:\nprima"},
    {"two closings", "Ja graag\nFijne dag\nGroetjes\nZoë", "Ja graag"},
    {"a list with colons", "Maandag: werk\nDinsdag: school\nWoensdag: vrij",
     "Maandag: werk\nDinsdag: school\nWoensdag: vrij"},
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
    if (!g_str_equal(got, table[i].want)) {
      g_test_message("%s: got %s", table[i].name, got);
      g_test_fail();
      continue;
    }
    g_autofree char *again = reply_text_own(got);
    g_assert_cmpstr(again, ==, got);
  }
}

/* The whole text is a stop. */
static const char *const stops[] = {"STOP",
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
                                    "Kunnen jullie stoppen met mailen?",
                                    "stop svp met deze berichtjes",
                                    "s.t.o.p",
                                    "stop er maar mee",
                                    "niet meer mailen",
                                    "Wil je me niet meer sms'en",
                                    "ik wil geen mails meer ontvangen a.u.b.",
                                    "graag uitschrijven uit de maillijst",
                                    "Schrijf mij a.u.b. uit",
                                    "kan ik me hier afmelden?",
                                    "stuur me niks meer",
                                    "laat me met rust",
                                    "haal me van de lijst",
                                    "please stop texting me",
                                    "no more messages",
                                    "don't send me emails anymore",
                                    "opt out",
                                    "Stopp",
                                    "bitte abmelden",
                                    "keine SMS mehr",
                                    "arrêt",
                                    "ARRET SMS",
                                    "désabonner",
                                    "baja",
                                    "dur",
                                    "wypisz mnie",
                                    "стоп",
                                    "إيقاف",
                                    "Hoi,\n\nstop aub\n\nGroetjes Zoë",
                                    "STOP\n\nZoë Çelik\nBakkerij Jansen\n06-12345678\nzoe@thuis.example",
                                    "Stop. Bedankt!",
                                    "Wilt u mij niet meer mailen?",
                                    "Ik wil niet meer gemaild worden",
                                    "Verwijder mij uit jullie systeem aub",
                                    "gelieve mij niet meer te contacteren",
                                    "Ich möchte keine Nachrichten mehr",
                                    "ik wil graag van de lijst af",
                                    "Stop it",
                                    "stop aub met mailen. groetjes zoe",
                                    "Hallo, ik wil geen berichten meer ontvangen. Mvg Zoë",
                                    "stop. ik heb al werk",
                                    "Ik heb al werk. Stop met mailen.",
                                    "Uitschrijven graag, ik heb al werk",
                                    "nee stop maar",
                                    "geen sms aub",
                                    "ik wil geen sms",
                                    "wil geen berichten",
                                    "val me niet meer lastig",
                                    "Stop. Groetjes Noor",
                                    "Stop mvg Noor",
                                    "STOP - Noor",
                                    "Hoi, stop, groetjes Noor",
                                    "Stop, ik heb al werk",
                                    "STOP (ik heb een baan)",
                                    "hou op met die berichten",
                                    "val me niet lastig",
                                    "stop asb",
                                    "dur lütfen",
                                    "proszę przestać",
                                    "стоп пожалуйста",
                                    "Stop, dank u wel"};

/* It is none, or says more: those go to a person, or to the policy's patterns. */
static const char *const no_stops[] = {"",
                                       "ik stop met mijn opleiding",
                                       "ik wil stoppen",
                                       "niet stoppen",
                                       "stop maar ik heb nog een vraag",
                                       "ik ben gestopt",
                                       "bushalte stop",
                                       "Stop\nmet die grapjes, ik kom gewoon",
                                       "ja",
                                       "stopcontact",
                                       "Cancel, ik kan morgen niet",
                                       "Stop! Wacht even",
                                       "hou me op de hoogte",
                                       "hou mij op de lijst",
                                       "hou vol",
                                       "Stop met school, groetjes Noor",
                                       "halt",
                                       "Ik wil niet uitschrijven",
                                       "stop niet",
                                       "ik wil niet stoppen met school",
                                       "stop maar in mijn agenda",
                                       "stop de gesprekken niet",
                                       "ik wil niet mailen maar bellen",
                                       "kan niet stoppen met lachen",
                                       "bel me",
                                       "niet meer op zoek naar werk",
                                       "geen werk meer",
                                       "ik krijg geen berichten",
                                       "geen idee",
                                       "ik ben uitgeschreven van school",
                                       "afmelden voor morgen, ik ben ziek",
                                       "wanneer stopt het?",
                                       "para mi trabajo",
                                       "ik heb geen sms gekregen",
                                       "Ja",
                                       "Stop\nik heb nog een vraag",
                                       "ik heb mijn nummer verwijderd",
                                       "ik heb geen contact met school",
                                       "ik wil contact",
                                       "mijn nummer is niet meer 0612345678",
                                       "ik mail nooit",
                                       "ik stop met appen want mijn bundel is op",
                                       "afmelden, ik ben morgen ziek",
                                       "ik wil niet stoppen. ik vind de mails leuk",
                                       "Stop! Zijn jullie er vrijdag ook?",
                                       "Ik stop. Kunnen we bellen?",
                                       "geen e-mailadres",
                                       "geen contact",
                                       "niet gekregen",
                                       "ik krijg geen mails meer"};

static void test_stop(void) {
  gboolean all = TRUE;
  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
    if (reply_text_is_stop(stops[i], &all) && !all) continue;
    g_test_message("a stop: %s", stops[i]);
    g_test_fail();
  }
  for (size_t i = 0; i < G_N_ELEMENTS(no_stops); i++) {
    if (!reply_text_is_stop(no_stops[i], &all)) continue;
    g_test_message("no stop: %s", no_stops[i]);
    g_test_fail();
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
