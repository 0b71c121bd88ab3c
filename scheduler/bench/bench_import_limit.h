/* What a hand-written loop reaches on the same file: libcsv, PCRE2 (JIT) and one SQLite table, nothing of ours. */
#ifndef SCHEDULER_BENCH_BENCH_IMPORT_LIMIT_H
#define SCHEDULER_BENCH_BENCH_IMPORT_LIMIT_H

#include <glib.h>

enum bench_import_tables {
  BENCH_IMPORT_ONE, /* a row is one row: what such a loop would do */
  BENCH_IMPORT_SAME /* a row is what our store keeps of it: person, enrolment, facts, two addresses, with their indexes
                     */
};

struct bench_import_counts {
  guint accepted, rejected;
};

/* Reads `file` into a new database at `path`, synchronous=FULL, one transaction. */
gboolean bench_import_limit(const char *file, const char *path, enum bench_import_tables tables,
                            struct bench_import_counts *counts, GError **error);

#endif
