#include "scheduler/cohorts/cohort_fields.h"

#include <string.h>

#include "scheduler/cohorts/cohorts_words_nl.h"

#define UNKNOWN                                                                                                        \
  {"onbekend", "onbekend"}, {                                                                                          \
    NULL, NULL                                                                                                         \
  }

static const struct cohort_choice yes_no[] = {{"ja", "ja"},   {"nee", "nee"},   {"j", "ja"},
                                              {"n", "nee"},   {"waar", "ja"},   {"onwaar", "nee"},
                                              {"true", "ja"}, {"false", "nee"}, UNKNOWN};
static const struct cohort_choice educations[] = {
    {"mbo", "mbo"}, {"pro", "pro"}, {"vso", "vso"}, {"praktijkonderwijs", "pro"}, {NULL, NULL}};
static const struct cohort_choice levels[] = {{"entree", "entree"}, {"1", "entree"}, {"2", "2"},
                                              {"3", "3"},           {"4", "4"},      UNKNOWN};
static const struct cohort_choice pathways[] = {{"bol", "bol"}, {"bbl", "bbl"}, UNKNOWN};
static const struct cohort_choice profiles[] = {{"arbeidsmarkt", "arbeidsmarkt"},
                                                {"dagbesteding", "dagbesteding"},
                                                {"vervolgonderwijs", "vervolgonderwijs"},
                                                UNKNOWN};
static const struct cohort_choice preferences[] = {{"sms", "sms"},      {"email", "email"},     {"bellen", "bellen"},
                                                   {"e-mail", "email"}, {"telefoon", "bellen"}, UNKNOWN};
static const struct cohort_choice follow_ons[] = {{"ja", "ja"}, {"aangemeld", "aangemeld"}, {"nee", "nee"}, UNKNOWN};
static const struct cohort_choice destinations[] = {
    {"werk", "werk"}, {"onderwijs", "onderwijs"}, {"dagbesteding", "dagbesteding"}, {"geen", "geen"}, UNKNOWN};
static const struct cohort_choice capacities[] = {{"ouder", "ouder"},
                                                  {"voogd", "voogd"},
                                                  {"curator", "curator"},
                                                  {"mentor", "mentor"},
                                                  {"bewindvoerder", "bewindvoerder"},
                                                  UNKNOWN};
static const struct cohort_choice unreachables[] = {
    {"doorgeven", "doorgeven"}, {"vertegenwoordiger", "vertegenwoordiger"}, {"nee", "nee"}, UNKNOWN};

#define TEXT(n)                                                                                                        \
  { n, NULL, COHORT_KIND_TEXT, FALSE, NULL }
#define DATE(n)                                                                                                        \
  { n, NULL, COHORT_KIND_DATE, FALSE, NULL }
#define PHONE(n)                                                                                                       \
  { n, NULL, COHORT_KIND_PHONE, FALSE, NULL }
#define EMAIL(n)                                                                                                       \
  { n, NULL, COHORT_KIND_EMAIL, FALSE, NULL }
#define CHOICE(n, c)                                                                                                   \
  { n, NULL, COHORT_KIND_CHOICE, FALSE, c }

const struct cohort_field cohort_fields[COHORT_FIELDS] = {
    [COHORT_NUMBER] = {"leerlingnummer", "studentnummer", COHORT_KIND_KEY, TRUE, NULL},
    [COHORT_FIRST_NAME] = {"roepnaam", NULL, COHORT_KIND_NAME, TRUE, NULL},
    [COHORT_PREFIX] = {"tussenvoegsel", NULL, COHORT_KIND_NAME, FALSE, NULL},
    [COHORT_SURNAME] = {"achternaam", NULL, COHORT_KIND_SURNAME, TRUE, NULL},
    [COHORT_BIRTH_DATE] = {"geboortedatum", NULL, COHORT_KIND_DATE, TRUE, NULL},
    [COHORT_LANGUAGE] = TEXT("taal"),
    [COHORT_COUNSELLOR] = {"begeleider", NULL, COHORT_KIND_EMAIL, TRUE, NULL},
    [COHORT_MOBILE] = PHONE("mobiel"),
    [COHORT_EMAIL] = EMAIL("email"),
    [COHORT_POSTCODE] = {"postcode", NULL, COHORT_KIND_POSTCODE, FALSE, NULL},
    [COHORT_HOUSE] = TEXT("huisnummer"),
    [COHORT_STREET] = TEXT("straat"),
    [COHORT_PLACE] = TEXT("woonplaats"),
    [COHORT_GEMEENTE] = {"gemeentecode", NULL, COHORT_KIND_GEMEENTE, FALSE, NULL},
    [COHORT_PREFERENCE] = CHOICE("voorkeurskanaal", preferences),
    [COHORT_NO_SMS] = CHOICE("geen_sms", yes_no),
    [COHORT_NO_EMAIL] = CHOICE("geen_email", yes_no),
    [COHORT_WHATSAPP] = CHOICE("whatsapp", yes_no),
    [COHORT_SAFE_CONTACT] = TEXT("veilig_contact"),
    [COHORT_SECRET_ADDRESS] = CHOICE("adres_geheim", yes_no),
    [COHORT_CONTACT] = {"contactpersoon", NULL, COHORT_KIND_NAME, FALSE, NULL},
    [COHORT_CONTACT_MOBILE] = PHONE("contactpersoon_mobiel"),
    [COHORT_CONTACT_EMAIL] = EMAIL("contactpersoon_email"),
    [COHORT_CONTACT_AGREED] = CHOICE("contactpersoon_akkoord", yes_no),
    [COHORT_CONTACT_AGREED_ON] = DATE("contactpersoon_akkoord_op"),
    [COHORT_EDUCATION] = {"onderwijs", NULL, COHORT_KIND_CHOICE, TRUE, educations},
    [COHORT_PROGRAMME] = TEXT("opleiding"),
    [COHORT_CREBO] = {"crebo", NULL, COHORT_KIND_CREBO, FALSE, NULL},
    [COHORT_LEVEL] = {"niveau", NULL, COHORT_KIND_LEVEL, FALSE, levels},
    [COHORT_PATHWAY] = CHOICE("leerweg", pathways),
    [COHORT_EXIT_PROFILE] = CHOICE("uitstroomprofiel", profiles),
    [COHORT_DIPLOMA] = CHOICE("diploma", yes_no),
    [COHORT_GRADUATION] = DATE("diplomadatum"),
    [COHORT_LEAVING] = DATE("uitstroomdatum"),
    [COHORT_EXPECTED_GRADUATION] = DATE("verwachte_diplomadatum"),
    [COHORT_EXPECTED_LEAVING] = DATE("verwachte_uitstroomdatum"),
    [COHORT_BASIC_QUALIFICATION] = CHOICE("startkwalificatie", yes_no),
    [COHORT_SCHOOL_DIPLOMA] = DATE("schooldiploma_op"),
    [COHORT_FOLLOW_ON] = CHOICE("aansluitende_inschrijving", follow_ons),
    [COHORT_FOLLOW_ON_CONFIRMED] = DATE("aansluitende_inschrijving_bevestigd_op"),
    [COHORT_DESTINATION] = CHOICE("bestemming", destinations),
    [COHORT_COMPETENT] = CHOICE("handelingsbekwaam", yes_no),
    [COHORT_REPRESENTATIVE] = {"vertegenwoordiger", NULL, COHORT_KIND_NAME, FALSE, NULL},
    [COHORT_CAPACITY] = CHOICE("vertegenwoordiger_hoedanigheid", capacities),
    [COHORT_REPRESENTATIVE_MOBILE] = PHONE("vertegenwoordiger_mobiel"),
    [COHORT_REPRESENTATIVE_EMAIL] = EMAIL("vertegenwoordiger_email"),
    [COHORT_IF_UNREACHABLE] = CHOICE("bij_onbereikbaar", unreachables),
    [COHORT_OFFER_ON] = DATE("aanbod_gedaan_op"),
    [COHORT_OFFER_BY] = TEXT("aanbod_door"),
    [COHORT_OFFER_PERSONAL] = CHOICE("aanbod_persoonlijk", yes_no),
    [COHORT_OFFER_USED] = CHOICE("aanbod_gebruikt", yes_no),
    [COHORT_CONTACT_ON] = DATE("laatste_contact_op"),
    [COHORT_CONTACT_OUTCOME] = CHOICE("contact_uitkomst", cohorts_words_nl_outcomes),
    [COHORT_LANDLINE] = TEXT("telefoon"),
    [COHORT_SCHOOL_EMAIL] = TEXT("email_school"),
    [COHORT_GEMEENTE_SOURCE] = TEXT("gemeente_bron"),
};

char *cohort_fields_fold(const char *heading) {
  g_autofree char *plain = g_utf8_normalize(heading, -1, G_NORMALIZE_DEFAULT);
  if (!plain) return g_strdup("");
  g_autofree char *small = g_utf8_strdown(plain, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = small; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '_' || c == '-' || c == 0xFEFF || g_unichar_isspace(c) || g_unichar_ismark(c)) continue;
    g_string_append_unichar(out, c);
  }
  return g_string_free(out, FALSE);
}

static gboolean same(const char *name, const char *folded) {
  if (!name) return FALSE;
  g_autofree char *other = cohort_fields_fold(name);
  return strcmp(other, folded) == 0;
}

enum cohort_id cohort_fields_find(const char *heading) {
  g_autofree char *folded = cohort_fields_fold(heading);
  for (int i = 0; i < COHORT_COLUMNS; i++)
    if (same(cohort_fields[i].name, folded) || same(cohort_fields[i].synonym, folded)) return (enum cohort_id)i;
  return COHORT_FIELDS;
}

gboolean cohort_fields_forbidden(const char *heading) {
  static const char *const names[] = {
      "bsn",  "burgerservicenummer",    "sofinummer",      "pgn",     "bsnnummer", "pgnnummer",
      "sofi", "persoonsgebondennummer", "onderwijsnummer", "bsn/pgn", "pgn/bsn"};
  g_autofree char *folded = cohort_fields_fold(heading);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i], folded) == 0) return TRUE;
  return FALSE;
}

/* Only words that are their own normal form: the others are courtesy. */
char *cohort_fields_choices(const struct cohort_field *field) {
  GString *text = g_string_new(NULL);
  gboolean own = FALSE;
  for (const struct cohort_choice *c = field->choices; c && c->word; c++)
    own = own || strcmp(c->word, "gesproken") == 0;
  for (const struct cohort_choice *c = field->choices; c && c->word; c++) {
    gboolean shown = own ? !strchr(c->word, '_') && strcmp(c->normal, c->word) != 0 : strcmp(c->normal, c->word) == 0;
    if (shown) g_string_append_printf(text, "%s%s", text->len ? ", " : "", c->word);
  }
  return g_string_free(text, FALSE);
}
