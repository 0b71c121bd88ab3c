#include "rules/language/lexer.h"

#include <string.h>

struct lexer {
  const char *at;
  guint line, column;
  gboolean opens_line, indented;
  GArray *tokens;
};

static gunichar here(const struct lexer *lexer) {
  return g_utf8_get_char(lexer->at);
}

static void step(struct lexer *lexer) {
  gboolean newline = *lexer->at == '\n';
  lexer->at = g_utf8_next_char(lexer->at);
  lexer->column++;
  if (!newline) return;
  lexer->line++;
  lexer->column = 1;
  lexer->opens_line = TRUE;
}

static gboolean is_quote(gunichar c) {
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e; /* word processors bend them */
}

static gboolean is_letter(gunichar c) {
  return c == '_' || g_unichar_isalpha(c);
}

/* A hyphen belongs to a word or number only between two of its own characters, so that "a - 4" subtracts. */
static gboolean joins(const struct lexer *lexer, const char *others) {
  gunichar c = here(lexer);
  if (c >= 128 || !strchr(others, (int)c) || c == 0) return FALSE;
  gunichar next = g_utf8_get_char(g_utf8_next_char(lexer->at));
  return is_letter(next) || g_unichar_isdigit(next);
}

static struct lexer_token *open_token(struct lexer *lexer, enum lexer_type type) {
  struct lexer_token token = {.type = (guint8)type,
                              .opens_line = (guint8)lexer->opens_line,
                              .indented = (guint8)(lexer->column > 1),
                              .word = WORD_NONE,
                              .line = lexer->line,
                              .column = lexer->column,
                              .text = lexer->at};
  lexer->opens_line = FALSE;
  g_array_append_val(lexer->tokens, token);
  return &g_array_index(lexer->tokens, struct lexer_token, lexer->tokens->len - 1);
}

static void make_bad(struct lexer_token *token, enum lexer_bad why) {
  token->type = LEXER_BAD;
  token->value = (gint32)why;
}

static void close_token(struct lexer *lexer, struct lexer_token *token, guint most) {
  token->length = (guint)(lexer->at - token->text);
  if (token->length > most) make_bad(token, LEXER_BAD_LENGTH);
}

static void read_word(struct lexer *lexer) {
  struct lexer_token *token = open_token(lexer, LEXER_WORD);
  while (is_letter(here(lexer)) || g_unichar_isdigit(here(lexer)) || joins(lexer, "-")) step(lexer);
  close_token(lexer, token, LEXER_WORD_MAX);
  g_autofree char *text = lexer_text(token);
  token->word = (guint16)language_words_find(text);
}

/* One or two numbers with `between` in the middle; the rest of the text is left in *end. */
static gboolean read_pair(const char **end, char between, gint32 pair[2]) {
  for (guint i = 0; i < 2; i++) {
    char *after;
    if (!g_ascii_isdigit(**end)) return FALSE;
    guint64 number = g_ascii_strtoull(*end, &after, 10);
    if (after - *end > 4) return FALSE;
    pair[i] = (gint32)number;
    *end = after;
    if (i == 0 && *(*end)++ != between) return FALSE;
  }
  return TRUE;
}

static gboolean as_date(const char *text, gint32 *value) {
  gint32 day_month[2], year[2];
  const char *at = text;
  if (!read_pair(&at, '-', day_month) || *at != '-') return FALSE;
  while (at > text && at[-1] != '-') at--; /* the month again: the pair month-year checks what is left */
  if (!read_pair(&at, '-', year) || *at) return FALSE;
  *value = date_from_civil(year[1], day_month[1], day_month[0]);
  return *value != DATE_NONE;
}

static gboolean as_minute(const char **at, gint32 *minute) {
  gint32 pair[2];
  if (!read_pair(at, ':', pair) || pair[1] > 59 || pair[0] * 60 + pair[1] > 24 * 60) return FALSE;
  *minute = pair[0] * 60 + pair[1];
  return TRUE;
}

static gboolean as_times(const char *text, struct lexer_token *token) {
  if (!as_minute(&text, &token->value) || *text++ != '-') return FALSE;
  return as_minute(&text, &token->until) && *text == '\0';
}

static void classify_number(struct lexer_token *token) {
  g_autofree char *text = lexer_text(token);
  gint64 number;
  if (g_ascii_string_to_signed(text, 10, 0, G_MAXINT32, &number, NULL)) {
    token->type = LEXER_NUMBER;
    token->value = (gint32)number;
  } else if (as_date(text, &token->value)) {
    token->type = LEXER_DATE;
  } else if (as_times(text, token)) {
    token->type = LEXER_TIMES;
  }
}

static void read_number(struct lexer *lexer) {
  struct lexer_token *token = open_token(lexer, LEXER_OTHER);
  while (g_unichar_isdigit(here(lexer)) || is_letter(here(lexer)) || joins(lexer, "-.:")) step(lexer);
  close_token(lexer, token, LEXER_WORD_MAX);
  if (token->type == LEXER_OTHER) classify_number(token);
}

static void read_string(struct lexer *lexer) {
  struct lexer_token *token = open_token(lexer, LEXER_STRING);
  step(lexer);
  token->text = lexer->at;
  while (*lexer->at && *lexer->at != '\n' && !is_quote(here(lexer))) {
    if (*lexer->at == '\\' && lexer->at[1] && lexer->at[1] != '\n') step(lexer);
    step(lexer);
  }
  close_token(lexer, token, LEXER_STRING_MAX);
  if (!is_quote(here(lexer)))
    make_bad(token, LEXER_BAD_STRING);
  else
    step(lexer);
}

static void read_sign(struct lexer *lexer) {
  gunichar c = here(lexer);
  struct lexer_token *token = open_token(lexer, LEXER_SIGN);
  step(lexer);
  if (c >= 128 || !strchr(",;:=<>()+-", (int)c)) {
    make_bad(token, LEXER_BAD_CHARACTER);
  } else {
    token->sign = (guint8)c;
    if ((c == '<' || c == '>') && *lexer->at == '=') {
      token->value = 1;
      step(lexer);
    }
  }
  token->length = (guint)(lexer->at - token->text);
}

static void skip_blanks(struct lexer *lexer) {
  for (;;) {
    if (*lexer->at == '#')
      while (*lexer->at && *lexer->at != '\n') step(lexer);
    if (!*lexer->at || !g_unichar_isspace(here(lexer))) return;
    step(lexer);
  }
}

static void read_token(struct lexer *lexer) {
  gunichar c = here(lexer);
  if (is_letter(c))
    read_word(lexer);
  else if (g_ascii_isdigit((char)(c < 128 ? c : 0)))
    read_number(lexer);
  else if (is_quote(c))
    read_string(lexer);
  else
    read_sign(lexer);
}

GArray *lexer_read(const char *text, gboolean *cut) {
  struct lexer lexer = {.at = text, .line = 1, .column = 1, .opens_line = TRUE};
  lexer.tokens = g_array_new(FALSE, TRUE, sizeof(struct lexer_token));
  if (g_str_has_prefix(text, "\xef\xbb\xbf")) lexer.at += 3; /* Windows editors begin with it */
  skip_blanks(&lexer);
  while (*lexer.at && lexer.tokens->len < LEXER_TOKENS_MAX) {
    read_token(&lexer);
    skip_blanks(&lexer);
  }
  *cut = *lexer.at != '\0';
  lexer.opens_line = TRUE;
  open_token(&lexer, LEXER_END);
  return lexer.tokens;
}

char *lexer_text(const struct lexer_token *token) {
  return g_strndup(token->text, token->length);
}
