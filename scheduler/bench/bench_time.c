#include "scheduler/bench/bench_time.h"

#include <stdlib.h>
#include <string.h>

#include "scheduler/command/clock.h"

G_DEFINE_QUARK(bench_time_error, bench_time_error)

gint64 bench_time_now(void) {
  return clock_monotonic();
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double bench_time_median(const double *values, int n) {
  g_autofree double *sorted = g_memdup2(values, sizeof *values * (gsize)n);
  qsort(sorted, (size_t)n, sizeof *sorted, by_size);
  return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}
