#include "rules/language/phrases_nl.h"

#include <string.h>

#include "rules/language/language_words_nl.h"

enum binding { BINDS_OR, BINDS_AND, BINDS_NOT, BINDS_ALL };

/* A phrase under construction: its text, how tightly it binds, and, for a list of values, of which fact it is. */
struct phrase {
  char *text;
  enum binding binding;
  int list_of; /* enum fact of "fact = a of b", -1 = no such list */
};

static void phrase_clear(gpointer phrase) {
  g_free(((struct phrase *)phrase)->text);
}

char *phrases_count(int number, const char *one, const char *many) {
  return g_strdup_printf("%d %s", number, number == 1 ? one : many);
}

char *phrases_date(date_t date) {
  int year, month, day;
  date_to_civil(date, &year, &month, &day);
  return g_strdup_printf("%d-%d-%d", day, month, year);
}

char *phrases_fact(enum fact fact) {
  return g_strdelimit(g_strdup(facts_fields[fact].name), "_", ' ');
}

static char *value_text(enum fact fact, gint32 value) {
  if (facts_fields[fact].type == FACT_TYPE_DATE && value != FACT_UNKNOWN) return phrases_date(value);
  return facts_format(fact, value);
}

static char *told(const struct facts *facts, enum fact fact, char *phrase) {
  if (!facts) return phrase;
  g_autofree char *plain = phrase, *value = value_text(fact, facts->value[fact]);
  return g_strdup_printf("%s (is: %s)", plain, value);
}

static char *comparison(const struct policy_code *code, const char *sign, const struct facts *facts) {
  g_autofree char *name = phrases_fact((enum fact)code->fact), *value = value_text((enum fact)code->fact, code->value);
  return told(facts, (enum fact)code->fact, g_strdup_printf("%s %s %s", name, sign, value));
}

static char *is_unknown(const struct policy_code *code, const struct facts *facts) {
  g_autofree char *name = phrases_fact((enum fact)code->fact);
  return told(facts, (enum fact)code->fact, g_strdup_printf("%s = onbekend", name));
}

static char *season(const struct policy_code *code, const struct facts *facts) {
  int sides[4];
  policy_season_sides(code->value, sides);
  g_autofree char *name = phrases_fact((enum fact)code->fact);
  char *phrase = g_strdup_printf("%s valt van %d %s tot en met %d %s", name, sides[1],
                                 language_words_months[sides[0] - 1], sides[3], language_words_months[sides[2] - 1]);
  return told(facts, (enum fact)code->fact, phrase);
}

static char *silent(const struct policy_code *code) {
  g_autofree char *apart =
      code->months ? g_strdup_printf(", ten minste %d maanden uiteen,", code->months) : g_strdup("");
  return g_strdup_printf("%d contacten na elkaar%s zonder reactie", code->value, apart);
}

static struct phrase atom(const struct policy_code *code, const struct facts *facts) {
  struct phrase phrase = {.binding = BINDS_ALL, .list_of = -1};
  switch ((enum policy_op)code->op) {
  case POLICY_OP_EQUAL:
    phrase.text = comparison(code, "=", facts);
    break;
  case POLICY_OP_LESS:
    phrase.text = comparison(code, "<", facts);
    break;
  case POLICY_OP_AT_MOST:
    phrase.text = comparison(code, "<=", facts);
    break;
  case POLICY_OP_IS_UNKNOWN:
    phrase.text = is_unknown(code, facts);
    break;
  case POLICY_OP_AGE_LESS:
    phrase.text = g_strdup_printf("leeftijd < %d", code->value);
    break;
  case POLICY_OP_OFFER_USED:
    phrase.text = g_strdup_printf("aanbod in jaar %d gebruikt", code->value);
    break;
  case POLICY_OP_OFFER_MADE:
    phrase.text = g_strdup_printf("aanbod in jaar %d gedaan", code->value);
    break;
  case POLICY_OP_SILENT:
    phrase.text = silent(code);
    break;
  case POLICY_OP_SEASON:
    phrase.text = season(code, facts);
    break;
  default:
    phrase.text = g_strdup(language_words_text(WORD_ALWAYS));
    break;
  }
  if (!facts && (code->op == POLICY_OP_EQUAL || code->op == POLICY_OP_IS_UNKNOWN)) phrase.list_of = code->fact;
  return phrase;
}

static struct phrase pop(GArray *stack) {
  struct phrase phrase = g_array_index(stack, struct phrase, stack->len - 1);
  g_array_index(stack, struct phrase, stack->len - 1).text = NULL;
  g_array_set_size(stack, stack->len - 1);
  return phrase;
}

/* In brackets when it binds less tightly than its place asks. */
static char *bound(const struct phrase *phrase, enum binding least) {
  return phrase->binding < least ? g_strdup_printf("(%s)", phrase->text) : g_strdup(phrase->text);
}

/* "fact = a" of "fact = b" is read back from "fact = a of b" as the same code, and reads better. */
static gboolean joins_list(const struct phrase *left, const struct phrase *right) {
  return left->list_of >= 0 && left->list_of == right->list_of && !strstr(right->text, " of ");
}

static struct phrase join(struct phrase left, struct phrase right, enum policy_op op) {
  g_autofree char *a = left.text, *b = right.text;
  if (op == POLICY_OP_OR && joins_list(&left, &right))
    return (struct phrase){g_strdup_printf("%s of %s", a, strstr(b, " = ") + 3), BINDS_ALL, left.list_of};
  enum binding own = op == POLICY_OP_OR ? BINDS_OR : BINDS_AND;
  g_autofree char *first = bound(&left, own), *second = bound(&right, own + 1);
  return (struct phrase){g_strdup_printf("%s %s %s", first, own == BINDS_OR ? "of" : "en", second), own, -1};
}

/* "aanbod in jaar 1 niet gebruikt" is how it is said, and the only way it is read. */
static struct phrase negate(struct phrase phrase) {
  g_autofree char *text = phrase.text;
  if (g_str_has_prefix(text, "aanbod in jaar ") && phrase.binding == BINDS_ALL) {
    const char *verb = strrchr(text, ' ');
    return (struct phrase){g_strdup_printf("%.*s niet%s", (int)(verb - text), text, verb), BINDS_NOT, -1};
  }
  if (phrase.list_of >= 0 && g_str_has_suffix(text, " = onbekend") && !strstr(text, " of "))
    return (struct phrase){g_strdup_printf("%.*s bekend", (int)(strlen(text) - strlen(" = onbekend")), text), BINDS_NOT,
                           -1};
  g_autofree char *inner = bound(&phrase, BINDS_NOT);
  return (struct phrase){g_strdup_printf("niet %s", inner), BINDS_NOT, -1};
}

static void push_code(GArray *stack, const struct policy_code *code, const struct facts *facts) {
  struct phrase made;
  if (code->op == POLICY_OP_AND || code->op == POLICY_OP_OR) {
    struct phrase right = pop(stack), left = pop(stack);
    made = join(left, right, (enum policy_op)code->op);
  } else if (code->op == POLICY_OP_NOT) {
    made = negate(pop(stack));
  } else {
    made = atom(code, facts);
  }
  g_array_append_val(stack, made);
}

char *phrases_condition(const struct policy *policy, struct policy_span span, const struct facts *facts) {
  if (!span.length) return g_strdup(language_words_text(WORD_ALWAYS));
  g_autoptr(GArray) stack = g_array_new(FALSE, TRUE, sizeof(struct phrase));
  g_array_set_clear_func(stack, phrase_clear);
  for (guint i = 0; i < span.length; i++) push_code(stack, &policy->code[span.start + i], facts);
  return pop(stack).text;
}

static void append_offset(GString *text, int amount, const char *one, const char *many) {
  if (!amount) return;
  g_autofree char *count = phrases_count(ABS(amount), one, many);
  g_string_append_printf(text, " %c %s", amount < 0 ? '-' : '+', count);
}

static void append_offsets(GString *text, const struct policy_when *when) {
  if (when->months % 12)
    append_offset(text, when->months, "maand", "maanden");
  else
    append_offset(text, when->months / 12, "jaar", "jaar");
  if (when->days % 7)
    append_offset(text, when->days, "dag", "dagen");
  else
    append_offset(text, when->days / 7, "week", "weken");
  append_offset(text, when->working, "werkdag", "werkdagen");
}

char *phrases_when(const struct policy_when *when) {
  if (when->base == POLICY_BASE_ANY_DAY) return g_strdup("elke dag");
  if (when->base == POLICY_BASE_YEARLY)
    return g_strdup_printf("elke %d %s", when->day, language_words_months[when->month - 1]);
  g_autofree char *name = phrases_fact((enum fact)when->fact);
  g_autoptr(GString) text = g_string_new(NULL);
  if (when->base == POLICY_BASE_SCHOOL_START) g_string_append(text, "eerste schooldag na zomervakantie vanaf ");
  g_string_append(text, name);
  append_offsets(text, when);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

char *phrases_width(const struct policy_width *width) {
  if (width->unit == POLICY_WIDTH_UNTIL_HOLIDAY)
    return g_strdup_printf("tot %s", language_words_holidays[width->holiday]);
  if (width->unit == POLICY_WIDTH_WORKING_DAYS) return phrases_count(width->amount, "werkdag", "werkdagen");
  if (width->amount % 7 || !width->amount) return phrases_count(width->amount, "dag", "dagen");
  return phrases_count(width->amount / 7, "week", "weken");
}

char *phrases_channels(const struct policy_rule *rule) {
  const char *names[POLICY_CHANNELS_MAX + 1] = {NULL};
  for (guint i = 0; i < POLICY_CHANNELS_MAX && rule->channels[i] != POLICY_CHANNEL_NONE; i++)
    names[i] = language_words_channels[rule->channels[i]];
  return g_strjoinv(" of ", (char **)names);
}
