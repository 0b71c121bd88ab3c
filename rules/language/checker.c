#include "rules/language/checker.h"

#include <string.h>

#include "rules/language/closed.h"
#include "rules/language/patterns.h"
#include "rules/language/reach.h"

static struct policy_rule *rule_at(const struct parser *parser, guint i) {
  return &g_array_index(parser->draft->rules, struct policy_rule, i);
}

static const struct parser_marks *marks_at(const struct parser *parser, guint i) {
  return &g_array_index(parser->draft->marks, struct parser_marks, i);
}

static void missing(struct parser *parser, struct parser_place place, const char *of, enum language_word word,
                    enum findings_example example) {
  findings_add(parser->findings, FINDING_NO_CLAUSE, place.line, place.column, of, language_words_text(word),
               findings_example(example));
}

/* The head and the guidance. What is missing altogether has the first line for its place. */
static void check_head(struct parser *parser) {
  const struct parser_draft *draft = parser->draft;
  if (!draft->head.line && !draft->broken) findings_add(parser->findings, FINDING_NO_POLICY, 1u, 1u);
  if (draft->head.line && !draft->valid.line && !draft->broken)
    findings_add(parser->findings, FINDING_NO_VALID_FROM, draft->head.line, draft->head.column);
  if (!draft->guidance.line && !draft->broken) {
    findings_add(parser->findings, FINDING_NO_GUIDANCE, draft->head.line ? draft->head.line : 1u, 1u);
    return;
  }
  if (draft->broken) return;
  const char *guidance = language_words_text(WORD_GUIDANCE);
  if (!draft->condition.line) missing(parser, draft->guidance, guidance, WORD_FOR, FINDINGS_EXAMPLE_FOR);
  if (!draft->window.line) missing(parser, draft->guidance, guidance, WORD_FROM, FINDINGS_EXAMPLE_FROM);
}

static void check_name(struct parser *parser, guint i) {
  const struct policy_rule *rule = rule_at(parser, i);
  const struct parser_marks *marks = marks_at(parser, i);
  for (guint j = 0; j < i; j++) {
    const struct policy_rule *other = rule_at(parser, j);
    gboolean same = *rule->name && strcmp(rule->name, other->name) == 0;
    gboolean formerly = rule->formerly && g_strcmp0(rule->formerly, other->formerly) == 0;
    if (!same && !formerly) continue;
    struct parser_place place = same ? marks->name : marks->formerly;
    g_autofree char *line = g_strdup_printf("%d", other->line);
    findings_add(parser->findings, FINDING_NAME_TWICE, place.line, place.column, same ? rule->name : rule->formerly,
                 line);
  }
}

static void not_for_kind(struct parser *parser, struct parser_place place, enum language_word word,
                         const struct policy_rule *rule) {
  if (place.line)
    findings_add(parser->findings, FINDING_NOT_FOR_KIND, place.line, place.column, language_words_text(word),
                 language_words_kinds[rule->kind]);
}

static gboolean sends(const struct policy_rule *rule) {
  return rule->kind == POLICY_MESSAGE || rule->kind == POLICY_QUESTION || rule->kind == POLICY_INVITATION;
}

/* A message is sent by the system in the counsellor's name; only a task may be announced and personal. */
static void check_kind(struct parser *parser, guint i) {
  const struct policy_rule *rule = rule_at(parser, i);
  const struct parser_marks *marks = marks_at(parser, i);
  gboolean handover = rule->kind == POLICY_HANDOVER;
  if (sends(rule))
    not_for_kind(parser, marks->first, WORD_FIRST, rule);
  else
    not_for_kind(parser, marks->send, WORD_SEND, rule);
  if (handover) not_for_kind(parser, marks->first, WORD_FIRST, rule);
  if (!handover) {
    not_for_kind(parser, marks->proposal, WORD_PROPOSAL, rule);
    not_for_kind(parser, marks->decides, WORD_DECIDES, rule);
    not_for_kind(parser, marks->note, WORD_NOTE, rule);
  }
  if (rule->kind == POLICY_OFFER && !rule->personal)
    findings_add(parser->findings, FINDING_NOT_PERSONAL, marks->name.line, marks->name.column);
}

static void check_complete(struct parser *parser, guint i) {
  const struct policy_rule *rule = rule_at(parser, i);
  const struct parser_marks *marks = marks_at(parser, i);
  const char *name = *rule->name ? rule->name : language_words_kinds[rule->kind];
  if (marks->broken) return;
  if (rule->kind == POLICY_HANDOVER) {
    if (!marks->condition.line) missing(parser, marks->name, name, WORD_IF, FINDINGS_EXAMPLE_SILENT);
    if (!marks->proposal.line) missing(parser, marks->name, name, WORD_PROPOSAL, FINDINGS_EXAMPLE_PROPOSAL);
    if (!marks->decides.line) missing(parser, marks->name, name, WORD_DECIDES, FINDINGS_EXAMPLE_DECIDES);
    return;
  }
  if (!marks->on.line) missing(parser, marks->name, name, WORD_ON, FINDINGS_EXAMPLE_ON);
  if (sends(rule) && !marks->send.line) missing(parser, marks->name, name, WORD_SEND, FINDINGS_EXAMPLE_SEND);
}

static void no_template(struct parser *parser, struct parser_place place, const char *name,
                        enum policy_channel channel) {
  findings_add(parser->findings, FINDING_NO_TEMPLATE, place.line, place.column, name, language_words_channels[channel],
               name, policy_channel_names[channel]);
}

/* One SMS part is what it costs; two are still a text message, more is a letter. */
static void check_sms(struct parser *parser, struct parser_place place, const char *name,
                      const struct language_world *world) {
  enum { PARTS_MAX = 2 };
  const char *encoding = NULL;
  g_autofree char *culprits = NULL;
  int parts = world->sms_parts ? world->sms_parts(world->user, name, &encoding, &culprits) : 0;
  g_autofree char *number = g_strdup_printf("%d", parts);
  if (parts && g_strcmp0(encoding, "UCS-2") == 0)
    findings_add(parser->findings, FINDING_SMS_UNICODE, place.line, place.column, name, culprits ? culprits : encoding,
                 number);
  else if (parts > PARTS_MAX)
    findings_add(parser->findings, FINDING_SMS_PARTS, place.line, place.column, name, number);
}

static void check_templates(struct parser *parser, guint i, const struct language_world *world) {
  const struct policy_rule *rule = rule_at(parser, i);
  struct parser_place place = marks_at(parser, i)->announce;
  if (!rule->announce) return;
  for (guint n = 0; n < POLICY_CHANNELS_MAX && rule->channels[n] != POLICY_CHANNEL_NONE; n++) {
    enum policy_channel channel = (enum policy_channel)rule->channels[n];
    if (world->has_template && !world->has_template(world->user, rule->announce, channel))
      no_template(parser, place, rule->announce, channel);
    else if (channel == POLICY_CHANNEL_SMS)
      check_sms(parser, place, rule->announce, world);
  }
}

static void check_open(struct parser *parser) {
  const struct policy *policy = parser->draft->policy;
  if (parser->draft->broken) return;
  for (guint day = 0; day < POLICY_DAYS; day++)
    if (policy->windows[day].from < policy->windows[day].to) return;
  findings_add(parser->findings, FINDING_NEVER_OPEN, parser->draft->windows.line, parser->draft->windows.column);
}

void checker_run(struct parser *parser, const struct language_world *world) {
  check_head(parser);
  check_open(parser);
  for (guint i = 0; i < parser->draft->rules->len; i++) {
    check_name(parser, i);
    check_kind(parser, i);
    check_complete(parser, i);
    check_templates(parser, i, world);
  }
  patterns_check(parser);
  reach_check(parser);
  closed_check(parser, world);
}
