/* What the rows of a workbook lean on: the package (ECMA-376 part 2, a zip with relationships), its list of sheets, the
 * shared texts, and which styles show a number as a date (part 1, §18.3, §18.4, §18.8).
 *
 * zip by libzip, XML by expat, which reads no external entity; a document type is refused. What unpacks to more than
 * the limits below is refused as well: a few kilobytes can unpack to gigabytes. */
#ifndef SCHEDULER_COHORTS_WORKBOOK_PARTS_H
#define SCHEDULER_COHORTS_WORKBOOK_PARTS_H

#include <expat.h>
#include <glib.h>
#include <zip.h>

enum {
  WORKBOOK_TEXTS_MAX = 64 * 1024 * 1024, /* bytes of shared texts, held in memory */
  WORKBOOK_PART_MAX = 512 * 1024 * 1024  /* bytes of one part, unpacked */
};

struct workbook_parts {
  zip_t *zip;
  char *sheet;       /* path of the sheet that is read */
  GString *texts;    /* shared texts, each with its NUL */
  GArray *text_at;   /* gsize: where each begins */
  GByteArray *dates; /* by style (index into cellXfs): 1 = a number in it is a day */
  gboolean from_1904;
};

/* `file` stays the caller's. `sheet` NULL: the first that is not hidden. Errors are CSV_ERROR_TEXT, in Dutch. */
struct workbook_parts *workbook_parts_open(int file, const char *sheet, GError **error);
void workbook_parts_free(struct workbook_parts *parts);

/* A part as it is unpacked; NULL and an error when it is not there, too large or locked. zip_fclose ends it. */
zip_file_t *workbook_parts_unpack(struct workbook_parts *parts, const char *path, GError **error);

/* The word of an element without the prefix of its namespace, and the value of an attribute, or NULL. */
const char *workbook_parts_word(const char *name);
const char *workbook_parts_attribute(const char **pairs, const char *name);

/* Sets the error of XML that can't be read: which part, and expat's words. FALSE always. */
gboolean workbook_parts_broken(const char *path, XML_Parser parser, GError **error);
/* A parser that stops at a document type; `user` is its user data. */
XML_Parser workbook_parts_parser(void *user);

#endif
