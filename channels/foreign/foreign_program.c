/* "program": a channel that somebody else wrote, as a program that speaks JSON lines (channels/FOREIGN.md).
 *
 * It is started at the first question and kept; after a fault it is ended, and started again at the next question: at
 * once the first time, later and later when it goes on failing. The program decides nothing about retries: whether a
 * request had left decides between `unknown` and `later`, as with every channel. */
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "channels/foreign/foreign_codec.h"
#include "channels/foreign/foreign_process.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/reason.h"

enum {
  HELLO_SECONDS = 10,
  CLOSE_SECONDS = 2,
  LONGEST_REST = 300,  /* seconds between two starts */
  UNASKED_MAX = 10000, /* news that it gave by itself and that wait for collect */
  ROUNDS_MAX = 20,     /* of collect, at FOREIGN_NEWS_MAX each */
  POLL_SECONDS = 60,
  LOG_MAX = 20 /* lines of standard error that are shown for one question */
};

struct program {
  char **argv;
  GHashTable *values; /* option → value */
  int timeout, stop;  /* stop: a descriptor that ends the waiting while it collects; -1 = none */
  gboolean dry;
  struct foreign_process *process; /* NULL = not running */
  struct foreign_hello *hello;     /* of the one that runs, or ran last */
  struct channel_profile profile;
  GPtrArray *secrets;     /* ends with NULL; borrowed from values */
  GPtrArray *raw, *marks; /* news that wait for collect */
  int rest;               /* timer: runs while it may not be started again */
  guint failures;         /* since the last good answer */
  char *why, *words;      /* the last fault; the last line on standard error since the last start, "" = none */
};

static const struct channel_option options[] = {
    {"command", NULL, FALSE, "the program, by its whole path, and its arguments; no shell reads it"},
    {"timeout", "30", FALSE, "seconds for one request, 1 to 600"},
    {"dry", "no", FALSE, "yes: the program does everything but send, for trying it"},
    {"option.*", "", TRUE, "what the program itself wants to know: option.NAME, see waakvlam channel check"},
    {NULL, NULL, FALSE, NULL},
};

/* -- opening -------------------------------------------------------------------------------------------------------
 */

static char **read_command(const char *command, GError **error) {
  char **argv = NULL;
  if (g_shell_parse_argv(command, NULL, &argv, NULL) && g_path_is_absolute(argv[0])) return argv;
  g_strfreev(argv);
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING,
                      "command: must begin with the whole path of a program, and its quotes must be closed");
  return NULL;
}

/* Lines "name=value". */
static GHashTable *read_values(const char *lines) {
  GHashTable *values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
  for (char **line = all; *line; line++) {
    char *value = strchr(*line, '=');
    if (value) g_hash_table_insert(values, g_strndup(*line, (gsize)(value - *line)), g_strdup(value + 1));
  }
  return values;
}

static void *program_open(channel_setting setting, void *user, GError **error) {
  static const char *const yes_no[] = {"yes", "no", NULL};
  const char *command = options_required(setting, user, "command", error);
  int timeout = command ? options_number(setting, user, "timeout", 1, 600, error) : -1;
  if (timeout < 0 || !options_one_of(setting, user, "dry", yes_no, error)) return NULL;
  char **argv = read_command(command, error);
  if (!argv) return NULL;
  struct program *program = g_new0(struct program, 1);
  program->argv = argv;
  program->timeout = timeout;
  program->stop = -1;
  program->dry = g_str_equal(options_text(setting, user, "dry"), "yes");
  program->values = read_values(options_text(setting, user, "option.*"));
  program->secrets = g_ptr_array_new();
  g_ptr_array_add(program->secrets, NULL);
  program->raw = g_ptr_array_new_with_free_func(g_free);
  program->marks = g_ptr_array_new_with_free_func(g_free);
  program->rest = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  program->why = g_strdup("");
  program->words = g_strdup("");
  return program;
}

/* -- one question --------------------------------------------------------------------------------------------------
 */

struct question {
  struct program *program;
  const char *id; /* NULL: nothing is asked, news are waited for */
  json_t *answer;
  enum foreign_fault fault;
  char *detail;
  int lines;
};

static const char *const *secrets_of(const struct program *program) {
  return (const char *const *)program->secrets->pdata;
}

static void set_text(char **field, char *text) {
  g_free(*field);
  *field = text;
}

static gboolean hear_words(struct question *question, const char *line, gsize length) {
  struct program *program = question->program;
  if (length == 0 || question->lines++ >= LOG_MAX) return TRUE;
  set_text(&program->words, reason_line(line, length, secrets_of(program)));
  g_log("waakvlam", G_LOG_LEVEL_MESSAGE, "%s: %s", program->argv[0], program->words);
  return TRUE;
}

static gboolean wrong(struct question *question, enum foreign_fault fault) {
  question->fault = fault;
  return FALSE;
}

/* News are given between answers whenever it likes; all else must be the answer to what was asked. */
static gboolean hear_line(void *user, gboolean error, const char *line, gsize length) {
  struct question *question = user;
  struct program *program = question->program;
  if (error) return hear_words(question, line, length);
  json_t *object = foreign_codec_read(line, length, &question->detail);
  if (!object) return wrong(question, FOREIGN_NO_JSON);
  if (!json_object_get(object, "id") &&
      foreign_codec_read_news(object, secrets_of(program), program->raw, program->marks)) {
    json_decref(object);
    if (program->raw->len > UNASKED_MAX) return wrong(question, FOREIGN_TOO_LONG);
    return question->id != NULL;
  }
  const char *id = json_string_value(json_object_get(object, "id"));
  if (question->id && g_strcmp0(id, question->id) == 0) {
    question->answer = object;
    return FALSE;
  }
  json_decref(object);
  return wrong(question, FOREIGN_OTHER_ID);
}

static void rest_a_while(struct program *program) {
  program->failures++;
  guint power = MIN(program->failures, 12u);
  struct itimerspec when = {.it_value.tv_sec = power < 2 ? 0 : MIN(1 << (power - 2), LONGEST_REST)};
  timerfd_settime(program->rest, 0, &when, NULL);
}

/* After a fault nobody knows where in its work it is: it is ended, and its successor starts clean. */
static void give_up(struct program *program, enum foreign_fault fault, const char *detail) {
  g_autofree char *ended = program->process ? foreign_process_end(program->process, CLOSE_SECONDS) : g_strdup("");
  program->process = NULL;
  const char *behind = fault == FOREIGN_ENDED ? ended : detail ? detail : "";
  set_text(&program->why, g_strdup_printf("%s%s%s%s%s", foreign_failures[fault].text,
                                          !*behind                 ? ""
                                          : fault == FOREIGN_ENDED ? " "
                                                                   : ": ",
                                          behind, *program->words ? "; it said: " : "", program->words));
  rest_a_while(program);
}

/* FOREIGN_FINE and *answer, or a fault and `why`. *written: the request may have been read. */
static enum foreign_fault put_question(struct program *program, const char *request, const char *id, int seconds,
                                       json_t **answer, gboolean *written) {
  struct question question = {.program = program, .id = id};
  enum foreign_fault fault =
      foreign_process_talk(program->process, request, seconds, program->stop, hear_line, &question, written);
  if (fault == FOREIGN_FINE) fault = question.fault;
  if (fault != FOREIGN_FINE) give_up(program, fault, question.detail);
  g_free(question.detail);
  *answer = question.answer;
  return fault;
}

static enum foreign_fault ask_plain(struct program *program, const char *verb, int seconds, json_t **answer) {
  gboolean written;
  g_autofree char *request = foreign_codec_plain(verb);
  return put_question(program, request, verb, seconds, answer, &written);
}

/* -- starting ------------------------------------------------------------------------------------------------------
 */

static const struct channel_option *declared(const struct program *program) {
  return (const struct channel_option *)(const void *)program->hello->options->data;
}

/* The option that is set and was not declared, or must be set and isn't; NULL = all is well. Caller frees. */
static char *misfit(const struct program *program) {
  GHashTableIter each;
  gpointer name;
  g_hash_table_iter_init(&each, program->values);
  while (g_hash_table_iter_next(&each, &name, NULL)) {
    const struct channel_option *o = declared(program);
    while (o->name && !g_str_equal(o->name, name)) o++;
    if (!o->name) return g_strdup_printf("option.%s: the program has no such option", (const char *)name);
  }
  for (const struct channel_option *o = declared(program); o->name; o++)
    if (!o->fallback && !g_hash_table_contains(program->values, o->name))
      return g_strdup_printf("option.%s: is not set", o->name);
  return NULL;
}

static void take_hello(struct program *program, struct foreign_hello *hello) {
  foreign_codec_hello_free(program->hello);
  program->hello = hello;
  g_ptr_array_set_size(program->secrets, 0);
  for (const struct channel_option *o = declared(program); o->name; o++) {
    char *value = o->secret ? g_hash_table_lookup(program->values, o->name) : NULL;
    if (value && *value) g_ptr_array_add(program->secrets, value);
  }
  g_ptr_array_add(program->secrets, NULL);
  program->profile =
      (struct channel_profile){hello->name, hello->version, hello->abilities, hello->kinds, declared(program)};
}

static enum foreign_fault introduce(struct program *program) {
  json_t *answer = NULL;
  enum foreign_fault fault = ask_plain(program, "hello", HELLO_SECONDS, &answer);
  if (fault != FOREIGN_FINE) return fault;
  g_autofree char *detail = NULL;
  struct foreign_hello *hello = foreign_codec_read_hello(answer, &detail);
  json_decref(answer);
  if (hello) take_hello(program, hello);
  fault = hello ? FOREIGN_REFUSED : FOREIGN_BAD_HELLO;
  if (hello) detail = misfit(program);
  if (!detail) return FOREIGN_FINE;
  give_up(program, fault, detail);
  return fault;
}

static enum foreign_fault hand_settings(struct program *program) {
  json_t *answer = NULL;
  gboolean written;
  g_autofree char *request = foreign_codec_open(program->hello, program->values), *detail = NULL;
  enum foreign_fault fault = put_question(program, request, "open", HELLO_SECONDS, &answer, &written);
  if (fault != FOREIGN_FINE) return fault;
  gboolean ok = foreign_codec_read_done(answer, secrets_of(program), &detail);
  json_decref(answer);
  if (ok) return FOREIGN_FINE;
  give_up(program, FOREIGN_REFUSED, detail);
  return FOREIGN_REFUSED;
}

static int rest_left(const struct program *program) {
  struct itimerspec left = {0};
  timerfd_gettime(program->rest, &left);
  return (int)left.it_value.tv_sec + (left.it_value.tv_nsec > 0);
}

static enum foreign_fault ready(struct program *program) {
  if (program->process) return FOREIGN_FINE;
  if (rest_left(program) > 0) return FOREIGN_WAITING; /* `why` is still that of the last end */
  g_autofree char *detail = NULL;
  set_text(&program->words, g_strdup(""));
  program->process = foreign_process_start(program->argv, &detail);
  if (!program->process) {
    give_up(program, FOREIGN_NOT_STARTED, detail);
    return FOREIGN_NOT_STARTED;
  }
  enum foreign_fault fault = introduce(program);
  return fault == FOREIGN_FINE ? hand_settings(program) : fault;
}

/* Caller frees. */
static char *words_of(const struct program *program, enum foreign_fault fault) {
  if (fault != FOREIGN_WAITING) return g_strdup(program->why);
  return g_strdup_printf("%s (in %d s): %s", foreign_failures[fault].text, rest_left(program), program->why);
}

static gboolean fail(const struct program *program, enum foreign_fault fault, GError **error) {
  g_autofree char *words = words_of(program, fault);
  g_set_error_literal(error, CHANNEL_ERROR,
                      fault == FOREIGN_REFUSED ? CHANNEL_ERROR_SETTING : CHANNEL_ERROR_UNREACHABLE, words);
  return FALSE;
}

/* -- the verbs -----------------------------------------------------------------------------------------------------
 */

/* What it answered for a message; a fault is `unknown` once the request had left. */
static void judge(struct program *program, const char *request, const char *id, struct channel_result *result) {
  json_t *answer = NULL;
  gboolean written = FALSE;
  enum foreign_fault fault = put_question(program, request, id, program->timeout, &answer, &written);
  if (fault != FOREIGN_FINE) {
    channel_result_set(result, written ? CHANNEL_UNKNOWN : CHANNEL_LATER, "%s", program->why);
    return;
  }
  if (foreign_codec_read_verdict(answer, secrets_of(program), result)) program->failures = 0;
  json_decref(answer);
}

static gboolean carries(const struct program *program, const char *kind) {
  g_auto(GStrv) kinds = g_strsplit(program->hello->kinds, " ", -1);
  return g_strv_contains((const char *const *)kinds, kind);
}

static void program_send(void *state, const struct channel_message *message, struct channel_result *result) {
  struct program *program = state;
  g_autoptr(GError) error = NULL;
  g_autofree char *request = foreign_codec_send(message, program->dry, &error);
  g_autofree char *id = foreign_codec_id("send", message->key);
  enum foreign_fault fault = request ? ready(program) : FOREIGN_FINE;
  if (fault != FOREIGN_FINE) {
    g_autofree char *words = words_of(program, fault);
    channel_result_set(result, CHANNEL_LATER, "%s", words);
    result->retry_after = rest_left(program);
  } else if (!request)
    channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
  else if (!carries(program, message->channel))
    channel_result_set(result, CHANNEL_NEVER, "%s doesn't carry %s", program->hello->name, message->channel);
  else if (program->dry && !program->hello->dry)
    channel_result_set(result, CHANNEL_NEVER, "%s doesn't know dry", program->hello->name);
  else
    judge(program, request, id, result);
}

static void program_ask(void *state, const struct channel_message *message, struct channel_result *result) {
  const char *key = message->key;
  struct program *program = state;
  g_autofree char *request = foreign_codec_ask(key), *id = foreign_codec_id("ask", key);
  enum foreign_fault fault = ready(program);
  if (fault != FOREIGN_FINE) {
    g_autofree char *words = words_of(program, fault);
    channel_result_set(result, CHANNEL_UNKNOWN, "%s", words);
  } else if (!foreign_codec_can(program->hello, "ask")) {
    channel_result_set(result, CHANNEL_UNKNOWN, "%s can't be asked", program->hello->name);
  } else {
    judge(program, request, id, result);
    /* no answer says nothing about the message */
    if (!program->process) result->verdict = CHANNEL_UNKNOWN;
  }
}

static gboolean program_check(void *state, GError **error) {
  struct program *program = state;
  json_t *answer = NULL;
  enum foreign_fault fault = ready(program);
  if (fault == FOREIGN_FINE) fault = ask_plain(program, "check", program->timeout, &answer);
  if (fault != FOREIGN_FINE) return fail(program, fault, error);
  g_autofree char *reason = NULL;
  gboolean ok = foreign_codec_read_done(answer, secrets_of(program), &reason);
  json_decref(answer);
  if (ok) program->failures = 0;
  if (!ok) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reason);
  return ok;
}

static const struct channel_profile *program_profile(void *state, GError **error) {
  struct program *program = state;
  enum foreign_fault fault = ready(program);
  if (fault == FOREIGN_FINE) return &program->profile;
  fail(program, fault, error);
  return NULL;
}

/* -- what it says by itself ----------------------------------------------------------------------------------------
 */

/* What was kept is taken off, with its marks, and the program is told. */
static gboolean keep_news(struct program *program, const struct channel_collecting *with, GError **error) {
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
  while (program->raw->len > 0) {
    const char *raw = program->raw->pdata[0];
    if (!with->keep(with->user, "program", raw, strlen(raw))) break;
    char *mark = g_ptr_array_steal_index(program->marks, 0);
    g_ptr_array_remove_index(program->raw, 0);
    if (*mark)
      g_ptr_array_add(kept, mark);
    else
      g_free(mark);
  }
  if (kept->len == 0 || !foreign_codec_can(program->hello, "kept")) return TRUE;
  json_t *answer = NULL;
  gboolean written;
  g_autofree char *request = foreign_codec_kept(kept);
  enum foreign_fault fault = put_question(program, request, "kept", program->timeout, &answer, &written);
  json_decref(answer);
  return fault == FOREIGN_FINE || fail(program, fault, error);
}

/* Without `collect` among its verbs: what it has given by itself until now. */
static enum foreign_fault fetch(struct program *program, guint *came) {
  guint before = program->raw->len;
  json_t *answer = NULL;
  enum foreign_fault fault = FOREIGN_FINE;
  if (foreign_codec_can(program->hello, "collect")) {
    fault = ask_plain(program, "collect", program->timeout, &answer);
    before = program->raw->len;
    if (fault == FOREIGN_FINE && !foreign_codec_read_news(answer, secrets_of(program), program->raw, program->marks)) {
      give_up(program, FOREIGN_BAD_ANSWER, "news");
      fault = FOREIGN_BAD_ANSWER;
    }
    json_decref(answer);
  } else {
    gboolean written;
    struct question question = {.program = program};
    do {
      fault = foreign_process_talk(program->process, NULL, 0, -1, hear_line, &question, &written);
      if (fault == FOREIGN_FINE) fault = question.fault;
    } while (fault == FOREIGN_FINE);
    if (fault == FOREIGN_SILENT)
      fault = FOREIGN_FINE;
    else
      give_up(program, fault, question.detail);
    g_free(question.detail);
  }
  *came = program->raw->len - before;
  return fault;
}

static gboolean collect_all(struct program *program, const struct channel_collecting *with, GError **error) {
  enum foreign_fault fault = ready(program);
  guint came = FOREIGN_NEWS_MAX;
  for (int round = 0; fault == FOREIGN_FINE && came >= FOREIGN_NEWS_MAX && round < ROUNDS_MAX; round++) {
    fault = fetch(program, &came);
    if (fault == FOREIGN_FINE && !keep_news(program, with, error)) return FALSE;
  }
  if (fault == FOREIGN_FINE) program->failures = 0;
  return fault == FOREIGN_FINE || fail(program, fault, error);
}

static gboolean program_collect(void *state, const struct channel_collecting *with, GError **error) {
  struct program *program = state;
  program->stop = with->stop;
  gboolean ok = collect_all(program, with, error);
  program->stop = -1;
  return ok;
}

static gboolean program_wait(void *state, int seconds, int stop, GError **error) {
  struct program *program = state;
  enum foreign_fault fault = ready(program);
  if (fault != FOREIGN_FINE) return fail(program, fault, error);
  gboolean written;
  struct question question = {.program = program};
  if (program->raw->len > 0 || seconds < 1) return TRUE;
  /* who can be asked may say nothing by itself */
  if (foreign_codec_can(program->hello, "collect")) seconds = MIN(seconds, POLL_SECONDS);
  fault = foreign_process_talk(program->process, NULL, seconds, stop, hear_line, &question, &written);
  if (fault == FOREIGN_FINE) fault = question.fault;
  if (fault != FOREIGN_FINE && fault != FOREIGN_SILENT) give_up(program, fault, question.detail);
  g_free(question.detail);
  return fault == FOREIGN_FINE || fault == FOREIGN_SILENT || fail(program, fault, error);
}

static void program_close(void *state) {
  struct program *program = state;
  json_t *answer = NULL;
  if (program->process) ask_plain(program, "close", CLOSE_SECONDS, &answer);
  json_decref(answer);
  if (program->process) g_free(foreign_process_end(program->process, CLOSE_SECONDS));
  foreign_codec_hello_free(program->hello);
  g_ptr_array_unref(program->secrets);
  g_ptr_array_unref(program->raw);
  g_ptr_array_unref(program->marks);
  g_hash_table_unref(program->values);
  if (program->rest >= 0) close(program->rest);
  g_strfreev(program->argv);
  g_free(program->why);
  g_free(program->words);
  g_free(program);
}

/* The kinds and abilities are all that a program may have; what this one has is in its profile. */
const struct channel channel_program = {
    .name = "program",
    .version = FOREIGN_PROTOCOL,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_MAIL | CHANNEL_CAN_INVITE | CHANNEL_CAN_PRINT | CHANNEL_CAN_RECEIPT |
                 CHANNEL_CAN_HEAR,
    .kinds = "sms email calendar letter",
    .options = options,
    .open = program_open,
    .send = program_send,
    .check = program_check,
    .close = program_close,
    .ask = program_ask,
    .hear = foreign_codec_hear,
    .collect = program_collect,
    .wait = program_wait,
    .profile = program_profile,
};
