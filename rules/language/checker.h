/* What can't be seen line by line: missing parts, names, templates, patterns, rules that never act or always clash.
 *
 * checker_run reports into parser->findings and changes nothing. The parts that need more room stand alone: reach.c
 * (can a condition be true, or unknown), closed.c (moments against the calendar), patterns.c (replies). */
#ifndef RULES_LANGUAGE_CHECKER_H
#define RULES_LANGUAGE_CHECKER_H

#include "rules/language/parser.h"

void checker_run(struct parser *parser, const struct language_world *world);

#endif
