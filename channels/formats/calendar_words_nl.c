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
    /* Thunderbird, Apple, Nextcloud */
    "event invitation reply", "antwoord op uitnodiging", "antwoord op afspraakuitnodiging", "invitation accepted",
    "invitation declined", "uitnodiging geaccepteerd", "uitnodiging afgewezen", "uitnodiging geweigerd", NULL};
