#include "rules/language/clauses.h"

#include <string.h>

#include "rules/language/conditions.h"
#include "rules/language/moments.h"
#include "rules/language/suggest.h"

enum {
  ANYWHERE = CLAUSES_HEAD | CLAUSES_GUIDANCE | CLAUSES_RULE | CLAUSES_WINDOWS,
  REPLY_WITHIN_MAX = 20,
  CAP_MAX = 14
};

/* The word that opened the line, which every production finds just taken. */
static const struct lexer_token *before(const struct parser *parser) {
  return &g_array_index(parser->tokens, struct lexer_token, parser->at - 1);
}

static enum language_word word_before(const struct parser *parser) {
  return (enum language_word)before(parser)->word;
}

static struct parser_place place_before(const struct parser *parser) {
  return (struct parser_place){before(parser)->line, before(parser)->column};
}

static gboolean second_heading(struct parser *parser, struct parser_place place, gboolean second) {
  const char *word = language_words_text(word_before(parser));
  if (second) findings_add(parser->findings, FINDING_SECOND_HEADING, place.line, place.column, word);
  return second;
}

/* beleid "Naam" versie 2026.1 */
static gboolean read_policy(struct parser *parser) {
  struct parser_draft *draft = parser->draft;
  struct parser_place place = place_before(parser);
  if (second_heading(parser, place, draft->head.line > 0)) return FALSE;
  draft->head = place;
  if (!(draft->policy->name = parser_need_string(parser)) || !parser_need(parser, WORD_VERSION)) return FALSE;
  const struct lexer_token *token = parser_here(parser);
  if (parser_line_ends(parser) || token->type > LEXER_OTHER) return parser_expected(parser, FINDINGS_VERSION);
  draft->policy->version = g_string_chunk_insert_len(draft->policy->strings, token->text, (gssize)token->length);
  parser->at++;
  return TRUE;
}

static gboolean read_valid(struct parser *parser) {
  parser->draft->valid = place_before(parser);
  if (!parser_need(parser, WORD_STARTING)) return FALSE;
  const struct lexer_token *token = parser_here(parser);
  if (parser_line_ends(parser)) return parser_expected(parser, FINDINGS_DATE);
  if (token->type == LEXER_OTHER) {
    g_autofree char *shown = parser_shown(parser);
    findings_add(parser->findings, FINDING_BAD_DATE, token->line, token->column, shown, "1-8-2026");
    return FALSE;
  }
  if (token->type != LEXER_DATE) return parser_expected(parser, FINDINGS_DATE);
  parser->draft->policy->valid_from = token->value;
  parser->at++;
  return TRUE;
}

/* An id: lower case letters, digits and hyphens, for it is part of the step's name (S2). */
static gboolean is_name(const char *text) {
  return g_ascii_islower(*text) && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

static const char *need_name(struct parser *parser) {
  if (parser_line_ends(parser) || parser_here(parser)->type != LEXER_WORD) {
    parser_expected(parser, FINDINGS_NAME);
    return NULL;
  }
  g_autofree char *text = parser_shown(parser);
  if (!is_name(text)) {
    struct parser_place place = parser_place(parser);
    findings_add(parser->findings, FINDING_BAD_NAME, place.line, place.column, text);
    return NULL;
  }
  parser->at++;
  return g_string_chunk_insert_const(parser->draft->policy->strings, text);
}

static gboolean read_guidance(struct parser *parser) {
  struct parser_draft *draft = parser->draft;
  struct parser_place place = place_before(parser);
  if (second_heading(parser, place, draft->guidance.line > 0)) return FALSE;
  draft->guidance = place;
  draft->policy->line = (int)place.line;
  return (draft->policy->guidance = need_name(parser)) != NULL;
}

/* Without `te laat`: a person's duty stays as long as the guidance, a message that is late is not sent. */
static struct policy_late late_of_kind(enum policy_kind kind) {
  if (policy_kind_is_task(kind) || kind == POLICY_HANDOVER)
    return (struct policy_late){.within = -1, .otherwise = POLICY_LATE_COUNSELLOR};
  return (struct policy_late){.within = 0, .otherwise = POLICY_LATE_SKIP};
}

/* A rule that is one too many is reported and still read, into the last place, so that its own errors come out. */
static void open_rule(struct parser *parser, enum policy_kind kind) {
  struct parser_draft *draft = parser->draft;
  struct parser_place place = place_before(parser);
  if (draft->rules->len == POLICY_RULES_MAX) {
    g_autofree char *most = g_strdup_printf("%d", POLICY_RULES_MAX);
    findings_add(parser->findings, FINDING_TOO_MANY_RULES, place.line, place.column, most);
  } else {
    g_array_set_size(draft->rules, draft->rules->len + 1);
    g_array_set_size(draft->marks, draft->marks->len + 1);
  }
  parser->rule = &g_array_index(draft->rules, struct policy_rule, draft->rules->len - 1);
  parser->marks = &g_array_index(draft->marks, struct parser_marks, draft->marks->len - 1);
  *parser->marks = (struct parser_marks){.name = place};
  *parser->rule = (struct policy_rule){.line = (int)place.line,
                                       .kind = (guint8)kind,
                                       .call_within = 2,
                                       .attempts = 1,
                                       .spacing = 3,
                                       .name = "",
                                       .ground = language_words_no_ground(),
                                       .title = language_words_title(kind)};
  parser->rule->when.base = POLICY_BASE_ANY_DAY;
  parser->rule->late = late_of_kind(kind);
}

static gboolean read_rule(struct parser *parser) {
  gint32 year;
  const char *word = language_words_text(word_before(parser));
  open_rule(parser, (enum policy_kind)language_words_index(language_words_kinds, word));
  parser->marks->name = parser_line_ends(parser) ? parser->marks->name : parser_place(parser);
  const char *name = need_name(parser);
  if (!name) return FALSE;
  parser->rule->name = name;
  if (!parser_take(parser, WORD_IN)) return TRUE;
  if (!parser_need(parser, WORD_YEAR) || !parser_need_number(parser, 1, 2, &year)) return FALSE;
  parser->rule->year = (guint8)year;
  return TRUE;
}

static gboolean read_for(struct parser *parser) {
  parser->draft->condition = parser_place(parser);
  return conditions_read(parser, &parser->draft->policy->condition);
}

/* `tot` excludes, `tot en met` takes that day in (S12). */
static gboolean read_window(struct parser *parser) {
  struct policy *policy = parser->draft->policy;
  parser->draft->window = place_before(parser);
  if (!moments_when(parser, &policy->from) || !parser_need(parser, WORD_TO)) return FALSE;
  gboolean with = parser_take(parser, WORD_AND);
  if (with && !parser_need(parser, WORD_WITH)) return FALSE;
  if (!moments_when(parser, &policy->to)) return FALSE;
  if (with) policy->to.days++;
  return TRUE;
}

static gboolean read_text(struct parser *parser, const char **text) {
  const char *read = parser_need_string(parser);
  if (read) *text = read;
  return read != NULL;
}

static gboolean read_guidance_ground(struct parser *parser) {
  return read_text(parser, &parser->draft->policy->ground);
}

static gboolean read_ground(struct parser *parser) {
  return read_text(parser, &parser->rule->ground);
}

static gboolean read_title(struct parser *parser) {
  return read_text(parser, &parser->rule->title);
}

static gboolean read_formerly(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  if (!read_text(parser, &parser->rule->formerly)) return FALSE;
  parser->marks->formerly = place;
  if (is_name(parser->rule->formerly)) return TRUE;
  findings_add(parser->findings, FINDING_BAD_NAME, place.line, place.column, parser->rule->formerly);
  return FALSE;
}

static gboolean read_condition(struct parser *parser) {
  parser->marks->condition = parser_place(parser);
  return conditions_read(parser, &parser->rule->condition);
}

static gboolean read_windows(struct parser *parser) {
  struct parser_place place = place_before(parser);
  if (second_heading(parser, place, parser->draft->windows.line > 0)) return FALSE;
  parser->draft->windows = place;
  memset(parser->draft->policy->windows, 0, sizeof parser->draft->policy->windows);
  return TRUE;
}

/* ten hoogste 2 berichten per week */
static gboolean read_cap(struct parser *parser) {
  gint32 cap;
  if (!parser_need(parser, WORD_AT_MOST) || !parser_need_number(parser, 1, CAP_MAX, &cap)) return FALSE;
  if (!parser_take_either(parser, WORD_MESSAGES, WORD_MESSAGE)) return parser_expected_word(parser, WORD_MESSAGES);
  if (!parser_need(parser, WORD_PER) || !parser_need(parser, WORD_WEEK)) return FALSE;
  parser->draft->policy->cap_per_week = (guint8)cap;
  return TRUE;
}

static gboolean unknown_intent(struct parser *parser) {
  struct parser_place place = parser_place(parser);
  g_autofree char *shown = parser_shown(parser), *way_out = NULL;
  struct suggest suggest = {.word = shown};
  const char *all[POLICY_INTENTS + 1] = {NULL};
  for (guint i = 0; i < POLICY_INTENTS; i++) {
    all[i] = policy_intent_names[i];
    suggest_try(&suggest, all[i]);
  }
  way_out = suggest.best ? findings_meant(suggest.best, FINDINGS_SORT_WORD) : findings_choose(all);
  findings_add(parser->findings, FINDING_UNKNOWN_WORD, place.line, place.column, shown, way_out);
  return FALSE;
}

static gboolean need_intent(struct parser *parser, guint8 *intent) {
  if (parser_line_ends(parser) || parser_here(parser)->type != LEXER_WORD)
    return parser_expected(parser, FINDINGS_INTENT);
  g_autofree char *text = parser_shown(parser);
  for (guint i = 0; i < POLICY_INTENTS; i++) {
    if (strcmp(policy_intent_names[i], text) != 0) continue;
    *intent = (guint8)i;
    parser->at++;
    return TRUE;
  }
  return unknown_intent(parser);
}

/* antwoord wil-hulp bij "…" dan bellen binnen 1 werkdag */
static gboolean read_reply(struct parser *parser) {
  struct policy_reply reply = {.call_within = -1, .line = (int)place_before(parser).line};
  gint32 within;
  if (!need_intent(parser, &reply.intent) || !parser_need(parser, WORD_AT)) return FALSE;
  struct parser_place place = parser_place(parser);
  if (!(reply.pattern = parser_need_string(parser))) return FALSE;
  parser_take_sign(parser, ',');
  if (parser_take(parser, WORD_THEN)) {
    if (!parser_need(parser, WORD_CALLING) || !parser_need(parser, WORD_WITHIN)) return FALSE;
    if (!parser_need_number(parser, 0, REPLY_WITHIN_MAX, &within)) return FALSE;
    if (!parser_take_either(parser, WORD_WORKING_DAY, WORD_WORKING_DAYS))
      return parser_expected_word(parser, WORD_WORKING_DAYS);
    reply.call_within = (gint8)within;
  }
  if (parser->draft->replies->len == POLICY_REPLIES_MAX) {
    g_autofree char *most = g_strdup_printf("%d", POLICY_REPLIES_MAX);
    findings_add(parser->findings, FINDING_TOO_MANY_REPLIES, place.line, place.column, most);
    return FALSE;
  }
  g_array_append_val(parser->draft->replies, reply);
  g_array_append_val(parser->draft->reply_places, place);
  return TRUE;
}

struct clause {
  enum language_word word;
  guint sections; /* below which headings */
  guint opens;    /* of a heading: what lines below it are; 0 = no heading */
  gboolean many;  /* may stand more than once below one heading */
  gboolean (*read)(struct parser *);
};

static const struct clause clauses[] = {
    {WORD_POLICY, ANYWHERE, CLAUSES_HEAD, TRUE, read_policy},
    {WORD_GUIDANCE, ANYWHERE, CLAUSES_GUIDANCE, TRUE, read_guidance},
    {WORD_OFFER, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_MESSAGE, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_CALL, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_VISIT, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_QUESTION, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_INVITATION, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_LETTER, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_DOCUMENT, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_CHECK, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_HANDOVER, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_CLOSE, ANYWHERE, CLAUSES_RULE, TRUE, read_rule},
    {WORD_REPLY, ANYWHERE, CLAUSES_TOP, TRUE, read_reply},
    {WORD_WINDOWS, ANYWHERE, CLAUSES_WINDOWS, TRUE, read_windows},
    {WORD_VALID, CLAUSES_HEAD, 0, FALSE, read_valid},
    {WORD_FOR, CLAUSES_GUIDANCE, 0, FALSE, read_for},
    {WORD_FROM, CLAUSES_GUIDANCE, 0, FALSE, read_window},
    {WORD_GROUND, CLAUSES_GUIDANCE, 0, FALSE, read_guidance_ground},
    {WORD_GROUND, CLAUSES_RULE, 0, FALSE, read_ground},
    {WORD_TITLE, CLAUSES_RULE, 0, FALSE, read_title},
    {WORD_FORMERLY, CLAUSES_RULE, 0, FALSE, read_formerly},
    {WORD_IF, CLAUSES_RULE, 0, FALSE, read_condition},
    {WORD_BY, CLAUSES_RULE, 0, FALSE, rule_clauses_by},
    {WORD_ON, CLAUSES_RULE, 0, FALSE, rule_clauses_on},
    {WORD_WIDTH, CLAUSES_RULE, 0, FALSE, rule_clauses_width},
    {WORD_FIRST, CLAUSES_RULE, 0, FALSE, rule_clauses_first},
    {WORD_SEND, CLAUSES_RULE, 0, FALSE, rule_clauses_send},
    {WORD_AT, CLAUSES_RULE, 0, FALSE, rule_clauses_no_reaction},
    {WORD_WAIT, CLAUSES_RULE, 0, FALSE, rule_clauses_wait},
    {WORD_TOO, CLAUSES_RULE, 0, FALSE, rule_clauses_late},
    {WORD_EXCEPTION, CLAUSES_RULE, 0, TRUE, rule_clauses_exception},
    {WORD_PROPOSAL, CLAUSES_RULE, 0, FALSE, rule_clauses_proposal},
    {WORD_ELSE, CLAUSES_RULE, 0, FALSE, rule_clauses_note},
    {WORD_DECIDES, CLAUSES_RULE, 0, FALSE, rule_clauses_decides},
    {WORD_AT_THE, CLAUSES_WINDOWS, 0, FALSE, read_cap},
};
G_STATIC_ASSERT(G_N_ELEMENTS(clauses) < 64);

static gboolean is_heading(const struct clause *clause) {
  return clause->opens != 0 || clause->word == WORD_REPLY;
}

gboolean clauses_opens(guint word, guint section) {
  for (guint i = 0; i < G_N_ELEMENTS(clauses); i++)
    if (clauses[i].word == word && (is_heading(&clauses[i]) || clauses[i].sections & section)) return TRUE;
  return FALSE;
}

static const struct clause *find(guint word, guint section) {
  const struct clause *misplaced = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(clauses); i++) {
    if (clauses[i].word != word) continue;
    if (is_heading(&clauses[i]) || clauses[i].sections & section) return &clauses[i];
    misplaced = &clauses[i];
  }
  return misplaced;
}

static guint64 *seen_below(struct parser *parser, guint section) {
  if (section == CLAUSES_RULE) return &parser->marks->seen;
  return section == CLAUSES_GUIDANCE ? &parser->draft->seen_guidance : &parser->draft->seen_head;
}

/* Says where a clause doesn't belong, or that it is there already. */
static gboolean fits(struct parser *parser, const struct clause *clause, guint section) {
  static const enum language_word headings[] = {[CLAUSES_TOP] = WORD_REPLY,
                                                [CLAUSES_HEAD] = WORD_POLICY,
                                                [CLAUSES_GUIDANCE] = WORD_GUIDANCE,
                                                [CLAUSES_WINDOWS] = WORD_WINDOWS};
  if (is_heading(clause)) return TRUE;
  struct parser_place place = parser_place(parser);
  if (!(clause->sections & section)) {
    const char *below =
        section == CLAUSES_RULE ? language_words_kinds[parser->rule->kind] : language_words_text(headings[section]);
    findings_add(parser->findings, FINDING_MISPLACED, place.line, place.column, language_words_text(clause->word),
                 below);
    return FALSE;
  }
  guint64 bit = G_GUINT64_CONSTANT(1) << (clause - clauses), *seen = seen_below(parser, section);
  gboolean twice = (*seen & bit) != 0 && !clause->many;
  *seen |= bit;
  if (twice) findings_add(parser->findings, FINDING_TWICE, place.line, place.column, language_words_text(clause->word));
  return !twice;
}

enum clauses_result clauses_read(struct parser *parser, guint *section) {
  guint word = parser_here(parser)->word;
  if (*section == CLAUSES_WINDOWS && windows_is_day(parser))
    return windows_read(parser) ? CLAUSES_DONE : CLAUSES_FAILED;
  const struct clause *clause = word == WORD_NONE ? NULL : find(word, *section);
  if (!clause) return CLAUSES_UNKNOWN;
  if (*section == CLAUSES_LOST && !is_heading(clause)) return CLAUSES_FAILED;
  if (is_heading(clause)) *section = clause->opens;
  if (!fits(parser, clause, *section)) return CLAUSES_FAILED;
  parser->at++;
  return clause->read(parser) ? CLAUSES_DONE : CLAUSES_FAILED;
}
