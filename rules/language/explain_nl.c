#include "rules/language/explain_nl.h"

#include "rules/language/language_words_nl.h"
#include "rules/language/phrases_nl.h"

static void add_count(GString *text, int amount, const char *one, const char *many) {
  if (!amount) return;
  g_autofree char *count = phrases_count(ABS(amount), one, many);
  g_string_append_printf(text, "%s%s", text->len ? " en " : "", count);
}

static char *amount_text(const struct policy_when *when, gboolean later) {
  GString *text = g_string_new(NULL);
  int months = later ? MAX(when->months, 0) : MIN(when->months, 0),
      days = later ? MAX(when->days, 0) : MIN(when->days, 0),
      working = later ? MAX(when->working, 0) : MIN(when->working, 0);
  if (months % 12)
    add_count(text, months, "maand", "maanden");
  else
    add_count(text, months / 12, "jaar", "jaar");
  if (days % 7)
    add_count(text, days, "dag", "dagen");
  else
    add_count(text, days / 7, "week", "weken");
  add_count(text, working, "werkdag", "werkdagen");
  return g_string_free(text, FALSE);
}

/* "6 weken na de uitstroomdatum", "op de uitstroomdatum", "1 jaar na … en dan 8 weken eerder" */
static char *from_fact(const struct policy_when *when) {
  g_autofree char *name = phrases_fact((enum fact)when->fact), *after = amount_text(when, TRUE),
                  *before = amount_text(when, FALSE);
  if (*after && *before) return g_strdup_printf("%s na de %s en dan %s eerder", after, name, before);
  if (*after) return g_strdup_printf("%s na de %s", after, name);
  if (*before) return g_strdup_printf("%s voor de %s", before, name);
  return g_strdup_printf("op de %s", name);
}

char *explain_when(const struct policy_when *when) {
  if (when->base == POLICY_BASE_ANY_DAY) return g_strdup("zodra dit zo is");
  if (when->base == POLICY_BASE_YEARLY)
    return g_strdup_printf("elk jaar op %d %s", when->day, language_words_months[when->month - 1]);
  g_autofree char *day = from_fact(when);
  if (when->base == POLICY_BASE_FACT) return g_steal_pointer(&day);
  return g_strdup_printf("op de eerste schooldag na de zomervakantie, gerekend vanaf %s", day);
}

/* The condition as a sentence: "niveau is entree" for `niveau = entree`. */
static char *condition_text(const struct policy *policy, struct policy_span span) {
  g_autofree char *phrase = phrases_condition(policy, span, NULL);
  GString *text = g_string_new(phrase);
  g_string_replace(text, " <= ", " is hoogstens ", 0);
  g_string_replace(text, " < ", " is lager dan ", 0);
  g_string_replace(text, " = ", " is ", 0);
  return g_string_free(text, FALSE);
}

static void explain_head(GString *out, const struct policy *policy) {
  g_autofree char *valid = phrases_date(policy->valid_from), *condition = condition_text(policy, policy->condition),
                  *from = explain_when(&policy->from), *to = explain_when(&policy->to);
  g_string_append_printf(out, "%s\nVersie %s. Dit beleid geldt vanaf %s.\n\n", policy->name, policy->version, valid);
  g_string_append_printf(out, "Voor wie is dit?\n  Voor jongeren bij wie dit klopt: %s.\n", condition);
  g_string_append_printf(out, "  De begeleiding begint %s.\n  Zij stopt %s.\n", from, to);
  g_string_append_printf(out, "  Dit rust op: %s.\n\nWat doen we?\n", policy->ground);
}

static void explain_condition(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  if (!rule->condition.length) return;
  g_autofree char *condition = condition_text(policy, rule->condition);
  g_string_append_printf(out, "   Alleen als: %s.\n", condition);
}

static void explain_moment(GString *out, const struct policy_rule *rule) {
  g_autofree char *when = explain_when(&rule->when), *width = phrases_width(&rule->width);
  if (rule->width.unit == POLICY_WIDTH_UNTIL_HOLIDAY)
    g_string_append_printf(out, "   Wanneer: %s, of later, %s.\n", when, width);
  else if (rule->width.amount)
    g_string_append_printf(out, "   Wanneer: %s, of in de %s daarna.\n", when, width);
  else
    g_string_append_printf(out, "   Wanneer: %s.\n", when);
}

static void explain_actor(GString *out, const struct policy_rule *rule) {
  if (rule->personal)
    g_string_append(out, "   De begeleider doet dit zelf, in persoonlijk contact.\n");
  else if (policy_kind_is_task((enum policy_kind)rule->kind))
    g_string_append(out, "   Een medewerker doet dit.\n");
  else if (rule->kind != POLICY_HANDOVER)
    g_string_append(out, "   Het systeem stuurt dit uit naam van de begeleider.\n");
}

static void explain_texts(GString *out, const struct policy_rule *rule) {
  if (!rule->announce) return;
  g_autofree char *channels = phrases_channels(rule),
                  *within = phrases_count(rule->call_within, "werkdag", "werkdagen");
  if (policy_kind_is_task((enum policy_kind)rule->kind))
    g_string_append_printf(
        out,
        "   Eerst krijgt de jongere een bericht (%s). Daarna belt de begeleider binnen %s, op het dagdeel "
        "dat in het bericht staat.\n",
        channels, within);
  else
    g_string_append_printf(out, "   De jongere krijgt een bericht (%s).\n", channels);
}

static void explain_reaction(GString *out, const struct policy_rule *rule) {
  if (!rule->no_reaction) return;
  g_autofree char *after = phrases_count(rule->no_reaction, "werkdag", "werkdagen"),
                  *spacing = phrases_count(rule->spacing, "werkdag", "werkdagen");
  if (rule->attempts == 1) {
    g_string_append_printf(out, "   We wachten %s op een reactie.\n", after);
    return;
  }
  const char *how = rule->other_channel && rule->other_half ? ", op een andere manier en op een ander dagdeel"
                    : rule->other_channel                   ? ", op een andere manier"
                    : rule->other_half                      ? ", op een ander dagdeel"
                                                            : "";
  g_string_append_printf(
      out,
      "   Komt er na %s geen reactie, dan proberen we het opnieuw%s: samen hoogstens %d keer, met ten "
      "minste %s ertussen.\n",
      after, how, rule->attempts, spacing);
}

static void explain_late(GString *out, const struct policy_rule *rule) {
  g_autofree char *within = phrases_count(rule->late.within, "werkdag", "werkdagen");
  const char *then =
      rule->late.otherwise == POLICY_LATE_COUNSELLOR ? "beslist de begeleider wat er gebeurt" : "doen we het niet meer";
  if (rule->kind == POLICY_HANDOVER) return;
  if (rule->late.within < 0)
    g_string_append(out, "   Lukt het niet op tijd, dan kan het nog zolang de begeleiding loopt.\n");
  else if (rule->late.within)
    g_string_append_printf(out, "   Lukt het niet op tijd, dan kan het nog binnen %s. Daarna %s.\n", within, then);
  else
    g_string_append_printf(out, "   Lukt het niet op tijd, dan %s.\n", then);
}

static void explain_exceptions(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  for (guint i = 0; i < rule->n_exceptions; i++) {
    g_autofree char *condition = condition_text(policy, rule->exceptions[i].condition),
                    *when = explain_when(&rule->exceptions[i].when);
    gboolean skip = rule->exceptions[i].action == POLICY_EXCEPTION_SKIP;
    g_string_append_printf(out, "   Uitzondering: als %s, dan %s.\n", condition, skip ? "doen we dit niet" : when);
  }
}

static void explain_handover(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  if (rule->kind != POLICY_HANDOVER) return;
  struct policy_span span = rule->doorstroompunt;
  g_autofree char *condition = condition_text(policy, span);
  if (!span.length)
    g_string_append(out, "   Het voorstel gaat over het Doorstroompunt.\n");
  else if (policy->code[span.start].op == POLICY_OP_TRUE)
    g_string_append(out, "   Het voorstel gaat over de gemeente.\n");
  else
    g_string_append_printf(out, "   Het voorstel gaat over het Doorstroompunt als %s, en anders over de gemeente.\n",
                           condition);
  g_string_append(
      out, "   De begeleider beslist, en schrijft op waarom en op welke grond. Zonder besluit gaat er niets weg.\n");
  if (rule->otherwise_note)
    g_string_append_printf(out, "   Mag het niet, dan noteren we \"%s\" en gaat de begeleiding door.\n",
                           rule->otherwise_note);
}

static void explain_rule(GString *out, const struct policy *policy, guint i) {
  const struct policy_rule *rule = &policy->rules[i];
  g_string_append_printf(out, "\n%u. %s %s", i + 1, language_words_kinds[rule->kind], rule->name);
  if (rule->year) g_string_append_printf(out, ", in jaar %d", rule->year);
  g_string_append_printf(out, "\n   %s\n", rule->title);
  explain_moment(out, rule);
  explain_condition(out, policy, rule);
  explain_exceptions(out, policy, rule);
  explain_actor(out, rule);
  explain_texts(out, rule);
  explain_reaction(out, rule);
  explain_late(out, rule);
  explain_handover(out, policy, rule);
  g_string_append_printf(out, "   Dit rust op: %s.\n", rule->ground);
}

/* What each intent leads to, whatever the policy says of calling back. */
static const char *const meanings[POLICY_INTENTS] = {
    [POLICY_INTENT_HELP] = "de jongere wil hulp",
    [POLICY_INTENT_CALL_ME] = "de jongere wil gebeld worden",
    [POLICY_INTENT_WORK] = "de jongere heeft werk",
    [POLICY_INTENT_EDUCATION] = "de jongere volgt een opleiding",
    [POLICY_INTENT_NOT_NOW] = "de jongere wil nu geen hulp; het aanbod blijft staan",
    [POLICY_INTENT_NEVER] = "de jongere wil nooit meer hulp; de begeleider vraagt of dat klopt",
    [POLICY_INTENT_WRONG_PERSON] = "dit is iemand anders; de begeleider zoekt het goede nummer",
    [POLICY_INTENT_MOVED] = "de jongere is verhuisd",
    [POLICY_INTENT_STOP] = "de jongere wil geen berichten meer; die stoppen meteen",
    [POLICY_INTENT_URGENT] = "er is spoed; wie dienst heeft, krijgt dit meteen",
    [POLICY_INTENT_SEARCHING] = "de jongere zoekt werk",
    [POLICY_INTENT_OTHER] = "de jongere doet iets anders",
};

static void explain_replies(GString *out, const struct policy *policy) {
  gboolean told[POLICY_INTENTS] = {FALSE};
  g_string_append(out, "\nWat doen we met een antwoord?\n");
  for (guint i = 0; i < policy->n_replies; i++) {
    const struct policy_reply *reply = &policy->replies[i];
    if (told[reply->intent]) continue;
    told[reply->intent] = TRUE;
    g_string_append_printf(out, "  - %s", meanings[reply->intent]);
    if (reply->call_within >= 0) {
      g_autofree char *within = phrases_count(reply->call_within, "werkdag", "werkdagen");
      g_string_append_printf(out, ": dan bellen we binnen %s", within);
    }
    g_string_append(out, ".\n");
  }
  g_string_append(out, "  - Een ander antwoord leest de begeleider zelf.\n");
}

static void explain_windows(GString *out, const struct policy *policy) {
  static const char *const days[POLICY_DAYS] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                                "vrijdag", "zaterdag", "zondag",   "feestdagen"};
  g_string_append(out, "\nWanneer sturen we berichten?\n");
  for (guint day = 0; day < POLICY_DAYS; day++) {
    const struct policy_window *window = &policy->windows[day];
    if (window->from == window->to)
      g_string_append_printf(out, "  %s: niet\n", days[day]);
    else
      g_string_append_printf(out, "  %s: van %d:%02d tot %d:%02d uur\n", days[day], window->from / 60,
                             window->from % 60, window->to / 60, window->to % 60);
  }
  if (!policy->cap_per_week) return;
  const char *noun = policy->cap_per_week == 1 ? "bericht" : "berichten";
  g_string_append_printf(out, "  Een jongere krijgt hoogstens %d %s in een week.\n", policy->cap_per_week, noun);
}

char *explain_policy(const struct policy *policy) {
  GString *out = g_string_new(NULL);
  explain_head(out, policy);
  for (guint i = 0; i < policy->n_rules; i++) explain_rule(out, policy, i);
  explain_replies(out, policy);
  explain_windows(out, policy);
  return g_string_free(out, FALSE);
}
