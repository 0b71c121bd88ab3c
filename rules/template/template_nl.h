/* What is wrong with a template, in Dutch, for the people who write them. */
#ifndef RULES_TEMPLATE_TEMPLATE_NL_H
#define RULES_TEMPLATE_TEMPLATE_NL_H

#include "rules/template/template.h"

/* Line and column count from 1, columns in characters. `partial` names the partial that the place lies in, or NULL. */
struct template_place {
  char *partial;
  int line, column;
};

enum template_nl_text {
  TEMPLATE_NL_NONE,
  TEMPLATE_NL_NOT_UTF8,
  TEMPLATE_NL_TOO_LARGE,
  TEMPLATE_NL_TAG_OPEN,
  TEMPLATE_NL_TAG_EMPTY,
  TEMPLATE_NL_NAME_BAD,
  TEMPLATE_NL_NAME_DOTTED,
  TEMPLATE_NL_NAMES_MANY,
  TEMPLATE_NL_DELIMITERS,
  TEMPLATE_NL_SECTION_OPEN,
  TEMPLATE_NL_SECTION_OTHER,
  TEMPLATE_NL_SECTION_NONE,
  TEMPLATE_NL_SECTION_DEEP,
  TEMPLATE_NL_DOT_OUTSIDE,
  TEMPLATE_NL_PARTIAL_NONE,
  TEMPLATE_NL_PARTIAL_DEEP,
  TEMPLATE_NL_MISSING,
  TEMPLATE_NL_IS_LIST,
  TEMPLATE_NL_UNDECLARED,
  TEMPLATE_NL_UNDECLARED_NEAR,
  TEMPLATE_NL_HEAD_KEY,
  TEMPLATE_NL_HEAD_TWICE,
  TEMPLATE_NL_HEAD_LACKS,
  TEMPLATE_NL_HEAD_LINE,
  TEMPLATE_NL_HEAD_EMPTY,
  TEMPLATE_NL_HEAD_END,
  TEMPLATE_NL_CHANNEL,
  TEMPLATE_NL_SUBJECT_SMS,
  TEMPLATE_NL_TEXTS
};

/* Sets the error; `first` and `second` go into the text where it has room for them, else they may be NULL.
 * `place` may be NULL. */
void template_nl_error(GError **error, enum template_error code, const struct template_place *place,
                       enum template_nl_text text, const char *first, const char *second);

#endif
