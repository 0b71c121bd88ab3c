#include "rules/language/reach.h"

#include <string.h>

/* What a condition can look at: the facts, and after them the things that aren't facts, as if they were. */
enum {
  SLOT_AGE = FACT_COUNT,
  SLOT_USED, /* + year */
  SLOT_MADE = SLOT_USED + 3,
  SLOT_SILENT = SLOT_MADE + 3,
  SLOTS
};

struct world {
  gint32 value[SLOTS]; /* FACT_UNKNOWN, or a value */
};

enum { VALUES_MAX = 24, STACK_MAX = 64 };

struct dimension {
  guint slot, n;
  gint32 value[VALUES_MAX];
};

/* Which slot an operation reads; SLOTS for none. */
static guint slot_of(const struct policy_code *code) {
  switch ((enum policy_op)code->op) {
  case POLICY_OP_EQUAL:
  case POLICY_OP_LESS:
  case POLICY_OP_AT_MOST:
  case POLICY_OP_IS_UNKNOWN:
  case POLICY_OP_SEASON:
    return code->fact;
  case POLICY_OP_AGE_LESS:
    return SLOT_AGE;
  case POLICY_OP_OFFER_USED:
    return SLOT_USED + (guint)code->value;
  case POLICY_OP_OFFER_MADE:
    return SLOT_MADE + (guint)code->value;
  case POLICY_OP_SILENT:
    return SLOT_SILENT;
  default:
    return SLOTS;
  }
}

static enum tri tri_of(gint32 value, gboolean holds) {
  if (value == FACT_UNKNOWN) return TRI_UNKNOWN;
  return holds ? TRI_TRUE : TRI_FALSE;
}

static enum tri tri_not(enum tri a) {
  return a == TRI_UNKNOWN ? a : a == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
}

static enum tri tri_and(enum tri a, enum tri b) {
  if (a == TRI_FALSE || b == TRI_FALSE) return TRI_FALSE;
  return a == TRI_TRUE && b == TRI_TRUE ? TRI_TRUE : TRI_UNKNOWN;
}

static enum tri atom(const struct policy_code *code, const struct world *world) {
  guint slot = slot_of(code);
  if (slot == SLOTS) return TRI_TRUE;
  gint32 value = world->value[slot];
  switch ((enum policy_op)code->op) {
  case POLICY_OP_EQUAL:
    return tri_of(value, value == code->value);
  case POLICY_OP_LESS:
  case POLICY_OP_AGE_LESS:
    return tri_of(value, value < code->value);
  case POLICY_OP_AT_MOST:
    return tri_of(value, value <= code->value);
  case POLICY_OP_IS_UNKNOWN:
    return value == FACT_UNKNOWN ? TRI_TRUE : TRI_FALSE;
  case POLICY_OP_SEASON:
    return policy_season_holds(code->value, value);
  case POLICY_OP_SILENT:
    return tri_of(value, value >= code->value);
  default:
    return tri_of(value, value != 0);
  }
}

static enum tri holds(const struct parser_draft *draft, struct policy_span span, const struct world *world) {
  enum tri stack[STACK_MAX];
  guint depth = 0;
  for (guint i = 0; i < span.length; i++) {
    const struct policy_code *code = &g_array_index(draft->code, struct policy_code, span.start + i);
    if (code->op == POLICY_OP_NOT) {
      stack[depth - 1] = tri_not(stack[depth - 1]);
    } else if (code->op == POLICY_OP_AND) {
      depth--;
      stack[depth - 1] = tri_and(stack[depth - 1], stack[depth]);
    } else if (code->op == POLICY_OP_OR) {
      depth--;
      stack[depth - 1] = tri_not(tri_and(tri_not(stack[depth - 1]), tri_not(stack[depth])));
    } else {
      if (depth == STACK_MAX) return TRI_UNKNOWN;
      stack[depth++] = atom(code, world);
    }
  }
  return depth ? stack[0] : TRI_TRUE;
}

static void clear_world(struct world *world) {
  for (guint i = 0; i < SLOTS; i++) world->value[i] = FACT_UNKNOWN;
}

enum tri reach_on_date(const struct parser_draft *draft, struct policy_span span, enum fact fact, date_t date) {
  struct world world;
  clear_world(&world);
  world.value[fact] = date;
  return holds(draft, span, &world);
}

static void add_value(struct dimension *dimension, gint32 value) {
  for (guint i = 0; i < dimension->n; i++)
    if (dimension->value[i] == value) return;
  if (dimension->n < VALUES_MAX) dimension->value[dimension->n++] = value;
}

/* The first and last day of the season and the days around them, in a year that stands for all. */
static void add_season(struct dimension *dimension, gint32 season) {
  int sides[4];
  policy_season_sides(season, sides);
  for (guint i = 0; i < 4; i += 2) {
    date_t day = date_from_civil(2027, sides[i], sides[i + 1]);
    for (int shift = -1; shift <= 1; shift++) add_value(dimension, day + shift);
  }
}

/* The values at which the answer can change: those named, those around a bound, and unknown where it can be. */
static void add_values(struct dimension *dimension, const struct policy_code *code) {
  guint slot = dimension->slot;
  if (slot < SLOT_USED) add_value(dimension, FACT_UNKNOWN);
  if (slot < FACT_COUNT && facts_fields[slot].choices) {
    for (gint32 i = 0; facts_fields[slot].choices[i]; i++) add_value(dimension, i);
  } else if (code->op == POLICY_OP_SEASON) {
    add_season(dimension, code->value);
  } else if (slot >= SLOT_USED && slot < SLOT_SILENT) {
    add_value(dimension, FACT_NO);
    add_value(dimension, FACT_YES);
  } else {
    for (gint32 shift = -1; shift <= 1; shift++) add_value(dimension, code->value + shift);
  }
}

static void add_span(const struct parser_draft *draft, struct policy_span span, GArray *dimensions) {
  for (guint i = 0; i < span.length; i++) {
    const struct policy_code *code = &g_array_index(draft->code, struct policy_code, span.start + i);
    guint slot = slot_of(code), d = 0;
    if (slot == SLOTS) continue;
    while (d < dimensions->len && g_array_index(dimensions, struct dimension, d).slot != slot) d++;
    if (d == dimensions->len) {
      g_array_set_size(dimensions, d + 1);
      g_array_index(dimensions, struct dimension, d).slot = slot;
    }
    add_values(&g_array_index(dimensions, struct dimension, d), code);
  }
}

/* The next combination, like the digits of a counter; FALSE after the last. */
static gboolean next_world(const GArray *dimensions, guint *digit, struct world *world) {
  for (guint d = 0; d < dimensions->len; d++) {
    const struct dimension *dimension = &g_array_index(dimensions, struct dimension, d);
    digit[d] = (digit[d] + 1) % dimension->n;
    world->value[dimension->slot] = dimension->value[digit[d]];
    if (digit[d]) return TRUE;
  }
  return FALSE;
}

struct answer {
  gboolean complete;    /* every combination was tried */
  gboolean can_be_true; /* with `voor` not false */
  guint unknown_fact;   /* a slot that alone makes the condition unknown; SLOTS = none */
};

/* Someone who is in scope and meets unknown: which of the facts is it? The first that is unknown will do. */
static guint blame(const GArray *dimensions, const struct world *world) {
  for (guint d = 0; d < dimensions->len; d++) {
    guint slot = g_array_index(dimensions, struct dimension, d).slot;
    if (world->value[slot] == FACT_UNKNOWN) return slot;
  }
  return SLOTS;
}

static struct answer try_all(const struct parser_draft *draft, struct policy_span rule) {
  struct answer answer = {.unknown_fact = SLOTS};
  g_autoptr(GArray) dimensions = g_array_new(FALSE, TRUE, sizeof(struct dimension));
  add_span(draft, rule, dimensions);
  add_span(draft, draft->policy->condition, dimensions);
  guint digit[SLOTS] = {0};
  struct world world;
  clear_world(&world);
  for (guint d = 0; d < dimensions->len; d++) {
    const struct dimension *dimension = &g_array_index(dimensions, struct dimension, d);
    world.value[dimension->slot] = dimension->value[0];
  }
  for (guint tries = 0; tries < REACH_TRIES_MAX; tries++) {
    enum tri scope = holds(draft, draft->policy->condition, &world), own = holds(draft, rule, &world);
    if (scope != TRI_FALSE && own == TRI_TRUE) answer.can_be_true = TRUE;
    if (scope == TRI_TRUE && own == TRI_UNKNOWN && answer.unknown_fact == SLOTS)
      answer.unknown_fact = blame(dimensions, &world);
    if (next_world(dimensions, digit, &world)) continue;
    answer.complete = TRUE;
    break;
  }
  return answer;
}

static const char *slot_name(guint slot) {
  return slot < FACT_COUNT ? facts_fields[slot].name : language_words_text(WORD_AGE);
}

/* Rules that can meet the same unknown fact share one warning: a policy in which ten rules look at the profile says so
 * once and not ten times. */
struct unknowns {
  GString *names[SLOTS];
  struct parser_place place[SLOTS];
};

static void note_unknown(struct unknowns *unknowns, guint slot, const struct policy_rule *rule,
                         struct parser_place place) {
  if (!unknowns->names[slot]) {
    unknowns->names[slot] = g_string_new(rule->name);
    unknowns->place[slot] = place;
  } else {
    g_string_append_printf(unknowns->names[slot], ", %s", rule->name);
  }
}

static void check_rule(struct parser *parser, guint i, struct unknowns *unknowns) {
  const struct policy_rule *rule = &g_array_index(parser->draft->rules, struct policy_rule, i);
  struct parser_place place = g_array_index(parser->draft->marks, struct parser_marks, i).condition;
  if (!rule->condition.length) return;
  struct answer answer = try_all(parser->draft, rule->condition);
  if (answer.complete && !answer.can_be_true)
    findings_add(parser->findings, FINDING_NEVER_ACTS, place.line, place.column);
  else if (answer.unknown_fact != SLOTS)
    note_unknown(unknowns, answer.unknown_fact, rule, place);
}

static void check_exceptions(struct parser *parser, guint i) {
  const struct policy_rule *rule = &g_array_index(parser->draft->rules, struct policy_rule, i);
  const struct parser_marks *marks = &g_array_index(parser->draft->marks, struct parser_marks, i);
  for (guint n = 0; n < rule->n_exceptions; n++) {
    struct answer answer = try_all(parser->draft, rule->exceptions[n].condition);
    struct parser_place place = marks->exceptions[n];
    if (answer.complete && !answer.can_be_true)
      findings_add(parser->findings, FINDING_NEVER_EXCEPTED, place.line, place.column);
  }
}

static void report_unknowns(struct parser *parser, struct unknowns *unknowns) {
  for (guint slot = 0; slot < SLOTS; slot++) {
    if (!unknowns->names[slot]) continue;
    g_autofree char *names = g_string_free(unknowns->names[slot], FALSE);
    findings_add(parser->findings, FINDING_MAY_BE_UNKNOWN, unknowns->place[slot].line, unknowns->place[slot].column,
                 slot_name(slot), names);
  }
}

static gboolean same_code(const struct parser_draft *draft, struct policy_span a, struct policy_span b) {
  if (a.length != b.length) return FALSE;
  for (guint i = 0; i < a.length; i++) {
    const struct policy_code *one = &g_array_index(draft->code, struct policy_code, a.start + i);
    const struct policy_code *two = &g_array_index(draft->code, struct policy_code, b.start + i);
    if (one->op != two->op || one->fact != two->fact || one->months != two->months || one->value != two->value)
      return FALSE;
  }
  return TRUE;
}

static gboolean same_when(const struct policy_when *a, const struct policy_when *b) {
  return a->base == b->base && a->fact == b->fact && a->day == b->day && a->month == b->month &&
         a->months == b->months && a->days == b->days && a->working == b->working;
}

/* Same kind, day, year and condition: the person would get both. A different text makes it no less of a clash. */
static void check_clash(struct parser *parser, guint i) {
  const struct parser_draft *draft = parser->draft;
  const struct policy_rule *rule = &g_array_index(draft->rules, struct policy_rule, i);
  const struct parser_marks *marks = &g_array_index(draft->marks, struct parser_marks, i);
  if (marks->broken) return;
  for (guint j = 0; j < i; j++) {
    const struct policy_rule *other = &g_array_index(draft->rules, struct policy_rule, j);
    gboolean years = rule->year == other->year || !rule->year || !other->year;
    if (rule->kind != other->kind || !years || !same_when(&rule->when, &other->when)) continue;
    if (rule->n_exceptions || other->n_exceptions || g_array_index(draft->marks, struct parser_marks, j).broken)
      continue;
    if (!same_code(draft, rule->condition, other->condition)) continue;
    g_autofree char *line = g_strdup_printf("%d", other->line);
    findings_add(parser->findings, FINDING_CLASH, marks->name.line, marks->name.column, other->name, line);
    return;
  }
}

void reach_check(struct parser *parser) {
  struct unknowns unknowns = {.names = {NULL}};
  for (guint i = 0; i < parser->draft->rules->len; i++) {
    check_rule(parser, i, &unknowns);
    check_exceptions(parser, i);
    check_clash(parser, i);
  }
  report_unknowns(parser, &unknowns);
}
