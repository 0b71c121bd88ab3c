#include "scheduler/cohorts/cohort_sheet.h"

#include "scheduler/cohorts/workbook.h"

struct cohort_sheet { /* one of the two */
  struct csv *csv;
  struct workbook *workbook;
};

struct cohort_sheet *cohort_sheet_open(int file, const struct cohort_mapping *mapping, GError **error) {
  g_autoptr(CohortSheet) sheet = g_new0(struct cohort_sheet, 1);
  if (workbook_is(file))
    sheet->workbook = workbook_open(file, mapping->sheet, mapping->skip_lines, error);
  else
    sheet->csv = csv_open(file, mapping->skip_lines, error);
  return sheet->workbook || sheet->csv ? g_steal_pointer(&sheet) : NULL;
}

void cohort_sheet_close(struct cohort_sheet *sheet) {
  if (!sheet) return;
  csv_close(sheet->csv);
  workbook_close(sheet->workbook);
  g_free(sheet);
}

gboolean cohort_sheet_next(struct cohort_sheet *sheet, struct csv_row *row, GError **error) {
  return sheet->csv ? csv_next(sheet->csv, row, error) : workbook_next(sheet->workbook, row, error);
}
