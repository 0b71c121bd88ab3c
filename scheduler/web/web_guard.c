/* Who may knock, and how often: forms only from our own pages, tries to sign in counted by address. */
#include <string.h>

#include "scheduler/web/web_room.h"

enum { MINUTE = 60, TABLE_MOST = 20000, CLIENT_CHARACTERS = 64 };

struct tries {
  gint64 from;
  guint count;
};

void web_guard_tries_free(gpointer tries) {
  g_free(tries);
}

static const char *header(const struct web_request *request, const char *name) {
  return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static const char *authority_of(const char *url) {
  const char *found = url ? strstr(url, "://") : NULL;
  return found ? found + 3 : NULL;
}

static gboolean is_authority(const char *origin, const char *authority) {
  if (!authority) return FALSE;
  gsize n = strcspn(authority, "/");
  return strlen(origin) == n && g_ascii_strncasecmp(origin, authority, n) == 0;
}

/* A browser says where a form came from, by Sec-Fetch-Site or Origin; the cookie is SameSite=Lax besides. A program
 * that says neither has no cookie of somebody else to misuse. */
gboolean web_guard_own_form(const struct web_request *request) {
  const char *site = header(request, "Sec-Fetch-Site"), *origin = header(request, "Origin");
  if (site) return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
  if (!origin) return TRUE;
  const char *from = authority_of(origin);
  const char *base = request->web->world.setting(request->web->world.user, "base_url");
  return from && (is_authority(from, header(request, "Host")) || is_authority(from, authority_of(base)));
}

/* Who asks: the last address that the proxy added, for only a proxy or this machine itself reaches a loopback port. */
char *web_guard_client(const struct web_request *request) {
  const char *forwarded = header(request, "X-Forwarded-For");
  const char *last = forwarded ? strrchr(forwarded, ',') : NULL;
  g_autofree char *client = g_strndup(last ? last + 1 : forwarded ? forwarded : "local", CLIENT_CHARACTERS);
  return g_strdup(g_strstrip(client));
}

static gboolean is_over(gpointer key, gpointer value, gpointer user) {
  (void)key;
  return *(const gint64 *)user - ((const struct tries *)value)->from >= MINUTE;
}

/* A full table refuses: forgetting would let a guesser start anew by filling it. */
static struct tries *tries_of(struct web *web, const char *key, gint64 now) {
  struct tries *tries = g_hash_table_lookup(web->tries, key);
  if (tries && !is_over(NULL, tries, &now)) return tries;
  if (g_hash_table_size(web->tries) >= TABLE_MOST) g_hash_table_foreach_remove(web->tries, is_over, &now);
  if (g_hash_table_size(web->tries) >= TABLE_MOST) return NULL;
  tries = g_new0(struct tries, 1);
  tries->from = now;
  g_hash_table_insert(web->tries, g_strdup(key), tries);
  return tries;
}

gboolean web_guard_may_try(struct web *web, const char *key, guint most, gint64 now) {
  struct tries *tries = tries_of(web, key, now);
  return tries && tries->count++ < most;
}

void web_guard_succeeded(struct web *web, const char *key) {
  g_hash_table_remove(web->tries, key);
}
