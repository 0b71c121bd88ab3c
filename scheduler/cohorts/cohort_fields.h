/* The columns of a cohort file (one list: headings, kinds, choices), under the names by which facts are stored.
 *
 * Names are those of the rule language and of `values` in the answer. */
#ifndef SCHEDULER_COHORTS_COHORT_FIELDS_H
#define SCHEDULER_COHORTS_COHORT_FIELDS_H

#include <glib.h>

enum cohort_id {
  COHORT_NUMBER, /* leerlingnummer: the key; in the store it stands with the person, not among the facts */
  COHORT_FIRST_NAME,
  COHORT_PREFIX,
  COHORT_SURNAME,
  COHORT_BIRTH_DATE,
  COHORT_LANGUAGE,
  COHORT_COUNSELLOR, /* of the enrolment, no fact */
  COHORT_MOBILE,
  COHORT_EMAIL,
  COHORT_POSTCODE,
  COHORT_HOUSE,
  COHORT_STREET,
  COHORT_PLACE,
  COHORT_GEMEENTE,
  COHORT_PREFERENCE,
  COHORT_NO_SMS,
  COHORT_NO_EMAIL,
  COHORT_WHATSAPP,
  COHORT_SAFE_CONTACT,
  COHORT_SECRET_ADDRESS,
  COHORT_CONTACT,
  COHORT_CONTACT_MOBILE,
  COHORT_CONTACT_EMAIL,
  COHORT_CONTACT_AGREED,
  COHORT_CONTACT_AGREED_ON,
  COHORT_EDUCATION,
  COHORT_PROGRAMME,
  COHORT_CREBO,
  COHORT_LEVEL,
  COHORT_PATHWAY,
  COHORT_EXIT_PROFILE,
  COHORT_DIPLOMA,
  COHORT_GRADUATION,
  COHORT_LEAVING,
  COHORT_EXPECTED_GRADUATION,
  COHORT_EXPECTED_LEAVING,
  COHORT_BASIC_QUALIFICATION,
  COHORT_SCHOOL_DIPLOMA,
  COHORT_FOLLOW_ON,
  COHORT_FOLLOW_ON_CONFIRMED,
  COHORT_DESTINATION,
  COHORT_COMPETENT,
  COHORT_REPRESENTATIVE,
  COHORT_CAPACITY,
  COHORT_REPRESENTATIVE_MOBILE,
  COHORT_REPRESENTATIVE_EMAIL,
  COHORT_IF_UNREACHABLE,
  COHORT_OFFER_ON,
  COHORT_OFFER_BY,
  COHORT_OFFER_PERSONAL,
  COHORT_OFFER_USED,
  COHORT_CONTACT_ON,
  COHORT_CONTACT_OUTCOME,
  COHORT_COLUMNS,                   /* what follows is no column: the import finds it out itself */
  COHORT_LANDLINE = COHORT_COLUMNS, /* telefoon: what stood under mobiel and can get no SMS */
  COHORT_SCHOOL_EMAIL,              /* email_school: an own address of the school: none from the leaving date */
  COHORT_GEMEENTE_SOURCE,           /* gemeente_bron: bevestigd, vermoed (S23) */
  COHORT_FIELDS
};

enum cohort_kind {
  COHORT_KIND_TEXT,
  COHORT_KIND_KEY,
  COHORT_KIND_NAME,
  COHORT_KIND_SURNAME,
  COHORT_KIND_DATE,
  COHORT_KIND_EMAIL,
  COHORT_KIND_PHONE,
  COHORT_KIND_CHOICE,
  COHORT_KIND_LEVEL,
  COHORT_KIND_CREBO,
  COHORT_KIND_POSTCODE,
  COHORT_KIND_GEMEENTE
};

/* A word that a cell may have and the normal form it stands for; ends with a NULL word. */
struct cohort_choice {
  const char *word, *normal;
};

struct cohort_field {
  const char *name, *synonym; /* synonym may be NULL */
  enum cohort_kind kind;
  gboolean required;
  const struct cohort_choice *choices; /* of COHORT_KIND_CHOICE and _LEVEL */
};
extern const struct cohort_field cohort_fields[COHORT_FIELDS];

/* Small letters without accents, blanks, `_` and `-`: two headings are the same when this is. Caller frees. */
char *cohort_fields_fold(const char *heading);
/* By name or synonym, folded or not; COHORT_FIELDS when there is no such column. */
enum cohort_id cohort_fields_find(const char *heading);
/* bsn, burgerservicenummer, sofinummer, pgn and the same with "nummer": never read. */
gboolean cohort_fields_forbidden(const char *heading);
/* "mbo, pro, vso" for a message. Caller frees. */
char *cohort_fields_choices(const struct cohort_field *field);

#endif
