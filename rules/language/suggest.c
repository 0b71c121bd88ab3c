#include "rules/language/suggest.h"

#include <string.h>

enum { LONGEST = 64 };

static guint least(guint a, guint b) {
  return a < b ? a : b;
}

/* Optimal string alignment over three rows: a swap looks two rows back. */
guint suggest_distance(const char *a, const char *b) {
  gsize n = strnlen(a, LONGEST), m = strnlen(b, LONGEST);
  guint rows[3][LONGEST + 1];
  for (guint j = 0; j <= m; j++) rows[0][j] = j;
  for (guint i = 1; i <= n; i++) {
    guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
    row[0] = i;
    for (guint j = 1; j <= m; j++) {
      row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = least(row[j], higher[j - 2] + 1);
    }
  }
  return rows[n % 3][m];
}

/* A third of the letters wrong is still a slip of the pen; more is another word. */
void suggest_try(struct suggest *suggest, const char *candidate) {
  g_autofree char *low = g_utf8_strdown(suggest->word, -1);
  guint distance = suggest_distance(low, candidate);
  gsize length = strlen(suggest->word), allowed = length / 3 > 1 ? length / 3 : 1;
  if (distance > allowed || (suggest->best && distance >= suggest->distance)) return;
  suggest->best = candidate;
  suggest->distance = distance;
}
