/* What the import says to a school's administration: Dutch at B1, each with what was read and the way out. */
#ifndef SCHEDULER_COHORTS_COHORTS_WORDS_NL_H
#define SCHEDULER_COHORTS_COHORTS_WORDS_NL_H

#include "scheduler/cohorts/cohort_fields.h"

/* Faults of the file as a whole: formats for printf, arguments as said. */
enum cohorts_words_file {
  COHORTS_WORDS_READ, /* %s reason */
  COHORTS_WORDS_NUL,  /* %u line, like all below that say nothing else */
  COHORTS_WORDS_MIXED,
  COHORTS_WORDS_WORKBOOK, /* the line is not used */
  COHORTS_WORDS_SHEET,    /* %s sheet asked for, %s sheets there are */
  COHORTS_WORDS_DAMAGED,  /* %s part, %s what is wrong */
  COHORTS_WORDS_UNPACKED,
  COHORTS_WORDS_QUOTE,
  COHORTS_WORDS_ROW,
  COHORTS_WORDS_COLUMNS, /* %u line, %d limit */
  COHORTS_WORDS_CELL,    /* %u line, %d limit */
  COHORTS_WORDS_EMPTY,   /* none */
  COHORTS_WORDS_MISSING, /* %s column, %s headings found */
  COHORTS_WORDS_REACH,   /* %s headings found */
  COHORTS_WORDS_TWICE,   /* %s column, %s heading, %s heading */
  COHORTS_WORDS_BSN,     /* %s column */
  COHORTS_WORDS_ABSENT,  /* %s heading of the mapping, %s headings found */
  COHORTS_WORDS_CONSTANT /* %s column, %s message */
};
const char *cohorts_words_nl_file(enum cohorts_words_file word);

/* Faults of a cell, and warnings: `code` of the answer is the English name, which stays as it is. */
enum cohorts_code {
  COHORTS_OK,
  COHORTS_EMPTY,
  COHORTS_TOO_LONG,
  COHORTS_UNREADABLE,
  COHORTS_BAD_QUOTE,
  COHORTS_TOO_MANY_CELLS,
  COHORTS_NOT_A_DATE,
  COHORTS_NO_SUCH_DAY,
  COHORTS_SHORT_YEAR,
  COHORTS_NOT_A_CHOICE,
  COHORTS_NOT_A_NUMBER,
  COHORTS_NOT_A_CREBO,
  COHORTS_NOT_A_POSTCODE,
  COHORTS_NOT_A_GEMEENTE,
  COHORTS_NOT_A_KEY,
  COHORTS_NOT_A_NAME,
  COHORTS_NO_PREFIX,
  COHORTS_PHONE_LETTERS,
  COHORTS_PHONE_TOO_SHORT,
  COHORTS_PHONE_TOO_LONG,
  COHORTS_PHONE_NO_SUCH,
  COHORTS_PHONE_TWO,
  COHORTS_PHONE_WORDS,
  COHORTS_PHONE_NO_PREFIX,
  COHORTS_PHONE_ROUNDED,
  COHORTS_PHONE_SERVICE,
  COHORTS_EMAIL_NO_AT,
  COHORTS_EMAIL_TWO,
  COHORTS_EMAIL_WRONG,
  COHORTS_NO_ADDRESS,
  COHORTS_NO_GRADUATION_DATE,
  COHORTS_NO_LEAVING_DATE,
  COHORTS_BEFORE_BIRTH,
  COHORTS_AGE,
  COHORTS_FUTURE,
  COHORTS_DUPLICATE,
  COHORTS_DOUBT,
  COHORTS_OTHER_ORGANISATION,
  /* warnings */
  COHORTS_LANDLINE,
  COHORTS_SCHOOL_ADDRESS,
  COHORTS_NO_LEVEL,
  COHORTS_IGNORED_OFFER,
  COHORTS_BSN_DROPPED,
  COHORTS_COLUMN_DROPPED,
  COHORTS_CODES
};
const char *cohorts_words_nl_code(enum cohorts_code code);
/* `read` is what stood in the cell ("" = nothing), `more` what the message needs besides: the choices, another line.
 * Caller frees. */
char *cohorts_words_nl_message(enum cohorts_code code, const char *column, const char *read, const char *more);

/* Words for contact_uitkomst and the outcomes (S27) that they mean; ends with a NULL word. */
extern const struct cohort_choice cohorts_words_nl_outcomes[];

/* For the list of who can't be reached after leaving. Caller frees. */
char *cohorts_words_nl_unreachable(guint line, const char *number);

#endif
