/* Telephone numbers as people write them, to E.164 (ITU-T E.164: at most 15 digits).
 *
 * Mends what is certain: the lost leading zero of a mobile number (612345678), 0031, +31(0)6, blanks, dots, hyphens,
 * slashes, brackets, "tel." in front, digits of other scripts. Refuses what is not: too short, too long, letters, words
 * beside it, two numbers in one cell, a Dutch number that can't exist, a foreign one without its country code. */
#ifndef CHANNELS_FORMATS_PHONE_H
#define CHANNELS_FORMATS_PHONE_H

#include <glib.h>

enum phone_kind {
  PHONE_MOBILE,
  PHONE_LANDLINE,
  PHONE_FOREIGN,
  PHONE_OTHER,  /* 082, 084, 085, 087, 088: has no area, somebody may pick up */
  PHONE_SERVICE /* 0800, 0900, 14…, pagers 066, 067, machines 097: nobody's own telephone */
};

enum phone_problem {
  PHONE_OK,
  PHONE_EMPTY,
  PHONE_LETTERS, /* no number in it */
  PHONE_WORDS,   /* a number, and letters beside it or in it */
  PHONE_TOO_SHORT,
  PHONE_TOO_LONG,
  PHONE_NO_SUCH,
  PHONE_NO_PREFIX, /* no 0, no country code: could be anybody's abroad */
  PHONE_ROUNDED,   /* 6,12346E+08: a spreadsheet lost digits */
  PHONE_TWO_NUMBERS
};

#define PHONE_SIZE 17 /* "+" and 15 digits and NUL */

/* PHONE_OK fills `out` and `kind`; anything else leaves them alone. Allocates nothing. */
enum phone_problem phone_normalise(const char *text, char out[PHONE_SIZE], enum phone_kind *kind);

#endif
