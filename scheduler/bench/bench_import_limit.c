/* lint: sql because the loop by hand is measured against SQLite itself, without anything of the store */
#include "scheduler/bench/bench_import_limit.h"

#include <csv.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "scheduler/bench/bench_time.h"

enum { COLUMNS = 12, CELL = 256 };
enum { NUMBER, FIRST_NAME, SURNAME, BORN, COUNSELLOR, MOBILE, EMAIL, TRACK, PROGRAMME, LEAVING, DIPLOMA, DESTINATION };

struct limit {
  sqlite3 *db;
  sqlite3_stmt *person, *fact, *address;
  pcre2_code *mobile_form, *mail_form, *day_form;
  pcre2_match_data *match;
  struct bench_import_counts counts;
  enum bench_import_tables tables;
  gboolean header_done;
  int column;
  char cell[COLUMNS][CELL];
  int length[COLUMNS];
};

static const char one_table[] =
    "CREATE TABLE person (nr TEXT PRIMARY KEY, first TEXT, last TEXT, born INTEGER, counsellor TEXT, mobile TEXT, "
    "email TEXT,"
    " track TEXT, programme TEXT, leaving INTEGER, diploma INTEGER, destination TEXT) WITHOUT ROWID";
static const char same_tables[] =
    "CREATE TABLE enrolment (id INTEGER PRIMARY KEY, person INTEGER, organisation TEXT, nr TEXT, ordinal INTEGER,"
    " cohort INTEGER, counsellor INTEGER, state INTEGER, UNIQUE (organisation, nr, ordinal));"
    "CREATE TABLE fact (id INTEGER PRIMARY KEY, at INTEGER, body TEXT);"
    "CREATE TABLE address (address TEXT, person INTEGER, PRIMARY KEY (address, person)) WITHOUT ROWID";

static pcre2_code *compile(const char *pattern) {
  int number = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &number, &offset, NULL);
  if (code) pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return code;
}

static gboolean matches(const struct limit *limit, const pcre2_code *form, int cell) {
  return pcre2_match(form, (PCRE2_SPTR)limit->cell[cell], (PCRE2_SIZE)limit->length[cell], 0, 0, limit->match, NULL) >=
         0;
}

/* dd-mm-yyyy to a day number that grows with the date; 0 = no such day. */
static int day_number(const struct limit *limit, int cell) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!matches(limit, limit->day_form, cell)) return 0;
  const char *p = limit->cell[cell];
  int day = (p[0] - '0') * 10 + p[1] - '0', month = (p[3] - '0') * 10 + p[4] - '0';
  int year = (p[6] - '0') * 1000 + (p[7] - '0') * 100 + (p[8] - '0') * 10 + p[9] - '0';
  if (month < 1 || month > 12 || day < 1) return 0;
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= lengths[month - 1] + (leap && month == 2) ? year * 372 + month * 31 + day : 0;
}

/* In place: blanks and hyphens out, then +31. */
static gboolean mobile(struct limit *limit) {
  char *text = limit->cell[MOBILE];
  int n = 0;
  if (!limit->length[MOBILE]) return *limit->cell[EMAIL] != '\0';
  for (const char *p = text; *p; p++)
    if (*p != ' ' && *p != '-') text[n++] = *p;
  text[n] = '\0';
  limit->length[MOBILE] = n;
  if (!matches(limit, limit->mobile_form, MOBILE)) return FALSE;
  memmove(text + 3, text + n - 9, 10);
  memcpy(text, "+31", 3);
  limit->length[MOBILE] = 12;
  return TRUE;
}

static gboolean track(const char *text) {
  return strcmp(text, "mbo") == 0 || strcmp(text, "pro") == 0 || strcmp(text, "vso") == 0;
}

static gboolean step(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

static void bind(struct limit *limit, sqlite3_stmt *statement, int at, int cell) {
  sqlite3_bind_text(statement, at, limit->cell[cell], limit->length[cell], SQLITE_STATIC);
}

static void store_one(struct limit *limit, int born, int leaving) {
  static const int texts[][2] = {{1, NUMBER}, {2, FIRST_NAME}, {3, SURNAME},   {5, COUNSELLOR},  {6, MOBILE},
                                 {7, EMAIL},  {8, TRACK},      {9, PROGRAMME}, {12, DESTINATION}};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) bind(limit, limit->person, texts[i][0], texts[i][1]);
  sqlite3_bind_int(limit->person, 4, born);
  sqlite3_bind_int(limit->person, 10, leaving);
  sqlite3_bind_int(limit->person, 11, limit->cell[DIPLOMA][0] == 'j');
  step(limit->person);
}

static void store_address(struct limit *limit, int cell, sqlite3_int64 person) {
  if (!limit->length[cell]) return;
  bind(limit, limit->address, 1, cell);
  sqlite3_bind_int64(limit->address, 2, person);
  step(limit->address);
}

static void store_parts(struct limit *limit, sqlite3_int64 person) {
  char body[COLUMNS * CELL];
  int n = g_snprintf(
      body, sizeof body,
      "roepnaam=%s\nachternaam=%s\ngeboortedatum=%s\nmobiel=%s\nemail=%s\nonderwijs=%s\nopleiding=%s\ndiploma=%s\n"
      "uitstroomdatum=%s\nbestemming=%s\n",
      limit->cell[FIRST_NAME], limit->cell[SURNAME], limit->cell[BORN], limit->cell[MOBILE], limit->cell[EMAIL],
      limit->cell[TRACK], limit->cell[PROGRAMME], limit->cell[DIPLOMA], limit->cell[LEAVING], limit->cell[DESTINATION]);
  sqlite3_bind_int64(limit->fact, 1, person * 1048576 + 1);
  sqlite3_bind_text(limit->fact, 2, body, n, SQLITE_STATIC);
  step(limit->fact);
  store_address(limit, MOBILE, person);
  store_address(limit, EMAIL, person);
}

static void row(struct limit *limit) {
  int born = day_number(limit, BORN), leaving = day_number(limit, LEAVING);
  gboolean good = born && leaving && limit->length[NUMBER] && limit->length[FIRST_NAME] && limit->length[SURNAME] &&
                  mobile(limit) && (!limit->length[EMAIL] || matches(limit, limit->mail_form, EMAIL)) &&
                  track(limit->cell[TRACK]);
  if (good && limit->tables == BENCH_IMPORT_ONE) store_one(limit, born, leaving);
  if (good && limit->tables == BENCH_IMPORT_SAME) {
    bind(limit, limit->person, 1, NUMBER);
    step(limit->person);
  }
  good = good && sqlite3_changes(limit->db) > 0;
  if (good && limit->tables == BENCH_IMPORT_SAME) store_parts(limit, sqlite3_last_insert_rowid(limit->db));
  if (good)
    limit->counts.accepted++;
  else
    limit->counts.rejected++;
}

static void on_cell(void *text, size_t length, void *user) {
  struct limit *limit = user;
  if (limit->column >= COLUMNS || length >= CELL) return;
  memcpy(limit->cell[limit->column], text, length);
  limit->cell[limit->column][length] = '\0';
  limit->length[limit->column++] = (int)length;
}

static void on_row(int mark, void *user) {
  struct limit *limit = user;
  (void)mark;
  if (limit->header_done) row(limit);
  limit->header_done = TRUE;
  limit->column = 0;
}

static sqlite3_stmt *prepare(struct limit *limit, const char *sql) {
  sqlite3_stmt *statement = NULL;
  sqlite3_prepare_v2(limit->db, sql, -1, &statement, NULL);
  return statement;
}

static gboolean open_limit(struct limit *limit, const char *path) {
  gboolean one = limit->tables == BENCH_IMPORT_ONE;
  limit->mobile_form = compile("^(?:\\+31|0031|0)?6[0-9]{8}\\z");
  limit->mail_form = compile("^[^\\s@\"]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+\\z");
  limit->day_form = compile("^[0-9]{2}-[0-9]{2}-[0-9]{4}\\z");
  limit->match = pcre2_match_data_create(4, NULL);
  if (sqlite3_open(path, &limit->db) != SQLITE_OK) return FALSE;
  if (sqlite3_exec(limit->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384", NULL,
                   NULL, NULL) != SQLITE_OK)
    return FALSE;
  if (sqlite3_exec(limit->db, one ? one_table : same_tables, NULL, NULL, NULL) != SQLITE_OK) return FALSE;
  if (one)
    return (limit->person =
                prepare(limit, "INSERT OR IGNORE INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) != NULL;
  limit->person = prepare(limit, "INSERT OR IGNORE INTO enrolment (person, organisation, nr, ordinal, cohort,"
                                 " counsellor, state) VALUES (1, 'school', ?, 1, 1, 1, 0)");
  limit->fact = prepare(limit, "INSERT INTO fact VALUES (?, 0, ?)");
  limit->address = prepare(limit, "INSERT OR IGNORE INTO address VALUES (?, ?)");
  return limit->person && limit->fact && limit->address;
}

static void close_limit(struct limit *limit) {
  sqlite3_stmt *const statements[] = {limit->person, limit->fact, limit->address};
  for (gsize i = 0; i < G_N_ELEMENTS(statements); i++) sqlite3_finalize(statements[i]);
  sqlite3_close(limit->db);
  pcre2_code_free(limit->mobile_form);
  pcre2_code_free(limit->mail_form);
  pcre2_code_free(limit->day_form);
  pcre2_match_data_free(limit->match);
}

static gboolean parse(struct limit *limit, const char *file) {
  struct csv_parser parser;
  char block[64 * 1024];
  FILE *in = fopen(file, "rb");
  if (!in) return FALSE;
  csv_init(&parser, CSV_APPEND_NULL); /* fails for no parser alone */
  sqlite3_exec(limit->db, "BEGIN", NULL, NULL, NULL);
  for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;) csv_parse(&parser, block, n, on_cell, on_row, limit);
  csv_fini(&parser, on_cell, on_row, limit);
  csv_free(&parser);
  fclose(in);
  return sqlite3_exec(limit->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

gboolean bench_import_limit(const char *file, const char *path, enum bench_import_tables tables,
                            struct bench_import_counts *counts, GError **error) {
  struct limit *limit = g_new0(struct limit, 1);
  limit->tables = tables;
  gboolean good = open_limit(limit, path) && parse(limit, file);
  if (!good)
    g_set_error(error, BENCH_ERROR, 0, "bench import: %s", limit->db ? sqlite3_errmsg(limit->db) : "no memory");
  *counts = limit->counts;
  close_limit(limit);
  g_free(limit);
  return good;
}
