#include "channels/calendar/google_token.h"

#include "channels/calendar/calendar_web.h"
#include "channels/transport/reason.h"
#include "channels/transport/stopwatch.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#define SCOPE "https://www.googleapis.com/auth/calendar"
#define GRANT "urn:ietf:params:oauth:grant-type:jwt-bearer"

enum { LIFE_SECONDS = 3600, MARGIN_SECONDS = 300, TOKEN_MOST = 16 * 1024, KEY_FILE_MOST = 64 * 1024 };

struct kept { /* a token of one owner, or of all when nobody is impersonated */
  char *token;
  gint64 good_till; /* of the stopwatch */
};

struct google_token {
  struct http *http;
  char *url, *issuer, *client_id, *client_secret, *refresh_token;
  EVP_PKEY *key; /* NULL: by refresh token */
  gboolean impersonate;
  int timeout;
  GHashTable *kept; /* owner → struct kept */
};

static void kept_free(gpointer data) {
  struct kept *kept = data;
  g_free(kept->token);
  g_free(kept);
}

void google_token_free(struct google_token *token) {
  if (!token) return;
  http_free(token->http);
  EVP_PKEY_free(token->key);
  g_hash_table_unref(token->kept);
  char *const texts[] = {token->url, token->issuer, token->client_id, token->client_secret, token->refresh_token};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(token);
}

/* -- settings --------------------------------------------------------------------------------------------------------
 */

static gboolean refuse(const char *text, GError **error) {
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, text);
  return FALSE;
}

static gboolean take_key(struct google_token *token, const json_t *file, GError **error) {
  const char *pem = calendar_web_text(file, "private_key"), *issuer = calendar_web_text(file, "client_email");
  const char *url = calendar_web_text(file, "token_uri");
  BIO *bio = pem ? BIO_new_mem_buf(pem, -1) : NULL;
  token->key = bio ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL) : NULL;
  BIO_free(bio);
  if (!token->key || EVP_PKEY_get_base_id(token->key) != EVP_PKEY_RSA || !issuer)
    return refuse("service_account: the file has no client_email with an RSA private_key", error);
  token->issuer = g_strdup(issuer);
  if (url && !token->url) token->url = g_strdup(url);
  return TRUE;
}

static gboolean read_key(struct google_token *token, const char *path, GError **error) {
  g_autofree char *text = NULL;
  gsize length = 0;
  if (!g_path_is_absolute(path)) return refuse("service_account: is the whole path of a key file", error);
  if (!g_file_get_contents(path, &text, &length, NULL) || length > KEY_FILE_MOST)
    return refuse("service_account: the file can't be read", error);
  json_t *file = json_loadb(text, length, 0, NULL);
  gboolean ok = take_key(token, file, error);
  json_decref(file);
  return ok;
}

static gboolean take_settings(struct google_token *token, const struct google_token_settings *settings,
                              GError **error) {
  if (*settings->url) token->url = g_strdup(settings->url);
  if (*settings->service_account) {
    if (!read_key(token, settings->service_account, error)) return FALSE;
  } else if (!*settings->client_id || !*settings->client_secret || !*settings->refresh_token) {
    return refuse("service_account: is not set, nor client_id, client_secret and refresh_token together", error);
  }
  if (!token->url) token->url = g_strdup("https://oauth2.googleapis.com/token");
  return calendar_web_is_address("token_url", token->url, error);
}

struct google_token *google_token_new(const struct google_token_settings *settings, GError **error) {
  struct google_token *token = g_new0(struct google_token, 1);
  token->http = http_new();
  token->timeout = settings->timeout;
  token->impersonate = settings->impersonate;
  token->client_id = g_strdup(settings->client_id);
  token->client_secret = g_strdup(settings->client_secret);
  token->refresh_token = g_strdup(settings->refresh_token);
  token->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
  if (take_settings(token, settings, error)) return token;
  google_token_free(token);
  return NULL;
}

/* -- the signed statement --------------------------------------------------------------------------------------------
 */

/* RFC 7515 section 2: base64url without padding. */
static char *base64url(const guchar *bytes, gsize length) {
  char *text = g_base64_encode(bytes, length);
  g_strdelimit(text, "+", '-');
  g_strdelimit(text, "/", '_');
  text[strcspn(text, "=")] = '\0';
  return text;
}

static char *signature_of(EVP_PKEY *key, const char *text) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  gsize size = 0;
  g_autofree guchar *bytes = NULL;
  char *signature = NULL;
  if (EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
      EVP_DigestSign(context, NULL, &size, (const guchar *)text, strlen(text)) == 1) {
    bytes = g_malloc(size);
    if (EVP_DigestSign(context, bytes, &size, (const guchar *)text, strlen(text)) == 1)
      signature = base64url(bytes, size);
  }
  EVP_MD_CTX_free(context);
  return signature;
}

static char *part_of(json_t *object) {
  char *dump = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
  char *part = base64url((const guchar *)dump, strlen(dump));
  free(dump);
  json_decref(object);
  return part;
}

static char *statement(const struct google_token *token, const char *owner, gint64 now) {
  json_t *claims = json_pack("{s:s, s:s, s:s, s:I, s:I}", "iss", token->issuer, "scope", SCOPE, "aud", token->url,
                             "iat", (json_int_t)now, "exp", (json_int_t)(now + LIFE_SECONDS));
  if (token->impersonate && *owner) json_object_set_new(claims, "sub", json_string(owner));
  g_autofree char *head = part_of(json_pack("{s:s, s:s}", "alg", "RS256", "typ", "JWT"));
  g_autofree char *body = part_of(claims);
  g_autofree char *text = g_strconcat(head, ".", body, NULL);
  g_autofree char *signature = signature_of(token->key, text);
  return signature ? g_strconcat(text, ".", signature, NULL) : NULL;
}

/* What time the server of the tokens has; 0 = it does not say. */
static gint64 moment_there(const struct google_token *token) {
  const struct http_request request = {.url = token->url, .timeout = token->timeout};
  struct http_answer answer;
  http_do(token->http, &request, &answer);
  g_autofree char *date = http_answer_header(&answer, "Date");
  gint64 moment = date ? (gint64)curl_getdate(date, NULL) : 0;
  http_answer_clear(&answer);
  return MAX(moment, 0);
}

/* -- asking
 * ------------------------------------------------------------------------------------------------------------ */

static void add_field(GString *form, const char *name, const char *value) {
  if (form->len) g_string_append_c(form, '&');
  g_string_append_printf(form, "%s=", name);
  g_string_append_uri_escaped(form, value, NULL, FALSE);
}

/* *secret: the signed statement, which is as good as a token for an hour. Caller frees both. */
static char *form_of(const struct google_token *token, const char *owner, char **secret, GError **error) {
  g_autoptr(GString) form = g_string_new(NULL);
  gint64 now = token->key ? moment_there(token) : 0;
  char *said = *secret = now ? statement(token, owner, now) : NULL;
  if (token->key && !said) {
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "no token: %s",
                now ? "the key does not sign" : "the server of tokens was not reached, or tells no time");
    return NULL;
  }
  add_field(form, "grant_type", said ? GRANT : "refresh_token");
  if (said) {
    add_field(form, "assertion", said);
  } else {
    add_field(form, "client_id", token->client_id);
    add_field(form, "client_secret", token->client_secret);
    add_field(form, "refresh_token", token->refresh_token);
  }
  return g_strdup(form->str);
}

static gboolean is_token(const char *text) {
  if (!text || !*text || strlen(text) > TOKEN_MOST) return FALSE;
  for (const char *c = text; *c; c++)
    if (*c <= ' ' || *c >= 0x7f) return FALSE;
  return TRUE;
}

static const char *keep(struct google_token *token, const char *owner, const char *text, json_int_t life) {
  gint64 seconds = life > 0 && life <= LIFE_SECONDS ? life : LIFE_SECONDS;
  struct kept *kept = g_new0(struct kept, 1);
  kept->token = g_strdup(text);
  kept->good_till = stopwatch_read() + (seconds - MIN(MARGIN_SECONDS, seconds / 2)) * 1000;
  g_hash_table_insert(token->kept, g_strdup(owner), kept);
  return kept->token;
}

static const char *ask(struct google_token *token, const char *owner, GError **error) {
  static const char *const headers[] = {"Content-Type: application/x-www-form-urlencoded", NULL};
  g_autofree char *statement_said = NULL, *form = form_of(token, owner, &statement_said, error);
  if (!form) return NULL;
  const struct http_request request = {
      .method = "POST", .url = token->url, .body = form, .headers = headers, .timeout = token->timeout};
  struct http_answer answer;
  http_do(token->http, &request, &answer);
  json_t *document = json_loadb(answer.body->str, answer.body->len, 0, NULL);
  const char *text = calendar_web_text(document, "access_token"), *found = NULL;
  if (answer.status / 100 == 2 && is_token(text)) {
    found = keep(token, owner, text, json_integer_value(json_object_get(document, "expires_in")));
  } else {
    const char *const secrets[] = {token->client_secret, token->refresh_token, statement_said ? statement_said : "",
                                   NULL};
    g_autofree char *said = calendar_copy_said(&answer, secrets);
    g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, "no token: %s", said);
  }
  json_decref(document);
  http_answer_clear(&answer);
  return found;
}

static const char *whose(const struct google_token *token, const char *owner) {
  return token->key && token->impersonate ? owner : "";
}

const char *google_token_get(struct google_token *token, const char *owner, GError **error) {
  const struct kept *kept = g_hash_table_lookup(token->kept, whose(token, owner));
  if (kept && stopwatch_read() < kept->good_till) return kept->token;
  return ask(token, whose(token, owner), error);
}

void google_token_forget(struct google_token *token, const char *owner) {
  g_hash_table_remove(token->kept, whose(token, owner));
}
