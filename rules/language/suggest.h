/* "bedoelde u …": the nearest of some known words. */
#ifndef RULES_LANGUAGE_SUGGEST_H
#define RULES_LANGUAGE_SUGGEST_H

#include <glib.h>

struct suggest {
  const char *word; /* what was written */
  const char *best; /* borrowed from the candidates; NULL = nothing is near */
  guint distance;
};

/* A struct with only `word` set is a fresh search. */
void suggest_try(struct suggest *suggest, const char *candidate);
/* Inserts, deletes, replaces and swaps of two neighbours, each 1; over bytes, capped at 64 of them. */
guint suggest_distance(const char *a, const char *b);

#endif
