#include "channels/formats/wording.h"

#include <string.h>

enum { PAIRS_LOOKED_AT = 4 };

static guint bit_of(const char *p) {
  return ((guint)(guchar)p[0] * 67u + (guchar)p[1]) % WORDING_BITS;
}

void wording_note(struct wording *wording, const char *text) {
  memset(wording->pairs, 0, sizeof wording->pairs);
  wording->text = text;
  for (const char *p = text; p[0] && p[1]; p++) {
    guint bit = bit_of(p);
    wording->pairs[bit / 32] |= 1u << bit % 32;
  }
}

static gboolean may_have(const struct wording *wording, const char *phrase) {
  for (int i = 0; i < PAIRS_LOOKED_AT && phrase[i] && phrase[i + 1]; i++) {
    guint bit = bit_of(phrase + i);
    if (!(wording->pairs[bit / 32] >> bit % 32 & 1)) return FALSE;
  }
  return TRUE;
}

const char *wording_find(const struct wording *wording, const char *phrase) {
  return may_have(wording, phrase) ? strstr(wording->text, phrase) : NULL;
}

gboolean wording_any(const struct wording *wording, const char *const *table) {
  for (; *table; table++)
    if (wording_find(wording, *table)) return TRUE;
  return FALSE;
}

int wording_count(const struct wording *wording, const char *const *table) {
  int found = 0;
  for (; *table; table++) found += wording_find(wording, *table) != NULL;
  return found;
}
