/* Channels that others wrote: what each fault of a program or a web address becomes, and that channels/FOREIGN.md tells
 * the protocol as it is. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "channels/foreign/foreign_codec.h"
#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define TOKEN "geheim&woord 42"

static char *speaker(const char *mode) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *here = g_canonicalize_filename(root ? root : ".", NULL);
  gboolean debian = g_file_test("/usr/bin/python3", G_FILE_TEST_IS_EXECUTABLE); /* no wrapper of a version manager */
  g_autofree char *python = debian ? g_strdup("/usr/bin/python3") : g_find_program_in_path("python3");
  return g_strdup_printf("%s '%s/tests/servers/speaker' %s", python, here, mode);
}

static void *program_of(const char *mode, const char *dry) {
  g_autoptr(GError) error = NULL;
  g_autofree char *command = speaker(mode);
  const char *seconds =
      g_str_equal(mode, "silent") || g_str_equal(mode, "drips") ? "1" : "20"; /* a machine may be busy */
  const char *const pairs[] = {"command", command, "timeout", seconds, "dry", dry, "option.*", "token=" TOKEN, NULL};
  void *state = sample_open(&channel_program, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static void *program(const char *mode) {
  return program_of(mode, "no");
}

/* -- verdicts of a program ----------------------------------------------------------------------------------------- */

struct fault {
  const char *mode;
  enum channel_verdict verdict;
  const char *says; /* in the reason */
};

static const struct fault faults[] = {
    {"good", CHANNEL_SENT, ""},
    {"dies", CHANNEL_UNKNOWN, "the program ended with status 1; it said: the plug was pulled"},
    {"crashes", CHANNEL_UNKNOWN, "the program ended by signal 11"},
    {"silent", CHANNEL_UNKNOWN, "no answer in time"},
    {"garbage", CHANNEL_UNKNOWN, "an answer that is no JSON object"},
    {"array", CHANNEL_UNKNOWN, "an answer that is no JSON object: JSON, but no object"},
    {"other-id", CHANNEL_UNKNOWN, "an answer to another question"},
    {"long", CHANNEL_UNKNOWN, "an answer longer than 1 MiB"},
    {"endless", CHANNEL_UNKNOWN, "an answer longer than 1 MiB"},
    {"flood", CHANNEL_UNKNOWN, "an answer longer than 1 MiB"},
    {"half", CHANNEL_UNKNOWN, "the program ended with status 5"},
    {"drips", CHANNEL_UNKNOWN, "no answer in time"},
    {"orphan-cries", CHANNEL_UNKNOWN, "the program ended with status 4"},
    {"orphan-stays", CHANNEL_UNKNOWN, "the program ended with status 4"},
    {"mumbles", CHANNEL_SENT, ""},
    {"no-verdict", CHANNEL_UNKNOWN, "an answer without what was asked for: verdict"},
    {"gone", CHANNEL_LATER, "the program ended with status 3"},
    {"unread", CHANNEL_LATER, "the program ended"},
    {"old", CHANNEL_LATER, "an introduction that doesn't fit: protocol: is not 1"},
    {"nameless", CHANNEL_LATER, "an introduction that doesn't fit: name, version"},
    {"kindless", CHANNEL_LATER, "an introduction that doesn't fit: kinds"},
    {"twice", CHANNEL_LATER, "an introduction that doesn't fit: options"},
    {"refuses", CHANNEL_LATER, "the settings were refused: token *** is not known"},
    {"noisy", CHANNEL_SENT, ""},
    {"volunteer", CHANNEL_SENT, ""},
    {"leaks", CHANNEL_NEVER, "*** was refused"},
    {"late", CHANNEL_LATER, "later"},
    {"look", CHANNEL_SENT, "LANG PATH; /; 0 1 2; True"},
};

static void count_lines(const char *domain, GLogLevelFlags level, const char *text, gpointer count) {
  (void)domain;
  (void)level;
  g_assert_null(strstr(text, "geheim"));
  ++*(guint *)count;
}

static void test_fault(gconstpointer data) {
  const struct fault *fault = data;
  guint lines = 0, log = g_log_set_handler("waakvlam", G_LOG_LEVEL_MESSAGE, count_lines, &lines);
  struct channel_message message = sample_message("sms");
  struct channel_result result = {0};
  int stray = open("/dev/null", O_RDONLY); /* a descriptor that somebody forgot to close on exec */
  void *state = program(fault->mode);
  channel_program.send(state, &message, &result);
  close(stray);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[fault->verdict]);
  g_assert_nonnull(strstr(result.reason, fault->says));
  g_assert_null(strstr(result.reason, "geheim"));
  g_assert_cmpint(result.retry_after, <=, 7 * 86400);
  g_assert_null(strchr(result.reference, '\n'));
  channel_result_clear(&result);
  channel_program.close(state);
  g_log_remove_handler("waakvlam", log);
  static const char *const loud[] = {"dies", "leaks", "noisy", NULL};
  if (g_str_equal(fault->mode, "orphan-cries") || g_str_equal(fault->mode, "mumbles"))
    g_assert_cmpuint(lines, <=, 40);
  else if (g_str_equal(fault->mode, "noisy"))
    g_assert_true(lines >= 20 && lines <= 40); /* 20 a question, and `close` is one too */
  else
    g_assert_cmpuint(lines, ==, g_strv_contains(loud, fault->mode) ? 1 : 0);
}

/* The same step is the same bytes, also by another process. */
static void test_same_bytes(void) {
  struct channel_message messages[] = {sample_message("sms"), sample_message("calendar")};
  for (gsize i = 0; i < G_N_ELEMENTS(messages); i++) {
    g_autofree char *first = NULL, *second = NULL;
    for (int round = 0; round < 2; round++) {
      void *state = program("good");
      g_assert_cmpint(sample_send(&channel_program, state, &messages[i], round ? &second : &first), ==, CHANNEL_SENT);
      channel_program.close(state);
    }
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpuint(strlen(first), ==, 64);
  }
}

static void test_kinds(void) {
  struct channel_message mail = sample_message("email"), text = sample_message("sms"), broken = text;
  g_autofree char *reason = NULL;
  void *state = program("good");
  g_assert_cmpint(sample_send(&channel_program, state, &mail, &reason), ==, CHANNEL_NEVER);
  g_assert_nonnull(strstr(reason, "speaker doesn't carry email"));
  broken.text = "\xff";
  g_assert_cmpint(sample_send(&channel_program, state, &broken, NULL), ==, CHANNEL_NEVER);
  channel_program.close(state);
  state = program_of("wet", "yes");
  g_assert_cmpint(sample_send(&channel_program, state, &text, NULL), ==, CHANNEL_NEVER); /* it would have been sent */
  channel_program.close(state);
}

/* At once after the first end, then not before a while: and the reason says so. */
static void test_rest(void) {
  struct channel_message message = sample_message("sms");
  void *state = program("gone");
  static const char *const says[] = {"the program ended with status 3", "the program ended with status 3",
                                     "the program ended too often and is started again later (in 1 s)"};
  for (gsize i = 0; i < G_N_ELEMENTS(says); i++) {
    g_autofree char *reason = NULL;
    g_assert_cmpint(sample_send(&channel_program, state, &message, &reason), ==, CHANNEL_LATER);
    g_assert_true(g_str_has_prefix(reason, says[i]));
  }
  g_usleep(1100000);
  g_autofree char *reason = NULL;
  g_assert_cmpint(sample_send(&channel_program, state, &message, &reason), ==, CHANNEL_LATER);
  g_assert_true(g_str_has_prefix(reason, says[0]));
  channel_program.close(state);
}

/* Nothing of it stays: not what ignores every sign, and not what it started itself. */
static void test_end(gconstpointer data) {
  struct channel_message message = sample_message("sms");
  g_autofree char *reason = NULL;
  void *state = program(data);
  g_assert_cmpint(sample_send(&channel_program, state, &message, &reason), ==, CHANNEL_SENT);
  channel_program.close(state);
  g_auto(GStrv) pids = g_strsplit(reason, " ", 2);
  for (char **pid = pids; *pid; pid++) {
    gint64 number = 0;
    g_assert_true(g_ascii_string_to_signed(*pid, 10, 0, G_MAXINT, &number, NULL));
    g_autofree char *path = g_strdup_printf("/proc/%d/cmdline", (int)number), *line = NULL;
    for (int i = 0; i < 50 && number && g_file_get_contents(path, &line, NULL, NULL) && *line; i++) {
      g_usleep(20000); /* a grandchild is taken away by another process */
      g_clear_pointer(&line, g_free);
    }
    g_assert_true(!number || !line || !*line);
  }
}

/* -- news ---------------------------------------------------------------------------------------------------------- */

struct box {
  GString *kept;
  guint room; /* so many more are kept */
};

static gboolean box_keep(void *user, const char *name, const void *bytes, gsize length) {
  struct box *box = user;
  if (box->room == 0) return FALSE;
  box->room--;
  g_string_append_printf(box->kept, "%s %.*s\n", name, (int)length, (const char *)bytes);
  return TRUE;
}

static char *collected(const struct channel *channel, void *state, guint room) {
  g_autoptr(GError) error = NULL;
  struct box box = {g_string_new(NULL), room};
  struct channel_collecting with = {.stop = -1, .keep = box_keep, .user = &box};
  channel->collect(state, &with, &error);
  g_assert_no_error(error);
  return g_string_free(box.kept, FALSE);
}

#define RECEIPT(n)                                                                                                     \
  "program {\"news\":[{\"kind\":\"receipt\",\"key\":\"key" n "\",\"state\":\"delivered\",\"reason\":\"\"}]}\n"
#define WORDS(text)                                                                                                    \
  "program {\"news\":[{\"kind\":\"text\",\"from\":\"+31612345678\",\"text\":\"" text "\",\"reason\":\"\"}]}\n"

/* What it gave between answers and what it was asked for; what was not kept comes again, and only what was is told. */
static void test_collect(void) {
  struct channel_message message = sample_message("sms");
  void *state = program("volunteer");
  g_assert_cmpint(sample_send(&channel_program, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *first = collected(&channel_program, state, 2), *then = collected(&channel_program, state, 9);
  g_assert_cmpstr(first, ==, RECEIPT("0") RECEIPT("1"));
  g_assert_cmpstr(then, ==, RECEIPT("2") RECEIPT("7") WORDS("") RECEIPT("7") WORDS("m0 m1"));
  g_autofree char *last = collected(&channel_program, state, 9);
  g_assert_cmpstr(last, ==, RECEIPT("7") WORDS("m0 m1 m2 m7 m7"));
  channel_program.close(state);
  state = program("few-verbs");
  g_autofree char *nothing = collected(&channel_program, state, 9);
  g_assert_cmpstr(nothing, ==, "");
  channel_program.close(state);
}

static void test_ask(void) {
  struct channel_result result = {0};
  static const struct {
    const char *mode;
    enum channel_verdict verdict;
  } rows[] = {{"good", CHANNEL_LATER},
              {"few-verbs", CHANNEL_UNKNOWN},
              {"gone", CHANNEL_UNKNOWN},
              {"dies-asked", CHANNEL_UNKNOWN}};
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    void *state = program(rows[i].mode);
    const struct channel_message message = sample_message("sms");
    channel_program.ask(state, &message, &result);
    g_assert_cmpint(result.verdict, ==, rows[i].verdict);
    g_assert_cmpstr(result.reason, !=, "");
    channel_result_clear(&result);
    channel_program.close(state);
  }
}

static const struct {
  const char *raw, *want; /* kind key reference state cause part from text; NULL = can't be read */
} hears[] = {
    {"{\"news\":[]}", ""},
    {"{\"news\":[{\"kind\":\"receipt\",\"key\":\"k\",\"reference\":\"r\",\"state\":\"failed\",\"part\":2}]}",
     "0 k r failed other 2  ;"},
    {"{\"news\":[{\"kind\":\"receipt\",\"state\":\"failed\",\"cause\":\"full\"},{\"kind\":\"call\",\"from\":\"+31\"}]}",
     "0   failed full 0  ;2     0 +31 ;"},
    {"{\"news\":[{\"kind\":\"text\",\"from\":\"a\",\"text\":\"hoi\\nja\",\"part\":-4,\"state\":\"sent\"}]}",
     "1     0 a hoi\nja;"},
    {"{\"news\":[{\"kind\":\"receipt\"},{\"kind\":\"fax\"},7,null]}", ""}, /* of a later protocol */
    {"{\"news\":[{\"kind\":\"text\",\"text\":\"hoi\"}]}", NULL},           /* nobody's words can't be matched */
    {"{\"news\":{}}", NULL},
    {"{}", NULL},
    {"[]", NULL},
    {"", NULL},
    {"{\"news\":[{\"kind\":\"text\",\"text\":\"\xff\"}]}", NULL},
};

static void test_hear(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(hears); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) got = g_string_new(NULL);
    GPtrArray *news = channel_http.hear(hears[i].raw, strlen(hears[i].raw), &error);
    g_assert_cmpint(news == NULL, ==, hears[i].want == NULL);
    if (!news) g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
    for (guint n = 0; news && n < news->len; n++) {
      const struct channel_news *item = news->pdata[n];
      g_string_append_printf(got, "%d %s %s %s %s %d %s %s;", (int)item->kind, item->key, item->reference, item->state,
                             item->cause, item->part, item->from, item->text);
    }
    if (news) g_assert_cmpstr(got->str, ==, hears[i].want);
    g_clear_pointer(&news, g_ptr_array_unref);
  }
}

/* -- a web address ------------------------------------------------------------------------------------------------- */

#define SECRET "een-lang-geheim-woord"

struct far {
  const char *name;
  const char *status; /* line and headers, without Content-Length; NULL = it falls silent */
  const char *body;
  enum channel_verdict verdict;
  const char *says;
};

static const struct far fars[] = {
    {"sent", "200 OK", "{\"id\":\"send-" SAMPLE_KEY "\",\"verdict\":\"sent\",\"reason\":\"taken\"}", CHANNEL_SENT,
     "taken"},
    {"later", "200 OK", "{\"id\":\"send-" SAMPLE_KEY "\",\"verdict\":\"later\",\"reason\":\"full\"}", CHANNEL_LATER,
     "full"},
    {"secret", "200 OK", "{\"id\":\"send-" SAMPLE_KEY "\",\"verdict\":\"never\",\"reason\":\"" SECRET "\"}",
     CHANNEL_NEVER, "***"},
    {"other", "200 OK", "{\"id\":\"send-x\",\"verdict\":\"sent\"}", CHANNEL_UNKNOWN, "an answer to another question"},
    {"no json", "200 OK", "<html>" SECRET, CHANNEL_UNKNOWN, "an answer that is no JSON object: 200 <html>***"},
    {"no verdict", "200 OK", "{\"id\":\"send-" SAMPLE_KEY "\"}", CHANNEL_UNKNOWN,
     "without what was asked for: verdict"},
    {"accepted", "202 Accepted", "{}", CHANNEL_UNKNOWN, "202"},
    {"moved", "302 Found\r\nLocation: http://127.0.0.1:1/", "", CHANNEL_LATER, "not taken"},
    {"refused", "400 Bad Request", "no", CHANNEL_NEVER, "refused: 400 no"},
    {"signing in", "401 Unauthorized", SECRET, CHANNEL_LATER, "signing in refused; see secret: 401 ***"},
    {"nothing", "404 Not Found", "", CHANNEL_LATER, "nothing there"},
    {"fast", "429 Too Many Requests\r\nRetry-After: 90", "", CHANNEL_LATER, "too fast"},
    {"broken", "500 Internal Server Error", "", CHANNEL_LATER, "out of order"},
    {"busy", "503 Service Unavailable", "", CHANNEL_LATER, "out of order"},
    {"proxy", "504 Gateway Timeout", "", CHANNEL_UNKNOWN, "behind the proxy"},
    {"silent", NULL, NULL, CHANNEL_UNKNOWN, "no answer after the request had left"},
};

static void *address(int port) {
  g_autoptr(GError) error = NULL;
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/waakvlam", port);
  const char *const pairs[] = {"url", url, "secret", SECRET, "timeout", "2", NULL};
  void *state = sample_open(&channel_http, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static void test_far(gconstpointer data) {
  const struct far *far = data;
  struct channel_message message = sample_message("sms");
  struct channel_result result = {0};
  g_autofree char *reply = far->status ? g_strdup_printf("HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s", far->status,
                                                         strlen(far->body), far->body)
                                       : g_strdup(STUB_FALL_SILENT);
  const struct stub_step script[] = {{"\"queued\"", reply}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = address(stub->port);
  channel_http.send(state, &message, &result);
  g_autofree char *heard = stub_heard(stub);
  g_assert_cmpstr(channel_verdict_names[result.verdict], ==, channel_verdict_names[far->verdict]);
  g_assert_nonnull(strstr(result.reason, far->says));
  g_assert_null(strstr(result.reason, SECRET));
  g_assert_nonnull(strstr(heard, "\r\nAuthorization: Bearer " SECRET "\r\n"));
  g_assert_nonnull(strstr(heard, "\r\nIdempotency-Key: " SAMPLE_KEY "\r\n"));
  if (g_str_equal(far->name, "fast")) g_assert_cmpint(result.retry_after, ==, 90);
  channel_result_clear(&result);
  if (far->status) { /* a second try is the same bytes */
    channel_http.send(state, &message, &result);
    g_autofree char *both = stub_heard(stub), *twice = g_strconcat(heard, heard, NULL);
    g_assert_cmpstr(both, ==, twice);
    channel_result_clear(&result);
  }
  channel_http.close(state);
  stub_stop(stub);
}

static const char *bearer(void *user, const char *name) {
  g_assert_cmpstr(name, ==, "Authorization");
  return user;
}

static void test_knock(void) {
  static const struct {
    const char *header;
    enum channel_knock verdict;
  } rows[] = {{"Bearer " SECRET, CHANNEL_KNOCK_TAKEN},       {"bearer " SECRET, CHANNEL_KNOCK_TAKEN},
              {"Bearer " SECRET "x", CHANNEL_KNOCK_REFUSED}, {"Bearer ", CHANNEL_KNOCK_REFUSED},
              {"Basic " SECRET, CHANNEL_KNOCK_REFUSED},      {NULL, CHANNEL_KNOCK_REFUSED}};
  void *state = address(1);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct channel_post post = {"POST", "", "{}", 2, bearer, (void *)rows[i].header};
    char *answer = NULL;
    g_assert_cmpint(channel_http.knock(state, &post, &answer), ==, rows[i].verdict);
    g_assert_null(answer);
  }
  channel_http.close(state);
}

static void test_settings(void) {
  static const struct {
    const struct channel *channel;
    const char *name, *value;
  } rows[] = {
      {&channel_program, "command", "echo hi"},     {&channel_program, "command", "/bin/sh 'open"},
      {&channel_program, "command", "'' x"},        {&channel_program, "timeout", "0"},
      {&channel_program, "dry", "perhaps"},         {&channel_http, "url", "ftp://x/"},
      {&channel_http, "url", "http://u:p@x/"},      {&channel_http, "secret", "kort"},
      {&channel_http, "secret", SECRET "\r\nX: y"}, {&channel_http, "timeout", "601"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    const char *const pairs[] = {rows[i].name, rows[i].value, "command", "/bin/true", "url",
                                 "http://x/",  "secret",      SECRET,    NULL};
    g_assert_null(sample_open(rows[i].channel, pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_true(g_str_has_prefix(error->message, rows[i].name));
  }
}

/* -- the page ------------------------------------------------------------------------------------------------------ */

static void expect(const char *page, const char *heading, const char *table) {
  g_autofree char *want = g_strdup_printf("\n### %s\n", heading);
  const char *at = strstr(page, want);
  if (!at) g_error("channels/FOREIGN.md has no heading \"### %s\"", heading);
  const char *next = strstr(at + 1, "\n### ");
  g_autofree char *own = next ? g_strndup(at, (gsize)(next - at)) : g_strdup(at),
                  *section = g_strconcat(own, "\n", NULL);
  const char *rows = strstr(section, "\n| ");
  const char *end = rows ? strstr(rows, "|\n\n") : NULL;
  g_autofree char *shown = end ? g_strndup(rows + 1, (gsize)(end - rows) + 1) : g_strdup("");
  g_assert_cmpstr(shown, ==, table);
}

static void page_of_object(const char *page, const char *object) {
  g_autoptr(GString) table = g_string_new("| field | type | | |\n| --- | --- | --- | --- |\n");
  for (const struct foreign_field *f = foreign_fields; f->object; f++)
    if (g_str_equal(f->object, object))
      g_string_append_printf(table, "| `%s` | %s | %s | %s |\n", f->name, f->type, f->required ? "always" : "",
                             f->help);
  expect(page, object, table->str);
}

/* Every table of the page is the table of the program; one that is added here is missed there. */
static void test_page(void) {
  const char *root = g_getenv("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename(root ? root : ".", "channels", "FOREIGN.md", NULL), *page = NULL;
  g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
  g_autoptr(GString) verbs = g_string_new("| verb | goes along | answer | |\n| --- | --- | --- | --- |\n");
  for (const struct foreign_verb *v = foreign_verbs; v->name; v++)
    g_string_append_printf(verbs, "| `%s` | %s | %s | %s%s |\n", v->name, v->carries, v->answer, v->help,
                           v->listed ? " (only when listed in `verbs`)" : "");
  expect(page, "verbs", verbs->str);
  for (const struct foreign_field *f = foreign_fields; f->object; f++)
    if (f == foreign_fields || !g_str_equal(f->object, f[-1].object)) page_of_object(page, f->object);
  g_autoptr(GString) failures = g_string_new("| in the reason | look at |\n| --- | --- |\n");
  for (int i = 1; i < FOREIGN_FAULTS; i++)
    g_string_append_printf(failures, "| %s | %s |\n", foreign_failures[i].text, foreign_failures[i].help);
  expect(page, "errors", failures->str);
}

/* Mail that may be turned off says where; other mail has no such field, and a line end in it never leaves. */
static void test_unsubscribe(void) {
  struct channel_message message = sample_message("email");
  g_autofree char *owed = foreign_codec_send(&message, FALSE, NULL);
  message.unsubscribe_url = "https://waakvlam.dekruin.example/afmelden/a-b";
  message.unsubscribe_mail = "antwoord@dekruin.example";
  g_autofree char *line = foreign_codec_send(&message, FALSE, NULL);
  g_assert_null(strstr(owed, "unsubscribe"));
  g_assert_nonnull(strstr(line, "\"unsubscribe_url\":\"https://waakvlam.dekruin.example/afmelden/a-b\""));
  g_assert_nonnull(strstr(line, "\"unsubscribe_mail\":\"antwoord@dekruin.example\""));
  message.unsubscribe_url = "https://waakvlam.dekruin.example/\r\nBcc: x";
  g_assert_null(foreign_codec_send(&message, FALSE, NULL));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  sample_table("/foreign/program/", faults, sizeof *faults, G_N_ELEMENTS(faults), test_fault);
  g_test_add_func("/foreign/unsubscribe", test_unsubscribe);
  g_test_add_func("/foreign/same_bytes", test_same_bytes);
  g_test_add_func("/foreign/kinds", test_kinds);
  g_test_add_func("/foreign/rest", test_rest);
  g_test_add_data_func("/foreign/end/stubborn", "stubborn", test_end);
  g_test_add_data_func("/foreign/end/parent", "parent", test_end);
  g_test_add_func("/foreign/collect", test_collect);
  g_test_add_func("/foreign/ask", test_ask);
  g_test_add_func("/foreign/hear", test_hear);
  sample_table("/foreign/http/", fars, sizeof *fars, G_N_ELEMENTS(fars), test_far);
  g_test_add_func("/foreign/knock", test_knock);
  g_test_add_func("/foreign/settings", test_settings);
  g_test_add_func("/foreign/page", test_page);
  return g_test_run();
}
