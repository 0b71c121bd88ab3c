/* How the subject of a calendar answer begins, in Dutch and in the languages of the clients that young people have.
 * Data only; case-folded, ends with NULL. */
#ifndef CHANNELS_FORMATS_CALENDAR_WORDS_NL_H
#define CHANNELS_FORMATS_CALENDAR_WORDS_NL_H

extern const char *const calendar_words_nl_subjects[];

#endif
