/* A school's file into a cohort (scheduler/CONTRACT.md, "The cohort file"): all rows or, with errors, none.
 *
 * Streaming, in the file and in the answer: memory grows with neither. Every wrong cell is named by line, column and
 * reason in Dutch. The same file twice changes nothing. */
#ifndef SCHEDULER_COHORTS_COHORTS_H
#define SCHEDULER_COHORTS_COHORTS_H

#include "scheduler/cohorts/cohort_answer.h"
#include "scheduler/flow/flow.h"

struct cohorts_import {
  const char *organisation, *cohort;
  const char *mapping; /* text of the mapping file (INI), or NULL */
  gboolean dry_run, accept_valid;
  gboolean quiet;             /* leave `rows` out of the answer but for errors: for large files and the bench */
  const char *today;          /* ISO, for "that of the import" */
  const char *school_domains; /* setting of that name: domains apart by blanks or commas; NULL = none */
  const char *folder;         /* where the answer of a large file waits (cohort_spool_new); NULL = the system's */
  guint threads;              /* 1 = no second one to read and check ahead; 0 = as the machine has them */
};

#define COHORTS_ERROR cohorts_error_quark()
GQuark cohorts_error_quark(void);
enum cohorts_error { COHORTS_ERROR_CALL /* exit 2 */, COHORTS_ERROR_FILE /* can't be read at all, exit 2 */ };

/* Besides the contract's: new, changed, unchanged, erased (counts), stored, dropped and new_counsellors (strings),
 * warnings ({line, column, code, message}), unreachable ({line, leerlingnummer, message}), unreachable_count,
 * without_gemeente and presumed_gemeente (S23: questions for a person). accepted = new + changed. `leaver` is null
 * where nothing is stored.
 *
 * Reads from `file` (a descriptor of a file or pipe). accepted = 0 with rejected > 0 means that nothing was stored. One
 * transaction; what the store is asked is asked on the caller's thread. The caller frees the answer. */
struct cohort_answer *cohorts_import(struct flow *flow, struct cases *cases, const struct flow_act *act, int file,
                                     const struct cohorts_import *import, GError **error);

#endif
