/* A policy as plain Dutch (B1), for the student charter and for reading aloud. */
#ifndef RULES_LANGUAGE_EXPLAIN_NL_H
#define RULES_LANGUAGE_EXPLAIN_NL_H

#include "rules/policy/policy.h"

char *explain_policy(const struct policy *policy);
/* "6 weken na de uitstroomdatum". Caller frees. */
char *explain_when(const struct policy_when *when);

#endif
