#include "channels/formats/reply_signature.h"

#include "channels/formats/letters.h"
#include "channels/formats/mail_words_nl.h"

#include <string.h>

enum { TAIL_LINES = 8, TAIL_LINE_MOST = 80, CLOSING_WORDS = 3, SMALL_WORDS = 2, TELEPHONE_LEAST = 8 };

/* Case-folded, without the asterisks with which clients write bold. Caller frees. */
static char *plain(const char *raw) {
  g_autofree char *valid = letters_valid(raw, TAIL_LINE_MOST);
  char *folded = letters_folded(valid), *to = folded;
  for (const char *p = folded; *p; p++)
    if (*p != '*') *to++ = *p;
  *to = '\0';
  return g_strstrip(folded);
}

/* Most lines can't be one, by their first letter. */
static gboolean may_be_closing(const char *raw) {
  raw += strspn(raw, " \t*_");
  char first = g_ascii_tolower(*raw);
  for (const char *const *word = mail_words_nl_closings; *word; word++)
    if (first == **word) return TRUE;
  return FALSE;
}

/* "Met vriendelijke groet, Zoë": the phrase and at most three words more. */
static gboolean is_closing(const char *line) {
  if (strlen(line) > TAIL_LINE_MOST) return FALSE;
  for (const char *const *word = mail_words_nl_closings; *word; word++) {
    if (*line != **word || !g_str_has_prefix(line, *word)) continue;
    const char *rest = line + strlen(*word);
    if (*rest && !strchr(" ,.!", *rest)) continue;
    int words = 0;
    for (const char *p = rest; *p; p++)
      if (*p == ' ' && p[1] && p[1] != ' ') words++;
    if (words <= CLOSING_WORDS) return TRUE;
  }
  return FALSE;
}

static gboolean is_one_of(const char *word, const char *const *table) {
  for (; *table; table++)
    if (*word == **table && strcmp(word, *table) == 0) return TRUE;
  return FALSE;
}

/* A sentence: it begins as one ("ik wil …"), asks, or has more small words than a function or an address. */
static gboolean is_speech(const char *line) {
  if (strlen(line) > TAIL_LINE_MOST || strchr(line, '?')) return TRUE;
  g_autofree char *low = plain(line);
  g_auto(GStrv) folded = g_strsplit_set(low, " ,.:;!", -1);
  if (folded[0] && is_one_of(folded[0], mail_words_nl_speaking)) return TRUE; /* nothing but asterisks */
  if (strpbrk(line, "@|/0123456789") || !strchr(line, ' ')) return FALSE;
  g_auto(GStrv) words = g_strsplit_set(line, " ,.:;!", -1);
  int small = 0;
  for (char **word = words; *word; word++)
    small += g_unichar_islower(g_utf8_get_char_validated(*word, -1)) && !is_one_of(*word, mail_words_nl_name_parts);
  return small > SMALL_WORDS;
}

/* "__", "-----": above a block with a telephone number or an address, and not above the last item of a list. */
static gboolean is_ruled_off(GPtrArray *own, guint i) {
  const char *line = own->pdata[i];
  if (strlen(line) < 2 || line[strspn(line, "-_= ")] != '\0') return FALSE;
  if (*line == '_') return TRUE;
  for (guint n = i + 1; n < own->len; n++) {
    int digits = 0;
    for (const char *p = own->pdata[n]; *p; p++) digits += g_ascii_isdigit(*p);
    if (digits >= TELEPHONE_LEAST || strchr(own->pdata[n], '@') || strstr(own->pdata[n], "www.")) return TRUE;
  }
  return FALSE;
}

static gboolean has_words(GPtrArray *own, guint until) {
  for (guint i = 0; i < until; i++)
    if (*(const char *)own->pdata[i]) return TRUE;
  return FALSE;
}

/* From below: what is no closing must be such a particular. */
void reply_signature_drop(GPtrArray *own) {
  guint filled = 0;
  for (guint i = own->len; i-- > 0;) {
    const char *line = own->pdata[i];
    g_autofree char *folded = may_be_closing(line) ? plain(line) : NULL;
    if (((folded && is_closing(folded)) || is_ruled_off(own, i)) && has_words(own, i))
      g_ptr_array_set_size(own, (gint)i);
    else if (*line && (++filled > TAIL_LINES || is_speech(line)))
      return;
  }
}
