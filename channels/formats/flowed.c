#include "channels/formats/flowed.h"

#include <string.h>

enum { WRAPPED_LEAST = 50 };

static gboolean goes_on(const char *line, const char *end) {
  const char *next = end + 1;
  return end - line >= WRAPPED_LEAST && end[-1] == ' ' && *line != '>' && *next && !strchr(">\n", *next);
}

void flowed_join(char *text, gboolean drop) {
  char *to = text;
  for (const char *line = text; *line;) {
    const char *end = strchr(line, '\n');
    if (!end) end = line + strlen(line);
    gboolean on = *end && goes_on(line, end);
    const char *from = *line == ' ' ? line + 1 : line; /* stuffed, section 4.4 */
    gsize size = (gsize)(end - from) - (on && drop);
    memmove(to, from, size);
    to += size;
    if (*end && !on) *to++ = '\n';
    line = *end ? end + 1 : end;
  }
  *to = '\0';
}
