#include "channels/formats/mail_parts.h"

#include "channels/formats/flowed.h"
#include "channels/formats/html_text.h"
#include "channels/formats/letters.h"
#include "channels/formats/mail_trim.h"
#include "channels/formats/mime.h"

#include <string.h>

enum { PART_MOST = 1 << 20, DEPTH_MOST = 24, PARTS_MOST = 1000 };

/* --- parsing --- */

static gboolean has_header(GMimeMessage *message) {
  static const char *const any[] = {"From", "To", "Subject", "Return-Path", "Delivered-To"};
  GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  for (size_t i = 0; i < G_N_ELEMENTS(any); i++)
    if (g_mime_header_list_contains(headers, any[i])) return TRUE;
  return FALSE;
}

static GMimeMessage *parsed(GByteArray *bytes) {
  mime_start();
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes); /* takes the array */
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), TRUE);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  return message;
}

/* A calendar file that was handed over without the mail around it; what it says, it says without a sender. */
static GByteArray *as_mail(const void *bytes, gsize length) {
  static const char word[] = "BEGIN:VCALENDAR", head[] = "Subject: \nContent-Type: text/calendar\n\n";
  const char *start = bytes;
  gsize mark = length > 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (length < mark + sizeof word || g_ascii_strncasecmp(start + mark, word, sizeof word - 1) != 0) return NULL;
  GByteArray *mail = g_byte_array_new();
  g_byte_array_append(mail, (const guint8 *)head, sizeof head - 1);
  return g_byte_array_append(mail, bytes, (guint)length);
}

GMimeMessage *mail_parts_parse(const void *bytes, gsize length, const char **problem) {
  gboolean some = FALSE;
  g_autoptr(GByteArray) bare = as_mail(bytes, length);
  GByteArray *kept = mail_trim(bare ? bare->data : bytes, bare ? bare->len : length, &some, problem);
  GMimeMessage *message = kept ? parsed(kept) : NULL;
  if (!message) return NULL;
  *problem = "it has no header of a mail";
  if (some || has_header(message)) return message;
  g_object_unref(message);
  return NULL;
}

char *mail_parts_header(GMimeMessage *message, const char *name) {
  const char *once = g_mime_object_get_header(GMIME_OBJECT(message), name);
  if (!once) return NULL;
  g_autofree char *twice = strstr(once, "=?") ? g_mime_utils_header_decode_text(NULL, once) : NULL;
  return g_strstrip(letters_valid(twice ? twice : once, G_MAXSIZE));
}

const char *mail_parts_raw_header(GMimeMessage *message, const char *name) {
  GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
  const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
  return raw ? raw + strspn(raw, " \t\r\n") : NULL;
}

char *mail_parts_report_type(GMimeMessage *message) {
  GMimeObject *top = g_mime_message_get_mime_part(message);
  GMimeContentType *type = top ? g_mime_object_get_content_type(top) : NULL;
  const char *value = type ? g_mime_content_type_get_parameter(type, "report-type") : NULL;
  return g_ascii_strdown(value ? value : "", -1);
}

/* --- content --- */

static char *stream_text(GMimeStream *stream, gsize *size) {
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  gsize length = MIN(array->len, (gsize)PART_MOST);
  char *text = g_malloc(length + 1);
  if (length) memcpy(text, array->data, length);
  text[length] = '\0';
  *size = length;
  return text;
}

/* The bytes of a part as they stand in the message: a piece of the buffer that was parsed. */
static const char *raw_bytes(GMimeDataWrapper *content, gsize *size) {
  GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
  if (!GMIME_IS_STREAM_MEM(stream)) return NULL;
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  gint64 start = stream->bound_start, end = stream->bound_end < 0 ? (gint64)array->len : stream->bound_end;
  if (start < 0 || start > end || end > (gint64)array->len) return NULL;
  *size = (gsize)(end - start);
  return (const char *)array->data + start;
}

/* In one step and without a chain of streams and filters, which costs more than what it does to a mail's few lines. */
static char *part_bytes(GMimeDataWrapper *content, gsize *size) {
  GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
  const char *raw = encoding == GMIME_CONTENT_ENCODING_UUENCODE ? NULL : raw_bytes(content, size);
  if (!raw) {
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    char *text = stream_text(stream, size);
    g_object_unref(stream);
    return text;
  }
  gsize length = MIN(*size, encoding == GMIME_CONTENT_ENCODING_BASE64 ? (gsize)PART_MOST * 4 / 3 : (gsize)PART_MOST);
  GMimeEncoding state;
  g_mime_encoding_init_decode(&state, encoding);
  char *text = g_malloc(g_mime_encoding_outlen(&state, length) + 1);
  *size = g_mime_encoding_step(&state, raw, length, text);
  text[*size] = '\0';
  return text;
}

/* The bytes of a leaf without their transfer encoding. GMime makes an object of message parts of every subtype, a
 * delivery report's too: those are written out as they came. */
static char *decoded(GMimeObject *object, gsize *size) {
  gsize found = 0;
  char *text = NULL;
  if (GMIME_IS_PART(object)) {
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    if (content) text = part_bytes(content, &found);
  } else if (GMIME_IS_MESSAGE_PART(object) && g_mime_message_part_get_message(GMIME_MESSAGE_PART(object))) {
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(g_mime_message_part_get_message(GMIME_MESSAGE_PART(object))), NULL,
                                  stream);
    text = stream_text(stream, &found);
    g_object_unref(stream);
  }
  if (size) *size = found;
  return text ? text : g_strdup("");
}

/* A charset's name goes to the C library, which loads a file of that name: nothing but a plain name, and not the one
 * whose converter is known to write out of bounds (CVE-2024-2961). */
static gboolean is_usable(const char *charset) {
  if (!charset || !*charset || strlen(charset) > 40 || g_ascii_strncasecmp(charset, "iso-2022-cn", 11) == 0)
    return FALSE;
  return charset[strspn(charset, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:")] == '\0';
}

static gboolean is_latin(const char *charset) {
  return g_ascii_strcasecmp(charset, "iso-8859-1") == 0 || g_ascii_strcasecmp(charset, "us-ascii") == 0 ||
         g_ascii_strcasecmp(charset, "latin1") == 0;
}

/* What the label says, if it is true; else UTF-8 if it could be; else Windows-1252, as all Dutch programs mean. Takes
 * `bytes`, which end with a 0 that `size` doesn't count. */
static char *to_utf8(char *bytes, gsize size, const char *charset) {
  g_autofree char *text = bytes;
  gboolean utf16 = charset && g_ascii_strncasecmp(charset, "utf-16", 6) == 0, valid = letters_are_valid(text, size);
  if (!utf16 && valid) {
    gboolean escaped = memchr(text, 0x1b, size) != NULL || (charset && g_ascii_strcasecmp(charset, "utf-7") == 0);
    if (!escaped) return g_steal_pointer(&text);
  }
  char *out = NULL;
  if (is_usable(charset) && !is_latin(charset))
    out = g_convert_with_fallback(text, (gssize)size, "UTF-8", charset, "?", NULL, NULL, NULL);
  if (!out && !valid) out = g_convert_with_fallback(text, (gssize)size, "UTF-8", "WINDOWS-1252", "?", NULL, NULL, NULL);
  if (!out) out = g_steal_pointer(&text);
  if (g_utf8_validate(out, -1, NULL)) return out;
  g_autofree char *raw = out; /* the C library takes characters beyond Unicode for UTF-8 */
  return g_utf8_make_valid(raw, -1);
}

static char *without_returns(char *text) {
  char *to = strchr(text, '\r');
  for (const char *p = to; p && *p;) {
    p += strspn(p, "\r");
    gsize size = strcspn(p, "\r");
    memmove(to, p, size);
    to += size, p += size;
  }
  if (to) *to = '\0';
  return text;
}

/* Some programs call it plain. */
static gboolean is_html(const char *text) {
  text += strspn(text, " \r\n\t");
  return g_ascii_strncasecmp(text, "<html", 5) == 0 || g_ascii_strncasecmp(text, "<!doctype html", 14) == 0;
}

static char *part_text(GMimeObject *part) {
  gsize size = 0;
  char *bytes = decoded(part, &size);
  GMimeContentType *type = g_mime_object_get_content_type(part);
  const char *charset = type ? g_mime_content_type_get_parameter(type, "charset") : NULL;
  g_autofree char *text = to_utf8(bytes, size, charset);
  if ((type && g_mime_content_type_is_type(type, "text", "html")) || is_html(text)) return html_text_plain(text);
  const char *format = type ? g_mime_content_type_get_parameter(type, "format") : NULL;
  char *lines = without_returns(g_steal_pointer(&text));
  if (format && g_ascii_strcasecmp(format, "flowed") == 0) {
    const char *drop = g_mime_content_type_get_parameter(type, "delsp");
    flowed_join(lines, drop && g_ascii_strcasecmp(drop, "yes") == 0);
  }
  return lines;
}

/* --- walking --- */

static gboolean is_type(GMimeObject *object, const char *type, const char *subtype) {
  GMimeContentType *found = g_mime_object_get_content_type(object);
  return found && g_mime_content_type_is_type(found, type, subtype);
}

static gboolean is_attachment(GMimeObject *object) {
  const char *disposition = g_mime_object_get_disposition(object);
  return disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

/* Depth first, never into an attached message; TRUE from `visit` ends it. */
typedef gboolean (*walk_visit)(GMimeObject *object, void *user);
static gboolean walk(GMimeObject *object, int depth, walk_visit visit, void *user) {
  if (!object || depth > DEPTH_MOST) return FALSE;
  if (!GMIME_IS_MULTIPART(object)) return visit(object, user);
  int count = MIN(g_mime_multipart_get_count(GMIME_MULTIPART(object)), (int)PARTS_MOST);
  for (int i = 0; i < count; i++)
    if (walk(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1, visit, user)) return TRUE;
  return FALSE;
}

struct wanted {
  const char *type, *subtype;
  GMimeObject *found;
};
static gboolean find_visit(GMimeObject *object, void *user) {
  struct wanted *wanted = user;
  if (!is_type(object, wanted->type, wanted->subtype)) return FALSE;
  wanted->found = object;
  return TRUE;
}

static GMimeObject *find(GMimeMessage *message, const char *type, const char *subtype) {
  struct wanted wanted = {type, subtype, NULL};
  walk(g_mime_message_get_mime_part(message), 0, find_visit, &wanted);
  return wanted.found;
}

char *mail_parts_find(GMimeMessage *message, const char *type, const char *subtype, gsize *size) {
  GMimeObject *object = find(message, type, subtype);
  return object ? decoded(object, size) : NULL;
}

struct collected {
  const char *type, *subtype;
  GString *all;
};
static gboolean collected_visit(GMimeObject *object, void *user) {
  struct collected *collected = user;
  if (!is_type(object, collected->type, collected->subtype)) return FALSE;
  g_autofree char *text = decoded(object, NULL);
  if (!collected->all) collected->all = g_string_new(NULL);
  g_string_append_printf(collected->all, "%s%s", collected->all->len ? "\n\n" : "", text);
  return collected->all->len > PART_MOST;
}

char *mail_parts_find_all(GMimeMessage *message, const char *type, const char *subtype) {
  struct collected collected = {type, subtype, NULL};
  walk(g_mime_message_get_mime_part(message), 0, collected_visit, &collected);
  return collected.all ? g_string_free(collected.all, FALSE) : NULL;
}

struct line_wanted {
  const char *start;
  char *found;
};
static gboolean line_visit(GMimeObject *object, void *user) {
  struct line_wanted *wanted = user;
  if (!GMIME_IS_PART(object)) return FALSE;
  g_autofree char *text = decoded(object, NULL);
  gsize size = strlen(wanted->start);
  for (const char *line = text; line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (g_ascii_strncasecmp(line, wanted->start, size) != 0) continue;
    wanted->found = g_strdup(line);
    return TRUE;
  }
  return FALSE;
}

char *mail_parts_with_line(GMimeMessage *message, const char *start) {
  struct line_wanted wanted = {start, NULL};
  walk(g_mime_message_get_mime_part(message), 0, line_visit, &wanted);
  return wanted.found;
}

struct calendars {
  mail_parts_visit visit;
  void *user;
};

static gboolean has_ending(const char *name, const char *ending) {
  gsize size = strlen(ending);
  return name && strlen(name) > size && g_ascii_strcasecmp(name + strlen(name) - size, ending) == 0;
}

static gboolean is_calendar(GMimeObject *object) {
  static const char *const types[][2] = {
      {"text", "calendar"},    {"application", "ics"},  {"application", "calendar"}, {"application", "x-ical"},
      {"text", "x-vcalendar"}, {"application", "ical"}, {"text", "x-calendar"}};
  const char *name = GMIME_IS_PART(object) ? g_mime_part_get_filename(GMIME_PART(object)) : NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (is_type(object, types[i][0], types[i][1])) return TRUE;
  return has_ending(name, ".ics") || has_ending(name, ".vcs");
}

/* Without a label, or with a wrong one: the first word of iCalendar, two bytes a letter, tells. */
static const char *calendar_charset(const char *bytes, gsize size, const char *declared) {
  static const char little[] = "B\0E\0G\0I", big[] = "\0B\0E\0G\0I";
  if (size > 8 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) return "UTF-16";
  if (size > 8 && memcmp(bytes, little, 7) == 0) return "UTF-16LE";
  if (size > 8 && memcmp(bytes, big, 8) == 0) return "UTF-16BE";
  return declared && g_ascii_strncasecmp(declared, "utf-16", 6) == 0 ? NULL : declared;
}

/* Base64 that doesn't say so, as some gateways leave it. */
static char *decoded_calendar(GMimeObject *object, gsize *size) {
  static const char mark[] = "QkVHSU46VkNBTEVOREFS"; /* BEGIN:VCALENDAR */
  g_autofree char *bytes = decoded(object, size);
  const char *start = bytes + strspn(bytes, " \t\r\n");
  if (strncmp(start, mark, sizeof mark - 1) != 0) return g_steal_pointer(&bytes);
  return (char *)g_base64_decode(start, size);
}

/* Some fold in the middle of a character: before there are characters, the folds must go (RFC 5545 section 3.1). */
static void unfold(char *text, gsize *size) {
  gsize out = 0;
  for (gsize i = 0; i < *size; i++) {
    gsize end = text[i] == '\r' && i + 1 < *size && text[i + 1] == '\n' ? i + 1 : i;
    gboolean fold = text[end] == '\n' && end + 1 < *size && (text[end + 1] == ' ' || text[end + 1] == '\t');
    if (fold)
      i = end + 1;
    else
      text[out++] = text[i];
  }
  text[out] = '\0';
  *size = out;
}

static gboolean calendar_visit(GMimeObject *object, void *user) {
  struct calendars *calendars = user;
  if (!is_calendar(object)) return FALSE;
  gsize size = 0;
  g_autofree char *bytes = decoded_calendar(object, &size);
  GMimeContentType *type = g_mime_object_get_content_type(object);
  const char *charset = calendar_charset(bytes, size, type ? g_mime_content_type_get_parameter(type, "charset") : NULL);
  const char *method = type ? g_mime_content_type_get_parameter(type, "method") : NULL;
  if (!charset || g_ascii_strncasecmp(charset, "utf-16", 6) != 0) unfold(bytes, &size);
  g_autofree char *text = to_utf8(g_steal_pointer(&bytes), size, charset);
  struct mail_parts_calendar part = {
      .text = text, .size = strlen(text), .method = method ? method : "", .file = !is_type(object, "text", "calendar")};
  part.file = part.file || is_attachment(object);
  return calendars->visit(&part, calendars->user);
}

void mail_parts_calendars(GMimeMessage *message, mail_parts_visit visit, void *user) {
  struct calendars calendars = {visit, user};
  walk(g_mime_message_get_mime_part(message), 0, calendar_visit, &calendars);
}

static gboolean tnef_visit(GMimeObject *object, void *user) {
  const char *name = GMIME_IS_PART(object) ? g_mime_part_get_filename(GMIME_PART(object)) : NULL;
  gboolean is = is_type(object, "application", "ms-tnef") || is_type(object, "application", "vnd.ms-tnef") ||
                (name && g_ascii_strcasecmp(name, "winmail.dat") == 0);
  if (is) *(GMimeObject **)user = object;
  return is;
}

char *mail_parts_tnef(GMimeMessage *message, gsize *size) {
  GMimeObject *found = NULL;
  walk(g_mime_message_get_mime_part(message), 0, tnef_visit, &found);
  return found ? decoded(found, size) : NULL;
}

/* --- the text --- */

static gboolean is_empty(const char *text) {
  return text[strspn(text, " \t\r\n\xc2\xa0")] == '\0';
}

/* "Content-Type: text": what names no type is plain (RFC 2045 section 5.2). */
static gboolean is_nameless(GMimeObject *object) {
  const char *raw = g_mime_object_get_header(object, "Content-Type");
  return raw && !strchr(raw, '/');
}

static void add_text(GString *all, char *text) {
  if (!is_empty(text)) {
    if (all->len) g_string_append_c(all, '\n');
    g_string_append(all, text);
  }
  g_free(text);
}

static void collect(GMimeObject *object, int depth, GString *all);

/* The first alternative that says anything; plain comes first by RFC 2046. */
static void collect_alternative(GMimeMultipart *multipart, int depth, GString *all) {
  gsize before = all->len;
  int count = MIN(g_mime_multipart_get_count(multipart), (int)PARTS_MOST);
  for (int i = 0; i < count && all->len == before; i++)
    collect(g_mime_multipart_get_part(multipart, i), depth + 1, all);
}

/* A multipart without parts (its boundary got lost) has all it says in front of them. */
static void collect_lost(GMimeMultipart *multipart, GString *all) {
  const char *prologue = g_mime_multipart_get_prologue(multipart);
  if (!prologue || g_mime_multipart_get_count(multipart)) return;
  char *bounded = g_strndup(prologue, PART_MOST);
  add_text(all, without_returns(to_utf8(bounded, strlen(bounded), NULL)));
}

static void collect(GMimeObject *object, int depth, GString *all) {
  if (!object || depth > DEPTH_MOST || all->len > PART_MOST) return;
  if (GMIME_IS_MULTIPART(object)) {
    gboolean alternative = is_type(object, "multipart", "alternative");
    collect_lost(GMIME_MULTIPART(object), all);
    if (alternative) collect_alternative(GMIME_MULTIPART(object), depth, all);
    int count = alternative ? 0 : MIN(g_mime_multipart_get_count(GMIME_MULTIPART(object)), (int)PARTS_MOST);
    for (int i = 0; i < count; i++) collect(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1, all);
    return;
  }
  if (is_attachment(object) || !GMIME_IS_PART(object)) return;
  if (is_type(object, "text", "plain") || is_type(object, "text", "html") || is_nameless(object))
    add_text(all, part_text(object));
}

char *mail_parts_text(GMimeMessage *message) {
  GString *all = g_string_new(NULL);
  collect(g_mime_message_get_mime_part(message), 0, all);
  return g_string_free(all, FALSE);
}

/* --- the attached message --- */

static char *bare_id(const char *text) {
  const char *start = strchr(text, '<');
  start = start ? start + 1 : text + strspn(text, " \t");
  return g_strndup(start, strcspn(start, "> \t\r\n"));
}

/* A header's value out of header text, unfolded as far as one line more. */
static char *raw_header(const char *text, const char *name) {
  gsize size = strlen(name);
  for (const char *line = text; line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (g_ascii_strncasecmp(line, name, size) != 0 || line[size] != ':') {
      if (!*line) break;
      continue;
    }
    GString *value = g_string_new(NULL);
    const char *p = line + size + 1;
    for (; *p && !(*p == '\n' && p[1] != ' ' && p[1] != '\t'); p++)
      if (*p != '\r' && *p != '\n') g_string_append_c(value, *p);
    g_autofree char *whole = g_string_free(value, FALSE);
    char *valid = g_utf8_make_valid(whole, -1);
    return g_strstrip(valid);
  }
  return g_strdup("");
}

/* GMime has the fields of an attached message; of one that was cut to its header it has only the text. */
static char *header_in(GMimeObject *object, const char *name) {
  if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    const char *value = message ? g_mime_object_get_header(GMIME_OBJECT(message), name) : NULL;
    return g_utf8_make_valid(value ? value : "", -1);
  }
  g_autofree char *text = decoded(object, NULL);
  return raw_header(text, name);
}

static char *attached_header(GMimeMessage *message, const char *name) {
  static const char *const types[][2] = {{"message", "rfc822"},         {"message", "global"},
                                         {"text", "rfc822-headers"},    {"text", "rfc822-header"},
                                         {"message", "rfc822-headers"}, {"message", "global-headers"}};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    GMimeObject *object = find(message, types[i][0], types[i][1]);
    g_autofree char *value = object ? header_in(object, name) : NULL;
    if (value && *value) return g_steal_pointer(&value);
  }
  return g_strdup("");
}

char *mail_parts_attached_id(GMimeMessage *message) {
  g_autofree char *value = attached_header(message, "Message-Id");
  return bare_id(value);
}

char *mail_parts_attached_to(GMimeMessage *message) {
  return attached_header(message, "To");
}
