#include "channels/email/sign_in.h"

#include "channels/options.h"

enum { TOKEN_SECONDS = 10 };

static gboolean refuse(GError **error, const char *problem) {
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, problem);
  return FALSE;
}

static gboolean with_password(const struct sign_in *out, GError **error) {
  return !*out->user == !*out->password || refuse(error, "password: user and password go together");
}

/* A password beside it would be a secret that nobody needs, or a mistake. */
static gboolean with_token(channel_setting setting, void *user, struct sign_in *out, GError **error) {
  if (!*out->user) return refuse(error, "user: goes with token_url");
  if (*out->password) return refuse(error, "password: is not used with token_url; leave one of them out");
  const struct oauth_settings settings = {.url = options_text(setting, user, "token_url"),
                                          .client = options_text(setting, user, "client_id"),
                                          .secret = options_text(setting, user, "client_secret"),
                                          .scope = options_text(setting, user, "scope"),
                                          .timeout_seconds = TOKEN_SECONDS};
  out->oauth = oauth_new(&settings, error);
  return out->oauth != NULL;
}

gboolean sign_in_read(channel_setting setting, void *user, struct sign_in *out, GError **error) {
  *out = (struct sign_in){.user = options_text(setting, user, "user"),
                          .password = options_text(setting, user, "password")};
  gboolean token = *options_text(setting, user, "token_url") != '\0';
  return token ? with_token(setting, user, out, error) : with_password(out, error);
}
