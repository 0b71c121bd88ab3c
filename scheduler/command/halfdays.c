#include "scheduler/command/halfdays.h"

#include <string.h>

static const char *const days[] = {"ma", "di", "wo", "do", "vr", "za", "zo"};
static const struct {
  const char *suffix;
  int halves;
} parts[] = {
    {"", CALENDAR_MORNING | CALENDAR_AFTERNOON}, {"-ochtend", CALENDAR_MORNING}, {"-middag", CALENDAR_AFTERNOON}};

/* 0 = not a half-day. */
static int parse_one(const char *word) {
  for (guint d = 0; d < G_N_ELEMENTS(days); d++) {
    if (strncmp(word, days[d], 2) != 0) continue;
    for (guint p = 0; p < G_N_ELEMENTS(parts); p++)
      if (strcmp(word + 2, parts[p].suffix) == 0) return parts[p].halves << (2 * d);
  }
  return 0;
}

gboolean halfdays_parse(const char *text, calendar_halfdays *halfdays) {
  g_auto(GStrv) words = g_strsplit_set(text, " ,;", 0);
  int all = 0;
  for (char **word = words; *word; word++) {
    if (!**word) continue;
    int halves = parse_one(*word);
    if (halves == 0) return FALSE;
    all |= halves;
  }
  if (all == 0) return FALSE;
  *halfdays = (calendar_halfdays)all;
  return TRUE;
}
