/* What a person typed beside a calendar answer.
 *
 * The text around such an answer is mostly a program's: "Noor has accepted this invitation", the title, the hour, and
 * often our own invitation once more, with all it says ("Antwoord met STOP"). None of that is the person's. A person
 * types above it, and of himself: a program names him, the meeting, or an address on the web. */
#ifndef CHANNELS_FORMATS_ANSWER_WORDS_H
#define CHANNELS_FORMATS_ANSWER_WORDS_H

#include <glib.h>

struct answer_words_known { /* NULL or "" = not known */
  const char *name, *other_name, *address, *summary;
};

/* What stands above the first line that a program wrote; "" when nothing does. Caller frees. */
char *answer_words_own(const char *text, const struct answer_words_known *known);
/* Without the lines that are `ours`, as we sent it, however it was wrapped since. Caller frees. */
char *answer_words_without(const char *text, const char *ours);

#endif
