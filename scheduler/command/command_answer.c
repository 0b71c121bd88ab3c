#include "scheduler/command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "channels/channel.h"
#include "scheduler/cases/cases.h"
#include "scheduler/cohorts/cohorts.h"
#include "scheduler/command/config.h"
#include "scheduler/command/house.h"
#include "scheduler/flow/flow.h"
#include "scheduler/store/store.h"

int command_fail(int status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "waakvlam: %s\n", text);
  return status;
}

static int store_status(int code) {
  return code == STORE_ERROR_ABSENT ? COMMAND_SETUP : COMMAND_STORE;
}

static int flow_status(int code) {
  return code == FLOW_ERROR_REFUSED ? COMMAND_NO : COMMAND_WRONG;
}

static int error_status(const GError *error) {
  if (error->domain == STORE_ERROR) return store_status(error->code);
  if (error->domain == FLOW_ERROR) return flow_status(error->code);
  if (error->domain == COHORTS_ERROR) return COMMAND_WRONG;
  if (error->domain == HOUSE_ERROR) return error->code == HOUSE_ERROR_CALL ? COMMAND_WRONG : COMMAND_SETUP;
  return COMMAND_SETUP;
}

int command_fail_error(GError **error) {
  int status = COMMAND_SETUP;
  if (*error) status = error_status(*error);
  fprintf(stderr, "waakvlam: %s\n", *error ? (*error)->message : "failed without a reason");
  g_clear_error(error);
  return status;
}

void command_answer(const struct command_call *call, json_t *document) {
  if (call->json && document) {
    json_dumpf(document, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
    putchar('\n');
    if (call->answered) *call->answered = TRUE;
  }
  json_decref(document);
}

/* -- long answers: what jansson would print of the whole, piece by piece ------------------------------------------ */

struct command_long command_long_begin(const struct command_call *call, const json_t *head) {
  struct command_long answer = {call, 0};
  if (!call->json) return answer;
  char *text = json_dumps(head, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
  fwrite(text, 1, strlen(text) - 2, stdout); /* without its end: "\n}" */
  free(text);
  if (call->answered) *call->answered = TRUE;
  return answer;
}

void command_long_list(struct command_long *answer, const char *name) {
  if (answer->call->json) printf(",\n  \"%s\": [", name);
  answer->items = 0;
}

void command_long_item(struct command_long *answer, const json_t *item) {
  if (!answer->call->json) return;
  fputs(answer->items++ ? "," : "", stdout);
  char *text = json_dumps(item, JSON_INDENT(2) | JSON_REAL_PRECISION(10) | JSON_ENCODE_ANY);
  /* Each line deeper by what it stands in; within a string a line break is written as two characters. */
  for (char *line = text, *next; line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    fputs("\n    ", stdout);
    fputs(line, stdout);
  }
  free(text);
}

void command_long_list_end(struct command_long *answer) {
  if (answer->call->json) fputs(answer->items ? "\n  ]" : "]", stdout);
}

void command_long_end(struct command_long *answer) {
  if (answer->call->json) puts("\n}");
}

void command_say(const struct command_call *call, const char *format, ...) {
  if (call->json) return;
  va_list args;
  va_start(args, format);
  vprintf(format, args);
  va_end(args);
  putchar('\n');
}

/* -- tables ------------------------------------------------------------------------------------------------------ */

static char *cell_text(const json_t *value) {
  if (!value || json_is_null(value)) return g_strdup("");
  if (json_is_string(value)) return g_strdup(json_string_value(value));
  if (json_is_boolean(value)) return g_strdup(json_is_true(value) ? "yes" : "no");
  if (json_is_integer(value)) return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
  if (!json_is_array(value)) return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
  GString *joined = g_string_new(NULL);
  for (size_t i = 0; i < json_array_size(value); i++) {
    g_autofree char *part = cell_text(json_array_get(value, i));
    g_string_append_printf(joined, "%s%s", joined->len ? ", " : "", part);
  }
  return g_string_free(joined, FALSE);
}

static void print_cell(const char *text, long width, gboolean last) {
  fputs(text, stdout);
  for (long n = g_utf8_strlen(text, -1); !last && n < width + 2; n++) putchar(' ');
}

static void print_row(char **cells, const long *widths, guint n) {
  for (guint i = 0; i < n; i++) print_cell(cells[i], widths[i], i + 1 == n);
  putchar('\n');
}

void command_table_print(const struct command_call *call, const json_t *rows, const char *columns) {
  if (call->json) return;
  g_auto(GStrv) declared = g_strsplit(columns, " ", 0);
  guint n = g_strv_length(declared);
  g_autofree long *widths = g_new0(long, n);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  char **head = g_new0(char *, n + 1);
  for (guint i = 0; i < n; i++) head[i] = g_strdup(strchr(declared[i], ':') + 1);
  g_ptr_array_add(lines, head);
  for (size_t r = 0; r < json_array_size(rows); r++) {
    char **cells = g_new0(char *, n + 1);
    for (guint i = 0; i < n; i++) {
      g_autofree char *key = g_strndup(declared[i], (gsize)(strchr(declared[i], ':') - declared[i]));
      cells[i] = cell_text(json_object_get(json_array_get(rows, r), key));
    }
    g_ptr_array_add(lines, cells);
  }
  for (guint l = 0; l < lines->len; l++)
    for (guint i = 0; i < n; i++)
      widths[i] = MAX(widths[i], g_utf8_strlen(((char **)g_ptr_array_index(lines, l))[i], -1));
  for (guint l = 0; l < lines->len; l++) print_row(g_ptr_array_index(lines, l), widths, n);
}
