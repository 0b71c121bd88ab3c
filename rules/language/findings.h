/* The list of findings while a text is read: codes, places, Dutch texts.
 *
 * Every code is here once, with its severity; its text is in findings_nl.c. Codes are ids that others may build on. */
#ifndef RULES_LANGUAGE_FINDINGS_H
#define RULES_LANGUAGE_FINDINGS_H

#include <glib.h>

#include "rules/language/language.h"

enum { FINDINGS_MAX = 200 };

#define FINDINGS(X)                                                                                                    \
  X(NOT_TEXT, ERROR, "not-text")                                                                                       \
  X(TOO_LONG, ERROR, "too-long")                                                                                       \
  X(BAD_CHARACTER, ERROR, "bad-character")                                                                             \
  X(BAD_STRING, ERROR, "bad-string")                                                                                   \
  X(BAD_LENGTH, ERROR, "bad-length")                                                                                   \
  X(UNKNOWN_WORD, ERROR, "unknown-word")                                                                               \
  X(MISPLACED, ERROR, "misplaced-clause")                                                                              \
  X(TWICE, ERROR, "clause-twice")                                                                                      \
  X(EXPECTED, ERROR, "expected")                                                                                       \
  X(LEFT_OVER, ERROR, "left-over")                                                                                     \
  X(BAD_NAME, ERROR, "bad-name")                                                                                       \
  X(BAD_NUMBER, ERROR, "bad-number")                                                                                   \
  X(BAD_DATE, ERROR, "bad-date")                                                                                       \
  X(BAD_TIMES, ERROR, "bad-times")                                                                                     \
  X(UNKNOWN_FACT, ERROR, "unknown-fact")                                                                               \
  X(NOT_A_DATE, ERROR, "not-a-date-fact")                                                                              \
  X(UNKNOWN_VALUE, ERROR, "unknown-value")                                                                             \
  X(NEEDS_VALUE, ERROR, "needs-value")                                                                                 \
  X(NOT_ORDERED, ERROR, "not-ordered")                                                                                 \
  X(TOO_DEEP, ERROR, "too-deep")                                                                                       \
  X(TEMPLATES_DIFFER, ERROR, "templates-differ")                                                                       \
  X(CHANNEL_TWICE, ERROR, "channel-twice")                                                                             \
  X(NO_POLICY, ERROR, "no-policy")                                                                                     \
  X(NO_GUIDANCE, ERROR, "no-guidance")                                                                                 \
  X(NO_VALID_FROM, ERROR, "no-valid-from")                                                                             \
  X(NO_CLAUSE, ERROR, "missing-clause")                                                                                \
  X(SECOND_HEADING, ERROR, "second-heading")                                                                           \
  X(TOO_MANY_RULES, ERROR, "too-many-rules")                                                                           \
  X(TOO_MANY_REPLIES, ERROR, "too-many-replies")                                                                       \
  X(TOO_MANY_EXCEPTIONS, ERROR, "too-many-exceptions")                                                                 \
  X(NAME_TWICE, ERROR, "name-twice")                                                                                   \
  X(NOT_FOR_KIND, ERROR, "not-for-kind")                                                                               \
  X(NO_TEMPLATE, ERROR, "no-template")                                                                                 \
  X(BAD_PATTERN, ERROR, "bad-pattern")                                                                                 \
  X(NEVER_ACTS, ERROR, "never-acts")                                                                                   \
  X(NEVER_EXCEPTED, ERROR, "never-excepted")                                                                           \
  X(OUTSIDE_WINDOW, ERROR, "outside-window")                                                                           \
  X(WRONG_YEAR, ERROR, "wrong-year")                                                                                   \
  X(CLASH, ERROR, "clash")                                                                                             \
  X(CLOSED_MOMENT, ERROR, "closed-moment")                                                                             \
  X(EMPTY_WINDOW, ERROR, "empty-window")                                                                               \
  X(NEVER_OPEN, ERROR, "never-open")                                                                                   \
  X(SHADOWED, WARNING, "shadowed-pattern")                                                                             \
  X(SMS_UNICODE, WARNING, "sms-unicode")                                                                               \
  X(SMS_PARTS, WARNING, "sms-parts")                                                                                   \
  X(MAY_BE_UNKNOWN, WARNING, "may-be-unknown")                                                                         \
  X(NOT_PERSONAL, WARNING, "not-personal")                                                                             \
  X(SOMETIMES_OUTSIDE, WARNING, "sometimes-outside-window")                                                            \
  X(NOT_PUBLISHED, WARNING, "holidays-not-published")                                                                  \
  X(TOO_MANY, ERROR, "too-many-findings")

enum finding {
#define FINDING(id, severity, code) FINDING_##id,
  FINDINGS(FINDING)
#undef FINDING
      FINDING_COUNT
};

/* What a place asks for, for FINDING_EXPECTED. */
enum findings_what {
  FINDINGS_NAME,
  FINDINGS_STRING,
  FINDINGS_NUMBER,
  FINDINGS_DATE,
  FINDINGS_TIMES,
  FINDINGS_FACT,
  FINDINGS_MOMENT,
  FINDINGS_CONDITION,
  FINDINGS_CLOSING,
  FINDINGS_UNIT,
  FINDINGS_WIDTH,
  FINDINGS_CHANNEL,
  FINDINGS_MONTH,
  FINDINGS_DAY,
  FINDINGS_ACTOR,
  FINDINGS_LATE,
  FINDINGS_ACTION,
  FINDINGS_RECEIVER,
  FINDINGS_INTENT,
  FINDINGS_SIGN,
  FINDINGS_VERSION,
  FINDINGS_HEADING,
  FINDINGS_END_OF_LINE,
  FINDINGS_WHATS
};
const char *findings_what(enum findings_what what);
/* "bedoelde u `x`?", or, when nothing is near, what such a word can be. Caller frees. */
enum findings_sort { FINDINGS_SORT_WORD, FINDINGS_SORT_FACT, FINDINGS_SORT_DATE, FINDINGS_SORT_NUMBER };
char *findings_meant(const char *nearest, enum findings_sort sort);
/* "kies uit a, b, c" of a NULL-terminated list. Caller frees. */
char *findings_choose(const char *const *list);

/* What a missing clause could be. */
enum findings_example {
  FINDINGS_EXAMPLE_FOR,
  FINDINGS_EXAMPLE_FROM,
  FINDINGS_EXAMPLE_ON,
  FINDINGS_EXAMPLE_SEND,
  FINDINGS_EXAMPLE_SILENT,
  FINDINGS_EXAMPLE_PROPOSAL,
  FINDINGS_EXAMPLE_DECIDES,
  FINDINGS_EXAMPLES
};
const char *findings_example(enum findings_example example);

const char *findings_region(enum calendar_region region);
const char *findings_error(void);
const char *findings_warning(void);

/* The format for g_strdup_vprintf; every argument is a string. In findings_nl.c. */
const char *findings_text(enum finding finding);

struct findings {
  const char *file;
  char **lines;    /* the source, split; NULL-terminated */
  GPtrArray *list; /* struct language_finding */
};

/* Adds one with the texts that findings_text asks for; the same words at the same place a second time are dropped. */
void findings_add(struct findings *findings, enum finding finding, guint line, guint column, ...);

#endif
