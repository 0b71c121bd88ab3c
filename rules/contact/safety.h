/* Words of danger in what a person wrote: suicide, self-harm, violence, threat; and words of a death.
 *
 * This is the floor below every policy: a school can add patterns of its own (`antwoord spoed bij`), it can take none
 * of these away. Dutch, English and the languages that are common among young newcomers, with the spelling of texting.
 * A false alarm costs a person a minute, a miss may cost a life: so the words are wide, and what can't be judged (a
 * pattern that ran out of steps) counts as danger. Pure: text in, a kind out. Sources of the signs: 113.nl "signalen
 * van suïcidaliteit" and the reporting code for domestic violence (meldcode), put into texting words here. */
#ifndef RULES_CONTACT_SAFETY_H
#define RULES_CONTACT_SAFETY_H

#include <glib.h>

enum safety_kind {
  SAFETY_NONE,
  SAFETY_SELF,   /* wants to die or to hurt themselves */
  SAFETY_OTHERS, /* violence, abuse, threat by others */
  SAFETY_DEATH   /* somebody died: perhaps the young person. No help line is named then, nobody is written to */
};
extern const char *const safety_kind_names[]; /* "none", "self", "others", "death" */

struct safety;
typedef struct safety Safety; /* the name that g_autoptr wants */
struct safety *safety_new(void);
void safety_free(struct safety *safety);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Safety, safety_free)

/* `text` may be any bytes and any length (of more than 128 KiB the beginning and the end are read); capitals, accents,
 * apostrophes, stretched letters ("dooood") and digits for letters ("z3lfmoord") make no difference. Danger goes before
 * death: "mijn vader is overleden en ik wil ook dood". */
enum safety_kind safety_read(const struct safety *safety, const char *text);

/* -- within the room -------------------------------------------------------------------------------------------------
 */
struct safety_sign {
  enum safety_kind kind;
  gboolean weak; /* counts only when nothing else was found: "dood" alone */
  const char *pattern;
};
extern const struct safety_sign safety_signs[]; /* ends with pattern NULL */

#endif
