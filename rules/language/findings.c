#include "rules/language/findings.h"

#include <stdarg.h>
#include <string.h>

static const struct {
  enum language_severity severity;
  const char *code;
} kinds[FINDING_COUNT] = {
#define FINDING(id, severity, code) {LANGUAGE_##severity, code},
    FINDINGS(FINDING)
#undef FINDING
};

static gboolean seen(const struct findings *findings, const char *message, guint line, guint column) {
  for (guint i = 0; i < findings->list->len; i++) {
    const struct language_finding *other = findings->list->pdata[i];
    if (other->line == (int)line && other->column == (int)column && strcmp(other->message, message) == 0) return TRUE;
  }
  return FALSE;
}

static const char *source_line(const struct findings *findings, guint line) {
  guint count = findings->lines ? g_strv_length(findings->lines) : 0;
  return line >= 1 && line <= count ? findings->lines[line - 1] : "";
}

static void append(struct findings *findings, enum finding finding, guint line, guint column, char *message) {
  struct language_finding *made = g_new0(struct language_finding, 1);
  made->severity = kinds[finding].severity;
  made->code = kinds[finding].code;
  made->file = g_strdup(findings->file);
  made->line = (int)line;
  made->column = (int)column;
  made->message = message;
  made->source = g_strchomp(g_strdup(source_line(findings, line)));
  g_ptr_array_add(findings->list, made);
}

void findings_add(struct findings *findings, enum finding finding, guint line, guint column, ...) {
  if (findings->list->len > FINDINGS_MAX) return;
  if (findings->list->len == FINDINGS_MAX) finding = FINDING_TOO_MANY;
  va_list arguments;
  va_start(arguments, column);
  char *message = g_strdup_vprintf(findings_text(finding), arguments);
  va_end(arguments);
  if (seen(findings, message, line, column))
    g_free(message);
  else
    append(findings, finding, line, column, message);
}
