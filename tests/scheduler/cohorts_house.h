/* A store in memory with two schools, and an import of text into it: for the tests of the import. */
#ifndef TESTS_SCHEDULER_COHORTS_HOUSE_H
#define TESTS_SCHEDULER_COHORTS_HOUSE_H

#include <string.h>
#include <unistd.h>

#include "rules/calendar/zone.h"
#include "scheduler/cohorts/cohorts.h"
#include "scheduler/store/store_organisations.h"

static const gint64 august = 1785578400; /* 2026-08-01T12:00+02:00 */

struct house {
  struct store *store;
  struct zone *zone;
  struct cases *cases;
  struct flow *flow;
  struct flow_world world;
};

static inline const char *no_setting(void *user, const char *organisation, const char *name) {
  (void)user, (void)organisation, (void)name;
  return NULL;
}

static inline void no_chance(void *user, char *out, gsize n) {
  (void)user;
  memset(out, 'a', n);
}

static inline void open_house(struct house *house) {
  g_autoptr(GError) error = NULL;
  *house = (struct house){.world = {.setting = no_setting, .chance = no_chance}};
  house->world.key = g_bytes_new_static("0123456789abcdef0123456789abcdef", 32);
  house->store = store_open(":memory:", &error);
  g_assert_no_error(error);
  house->zone = zone_load("Europe/Amsterdam", &error);
  g_assert_no_error(error);
  house->cases = cases_new(house->store, house->zone);
  house->flow = flow_new(house->cases, &house->world);
  struct store_organisation school = {(char *)"roc", (char *)"mbo", (char *)"ROC", CALENDAR_MIDDLE};
  struct store_organisation other = {(char *)"pro", (char *)"pro", (char *)"Pro", CALENDAR_MIDDLE};
  g_assert_true(store_begin(house->store, &error) && store_organisations_add(house->store, &school, august, &error) &&
                store_organisations_add(house->store, &other, august, &error) && store_commit(house->store, &error));
}

static inline void close_house(struct house *house) {
  flow_free(house->flow);
  cases_free(house->cases);
  zone_free(house->zone);
  store_close(house->store);
  g_bytes_unref(house->world.key);
}

static inline int file_of(const char *text, gsize length) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp("cohort-XXXXXX", &path, &error);
  g_assert_no_error(error);
  g_assert_cmpint(write(file, text, length), ==, (gssize)length);
  g_assert_cmpint(lseek(file, 0, SEEK_SET), ==, 0);
  unlink(path);
  return file;
}

static inline struct cohorts_import plain(void) {
  return (struct cohorts_import){.organisation = "roc", .cohort = "2026", .today = "2026-08-01"};
}

static inline json_t *import_as(struct house *house, const char *text, struct cohorts_import import, gint64 now,
                                GError **error) {
  int file = file_of(text, strlen(text));
  struct flow_act act = {now, "import"};
  g_autoptr(CohortAnswer) answer = cohorts_import(house->flow, house->cases, &act, file, &import, error);
  close(file);
  g_assert_false(store_in_transaction(house->store));
  return answer ? cohort_answer_whole(answer, error) : NULL;
}

static inline json_t *import(struct house *house, const char *text) {
  g_autoptr(GError) error = NULL;
  json_t *answer = import_as(house, text, plain(), august, &error);
  g_assert_no_error(error);
  return answer;
}

static inline gint64 number(const json_t *answer, const char *name) {
  return json_integer_value(json_object_get(answer, name));
}

static inline const json_t *row(const json_t *answer, gsize at) {
  return json_array_get(json_object_get(answer, "rows"), at);
}

static inline const char *value(const json_t *answer, gsize at, const char *name) {
  const char *text = json_string_value(json_object_get(json_object_get(row(answer, at), "values"), name));
  return text ? text : "";
}

static inline const char *status(const json_t *answer, gsize at) {
  return json_string_value(json_object_get(row(answer, at), "status"));
}

/* "code@column code@column" of a row. */
static inline char *codes(const json_t *answer, gsize at) {
  GString *text = g_string_new(NULL);
  const json_t *errors = json_object_get(row(answer, at), "errors");
  for (size_t i = 0; i < json_array_size(errors); i++) {
    const json_t *error = json_array_get(errors, i);
    g_string_append_printf(text, "%s%s@%s", i ? " " : "", json_string_value(json_object_get(error, "code")),
                           json_string_value(json_object_get(error, "column")));
    g_assert_cmpuint(strlen(json_string_value(json_object_get(error, "message"))), >, 10);
  }
  return g_string_free(text, FALSE);
}

#define HEAD                                                                                                           \
  "leerlingnummer;roepnaam;tussenvoegsel;achternaam;geboortedatum;begeleider;mobiel;email;onderwijs;niveau;crebo;"     \
  "diploma;diplomadatum\n"
#define NOOR "1;Noor;de;Vries;14-03-2008;s@roc.example;06 12345601;noor@post.example;mbo;2;25498;ja;10-07-2026\n"

#endif
