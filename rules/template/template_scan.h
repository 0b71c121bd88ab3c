/* Cuts a Mustache text into plain pieces and tags; knows lines of their own, nothing of what the tags mean. */
#ifndef RULES_TEMPLATE_TEMPLATE_SCAN_H
#define RULES_TEMPLATE_TEMPLATE_SCAN_H

#include "rules/template/template_nl.h"

enum { TEMPLATE_SCAN_NAME_MAX = 64 };

enum template_tag {
  TEMPLATE_TAG_END, /* of the text */
  TEMPLATE_TAG_VARIABLE,
  TEMPLATE_TAG_RAW,
  TEMPLATE_TAG_SECTION,
  TEMPLATE_TAG_INVERTED,
  TEMPLATE_TAG_CLOSE,
  TEMPLATE_TAG_PARTIAL,
  TEMPLATE_TAG_COMMENT
};

/* Piece of text, tag after it. Pointers lead into the text. */
struct template_token {
  const char *text;
  gsize n_text;
  enum template_tag tag;
  const char *at; /* where the tag begins */
  char name[TEMPLATE_SCAN_NAME_MAX + 1];
  const char *indent; /* before a tag on a line of its own */
  gsize n_indent;
};

struct template_scan {
  const char *text, *next, *end;
};

void template_scan_start(struct template_scan *scan, const char *text);
/* FALSE on a fault: then `fault` says what, token->at where, token->name what it is about, cut short if need be. */
gboolean template_scan_next(struct template_scan *scan, struct template_token *token, enum template_nl_text *fault);
/* Letters, digits, - and _; NONE when it is a name. */
enum template_nl_text template_scan_name(const char *name, gsize length);
/* Place of `at` in the text, counted from 1. */
void template_scan_place(const char *text, const char *at, int *line, int *column);

#endif
