#include "scheduler/cohorts/person_name.h"

#include <string.h>

#include "scheduler/cohorts/person_name_nl.h"

/* How people and programs write the apostrophe; one byte form decides. */
static gboolean mark(gunichar c) {
  return c == 0x2018 || c == 0x2019 || c == 0x00B4 || c == '`';
}

static gboolean refused(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE || c == 0xFFFD ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE;
}

/* Blanks also mean tab and the line breaks that a quoted cell can have. */
static gboolean blank(gunichar c) {
  return c == '\t' || c == '\n' || c == '\r' || g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Nothing below U+0300 changes in NFC: no combining marks there, and no character that decomposes for good. Lead bytes
 * up to 0xCB are what that takes in UTF-8. */
static gboolean composed_already(const char *text) {
  for (const guchar *p = (const guchar *)text; *p; p++)
    if (*p > 0xCB) return FALSE;
  return TRUE;
}

gboolean person_name_clean(const char *text, char out[PERSON_NAME_SIZE]) {
  g_autofree char *composed = composed_already(text) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  gsize n = 0;
  gboolean gap = FALSE;
  for (const char *p = composed ? composed : text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0x200B || c == 0xFEFF || c == 0x00AD || c == 0x200E || c == 0x200F) continue; /* seen by nobody */
    if (blank(c)) {
      gap = n > 0;
      continue;
    }
    if (refused(c)) return FALSE;
    if (n + 8 > PERSON_NAME_SIZE) return FALSE;
    if (gap) out[n++] = ' ';
    gap = FALSE;
    n += (gsize)g_unichar_to_utf8(mark(c) ? '\'' : c, out + n);
  }
  out[n] = '\0';
  return TRUE;
}

/* The first letters are the same but for capitals: most prefixes end here, before a call. */
static gboolean may_begin(const char *prefix, const char *text) {
  return ((prefix[0] ^ text[0]) & ~('a' ^ 'A')) == 0;
}

/* Length of the tussenvoegsel that `text` begins with and that is followed by a name; 0 = none. */
static gsize leading(const char *text) {
  for (gsize i = 0; person_name_nl_prefixes[i]; i++) {
    if (!may_begin(person_name_nl_prefixes[i], text)) continue;
    gsize length = strlen(person_name_nl_prefixes[i]);
    if (g_ascii_strncasecmp(text, person_name_nl_prefixes[i], length) != 0) continue;
    if (text[length] == ' ') return length;
    /* d'Hondt is written in one; 't Hart and 's Jacob are not, and 'tis is no prefix. */
    if ((person_name_nl_prefixes[i][0] == 'd' || person_name_nl_prefixes[i][0] == 'l') &&
        person_name_nl_prefixes[i][length - 1] == '\'' && text[length])
      return length;
  }
  return 0;
}

static gboolean whole(const char *text) {
  for (gsize i = 0; person_name_nl_prefixes[i]; i++)
    if (may_begin(person_name_nl_prefixes[i], text) && g_ascii_strcasecmp(text, person_name_nl_prefixes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean split_comma(const char *surname, const char *comma, char prefix[PERSON_NAME_SIZE],
                            char rest[PERSON_NAME_SIZE]) {
  const char *after = comma + 1;
  while (*after == ' ') after++;
  gsize length = (gsize)(comma - surname);
  while (length > 0 && surname[length - 1] == ' ') length--;
  if (length == 0 || (prefix[0] ? g_ascii_strcasecmp(prefix, after) != 0 : !whole(after))) return FALSE;
  g_strlcpy(rest, surname, length + 1);
  g_strlcpy(prefix, after, PERSON_NAME_SIZE);
  return TRUE;
}

gboolean person_name_split(const char *surname, char prefix[PERSON_NAME_SIZE], char rest[PERSON_NAME_SIZE]) {
  const char *comma = strchr(surname, ',');
  if (comma) return split_comma(surname, comma, prefix, rest);
  gsize known = strlen(prefix);
  gsize length = known ? 0 : leading(surname);
  if (known && g_ascii_strncasecmp(surname, prefix, known) == 0 && surname[known] == ' ') length = known;
  if (length && !known) g_strlcpy(prefix, surname, length + 1);
  const char *from = surname + length;
  while (*from == ' ') from++;
  g_strlcpy(rest, *from ? from : surname, PERSON_NAME_SIZE);
  return TRUE;
}

/* -- from an address -------------------------------------------------------------------------------------------------
 */

static gboolean is_prefix(const char *word) {
  static const char *const words[] = {"van", "de", "den", "der", "ten", "ter", "het", "el", NULL};
  return g_strv_contains(words, word);
}

static void append_word(GString *out, const char *word) {
  if (out->len) g_string_append_c(out, ' ');
  gboolean small = out->len && is_prefix(word);
  g_string_append_c(out, small ? word[0] : g_ascii_toupper(word[0]));
  g_string_append(out, word + 1);
  if (word[1] == '\0') g_string_append_c(out, '.'); /* an initial */
}

char *person_name_of_address(const char *address) {
  g_autofree char *local = g_strndup(address, strcspn(address, "@"));
  g_auto(GStrv) words = g_strsplit_set(local, "._-+", 0);
  g_autoptr(GString) out = g_string_new(NULL);
  for (char **word = words; *word; word++)
    if (**word) append_word(out, *word);
  return out->len ? g_string_free(g_steal_pointer(&out), FALSE) : g_strdup(address);
}
