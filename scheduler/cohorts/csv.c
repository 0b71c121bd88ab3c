#include "scheduler/cohorts/csv.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohorts_words_nl.h"

enum { BLOCK = 64 * 1024 };

struct csv {
  int file;
  guint line; /* of what stands at `at` */
  gsize at;   /* where the next row begins in text */
  gboolean ended;
  char separator, newline;
  struct csv_decode decode;
  GString *text;
  guint8 block[BLOCK];
  struct csv_cell cells[CSV_COLUMNS_MAX];
};

G_DEFINE_QUARK(csv_error, csv_error)

static guint lines_in(const char *text, gsize count, char newline) {
  guint lines = 0;
  for (const char *end = text + count; (text = memchr(text, newline, (gsize)(end - text))); text++) lines++;
  return lines;
}

/* Fills the block as far as the file or pipe gives: the encoding is decided by the first. */
static gssize read_block(struct csv *csv, GError **error) {
  gsize have = 0;
  while (have < BLOCK) {
    gssize n = read(csv->file, csv->block + have, BLOCK - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      g_set_error(error, CSV_ERROR, CSV_ERROR_READ, cohorts_words_nl_file(COHORTS_WORDS_READ), g_strerror(errno));
      return -1;
    }
    if (n == 0) break;
    have += (gsize)n;
  }
  return (gssize)have;
}

static gboolean fill(struct csv *csv, GError **error) {
  static const enum cohorts_words_file words[] = {[CSV_DECODE_NUL] = COHORTS_WORDS_NUL,
                                                  [CSV_DECODE_MIXED] = COHORTS_WORDS_MIXED,
                                                  [CSV_DECODE_WORKBOOK] = COHORTS_WORDS_WORKBOOK};
  g_string_erase(csv->text, 0, (gssize)csv->at);
  csv->at = 0;
  gssize count = read_block(csv, error);
  if (count < 0) return FALSE;
  csv->ended = count < BLOCK;
  enum csv_decode_result result = csv_decode_block(&csv->decode, csv->block, (gsize)count, csv->ended, csv->text);
  if (result == CSV_DECODE_OK) return TRUE;
  guint line = csv->line + lines_in(csv->text->str, csv->text->len, csv->newline);
  g_set_error(error, CSV_ERROR, CSV_ERROR_TEXT, cohorts_words_nl_file(words[result]), line);
  return FALSE;
}

/* Where the row that begins at `from` ends: the line break outside quotes, NULL when the text stops before it. *open
 * tells that it stopped inside quotes. */
static char *row_end(const struct csv *csv, char *from, char *end, gboolean *open) {
  *open = FALSE;
  char *stop = memchr(from, csv->newline, (gsize)(end - from));
  if (!memchr(from, '"', (gsize)((stop ? stop : end) - from))) return stop;
  enum { BEGIN, PLAIN, QUOTED } state = BEGIN;
  for (char *p = from; p < end; p++) {
    if (state == QUOTED) {
      p = memchr(p, '"', (gsize)(end - p));
      if (!p) break;
      if (p + 1 < end && p[1] == '"')
        p++;
      else
        state = PLAIN;
    } else if (*p == csv->newline) {
      return p;
    } else if (*p == csv->separator) {
      state = BEGIN;
    } else if (state == BEGIN && *p == '"') {
      state = QUOTED;
    } else if (*p != ' ') {
      state = PLAIN;
    }
  }
  *open = state == QUOTED;
  return NULL;
}

static void trim(struct csv_cell *cell) {
  while (cell->length && g_ascii_isspace(cell->text[cell->length - 1])) cell->length--;
  while (cell->length && g_ascii_isspace(*cell->text)) cell->text++, cell->length--;
  cell->text[cell->length] = '\0';
}

/* Takes the quotes out of a cell in place, from the opening one; gives where the cell ends in the row. */
static char *unquote(const struct csv *csv, char *quote, char *end, struct csv_cell *cell, gboolean *bad) {
  char *out = quote, *p = quote + 1;
  while (p < end) {
    char *next = memchr(p, '"', (gsize)(end - p));
    gsize piece = (gsize)((next ? next : end) - p);
    memmove(out, p, piece);
    out += piece;
    p = next ? next + 1 : end;
    if (!next || p == end || *p != '"') break;
    *out++ = '"';
    p++;
  }
  char *after = p;
  while (p < end && *p != csv->separator) p++;
  for (char *q = after; q < p && !*bad; q++) *bad = *q != ' ' && *q != '\r';
  memmove(out, after, *bad ? (gsize)(p - after) : 0);
  cell->text = quote;
  cell->length = (gsize)(out - quote) + (*bad ? (gsize)(p - after) : 0);
  return p;
}

static char *plain(const struct csv *csv, char *from, char *end, struct csv_cell *cell) {
  char *p = memchr(from, csv->separator, (gsize)(end - from));
  if (!p) p = end;
  *cell = (struct csv_cell){from, (gsize)(p - from)};
  return p;
}

static gboolean too_large(guint line, enum cohorts_words_file word, int limit, GError **error) {
  g_set_error(error, CSV_ERROR, CSV_ERROR_SIZE, cohorts_words_nl_file(word), line, limit);
  return FALSE;
}

/* `end` points at the line break, or at the NUL behind the last text. */
static gboolean split(struct csv *csv, char *from, char *end, struct csv_row *row, GError **error) {
  *row = (struct csv_row){.line = csv->line, .cells = csv->cells, .bad_quote = -1};
  for (char *p = from; p <= end; p++) {
    if (row->count == CSV_COLUMNS_MAX) return too_large(csv->line, COHORTS_WORDS_COLUMNS, CSV_COLUMNS_MAX, error);
    struct csv_cell *cell = &csv->cells[row->count];
    char *first = p;
    while (first < end && *first == ' ') first++;
    gboolean bad = FALSE;
    p = *first == '"' && first < end ? unquote(csv, first, end, cell, &bad) : plain(csv, p, end, cell);
    if (bad && row->bad_quote < 0) row->bad_quote = (int)row->count;
    trim(cell);
    if (cell->length > CSV_CELL_MAX) return too_large(csv->line, COHORTS_WORDS_CELL, CSV_CELL_MAX, error);
    row->count++;
  }
  return TRUE;
}

static gboolean empty(const struct csv_row *row) {
  for (guint i = 0; i < row->count; i++)
    if (row->cells[i].length) return FALSE;
  return TRUE;
}

/* One row, empty or not. FALSE without an error at the end. */
static gboolean next_row(struct csv *csv, struct csv_row *row, GError **error) {
  for (;;) {
    char *from = csv->text->str + csv->at, *end = csv->text->str + csv->text->len;
    gboolean open = FALSE;
    char *stop = from < end ? row_end(csv, from, end, &open) : NULL;
    gboolean whole = stop || (csv->ended && !open);
    if (!whole && (csv->ended || csv->text->len - csv->at > CSV_ROW_MAX)) {
      enum cohorts_words_file word = open ? COHORTS_WORDS_QUOTE : COHORTS_WORDS_ROW;
      g_set_error(error, CSV_ERROR, open ? CSV_ERROR_QUOTE : CSV_ERROR_SIZE, cohorts_words_nl_file(word), csv->line);
      return FALSE;
    }
    if (!whole) {
      if (!fill(csv, error)) return FALSE;
      continue;
    }
    if (!stop && from == end) return FALSE;
    if (!stop) stop = end;
    csv->at = (gsize)(stop - csv->text->str) + (stop < end ? 1 : 0);
    guint breaks = lines_in(from, (gsize)(stop - from), csv->newline) + 1;
    gboolean good = split(csv, from, stop, row, error);
    csv->line += breaks;
    return good;
  }
}

gboolean csv_next(struct csv *csv, struct csv_row *row, GError **error) {
  do {
    if (!next_row(csv, row, error)) return FALSE;
  } while (empty(row));
  return TRUE;
}

/* The separator that stands most outside quotes in the line at `at`. */
static char sniff(const struct csv *csv) {
  static const char known[] = ";,\t";
  guint counts[3] = {0};
  gboolean quoted = FALSE;
  for (const char *p = csv->text->str + csv->at; *p && (quoted || *p != csv->newline); p++) {
    if (*p == '"') quoted = !quoted;
    const char *hit = quoted ? NULL : strchr(known, *p);
    if (hit) counts[hit - known]++;
  }
  int best = 0;
  for (int i = 1; i < 3; i++)
    if (counts[i] > counts[best]) best = i;
  return known[best];
}

static void skip_line(struct csv *csv) {
  const char *from = csv->text->str + csv->at;
  const char *stop = strchr(from, csv->newline);
  csv->at = stop ? (gsize)(stop + 1 - csv->text->str) : csv->text->len;
  csv->line++;
}

/* Excel's own line "sep=;" decides and is no row. */
static gboolean excel_line(struct csv *csv) {
  const char *text = csv->text->str + csv->at;
  if (g_ascii_strncasecmp(text, "sep=", 4) != 0 || !text[4] || !strchr("\r\n", text[5])) return FALSE;
  csv->separator = text[4];
  skip_line(csv);
  return TRUE;
}

static gboolean begin(struct csv *csv, guint skip_lines, GError **error) {
  if (!fill(csv, error)) return FALSE;
  if (!strchr(csv->text->str, '\n') && strchr(csv->text->str, '\r')) csv->newline = '\r';
  gboolean named = excel_line(csv);
  for (guint i = 0; i < skip_lines; i++) skip_line(csv);
  if (!named) named = excel_line(csv);
  gsize blank = strspn(csv->text->str + csv->at, "\r\n \t;,");
  if (csv->at + blank == csv->text->len) {
    g_set_error_literal(error, CSV_ERROR, CSV_ERROR_EMPTY, cohorts_words_nl_file(COHORTS_WORDS_EMPTY));
    return FALSE;
  }
  for (; csv->at < csv->text->len && strchr("\r\n", csv->text->str[csv->at]); csv->at++)
    csv->line += csv->text->str[csv->at] == csv->newline; /* empty lines before the heading */
  if (!named) csv->separator = sniff(csv);
  return TRUE;
}

struct csv *csv_open(int file, guint skip_lines, GError **error) {
  struct csv *csv = g_new0(struct csv, 1);
  *csv = (struct csv){.file = file, .line = 1, .newline = '\n', .separator = ';'};
  csv->text = g_string_sized_new(4 * BLOCK);
  if (begin(csv, skip_lines, error)) return csv;
  csv_close(csv);
  return NULL;
}

void csv_close(struct csv *csv) {
  if (!csv) return;
  g_string_free(csv->text, TRUE);
  g_free(csv);
}

enum csv_encoding csv_encoding(const struct csv *csv) {
  return csv->decode.encoding;
}
