/* Access tokens by the client-credentials flow of OAuth 2.0 (RFC 6749 section 4.4), for signing in to mail servers that
 * take no password any more: Microsoft 365 first of all.
 *
 * A token is kept in memory only, and asked for anew before it ends. When the far side of the token fails, it isn't
 * asked again for half a minute: a queue of a thousand mails must not knock a thousand times. */
#ifndef CHANNELS_TRANSPORT_OAUTH_H
#define CHANNELS_TRANSPORT_OAUTH_H

#include <glib.h>

struct oauth_settings {
  const char *url; /* https, or http to this machine: https://login.microsoftonline.com/TENANT/oauth2/v2.0/token */
  const char *client, *secret, *scope; /* scope "" = none is asked for */
  int timeout_seconds;
};

struct oauth;
/* NULL and CHANNEL_ERROR_SETTING, which begins with the name of the option: token_url, client_id or client_secret. */
struct oauth *oauth_new(const struct oauth_settings *settings, GError **error);
void oauth_free(struct oauth *oauth); /* NULL is fine */

/* A token that is good for some minutes more; borrowed until the next call. NULL and CHANNEL_ERROR_UNREACHABLE, with
 * what the far side said and without secrets. */
const char *oauth_token(struct oauth *oauth, GError **error);
/* The token was refused: the next call asks for another. */
void oauth_forget(struct oauth *oauth);

#endif
