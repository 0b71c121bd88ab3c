/* What SMS providers bring to a hook: reports, answers, missed calls, who knocks, and their signed tokens. */
#include <jansson.h>

#include "channels/registry.h"
#include "channels/transport/jwt.h"
#include "tests/channels/sample.h"

/* -- what they bring -------------------------------------------------------------------------------------------------
 */

static const struct hear_case {
  const char *name, *bytes, *want; /* "kind key state cause from text", of each; "" = nothing, NULL = can't be read */
} hear_cases[] = {
    {"notify",
     "{\"id\":\"u\",\"reference\":\"k1\",\"to\":\"+31612345678\",\"status\":\"delivered\",\"notification_type\":"
     "\"sms\"}",
     "receipt k1 delivered - - -"},
    {"notify", "{\"id\":\"u\",\"reference\":\"k1\",\"status\":\"permanent-failure\"}", "receipt k1 failed address - -"},
    {"notify", "{\"id\":\"u\",\"reference\":\"k1\",\"status\":\"temporary-failure\"}",
     "receipt k1 failed temporary - -"},
    {"notify", "{\"id\":\"u\",\"reference\":\"k1\",\"status\":\"technical-failure\"}", "receipt k1 failed other - -"},
    {"notify",
     "{\"id\":\"u\",\"source_number\":\"+31612345678\",\"destination_number\":\"+319\",\"message\":\"ja "
     "graag\",\"date_received\":\"2026\"}",
     "text - - - +31612345678 ja graag"},
    {"notify", "{\"id\":\"u\",\"status\":\"levitating\"}", NULL},
    {"notify", "not json", NULL},
    {"cm",
     "{\"messages\":{\"msg\":{\"received\":\"2026-11-22T12:00:00\",\"to\":\"0031612345678\",\"reference\":\"k1\","
     "\"status\":{\"code\":\"2\",\"errorCode\":\"\",\"errorDescription\":\"Delivered\"}}}}",
     "receipt k1 delivered - - -"},
    {"cm",
     "{\"messages\":{\"msg\":[{\"reference\":\"k1\",\"status\":{\"code\":0}},{\"reference\":\"k2\",\"status\":{"
     "\"code\":3,\"errorCode\":1}},{\"reference\":\"k3\",\"status\":{\"code\":3,\"errorCode\":27}}]}}",
     "receipt k1 sent - - -|receipt k2 failed address - -|receipt k3 failed temporary - -"},
    {"cm", "reference=k1&status=2&statusdescription=Delivered", "receipt k1 delivered - - -"},
    {"cm",
     "{\"from\":{\"number\":\"+31612345678\",\"name\":\"\"},\"to\":{\"number\":\"+319\"},\"message\":{\"text\":"
     "\"stop\"},\"reference\":\"k1\",\"groupings\":[\"\",\"\",\"\"],\"timeUtc\":\"2026-11-22T12:00:00\",\"channel\":"
     "\"SMS\"}",
     "text - - - +31612345678 stop"},
    {"cm", "{\"from\":\"0031612345678\",\"to\":\"319\",\"body\":\"ja\"}", "text - - - 0031612345678 ja"},
    {"cm", "{\"messages\":{\"msg\":{\"reference\":\"k1\",\"status\":{\"code\":4}}}}", "receipt k1 delivered - - -"},
    {"cm", "{}", NULL},
    {"spryng", "REFERENCE=k1&STATUS=Delivered", "receipt k1 delivered - - -"},
    {"spryng", "REFERENCE=k1&STATUS=Not+Delivered", "receipt k1 failed other - -"},
    {"spryng", "REFERENCE=k1&STATUS=Buffered", "receipt k1 sent - - -"},
    {"spryng", "reference=k1&status=20&reasoncode=1", "receipt k1 failed address - -"},
    {"spryng", "{\"reference\":\"k1\",\"status\":\"expired\"}", "receipt k1 failed temporary - -"},
    {"spryng", "originator=31612345678&recipient=319&body=bel+me&id=7", "text - - - 31612345678 bel me"},
    {"spryng", "SENDER=31612345678&DESTINATION=319&CONTENT=1", "text - - - 31612345678 1"},
    {"spryng", "STATUS=levitating", NULL},
    {"bird",
     "id=i-1&reference=k1&recipient=31612345678&status=delivered&statusDatetime=2026-11-22T12%3A00%3A00%2B00%3A00",
     "receipt k1 delivered - - -"},
    {"bird", "id=i-1&reference=k1&status=delivery_failed&statusReason=unknown+subscriber&statusErrorCode=1",
     "receipt k1 failed address - -"},
    {"bird", "id=i-1&reference=k1&status=delivery_failed&statusErrorCode=27", "receipt k1 failed temporary - -"},
    {"bird", "id=i-1&reference=k1&status=expired", "receipt k1 failed temporary - -"},
    {"bird", "id=i-2&originator=31612345678&recipient=319&body=Ik+heb+werk&createdDatetime=2026-11-22T12%3A00%3A00Z",
     "text - - - 31612345678 Ik heb werk"},
    {"bird",
     "{\"event\":\"callUpdated\",\"items\":[{\"type\":\"call\",\"payload\":{\"id\":\"c1\",\"status\":\"ended\","
     "\"source\":\"31612345678\",\"destination\":\"319\",\"direction\":\"incoming\",\"createdAt\":\"2026\","
     "\"answeredAt\":null}},{\"type\":\"leg\",\"payload\":{}}]}",
     "call - - - 31612345678 -"},
    {"bird",
     "{\"items\":[{\"type\":\"call\",\"payload\":{\"id\":\"c1\",\"status\":\"ringing\",\"source\":\"31612345678\","
     "\"direction\":\"incoming\"}}]}",
     ""},
    {"bird",
     "{\"items\":[{\"type\":\"call\",\"payload\":{\"id\":\"c1\",\"status\":\"ended\",\"source\":\"31612345678\","
     "\"direction\":\"incoming\",\"answeredAt\":\"2026\",\"duration\":9}}]}",
     ""},
    {"bird", "x=y", NULL},
};

static const char *shown(const char *text) {
  return text && *text ? text : "-";
}

static char *summary(const GPtrArray *all) {
  static const char *const kinds[] = {"receipt", "text", "call"};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const struct channel_news *news = all->pdata[i];
    g_string_append_printf(out, "%s%s %s %s %s %s %s", i ? "|" : "", kinds[news->kind], shown(news->key),
                           shown(news->state), shown(news->cause), shown(news->from), shown(news->text));
  }
  return g_string_free(out, FALSE);
}

static void what_they_bring(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(hear_cases); i++) {
    const struct hear_case *c = &hear_cases[i];
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = registry_find(c->name)->hear(c->bytes, strlen(c->bytes), &error);
    g_autofree char *got = all ? summary(all) : NULL;
    if (g_strcmp0(got, c->want) != 0) {
      g_test_message("%s: got %s, want %s", c->bytes, got, c->want);
      g_test_fail();
    }
    g_assert_cmpint(all == NULL, ==, error != NULL);
  }
}

/* -- who knocks ------------------------------------------------------------------------------------------------------
 */

#define HOOK    "https://waakvlam.school.example/hook/bird"
#define SIGNING "PlLrKaqvZNRR5zAjm42ZT6q1SQxgbbGd"

static const char *header_of(void *user, const char *name) {
  return g_ascii_strcasecmp(name, "messagebird-signature-jwt") == 0 ? user : NULL;
}

static char *signature(const char *issuer, const char *url, const char *body, const char *key) {
  g_autofree char *url_hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, url, -1);
  g_autofree char *payload = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
  json_t *claims = json_pack("{s:s, s:i, s:i, s:s}", "iss", issuer, "nbf", 1, "exp", 2, "url_hash", url_hash);
  if (*body) json_object_set_new(claims, "payload_hash", json_string(payload));
  char *token = jwt_make(claims, key);
  json_decref(claims);
  return token;
}

static enum channel_knock knock(const char *token, const char *query, const char *body, const char *hook_url,
                                const char *signing_key) {
  const char *pairs[] = {"key", "k", "signing_key", signing_key, "hook_url", hook_url, NULL};
  void *state = sample_open(&channel_bird, pairs, NULL);
  const struct channel_post post = {*body ? "POST" : "GET", query, body, strlen(body), header_of, (void *)token};
  char *answer = NULL;
  enum channel_knock verdict = channel_bird.knock(state, &post, &answer);
  g_assert_null(answer);
  channel_bird.close(state);
  return verdict;
}

static void only_bird_gets_in(void) {
  g_autofree char *get = signature("MessageBird", HOOK "?id=1&status=sent", "", SIGNING);
  g_autofree char *post = signature("MessageBird", HOOK, "originator=31612345678&body=STOP", SIGNING);
  g_autofree char *other_key = signature("MessageBird", HOOK "?id=1&status=sent", "", "geheim");
  g_autofree char *other_issuer = signature("Mallory", HOOK "?id=1&status=sent", "", SIGNING);
  const char *body = "originator=31612345678&body=STOP";
  g_assert_cmpint(knock(get, "id=1&status=sent", "", HOOK, SIGNING), ==, CHANNEL_KNOCK_TAKEN);
  g_assert_cmpint(knock(post, "", body, HOOK, SIGNING), ==, CHANNEL_KNOCK_TAKEN);
  g_assert_cmpint(knock(post, "", body, "", SIGNING), ==, CHANNEL_KNOCK_TAKEN);
  g_assert_cmpint(knock(get, "id=1&status=delivered", "", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(get, "id=1&status=sent", "", "", SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(post, "", "originator=31612345678&body=JA", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(get, "id=1&status=sent", "x", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(other_key, "id=1&status=sent", "", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(other_issuer, "id=1&status=sent", "", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(get, "id=1&status=sent", "", HOOK, ""), ==, CHANNEL_KNOCK_REFUSED);
  g_assert_cmpint(knock(NULL, "id=1&status=sent", "", HOOK, SIGNING), ==, CHANNEL_KNOCK_REFUSED);
}

/* RFC 7515, appendix A.1, has a key of bytes; this one is of text, made with another program (openssl). */
static void tokens(void) {
  static const char token[] = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJNZXNzYWdlQmlyZCJ9.";
  json_t *claims = json_pack("{s:s}", "iss", "MessageBird");
  g_autofree char *made = jwt_make(claims, "geheim");
  g_assert_true(g_str_has_prefix(made, token));
  g_assert_cmpstr(made + strlen(token), ==, "rqIcW43lQB_EWiiFvM7XdXaoZansUnvLeNvi8nYfPdE");
  json_t *back = jwt_read(made, "geheim");
  g_assert_true(json_equal(claims, back));
  json_decref(back);
  static const char *const wrong[] = {"",
                                      ".",
                                      "..",
                                      "a.b.c",
                                      "....",
                                      "eyJhbGciOiJub25lIn0.eyJpc3MiOiJNZXNzYWdlQmlyZCJ9.",
                                      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJNZXNzYWdlQmlyZCJ9.AAAA"};
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_null(jwt_read(wrong[i], "geheim"));
  g_assert_null(jwt_read(made, "Geheim"));
  g_assert_null(jwt_read(made, ""));
  json_decref(claims);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/providers/hook/hear", what_they_bring);
  g_test_add_func("/providers/hook/knock", only_bird_gets_in);
  g_test_add_func("/providers/hook/tokens", tokens);
  return g_test_run();
}
