#include "rules/language/moments.h"

#include "rules/language/conditions.h"
#include "rules/language/suggest.h"

enum { MONTHS_MAX = 120, DAYS_MAX = 3660, WORKING_MAX = 250, WIDTH_MAX = 366 };

/* `place` is that of the number: the unit behind it has been taken by now. */
static gboolean add(struct parser *parser, struct parser_place place, gint16 *sum, gint32 amount, gint32 most) {
  gint32 total = *sum + amount;
  if (total < -most || total > most) {
    g_autofree char *shown = g_strdup_printf("%d", total), *low = g_strdup_printf("%d", -most),
                    *high = g_strdup_printf("%d", most);
    findings_add(parser->findings, FINDING_BAD_NUMBER, place.line, place.column, shown, low, high);
    return FALSE;
  }
  *sum = (gint16)total;
  return TRUE;
}

static gboolean read_unit(struct parser *parser, struct parser_place place, struct policy_when *when, gint32 amount) {
  if (parser_take_either(parser, WORD_WORKING_DAY, WORD_WORKING_DAYS))
    return add(parser, place, &when->working, amount, WORKING_MAX);
  if (parser_take_either(parser, WORD_DAY, WORD_DAYS)) return add(parser, place, &when->days, amount, DAYS_MAX);
  if (parser_take_either(parser, WORD_WEEK, WORD_WEEKS)) return add(parser, place, &when->days, amount * 7, DAYS_MAX);
  if (parser_take_either(parser, WORD_MONTH, WORD_MONTHS)) return add(parser, place, &when->months, amount, MONTHS_MAX);
  if (parser_take_either(parser, WORD_YEAR, WORD_YEARS))
    return add(parser, place, &when->months, amount * 12, MONTHS_MAX);
  return parser_expected(parser, FINDINGS_UNIT);
}

static gboolean read_offsets(struct parser *parser, struct policy_when *when) {
  for (;;) {
    gint32 amount, sign = 1;
    if (parser_take_sign(parser, '-'))
      sign = -1;
    else if (!parser_take_sign(parser, '+'))
      return TRUE;
    struct parser_place place = parser_place(parser);
    if (!parser_need_number(parser, 0, DAYS_MAX, &amount)) return FALSE;
    if (!read_unit(parser, place, when, sign * amount)) return FALSE;
  }
}

static gboolean read_fact(struct parser *parser, struct policy_when *when) {
  guint tokens;
  if (parser_line_ends(parser) || parser_here(parser)->type != LEXER_WORD)
    return parser_expected(parser, FINDINGS_MOMENT);
  enum fact fact = conditions_fact(parser, &tokens);
  if (!tokens) return conditions_unknown_fact(parser);
  if (facts_fields[fact].type != FACT_TYPE_DATE) {
    struct parser_place place = parser_place(parser);
    findings_add(parser->findings, FINDING_NOT_A_DATE, place.line, place.column, facts_fields[fact].name);
    return FALSE;
  }
  parser->at += tokens;
  when->fact = (guint8)fact;
  return read_offsets(parser, when);
}

static gboolean unknown_month(struct parser *parser) {
  g_autofree char *shown = parser_shown(parser);
  struct suggest suggest = {.word = shown};
  for (guint i = 0; language_words_months[i]; i++) suggest_try(&suggest, language_words_months[i]);
  if (!suggest.best) return parser_expected(parser, FINDINGS_MONTH);
  g_autofree char *meant = findings_meant(suggest.best, FINDINGS_SORT_WORD);
  struct parser_place place = parser_place(parser);
  findings_add(parser->findings, FINDING_UNKNOWN_WORD, place.line, place.column, shown, meant);
  return FALSE;
}

/* 29 February is left out: a yearly day must be there every year. */
gboolean moments_day_of_year(struct parser *parser, guint8 *day, guint8 *month) {
  struct parser_place place = parser_place(parser);
  gint32 number;
  if (!parser_need_number(parser, 1, 31, &number)) return FALSE;
  g_autofree char *name = parser_shown(parser);
  int index = parser_line_ends(parser) ? -1 : language_words_index(language_words_months, name);
  if (index < 0) return unknown_month(parser);
  if (date_from_civil(2026, index + 1, number) == DATE_NONE) {
    g_autofree char *shown = g_strdup_printf("%d %s", number, name);
    findings_add(parser->findings, FINDING_BAD_DATE, place.line, place.column, shown, "1 oktober");
    return FALSE;
  }
  parser->at++;
  *day = (guint8)number;
  *month = (guint8)(index + 1);
  return TRUE;
}

static gboolean take_name(struct parser *parser, const char *name) {
  g_autofree char *shown = parser_shown(parser);
  if (parser_line_ends(parser) || g_ascii_strcasecmp(shown, name) != 0) return FALSE;
  parser->at++;
  return TRUE;
}

static gboolean read_school_start(struct parser *parser, struct policy_when *when) {
  when->base = POLICY_BASE_SCHOOL_START;
  if (!parser_need(parser, WORD_SCHOOL_DAY) || !parser_need(parser, WORD_AFTER)) return FALSE;
  if (!take_name(parser, language_words_holidays[CALENDAR_SUMMER])) return parser_expected(parser, FINDINGS_MOMENT);
  return parser_need(parser, WORD_STARTING) && read_fact(parser, when);
}

gboolean moments_when(struct parser *parser, struct policy_when *when) {
  *when = (struct policy_when){.base = POLICY_BASE_FACT};
  if (parser_take(parser, WORD_EACH)) {
    when->base = POLICY_BASE_YEARLY;
    return moments_day_of_year(parser, &when->day, &when->month);
  }
  if (parser_take(parser, WORD_EARLIEST)) return read_school_start(parser, when);
  return read_fact(parser, when);
}

static gboolean read_until(struct parser *parser, struct policy_width *width) {
  g_autofree char *shown = parser_shown(parser);
  int holiday = parser_line_ends(parser) ? -1 : language_words_index(language_words_holidays, shown);
  if (holiday < 0) return parser_expected(parser, FINDINGS_WIDTH);
  parser->at++;
  *width = (struct policy_width){.unit = POLICY_WIDTH_UNTIL_HOLIDAY, .holiday = (guint8)holiday};
  return TRUE;
}

static gboolean in_weeks(struct parser *parser, struct parser_place place, gint32 *amount) {
  gint16 days = 0;
  if (!add(parser, place, &days, *amount * 7, WIDTH_MAX)) return FALSE;
  *amount = days;
  return TRUE;
}

gboolean moments_width(struct parser *parser, struct policy_width *width) {
  gint32 amount;
  if (parser_take(parser, WORD_TO)) return read_until(parser, width);
  if (parser_here(parser)->type != LEXER_NUMBER || parser_line_ends(parser))
    return parser_expected(parser, FINDINGS_WIDTH);
  struct parser_place place = parser_place(parser);
  if (!parser_need_number(parser, 0, WIDTH_MAX, &amount)) return FALSE;
  guint8 unit = POLICY_WIDTH_DAYS;
  if (parser_take_either(parser, WORD_WORKING_DAY, WORD_WORKING_DAYS))
    unit = POLICY_WIDTH_WORKING_DAYS;
  else if (parser_take_either(parser, WORD_WEEK, WORD_WEEKS)) {
    if (!in_weeks(parser, place, &amount)) return FALSE;
  } else if (!parser_take_either(parser, WORD_DAY, WORD_DAYS))
    return parser_expected(parser, FINDINGS_UNIT);
  *width = (struct policy_width){.unit = unit, .amount = (gint16)amount};
  return TRUE;
}
