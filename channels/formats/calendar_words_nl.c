#include "channels/formats/calendar_words_nl.h"

#include <stddef.h>

const char *const calendar_words_nl_subjects[] = {
    /* Outlook and Exchange, Google, Zimbra and Yahoo */
    "geaccepteerd:", "voorlopig geaccepteerd:", "voorlopig:", "misschien:", "afgewezen:", "geweigerd:",
    "nieuwe tijd voorgesteld:", "nieuw tijdstip voorgesteld:", "nieuwe tijd voorgesteld -",
    "accepted:", "tentatively accepted:", "tentative:", "maybe:", "declined:", "new time proposed:",
    "proposed new time:", "accept:", "decline:", "zugesagt:", "angenommen:", "mit vorbehalt:",
    "mit vorbehalt angenommen:", "abgelehnt:", "abgesagt:", "neuer zeitvorschlag:", "neue zeit vorgeschlagen:",
    "accept\xc3\xa9 :", "accept\xc3\xa9:", "accept\xc3\xa9\xc2\xa0:", "provisoire :", "provisoire:", "refus\xc3\xa9 :",
    "refus\xc3\xa9:", "refus\xc3\xa9\xc2\xa0:",
    "nouvelle heure propos\xc3\xa9"
    "e :",
    "aceptado:", "aceptada:", "provisional:", "rechazado:", "rechazada:", "accettato:", "accettata:", "provvisorio:",
    "rifiutato:", "rifiutata:", "aceite:", "recusado:", "zaakceptowano:", "odrzucono:",
    "wst\xc4\x99pnie zaakceptowano:", "kabul edildi:", "reddedildi:",
    /* Outlook in what else is spoken at home */
    "zaakceptowane:", "odrzucone:", "aceito:", "accepterat:", "avb\xc3\xb6jt:", "prelimin\xc3\xa4rt:", "accepteret:",
    "afsl\xc3\xa5"
    "et:",
    "forel\xc3\xb8"
    "big:",
    "godtatt:", "avsl\xc3\xa5tt:", "forel\xc3\xb8pig:", "hyv\xc3\xa4ksytty:", "hyl\xc3\xa4tty:", "alustava:",
    "p\xc5\x99ijato:", "odm\xc3\xadtnuto:", "nez\xc3\xa1vazn\xc4\x9b:", "acceptat:", "refuzat:",
    "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbd\xd1\x8f\xd1\x82\xd0\xbe:",
    "\xd0\xbe\xd1\x82\xd0\xba\xd0\xbb\xd0\xbe\xd0\xbd\xd0\xb5\xd0\xbd\xd0\xbe:",
    "\xd0\xbf\xd0\xbe\xd0\xb4 \xd0\xb2\xd0\xbe\xd0\xbf\xd1\x80\xd0\xbe\xd1\x81\xd0\xbe\xd0\xbc:",
    "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb9\xd0\xbd\xd1\x8f\xd1\x82\xd0\xbe:",
    "\xd0\xb2\xd1\x96\xd0\xb4\xd1\x85\xd0\xb8\xd0\xbb\xd0\xb5\xd0\xbd\xd0\xbe:",
    "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb5\xd1\x82\xd0\xbe:", "\xd9\x85\xd9\x82\xd8\xa8\xd9\x88\xd9\x84:",
    "\xd9\x85\xd8\xb1\xd9\x81\xd9\x88\xd8\xb6:", "\xd9\x85\xd8\xa8\xd8\xaf\xd8\xa6\xd9\x8a:",
    /* Thunderbird, Apple, Nextcloud */
    "event invitation reply", "antwoord op uitnodiging", "antwoord op afspraakuitnodiging", "invitation accepted",
    "invitation declined", "uitnodiging geaccepteerd", "uitnodiging afgewezen", "uitnodiging geweigerd", NULL};

const char *const calendar_words_nl_answers[] = {"geaccepteerd",
                                                 "geweigerd",
                                                 "afgewezen",
                                                 "uitnodiging",
                                                 "voorlopig",
                                                 "heeft aanvaard",
                                                 "bijwonen",
                                                 "accepted",
                                                 "declined",
                                                 "tentative",
                                                 "invitation",
                                                 "will attend",
                                                 "will not attend",
                                                 "may attend",
                                                 "attendance",
                                                 "zugesagt",
                                                 "abgesagt",
                                                 "angenommen",
                                                 "abgelehnt",
                                                 "einladung",
                                                 "vorbehalt",
                                                 "accept\xc3\xa9",
                                                 "refus\xc3\xa9",
                                                 "d\xc3\xa9"
                                                 "clin\xc3\xa9",
                                                 "aceptado",
                                                 "rechazado",
                                                 "invitaci\xc3\xb3n",
                                                 "accettato",
                                                 "rifiutato",
                                                 "invito",
                                                 "aceitou",
                                                 "recusou",
                                                 "convite",
                                                 "zaakceptowa",
                                                 "odrzuci",
                                                 "zaproszeni",
                                                 "kabul e",
                                                 "reddet",
                                                 "davet",
                                                 NULL};

/* Zimbra and Yahoo */
const char *const calendar_words_nl_sentences[] = {" ja ik zal aanwezig zijn ",
                                                   " nee ik zal niet aanwezig zijn ",
                                                   " misschien zal ik aanwezig zijn ",
                                                   " yes i will attend ",
                                                   " no i won't attend ",
                                                   " no i will not attend ",
                                                   " i might attend ",
                                                   " ja ich werde teilnehmen ",
                                                   " nein ich werde nicht teilnehmen ",
                                                   " oui je serai l\xc3\xa0 ",
                                                   NULL};

const char *const calendar_words_nl_first_person[] = {
    " ik ", " mij ", " me ",   " mijn ", " m'n ", " wij ", " we ", " ons ", " i ",      " i'm ", " i'll ",
    " my ", " ich ", " mich ", " wir ",  " moi ", " yo ",  " io ", " eu ",  " ja mam ", " ben ", NULL};
