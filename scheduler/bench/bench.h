/* The project's own benchmarks: each runs ours and the limit it is held to alternately in one run, and answers
 * {name, ours, limit, ratio, unit, peers:{}} with medians. A ratio is a statement; a single time is not. */
#ifndef SCHEDULER_BENCH_BENCH_H
#define SCHEDULER_BENCH_BENCH_H

#include <jansson.h>
#include <glib.h>

/* 1,000,000 young people planned, nothing stored, one core, against a hand-written loop over the same mix. */
json_t *bench_plan(GError **error);
/* An empty tick and one with 1,000 due, among 1,000,000 waiting, against bare SQLite. */
json_t *bench_tick(GError **error);
/* 100,000 rows checked and stored, against libcsv + PCRE2 + SQLite. */
json_t *bench_import(GError **error);

/* Mails, delivery reports and calendar answers read, against GMime's and libical's own parse of the same bytes. */
json_t *bench_formats(GError **error);

#endif
