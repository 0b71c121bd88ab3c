#include "scheduler/cohorts/cohort_lines.h"

#include <string.h>
#include <unistd.h>

#include "scheduler/cohorts/cohort_spool.h"

/* People come in the order of their ids, be they new or from the same file as last year, so nearly always the page is
 * there; in any other order it costs a read and a write a person. */
enum { PAGES = 64, ON_PAGE = 1024 };

struct page {
  gint64 number; /* of the page in the file; -1 = none */
  gboolean changed;
  guint32 line[ON_PAGE];
};

struct cohort_lines {
  char *folder;
  int file; /* -1 = nothing had to leave yet */
  struct page pages[PAGES];
};

struct cohort_lines *cohort_lines_new(const char *folder) {
  struct cohort_lines *lines = g_new0(struct cohort_lines, 1);
  lines->folder = g_strdup(folder);
  lines->file = -1;
  for (guint i = 0; i < PAGES; i++) lines->pages[i].number = -1;
  return lines;
}

void cohort_lines_free(struct cohort_lines *lines) {
  if (!lines) return;
  if (lines->file >= 0) close(lines->file);
  g_free(lines->folder);
  g_free(lines);
}

/* Puts what is on the page away and brings page `number` in its place. */
static gboolean turn(struct cohort_lines *lines, struct page *page, gint64 number, GError **error) {
  const gint64 size = sizeof page->line;
  if (page->changed) {
    if (lines->file < 0) lines->file = cohort_spool_file(lines->folder, error);
    if (lines->file < 0 || !cohort_spool_write(lines->file, page->line, sizeof page->line, page->number * size, error))
      return FALSE;
  }
  page->number = -1; /* what is on it now is no page's, should reading fail */
  page->changed = FALSE;
  if (lines->file < 0)
    memset(page->line, 0, sizeof page->line);
  else if (!cohort_spool_read(lines->file, page->line, sizeof page->line, number * size, error))
    return FALSE;
  page->number = number;
  return TRUE;
}

gboolean cohort_lines_meet(struct cohort_lines *lines, gint64 person, guint line, guint *before, GError **error) {
  gint64 number = person / ON_PAGE;
  struct page *page = &lines->pages[number % PAGES];
  if (page->number != number && !turn(lines, page, number, error)) return FALSE;
  guint32 *noted = &page->line[person % ON_PAGE];
  *before = *noted;
  if (*noted) return TRUE;
  *noted = line;
  page->changed = TRUE;
  return TRUE;
}
