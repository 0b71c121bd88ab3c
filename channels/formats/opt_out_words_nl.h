/* The words of which a stop is made, in Dutch and in the languages that young people here write. Data only; folded. */
#ifndef CHANNELS_FORMATS_OPT_OUT_WORDS_NL_H
#define CHANNELS_FORMATS_OPT_OUT_WORDS_NL_H

extern const char *const opt_out_words_nl_phrases[];  /* whole messages that mean it, whatever their words mean alone */
extern const char *const opt_out_words_nl_triggers[]; /* one of these is enough, if all beside it is known */
extern const char *const opt_out_words_nl_doubtful[]; /* also means leaving a job: needs what is to be stopped */
extern const char *const opt_out_words_nl_no[];       /* "geen", "niet": with `more` and `sending` a stop */
extern const char *const opt_out_words_nl_more[];
extern const char *const opt_out_words_nl_sending[]; /* what is to be stopped */
extern const char *const opt_out_words_nl_all[];     /* by every way */
extern const char *const opt_out_words_nl_self[];    /* the writer's own doing: "ik stop" */
extern const char *const opt_out_words_nl_fillers[]; /* words that change nothing */
extern const char *const opt_out_words_nl_ways[];    /* ways of writing that a stop can name; parts of words */
extern const char *const opt_out_words_nl_greetings[];

#endif
