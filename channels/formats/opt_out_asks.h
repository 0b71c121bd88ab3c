/* A clause that asks us to stop, among words that nobody foresaw: "doe normaal en mail me niet meer", "haal me nou
 * eens van die stomme lijst". Rules in opt_out_asks_nl.c: some words must all be there, others none. A person reads
 * every such message as well, for it says more than a stop (opt_out_says_more). */
#ifndef CHANNELS_FORMATS_OPT_OUT_ASKS_H
#define CHANNELS_FORMATS_OPT_OUT_ASKS_H

#include <glib.h>

/* Could any clause of it ask that? Most texts can't, and this is the cheap question. `folded`: by letters_folded. */
gboolean opt_out_asks_maybe(const char *folded);
/* `clause`: folded, without marks at its ends; `question`: a question mark follows it. */
gboolean opt_out_asks_clause(const char *clause, gboolean question);

/* -- within the room ------------------------------------------------------------------------------------------------
 */
enum { OPT_OUT_ASKS_NEEDS = 4 };
/* A word, or with a * at its end the beginning of words; blank between them and at both ends. */
struct opt_out_asks_rule {
  const char *needs[OPT_OUT_ASKS_NEEDS]; /* one word of each; NULL = no more */
  const char *never;                     /* none of these */
  gboolean also_asked;                   /* a question means it, too: "wil je me niet meer mailen?" */
};
extern const struct opt_out_asks_rule opt_out_asks_nl_rules[]; /* the last needs nothing */
/* Parts of words; without one of each no rule fits. */
extern const char *const opt_out_asks_nl_things[], *const opt_out_asks_nl_signs[];

#endif
