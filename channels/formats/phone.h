/* Telephone numbers as people write them, to E.164 (ITU-T E.164: at most 15 digits) and back to how the Dutch read
 * them.
 *
 * Mends what is certain: a lost leading zero (612345678), 0031, +31(0)6, blanks, dots, hyphens, slashes, brackets.
 * Refuses what is not: too short, too long, letters, two numbers in one cell, a Dutch number that can't exist. */
#ifndef CHANNELS_FORMATS_PHONE_H
#define CHANNELS_FORMATS_PHONE_H

#include <glib.h>

enum phone_kind { PHONE_MOBILE, PHONE_LANDLINE, PHONE_FOREIGN, PHONE_OTHER /* 0800, 088, 085, 14…, M2M 097 */ };

enum phone_problem {
  PHONE_OK,
  PHONE_EMPTY,
  PHONE_LETTERS,
  PHONE_TOO_SHORT,
  PHONE_TOO_LONG,
  PHONE_NO_SUCH,
  PHONE_TWO_NUMBERS
};

#define PHONE_SIZE 17 /* "+" and 15 digits and NUL */

/* PHONE_OK fills `out` and `kind`; anything else leaves them alone. Allocates nothing. */
enum phone_problem phone_normalise(const char *text, char out[PHONE_SIZE], enum phone_kind *kind);

#endif
