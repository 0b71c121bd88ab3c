/* Moments against the calendar: inside the window, in the right year, and with at least one open day in their width,
 * for every leaving date from the policy's first day until the last published school holiday. */
#ifndef RULES_LANGUAGE_CLOSED_H
#define RULES_LANGUAGE_CLOSED_H

#include "rules/language/parser.h"

void closed_check(struct parser *parser, const struct language_world *world);

#endif
