/* In which language is it written? A guess from the script and from small words, for the work list of a person:
 * "Antwoord in het Pools". Never used to understand anything. Pure. */
#ifndef RULES_CONTACT_TONGUE_H
#define RULES_CONTACT_TONGUE_H

#include <glib.h>

struct tongue {
  const char *code; /* ISO 639-1 */
  const char *name; /* Dutch, as in "in het Pools" */
  /* within the room */
  const char *letters; /* folded away elsewhere, so they tell: "łąę"; "" = none */
  const char *words;   /* small words and what young people answer with, folded, blank on both sides */
};

/* NULL when it is too short or could be several. A script of its own needs two letters; a language in Latin script two
 * of its words, and more than any other language has: a draw goes to Dutch, else to nobody. */
const struct tongue *tongue_guess(const char *text);
/* It is surely not Dutch: another language was guessed and Dutch came nowhere near. */
gboolean tongue_is_foreign(const char *text, const struct tongue **tongue);

/* Is the whole of it a word for "stop" in one of the languages (dur, przestań, стоп, توقف, arrête …)? Dutch and English
 * are read by the mail and SMS formats; these come beside them. */
gboolean tongue_is_stop(const char *text);

/* -- within the room ------------------------------------------------------------------------------------------------
 */
extern const struct tongue tongue_all[];     /* Latin script, Dutch first; ends with code NULL */
extern const struct tongue tongue_scripts[]; /* by script, see tongue.c; ends with code NULL */
extern const char *const tongue_stops[];

#endif
