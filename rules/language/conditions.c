#include "rules/language/conditions.h"

#include <string.h>

#include "rules/language/moments.h"
#include "rules/language/suggest.h"

enum { FACT_WORDS_MAX = 4, AGE_MAX = 120, SILENT_MAX = 20, SILENT_MONTHS_MAX = 36 };

static gboolean read_or(struct parser *parser, guint depth);

static gboolean too_deep(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  findings_add(parser->findings, FINDING_TOO_DEEP, place.line, place.column);
  return FALSE;
}

static void emit(struct parser *parser, struct policy_code code) {
  g_array_append_val(parser->draft->code, code);
}

static void emit_op(struct parser *parser, enum policy_op op) {
  emit(parser, (struct policy_code){.op = (guint8)op});
}

static const struct lexer_token *ahead(const struct parser *parser, guint n) {
  guint at = MIN(parser->at + n, parser->tokens->len - 1);
  return &g_array_index(parser->tokens, struct lexer_token, at);
}

enum fact conditions_fact(const struct parser *parser, guint *tokens) {
  g_autoptr(GString) name = g_string_new(NULL);
  enum fact found = FACT_COUNT;
  *tokens = 0;
  for (guint n = 0; n < FACT_WORDS_MAX; n++) {
    const struct lexer_token *token = ahead(parser, n);
    if (token->type != LEXER_WORD || (n && token->opens_line)) break;
    if (n) g_string_append_c(name, ' ');
    g_string_append_len(name, token->text, (gssize)token->length);
    enum fact fact = facts_find(name->str);
    if (fact == FACT_COUNT) continue;
    found = fact;
    *tokens = n + 1;
  }
  return found;
}

gboolean conditions_unknown_fact(struct parser *parser) {
  const struct lexer_token *token = parser_here(parser);
  g_autofree char *shown = parser_shown(parser);
  struct suggest suggest = {.word = shown};
  for (guint i = 0; i < FACT_COUNT; i++) suggest_try(&suggest, facts_fields[i].name);
  suggest_try(&suggest, language_words_text(WORD_AGE));
  g_autofree char *meant = findings_meant(suggest.best, FINDINGS_SORT_FACT);
  findings_add(parser->findings, FINDING_UNKNOWN_FACT, token->line, token->column, shown, meant);
  return FALSE;
}

/* A second value stands at the end of its list: in "voorkeurskanaal = sms of email = ja" the last "email" is a fact
 * again, in "niveau = 1 of 2 contacten na elkaar …" the 2 counts contacts, in "bestemming = werk of geen email" the
 * "geen" belongs to the fact behind it. */
static gboolean ends_value(const struct lexer_token *token) {
  return token->opens_line || token->type == LEXER_END || token->word == WORD_AND || token->word == WORD_OR ||
         (token->sign && strchr("),;:", token->sign));
}

static gboolean token_value(const struct lexer_token *token, enum fact fact, gint32 *value) {
  if (token->type == LEXER_DATE && facts_fields[fact].type == FACT_TYPE_DATE) {
    *value = token->value;
    return TRUE;
  }
  g_autofree char *text = lexer_text(token);
  return (token->type == LEXER_WORD || token->type == LEXER_NUMBER) && facts_parse(fact, text, value);
}

static gboolean unknown_value(struct parser *parser, enum fact fact) {
  const struct facts_field *field = &facts_fields[fact];
  if (parser_line_ends(parser) || parser_here(parser)->type == LEXER_BAD)
    return parser_expected(parser, FINDINGS_CONDITION);
  g_autofree char *shown = parser_shown(parser), *way_out = NULL;
  struct suggest suggest = {.word = shown};
  enum findings_sort sort = field->type == FACT_TYPE_DATE ? FINDINGS_SORT_DATE : FINDINGS_SORT_NUMBER;
  for (guint i = 0; field->choices && field->choices[i]; i++) suggest_try(&suggest, field->choices[i]);
  if (suggest.best || !field->choices)
    way_out = findings_meant(suggest.best, sort);
  else
    way_out = findings_choose(field->choices);
  struct parser_place place = parser_place(parser);
  findings_add(parser->findings, FINDING_UNKNOWN_VALUE, place.line, place.column, shown, field->name, way_out);
  return FALSE;
}

static void emit_value(struct parser *parser, enum fact fact, gint32 value) {
  guint8 op = value == FACT_UNKNOWN ? POLICY_OP_IS_UNKNOWN : POLICY_OP_EQUAL;
  emit(parser, (struct policy_code){.op = op, .fact = (guint8)fact, .value = value == FACT_UNKNOWN ? 0 : value});
}

/* "= entree", "= aangemeld of onbekend": a list of values binds tighter than anything else. */
static gboolean read_values(struct parser *parser, enum fact fact) {
  gint32 value;
  if (parser_line_ends(parser) || !token_value(parser_here(parser), fact, &value)) return unknown_value(parser, fact);
  emit_value(parser, fact, value);
  parser->at++;
  while (!parser_line_ends(parser) && parser_here(parser)->word == WORD_OR &&
         token_value(ahead(parser, 1), fact, &value) && ends_value(ahead(parser, 2))) {
    parser->at += 2;
    emit_value(parser, fact, value);
    emit_op(parser, POLICY_OP_OR);
  }
  return TRUE;
}

/* < and <= have an operation; > and >= are their opposites, so that unknown stays unknown. */
static gboolean read_order(struct parser *parser, enum fact fact, gboolean less, gboolean or_equal) {
  gint32 value;
  if (facts_fields[fact].choices) {
    struct parser_place place = parser_place(parser);
    findings_add(parser->findings, FINDING_NOT_ORDERED, place.line, place.column, facts_fields[fact].name);
    return FALSE;
  }
  if (parser_line_ends(parser) || !token_value(parser_here(parser), fact, &value) || value == FACT_UNKNOWN)
    return unknown_value(parser, fact);
  parser->at++;
  guint8 op = less == or_equal ? POLICY_OP_AT_MOST : POLICY_OP_LESS;
  emit(parser, (struct policy_code){.op = op, .fact = (guint8)fact, .value = value});
  if (!less) emit_op(parser, POLICY_OP_NOT);
  return TRUE;
}

static gboolean take_order(struct parser *parser, gboolean *less, gboolean *or_equal) {
  const struct lexer_token *token = parser_here(parser);
  if (parser_line_ends(parser) || (token->sign != '<' && token->sign != '>')) return FALSE;
  *less = token->sign == '<';
  *or_equal = token->value == 1;
  parser->at++;
  return TRUE;
}

static gboolean read_season(struct parser *parser, enum fact fact) {
  guint8 day[2], month[2];
  if (facts_fields[fact].type != FACT_TYPE_DATE) {
    struct parser_place place = parser_place(parser);
    findings_add(parser->findings, FINDING_NOT_A_DATE, place.line, place.column, facts_fields[fact].name);
    return FALSE;
  }
  if (!parser_need(parser, WORD_FROM) || !moments_day_of_year(parser, &day[0], &month[0])) return FALSE;
  if (!parser_need(parser, WORD_TO) || !parser_need(parser, WORD_AND) || !parser_need(parser, WORD_WITH)) return FALSE;
  if (!moments_day_of_year(parser, &day[1], &month[1])) return FALSE;
  gint32 season = policy_season(month[0], day[0], month[1], day[1]);
  emit(parser, (struct policy_code){.op = POLICY_OP_SEASON, .fact = (guint8)fact, .value = season});
  return TRUE;
}

/* A fact alone means "ja", when that is one of its values. */
static gboolean read_bare(struct parser *parser, enum fact fact, struct parser_place place) {
  const struct facts_field *field = &facts_fields[fact];
  gint32 yes;
  if (!field->choices || !facts_parse(fact, facts_fields[FACT_DIPLOMA].choices[FACT_YES], &yes)) {
    g_autofree char *example = facts_format(fact, field->type == FACT_TYPE_DATE ? date_from_civil(2026, 7, 10) : 0);
    findings_add(parser->findings, FINDING_NEEDS_VALUE, place.line, place.column, field->name, field->name, example);
    return FALSE;
  }
  emit_value(parser, fact, yes);
  return TRUE;
}

static gboolean read_fact(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  guint tokens;
  gboolean less, or_equal;
  enum fact fact = conditions_fact(parser, &tokens);
  if (!tokens) return conditions_unknown_fact(parser);
  parser->at += tokens;
  if (parser_take_sign(parser, '=')) return read_values(parser, fact);
  if (take_order(parser, &less, &or_equal)) return read_order(parser, fact, less, or_equal);
  if (parser_take(parser, WORD_FALLS)) return read_season(parser, fact);
  if (parser_take(parser, WORD_UNKNOWN)) {
    emit_value(parser, fact, FACT_UNKNOWN);
    return TRUE;
  }
  if (!parser_take(parser, WORD_KNOWN)) return read_bare(parser, fact, place);
  emit_value(parser, fact, FACT_UNKNOWN);
  emit_op(parser, POLICY_OP_NOT);
  return TRUE;
}

/* "leeftijd < 27"; at most n is less than n + 1, for an age is a whole number of years. */
static gboolean read_age(struct parser *parser) {
  gboolean less, or_equal;
  gint32 years;
  if (!take_order(parser, &less, &or_equal)) return parser_expected(parser, FINDINGS_CONDITION);
  if (!parser_need_number(parser, 0, AGE_MAX, &years)) return FALSE;
  if (less == or_equal) years++;
  emit(parser, (struct policy_code){.op = POLICY_OP_AGE_LESS, .value = years});
  if (!less) emit_op(parser, POLICY_OP_NOT);
  return TRUE;
}

/* "aanbod in jaar 1 niet gebruikt" */
static gboolean read_offer(struct parser *parser) {
  gint32 year;
  if (!parser_need(parser, WORD_IN) || !parser_need(parser, WORD_YEAR)) return FALSE;
  if (!parser_need_number(parser, 1, 2, &year)) return FALSE;
  gboolean negated = parser_take(parser, WORD_NOT);
  guint8 op = POLICY_OP_OFFER_USED;
  if (parser_take(parser, WORD_MADE))
    op = POLICY_OP_OFFER_MADE;
  else if (!parser_need(parser, WORD_USED))
    return FALSE;
  emit(parser, (struct policy_code){.op = op, .value = year});
  if (negated) emit_op(parser, POLICY_OP_NOT);
  return TRUE;
}

/* "twee contacten na elkaar, ten minste 3 maanden uiteen, zonder reactie" */
static gboolean read_silent(struct parser *parser) {
  gint32 count, months = 0;
  if (!parser_need_number(parser, 1, SILENT_MAX, &count) || !parser_need(parser, WORD_CONTACTS)) return FALSE;
  if (!parser_need(parser, WORD_AFTER) || !parser_need(parser, WORD_EACH_OTHER)) return FALSE;
  if (parser_take_sign(parser, ',')) {
    if (!parser_need(parser, WORD_AT_THE) || !parser_need(parser, WORD_AT_LEAST)) return FALSE;
    if (!parser_need_number(parser, 0, SILENT_MONTHS_MAX, &months)) return FALSE;
    if (!parser_take_either(parser, WORD_MONTH, WORD_MONTHS)) return parser_expected_word(parser, WORD_MONTHS);
    if (!parser_need(parser, WORD_APART)) return FALSE;
    parser_take_sign(parser, ',');
  }
  if (!parser_need(parser, WORD_WITHOUT) || !parser_need(parser, WORD_REACTION)) return FALSE;
  emit(parser, (struct policy_code){.op = POLICY_OP_SILENT, .months = (guint8)months, .value = count});
  return TRUE;
}

static gboolean read_group(struct parser *parser, guint depth) {
  if (depth >= CONDITIONS_DEPTH_MAX) return too_deep(parser);
  if (!read_or(parser, depth + 1)) return FALSE;
  return parser_take_sign(parser, ')') || parser_expected(parser, FINDINGS_CLOSING);
}

static gboolean read_primary(struct parser *parser, guint depth) {
  if (parser_line_ends(parser)) return parser_expected(parser, FINDINGS_CONDITION);
  if (parser_take_sign(parser, '(')) return read_group(parser, depth);
  if (parser_take(parser, WORD_ALWAYS)) {
    emit_op(parser, POLICY_OP_TRUE);
    return TRUE;
  }
  if (parser_take(parser, WORD_AGE)) return read_age(parser);
  if (parser_take(parser, WORD_OFFER)) return read_offer(parser);
  const struct lexer_token *token = parser_here(parser);
  if (token->type == LEXER_NUMBER || ahead(parser, 1)->word == WORD_CONTACTS) return read_silent(parser);
  if (token->type != LEXER_WORD) return parser_expected(parser, FINDINGS_CONDITION);
  return read_fact(parser);
}

/* "geen sms" is a fact and no negation, so facts are looked for first. */
static gboolean read_not(struct parser *parser, guint depth) {
  guint tokens;
  conditions_fact(parser, &tokens);
  if (tokens || !parser_take_either(parser, WORD_NOT, WORD_NO)) return read_primary(parser, depth);
  if (depth >= CONDITIONS_DEPTH_MAX) return too_deep(parser);
  if (!read_not(parser, depth + 1)) return FALSE;
  emit_op(parser, POLICY_OP_NOT);
  return TRUE;
}

static gboolean read_and(struct parser *parser, guint depth) {
  if (!read_not(parser, depth)) return FALSE;
  while (parser_take(parser, WORD_AND)) {
    if (!read_not(parser, depth)) return FALSE;
    emit_op(parser, POLICY_OP_AND);
  }
  return TRUE;
}

static gboolean read_or(struct parser *parser, guint depth) {
  if (!read_and(parser, depth)) return FALSE;
  while (parser_take(parser, WORD_OR)) {
    if (!read_and(parser, depth)) return FALSE;
    emit_op(parser, POLICY_OP_OR);
  }
  return TRUE;
}

gboolean conditions_read(struct parser *parser, struct policy_span *span) {
  guint start = parser->draft->code->len;
  if (!read_or(parser, 0)) return FALSE;
  guint length = parser->draft->code->len - start;
  if (length > CONDITIONS_CODE_MAX || start > G_MAXUINT16 - CONDITIONS_CODE_MAX) return too_deep(parser);
  *span = (struct policy_span){.start = (guint16)start, .length = (guint16)length};
  return TRUE;
}
