/* What is known about one enrolment, in the shape in which rules look at it: fixed size, comparable, no pointers.
 *
 * Every value is a gint32: a date_t, a number, an index into the field's choices, or FACT_UNKNOWN. A cell left empty
 * is unknown and unknown is not no (S11). facts_fields is the one list from which the rule language takes its words,
 * the import its columns and `why` its explanations: names are those of the cohort file (scheduler/CONTRACT.md), where
 * the rule language reads `_` as a blank. Names, addresses and other things no rule looks at are not here. */
#ifndef RULES_POLICY_FACTS_H
#define RULES_POLICY_FACTS_H

#include <glib.h>

#include "rules/calendar/date.h"

enum fact {
  FACT_EDUCATION,                /* onderwijs: mbo, pro, vso */
  FACT_LEVEL,                    /* niveau: entree (= 1), 2, 3, 4, as a number */
  FACT_PATHWAY,                  /* leerweg: bol, bbl */
  FACT_CREBO,                    /* crebo, a number */
  FACT_EXIT_PROFILE,             /* uitstroomprofiel: arbeidsmarkt, dagbesteding, vervolgonderwijs */
  FACT_DIPLOMA,                  /* diploma: ja, nee */
  FACT_GRADUATION_DATE,          /* diplomadatum */
  FACT_LEAVING_DATE,             /* uitstroomdatum */
  FACT_EXPECTED_GRADUATION_DATE, /* verwachte_diplomadatum */
  FACT_EXPECTED_LEAVING_DATE,    /* verwachte_uitstroomdatum */
  FACT_BIRTH_DATE,               /* geboortedatum */
  FACT_BASIC_QUALIFICATION,      /* startkwalificatie: ja, nee; derived from niveau and diploma when empty (N-70) */
  FACT_SCHOOL_DIPLOMA_DATE,      /* schooldiploma_op: diploma or verklaring of pro and vso (N-64) */
  FACT_FOLLOW_ON,                /* aansluitende_inschrijving: ja, aangemeld, nee */
  FACT_FOLLOW_ON_CONFIRMED,      /* aansluitende_inschrijving_bevestigd_op */
  FACT_DESTINATION,              /* bestemming: werk, onderwijs, dagbesteding, geen */
  FACT_LEGALLY_COMPETENT,        /* handelingsbekwaam: ja, nee */
  FACT_IF_UNREACHABLE,           /* bij_onbereikbaar: doorgeven, vertegenwoordiger, nee */
  FACT_PREFERRED_CHANNEL,        /* voorkeurskanaal: sms, email, bellen */
  FACT_HAS_MOBILE,               /* mobiel: ja, nee: a usable number is known */
  FACT_HAS_EMAIL,                /* email: ja, nee: a usable address is known */
  FACT_NO_SMS,                   /* geen_sms: ja, nee */
  FACT_NO_EMAIL,                 /* geen_email: ja, nee */
  FACT_WHATSAPP,                 /* whatsapp: ja, nee: the person wants it, and the school has an agreement on record */
  FACT_WINDOW_END,               /* einde_begeleiding: another end for this person (N-15, N-23, N-34), else unknown */
  FACT_PLACE,                    /* plaats: place in the counsellor's order (S8), a number from 0 */
  FACT_COUNT
};

#define FACT_UNKNOWN G_MININT32 /* the same number as DATE_NONE: an unknown date is no date */

enum { FACT_NO = 0, FACT_YES = 1 };
enum { FACT_EDUCATION_MBO, FACT_EDUCATION_PRO, FACT_EDUCATION_VSO };
enum { FACT_PATHWAY_BOL, FACT_PATHWAY_BBL };
enum { FACT_PROFILE_LABOUR_MARKET, FACT_PROFILE_DAY_ACTIVITIES, FACT_PROFILE_FURTHER_EDUCATION };
enum { FACT_FOLLOW_ON_NO, FACT_FOLLOW_ON_YES, FACT_FOLLOW_ON_REGISTERED };
enum { FACT_UNREACHABLE_NO, FACT_UNREACHABLE_PASS_ON, FACT_UNREACHABLE_REPRESENTATIVE };
enum { FACT_PREFERS_SMS, FACT_PREFERS_EMAIL, FACT_PREFERS_CALL };

enum fact_type { FACT_TYPE_CHOICE, FACT_TYPE_YES_NO, FACT_TYPE_DATE, FACT_TYPE_NUMBER };

struct facts {
  gint32 value[FACT_COUNT];
};

struct facts_field {
  const char *name; /* Dutch, as in the cohort file: "aansluitende_inschrijving" */
  enum fact_type type;
  const char *const *choices; /* NULL-terminated, for FACT_TYPE_CHOICE and FACT_TYPE_YES_NO: index = value */
};

extern const struct facts_field facts_fields[FACT_COUNT];

/* All values unknown. */
void facts_clear(struct facts *facts);
/* `name` with `_` or blanks; FACT_COUNT when there is no such field. */
enum fact facts_find(const char *name);
/* Reads a normal-form text ("2026-07-10", "bol", "entree", "onbekend"): FALSE when the field can't hold it. */
gboolean facts_parse(enum fact fact, const char *text, gint32 *value);
/* The same way back, Dutch: "onbekend" for FACT_UNKNOWN. Caller frees. */
char *facts_format(enum fact fact, gint32 value);
/* Fills what follows from other facts: startkwalificatie from niveau and diploma (N-70). */
void facts_derive(struct facts *facts);

#endif
