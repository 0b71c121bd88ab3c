/* Can a rule act at all, can it meet an unknown fact, and do two rules always do the same?
 *
 * Conditions are small, so every combination of the values that matter is tried (REACH_TRIES_MAX at most; beyond that
 * the answer is "can't tell" and nothing is said). */
#ifndef RULES_LANGUAGE_REACH_H
#define RULES_LANGUAGE_REACH_H

#include "rules/language/parser.h"

enum { REACH_TRIES_MAX = 20000 };

void reach_check(struct parser *parser);
/* The condition for someone with that date and nothing else known. */
enum tri reach_on_date(const struct parser_draft *draft, struct policy_span span, enum fact fact, date_t date);

#endif
