/* Bytes of a text file to UTF-8, block by block, whatever Excel and school systems wrote.
 *
 * UTF-8 and UTF-16 by their byte order mark; UTF-16 without one by its NULs; else UTF-8 for as long as it is that, and
 * Windows-1252 from the first byte that is not (allowed only when nothing but ASCII came before: a file has one
 * encoding). What Windows-1252 or UTF-16 leaves undefined becomes U+FFFD, which the cells refuse. */
#ifndef SCHEDULER_COHORTS_CSV_DECODE_H
#define SCHEDULER_COHORTS_CSV_DECODE_H

#include <glib.h>

enum csv_encoding { CSV_UNDECIDED, CSV_UTF8, CSV_UTF16LE, CSV_UTF16BE, CSV_WINDOWS_1252 };

struct csv_decode {
  enum csv_encoding encoding;
  gboolean seen_utf8; /* a character of more than one byte came by */
  guint8 rest[4];     /* bytes of a character that the block cut off */
  guint rest_count;
};

enum csv_decode_result { CSV_DECODE_OK, CSV_DECODE_NUL, CSV_DECODE_MIXED, CSV_DECODE_WORKBOOK };

/* Appends the UTF-8 of `bytes` to `out`; the first block decides the encoding and should have 4 bytes or more unless
 * it is all there is. `last` = nothing follows. On a result other than OK, what comes before the fault is in `out`. */
enum csv_decode_result csv_decode_block(struct csv_decode *decode, const guint8 *bytes, gsize count, gboolean last,
                                        GString *out);
const char *csv_decode_name(enum csv_encoding encoding); /* "UTF-8", … */

#endif
