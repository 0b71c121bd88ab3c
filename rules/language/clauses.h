/* The lines of a policy: which word opens which line, and below which heading it belongs. */
#ifndef RULES_LANGUAGE_CLAUSES_H
#define RULES_LANGUAGE_CLAUSES_H

#include <glib.h>

#include "rules/language/parser.h"

enum clauses_section {
  CLAUSES_TOP = 0,
  CLAUSES_HEAD = 1,
  CLAUSES_GUIDANCE = 2,
  CLAUSES_RULE = 4,
  CLAUSES_WINDOWS = 8,
  CLAUSES_LOST = 16 /* below a heading that was not understood: nothing is said of its lines */
};
enum clauses_result { CLAUSES_DONE, CLAUSES_FAILED, CLAUSES_UNKNOWN };

/* Reads one line; a heading changes *section. CLAUSES_UNKNOWN: no line begins with this token. */
enum clauses_result clauses_read(struct parser *parser, guint *section);
/* May a line below such a heading begin with that word? For suggestions. */
gboolean clauses_opens(guint word, guint section);

/* The lines below `verzendtijden`, in windows.c. */
gboolean windows_is_day(const struct parser *parser);
gboolean windows_read(struct parser *parser);
/* The default: Monday to Friday 9 to 20, Saturday 10 to 17, closed on Sundays and public holidays. */
void windows_default(struct policy *policy);

/* The productions of rule_clauses.c, each below a rule. */
gboolean rule_clauses_by(struct parser *parser);
gboolean rule_clauses_on(struct parser *parser);
gboolean rule_clauses_width(struct parser *parser);
gboolean rule_clauses_first(struct parser *parser);
gboolean rule_clauses_send(struct parser *parser);
gboolean rule_clauses_no_reaction(struct parser *parser);
gboolean rule_clauses_wait(struct parser *parser);
gboolean rule_clauses_late(struct parser *parser);
gboolean rule_clauses_exception(struct parser *parser);
gboolean rule_clauses_proposal(struct parser *parser);
gboolean rule_clauses_note(struct parser *parser);
gboolean rule_clauses_decides(struct parser *parser);

#endif
