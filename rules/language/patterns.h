#ifndef RULES_LANGUAGE_PATTERNS_H
#define RULES_LANGUAGE_PATTERNS_H

#include "rules/language/parser.h"

/* The patterns of replies: do they compile, and can each be reached? */
void patterns_check(struct parser *parser);

#endif
