/* Is one of many phrases in a text? The pairs of bytes that the text has are noted once; a phrase one of whose first
 * pairs is missing can't be in it, and most are ruled out by that without a search. */
#ifndef CHANNELS_FORMATS_WORDING_H
#define CHANNELS_FORMATS_WORDING_H

#include <glib.h>

enum { WORDING_BITS = 1 << 14 };

struct wording {
  const char *text; /* the caller's, who keeps it */
  guint32 pairs[WORDING_BITS / 32];
};

void wording_note(struct wording *wording, const char *text);
/* The first place of `phrase`, or NULL. */
const char *wording_find(const struct wording *wording, const char *phrase);
/* `table` ends with NULL. */
gboolean wording_any(const struct wording *wording, const char *const *table);
int wording_count(const struct wording *wording, const char *const *table);

#endif
