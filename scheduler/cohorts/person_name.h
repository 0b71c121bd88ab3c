/* Dutch names in cells: blanks and letters put right, and a tussenvoegsel found where the surname's cell has it.
 *
 * Capitals stay as written: "Van den Berg" is another name in Flanders. One-letter parts, apostrophes and hyphens are
 * names too; what no name has (control characters, digits' company aside) is refused by the caller's cell check. */
#ifndef SCHEDULER_COHORTS_PERSON_NAME_H
#define SCHEDULER_COHORTS_PERSON_NAME_H

#include <glib.h>

enum { PERSON_NAME_SIZE = 256 };

/* Unicode NFC, blanks of every kind collapsed to one, none at the ends. FALSE when it does not fit or has a control
 * character, U+FFFD or anything else that can't be in a name's text. Allocates nothing for ASCII. */
gboolean person_name_clean(const char *text, char out[PERSON_NAME_SIZE]);

/* Splits a surname whose cell may hold the tussenvoegsel as well: "van den Berg" and "Berg, van den" give "van den" and
 * "Berg". With `prefix` already known from its own cell, a repetition of it is taken off the surname. *prefix stays ""
 * when there is none. FALSE: there is a comma and what follows is no tussenvoegsel. All three may be the same size. */
gboolean person_name_split(const char *surname, char prefix[PERSON_NAME_SIZE], char rest[PERSON_NAME_SIZE]);

/* A name to sign with, as far as an address tells: "m.van.den.berg@…" is "M. van den Berg". Caller frees. */
char *person_name_of_address(const char *address);

#endif
