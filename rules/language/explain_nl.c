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
  int months = later ? MAX(when->months, 0) : MIN(when->months, 0), days = later ? MAX(when->days, 0) : MIN(when->days, 0),
      working = later ? MAX(when->working, 0) : MIN(when->working, 0);
  if (months % 12) add_count(text, months, "maand", "maanden");
  else add_count(text, months / 12, "jaar", "jaar");
  if (days % 7) add_count(text, days, "dag", "dagen");
  else add_count(text, days / 7, "week", "weken");
  add_count(text, working, "werkdag", "werkdagen");
  return g_string_free(text, FALSE);
}

/* "6 weken na de uitstroomdatum", "op de uitstroomdatum", "1 jaar na … en dan 8 weken eerder" */
static char *from_fact(const struct policy_when *when) {
  g_autofree char *name = phrases_fact((enum fact)when->fact), *after = amount_text(when, TRUE), *before = amount_text(when, FALSE);
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

char *explain_policy(const struct policy *policy) {
  return g_strdup(policy->name);
}
