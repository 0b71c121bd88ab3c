/* What the tests of the store share: a store in a folder of its own with one young person, and raw SQL on its file.
 *
 * Everything here is made up. */
#ifndef TESTS_SCHEDULER_STORE_SAMPLE_H
#define TESTS_SCHEDULER_STORE_SAMPLE_H

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "scheduler/store/store_events.h"
#include "scheduler/store/store_people.h"

struct sample {
  struct store *store;
  char *path;
  gint64 staff, cohort, person, enrolment;
};

/* In a new folder; caller frees. */
static inline char *sample_path(void) {
  g_autofree char *folder = g_dir_make_tmp("waakvlam-XXXXXX", NULL);
  g_assert_nonnull(folder);
  return g_build_filename(folder, "waakvlam.db", NULL);
}

static inline char *sample_side(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  return g_build_filename(folder, "epoch", NULL);
}

static inline void sample_remove(const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *file = g_build_filename(folder, name, NULL);
    g_unlink(file);
  }
  if (dir) g_dir_close(dir);
  g_rmdir(folder);
}

static inline void sample_copy(const char *from, const char *to) {
  g_autofree char *text = NULL;
  gsize size;
  g_assert_true(g_file_get_contents(from, &text, &size, NULL));
  g_assert_true(g_file_set_contents(to, text, (gssize)size, NULL));
}

/* SQL behind the store's back. */
static inline void sample_raw(const char *path, const char *sql) {
  sqlite3 *db;
  char *problem = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  sqlite3_exec(db, sql, NULL, NULL, &problem);
  g_assert_cmpstr(problem, ==, NULL);
  sqlite3_close(db);
}

/* A column of the first row; caller frees. */
static inline char *sample_column(const char *path, const char *sql, int column) {
  sqlite3 *db;
  sqlite3_stmt *statement = NULL;
  g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (!statement) g_error("%s: %s", sql, sqlite3_errmsg(db));
  char *text =
      sqlite3_step(statement) == SQLITE_ROW ? g_strdup((const char *)sqlite3_column_text(statement, column)) : NULL;
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return text;
}

static inline char *sample_text(const char *path, const char *sql) {
  return sample_column(path, sql, 0);
}

static inline void sample_fill(struct sample *sample) {
  struct store_organisation roc = {(char *)"roc", (char *)"mbo", (char *)"ROC", CALENDAR_MIDDLE};
  struct store_organisation pro = {(char *)"pro", (char *)"pro", (char *)"Praktijkschool", CALENDAR_SOUTH};
  struct store_staff staff = {.organisation = (char *)"roc",
                              .role = (char *)"counsellor",
                              .halfdays = CALENDAR_FULL_WEEK,
                              .email = (char *)"jette@roc.example",
                              .name = (char *)"Jette"};
  gboolean is_new;
  g_assert_true(store_begin(sample->store, NULL));
  g_assert_true(store_organisations_add(sample->store, &roc, 1, NULL));
  g_assert_true(store_organisations_add(sample->store, &pro, 1, NULL));
  g_assert_true(store_staff_add(sample->store, &staff, 1, NULL));
  sample->staff = staff.id;
  sample->cohort = store_cohorts_for(sample->store, "roc", "2026", NULL);
  g_assert_true(
      store_people_enter(sample->store, "roc", "100", sample->cohort, sample->staff, &sample->person, &is_new, NULL));
  sample->enrolment = sample->person;
  g_assert_true(store_commit(sample->store, NULL));
}

static inline struct sample sample_open(void) {
  struct sample sample = {.path = sample_path()};
  g_autoptr(GError) error = NULL;
  store_create(sample.path, &error);
  g_assert_no_error(error);
  sample.store = store_open(sample.path, &error);
  g_assert_no_error(error);
  sample_fill(&sample);
  return sample;
}

static inline void sample_close(struct sample *sample) {
  if (sample->store) store_close(sample->store);
  sample_remove(sample->path);
  g_free(sample->path);
}

static inline void sample_event(struct sample *sample, gint64 at) {
  struct store_event event = {.enrolment = sample->enrolment,
                              .at = at,
                              .day = 1,
                              .until = DATE_NONE,
                              .rule = "bellen",
                              .actor = "system",
                              .reason = "rule"};
  g_assert_true(store_events_add(sample->store, &event, NULL));
}

#endif
