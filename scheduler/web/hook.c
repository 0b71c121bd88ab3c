/* Web hooks of those who carry our messages: kept and read by intake; who calls gets 200 once the raw message is kept.
 */
#include <sodium.h>
#include <string.h>

#include "scheduler/intake/intake.h"
#include "scheduler/web/web_room.h"

/* -- who knocks ------------------------------------------------------------------------------------------------------
 */

static gboolean is_secret(const struct web_request *request, const char *given) {
  const char *wanted = request->web->world.setting(request->web->world.user, "hook_secret");
  if (!wanted || !*wanted || !given) return FALSE;
  gsize n = strlen(wanted);
  return strlen(given) == n && sodium_memcmp(wanted, given, n) == 0;
}

static gboolean secret_fits(const struct web_request *request) {
  g_autofree char *given = web_room_query(request, "secret");
  return is_secret(request, given);
}

static const char *header_of(void *user, const char *name) {
  const struct web_request *request = user;
  return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static gboolean bearer_fits(struct web_request *request) {
  static const char scheme[] = "Bearer ";
  const char *given = header_of(request, MHD_HTTP_HEADER_AUTHORIZATION);
  if (!given || g_ascii_strncasecmp(given, scheme, strlen(scheme)) != 0) return FALSE;
  return is_secret(request, given + strlen(scheme));
}

/* The query as it came, but for the word that opens our door, however its name is written: that is no part of what is
 * kept. */
static char *without_secret(const char *query) {
  g_auto(GStrv) parts = g_strsplit(query, "&", -1);
  GString *out = g_string_new(NULL);
  for (char **part = parts; *part; part++) {
    g_autofree char *bare = g_strndup(*part, strcspn(*part, "=")), *name = g_uri_unescape_string(bare, NULL);
    if (g_strcmp0(name, "secret") != 0) g_string_append_printf(out, "%s%s", out->len ? "&" : "", *part);
  }
  return g_string_free(out, FALSE);
}

/* -- keeping ---------------------------------------------------------------------------------------------------------
 */

static void refuse(struct web_answer *answer, guint status, const char *text) {
  answer->status = status;
  g_string_append(answer->body, text);
}

static void keep(struct web_request *request, struct web_answer *answer, const char *channel, const char *query) {
  gboolean posted = request->body->len > 0;
  g_autoptr(GBytes) bytes =
      g_bytes_new(posted ? request->body->str : query, posted ? request->body->len : strlen(query));
  g_autoptr(Intake) intake = intake_new(request->web->world.flow, request->web->world.cases);
  g_autoptr(GError) error = NULL;
  g_autofree char *said = intake_message(intake, channel, bytes, request->now, &error);
  answer->status = MHD_HTTP_OK; /* and no body: a gateway would text it to the sender */
  if (!said) refuse(answer, MHD_HTTP_SERVICE_UNAVAILABLE, "not kept, try again\n");
}

static void hear(struct web_request *request, struct web_answer *answer, const char *channel) {
  answer->type = "text/plain; charset=utf-8";
  if (!secret_fits(request)) {
    refuse(answer, MHD_HTTP_FORBIDDEN, "the secret is wrong or not set\n");
    return;
  }
  g_autofree char *query = without_secret(request->query);
  keep(request, answer, channel, query);
}

void hook_sms(struct web_request *request, struct web_answer *answer) {
  hear(request, answer, "sms");
}

void hook_receipt(struct web_request *request, struct web_answer *answer) {
  hear(request, answer, "receipt");
}

/* -- a channel of its own name ---------------------------------------------------------------------------------------
 */

/* FALSE: answered already. */
static gboolean comes_in(struct web_request *request, struct web_answer *answer, const struct channel *channel) {
  const struct web_world *world = &request->web->world;
  g_autoptr(GError) error = NULL;
  g_autofree char *said = NULL;
  enum channel_knock verdict = CHANNEL_KNOCK_REFUSED;
  struct channel_post post = {request->method,    request->query, request->body->str,
                              request->body->len, header_of,      request};
  if (!channel->knock)
    verdict = secret_fits(request) || bearer_fits(request) ? CHANNEL_KNOCK_TAKEN : CHANNEL_KNOCK_REFUSED;
  else if (!world->knock(world->user, request->tail, &post, &verdict, &said, &error))
    return refuse(answer, MHD_HTTP_SERVICE_UNAVAILABLE, "not kept, try again\n"), FALSE;
  if (verdict == CHANNEL_KNOCK_REFUSED)
    refuse(answer, MHD_HTTP_FORBIDDEN, "not who it should be, or no secret is set\n");
  if (verdict == CHANNEL_KNOCK_ANSWERED) g_string_append(answer->body, said ? said : "");
  return verdict == CHANNEL_KNOCK_TAKEN;
}

/* What it brings is kept under the name of its member: that is who can read it, also when the settings have changed. */
void hook_channel(struct web_request *request, struct web_answer *answer) {
  const struct web_world *world = &request->web->world;
  const struct channel *channel = world->hearer(world->user, request->tail);
  answer->type = "text/plain; charset=utf-8";
  if (!channel) {
    refuse(answer, MHD_HTTP_NOT_FOUND, "no channel of that name hears\n");
    return;
  }
  if (!comes_in(request, answer, channel)) return;
  g_autofree char *query = without_secret(request->query);
  keep(request, answer, channel->name, query);
}

void hook_health(struct web_request *request, struct web_answer *answer) {
  (void)request;
  answer->type = "text/plain; charset=utf-8";
  g_string_append(answer->body, "ok\n");
}
