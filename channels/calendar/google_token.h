/* Access tokens of Google: by a service account (RFC 7523: a statement signed with RS256), or by the refresh token that
 * one user gave (RFC 6749 section 6).
 *
 * A statement says when it was made, and channels ask no clock: the moment is taken from the Date of the server that
 * will judge it, which is the clock that counts. */
#ifndef CHANNELS_CALENDAR_GOOGLE_TOKEN_H
#define CHANNELS_CALENDAR_GOOGLE_TOKEN_H

#include <glib.h>

struct google_token_settings {
  const char *url;             /* where tokens are given; "" = what the key file says, else Google's own */
  const char *service_account; /* path of the key file (JSON); "" = none */
  gboolean impersonate;        /* act as the calendar's owner (domain-wide delegation), else as itself */
  const char *client_id, *client_secret, *refresh_token;
  int timeout;
};

struct google_token;
/* NULL and CHANNEL_ERROR_SETTING that names the option. */
struct google_token *google_token_new(const struct google_token_settings *settings, GError **error);
void google_token_free(struct google_token *token); /* NULL is fine */

/* Borrowed until the next call. NULL and CHANNEL_ERROR_UNREACHABLE. */
const char *google_token_get(struct google_token *token, const char *owner, GError **error);
void google_token_forget(struct google_token *token, const char *owner);

#endif
