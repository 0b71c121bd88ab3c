#include "rules/language/findings.h"

/* What is wrong, then the way out. The second text of an "unknown" is a suggestion or empty. */
static const char *const texts[FINDING_COUNT] = {
    [FINDING_NOT_TEXT] = "dit bestand is geen gewone tekst; bewaar het als tekst in UTF-8",
    [FINDING_TOO_LONG] = "dit bestand is te lang; een beleid past in 250.000 tekens",
    [FINDING_BAD_CHARACTER] = "het teken `%s` hoort hier niet; haal het weg",
    [FINDING_BAD_STRING] = "deze aanhaling houdt niet op; zet een \" aan het eind van de tekst, op dezelfde regel",
    [FINDING_BAD_LENGTH] = "dit is te lang; maak het korter (een naam: 40 tekens, een tekst: 500)",
    [FINDING_UNKNOWN_WORD] = "onbekend woord `%s`; %s",
    [FINDING_MISPLACED] = "`%s` hoort niet onder `%s`; zet het onder een ander kopje",
    [FINDING_TWICE] = "`%s` staat hier voor de tweede keer; kies er een",
    [FINDING_EXPECTED] = "hier staat `%s`, maar hier hoort %s",
    [FINDING_LEFT_OVER] = "`%s` is hier te veel; haal het weg of zet het op een nieuwe regel",
    [FINDING_BAD_NAME] =
        "`%s` kan geen naam zijn; gebruik kleine letters, cijfers en streepjes, bijvoorbeeld `zes-weken`",
    [FINDING_BAD_NUMBER] = "het getal `%s` kan hier niet; het ligt tussen %s en %s",
    [FINDING_BAD_DATE] = "`%s` is geen dag die bestaat; schrijf %s",
    [FINDING_BAD_TIMES] = "`%s` is geen tijd van-tot; schrijf bijvoorbeeld 9:00-20:00",
    [FINDING_UNKNOWN_FACT] = "onbekend gegeven `%s`; %s",
    [FINDING_NOT_A_DATE] = "`%s` is geen datum; gebruik een datum zoals uitstroomdatum of diplomadatum",
    [FINDING_UNKNOWN_VALUE] = "`%s` kan niet bij `%s`; %s",
    [FINDING_NEEDS_VALUE] = "bij `%s` hoort een waarde; schrijf bijvoorbeeld `%s = %s`",
    [FINDING_NOT_ORDERED] = "`%s` heeft geen meer of minder; gebruik =",
    [FINDING_TOO_DEEP] = "deze voorwaarde is te lang of heeft te veel haakjes; splits de regel in tweeën",
    [FINDING_TEMPLATES_DIFFER] =
        "hier staan twee teksten: \"%s\" en \"%s\"; een regel heeft een tekst, met een bestand per kanaal",
    [FINDING_CHANNEL_TWICE] = "`%s` staat er twee keer; noem elk kanaal een keer",
    [FINDING_NO_POLICY] = "er is geen kop; begin met `beleid \"Naam\" versie 2026.1`",
    [FINDING_NO_GUIDANCE] = "er is geen begeleiding; schrijf `begeleiding naam` met `voor` en `van … tot …`",
    [FINDING_NO_VALID_FROM] = "er staat niet vanaf wanneer dit geldt; schrijf onder `beleid`: `geldig vanaf 1-1-2026`",
    [FINDING_NO_CLAUSE] = "bij `%s` ontbreekt `%s`; schrijf bijvoorbeeld %s",
    [FINDING_SECOND_HEADING] = "`%s` staat hier voor de tweede keer; een beleid heeft er een",
    [FINDING_TOO_MANY_RULES] = "dit zijn meer regels dan kan; een beleid heeft er hoogstens %s",
    [FINDING_TOO_MANY_REPLIES] = "dit zijn meer antwoorden dan kan; een beleid heeft er hoogstens %s",
    [FINDING_TOO_MANY_EXCEPTIONS] = "dit zijn meer uitzonderingen dan kan; een regel heeft er hoogstens %s",
    [FINDING_NAME_TWICE] = "de naam `%s` is al van de regel op regelnummer %s; kies een andere naam",
    [FINDING_NOT_FOR_KIND] = "`%s` past niet bij `%s`; haal het weg",
    [FINDING_NO_TEMPLATE] = "er is geen tekst \"%s\" voor %s; maak het bestand %s.%s.bericht of noem een andere tekst",
    [FINDING_BAD_PATTERN] = "dit patroon klopt niet: %s, bij teken %s; verbeter het daar",
    [FINDING_NEVER_ACTS] =
        "deze regel doet nooit iets: wat er bij `als` staat, kan niet samen met `voor`; verander een van beide",
    [FINDING_NEVER_EXCEPTED] = "deze uitzondering geldt nooit: wat er bij `als` staat, kan niet samen met `voor`; haal "
                               "haar weg of verander haar",
    [FINDING_OUTSIDE_WINDOW] = "deze dag ligt altijd buiten de begeleiding (van … tot …); kies een andere dag",
    [FINDING_WRONG_YEAR] = "deze dag ligt nooit in jaar %s; kies een andere dag of een ander jaar",
    [FINDING_CLASH] =
        "deze regel doet hetzelfde op dezelfde dag voor dezelfde jongeren als `%s` op regelnummer %s; haal er een weg",
    [FINDING_CLOSED_MOMENT] = "dit moment valt soms helemaal in gesloten tijd: bij %s is het van %s tot en met %s "
                              "(%s); neem meer speling of kies een andere dag",
    [FINDING_EMPTY_WINDOW] = "de begeleiding houdt op voordat zij begint; zet de vroegste dag bij `van`",
    [FINDING_NEVER_OPEN] = "er is geen enkele verzendtijd open; schrijf bijvoorbeeld `ma-vr 9:00-20:00`",
    [FINDING_SHADOWED] =
        "dit patroon wordt nooit bereikt: `%s` op regelnummer %s vangt dit al; zet dit patroon ervoor of haal het weg",
    [FINDING_SMS_UNICODE] = "de sms \"%s\" past niet in gewone sms-tekens door %s en kost daardoor %s delen; ë en ï "
                            "kosten, schrijf ze zonder puntjes",
    [FINDING_SMS_PARTS] = "de sms \"%s\" heeft %s delen; maak hem korter (twee delen is genoeg)",
    [FINDING_MAY_BE_UNKNOWN] = "als `%s` onbekend is, wachten deze regels en krijgt een medewerker een vraag: %s; zorg "
                               "dat dit gegeven is ingevuld, of noem `onbekend` in de voorwaarde",
    [FINDING_NOT_PERSONAL] = "een aanbod moet persoonlijk zijn; schrijf `door begeleider, persoonlijk`",
    [FINDING_SOMETIMES_OUTSIDE] = "bij %s valt dit moment buiten de begeleiding of in een ander jaar, en dan vervalt "
                                  "het; voeg een uitzondering toe als dat niet de bedoeling is",
    [FINDING_NOT_PUBLISHED] = "de schoolvakanties zijn bekend tot en met %s; wat daarna valt, is niet nagekeken. "
                              "Controleer het beleid dan opnieuw",
    [FINDING_TOO_MANY] = "er zijn nog meer fouten; verbeter deze eerst",
};

const char *findings_text(enum finding finding) {
  return texts[finding];
}

static const char *const whats[FINDINGS_WHATS] = {
    [FINDINGS_NAME] = "een naam (kleine letters, cijfers en streepjes)",
    [FINDINGS_STRING] = "een tekst tussen aanhalingstekens",
    [FINDINGS_NUMBER] = "een getal",
    [FINDINGS_DATE] = "een datum, bijvoorbeeld 1-8-2026",
    [FINDINGS_TIMES] = "een tijd, bijvoorbeeld 9:00-20:00, of `dicht`",
    [FINDINGS_FACT] = "een gegeven, bijvoorbeeld `niveau`",
    [FINDINGS_MOMENT] = "een dag, bijvoorbeeld `uitstroomdatum + 6 weken` of `elke 1 oktober`",
    [FINDINGS_CONDITION] = "een voorwaarde, bijvoorbeeld `leerweg = bol`",
    [FINDINGS_CLOSING] = "een haakje `)`",
    [FINDINGS_UNIT] = "`dagen`, `weken`, `maanden`, `jaar` of `werkdagen`",
    [FINDINGS_WIDTH] = "een speling, bijvoorbeeld `10 werkdagen`, `4 weken` of `tot herfstvakantie`",
    [FINDINGS_CHANNEL] = "een kanaal: `sms`, `email` of `agenda`",
    [FINDINGS_MONTH] = "een maand, bijvoorbeeld `oktober`",
    [FINDINGS_DAY] = "een dag van de week, bijvoorbeeld `ma-vr`, `za` of `feestdagen`",
    [FINDINGS_ACTOR] = "`begeleider` of `systeem`",
    [FINDINGS_LATE] = "`alsnog`, `overslaan` of `naar begeleider`",
    [FINDINGS_ACTION] = "`overslaan` of `op` met een dag",
    [FINDINGS_RECEIVER] = "`doorstroompunt` of `gemeente`",
    [FINDINGS_INTENT] = "wat een antwoord betekent, bijvoorbeeld `wil-hulp`",
    [FINDINGS_SIGN] = "een `:`",
    [FINDINGS_VERSION] = "een versie, bijvoorbeeld 2026.1",
    [FINDINGS_HEADING] = "een kopje, bijvoorbeeld `aanbod eerste`",
    [FINDINGS_END_OF_LINE] = "het eind van de regel",
};

static const char *const examples[FINDINGS_EXAMPLES] = {
    [FINDINGS_EXAMPLE_FOR] = "`voor onderwijs = pro`",
    [FINDINGS_EXAMPLE_FROM] = "`van uitstroomdatum - 8 weken tot uitstroomdatum + 2 jaar`",
    [FINDINGS_EXAMPLE_ON] = "`op uitstroomdatum + 6 weken, speling 7 weken`",
    [FINDINGS_EXAMPLE_SEND] = "`stuur sms of email \"vraag-werk\"`",
    [FINDINGS_EXAMPLE_SILENT] = "`als twee contacten na elkaar zonder reactie en bij onbereikbaar = doorgeven`",
    [FINDINGS_EXAMPLE_PROPOSAL] = "`voorstel aan gemeente`",
    [FINDINGS_EXAMPLE_DECIDES] = "`beslist begeleider, met grond en reden`",
};

const char *findings_example(enum findings_example example) {
  return examples[example];
}

const char *findings_what(enum findings_what what) {
  return whats[what];
}

char *findings_meant(const char *nearest, enum findings_sort sort) {
  static const char *const otherwise[] = {
      [FINDINGS_SORT_WORD] =
          "een kopje begint met een woord als `aanbod` of `vraag`, een regel eronder met `als`, `op` of `door`",
      [FINDINGS_SORT_FACT] = "gebruik een gegeven uit het cohortbestand, zoals `leerweg` of `uitstroomdatum`",
      [FINDINGS_SORT_DATE] = "schrijf een datum, zoals 1-8-2026, of `onbekend`",
      [FINDINGS_SORT_NUMBER] = "schrijf een getal, of `onbekend`",
  };
  return nearest ? g_strdup_printf("bedoelde u `%s`?", nearest) : g_strdup(otherwise[sort]);
}

char *findings_choose(const char *const *list) {
  g_autofree char *joined = g_strjoinv(", ", (char **)list);
  return g_strdup_printf("kies uit %s", joined);
}

static const char *const regions[CALENDAR_REGIONS] = {
    [CALENDAR_NORTH] = "regio Noord", [CALENDAR_MIDDLE] = "regio Midden", [CALENDAR_SOUTH] = "regio Zuid"};

const char *findings_region(enum calendar_region region) {
  return regions[region];
}

const char *findings_error(void) {
  return "fout";
}

const char *findings_warning(void) {
  return "let op";
}
