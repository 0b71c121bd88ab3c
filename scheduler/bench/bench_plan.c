/* lint: sql because both sides read the same people from the same bare table, which is no store of ours */
#include "scheduler/bench/bench.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "rules/language/language.h"
#include "rules/plan/plan.h"
#include "scheduler/bench/bench_mix.h"
#include "scheduler/bench/bench_time.h"

enum { PEOPLE = 1000000, ROUNDS = 3 };

struct world {
  sqlite3 *db;
  struct calendar *calendar;
  struct policy *policy;
  struct progress progress[3]; /* plain, used, stopped: what the events of a person fold to */
  date_t *working;
  date_t first;
};

struct total {
  gint64 steps, days; /* the two sides must agree on both */
  double seconds;
};

static gboolean fill(sqlite3 *db) {
  sqlite3_stmt *insert;
  gboolean ok = sqlite3_exec(db,
                             "CREATE TABLE person(id INTEGER PRIMARY KEY,track INT,leaving INT,birth INT,used "
                             "INT,stopped INT,mobile INT,email INT,minute INT)",
                             NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?)", -1, &insert, NULL) == SQLITE_OK;
  for (gint64 id = 1; ok && id <= PEOPLE; id++) {
    struct bench_mix_person p = bench_mix_person(id);
    gint64 values[] = {p.id, p.track, p.leaving, p.birth, p.used, p.stopped, p.mobile, p.email, p.minute};
    for (int i = 0; i < 9; i++) sqlite3_bind_int64(insert, i + 1, values[i]);
    ok = sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
  }
  if (ok) sqlite3_finalize(insert);
  return ok && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static struct bench_mix_person person_of(sqlite3_stmt *row) {
  return (struct bench_mix_person){
      sqlite3_column_int64(row, 0), sqlite3_column_int(row, 1), sqlite3_column_int(row, 2),
      sqlite3_column_int(row, 3),   sqlite3_column_int(row, 4), sqlite3_column_int(row, 5),
      sqlite3_column_int(row, 6),   sqlite3_column_int(row, 7), sqlite3_column_int(row, 8)};
}

static void by_hand(const struct world *world, const struct bench_mix_person *person, struct total *total) {
  struct bench_mix_step steps[BENCH_MIX_STEPS];
  int n = bench_mix_by_hand(person, world->working, world->first, steps);
  total->steps += n;
  for (int i = 0; i < n; i++) total->days += steps[i].day;
}

static void facts_of(const struct bench_mix_person *person, struct facts *facts) {
  facts->value[FACT_EDUCATION] = person->track;
  facts->value[FACT_LEAVING_DATE] = person->leaving;
  facts->value[FACT_BIRTH_DATE] = person->birth;
  facts->value[FACT_HAS_MOBILE] = person->mobile;
  facts->value[FACT_HAS_EMAIL] = person->email;
  facts->value[FACT_PLACE] = 0;
}

static void by_plan(const struct world *world, const struct bench_mix_person *person, struct total *total) {
  struct plan_step steps[PLAN_STEPS_MAX];
  struct plan_result result;
  struct facts facts;
  facts_clear(&facts);
  facts_of(person, &facts);
  const struct progress *progress = &world->progress[person->stopped ? 2 : person->used ? 1 : 0];
  struct plan_request request = {world->policy, &facts, progress, world->calendar, world->first, world->first, 0};
  plan_compute(&request, steps, &result);
  for (guint i = 0; i < result.n_steps; i++) {
    if (steps[i].act != PLAN_SEND || steps[i].verdict != PLAN_PLANNED) continue;
    total->steps++;
    total->days += steps[i].due;
  }
}

static gboolean run(const struct world *world,
                    void (*one)(const struct world *, const struct bench_mix_person *, struct total *),
                    struct total *total) {
  sqlite3_stmt *all;
  if (sqlite3_prepare_v2(world->db,
                         "SELECT id,track,leaving,birth,used,stopped,mobile,email,minute FROM person ORDER BY id", -1,
                         &all, NULL) != SQLITE_OK)
    return FALSE;
  *total = (struct total){0};
  gint64 start = bench_time_now();
  while (sqlite3_step(all) == SQLITE_ROW) {
    struct bench_mix_person person = person_of(all);
    one(world, &person, total);
  }
  total->seconds = (double)(bench_time_now() - start) / 1e6;
  sqlite3_finalize(all);
  return TRUE;
}

static gboolean open_world(struct world *world, const char *file, GError **error) {
  world->calendar = calendar_new(CALENDAR_MIDDLE, 0, NULL, 0);
  world->first = date_from_civil(2024, 12, 31);
  world->working = bench_mix_working(world->calendar, world->first, date_from_civil(2028, 12, 31));
  g_autoptr(GPtrArray) findings = language_findings_new();
  world->policy = language_read("meting", bench_mix_policy, strlen(bench_mix_policy), NULL, findings);
  for (int i = 0; i < 3; i++) {
    progress_clear(&world->progress[i]);
    world->progress[i].start = world->first;
  }
  world->progress[1].offer_used[1] = world->first + 30;
  world->progress[2].stops = PROGRESS_STOP_ALL;
  if (world->policy && sqlite3_open(file, &world->db) == SQLITE_OK && fill(world->db)) return TRUE;
  g_autofree char *first =
      findings->len ? language_finding_format(g_ptr_array_index(findings, 0)) : g_strdup("no place for the people");
  g_set_error(error, BENCH_ERROR, 0, "bench plan: %s", first);
  return FALSE;
}

static void close_world(struct world *world) {
  sqlite3_close(world->db);
  policy_free(world->policy);
  g_free(world->working);
  calendar_free(world->calendar);
}

static json_t *measure(const struct world *world, GError **error) {
  double ours[ROUNDS], limit[ROUNDS], ratio[ROUNDS];
  struct total hand, plan;
  for (int i = 0; i < ROUNDS; i++) {
    if (!run(world, by_hand, &hand) || !run(world, by_plan, &plan)) return NULL;
    if (hand.steps != plan.steps || hand.days != plan.days) {
      g_set_error(error, BENCH_ERROR, 0,
                  "bench plan: the two disagree: %" G_GINT64_FORMAT " steps by hand, %" G_GINT64_FORMAT " planned",
                  hand.steps, plan.steps);
      return NULL;
    }
    limit[i] = PEOPLE / hand.seconds, ours[i] = PEOPLE / plan.seconds, ratio[i] = ours[i] / limit[i];
  }
  return json_pack("{s:s, s:f, s:f, s:f, s:s, s:f, s:I, s:{}}", "name", "plan", "ours", bench_time_median(ours, ROUNDS),
                   "limit", bench_time_median(limit, ROUNDS), "ratio", bench_time_median(ratio, ROUNDS), "unit",
                   "people/s", "goal", 0.25, "steps", (json_int_t)plan.steps, "peers");
}

json_t *bench_plan(GError **error) {
  struct world world = {0};
  json_t *answer = open_world(&world, "", error) ? measure(&world, error) : NULL;
  close_world(&world);
  return answer;
}
