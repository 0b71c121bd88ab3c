/* lint: sql because a million people are put there at once, which no verb of the store does */
#include "scheduler/bench/bench.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "scheduler/bench/bench_time.h"
#include "scheduler/command/shipped.h"
#include "scheduler/dispatch/dispatch.h"
#include "scheduler/flow/flow.h"
#include "scheduler/store/store_cohorts.h"
#include "scheduler/store/store_organisations.h"
#include "scheduler/store/store_people.h"
#include "scheduler/store/store_staff.h"
#include "scheduler/store/store_texts.h"

enum { SMALL = 10000, LARGE = 1000000, DUE = 1000, EMPTY_TICKS = 2001, ROUNDS = 5 };

/* 2026-10-06T10:00+02:00, a Tuesday outside every holiday; the people left on 2026-07-10. */
static const gint64 NOW = 1791273600;

struct site {
  char *folder, *path;
  struct zone *zone;
  struct store *store;
  struct cases *cases;
  struct flow_world world;
  struct flow *flow;
  struct dispatch *dispatch;
  gint64 next; /* the first enrolment that has not been due yet */
};

static const char *setting(void *user, const char *organisation, const char *name) {
  (void)user, (void)organisation;
  if (strcmp(name, "sms_number") == 0) return "+31970000000";
  return strcmp(name, "four_eyes") == 0 ? "no" : "bench@waakvlam.example";
}

static void chance(void *user, char *out, gsize n) {
  (void)user;
  memset(out, 'a', n); /* the salt of the record: any will do here */
  out[n] = '\0';
}

static int may_not(void *user, gint64 now, const struct store_message *message, gint64 *until, char **reason) {
  (void)user, (void)message;
  *until = now + 3600, *reason = g_strdup("nothing is sent by a benchmark");
  return FLOW_WAIT;
}

static gboolean publish(struct store *store, GError **error) {
  for (const struct shipped_file *f = shipped_files; f->folder; f++) {
    g_autofree char *name = g_strndup(f->name, (gsize)(strrchr(f->name, '.') - f->name));
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, f->text, -1);
    const char *kind = strcmp(f->folder, "policies") == 0 ? "policy" : "template";
    struct store_text text = {.organisation = (char *)"bench",
                              .kind = (char *)kind,
                              .name = name,
                              .hash = hash,
                              .body = (char *)f->text,
                              .mode = (char *)"keep"};
    if (!store_texts_publish(store, &text, NOW - 1000, error)) return FALSE;
  }
  return TRUE;
}

/* Everything but the people, by the store's own verbs. */
static gboolean furnish(struct site *site, GError **error) {
  struct store_organisation school = {(char *)"bench", (char *)"pro", (char *)"Meting", CALENDAR_MIDDLE};
  struct store_staff staff = {.organisation = (char *)"bench",
                              .role = (char *)"counsellor",
                              .email = (char *)"bench@waakvlam.example",
                              .name = (char *)"Bench",
                              .phone = (char *)"",
                              .password = (char *)"",
                              .halfdays = CALENDAR_FULL_WEEK};
  if (!store_begin(site->store, error) || !store_organisations_add(site->store, &school, NOW - 1000, error) ||
      !store_staff_add(site->store, &staff, NOW - 1000, error) || !publish(site->store, error))
    return FALSE;
  struct store_text *policy = store_texts_newest(site->store, "bench", "policy", "pro", G_MAXINT64, error);
  gint64 cohort = store_cohorts_for(site->store, "bench", "bench", error);
  gboolean ok =
      policy && cohort &&
      store_cohorts_start(site->store, cohort, date_from_civil(2026, 7, 1), policy->id, "bench", staff.id, 0, error);
  store_texts_free(policy);
  return ok && store_commit(site->store, error);
}

/* The people, each with one row of facts and the event that started them; all wait for a day far ahead. */
static const char people[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO enrolment (id, person, organisation, number, ordinal, cohort, counsellor, policy, state, wake)"
    " SELECT i, i, 'bench', i, 1, 1, 1, (SELECT id FROM publication WHERE kind = 'policy' AND name = 'pro'), 2, "
    "1900000000 + i FROM n;"
    "INSERT INTO waiting_person (due, enrolment) SELECT wake, id FROM enrolment;"
    "INSERT INTO fact (id, recorded_at, valid_from, source, body) SELECT id * 1048576 + 1, 1782000000, 20635, 'import',"
    " 'onderwijs=pro' || char(10) || 'roepnaam=Noor' || char(10) || 'achternaam=Bakker' || char(10) || 'mobiel=+3161' "
    "|| printf('%%07d', id)"
    " || char(10) || 'uitstroomdatum=2026-07-10' || char(10) || 'geboortedatum=2008-03-01' || char(10) || "
    "'aansluitende_inschrijving=nee'"
    " || char(10) || 'plaats=' || (id %% 40) FROM enrolment;"
    "INSERT INTO event (enrolment, seq, at, day, kind, rule, year, attempt, outcome, channel, until, actor, reason)"
    " SELECT id, 1, 1782000000, 20635, 0, '', 0, 0, 0, 0, NULL, 'system', '' FROM enrolment;";

/* Nine times as many that wait, for the empty tick: nothing of them is looked at. */
static const char more[] =
    "INSERT INTO waiting_person (due, enrolment) SELECT due + 10000000 * k, enrolment + 10000000 * k FROM "
    "waiting_person,"
    " (WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 9) SELECT k FROM n)";

static gboolean sql(const char *path, const char *text, GError **error) {
  sqlite3 *db = NULL;
  char *problem = NULL;
  gboolean ok = sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(db, text, NULL, NULL, &problem) == SQLITE_OK &&
                sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) == SQLITE_OK;
  if (!ok) g_set_error(error, BENCH_ERROR, 0, "bench tick: %s", problem ? problem : sqlite3_errmsg(db));
  sqlite3_free(problem);
  sqlite3_close(db);
  return ok;
}

static gboolean site_open(struct site *site, int n, GError **error) {
  site->folder = g_dir_make_tmp("waakvlam-bench-XXXXXX", error);
  site->zone = site->folder ? zone_load("Europe/Amsterdam", error) : NULL;
  if (!site->zone) return FALSE;
  site->path = g_build_filename(site->folder, "waakvlam.db", NULL);
  g_autofree char *text = g_strdup_printf(people, n);
  if (!store_create(site->path, error) || !(site->store = store_open(site->path, error)) || !furnish(site, error))
    return FALSE;
  if (!sql(site->path, text, error)) return FALSE;
  site->cases = cases_new(site->store, site->zone);
  site->world = (struct flow_world){setting, chance, NULL, g_bytes_new_static("bench", 5)};
  site->flow = flow_new(site->cases, &site->world);
  struct dispatch_world world = {.veto = may_not, .local_only = TRUE};
  site->dispatch = dispatch_new(site->store, &world);
  site->next = 1;
  return TRUE;
}

static void site_close(struct site *site) {
  dispatch_free(site->dispatch);
  flow_free(site->flow);
  cases_free(site->cases);
  store_close(site->store);
  zone_free(site->zone);
  g_clear_pointer(&site->world.key, g_bytes_unref);
  g_autoptr(GDir) dir = site->folder ? g_dir_open(site->folder, 0, NULL) : NULL;
  for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(site->folder, name, NULL);
    g_unlink(path);
  }
  if (site->folder) g_rmdir(site->folder);
  g_free(site->folder);
  g_free(site->path);
}

/* Median microseconds of a tick that finds nothing: nobody due, nothing to send. */
static gboolean empty_tick(struct site *site, double *median, GError **error) {
  static const struct flow_act act = {NOW, "system"};
  g_autofree double *times = g_new(double, EMPTY_TICKS);
  for (int i = 0; i < EMPTY_TICKS; i++) {
    struct flow_counts counts = {0};
    struct dispatch_counts sent = {0};
    gint64 start = bench_time_now();
    if (!flow_due(site->flow, &act, &counts, error) || !dispatch_run(site->dispatch, NOW, &sent, error)) return FALSE;
    times[i] = (double)(bench_time_now() - start);
  }
  *median = bench_time_median(times, EMPTY_TICKS);
  return TRUE;
}

/* Milliseconds for the next thousand, made due one by one beforehand. */
static gboolean full_tick(struct site *site, double *ms, GError **error) {
  gint64 a = site->next, b = a + DUE;
#define N "%" G_GINT64_FORMAT
  g_autofree char *text =
      g_strdup_printf("UPDATE enrolment SET wake = " N " WHERE id >= " N " AND id < " N ";"
                      "DELETE FROM waiting_person WHERE due >= 1900000000 + " N " AND due < 1900000000 + " N ";"
                      "INSERT INTO waiting_person SELECT wake, id FROM enrolment WHERE id >= " N " AND id < " N,
                      NOW, a, b, a, b, a, b);
#undef N
  struct flow_act act = {NOW, "system"};
  struct flow_counts counts = {0};
  if (!sql(site->path, text, error)) return FALSE;
  site->next += DUE;
  gint64 start = bench_time_now();
  if (!flow_due(site->flow, &act, &counts, error)) return FALSE;
  *ms = (double)(bench_time_now() - start) / 1000;
  if (counts.done >= DUE) return TRUE;
  g_set_error(error, BENCH_ERROR, 0, "bench tick: %u steps and %u done, where %d people were made due", counts.due,
              counts.done, DUE);
  return FALSE;
}

static gboolean full_ticks(struct site *site, double *median, GError **error) {
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++)
    if (!full_tick(site, &times[i], error)) return FALSE;
  *median = bench_time_median(times, ROUNDS);
  return TRUE;
}

/* What SQLite alone needs to see that nobody is due: one look at the clustered key. */
static gboolean bare_look(const char *path, double *median) {
  sqlite3 *db;
  sqlite3_stmt *look;
  double times[EMPTY_TICKS];
  if (sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "SELECT enrolment FROM waiting_person WHERE due <= ? ORDER BY due LIMIT 1", -1, &look,
                         NULL) != SQLITE_OK)
    return FALSE;
  for (int i = 0; i < EMPTY_TICKS; i++) {
    gint64 start = bench_time_now();
    sqlite3_bind_int64(look, 1, NOW);
    sqlite3_step(look);
    sqlite3_reset(look);
    times[i] = (double)(bench_time_now() - start);
  }
  sqlite3_finalize(look);
  sqlite3_close(db);
  *median = bench_time_median(times, EMPTY_TICKS);
  return TRUE;
}

static json_t *measure(struct site *small, struct site *large, GError **error) {
  double empty, empty_more, due_small, due_large, bare;
  if (!empty_tick(large, &empty, error) || !bare_look(large->path, &bare) || !full_ticks(small, &due_small, error) ||
      !full_ticks(large, &due_large, error) || !sql(large->path, more, error) || !empty_tick(large, &empty_more, error))
    return NULL;
  return json_pack("{s:s, s:f, s:f, s:f, s:s, s:{s:f, s:f, s:f, s:f, s:f}, s:{s:f}}", "name", "tick", "ours", empty,
                   "limit", 10.0, "ratio", 10.0 / MAX(empty, 0.5), "unit", "us for an empty tick (at most)", "more",
                   "empty_with_ten_times_as_many", empty_more, "due_1000_ms_with_10k_people", due_small,
                   "due_1000_ms_with_1M_people", due_large, "due_1M_over_10k", due_large / due_small,
                   "people_per_second", DUE / due_large * 1000, "peers", "one look by bare SQLite, us", bare);
}

json_t *bench_tick(GError **error) {
  struct site small = {0}, large = {0};
  json_t *answer =
      site_open(&small, SMALL, error) && site_open(&large, LARGE, error) ? measure(&small, &large, error) : NULL;
  site_close(&small);
  site_close(&large);
  return answer;
}
