/* Any bytes as a cohort file: decoder, reader, header, cells and checks, all that stands before the store. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "scheduler/cohorts/cohort_checks.h"
#include "scheduler/cohorts/csv.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

/* A cell is text, whole and ended; nothing further down looks again. */
static void check_cells(const struct csv_row *row) {
  for (guint i = 0; i < row->count; i++) {
    const struct csv_cell *cell = &row->cells[i];
    if (cell->text[cell->length] != '\0' || !g_utf8_validate(cell->text, (gssize)cell->length, NULL))
      g_error("a cell that is no text");
  }
}

static void check_values(const struct cohort_row *row) {
  for (int i = 0; i < COHORT_FIELDS; i++)
    if (strpbrk(row->value[i], "\r\n") || strlen(row->value[i]) >= COHORT_VALUE_SIZE ||
        !g_utf8_validate(row->value[i], -1, NULL))
      g_error("%s is no normal form", cohort_fields[i].name);
}

static void read_rows(struct csv *csv, const struct csv_row *first) {
  static const char *const domains[] = {"roc.example", NULL};
  const struct cohort_checks checks = {20000, domains};
  g_autoptr(CohortMapping) mapping = cohort_mapping_read(NULL, NULL);
  g_autoptr(CohortHeader) header = cohort_row_header(first, mapping, NULL);
  g_autoptr(CohortRow) row = cohort_row_new();
  g_autofree struct cohort_row_text *text = g_new(struct cohort_row_text, 1);
  struct csv_row cells;
  while (csv_next(csv, &cells, NULL)) {
    check_cells(&cells);
    if (!header) continue;
    cohort_row_read(row, text, &cells, header, mapping);
    cohort_checks_row(&checks, row);
    check_values(row);
  }
}

/* The first byte chooses: the bytes as they are, or below a good header, where cells are reached at once. */
int LLVMFuzzerTestOneInput(const guint8 *data, size_t size) {
  static const char head[] = "leerlingnummer;roepnaam;tussenvoegsel;achternaam;geboortedatum;begeleider;mobiel;email;"
                             "postcode;woonplaats;gemeentecode;"
                             "onderwijs;niveau;crebo;diploma;diplomadatum;uitstroomdatum;aanbod_gedaan_op\n";
  if (size == 0) return 0;
  int file = memfd_create("csv", MFD_CLOEXEC);
  if (file < 0) return 0;
  gboolean good = (data[0] % 2 == 0 || write(file, head, sizeof head - 1) > 0) &&
                  write(file, data + 1, size - 1) >= 0 && lseek(file, 0, SEEK_SET) == 0;
  g_autoptr(Csv) csv = good ? csv_open(file, data[0] / 2 % 3, NULL) : NULL;
  struct csv_row first;
  if (csv && csv_next(csv, &first, NULL)) {
    check_cells(&first);
    read_rows(csv, &first);
  }
  close(file);
  return 0;
}
