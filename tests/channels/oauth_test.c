/* Signing in with a token: the exact words to the server, a token that ends, is refused, or can't be had. */
#include "channels/registry.h"
#include "channels/transport/oauth.h"
#include "tests/channels/sample.h"
#include "tests/servers/stub.h"

#define SECRET "zeer-geheim"
#define USER   "loopbaan@dekruin.example"
#define HELLO(mechanisms)                                                                                              \
  {"", "220 stub\r\n"}, {                                                                                              \
    "EHLO ", "250-stub\r\n250 AUTH " mechanisms "\r\n"                                                                 \
  }
#define MAIL                                                                                                           \
  {"MAIL FROM:", "250 ok\r\n"}, {"RCPT TO:", "250 ok\r\n"}, {"DATA\r\n", "354 go on\r\n"},                             \
      {"\r\n.\r\n", "250 2.0.0 Ok: queued as 4XyZ12\r\n"}, {                                                           \
    NULL, NULL                                                                                                         \
  }

/* The answer of a token address; Content-Length is that of the body. */
#define ANSWER(status, length, body)                                                                                   \
  "HTTP/1.1 " status "\r\nContent-Type: application/json\r\nContent-Length: " length "\r\n\r\n" body
#define TOKEN(word)                                                                                                    \
  ANSWER("200 OK", "68", "{\"access_token\":\"" word "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")

/* Both have nine letters, so that their answers are of one length. */
static const struct stub_step gives_one[] = {{"grant_type", TOKEN("teken-een")}, {NULL, NULL}};
static const struct stub_step gives_two[] = {{"grant_type", TOKEN("teken-dos")}, {NULL, NULL}};

static void *open_at(int port, int tokens) {
  g_autofree char *number = g_strdup_printf("%d", port);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/tenant/oauth2/v2.0/token", tokens);
  const char *pairs[] = {"host", "127.0.0.1",    "port",    number,      "tls",     "none",          "user",
                         USER,   "token_url",    url,       "client_id", "klant 1", "client_secret", SECRET,
                         "helo", "test.example", "timeout", "2",         NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(&channel_email, pairs, &error);
  g_assert_no_error(error);
  return state;
}

static char *words(const char *token) {
  g_autofree char *plain = g_strdup_printf("user=" USER "\001auth=Bearer %s\001\001", token);
  return g_base64_encode((const guchar *)plain, strlen(plain));
}

static enum channel_verdict send_one(void *state, char **reason) {
  struct channel_message message = sample_message("email");
  return sample_send(&channel_email, state, &message, reason);
}

/* The form of the token address and the line of SASL, byte by byte; one token for two mails. */
static void signs_in_with_these_words(void) {
  static const struct stub_step script[] = {
      HELLO("XOAUTH2 PLAIN CRAM-MD5 NTLM"), {"AUTH XOAUTH2\r\n", "334 \r\n"}, {"\r\n", "235 2.7.0 in\r\n"}, MAIL};
  struct stub *tokens = stub_start(gives_one), *server = stub_start(script);
  void *state = open_at(server->port, tokens->port);
  for (int i = 0; i < 2; i++) g_assert_cmpint(send_one(state, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  g_autofree char *asked = stub_heard(tokens), *heard = stub_heard(server), *line = words("teken-een");
  g_assert_nonnull(strstr(asked, "POST /tenant/oauth2/v2.0/token HTTP/1.1\r\n"));
  g_assert_nonnull(strstr(asked, "grant_type=client_credentials&client_id=klant%201&client_secret=" SECRET
                                 "&scope=https%3A%2F%2Foutlook.office365.com%2F.default"));
  g_assert_cmpint(g_atomic_int_get(&tokens->connections), ==, 1);
  g_autofree char *sasl = g_strdup_printf("AUTH XOAUTH2\r\n%s\r\nMAIL FROM:", line);
  g_assert_nonnull(strstr(heard, sasl));
  g_assert_null(strstr(heard, SECRET));
  stub_stop(server);
  stub_stop(tokens);
}

/* RFC 7628 has a line of its own. */
static void oauthbearer_where_it_is_offered(void) {
  static const struct stub_step script[] = {
      HELLO("OAUTHBEARER"), {"AUTH OAUTHBEARER\r\n", "334 \r\n"}, {"\r\n", "235 2.7.0 in\r\n"}, MAIL};
  struct stub *tokens = stub_start(gives_one), *server = stub_start(script);
  void *state = open_at(server->port, tokens->port);
  g_assert_cmpint(send_one(state, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  g_autofree char *heard = stub_heard(server);
  g_autofree char *plain =
      g_strdup_printf("n,a=" USER ",\001host=127.0.0.1\001port=%d\001auth=Bearer teken-een\001\001", server->port);
  g_autofree char *line = g_base64_encode((const guchar *)plain, strlen(plain));
  g_assert_nonnull(strstr(heard, line));
  stub_stop(server);
  stub_stop(tokens);
}

static const struct refusal {
  const char *name, *says;
} refusals[] = {
    {"535", "535 5.7.3 Authentication unsuccessful\r\n"},
    {"334", "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"}, /* Google's way: the reason first, the 535 behind our empty line */
};

/* A token that ended early is asked for once more, and the mail goes. */
static void refused_token_is_renewed(gconstpointer data) {
  const struct refusal *r = data;
  const struct stub_step refuses[] = {
      HELLO("XOAUTH2"), {"AUTH XOAUTH2\r\n", "334 \r\n"}, {"\r\n", r->says}, {NULL, NULL}};
  static const struct stub_step takes[] = {
      HELLO("XOAUTH2"), {"AUTH XOAUTH2\r\n", "334 \r\n"}, {"\r\n", "235 2.7.0 in\r\n"}, MAIL};
  struct stub *tokens = stub_start(gives_one), *server = stub_start(refuses);
  tokens->after = gives_two;
  server->after = takes;
  void *state = open_at(server->port, tokens->port);
  g_assert_cmpint(send_one(state, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  g_autofree char *heard = stub_heard(server), *first = words("teken-een"), *second = words("teken-dos");
  g_assert_nonnull(strstr(heard, first));
  g_assert_nonnull(strstr(heard, second));
  stub_stop(server);
  stub_stop(tokens);
}

/* Once, not for ever; and no token in the reason, though the far side gives it back. */
static void refused_twice_is_later(void) {
  static const struct stub_step refuses[] = {
      HELLO("XOAUTH2"), {"AUTH XOAUTH2\r\n", "334 \r\n"}, {"\r\n", "535 5.7.3 teken-een is no good\r\n"}, {NULL, NULL}};
  struct stub *tokens = stub_start(gives_one), *server = stub_start(refuses);
  void *state = open_at(server->port, tokens->port);
  g_autofree char *reason = NULL;
  g_assert_cmpint(send_one(state, &reason), ==, CHANNEL_LATER);
  g_assert_nonnull(strstr(reason, "535 5.7.3 *** is no good"));
  g_assert_cmpint(g_atomic_int_get(&tokens->connections), ==, 2);
  g_assert_cmpint(g_atomic_int_get(&server->connections), ==, 2);
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_email.check(state, &error));
  g_assert_true(g_str_has_prefix(error->message, "user, token: "));
  channel_email.close(state);
  stub_stop(server);
  stub_stop(tokens);
}

static const struct no_token {
  const char *name, *word; /* in the reason */
  struct stub_step script[2];
} no_tokens[] = {
    {"refused",
     "no token: the answer was 401, invalid_client: AADSTS7000215: *** is no secret",
     {{"grant_type",
       ANSWER("401 Unauthorized", "88",
              "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: " SECRET " is no secret\"}")}}},
    {"no-json", "no token: the answer was 200", {{"grant_type", ANSWER("200 OK", "5", "hello")}}},
    {"line-end",
     "no token: the answer was 200",
     {{"grant_type", ANSWER("200 OK", "23", "{\"access_token\":\"a\\nb\"}")}}},
    {"empty", "no token: the answer was 200", {{"grant_type", ANSWER("200 OK", "19", "{\"access_token\":\"\"}")}}},
    {"hangs-up", "no token: ", {{"grant_type", STUB_HANG_UP}}},
};

/* The mail waits, the server isn't bothered, and a queue of mails doesn't knock at the token address for each. */
static void no_token_is_later(gconstpointer data) {
  const struct no_token *n = data;
  static const struct stub_step script[] = {HELLO("XOAUTH2"), {NULL, NULL}};
  struct stub *tokens = stub_start(n->script), *server = stub_start(script);
  void *state = open_at(server->port, tokens->port);
  for (int i = 0; i < 3; i++) {
    g_autofree char *reason = NULL;
    g_assert_cmpint(send_one(state, &reason), ==, CHANNEL_LATER);
    g_assert_nonnull(strstr(reason, n->word));
    g_assert_null(strstr(reason, SECRET));
  }
  g_assert_cmpint(g_atomic_int_get(&tokens->connections), ==, 1);
  g_assert_cmpint(g_atomic_int_get(&server->connections), ==, 0);
  channel_email.close(state);
  stub_stop(server);
  stub_stop(tokens);
}

/* Half of a short life is kept as margin: after that the next is asked for, before anybody refuses the old one. */
static void token_is_renewed_in_time(void) {
  static const struct stub_step shortly[] = {
      {"grant_type", ANSWER("200 OK", "45", "{\"access_token\":\"teken-een\",\"expires_in\":\"2\"}")}, {NULL, NULL}};
  struct stub *tokens = stub_start(shortly);
  tokens->after = gives_two;
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/", tokens->port);
  const struct oauth_settings settings = {url, "klant", SECRET, "", 2};
  struct oauth *oauth = oauth_new(&settings, NULL);
  g_assert_cmpstr(oauth_token(oauth, NULL), ==, "teken-een");
  g_assert_cmpstr(oauth_token(oauth, NULL), ==, "teken-een");
  g_usleep(1100 * 1000);
  g_assert_cmpstr(oauth_token(oauth, NULL), ==, "teken-dos");
  g_usleep(1100 * 1000);
  g_assert_cmpstr(oauth_token(oauth, NULL), ==, "teken-dos");
  oauth_free(oauth);
  stub_stop(tokens);
}

static const struct setting_case {
  const char *pairs[11];
  const char *named;
} setting_cases[] = {
    {{"token_url", "https://login.example/token", "client_id", "k", "client_secret", SECRET}, "user"},
    {{"user", "u", "token_url", "http://login.example/token", "client_id", "k", "client_secret", SECRET}, "token_url"},
    {{"user", "u", "token_url", "login", "client_id", "k", "client_secret", SECRET}, "token_url"},
    {{"user", "u", "token_url", "https://login.example/token", "client_secret", SECRET}, "client_id"},
    {{"user", "u", "token_url", "https://login.example/token", "client_id", "k"}, "client_secret"},
    {{"user", "u", "password", SECRET, "token_url", "https://login.example/token"}, "password"},
};

static void bad_setting_is_named(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(setting_cases); i++) {
    const char *pairs[13] = {"host", "mail.example"};
    for (gsize k = 0; k < G_N_ELEMENTS(setting_cases[i].pairs); k++) pairs[k + 2] = setting_cases[i].pairs[k];
    g_autoptr(GError) error = NULL;
    g_assert_null(sample_open(&channel_email, pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_true(g_str_has_prefix(error->message, setting_cases[i].named));
    g_assert_null(strstr(error->message, SECRET));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/oauth/words", signs_in_with_these_words);
  g_test_add_func("/oauth/oauthbearer", oauthbearer_where_it_is_offered);
  sample_table("/oauth/renewed/", refusals, sizeof *refusals, G_N_ELEMENTS(refusals), refused_token_is_renewed);
  g_test_add_func("/oauth/refused-twice", refused_twice_is_later);
  sample_table("/oauth/none/", no_tokens, sizeof *no_tokens, G_N_ELEMENTS(no_tokens), no_token_is_later);
  g_test_add_func("/oauth/in-time", token_is_renewed_in_time);
  g_test_add_func("/oauth/settings", bad_setting_is_named);
  return g_test_run();
}
