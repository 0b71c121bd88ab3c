#include "scheduler/cohorts/cohorts_words_nl.h"

#include <string.h>

static const char *const file_words[] = {
    [COHORTS_WORDS_READ] = "Het bestand kan niet worden gelezen: %s.",
    [COHORTS_WORDS_NUL] =
        "Regel %u: er staat een teken in dat geen tekst is (NUL). Bewaar het bestand opnieuw als CSV.",
    [COHORTS_WORDS_MIXED] = "Regel %u: hier wisselt de tekencodering. Bewaar het bestand opnieuw als CSV UTF-8.",
    [COHORTS_WORDS_WORKBOOK] =
        "Deze werkmap kan niet worden gelezen. Bewaar hem als Excel-werkmap (.xlsx) zonder wachtwoord en lees die in.",
    [COHORTS_WORDS_SHEET] = "De werkmap heeft geen blad \"%s\" met rijen. Bladen: %s.",
    [COHORTS_WORDS_DAMAGED] =
        "De werkmap is beschadigd (%s: %s). Open hem in Excel, bewaar hem opnieuw en lees dat bestand in.",
    [COHORTS_WORDS_UNPACKED] = "De werkmap is te groot. Bewaar het blad als CSV UTF-8 en lees dat in.",
    [COHORTS_WORDS_QUOTE] =
        "Regel %u: een aanhalingsteken (\") wordt geopend en niet gesloten. Sluit of verwijder het.",
    [COHORTS_WORDS_ROW] = "Regel %u: de regel is langer dan een megabyte. Is dit wel een CSV-bestand?",
    [COHORTS_WORDS_COLUMNS] = "Regel %u: meer dan %d kolommen.",
    [COHORTS_WORDS_CELL] = "Regel %u: een cel is langer dan %d tekens.",
    [COHORTS_WORDS_EMPTY] = "Het bestand is leeg. De eerste regel hoort de namen van de kolommen te hebben.",
    [COHORTS_WORDS_MISSING] =
        "De kolom \"%s\" ontbreekt. Gevonden: %s. Heet de kolom anders? Noem hem dan in de koppeling (mapping).",
    [COHORTS_WORDS_REACH] =
        "Er is geen kolom mobiel, email of contactpersoon_mobiel: niemand is dan te bereiken. Gevonden: %s.",
    [COHORTS_WORDS_TWICE] = "De kolom \"%s\" komt twee keer voor: als \"%s\" en als \"%s\". Verwijder er een.",
    [COHORTS_WORDS_BSN] = "\"%s\" kan niet uit een kolom met een BSN of PGN komen: dat nummer wordt niet gelezen.",
    [COHORTS_WORDS_ABSENT] =
        "De koppeling (mapping) noemt de kolom \"%s\", maar die staat niet in het bestand. Gevonden: %s.",
    [COHORTS_WORDS_CONSTANT] = "Vaste waarde voor %s in de koppeling (mapping): %s",
};

const char *cohorts_words_nl_file(enum cohorts_words_file word) {
  return file_words[word];
}

/* {column}, {read} and {more} are filled in. */
static const struct {
  const char *code, *message;
} codes[COHORTS_CODES] = {
    [COHORTS_OK] = {"ok", ""},
    [COHORTS_EMPTY] = {"missing", "{column} is leeg, maar is nodig."},
    [COHORTS_TOO_LONG] = {"too_long", "{column} is te lang."},
    [COHORTS_UNREADABLE] =
        {"unreadable",
         "{column} heeft een teken dat niet gelezen kan worden. Typ het opnieuw, of bewaar het bestand als CSV UTF-8."},
    [COHORTS_BAD_QUOTE] = {"bad_quote", "Na het sluitende aanhalingsteken (\") staat nog tekst. Schrijf een "
                                        "aanhalingsteken in een cel dubbel (\"\")."},
    [COHORTS_TOO_MANY_CELLS] = {"too_many_cells", "De regel heeft meer cellen dan er kolommen zijn. Staat er een "
                                                  "scheidingsteken in een tekst? Zet die dan tussen aanhalingstekens."},
    [COHORTS_NOT_A_DATE] = {"not_a_date", "\"{read}\" is geen datum. Schrijf bijvoorbeeld 2026-07-10 of 10-07-2026."},
    [COHORTS_NO_SUCH_DAY] = {"no_such_day", "\"{read}\": die dag bestaat niet."},
    [COHORTS_SHORT_YEAR] = {"short_year", "\"{read}\": schrijf het jaar met vier cijfers."},
    [COHORTS_NOT_A_CHOICE] = {"not_a_choice", "\"{read}\" kan hier niet. Kies uit: {more}."},
    [COHORTS_NOT_A_NUMBER] = {"not_a_number", "\"{read}\" is geen getal."},
    [COHORTS_NOT_A_CREBO] = {"not_a_crebo", "\"{read}\" is geen crebo: dat zijn vijf cijfers."},
    [COHORTS_NOT_A_POSTCODE] = {"not_a_postcode", "\"{read}\" is geen postcode. Schrijf bijvoorbeeld 1234 AB."},
    [COHORTS_NOT_A_GEMEENTE] =
        {"not_a_gemeente",
         "\"{read}\" is geen gemeentecode. Schrijf bijvoorbeeld GM0363, of laat de cel leeg en geef de woonplaats."},
    [COHORTS_NOT_A_KEY] =
        {"not_a_leerlingnummer",
         "\"{read}\" kan geen leerlingnummer zijn: gebruik letters, cijfers, streepjes en punten, zonder spaties."},
    [COHORTS_NOT_A_NAME] = {"not_a_name", "\"{read}\" is geen naam."},
    [COHORTS_NO_PREFIX] =
        {"no_prefix",
         "\"{read}\": wat na de komma staat is geen tussenvoegsel. Zet een tussenvoegsel in zijn eigen kolom."},
    [COHORTS_PHONE_LETTERS] = {"phone_letters", "\"{read}\" is geen telefoonnummer. Laat de cel leeg als er geen is."},
    [COHORTS_PHONE_TOO_SHORT] =
        {"phone_too_short", "\"{read}\" is te kort voor een telefoonnummer. Een mobiel nummer is 06 en acht cijfers."},
    [COHORTS_PHONE_TOO_LONG] = {"phone_too_long", "\"{read}\" is te lang voor een telefoonnummer."},
    [COHORTS_PHONE_NO_SUCH] = {"phone_no_such", "\"{read}\": zo'n telefoonnummer bestaat niet."},
    [COHORTS_PHONE_TWO] = {"phone_two", "\"{read}\": hier staan twee nummers. Laat er een staan."},
    [COHORTS_PHONE_WORDS] = {"phone_words",
                             "\"{read}\": hier staan letters bij het nummer. Laat alleen het nummer staan."},
    [COHORTS_PHONE_NO_PREFIX] = {"phone_no_prefix", "\"{read}\": zonder 0 of landnummer is niet te zien van welk land "
                                                    "dit nummer is. Schrijf het met 0, of met + en het landnummer."},
    [COHORTS_PHONE_ROUNDED] =
        {"phone_rounded",
         "\"{read}\": een rekenprogramma heeft cijfers weggelaten. Maak de kolom op als tekst en lever opnieuw aan."},
    [COHORTS_PHONE_SERVICE] =
        {"phone_service", "\"{read}\" is geen nummer van een persoon maar van een dienst, een pieper of een apparaat."},
    [COHORTS_EMAIL_NO_AT] = {"email_no_at",
                             "\"{read}\" is geen e-mailadres: er staat geen @ in. Laat de cel leeg als er geen is."},
    [COHORTS_EMAIL_TWO] = {"email_two", "\"{read}\": hier staan twee adressen. Laat er een staan."},
    [COHORTS_EMAIL_WRONG] = {"email_wrong", "\"{read}\" is geen e-mailadres."},
    [COHORTS_NO_ADDRESS] = {"no_address", "Er is geen mobiel nummer, geen e-mailadres en geen mobiel nummer van een "
                                          "contactpersoon. Geef er ten minste een."},
    [COHORTS_NO_GRADUATION_DATE] = {"no_graduation_date",
                                    "Bij een mbo-diploma hoort een diplomadatum (of een verwachte_diplomadatum): "
                                    "daarmee begint het jaar begeleiding."},
    [COHORTS_NO_LEAVING_DATE] = {"no_leaving_date",
                                 "Bij pro en vso hoort een uitstroomdatum (of een verwachte_uitstroomdatum): daarmee "
                                 "beginnen de twee jaar begeleiding."},
    [COHORTS_BEFORE_BIRTH] = {"before_birth", "{column} \"{read}\" ligt voor de geboortedatum {more}."},
    [COHORTS_AGE] =
        {"age",
         "De geboortedatum \"{read}\" geeft een leeftijd van {more} jaar bij het vertrek van school. Klopt de datum?"},
    [COHORTS_FUTURE] =
        {"future", "{column} \"{read}\" ligt in de toekomst. Gebruik voor wat nog komt de kolom met \"verwachte_\"."},
    [COHORTS_DUPLICATE] = {"duplicate",
                           "Leerlingnummer \"{read}\" staat ook op regel {more}. Laat een van de twee regels staan."},
    [COHORTS_DOUBT] =
        {"doubt", "Van {read} is een andere opleiding bekend met een datum die dichtbij ligt ({more}). Is het een "
                  "verbetering? Lever dan eerst de "
                  "opleiding aan met de oude datum. Is het een nieuw vertrek? Dan hoort daar een latere datum bij."},
    [COHORTS_OTHER_ORGANISATION] =
        {"other_organisation", "\"{read}\" werkt bij een gemeente of een Doorstroompunt, en kan geen begeleider zijn."},
    [COHORTS_LANDLINE] = {"landline",
                          "\"{read}\" is geen mobiel nummer: er kan geen sms naartoe. Het wordt bewaard om te bellen."},
    [COHORTS_SCHOOL_ADDRESS] = {"school_address",
                                "\"{read}\" is een adres van de school en telt niet meer vanaf het vertrek ({more})."},
    [COHORTS_NO_LEVEL] = {"no_level", "Zonder niveau is niet bekend of begeleiding verplicht is (entree en bol 2)."},
    [COHORTS_IGNORED_OFFER] = {"ignored_offer",
                               "Het aanbod van \"{read}\" was niet persoonlijk en telt daarom niet als aanbod."},
    [COHORTS_BSN_DROPPED] = {"bsn_dropped", "De kolom \"{read}\" is niet gelezen: een BSN of PGN wordt hier nergens "
                                            "voor gebruikt. Lever hem niet meer aan."},
    [COHORTS_COLUMN_DROPPED] = {"column_dropped", "De kolom \"{read}\" is niet bekend en is niet overgenomen."},
};

const char *cohorts_words_nl_code(enum cohorts_code code) {
  return codes[code].code;
}

char *cohorts_words_nl_message(enum cohorts_code code, const char *column, const char *read, const char *more) {
  const struct { const char *mark, *value; } marks[] = {{"{column}", column}, {"{read}", read}, {"{more}", more}};
  GString *text = g_string_sized_new(128);
  const char *p = codes[code].message;
  for (const char *brace; (brace = strchr(p, '{'));) {
    g_string_append_len(text, p, brace - p);
    gsize i = 0;
    while (i + 1 < G_N_ELEMENTS(marks) && !g_str_has_prefix(brace, marks[i].mark)) i++;
    g_string_append(text, marks[i].value ? marks[i].value : "");
    p = brace + strlen(marks[i].mark);
  }
  g_string_append(text, p);
  return g_string_free(text, FALSE);
}

char *cohorts_words_nl_unreachable(guint line, const char *number) {
  return g_strdup_printf(
      "Regel %u, leerlingnummer %s: na het vertrek van school niet te bereiken. Vraag een eigen nummer of adres.", line,
      number);
}

/* The outcomes of S27 under the names that a school writes; the normal form is the outcome's own name. */
const struct cohort_choice cohorts_words_nl_outcomes[] = {{"gesproken", "spoke"},
                                                          {"gebruikt", "used"},
                                                          {"afgesproken", "agreed"},
                                                          {"afgewezen", "declined"},
                                                          {"later", "later"},
                                                          {"wil geen contact", "refused_contact"},
                                                          {"verhuisd", "moved"},
                                                          {"verkeerd nummer", "wrong_number"},
                                                          {"geen gehoor", "no_answer"},
                                                          {"niet nodig", "not_needed"},
                                                          {"overleden", "overleden"},
                                                          {"spoke", "spoke"},
                                                          {"used", "used"},
                                                          {"agreed", "agreed"},
                                                          {"declined", "declined"},
                                                          {"refused_contact", "refused_contact"},
                                                          {"moved", "moved"},
                                                          {"wrong_number", "wrong_number"},
                                                          {"no_answer", "no_answer"},
                                                          {"not_needed", "not_needed"},
                                                          {"onbekend", "onbekend"},
                                                          {NULL, NULL}};
