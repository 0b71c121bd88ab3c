#include "rules/template/template_scan.h"

#include <string.h>

void template_scan_start(struct template_scan *scan, const char *text) {
  scan->text = scan->next = text;
  scan->end = text + strlen(text);
}

void template_scan_place(const char *text, const char *at, int *line, int *column) {
  *line = 1;
  const char *start = text;
  for (const char *p = text; p < at; p++) {
    if (*p != '\n') continue;
    start = p + 1;
    ++*line;
  }
  *column = (int)g_utf8_strlen(start, at - start) + 1;
}

enum template_nl_text template_scan_name(const char *name, gsize length) {
  if (length == 0) return TEMPLATE_NL_TAG_EMPTY;
  if (length > TEMPLATE_SCAN_NAME_MAX) return TEMPLATE_NL_NAME_BAD;
  gboolean dotted = FALSE;
  for (gsize i = 0; i < length; i++) {
    if (name[i] == '.')
      dotted = TRUE;
    else if (!g_ascii_isalnum(name[i]) && name[i] != '_' && name[i] != '-')
      return TEMPLATE_NL_NAME_BAD;
  }
  return dotted ? TEMPLATE_NL_NAME_DOTTED : TEMPLATE_NL_NONE;
}

/* What a fault is about, cut to what fits, between two characters. */
static void keep_name(struct template_token *token, const char *name, gsize length) {
  length = MIN(length, TEMPLATE_SCAN_NAME_MAX);
  while (length > 0 && ((guchar)name[length] & 0xc0) == 0x80) length--;
  memcpy(token->name, name, length);
  token->name[length] = '\0';
}

static enum template_tag tag_of(char sigil) {
  static const struct {
    char sigil;
    enum template_tag tag;
  } tags[] = {{'{', TEMPLATE_TAG_RAW},      {'&', TEMPLATE_TAG_RAW},   {'#', TEMPLATE_TAG_SECTION},
              {'^', TEMPLATE_TAG_INVERTED}, {'/', TEMPLATE_TAG_CLOSE}, {'>', TEMPLATE_TAG_PARTIAL},
              {'!', TEMPLATE_TAG_COMMENT}};
  for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
    if (tags[i].sigil == sigil) return tags[i].tag;
  return TEMPLATE_TAG_VARIABLE;
}

static gboolean is_blank(char c) {
  return c == ' ' || c == '\t';
}

static gboolean read_name(struct template_token *token, const char *from, const char *to,
                          enum template_nl_text *fault) {
  while (from < to && g_ascii_isspace(*from)) from++;
  while (to > from && g_ascii_isspace(to[-1])) to--;
  gsize length = (gsize)(to - from);
  *fault = template_scan_name(from, length);
  keep_name(token, from, length);
  /* {{.}} is the item itself; no section can be about it. */
  if (g_str_equal(token->name, ".") && (token->tag == TEMPLATE_TAG_VARIABLE || token->tag == TEMPLATE_TAG_RAW))
    *fault = TEMPLATE_NL_NONE;
  return *fault == TEMPLATE_NL_NONE;
}

/* Reads the tag at token->at and moves on behind it. */
static gboolean read_tag(struct template_scan *scan, struct template_token *token, enum template_nl_text *fault) {
  const char *inside = token->at + 2;
  gboolean triple = *inside == '{';
  const char *close = strstr(inside + triple, triple ? "}}}" : "}}");
  if (!close) {
    *fault = TEMPLATE_NL_TAG_OPEN;
    return FALSE;
  }
  scan->next = close + (triple ? 3 : 2);
  token->tag = tag_of(*inside);
  if (*inside == '=') {
    *fault = TEMPLATE_NL_DELIMITERS;
    return FALSE;
  }
  if (token->tag == TEMPLATE_TAG_COMMENT) return TRUE;
  return read_name(token, inside + (token->tag != TEMPLATE_TAG_VARIABLE), close, fault);
}

/* A tag that shows nothing itself takes its line along when nothing else is on it. */
static void strip_line(struct template_scan *scan, struct template_token *token) {
  if (token->tag == TEMPLATE_TAG_VARIABLE || token->tag == TEMPLATE_TAG_RAW) return;
  const char *start = token->at, *after = scan->next;
  while (start > token->text && is_blank(start[-1])) start--;
  if (start > scan->text && start[-1] != '\n') return;
  while (is_blank(*after)) after++;
  if (after[0] == '\r' && after[1] == '\n') after++;
  if (*after != '\n' && *after != '\0') return;
  token->n_text = (gsize)(start - token->text);
  token->indent = start;
  token->n_indent = (gsize)(token->at - start);
  scan->next = *after ? after + 1 : after;
}

gboolean template_scan_next(struct template_scan *scan, struct template_token *token, enum template_nl_text *fault) {
  const char *at = strstr(scan->next, "{{");
  *token = (struct template_token){.text = scan->next, .at = at ? at : scan->end};
  token->n_text = (gsize)(token->at - token->text);
  *fault = TEMPLATE_NL_NONE;
  if (!at) {
    scan->next = scan->end;
    return TRUE;
  }
  if (!read_tag(scan, token, fault)) return FALSE;
  strip_line(scan, token);
  return TRUE;
}
