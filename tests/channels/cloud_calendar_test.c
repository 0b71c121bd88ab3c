/* The counsellor's own calendar at Microsoft 365 and at Google, each played by tests/servers/cloud.h. */
#include "tests/channels/sample.h"
#include "tests/servers/cloud.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#define NO_KEY "gehe im"

static void write_key(struct cloud *cloud) {
  EVP_PKEY *key = EVP_RSA_gen(2048);
  BIO *bio = BIO_new(BIO_s_mem());
  g_assert_cmpint(PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL), ==, 1);
  char *pem = NULL;
  long size = BIO_get_mem_data(bio, &pem);
  g_autofree char *text = g_strndup(pem, (gsize)size);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/token", cloud->stub.port);
  json_t *file =
      json_pack("{s:s, s:s, s:s}", "client_email", "robot@project.example", "private_key", text, "token_uri", url);
  cloud->key_file = g_build_filename(g_get_tmp_dir(), "cloud_calendar_key_XXXXXX", NULL);
  int fd = g_mkstemp(cloud->key_file);
  g_assert_cmpint(fd, >=, 0);
  g_assert_cmpint(json_dumpfd(file, fd, 0), ==, 0);
  close(fd);
  json_decref(file);
  BIO_free(bio);
  EVP_PKEY_free(key);
}

static void *open_with(struct cloud *cloud, const char *secret) {
  g_autofree char *root = g_strdup_printf("http://127.0.0.1:%d", cloud->stub.port);
  g_autofree char *graph = g_strconcat(root, "/v1.0", NULL), *google = g_strconcat(root, "/v3", NULL);
  g_autofree char *token = g_strconcat(root, "/token", NULL);
  const char *const at_microsoft[] = {
      "tenant", "dekruin.example", "client_id", "w", "client_secret", secret, "url", graph, "login_url",
      root,     "timeout",         "1",         NULL};
  const char *const at_google[] = {"client_id", "w",    "client_secret", secret, "refresh_token", "r",
                                   "url",       google, "token_url",     token,  "timeout",       "1",
                                   NULL};
  g_autoptr(GError) error = NULL;
  void *state = sample_open(cloud->channel, cloud->channel == &channel_graph ? at_microsoft : at_google, &error);
  g_assert_no_error(error);
  return state;
}

static struct channel_invitation moved_by(int hours, int sequence) {
  struct channel_invitation invitation = *sample_invitation();
  invitation.start += hours * 3600, invitation.end += hours * 3600, invitation.sequence = sequence;
  return invitation;
}

static enum channel_verdict send_it(struct cloud *cloud, void *state, struct channel_invitation invitation,
                                    const char *previous, char **reference, char **reason) {
  struct channel_message message = sample_message("agenda");
  message.to = OWNER, message.invitation = &invitation, message.previous = previous;
  struct channel_result result;
  cloud->channel->send(state, &message, &result);
  g_test_message("%s: %s", channel_verdict_names[result.verdict], result.reason);
  g_assert_null(strstr(result.reason, NO_KEY));
  if (reference) *reference = g_strdup(result.reference);
  if (reason) *reason = g_strdup(result.reason);
  enum channel_verdict verdict = result.verdict;
  channel_result_clear(&result);
  return verdict;
}

/* Does it stand there as it was brought? */
static void assert_seen(struct cloud *cloud, void *state, const char *reference, const char *want) {
  struct channel_invitation invitation = moved_by(0, 0);
  struct channel_message message = sample_message("agenda");
  message.to = OWNER, message.invitation = &invitation, message.previous = reference;
  struct channel_result result;
  cloud->channel->look(state, &message, &result);
  g_assert_cmpstr(result.reason, ==, want);
  g_assert_cmpint(result.verdict, ==, g_str_equal(want, "it stands there") ? CHANNEL_SENT : CHANNEL_NEVER);
  channel_result_clear(&result);
}

/* What its owner does, at the far side. */
static void she_moves(struct cloud *cloud, const char *start, const char *end) {
  g_mutex_lock(&cloud->lock);
  json_object_set_new(cloud->event, "start", json_pack("{s:s}", "dateTime", start));
  json_object_set_new(cloud->event, "end", json_pack("{s:s}", "dateTime", end));
  stamp(cloud, cloud->channel == &channel_graph ? "changeKey" : "etag");
  g_mutex_unlock(&cloud->lock);
}

static void she_removes(struct cloud *cloud) {
  g_mutex_lock(&cloud->lock);
  json_decref(cloud->event);
  cloud->event = NULL;
  cloud->gone = TRUE;
  g_mutex_unlock(&cloud->lock);
}

static void its_life(gconstpointer data) {
  struct cloud *cloud = cloud_new(data);
  void *state = open_with(cloud, NO_KEY);
  g_autofree char *first = NULL, *again = NULL, *second = NULL, *bytes = NULL;
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", &first, NULL), ==, CHANNEL_SENT);
  bytes = g_strdup(cloud->last_body);
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", &again, NULL), ==, CHANNEL_SENT);
  g_assert_cmpstr(bytes, ==, cloud->last_body);
  g_assert_cmpstr(first, ==, again);
  g_assert_cmpint(cloud->made, ==, 1);
  g_assert_cmpint(send_it(cloud, state, moved_by(2, 1), first, &second, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(send_it(cloud, state, moved_by(2, 1), first, NULL, NULL), ==, CHANNEL_SENT); /* our answer got lost */
  struct channel_invitation cancelled = moved_by(2, 2);
  cancelled.method = CHANNEL_CANCEL;
  g_assert_cmpint(send_it(cloud, state, cancelled, second, NULL, NULL), ==, CHANNEL_SENT);
  g_assert_null(cloud->event);
  g_assert_cmpint(send_it(cloud, state, cancelled, second, NULL, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(send_it(cloud, state, moved_by(5, 3), "", NULL, NULL), ==, CHANNEL_SENT); /* it is on again */
  g_assert_nonnull(cloud->event);
  g_assert_cmpint(cloud->tokens, ==, 1);
  cloud->channel->close(state);
  cloud_free(cloud);
}

/* It took the event and fell silent: the second try finds it there. */
static void silence_makes_no_second(gconstpointer data) {
  struct cloud *cloud = cloud_new(data);
  void *state = open_with(cloud, NO_KEY);
  cloud->fail = "silent", cloud->fail_method = "POST";
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, NULL), ==, CHANNEL_LATER);
  g_mutex_lock(&cloud->lock);
  cloud->fail = NULL;
  g_mutex_unlock(&cloud->lock);
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(cloud->made, ==, 1);
  cloud->channel->close(state);
  cloud_free(cloud);
}

static void what_she_changed_stays(gconstpointer data) {
  struct cloud *cloud = cloud_new(data);
  void *state = open_with(cloud, NO_KEY);
  g_autofree char *reference = NULL, *why = NULL, *removed = NULL;
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", &reference, NULL), ==, CHANNEL_SENT);
  assert_seen(cloud, state, reference, "it stands there");
  she_moves(cloud, "2026-10-02T08:00:00.0000000", "2026-10-02T08:30:00.0000000");
  assert_seen(cloud, state, reference, "changed by its owner");
  g_assert_cmpint(send_it(cloud, state, moved_by(1, 1), reference, NULL, &why), ==, CHANNEL_NEVER);
  g_assert_true(g_str_has_prefix(why, "changed by its owner"));
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, NULL), ==, CHANNEL_NEVER);
  struct channel_invitation cancelled = moved_by(0, 1);
  cancelled.method = CHANNEL_CANCEL;
  g_assert_cmpint(send_it(cloud, state, cancelled, reference, NULL, NULL), ==, CHANNEL_NEVER);
  g_assert_nonnull(cloud->event);
  she_removes(cloud);
  assert_seen(cloud, state, reference, "removed by its owner");
  g_assert_cmpint(send_it(cloud, state, moved_by(1, 1), reference, NULL, &removed), ==, CHANNEL_NEVER);
  g_assert_true(g_str_has_prefix(removed, "removed by its owner"));
  g_assert_cmpint(send_it(cloud, state, cancelled, reference, NULL, NULL), ==, CHANNEL_SENT);
  cloud->channel->close(state);
  cloud_free(cloud);
}

static void answers_have_their_verdict(gconstpointer data) {
  static const struct {
    const char *status;
    enum channel_verdict verdict;
    int retry_after;
  } cases[] = {{"400 Bad Request", CHANNEL_NEVER, 9},
               {"403 Forbidden", CHANNEL_LATER, 9},
               {"404 Not Found", CHANNEL_LATER, 0},
               {"429 Too Many Requests", CHANNEL_LATER, 9},
               {"500 Internal Server Error", CHANNEL_LATER, 9},
               {"503 Service Unavailable", CHANNEL_LATER, 9}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct cloud *cloud = cloud_new(data);
    void *state = open_with(cloud, NO_KEY);
    cloud->fail = cases[i].status, cloud->fail_method = "POST";
    struct channel_invitation invitation = moved_by(0, 0);
    struct channel_message message = sample_message("agenda");
    message.to = OWNER, message.invitation = &invitation;
    struct channel_result result;
    cloud->channel->send(state, &message, &result);
    g_test_message("%s: %s", cases[i].status, result.reason);
    g_assert_cmpint(result.verdict, ==, cases[i].verdict);
    g_assert_cmpint(result.retry_after, ==, cases[i].retry_after);
    channel_result_clear(&result);
    cloud->channel->close(state);
    cloud_free(cloud);
  }
}

/* A token that ended is renewed at once; one that is never taken is a matter for later. */
static void token_is_renewed(gconstpointer data) {
  struct cloud *cloud = cloud_new(data);
  void *state = open_with(cloud, NO_KEY);
  cloud->revoke = 1;
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, NULL), ==, CHANNEL_SENT);
  g_assert_cmpint(cloud->tokens, ==, 2);
  cloud->revoke = 1000;
  g_assert_cmpint(send_it(cloud, state, moved_by(1, 1), "", NULL, NULL), ==, CHANNEL_LATER);
  cloud->channel->close(state);
  state = open_with(cloud, "verkeerd");
  g_autoptr(GError) error = NULL;
  g_assert_false(cloud->channel->check(state, &error));
  g_assert_nonnull(strstr(error->message, "invalid_client"));
  g_assert_null(strstr(error->message, "verkeerd"));
  cloud->channel->close(state);
  cloud_free(cloud);
}

static void hours_are_told(gconstpointer data) {
  struct cloud *cloud = cloud_new(data);
  void *state = open_with(cloud, NO_KEY);
  gboolean graph = data == &channel_graph;
  cloud->busy = graph ? "[{\"start\":{\"dateTime\":\"2026-10-01T08:00:00.0000000\"},\"end\":{\"dateTime\":\"2026-10-"
                        "01T09:00:00.0000000\"},\"showAs\":\"busy\"},"
                        "{\"start\":{\"dateTime\":\"2026-10-01T10:00:00\"},\"end\":{\"dateTime\":\"2026-10-01T11:00:"
                        "00\"},\"showAs\":\"free\"},"
                        "{\"start\":{\"dateTime\":\"2026-10-01T10:00:00\"},\"end\":{\"dateTime\":\"2026-10-01T11:00:"
                        "00\"},\"showAs\":\"busy\",\"isCancelled\":true},"
                        "{\"start\":{\"dateTime\":\"2026-10-01T10:00:00\"},\"end\":{\"dateTime\":\"2026-10-01T11:00:"
                        "00\"},\"showAs\":\"busy\",\"responseStatus\":{\"response\":\"declined\"}},"
                        "{\"start\":{\"dateTime\":\"2026-10-02T00:00:00\"},\"end\":{\"dateTime\":\"2026-10-03T00:00:"
                        "00\"},\"showAs\":\"oof\",\"isAllDay\":true}]"
                      : "[{\"start\":\"2026-10-01T10:00:00+02:00\",\"end\":\"2026-10-01T09:00:00Z\"},{\"start\":\"2026-"
                        "10-01T22:00:00Z\",\"end\":\"2026-10-02T22:00:00Z\"}]";
  const gint64 from = 1790812800, to = from + 7 * 86400; /* 2026-10-01 00:00 UTC */
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(struct channel_busy));
  g_autoptr(GError) error = NULL;
  g_assert_true(cloud->channel->busy(state, OWNER, from, to, busy, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(busy->len, ==, 2);
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 0).from, ==, from + 8 * 3600);
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 0).to, ==, from + 9 * 3600);
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 1).from, ==, from + 22 * 3600); /* midnight in Amsterdam */
  g_assert_cmpint(g_array_index(busy, struct channel_busy, 1).to, ==, from + 46 * 3600);
  const char *const bad[] = {"{}", "[{\"start\":{\"dateTime\":\"morgen\"}}]", "[{\"start\":\"morgen\"}]"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) why = NULL;
    cloud->busy = bad[i];
    g_assert_false(cloud->channel->busy(state, OWNER, from, to, busy, &why));
    g_assert_nonnull(why);
  }
  cloud->channel->close(state);
  cloud_free(cloud);
}

/* -- Google's service account: the statement is checked with the public half of the key
 * --------------------------------- */

static guchar *unbase64(const char *text, gsize *length) {
  g_autofree char *plain = g_strdup(text);
  g_strdelimit(plain, "-", '+');
  g_strdelimit(plain, "_", '/');
  g_autofree char *padded = g_strconcat(plain, strlen(plain) % 4 ? &"===="[strlen(plain) % 4] : "", NULL);
  return g_base64_decode(padded, length);
}

static void assert_signed(const struct cloud *cloud, const char *jwt) {
  json_t *file = json_load_file(cloud->key_file, 0, NULL);
  BIO *bio = BIO_new_mem_buf(json_string_value(json_object_get(file, "private_key")), -1);
  EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
  const char *dot = strrchr(jwt, '.');
  gsize length = 0;
  g_autofree guchar *signature = unbase64(dot + 1, &length);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  g_assert_cmpint(EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key), ==, 1);
  g_assert_cmpint(EVP_DigestVerify(context, signature, length, (const guchar *)jwt, (gsize)(dot - jwt)), ==, 1);
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  BIO_free(bio);
  json_decref(file);
}

static void service_account_signs(void) {
  struct cloud *cloud = cloud_new(&channel_google);
  write_key(cloud);
  g_autofree char *url = g_strdup_printf("http://127.0.0.1:%d/v3", cloud->stub.port);
  const char *pairs[] = {"service_account", cloud->key_file, "impersonate", "yes", "url", url, "timeout", "1", NULL};
  void *state = sample_open(&channel_google, pairs, NULL);
  g_assert_nonnull(state);
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, NULL), ==, CHANNEL_SENT);
  const char *assertion = strstr(cloud->last_token_form, "assertion=");
  g_assert_nonnull(assertion);
  assert_signed(cloud, assertion + 10);
  g_auto(GStrv) parts = g_strsplit(assertion + 10, ".", 3);
  gsize length = 0;
  g_autofree guchar *claims = unbase64(parts[1], &length);
  json_t *said = json_loadb((const char *)claims, length, 0, NULL);
  g_assert_cmpstr(json_string_value(json_object_get(said, "iss")), ==, "robot@project.example");
  g_assert_cmpstr(json_string_value(json_object_get(said, "sub")), ==, OWNER);
  g_assert_cmpint(json_integer_value(json_object_get(said, "iat")), ==, 1790841600); /* the stub's Date */
  json_decref(said);
  channel_google.close(state);
  /* the statement is as good as a token for an hour: a server that shows it shows it to nobody */
  g_autofree char *reason = NULL;
  cloud->echoes = TRUE;
  state = sample_open(&channel_google, pairs, NULL);
  g_assert_cmpint(send_it(cloud, state, moved_by(0, 0), "", NULL, &reason), ==, CHANNEL_LATER);
  assertion = strstr(cloud->last_token_form, "assertion=");
  g_autofree char *half = g_strndup(assertion + 10, 40);
  g_assert_null(strstr(reason, half));
  g_assert_nonnull(strstr(reason, "assertion=***"));
  channel_google.close(state);
  cloud_free(cloud);
}

static void settings_are_checked(void) {
  const struct {
    const struct channel *channel;
    const char *pairs[8], *word;
  } cases[] = {
      {&channel_google, {NULL}, "service_account: is not set"},
      {&channel_google, {"service_account", "key.json", NULL}, "service_account: is the whole path"},
      {&channel_google, {"service_account", "/dev/null", NULL}, "service_account: the file has no"},
      {&channel_graph, {"tenant", "a/b", "client_id", "a", "client_secret", "b", NULL}, "tenant: "},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(sample_open(cases[i].channel, cases[i].pairs, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING);
    g_assert_nonnull(strstr(error->message, cases[i].word));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  static const struct channel *const members[] = {&channel_graph, &channel_google};
  static const struct {
    const char *name;
    GTestDataFunc test;
  } tests[] = {{"its life", its_life},
               {"silence makes no second", silence_makes_no_second},
               {"what she changed stays", what_she_changed_stays},
               {"answers have their verdict", answers_have_their_verdict},
               {"token is renewed", token_is_renewed},
               {"hours are told", hours_are_told}};
  for (gsize m = 0; m < G_N_ELEMENTS(members); m++)
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
      g_autofree char *path = g_strdup_printf("/cloud/%s stub/%s", members[m]->name, tests[i].name);
      g_test_add_data_func(path, members[m], tests[i].test);
    }
  g_test_add_func("/cloud/google stub/service account signs", service_account_signs);
  g_test_add_func("/cloud/settings are checked", settings_are_checked);
  return g_test_run();
}
