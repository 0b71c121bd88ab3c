/* The words of dates and of coming back, in Dutch and the languages of the people who answer. Data only; case-folded
 * (which makes ß ss), with ' for every apostrophe and - for every dash. Every table ends with NULL. */
#ifndef CHANNELS_FORMATS_RETURN_DATE_WORDS_NL_H
#define CHANNELS_FORMATS_RETURN_DATE_WORDS_NL_H

struct return_date_words_nl_number {
  const char *word;
  int number;
};
extern const struct return_date_words_nl_number return_date_words_nl_months[];   /* 1-12 */
extern const struct return_date_words_nl_number return_date_words_nl_weekdays[]; /* Monday = 1 */
extern const struct return_date_words_nl_number return_date_words_nl_days[];     /* "morgen": days from now */
extern const struct return_date_words_nl_number return_date_words_nl_parts[]; /* "eind augustus": the day; 31 = last */

/* Directly before a date: the absence ends there. */
struct return_date_words_nl_cue {
  const char *word;
  const char *with; /* a piece of word that the text must have too: "do" is "tot" in Polish, "donderdag" in Dutch */
  int sort;
};
enum { RETURN_DATE_LAST = 1, RETURN_DATE_NOT_IN = 2, RETURN_DATE_WEAK = 3 }; /* t/m, tot; else a range's middle */
extern const struct return_date_words_nl_cue return_date_words_nl_until[];
extern const char *const return_date_words_nl_until_after[]; /* the same, behind it: "tarihine kadar" */

extern const char *const return_date_words_nl_weeks[];   /* before the number of a week */
extern const char *const return_date_words_nl_next[];    /* "volgende week" */
extern const char *const return_date_words_nl_back[];    /* coming back, before the date or behind it */
extern const char *const return_date_words_nl_there[];   /* only behind it: "bereikbaar", "lees ik" */
extern const char *const return_date_words_nl_not[];     /* takes those back */
extern const char *const return_date_words_nl_since[];   /* directly before a date: something begins there */
extern const char *const return_date_words_nl_fillers[]; /* between such a cue and its date */
extern const char *const return_date_words_nl_away[];    /* pieces of words of absence */

#endif
