/* Mail out, against far sides that refuse, wait, fall silent and hang up at every point of the talk. */
#include "channels/registry.h"
#include "channels/transport/quiet.h"
#include "channels/transport/reason.h"
#include "channels/transport/smtp.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define HELLO                                                                                                          \
  {"", "220 stub\r\n"}, {                                                                                              \
    "EHLO ", "250-stub\r\n250 SIZE 1000000\r\n"                                                                        \
  }
#define SENDER                                                                                                         \
  { "MAIL FROM:", "250 ok\r\n" }
#define RECIPIENT                                                                                                      \
  { "RCPT TO:", "250 ok\r\n" }
#define DATA                                                                                                           \
  { "DATA\r\n", "354 go on\r\n" }
#define BODY                                                                                                           \
  { "\r\n.\r\n", "250 2.0.0 Ok: queued as 4XyZ12\r\n" }
#define BYE                                                                                                            \
  {"QUIT", "221 bye\r\n"}, {                                                                                           \
    NULL, NULL                                                                                                         \
  }

static void *open_at(const struct channel *channel, int port) {
  g_autofree char *number = g_strdup_printf("%d", port);
  const char *pairs[] = {"host",    "127.0.0.1", "port", number,         "tls", "none",
                         "timeout", "1",         "helo", "test.example", NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(channel, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static const struct ending {
  const char *name;
  enum channel_verdict verdict;
  const char *word; /* in the reason */
  struct stub_step script[10];
} endings[] = {
    {"sent", CHANNEL_SENT, "queued as", {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE}},
    {"greeting-4xx", CHANNEL_LATER, "", {{"", "421 4.3.2 closing\r\n"}, BYE}},
    {"greeting-5xx", CHANNEL_LATER, "", {{"", "554 5.7.1 not you\r\n"}, BYE}},
    {"greeting-silent", CHANNEL_LATER, "", {{"", STUB_FALL_SILENT}, {NULL, NULL}}},
    {"hello-hangs-up", CHANNEL_LATER, "", {{"", "220 stub\r\n"}, {"EHLO", STUB_HANG_UP}, {NULL, NULL}}},
    {"sender-sign-in", CHANNEL_LATER, "530", {HELLO, {"MAIL FROM:", "530 5.7.0 sign in first\r\n"}, BYE}},
    {"sender-552", CHANNEL_NEVER, "552", {HELLO, {"MAIL FROM:", "552 5.3.4 too big\r\n"}, BYE}},
    {"recipient-450", CHANNEL_LATER, "greylisted", {HELLO, SENDER, {"RCPT TO:", "450 4.7.1 greylisted\r\n"}, BYE}},
    {"recipient-550",
     CHANNEL_NEVER,
     "5.1.1",
     {HELLO, SENDER, {"RCPT TO:", "550-5.1.1 no such\r\n550 5.1.1 user\r\n"}, BYE}},
    {"recipient-silent", CHANNEL_LATER, "", {HELLO, SENDER, {"RCPT TO:", STUB_FALL_SILENT}, {NULL, NULL}}},
    {"recipient-hangs-up", CHANNEL_LATER, "", {HELLO, SENDER, {"RCPT TO:", STUB_HANG_UP}, {NULL, NULL}}},
    {"data-554", CHANNEL_NEVER, "554", {HELLO, SENDER, RECIPIENT, {"DATA\r\n", "554 5.7.1 no\r\n"}, BYE}},
    {"data-hangs-up", CHANNEL_LATER, "", {HELLO, SENDER, RECIPIENT, {"DATA\r\n", STUB_HANG_UP}, {NULL, NULL}}},
    {"body-451", CHANNEL_LATER, "451", {HELLO, SENDER, RECIPIENT, DATA, {"\r\n.\r\n", "451 4.3.0 disk full\r\n"}, BYE}},
    {"body-550", CHANNEL_NEVER, "spam", {HELLO, SENDER, RECIPIENT, DATA, {"\r\n.\r\n", "550 5.7.1 spam\r\n"}, BYE}},
    {"body-silent",
     CHANNEL_UNKNOWN,
     "no answer",
     {HELLO, SENDER, RECIPIENT, DATA, {"\r\n.\r\n", STUB_FALL_SILENT}, {NULL, NULL}}},
    {"body-hangs-up",
     CHANNEL_UNKNOWN,
     "no answer",
     {HELLO, SENDER, RECIPIENT, DATA, {"\r\n.\r\n", STUB_HANG_UP}, {NULL, NULL}}},
};

static void ending_has_its_verdict(gconstpointer data) {
  const struct ending *e = data;
  struct stub *stub = stub_start(e->script);
  void *state = open_at(&channel_email, stub->port);
  struct channel_message message = sample_message("email");
  g_autofree char *reason = NULL;
  enum channel_verdict verdict = sample_send(&channel_email, state, &message, &reason);
  g_assert_cmpstr(channel_verdict_names[verdict], ==, channel_verdict_names[e->verdict]);
  g_assert_nonnull(strstr(reason, e->word));
  channel_email.close(state);
  stub_stop(stub);
}

/* The far side hangs up before it has seen the end of a long body: it can't have taken the message. */
static void half_a_body_is_later(void) {
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, {"half", STUB_HANG_UP}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_at(&channel_email, stub->port);
  struct channel_message message = sample_message("email");
  g_autofree char *text = g_strnfill(30 * 1000 * 1000, 'x');
  memcpy(text, "half", 4);
  for (gsize i = 70; i < 30 * 1000 * 1000; i += 70) text[i] = '\n';
  message.text = text;
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_LATER);
  channel_email.close(state);
  stub_stop(stub);
}

static void nobody_there_is_later(void) {
  void *state = open_at(&channel_email, stub_free_port());
  struct channel_message message = sample_message("email");
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_LATER);
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_email.check(state, &error));
  g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE);
  channel_email.close(state);
}

/* What the far side heard is all that matters to it: the same again at a second try, over the same connection. */
static void second_try_is_the_same_bytes(gconstpointer data) {
  const struct channel *channel = data;
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  void *state = open_at(channel, stub->port);
  struct channel_message message = sample_message(channel == &channel_calendar ? "calendar" : "email");
  for (int i = 0; i < 2; i++) g_assert_cmpint(sample_send(channel, state, &message, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(g_atomic_int_get(&stub->connections), ==, 1);
  g_autofree char *heard = stub_heard(stub);
  const char *first = strstr(heard, "MAIL FROM:");
  const char *second = first ? strstr(first + 1, "MAIL FROM:") : NULL;
  g_assert_nonnull(second);
  g_assert_cmpuint((gsize)(second - first), >, 100);
  g_assert_true(strncmp(first, second, (gsize)(second - first)) == 0);
  channel->close(state);
  stub_stop(stub);
}

/* Without a way to a counsellor's own calendar, the copy goes to them as an invitation. */
static void colleague_is_invited_by_mail(void) {
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  void *state = open_at(&channel_calendar, stub->port);
  struct channel_message message = sample_message("agenda");
  g_assert_cmpint(sample_send(&channel_calendar, state, &message, NULL), ==, CHANNEL_SENT);
  channel_calendar.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_nonnull(strstr(heard, "method=REQUEST"));
  stub_stop(stub);
}

/* The server closes a connection that was kept; the next message goes over a new one, without a word. */
static void stale_connection_is_renewed(void) {
  static const struct stub_step script[] = {HELLO,       SENDER, RECIPIENT, DATA, BODY, {"MAIL FROM:", STUB_HANG_UP},
                                            {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_at(&channel_email, stub->port);
  struct channel_message message = sample_message("email");
  for (int i = 0; i < 2; i++) g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(g_atomic_int_get(&stub->connections), ==, 2);
  channel_email.close(state);
  stub_stop(stub);
}

static const struct copy_case {
  const char *name, *copy_to;
  enum channel_verdict verdict;
  int recipients; /* RCPT commands that the far side hears */
  struct stub_step script[10];
} copy_cases[] = {
    {"taken", "jette@dekruin.example", CHANNEL_SENT, 2, {HELLO, SENDER, RECIPIENT, RECIPIENT, DATA, BODY, BYE}},
    {"refused",
     "jette@dekruin.example",
     CHANNEL_SENT,
     2,
     {HELLO, SENDER, RECIPIENT, {"RCPT TO:", "550 5.1.1 no\r\n"}, DATA, BODY, BYE}},
    {"same", "sem@LEERLING.example", CHANNEL_SENT, 1, {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE}},
    {"malformed", "jette dekruin", CHANNEL_SENT, 1, {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE}},
    /* the far side would take it for the copy alone: it must not come to that */
    {"alone",
     "jette@dekruin.example",
     CHANNEL_NEVER,
     1,
     {HELLO, SENDER, {"RCPT TO:", "550 5.1.1 no\r\n"}, RECIPIENT, DATA, BODY, BYE}},
};

static void copy_never_decides(gconstpointer data) {
  const struct copy_case *c = data;
  struct stub *stub = stub_start(c->script);
  void *state = open_at(&channel_email, stub->port);
  struct channel_message message = sample_message("email");
  message.copy_to = c->copy_to;
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, c->verdict);
  g_autofree char *heard = stub_heard(stub);
  int recipients = 0;
  for (const char *p = heard; (p = strstr(p, "RCPT TO:")); p++) recipients++;
  g_assert_cmpint(recipients, ==, c->recipients);
  g_assert_cmpint(strstr(heard, "\nDATA\r\n") != NULL, ==, c->verdict == CHANNEL_SENT);
  channel_email.close(state);
  stub_stop(stub);
}

static const struct sender_case {
  const char *name, *return_path, *bounces, *sender;
} sender_cases[] = {
    {"message", "bounce+x@dekruin.example", "terug@dekruin.example", "bounce+x@dekruin.example"},
    {"setting", "", "terug@dekruin.example", "terug+" SAMPLE_KEY "@dekruin.example"},
    {"none", "", "", "loopbaan@dekruin.example"},
};

/* VERP: bounces must come back to the address that names the message. */
static void envelope_names_the_message(gconstpointer data) {
  const struct sender_case *c = data;
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  g_autofree char *port = g_strdup_printf("%d", stub->port);
  const char *pairs[] = {"host", "127.0.0.1", "port",         port,      "tls",      "none", "timeout",
                         "1",    "helo",      "test.example", "bounces", c->bounces, NULL};
  void *state = sample_open(&channel_email, pairs, NULL);
  struct channel_message message = sample_message("email");
  message.return_path = c->return_path;
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *heard = stub_heard(stub);
  g_autofree char *sender = g_strdup_printf("MAIL FROM:<%s>", c->sender);
  g_assert_nonnull(strstr(heard, "EHLO test.example\r\n"));
  g_assert_nonnull(strstr(heard, sender));
  g_assert_nonnull(strstr(heard, "RCPT TO:<sem@leerling.example>"));
  channel_email.close(state);
  stub_stop(stub);
}

/* A lone dot ends a mail; one in the text is doubled, so that the far side can take it off again. */
static void dots_are_doubled(void) {
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  struct smtp_settings settings = {"127.0.0.1", stub->port, "none", "", "", "", "test.example", 1, NULL};
  struct smtp *smtp = smtp_new(&settings, NULL);
  static const char text[] = "Subject: x\r\n\r\n.\r\n..b\r\nc.\r\n";
  g_autoptr(GBytes) mail = g_bytes_new_static(text, strlen(text));
  const char *const to[] = {"sem@leerling.example", NULL};
  g_autofree char *reply = NULL;
  g_assert_cmpint(smtp_send(smtp, "a@b.example", to, mail, &reply), ==, SMTP_ACCEPTED);
  smtp_free(smtp);
  g_autofree char *heard = stub_heard(stub);
  g_assert_nonnull(strstr(heard, "\r\n\r\n..\r\n...b\r\nc.\r\n.\r\n"));
  stub_stop(stub);
}

/* An address could carry a command of its own; none of these may reach the far side. */
static void no_address_carries_a_command(void) {
  const char *const addresses[] = {"sem@leerling.example>\r\nRSET\r\nMAIL FROM:<x@y.example",
                                   "sem@leerling.example\n",
                                   "sem @leerling.example>",
                                   "s\xc3\xa9m@leerling.example",
                                   "",
                                   "sem"};
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  struct smtp_settings settings = {"127.0.0.1", stub->port, "none", "", "", "", "test.example", 1, NULL};
  struct smtp *smtp = smtp_new(&settings, NULL);
  g_autoptr(GBytes) mail = g_bytes_new_static("Subject: x\r\n\r\nx\r\n", 17);
  for (gsize i = 0; i < 5; i++) {
    const char *const to[] = {addresses[i], NULL};
    g_autofree char *reply = NULL;
    g_assert_cmpint(smtp_send(smtp, "a@b.example", to, mail, &reply), ==, SMTP_PERMANENT);
  }
  smtp_free(smtp);
  void *state = open_at(&channel_email, stub->port);
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
    struct channel_message message = sample_message("email");
    message.to = addresses[i];
    if (i != 1) /* a blank around an address is mended */
      g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_NEVER);
  }
  channel_email.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_cmpstr(heard, ==, "");
  stub_stop(stub);
}

static const struct setting_case {
  const char *pairs[9];
  const char *named;
} setting_cases[] = {
    {{"host", "mail.example/../x"}, "host"},
    {{"host", "mail.example", "port", "0"}, "port"},
    {{"host", "mail.example", "port", "smtp"}, "port"},
    {{"host", "mail.example", "tls", "maybe"}, "tls"},
    {{"host", "mail.example", "tls", "none", "user", "u", "password", "geheim"}, "tls"},
    {{"host", "mail.example", "user", "u"}, "password"},
    {{"host", "mail.example", "helo", "a b"}, "helo"},
    {{"host", "mail.example", "timeout", "601"}, "timeout"},
    {{"host", "mail.example", "bounces", "bounce"}, "bounces"},
    {{"host", "mail.example", "bounces", "a+b@mail.example"}, "bounces"},
};

static void bad_setting_is_named(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(setting_cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(sample_open(&channel_email, setting_cases[i].pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_true(g_str_has_prefix(error->message, setting_cases[i].named));
    g_assert_null(strstr(error->message, "geheim"));
  }
}

/* STARTTLS is demanded: a server without it (or someone in between who hides it) gets neither password nor mail. */
static void no_tls_no_mail(void) {
  static const struct stub_step script[] = {HELLO, {"AUTH", "235 ok\r\n"}, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  g_autofree char *port = g_strdup_printf("%d", stub->port);
  const char *pairs[] = {"host",   "127.0.0.1", "port",   port,   "timeout",      "1", "user",
                         "school", "password",  "geheim", "helo", "test.example", NULL};
  void *state = sample_open(&channel_email, pairs, NULL);
  struct channel_message message = sample_message("email");
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_LATER);
  channel_email.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_null(strstr(heard, "AUTH"));
  g_assert_null(strstr(heard, "MAIL"));
  stub_stop(stub);
}

static void check_sends_nothing(void) {
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, BYE};
  struct stub *stub = stub_start(script);
  void *state = open_at(&channel_email, stub->port);
  g_autoptr(GError) error = NULL;
  g_assert_true(channel_email.check(state, &error));
  g_assert_no_error(error);
  g_autofree char *before = stub_heard(stub);
  g_assert_null(strstr(before, "MAIL"));
  struct channel_message message = sample_message("email"); /* and a message goes well after it */
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  stub_stop(stub);
}

/* Whatever bytes come: one line, valid, not empty, not long. */
static void reason_of_any_bytes(void) {
  const char *const secrets[] = {"geheim", NULL};
  for (int round = 0; round < 5000; round++) {
    char bytes[400];
    gsize length = (gsize)g_test_rand_int_range(0, sizeof bytes);
    for (gsize i = 0; i < length; i++) bytes[i] = (char)g_test_rand_int_range(0, 256);
    if (length > 100) memcpy(bytes + 50, "geheim", 6);
    g_autofree char *line = reason_line(bytes, length, secrets);
    g_assert_true(*line && g_utf8_validate(line, -1, NULL));
    g_assert_cmpint(g_utf8_strlen(line, -1), <=, REASON_CHARACTERS);
    g_assert_null(strstr(line, "geheim"));
    g_assert_null(strpbrk(line, "\r\n\t\x1b"));
  }
}

/* A far side that is gone without a word must not hold up a service that is told to stop. */
static void goodbye_is_short(void) {
  static const struct stub_step script[] = {HELLO, SENDER, RECIPIENT, DATA, BODY, {"", STUB_FALL_SILENT}, {NULL, NULL}};
  struct stub *stub = stub_start(script);
  void *state = open_at(&channel_email, stub->port);
  struct channel_message message = sample_message("email");
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  gint64 began = g_get_monotonic_time();
  channel_email.close(state);
  g_assert_cmpint(g_get_monotonic_time() - began, <, 20 * G_USEC_PER_SEC);
  stub_stop(stub);
}

/* Without our guard this write ends the process. */
static void a_broken_pipe_is_held_back(void) {
  int ends[2];
  struct quiet quiet;
  signal(SIGPIPE, SIG_DFL); /* who started us may have ignored it */
  g_assert_cmpint(pipe(ends), ==, 0);
  close(ends[0]);
  quiet_begin(&quiet);
  g_assert_cmpint(write(ends[1], "x", 1), ==, -1);
  quiet_end(&quiet);
  close(ends[1]);
  sigset_t pending;
  g_assert_cmpint(sigpending(&pending), ==, 0);
  g_assert_cmpint(sigismember(&pending, SIGPIPE), ==, 0);
}

static void reason_is_one_clean_line(void) {
  const char *const secrets[] = {"", "  ", "ge  heim", "<&>", "pa\"s/s+1", "zo\xc3\xab-woord", NULL};
  const struct {
    const char *text, *want;
  } cases[] = {
      {"550 nee\r\n", "550 nee"},
      {"", "(nothing was said)"},
      {"\r\n\t", "(nothing was said)"},
      {"a\x01\x1b[31m  b", "a [31m b"},
      {"x?password=ge%20%20heim&y", "x?password=***&y"},
      {"x?password=ge++heim", "x?password=***"},
      {"<b>&lt;&amp;&gt;</b>", "<b>***</b>"},
      {"ge heim!", "***!"},
      {"\xff", "\xef\xbf\xbd"},
      {"{\"key\": \"pa\\\"s\\/s+1\"}", "{\"key\": \"***\"}"},
      {"pa%22s%2fs%2b1 pa%2522s%252Fs%252B1 pa&quot;s/s&#43;1", "*** *** ***"},
      {"zo%c3%ab-woord zo\\u00eb-woord zo&#xeb;-woord Zo\xc3\xab-woord", "*** *** *** Zo\xc3\xab-woord"},
      {"Basic c2Nob29sOnBhInMvcysx", "Basic ***"},                     /* school: */
      {"AUTH PLAIN AHNjaG9vbABwYSJzL3MrMQ== no", "AUTH PLAIN *** no"}, /* \0school\0 */
      {"cGEicy9zKzE= and x:eHBhInMvcysxeA, and cGEicy9zKz", "*** and x:***, and ***"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = reason_line(cases[i].text, strlen(cases[i].text), secrets);
    g_assert_cmpstr(got, ==, cases[i].want);
  }
  g_autofree char *many = g_strnfill(5000, 'a');
  g_autofree char *cut = reason_line(many, 5000, NULL);
  g_assert_cmpuint(strlen(cut), ==, REASON_CHARACTERS);
  /* where a long text is cut off half of it may stand, and nothing else when it is all there is */
  g_autoptr(GString) echo = g_string_new(NULL);
  while (echo->len < 200000) g_string_append(echo, "ge%20%20heim ");
  for (gsize length = 65530; length < 65550; length++) {
    g_autofree char *told = reason_line(echo->str, length, secrets);
    g_assert_null(strstr(told, "ge%"));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  sample_table("/smtp/ending/", endings, sizeof *endings, G_N_ELEMENTS(endings), ending_has_its_verdict);
  sample_table("/smtp/copy/", copy_cases, sizeof *copy_cases, G_N_ELEMENTS(copy_cases), copy_never_decides);
  g_test_add_data_func("/smtp/again/email", &channel_email, second_try_is_the_same_bytes);
  g_test_add_data_func("/smtp/again/calendar", &channel_calendar, second_try_is_the_same_bytes);
  g_test_add_func("/smtp/colleague", colleague_is_invited_by_mail);
  g_test_add_func("/smtp/half", half_a_body_is_later);
  g_test_add_func("/smtp/nobody", nobody_there_is_later);
  g_test_add_func("/smtp/stale", stale_connection_is_renewed);
  sample_table("/smtp/envelope/", sender_cases, sizeof *sender_cases, G_N_ELEMENTS(sender_cases),
               envelope_names_the_message);
  g_test_add_func("/smtp/dots", dots_are_doubled);
  g_test_add_func("/smtp/injection", no_address_carries_a_command);
  g_test_add_func("/smtp/settings", bad_setting_is_named);
  g_test_add_func("/smtp/starttls", no_tls_no_mail);
  g_test_add_func("/smtp/check", check_sends_nothing);
  g_test_add_func("/smtp/goodbye", goodbye_is_short);
  g_test_add_func("/smtp/pipe", a_broken_pipe_is_held_back);
  g_test_add_func("/smtp/reason", reason_is_one_clean_line);
  g_test_add_func("/smtp/reason-any", reason_of_any_bytes);
  return g_test_run();
}
