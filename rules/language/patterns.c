#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/language/patterns.h"

#include <pcre2.h>
#include <string.h>

enum { MATCH_LIMIT = 20000, HEAP_LIMIT_KIB = 1024 };

/* The JIT may be refused on hardened units, so the checker matches as the flow does: pcre2_match, with limits (S26). */
static pcre2_code *compile(const char *pattern, int *error, PCRE2_SIZE *offset) {
  return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_CASELESS, error, offset, NULL);
}

static void report_bad(struct parser *parser, struct parser_place place, const char *pattern, int error, gsize offset) {
  char message[160];
  pcre2_get_error_message(error, (PCRE2_UCHAR *)message, sizeof message);
  long characters = g_utf8_strlen(pattern, (gssize)offset);
  g_autofree char *at = g_strdup_printf("%ld", characters + 1);
  findings_add(parser->findings, FINDING_BAD_PATTERN, place.line, place.column + 1 + (guint)characters, message, at);
}

static gboolean matches(const pcre2_code *code, const char *subject) {
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(context, MATCH_LIMIT);
  pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  int result = pcre2_match(code, (PCRE2_SPTR)subject, PCRE2_ZERO_TERMINATED, 0, 0, data, context);
  pcre2_match_data_free(data);
  pcre2_match_context_free(context);
  return result >= 0;
}

static const char special[] = "\\^$.[]|()?*+{}";

/* A plain word can be tried on the patterns before it; what a real pattern catches can't be known by trying. */
static gboolean is_literal(const char *text, gsize length) {
  return length > 0 && strcspn(text, special) >= length;
}

/* The earlier pattern must find the word alone and in the middle of a sentence: "^stop$" leaves "stop maar" to others.
 */
static gboolean catches(const pcre2_code *earlier, const char *word) {
  g_autofree char *sentence = g_strdup_printf("q %s q", word);
  return matches(earlier, word) && matches(earlier, sentence);
}

/* Every branch of "stop|stoppen" is a plain word and is caught: then the whole pattern is. */
static gboolean all_branches_match(const pcre2_code *earlier, const char *pattern) {
  g_auto(GStrv) branches = g_strsplit(pattern, "|", -1);
  for (guint i = 0; branches[i]; i++)
    if (!is_literal(branches[i], strlen(branches[i])) || !catches(earlier, branches[i])) return FALSE;
  return branches[0] != NULL;
}

static void check_shadow(struct parser *parser, const GPtrArray *codes, guint i) {
  const struct policy_reply *reply = &g_array_index(parser->draft->replies, struct policy_reply, i);
  struct parser_place place = g_array_index(parser->draft->reply_places, struct parser_place, i);
  for (guint j = 0; j < i; j++) {
    const struct policy_reply *earlier = &g_array_index(parser->draft->replies, struct policy_reply, j);
    gboolean same = strcmp(earlier->pattern, reply->pattern) == 0;
    if (!same && (!codes->pdata[j] || !all_branches_match(codes->pdata[j], reply->pattern))) continue;
    g_autofree char *line = g_strdup_printf("%d", earlier->line);
    findings_add(parser->findings, FINDING_SHADOWED, place.line, place.column, policy_intent_names[earlier->intent],
                 line);
    return;
  }
}

static void free_code(gpointer code) {
  if (code) pcre2_code_free(code);
}

void patterns_check(struct parser *parser) {
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(free_code);
  for (guint i = 0; i < parser->draft->replies->len; i++) {
    const struct policy_reply *reply = &g_array_index(parser->draft->replies, struct policy_reply, i);
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = compile(reply->pattern, &error, &offset);
    g_ptr_array_add(codes, code);
    struct parser_place place = g_array_index(parser->draft->reply_places, struct parser_place, i);
    if (!code) report_bad(parser, place, reply->pattern, error, offset);
    check_shadow(parser, codes, i);
  }
}
