/* From a row of cells to values under our names, with every fault that the cells have. Pure but for the tables. */
#ifndef SCHEDULER_COHORTS_COHORT_ROW_H
#define SCHEDULER_COHORTS_COHORT_ROW_H

#include "scheduler/cohorts/cohort_mapping.h"
#include "scheduler/cohorts/csv.h"

struct cohort_fault {
  enum cohorts_code code;
  enum cohort_id column; /* COHORT_FIELDS = the row as a whole */
  char *read, *more;     /* owned; for the message */
};

/* Which column of the file is which of ours; made once per file. */
struct cohort_header {
  guint count;
  guint8 field_of[CSV_COLUMNS_MAX]; /* enum cohort_id; COHORT_FIELDS = dropped */
  gboolean present[COHORT_COLUMNS]; /* in the file or as a constant */
  GPtrArray *headings;              /* char*, as in the file */
  GPtrArray *dropped, *forbidden;   /* char*, borrowed from headings */
  const char *start[COHORT_FIELDS]; /* what a row begins with: constants and "" */
  char constant[COHORT_COLUMNS][COHORT_VALUE_SIZE];
  char character[COHORT_FIELDS]; /* of the name in a stored body (store_facts_line) */
};
typedef struct cohort_header CohortHeader; /* the name that g_autoptr wants */

/* NULL and COHORTS_ERROR_FILE (Dutch) when a required column is missing, comes twice, or the mapping names one that
 * is not there; COHORTS_ERROR_CALL when a constant of the mapping can't be read. */
struct cohort_header *cohort_row_header(const struct csv_row *first, const struct cohort_mapping *mapping,
                                        GError **error);
void cohort_row_header_free(struct cohort_header *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortHeader, cohort_row_header_free)

/* Room for the normal forms of one row that stand nowhere else. */
struct cohort_row_text {
  char value[COHORT_FIELDS][COHORT_VALUE_SIZE];
};

/* Reused from row to row. What was read points into `text`, into the reader's row or into constants and lives until
 * the next csv_next or cohort_row_read, unless somebody keeps it (cohort_lots.h). */
struct cohort_row {
  guint line;
  const char *value[COHORT_FIELDS]; /* "" = empty */
  struct cohort_row_text *text;     /* borrowed; NULL once the values stand elsewhere */
  GArray *errors, *warnings;        /* struct cohort_fault */
};
typedef struct cohort_row CohortRow; /* the name that g_autoptr wants */

struct cohort_row *cohort_row_new(void);
void cohort_row_free(struct cohort_row *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CohortRow, cohort_row_free)

void cohort_row_read(struct cohort_row *row, struct cohort_row_text *text, const struct csv_row *cells,
                     const struct cohort_header *header, const struct cohort_mapping *mapping);
/* `read` and `more` may be NULL. */
void cohort_row_error(struct cohort_row *row, enum cohorts_code code, enum cohort_id column, const char *read,
                      const char *more);
void cohort_row_warning(struct cohort_row *row, enum cohorts_code code, enum cohort_id column, const char *read,
                        const char *more);
/* Did a cell of this column have a fault already? */
gboolean cohort_row_faulty(const struct cohort_row *row, enum cohort_id column);
/* Moves a value to the row's text, cut to what fits. */
void cohort_row_set(struct cohort_row *row, enum cohort_id id, const char *value);

#endif
