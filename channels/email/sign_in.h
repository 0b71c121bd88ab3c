/* Signing in to a mail server: a user with a password, or with a token that is fetched (Microsoft 365 and others that
 * take no password any more). The same settings for mail out and mail in. */
#ifndef CHANNELS_EMAIL_SIGN_IN_H
#define CHANNELS_EMAIL_SIGN_IN_H

#include "channels/channel.h"
#include "channels/transport/oauth.h"

/* For the option table of a channel. */
#define SIGN_IN_OPTIONS                                                                                                \
  {"user", "", FALSE, "empty: no signing in"}, {"password", "", TRUE, "goes with user, unless token_url is set"},      \
      {"token_url", "", FALSE,                                                                                         \
       "signing in with a token in place of a password: where it is fetched, at Microsoft 365 "                        \
       "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token"},                                                  \
      {"client_id", "", FALSE, "of the application that may sign in"},                                                 \
      {"client_secret", "", TRUE, "of the application that may sign in"}, {                                            \
    "scope", "https://outlook.office365.com/.default", FALSE, "what the token is for"                                  \
  }

struct sign_in {
  const char *user, *password; /* borrowed from the settings; "" = none */
  struct oauth *oauth;         /* NULL = with the password; free with oauth_free */
};
/* FALSE and CHANNEL_ERROR_SETTING when the settings contradict each other. */
gboolean sign_in_read(channel_setting setting, void *user, struct sign_in *out, GError **error);

#endif
