/* The command line: one const table declares every command, and parsing, help and dispatch follow from it.
 *
 * A command gets a struct command_call: what was typed, the moment, where to write. It answers an exit status of the
 * contract and, with --json, exactly one document on standard output; diagnostics go to standard error, always. */
#ifndef SCHEDULER_COMMAND_COMMAND_H
#define SCHEDULER_COMMAND_COMMAND_H

#include <glib.h>
#include <jansson.h>

enum command_exit {
  COMMAND_DONE = 0,
  COMMAND_NO = 1,    /* done, and the answer is no */
  COMMAND_WRONG = 2, /* the call was wrong */
  COMMAND_SETUP = 3, /* configuration or environment */
  COMMAND_STORE = 4, /* the store refused or is damaged */
  COMMAND_INTERRUPTED = 5
};

struct command_option {
  const char *name;  /* "organisation": typed as --organisation */
  const char *value; /* what follows it, for help: "ID"; NULL = a flag */
  const char *help;
  gboolean required;
};

struct command_call {
  const char *data; /* DIR */
  const char *now;  /* as typed, or NULL */
  gboolean json;
  gboolean *answered;   /* becomes TRUE when the document is printed */
  GHashTable *options;  /* name → value ("" for flags); borrowed strings of argv */
  GPtrArray *arguments; /* what is no option, without the command's own words */
};

struct command {
  const char *words;                    /* "cohort start" */
  const char *arguments;                /* "NAME", for help; "" = none */
  int least, most;                      /* how many arguments */
  const char *summary;                  /* one line */
  const struct command_option *options; /* ends with name NULL */
  int (*run)(struct command_call *call);
};

/* Every command, ends with words NULL. */
extern const struct command command_table[];

int command_main(int argc, char **argv);

/* The value of an option, or NULL. */
const char *command_get(const struct command_call *call, const char *option);
gboolean command_has(const struct command_call *call, const char *option);
const char *command_argument(const struct command_call *call, guint n);

/* "waakvlam: TEXT" on standard error; returns `status`, so that a command can `return command_fail(…)`. */
int command_fail(int status, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same from a GError of any room; picks the status by its domain and code. Clears the error. */
int command_fail_error(GError **error);

/* Prints the document with --json; else nothing. Takes the reference. */
void command_answer(const struct command_call *call, json_t *document);
/* The same for a document with lists too long for memory: its head, then list after list, item by item, then the end.
 */
struct command_long {
  const struct command_call *call;
  guint items; /* of the list at hand */
};
struct command_long command_long_begin(const struct command_call *call, const json_t *head); /* has a member or more */
void command_long_list(struct command_long *answer, const char *name);
void command_long_item(struct command_long *answer, const json_t *item);
void command_long_list_end(struct command_long *answer);
void command_long_end(struct command_long *answer);
/* A table of the objects in `rows`: `columns` is "key:HEADING key:HEADING …". Only without --json. */
void command_table_print(const struct command_call *call, const json_t *rows, const char *columns);
/* One line for people, only without --json. */
void command_say(const struct command_call *call, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
