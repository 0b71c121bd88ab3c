#include "channels/transport/jwt.h"

#include <string.h>

/* RFC 4648 section 5, without padding. */
static char *encode(const void *bytes, gsize length) {
  char *text = g_base64_encode(bytes, length);
  g_strdelimit(g_strdelimit(text, "+", '-'), "/", '_');
  text[strcspn(text, "=")] = '\0';
  return text;
}

static guchar *decode(const char *text, gsize length, gsize *size) {
  g_autoptr(GString) plain = g_string_new_len(text, (gssize)length);
  if (strspn(plain->str, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != length) return NULL;
  g_strdelimit(g_strdelimit(plain->str, "-", '+'), "_", '/');
  while (plain->len % 4) g_string_append_c(plain, '=');
  return g_base64_decode(plain->str, size);
}

static char *sign(const char *text, gsize length, const char *key) {
  guint8 digest[32];
  gsize size = sizeof digest;
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)key, strlen(key));
  g_hmac_update(hmac, (const guchar *)text, (gssize)length);
  g_hmac_get_digest(hmac, digest, &size);
  g_hmac_unref(hmac);
  return encode(digest, size);
}

char *jwt_make(const json_t *claims, const char *key) {
  static const char header[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  char *text = json_dumps(claims, JSON_COMPACT);
  g_autofree char *first = encode(header, strlen(header));
  g_autofree char *second = encode(text, strlen(text));
  g_autofree char *both = g_strconcat(first, ".", second, NULL);
  g_autofree char *third = sign(both, strlen(both), key);
  free(text);
  return g_strconcat(both, ".", third, NULL);
}

/* Takes as long wherever the difference is. */
static gboolean same(const char *one, const char *other) {
  gsize length = strlen(one);
  guint8 difference = 0;
  if (strlen(other) != length) return FALSE;
  for (gsize i = 0; i < length; i++) difference |= (guint8)(one[i] ^ other[i]);
  return difference == 0;
}

static json_t *object_of(const char *text, gsize length) {
  gsize size = 0;
  g_autofree guchar *bytes = decode(text, length, &size);
  json_t *json = bytes && size ? json_loadb((const char *)bytes, size, JSON_REJECT_DUPLICATES, NULL) : NULL;
  if (json_is_object(json)) return json;
  json_decref(json);
  return NULL;
}

static gboolean is_ours(const char *text, gsize length) {
  json_t *header = object_of(text, length);
  const char *algorithm = json_string_value(json_object_get(header, "alg"));
  gboolean fine = algorithm && strcmp(algorithm, "HS256") == 0;
  json_decref(header);
  return fine;
}

json_t *jwt_read(const char *token, const char *key) {
  const char *first = strchr(token, '.'), *second = first ? strchr(first + 1, '.') : NULL;
  if (!second || strchr(second + 1, '.') || !*key || !is_ours(token, (gsize)(first - token))) return NULL;
  g_autofree char *wanted = sign(token, (gsize)(second - token), key);
  return same(wanted, second + 1) ? object_of(first + 1, (gsize)(second - first) - 1) : NULL;
}
