#include <string.h>

#include "rules/language/clauses.h"

static const struct policy_window weekdays = {9 * 60, 20 * 60}, saturdays = {10 * 60, 17 * 60};

void windows_default(struct policy *policy) {
  for (guint day = 0; day < 5; day++) policy->windows[day] = weekdays;
  policy->windows[5] = saturdays;
}

/* "ma-vr", "za", "feestdagen": first and last day; FALSE for any other word. */
static gboolean day_range(const struct lexer_token *token, guint *first, guint *last) {
  if (token->type != LEXER_WORD) return FALSE;
  g_autofree char *text = lexer_text(token);
  char *hyphen = strchr(text, '-');
  if (hyphen) *hyphen++ = '\0';
  int from = language_words_index(language_words_days, text);
  int to = hyphen ? language_words_index(language_words_days, hyphen) : from;
  if (from < 0 || to < from || (hyphen && to >= POLICY_DAY_HOLIDAY)) return FALSE;
  *first = (guint)from;
  *last = (guint)to;
  return TRUE;
}

gboolean windows_is_day(const struct parser *parser) {
  guint first, last;
  return day_range(parser_here(parser), &first, &last);
}

static gboolean read_times(struct parser *parser, struct policy_window *window) {
  const struct lexer_token *token = parser_here(parser);
  if (parser_take(parser, WORD_CLOSED)) return TRUE;
  if (parser_line_ends(parser)) return parser_expected(parser, FINDINGS_TIMES);
  if (token->type == LEXER_OTHER || (token->type == LEXER_TIMES && token->value >= token->until)) {
    g_autofree char *shown = parser_shown(parser);
    findings_add(parser->findings, FINDING_BAD_TIMES, token->line, token->column, shown);
    return FALSE;
  }
  if (token->type != LEXER_TIMES) return parser_expected(parser, FINDINGS_TIMES);
  *window = (struct policy_window){(gint16)token->value, (gint16)token->until};
  parser->at++;
  return TRUE;
}

gboolean windows_read(struct parser *parser) {
  struct policy_window window = {0, 0};
  guint first, last;
  if (!day_range(parser_here(parser), &first, &last)) return parser_expected(parser, FINDINGS_DAY);
  parser->at++;
  if (!read_times(parser, &window)) return FALSE;
  for (guint day = first; day <= last; day++) parser->draft->policy->windows[day] = window;
  return TRUE;
}
