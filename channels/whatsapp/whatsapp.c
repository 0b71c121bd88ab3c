/* WhatsApp by Meta's Cloud API: one approved template that asks to call or answer, and nothing else.
 *
 * Schools are advised against WhatsApp (Privacy op School), so it is off unless a school turns it on and an agreement
 * is on record; and what it carries is bounded here, by construction: the text of a message never leaves. What goes is
 * the name of the template that Meta approved, the young person's first name and the counsellor's name.
 *
 * Facts from the public reference of the Cloud API: "Messages", "Webhooks payload examples", "Error codes". Our key
 * travels as biz_opaque_callback_data and comes back in each status. The API has no way to ask after a message by that
 * key, and none to refuse a double: what is unknown is a person's business. */
#include "channels/formats/phone.h"
#include "channels/formats/whatsapp_news.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/rest.h"

#include <string.h>

struct whatsapp {
  struct http *http;
  char *url, *number, *token, *app_secret, *verify_token, *template, *language;
  int timeout;
};

static const struct channel_option options[] = {
    {"url", "https://graph.facebook.com/v21.0", FALSE, "the Graph API and its version"},
    {"number", NULL, FALSE, "the phone number id of the sender, as the App Dashboard shows it"},
    {"token", NULL, TRUE, "a system user's access token"},
    {"app_secret", NULL, TRUE, "of the Meta app: it signs what comes to our hook"},
    {"verify_token", "", TRUE, "the word that is given when the hook is registered; empty: it can't be"},
    {"template", "bel_of_antwoord", FALSE, "the approved template; {{1}} is the first name, {{2}} the counsellor"},
    {"language", "nl", FALSE, "of that template"},
    {"timeout", "30", FALSE, "seconds for one message, 1 to 600"},
    {NULL, NULL, FALSE, NULL},
};

static void whatsapp_close(void *state) {
  struct whatsapp *whatsapp = state;
  char *const texts[] = {whatsapp->url,          whatsapp->number,   whatsapp->token,   whatsapp->app_secret,
                         whatsapp->verify_token, whatsapp->template, whatsapp->language};
  http_free(whatsapp->http);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_free(whatsapp);
}

static gboolean check_settings(channel_setting setting, void *user, GError **error) {
  static const char *const required[] = {"url", "number", "token", "app_secret", "template", "language"};
  for (gsize i = 0; i < G_N_ELEMENTS(required); i++)
    if (!options_required(setting, user, required[i], error)) return FALSE;
  const char *url = options_text(setting, user, "url"), *number = options_text(setting, user, "number");
  if (!g_str_has_prefix(url, "https://") && !g_str_has_prefix(url, "http://127.0.0.1:")) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "url: must be an https address");
    return FALSE;
  }
  if (strspn(number, "0123456789") == strlen(number)) return TRUE;
  g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "number: must be the id of digits, not the number");
  return FALSE;
}

static void *whatsapp_open(channel_setting setting, void *user, GError **error) {
  int timeout = check_settings(setting, user, error) ? options_number(setting, user, "timeout", 1, 600, error) : -1;
  if (timeout < 0) return NULL;
  struct whatsapp *whatsapp = g_new0(struct whatsapp, 1);
  whatsapp->http = http_new();
  whatsapp->timeout = timeout;
  whatsapp->url = g_strdup(options_text(setting, user, "url"));
  whatsapp->number = g_strdup(options_text(setting, user, "number"));
  whatsapp->token = g_strdup(options_text(setting, user, "token"));
  whatsapp->app_secret = g_strdup(options_text(setting, user, "app_secret"));
  whatsapp->verify_token = g_strdup(options_text(setting, user, "verify_token"));
  whatsapp->template = g_strdup(options_text(setting, user, "template"));
  whatsapp->language = g_strdup(options_text(setting, user, "language"));
  return whatsapp;
}

/* -- sending ---------------------------------------------------------------------------------------------------------
 */

/* Meta refuses line ends, tabs and more than four blanks in a row in a parameter. */
static char *parameter(const char *text) {
  g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (char **word = words; *word; word++)
    if (**word) g_string_append_printf(out, "%s%s", out->len ? " " : "", *word);
  return g_strdup(out->str);
}

/* NULL when a name is not UTF-8. */
static json_t *body_of(const struct whatsapp *whatsapp, const struct channel_message *message) {
  g_autofree char *name = parameter(message->to_name), *counsellor = parameter(message->from_name);
  return json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:{s:s}, s:[{s:s, s:[{s:s, s:s}, {s:s, s:s}]}]}}",
                   "messaging_product", "whatsapp", "recipient_type", "individual", "to", message->to,
                   "biz_opaque_callback_data", message->key, "type", "template", "template", "name", whatsapp->template,
                   "language", "code", whatsapp->language, "components", "type", "body", "parameters", "type", "text",
                   "text", name, "type", "text", "text", counsellor);
}

/* Of the codes in the reference, those that say more than the HTTP status does. What is about our account or template
 * waits until it is mended; what is about this number is final. */
static const struct meaning {
  json_int_t code;
  enum channel_verdict verdict;
  const char *text;
} meanings[] = {
    {100, CHANNEL_NEVER, "refused: a parameter is wrong"},
    {131008, CHANNEL_NEVER, "refused: a parameter is missing"},
    {131009, CHANNEL_NEVER, "refused: a parameter is wrong"},
    {131021, CHANNEL_NEVER, "sender and receiver are the same"},
    {131026, CHANNEL_NEVER, "no such recipient on WhatsApp"},
    {131030, CHANNEL_NEVER, "the number is not on the test account's list"},
    {131049, CHANNEL_NEVER, "Meta chose not to deliver it"},
    {131050, CHANNEL_NEVER, "the receiver wants no such messages"},
};

static const struct meaning *meaning_of(json_int_t code) {
  for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (meanings[i].code == code) return &meanings[i];
  return NULL;
}

/* 400 is said of our account and template, too: only the code tells. 2xx without the id of a message is someone we
 * don't know, and what they did we don't know either. */
static void judge(struct rest_reply *reply, const char *id) {
  const json_t *error = json_object_get(reply->json, "error");
  const struct meaning *meaning = meaning_of(json_integer_value(json_object_get(error, "code")));
  if (reply->verdict == CHANNEL_SENT && !*id)
    rest_say(reply, CHANNEL_UNKNOWN, "an answer that is not the Cloud API's");
  else if (reply->status >= 400 && reply->status <= 499)
    rest_say(reply, meaning ? meaning->verdict : CHANNEL_LATER, meaning ? meaning->text : "not taken");
}

/* NULL when it can go; else why it never will. */
static const char *obstacle(const struct channel_message *message) {
  char number[PHONE_SIZE];
  enum phone_kind kind;
  if (!g_str_equal(message->channel, "whatsapp")) return "whatsapp carries its own messages alone";
  if (phone_normalise(message->to, number, &kind) != PHONE_OK || !g_str_equal(number, message->to))
    return "the number is not in E.164";
  return *message->to_name && *message->from_name ? NULL : "the template needs both names";
}

static void ask(const struct whatsapp *whatsapp, const char *path, const json_t *body, struct rest_reply *reply) {
  g_autofree char *url = g_strdup_printf("%s/%s%s", whatsapp->url, whatsapp->number, path);
  g_autofree char *sign_in = g_strconcat("Authorization: Bearer ", whatsapp->token, NULL);
  const char *const headers[] = {sign_in, NULL};
  const char *const secrets[] = {whatsapp->token, whatsapp->app_secret, whatsapp->verify_token, NULL};
  const struct rest rest = {whatsapp->http, whatsapp->timeout, headers, secrets};
  rest_do(&rest, url, body, reply);
}

static void whatsapp_send(void *state, const struct channel_message *message, struct channel_result *result) {
  const char *why_not = obstacle(message);
  json_t *body = why_not ? NULL : body_of(state, message);
  if (!body) {
    channel_result_set(result, CHANNEL_NEVER, "%s", why_not ? why_not : "a name is not UTF-8");
    return;
  }
  struct rest_reply reply;
  char space[32];
  ask(state, "/messages", body, &reply);
  const char *id = rest_text(rest_first(json_object_get(reply.json, "messages")), "id", space);
  judge(&reply, id);
  rest_settle(&reply, id, result);
  rest_reply_clear(&reply);
  json_decref(body);
}

static gboolean whatsapp_check(void *state, GError **error) {
  struct rest_reply reply;
  ask(state, "?fields=verified_name", NULL, &reply);
  gboolean fine = reply.verdict == CHANNEL_SENT && json_is_object(reply.json);
  if (!fine) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_UNREACHABLE, reply.reason);
  rest_reply_clear(&reply);
  return fine;
}

/* -- the hook
 * ---------------------------------------------------------------------------------------------------------- */

/* In a time that doesn't tell how much of it was right. */
static gboolean same(const char *a, const char *b) {
  gsize n = strlen(a);
  guint8 difference = 0;
  if (n != strlen(b)) return FALSE;
  for (gsize i = 0; i < n; i++) difference |= (guint8)(a[i] ^ b[i]);
  return difference == 0;
}

/* "sha256=" and the HMAC of the body under the app's secret. */
static gboolean is_signed(const struct whatsapp *whatsapp, const struct channel_post *post) {
  const char *given = post->header(post->user, "X-Hub-Signature-256");
  if (!given || !g_str_has_prefix(given, "sha256=")) return FALSE;
  const guchar *key = (const guchar *)whatsapp->app_secret;
  g_autofree char *wanted =
      g_compute_hmac_for_data(G_CHECKSUM_SHA256, key, strlen(whatsapp->app_secret), post->body, post->length);
  return same(given + strlen("sha256="), wanted);
}

/* When the hook is registered Meta asks for hub.challenge back, and shows the word that was typed in its dashboard. */
static enum channel_knock greet(const struct whatsapp *whatsapp, const struct channel_post *post, char **answer) {
  g_autoptr(GHashTable) fields = g_uri_parse_params(post->query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *mode = fields ? g_hash_table_lookup(fields, "hub.mode") : NULL;
  const char *word = fields ? g_hash_table_lookup(fields, "hub.verify_token") : NULL;
  const char *challenge = fields ? g_hash_table_lookup(fields, "hub.challenge") : NULL;
  if (!mode || !word || !challenge || !*whatsapp->verify_token || !same(word, whatsapp->verify_token) ||
      strcmp(mode, "subscribe") != 0 || strspn(challenge, "0123456789") != strlen(challenge))
    return CHANNEL_KNOCK_REFUSED;
  *answer = g_strdup(challenge);
  return CHANNEL_KNOCK_ANSWERED;
}

static enum channel_knock whatsapp_knock(void *state, const struct channel_post *post, char **answer) {
  *answer = NULL;
  if (strcmp(post->method, "GET") == 0) return greet(state, post, answer);
  return is_signed(state, post) ? CHANNEL_KNOCK_TAKEN : CHANNEL_KNOCK_REFUSED;
}

const struct channel channel_whatsapp = {
    .name = "whatsapp",
    .version = 1,
    .abilities = CHANNEL_CAN_NUDGE | CHANNEL_CAN_RECEIPT | CHANNEL_CAN_HEAR,
    .kinds = "whatsapp",
    .options = options,
    .open = whatsapp_open,
    .send = whatsapp_send,
    .check = whatsapp_check,
    .close = whatsapp_close,
    .knock = whatsapp_knock,
    .hear = whatsapp_news_read,
};
