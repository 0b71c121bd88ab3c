/* Every word of the rule language, and the Dutch names of the program's own words.
 *
 * The list makes the enum and the table; a word that is also a fact's name or value ("email", "sms") is one word here
 * and gets its meaning from the place where it stands. */
#ifndef RULES_LANGUAGE_LANGUAGE_WORDS_NL_H
#define RULES_LANGUAGE_LANGUAGE_WORDS_NL_H

#include <glib.h>

#include "rules/calendar/calendar.h"
#include "rules/policy/policy.h"

#define LANGUAGE_WORDS(X)                                                                                              \
  X(POLICY, "beleid")                                                                                                  \
  X(VERSION, "versie")                                                                                                 \
  X(VALID, "geldig")                                                                                                   \
  X(GUIDANCE, "begeleiding")                                                                                           \
  X(OFFER, "aanbod")                                                                                                   \
  X(MESSAGE, "bericht")                                                                                                \
  X(CALL, "contact")                                                                                                   \
  X(VISIT, "bezoek")                                                                                                   \
  X(QUESTION, "vraag")                                                                                                 \
  X(INVITATION, "uitnodiging")                                                                                         \
  X(LETTER, "brief")                                                                                                   \
  X(DOCUMENT, "document")                                                                                              \
  X(CHECK, "controle")                                                                                                 \
  X(HANDOVER, "overdracht")                                                                                            \
  X(CLOSE, "afsluiting")                                                                                               \
  X(REPLY, "antwoord")                                                                                                 \
  X(WINDOWS, "verzendtijden")                                                                                          \
  X(FOR, "voor")                                                                                                       \
  X(FROM, "van")                                                                                                       \
  X(TO, "tot")                                                                                                         \
  X(WITH, "met")                                                                                                       \
  X(GROUND, "grondslag")                                                                                               \
  X(TITLE, "omschrijving")                                                                                             \
  X(FORMERLY, "heette")                                                                                                \
  X(IF, "als")                                                                                                         \
  X(BY, "door")                                                                                                        \
  X(COUNSELLOR, "begeleider")                                                                                          \
  X(SYSTEM, "systeem")                                                                                                 \
  X(PERSONAL, "persoonlijk")                                                                                           \
  X(ON, "op")                                                                                                          \
  X(WIDTH, "speling")                                                                                                  \
  X(FIRST, "eerst")                                                                                                    \
  X(THEN, "dan")                                                                                                       \
  X(CALLING, "bellen")                                                                                                 \
  X(SEND, "stuur")                                                                                                     \
  X(AT, "bij")                                                                                                         \
  X(NO, "geen")                                                                                                        \
  X(REACTION, "reactie")                                                                                               \
  X(AFTER, "na")                                                                                                       \
  X(AGAIN, "opnieuw")                                                                                                  \
  X(VIA, "via")                                                                                                        \
  X(OTHER, "ander")                                                                                                    \
  X(CHANNEL, "kanaal")                                                                                                 \
  X(HALF_DAY, "dagdeel")                                                                                               \
  X(AT_MOST, "hoogste")                                                                                                \
  X(AT_LEAST, "minste")                                                                                                \
  X(AT_THE, "ten")                                                                                                     \
  X(TIMES, "keer")                                                                                                     \
  X(APART, "uiteen")                                                                                                   \
  X(WAIT, "wacht")                                                                                                     \
  X(TOO, "te")                                                                                                         \
  X(LATE, "laat")                                                                                                      \
  X(STILL, "alsnog")                                                                                                   \
  X(WITHIN, "binnen")                                                                                                  \
  X(ELSE, "anders")                                                                                                    \
  X(SKIP, "overslaan")                                                                                                 \
  X(TOWARDS, "naar")                                                                                                   \
  X(EXCEPTION, "uitzondering")                                                                                         \
  X(PROPOSAL, "voorstel")                                                                                              \
  X(AAN, "aan")                                                                                                        \
  X(DOORSTROOMPUNT, "doorstroompunt")                                                                                  \
  X(GEMEENTE, "gemeente")                                                                                              \
  X(NOTE, "noteer")                                                                                                    \
  X(DECIDES, "beslist")                                                                                                \
  X(GROUND_SHORT, "grond")                                                                                             \
  X(REASON, "reden")                                                                                                   \
  X(MESSAGES, "berichten")                                                                                             \
  X(PER, "per")                                                                                                        \
  X(CLOSED, "dicht")                                                                                                   \
  X(HOLIDAYS, "feestdagen")                                                                                            \
  X(IN, "in")                                                                                                          \
  X(YEAR, "jaar")                                                                                                      \
  X(YEARS, "jaren")                                                                                                    \
  X(MONTH, "maand")                                                                                                    \
  X(MONTHS, "maanden")                                                                                                 \
  X(WEEK, "week")                                                                                                      \
  X(WEEKS, "weken")                                                                                                    \
  X(DAY, "dag")                                                                                                        \
  X(DAYS, "dagen")                                                                                                     \
  X(WORKING_DAY, "werkdag")                                                                                            \
  X(WORKING_DAYS, "werkdagen")                                                                                         \
  X(EACH, "elke")                                                                                                      \
  X(EARLIEST, "eerste")                                                                                                \
  X(SCHOOL_DAY, "schooldag")                                                                                           \
  X(STARTING, "vanaf")                                                                                                 \
  X(AND, "en")                                                                                                         \
  X(OR, "of")                                                                                                          \
  X(NOT, "niet")                                                                                                       \
  X(UNKNOWN, "onbekend")                                                                                               \
  X(KNOWN, "bekend")                                                                                                   \
  X(AGE, "leeftijd")                                                                                                   \
  X(ALWAYS, "altijd")                                                                                                  \
  X(FALLS, "valt")                                                                                                     \
  X(USED, "gebruikt")                                                                                                  \
  X(MADE, "gedaan")                                                                                                    \
  X(CONTACTS, "contacten")                                                                                             \
  X(EACH_OTHER, "elkaar")                                                                                              \
  X(WITHOUT, "zonder")                                                                                                 \
  X(THE, "het")                                                                                                        \
  X(ANNOUNCED, "aangekondigde")                                                                                        \
  X(SMS, "sms")                                                                                                        \
  X(EMAIL, "email")                                                                                                    \
  X(CALENDAR, "agenda")                                                                                                \
  X(ONE, "een")                                                                                                        \
  X(TWO, "twee")                                                                                                       \
  X(THREE, "drie")                                                                                                     \
  X(FOUR, "vier")

enum language_word {
#define LANGUAGE_WORD(id, text) WORD_##id,
  LANGUAGE_WORDS(LANGUAGE_WORD)
#undef LANGUAGE_WORD
      WORD_COUNT,
  WORD_NONE = WORD_COUNT
};

const char *language_words_text(enum language_word word);
/* WORD_NONE for any other; without regard to the case of ASCII letters. */
enum language_word language_words_find(const char *text);
/* Index of `text` in a NULL-terminated list, -1 when it isn't there; without regard to case. */
int language_words_index(const char *const *list, const char *text);

extern const char *const language_words_months[];   /* "januari" … */
extern const char *const language_words_days[];     /* "ma" …, "zo", "feestdagen" */
extern const char *const language_words_holidays[]; /* "zomervakantie" …, by enum calendar_holiday */
extern const char *const language_words_kinds[];    /* heading words by enum policy_kind: "aanbod" … */
extern const char *const language_words_channels[]; /* by enum policy_channel; the first, for none, is "geen" */

/* What a rule without `omschrijving` is called in a work list: "Zoek contact". */
const char *language_words_title(enum policy_kind kind);
/* What a rule without `grondslag` rests on. */
const char *language_words_no_ground(void);
/* The id that stands beside the text of language_reason; NULL past the last. */
const char *language_words_reason_id(int plan_reason);

#endif
