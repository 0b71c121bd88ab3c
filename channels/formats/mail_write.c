#include "channels/formats/mail_write.h"

#include "channels/formats/address.h"
#include "channels/formats/mime.h"

#include <gmime/gmime.h>
#include <string.h>

enum { LINK_MOST = 500 };

static gboolean refuse(GError **error, const char *what, const char *why) {
  g_set_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT, "the %s of a mail %s", what, why);
  return FALSE;
}

/* `lines`: line feeds and tabs are welcome; elsewhere they would begin a header of somebody else's making. */
static gboolean is_clean(const char *text, gboolean lines, const char *what, GError **error) {
  if (!g_utf8_validate(text, -1, NULL)) return refuse(error, what, "is not UTF-8");
  for (const char *p = text; *p; p++)
    if (((unsigned char)*p < ' ' && !(lines && strchr("\n\r\t", *p))) || *p == 0x7f)
      return refuse(error, what, "holds a control character");
  return TRUE;
}

static gboolean is_address(const char *text, const char *what, GError **error) {
  char out[ADDRESS_SIZE];
  if (address_normalise(text, out) == ADDRESS_OK && g_str_equal(out, text)) return TRUE;
  return refuse(error, what, "is no e-mail address in normal form");
}

static gboolean is_key(const char *key, GError **error) {
  for (const char *p = key; *p; p++)
    if (!g_ascii_isalnum(*p)) return refuse(error, "key", "holds more than letters and digits");
  return *key ? TRUE : refuse(error, "key", "is empty");
}

/* It stands between < and > in a header, on one line. */
static gboolean is_link(const char *text, GError **error) {
  gboolean plain = g_str_has_prefix(text, "https://") && strlen(text) <= LINK_MOST;
  for (const char *p = text; plain && *p; p++) plain = *p > ' ' && *p < 0x7f && !strchr("<>,\"", *p);
  return plain ? TRUE : refuse(error, "link to unsubscribe", "is no https address");
}

static gboolean is_writable(const struct channel_message *m, const char *calendar, GError **error) {
  return is_key(m->key, error) && is_address(m->from, "sender", error) && is_address(m->to, "receiver", error) &&
         (!m->reply_to || !*m->reply_to || is_address(m->reply_to, "reply address", error)) &&
         (!m->unsubscribe_url || !*m->unsubscribe_url || is_link(m->unsubscribe_url, error)) &&
         (!m->unsubscribe_mail || !*m->unsubscribe_mail || is_address(m->unsubscribe_mail, "stop address", error)) &&
         is_clean(m->from_name ? m->from_name : "", FALSE, "sender's name", error) &&
         is_clean(m->to_name ? m->to_name : "", FALSE, "receiver's name", error) &&
         is_clean(m->subject ? m->subject : "", FALSE, "subject", error) && is_clean(m->text, TRUE, "text", error) &&
         (!calendar || is_clean(calendar, TRUE, "calendar", error));
}

static char *bare_message_id(const struct channel_message *message) {
  const char *at = strrchr(message->from, '@');
  return g_strconcat(message->key, "@", at ? at + 1 : "localhost", NULL);
}

char *mail_write_message_id(const struct channel_message *message) {
  g_autofree char *bare = bare_message_id(message);
  return g_strconcat("<", bare, ">", NULL);
}

/* One line end for all sorts, and one at the end. */
static char *with_line_ends(const char *text, const char *line_end) {
  GString *out = g_string_sized_new(strlen(text) + 64);
  for (const char *p = text; *p; p++) {
    if (*p == '\r' && p[1] == '\n') continue;
    if (*p == '\r' || *p == '\n')
      g_string_append(out, line_end);
    else
      g_string_append_c(out, *p);
  }
  if (!g_str_has_suffix(out->str, line_end)) g_string_append(out, line_end);
  return g_string_free(out, FALSE);
}

static GMimePart *part_of(const char *text, const char *type, const char *subtype, GMimeContentEncoding encoding) {
  GMimePart *part = g_mime_part_new_with_type(type, subtype);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
  GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
  g_mime_part_set_content(part, content);
  g_mime_part_set_content_encoding(part, encoding);
  g_object_unref(content);
  g_object_unref(stream);
  return part;
}

/* Quoted-printable whatever the text: 8bit depends on every relay's word, base64 smells of spam. */
static GMimeObject *text_part(const char *text, const char *subtype) {
  g_autofree char *lines = with_line_ends(text, "\n");
  GMimePart *part = part_of(lines, "text", subtype, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
  return GMIME_OBJECT(part);
}

/* The value of the calendar's METHOD line: RFC 6047 section 2.4 wants it in the Content-Type too. */
static char *method_of(const char *calendar) {
  const char *line = strstr(calendar, "\nMETHOD:");
  if (!line) return g_strdup("REQUEST");
  line += strlen("\nMETHOD:");
  return g_strndup(line, strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
}

static GMimeObject *calendar_part(const char *calendar) {
  g_autofree char *method = method_of(calendar);
  GMimeObject *part = text_part(calendar, "calendar");
  g_mime_object_set_content_type_parameter(part, "method", method);
  return part;
}

/* The same once more as a file: what a telephone without iTIP can open. */
static GMimeObject *file_part(const char *calendar) {
  g_autofree char *lines = with_line_ends(calendar, "\r\n");
  GMimePart *part = part_of(lines, "application", "ics", GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(part, "invite.ics");
  return GMIME_OBJECT(part);
}

/* Takes over the parts. "=_" can't occur in quoted-printable nor base64, so no boundary is ever found in a body. */
static GMimeObject *multipart_of(const char *subtype, const char *key, GMimeObject *first, GMimeObject *second) {
  GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
  g_autofree char *boundary = g_strconcat("=_", subtype, "_", key, NULL);
  g_mime_multipart_set_boundary(multipart, boundary);
  g_mime_multipart_add(multipart, first);
  g_mime_multipart_add(multipart, second);
  g_object_unref(first);
  g_object_unref(second);
  return GMIME_OBJECT(multipart);
}

static GMimeObject *body_of(const struct channel_message *message, const char *calendar) {
  GMimeObject *plain = text_part(message->text, "plain");
  if (!calendar) return plain;
  GMimeObject *alternative = multipart_of("alternative", message->key, plain, calendar_part(calendar));
  return multipart_of("mixed", message->key, alternative, file_part(calendar));
}

/* With its own charset: GMime would pick ISO-8859-1 for most Dutch names. */
static void add_mailbox(InternetAddressList *list, const char *name, const char *address) {
  InternetAddress *mailbox = internet_address_mailbox_new(name && *name ? name : NULL, address);
  internet_address_set_charset(mailbox, "utf-8");
  internet_address_list_add(list, mailbox);
  g_object_unref(mailbox);
}

/* As it stands: GMime would take a long address for a word to be encoded, and no mail program would know it again. */
static void set_raw(GMimeMessage *message, const char *name, const char *value) {
  GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  g_mime_header_list_set(headers, name, "", NULL);
  for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
    GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
    if (g_ascii_strcasecmp(g_mime_header_get_name(header), name) == 0) g_mime_header_set_raw_value(header, value);
  }
}

/* " =?utf-8?B?…?=" on as many lines as it takes, none in the middle of a character (RFC 2047, section 5). */
static char *encoded(const char *text) {
  enum { WORD = 42 };
  GString *out = g_string_new(NULL);
  for (const char *from = text, *to = text; *from; from = to) {
    while (*to && (gsize)(g_utf8_next_char(to) - from) <= WORD) to = g_utf8_next_char(to);
    g_autofree char *word = g_base64_encode((const guchar *)from, (gsize)(to - from));
    g_string_append_printf(out, " =?utf-8?B?%s?=\n", word);
  }
  return g_string_free(out, FALSE);
}

/* What looks like an encoded word already GMime leaves as it is, and readers would decode it. */
static void set_subject(GMimeMessage *message, const char *subject) {
  g_autofree char *raw = strstr(subject, "=?") ? encoded(subject) : NULL;
  if (raw)
    set_raw(message, "Subject", raw);
  else
    g_mime_message_set_subject(message, subject, "utf-8");
}

/* RFC 2369 and RFC 8058: the web address first, for mail programs take the first that they can. */
static void set_unsubscribe(GMimeMessage *message, const struct channel_message *in) {
  const char *url = in->unsubscribe_url ? in->unsubscribe_url : "";
  const char *mail = in->unsubscribe_mail ? in->unsubscribe_mail : "";
  g_autofree char *value = g_strconcat(*url ? "<" : "", url, *url ? ">" : "", *url && *mail ? ",\n " : "",
                                       *mail ? "<mailto:" : "", mail, *mail ? "?subject=STOP>" : "", NULL);
  g_autofree char *raw = g_strconcat(" ", value, "\n", NULL);
  if (*value) set_raw(message, "List-Unsubscribe", raw);
  if (*url)
    g_mime_object_set_header(GMIME_OBJECT(message), "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", NULL);
}

/* Date in UTC, for it must not hang on a zone file. No Auto-Submitted and no Precedence: RFC 3834 means them for what
 * nobody may answer, filters hide such mail, and this one asks for an answer to a person who reads it. Loops are kept
 * off on the other side: nothing here ever answers an auto-reply. The copy to the counsellor is a second envelope
 * recipient, so that To stays what it says and a reply-to-all goes to nobody else. */
static GMimeMessage *message_of(const struct channel_message *in) {
  GMimeMessage *message = g_mime_message_new(TRUE);
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(in->queued);
  g_autofree char *id = bare_message_id(in);
  if (date) g_mime_message_set_date(message, date);
  add_mailbox(g_mime_message_get_from(message), in->from_name, in->from);
  add_mailbox(g_mime_message_get_to(message), in->to_name, in->to);
  if (in->reply_to && *in->reply_to) add_mailbox(g_mime_message_get_reply_to(message), in->from_name, in->reply_to);
  set_subject(message, in->subject ? in->subject : "");
  g_mime_message_set_message_id(message, id);
  g_mime_object_set_header(GMIME_OBJECT(message), "X-Waakvlam-Step", in->key, NULL);
  set_unsubscribe(message, in);
  return message;
}

static GBytes *rendered(GMimeMessage *message) {
  GMimeFormatOptions *options = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  GBytes *bytes = g_bytes_new(array->data, array->len);
  g_object_unref(stream);
  g_mime_format_options_free(options);
  return bytes;
}

GBytes *mail_write(const struct channel_message *message, const char *calendar, GError **error) {
  if (!is_writable(message, calendar, error)) return NULL;
  mime_start();
  GMimeMessage *mail = message_of(message);
  GMimeObject *body = body_of(message, calendar);
  g_mime_message_set_mime_part(mail, body);
  GBytes *bytes = rendered(mail);
  g_object_unref(body);
  g_object_unref(mail);
  return bytes;
}
