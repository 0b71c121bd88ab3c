/* From tokens to a draft of a policy. Each clause of the grammar is a function; a clause with an error is reported and
 * left, and reading goes on at the next line, so that all errors of a text come out in one go. */
#ifndef RULES_LANGUAGE_PARSER_H
#define RULES_LANGUAGE_PARSER_H

#include <glib.h>

#include "rules/language/findings.h"
#include "rules/language/lexer.h"
#include "rules/policy/policy.h"

struct parser_place {
  guint line, column; /* line 0: not written */
};

/* Where the parts of a rule stand, for the checker. */
struct parser_marks {
  struct parser_place name, formerly, announce, condition, on, when, send, first, retry, proposal, note, decides;
  struct parser_place exceptions[POLICY_EXCEPTIONS_MAX];
  guint64 seen;    /* a bit per clause, against doubles */
  gboolean broken; /* a line of it couldn't be read: what is missing is then no news */
};

struct parser_draft {
  struct policy *policy; /* name, guidance, windows … */
  GArray *rules;         /* struct policy_rule */
  GArray *marks;         /* struct parser_marks, one a rule */
  GArray *replies;       /* struct policy_reply */
  GArray *reply_places;  /* struct parser_place of the pattern */
  GArray *code;          /* struct policy_code */
  struct parser_place head, valid, guidance, condition, window, windows;
  guint64 seen_head, seen_guidance;
  gboolean broken; /* as parser_marks.broken, of the head and the guidance */
};

struct parser {
  GArray *tokens;
  guint at;
  struct findings *findings;
  struct parser_draft *draft;
  struct policy_rule *rule; /* the open rule */
  struct parser_marks *marks;
};

/* Fills the draft, which must be fresh. */
void parser_read(struct parser *parser);
struct parser_draft *parser_draft_new(void);
/* The policy that the draft holds, or NULL when it isn't wanted; frees the draft. */
struct policy *parser_draft_finish(struct parser_draft *draft, gboolean wanted);

/* For the productions. */
const struct lexer_token *parser_here(const struct parser *parser);
struct parser_place parser_place(const struct parser *parser);
gboolean parser_line_ends(const struct parser *parser);
/* Takes the word when it is next on this line. */
gboolean parser_take(struct parser *parser, enum language_word word);
gboolean parser_take_sign(struct parser *parser, char sign);
/* Takes it, or reports what was expected. */
gboolean parser_need(struct parser *parser, enum language_word word);
gboolean parser_need_number(struct parser *parser, gint32 lowest, gint32 highest, gint32 *number);
/* One of a word's forms: "dag" or "dagen". */
gboolean parser_take_either(struct parser *parser, enum language_word one, enum language_word other);
/* The text between quotes, kept by the policy. NULL and a finding when there is none. */
const char *parser_need_string(struct parser *parser);
/* A finding that says what belongs at this place; always FALSE, so that a production can return it. */
gboolean parser_expected(struct parser *parser, enum findings_what what);
gboolean parser_expected_word(struct parser *parser, enum language_word word);
/* The next token as text, for findings. Caller frees. */
char *parser_shown(const struct parser *parser);

#endif
