/* Web hooks of the SMS gateway: kept and read by intake; the gateway gets 200 once the raw message is kept. */
#include <sodium.h>
#include <string.h>

#include "scheduler/intake/intake.h"
#include "scheduler/web/web_room.h"

static gboolean secret_fits(const struct web_request *request) {
  const char *wanted = request->web->world.setting(request->web->world.user, "hook_secret");
  g_autofree char *given = web_room_query(request, "secret");
  if (!wanted || !*wanted || !given) return FALSE;
  gsize n = strlen(wanted);
  return strlen(given) == n && sodium_memcmp(wanted, given, n) == 0;
}

static void hear(struct web_request *request, struct web_answer *answer, const char *channel) {
  answer->type = "text/plain; charset=utf-8";
  if (!secret_fits(request)) {
    answer->status = MHD_HTTP_FORBIDDEN;
    g_string_append(answer->body, "the secret is wrong or not set\n");
    return;
  }
  g_autofree char *query = web_room_query_string(request, "secret");
  gboolean posted = request->body->len > 0;
  g_autoptr(GBytes) bytes =
      g_bytes_new(posted ? request->body->str : query, posted ? request->body->len : strlen(query));
  g_autoptr(Intake) intake = intake_new(request->web->world.flow, request->web->world.cases);
  g_autoptr(GError) error = NULL;
  g_autofree char *said = intake_message(intake, channel, bytes, request->now, &error);
  answer->status = said ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE; /* a gateway tries again after 503 */
  if (!said) g_string_append(answer->body, "not kept, try again\n");  /* and would text a body of 200 to the sender */
}

void hook_sms(struct web_request *request, struct web_answer *answer) {
  hear(request, answer, "sms");
}

void hook_receipt(struct web_request *request, struct web_answer *answer) {
  hear(request, answer, "receipt");
}

void hook_health(struct web_request *request, struct web_answer *answer) {
  (void)request;
  answer->type = "text/plain; charset=utf-8";
  g_string_append(answer->body, "ok\n");
}
