/* Any bytes as a workbook, or as one part of a good one: where the XML is reached at once. */
#include <string.h>

#include "scheduler/cohorts/workbook.h"
#include "tests/scheduler/workbook_package.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

static int raw(const guint8 *bytes, size_t size) {
  int file = memfd_create("workbook", MFD_CLOEXEC);
  if (file >= 0 && write(file, bytes, size) == (gssize)size) return file;
  if (file >= 0) close(file);
  return -1;
}

static int with_part(guint8 which, const char *text) {
  struct part part = workbook_package[which % G_N_ELEMENTS(workbook_package)];
  if (which >= G_N_ELEMENTS(workbook_package)) return workbook_of(text, NULL);
  part.text = text;
  return workbook_of(
      "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c><c s=\"2\"><v>46213</v></c></row></sheetData></worksheet>",
      &part);
}

/* A cell is text, whole and ended; nothing further down looks again. */
static void check_rows(struct workbook *workbook) {
  struct csv_row row;
  while (workbook_next(workbook, &row, NULL))
    for (guint i = 0; i < row.count; i++)
      if (strlen(row.cells[i].text) != row.cells[i].length || !g_utf8_validate(row.cells[i].text, -1, NULL))
        g_error("a cell that is no text");
}

/* The first byte chooses the part. */
int LLVMFuzzerTestOneInput(const guint8 *data, size_t size) {
  if (size == 0) return 0;
  g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
  int file = data[0] == 'z' ? raw(data + 1, size - 1) : with_part(data[0] % 16, text);
  if (file < 0) return 0;
  g_autoptr(Workbook) workbook = workbook_open(file, NULL, 0, NULL);
  if (workbook) check_rows(workbook);
  close(file);
  return 0;
}
