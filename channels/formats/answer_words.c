#include "channels/formats/answer_words.h"

#include "channels/formats/calendar_words_nl.h"

#include <string.h>

/* Shorter ones are in any text: "Jo", "Gym". A line of ours that is shorter may as well be theirs ("STOP"), but where
 * it goes on from one that is ours. */
enum { NAME_LEAST = 3, SUMMARY_LEAST = 5, OURS_LEAST = 20, LINES_MOST = 200 };

/* --- lines --- */

static gboolean has(const char *folded, const char *word, gsize least) {
  if (!word || strlen(word) < least) return FALSE;
  g_autofree char *want = g_utf8_casefold(word, -1);
  return strstr(folded, want) != NULL;
}

static gboolean has_any(const char *folded, const char *const *words) {
  for (; *words; words++)
    if (strstr(folded, *words)) return TRUE;
  return FALSE;
}

/* Letters only, a blank before and behind each word, so that " ik " is a word. */
static char *spaced(const char *folded) {
  GString *out = g_string_new(" ");
  for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c) || c == '\'')
      g_string_append_unichar(out, c);
    else if (out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  if (out->str[out->len - 1] != ' ') g_string_append_c(out, ' ');
  return g_string_free(out, FALSE);
}

static gboolean names_meeting(const char *folded, const struct answer_words_known *known) {
  return has(folded, known->address, NAME_LEAST) || has(folded, known->summary, SUMMARY_LEAST) ||
         strstr(folded, "://") != NULL;
}

/* A mother writes "Noor kan dan niet", too: a name tells a program only in a text that names the meeting. */
static gboolean is_programs(const char *line, gboolean meeting, const struct answer_words_known *known) {
  g_autofree char *folded = g_utf8_casefold(line, -1);
  if (names_meeting(folded, known) || g_str_has_prefix(line, "-----") || g_str_has_prefix(line, "BEGIN:VCALENDAR"))
    return TRUE;
  if (meeting && (has(folded, known->name, NAME_LEAST) || has(folded, known->other_name, NAME_LEAST))) return TRUE;
  g_autofree char *words = spaced(folded);
  if (g_strv_contains(calendar_words_nl_sentences, words)) return TRUE;
  return has_any(folded, calendar_words_nl_answers) && !has_any(words, calendar_words_nl_first_person);
}

char *answer_words_own(const char *text, const struct answer_words_known *known) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_autofree char *folded = g_utf8_casefold(valid, -1);
  gboolean meeting = names_meeting(folded, known);
  g_auto(GStrv) lines = g_strsplit(valid, "\n", LINES_MOST);
  GString *own = g_string_new(NULL);
  for (char **line = lines; *line && !is_programs(*line, meeting, known); line++)
    g_string_append_printf(own, "%s\n", *line);
  return g_strstrip(g_string_free(own, FALSE));
}

/* --- our own --- */

/* Blanks, ends of lines and what makes things bold are changed on the way. */
static char *flat(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    gboolean blank = g_ascii_isspace(*p) || strchr("*_>", *p);
    if (!blank)
      g_string_append_c(out, *p);
    else if (out->len && out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  return g_strchomp(g_string_free(out, FALSE));
}

/* A line of theirs that is one of ours from end to end: "Hoi Noor,". */
static gboolean is_line_of(const char *ours, const char *bare) {
  g_auto(GStrv) lines = g_strsplit(ours, "\n", LINES_MOST);
  for (char **line = lines; *line; line++) {
    g_autofree char *own = flat(*line);
    if (g_str_equal(own, bare)) return TRUE;
  }
  return FALSE;
}

char *answer_words_without(const char *text, const char *ours) {
  g_autofree char *known = flat(ours);
  g_auto(GStrv) lines = g_strsplit(text, "\n", LINES_MOST);
  GString *left = g_string_new(NULL);
  const char *after = NULL; /* where the last line that is ours ended */
  for (char **line = lines; *line; line++) {
    g_autofree char *bare = flat(*line);
    if (!*bare) continue;
    gboolean goes_on = after && g_str_has_prefix(after + strspn(after, " "), bare);
    const char *at = goes_on ? after + strspn(after, " ") : strstr(known, bare);
    gboolean sure = goes_on || strlen(bare) >= OURS_LEAST || (at && is_line_of(ours, bare));
    after = at && sure ? at + strlen(bare) : NULL;
    if (!after) g_string_append_printf(left, "%s\n", *line);
  }
  return g_strstrip(g_string_free(left, FALSE));
}
