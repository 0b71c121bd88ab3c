/* The words by which delivery reports that never heard of RFC 3464 are known: who writes them, where they name who
 * failed, and what they say of it. Data only, from the documented and long-lived wordings of mail servers and providers
 * in the languages that they are set to; who matches, and where, is the business of bounce_wild and bounce_cause.
 *
 * All is in lower case; what is searched has its ASCII letters folded. Every table ends with NULL. */
#ifndef CHANNELS_FORMATS_BOUNCE_WORDS_NL_H
#define CHANNELS_FORMATS_BOUNCE_WORDS_NL_H

extern const char *const bounce_words_nl_daemons[]; /* beginnings of the local part that reports come from */
extern const char *const bounce_words_nl_names[];   /* anywhere in such a sender's name */

extern const char *const bounce_words_nl_subjects[]; /* anywhere in the subject of a report */
extern const char *const bounce_words_nl_digests[];  /* of what filters send for the reader's own use */
extern const char *const bounce_words_nl_bodies[];   /* anywhere in its text */
extern const char *const bounce_words_nl_openings[]; /* in its first lines, and in nothing that a person writes */
extern const char *const bounce_words_nl_ends[];     /* beginnings of lines, behind dashes, of the returned message */

extern const char *const bounce_words_nl_delay_subjects[], *const bounce_words_nl_delay_bodies[];
extern const char *const bounce_words_nl_warnings[];     /* it is on its way still, whatever else the text says */
extern const char *const bounce_words_nl_done[];         /* it arrived */
extern const char *const bounce_words_nl_final_bodies[]; /* it is over, whatever else the text says of trying */

/* What stands directly before an address, and how much that says about its being the one that failed: an address that
 * begins its line counts 4, one to which the returned message was sent 4, and 4 are enough. */
struct bounce_words_nl_before {
  const char *words;
  int weight;
};
extern const struct bounce_words_nl_before bounce_words_nl_before[];
extern const char *const bounce_words_nl_after[];    /* directly behind one that failed */
extern const char *const bounce_words_nl_forwards[]; /* before the address that one was forwarded from */
extern const char *const bounce_words_nl_others[];   /* anywhere before it in its line: somebody to ask for help */

/* A mailbox, or who has it, and what is said of it when nobody lives there any more: near it, before it, directly
 * behind it; but not of one that is `not_theirs` (the word before it), nor when it is `passing`. */
extern const char *const bounce_words_nl_whom[];
extern const char *const bounce_words_nl_gone[], *const bounce_words_nl_none[], *const bounce_words_nl_denied[];
extern const char *const bounce_words_nl_passing[], *const bounce_words_nl_not_theirs[];

/* Mail of some sender, and what is said of it when that sender isn't wanted, near it on either side. */
extern const char *const bounce_words_nl_mail[], *const bounce_words_nl_refused[];
extern const char
    *const bounce_words_nl_no_domain[]; /* the domain's own name server said so: final, whatever the code */

/* What the far side says when nobody lives there, the mailbox is full, it doesn't want us, … */
extern const char *const bounce_words_nl_no_such[],
    *const bounce_words_nl_full[], *const bounce_words_nl_reputation[], *const bounce_words_nl_message[],
                                                                            *const bounce_words_nl_later[];

#endif
