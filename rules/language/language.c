#include "rules/language/language.h"

#include <string.h>

#include "rules/language/checker.h"
#include "rules/language/explain_nl.h"
#include "rules/language/findings.h"
#include "rules/language/parser.h"
#include "rules/language/phrases_nl.h"
#include "rules/language/writer_nl.h"

enum { TEXT_MAX = 256 * 1024 };

static void finding_free(gpointer data) {
  struct language_finding *finding = data;
  g_free(finding->file);
  g_free(finding->message);
  g_free(finding->source);
  g_free(finding);
}

GPtrArray *language_findings_new(void) {
  return g_ptr_array_new_with_free_func(finding_free);
}

gboolean language_has_error(const GPtrArray *findings) {
  for (guint i = 0; i < findings->len; i++)
    if (((const struct language_finding *)findings->pdata[i])->severity == LANGUAGE_ERROR) return TRUE;
  return FALSE;
}

static gint by_place(gconstpointer a, gconstpointer b) {
  const struct language_finding *one = *(struct language_finding *const *)a,
                                *two = *(struct language_finding *const *)b;
  if (one->line != two->line) return one->line < two->line ? -1 : 1;
  if (one->column != two->column) return one->column < two->column ? -1 : 1;
  return strcmp(one->code, two->code);
}

static void set_hash(struct policy *policy, const char *text, gsize length) {
  g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);
  g_strlcpy(policy->hash, hash, sizeof policy->hash);
}

static void read_tokens(struct parser *parser, const char *text, const struct language_world *world) {
  gboolean cut;
  parser->tokens = lexer_read(text, &cut);
  if (cut) findings_add(parser->findings, FINDING_TOO_LONG, 1u, 1u);
  parser_read(parser);
  checker_run(parser, world);
  g_array_unref(parser->tokens);
}

static struct policy *read_text(struct findings *findings, const char *text, gsize length,
                                const struct language_world *world) {
  struct parser parser = {.findings = findings, .draft = parser_draft_new()};
  g_autofree char *copy = g_strndup(text, length);
  findings->lines = g_strsplit(copy, "\n", -1);
  parser.draft->policy->ground = language_words_no_ground();
  set_hash(parser.draft->policy, text, length);
  read_tokens(&parser, copy, world);
  g_strfreev(findings->lines);
  return parser_draft_finish(parser.draft, !language_has_error(findings->list));
}

/* A list of its own first: the caller may gather the findings of several files in one. */
static void take_over(GPtrArray *all, GPtrArray *made) {
  g_ptr_array_sort(made, by_place);
  g_ptr_array_extend_and_steal(all, made);
}

struct policy *language_read(const char *file, const char *text, gsize length, const struct language_world *world,
                             GPtrArray *list) {
  static const struct language_world nothing = {.user = NULL};
  struct findings findings = {.file = file, .list = language_findings_new()};
  struct policy *policy = NULL;
  if (length > TEXT_MAX)
    findings_add(&findings, FINDING_TOO_LONG, 1u, 1u);
  else if (!g_utf8_validate_len(text, length, NULL))
    findings_add(&findings, FINDING_NOT_TEXT, 1u, 1u);
  else
    policy = read_text(&findings, text, length, world ? world : &nothing);
  take_over(list, findings.list);
  return policy;
}

static const char *severity_text(enum language_severity severity) {
  return severity == LANGUAGE_ERROR ? findings_error() : findings_warning();
}

char *language_finding_format(const struct language_finding *finding) {
  g_autofree char *indent = g_strnfill((gsize)MAX(finding->column - 1, 0), ' ');
  return g_strdup_printf("%s:%d:%d: %s: %s\n  %s\n  %s^\n", finding->file, finding->line, finding->column,
                         severity_text(finding->severity), finding->message, finding->source, indent);
}

char *language_write(const struct policy *policy) {
  return writer_policy(policy);
}

char *language_explain(const struct policy *policy) {
  return explain_policy(policy);
}

char *language_condition(const struct policy *policy, struct policy_span span, const struct facts *facts) {
  return phrases_condition(policy, span, facts);
}

char *language_when(const struct policy *policy, const struct policy_when *when) {
  (void)policy;
  return explain_when(when);
}
