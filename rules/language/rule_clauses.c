#include <string.h>

#include "rules/language/clauses.h"
#include "rules/language/conditions.h"
#include "rules/language/moments.h"

enum { WORKING_MAX = 60, ATTEMPTS_MAX = 3, LATE_MAX = 250 };

static gboolean need_working_days(struct parser *parser, gint32 lowest, gint32 highest, gint32 *days) {
  if (!parser_need_number(parser, lowest, highest, days)) return FALSE;
  if (parser_take_either(parser, WORD_WORKING_DAYS, WORD_WORKING_DAY)) return TRUE;
  return parser_expected_word(parser, WORD_WORKING_DAYS);
}

/* door begeleider, persoonlijk | door systeem */
gboolean rule_clauses_by(struct parser *parser) {
  if (parser_take(parser, WORD_SYSTEM)) return TRUE;
  if (!parser_take(parser, WORD_COUNSELLOR)) return parser_expected(parser, FINDINGS_ACTOR);
  if (!parser_take_sign(parser, ',')) return TRUE;
  parser->rule->personal = TRUE;
  return parser_need(parser, WORD_PERSONAL);
}

gboolean rule_clauses_width(struct parser *parser) {
  return moments_width(parser, &parser->rule->width);
}

/* op uitstroomdatum + 6 weken, speling 7 weken */
gboolean rule_clauses_on(struct parser *parser) {
  struct parser_place place = parser->marks->on = parser_place(parser);
  if (!moments_when(parser, &parser->rule->when)) return FALSE;
  parser->marks->when = place;
  if (!parser_take_sign(parser, ',')) return TRUE;
  return parser_need(parser, WORD_WIDTH) && rule_clauses_width(parser);
}

static enum policy_channel take_channel(struct parser *parser) {
  g_autofree char *text = parser_shown(parser);
  if (parser_line_ends(parser)) return POLICY_CHANNEL_NONE;
  int channel = language_words_index(language_words_channels, text);
  if (g_ascii_strcasecmp(text, "e-mail") == 0) channel = POLICY_CHANNEL_EMAIL;
  if (channel <= POLICY_CHANNEL_NONE) return POLICY_CHANNEL_NONE;
  parser->at++;
  return (enum policy_channel)channel;
}

static gboolean add_channel(struct parser *parser, struct parser_place place, enum policy_channel channel) {
  guint8 *channels = parser->rule->channels;
  guint n = 0;
  while (n < POLICY_CHANNELS_MAX && channels[n] != POLICY_CHANNEL_NONE && channels[n] != channel) n++;
  if (n < POLICY_CHANNELS_MAX && channels[n] == POLICY_CHANNEL_NONE) {
    channels[n] = (guint8)channel;
    return TRUE;
  }
  findings_add(parser->findings, FINDING_CHANNEL_TWICE, place.line, place.column, language_words_channels[channel]);
  return FALSE;
}

/* The text is named once or after each channel; the rule keeps one name, the file has one more part per channel. */
static gboolean read_name(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  const char *name = parser_need_string(parser);
  if (!name) return FALSE;
  if (parser->rule->announce && strcmp(parser->rule->announce, name) != 0) {
    findings_add(parser->findings, FINDING_TEMPLATES_DIFFER, place.line, place.column, parser->rule->announce, name);
    return FALSE;
  }
  parser->rule->announce = name;
  parser->marks->announce = place;
  return TRUE;
}

/* sms of email "aankondiging" */
static gboolean read_texts(struct parser *parser) {
  memset(parser->rule->channels, 0, sizeof parser->rule->channels);
  parser->rule->announce = NULL;
  gboolean named = FALSE;
  do {
    struct parser_place place = parser_place(parser);
    enum policy_channel channel = take_channel(parser);
    if (channel == POLICY_CHANNEL_NONE) return parser_expected(parser, FINDINGS_CHANNEL);
    if (!add_channel(parser, place, channel)) return FALSE;
    named = parser_here(parser)->type == LEXER_STRING && !parser_line_ends(parser);
    if (named && !read_name(parser)) return FALSE;
  } while (parser_take(parser, WORD_OR));
  return named || parser_expected(parser, FINDINGS_STRING);
}

gboolean rule_clauses_send(struct parser *parser) {
  parser->marks->send = parser_place(parser);
  return read_texts(parser);
}

/* eerst sms "aankondiging"; dan bellen binnen 2 werkdagen op het aangekondigde dagdeel */
gboolean rule_clauses_first(struct parser *parser) {
  gint32 within;
  parser->marks->first = parser_place(parser);
  if (!read_texts(parser)) return FALSE;
  if (!parser_take_sign(parser, ';')) parser_take_sign(parser, ',');
  if (!parser_need(parser, WORD_THEN) || !parser_need(parser, WORD_CALLING)) return FALSE;
  if (parser_take(parser, WORD_WITHIN)) {
    if (!need_working_days(parser, 1, WORKING_MAX, &within)) return FALSE;
    parser->rule->call_within = (guint8)within;
  }
  if (!parser_take(parser, WORD_ON)) return TRUE;
  return parser_need(parser, WORD_THE) && parser_need(parser, WORD_ANNOUNCED) && parser_need(parser, WORD_HALF_DAY);
}

/* via ander kanaal en op ander dagdeel */
static gboolean read_other(struct parser *parser) {
  do {
    if (parser_take(parser, WORD_VIA)) {
      if (!parser_need(parser, WORD_OTHER) || !parser_need(parser, WORD_CHANNEL)) return FALSE;
      parser->rule->other_channel = TRUE;
    }
    if (parser_take(parser, WORD_ON)) {
      if (!parser_need(parser, WORD_OTHER) || !parser_need(parser, WORD_HALF_DAY)) return FALSE;
      parser->rule->other_half = TRUE;
    }
  } while (parser_take(parser, WORD_AND));
  return TRUE;
}

/* ", ten hoogste 3 keer" and ", ten minste 3 werkdagen uiteen" */
static gboolean read_limits(struct parser *parser) {
  while (parser_take_sign(parser, ',')) {
    gint32 number;
    if (!parser_need(parser, WORD_AT_THE)) return FALSE;
    if (parser_take(parser, WORD_AT_MOST)) {
      if (!parser_need_number(parser, 2, ATTEMPTS_MAX, &number) || !parser_need(parser, WORD_TIMES)) return FALSE;
      parser->rule->attempts = (guint8)number;
    } else {
      if (!parser_need(parser, WORD_AT_LEAST) || !need_working_days(parser, 1, WORKING_MAX, &number)) return FALSE;
      if (!parser_need(parser, WORD_APART)) return FALSE;
      parser->rule->spacing = (guint8)number;
    }
  }
  return TRUE;
}

/* `bij geen reactie` and `wacht` say the same thing in two ways: a rule has one of them. */
static gboolean first_reaction(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  if (!parser->marks->retry.line) {
    parser->marks->retry = place;
    return TRUE;
  }
  findings_add(parser->findings, FINDING_TWICE, place.line, place.column, language_words_text(WORD_REACTION));
  return FALSE;
}

/* bij geen reactie na 3 werkdagen opnieuw via ander kanaal, ten hoogste 3 keer */
gboolean rule_clauses_no_reaction(struct parser *parser) {
  gint32 days;
  if (!first_reaction(parser) || !parser_need(parser, WORD_NO) || !parser_need(parser, WORD_REACTION)) return FALSE;
  if (!parser_need(parser, WORD_AFTER) || !need_working_days(parser, 1, WORKING_MAX, &days)) return FALSE;
  if (!parser_need(parser, WORD_AGAIN)) return FALSE;
  parser->rule->no_reaction = (guint8)days;
  parser->rule->attempts = ATTEMPTS_MAX;
  return read_other(parser) && read_limits(parser);
}

/* wacht 5 werkdagen op reactie: once, and then it is no reaction */
gboolean rule_clauses_wait(struct parser *parser) {
  gint32 days;
  if (!first_reaction(parser) || !need_working_days(parser, 1, WORKING_MAX, &days)) return FALSE;
  if (!parser_need(parser, WORD_ON) || !parser_need(parser, WORD_REACTION)) return FALSE;
  parser->rule->no_reaction = (guint8)days;
  return TRUE;
}

static gboolean read_late_action(struct parser *parser) {
  parser->rule->late.otherwise = POLICY_LATE_SKIP;
  if (parser_take(parser, WORD_SKIP)) return TRUE;
  if (!parser_take(parser, WORD_TOWARDS)) return parser_expected(parser, FINDINGS_LATE);
  parser->rule->late.otherwise = POLICY_LATE_COUNSELLOR;
  return parser_need(parser, WORD_COUNSELLOR);
}

/* te laat: alsnog [binnen 10 werkdagen][, anders overslaan | naar begeleider] | overslaan | naar begeleider */
gboolean rule_clauses_late(struct parser *parser) {
  gint32 within = -1;
  parser->rule->late = (struct policy_late){.within = 0, .otherwise = POLICY_LATE_SKIP};
  if (!parser_need(parser, WORD_LATE)) return FALSE;
  if (!parser_take_sign(parser, ':')) return parser_expected(parser, FINDINGS_SIGN);
  if (!parser_take(parser, WORD_STILL)) return read_late_action(parser);
  if (parser_take(parser, WORD_WITHIN) && !need_working_days(parser, 1, LATE_MAX, &within)) return FALSE;
  parser->rule->late.within = (gint16)within;
  if (!parser_take_sign(parser, ',')) return TRUE;
  return parser_need(parser, WORD_ELSE) && read_late_action(parser);
}

static gboolean too_many_exceptions(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  g_autofree char *most = g_strdup_printf("%d", POLICY_EXCEPTIONS_MAX);
  findings_add(parser->findings, FINDING_TOO_MANY_EXCEPTIONS, place.line, place.column, most);
  return FALSE;
}

/* uitzondering als COND: overslaan | op WHEN */
gboolean rule_clauses_exception(struct parser *parser) {
  if (parser->rule->n_exceptions == POLICY_EXCEPTIONS_MAX) return too_many_exceptions(parser);
  struct policy_exception exception = {.line = (int)parser_here(parser)->line};
  parser->marks->exceptions[parser->rule->n_exceptions] = parser_place(parser);
  if (!parser_need(parser, WORD_IF) || !conditions_read(parser, &exception.condition)) return FALSE;
  if (!parser_take_sign(parser, ':')) return parser_expected(parser, FINDINGS_SIGN);
  if (parser_take(parser, WORD_ON)) {
    exception.action = POLICY_EXCEPTION_MOVE;
    if (!moments_when(parser, &exception.when)) return FALSE;
  } else if (!parser_take(parser, WORD_SKIP)) {
    return parser_expected(parser, FINDINGS_ACTION);
  }
  parser->rule->exceptions[parser->rule->n_exceptions++] = exception;
  return TRUE;
}

/* "not always" stands for the gemeente: an empty span would be the Doorstroompunt. */
static void always_gemeente(struct parser *parser) {
  struct policy_code code[] = {{.op = POLICY_OP_TRUE}, {.op = POLICY_OP_NOT}};
  parser->rule->doorstroompunt = (struct policy_span){(guint16)parser->draft->code->len, 2};
  g_array_append_vals(parser->draft->code, code, 2);
}

/* voorstel aan doorstroompunt [als COND, anders aan gemeente] | voorstel aan gemeente */
gboolean rule_clauses_proposal(struct parser *parser) {
  parser->marks->proposal = parser_place(parser);
  if (!parser_need(parser, WORD_AAN)) return FALSE;
  if (parser_take(parser, WORD_GEMEENTE)) {
    always_gemeente(parser);
    return TRUE;
  }
  if (!parser_take(parser, WORD_DOORSTROOMPUNT)) return parser_expected(parser, FINDINGS_RECEIVER);
  if (!parser_take(parser, WORD_IF)) return TRUE;
  if (!conditions_read(parser, &parser->rule->doorstroompunt)) return FALSE;
  parser_take_sign(parser, ',');
  return parser_need(parser, WORD_ELSE) && parser_need(parser, WORD_AAN) && parser_need(parser, WORD_GEMEENTE);
}

/* anders noteer "niet bereikt" */
gboolean rule_clauses_note(struct parser *parser) {
  parser->marks->note = parser_place(parser);
  if (!parser_need(parser, WORD_NOTE)) return FALSE;
  parser_take(parser, WORD_CALL);
  const char *note = parser_need_string(parser);
  if (note) parser->rule->otherwise_note = note;
  return note != NULL;
}

/* beslist begeleider, met grond en reden: the only way there is, said so that whoever reads it aloud knows */
gboolean rule_clauses_decides(struct parser *parser) {
  parser->marks->decides = parser_place(parser);
  if (!parser_need(parser, WORD_COUNSELLOR)) return FALSE;
  parser_take_sign(parser, ',');
  return parser_need(parser, WORD_WITH) && parser_need(parser, WORD_GROUND_SHORT) && parser_need(parser, WORD_AND) &&
         parser_need(parser, WORD_REASON);
}
