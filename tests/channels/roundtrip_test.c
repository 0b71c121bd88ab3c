/* Mail through a real Postfix into a real Dovecot and back by IMAP: what was sent is what arrives, byte for byte. */
#include "channels/formats/invitation.h"
#include "channels/formats/mail_write.h"
#include "channels/registry.h"
#include "tests/channels/sample.h"
#include "tests/servers/servers.h"

#include <curl/curl.h>

enum { RELAY, SUBMISSION, LMTP, IMAP, AUTH, SINK };
enum { PATIENCE = 200 }; /* tenths of a second */

static size_t gather(char *bytes, size_t size, size_t count, void *user) {
  g_string_append_len(user, bytes, (gssize)(size * count));
  return size * count;
}

/* Message `index` of the box of `address`, as soon as it is there. Caller frees. */
static GString *fetch(const struct servers *s, const char *address, int index) {
  g_autofree char *url = g_strdup_printf("imap://127.0.0.1:%d/INBOX;MAILINDEX=%d", s->ports[IMAP], index);
  GString *mail = g_string_new(NULL);
  for (int i = 0; i < PATIENCE; i++) {
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USERNAME, address);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, "geheim");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 5L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, gather);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, mail);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    if (code == CURLE_OK && mail->len) return mail;
    g_string_truncate(mail, 0);
    g_usleep(100000);
  }
  g_error("no mail %d in the box of %s", index, address);
  return NULL;
}

static void *open_signed(const struct channel *channel, const struct servers *s, const char *password, const char *ca) {
  g_autofree char *port = g_strdup_printf("%d", s->ports[SUBMISSION]);
  g_autofree char *ca_file = g_build_filename(s->folder, ca, NULL);
  const char *pairs[] = {"host",     "127.0.0.1",
                         "port",     port,
                         "user",     "loopbaan@dekruin.example",
                         "password", password,
                         "ca_file",  *ca ? ca_file : "",
                         "helo",     "app.dekruin.example",
                         NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(channel, pairs, &error);
  g_assert_no_error(error);
  return state;
}

/* TRUE when the server can't be had: the test is skipped by name. */
static gboolean is_missing(const struct servers *s) {
  if (s->skipped) g_test_skip(s->skipped);
  return s->skipped != NULL;
}

/* Servers put their own lines above; all that we wrote is below them. */
static void assert_arrived(const struct servers *s, const char *address, int index, GBytes *sent) {
  g_autoptr(GString) got = fetch(s, address, index);
  gsize length;
  const char *bytes = g_bytes_get_data(sent, &length);
  g_assert_cmpuint(got->len, >, length);
  g_assert_true(memcmp(got->str + got->len - length, bytes, length) == 0);
}

static void mail_arrives_as_sent_twice_the_same(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_signed(&channel_email, s, "geheim", "ca.pem");
  g_autoptr(GError) error = NULL;
  g_assert_true(channel_email.check(state, &error));
  g_assert_no_error(error);
  struct channel_message message = sample_message("email");
  message.copy_to = "jette@dekruin.example";
  message.subject = "Hoe gaat het, Zo\xc3\xab?";
  message.text = "Hoi Zo\xc3\xab \xe2\x80\x93 alles goed?\n\nFrom hier\n.\n..\nGroet, Jette \xf0\x9f\x98\x80\n";
  g_autoptr(GBytes) mail = mail_write(&message, NULL, NULL);
  g_assert_nonnull(mail);
  for (int i = 1; i <= 2; i++) {
    struct channel_result result = {.verdict = CHANNEL_NEVER};
    channel_email.send(state, &message, &result);
    g_assert_cmpstr(channel_verdict_names[result.verdict], ==, "sent");
    g_assert_cmpstr(result.reference, !=, ""); /* Postfix's queue number */
    channel_result_clear(&result);
    assert_arrived(s, "sem@leerling.example", i, mail);
    assert_arrived(s, "jette@dekruin.example", i, mail);
  }
  channel_email.close(state);
}

static void invitation_arrives_as_sent(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_signed(&channel_calendar, s, "geheim", "ca.pem");
  struct channel_message message = sample_message("calendar");
  message.to = "agenda@leerling.example";
  g_assert_cmpint(sample_send(&channel_calendar, state, &message, NULL), ==, CHANNEL_SENT);
  g_autofree char *calendar = invitation_write(message.invitation, NULL);
  g_autoptr(GBytes) mail = mail_write(&message, calendar, NULL);
  assert_arrived(s, message.to, 1, mail);
  channel_calendar.close(state);
}

/* A wrong password is a setting to mend: the message waits, and the reason shows nothing of it. */
static void wrong_password_waits(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_signed(&channel_email, s, "verkeerd1", "ca.pem");
  struct channel_message message = sample_message("email");
  g_autofree char *reason = NULL;
  g_assert_cmpint(sample_send(&channel_email, state, &message, &reason), ==, CHANNEL_LATER);
  g_assert_nonnull(strstr(reason, "535"));
  g_assert_null(strstr(reason, "verkeerd1"));
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_email.check(state, &error));
  g_assert_true(g_str_has_prefix(error->message, "user, password:"));
  channel_email.close(state);
}

/* A relay that signs nobody in: the check says so, before a message finds out. */
static void no_signing_in_is_found(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  struct servers plain = *s;
  plain.ports[SUBMISSION] = s->ports[RELAY];
  void *state = open_signed(&channel_email, &plain, "geheim", "ca.pem");
  g_autoptr(GError) error = NULL;
  g_assert_false(channel_email.check(state, &error));
  g_assert_true(g_str_has_prefix(error->message, "user:"));
  channel_email.close(state);
}

/* A certificate that we have no reason to trust: not even the password goes out. */
static void strange_certificate_waits(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_signed(&channel_email, s, "geheim", "");
  struct channel_message message = sample_message("email");
  g_autofree char *reason = NULL;
  g_assert_cmpint(sample_send(&channel_email, state, &message, &reason), ==, CHANNEL_LATER);
  g_assert_nonnull(strstr(reason, "certificate"));
  channel_email.close(state);
}

static void *open_plain(const struct servers *s, int which) {
  g_autofree char *port = g_strdup_printf("%d", s->ports[which]);
  const char *pairs[] = {"host", "127.0.0.1", "port", port, "tls", "none", "helo", "app.dekruin.example", NULL};
  return sample_open(&channel_email, pairs, NULL);
}

/* The relay takes it, the next server refuses: the bounce comes to the return path, which names the message. */
static void refused_later_bounces_to_the_return_path(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_plain(s, RELAY);
  struct channel_message message = sample_message("email");
  message.to = "weg@weg.example";
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  g_autoptr(GString) bounce = fetch(s, "bounce@dekruin.example", 1);
  const char *const words[] = {"To: bounce+" SAMPLE_KEY "@dekruin.example", "multipart/report",
                               "Final-Recipient: rfc822; weg@weg.example", "Status: 5.1.1", "Action: failed"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++) g_assert_nonnull(strstr(bounce->str, words[i]));
}

static void refused_at_once_is_never(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  void *state = open_plain(s, SINK);
  struct channel_message message = sample_message("email");
  g_autofree char *reason = NULL;
  for (int i = 0; i < 2; i++) {
    g_clear_pointer(&reason, g_free);
    g_assert_cmpint(sample_send(&channel_email, state, &message, &reason), ==, CHANNEL_NEVER);
    g_assert_nonnull(strstr(reason, "550 5.1.1"));
  }
  channel_email.close(state);
}

/* The stub of a token address, and of the address where Dovecot asks whether a token is good. */
static const struct stub_step gives_token[] = {
    {"grant_type", "HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{\"access_token\":\"teken-een\"}"}, {NULL, NULL}};
static const struct stub_step knows_token[] = {
    {"Authorization: Bearer teken-een\r\n", ""},
    {"\r\n", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 53\r\nConnection: close\r\n\r\n"
             "{\"active\":true,\"username\":\"loopbaan@dekruin.example\"}"},
    {NULL, NULL}};

static void token_signs_in(gconstpointer data) {
  const struct servers *s = data;
  if (is_missing(s)) return;
  struct stub *tokens = stub_start(gives_token);
  g_autofree char *port = g_strdup_printf("%d", s->ports[SUBMISSION]);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/token", tokens->port);
  g_autofree char *ca_file = g_build_filename(s->folder, "ca.pem", NULL);
  const char *pairs[] = {"host",
                         "127.0.0.1",
                         "port",
                         port,
                         "user",
                         "loopbaan@dekruin.example",
                         "token_url",
                         url,
                         "client_id",
                         "klant",
                         "client_secret",
                         "zeer-geheim",
                         "ca_file",
                         ca_file,
                         "helo",
                         "app.dekruin.example",
                         NULL};
  void *state = sample_open(&channel_email, pairs, NULL);
  struct channel_message message = sample_message("email");
  message.to = "token@leerling.example";
  g_assert_true(channel_email.check(state, NULL));
  g_assert_cmpint(sample_send(&channel_email, state, &message, NULL), ==, CHANNEL_SENT);
  channel_email.close(state);
  stub_stop(tokens);
  g_autoptr(GBytes) bytes = mail_write(&message, NULL, NULL);
  assert_arrived(s, "token@leerling.example", 1, bytes);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  struct stub *looks = stub_start(knows_token);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/introspect", looks->port);
  struct servers servers = {.name = "MAIL_TOKENS", .value = url};
  servers_start(&servers, "mail");
  g_test_add_data_func("/roundtrip/token", &servers, token_signs_in);
  g_test_add_data_func("/roundtrip/mail", &servers, mail_arrives_as_sent_twice_the_same);
  g_test_add_data_func("/roundtrip/invitation", &servers, invitation_arrives_as_sent);
  g_test_add_data_func("/roundtrip/password", &servers, wrong_password_waits);
  g_test_add_data_func("/roundtrip/no-sign-in", &servers, no_signing_in_is_found);
  g_test_add_data_func("/roundtrip/certificate", &servers, strange_certificate_waits);
  g_test_add_data_func("/roundtrip/bounce", &servers, refused_later_bounces_to_the_return_path);
  g_test_add_data_func("/roundtrip/refused", &servers, refused_at_once_is_never);
  int status = g_test_run();
  servers_stop(&servers);
  stub_stop(looks);
  return status;
}
