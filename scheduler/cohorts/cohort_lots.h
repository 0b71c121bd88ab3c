/* A file's rows in lots: read, decoded and checked by a thread of their own, while the caller carries the lot before
 * into the store.
 *
 * What the thread does is pure: it touches the file, its own lots, and tables that nobody changes; never the store. A
 * lot belongs to one side at a time and is handed over whole, so nothing in it needs a lock. Few lots go round: memory
 * does not grow with the file, and a reader that is faster waits. */
#ifndef SCHEDULER_COHORTS_COHORT_LOTS_H
#define SCHEDULER_COHORTS_COHORT_LOTS_H

#include "scheduler/cohorts/cohort_answer.h"
#include "scheduler/cohorts/cohort_checks.h"
#include "scheduler/cohorts/cohort_row.h"
#include "scheduler/cohorts/cohort_sheet.h"

enum { COHORT_LOTS_ROWS = 512 };

struct cohort_lot {
  guint count;
  struct cohort_row *rows[COHORT_LOTS_ROWS]; /* in the file's order; values live as long as the caller has the lot */
  const char *facts[COHORT_LOTS_ROWS];       /* of a row without errors: cohort_facts_first; else "" */
  char *tails[COHORT_LOTS_ROWS];             /* cohort_answer_tail of a row that is to be listed; else NULL */
  guint tail_errors[COHORT_LOTS_ROWS];       /* how many errors it had then */
};

struct cohort_lots;
typedef struct cohort_lots CohortLots; /* the name that g_autoptr wants */

struct cohort_lots_source {   /* all borrowed, and left alone until cohort_lots_free */
  struct cohort_sheet *sheet; /* its header was read */
  const struct cohort_header *header;
  const struct cohort_mapping *mapping;
  const struct cohort_checks *checks;
  gboolean quiet; /* only rows with errors are listed, without values */
};
/* `threads` 1: no thread is started and lots are filled when they are asked for; so, too, where none can be had. */
struct cohort_lots *cohort_lots_new(const struct cohort_lots_source *source, guint threads);
/* Stops the thread. One that waits for a pipe ends when the pipe does. */
void cohort_lots_free(struct cohort_lots *lots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortLots, cohort_lots_free)

/* The next lot, for the caller until the next call. NULL at the end, with an error (CSV_ERROR) when the file could not
 * be read further. */
struct cohort_lot *cohort_lots_next(struct cohort_lots *lots, GError **error);

#endif
