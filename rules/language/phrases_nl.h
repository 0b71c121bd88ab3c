/* Conditions, days and widths back to Dutch: in the words of the language, so that they can be read again. */
#ifndef RULES_LANGUAGE_PHRASES_NL_H
#define RULES_LANGUAGE_PHRASES_NL_H

#include <glib.h>

#include "rules/policy/policy.h"

/* `facts` NULL: reading the text again gives the same code. Else each fact's value is told behind it: "(is: bol)". */
char *phrases_condition(const struct policy *policy, struct policy_span span, const struct facts *facts);
char *phrases_when(const struct policy_when *when);
char *phrases_width(const struct policy_width *width);
/* "sms of email" */
char *phrases_channels(const struct policy_rule *rule);
/* "1 werkdag", "3 werkdagen" */
char *phrases_count(int number, const char *one, const char *many);
/* "1-8-2026" */
char *phrases_date(date_t date);
/* "aansluitende inschrijving": a fact's name as people write it. */
char *phrases_fact(enum fact fact);

#endif
