/* A folder as far side: what the demo uses, and what a rehearsal on a real installation may use.
 *
 * KEY.eml for e-mail, KEY.ics and KEY.eml for an invitation, KEY.sms.json for SMS and WhatsApp, KEY.pdf for a letter.
 * The name comes from the key and the bytes from the message alone, so a message that is sent twice is one file. */
#include "channels/formats/invitation.h"
#include "channels/formats/letter_pdf.h"
#include "channels/formats/mail_write.h"
#include "channels/formats/sms_text.h"
#include "channels/options.h"
#include "channels/registry.h"
#include "channels/transport/folder.h"

#include <jansson.h>
#include <string.h>

struct postbox {
  char *folder;
};

static const struct channel_option options[] = {
    {"folder", "postbox", FALSE, "the folder to write into; made when it isn't there"},
    {NULL, NULL, FALSE, NULL},
};

static void *postbox_open(channel_setting setting, void *user, GError **error) {
  const char *folder = options_required(setting, user, "folder", error);
  if (!folder) return NULL;
  struct postbox *box = g_new0(struct postbox, 1);
  box->folder = g_strdup(folder);
  return box;
}

static void postbox_close(void *state) {
  struct postbox *box = state;
  g_free(box->folder);
  g_free(box);
}

static gboolean put_bytes(const struct postbox *box, const char *key, const char *suffix, GBytes *bytes,
                          GError **error) {
  gsize length = 0;
  const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
  return !data || folder_put(box->folder, key, suffix, data, length, error);
}

/* The bytes that a kind of message makes; a field that stays NULL makes no file. */
struct rendering {
  char *calendar;
  GBytes *mail;
  char *sms;
  GBytes *letter;
};

static void rendering_clear(struct rendering *rendering) {
  g_free(rendering->calendar);
  if (rendering->mail) g_bytes_unref(rendering->mail);
  free(rendering->sms);
  if (rendering->letter) g_bytes_unref(rendering->letter);
}

static gboolean render_email(const struct channel_message *message, struct rendering *out, GError **error) {
  out->mail = mail_write(message, NULL, error);
  return out->mail != NULL;
}

static gboolean render_calendar(const struct channel_message *message, struct rendering *out, GError **error) {
  if (!message->invitation) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "a calendar message without an invitation");
    return FALSE;
  }
  out->calendar = invitation_write(message->invitation, error);
  if (out->calendar) out->mail = mail_write(message, out->calendar, error);
  return out->mail != NULL;
}

static gboolean render_sms(const struct channel_message *message, struct rendering *out, GError **error) {
  if (!g_utf8_validate(message->text, -1, NULL)) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "the text is not UTF-8");
    return FALSE;
  }
  struct sms_text_measure measure = sms_text_measure(message->text);
  g_autoptr(GDateTime) queued = g_date_time_new_from_unix_utc(message->queued);
  g_autofree char *when = queued ? g_date_time_format_iso8601(queued) : NULL;
  json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:s*}", "key", message->key, "to", message->to, "from",
                           message->from, "text", message->text, "encoding", sms_text_encoding_name(measure.encoding),
                           "parts", measure.parts, "queued", when);
  out->sms = json ? json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER) : NULL;
  json_decref(json);
  if (!out->sms) g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "a field of the SMS is not UTF-8");
  return out->sms != NULL;
}

/* In no house style: for that there is the channel `letter`. */
static gboolean render_letter(const struct channel_message *message, struct rendering *out, GError **error) {
  static const struct letter_style plain = {
      .sender = "", .footer = "", .logo = "", .font = "Liberation Sans", .colour = "#000000"};
  out->letter = letter_pdf_write(message, &plain, error);
  return out->letter != NULL;
}

static const struct {
  const char *kind;
  gboolean (*render)(const struct channel_message *message, struct rendering *out, GError **error);
} kinds[] = {{"sms", render_sms},       {"email", render_email},  {"calendar", render_calendar},
             {"letter", render_letter}, {"whatsapp", render_sms}, {"agenda", render_calendar}};

static gboolean render(const struct channel_message *message, struct rendering *out, GError **error) {
  if (!folder_takes(message->key)) {
    g_set_error_literal(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "the key is not of letters and digits");
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(kinds[i].kind, message->channel)) return kinds[i].render(message, out, error);
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_SETTING, "the post box doesn't carry %s", message->channel);
  return FALSE;
}

/* The mail comes last: who sees it finds the .ics too. */
static gboolean write_all(const struct postbox *box, const char *key, const struct rendering *r, GError **error) {
  if (r->sms && !folder_put(box->folder, key, ".sms.json", r->sms, strlen(r->sms), error)) return FALSE;
  if (r->calendar && !folder_put(box->folder, key, ".ics", r->calendar, strlen(r->calendar), error)) return FALSE;
  return put_bytes(box, key, ".pdf", r->letter, error) && put_bytes(box, key, ".eml", r->mail, error);
}

static void postbox_send(void *state, const struct channel_message *message, struct channel_result *result) {
  struct rendering rendering = {0};
  g_autoptr(GError) error = NULL;
  if (!render(message, &rendering, &error))
    channel_result_set(result, CHANNEL_NEVER, "%s", error->message);
  else if (!folder_ready(((const struct postbox *)state)->folder, &error) ||
           !write_all(state, message->key, &rendering, &error))
    channel_result_set(result, CHANNEL_LATER, "%s", error->message);
  else {
    channel_result_set(result, CHANNEL_SENT, "in the post box");
    g_free(result->reference);
    const char *suffix = rendering.sms ? ".sms.json" : rendering.letter ? ".pdf" : ".eml";
    result->reference = g_strconcat(message->key, suffix, NULL);
  }
  rendering_clear(&rendering);
}

static gboolean postbox_check(void *state, GError **error) {
  return folder_ready(((const struct postbox *)state)->folder, error);
}

const struct channel channel_postbox = {
    .name = "postbox",
    .version = 1,
    .abilities = CHANNEL_CAN_TEXT | CHANNEL_CAN_MAIL | CHANNEL_CAN_INVITE | CHANNEL_CAN_PRINT | CHANNEL_CAN_NUDGE |
                 CHANNEL_CAN_AGENDA | CHANNEL_IS_LOCAL,
    .kinds = "sms email calendar letter whatsapp agenda",
    .options = options,
    .open = postbox_open,
    .send = postbox_send,
    .check = postbox_check,
    .close = postbox_close,
};
