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
extern const char *const mail_words_nl_advert_ends[];
extern const char *const mail_words_nl_disclaimers[];
extern const char *const mail_words_nl_closings[];   /* beginnings of "Met vriendelijke groet" */
extern const char *const mail_words_nl_speaking[];   /* with these somebody goes on below it */
extern const char *const mail_words_nl_name_parts[]; /* small words in names and functions */

extern const char *const mail_words_nl_away_subjects[]; /* beginnings of an auto-reply's subject */
extern const char *const mail_words_nl_away_strong[];   /* anywhere in a subject */
extern const char *const mail_words_nl_read_subjects[]; /* read receipts without their report part */
extern const char *const mail_words_nl_unsubscribes[];  /* what programs write below such a subject */
extern const char *const mail_words_nl_away_bodies[];   /* beside a weak subject: only an absence text has these */
extern const char *const mail_words_nl_away_machines[]; /* a text with one of these was written by a program */
extern const char *const mail_words_nl_away_office[];   /* absence, as nobody says it who answers us */
extern const char *const mail_words_nl_away_formal[];   /* as people seldom say it */
extern const char *const mail_words_nl_away_plain[];    /* as they may */
extern const char *const mail_words_nl_away_services[]; /* what an absence text offers besides */
extern const char *const mail_words_nl_away_thanks[];   /* the same, but people say it too */
extern const char *const mail_words_nl_away_personal[]; /* what none has */

#endif
