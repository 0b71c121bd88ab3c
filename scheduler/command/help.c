#include "scheduler/command/help.h"

#include <stdio.h>
#include <string.h>

#define VERSION "0.1.0"

static void line(FILE *out, const struct command *command) {
  g_autofree char *usage = g_strconcat(command->words, *command->arguments ? " " : "", command->arguments, NULL);
  int wide = 34 + (int)(strlen(usage) - (gsize)g_utf8_strlen(usage, -1)); /* printf counts bytes */
  fprintf(out, "  %-*s %s\n", wide, usage, command->summary);
}

int help_overview(int status) {
  FILE *out = status == COMMAND_DONE ? stdout : stderr;
  fputs("waakvlam [--data DIR] [--now TIME] [--json] COMMAND [ARGUMENTS]\n\n", out);
  for (const struct command *c = command_table; c->words; c++) line(out, c);
  fputs("\n  --data DIR    everything of one installation; default $WAAKVLAM_DATA, else ./data\n"
        "  --now TIME    ISO 8601 with offset, or a date; default: the clock\n"
        "  --json        exactly one JSON document on standard output\n\n"
        "Exit status: 0 done, 1 done and the answer is no, 2 wrong call, 3 configuration or environment,\n"
        "4 the store refused or is damaged, 5 interrupted. More: waakvlam help COMMAND\n",
        out);
  return status;
}

int help_command(const struct command *command) {
  printf("waakvlam %s%s%s", command->words, *command->arguments ? " " : "", command->arguments);
  for (const struct command_option *o = command->options; o && o->name; o++)
    printf(o->required ? " --%s%s%s" : " [--%s%s%s]", o->name, o->value ? " " : "", o->value ? o->value : "");
  printf("\n\n%s\n", command->summary);
  if (command->options && command->options->name) printf("\n");
  for (const struct command_option *o = command->options; o && o->name; o++) {
    g_autofree char *usage = g_strdup_printf("--%s %s", o->name, o->value ? o->value : "");
    printf("  %-28s %s\n", usage, o->help);
  }
  return COMMAND_DONE;
}

gboolean help_group(const char *word, FILE *out) {
  gboolean found = FALSE;
  g_autofree char *prefix = g_strconcat(word, " ", NULL);
  for (const struct command *c = command_table; c->words; c++) {
    if (!g_str_has_prefix(c->words, prefix)) continue;
    if (!found && out == stderr) fprintf(out, "waakvlam: %s what?\n", word);
    found = TRUE;
    line(out, c);
  }
  return found;
}

int help_about(const GPtrArray *words) {
  if (words->len < 2) return help_overview(COMMAND_DONE);
  g_autoptr(GString) asked = g_string_new(g_ptr_array_index(words, 1));
  for (guint i = 2; i < words->len; i++) g_string_append_printf(asked, " %s", (char *)g_ptr_array_index(words, i));
  for (const struct command *c = command_table; c->words; c++)
    if (strcmp(c->words, asked->str) == 0) return help_command(c);
  if (help_group(asked->str, stdout)) return COMMAND_DONE;
  return command_fail(COMMAND_WRONG, "there is no command \"%s\"", asked->str);
}

int help_version(gboolean json) {
  puts(json ? "{\"version\": \"" VERSION "\"}" : "waakvlam " VERSION);
  return COMMAND_DONE;
}
