#include "rules/contact/tongue.h"

#include "rules/contact/spelling.h"

#include <string.h>

enum { LEAST = 2, LETTERS_LEAST = 2, FAR = 2, TEXT_MAX = 4000, STOP_MAX = 400 };

/* -- scripts --------------------------------------------------------------------------------------------------------
 */

/* A language that shares its script with others stands after those that have letters or words of their own in it; the
 * last of a script is what is left. */
static const struct {
  GUnicodeScript script;
  const char *codes[6];
} scripts[] = {
    {G_UNICODE_SCRIPT_CYRILLIC, {"uk", "bg", "mk", "sr", "ru"}},
    {G_UNICODE_SCRIPT_ARABIC, {"ps", "ur", "fa", "ckb", "ar"}},
    {G_UNICODE_SCRIPT_ETHIOPIC, {"am", "ti"}}, /* of the two, Dutch schools meet Tigrinya more */
    {G_UNICODE_SCRIPT_HIRAGANA, {"ja"}},
    {G_UNICODE_SCRIPT_KATAKANA, {"ja"}},
    {G_UNICODE_SCRIPT_HANGUL, {"ko"}},
    {G_UNICODE_SCRIPT_HAN, {"zh"}},
    {G_UNICODE_SCRIPT_GREEK, {"el"}},
    {G_UNICODE_SCRIPT_HEBREW, {"he"}},
    {G_UNICODE_SCRIPT_ARMENIAN, {"hy"}},
    {G_UNICODE_SCRIPT_GEORGIAN, {"ka"}},
    {G_UNICODE_SCRIPT_DEVANAGARI, {"hi"}},
    {G_UNICODE_SCRIPT_BENGALI, {"bn"}},
    {G_UNICODE_SCRIPT_GURMUKHI, {"pa"}},
    {G_UNICODE_SCRIPT_TAMIL, {"ta"}},
    {G_UNICODE_SCRIPT_THAI, {"th"}},
};

static const struct tongue *by_code(const char *code) {
  const struct tongue *tongue = tongue_scripts;
  while (tongue->code && strcmp(tongue->code, code) != 0) tongue++;
  return tongue->code ? tongue : NULL;
}

static guint letters_of(const char *text, const char *letters) {
  guint count = 0;
  for (const char *p = text; *letters && *p; p = g_utf8_next_char(p)) {
    g_autofree char *one = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
    count += strstr(letters, one) != NULL;
  }
  return count;
}

/* Words of the text that stand in a list with blanks around each. A word said twice counts once. */
static guint words_of(const char *folded, const char *words) {
  guint count = 0;
  g_auto(GStrv) all = g_strsplit(folded, " ", -1);
  for (char **word = all; *word; word++) {
    if (!**word) continue;
    g_autofree char *spaced = g_strdup_printf(" %s ", *word);
    gboolean again = FALSE;
    for (char **before = all; before < word && !again; before++) again = strcmp(*before, *word) == 0;
    count += !again && strstr(words, spaced) != NULL;
  }
  return count;
}

/* Each word of letters, one blank between: what words_of reads. */
static char *as_words(const char *text) {
  g_autofree char *folded = spelling_fold(text);
  GString *out = g_string_new(NULL);
  for (const char *p = folded; *p && out->len < TEXT_MAX; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalpha(c))
      g_string_append_unichar(out, c);
    else if (c != '\'' && c != 0x2019 && out->len && out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  return g_string_free(out, FALSE);
}

static const struct tongue *of_script(gsize s, const char *small, const char *words) {
  const struct tongue *found = NULL;
  guint best = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(scripts[s].codes) && scripts[s].codes[i]; i++) {
    const struct tongue *tongue = by_code(scripts[s].codes[i]);
    if (!tongue) continue;
    guint score = 2 * letters_of(small, tongue->letters) + words_of(words, tongue->words);
    if (found && score <= best && best > 0) continue;
    found = tongue;
    best = score;
  }
  return found;
}

/* The script with most letters, when it isn't Latin. Kana go before Han: Japanese has both. */
static const struct tongue *guess_script(const char *small, const char *words) {
  guint counts[G_N_ELEMENTS(scripts)] = {0}, latin = 0, most = 0;
  gsize which = G_N_ELEMENTS(scripts);
  for (const char *p = small; *p; p = g_utf8_next_char(p)) {
    GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
    latin += script == G_UNICODE_SCRIPT_LATIN;
    for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) counts[i] += scripts[i].script == script;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
    gboolean kana =
        most > 0 && scripts[which].script != G_UNICODE_SCRIPT_HAN && scripts[i].script == G_UNICODE_SCRIPT_HAN;
    if (counts[i] <= most || (kana && strcmp(scripts[which].codes[0], "ja") == 0)) continue;
    most = counts[i];
    which = i;
  }
  return most >= LETTERS_LEAST && most > latin ? of_script(which, small, words) : NULL;
}

/* -- Latin script ---------------------------------------------------------------------------------------------------
 */

static guint score_of(const struct tongue *tongue, const char *small, const char *words) {
  return words_of(words, tongue->words) + letters_of(small, tongue->letters);
}

static const struct tongue *guess_latin(const char *small, const char *words, guint *dutch, guint *best) {
  const struct tongue *found = NULL;
  gboolean draw = FALSE;
  *best = *dutch = 0;
  for (const struct tongue *tongue = tongue_all; tongue->code; tongue++) {
    guint score = score_of(tongue, small, words);
    if (tongue == tongue_all) *dutch = score;
    if (score > *best) {
      *best = score;
      found = tongue;
      draw = FALSE;
    } else if (score == *best && found && found != tongue_all) {
      draw = TRUE;
    }
  }
  return *best >= LEAST && !draw ? found : NULL;
}

static const struct tongue *guess(const char *text, gboolean *far) {
  g_autofree char *start = g_strndup(text, 4 * TEXT_MAX);
  g_autofree char *valid = g_utf8_make_valid(start, -1);
  if (g_utf8_strlen(valid, -1) > TEXT_MAX) *g_utf8_offset_to_pointer(valid, TEXT_MAX) = '\0';
  g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
  g_autofree char *small = g_utf8_strdown(composed, -1);
  g_autofree char *words = as_words(valid);
  guint dutch = 0, best = 0;
  const struct tongue *tongue = guess_script(small, words);
  *far = TRUE;
  if (tongue) return tongue;
  tongue = guess_latin(small, words, &dutch, &best);
  *far = best >= dutch + FAR;
  return tongue;
}

const struct tongue *tongue_guess(const char *text) {
  gboolean far = FALSE;
  return guess(text, &far);
}

gboolean tongue_is_foreign(const char *text, const struct tongue **tongue) {
  gboolean far = FALSE;
  *tongue = guess(text, &far);
  return *tongue && *tongue != tongue_all && far;
}

gboolean tongue_is_stop(const char *text) {
  if (strlen(text) > STOP_MAX) return FALSE;
  g_autofree char *words = as_words(text);
  g_strstrip(words);
  for (gsize i = 0; tongue_stops[i]; i++)
    if (strcmp(words, tongue_stops[i]) == 0) return TRUE;
  return FALSE;
}
