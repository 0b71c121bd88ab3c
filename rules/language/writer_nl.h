/* A policy as canonical text: every clause said, also where the language would have filled it in. */
#ifndef RULES_LANGUAGE_WRITER_NL_H
#define RULES_LANGUAGE_WRITER_NL_H

#include "rules/policy/policy.h"

/* Reading the text again gives the same policy, but for `hash` and the lines. Caller frees. */
char *writer_policy(const struct policy *policy);

#endif
