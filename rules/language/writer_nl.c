#include "rules/language/writer_nl.h"

#include "rules/language/language_words_nl.h"
#include "rules/language/phrases_nl.h"

static void write_head(GString *out, const struct policy *policy) {
  g_autofree char *valid = phrases_date(policy->valid_from), *from = phrases_when(&policy->from),
                  *to = phrases_when(&policy->to), *condition = phrases_condition(policy, policy->condition, NULL);
  g_string_append_printf(out, "beleid \"%s\" versie %s\n  geldig vanaf %s\n\n", policy->name, policy->version, valid);
  g_string_append_printf(out, "begeleiding %s\n  grondslag \"%s\"\n", policy->guidance, policy->ground);
  g_string_append_printf(out, "  voor %s\n  van %s tot %s\n", condition, from, to);
}

static void write_conditions(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  if (!rule->condition.length) return;
  g_autofree char *condition = phrases_condition(policy, rule->condition, NULL);
  g_string_append_printf(out, "  als %s\n", condition);
}

static void write_actor(GString *out, const struct policy_rule *rule) {
  gboolean task = policy_kind_is_task((enum policy_kind)rule->kind) || rule->kind == POLICY_HANDOVER;
  g_string_append(out, rule->personal ? "  door begeleider, persoonlijk\n"
                       : task         ? "  door begeleider\n"
                                      : "  door systeem\n");
}

static void write_moment(GString *out, const struct policy_rule *rule) {
  if (rule->when.base == POLICY_BASE_ANY_DAY) return;
  g_autofree char *when = phrases_when(&rule->when), *width = phrases_width(&rule->width);
  g_string_append_printf(out, "  op %s, speling %s\n", when, width);
}

/* A message is sent; a task that has a text is announced by it. */
static void write_texts(GString *out, const struct policy_rule *rule) {
  if (!rule->announce) return;
  g_autofree char *channels = phrases_channels(rule);
  if (!policy_kind_is_task((enum policy_kind)rule->kind)) {
    g_string_append_printf(out, "  stuur %s \"%s\"\n", channels, rule->announce);
    return;
  }
  g_autofree char *within = phrases_count(rule->call_within, "werkdag", "werkdagen");
  g_string_append_printf(out, "  eerst %s \"%s\"; dan bellen binnen %s op het aangekondigde dagdeel\n", channels,
                         rule->announce, within);
}

static void write_reaction(GString *out, const struct policy_rule *rule) {
  if (!rule->no_reaction) return;
  g_autofree char *after = phrases_count(rule->no_reaction, "werkdag", "werkdagen"),
                  *spacing = phrases_count(rule->spacing, "werkdag", "werkdagen");
  if (rule->attempts == 1) {
    g_string_append_printf(out, "  wacht %s op reactie\n", after);
    return;
  }
  g_string_append_printf(
      out, "  bij geen reactie na %s opnieuw%s%s%s", after, rule->other_channel ? " via ander kanaal" : "",
      rule->other_channel && rule->other_half ? " en" : "", rule->other_half ? " op ander dagdeel" : "");
  g_string_append_printf(out, ", ten hoogste %d keer, ten minste %s uiteen\n", rule->attempts, spacing);
}

static void write_late(GString *out, const struct policy_late *late) {
  const char *otherwise = late->otherwise == POLICY_LATE_COUNSELLOR ? "naar begeleider" : "overslaan";
  if (late->within == 0)
    g_string_append_printf(out, "  te laat: %s\n", otherwise);
  else if (late->within < 0)
    g_string_append_printf(out, "  te laat: alsnog, anders %s\n", otherwise);
  else {
    g_autofree char *within = phrases_count(late->within, "werkdag", "werkdagen");
    g_string_append_printf(out, "  te laat: alsnog binnen %s, anders %s\n", within, otherwise);
  }
}

static void write_exceptions(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  for (guint i = 0; i < rule->n_exceptions; i++) {
    const struct policy_exception *exception = &rule->exceptions[i];
    g_autofree char *condition = phrases_condition(policy, exception->condition, NULL);
    g_autofree char *when = phrases_when(&exception->when);
    gboolean skip = exception->action == POLICY_EXCEPTION_SKIP;
    g_string_append_printf(out, "  uitzondering als %s: %s%s\n", condition, skip ? "overslaan" : "op ",
                           skip ? "" : when);
  }
}

/* An empty span is always the Doorstroompunt, "not always" is always the gemeente. */
static void write_receiver(GString *out, const struct policy *policy, struct policy_span span) {
  if (!span.length) {
    g_string_append(out, "  voorstel aan doorstroompunt\n");
  } else if (span.length == 2 && policy->code[span.start].op == POLICY_OP_TRUE) {
    g_string_append(out, "  voorstel aan gemeente\n");
  } else {
    g_autofree char *condition = phrases_condition(policy, span, NULL);
    g_string_append_printf(out, "  voorstel aan doorstroompunt als %s, anders aan gemeente\n", condition);
  }
}

static void write_handover(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  if (rule->kind != POLICY_HANDOVER) return;
  write_receiver(out, policy, rule->doorstroompunt);
  if (rule->otherwise_note) g_string_append_printf(out, "  anders noteer \"%s\"\n", rule->otherwise_note);
  g_string_append(out, "  beslist begeleider, met grond en reden\n");
}

static void write_rule(GString *out, const struct policy *policy, const struct policy_rule *rule) {
  g_string_append_printf(out, "\n%s %s", language_words_kinds[rule->kind], rule->name);
  if (rule->year) g_string_append_printf(out, " in jaar %d", rule->year);
  g_string_append_printf(out, "\n  grondslag \"%s\"\n  omschrijving \"%s\"\n", rule->ground, rule->title);
  if (rule->formerly) g_string_append_printf(out, "  heette \"%s\"\n", rule->formerly);
  write_conditions(out, policy, rule);
  write_actor(out, rule);
  write_moment(out, rule);
  write_texts(out, rule);
  write_reaction(out, rule);
  write_late(out, &rule->late);
  write_exceptions(out, policy, rule);
  write_handover(out, policy, rule);
}

static void write_replies(GString *out, const struct policy *policy) {
  if (policy->n_replies) g_string_append_c(out, '\n');
  for (guint i = 0; i < policy->n_replies; i++) {
    const struct policy_reply *reply = &policy->replies[i];
    g_string_append_printf(out, "antwoord %s bij \"%s\"", policy_intent_names[reply->intent], reply->pattern);
    if (reply->call_within >= 0) {
      g_autofree char *within = phrases_count(reply->call_within, "werkdag", "werkdagen");
      g_string_append_printf(out, " dan bellen binnen %s", within);
    }
    g_string_append_c(out, '\n');
  }
}

static gboolean same(struct policy_window a, struct policy_window b) {
  return a.from == b.from && a.to == b.to;
}

static void write_times(GString *out, struct policy_window window) {
  if (window.from == window.to)
    g_string_append(out, " dicht\n");
  else
    g_string_append_printf(out, " %d:%02d-%d:%02d\n", window.from / 60, window.from % 60, window.to / 60,
                           window.to % 60);
}

static void write_windows(GString *out, const struct policy *policy) {
  g_string_append(out, "\nverzendtijden\n");
  for (guint first = 0; first < POLICY_DAYS;) {
    guint last = first;
    while (last + 1 < POLICY_DAY_HOLIDAY && same(policy->windows[first], policy->windows[last + 1])) last++;
    g_string_append_printf(out, "  %s", language_words_days[first]);
    if (last > first && first < POLICY_DAY_HOLIDAY) g_string_append_printf(out, "-%s", language_words_days[last]);
    write_times(out, policy->windows[first]);
    first = MAX(last, first) + 1;
  }
  if (policy->cap_per_week) {
    const char *noun = policy->cap_per_week == 1 ? "bericht" : "berichten";
    g_string_append_printf(out, "  ten hoogste %d %s per week\n", policy->cap_per_week, noun);
  }
}

char *writer_policy(const struct policy *policy) {
  GString *out = g_string_new(NULL);
  write_head(out, policy);
  for (guint i = 0; i < policy->n_rules; i++) write_rule(out, policy, &policy->rules[i]);
  write_replies(out, policy);
  write_windows(out, policy);
  return g_string_free(out, FALSE);
}
