/* The reader of delimited text: encodings, separators, quotes, lines, limits. Blocks of 64 KiB are crossed on purpose.
 */
#include "scheduler/cohorts/csv.h"

#include <string.h>
#include <unistd.h>

static int file_of(const void *bytes, gsize count) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp("csv-XXXXXX", &path, &error);
  g_assert_no_error(error);
  for (gsize done = 0; done < count;) {
    gssize n = write(file, (const char *)bytes + done, count - done);
    g_assert_cmpint(n, >, 0);
    done += (gsize)n;
  }
  g_assert_cmpint(lseek(file, 0, SEEK_SET), ==, 0);
  unlink(path);
  return file;
}

/* "1:a|b 2:c|d": line and cells of each row; "!message" when reading stopped with an error. */
static char *read_all(const void *bytes, gsize count, guint skip, enum csv_encoding *encoding) {
  g_autoptr(GError) error = NULL;
  int file = file_of(bytes, count);
  GString *text = g_string_new(NULL);
  g_autoptr(Csv) csv = csv_open(file, skip, &error);
  struct csv_row row;
  while (csv && csv_next(csv, &row, &error)) {
    g_string_append_printf(text, "%s%u:", text->len ? " " : "", row.line);
    for (guint i = 0; i < row.count; i++) {
      g_assert_cmpuint(strlen(row.cells[i].text), ==, row.cells[i].length);
      g_string_append_printf(text, "%s%s", i ? "|" : "", row.cells[i].text);
    }
    if (row.bad_quote >= 0) g_string_append_printf(text, "?%d", row.bad_quote);
  }
  if (error) g_string_append_printf(text, "!%s", error->message);
  if (csv && encoding) *encoding = csv_encoding(csv);
  close(file);
  return g_string_free(text, FALSE);
}

#define BYTES(text) text, sizeof text - 1

static const struct {
  const char *name, *bytes;
  gsize count;
  guint skip;
  const char *want;
} files[] = {
    {"semicolon", BYTES("a;b\n1;2\n"), 0, "1:a|b 2:1|2"},
    {"comma", BYTES("a,b\n1,2\n"), 0, "1:a|b 2:1|2"},
    {"tab", BYTES("a\tb\n1\t2\n"), 0, "1:a|b 2:1|2"},
    {"sep-line", BYTES("sep=,\r\na,b;c\r\n1,2\r\n"), 0, "2:a|b;c 3:1|2"},
    {"sniff-outside-quotes", BYTES("\"a,b,c,d\";e\n1;2\n"), 0, "1:a,b,c,d|e 2:1|2"},
    {"no-last-newline", BYTES("a;b\n1;2"), 0, "1:a|b 2:1|2"},
    {"crlf", BYTES("a;b\r\n1;2\r\n"), 0, "1:a|b 2:1|2"},
    {"cr", BYTES("a;b\r1;2\r"), 0, "1:a|b 2:1|2"},
    {"blank-rows", BYTES("\n\na;b\n\n1;2\n;;\n \n3;4\n"), 0, "3:a|b 5:1|2 8:3|4"},
    {"skip", BYTES("Uitdraai\nvan;vandaag\na;b\n1;2\n"), 2, "3:a|b 4:1|2"},
    {"quotes", BYTES("a;b\n\"1;2\";\"3 \"\"x\"\"\"\n"), 0, "1:a|b 2:1;2|3 \"x\""},
    {"quoted-line-break", BYTES("a;b\n\"een\ntwee\";2\n3;4\n"), 0, "1:a|b 2:een\ntwee|2 4:3|4"},
    {"quoted-crlf", BYTES("a;b\r\n\"een\r\ntwee\";2\r\n3;4\r\n"), 0, "1:a|b 2:een\r\ntwee|2 4:3|4"},
    {"blanks-taken-off", BYTES("a;b\n  1 ; \" 2 \" \n"), 0, "1:a|b 2:1|2"},
    {"quote-inside", BYTES("a;b\n5\" pijp;2\n"), 0, "1:a|b 2:5\" pijp|2"},
    {"text-after-quote", BYTES("a;b\n\"x\"y;2\n3;4\n"), 0, "1:a|b 2:xy|2?0 3:3|4"},
    {"empty-quoted", BYTES("a;b\n\"\";2\n"), 0, "1:a|b 2:|2"},
    {"ends-in-separator", BYTES("a;b\n1;"), 0, "1:a|b 2:1|"},
    {"formula-left-alone", BYTES("a;b\n=\"06\";2\n"), 0, "1:a|b 2:=\"06\"|2"},
    {"only-header", BYTES("a;b"), 0, "1:a|b"},
    {"bom",
     BYTES("\xEF\xBB\xBF"
           "a;b\nZo\xC3\xAB;2\n"),
     0, "1:a|b 2:Zo\xC3\xAB|2"},
    {"windows-1252", BYTES("a;b\nZo\xEB;\x80 \x92s\n"), 0, "1:a|b 2:Zo\xC3\xAB|\xE2\x82\xAC \xE2\x80\x99s"},
    {"1252-undefined", BYTES("a;b\nx\x81;2\n"), 0, "1:a|b 2:x\xEF\xBF\xBD|2"},
    {"utf16le",
     BYTES("\xFF\xFE"
           "a\0;\0b\0\n\0\xEB\0;\0\x3D\xD8\x00\xDE\n\0"),
     0, "1:a|b 2:\xC3\xAB|\xF0\x9F\x98\x80"},
    {"utf16be", BYTES("\xFE\xFF\0a\0;\0b\0\n\0\xEB\0;\0x\0\n"), 0, "1:a|b 2:\xC3\xAB|x"},
    {"utf16le-no-mark", BYTES("a\0;\0b\0\n\0001\0;\0002\0\n\0"), 0, "1:a|b 2:1|2"},
    {"utf16be-no-mark", BYTES("\0a\0;\0b\0\n\0001\0;\0002\0\n"), 0, "1:a|b 2:1|2"},
    {"utf16-half-pair",
     BYTES("\xFF\xFE"
           "a\0;\0b\0\n\0\x3D\xD8;\0x\0\n\0"),
     0, "1:a|b 2:\xEF\xBF\xBD|x"},
};

static void test_files(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *got = read_all(files[i].bytes, files[i].count, files[i].skip, NULL);
    if (strcmp(got, files[i].want) != 0) g_error("%s: got \"%s\", want \"%s\"", files[i].name, got, files[i].want);
  }
}

static const struct {
  const char *name, *bytes;
  gsize count;
  const char *says;
} faults[] = {
    {"empty", BYTES(""), "leeg"},
    {"blank", BYTES(" \r\n\r\n"), "leeg"},
    {"only-mark", BYTES("\xEF\xBB\xBF"), "leeg"},
    {"open-quote", BYTES("a;b\n1;2\n\"3;4\n5;6\n"), "Regel 3: een aanhalingsteken"},
    {"nul", BYTES("a;b;c;d;e;f;g\n1;2;3;4;5;6;7\n1;2\0;3\n"), "Regel 3: er staat een teken"},
    {"nul-1252", BYTES("a;b;c;d;e;f;g\n1;2;3;4;\xEB;6;7\n1;2\0;3\n"), "Regel 3: er staat een teken"},
    {"mixed", BYTES("a;b\nZo\xC3\xAB;2\nZo\xEB;2\n"), "Regel 3: hier wisselt"},
    {"cut-character", BYTES("a;b\nZo\xC3\xAB;2\nZo\xC3"), "Regel 3: hier wisselt"},
    {"workbook", BYTES("PK\x03\x04......"), "werkmap"},
    {"old-workbook", BYTES("\xD0\xCF\x11\xE0......"), "werkmap"},
};

static void test_faults(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autofree char *got = read_all(faults[i].bytes, faults[i].count, 0, NULL);
    if (!strchr(got, '!') || !strstr(got, faults[i].says))
      g_error("%s: got \"%s\", want \"%s\"", faults[i].name, got, faults[i].says);
  }
}

static void test_encodings(void) {
  static const struct {
    const char *bytes;
    gsize count;
    enum csv_encoding want;
  } kinds[] = {
      {BYTES("a;b\n1;2\n"), CSV_UTF8},
      {BYTES("a;b\nZo\xEB;2\n"), CSV_WINDOWS_1252},
      {BYTES("\xFF\xFE"
             "a\0;\0"),
       CSV_UTF16LE},
      {BYTES("\xFE\xFF\0a\0;"), CSV_UTF16BE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    enum csv_encoding encoding = CSV_UNDECIDED;
    g_autofree char *got = read_all(kinds[i].bytes, kinds[i].count, 0, &encoding);
    g_assert_cmpstr(got, !=, "");
    g_assert_cmpstr(csv_decode_name(encoding), ==, csv_decode_name(kinds[i].want));
  }
}

static gsize count_rows(const GString *text, guint *last_line, GError **error) {
  int file = file_of(text->str, text->len);
  g_autoptr(Csv) csv = csv_open(file, 0, error);
  struct csv_row row;
  gsize rows = 0;
  while (csv && csv_next(csv, &row, error)) {
    if (rows++) g_assert_cmpuint(row.count, ==, 3);
    *last_line = row.line;
    if (rows > 1) g_assert_cmpstr(row.cells[1].text, ==, "Zo\xC3\xAB \"x\"\nregel");
  }
  close(file);
  return rows;
}

/* Quotes, characters of two bytes and line breaks fall on every place of a block's border. */
static void test_blocks(void) {
  enum { ROWS = 20000 };
  for (guint shift = 0; shift < 8; shift++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < shift; i++) g_string_append_c(text, 'k');
    g_string_append(text, "a;b;c\n");
    for (guint i = 0; i < ROWS; i++) g_string_append_printf(text, "%u;\"Zo\xC3\xAB \"\"x\"\"\nregel\";3\n", i);
    g_autoptr(GError) error = NULL;
    guint line = 0;
    g_assert_cmpuint(count_rows(text, &line, &error), ==, ROWS + 1);
    g_assert_no_error(error);
    g_assert_cmpuint(line, ==, 2 * ROWS);
  }
}

static void test_limits(void) {
  static const struct {
    gsize cell;
    guint columns;
    gboolean quote;
    const char *says;
  } limits[] = {
      {CSV_CELL_MAX, 1, FALSE, NULL},          {CSV_CELL_MAX + 1, 1, FALSE, "cel is langer"},
      {1, CSV_COLUMNS_MAX, FALSE, NULL},       {1, CSV_COLUMNS_MAX + 1, FALSE, "kolommen"},
      {3 * CSV_ROW_MAX, 1, FALSE, "megabyte"}, {3 * CSV_ROW_MAX, 1, TRUE, "aanhalingsteken"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
    g_autoptr(GString) text = g_string_new("a;b\n");
    for (guint c = 0; c < limits[i].columns; c++) {
      if (c) g_string_append_c(text, ';');
      if (limits[i].quote) g_string_append_c(text, '"');
      for (gsize k = 0; k < limits[i].cell; k++) g_string_append_c(text, 'x');
    }
    g_string_append_c(text, '\n');
    g_autofree char *got = read_all(text->str, text->len, 0, NULL);
    const char *message = strchr(got, '!');
    if (limits[i].says ? !message || !strstr(message, limits[i].says) : message != NULL)
      g_error("limit %u: %s", (guint)i, message ? message : "no error");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/csv/files", test_files);
  g_test_add_func("/csv/faults", test_faults);
  g_test_add_func("/csv/encodings", test_encodings);
  g_test_add_func("/csv/blocks", test_blocks);
  g_test_add_func("/csv/limits", test_limits);
  return g_test_run();
}
