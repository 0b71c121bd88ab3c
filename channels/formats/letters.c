#include "channels/formats/letters.h"

#include <string.h>

gboolean letters_are_ascii(const char *text, gsize size) {
  guint64 word, all = 0;
  for (; size >= sizeof word; text += sizeof word, size -= sizeof word) {
    memcpy(&word, text, sizeof word);
    all |= word;
  }
  while (size--) all |= (guchar)*text++;
  return (all & 0x8080808080808080u) == 0;
}

/* Up to the first byte of another kind than the first one. */
static gsize run_of(const char *text, gboolean ascii) {
  gsize size = 0;
  while (text[size] && ((guchar)text[size] < 0x80) == ascii) size++;
  return size;
}

static void append_lower(GString *out, const char *text, gsize size) {
  gsize start = out->len;
  g_string_append_len(out, text, (gssize)size);
  for (char *p = out->str + start; *p; p++)
    if (*p >= 'A' && *p <= 'Z') *p = (char)(*p | 0x20);
}

/* Character by character is how Unicode folds, so that runs may be folded each for itself. */
char *letters_folded(const char *text) {
  GString *out = g_string_sized_new(strlen(text) + 16);
  while (*text) {
    gsize size = run_of(text, TRUE);
    append_lower(out, text, size);
    text += size;
    size = run_of(text, FALSE);
    g_autofree char *other = size ? g_utf8_casefold(text, (gssize)size) : NULL;
    if (other) g_string_append(out, other);
    text += size;
  }
  return g_string_free(out, FALSE);
}

gboolean letters_are_valid(const char *text, gsize size) {
  enum { STEP = 32 };
  const char *end = text + size;
  if (memchr(text, '\0', size)) return FALSE;
  while (text < end) {
    if (end - text >= STEP && letters_are_ascii(text, STEP)) {
      text += STEP;
      continue;
    }
    gunichar c = (guchar)*text < 0x80 ? (guchar)*text : g_utf8_get_char_validated(text, end - text);
    if (c > 0x10ffff) return FALSE;
    text = g_utf8_next_char(text);
  }
  return TRUE;
}

char *letters_valid(const char *text, gsize most) {
  gsize size = strnlen(text, most);
  return letters_are_valid(text, size) ? g_strndup(text, size) : g_utf8_make_valid(text, (gssize)size);
}
