/* A workbook made part by part, as Excel and others write them: for the tests of its reader. */
#ifndef TESTS_SCHEDULER_WORKBOOK_PACKAGE_H
#define TESTS_SCHEDULER_WORKBOOK_PACKAGE_H

#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#define XML       "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define TYPES     "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

struct part {
  const char *path, *text;
};

static const struct part workbook_package[] = {
    {"_rels/.rels", XML RELATIONS "<Relationship Id=\"a\" Type=\"" TYPES
                                  "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/_rels/workbook.xml.rels",
     XML RELATIONS "<Relationship Id=\"r1\" Type=\"" TYPES "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                   "<Relationship Id=\"r2\" Type=\"" TYPES "worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
                   "<Relationship Id=\"r3\" Type=\"" TYPES "styles\" Target=\"styles.xml\"/>"
                   "<Relationship Id=\"r4\" Type=\"" TYPES "sharedStrings\" Target=\"sharedStrings.xml\"/>"
                   "<Relationship Id=\"r5\" Type=\"" TYPES "chartsheet\" Target=\"chart.xml\"/></Relationships>"},
    {"xl/workbook.xml",
     XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"x\"><sheets><sheet name=\"Grafiek\" sheetId=\"3\" r:id=\"r5\"/>"
         "<sheet name=\"Toelichting\" sheetId=\"1\" state=\"hidden\" r:id=\"r2\"/>"
         "<sheet name=\"Leerlingen 2026\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>"},
    {"xl/styles.xml", XML
     "<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/>"
     "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.00&quot; dagen&quot;\"/><numFmt numFmtId=\"166\" "
     "formatCode=\"[$-413]d mmmm yyyy;@\"/>"
     "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
     "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>"},
    {"xl/sharedStrings.xml",
     XML "<sst xmlns=\"" MAIN "\"><si><t>leerlingnummer</t></si><si><t xml:space=\"preserve\"> Zoë </t></si>"
         "<si><r><rPr/><t>van </t></r><r><t>den Berg</t></r></si>"
         "<si><t>山田</t><rPh sb=\"0\" eb=\"1\"><t>ヤマダ</t></rPh></si><si/></sst>"},
    {"xl/worksheets/sheet2.xml",
     XML "<worksheet xmlns=\"" MAIN
         "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>toelichting</t></is></c></row>"
         "</sheetData></worksheet>"},
};

/* A workbook whose first visible sheet is `sheet`; parts in `instead` take the place of those of that path. */
static inline int workbook_of(const char *sheet, const struct part *instead) {
  int file = memfd_create("workbook", 0);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_t *zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
  zip_source_keep(memory);
  const struct part first = {"xl/worksheets/sheet1.xml", sheet};
  for (gsize i = 0; i <= G_N_ELEMENTS(workbook_package); i++) {
    const struct part *part = i ? &workbook_package[i - 1] : &first;
    const char *text = part->text;
    if (instead && strcmp(instead->path, part->path) == 0) text = instead->text;
    if (text) zip_file_add(zip, part->path, zip_source_buffer(zip, text, strlen(text), 0), 0);
  }
  g_assert_cmpint(zip_close(zip), ==, 0);
  zip_source_open(memory);
  char block[4096];
  for (zip_int64_t n; (n = zip_source_read(memory, block, sizeof block)) > 0;)
    g_assert_cmpint(write(file, block, (size_t)n), ==, n);
  zip_source_close(memory);
  zip_source_free(memory);
  return file;
}

#endif
