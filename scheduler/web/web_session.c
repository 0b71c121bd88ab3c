/* Signing in: argon2id, a random token whose hash is stored, a cookie that scripts can't read. */
#include <sodium.h>
#include <string.h>

#include "scheduler/web/web_room.h"

enum { HOURS = 8, TRIES = 5, TRIES_SECONDS = 60, TOKEN = 52 };

struct attempts {
  gint64 from;
  guint count;
};

void web_session_attempts_free(gpointer attempts) {
  g_free(attempts);
}

/* At most so many tries a minute for one address, whoever asks: guessing is slow, and the table stays small. */
static gboolean may_try(struct web *web, const char *email, gint64 now) {
  if (g_hash_table_size(web->attempts) > 10000) g_hash_table_remove_all(web->attempts);
  struct attempts *attempts = g_hash_table_lookup(web->attempts, email);
  if (!attempts) {
    attempts = g_new0(struct attempts, 1);
    g_hash_table_insert(web->attempts, g_strdup(email), attempts);
  }
  if (now - attempts->from >= TRIES_SECONDS) *attempts = (struct attempts){now, 0};
  return attempts->count++ < TRIES;
}

static char *hash_of(const char *token) {
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
}

static char *token_of(struct MHD_Connection *connection) {
  return g_strdup(MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "waakvlam"));
}

struct store_staff *web_session_staff(struct web *web, struct MHD_Connection *connection, gint64 now) {
  g_autofree char *token = token_of(connection);
  if (!token) return NULL;
  g_autofree char *hash = hash_of(token);
  struct store *store = cases_store(web->world.cases);
  gint64 id = store_staff_session(store, hash, now);
  return id ? store_staff_get(store, id, NULL) : NULL;
}

/* A hash that no password has, so that an unknown user takes as long as a known one. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$3uFJ7mXVOb5kU8c4yTOTN7AfEwkwTB7u0Mj1nvHb1MM";

static gboolean password_fits(const struct store_staff *staff, const char *password) {
  gboolean known = staff && *staff->password;
  char stored[crypto_pwhash_STRBYTES] = ""; /* the library reads that many bytes, whatever the text's length */
  g_strlcpy(stored, known ? staff->password : nobody, sizeof stored);
  return crypto_pwhash_str_verify(stored, password, strlen(password)) == 0 && known;
}

static char *begin(struct web *web, const struct store_staff *staff, gint64 now) {
  struct store *store = cases_store(web->world.cases);
  char token[TOKEN + 1];
  web->world.chance(web->world.user, token, TOKEN);
  g_autofree char *hash = hash_of(token);
  gint64 expires = now + HOURS * 3600;
  if (!store_begin(store, NULL)) return NULL;
  gboolean ok = store_staff_open_session(store, hash, staff->id, expires, NULL) && store_commit(store, NULL);
  if (!ok) store_rollback(store);
  return ok ? g_strdup_printf("waakvlam=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax", token, HOURS * 3600) : NULL;
}

char *web_session_open(struct web *web, const char *email, const char *password, gint64 now) {
  if (sodium_init() < 0 || !may_try(web, email, now)) return NULL;
  struct store_staff *staff = store_staff_by_email(cases_store(web->world.cases), email, NULL);
  char *cookie = password_fits(staff, password) ? begin(web, staff, now) : NULL;
  store_staff_free(staff);
  return cookie;
}

void web_session_close(struct web *web, struct MHD_Connection *connection) {
  g_autofree char *token = token_of(connection);
  if (!token) return;
  g_autofree char *hash = hash_of(token);
  struct store *store = cases_store(web->world.cases);
  if (store_begin(store, NULL) && store_staff_close_session(store, hash, NULL)) store_commit(store, NULL);
  store_rollback(store);
}
