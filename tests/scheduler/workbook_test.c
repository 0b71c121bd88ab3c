/* Workbooks made part by part, as Excel and others write them: what a row reads like, and what is refused. */
#include "scheduler/cohorts/workbook.h"

#include <string.h>
#include <unistd.h>

#include "tests/scheduler/workbook_package.h"

/* "line|cell|cell …" of each row, rows apart by " / "; or "! " and the error. */
static char *rows_of(int file, const char *sheet, guint skip) {
  g_autoptr(GError) error = NULL;
  GString *out = g_string_new(NULL);
  g_autoptr(Workbook) workbook = workbook_open(file, sheet, skip, &error);
  struct csv_row row;
  while (workbook && workbook_next(workbook, &row, &error)) {
    g_string_append_printf(out, "%s%u", out->len ? " / " : "", row.line);
    for (guint i = 0; i < row.count; i++) {
      g_assert_cmpuint(strlen(row.cells[i].text), ==, row.cells[i].length);
      g_string_append_printf(out, "|%s", row.cells[i].text);
    }
  }
  if (error) g_string_append_printf(out, "! %s", error->message);
  close(file);
  return g_string_free(out, FALSE);
}

#define SHEET(rows) XML "<worksheet xmlns=\"" MAIN "\"><sheetData>" rows "</sheetData></worksheet>"

static void test_cells(void) {
  static const struct {
    const char *rows, *want;
  } table[] = {
      {"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "1|leerlingnummer"},
      {"<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>", "2|Zoë|van den Berg"},
      {"<row><c t=\"s\"><v>3</v></c><c><v>7</v></c></row>", "1|山田|7"},
      {"<row r=\"3\"><c r=\"C3\"><v>612345678</v></c></row>", "3|||612345678"},
      {"<row r=\"3\"><c r=\"A3\"><v>6.1234567800000001E8</v></c></row>", "3|612345678"},
      {"<row r=\"3\"><c r=\"A3\"><v>31612345678</v></c><c r=\"B3\"><v>0.5</v></c></row>", "3|31612345678|0.5"},
      {"<row r=\"4\"><c r=\"A4\" s=\"1\"><v>46213</v></c><c r=\"B4\" s=\"2\"><v>46213.0</v></c></row>",
       "4|2026-07-10|2026-07-10"},
      {"<row r=\"4\"><c r=\"A4\" s=\"4\"><v>46213.604166666664</v></c></row>", "4|2026-07-10 14:30"},
      {"<row r=\"4\"><c r=\"A4\" s=\"3\"><v>46213</v></c><c r=\"B4\" s=\"5\"><v>0.25</v></c></row>", "4|46213|0.25"},
      {"<row r=\"4\"><c r=\"A4\" s=\"1\"><v>61</v></c><c r=\"B4\" s=\"1\"><v>-3</v></c></row>", "4|1900-03-01|-3"},
      {"<row r=\"4\"><c r=\"A4\" t=\"d\"><v>2026-07-10T00:00:00</v></c></row>", "4|2026-07-10T00:00:00"},
      {"<row r=\"5\"><c r=\"A5\" t=\"b\"><v>1</v></c><c r=\"B5\" t=\"b\"><v>0</v></c></row>", "5|ja|nee"},
      {"<row r=\"5\"><c r=\"A5\" t=\"str\"><f>A1&amp;B1</f><v>06 12345678</v></c></row>", "5|06 12345678"},
      {"<row r=\"5\"><c r=\"A5\" t=\"e\"><v>#N/A</v></c></row>", "5|#N/A"},
      {"<row r=\"5\"><c r=\"A5\" t=\"s\"><v>99</v></c></row>", "5|\xEF\xBF\xBD"},
      {"<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><r><t>Anne</t></r><r><t>-Fleur</t></r></is></c></row>",
       "5|Anne-Fleur"},
      {"<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>a_x000D_b_x005F_c_xZZ</t></is></c></row>", "5|a\rb_c_xZZ"},
      {"<row r=\"6\"><c r=\"A6\" t=\"s\"><v>4</v></c></row><row r=\"7\"><c r=\"A7\" s=\"2\"/></row><row r=\"8\"/>", ""},
      {"<row r=\"6\"><c r=\"A6\" t=\"inlineStr\"><is><t>  </t></is></c></row><row r=\"9\"><c "
       "r=\"B9\"><v>1</v></c></row>",
       "9||1"},
      {"<row r=\"6\"><c r=\"A6\"><v>1</v></c><c r=\"XFD6\" s=\"1\"/></row>", "6|1"},
      {"<row r=\"6\"><c r=\"XFD6\"><v>1</v></c></row>", "! Regel 6: meer dan 512 kolommen."},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *sheet = g_strdup_printf(SHEET("%s"), table[i].rows);
    g_autofree char *got = rows_of(workbook_of(sheet, NULL), NULL, 0);
    g_assert_cmpstr(got, ==, table[i].want);
  }
}

/* Some writers give every element a prefix, and count the days from 1904. */
static void test_other_writers(void) {
  const struct part old_mac = {
      "xl/workbook.xml", "<x:workbook xmlns:x=\"" MAIN "\" xmlns:rel=\"y\"><x:workbookPr date1904=\"true\"/><x:sheets>"
                         "<x:sheet name=\"A\" sheetId=\"1\" rel:id=\"r1\"/></x:sheets></x:workbook>"};
  const char *sheet = "<x:worksheet xmlns:x=\"" MAIN "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" s=\"1\">"
                      "<x:v>44751</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  g_autofree char *got = rows_of(workbook_of(sheet, &old_mac), NULL, 0);
  g_assert_cmpstr(got, ==, "1|2026-07-10");
}

static void test_which_sheet(void) {
  const char *sheet = SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row>");
  static const struct {
    const char *name;
    guint skip;
    const char *want;
  } table[] = {
      {NULL, 0, "1|1 / 3|3"},
      {NULL, 2, "3|3"},
      {"toelichting", 0, "1|toelichting"}, /* asked for by name, hidden or not */
      {"leerlingen 2026", 0, "1|1 / 3|3"},
      {"Grafiek", 0, "! De werkmap heeft geen blad \"Grafiek\" met rijen. Bladen: Toelichting, Leerlingen 2026."},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *got = rows_of(workbook_of(sheet, NULL), table[i].name, table[i].skip);
    g_assert_cmpstr(got, ==, table[i].want);
  }
}

static void test_refused(void) {
  static const struct {
    const char *sheet;
    struct part instead;
    const char *want;
  } table[] = {
      {SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row"), {"", NULL}, "beschadigd (xl/worksheets/sheet1.xml"},
      {XML "<!DOCTYPE a [<!ENTITY b \"bb\">]><worksheet>&b;</worksheet>", {"", NULL}, "beschadigd"},
      {SHEET(""), {"xl/sharedStrings.xml", NULL}, "beschadigd (xl/sharedStrings.xml"},
      {SHEET(""), {"xl/sharedStrings.xml", "<sst><si>"}, "beschadigd (xl/sharedStrings.xml"},
      {SHEET(""), {"xl/workbook.xml", "<workbook/>"}, "geen blad"},
      {SHEET(""), {"_rels/.rels", NULL}, "kan niet worden gelezen"},
      {NULL, {"", NULL}, "beschadigd (xl/worksheets/sheet1.xml"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
    g_autofree char *got = rows_of(workbook_of(table[i].sheet, &table[i].instead), NULL, 0);
    g_assert_nonnull(strchr(got, '!'));
    g_assert_nonnull(strstr(got, table[i].want));
  }
}

/* Half a megabyte of one letter packs to nothing; the cell's limit holds all the same. */
static void test_large_cell(void) {
  g_autofree char *letters = g_strnfill(512 * 1024, 'x');
  g_autofree char *sheet = g_strdup_printf(SHEET("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>%s</v></c></row>"), letters);
  g_autofree char *got = rows_of(workbook_of(sheet, NULL), NULL, 0);
  g_assert_cmpstr(got, ==, "! Regel 2: een cel is langer dan 65536 tekens.");
}

/* What is cut off anywhere is refused or read as far as it goes, and ends. */
static void test_cut_off(void) {
  int whole = workbook_of(SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), NULL);
  off_t size = lseek(whole, 0, SEEK_END);
  close(whole);
  for (off_t length = 0; length < size; length += 7) {
    int file = workbook_of(SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), NULL);
    g_assert_cmpint(ftruncate(file, length), ==, 0);
    g_autofree char *got = rows_of(file, NULL, 0);
    g_assert_nonnull(strchr(got, '!'));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/workbook/cells", test_cells);
  g_test_add_func("/workbook/other-writers", test_other_writers);
  g_test_add_func("/workbook/which-sheet", test_which_sheet);
  g_test_add_func("/workbook/refused", test_refused);
  g_test_add_func("/workbook/large-cell", test_large_cell);
  g_test_add_func("/workbook/cut-off", test_cut_off);
  return g_test_run();
}
