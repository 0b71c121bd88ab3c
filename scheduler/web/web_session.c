/* Signing in: argon2id, a random token whose hash is stored, a cookie that scripts can't read. */
#include <sodium.h>
#include <string.h>

#include "scheduler/web/web_room.h"

enum { HOURS = 8, TRIES_EMAIL = 5, TRIES_CLIENT = 30, TOKEN = 52, EMAIL_MOST = 254, PASSWORD_MOST = 255 };

static gboolean by_https(const struct web *web) {
  const char *base = web->world.setting(web->world.user, "base_url");
  return base && g_str_has_prefix(base, "https://");
}

/* The prefix __Host- makes a browser refuse the cookie from anywhere but this host over TLS (RFC 6265bis). */
static const char *cookie_name(const struct web *web) {
  return by_https(web) ? "__Host-waakvlam" : "waakvlam";
}

static char *cookie_of(const struct web *web, const char *token, int seconds) {
  return g_strdup_printf("%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s", cookie_name(web), token, seconds,
                         by_https(web) ? "; Secure" : "");
}

static char *hash_of(const char *token) {
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
}

static const char *token_of(const struct web_request *request) {
  return MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, cookie_name(request->web));
}

struct store_staff *web_session_staff(const struct web_request *request) {
  const char *token = token_of(request);
  if (!token || !*token) return NULL;
  g_autofree char *hash = hash_of(token);
  struct store *store = cases_store(request->web->world.cases);
  gint64 id = store_staff_session(store, hash, request->now);
  return id ? store_staff_get(store, id, NULL) : NULL;
}

/* A hash that no password has, so that an unknown user takes as long as a known one. */
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$3uFJ7mXVOb5kU8c4yTOTN7AfEwkwTB7u0Mj1nvHb1MM";

static gboolean password_fits(const struct store_staff *staff, const char *password) {
  gboolean known = staff && *staff->password;
  char stored[crypto_pwhash_STRBYTES] = ""; /* the library reads that many bytes, whatever the text's length */
  g_strlcpy(stored, known ? staff->password : nobody, sizeof stored);
  return crypto_pwhash_str_verify(stored, password, strlen(password)) == 0 && known;
}

/* argon2id takes 64 MiB and some 80 ms: one at a time, and pages need not wait for it. */
static gboolean verify_aside(struct web *web, const struct store_staff *staff, const char *password) {
  g_mutex_unlock(&web->mutex);
  g_mutex_lock(&web->passwords);
  gboolean fits = password_fits(staff, password);
  g_mutex_unlock(&web->passwords);
  g_mutex_lock(&web->mutex);
  return fits;
}

static char *begin(struct web *web, const struct store_staff *staff, gint64 now) {
  struct store *store = cases_store(web->world.cases);
  char token[TOKEN + 1];
  web->world.chance(web->world.user, token, TOKEN);
  g_autofree char *hash = hash_of(token);
  if (!store_begin(store, NULL)) return NULL;
  gboolean ok = store_staff_open_session(store, hash, staff->id, now + HOURS * 3600, NULL) && store_commit(store, NULL);
  if (!ok) store_rollback(store);
  return ok ? cookie_of(web, token, HOURS * 3600) : NULL;
}

static enum web_signin try_password(struct web_request *request, const char *email, const char *password,
                                    char **cookie) {
  struct web *web = request->web;
  struct store_staff *staff = store_staff_by_email(cases_store(web->world.cases), email, NULL);
  gboolean fits = verify_aside(web, staff, password);
  if (fits) *cookie = begin(web, staff, request->now);
  store_staff_free(staff);
  if (!fits) return WEB_SIGNIN_WRONG;
  return *cookie ? WEB_SIGNIN_DONE : WEB_SIGNIN_BUSY;
}

enum web_signin web_session_open(struct web_request *request, const char *typed, const char *password, char **cookie) {
  g_autofree char *email = g_ascii_strdown(typed, -1);
  g_autofree char *client = web_guard_client(request);
  g_autofree char *by_email = g_strconcat("email ", email, NULL), *by_client = g_strconcat("client ", client, NULL);
  *cookie = NULL;
  if (sodium_init() < 0 || strlen(email) > EMAIL_MOST || strlen(password) > PASSWORD_MOST) return WEB_SIGNIN_WRONG;
  if (!web_guard_may_try(request->web, by_client, TRIES_CLIENT, request->now) ||
      !web_guard_may_try(request->web, by_email, TRIES_EMAIL, request->now))
    return WEB_SIGNIN_OFTEN;
  enum web_signin result = try_password(request, email, password, cookie);
  if (result == WEB_SIGNIN_DONE) web_guard_succeeded(request->web, by_email);
  return result;
}

char *web_session_form_key(const struct web_request *request) {
  static const char purpose[] = "formulier";
  const char *token = token_of(request);
  if (!token) token = "";
  return g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)token, strlen(token), purpose,
                                   (gssize)strlen(purpose));
}

gboolean web_session_form_is_ours(const struct web_request *request) {
  g_autofree char *wanted = web_session_form_key(request), *given = web_room_field(request, "sleutel");
  return given && strlen(given) == strlen(wanted) && sodium_memcmp(given, wanted, strlen(wanted)) == 0;
}

char *web_session_close(const struct web_request *request) {
  const char *token = token_of(request);
  g_autofree char *hash = hash_of(token ? token : "");
  struct store *store = cases_store(request->web->world.cases);
  if (token && store_begin(store, NULL) && store_staff_close_session(store, hash, NULL)) store_commit(store, NULL);
  store_rollback(store);
  return cookie_of(request->web, "", 0);
}
