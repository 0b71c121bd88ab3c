#include "channels/formats/mail_write.h"

#include "channels/formats/mime.h"

#include <gmime/gmime.h>
#include <stddef.h>
#include <string.h>

static const char calendar[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nSUMMARY:"
                               "Coöperatie\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static struct channel_message example(void) {
  return (struct channel_message){
      .key = "abcdefghijklmnopqrstuvwxyz",
      .channel = "email",
      .to = "zoe@thuis.example",
      .to_name = "Zoë Çelik",
      .from = "loopbaan@praktijk.example",
      .from_name = "Jan \"J.\" de Vries",
      .reply_to = "antwoord+x@praktijk.example",
      .copy_to = "jan@praktijk.example",
      .return_path = "bounce+x@praktijk.example",
      .subject = "Hoe gaat het? Één vraag — over werk",
      .text = "Hoi Zoë,\nFrom school.\n.\n  \r\nEen regel met spatie aan het eind \nGroet",
      .queued = 1787000000,
  };
}

static char *written(const struct channel_message *message, const char *ics) {
  g_autoptr(GError) error = NULL;
  GBytes *bytes = mail_write(message, ics, &error);
  g_assert_no_error(error);
  char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_assert_cmpuint(strlen(text), ==, g_bytes_get_size(bytes));
  g_bytes_unref(bytes);
  return text;
}

static GMimeMessage *parsed(const char *text) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  return message;
}

/* GMime gives the text with the line ends of the wire. */
static char *body_text(GMimeObject *part) {
  g_autofree char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
  return g_strjoinv("\n", lines);
}

static void assert_wire(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
  for (char **line = lines; *line; line++) {
    g_assert_null(strpbrk(*line, "\r\n"));
    g_assert_cmpuint(strlen(*line), <=, 78);
    g_assert_true(g_str_is_ascii(*line));
  }
  g_assert_true(g_str_has_suffix(text, "\r\n"));
}

static void test_plain(void) {
  struct channel_message in = example();
  g_autofree char *text = written(&in, NULL), *again = written(&in, NULL);
  g_assert_cmpstr(text, ==, again);
  assert_wire(text);
  g_assert_true(strstr(text, "Date: Mon, 17 Aug 2026 20:53:20 +0000\r\n") != NULL);
  g_assert_true(strstr(text, "X-Waakvlam-Step: abcdefghijklmnopqrstuvwxyz\r\n") != NULL);
  g_assert_true(strstr(text, "Content-Type: text/plain; charset=utf-8\r\n") != NULL);
  g_assert_null(strstr(text, "Auto-Submitted"));
  g_assert_null(strstr(text, "jan@praktijk.example")); /* the copy is for the envelope */
  g_assert_null(strstr(text, "bounce+"));
  GMimeMessage *mail = parsed(text);
  g_assert_cmpstr(g_mime_message_get_subject(mail), ==, in.subject);
  g_assert_cmpstr(g_mime_message_get_message_id(mail), ==, "abcdefghijklmnopqrstuvwxyz@praktijk.example");
  InternetAddress *from = internet_address_list_get_address(g_mime_message_get_from(mail), 0);
  InternetAddress *to = internet_address_list_get_address(g_mime_message_get_to(mail), 0);
  InternetAddress *reply = internet_address_list_get_address(g_mime_message_get_reply_to(mail), 0);
  g_assert_cmpstr(internet_address_get_name(from), ==, in.from_name);
  g_assert_cmpstr(internet_address_get_name(to), ==, in.to_name);
  g_assert_cmpstr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(to)), ==, in.to);
  g_assert_cmpstr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(reply)), ==, in.reply_to);
  g_autofree char *body = body_text(g_mime_message_get_mime_part(mail));
  g_assert_cmpstr(body, ==, "Hoi Zoë,\nFrom school.\n.\n  \nEen regel met spatie aan het eind \nGroet\n");
  g_object_unref(mail);
}

static void test_calendar(void) {
  struct channel_message in = example();
  g_autofree char *text = written(&in, calendar);
  assert_wire(text);
  GMimeMessage *mail = parsed(text);
  GMimeObject *mixed = g_mime_message_get_mime_part(mail);
  g_assert_true(GMIME_IS_MULTIPART(mixed));
  GMimeObject *alternative = g_mime_multipart_get_part(GMIME_MULTIPART(mixed), 0),
              *file = g_mime_multipart_get_part(GMIME_MULTIPART(mixed), 1);
  g_assert_true(GMIME_IS_MULTIPART(alternative));
  GMimeObject *invitation = g_mime_multipart_get_part(GMIME_MULTIPART(alternative), 1);
  GMimeContentType *type = g_mime_object_get_content_type(invitation);
  g_assert_true(g_mime_content_type_is_type(type, "text", "calendar"));
  g_assert_cmpstr(g_mime_content_type_get_parameter(type, "method"), ==, "CANCEL");
  g_assert_cmpstr(g_mime_content_type_get_parameter(type, "charset"), ==, "utf-8");
  g_autofree char *body = body_text(invitation);
  g_auto(GStrv) lines = g_strsplit(calendar, "\r\n", -1);
  g_autofree char *want = g_strjoinv("\n", lines);
  g_assert_cmpstr(body, ==, want);
  g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(file)), ==, "invite.ics");
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(file)), stream);
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  g_assert_cmpuint(array->len, ==, strlen(calendar));
  g_assert_true(memcmp(array->data, calendar, strlen(calendar)) == 0);
  g_object_unref(stream);
  g_object_unref(mail);
}

static void test_message_id(void) {
  struct channel_message in = example();
  g_autofree char *id = mail_write_message_id(&in);
  g_assert_cmpstr(id, ==, "<abcdefghijklmnopqrstuvwxyz@praktijk.example>");
}

static void test_long(void) {
  struct channel_message in = example();
  g_autofree char *name = g_strnfill(300, 'x');
  g_autoptr(GString) words = g_string_new("Een onderwerp");
  for (int i = 0; i < 30; i++) g_string_append(words, " één heel très ıııııııı");
  const char *subject = words->str;
  in.subject = subject, in.text = "", in.to_name = NULL, in.reply_to = "";
  g_autofree char *text = written(&in, NULL);
  assert_wire(text);
  GMimeMessage *mail = parsed(text);
  g_assert_cmpstr(g_mime_message_get_subject(mail), ==, subject);
  g_object_unref(mail);
  in.from_name = name;
  g_autofree char *more = written(&in, NULL);
  GMimeMessage *named = parsed(more);
  g_assert_cmpstr(internet_address_get_name(internet_address_list_get_address(g_mime_message_get_from(named), 0)), ==,
                  name);
  g_object_unref(named);
}

/* Each field in turn with what would begin a header, a command or nothing sensible. */
static void test_refused(void) {
  static const char *const bad[] = {"a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\x01", "\xff\xfe", "a\x7f"};
  static const size_t fields[] = {
      offsetof(struct channel_message, key),       offsetof(struct channel_message, to),
      offsetof(struct channel_message, to_name),   offsetof(struct channel_message, from),
      offsetof(struct channel_message, from_name), offsetof(struct channel_message, reply_to),
      offsetof(struct channel_message, subject),
  };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    for (size_t j = 0; j < G_N_ELEMENTS(bad); j++) {
      struct channel_message in = example();
      g_autoptr(GError) error = NULL;
      *(const char **)(void *)((char *)&in + fields[i]) = bad[j];
      g_assert_null(mail_write(&in, NULL, &error));
      g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
    }
  struct channel_message in = example();
  g_autoptr(GError) error = NULL;
  in.text = "a\x01";
  g_assert_null(mail_write(&in, NULL, &error));
  g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
}

/* The head of a mail that may be turned off: the web first, then the address; the one-click line only with the web. */
static void unsubscribe_stands_in_the_head(void) {
  static const struct {
    const char *url, *mail, *wanted, *post;
  } cases[] = {
      {"https://waakvlam.linde.example/afmelden/abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz",
       "antwoord@praktijk.example",
       "\r\nList-Unsubscribe: "
       "<https://waakvlam.linde.example/afmelden/abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz>,\r\n"
       " <mailto:antwoord@praktijk.example?subject=STOP>\r\n",
       "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"},
      {"", "antwoord@praktijk.example", "\r\nList-Unsubscribe: <mailto:antwoord@praktijk.example?subject=STOP>\r\n",
       NULL},
      {"https://w.example/a", "", "\r\nList-Unsubscribe: <https://w.example/a>\r\n", "List-Unsubscribe-Post"},
      {"", "", NULL, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct channel_message message = example();
    message.unsubscribe_url = cases[i].url;
    message.unsubscribe_mail = cases[i].mail;
    g_autofree char *text = written(&message, NULL);
    g_test_message("%s", text);
    if (cases[i].wanted) g_assert_nonnull(strstr(text, cases[i].wanted));
    g_assert_cmpint(cases[i].wanted != NULL, ==, strstr(text, "List-Unsubscribe:") != NULL);
    g_assert_cmpint(cases[i].post != NULL, ==, strstr(text, "List-Unsubscribe-Post") != NULL);
    if (cases[i].post) g_assert_nonnull(strstr(text, cases[i].post));
  }
}

static void no_link_carries_a_header(void) {
  static const char *const links[] = {"http://w.example/a", "https://w.example/\r\nBcc: x@y.example",
                                      "https://w.example/>,<x", "https://w.example/ a", "javascript:x"};
  for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
    struct channel_message message = example();
    message.unsubscribe_url = links[i];
    g_autoptr(GError) error = NULL;
    g_assert_null(mail_write(&message, NULL, &error));
    g_assert_error(error, CHANNEL_ERROR, CHANNEL_ERROR_CONTENT);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  mime_start();
  g_test_add_func("/mail_write/plain", test_plain);
  g_test_add_func("/mail_write/calendar", test_calendar);
  g_test_add_func("/mail_write/message-id", test_message_id);
  g_test_add_func("/mail_write/long", test_long);
  g_test_add_func("/mail_write/refused", test_refused);
  g_test_add_func("/mail-write/unsubscribe", unsubscribe_stands_in_the_head);
  g_test_add_func("/mail-write/unsubscribe-plain", no_link_carries_a_header);
  return g_test_run();
}
