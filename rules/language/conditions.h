/* Conditions to postfix code; rules/language/README.md has the grammar. */
#ifndef RULES_LANGUAGE_CONDITIONS_H
#define RULES_LANGUAGE_CONDITIONS_H

#include "rules/language/parser.h"

enum { CONDITIONS_DEPTH_MAX = 12, CONDITIONS_CODE_MAX = 200 };

/* Appends the code to the draft; FALSE and a finding when it can't be read. */
gboolean conditions_read(struct parser *parser, struct policy_span *span);
/* The longest run of words here that names a fact; its number of tokens in *tokens, 0 when there is none. */
enum fact conditions_fact(const struct parser *parser, guint *tokens);
/* Reports the word here as a fact that isn't known, with the nearest; always FALSE. */
gboolean conditions_unknown_fact(struct parser *parser);

#endif
