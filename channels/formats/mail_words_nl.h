/* The words by which a program knows quotation, signatures and absence, in Dutch and in the languages of the
 * clients that young people have. Data only: who matches, and where, is the business of reply_text and absence.
 *
 * All is case-folded; every table ends with NULL (or a row of NULLs). They lean to the safe side: a word that an
 * ordinary sentence could begin with isn't here. */
#ifndef CHANNELS_FORMATS_MAIL_WORDS_NL_H
#define CHANNELS_FORMATS_MAIL_WORDS_NL_H

/* "Op … schreef …:": what the line begins with ("" = anything) and the verb in it. */
struct mail_words_nl_attribution {
  const char *opener, *verb;
};
extern const struct mail_words_nl_attribution mail_words_nl_attributions[];

extern const char *const mail_words_nl_from[];       /* labels of a copied header block, "van", "from" */
extern const char *const mail_words_nl_header[];     /* the other labels of it */
extern const char *const mail_words_nl_separators[]; /* lines after which nothing is the writer's own */
extern const char *const mail_words_nl_adverts[];    /* beginnings of "Verstuurd vanaf mijn iPhone" */
extern const char *const mail_words_nl_disclaimers[];
extern const char *const mail_words_nl_closings[]; /* beginnings of "Met vriendelijke groet" */

extern const char *const mail_words_nl_away_subjects[]; /* beginnings of an auto-reply's subject */
extern const char *const mail_words_nl_away_strong[];   /* anywhere in a subject */
extern const char *const mail_words_nl_read_subjects[]; /* read receipts without their report part */
extern const char *const mail_words_nl_away_bodies[];   /* beside a weak subject: only an absence text has these */
extern const char *const mail_words_nl_away_machines[]; /* a text with one of these was written by a program */
extern const char *const mail_words_nl_away_formal[];   /* absence, as people don't say it in a message */
extern const char *const mail_words_nl_away_plain[];    /* as they may */
extern const char *const mail_words_nl_away_services[]; /* what an absence text offers besides */
extern const char *const mail_words_nl_away_personal[]; /* what none has */

struct mail_words_nl_number {
  const char *word;
  int number;
};
extern const struct mail_words_nl_number mail_words_nl_months[];   /* 1-12; whole names before their short forms */
extern const struct mail_words_nl_number mail_words_nl_weekdays[]; /* Monday = 1 */

extern const char *const mail_words_nl_return_before[]; /* before a date on which somebody is back */
extern const char *const mail_words_nl_return_after[];  /* behind it */
extern const char *const mail_words_nl_until[];         /* directly before the end of an absence */
extern const char *const mail_words_nl_date_fillers[];  /* between such a cue and its date */
extern const char *const mail_words_nl_not[];           /* takes the word of return back */
extern const char *const mail_words_nl_tomorrow[];

#endif
