#include "scheduler/cohorts/workbook_parts.h"

#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohorts_words_nl.h"
#include "scheduler/cohorts/csv.h"

enum { BLOCK = 64 * 1024 };

/* -- parts and XML -------------------------------------------------------------------------------------------------
 */

const char *workbook_parts_word(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

const char *workbook_parts_attribute(const char **pairs, const char *name) {
  for (; *pairs; pairs += 2)
    if (strcmp(workbook_parts_word(pairs[0]), name) == 0) return pairs[1];
  return NULL;
}

static gboolean refuse(enum cohorts_words_file word, GError **error) {
  g_set_error_literal(error, CSV_ERROR, CSV_ERROR_TEXT, cohorts_words_nl_file(word));
  return FALSE;
}

static gboolean damaged(const char *path, const char *why, GError **error) {
  g_set_error(error, CSV_ERROR, CSV_ERROR_TEXT, cohorts_words_nl_file(COHORTS_WORDS_DAMAGED), path, why);
  return FALSE;
}

gboolean workbook_parts_broken(const char *path, XML_Parser parser, GError **error) {
  return damaged(path, XML_ErrorString(XML_GetErrorCode(parser)), error);
}

/* No writer of workbooks makes one; what is declared there can only do harm. */
static void on_doctype(void *user, const char *name, const char *system, const char *public, int internal) {
  (void)name, (void)system, (void)public, (void)internal;
  XML_StopParser(user, XML_FALSE);
}

XML_Parser workbook_parts_parser(void *user) {
  XML_Parser parser = XML_ParserCreate(NULL);
  XML_SetUserData(parser, user);
  /* expat hands the doctype handler the user data like all others, so it must come by the parser itself. */
  XML_UseParserAsHandlerArg(parser);
  XML_SetStartDoctypeDeclHandler(parser, on_doctype);
  return parser;
}

zip_file_t *workbook_parts_unpack(struct workbook_parts *parts, const char *path, GError **error) {
  zip_stat_t stat;
  zip_int64_t at = zip_name_locate(parts->zip, path, ZIP_FL_NOCASE);
  zip_file_t *file = NULL;
  if (at < 0 || zip_stat_index(parts->zip, (zip_uint64_t)at, 0, &stat) != 0)
    damaged(path, "?", error);
  else if (!(stat.valid & ZIP_STAT_SIZE) || stat.size > WORKBOOK_PART_MAX)
    refuse(COHORTS_WORDS_UNPACKED, error);
  else if (!(file = zip_fopen_index(parts->zip, (zip_uint64_t)at, 0)))
    damaged(path, zip_strerror(parts->zip), error);
  return file;
}

struct walk {
  XML_StartElementHandler start;
  XML_EndElementHandler end;
  XML_CharacterDataHandler text;
};

/* The whole of a part through the handlers, whose user data is the parser; theirs is XML_GetUserData. */
static gboolean walk(struct workbook_parts *parts, const char *path, const struct walk *walk, void *user,
                     GError **error) {
  zip_file_t *file = workbook_parts_unpack(parts, path, error);
  if (!file) return FALSE;
  XML_Parser parser = workbook_parts_parser(user);
  XML_SetElementHandler(parser, walk->start, walk->end);
  XML_SetCharacterDataHandler(parser, walk->text);
  gboolean ok = TRUE;
  for (zip_int64_t n = 1; ok && n > 0;) {
    void *block = XML_GetBuffer(parser, BLOCK);
    n = block ? zip_fread(file, block, BLOCK) : -1;
    if (n < 0)
      ok = damaged(path, zip_file_strerror(file), error);
    else if (XML_ParseBuffer(parser, (int)n, n == 0) != XML_STATUS_OK)
      ok = workbook_parts_broken(path, parser, error);
  }
  XML_ParserFree(parser);
  zip_fclose(file);
  return ok;
}

/* -- relationships -------------------------------------------------------------------------------------------------
 */

struct relation {
  char *id, *type, *path;
};

static void free_relation(void *data) {
  struct relation *relation = data;
  g_free(relation->id);
  g_free(relation->type);
  g_free(relation->path);
  g_free(relation);
}

struct relations {
  const char *folder; /* of the part whose they are: "/xl" */
  GPtrArray *all;
};

static void on_relation(void *parser, const char *name, const char **pairs) {
  struct relations *relations = XML_GetUserData(parser);
  const char *id = workbook_parts_attribute(pairs, "Id"), *type = workbook_parts_attribute(pairs, "Type"),
             *target = workbook_parts_attribute(pairs, "Target");
  if (strcmp(workbook_parts_word(name), "Relationship") != 0 || !id || !type || !target) return;
  struct relation *relation = g_new0(struct relation, 1);
  g_autofree char *path = g_canonicalize_filename(target, relations->folder);
  *relation = (struct relation){g_strdup(id), g_strdup(type), g_strdup(path + 1)};
  g_ptr_array_add(relations->all, relation);
}

/* The relations of the part `path` ("" = of the package). */
static GPtrArray *relations_of(struct workbook_parts *parts, const char *path, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
  gboolean top = *path == '\0' || strcmp(folder, ".") == 0;
  g_autofree char *file = g_strdup_printf("%s%s_rels/%s.rels", top ? "" : folder, top ? "" : "/", *path ? name : "");
  g_autofree char *base = g_strconcat("/", top ? "" : folder, NULL);
  struct relations relations = {base, g_ptr_array_new_with_free_func(free_relation)};
  if (walk(parts, file, &(struct walk){on_relation, NULL, NULL}, &relations, error)) return relations.all;
  g_ptr_array_unref(relations.all);
  return NULL;
}

/* The last word of the type's address tells: its beginning differs between the two editions of the standard. */
static const struct relation *by_type(const GPtrArray *relations, const char *word) {
  for (guint i = 0; i < relations->len; i++) {
    const struct relation *relation = relations->pdata[i];
    const char *slash = strrchr(relation->type, '/');
    if (slash && strcmp(slash + 1, word) == 0) return relation;
  }
  return NULL;
}

static const struct relation *by_id(const GPtrArray *relations, const char *id) {
  for (guint i = 0; i < relations->len; i++)
    if (strcmp(((struct relation *)relations->pdata[i])->id, id) == 0) return relations->pdata[i];
  return NULL;
}

/* -- the sheets ----------------------------------------------------------------------------------------------------
 */

struct sheets {
  struct workbook_parts *parts;
  const GPtrArray *relations;
  const char *wanted;
  GString *names;
};

static gboolean same_name(const char *a, const char *b) {
  g_autofree char *left = g_utf8_casefold(a, -1), *right = g_utf8_casefold(b, -1);
  return strcmp(left, right) == 0;
}

static gboolean is_wanted(const struct sheets *sheets, const char *name, const char *state) {
  if (sheets->wanted) return same_name(sheets->wanted, name);
  return !state || strcmp(state, "visible") == 0;
}

static void on_sheet(void *parser, const char *element, const char **pairs) {
  struct sheets *sheets = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element);
  if (strcmp(word, "workbookPr") == 0) {
    const char *from = workbook_parts_attribute(pairs, "date1904");
    sheets->parts->from_1904 = from && (strcmp(from, "1") == 0 || strcmp(from, "true") == 0);
  }
  if (strcmp(word, "sheet") != 0) return;
  const char *name = workbook_parts_attribute(pairs, "name"), *id = workbook_parts_attribute(pairs, "id");
  const struct relation *relation = id ? by_id(sheets->relations, id) : NULL;
  if (!name || !relation || !g_str_has_suffix(relation->type, "/worksheet")) return; /* a chart is no sheet of rows */
  g_string_append_printf(sheets->names, "%s%s", sheets->names->len ? ", " : "", name);
  if (!sheets->parts->sheet && is_wanted(sheets, name, workbook_parts_attribute(pairs, "state")))
    sheets->parts->sheet = g_strdup(relation->path);
}

static gboolean find_sheet(struct workbook_parts *parts, const char *workbook, const GPtrArray *relations,
                           const char *wanted, GError **error) {
  g_autoptr(GString) names = g_string_new(NULL);
  struct sheets sheets = {parts, relations, wanted, names};
  if (!walk(parts, workbook, &(struct walk){on_sheet, NULL, NULL}, &sheets, error)) return FALSE;
  if (parts->sheet) return TRUE;
  g_set_error(error, CSV_ERROR, CSV_ERROR_TEXT, cohorts_words_nl_file(COHORTS_WORDS_SHEET), wanted ? wanted : "",
              names->str);
  return FALSE;
}

/* -- shared texts ----------------------------------------------------------------------------------------------------
 */

struct texts {
  struct workbook_parts *parts;
  guint taken;    /* depth of <t> */
  guint phonetic; /* depth of <rPh>: how a text is said, which is no part of it */
  gboolean too_many;
};

static void on_text_start(void *parser, const char *element, const char **pairs) {
  struct texts *texts = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element);
  (void)pairs;
  if (strcmp(word, "si") == 0) g_array_append_val(texts->parts->text_at, texts->parts->texts->len);
  if (strcmp(word, "rPh") == 0) texts->phonetic++;
  if (strcmp(word, "t") == 0) texts->taken++;
}

static void on_text_end(void *parser, const char *element) {
  struct texts *texts = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element);
  if (strcmp(word, "si") == 0) g_string_append_c(texts->parts->texts, '\0');
  if (strcmp(word, "rPh") == 0) texts->phonetic--;
  if (strcmp(word, "t") == 0) texts->taken--;
}

static void on_text(void *parser, const char *text, int length) {
  struct texts *texts = XML_GetUserData(parser);
  if (!texts->taken || texts->phonetic) return;
  g_string_append_len(texts->parts->texts, text, length);
  texts->too_many = texts->parts->texts->len > WORKBOOK_TEXTS_MAX;
  if (texts->too_many) XML_StopParser(parser, XML_FALSE);
}

static gboolean read_texts(struct workbook_parts *parts, const struct relation *relation, GError **error) {
  if (!relation) return TRUE; /* a sheet of numbers and inline texts needs none */
  struct texts texts = {.parts = parts};
  if (walk(parts, relation->path, &(struct walk){on_text_start, on_text_end, on_text}, &texts, error)) return TRUE;
  if (!texts.too_many) return FALSE;
  g_clear_error(error);
  return refuse(COHORTS_WORDS_UNPACKED, error);
}

/* -- styles ----------------------------------------------------------------------------------------------------------
 */

/* Built-in formats that show a day (§18.8.30; 27 to 36 and 50 to 58 are those of East Asia). */
static gboolean built_in_day(guint id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
         (id >= 57 && id <= 58);
}

/* A format of one's own shows a day if it has a y or a d that is no literal: "dd-mm-yyyy", not "0.00" nor "h:mm". */
static gboolean shows_day(const char *format) {
  for (const char *p = format; *p; p++) {
    if (*p == '"' || *p == '[') {
      p = strchr(p + 1, *p == '"' ? '"' : ']');
      if (!p) return FALSE;
    } else if (strchr("\\_*", *p)) {
      if (!*++p) return FALSE;
    } else if (strchr("yYdD", *p)) {
      return TRUE;
    }
  }
  return FALSE;
}

struct styles {
  struct workbook_parts *parts;
  GHashTable *own; /* numbers of the formats that show a day */
  gboolean in_cells;
};

static guint number_of(const char *text) {
  guint64 value = 0;
  return text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT32, &value, NULL) ? (guint)value : 0;
}

static void on_style(void *parser, const char *element, const char **pairs) {
  struct styles *styles = XML_GetUserData(parser);
  const char *word = workbook_parts_word(element), *format = workbook_parts_attribute(pairs, "formatCode");
  guint id = number_of(workbook_parts_attribute(pairs, "numFmtId"));
  if (strcmp(word, "numFmt") == 0 && format && shows_day(format)) g_hash_table_add(styles->own, GUINT_TO_POINTER(id));
  if (strcmp(word, "cellXfs") == 0) styles->in_cells = TRUE;
  if (strcmp(word, "xf") != 0 || !styles->in_cells) return;
  guint8 day = built_in_day(id) || g_hash_table_contains(styles->own, GUINT_TO_POINTER(id));
  g_byte_array_append(styles->parts->dates, &day, 1);
}

static void on_style_end(void *parser, const char *element) {
  struct styles *styles = XML_GetUserData(parser);
  if (strcmp(workbook_parts_word(element), "cellXfs") == 0) styles->in_cells = FALSE;
}

static gboolean read_styles(struct workbook_parts *parts, const struct relation *relation, GError **error) {
  if (!relation) return TRUE;
  g_autoptr(GHashTable) own = g_hash_table_new(NULL, NULL);
  struct styles styles = {.parts = parts, .own = own};
  return walk(parts, relation->path, &(struct walk){on_style, on_style_end, NULL}, &styles, error);
}

/* -- the whole -------------------------------------------------------------------------------------------------------
 */

static gboolean read_all(struct workbook_parts *parts, const char *sheet, GError **error) {
  g_autoptr(GPtrArray) package = relations_of(parts, "", NULL);
  const struct relation *workbook = package ? by_type(package, "officeDocument") : NULL;
  if (!workbook || g_str_has_suffix(workbook->path, ".bin")) return refuse(COHORTS_WORDS_WORKBOOK, error);
  g_autoptr(GPtrArray) relations = relations_of(parts, workbook->path, error);
  return relations && find_sheet(parts, workbook->path, relations, sheet, error) &&
         read_texts(parts, by_type(relations, "sharedStrings"), error) &&
         read_styles(parts, by_type(relations, "styles"), error);
}

static zip_t *open_zip(int file) {
  int own = dup(file), code = 0;
  zip_t *zip = own < 0 ? NULL : zip_fdopen(own, 0, &code);
  if (!zip && own >= 0) close(own);
  return zip;
}

struct workbook_parts *workbook_parts_open(int file, const char *sheet, GError **error) {
  struct workbook_parts *parts = g_new0(struct workbook_parts, 1);
  parts->texts = g_string_new(NULL);
  parts->text_at = g_array_new(FALSE, FALSE, sizeof(gsize));
  parts->dates = g_byte_array_new();
  parts->zip = open_zip(file);
  if (parts->zip ? read_all(parts, sheet, error) : refuse(COHORTS_WORDS_WORKBOOK, error)) return parts;
  workbook_parts_free(parts);
  return NULL;
}

void workbook_parts_free(struct workbook_parts *parts) {
  if (!parts) return;
  if (parts->zip) zip_discard(parts->zip);
  g_free(parts->sheet);
  g_string_free(parts->texts, TRUE);
  g_array_unref(parts->text_at);
  g_byte_array_unref(parts->dates);
  g_free(parts);
}
