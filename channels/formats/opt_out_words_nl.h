/* The words of which a stop is made, in Dutch and in the languages that young people here write. Data only; folded. */
#ifndef CHANNELS_FORMATS_OPT_OUT_WORDS_NL_H
#define CHANNELS_FORMATS_OPT_OUT_WORDS_NL_H

enum opt_out_sort {
  OPT_OUT_NOTHING = 1,  /* changes nothing */
  OPT_OUT_STOP = 2,     /* one of these is enough, if all beside it is known */
  OPT_OUT_DOUBTFUL = 4, /* also means leaving a job: needs what is to be stopped */
  OPT_OUT_NO = 8,       /* "geen", "niet": with MORE and SENDING a stop */
  OPT_OUT_MORE = 16,
  OPT_OUT_SENDING = 32,   /* what is to be stopped */
  OPT_OUT_ALL = 64,       /* by every way */
  OPT_OUT_SELF = 128,     /* the writer's own doing: "ik stop" */
  OPT_OUT_WANT = 256,     /* "ik krijg geen mail meer" is no wish */
  OPT_OUT_NONE = 512,     /* denies the thing, not the deed */
  OPT_OUT_CERTAIN = 1024, /* means nothing but this, also among other words */
  OPT_OUT_SENDER = 4096,  /* who sends; but "stop met school" is about school */
  OPT_OUT_COMMAND = 2048  /* sending, as one asks for it: with NO a stop ("no me escribas") */
};
struct opt_out_words_nl_word {
  const char *word;
  int sorts;
};
extern const struct opt_out_words_nl_word opt_out_words_nl_words[]; /* in the order of strcmp */
extern const unsigned opt_out_words_nl_count;

extern const char *const opt_out_words_nl_phrases[]; /* whole messages that mean it, whatever their words mean */
struct opt_out_words_nl_way {
  const char *word, *channel;
};
extern const struct opt_out_words_nl_way opt_out_words_nl_ways[]; /* beginnings of words */
extern const char *const opt_out_words_nl_subjects[];  /* with these a new clause begins where no mark stands */
extern const char *const opt_out_words_nl_polite[];    /* beside a doubtful word they leave no doubt */
extern const char *const opt_out_words_nl_greetings[]; /* beginnings of "Hoi Jan," */
extern const char *const opt_out_words_nl_closings[];  /* words that close a letter */
extern const char *const opt_out_words_nl_asking[];    /* signs that "Stop, ..." is about something else; parts */

extern const char *const opt_out_words_nl_slips[];     /* long words that may have one letter wrong */
extern const char *const opt_out_words_nl_not_slips[]; /* words of their own that are nearly "stop" */

#endif
