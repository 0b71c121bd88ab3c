#include "rules/language/parser.h"

#include <string.h>

#include "rules/language/clauses.h"
#include "rules/language/suggest.h"

const struct lexer_token *parser_here(const struct parser *parser) {
  return &g_array_index(parser->tokens, struct lexer_token, parser->at);
}

struct parser_place parser_place(const struct parser *parser) {
  const struct lexer_token *token = parser_here(parser);
  return (struct parser_place){token->line, token->column};
}

/* A line that begins so follows on the one before it; one that ends with a comma goes on in the next. */
static gboolean follows_on(const struct lexer_token *token) {
  return token->word == WORD_AND || token->word == WORD_OR || token->word == WORD_THEN || token->sign == ')';
}

static gboolean goes_on(const struct parser *parser) {
  if (parser->at == 0) return FALSE;
  char sign = (char)g_array_index(parser->tokens, struct lexer_token, parser->at - 1).sign;
  return sign == ',' || sign == ';' || sign == '(';
}

gboolean parser_line_ends(const struct parser *parser) {
  const struct lexer_token *token = parser_here(parser);
  if (token->type == LEXER_END) return TRUE;
  return token->opens_line && !follows_on(token) && !goes_on(parser);
}

gboolean parser_take(struct parser *parser, enum language_word word) {
  if (parser_line_ends(parser) || parser_here(parser)->word != word) return FALSE;
  parser->at++;
  return TRUE;
}

gboolean parser_take_either(struct parser *parser, enum language_word one, enum language_word other) {
  return parser_take(parser, one) || parser_take(parser, other);
}

gboolean parser_take_sign(struct parser *parser, char sign) {
  const struct lexer_token *token = parser_here(parser);
  if (parser_line_ends(parser) || token->sign != (guint8)sign || token->value) return FALSE;
  parser->at++;
  return TRUE;
}

char *parser_shown(const struct parser *parser) {
  if (parser_line_ends(parser)) return g_strdup(findings_what(FINDINGS_END_OF_LINE));
  return lexer_text(parser_here(parser));
}

/* At the end of a line the caret stands behind its last character, not on the first of the next. */
static struct parser_place place_of_error(const struct parser *parser) {
  if (!parser_line_ends(parser) || parser->at == 0) return parser_place(parser);
  const struct lexer_token *last = &g_array_index(parser->tokens, struct lexer_token, parser->at - 1);
  guint width = (guint)g_utf8_strlen(last->text, (gssize)last->length) + (last->type == LEXER_STRING ? 2 : 0);
  return (struct parser_place){last->line, last->column + width};
}

static gboolean report_bad(struct parser *parser) {
  static const enum finding kinds[] = {[LEXER_BAD_CHARACTER] = FINDING_BAD_CHARACTER,
                                       [LEXER_BAD_STRING] = FINDING_BAD_STRING,
                                       [LEXER_BAD_LENGTH] = FINDING_BAD_LENGTH};
  const struct lexer_token *token = parser_here(parser);
  if (token->type != LEXER_BAD) return FALSE;
  g_autofree char *shown = lexer_text(token);
  findings_add(parser->findings, kinds[token->value], token->line, token->column, shown);
  return TRUE;
}

gboolean parser_expected(struct parser *parser, enum findings_what what) {
  if (report_bad(parser)) return FALSE;
  struct parser_place place = place_of_error(parser);
  g_autofree char *shown = parser_shown(parser);
  findings_add(parser->findings, FINDING_EXPECTED, place.line, place.column, shown, findings_what(what));
  return FALSE;
}

gboolean parser_expected_word(struct parser *parser, enum language_word word) {
  if (report_bad(parser)) return FALSE;
  struct parser_place place = place_of_error(parser);
  g_autofree char *shown = parser_shown(parser);
  g_autofree char *wanted = g_strdup_printf("`%s`", language_words_text(word));
  findings_add(parser->findings, FINDING_EXPECTED, place.line, place.column, shown, wanted);
  return FALSE;
}

gboolean parser_need(struct parser *parser, enum language_word word) {
  return parser_take(parser, word) || parser_expected_word(parser, word);
}

static gint32 number_word(enum language_word word) {
  return word >= WORD_ONE && word <= WORD_FOUR ? (gint32)(word - WORD_ONE) + 1 : -1;
}

gboolean parser_need_number(struct parser *parser, gint32 lowest, gint32 highest, gint32 *number) {
  const struct lexer_token *token = parser_here(parser);
  gint32 spelled = number_word(token->word);
  if (parser_line_ends(parser) || (token->type != LEXER_NUMBER && spelled < 0))
    return parser_expected(parser, FINDINGS_NUMBER);
  *number = spelled < 0 ? token->value : spelled;
  if (*number < lowest || *number > highest) {
    g_autofree char *shown = lexer_text(token), *low = g_strdup_printf("%d", lowest),
                    *high = g_strdup_printf("%d", highest);
    findings_add(parser->findings, FINDING_BAD_NUMBER, token->line, token->column, shown, low, high);
    return FALSE;
  }
  parser->at++;
  return TRUE;
}

const char *parser_need_string(struct parser *parser) {
  const struct lexer_token *token = parser_here(parser);
  if (parser_line_ends(parser) || token->type != LEXER_STRING) {
    parser_expected(parser, FINDINGS_STRING);
    return NULL;
  }
  parser->at++;
  return g_string_chunk_insert_len(parser->draft->policy->strings, token->text, (gssize)token->length);
}

struct parser_draft *parser_draft_new(void) {
  struct parser_draft *draft = g_new0(struct parser_draft, 1);
  draft->policy = policy_new();
  draft->rules = g_array_new(FALSE, TRUE, sizeof(struct policy_rule));
  draft->marks = g_array_new(FALSE, TRUE, sizeof(struct parser_marks));
  draft->replies = g_array_new(FALSE, TRUE, sizeof(struct policy_reply));
  draft->reply_places = g_array_new(FALSE, TRUE, sizeof(struct parser_place));
  draft->code = g_array_new(FALSE, TRUE, sizeof(struct policy_code));
  windows_default(draft->policy);
  return draft;
}

struct policy *parser_draft_finish(struct parser_draft *draft, gboolean wanted) {
  struct policy *policy = draft->policy;
  policy->n_rules = draft->rules->len;
  policy->n_replies = draft->replies->len;
  policy->n_code = draft->code->len;
  policy->rules = (struct policy_rule *)(void *)g_array_free(draft->rules, FALSE);
  policy->replies = (struct policy_reply *)(void *)g_array_free(draft->replies, FALSE);
  policy->code = (struct policy_code *)(void *)g_array_free(draft->code, FALSE);
  g_array_unref(draft->marks);
  g_array_unref(draft->reply_places);
  g_free(draft);
  if (wanted) return policy;
  policy_free(policy);
  return NULL;
}

static void suggest_word(struct parser *parser, guint section) {
  const struct lexer_token *token = parser_here(parser);
  g_autofree char *shown = lexer_text(token);
  struct suggest suggest = {.word = shown};
  for (guint word = 0; word < WORD_COUNT; word++)
    if (clauses_opens(word, section)) suggest_try(&suggest, language_words_text(word));
  g_autofree char *meant = findings_meant(suggest.best, FINDINGS_SORT_WORD);
  findings_add(parser->findings, FINDING_UNKNOWN_WORD, token->line, token->column, shown, meant);
}

static void skip_line(struct parser *parser) {
  while (parser_here(parser)->type != LEXER_END) {
    parser->at++;
    const struct lexer_token *token = parser_here(parser);
    if (token->opens_line && !follows_on(token)) return;
  }
}

/* What stands on the line after a clause that was read well. */
static void end_line(struct parser *parser) {
  if (parser_line_ends(parser)) return;
  if (!report_bad(parser)) {
    const struct lexer_token *token = parser_here(parser);
    g_autofree char *shown = parser_shown(parser);
    findings_add(parser->findings, FINDING_LEFT_OVER, token->line, token->column, shown);
  }
  skip_line(parser);
}

static void unexpected(struct parser *parser, enum findings_what what) {
  const struct lexer_token *token = parser_here(parser);
  g_autofree char *shown = lexer_text(token);
  findings_add(parser->findings, FINDING_EXPECTED, token->line, token->column, shown, findings_what(what));
}

/* A word at the edge of the page was meant for a heading; what stands below it can't be judged. */
static void unknown_line(struct parser *parser, guint *section) {
  const struct lexer_token *token = parser_here(parser);
  if (*section == CLAUSES_WINDOWS && token->indented) {
    unexpected(parser, FINDINGS_DAY);
    return;
  }
  if (!token->indented) *section = CLAUSES_LOST;
  if (token->type == LEXER_WORD)
    suggest_word(parser, *section);
  else
    unexpected(parser, FINDINGS_HEADING);
}

static void mark_broken(struct parser *parser, guint section) {
  if (section == CLAUSES_RULE)
    parser->marks->broken = TRUE;
  else
    parser->draft->broken = TRUE;
}

static void read_line(struct parser *parser, guint *section) {
  guint start = parser->at;
  enum clauses_result result = report_bad(parser) ? CLAUSES_FAILED : clauses_read(parser, section);
  if (result == CLAUSES_UNKNOWN) unknown_line(parser, section);
  if (result != CLAUSES_DONE) mark_broken(parser, *section);
  if (result == CLAUSES_DONE)
    end_line(parser);
  else if (parser->at == start || !parser_line_ends(parser))
    skip_line(parser);
}

void parser_read(struct parser *parser) {
  guint section = CLAUSES_TOP;
  while (parser_here(parser)->type != LEXER_END) read_line(parser, &section);
}
