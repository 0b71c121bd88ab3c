/* A reader of delimited text (RFC 4180 and what Excel makes of it), a row at a time, from a descriptor.
 *
 * Separator `;` `,` or tab: the one that the header has most of outside quotes, or that Excel's first line `sep=;`
 * names. Lines end in LF, CR LF or (whole file) CR; quoted cells may have line breaks; rows without any content are
 * passed over. Encodings: csv_decode.h. Memory: one row and one block, never the file. Written here and not done by
 * libcsv: that one can't tell on which line a row began once cells have line breaks, strips blanks inside of quotes'
 * company, and copies each byte where finding the next separator is enough. */
#ifndef SCHEDULER_COHORTS_CSV_H
#define SCHEDULER_COHORTS_CSV_H

#include <glib.h>

#include "scheduler/cohorts/csv_decode.h"

enum {
  CSV_COLUMNS_MAX = 512,
  CSV_CELL_MAX = 64 * 1024, /* bytes of one cell */
  CSV_ROW_MAX = 1024 * 1024 /* of a row: beyond it a quote was never closed */
};

#define CSV_ERROR csv_error_quark()
GQuark csv_error_quark(void);
enum csv_error { CSV_ERROR_READ, CSV_ERROR_TEXT, CSV_ERROR_QUOTE, CSV_ERROR_SIZE, CSV_ERROR_EMPTY };

struct csv_cell {
  char *text; /* UTF-8, NUL after it; blanks at its ends are taken off */
  gsize length;
};

struct csv_row {
  guint line; /* where it begins, from 1 */
  guint count;
  struct csv_cell *cells; /* live until the next call */
  int bad_quote;          /* column, from 0, with text after its closing quote; -1 = none */
};

struct csv;
typedef struct csv Csv; /* the name that g_autoptr wants */

/* Reads as far as the header needs; `skip_lines` lines stand before it. Messages are Dutch and name the line. */
struct csv *csv_open(int file, guint skip_lines, GError **error);
void csv_close(struct csv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Csv, csv_close)

/* The next row, the header being the first. FALSE without an error: there is no more. */
gboolean csv_next(struct csv *csv, struct csv_row *row, GError **error);
enum csv_encoding csv_encoding(const struct csv *csv); /* as far as read */

#endif
