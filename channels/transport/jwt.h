/* JSON Web Tokens signed with a shared key: RFC 7519 with HS256 of RFC 7515 and 7518, and nothing else. */
#ifndef CHANNELS_TRANSPORT_JWT_H
#define CHANNELS_TRANSPORT_JWT_H

#include <glib.h>
#include <jansson.h>

/* Claims stay the caller's; caller frees. */
char *jwt_make(const json_t *claims, const char *key);
/* The claims of a token that this key signed, else NULL. Any other algorithm is refused, "none" first. Times are not
 * looked at. */
json_t *jwt_read(const char *token, const char *key);

#endif
