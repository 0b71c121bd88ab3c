/* The patterns of replies: do they compile, and can each be reached? */
#ifndef RULES_LANGUAGE_PATTERNS_H
#define RULES_LANGUAGE_PATTERNS_H

#include "rules/language/parser.h"

void patterns_check(struct parser *parser);

#endif
