#include "scheduler/cohorts/cohort_facts.h"

#include <string.h>

#include "scheduler/store/store_facts.h"

static gboolean is_fact(int id) {
  return id != COHORT_NUMBER && id != COHORT_COUNSELLOR;
}

void cohort_facts_first(GString *body, const struct cohort_row *row, const struct cohort_header *header) {
  for (int i = 0; i < COHORT_FIELDS; i++)
    if (*row->value[i] && is_fact(i))
      store_facts_line(body, cohort_fields[i].name, header->character[i], row->value[i]);
}

static gboolean same_or_empty(const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE], enum cohort_id id) {
  return !*row->value[id] || strcmp(row->value[id], known[id]) == 0;
}

/* A gemeente that a person confirmed is not presumed again from the same address (S23). */
static gboolean confirmed(const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE]) {
  return strcmp(known[COHORT_GEMEENTE_SOURCE], "bevestigd") == 0 &&
         strcmp(row->value[COHORT_GEMEENTE_SOURCE], "vermoed") == 0 && same_or_empty(row, known, COHORT_POSTCODE) &&
         same_or_empty(row, known, COHORT_PLACE);
}

/* Without a diploma there is no diploma date, and a number or address that the import set apart is no longer in its
 * old place. */
static void withdrawn(GString *body, const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE]) {
  static const struct {
    enum cohort_id when;
    const char *is;
    enum cohort_id gone;
  } rules[] = {{COHORT_DIPLOMA, "nee", COHORT_GRADUATION},
               {COHORT_LANDLINE, NULL, COHORT_MOBILE},
               {COHORT_SCHOOL_EMAIL, NULL, COHORT_EMAIL}};
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
    const char *value = row->value[rules[i].when], *gone = row->value[rules[i].gone];
    gboolean applies = *value && (!rules[i].is || strcmp(value, rules[i].is) == 0);
    if (applies && !*gone && *known[rules[i].gone]) store_facts_line(body, cohort_fields[rules[i].gone].name, '\0', "");
  }
}

void cohort_facts_changed(GString *body, const struct cohort_row *row, const char (*known)[COHORT_VALUE_SIZE]) {
  gboolean settled = confirmed(row, known);
  for (int i = 0; i < COHORT_FIELDS; i++) {
    if (settled && (i == COHORT_GEMEENTE || i == COHORT_GEMEENTE_SOURCE)) continue;
    if (*row->value[i] && is_fact(i) && strcmp(row->value[i], known[i]) != 0)
      store_facts_line(body, cohort_fields[i].name, '\0', row->value[i]);
  }
  withdrawn(body, row, known);
}
