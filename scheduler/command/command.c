#include "scheduler/command/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "scheduler/command/help.h"

static const struct command_option global[] = {{"data", "DIR", "", FALSE},   {"now", "TIME", "", FALSE},
                                               {"json", NULL, "", FALSE},    {"help", NULL, "", FALSE},
                                               {"version", NULL, "", FALSE}, {NULL, NULL, NULL, FALSE}};

const char *command_get(const struct command_call *call, const char *option) {
  return g_hash_table_lookup(call->options, option);
}

gboolean command_has(const struct command_call *call, const char *option) {
  return g_hash_table_contains(call->options, option);
}

const char *command_argument(const struct command_call *call, guint n) {
  return n < call->arguments->len ? g_ptr_array_index(call->arguments, n) : NULL;
}

/* How many of the words typed belong to this command; 0 = it is another. */
static guint words_match(const struct command *command, const GPtrArray *typed) {
  g_auto(GStrv) words = g_strsplit(command->words, " ", 0);
  guint n = g_strv_length(words);
  if (typed->len < n) return 0;
  for (guint i = 0; i < n; i++)
    if (strcmp(words[i], g_ptr_array_index(typed, i)) != 0) return 0;
  return n;
}

static const struct command *command_find(const GPtrArray *typed, guint *words) {
  const struct command *best = NULL;
  *words = 0;
  for (const struct command *c = command_table; c->words; c++) {
    guint n = words_match(c, typed);
    if (n > *words) best = c, *words = n;
  }
  return best;
}

static const struct command_option *option_find(const struct command_option *options, const char *name) {
  for (const struct command_option *o = options; o && o->name; o++)
    if (strcmp(o->name, name) == 0) return o;
  return NULL;
}

/* An option takes a value if any command says so: names mean the same everywhere, so the words can be told from the
 * values before the command is known. */
static const struct command_option *option_anywhere(const char *name) {
  const struct command_option *found = option_find(global, name);
  for (const struct command *c = command_table; c->words && !found; c++) found = option_find(c->options, name);
  return found;
}

/* A value that was forgotten shows by the option that stands in its place; --name=--json means it nevertheless. */
static gboolean names_option(const char *text) {
  return g_str_has_prefix(text, "--") && option_anywhere(text + 2) != NULL;
}

struct typed {
  GHashTable *options;
  GPtrArray *words;
};

/* One argument that begins with --; *i moves over its value. */
static int read_option(struct typed *typed, int argc, char **argv, int *i) {
  const char *name = argv[*i] + 2;
  const char *equals = strchr(name, '=');
  g_autofree char *plain = equals ? g_strndup(name, (gsize)(equals - name)) : g_strdup(name);
  const struct command_option *option = option_anywhere(plain);
  if (!option) return command_fail(COMMAND_WRONG, "there is no option --%s; see waakvlam help", plain);
  const char *value = "";
  if (option->value && equals)
    value = equals + 1;
  else if (option->value && *i + 1 < argc && !names_option(argv[*i + 1]))
    value = argv[++*i];
  else if (option->value)
    return command_fail(COMMAND_WRONG, "--%s needs %s", plain, option->value);
  else if (equals)
    return command_fail(COMMAND_WRONG, "--%s takes no value", plain);
  if (g_hash_table_contains(typed->options, option->name))
    return command_fail(COMMAND_WRONG, "--%s is given twice", plain);
  g_hash_table_insert(typed->options, (gpointer)option->name, (gpointer)value);
  return COMMAND_DONE;
}

static int read_arguments(struct typed *typed, int argc, char **argv) {
  gboolean options = TRUE;
  for (int i = 1; i < argc; i++) {
    if (options && strcmp(argv[i], "--") == 0) {
      options = FALSE;
    } else if (options && g_str_has_prefix(argv[i], "--")) {
      int status = read_option(typed, argc, argv, &i);
      if (status != COMMAND_DONE) return status;
    } else {
      g_ptr_array_add(typed->words, argv[i]);
    }
  }
  return COMMAND_DONE;
}

static int check_call(const struct command *command, const struct command_call *call) {
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, call->options);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    if (!option_find(command->options, name) && !option_find(global, name))
      return command_fail(COMMAND_WRONG, "%s has no option --%s; see waakvlam %s --help", command->words, (char *)name,
                          command->words);
  for (const struct command_option *o = command->options; o && o->name; o++)
    if (o->required && !command_has(call, o->name))
      return command_fail(COMMAND_WRONG, "%s needs --%s %s", command->words, o->name, o->value ? o->value : "");
  int n = (int)call->arguments->len;
  if (n < command->least || (command->most >= 0 && n > command->most))
    return command_fail(COMMAND_WRONG, "usage: waakvlam %s %s", command->words, command->arguments);
  return COMMAND_DONE;
}

static int run_command(const struct typed *typed) {
  guint words = 0;
  const struct command *command = command_find(typed->words, &words);
  gboolean asks = g_hash_table_contains(typed->options, "help");
  if (!command && typed->words->len > 0 && help_group(g_ptr_array_index(typed->words, 0), asks ? stdout : stderr))
    return asks ? COMMAND_DONE : COMMAND_WRONG;
  if (!command)
    return command_fail(COMMAND_WRONG, "there is no command \"%s\"; see waakvlam help",
                        typed->words->len ? (char *)g_ptr_array_index(typed->words, 0) : "");
  g_autoptr(GPtrArray) arguments = g_ptr_array_new();
  for (guint i = words; i < typed->words->len; i++) g_ptr_array_add(arguments, g_ptr_array_index(typed->words, i));
  struct command_call call = {.options = typed->options, .arguments = arguments};
  if (command_has(&call, "help")) return help_command(command);
  call.data = command_get(&call, "data");
  if (!call.data) call.data = g_getenv("WAAKVLAM_DATA");
  if (!call.data) call.data = "data";
  call.now = command_get(&call, "now");
  call.json = command_has(&call, "json");
  gboolean answered = FALSE;
  call.answered = &answered;
  int status = check_call(command, &call);
  if (status == COMMAND_DONE) status = command->run(&call);
  /* A refusal is an answer too; its reason stands on standard error. */
  if (status == COMMAND_NO && !answered) command_answer(&call, json_pack("{s:b}", "done", 0));
  return status;
}

int command_main(int argc, char **argv) {
  setlocale(LC_ALL, "C.UTF-8"); /* bytes are UTF-8 whatever the terminal says; no number is ever formatted by locale */
  g_autoptr(GHashTable) options = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  struct typed typed = {options, words};
  int status = read_arguments(&typed, argc, argv);
  if (status != COMMAND_DONE) return status;
  gboolean asks = words->len > 0 && strcmp(g_ptr_array_index(words, 0), "help") == 0;
  if (g_hash_table_contains(options, "version"))
    status = help_version(g_hash_table_contains(options, "json"));
  else if (asks)
    status = help_about(words);
  else if (words->len == 0)
    status = help_overview(g_hash_table_contains(options, "help") ? COMMAND_DONE : COMMAND_WRONG);
  else
    status = run_command(&typed);
  if ((fflush(stdout) != 0 || ferror(stdout)) && status == COMMAND_DONE)
    return command_fail(COMMAND_SETUP, "standard output can't be written");
  return status;
}
