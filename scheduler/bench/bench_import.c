/* The import against a hand-written loop, alternately, over one file: 100,000 rows of 12 columns, three in a hundred
 * bad in six ways or a duplicate, cells with line breaks. Both must count the same. The loop has one thread; ours may
 * have a second one that reads and checks ahead, so it is measured with one, too. Memory is read at a tenth of the
 * rows, at all of them, and at ten times as many with one bad in three: what grows there grows with the file. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "rules/calendar/zone.h"
#include "scheduler/bench/bench.h"
#include "scheduler/bench/bench_import_limit.h"
#include "scheduler/bench/bench_time.h"
#include "scheduler/cohorts/cohorts.h"
#include "scheduler/store/store_organisations.h"

enum { ROWS = 100000, ROUNDS = 5 };
static const double goal = 0.6;

struct sums {
  double ours[ROUNDS], one[ROUNDS], limit[ROUNDS], same[ROUNDS]; /* rows a second */
  double ratio[ROUNDS], ratio_one[ROUNDS], ratio_same[ROUNDS];
  struct bench_import_counts counts;
  gint64 peak_tenth, peak, peak_tenfold; /* kB */
};

/* -- the file ----------------------------------------------------------------------------------------------------- */

/* One row in so many: six kinds of bad ones and duplicates, never two in one. */
enum bad { GOOD, BAD_BIRTH, BAD_MOBILE, BAD_EMAIL, BAD_TRACK, BAD_LEAVING, NO_NAME, TWICE };

static enum bad kind(guint i, guint one_in) {
  return i % one_in == one_in - 1 ? (enum bad)(1 + i / one_in % 7) : GOOD;
}

static void write_mobile(FILE *out, guint i, enum bad bad) {
  static const char *const wrong[] = {"0612345", "onbekend"};
  guint digits = 10000000 + (guint)((guint64)i * 37 % 39999999);
  if (bad == BAD_MOBILE)
    fputs(wrong[i % 2], out);
  else if (i % 5 == 0)
    fprintf(out, "06%u", digits);
  else if (i % 5 == 1)
    fprintf(out, "06-%u", digits);
  else if (i % 5 == 2)
    fprintf(out, "+316%u", digits);
  else if (i % 5 == 3)
    fprintf(out, "0031 6 %u %u", digits / 10000, 1000 + digits % 9000);
}

/* Every fifth has no number, so has an address; of the others three in ten have none. */
static void write_email(FILE *out, guint i, enum bad bad) {
  static const char *const wrong[] = {"geen", "jan@@post.example", "jan jansen@post.example"};
  if (bad == BAD_EMAIL)
    fputs(wrong[i % 3], out);
  else if (i % 5 == 4 || i % 10 < 7)
    fprintf(out, "p%u@post%u.example", i, i % 97);
}

static void write_row(FILE *out, guint i, guint one_in) {
  static const char *const first[] = {"Noor",  "Daan",     "Zoë",   "Milan",  "Fenna", "Luuk",
                                      "Saïda", "Mohammed", "Chloé", "Jayden", "Iris",  "Björn"};
  static const char *const last[] = {"\"Vries, de\"", "Jansen", "\"Berg, van den\"", "Yılmaz", "El Amrani", "Bakker",
                                     "O'Neil",        "Smit"};
  static const char *const tracks[] = {"mbo", "pro", "vso"};
  static const char *const programmes[] = {"", "Logistiek", "\"Zorg, welzijn\"", "\"line one\r\nline two\"",
                                           "Bouw en infra"};
  static const char *const destinations[] = {"", "werk", "onderwijs", "geen"};
  enum bad bad = kind(i, one_in);
  fprintf(out, "%u,%s,%s,", 1000000 + (bad == TWICE ? i - 1 : i), bad == NO_NAME ? "" : first[i % 12], last[i % 8]);
  if (bad == BAD_BIRTH)
    fputs("30-02-2008,", out);
  else
    fprintf(out, "%02u-%02u-%u,", 1 + i % 28, 1 + i % 12, 2004 + i % 5);
  fprintf(out, "begeleider%u@school.example,", i % 40);
  write_mobile(out, i, bad);
  fputc(',', out);
  write_email(out, i, bad);
  fprintf(out, ",%s,%s,", bad == BAD_TRACK ? "havo" : tracks[i % 3], programmes[i % 5]);
  if (bad == BAD_LEAVING)
    fputs("31-06-2026,", out);
  else
    fprintf(out, "%02u-%02u-2026,", 1 + i % 28, 1 + i % 12);
  fprintf(out, "%s,%s\r\n", i % 2 ? "nee" : "", destinations[i % 4]);
}

static gboolean write_file(const char *path, guint rows, guint one_in, GError **error) {
  FILE *out = g_fopen(path, "wb");
  if (out)
    fputs("leerlingnummer,roepnaam,achternaam,geboortedatum,begeleider,mobiel,email,onderwijs,opleiding,uitstroomdatum,"
          "diploma,bestemming\r\n",
          out);
  for (guint i = 0; out && i < rows; i++) write_row(out, i, one_in);
  gboolean good = out && !ferror(out);
  if (out && fclose(out) != 0) good = FALSE;
  if (!good) g_set_error(error, BENCH_ERROR, 0, "bench import: %s can't be written", path);
  return good;
}

/* -- ours -----------------------------------------------------------------------------------------------------------
 */

static const char *no_setting(void *user, const char *organisation, const char *name) {
  (void)user, (void)organisation, (void)name;
  return NULL;
}

static void no_chance(void *user, char *out, gsize n) {
  (void)user;
  memset(out, 'a', n);
}

static gboolean import_into(struct store *store, const struct zone *zone, int file, guint threads,
                            struct bench_import_counts *counts, GError **error) {
  struct store_organisation school = {(char *)"school", (char *)"pro", (char *)"School", CALENDAR_MIDDLE};
  if (!store_begin(store, error) || !store_organisations_add(store, &school, 0, error) || !store_commit(store, error))
    return FALSE;
  g_autoptr(GBytes) key = g_bytes_new_static("0123456789abcdef0123456789abcdef", 32);
  const struct flow_world world = {.setting = no_setting, .chance = no_chance, .key = key};
  g_autoptr(Cases) cases = cases_new(store, zone);
  g_autoptr(Flow) flow = flow_new(cases, &world);
  const struct flow_act act = {1785578400, "import"};
  const struct cohorts_import import = {.organisation = "school",
                                        .cohort = "2026",
                                        .today = "2026-08-01",
                                        .accept_valid = TRUE,
                                        .quiet = TRUE,
                                        .threads = threads};
  g_autoptr(CohortAnswer) answer = cohorts_import(flow, cases, &act, file, &import, error);
  if (!answer) return FALSE;
  const json_t *head = cohort_answer_head(answer);
  counts->accepted = (guint)json_integer_value(json_object_get(head, "accepted"));
  counts->rejected = (guint)json_integer_value(json_object_get(head, "rejected"));
  return TRUE;
}

/* The store's fence against copies (epoch) stands beside it. */
static void remove_database(const char *path) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *file = g_strconcat(path, endings[i], NULL);
    g_remove(file);
  }
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *epoch = g_build_filename(folder, "epoch", NULL);
  g_remove(epoch);
}

struct trial {
  const char *csv, *path;
  const struct zone *zone;
};

/* Making and opening the store is not part of an import; its commit is. */
static gboolean by_import(const struct trial *trial, guint threads, struct bench_import_counts *counts, double *seconds,
                          GError **error) {
  {
    g_autoptr(Store) store = store_create(trial->path, error) ? store_open(trial->path, error) : NULL;
    int file = store ? g_open(trial->csv, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return FALSE;
    gint64 start = bench_time_now();
    gboolean good = import_into(store, trial->zone, file, threads, counts, error);
    *seconds = (double)(bench_time_now() - start) / 1e6;
    close(file);
    if (!good) return FALSE;
  }
  remove_database(trial->path);
  return TRUE;
}

/* -- the measurement ------------------------------------------------------------------------------------------------
 */

static gint64 peak(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

static gboolean time_limit(const struct trial *trial, enum bench_import_tables tables,
                           struct bench_import_counts *counts, double *rows, GError **error) {
  gint64 start = bench_time_now();
  gboolean good = bench_import_limit(trial->csv, trial->path, tables, counts, error);
  *rows = ROWS / ((double)(bench_time_now() - start) / 1e6);
  remove_database(trial->path);
  return good;
}

static gboolean agree(const struct bench_import_counts *a, const struct bench_import_counts *b, GError **error) {
  if (a->accepted == b->accepted && a->rejected == b->rejected) return TRUE;
  g_set_error(error, BENCH_ERROR, 0, "bench import: the two disagree: %u accepted and %u rejected, by hand %u and %u",
              a->accepted, a->rejected, b->accepted, b->rejected);
  return FALSE;
}

static gboolean one_round(struct sums *sums, int i, const struct trial *trial, GError **error) {
  struct bench_import_counts alone, limit, same;
  double seconds = 1, seconds_one = 1;
  if (!by_import(trial, 0, &sums->counts, &seconds, error) ||
      !time_limit(trial, BENCH_IMPORT_ONE, &limit, &sums->limit[i], error) ||
      !by_import(trial, 1, &alone, &seconds_one, error) ||
      !time_limit(trial, BENCH_IMPORT_SAME, &same, &sums->same[i], error))
    return FALSE;
  sums->ours[i] = ROWS / seconds;
  sums->one[i] = ROWS / seconds_one;
  sums->ratio[i] = sums->ours[i] / sums->limit[i];
  sums->ratio_one[i] = sums->one[i] / sums->limit[i];
  sums->ratio_same[i] = sums->ours[i] / sums->same[i];
  return agree(&sums->counts, &limit, error) && agree(&alone, &limit, error) && agree(&same, &limit, error);
}

/* What a process took at most never goes down, so the sizes rise, and the loops by hand come later. */
static gboolean measure_memory(struct sums *sums, const struct trial *trial, GError **error) {
  const struct {
    guint rows, one_in;
    gint64 *peak;
  } sizes[] = {{ROWS / 10, 33, &sums->peak_tenth}, {ROWS, 33, &sums->peak}, {10 * ROWS, 3, &sums->peak_tenfold}};
  double seconds;
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    if (!write_file(trial->csv, sizes[i].rows, sizes[i].one_in, error) ||
        !by_import(trial, 0, &sums->counts, &seconds, error))
      return FALSE;
    *sizes[i].peak = peak();
  }
  return TRUE;
}

static gboolean measure(struct sums *sums, const char *folder, GError **error) {
  g_autofree char *csv = g_build_filename(folder, "cohort.csv", NULL),
                  *path = g_build_filename(folder, "bench.db", NULL);
  g_autoptr(Zone) zone = zone_load("Europe/Amsterdam", error);
  const struct trial trial = {csv, path, zone};
  gboolean good = zone && measure_memory(sums, &trial, error) && write_file(csv, ROWS, 33, error);
  for (int i = 0; good && i < ROUNDS; i++) good = one_round(sums, i, &trial, error);
  g_remove(csv);
  remove_database(path);
  return good;
}

static json_t *pair(const double *rows, const double *ratio) {
  return json_pack("{s:f, s:f}", "rows", bench_time_median(rows, ROUNDS), "ratio", bench_time_median(ratio, ROUNDS));
}

json_t *bench_import(GError **error) {
  struct sums sums = {0};
  g_autofree char *folder = g_dir_make_tmp("waakvlam-bench-XXXXXX", error);
  if (!folder) return NULL;
  gboolean good = measure(&sums, folder, error);
  g_rmdir(folder);
  if (!good) return NULL;
  json_t *answer = json_pack("{s:s, s:f, s:f, s:f, s:s, s:f}", "name", "import", "ours",
                             bench_time_median(sums.ours, ROUNDS), "limit", bench_time_median(sums.limit, ROUNDS),
                             "ratio", bench_time_median(sums.ratio, ROUNDS), "unit", "rows/s", "goal", goal);
  json_object_set_new(answer, "threads", json_integer(MIN(g_get_num_processors(), 2)));
  json_object_set_new(answer, "limit_threads", json_integer(1));
  json_object_set_new(answer, "one_thread", pair(sums.one, sums.ratio_one));
  json_object_set_new(answer, "accepted", json_integer(sums.counts.accepted));
  json_object_set_new(answer, "rejected", json_integer(sums.counts.rejected));
  json_object_set_new(answer, "peak_kb_tenth", json_integer(sums.peak_tenth));
  json_object_set_new(answer, "peak_kb", json_integer(sums.peak));
  json_object_set_new(answer, "peak_kb_tenfold_a_third_rejected", json_integer(sums.peak_tenfold));
  json_t *peers = json_object();
  json_object_set_new(peers, "libcsv + PCRE2 + SQLite into the tables of the store", pair(sums.same, sums.ratio_same));
  json_object_set_new(answer, "peers", peers);
  return answer;
}
