/* Which gemeente is a young person's? From gemeentecode, else woonplaats, else postcode, else a question for a person.
 *
 * Tables only, nothing is looked up elsewhere. A gemeente found by postcode alone, by a name that means several
 * places, or through a gemeente that was split up is *presumed*: shown, and released to only after a person confirmed
 * it (S23). */
#ifndef SCHEDULER_COHORTS_PLACES_H
#define SCHEDULER_COHORTS_PLACES_H

#include <glib.h>

#include "scheduler/cohorts/places_tables.h"

enum places_how {
  PLACES_GIVEN,      /* by its code, or the successor of an abolished one */
  PLACES_WOONPLAATS, /* a name that only one gemeente has */
  PLACES_PRESUMED,   /* S23 */
  PLACES_AMBIGUOUS,  /* several gemeenten are possible and nothing decides: ask */
  PLACES_UNKNOWN     /* nothing to go by, or nothing known by that name: ask */
};

enum { PLACES_CODE_SIZE = 7 }; /* "GM0363" and NUL */

/* "GM0363", "gm363", "0363", "363": the number, 0 when it is none of these or no gemeente ever had it. */
int places_code(const char *text);
/* Each argument may be "". Writes "GM0363" into `code`, "" when `how` is AMBIGUOUS or UNKNOWN. A postcode is given in
 * normal form (1234AB or 1234). */
enum places_how places_find(const char *gemeentecode, const char *woonplaats, const char *postcode,
                            char code[PLACES_CODE_SIZE]);

/* Of present gemeenten only; NULL = no such. `code` as "GM0363". */
const struct places_gemeente *places_gemeente(const char *code);
/* Name of a Doorstroompuntregio; NULL = no such. */
const char *places_region_name(int region);

#endif
