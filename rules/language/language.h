/* The rule language: Dutch text to policy, findings with places, and back to text and to plain Dutch.
 *
 * language_read gives either a policy or findings of severity error, never both a policy and an error; warnings come
 * with either. All errors of a text are found in one go. What the checker must know of other rooms is handed to it
 * as `struct language_world`. Grammar and examples: rules/language/README.md. */
#ifndef RULES_LANGUAGE_LANGUAGE_H
#define RULES_LANGUAGE_LANGUAGE_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/policy/policy.h"

enum language_severity { LANGUAGE_ERROR, LANGUAGE_WARNING };

struct language_finding {
  enum language_severity severity;
  const char *code; /* stable id: "unknown-word", "closed-moment", … */
  char *file;
  int line, column; /* from 1; columns count characters, not bytes */
  char *message;    /* Dutch, ends with the way out: 'bedoelde u "leerweg"?' */
  char *source;     /* the line itself */
};

/* What the checker asks about the outside; each member may be NULL = not checked. `user` is handed back. */
struct language_world {
  gboolean (*has_template)(void *user, const char *name, enum policy_channel channel);
  /* SMS parts and encoding of a template with longest likely values; 0 = can't tell. *encoding: "GSM-7"/"UCS-2". */
  int (*sms_parts)(void *user, const char *name, const char **encoding, char **culprits);
  const struct calendar *calendars[CALENDAR_REGIONS]; /* for moments that lie wholly in closed time */
  void *user;
};

/* `findings` must exist; owns its elements (free with language_findings_free). NULL when there was an error. */
struct policy *language_read(const char *file, const char *text, gsize length, const struct language_world *world,
                             GPtrArray *findings);
GPtrArray *language_findings_new(void);
gboolean language_has_error(const GPtrArray *findings);
/* "bestand.beleid:12:5: fout: …\n  the line\n      ^\n". Caller frees. */
char *language_finding_format(const struct language_finding *finding);

/* The rules as plain Dutch that a policy officer can read aloud (studentenstatuut, N-14). Caller frees. */
char *language_explain(const struct policy *policy);
/* The same policy as canonical text: reading it again gives the same policy. Caller frees. */
char *language_write(const struct policy *policy);

/* Dutch for one condition with the values of one person: "leerweg = bol (is: bol)". Caller frees. */
char *language_condition(const struct policy *policy, struct policy_span span, const struct facts *facts);
/* Dutch sentences for plan_reason, plan_verdict, policy_kind and so on live in language_words_nl.c. */
const char *language_reason(int plan_reason);
const char *language_kind(enum policy_kind kind);
char *language_when(const struct policy *policy, const struct policy_when *when); /* "6 weken na de uitstroomdatum" */

#endif
