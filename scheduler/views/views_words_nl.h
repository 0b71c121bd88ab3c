/* Dutch that the views say (B1). */
#ifndef SCHEDULER_VIEWS_VIEWS_WORDS_NL_H
#define SCHEDULER_VIEWS_VIEWS_WORDS_NL_H

#include <jansson.h>

#include "rules/plan/plan.h"
#include "rules/policy/progress.h"

const char *views_words_if(enum plan_if hangs_on); /* "bij geen reactie"; "" for what is certain */
const char *views_words_event(int kind);           /* enum progress_event_kind: "Cohort gestart" */
const char *views_words_outcome(int outcome);      /* enum progress_outcome: "gesproken" */
const char *
views_words_channel(const char *channel); /* "sms" → "sms", "email" → "e-mail", "calendar" → "uitnodiging" */
const char *views_words_state(const char *state);      /* of a message: "sent" → "verstuurd" */
const char *views_words_task_state(const char *state); /* "open", "gedaan", "vervallen" */
const char *views_words_plan_state(int state);         /* enum plan_state: "loopt" */
/* What came in: its kind and what is kept about it; "Antwoord", "Gemiste oproep", "Zei nee op de uitnodiging". Caller
 * frees. */
char *views_words_arrived(const char *kind, const json_t *answer);
const char *views_words_partstat(const char *partstat); /* of RFC 5545: "ACCEPTED" → "zei ja" */
/* What is known of an address (enum health_state), on which day ("" = none) and with whom it is shared. Caller frees.
 */
char *views_words_health(int state, gboolean tried, gboolean contact, gboolean others, const char *day);
/* Why something was or wasn't done, from the name or sentence that the store keeps; NULL when no table has it. */
const char *views_words_reason(const char *stored);
char *views_words_step(const char *title, int attempt); /* "Bel na zes weken (poging 2)"; caller frees */
char *views_words_because(const char *reason, const char *when,
                          const char *condition); /* caller frees; parts may be "" */

#endif
