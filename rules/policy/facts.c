#include "rules/policy/facts.h"

static const char *const no_yes[] = {"nee", "ja", NULL};
static const char *const educations[] = {"mbo", "pro", "vso", NULL};
static const char *const pathways[] = {"bol", "bbl", NULL};
static const char *const exit_profiles[] = {"arbeidsmarkt", "dagbesteding", "vervolgonderwijs", NULL};
static const char *const follow_ons[] = {"nee", "ja", "aangemeld", NULL};
static const char *const destinations[] = {"werk", "onderwijs", "dagbesteding", "geen", NULL};
static const char *const unreachables[] = {"nee", "doorgeven", "vertegenwoordiger", NULL};
static const char *const preferences[] = {"sms", "email", "bellen", NULL};

const struct facts_field facts_fields[FACT_COUNT] = {
    [FACT_EDUCATION] = {"onderwijs", FACT_TYPE_CHOICE, educations},
    [FACT_LEVEL] = {"niveau", FACT_TYPE_NUMBER, NULL},
    [FACT_PATHWAY] = {"leerweg", FACT_TYPE_CHOICE, pathways},
    [FACT_CREBO] = {"crebo", FACT_TYPE_NUMBER, NULL},
    [FACT_EXIT_PROFILE] = {"uitstroomprofiel", FACT_TYPE_CHOICE, exit_profiles},
    [FACT_DIPLOMA] = {"diploma", FACT_TYPE_YES_NO, no_yes},
    [FACT_GRADUATION_DATE] = {"diplomadatum", FACT_TYPE_DATE, NULL},
    [FACT_LEAVING_DATE] = {"uitstroomdatum", FACT_TYPE_DATE, NULL},
    [FACT_EXPECTED_GRADUATION_DATE] = {"verwachte_diplomadatum", FACT_TYPE_DATE, NULL},
    [FACT_EXPECTED_LEAVING_DATE] = {"verwachte_uitstroomdatum", FACT_TYPE_DATE, NULL},
    [FACT_BIRTH_DATE] = {"geboortedatum", FACT_TYPE_DATE, NULL},
    [FACT_BASIC_QUALIFICATION] = {"startkwalificatie", FACT_TYPE_YES_NO, no_yes},
    [FACT_SCHOOL_DIPLOMA_DATE] = {"schooldiploma_op", FACT_TYPE_DATE, NULL},
    [FACT_FOLLOW_ON] = {"aansluitende_inschrijving", FACT_TYPE_CHOICE, follow_ons},
    [FACT_FOLLOW_ON_CONFIRMED] = {"aansluitende_inschrijving_bevestigd_op", FACT_TYPE_DATE, NULL},
    [FACT_DESTINATION] = {"bestemming", FACT_TYPE_CHOICE, destinations},
    [FACT_LEGALLY_COMPETENT] = {"handelingsbekwaam", FACT_TYPE_YES_NO, no_yes},
    [FACT_IF_UNREACHABLE] = {"bij_onbereikbaar", FACT_TYPE_CHOICE, unreachables},
    [FACT_PREFERRED_CHANNEL] = {"voorkeurskanaal", FACT_TYPE_CHOICE, preferences},
    [FACT_HAS_MOBILE] = {"mobiel", FACT_TYPE_YES_NO, no_yes},
    [FACT_HAS_EMAIL] = {"email", FACT_TYPE_YES_NO, no_yes},
    [FACT_NO_SMS] = {"geen_sms", FACT_TYPE_YES_NO, no_yes},
    [FACT_NO_EMAIL] = {"geen_email", FACT_TYPE_YES_NO, no_yes},
    [FACT_WHATSAPP] = {"whatsapp", FACT_TYPE_YES_NO, no_yes},
    [FACT_WINDOW_END] = {"einde_begeleiding", FACT_TYPE_DATE, NULL},
    [FACT_PLACE] = {"plaats", FACT_TYPE_NUMBER, NULL},
};

static const char unknown[] = "onbekend";
static const char entree[] = "entree";
enum { LEVEL_MAX = 4, NUMBER_MAX = 999999999 };

void facts_clear(struct facts *facts) {
  for (guint i = 0; i < FACT_COUNT; i++) facts->value[i] = FACT_UNKNOWN;
}

/* A policy writes `aansluitende inschrijving` or `bij-onbereikbaar`, a file `aansluitende_inschrijving`. */
static char plain(char c) {
  return c == '_' || c == '-' ? ' ' : g_ascii_tolower(c);
}

static gboolean same_name(const char *a, const char *b) {
  while (*a && plain(*a) == plain(*b)) a++, b++;
  return *a == *b;
}

enum fact facts_find(const char *name) {
  for (guint i = 0; i < FACT_COUNT; i++)
    if (same_name(facts_fields[i].name, name)) return (enum fact)i;
  return FACT_COUNT;
}

static gboolean parse_choice(const char *const *choices, const char *text, gint32 *value) {
  for (gint32 i = 0; choices[i]; i++) {
    if (g_ascii_strcasecmp(choices[i], text) != 0) continue;
    *value = i;
    return TRUE;
  }
  return FALSE;
}

static gboolean parse_number(enum fact fact, const char *text, gint32 *value) {
  if (fact == FACT_LEVEL && g_ascii_strcasecmp(text, entree) == 0) {
    *value = 1;
    return TRUE;
  }
  gint64 lowest = fact == FACT_LEVEL ? 1 : 0, highest = fact == FACT_LEVEL ? LEVEL_MAX : NUMBER_MAX, number;
  if (!g_ascii_isdigit(*text) || !g_ascii_string_to_signed(text, 10, lowest, highest, &number, NULL)) return FALSE;
  *value = (gint32)number;
  return TRUE;
}

gboolean facts_parse(enum fact fact, const char *text, gint32 *value) {
  const struct facts_field *field = &facts_fields[fact];
  if (g_ascii_strcasecmp(text, unknown) == 0 || *text == '\0') {
    *value = FACT_UNKNOWN;
    return TRUE;
  }
  if (field->choices) return parse_choice(field->choices, text, value);
  if (field->type == FACT_TYPE_DATE) return date_parse_iso(text, value);
  return parse_number(fact, text, value);
}

static gboolean choice_exists(const char *const *choices, gint32 value) {
  return value >= 0 && (guint)value < g_strv_length((char **)choices);
}

char *facts_format(enum fact fact, gint32 value) {
  const struct facts_field *field = &facts_fields[fact];
  if (value == FACT_UNKNOWN) return g_strdup(unknown);
  if (field->choices) return g_strdup(choice_exists(field->choices, value) ? field->choices[value] : unknown);
  if (field->type == FACT_TYPE_NUMBER)
    return fact == FACT_LEVEL && value == 1 ? g_strdup(entree) : g_strdup_printf("%d", value);
  char text[11];
  date_format_iso(value, text);
  return g_strdup(text);
}

/* Lpw art. 1 onder f: level 2 and up is one; entree, pro and two of the three profiles of vso are not (N-70). A level
 * without its diploma says nothing: an earlier school may have given one, and unknown is not no (S11). */
static gint32 basic_qualification(const struct facts *facts) {
  const gint32 *value = facts->value;
  if (value[FACT_EDUCATION] == FACT_EDUCATION_PRO) return FACT_NO;
  if (value[FACT_EDUCATION] == FACT_EDUCATION_VSO) {
    gboolean none = value[FACT_EXIT_PROFILE] == FACT_PROFILE_LABOUR_MARKET ||
                    value[FACT_EXIT_PROFILE] == FACT_PROFILE_DAY_ACTIVITIES;
    return none ? FACT_NO : FACT_UNKNOWN;
  }
  if (value[FACT_LEVEL] == 1) return FACT_NO;
  return value[FACT_LEVEL] > 1 && value[FACT_DIPLOMA] == FACT_YES ? FACT_YES : FACT_UNKNOWN;
}

void facts_derive(struct facts *facts) {
  gint32 *known = &facts->value[FACT_BASIC_QUALIFICATION];
  if (*known == FACT_UNKNOWN) *known = basic_qualification(facts);
}
