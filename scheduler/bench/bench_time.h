/* Time and medians for the benchmarks. */
#ifndef SCHEDULER_BENCH_BENCH_TIME_H
#define SCHEDULER_BENCH_BENCH_TIME_H

#include <glib.h>

#define BENCH_ERROR bench_time_error_quark()
GQuark bench_time_error_quark(void);

gint64 bench_time_now(void); /* microseconds, monotonic */
double bench_time_median(const double *values, int n);

#endif
