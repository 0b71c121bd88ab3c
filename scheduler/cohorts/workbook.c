#include "scheduler/cohorts/workbook.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "rules/calendar/date.h"
#include "scheduler/cohorts/cohorts_words_nl.h"
#include "scheduler/cohorts/workbook_parts.h"

enum { BLOCK = 64 * 1024, NUMBER_SIZE = 40 };

struct place {
  gsize at, length; /* in `text` */
};

/* The cell that is being read: what its attributes say, and what stands in <v> or <t>. */
struct cell {
  guint column; /* from 0 */
  guint style;
  char type; /* first letter of t: s(hared), i(nline), n(umber), b(oolean), d(ate); x = text as it stands */
  guint taken, phonetic;
};

struct workbook {
  struct workbook_parts *parts;
  zip_file_t *file;
  XML_Parser parser;
  guint skip_lines, line;
  gboolean row_ended;
  enum cohorts_words_file fault; /* with `limit`, when the row is too large */
  int limit;
  struct cell cell;
  GString *value, *text; /* of the cell, of the row: each cell with its NUL */
  guint count;
  struct place places[CSV_COLUMNS_MAX];
  struct csv_cell cells[CSV_COLUMNS_MAX];
};

/* -- a stored value as text -------------------------------------------------------------------------------------- */

/* Excel believes in 29 February 1900, so that its day 61 is 1 March and all before are one off; a workbook from an old
 * Mac counts from 1904. */
static gboolean day_text(double serial, gboolean from_1904, char out[NUMBER_SIZE]) {
  double whole = floor(serial);
  int minutes = (int)floor((serial - whole) * 1440 + 0.5);
  if (from_1904) whole += 1462;
  if (whole < 61 || whole > 2958465) return FALSE;
  date_t day = date_from_civil(1900, 1, 1) - 2 + (date_t)whole + minutes / 1440;
  char iso[11];
  date_format_iso(day, iso);
  minutes %= 1440;
  if (minutes)
    g_snprintf(out, NUMBER_SIZE, "%s %02d:%02d", iso, minutes / 60, minutes % 60);
  else
    g_strlcpy(out, iso, NUMBER_SIZE);
  return TRUE;
}

/* A telephone number that Excel took for a number keeps every digit: 612345678, never 6,12E+08. */
static const char *number_text(const struct workbook *workbook, const char *stored, char out[NUMBER_SIZE]) {
  const GByteArray *dates = workbook->parts->dates;
  char *end;
  double number = g_ascii_strtod(stored, &end);
  if (end == stored || *end || !isfinite(number)) return stored;
  gboolean day = workbook->cell.style < dates->len && dates->data[workbook->cell.style];
  if (day && day_text(number, workbook->parts->from_1904, out)) return out;
  gboolean whole = fabs(number) < 1e15 && floor(number) == number;
  return g_ascii_formatd(out, NUMBER_SIZE, whole ? "%.0f" : "%.15g", number);
}

static const char *shared_text(const struct workbook *workbook, const char *stored) {
  const GArray *at = workbook->parts->text_at;
  guint64 index;
  if (!g_ascii_string_to_unsigned(stored, 10, 0, G_MAXUINT32, &index, NULL) || index >= at->len) return "\xEF\xBF\xBD";
  return workbook->parts->texts->str + g_array_index(at, gsize, index);
}

static const char *cell_text(const struct workbook *workbook, char number[NUMBER_SIZE]) {
  const char *stored = workbook->value->str;
  if (!*stored) return stored;
  switch (workbook->cell.type) {
  case 's':
    return shared_text(workbook, stored);
  case 'n':
    return number_text(workbook, stored, number);
  case 'b':
    return *stored == '1' || *stored == 't' ? "ja" : "nee";
  default:
    return stored;
  }
}

/* _x000D_ is how a sign that XML can't hold is written (§22.9.2.19); four hexadecimal digits. */
static gunichar escaped(const char *at) {
  if (at[0] != '_' || at[1] != 'x' || !at[2] || !at[3] || !at[4] || !at[5] || at[6] != '_') return 0;
  gunichar sign = 0;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit(at[i])) return 0;
    sign = sign << 4 | (gunichar)g_ascii_xdigit_value(at[i]);
  }
  return sign && g_unichar_validate(sign) ? sign : 0xFFFD;
}

static void append_cell(GString *out, const char *text) {
  for (const char *next; (next = strstr(text, "_x")); text = next) {
    gunichar sign = escaped(next);
    g_string_append_len(out, text, next - text);
    if (sign)
      g_string_append_unichar(out, sign);
    else
      g_string_append_len(out, next, 2);
    next += sign ? 7 : 2;
  }
  g_string_append(out, text);
}

/* -- cells and rows, as the parser meets them ------------------------------------------------------------------------
 */

/* "BC12" is column 54, from 0. Without a reference: the next one. */
static guint column_of(const char *reference, guint next) {
  if (!reference) return next;
  guint column = 0;
  for (; g_ascii_isalpha(*reference) && column < 1u << 20; reference++)
    column = column * 26 + (guint)(g_ascii_toupper(*reference) - 'A') + 1;
  return column ? column - 1 : next;
}

static guint number_of(const char *text, guint otherwise) {
  guint64 value;
  return text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT32, &value, NULL) ? (guint)value : otherwise;
}

static char type_of(const char *type) {
  if (!type) return 'n';
  return strcmp(type, "str") == 0 || strcmp(type, "e") == 0 ? 'x' : *type;
}

static void too_large(struct workbook *workbook, enum cohorts_words_file fault, int limit) {
  workbook->fault = fault;
  workbook->limit = limit;
  XML_StopParser(workbook->parser, XML_FALSE);
}

static void begin_row(struct workbook *workbook, const char **pairs) {
  workbook->line = number_of(workbook_parts_attribute(pairs, "r"), workbook->line + 1);
  workbook->count = 0;
  workbook->cell.column = (guint)-1;
  g_string_truncate(workbook->text, 0);
  g_string_append_c(workbook->text, '\0'); /* an empty cell is this one */
}

static void begin_cell(struct workbook *workbook, const char **pairs) {
  struct cell *cell = &workbook->cell;
  *cell = (struct cell){.column = column_of(workbook_parts_attribute(pairs, "r"), cell->column + 1),
                        .style = number_of(workbook_parts_attribute(pairs, "s"), 0),
                        .type = type_of(workbook_parts_attribute(pairs, "t"))};
  g_string_truncate(workbook->value, 0);
}

/* Columns that were only coloured in have no content and cost nothing, however far to the right. */
static void end_cell(struct workbook *workbook) {
  char number[NUMBER_SIZE];
  const char *text = cell_text(workbook, number);
  if (!*text) return;
  if (workbook->cell.column >= CSV_COLUMNS_MAX) {
    too_large(workbook, COHORTS_WORDS_COLUMNS, CSV_COLUMNS_MAX);
    return;
  }
  for (; workbook->count <= workbook->cell.column; workbook->count++)
    workbook->places[workbook->count] = (struct place){0, 0};
  gsize at = workbook->text->len;
  append_cell(workbook->text, text);
  workbook->places[workbook->cell.column] = (struct place){at, workbook->text->len - at};
  g_string_append_c(workbook->text, '\0');
  if (workbook->text->len - at > CSV_CELL_MAX) too_large(workbook, COHORTS_WORDS_CELL, CSV_CELL_MAX);
  if (workbook->text->len > CSV_ROW_MAX) too_large(workbook, COHORTS_WORDS_ROW, CSV_ROW_MAX);
}

static void on_start(void *parser, const char *element, const char **pairs) {
  struct workbook *workbook = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element);
  if (strcmp(word, "c") == 0)
    begin_cell(workbook, pairs);
  else if (strcmp(word, "v") == 0 || strcmp(word, "t") == 0)
    workbook->cell.taken++;
  else if (strcmp(word, "row") == 0)
    begin_row(workbook, pairs);
  else if (strcmp(word, "rPh") == 0)
    workbook->cell.phonetic++;
}

static void on_end(void *parser, const char *element) {
  struct workbook *workbook = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element);
  if (strcmp(word, "c") == 0)
    end_cell(workbook);
  else if (strcmp(word, "v") == 0 || strcmp(word, "t") == 0)
    workbook->cell.taken -= workbook->cell.taken > 0;
  else if (strcmp(word, "rPh") == 0)
    workbook->cell.phonetic -= workbook->cell.phonetic > 0;
  if (strcmp(word, "row") != 0 || workbook->count == 0 || workbook->line <= workbook->skip_lines) return;
  workbook->row_ended = TRUE;
  XML_StopParser(parser, XML_TRUE);
}

static void on_text(void *parser, const char *text, int length) {
  struct workbook *workbook = XML_GetUserData(parser);
  if (!workbook->cell.taken || workbook->cell.phonetic) return;
  g_string_append_len(workbook->value, text, length);
  if (workbook->value->len > CSV_CELL_MAX) too_large(workbook, COHORTS_WORDS_CELL, CSV_CELL_MAX);
}

/* -- reading ---------------------------------------------------------------------------------------------------------
 */

gboolean workbook_is(int file) {
  char begin[4];
  return pread(file, begin, sizeof begin, 0) == sizeof begin && memcmp(begin, "PK\x03\x04", 4) == 0;
}

struct workbook *workbook_open(int file, const char *sheet, guint skip_lines, GError **error) {
  g_autoptr(Workbook) workbook = g_new0(struct workbook, 1);
  workbook->skip_lines = skip_lines;
  workbook->value = g_string_new(NULL);
  workbook->text = g_string_new(NULL);
  workbook->parts = workbook_parts_open(file, sheet, error);
  workbook->file = workbook->parts ? workbook_parts_unpack(workbook->parts, workbook->parts->sheet, error) : NULL;
  if (!workbook->file) return NULL;
  workbook->parser = workbook_parts_parser(workbook);
  XML_SetElementHandler(workbook->parser, on_start, on_end);
  XML_SetCharacterDataHandler(workbook->parser, on_text);
  return g_steal_pointer(&workbook);
}

void workbook_close(struct workbook *workbook) {
  if (!workbook) return;
  if (workbook->parser) XML_ParserFree(workbook->parser);
  if (workbook->file) zip_fclose(workbook->file);
  workbook_parts_free(workbook->parts);
  g_string_free(workbook->value, TRUE);
  g_string_free(workbook->text, TRUE);
  g_free(workbook);
}

/* The parser stands still at the end of a row, and goes on in the same block. */
static enum XML_Status go_on(struct workbook *workbook) {
  XML_ParsingStatus status;
  XML_GetParsingStatus(workbook->parser, &status);
  if (status.parsing == XML_SUSPENDED) return XML_ResumeParser(workbook->parser);
  void *block = XML_GetBuffer(workbook->parser, BLOCK);
  zip_int64_t n = block ? zip_fread(workbook->file, block, BLOCK) : -1;
  if (n < 0) return XML_STATUS_ERROR;
  return XML_ParseBuffer(workbook->parser, (int)n, n == 0);
}

/* FALSE for a row of blanks alone. */
static gboolean give(struct workbook *workbook, struct csv_row *row) {
  gboolean content = FALSE;
  for (guint i = 0; i < workbook->count; i++) {
    const struct place *place = &workbook->places[i];
    struct csv_cell *cell = &workbook->cells[i];
    *cell = (struct csv_cell){workbook->text->str + place->at, place->length};
    while (cell->length && g_ascii_isspace(cell->text[cell->length - 1])) cell->text[--cell->length] = '\0';
    while (cell->length && g_ascii_isspace(*cell->text)) cell->text++, cell->length--;
    content = content || cell->length;
  }
  *row = (struct csv_row){workbook->line, workbook->count, workbook->cells, -1};
  return content;
}

static gboolean fail(struct workbook *workbook, GError **error) {
  if (!workbook->limit) return workbook_parts_broken(workbook->parts->sheet, workbook->parser, error);
  g_set_error(error, CSV_ERROR, CSV_ERROR_SIZE, cohorts_words_nl_file(workbook->fault), workbook->line,
              workbook->limit);
  return FALSE;
}

/* To the end of the next row with cells. FALSE without an error when there is none. */
static gboolean read_row(struct workbook *workbook, GError **error) {
  workbook->row_ended = FALSE;
  while (!workbook->row_ended) {
    XML_ParsingStatus status;
    XML_GetParsingStatus(workbook->parser, &status);
    if (status.parsing == XML_FINISHED) return FALSE;
    if (go_on(workbook) == XML_STATUS_ERROR) return fail(workbook, error);
  }
  return TRUE;
}

gboolean workbook_next(struct workbook *workbook, struct csv_row *row, GError **error) {
  do {
    if (!read_row(workbook, error)) return FALSE;
  } while (!give(workbook, row));
  return TRUE;
}
