/* A mail box against servers that lie, drip, shout, fall silent and hang up; and what is fetched, noted and moved. */
#include "tests/channels/mailbox_owner.h"

#include <sys/resource.h>

/* Two mails, one with a literal in every odd place; both kept, moved, and noted. */
static void kept_then_moved(void) {
  static const struct stub_step script[] = {
      SIGNED_IN("MOVE"),
      BOX("6"),
      {"W3 UID FETCH 1:* (UID RFC822.SIZE)\r\n",
       "* 2 FETCH (UID 5 RFC822.SIZE 12)\r\n* 9 EXISTS\r\n* 1 FETCH (RFC822.SIZE 11 UID 3)\r\nW3 OK\r\n"},
      {"W4 UID FETCH 3 (UID BODY.PEEK[]<0.26214400>)\r\n",
       "* 1 FETCH (BODY[]<0> {11}\r\nSubject: a) FLAGS (\\Seen $x) UID 3 ENVELOPE (NIL \"q\\\")\" ({2}\r\n)(})))\r\n"
       "W4 OK\r\n"},
      {"W5 UID FETCH 5 ", "* 7 FETCH (FLAGS (\\Seen))\r\n* OK chatter {5}\r\n* 2 FETCH (UID 5 BODY[]<0> {12}\r\n"
                          "Subject: bcd)\r\nW5 OK\r\n"},
      {"W6 UID FETCH 6:* ", "* 2 FETCH (UID 5 RFC822.SIZE 12)\r\nW6 OK\r\n"},
      {"W7 UID FETCH 1:5 ", "* 1 FETCH (UID 3 RFC822.SIZE 11)\r\n* 2 FETCH (UID 5 RFC822.SIZE 12)\r\nW7 OK\r\n"},
      {"W8 UID MOVE 3,5 \"Verwerkt\"\r\n", "W8 NO [TRYCREATE] no such box\r\n"},
      {"W9 CREATE \"Verwerkt\"\r\n", "W9 OK\r\n"},
      {"W10 UID MOVE 3,5 \"Verwerkt\"\r\n", "* OK [COPYUID 9 3,5 1:2]\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nW10 OK\r\n"},
      END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  void *state = open_at(stub->port, "move", "all", "2");
  g_autoptr(GError) error = NULL;
  collect_until(state, &owner, -1, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(owner.kept->len, ==, 2);
  g_assert_cmpstr(owner.kept->pdata[0], ==, "Subject: a)");
  g_assert_cmpstr(owner.kept->pdata[1], ==, "Subject: bcd");
  g_assert_true(g_str_has_suffix(owner.noted, " 7 0 5 1970-01-01"));
  channel_mailbox.close(state);
  stub_stop(stub);
  owner_clear(&owner);
}

/* Nothing is moved of what could not be kept, and the note stands before it. */
static void not_kept_not_moved(void) {
  static const struct stub_step script[] = {
      SIGNED_IN("MOVE"),
      BOX("6"),
      {"W3 UID FETCH 1:* ", "* 1 FETCH (UID 3 RFC822.SIZE 11)\r\n* 2 FETCH (UID 5 RFC822.SIZE 12)\r\nW3 OK\r\n"},
      {"W4 UID FETCH 3 ", "* 1 FETCH (UID 3 BODY[]<0> {10}\r\nSubject: a)\r\nW4 OK\r\n"},
      {"W5 UID FETCH 5 ", "* 2 FETCH (UID 5 BODY[]<0> {12}\r\nSubject: bcd)\r\nW5 OK\r\n"},
      END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  owner.refuse_from = 2;
  void *state = open_at(stub->port, "move", "all", "2");
  g_autoptr(GError) error = NULL;
  g_assert_false(collect_until(state, &owner, -1, &error));
  g_assert_nonnull(strstr(error->message, "could not be kept"));
  g_assert_true(g_str_has_suffix(owner.noted, " 7 0 3 1970-01-01"));
  channel_mailbox.close(state);
  g_autofree char *heard = stub_heard(stub);
  g_assert_null(strstr(heard, "MOVE"));
  stub_stop(stub);
  owner_clear(&owner);
}

/* Without MOVE: a copy first, then only these are expunged; without UIDPLUS none is. */
static const struct taking {
  const char *name, *after, *abilities, *then;
} takings[] = {
    {"copy", "move", "UIDPLUS", "UID COPY 3 \"Verwerkt\"|UID STORE 3 +FLAGS.SILENT (\\Deleted)|UID EXPUNGE 3|"},
    {"copy-marked", "move", "IDLE", "UID COPY 3 \"Verwerkt\"|UID STORE 3 +FLAGS.SILENT (\\Deleted)|"},
    {"delete", "delete", "UIDPLUS MOVE", "UID STORE 3 +FLAGS.SILENT (\\Deleted)|UID EXPUNGE 3|"},
    {"keep", "keep", "UIDPLUS MOVE", ""},
};

static void taken_out_so(gconstpointer data) {
  const struct taking *t = data;
  g_autofree char *abilities = g_strdup_printf("* CAPABILITY IMAP4rev1 %s\r\nW1 OK\r\n", t->abilities);
  const struct stub_step script[] = {{"", "* OK stub\r\n"},
                                     {"CAPABILITY\r\n", "* CAPABILITY IMAP4rev1\r\nA001 OK\r\n"},
                                     {"LOGIN antwoord zeer-geheim\r\n", "A002 OK\r\n"},
                                     {"W1 CAPABILITY\r\n", abilities},
                                     BOX("6"),
                                     {"W3 UID FETCH 1:* ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\nW3 OK\r\n"},
                                     {"W4 UID FETCH 3 ", "* 1 FETCH (UID 3 BODY[]<0> {10}\r\nSubject: a)\r\nW4 OK\r\n"},
                                     {"W5 UID FETCH 4:* ", "W5 OK\r\n"},
                                     {"W6 ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\nW6 OK\r\n"},
                                     {"W7 ", "W7 OK\r\n"},
                                     {"W8 ", "W8 OK\r\n"},
                                     {"W9 ", "W9 OK\r\n"},
                                     END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  void *state = open_at(stub->port, t->after, "all", "2");
  g_assert_true(collect_until(state, &owner, -1, NULL));
  g_autofree char *heard = stub_heard(stub);
  g_autoptr(GString) said = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(heard, "\r\n", -1);
  for (char **line = lines; *line; line++)
    if (strstr(*line, " UID COPY") || strstr(*line, " UID STORE") || strstr(*line, "EXPUNGE") || strstr(*line, "MOVE"))
      g_string_append_printf(said, "%s|", strchr(*line, ' ') + 1);
  g_assert_cmpstr(said->str, ==, t->then);
  channel_mailbox.close(state);
  stub_stop(stub);
  owner_clear(&owner);
}

/* A folder that can't be had: the mails stay, it is said once, and the next are heard all the same. */
static void folder_takes_nothing(void) {
  static const struct stub_step script[] = {
      SIGNED_IN("MOVE"),
      BOX("6"),
      {"W3 UID FETCH 1:* ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\nW3 OK\r\n"},
      {"W4 UID FETCH 3 ", "* 1 FETCH (UID 3 BODY[]<0> {10}\r\nSubject: a)\r\nW4 OK\r\n"},
      {"W5 UID FETCH 4:* ", "W5 OK\r\n"},
      {"W6 UID FETCH 1:3 ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\nW6 OK\r\n"},
      {"W7 UID MOVE 3 ", "W7 NO [OVERQUOTA] full\r\n"},
      {"W8 CREATE ", "W8 NO [ALREADYEXISTS] there\r\n"},
      {"W9 SELECT ", "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\nW9 OK in\r\n"},
      {"W10 UID FETCH 4:* ", "* 2 FETCH (UID 8 RFC822.SIZE 10)\r\nW10 OK\r\n"},
      {"W11 UID FETCH 8 ", "* 2 FETCH (UID 8 BODY[]<0> {10}\r\nSubject: b)\r\nW11 OK\r\n"},
      {"W12 UID FETCH 9:* ", "W12 OK\r\n"},
      {"W13 UID FETCH 1:8 ", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\n* 2 FETCH (UID 8 RFC822.SIZE 10)\r\nW13 OK\r\n"},
      {"W14 UID MOVE 3,8 ", "W14 NO [OVERQUOTA] full\r\n"},
      {"W15 CREATE ", "W15 NO [ALREADYEXISTS] there\r\n"},
      END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  void *state = open_at(stub->port, "move", "all", "2");
  for (int i = 0; i < 2; i++) g_assert_true(collect_until(state, &owner, -1, NULL));
  g_assert_cmpuint(owner.kept->len, ==, 2);
  const char *told =
      strstr(owner.told->str, "stay in INBOX: the server says no to UID MOVE 3 \"Verwerkt\": [OVERQUOTA] full");
  g_assert_nonnull(told);
  g_assert_null(strstr(told + 1, "stay in INBOX"));
  channel_mailbox.close(state);
  stub_stop(stub);
  owner_clear(&owner);
}

static gpointer close_later(gpointer data) {
  g_usleep(300 * 1000);
  close(GPOINTER_TO_INT(data));
  return NULL;
}

/* Told to stop, it doesn't sit out the half minute that a silent server gets: not while connecting, not after. */
static void stops_at_once(gconstpointer data) {
  static const struct stub_step greeting[] = {{"", STUB_FALL_SILENT}, END};
  static const struct stub_step listing[] = {SIGNED_IN(""), BOX("6"), {"W3 UID FETCH", STUB_FALL_SILENT}, END};
  struct stub *stub = stub_start(data ? listing : greeting);
  struct owner owner = owner_new();
  int stop[2];
  g_assert_cmpint(pipe(stop), ==, 0);
  void *state = open_at(stub->port, "move", "all", "30");
  GThread *closer = g_thread_new("closer", close_later, GINT_TO_POINTER(stop[1]));
  gint64 begin = g_get_monotonic_time();
  g_assert_false(collect_until(state, &owner, stop[0], NULL));
  channel_mailbox.close(state);
  g_assert_cmpint(g_get_monotonic_time() - begin, <, 4 * G_USEC_PER_SEC);
  g_thread_join(closer);
  close(stop[0]);
  stub_stop(stub);
  owner_clear(&owner);
}

/* What was there before the first look is left alone, and said to be. */
static void old_mails_are_left(void) {
  static const struct stub_step script[] = {SIGNED_IN(""), BOX("42"), {"W3 UID FETCH 42:* ", "W3 OK\r\n"}, END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  void *state = open_at(stub->port, "move", "start", "2");
  g_assert_true(collect_until(state, &owner, -1, NULL));
  g_assert_cmpuint(owner.kept->len, ==, 0);
  g_assert_true(g_str_has_suffix(owner.noted, " 7 41 41 2026-09-25"));
  g_assert_nonnull(strstr(owner.told->str, "left alone (since = start)"));
  channel_mailbox.close(state);
  stub_stop(stub);
  owner_clear(&owner);
}

/* Another UIDVALIDITY: from the day of the first look on everything again; what is older is still not ours. */
static void numbered_anew(void) {
  static const struct stub_step first[] = {SIGNED_IN(""), BOX("42"), {"W3 UID FETCH 42:* ", "W3 OK\r\n"}, END};
  static const struct stub_step second[] = {
      SIGNED_IN(""),
      {"W2 SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 8]\r\n* OK [UIDNEXT 4]\r\nW2 OK\r\n"},
      {"W3 UID SEARCH SINCE 25-Sep-2026\r\n", "* SEARCH 3 2\r\nW3 OK\r\n"},
      {"W4 UID FETCH 2:* ", "* 2 FETCH (UID 2 RFC822.SIZE 10)\r\nW4 OK\r\n"},
      {"W5 UID FETCH 2 ", "* 2 FETCH (UID 2 BODY[]<0> {10}\r\nSubject: a)\r\nW5 OK\r\n"},
      {"W6 UID FETCH 3:* ", "W6 OK\r\n"},
      END};
  struct stub *stub = stub_start(first);
  struct owner owner = owner_new();
  stub->after = second;
  for (int i = 0; i < 2; i++) {
    void *state = open_at(stub->port, "keep", "start", "2");
    g_assert_cmpint(owner.kept->len, ==, 0);
    g_assert_true(collect_until(state, &owner, -1, NULL));
    channel_mailbox.close(state);
  }
  g_assert_cmpuint(owner.kept->len, ==, 1);
  g_assert_true(g_str_has_suffix(owner.noted, " 8 1 2 2026-09-25"));
  g_assert_nonnull(strstr(owner.told->str, "numbered INBOX anew"));
  stub_stop(stub);
  owner_clear(&owner);
}

/* -- hostile ----------------------------------------------------------------------------------------------------------
 */

static const struct hostile {
  const char *name, *word; /* in the error */
  struct stub_step script[8];
} hostiles[] = {
    {"silent", "", {{"", STUB_FALL_SILENT}, END}},
    {"hangs-up", "", {{"", "* OK stub\r\n"}, {"CAPABILITY", STUB_HANG_UP}, END}},
    {"bye-first", "", {{"", "* BYE full up\r\n"}, END}},
    {"sign-in",
     "signing in",
     {{"", "* OK stub\r\n"},
      {"CAPABILITY\r\n", "* CAPABILITY IMAP4rev1\r\nA001 OK\r\n"},
      {"LOGIN", "A002 NO [AUTHENTICATIONFAILED] wrong\r\n"},
      END}},
    {"no-box", "Mailbox doesn't exist", {SIGNED_IN(""), {"W2 SELECT", "W2 NO Mailbox doesn't exist\r\n"}, END}},
    {"no-validity", "UIDVALIDITY", {SIGNED_IN(""), {"W2 SELECT", "* 0 EXISTS\r\nW2 OK\r\n"}, END}},
    {"box-silent", "in time", {SIGNED_IN(""), {"W2 SELECT", STUB_FALL_SILENT}, END}},
    {"box-hangs-up", "hung up", {SIGNED_IN(""), {"W2 SELECT", STUB_HANG_UP}, END}},
    {"bye",
     "goodbye: [UNAVAILABLE] *** is down",
     {SIGNED_IN(""), {"W2 SELECT", "* BYE [UNAVAILABLE] zeer-geheim is down\r\n"}, END}},
    {"other-tag", "in time", {SIGNED_IN(""), {"W2 SELECT", "W1 OK again\r\nW22 OK\r\nw2 OK\r\n"}, {"never", ""}, END}},
    {"huge-literal",
     "too long",
     {SIGNED_IN(""), {"W2 SELECT", "* 1 FETCH (BODY[] {99999999999999999}\r\n"}, {"never", ""}, END}},
    {"big-literal", "too long", {SIGNED_IN(""), {"W2 SELECT", "* 1 FETCH (BODY[] {26214401}\r\n"}, {"never", ""}, END}},
    {"half-literal",
     "hung up",
     {SIGNED_IN(""), {"W2 SELECT", "* 1 FETCH (BODY[] {100}\r\nabc"}, {"", STUB_HANG_UP}, END}},
};

static void hostile_server_is_left(gconstpointer data) {
  const struct hostile *h = data;
  struct stub *stub = stub_start(h->script);
  struct owner owner = owner_new();
  void *state = open_at(stub->port, "move", "all", "1");
  g_autoptr(GError) error = NULL;
  gint64 begin = g_get_monotonic_time();
  g_assert_false(collect_until(state, &owner, -1, &error));
  g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
  g_test_message("%s", error->message);
  g_assert_nonnull(strstr(error->message, h->word));
  g_assert_null(strstr(error->message, "zeer-geheim"));
  channel_mailbox.close(state);
  g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint(owner.kept->len, ==, 0);
  stub_stop(stub);
  owner_clear(&owner);
}

/* A server that never stops: what it says, at once and over and over, until the line is cut. */
struct shout {
  const char *name, *word, *first, *text;
  guint pause; /* microseconds between two */
};
static const struct shout shouts[] = {
    {"one-line", "a line is too long", "", "************************************************", 0},
    {"lines", "talks without end", "", "* 5 EXISTS\r\n* OK hello there\r\n* 5 FETCH (FLAGS (\\Seen))\r\n", 0},
    {"drip", "in time", "", "* OK x\r\n", 400 * 1000},
    {"literal-drip", "in time", "* 1 FETCH (BODY[] {20000000}\r\n", "x", 300 * 1000},
    {"literals", "talks without end", "", "* 1 FETCH (UID 3 BODY[] {30}\r\n123456789012345678901234567890)\r\n", 0},
    {"fetches", "talks without end", "", "* 1 FETCH (UID 4000000000 RFC822.SIZE 1)\r\n", 0},
};

struct shouter {
  const struct shout *shout;
  int listener;
};

static void say_all(int fd, const char *text) {
  send(fd, text, strlen(text), MSG_NOSIGNAL);
}

static void wait_for(int fd, const char *word) {
  g_autoptr(GString) heard = g_string_new(NULL);
  char block[512];
  while (!strstr(heard->str, word)) {
    ssize_t got = recv(fd, block, sizeof block, 0);
    if (got <= 0) return;
    g_string_append_len(heard, block, got);
  }
}

static gpointer shout_on(gpointer data) {
  const struct shouter *s = data;
  int fd = accept(s->listener, NULL, NULL);
  say_all(fd, "* OK stub\r\n");
  wait_for(fd, "CAPABILITY\r\n");
  say_all(fd, "* CAPABILITY IMAP4rev1\r\nA001 OK\r\n");
  wait_for(fd, "LOGIN");
  say_all(fd, "A002 OK\r\n");
  wait_for(fd, "W1 CAPABILITY\r\n");
  say_all(fd, s->shout->first);
  while (send(fd, s->shout->text, strlen(s->shout->text), MSG_NOSIGNAL) > 0)
    if (s->shout->pause) g_usleep(s->shout->pause);
  close(fd);
  return NULL;
}

static long memory_kilobytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* It takes no more time than a command has, and no more memory than a response. On a busy machine the time may be over
 * before the measure of its talk is full: it is left either way. */
static void shouting_server_is_left(gconstpointer data) {
  struct shouter s = {.shout = data};
  int port;
  s.listener = stub_listen(&port);
  GThread *thread = g_thread_new("shouter", shout_on, &s);
  struct owner owner = owner_new();
  void *state = open_at(port, "move", "all", "1");
  g_autoptr(GError) error = NULL;
  long before = memory_kilobytes();
  gint64 begin = g_get_monotonic_time();
  g_assert_false(collect_until(state, &owner, -1, &error));
  g_assert_cmpint(g_get_monotonic_time() - begin, <, 4 * G_USEC_PER_SEC);
  g_assert_true(strstr(error->message, s.shout->word) || strstr(error->message, "in time"));
  g_assert_cmpint(memory_kilobytes() - before, <, 100 * 1024);
  channel_mailbox.close(state);
  g_thread_join(thread);
  close(s.listener);
  owner_clear(&owner);
}

/* -- waiting ----------------------------------------------------------------------------------------------------------
 */

/* IDLE ends when a mail comes, when it is told to stop, and when its time is over; a mail that was told of too early
 * isn't waited for. */
static const struct waiting {
  const char *name;
  const char *at_list, *at_idle;
  int seconds, stops; /* stops: the stop is readable from the start */
  double least, most; /* seconds that it takes */
  gboolean done;      /* DONE is heard */
} waitings[] = {
    {"mail", "W3 OK\r\n", "+ idling\r\n* 2 EXISTS\r\n", 30, 0, 0, 2, TRUE},
    {"mail-before", "W3 OK\r\n", "* 2 EXISTS\r\n+ idling\r\n", 30, 0, 0, 2, TRUE},
    {"other-news", "W3 OK\r\n", "+ idling\r\n* OK still here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n", 1, 0, 0.9, 3, TRUE},
    {"time", "W3 OK\r\n", "+ idling\r\n", 1, 0, 0.9, 3, TRUE},
    {"stop", "W3 OK\r\n", "+ idling\r\n", 30, 1, 0, 2, FALSE},
    {"while-busy", "* 2 EXISTS\r\nW3 OK\r\n", "", 30, 0, 0, 1, FALSE},
};

static void waits_for_mail(gconstpointer data) {
  const struct waiting *w = data;
  const struct stub_step script[] = {SIGNED_IN("IDLE"),
                                     BOX("6"),
                                     {"W3 UID FETCH 6:* ", w->at_list},
                                     {"W4 IDLE\r\n", w->at_idle},
                                     {"DONE\r\n", "W4 OK\r\n"},
                                     {"never", ""},
                                     END};
  struct stub *stub = stub_start(script);
  struct owner owner = owner_new();
  int stop[2];
  g_assert_cmpint(pipe(stop), ==, 0);
  void *state = open_at(stub->port, "keep", "start", "2");
  g_autoptr(GError) error = NULL;
  g_assert_true(collect_until(state, &owner, stop[0], NULL));
  if (w->stops) close(stop[1]);
  gint64 begin = g_get_monotonic_time();
  gboolean fine = channel_mailbox.wait(state, w->seconds, stop[0], &error);
  double took = (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
  g_assert_true(fine || w->stops); /* told to stop, the end of the talk is not waited for */
  g_assert_cmpfloat(took, >=, w->least);
  g_assert_cmpfloat(took, <=, w->most);
  g_autofree char *heard = stub_heard(stub);
  if (!w->stops) g_assert_cmpint(strstr(heard, "DONE\r\n") != NULL, ==, w->done);
  channel_mailbox.close(state);
  close(stop[0]);
  if (!w->stops) close(stop[1]);
  stub_stop(stub);
  owner_clear(&owner);
}

static const struct setting_case {
  const char *name, *value;
} setting_cases[] = {{"host", "a/b"},         {"port", "0"},     {"tls", "maybe"},   {"password", ""},
                     {"box", "a\"b"},         {"done", "INBOX"}, {"after", "burn"},  {"since", "gisteren"},
                     {"since", "2026-02-30"}, {"poll", "0"},     {"timeout", "601"}, {"tls", "none"}};

static void bad_setting_is_named(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(setting_cases); i++) {
    const struct setting_case *c = &setting_cases[i];
    const char *pairs[] = {c->name, c->value, "host", "mail.example", "user", "u", "password", "zeer-geheim", NULL};
    g_autoptr(GError) error = NULL;
    g_assert_null(sample_open(&channel_mailbox, pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_true(g_str_has_prefix(error->message, c->name));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/imap/kept-then-moved", kept_then_moved);
  g_test_add_func("/imap/not-kept-not-moved", not_kept_not_moved);
  sample_table("/imap/taken-out/", takings, sizeof *takings, G_N_ELEMENTS(takings), taken_out_so);
  g_test_add_func("/imap/folder-takes-nothing", folder_takes_nothing);
  g_test_add_data_func("/imap/stops-at-once/connecting", NULL, stops_at_once);
  g_test_add_data_func("/imap/stops-at-once/listing", "", stops_at_once);
  g_test_add_func("/imap/old-mails", old_mails_are_left);
  g_test_add_func("/imap/numbered-anew", numbered_anew);
  sample_table("/imap/hostile/", hostiles, sizeof *hostiles, G_N_ELEMENTS(hostiles), hostile_server_is_left);
  sample_table("/imap/shouting/", shouts, sizeof *shouts, G_N_ELEMENTS(shouts), shouting_server_is_left);
  sample_table("/imap/waiting/", waitings, sizeof *waitings, G_N_ELEMENTS(waitings), waits_for_mail);
  g_test_add_func("/imap/settings", bad_setting_is_named);
  return g_test_run();
}
