/* Text to tokens. A token knows its place and whether it opens a line; blanks and `#` comments are gone.
 *
 * The text must be UTF-8 without NUL. A line that begins with `en`, `of`, `dan` or `anders noteer` follows on the line
 * before it is the parser's affair, not this file's. */
#ifndef RULES_LANGUAGE_LEXER_H
#define RULES_LANGUAGE_LEXER_H

#include <glib.h>

#include "rules/calendar/date.h"
#include "rules/language/language_words_nl.h"

enum { LEXER_WORD_MAX = 40, LEXER_STRING_MAX = 500, LEXER_TOKENS_MAX = 20000 };

enum lexer_type {
  LEXER_WORD,   /* letters, digits and inner hyphens: "zes-weken" */
  LEXER_NUMBER, /* value */
  LEXER_DATE,   /* 1-10-2026: value is a date_t */
  LEXER_TIMES,  /* 9:00-20:00: value and until are minutes of the day */
  LEXER_OTHER,  /* begins with a digit and is none of these: "2026.1" */
  LEXER_STRING, /* text without its quotes; a backslash stays, and keeps the quote after it inside */
  LEXER_SIGN,   /* one of , ; : = < > ( ) + - ; "<=" and ">=" have value 1 */
  LEXER_BAD,    /* value is an enum lexer_bad */
  LEXER_END
};

enum lexer_bad { LEXER_BAD_CHARACTER, LEXER_BAD_STRING, LEXER_BAD_LENGTH };

struct lexer_token {
  guint8 type; /* enum lexer_type */
  guint8 opens_line;
  guint8 indented;
  guint8 sign;  /* the character of a LEXER_SIGN */
  guint16 word; /* enum language_word of a LEXER_WORD, or WORD_NONE */
  gint32 value, until;
  guint line, column; /* from 1; columns in characters */
  const char *text;   /* into the source */
  guint length;       /* bytes */
};

/* Ends with LEXER_END; past LEXER_TOKENS_MAX the rest is left out and *cut set. Free with g_array_unref. */
GArray *lexer_read(const char *text, gboolean *cut);
/* The token's own characters. Caller frees. */
char *lexer_text(const struct lexer_token *token);

#endif
