#include "channels/formats/opt_out_asks.h"

#include "channels/formats/wording.h"

#include <string.h>

enum { WORDS_MOST = 30 };

/* Does `word` stand in the list, or begin as one of it that ends in a *? Letter by letter: most differ in the first. */
static gboolean is_in(const char *word, const char *list) {
  for (const char *at = list; *at; at++) {
    const char *rest = word;
    while (*at == ' ') at++;
    while (*rest && *at == *rest) at++, rest++;
    if (*at == '*' || (!*rest && *at == ' ')) return TRUE;
    while (*at && *at != ' ') at++;
    if (!*at) return FALSE;
  }
  return FALSE;
}

static gboolean has_one(char **words, const char *list) {
  for (; *words; words++)
    if (**words && is_in(*words, list)) return TRUE;
  return FALSE;
}

static gboolean fits(char **words, const struct opt_out_asks_rule *rule) {
  for (int i = 0; i < OPT_OUT_ASKS_NEEDS && rule->needs[i]; i++)
    if (!has_one(words, rule->needs[i])) return FALSE;
  return !has_one(words, rule->never);
}

gboolean opt_out_asks_maybe(const char *folded) {
  struct wording words;
  wording_note(&words, folded);
  return wording_any(&words, opt_out_asks_nl_things) && wording_any(&words, opt_out_asks_nl_signs);
}

gboolean opt_out_asks_clause(const char *clause, gboolean question) {
  g_auto(GStrv) words = g_strsplit_set(clause, " \t\r()\"", WORDS_MOST);
  for (const struct opt_out_asks_rule *rule = opt_out_asks_nl_rules; rule->needs[0]; rule++)
    if ((!question || rule->also_asked) && fits(words, rule)) return TRUE;
  return FALSE;
}
