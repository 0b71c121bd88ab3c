/* SMTP submission by libcurl: TLS, STARTTLS, authentication, connection reuse. */
#ifndef CHANNELS_TRANSPORT_SMTP_H
#define CHANNELS_TRANSPORT_SMTP_H

#include "channels/transport/oauth.h"

#include <glib.h>

struct smtp_settings {
  const char *host;
  int port;
  const char *tls;             /* "none", "starttls" (required), "tls" */
  const char *user, *password; /* "" = no authentication */
  const char *ca_file;         /* "" = the system's */
  const char *helo;            /* EHLO name */
  int timeout_seconds;
  struct oauth
      *oauth; /* signs in as `user` with its token (XOAUTH2 or OAUTHBEARER); NULL = with the password. Borrowed */
};

struct smtp;
struct smtp *smtp_new(const struct smtp_settings *settings, GError **error);
void smtp_free(struct smtp *smtp);

enum smtp_outcome {
  SMTP_ACCEPTED,
  SMTP_TEMPORARY,
  SMTP_PERMANENT,
  SMTP_NOT_REACHED,
  SMTP_UNSURE /* the line broke after the body left */
};

/* One transaction with one or more recipients: accepted only if the first recipient is; `to` ends with NULL.
 * *reply is the server's last line or libcurl's reason, never empty, without secrets; caller frees. */
enum smtp_outcome smtp_send(struct smtp *smtp, const char *from, const char *const *to, GBytes *mail, char **reply);
/* EHLO, STARTTLS and AUTH only. */
gboolean smtp_probe(struct smtp *smtp, GError **error);

#endif
