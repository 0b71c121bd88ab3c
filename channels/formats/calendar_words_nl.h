/* How calendar programs speak in the mail around an answer, in Dutch and in the languages of the clients that young
 * people have. Data only; case-folded, ends with NULL. Of the last two only letters are
 * left, with a blank before and behind each word. */
#ifndef CHANNELS_FORMATS_CALENDAR_WORDS_NL_H
#define CHANNELS_FORMATS_CALENDAR_WORDS_NL_H

extern const char *const calendar_words_nl_subjects[];     /* a subject begins with it */
extern const char *const calendar_words_nl_answers[];      /* somewhere in "Noor has accepted your invitation" */
extern const char *const calendar_words_nl_sentences[];    /* whole lines that programs write in a person's name */
extern const char *const calendar_words_nl_first_person[]; /* who writes of himself */

#endif
