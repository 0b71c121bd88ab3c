#include "channels/formats/mail_cut.h"

#include <string.h>

#include "channels/formats/mail_parts.h"

enum { VARIANTS = 30 };

/* --- what stays --- */

#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=\"=_b\"\r\n"
#define PLAIN       "--=_b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHoi\r\n"
#define HTML        "--=_b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hoi</p>\r\n"
#define END         "--=_b--\r\n"
#define RETURNED    "--=_b\r\nContent-Type: message/rfc822\r\n\r\n"

static const struct {
  const char *name, *header, *body, *want; /* want NULL: all of it */
} table[] = {
    {"HTML beside words", ALTERNATIVE, "\r\n" PLAIN HTML END, "\r\n" PLAIN END},
    {"words in quoted-printable", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
     "quoted-printable\r\n\r\n=20=\r\n=C3=A9n\r\n" HTML END,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
     "quoted-printable\r\n\r\n=20=\r\n=C3=A9n\r\n" END},
    {"words in base64", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSG9p\r\n" HTML END,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSG9p\r\n" END},
    {"nothing beside HTML", ALTERNATIVE, "\r\n--=_b\r\nContent-Type: text/plain\r\n\r\n \r\n" HTML END, NULL},
    {"blanks in quoted-printable", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C2=A0=20\r\n" HTML
         END,
     NULL},
    {"blanks in base64", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nIA0KIA0K\r\n" HTML END, NULL},
    {"letters that aren't ASCII's", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+AKA-\r\n" HTML END, NULL},
    {"words in a file", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nHoi\r\n" HTML END, NULL},
    {"HTML that is a file", ALTERNATIVE,
     "\r\n" PLAIN "--=_b\r\nContent-Type: text/html; name=a.ics\r\n\r\n<p>Hoi</p>\r\n" END, NULL},
    {"HTML that belongs to the words", "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n", "\r\n" PLAIN HTML END,
     NULL},
    {"HTML first", ALTERNATIVE, "\r\n" HTML PLAIN END, NULL},
    {"no end", ALTERNATIVE, "\r\n" PLAIN HTML, NULL},
    {"two types", ALTERNATIVE "Content-Type: text/plain\r\n", "\r\n" PLAIN HTML END, NULL},
    {"a boundary that can be read in two ways", "Content-Type: multipart/alternative; boundary=\"=_\\b\"\r\n",
     "\r\n" PLAIN HTML END, NULL},
    {"a parameter that is none", "Content-Type: multipart/alternative; format flowed; boundary=\"=_b\"\r\n",
     "\r\n" PLAIN HTML END, NULL},
    {"the same boundary inside", ALTERNATIVE,
     "\r\n--=_b\r\nContent-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n" PLAIN HTML END, NULL},
    {"a line that begins as the boundary does", ALTERNATIVE, "\r\n" PLAIN "--=_bc\r\n" HTML END,
     "\r\n" PLAIN "--=_bc\r\n" END},
    {"a returned message", "Content-Type: multipart/report; boundary=\"=_b\"\r\n",
     "\r\n" RETURNED "Received: by us\r\nTo: zoe@thuis.example,\r\n ali@werk.example\r\nSubject: Hoi\r\nMessage-ID: "
     "<a@b>\r\n\r\nHoe gaat het?\r\n" END,
     "\r\n" RETURNED "To: zoe@thuis.example,\r\n ali@werk.example\r\nMessage-ID: <a@b>\r\n\r\n" END},
    {"a returned message, encoded", "Content-Type: multipart/report; boundary=\"=_b\"\r\n",
     "\r\n--=_b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nVG86IGE=\r\n" END, NULL},
    {"a returned message that is none", "Content-Type: multipart/report; boundary=\"=_b\"\r\n",
     "\r\n" RETURNED "This was your message\r\nTo: zoe@thuis.example\r\n\r\nHoi\r\n" END, NULL},
    {"one in the other", "Content-Type: multipart/mixed; boundary=outer\r\n",
     "\r\n--outer\r\n" ALTERNATIVE "\r\n" PLAIN HTML END "--outer--\r\n",
     "\r\n--outer\r\n" ALTERNATIVE "\r\n" PLAIN END "--outer--\r\n"},
};

static void test_what_stays(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    GByteArray *out = g_byte_array_new();
    gsize size = strlen(table[i].header);
    g_byte_array_append(out, (const guint8 *)table[i].header, (guint)size);
    mail_cut_append(out, table[i].body, table[i].body + strlen(table[i].body));
    g_autofree char *got = g_strndup((const char *)out->data + size, out->len - size);
    g_byte_array_unref(out);
    g_test_message("%s", table[i].name);
    g_assert_cmpstr(got, ==, table[i].want ? table[i].want : table[i].body);
  }
}

/* --- nothing is read otherwise --- */

static gboolean add_calendar(const struct mail_parts_calendar *part, void *user) {
  g_string_append_printf(user, "calendar %s %d %s\n", part->method, part->file, part->text);
  return FALSE;
}

/* All that anybody asks of a mail's parts. */
static char *told(GMimeMessage *message) {
  static const char *const types[] = {"delivery-status", "global-delivery-status", "disposition-notification"};
  g_autofree char *text = mail_parts_text(message), *id = mail_parts_attached_id(message);
  g_autofree char *to = mail_parts_attached_to(message), *type = mail_parts_report_type(message);
  GString *all = g_string_new(NULL);
  g_string_append_printf(all, "text %s\nid %s\nto %s\ntype %s\n", text, id, to, type);
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *found = mail_parts_find(message, "message", types[i], NULL);
    g_string_append_printf(all, "%s %s\n", types[i], found ? found : "-");
  }
  mail_parts_calendars(message, add_calendar, all);
  return g_string_free(all, FALSE);
}

static char *told_uncut(const GString *mail) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(mail->str, mail->len);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  char *all = message ? told(message) : NULL;
  g_object_unref(parser);
  g_object_unref(stream);
  if (message) g_object_unref(message);
  return all;
}

static void check_mail(const GString *mail, const char *name, guint32 seed) {
  const char *problem = "";
  GMimeMessage *message = mail_parts_parse(mail->str, mail->len, &problem);
  if (!message) return;
  g_autofree char *got = told(message), *want = told_uncut(mail);
  g_object_unref(message);
  if (want && !g_str_equal(got, want)) g_test_message("%s, seed %u, the mail:\n%s", name, seed, mail->str);
  if (want) g_assert_cmpstr(got, ==, want);
}

static gsize some_line(GRand *rand, const GString *mail) {
  gsize from = (gsize)g_rand_int_range(rand, 0, (gint32)mail->len);
  const char *end = memchr(mail->str + from, '\n', mail->len - from);
  return end ? (gsize)(end - mail->str) + 1 : mail->len;
}

/* A line goes, comes twice, or something else stands before it. */
static void change(GRand *rand, GString *mail) {
  static const char *const lines[] = {"\n",
                                      "--\n",
                                      "Content-Type: text/html\n",
                                      "Content-Type: message/rfc822\n\n",
                                      " x\n",
                                      "Content-Transfer-Encoding: base64\n",
                                      "geen veld\n",
                                      "Content-Disposition: attachment\n"};
  gsize from = some_line(rand, mail);
  const char *end = memchr(mail->str + from, '\n', mail->len - from);
  gsize size = end ? (gsize)(end + 1 - mail->str) - from : mail->len - from;
  g_autofree char *line = g_strndup(mail->str + from, size);
  int way = g_rand_int_range(rand, 0, 4);
  if (way == 0)
    g_string_erase(mail, (gssize)from, (gssize)size);
  else if (way == 1)
    g_string_insert(mail, (gssize)some_line(rand, mail), line);
  else if (way == 2)
    g_string_insert(mail, (gssize)from, lines[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(lines))]);
  else
    g_string_truncate(mail, from);
}

static void check_folder(const char *folder, guint32 seed) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const char *root = g_getenv("G_TEST_SRCDIR"), *name;
  g_autofree char *path = g_build_filename(root ? root : ".", "tests", "channels", folder, NULL);
  GDir *dir = g_dir_open(path, 0, NULL);
  g_assert_nonnull(dir);
  while ((name = g_dir_read_name(dir))) {
    g_autofree char *file = g_build_filename(path, name, NULL), *bytes = NULL;
    gsize size = 0;
    if (!g_str_has_suffix(name, ".eml") || !g_file_get_contents(file, &bytes, &size, NULL)) continue;
    for (int i = 0; i < VARIANTS; i++) {
      GString *mail = g_string_new_len(bytes, (gssize)size);
      for (int times = i ? g_rand_int_range(rand, 1, 4) : 0; times > 0 && mail->len; times--) change(rand, mail);
      check_mail(mail, name, seed);
      g_string_free(mail, TRUE);
    }
  }
  g_dir_close(dir);
}

static void test_read_the_same(void) {
  guint32 seed = (guint32)g_test_rand_int();
  check_folder("mails", seed);
  check_folder("answers", seed);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mail-cut/what-stays", test_what_stays);
  g_test_add_func("/mail-cut/read-the-same", test_read_the_same);
  return g_test_run();
}
